/* SPDX-License-Identifier: MIT
 * What is never asked: provisions, exceptions and rows that never apply, conditions that always or never hold.
 */
#include "check/ctx.h"

/* ---- never applies -------------------------------------------------------------------------------------- */

static void dead_rows(struct check_ctx *c, uint32_t i, dd asked)
{
	const struct provision_m *p = &c->m->provisions.at[i];
	for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++) {
		dd here = dd_and(c->s->dd, asked, c->s->applies[k]);
		if (here == DD_BAD || is_possible(c, here))
			continue;
		struct diag *x = p->is_table ? diag_dead_row(c->d, c->m->rules.at[k].at)
		                             : diag_dead_provision(c->d, p->at);
		finding_at(c, x, p->service, p->heading, i);
	}
}

/* Where the provision and some exception of it hold: there its own value does not apply (semantics P1). */
static dd without_exceptions(struct check_ctx *c, const struct provision_m *p, dd here)
{
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		here = dd_and(c->s->dd, here, dd_not(c->s->dd, c->s->provision[p->exceptions.at[k]]));
	return here;
}

/* The reference evaluator lets the rule answer, alone or with others. */
static bool speaks(struct check_ctx *c, uint32_t rule, const int64_t *values)
{
	const struct rule *r = &c->m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++) {
		struct plain p;
		eval_slot(c->m, values, r->statements.at[i].slot, NULL, &p);
		for (uint32_t k = 0; k < p.n_rules; k++)
			if (p.rules[k] == rule)
				return true;
	}
	return false;
}

/* The exceptions together cover all of it: one finding, whatever rows it has. */
static bool swallowed(struct check_ctx *c, uint32_t i, dd here)
{
	const struct provision_m *p = &c->m->provisions.at[i];
	dd left = p->exceptions.n ? without_exceptions(c, p, here) : DD_BAD;
	struct witness w;
	if (left == DD_BAD || is_possible(c, left) ||
	    !finding_witness(c, space_for_some_hole(c->s, here), &w))
		return false;
	for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++)
		confirm(!speaks(c, k, w.values), "the reference evaluator applies the base",
		        c->m->headings.at[p->heading].text);
	struct diag *x = diag_base_swallowed(c->d, p->at, c->m->headings.at[p->heading].text);
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		note_exception_here(c->d, x, c->m->provisions.at[p->exceptions.at[k]].at);
	finding_at(c, x, p->service, p->heading, i);
	finding_person(c, x, &w);
	return true;
}

static void dead_from(struct check_ctx *c, uint32_t i, dd asked)
{
	const struct provision_m *p = &c->m->provisions.at[i];
	dd here = dd_and(c->s->dd, asked, c->s->provision[i]);
	if (outside_validity(c, p))
		return; /* said better there */
	if (here != DD_BAD && !is_possible(c, here)) {
		struct diag *x = p->parent == NONE ? diag_dead_provision(c->d, p->at)
		                                   : diag_dead_exception(c->d, p->at);
		finding_at(c, x, p->service, p->heading, i);
		return; /* its own exceptions are dead for the same reason */
	}
	if (here == DD_BAD || !swallowed(c, i, here))
		dead_rows(c, i, asked);
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		dead_from(c, p->exceptions.at[k], asked);
}

void check_dead(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		if (p->parent != NONE || p->service >= c->m->own_services)
			continue;
		dd_allow(c->s->dd, SPACE_BUDGET); /* as many as there are: each is small */
		dead_from(c, i, asked_for(c, p->service, p->heading));
	}
}

/* ---- always and never ----------------------------------------------------------------------------------- */

/* One condition among those it is asked of; what is decided already by the part above is not repeated. */
static bool idle(struct check_ctx *c, const struct ex *x, dd asked, uint32_t service,
                 uint32_t heading)
{
	if (x->kind == EX_HOLE || x->kind == EX_BAD || is_period(x))
		return false;
	dd f = space_condition(c->s, x);
	if (f == DD_BAD)
		return false;
	struct diag *found = NULL;
	if (!is_possible(c, dd_and(c->s->dd, asked, f)))
		found = diag_never_true(c->d, x->at);
	else if (!is_possible(c, dd_and(c->s->dd, asked, dd_not(c->s->dd, f))))
		found = diag_always_true(c->d, x->at);
	if (found)
		finding_at(c, found, service, heading, NONE);
	return found != NULL;
}

static bool within(span part, span whole)
{
	bool same = part.lo == whole.lo && part.hi == whole.hi;
	return !same && whole.lo <= part.lo && part.hi <= whole.hi;
}

/*
 * The parts of a list are asked one by one, each among those whom the other parts leave. A range is one part, and
 * a concept answers for itself.
 */
static void idle_parts(struct check_ctx *c, const struct ex *x, dd asked, uint32_t service,
                       uint32_t heading)
{
	if (idle(c, x, asked, service, heading))
		return;
	bool list = x->kind == EX_AND || x->kind == EX_OR;
	for (uint32_t i = 0; list && i < x->kids.n; i++) {
		const struct ex *k = x->kids.at[i];
		dd others = asked;
		if (!within(k->at, x->at) || k->kind == EX_CONST)
			continue;
		for (uint32_t j = 0; j < x->kids.n && x->kind == EX_AND; j++)
			if (j != i)
				others = dd_and(c->s->dd, others, space_condition(c->s, x->kids.at[j]));
		idle_parts(c, k, others, service, heading);
	}
}

void check_conditions(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		for (uint32_t k = 0; k < sv->scope.n; k++)
			idle_parts(c, sv->scope.at[k].when, c->domain, i, NONE);
	}
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		if (!p->when || p->service >= c->m->own_services)
			continue;
		dd asked = asked_for(c, p->service, p->heading);
		if (p->parent != NONE)
			asked = dd_and(c->s->dd, asked, c->s->provision[p->parent]);
		/* an exception that leaves nothing of its base is said already */
		dd beside = dd_and(c->s->dd, asked, dd_not(c->s->dd, c->s->provision[i]));
		if (p->parent != NONE && beside != DD_BAD && !is_possible(c, beside))
			continue;
		/* never: the provision is dead, which is said already */
		if (asked != DD_BAD && is_possible(c, dd_and(c->s->dd, asked, c->s->provision[i])))
			idle_parts(c, p->when, asked, p->service, p->heading);
	}
}
