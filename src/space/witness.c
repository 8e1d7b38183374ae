/* SPDX-License-Identifier: MIT
 *
 * Persons: a case that can exist inside a region of the space. The shortest path of the diagram mentions the fewest
 * inputs; the values lie at its boundaries; terms of several inputs are solved together with their inputs.
 */
#include "base/date.h"
#include "space/dd_read.h"
#include "space/space.h"

#define WITNESS_PATHS 200 /* infeasible paths tried before giving up */

struct search {
	struct space *s;
	dd wide; /* the region, and everything outside the domain */
	struct arena *a;
	struct witness *w;
	uint32_t tried;
	bool undecided;
	bool describe; /* somebody wants to know what to mention */
};

/* The values to try first: the ends of the interval, then what is usual. */
static void prefer(const struct space *s, uint32_t input, struct feas_var *v, struct arena *a)
{
	int64_t *p = arena_array(a, int64_t, 4);
	const struct catalogue *c = &s->m->catalogue;
	uint32_t n = 0;
	if (input == 0 && c->has_from)
		p[n++] = c->from;
	if (s->m->inputs.at[input].type.vt == VT_DATE && c->has_from && input != 0)
		p[n++] = input == s->m->birth_input ? c->from - 3653 : c->from;
	/* the end that a condition set, rather than the one the declaration set */
	bool low_end = v->lo > s->m->inputs.at[input].type.lo;
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

static bool box_mentions_input(const struct space *s, const struct dd_box *box, uint32_t input)
{
	uint32_t c = s->input_column[input];
	return c != NONE && dd_box_mentions(s->dd, box, s->columns.at[c].level);
}

/* A small system: only the inputs that some rule ties, by their place in it. */
struct ties {
	struct feas_var *var;
	struct feas_rule *rule;
	uint32_t n_vars, n_rules;
	uint32_t *place; /* by input; NONE: not in the system */
	uint32_t *input; /* by place */
};

static uint32_t tied_var(struct ties *t, const struct feas_var *all, uint32_t input)
{
	if (t->place[input] == NONE) {
		t->place[input] = t->n_vars;
		t->input[t->n_vars] = input;
		t->var[t->n_vars++] = all[input];
	}
	return t->place[input];
}

static void tie_column(struct search *f, const struct column *c, const struct dd_box *box,
                       const struct feas_var *all, struct ties *t)
{
	struct feas_rule r = {.kind = c->kind == COL_SUM ? FEAS_SUM
	                            : c->kind == COL_AGE ? FEAS_AGE
	                                                 : FEAS_MONTHS};
	r.lo = box->lo[c->level] ? c->cuts.at[box->lo[c->level]] : INT64_MIN;
	r.hi = box->hi[c->level] + 1 < c->cuts.n ? column_last(c, box->hi[c->level]) : INT64_MAX;
	r.months = c->months;
	if (c->kind == COL_SUM) {
		struct feas_term *term = arena_array(f->a, struct feas_term, c->terms.n);
		for (uint32_t k = 0; k < c->terms.n; k++)
			term[k] = (struct feas_term){c->terms.at[k].factor,
			                             tied_var(t, all, c->terms.at[k].input)};
		r.term = term;
		r.n_terms = c->terms.n;
	} else {
		r.from = tied_var(t, all, c->from);
		r.to = tied_var(t, all, c->to);
	}
	t->rule[t->n_rules++] = r;
}

/* The derived columns the box speaks of, tied to their inputs; and the birth date to the age where it matters. */
static struct ties ties_of(struct search *f, const struct dd_box *box, const struct feas_var *all)
{
	const struct space *s = f->s;
	uint32_t n = s->m->inputs.n;
	struct ties t = {.var = arena_array(f->a, struct feas_var, n),
	                 .rule = arena_array(f->a, struct feas_rule, s->columns.n + 1),
	                 .place = arena_array(f->a, uint32_t, n),
	                 .input = arena_array(f->a, uint32_t, n)};
	for (uint32_t i = 0; i < n; i++)
		t.place[i] = NONE;
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		bool derived = c->kind == COL_SUM || c->kind == COL_MONTHS || c->kind == COL_AGE;
		if (derived && dd_box_mentions(s->dd, box, c->level))
			tie_column(f, c, box, all, &t);
	}
	uint32_t born = s->m->birth_input;
	if (s->tied && (t.place[born] != NONE || box_mentions_input(s, box, born))) {
		const struct feas_var *age = &all[s->m->age_input];
		struct feas_rule r = {.kind = FEAS_AGE, .lo = age->lo, .hi = age->hi};
		r.from = tied_var(&t, all, born);
		r.to = tied_var(&t, all, 0);
		t.rule[t.n_rules++] = r;
	}
	return t;
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
	struct ties t = ties_of(f, box, all);
	if (t.n_rules) {
		int64_t *solved = arena_array(f->a, int64_t, t.n_vars);
		struct feas_system sys = {
			.var = t.var, .n_vars = t.n_vars, .rule = t.rule, .n_rules = t.n_rules};
		enum feas_answer yes = feas_decide(&sys, FEAS_BUDGET, s->scratch, solved);
		f->undecided |= yes == FEAS_UNDECIDED;
		if (yes != FEAS_YES)
			return false;
		for (uint32_t i = 0; i < t.n_vars; i++)
			f->w->values[t.input[i]] = solved[i];
	}
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

/* The shortest path first, then every other one. */
static void search(struct search *f, dd where)
{
	struct space *s = f->s;
	struct dd_box box = dd_box_whole(s->dd, f->a);
	if (dd_shortest(s->dd, where, NULL, 1, &box) && try_box(f, &box))
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
	struct witness w = no_witness(s, f, a);
	if (f == DD_BAD || f == DD_FALSE)
		return w;
	struct search x = {.s = s, .a = a, .w = &w, .describe = true};
	x.wide = dd_or(s->dd, f, dd_not(s->dd, s->domain));
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
