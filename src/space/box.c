/* SPDX-License-Identifier: MIT
 *
 * Tables of boxes, their order of columns, and their index by the most selective column.
 */
#include "space/box.h"

#include <assert.h>
#include <string.h>

/* ---- the table ---- */

struct box_table *box_table_new(struct arena *a, uint32_t k, const uint32_t *ranks)
{
	assert(k > 0);
	struct box_table *t = arena_new(a, struct box_table);
	uint32_t *own = arena_array(a, uint32_t, k);
	for (uint32_t c = 0; c < k; c++) {
		assert(ranks[c] > 0 && ranks[c] < BOX_RANKS_MAX);
		own[c] = ranks[c];
	}
	*t = (struct box_table){.k = k, .ranks = own, .a = a};
	t->lo = arena_array(a, uint32_t *, k);
	t->hi = arena_array(a, uint32_t *, k);
	return t;
}

static uint32_t *longer(struct arena *a, const uint32_t *at, uint32_t n, uint32_t cap)
{
	uint32_t *to = arena_array(a, uint32_t, cap + BOX_BLOCK);
	if (n)
		memcpy(to, at, n * sizeof *to);
	return to;
}

static void grow(struct box_table *t)
{
	uint32_t cap = t->cap ? 2 * t->cap : 16;
	for (uint32_t c = 0; c < t->k; c++) {
		t->lo[c] = longer(t->a, t->lo[c], t->n, cap);
		t->hi[c] = longer(t->a, t->hi[c], t->n, cap);
	}
	t->outcome = longer(t->a, t->outcome, t->n, cap);
	t->rule = longer(t->a, t->rule, t->n, cap);
	int32_t *priority = arena_array(t->a, int32_t, cap);
	if (t->n)
		memcpy(priority, t->priority, t->n * sizeof *priority);
	t->priority = priority;
	t->cap = cap;
}

void box_table_add(struct box_table *t, const uint32_t *lo, const uint32_t *hi, uint32_t outcome,
                   uint32_t rule, int32_t priority)
{
	if (t->n == t->cap)
		grow(t);
	for (uint32_t c = 0; c < t->k; c++) {
		assert(lo[c] <= hi[c] && hi[c] < t->ranks[c]);
		t->lo[c][t->n] = lo[c];
		t->hi[c][t->n] = hi[c];
	}
	t->outcome[t->n] = outcome;
	t->rule[t->n] = rule;
	t->priority[t->n++] = priority;
}

/* at[place]: the box that belongs there; merged bottom up, so equal keys keep their order. */
static void sort_by(uint32_t *at, uint32_t n, const uint64_t *key, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	uint32_t *from = at, *to = arena_array(scratch, uint32_t, n);
	for (uint32_t width = 1; width < n; width *= 2) {
		for (uint32_t lo = 0; lo < n; lo += 2 * width) {
			uint32_t mid = n - lo < width ? n : lo + width;
			uint32_t hi = n - mid < width ? n : mid + width;
			for (uint32_t i = lo, j = mid, k = lo; k < hi; k++)
				to[k] = i < mid && (j == hi || key[from[i]] <= key[from[j]]) ? from[i++]
				                                                             : from[j++];
		}
		uint32_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != at)
		memcpy(at, from, n * sizeof *at);
	arena_reset(scratch, mark);
}

static void gather(uint32_t *to, const uint32_t *from, const uint32_t *place, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = from[place[i]];
}

static void reorder(uint32_t *at, const uint32_t *place, uint32_t n, uint32_t *spare)
{
	gather(spare, at, place, n);
	if (n)
		memcpy(at, spare, n * sizeof *at);
}

void box_table_order(struct box_table *t, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	uint32_t n = t->n, *place = arena_array(scratch, uint32_t, n),
			 *spare = arena_array(scratch, uint32_t, n);
	uint64_t *key = arena_array(scratch, uint64_t, n);
	for (uint32_t i = 0; i < n; i++) {
		place[i] = i;
		key[i] = (uint64_t)((int64_t)INT32_MAX - t->priority[i]);
	}
	sort_by(place, n, key, scratch);
	for (uint32_t c = 0; c < t->k; c++) {
		reorder(t->lo[c], place, n, spare);
		reorder(t->hi[c], place, n, spare);
	}
	reorder(t->outcome, place, n, spare);
	reorder(t->rule, place, n, spare);
	for (uint32_t i = 0; i < n; i++)
		t->priority[i] = (int32_t)((int64_t)INT32_MAX - (int64_t)key[place[i]]);
	arena_reset(scratch, mark);
}

bool box_meets(const struct box_table *t, uint32_t one, uint32_t other)
{
	for (uint32_t c = 0; c < t->k; c++)
		if (t->lo[c][one] > t->hi[c][other] || t->lo[c][other] > t->hi[c][one])
			return false;
	return true;
}

bool box_has(const struct box_table *t, uint32_t box, const uint32_t *point)
{
	for (uint32_t c = 0; c < t->k; c++)
		if (point[c] < t->lo[c][box] || point[c] > t->hi[c][box])
			return false;
	return true;
}

/* ---- the order of columns ---- */

/* Distinct ranks of the column at which some box begins or ends. */
static uint32_t cuts_of(const struct box_table *t, uint32_t col, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	bool *cut = arena_array(scratch, bool, t->ranks[col] + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		cut[t->lo[col][i]] = cut[t->hi[col][i] + 1] = true;
	for (uint32_t r = 1; r < t->ranks[col]; r++)
		n += cut[r];
	arena_reset(scratch, mark);
	return n;
}

void box_table_columns(const struct box_table *t, uint32_t *order, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	uint32_t *tested = arena_array(scratch, uint32_t, t->k);
	uint32_t *cuts = arena_array(scratch, uint32_t, t->k);
	for (uint32_t c = 0; c < t->k; c++) {
		cuts[c] = cuts_of(t, c, scratch);
		for (uint32_t i = 0; i < t->n; i++)
			tested[c] += !box_is_free(t, i, c);
		uint32_t at = c;
		for (; at > 0; at--) {
			uint32_t o = order[at - 1];
			if (tested[o] > tested[c] || (tested[o] == tested[c] && cuts[o] <= cuts[c]))
				break;
			order[at] = o;
		}
		order[at] = c;
	}
	arena_reset(scratch, mark);
}

struct box_table *box_table_permute(const struct box_table *t, const uint32_t *order,
                                    struct arena *a)
{
	uint32_t *ranks = arena_array(a, uint32_t, t->k), k = t->k;
	uint32_t *lo = arena_array(a, uint32_t, k), *hi = arena_array(a, uint32_t, k);
	for (uint32_t c = 0; c < k; c++)
		ranks[c] = t->ranks[order[c]];
	struct box_table *to = box_table_new(a, k, ranks);
	for (uint32_t i = 0; i < t->n; i++) {
		for (uint32_t c = 0; c < k; c++) {
			lo[c] = t->lo[order[c]][i];
			hi[c] = t->hi[order[c]][i];
		}
		box_table_add(to, lo, hi, t->outcome[i], t->rule[i], t->priority[i]);
	}
	return to;
}

/* ---- the index ---- */

/*
 * Pairs that meet in the column: all, less those where one ends before the other begins. ends[r]
 * becomes the number of boxes that end before rank r.
 */
static uint64_t meeting_in(const struct box_table *t, uint32_t col, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	uint32_t ranks = t->ranks[col], *ends = arena_array(scratch, uint32_t, ranks + 1);
	uint64_t apart = 0;
	for (uint32_t i = 0; i < t->n; i++)
		ends[t->hi[col][i] + 1]++;
	for (uint32_t r = 1; r <= ranks; r++)
		ends[r] += ends[r - 1];
	for (uint32_t i = 0; i < t->n; i++)
		apart += ends[t->lo[col][i]];
	arena_reset(scratch, mark);
	return (uint64_t)t->n * (t->n ? t->n - 1 : 0) / 2 - apart;
}

static void choose_columns(struct box_index *x, struct arena *a, struct arena *scratch)
{
	const struct box_table *t = x->t;
	struct arena_mark mark = arena_mark(scratch);
	uint64_t *meeting = arena_array(scratch, uint64_t, t->k);
	uint32_t *order = arena_array(a, uint32_t, t->k);
	for (uint32_t c = 0; c < t->k; c++) {
		meeting[c] = meeting_in(t, c, scratch);
		uint32_t at = c;
		for (; at > 0 && meeting[order[at - 1]] > meeting[c]; at--)
			order[at] = order[at - 1];
		order[at] = c;
	}
	x->col = order[0];
	x->meeting = meeting[x->col];
	x->column = order + 1;
	arena_reset(scratch, mark);
}

/* Boxes of width 2^w .. 2^(w+1)-1 are of class w. */
static uint32_t class_of(uint32_t width)
{
	uint32_t w = 0;
	while (width >>= 1)
		w++;
	return w;
}

static void sort_places(struct box_index *x, struct arena *scratch)
{
	const struct box_table *t = x->t;
	struct arena_mark mark = arena_mark(scratch);
	uint64_t *key = arena_array(scratch, uint64_t, t->n);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t w = class_of(t->hi[x->col][i] - t->lo[x->col][i] + 1);
		key[i] = (uint64_t)w << 32 | t->lo[x->col][i];
		x->box[i] = i;
		x->start[w + 1]++;
	}
	for (uint32_t w = 1; w <= 32; w++)
		x->start[w] += x->start[w - 1];
	sort_by(x->box, t->n, key, scratch);
	arena_reset(scratch, mark);
}

struct box_index *box_index_new(const struct box_table *t, struct arena *a, struct arena *scratch)
{
	struct box_index *x = arena_new(a, struct box_index);
	x->t = t;
	choose_columns(x, a, scratch);
	x->box = arena_array(a, uint32_t, t->n);
	sort_places(x, scratch);
	x->lo = arena_array(a, uint32_t *, t->k);
	x->hi = arena_array(a, uint32_t *, t->k);
	for (uint32_t c = 0; c < t->k; c++) {
		x->lo[c] = arena_array(a, uint32_t, t->n + BOX_BLOCK);
		x->hi[c] = arena_array(a, uint32_t, t->n + BOX_BLOCK);
		gather(x->lo[c], t->lo[c], x->box, t->n);
		gather(x->hi[c], t->hi[c], x->box, t->n);
	}
	x->outcome = arena_array(a, uint32_t, t->n + BOX_BLOCK);
	gather(x->outcome, t->outcome, x->box, t->n);
	return x;
}

uint32_t box_index_seek(const struct box_index *x, uint32_t from, uint32_t end, uint32_t rank)
{
	const uint32_t *lo = x->lo[x->col];
	while (from < end) {
		uint32_t mid = from + (end - from) / 2;
		if (lo[mid] < rank)
			from = mid + 1;
		else
			end = mid;
	}
	return from;
}
