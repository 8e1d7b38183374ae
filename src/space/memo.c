/* SPDX-License-Identifier: MIT
 *
 * An open-addressing table of rows, doubled when half full.
 */
#include "space/memo.h"

#include "base/map.h"

#include <string.h>

static dd **place(const struct memo *t, const dd *tuple)
{
	uint64_t h = hash_bytes(tuple, t->width * sizeof *tuple);
	uint32_t at = (uint32_t)(h ^ h >> 32) & (t->cap - 1);
	while (t->row[at] && memcmp(t->row[at], tuple, t->width * sizeof *tuple) != 0)
		at = (at + 1) & (t->cap - 1);
	return &t->row[at];
}

bool memo_get(const struct memo *t, const dd *tuple, dd *result)
{
	dd *row = t->cap ? *place(t, tuple) : NULL;
	if (row)
		*result = row[t->width];
	return row != NULL;
}

void memo_put(struct memo *t, const dd *tuple, dd result)
{
	if (2 * t->n >= t->cap) {
		struct memo old = *t;
		t->cap = old.cap ? 2 * old.cap : 64;
		t->row = arena_array(t->a, dd *, t->cap);
		for (uint32_t i = 0; i < old.cap; i++)
			if (old.row[i])
				*place(t, old.row[i]) = old.row[i];
	}
	dd *row = arena_array(t->a, dd, (size_t)t->width + 1);
	memcpy(row, tuple, t->width * sizeof *tuple);
	row[t->width] = result;
	*place(t, tuple) = row;
	t->n++;
}
