/* SPDX-License-Identifier: MIT
 *
 * The generator: cells are drawn as values, then every column is ranked by the values that occur.
 */
#include "tables.h"

#include "base/vec.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS = 5 };
static const uint32_t last_value[KINDS] = {120, 1000000000, 5, 1, 40000};

struct row {
	uint32_t *lo, *hi, outcome;
};

struct maker {
	struct arena *a;
	uint64_t random;
	uint32_t k, cuts;
	uint32_t *last;       /* by column: the greatest value */
	uint32_t **threshold; /* by column: `cuts` of them, sorted; NULL: all values */
	VEC(struct row) rows;
};

/* splitmix64 */
static uint64_t next(struct maker *m)
{
	uint64_t x = m->random += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static uint32_t roll(struct maker *m, uint32_t n)
{
	return (uint32_t)(next(m) % n);
}

/* ---- cells ---- */

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void open_columns(struct maker *m)
{
	m->last = arena_array(m->a, uint32_t, m->k);
	m->threshold = arena_array(m->a, uint32_t *, m->k);
	for (uint32_t c = 0; c < m->k; c++) {
		m->last[c] = last_value[c % KINDS];
		if (!m->cuts || m->last[c] <= m->cuts)
			continue;
		m->threshold[c] = arena_array(m->a, uint32_t, m->cuts);
		for (uint32_t i = 0; i < m->cuts; i++)
			m->threshold[c][i] = 1 + roll(m, m->last[c]);
		qsort(m->threshold[c], m->cuts, sizeof **m->threshold, by_value);
	}
}

/* A value at which an interval may begin; never 0. */
static uint32_t begin(struct maker *m, uint32_t c)
{
	return m->threshold[c] ? m->threshold[c][roll(m, m->cuts)] : 1 + roll(m, m->last[c]);
}

static struct row *new_row(struct maker *m)
{
	struct row r = {arena_array(m->a, uint32_t, m->k), arena_array(m->a, uint32_t, m->k),
	                roll(m, TABLE_OUTCOMES)};
	for (uint32_t c = 0; c < m->k; c++)
		r.hi[c] = m->last[c];
	vec_push(m->a, &m->rows, r);
	return &vec_last(&m->rows);
}

/* An interval of the column: one value where there are few, else from here, up to there, or between. */
static void restrict_cell(struct maker *m, struct row *r, uint32_t c)
{
	if (m->last[c] <= 5) {
		r->lo[c] = r->hi[c] = roll(m, m->last[c] + 1);
		return;
	}
	uint32_t x = begin(m, c), y = begin(m, c), how = roll(m, 4);
	r->lo[c] = how == 0 ? 0 : x < y ? x : y;
	r->hi[c] = how == 1 ? m->last[c] : (x < y ? y : x) - (x != y);
}

/* ---- shapes ---- */

static void make_real(struct maker *m, uint32_t n)
{
	uint32_t services = n / 20 ? n / 20 : 1;
	m->last[0] = services - 1;
	m->threshold[0] = NULL;
	for (uint32_t i = 0; i + 20 < n; i++) {
		struct row *r = new_row(m);
		r->lo[0] = r->hi[0] = i / 20;
		bool last = i % 20 == 19 && roll(m, 5) > 0; /* the catch-all */
		for (uint32_t left = last || m->k < 2 ? 0 : 1 + roll(m, 4); left > 0; left--)
			restrict_cell(m, r, 1 + roll(m, m->k - 1));
	}
	while (m->rows.n < n) {
		struct row *r = new_row(m);
		for (uint32_t left = m->k < 2 ? 0 : 1 + roll(m, 2); left > 0; left--)
			restrict_cell(m, r, 1 + roll(m, m->k - 1));
	}
}

/* Cuts a random row in a random column, if it can be cut there. */
static void cut_row(struct maker *m)
{
	uint32_t i = roll(m, m->rows.n), c = roll(m, m->k), at = begin(m, c);
	struct row from = m->rows.at[i];
	if (m->last[c] < 6)
		at = 1 + roll(m, m->last[c]);
	else if (!m->threshold[c] && from.lo[c] < from.hi[c])
		at = from.lo[c] + 1 + roll(m, from.hi[c] - from.lo[c]);
	if (at <= from.lo[c] || at > from.hi[c])
		return;
	struct row *r = new_row(m);
	memcpy(r->lo, from.lo, m->k * sizeof *r->lo);
	memcpy(r->hi, from.hi, m->k * sizeof *r->hi);
	r->lo[c] = at;
	from.hi[c] = at - 1;
}

static void make_tree(struct maker *m, uint32_t n)
{
	new_row(m);
	for (uint64_t tries = 0; m->rows.n < n && tries < 200 * (uint64_t)n; tries++)
		cut_row(m);
}

static void make_noisy(struct maker *m, uint32_t n, bool shrinks)
{
	make_tree(m, n);
	for (uint32_t i = 0; i < m->rows.n; i++) {
		if (roll(m, 10))
			continue;
		struct row *r = &m->rows.at[i];
		uint32_t c = roll(m, m->k), x = begin(m, c), width = r->hi[c] - r->lo[c];
		if (roll(m, 2) && shrinks && width > 0)
			r->lo[c] += 1 + roll(m, width);
		else if (x < r->lo[c])
			r->lo[c] = x;
		else if (x > r->hi[c])
			r->hi[c] = x - 1;
	}
}

static void make_cells(struct maker *m, uint32_t n, uint32_t free_in)
{
	while (m->rows.n < n) {
		struct row *r = new_row(m);
		for (uint32_t c = 0; c < m->k; c++) {
			uint32_t x = begin(m, c), y = begin(m, c);
			if (free_in && roll(m, free_in) == 0)
				continue;
			r->lo[c] = x < y ? x - 1 : y - 1;
			r->hi[c] = x < y ? y : x;
		}
	}
}

/* ---- ranks ---- */

/* The sorted values at which an interval of the column begins, and behind which one ends. */
static uint32_t cuts_of(const struct maker *m, uint32_t c, uint32_t *cut)
{
	uint32_t n = 0, kept = 1;
	cut[n++] = 0;
	for (uint32_t i = 0; i < m->rows.n; i++) {
		cut[n++] = m->rows.at[i].lo[c];
		if (m->rows.at[i].hi[c] < m->last[c])
			cut[n++] = m->rows.at[i].hi[c] + 1;
	}
	qsort(cut, n, sizeof *cut, by_value);
	for (uint32_t i = 1; i < n; i++)
		if (cut[i] != cut[kept - 1])
			cut[kept++] = cut[i];
	return kept;
}

static uint32_t rank_of(const uint32_t *cut, uint32_t n, uint32_t value)
{
	uint32_t lo = 0, hi = n;
	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (cut[mid] <= value)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static struct box_table *ranked(struct maker *m, struct arena *a, struct arena *scratch)
{
	uint32_t *ranks = arena_array(scratch, uint32_t, m->k);
	for (uint32_t c = 0; c < m->k; c++) {
		uint32_t *cut = arena_array(scratch, uint32_t, 2 * m->rows.n + 1);
		ranks[c] = cuts_of(m, c, cut);
		for (uint32_t i = 0; i < m->rows.n; i++) {
			struct row *r = &m->rows.at[i];
			r->lo[c] = rank_of(cut, ranks[c], r->lo[c]);
			r->hi[c] = rank_of(cut, ranks[c], r->hi[c]);
		}
	}
	struct box_table *t = box_table_new(scratch, m->k, ranks);
	for (uint32_t i = 0; i < m->rows.n; i++)
		box_table_add(t, m->rows.at[i].lo, m->rows.at[i].hi, m->rows.at[i].outcome, i, 0);
	uint32_t *order = arena_array(scratch, uint32_t, m->k);
	box_table_columns(t, order, scratch);
	return box_table_permute(t, order, a);
}

struct box_table *table_make(const struct table_order *o, struct arena *a, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct maker m = {.a = scratch, .random = o->seed, .k = o->k, .cuts = o->cuts};
	open_columns(&m);
	if (strcmp(o->shape, "real") == 0)
		make_real(&m, o->n);
	else if (strcmp(o->shape, "tree") == 0)
		make_tree(&m, o->n);
	else if (strcmp(o->shape, "noisy") == 0)
		make_noisy(&m, o->n, true);
	else if (strcmp(o->shape, "wide") == 0)
		make_noisy(&m, o->n, false);
	else if (strcmp(o->shape, "wild") == 0)
		make_cells(&m, o->n, 2);
	else if (strcmp(o->shape, "box") == 0)
		make_cells(&m, o->n, 0);
	struct box_table *t = m.rows.n ? ranked(&m, a, scratch) : NULL;
	arena_reset(scratch, mark);
	return t;
}

struct box_table *table_changed(const struct box_table *t, uint32_t changes, uint64_t seed,
                                struct arena *a)
{
	struct maker m = {.a = a, .random = seed};
	uint32_t *order = arena_array(a, uint32_t, t->k);
	for (uint32_t c = 0; c < t->k; c++)
		order[c] = c;
	struct box_table *to = box_table_permute(t, order, a);
	for (; t->n && changes > 0; changes--) {
		uint32_t i = roll(&m, t->n), c = roll(&m, t->k);
		if (roll(&m, 2) && to->hi[c][i] > to->lo[c][i])
			to->hi[c][i] = to->lo[c][i] + roll(&m, to->hi[c][i] - to->lo[c][i]);
		else
			to->outcome[i] = (to->outcome[i] + 1 + roll(&m, TABLE_OUTCOMES - 1)) % TABLE_OUTCOMES;
	}
	return to;
}
