/* SPDX-License-Identifier: MIT
 * From a box of columns to a system of integers (feasible.h). */
#include "space/tie.h"

#include "space/dd_read.h"

static bool mentions_input(const struct space *s, const struct dd_box *box, uint32_t input)
{
	uint32_t c = s->input_column[input];
	return c != NONE && dd_box_mentions(s->dd, box, s->columns.at[c].level);
}

static uint32_t tied_var(struct ties *t, const struct feas_var *all, uint32_t input)
{
	if (t->place[input] == NONE) {
		t->place[input] = t->n_vars;
		t->input[t->n_vars] = input;
		t->var[t->n_vars++] = all[input];
	}
	return t->place[input];
}

static void tie_column(const struct column *c, const struct dd_box *box, const struct feas_var *all,
                       struct ties *t, struct arena *a)
{
	struct feas_rule r = {.kind = c->kind == COL_SUM ? FEAS_SUM
	                            : c->kind == COL_AGE ? FEAS_AGE
	                                                 : FEAS_MONTHS};
	r.lo = box->lo[c->level] ? c->cuts.at[box->lo[c->level]] : INT64_MIN;
	r.hi = box->hi[c->level] + 1 < c->cuts.n ? column_last(c, box->hi[c->level]) : INT64_MAX;
	r.months = c->months;
	if (c->kind == COL_SUM) {
		struct feas_term *term = arena_array(a, struct feas_term, c->terms.n);
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

struct ties ties_of(const struct space *s, const struct dd_box *box, const struct feas_var *all,
                    struct arena *a)
{
	uint32_t n = s->m->inputs.n, born = s->m->birth_input;
	struct ties t = {.var = arena_array(a, struct feas_var, n),
	                 .rule = arena_array(a, struct feas_rule, s->columns.n + 1),
	                 .place = arena_array(a, uint32_t, n),
	                 .input = arena_array(a, uint32_t, n)};
	for (uint32_t i = 0; i < n; i++)
		t.place[i] = NONE;
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		bool derived = c->kind == COL_SUM || c->kind == COL_MONTHS || c->kind == COL_AGE;
		if (derived && dd_box_mentions(s->dd, box, c->level))
			tie_column(c, box, all, &t, a);
	}
	/* a birth date that is free is made to fit afterwards */
	bool asked = s->tied && (t.place[born] != NONE || mentions_input(s, box, born) ||
	                         all[born].lo == all[born].hi);
	if (asked) {
		const struct feas_var *age = &all[s->m->age_input];
		struct feas_rule r = {.kind = FEAS_AGE, .lo = age->lo, .hi = age->hi};
		r.from = tied_var(&t, all, born);
		r.to = tied_var(&t, all, 0);
		t.rule[t.n_rules++] = r;
	}
	return t;
}

enum feas_answer ties_decide(const struct space *s, const struct ties *t, int64_t *values,
                             struct arena *a)
{
	if (!t->n_rules)
		return FEAS_YES;
	int64_t *solved = arena_array(a, int64_t, t->n_vars);
	struct feas_system sys = {
		.var = t->var, .n_vars = t->n_vars, .rule = t->rule, .n_rules = t->n_rules};
	enum feas_answer yes = feas_decide(&sys, FEAS_BUDGET, s->scratch, solved);
	for (uint32_t i = 0; yes == FEAS_YES && i < t->n_vars; i++)
		values[t->input[i]] = solved[i];
	return yes;
}
