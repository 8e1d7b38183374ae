/* SPDX-License-Identifier: MIT
 *
 * Pairs of boxes that overlap, exactly and always: no budget, because the question is polynomial.
 *
 * Two boxes overlap if they meet in every column. The index gives those that meet in its column as
 * runs; a run is tested against one box a block at a time, column by column, in plain loops that the
 * compiler turns into vectors, and left as soon as nothing of the block remains. O(M k) for M pairs
 * that meet in the most selective column, plus O(n log n).
 */
#ifndef SPACE_OVERLAP_H
#define SPACE_OVERLAP_H

#include "space/box.h"

enum overlap_kind {
	OVERLAP_DIFFERENT = 1, /* pairs with different outcomes */
	OVERLAP_SAME = 2,      /* pairs with the same outcome */
};

/* One pair: `first` stands before `second` in the table. The order of calls is the same for the same table. */
typedef void overlap_fn(void *ctx, uint32_t first, uint32_t second);

/* Calls fn (NULL: none) for each pair of the kinds asked for, each once; returns how many. */
uint64_t overlap_each(const struct box_index *x, unsigned kinds, overlap_fn *fn, void *ctx);

struct overlap_pair {
	uint32_t first, second;
};

/* The first pairs by (first, second), at most `limit` of them, and how many there are. */
struct overlap_list {
	const struct overlap_pair *at;
	uint32_t n;
	uint64_t count;
};

/* In `a`. O(overlap_each + count log limit) worst; a pair past the limit usually costs one comparison. */
struct overlap_list overlap_list(const struct box_index *x, unsigned kinds, uint32_t limit,
                                 struct arena *a);

/* The boxes that meet lo..hi (k ranks each), as places in the index, into `out` (room for n). Their number. */
uint32_t overlap_meeting(const struct box_index *x, const uint32_t *lo, const uint32_t *hi,
                         uint32_t *out);

#endif
