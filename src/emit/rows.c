/* SPDX-License-Identifier: MIT
 *
 * From diagrams to rows. See rows.h.
 */
#include "emit/rows.h"
#include "space/dd_read.h"

#include <assert.h>
#include <string.h>

/* ---- the diagrams --------------------------------------------------------------------------------------- */

dd rows_given(const struct space *s)
{
	return s->given;
}

/*
 * The service's scope, settled: where it hangs on a condition that nobody can answer, the case counts as inside, and the
 * headings say what follows.
 */
static dd settled_scope(struct space *s, uint32_t service)
{
	dd scope = s->scope[service], settled = DD_FALSE;
	if (scope == DD_BAD)
		return DD_BAD;
	struct arena own;
	arena_init(&own);
	struct dd_values values = dd_possible(s->dd, scope, NULL, &own);
	for (uint32_t i = 0; i < values.n; i++)
		if (values.at[i]) {
			dd surely = space_for_all_holes(s, dd_where(s->dd, scope, values.at[i]));
			settled = dd_if(s->dd, surely, dd_leaf(values.at[i]), settled);
		}
	arena_free(&own);
	return settled;
}

dd rows_scope(struct space *s, uint32_t service)
{
	dd_allow(s->dd, SPACE_BUDGET);
	return dd_within(s->dd, settled_scope(s, service), s->given);
}

dd rows_slot(struct space *s, uint32_t slot)
{
	const struct slot *q = &s->m->slots.at[slot];
	dd_allow(s->dd, SPACE_BUDGET);
	dd care = s->given;
	if (!s->m->headings.at[q->heading].about_case)
		care = dd_and(s->dd, care, dd_where(s->dd, settled_scope(s, q->service), 0));
	return dd_within(s->dd, s->slot[slot], care);
}

/* ---- counting ------------------------------------------------------------------------------------------- */

/* True for the first of the branches that lead to the same place. */
static bool is_first(const struct dd_node *x, uint32_t k)
{
	for (uint32_t i = 0; i < k; i++)
		if (x->kid[i] == x->kid[k])
			return false;
	return true;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

uint64_t rows_count(const struct space *s, dd f)
{
	struct arena scratch;
	assert(f != DD_BAD);
	if (dd_is_leaf(f))
		return 1;
	arena_init(&scratch);
	struct dd_list list = dd_topo(s->dd, f, &scratch);
	uint64_t *count = arena_array(&scratch, uint64_t, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node x = dd_node(s->dd, list.at[i]);
		for (uint32_t k = 0; k < x.n; k++)
			if (is_first(&x, k))
				count[i] = plus(count[i],
				                dd_is_leaf(x.kid[k]) ? 1 : count[dd_place(list, x.kid[k])]);
	}
	uint64_t n = count[list.n - 1];
	arena_free(&scratch);
	return n;
}

/* ---- listing -------------------------------------------------------------------------------------------- */

struct listing {
	const struct space *s;
	struct arena *a;
	VEC(struct row_cell) path;
	VEC(struct plan_row) rows;
};

static struct row_range range_of(const struct column *c, const struct dd_node *x, uint32_t k)
{
	struct row_range r = {ROW_OPEN_LO, ROW_OPEN_HI};
	if (k)
		r.lo = c->cuts.at[x->start[k]];
	if (k + 1 < x->n)
		r.hi = c->cuts.at[x->start[k + 1]] - 1;
	return r;
}

/* All branches of the node that lead where branch k does. */
static struct row_cell cell_of(struct listing *l, const struct dd_node *x, uint32_t k)
{
	VEC(struct row_range) ranges = {0};
	uint32_t column = l->s->column_at[x->col];
	for (uint32_t i = k; i < x->n; i++)
		if (x->kid[i] == x->kid[k])
			vec_push(l->a, &ranges, range_of(&l->s->columns.at[column], x, i));
	return (struct row_cell){column, ranges.n, ranges.at};
}

static void walk(struct listing *l, dd f)
{
	if (dd_is_leaf(f)) {
		struct row_cell *cells = arena_array(l->a, struct row_cell, l->path.n + 1);
		if (l->path.n)
			memcpy(cells, l->path.at, l->path.n * sizeof *cells);
		vec_push(l->a, &l->rows, ((struct plan_row){cells, l->path.n, dd_value(f)}));
		return;
	}
	struct dd_node x = dd_node(l->s->dd, f);
	for (uint32_t k = 0; k < x.n; k++) {
		if (!is_first(&x, k))
			continue;
		vec_push(l->a, &l->path, cell_of(l, &x, k));
		walk(l, x.kid[k]);
		l->path.n--;
	}
}

struct rows rows_list(const struct space *s, dd f, struct arena *a)
{
	struct listing l = {.s = s, .a = a};
	assert(f != DD_BAD);
	walk(&l, f);
	return (struct rows){l.rows.at, l.rows.n};
}
