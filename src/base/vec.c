/* SPDX-License-Identifier: MIT
 *
 * The one untyped step of the typed arrays: a larger copy.
 */
#include "base/vec.h"

#include <assert.h>
#include <string.h>

void *vec_grow(struct arena *a, const void *at, size_t item, uint32_t *cap)
{
	assert(item > 0);
	assert(*cap < UINT32_MAX / 2);
	uint32_t larger = *cap ? *cap * 2 : item > 16 ? 1 : 2; /* most lists of a tree hold one */
	char *copy = arena_alloc(a, item * larger);
	if (*cap)
		memcpy(copy, at, item * *cap);
	*cap = larger;
	return copy;
}
