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
	dd given;
	struct arena *a;
	struct witness *w;
	uint32_t tried;
	bool undecided;
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

/* The rules that tie a derived column to its inputs, where the box says something about it. */
static uint32_t tie_rules(struct search *f, const struct dd_box *box, struct feas_rule *rule)
{
	const struct space *s = f->s;
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		bool derived = c->kind == COL_SUM || c->kind == COL_MONTHS || c->kind == COL_AGE;
		if (!derived || !dd_box_mentions(s->dd, box, c->level))
			continue;
		struct feas_rule r = {.kind = c->kind == COL_SUM ? FEAS_SUM
		                            : c->kind == COL_AGE ? FEAS_AGE
		                                                 : FEAS_MONTHS};
		r.lo = box->lo[c->level] ? c->cuts.at[box->lo[c->level]] : INT64_MIN;
		r.hi = box->hi[c->level] + 1 < c->cuts.n ? column_last(c, box->hi[c->level]) : INT64_MAX;
		r.from = c->from;
		r.to = c->to;
		r.months = c->months;
		struct feas_term *term = arena_array(f->a, struct feas_term, c->terms.n + 1);
		for (uint32_t k = 0; k < c->terms.n; k++)
			term[k] = (struct feas_term){c->terms.at[k].factor, c->terms.at[k].input};
		r.term = term;
		r.n_terms = c->terms.n;
		rule[n++] = r;
	}
	if (s->tied) {
		/* whole years from birth to the case's day are the age: age - alder = 0 needs alder as a bound */
		uint32_t c = s->input_column[s->m->age_input];
		int64_t lo = s->m->inputs.at[s->m->age_input].type.lo,
				hi = s->m->inputs.at[s->m->age_input].type.hi;
		if (c != NONE) {
			lo = s->columns.at[c].cuts.at[box->lo[s->columns.at[c].level]];
			hi = column_last(&s->columns.at[c], box->hi[s->columns.at[c].level]);
		}
		rule[n++] = (struct feas_rule){
			.kind = FEAS_AGE, .lo = lo, .hi = hi, .from = s->m->birth_input, .to = 0};
	}
	return n;
}

static void mention(struct search *f, const struct dd_box *box)
{
	const struct space *s = f->s;
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		if (!dd_box_mentions(s->dd, box, c->level) || c->reading)
			continue;
		switch (c->kind) {
		case COL_INPUT:
			f->w->mentioned[c->input] = true;
			break;
		case COL_SUM:
			for (uint32_t k = 0; k < c->terms.n; k++)
				f->w->mentioned[c->terms.at[k].input] = true;
			break;
		case COL_MONTHS:
		case COL_AGE:
			f->w->mentioned[c->from] = f->w->mentioned[c->to] = true;
			break;
		case COL_HOLE:
			break;
		}
	}
}

/* Solve one path; true stops the search. */
static bool try_box(struct search *f, const struct dd_box *box)
{
	const struct space *s = f->s;
	uint32_t n = s->m->inputs.n;
	struct feas_var *var = arena_array(f->a, struct feas_var, n);
	struct feas_rule *rule = arena_array(f->a, struct feas_rule, s->columns.n + 1);
	input_vars(f, box, var);
	struct feas_system sys = {
		.var = var, .n_vars = n, .rule = rule, .n_rules = tie_rules(f, box, rule)};
	enum feas_answer yes = FEAS_YES;
	if (sys.n_rules) {
		yes = feas_decide(&sys, FEAS_BUDGET, s->scratch, f->w->values);
	} else {
		for (uint32_t i = 0; i < n; i++) {
			f->w->values[i] = var[i].lo;
			for (uint32_t k = var[i].n_prefer; k > 0; k--)
				if (var[i].lo <= var[i].prefer[k - 1] && var[i].prefer[k - 1] <= var[i].hi)
					f->w->values[i] = var[i].prefer[k - 1];
		}
	}
	f->undecided |= yes == FEAS_UNDECIDED;
	if (yes != FEAS_YES)
		return false;
	if (s->tied)
		f->w->values[s->m->age_input] = date_age(f->w->values[s->m->birth_input], f->w->values[0]);
	f->w->found = FEAS_YES;
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

struct witness space_witness(struct space *s, dd f, struct arena *a)
{
	struct witness w = {.found = FEAS_NO};
	w.values = arena_array(a, int64_t, s->m->inputs.n);
	w.mentioned = arena_array(a, bool, s->m->inputs.n);
	if (f == DD_BAD) {
		w.found = FEAS_UNDECIDED;
		return w;
	}
	if (f == DD_FALSE)
		return w;
	struct search search = {.s = s, .a = a, .w = &w};
	struct dd_box box = dd_box_whole(s->dd, a);
	if (dd_shortest(s->dd, f, NULL, 1, &box) && try_box(&search, &box))
		return w;
	enum dd_walk walk = dd_paths(s->dd, f, NULL, SPACE_BUDGET, each_path, &search);
	if (w.found != FEAS_YES && (search.undecided || walk != DD_WALK_DONE))
		w.found = FEAS_UNDECIDED;
	return w;
}
