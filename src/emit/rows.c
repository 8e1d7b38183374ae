/* SPDX-License-Identifier: MIT
 *
 * From diagrams to rows. See rows.h.
 */
#include "emit/rows.h"

#include <assert.h>
#include <string.h>

/* True for the first of the branches that lead to the same place. */
static bool is_first(const struct plan_node *n, uint32_t k)
{
	for (uint32_t i = 0; i < k; i++)
		if (n->kid[i] == n->kid[k])
			return false;
	return true;
}

/* Children stand before their parents, so the counts of a root's nodes are made by number. */
struct counting {
	const struct plan *p;
	uint64_t *count; /* by node; 0: not counted yet */
};

static uint64_t plus(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t count(struct counting *k, uint32_t f)
{
	if (f & PLAN_LEAF)
		return 1;
	const struct plan_node *n = &k->p->nodes.at[f];
	if (k->count[f])
		return k->count[f];
	for (uint32_t i = 0; i < n->n; i++)
		if (is_first(n, i))
			k->count[f] = plus(k->count[f], count(k, n->kid[i]));
	return k->count[f];
}

uint64_t plan_count_rows(const struct plan *p, uint32_t root)
{
	struct arena scratch;
	assert(root != PLAN_BAD);
	arena_init(&scratch);
	struct counting k = {p, arena_array(&scratch, uint64_t, p->nodes.n + 1)};
	uint64_t n = count(&k, root);
	arena_free(&scratch);
	return n;
}

struct listing {
	const struct plan *p;
	struct arena *a;
	VEC(struct row_cell) path;
	VEC(struct plan_row) rows;
};

/* The values of a branch: rank 0 is everything below the first cut. */
static struct row_range range_of(const struct plan *p, const struct plan_node *n, uint32_t k)
{
	const struct plan_cuts *cuts = &p->cuts[n->column];
	struct row_range r = {ROW_OPEN_LO, ROW_OPEN_HI};
	if (k)
		r.lo = cuts->list.at[n->start[k]];
	if (k + 1 < n->n)
		r.hi = cuts->list.at[n->start[k + 1]] - 1;
	return r;
}

/* All branches of the node that lead where branch k does. */
static struct row_cell cell_of(struct listing *l, const struct plan_node *n, uint32_t k)
{
	VEC(struct row_range) ranges = {0};
	for (uint32_t i = k; i < n->n; i++)
		if (n->kid[i] == n->kid[k])
			vec_push(l->a, &ranges, range_of(l->p, n, i));
	return (struct row_cell){n->column, ranges.n, ranges.at};
}

static void walk(struct listing *l, uint32_t f)
{
	if (f & PLAN_LEAF) {
		struct row_cell *cells = arena_array(l->a, struct row_cell, l->path.n + 1);
		if (l->path.n)
			memcpy(cells, l->path.at, l->path.n * sizeof *cells);
		vec_push(l->a, &l->rows, ((struct plan_row){cells, l->path.n, f & ~PLAN_LEAF}));
		return;
	}
	const struct plan_node *n = &l->p->nodes.at[f];
	for (uint32_t k = 0; k < n->n; k++) {
		if (!is_first(n, k))
			continue;
		vec_push(l->a, &l->path, cell_of(l, n, k));
		walk(l, n->kid[k]);
		l->path.n--;
	}
}

struct plan_rows plan_list_rows(const struct plan *p, uint32_t root, struct arena *a)
{
	struct listing l = {.p = p, .a = a};
	assert(root != PLAN_BAD);
	walk(&l, root);
	return (struct plan_rows){l.rows.at, l.rows.n};
}
