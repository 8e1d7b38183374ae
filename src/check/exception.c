/* SPDX-License-Identifier: MIT
 * Exceptions that give less than the provision they depart from.
 */
#include "check/ctx.h"

#include <assert.h>

/* The first limit statement of a provision's own rule, whole or with a hole. */
static const struct statement *limit_of(const struct model *m, const struct provision_m *p)
{
	for (uint32_t i = p->first_rule; i < p->first_rule + p->rules; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			bool limit = st->kind == ST_LIMIT || (st->kind == ST_HOLE && st->upper);
			if (limit && m->slots.at[st->slot].kind == ST_LIMIT)
				return st;
		}
	return NULL;
}

bool is_nothing(const struct statement *st)
{
	return st->kind == ST_LIMIT && st->upper && st->upper->kind == EX_CONST &&
	       num_eq(st->upper->number, num_int(0));
}

/* `højst 60 døgn pr. år dog højst 14 døgn pr. mangler`: the known number is stricter (semantics P6). */
const struct statement *weaker_exception(const struct model *m, uint32_t provision)
{
	const struct provision_m *p = &m->provisions.at[provision];
	if (p->parent == NONE || p->service >= m->own_services)
		return NULL;
	const struct statement *own = limit_of(m, p), *from = limit_of(m, &m->provisions.at[p->parent]);
	if (!own || !from || !own->upper || !from->upper || own->measure.dim != from->measure.dim)
		return NULL;
	if (is_nothing(own) || m->headings.at[p->heading].better == BETTER_LOWEST)
		return NULL;
	bool open = own->measure.windows == 0 || misses_window(&own->measure);
	bool known = own->upper->kind == EX_CONST && from->upper->kind == EX_CONST;
	bool weaker = known && open && from->measure.windows > 0 &&
	              num_cmp(own->upper->number, from->upper->number) < 0;
	return weaker ? own : NULL;
}

void check_exceptions(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		const struct statement *own = weaker_exception(m, i);
		if (!own)
			continue;
		const struct provision_m *base = &m->provisions.at[p->parent];
		const struct statement *from = limit_of(m, base);
		assert(from); /* else nothing would be weaker than it */
		struct statement known = *own;
		known.kind = ST_LIMIT; /* in the words of the part that is known */
		struct diag *x = diag_weaker_exception(
			c->d, own->at, m->headings.at[p->heading].text,
			words_statement(c->a, m, from, &m->slots.at[from->slot]),
			words_statement(c->a, m, &known, &m->slots.at[own->slot]));
		note_base_here(c->d, x, base->at);
		finding_at(c, x, p->service, p->heading, i);
		struct witness w;
		dd where = dd_and(c->s->dd, inside_of_service(c, p->service), c->s->provision[i]);
		if (where != DD_BAD && finding_witness(c, space_for_some_hole(c->s, where), &w))
			finding_person(c, x, &w);
	}
}

/* ---- departures ----------------------------------------------------------------------------------------- */

/* The condition asks for nothing but assessments: an "extraordinary" case, not a group of people. */
static bool is_assessed(const struct model *m, const struct ex *x)
{
	if (x->kind == EX_INPUT)
		return m->inputs.at[x->index].kind == INPUT_ASSESSMENT;
	if (x->kind == EX_CONST)
		return true;
	bool all = x->kids.n > 0;
	for (uint32_t i = 0; all && i < x->kids.n; i++)
		all = is_assessed(m, x->kids.at[i]);
	return all;
}

static bool is_worse(enum better better, struct num own, struct num from)
{
	int by = num_cmp(own, from);
	return better == BETTER_HIGHEST ? by < 0 : better == BETTER_LOWEST && by > 0;
}

/* The upper limits decide where both have one, else the lower ones. */
static bool gives_less(enum better better, const struct plain *own, const struct plain *from)
{
	if (own->kind != PLAIN_VALUE || from->kind != PLAIN_VALUE || own->st != ST_LIMIT ||
	    from->st != ST_LIMIT)
		return false;
	if (own->has_upper && from->has_upper)
		return is_worse(better, own->upper, from->upper);
	return own->has_lower && from->has_lower && is_worse(better, own->lower, from->lower);
}

/* Two numbers that say already that the exception gives no less; formulas say nothing yet. */
static bool gives_enough(enum better better, const struct ex *own, const struct ex *from)
{
	bool known = own && from && own->kind == EX_CONST && from->kind == EX_CONST;
	return known && !is_worse(better, own->number, from->number);
}

/* What the person gets with the exception, and would get without it. */
static void compare_departure(struct check_ctx *c, uint32_t i, const struct statement *own,
                              const struct statement *from, bool *suppressed)
{
	const struct model *m = c->m;
	const struct provision_m *p = &m->provisions.at[i];
	struct witness w;
	struct plain with, without;
	dd where = dd_and(c->s->dd, inside_of_service(c, p->service), c->s->applies[p->first_rule]);
	if (where == DD_BAD || !finding_witness(c, space_for_all_holes(c->s, where), &w))
		return;
	suppressed[i] = true;
	eval_slot(m, w.values, own->slot, NULL, &with);
	eval_slot(m, w.values, own->slot, suppressed, &without);
	suppressed[i] = false;
	if (!gives_less(m->headings.at[p->heading].better, &with, &without))
		return;
	const struct slot *sl = &m->slots.at[own->slot];
	struct diag *x = diag_departure_gives_less(c->d, own->at, m->headings.at[p->heading].text,
	                                           words_statement(c->a, m, from, sl),
	                                           words_statement(c->a, m, own, sl));
	note_base_here(c->d, x, m->provisions.at[p->parent].at);
	finding_at(c, x, p->service, p->heading, i);
	finding_person(c, x, &w);
}

/* In a guiding catalogue, where the exception is asked for by an assessment: it should widen. */
void check_departures(struct check_ctx *c)
{
	const struct model *m = c->m;
	bool *suppressed = arena_array(c->a, bool, m->provisions.n + 1);
	for (uint32_t i = 0; i < m->provisions.n && m->catalogue.guiding; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		if (p->parent == NONE || p->service >= m->own_services || p->is_table || !p->rules ||
		    !p->when || !is_assessed(m, p->when))
			continue;
		const struct statement *own = limit_of(m, p),
							   *from = limit_of(m, &m->provisions.at[p->parent]);
		if (!own || !from || own->kind != ST_LIMIT || own->slot != from->slot)
			continue;
		enum better better = m->headings.at[p->heading].better;
		bool upper = own->upper && from->upper;
		if (better != BETTER_NONE && !gives_enough(better, upper ? own->upper : own->lower,
		                                           upper ? from->upper : from->lower))
			compare_departure(c, i, own, from, suppressed);
	}
}
