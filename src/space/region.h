/* SPDX-License-Identifier: MIT
 *
 * Describing a region in few words: overlapping boxes, each as wide as the region allows, none
 * superfluous. A path of the diagram is widened column by column, subtracted, and the next one
 * taken from what remains.
 */
#ifndef SPACE_REGION_H
#define SPACE_REGION_H

#include "space/dd.h"

struct region {
	const struct dd_box *box; /* each inside `wide`; none covered by the others together */
	uint32_t n;
	bool more;   /* the boxes do not cover the region: the limit was reached */
	bool is_bad; /* the manager's budget was reached (then `more` as well) */
};

/*
 * At most `limit` boxes of the Boolean f, in `a`; each may reach into what `wide` holds besides (f itself, or f and
 * what nobody asks about). Widening frees whole columns first, the last
 * column first, so that a text mentions the columns the caller put first. Makes nodes while
 * subtracting: a box costs up to |f| of the budget and O(columns * log ranks * |f|) time.
 */
struct region region_describe(struct dd_manager *m, dd f, dd wide, uint32_t limit, struct arena *a);

#endif
