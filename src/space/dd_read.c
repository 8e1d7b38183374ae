/* SPDX-License-Identifier: MIT
 *
 * Reading diagrams. Almost everything is one linear loop over the nodes that can be reached inside
 * a box, listed children first (nodes_inside); tables stand beside that list, by position.
 */
#include "space/dd_read.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The part of edge i inside the box; false where there is none. */
static bool clip(const struct dd_manager *m, const struct dd_node *x, uint32_t i,
                 const struct dd_box *box, uint32_t *lo, uint32_t *hi)
{
	*lo = x->start[i];
	*hi = (i + 1 < x->n ? x->start[i + 1] : dd_ranks(m, x->col)) - 1;
	if (box && box->lo[x->col] > *lo)
		*lo = box->lo[x->col];
	if (box && box->hi[x->col] < *hi)
		*hi = box->hi[x->col];
	return *lo <= *hi;
}

static bool has_edge(const struct dd_manager *m, const struct dd_node *x, uint32_t i,
                     const struct dd_box *box)
{
	uint32_t lo, hi;
	return clip(m, x, i, box, &lo, &hi);
}

uint32_t dd_eval(const struct dd_manager *m, dd f, const uint32_t *ranks)
{
	assert(f != DD_BAD);
	while (!dd_is_leaf(f)) {
		struct dd_node x = dd_node(m, f);
		f = x.kid[dd_edge_at(&x, ranks[x.col])];
	}
	return dd_value(f);
}

/* ---- listing nodes ---- */

/* A growing list of distinct nodes; the table holds places in the list plus 1, by hash of the node. */
struct found {
	struct arena *a;
	VEC(dd) list;
	uint32_t *table;
	uint32_t size; /* a power of two */
};

static uint32_t *found_slot(struct found *s, dd f)
{
	uint32_t i = (uint32_t)(hash_mix(0, f) >> 32) & (s->size - 1);
	while (s->table[i] && s->list.at[s->table[i] - 1] != f)
		i = (i + 1) & (s->size - 1);
	return &s->table[i];
}

static void find(struct found *s, dd f)
{
	if (s->list.n * 2 >= s->size) {
		s->size = s->size ? s->size * 4 : 64;
		s->table = arena_array(s->a, uint32_t, s->size);
		for (uint32_t i = 0; i < s->list.n; i++)
			*found_slot(s, s->list.at[i]) = i + 1;
	}
	uint32_t *slot = found_slot(s, f);
	if (*slot)
		return;
	*slot = s->list.n + 1;
	vec_push(s->a, &s->list, f);
}

static int by_place(const void *x, const void *y)
{
	dd f = *(const dd *)x, g = *(const dd *)y;
	return (f > g) - (f < g);
}

/* One node's children inside the box. */
static void find_kids(struct found *s, const struct dd_manager *m, const struct dd_node *x,
                      const struct dd_box *box)
{
	for (uint32_t i = 0; i < x->n; i++)
		if (!dd_is_leaf(x->kid[i]) && has_edge(m, x, i, box))
			find(s, x->kid[i]);
}

/* Nodes reachable from the roots inside the box, children first; the list and its table in `a`. */
static struct dd_list nodes_inside(const struct dd_manager *m, const dd *roots, uint32_t n,
                                   const struct dd_box *box, struct arena *a)
{
	struct found s = {.a = a};
	for (uint32_t i = 0; i < n; i++)
		if (!dd_is_leaf(roots[i]) && roots[i] != DD_BAD)
			find(&s, roots[i]);
	for (uint32_t k = 0; k < s.list.n; k++) {
		struct dd_node x = dd_node(m, s.list.at[k]);
		find_kids(&s, m, &x, box);
	}
	/* children have smaller places than their parents */
	if (s.list.n > 1)
		qsort(s.list.at, s.list.n, sizeof(dd), by_place);
	return (struct dd_list){s.list.at, s.list.n};
}

struct dd_list dd_topo(const struct dd_manager *m, dd f, struct arena *a)
{
	return nodes_inside(m, &f, 1, NULL, a);
}

struct dd_list dd_topo_all(const struct dd_manager *m, const dd *roots, uint32_t n, struct arena *a)
{
	return nodes_inside(m, roots, n, NULL, a);
}

uint32_t dd_place(struct dd_list list, dd f)
{
	uint32_t lo = 0, n = list.n;
	while (n > 1) {
		uint32_t half = n / 2;
		lo = list.at[lo + half] <= f ? lo + half : lo;
		n -= half;
	}
	return n == 1 && list.at[lo] == f ? lo : list.n;
}

void dd_support(const struct dd_manager *m, dd f, bool *tested)
{
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct dd_list list = dd_topo(m, f, scratch);
	for (uint32_t i = 0; i < list.n; i++)
		tested[dd_node(m, list.at[i]).col] = true;
	arena_reset(scratch, mark);
}

uint32_t dd_count_nodes(const struct dd_manager *m, dd f)
{
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	uint32_t n = dd_topo(m, f, scratch).n;
	arena_reset(scratch, mark);
	return n;
}

uint64_t dd_count_paths(const struct dd_manager *m, dd f)
{
	assert(f != DD_BAD);
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct dd_list list = dd_topo(m, f, scratch);
	uint64_t *paths = arena_array(scratch, uint64_t, list.n);
	for (uint32_t k = 0; k < list.n; k++) {
		struct dd_node x = dd_node(m, list.at[k]);
		for (uint32_t i = 0; i < x.n; i++) {
			uint64_t below = dd_is_leaf(x.kid[i]) ? 1 : paths[dd_place(list, x.kid[i])];
			paths[k] = below > UINT64_MAX - paths[k] ? UINT64_MAX : paths[k] + below;
		}
	}
	uint64_t result = list.n > 0 ? paths[list.n - 1] : 1;
	arena_reset(scratch, mark);
	return result;
}

/* ---- answers still possible ---- */

/* Distinct leaf values, in the order met; at least one. */
struct leaves {
	struct arena *a;
	struct map known;
	VEC(uint32_t) list;
};

static void add_leaf(struct leaves *l, dd f)
{
	uint32_t seen;
	if (map_get(&l->known, dd_value(f), &seen))
		return;
	map_put(&l->known, dd_value(f), 1);
	vec_push(l->a, &l->list, dd_value(f));
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

struct dd_values dd_possible(const struct dd_manager *m, dd f, const struct dd_box *box,
                             struct arena *a)
{
	assert(f != DD_BAD && a != dd_scratch(m));
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct leaves l = {.a = scratch, .known = {.a = scratch}};
	if (dd_is_leaf(f))
		add_leaf(&l, f);
	struct dd_list list = nodes_inside(m, &f, 1, box, scratch);
	for (uint32_t k = 0; k < list.n; k++) {
		struct dd_node x = dd_node(m, list.at[k]);
		for (uint32_t i = 0; i < x.n; i++)
			if (dd_is_leaf(x.kid[i]) && has_edge(m, &x, i, box))
				add_leaf(&l, x.kid[i]);
	}
	uint32_t *at = arena_array(a, uint32_t, l.list.n);
	if (l.list.n) { /* none in an empty box */
		memcpy(at, l.list.at, l.list.n * sizeof *at);
		qsort(at, l.list.n, sizeof *at, by_value);
	}
	struct dd_values values = {at, l.list.n};
	arena_reset(scratch, mark);
	return values;
}

bool dd_always(const struct dd_manager *m, dd f, const struct dd_box *box, uint32_t value)
{
	assert(f != DD_BAD);
	if (dd_is_leaf(f))
		return dd_value(f) == value;
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct found s = {.a = scratch};
	bool result = true;
	find(&s, f);
	for (uint32_t k = 0; result && k < s.list.n; k++) {
		struct dd_node x = dd_node(m, s.list.at[k]);
		for (uint32_t i = 0; result && i < x.n; i++)
			if (dd_is_leaf(x.kid[i]) && dd_value(x.kid[i]) != value)
				result = !has_edge(m, &x, i, box);
		if (result)
			find_kids(&s, m, &x, box);
	}
	arena_reset(scratch, mark);
	return result;
}

uint32_t dd_next(const struct dd_manager *m, dd f, const struct dd_box *box)
{
	assert(f != DD_BAD);
	if (!box || dd_is_leaf(f))
		return dd_is_leaf(f) ? DD_NO_COLUMN : dd_node(m, f).col;
	/*
	 * In the canonical diagram of f inside the box, the first column it depends on is the root's.
	 */
	uint32_t columns = dd_columns(m);
	struct arena own;
	arena_init(&own);
	uint32_t *ranks = arena_array(&own, uint32_t, columns);
	for (uint32_t c = 0; c < columns; c++)
		ranks[c] = dd_ranks(m, c);
	struct dd_manager *inside = dd_new(&own, dd_scratch(m), columns, ranks, UINT64_MAX);
	dd g = dd_copy(inside, m, f, box);
	uint32_t col = dd_is_leaf(g) ? DD_NO_COLUMN : dd_node(inside, g).col;
	arena_free(&own);
	return col;
}

/* ---- paths ---- */

struct walk {
	const struct dd_manager *m;
	const struct dd_box *box;
	struct dd_box path;
	uint64_t budget;
	dd_each *each;
	void *ctx;
};

static enum dd_walk walk_paths(struct walk *w, dd f)
{
	if (dd_is_leaf(f))
		return w->each(w->ctx, &w->path, dd_value(f)) ? DD_WALK_DONE : DD_WALK_STOPPED;
	struct dd_node x = dd_node(w->m, f);
	uint32_t lo = w->path.lo[x.col], hi = w->path.hi[x.col];
	for (uint32_t i = 0; i < x.n; i++) {
		if (!clip(w->m, &x, i, w->box, &w->path.lo[x.col], &w->path.hi[x.col]))
			continue;
		if (w->budget == 0)
			return DD_WALK_BUDGET;
		w->budget--;
		enum dd_walk end = walk_paths(w, x.kid[i]);
		if (end != DD_WALK_DONE)
			return end;
	}
	w->path.lo[x.col] = lo;
	w->path.hi[x.col] = hi;
	return DD_WALK_DONE;
}

enum dd_walk dd_paths(const struct dd_manager *m, dd f, const struct dd_box *box, uint64_t budget,
                      dd_each *each, void *ctx)
{
	assert(f != DD_BAD);
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct walk w = {.m = m, .box = box, .budget = budget, .each = each, .ctx = ctx};
	w.path = box ? dd_box_copy(m, box, scratch) : dd_box_whole(m, scratch);
	enum dd_walk end = walk_paths(&w, f);
	arena_reset(scratch, mark);
	return end;
}

#define FAR UINT32_MAX

/* What edge i adds to a path: 1 where it narrows the box; *lo, *hi its part inside. */
static uint32_t edge_cost(const struct dd_manager *m, const struct dd_node *x, uint32_t i,
                          const struct dd_box *box, uint32_t *lo, uint32_t *hi)
{
	if (!clip(m, x, i, box, lo, hi))
		return FAR;
	return *lo == box->lo[x->col] && *hi == box->hi[x->col] ? 0 : 1;
}

/* Fewest narrowed columns on a path from node x to the value, and by which edge: the first, or the one with `liked`. */
static uint32_t best_edge(const struct dd_manager *m, const struct dd_node *x,
                          const struct dd_box *box, struct dd_list list, const uint32_t *far,
                          dd goal, uint32_t liked, uint32_t *best)
{
	uint32_t least = FAR, lo, hi;
	for (uint32_t i = 0; i < x->n; i++) {
		uint32_t cost = edge_cost(m, x, i, box, &lo, &hi), below = FAR;
		if (cost == FAR)
			continue;
		if (!dd_is_leaf(x->kid[i]))
			below = far[dd_place(list, x->kid[i])];
		else if (x->kid[i] == goal)
			below = 0;
		bool first = below != FAR && below + cost < least;
		if (first || (below != FAR && below + cost == least && lo <= liked && liked <= hi)) {
			least = below + cost;
			*best = i;
		}
	}
	return least;
}

bool dd_shortest(const struct dd_manager *m, dd f, const struct dd_box *box, uint32_t value,
                 const uint32_t *liked, struct dd_box *path)
{
	assert(f != DD_BAD);
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct dd_box all = box ? *box : dd_box_whole(m, scratch);
	struct dd_list list = nodes_inside(m, &f, 1, &all, scratch);
	uint32_t *far = arena_array(scratch, uint32_t, list.n);
	uint32_t *best = arena_array(scratch, uint32_t, list.n);
	for (uint32_t k = 0; k < list.n; k++) {
		struct dd_node x = dd_node(m, list.at[k]);
		far[k] = best_edge(m, &x, &all, list, far, dd_leaf(value), liked ? liked[x.col] : FAR,
		                   &best[k]);
	}
	bool found = list.n > 0 ? far[list.n - 1] != FAR : f == dd_leaf(value);
	memmove(path->lo, all.lo, dd_columns(m) * sizeof *path->lo);
	memmove(path->hi, all.hi, dd_columns(m) * sizeof *path->hi);
	while (found && !dd_is_leaf(f)) {
		struct dd_node x = dd_node(m, f);
		uint32_t i = best[dd_place(list, f)];
		clip(m, &x, i, &all, &path->lo[x.col], &path->hi[x.col]);
		f = x.kid[i];
	}
	arena_reset(scratch, mark);
	return found;
}

/* ---- boxes ---- */

static struct dd_box new_box(const struct dd_manager *m, struct arena *a)
{
	uint32_t n = dd_columns(m);
	uint32_t *lo = arena_array(a, uint32_t, n);
	return (struct dd_box){lo, arena_array(a, uint32_t, n)};
}

struct dd_box dd_box_whole(const struct dd_manager *m, struct arena *a)
{
	struct dd_box box = new_box(m, a);
	for (uint32_t c = 0; c < dd_columns(m); c++)
		box.hi[c] = dd_ranks(m, c) - 1;
	return box;
}

struct dd_box dd_box_copy(const struct dd_manager *m, const struct dd_box *box, struct arena *a)
{
	struct dd_box copy = new_box(m, a);
	memcpy(copy.lo, box->lo, dd_columns(m) * sizeof *copy.lo);
	memcpy(copy.hi, box->hi, dd_columns(m) * sizeof *copy.hi);
	return copy;
}

bool dd_box_mentions(const struct dd_manager *m, const struct dd_box *box, uint32_t col)
{
	return box->lo[col] > 0 || box->hi[col] < dd_ranks(m, col) - 1;
}
