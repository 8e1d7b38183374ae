/* SPDX-License-Identifier: MIT
 *
 * Persons: a case that can exist inside a region of the space. The shortest path of the diagram mentions the fewest
 * inputs; the values lie at its boundaries; terms of several inputs are solved together with their inputs.
 */
#include "base/date.h"
#include "space/dd_read.h"
#include "space/tie.h"

#define KRONE 100         /* øre */
#define WITNESS_PATHS 200 /* infeasible paths tried before giving up */

struct search {
	struct space *s;
	dd wide; /* the region, and everything outside what needs no words */
	struct arena *a;
	struct witness *w;
	uint32_t tried;
	bool undecided;
	bool describe; /* somebody wants to know what to mention */
};

static bool is_money(const struct space *s, uint32_t input)
{
	const struct type_m *t = &s->m->inputs.at[input].type;
	return t->vt == VT_QUANTITY && t->measure.dim == DIM_MONEY && t->lo >= 0;
}

/* Things happen on the first of a month, soon after the catalogue begins; whoever has a birthday is ten. */
static int64_t usual_day(const struct space *s, uint32_t input)
{
	int64_t from = s->m->catalogue.from;
	int day = date_of(from).day;
	if (input == 0)
		return from;
	if (input == s->m->birth_input)
		return date_add_months(from, -120, NULL);
	return day == 1 ? from : date_add_months(from - day + 1, 1, NULL);
}

static bool has_usual_day(const struct space *s, uint32_t input)
{
	return s->m->inputs.at[input].type.vt == VT_DATE && s->m->catalogue.has_from;
}

static int64_t clamp(int64_t x, int64_t lo, int64_t hi)
{
	return x < lo ? lo : x > hi ? hi : x;
}

/* The values to try first: a usual day, else the ends of the interval. */
static void prefer(const struct space *s, uint32_t input, struct feas_var *v, struct arena *a)
{
	int64_t *p = arena_array(a, int64_t, 6);
	uint32_t n = 0;
	if (has_usual_day(s, input))
		p[n++] = clamp(usual_day(s, input), v->lo, v->hi);
	/* the end that a condition set, rather than the one the declaration set */
	bool low_end = v->lo > s->m->inputs.at[input].type.lo;
	if (low_end && is_money(s, input) && v->lo <= KRONE && v->hi >= 1000 * KRONE)
		p[n++] = 1000 * KRONE; /* "more than nothing" is nobody's last krone */
	if (low_end && is_money(s, input) && v->lo % KRONE != 0)
		p[n++] = v->lo + KRONE - v->lo % KRONE; /* nobody speaks in øre */
	p[n++] = low_end ? v->lo : v->hi < s->m->inputs.at[input].type.hi ? v->hi : v->lo;
	p[n++] = low_end ? v->hi : v->lo;
	v->prefer = p;
	v->n_prefer = n;
}

static void input_vars(struct search *f, const struct dd_box *box, struct feas_var *var)
{
	const struct space *s = f->s;
	for (uint32_t i = 0; i < s->m->inputs.n; i++) {
		const struct type_m *t = &s->m->inputs.at[i].type;
		var[i] = (struct feas_var){.lo = t->lo, .hi = t->hi};
		uint32_t c = s->input_column[i];
		if (c != NONE) {
			const struct column *col = &s->columns.at[c];
			var[i].lo = col->cuts.at[box->lo[col->level]];
			var[i].hi = column_last(col, box->hi[col->level]);
		}
		prefer(s, i, &var[i], f->a);
	}
}

void space_widen(const struct space *s, dd wide, struct dd_box *box)
{
	for (uint32_t level = dd_columns(s->dd); wide != DD_BAD && level-- > 0;) {
		uint32_t lo = box->lo[level], hi = box->hi[level];
		box->lo[level] = 0;
		box->hi[level] = dd_ranks(s->dd, level) - 1;
		if (!dd_always(s->dd, wide, box, 1)) {
			box->lo[level] = lo;
			box->hi[level] = hi;
		}
	}
}

/* Which inputs the person needs. The days looked at and what is given need no words: nothing is asked outside. */
static void mention(struct search *f, const struct dd_box *path)
{
	const struct space *s = f->s;
	struct dd_box box = dd_box_copy(s->dd, path, f->a);
	space_widen(s, f->wide, &box);
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		if (!dd_box_mentions(s->dd, &box, c->level) || c->kind == COL_HOLE)
			continue;
		if (c->kind == COL_INPUT)
			f->w->mentioned[c->input] = true;
		else if (c->kind != COL_SUM)
			f->w->mentioned[c->from] = f->w->mentioned[c->to] = true;
		for (uint32_t k = 0; k < c->terms.n; k++)
			f->w->mentioned[c->terms.at[k].input] = true;
	}
}

/* The first preferred value inside the bounds. */
static int64_t usual(const struct feas_var *v)
{
	for (uint32_t k = 0; k < v->n_prefer; k++)
		if (v->lo <= v->prefer[k] && v->prefer[k] <= v->hi)
			return v->prefer[k];
	return v->lo;
}

/* Age and birth date agree: the solved one leads, else the age. */
static void align_age(struct search *f, bool born_solved)
{
	const struct model *m = f->s->m;
	int64_t *v = f->w->values;
	if (born_solved)
		v[m->age_input] = date_age(v[m->birth_input], v[0]);
	else
		v[m->birth_input] = date_add_months(v[0], -12 * v[m->age_input], NULL);
}

/* Solve one path; true stops the search. */
static bool try_box(struct search *f, const struct dd_box *box)
{
	const struct space *s = f->s;
	uint32_t n = s->m->inputs.n;
	struct feas_var *all = arena_array(f->a, struct feas_var, n);
	input_vars(f, box, all);
	for (uint32_t i = 0; i < n; i++)
		f->w->values[i] = usual(&all[i]);
	struct ties t = ties_of(s, box, all, f->a);
	enum feas_answer yes = ties_decide(s, &t, f->w->values, f->a);
	f->undecided |= yes == FEAS_UNDECIDED;
	if (yes != FEAS_YES)
		return false;
	if (s->tied)
		align_age(f, t.place[s->m->birth_input] != NONE);
	f->w->found = FEAS_YES;
	if (f->describe)
		mention(f, box);
	return true;
}

static bool each_path(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct search *f = ctx;
	if (value != 1)
		return true;
	return !try_box(f, path) && ++f->tried < WITNESS_PATHS;
}

/* By column: the rank of a usual day. */
static uint32_t *liked_ranks(const struct space *s, struct arena *a)
{
	uint32_t *liked = arena_array(a, uint32_t, s->columns.n + 1);
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		bool day = c->kind == COL_INPUT && has_usual_day(s, c->input);
		liked[c->level] = day ? column_rank(c, usual_day(s, c->input)) : NONE;
	}
	return liked;
}

/* The shortest path first, then every other one. */
static void search(struct search *f, dd where)
{
	struct space *s = f->s;
	struct dd_box box = dd_box_whole(s->dd, f->a);
	const uint32_t *liked = liked_ranks(s, f->a);
	if (dd_shortest(s->dd, where, NULL, 1, liked, &box) && try_box(f, &box))
		return;
	enum dd_walk walk = dd_paths(s->dd, where, NULL, SPACE_BUDGET, each_path, f);
	if (f->w->found != FEAS_YES && (f->undecided || walk != DD_WALK_DONE))
		f->w->found = FEAS_UNDECIDED;
}

static struct witness no_witness(const struct space *s, dd f, struct arena *a)
{
	struct witness w = {.found = f == DD_BAD ? FEAS_UNDECIDED : FEAS_NO};
	w.values = arena_array(a, int64_t, s->m->inputs.n);
	w.mentioned = arena_array(a, bool, s->m->inputs.n);
	return w;
}

struct witness space_witness(struct space *s, dd f, struct arena *a)
{
	return space_witness_within(s, f, s->domain, a);
}

struct witness space_witness_within(struct space *s, dd f, dd known, struct arena *a)
{
	struct witness w = no_witness(s, f, a);
	if (f == DD_BAD || f == DD_FALSE)
		return w;
	struct search x = {.s = s, .a = a, .w = &w, .describe = true};
	x.wide = dd_or(s->dd, f, dd_not(s->dd, known));
	search(&x, f);
	return w;
}

static bool has_derived(const struct space *s)
{
	for (uint32_t i = 0; i < s->columns.n; i++)
		if (s->columns.at[i].kind != COL_INPUT && s->columns.at[i].kind != COL_HOLE)
			return true;
	return false;
}

enum feas_answer space_possible(struct space *s, dd f)
{
	if (f == DD_BAD || f == DD_FALSE)
		return f == DD_BAD ? FEAS_UNDECIDED : FEAS_NO;
	if (!s->tied && !has_derived(s))
		return FEAS_YES;
	struct arena a;
	arena_init(&a);
	struct witness w = no_witness(s, f, &a);
	struct search x = {.s = s, .a = &a, .w = &w, .wide = DD_BAD};
	search(&x, f);
	arena_free(&a);
	return w.found;
}
