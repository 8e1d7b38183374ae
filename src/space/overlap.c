/* SPDX-License-Identifier: MIT
 *
 * Blocks of boxes against one box. Each pair is met from the box that begins first in the index's
 * column; of two that begin together, from the one that stands first in the index.
 */
#include "space/overlap.h"

#include <assert.h>

/* hit[i] stays where lo[i]..hi[i] meets from..to. Ranks are below 2^31: signed vectors do. */
static uint32_t meet_block(uint32_t *restrict hit, const uint32_t *restrict lo,
                           const uint32_t *restrict hi, uint32_t from, uint32_t to)
{
	uint32_t any = 0;
	int32_t first = (int32_t)from, last = (int32_t)to;
	for (uint32_t i = 0; i < BOX_BLOCK; i++) {
		uint32_t in = (uint32_t) - ((int32_t)lo[i] <= last) &
		              (uint32_t) - ((int32_t)hi[i] >= first);
		hit[i] &= in;
		any |= hit[i];
	}
	return any;
}

/* The kind of each member of the block, seen from a box with this outcome. */
static uint32_t kind_block(uint32_t *restrict hit, const uint32_t *restrict outcome, uint32_t mine,
                           uint32_t same, uint32_t other)
{
	uint32_t any = 0;
	for (uint32_t i = 0; i < BOX_BLOCK; i++) {
		uint32_t eq = (uint32_t) - (outcome[i] == mine);
		hit[i] = (eq & same) | (~eq & other);
		any |= hit[i];
	}
	return any;
}

/* One box, the others are held against. */
struct probe {
	const struct box_index *x;
	const uint32_t *lo, *hi; /* by column */
	uint32_t outcome;
	uint32_t same, other; /* all ones where such pairs are asked for, else 0 */
};

/* hit: those of the block at `from` that meet the probe in all columns but the index's. */
static bool probe_block(const struct probe *p, uint32_t from, uint32_t *hit)
{
	const struct box_index *x = p->x;
	uint32_t any = kind_block(hit, x->outcome + from, p->outcome, p->same, p->other);
	for (uint32_t i = 0; any && i + 1 < x->t->k; i++) {
		uint32_t c = x->column[i];
		any = meet_block(hit, x->lo[c] + from, x->hi[c] + from, p->lo[c], p->hi[c]);
	}
	return any != 0;
}

struct sink {
	overlap_fn *fn;
	void *ctx;
	uint64_t count;
	uint32_t *lo, *hi; /* room for the probe's box */
};

static void tell(struct sink *k, uint32_t one, uint32_t other)
{
	k->count++;
	if (k->fn)
		k->fn(k->ctx, one < other ? one : other, one < other ? other : one);
}

static void probe_run(const struct probe *p, uint32_t from, uint32_t end, uint32_t box,
                      struct sink *k)
{
	uint32_t hit[BOX_BLOCK];
	for (; from < end; from += BOX_BLOCK) {
		uint32_t n = end - from < BOX_BLOCK ? end - from : BOX_BLOCK;
		if (!probe_block(p, from, hit))
			continue;
		for (uint32_t i = 0; i < n; i++)
			if (hit[i])
				tell(k, box, p->x->box[from + i]);
	}
}

/* The place's class and those around it; `at` is its own. */
static void probe_place(const struct box_index *x, struct probe *p, uint32_t at, uint32_t own,
                        struct sink *k)
{
	const struct box_table *t = x->t;
	for (uint32_t c = 0; c < t->k; c++) {
		k->lo[c] = x->lo[c][at];
		k->hi[c] = x->hi[c][at];
	}
	p->outcome = x->outcome[at];
	uint32_t first = k->lo[x->col], last = k->hi[x->col];
	for (uint32_t w = 0; w < 32; w++) {
		uint32_t start = x->start[w], stop = x->start[w + 1];
		if (start == stop)
			continue;
		uint32_t from = w == own ? at + 1 : box_index_seek(x, start, stop, first + (w < own));
		uint32_t end = box_index_seek(x, from, stop, last + 1);
		probe_run(p, from, end, x->box[at], k);
	}
}

uint64_t overlap_each(const struct box_index *x, unsigned kinds, overlap_fn *fn, void *ctx)
{
	struct arena own;
	arena_init(&own);
	struct sink k = {.fn = fn, .ctx = ctx};
	k.lo = arena_array(&own, uint32_t, x->t->k);
	k.hi = arena_array(&own, uint32_t, x->t->k);
	struct probe p = {.x = x,
	                  .lo = k.lo,
	                  .hi = k.hi,
	                  .same = kinds & OVERLAP_SAME ? UINT32_MAX : 0,
	                  .other = kinds & OVERLAP_DIFFERENT ? UINT32_MAX : 0};
	for (uint32_t w = 0; w < 32; w++)
		for (uint32_t at = x->start[w]; at < x->start[w + 1]; at++)
			probe_place(x, &p, at, w, &k);
	arena_free(&own);
	return k.count;
}

uint32_t overlap_meeting(const struct box_index *x, const uint32_t *lo, const uint32_t *hi,
                         uint32_t *out)
{
	struct probe p = {.x = x, .lo = lo, .hi = hi, .same = UINT32_MAX, .other = UINT32_MAX};
	uint32_t hit[BOX_BLOCK], n = 0, first = lo[x->col], last = hi[x->col];
	for (uint32_t w = 0; w < 32; w++) {
		uint32_t start = x->start[w], stop = x->start[w + 1];
		if (start == stop)
			continue;
		/* whoever of the class begins before this ends before `first` */
		uint64_t reach = ((uint64_t)2 << w) - 2;
		uint32_t from = box_index_seek(x, start, stop, first > reach ? first - (uint32_t)reach : 0);
		uint32_t end = box_index_seek(x, from, stop, last + 1);
		for (; from < end; from += BOX_BLOCK) {
			uint32_t left = end - from < BOX_BLOCK ? end - from : BOX_BLOCK;
			if (!probe_block(&p, from, hit))
				continue;
			for (uint32_t i = 0; i < left; i++)
				if (hit[i] && x->hi[x->col][from + i] >= first)
					out[n++] = from + i;
		}
	}
	return n;
}

/* ---- the first pairs ---- */

/* A heap with the last of the kept pairs on top. */
struct kept {
	struct overlap_pair *at;
	uint32_t n, limit;
};

static bool before(struct overlap_pair a, struct overlap_pair b)
{
	return a.first != b.first ? a.first < b.first : a.second < b.second;
}

static void sink_down(struct kept *k, uint32_t i)
{
	struct overlap_pair x = k->at[i];
	for (uint32_t kid; (kid = 2 * i + 1) < k->n; i = kid) {
		kid += kid + 1 < k->n && before(k->at[kid], k->at[kid + 1]);
		if (!before(x, k->at[kid]))
			break;
		k->at[i] = k->at[kid];
	}
	k->at[i] = x;
}

static void keep(void *ctx, uint32_t first, uint32_t second)
{
	struct kept *k = ctx;
	struct overlap_pair x = {first, second};
	if (k->n == k->limit) {
		if (k->n && before(x, k->at[0])) {
			k->at[0] = x;
			sink_down(k, 0);
		}
		return;
	}
	uint32_t i = k->n++;
	for (; i > 0 && before(k->at[(i - 1) / 2], x); i = (i - 1) / 2)
		k->at[i] = k->at[(i - 1) / 2];
	k->at[i] = x;
}

struct overlap_list overlap_list(const struct box_index *x, unsigned kinds, uint32_t limit,
                                 struct arena *a)
{
	struct kept k = {.at = arena_array(a, struct overlap_pair, limit), .limit = limit};
	uint64_t count = overlap_each(x, kinds, keep, &k);
	uint32_t n = k.n;
	while (k.n > 1) {
		struct overlap_pair last = k.at[0];
		k.at[0] = k.at[--k.n];
		sink_down(&k, 0);
		k.at[k.n] = last;
	}
	assert(n == (count < limit ? count : limit));
	return (struct overlap_list){k.at, n, count};
}
