/* SPDX-License-Identifier: MIT
 *
 * Covering asked of a whole table: boxes that earlier ones cover, and gaps.
 */
#include "space/cover.h"
#include "space/overlap.h"

#include <string.h>

static struct dd_box box_of(const struct box_table *t, uint32_t box, struct arena *scratch)
{
	struct dd_box b = {arena_array(scratch, uint32_t, t->k), arena_array(scratch, uint32_t, t->k)};
	for (uint32_t c = 0; c < t->k; c++) {
		b.lo[c] = t->lo[c][box];
		b.hi[c] = t->hi[c][box];
	}
	return b;
}

static struct dd_box whole(const struct box_table *t, struct arena *scratch)
{
	struct dd_box b = {arena_array(scratch, uint32_t, t->k), arena_array(scratch, uint32_t, t->k)};
	for (uint32_t c = 0; c < t->k; c++)
		b.hi[c] = t->ranks[c] - 1;
	return b;
}

enum cover cover_by_earlier(const struct box_index *x, uint32_t box, uint64_t *budget,
                            struct dd_box *hole, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct dd_box region = box_of(x->t, box, scratch);
	uint32_t *list = arena_array(scratch, uint32_t, x->t->n), n = 0;
	uint32_t all = overlap_meeting(x, region.lo, region.hi, list);
	for (uint32_t i = 0; i < all; i++)
		if (x->box[list[i]] < box)
			list[n++] = x->box[list[i]];
	enum cover is = cover_box(x->t, &region, list, n, budget, hole, scratch);
	arena_reset(scratch, mark);
	return is;
}

enum cover cover_search(const struct box_index *x, const struct dd_box *region, uint64_t *budget,
                        struct dd_box *hole, struct arena *scratch)
{
	return cover_box(x->t, region, x->box, x->t->n, budget, hole, scratch);
}

/* ---- the certificate ---- */

/*
 * The larger boxes first: whatever lies under a catch-all is then covered at a glance. By the sum of the widths'
 * bits, then by place; rank[box].
 */
static uint32_t *by_size(const struct box_index *x, struct arena *scratch)
{
	const struct box_table *t = x->t;
	uint32_t *bits = arena_array(scratch, uint32_t, t->n),
			 *rank = arena_array(scratch, uint32_t, t->n);
	uint32_t most = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		for (uint32_t c = 0; c < t->k; c++)
			for (uint32_t w = t->hi[c][i] - t->lo[c][i] + 1; w > 1; w >>= 1)
				bits[i]++;
		most = bits[i] > most ? bits[i] : most;
	}
	uint32_t *start = arena_array(scratch, uint32_t, most + 2);
	for (uint32_t i = 0; i < t->n; i++)
		start[most - bits[i] + 1]++;
	for (uint32_t b = 1; b <= most; b++)
		start[b] += start[b - 1];
	for (uint32_t i = 0; i < t->n; i++)
		rank[i] = start[most - bits[i]]++;
	return rank;
}

struct certificate {
	const struct box_index *x;
	const struct dd_box *region;
	const uint32_t *rank;
	uint32_t *list;
	struct big sum, own;
};

/* What of the region the box covers and no larger one does, is added. */
static bool add_box(struct certificate *f, uint32_t box, uint64_t *budget, struct arena *scratch)
{
	const struct box_index *x = f->x;
	struct arena_mark mark = arena_mark(scratch);
	struct dd_box here = box_of(x->t, box, scratch);
	uint32_t n = 0;
	for (uint32_t c = 0; c < x->t->k; c++) {
		here.lo[c] = here.lo[c] < f->region->lo[c] ? f->region->lo[c] : here.lo[c];
		here.hi[c] = here.hi[c] > f->region->hi[c] ? f->region->hi[c] : here.hi[c];
	}
	uint32_t all = overlap_meeting(x, here.lo, here.hi, f->list);
	for (uint32_t i = 0; i < all; i++)
		if (f->rank[x->box[f->list[i]]] < f->rank[box])
			f->list[n++] = x->box[f->list[i]];
	bool known = cover_volume(x->t, &here, f->list, n, budget, f->own, scratch);
	if (known)
		big_add(f->sum, f->own);
	arena_reset(scratch, mark);
	return known;
}

bool cover_certificate(const struct box_index *x, const struct dd_box *region, uint64_t *budget,
                       struct big out, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct certificate f = {.x = x, .region = region, .rank = by_size(x, scratch)};
	f.list = arena_array(scratch, uint32_t, x->t->n);
	f.sum = big_new(scratch, out.n);
	f.own = big_new(scratch, out.n);
	uint32_t *inside = arena_array(scratch, uint32_t, x->t->n);
	uint32_t n = overlap_meeting(x, region->lo, region->hi, inside);
	bool known = true;
	for (uint32_t i = 0; known && i < n; i++)
		known = add_box(&f, x->box[inside[i]], budget, scratch);
	if (known) {
		cover_size(x->t, region, out);
		big_sub(out, f.sum);
	}
	arena_reset(scratch, mark);
	return known;
}

/* ---- gaps ---- */

/* The column with the most ranks left. */
static uint32_t widest(const struct box_table *t, const struct dd_box *region)
{
	uint32_t col = 0;
	for (uint32_t c = 1; c < t->k; c++)
		if (region->hi[c] - region->lo[c] > region->hi[col] - region->lo[col])
			col = c;
	return col;
}

#define HALF_BUDGET 100000u /* of the search in each half */

/* A gap lies in the region: halved, the part with a gap kept, until the search finds it. */
static bool halve(const struct box_index *x, struct dd_box *region, uint64_t *budget,
                  struct dd_box *hole, struct arena *scratch)
{
	const struct box_table *t = x->t;
	struct big left = big_new(scratch, cover_limbs(t));
	for (;;) {
		uint64_t some = *budget < HALF_BUDGET ? *budget : HALF_BUDGET, given = some;
		if (cover_box(t, region, x->box, t->n, &some, hole, scratch) == COVER_NO)
			return true;
		*budget -= given - some;
		uint32_t c = widest(t, region), lo = region->lo[c], hi = region->hi[c];
		if (lo == hi)
			return false;
		region->hi[c] = lo + (hi - lo) / 2;
		if (!cover_certificate(x, region, budget, left, scratch))
			return false;
		if (big_is_zero(left)) {
			region->lo[c] = region->hi[c] + 1;
			region->hi[c] = hi;
		}
	}
}

struct cover_gap cover_region(const struct box_index *x, const struct dd_box *region,
                              uint64_t *budget, struct dd_box *hole, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct dd_box here = whole(x->t, scratch);
	for (uint32_t c = 0; region && c < x->t->k; c++) {
		here.lo[c] = region->lo[c];
		here.hi[c] = region->hi[c];
	}
	uint64_t half = *budget / 2, kept = *budget - half;
	struct cover_gap gap = {.is = cover_search(x, &here, &half, hole, scratch)};
	gap.found = gap.is == COVER_NO;
	*budget = kept + half;
	if (gap.is == COVER_UNDECIDED) {
		struct big left = big_new(scratch, cover_limbs(x->t));
		if (cover_certificate(x, &here, budget, left, scratch))
			gap.is = big_is_zero(left) ? COVER_YES : COVER_NO;
		gap.found = gap.is == COVER_NO && halve(x, &here, budget, hole, scratch);
	}
	arena_reset(scratch, mark);
	return gap;
}
