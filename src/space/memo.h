/* SPDX-License-Identifier: MIT
 *
 * Results of a recursive sweep over tuples of references, compared in full: two tuples that merely
 * hash alike are never confused. For dd.c only.
 */
#ifndef SPACE_MEMO_H
#define SPACE_MEMO_H

#include "space/dd.h"

/* Zeroed but for `a` and `width` it is empty. Everything lives in `a`. */
struct memo {
	struct arena *a;
	uint32_t width; /* references in a tuple */
	uint32_t n, cap;
	dd **row; /* a tuple and its result; NULL where free */
};

bool memo_get(const struct memo *t, const dd *tuple, dd *result);
/* The tuple must not be known yet. */
void memo_put(struct memo *t, const dd *tuple, dd result);

#endif
