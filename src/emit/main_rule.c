/* SPDX-License-Identifier: MIT
 *
 * The hovedregel of a slot as a diagram (semantics S3): the slot, and no such case where an exception that hangs on an
 * assessment applies. What is still possible in it, while those assessments are not made, is the main rule. It is given only
 * where these assessments decide nothing else in the slot, so that all that they leave open is the exceptions.
 */
#include "emit/plan.h"

#include "space/lower.h"

static bool reads_assessment(const struct model *m, const struct ex *x)
{
	if (x->kind == EX_INPUT && m->inputs.at[x->index].kind == INPUT_ASSESSMENT)
		return true;
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (reads_assessment(m, x->kids.at[i]))
			return true;
	return false;
}

/* Answers that come from elsewhere, or from nowhere: what they hang on is not seen here. */
static bool is_opaque(const struct ex *x)
{
	return x && (ex_reads(x, EX_HEADING, NONE) || ex_reads(x, EX_COVERED, NONE) ||
	             ex_reads(x, EX_HOLE, NONE));
}

static bool is_open_exception(const struct model *m, const struct provision_m *p)
{
	return p->parent != NONE && p->when && reads_assessment(m, p->when);
}

static void mark_assessments(struct plan *p, const struct ex *x, bool *marked)
{
	const struct model *m = p->m;
	bool *all = arena_array(p->a, bool, m->inputs.n + 1);
	plan_mark_inputs(x, all);
	for (uint32_t i = 0; i < m->inputs.n; i++)
		marked[i] |= all[i] && m->inputs.at[i].kind == INPUT_ASSESSMENT;
}

/* Does a condition beside the exceptions read what is marked, or what cannot be seen? */
static bool disturbs(const struct model *m, const struct ex *x, const bool *marked)
{
	if (!x)
		return false;
	if (is_opaque(x))
		return true;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (marked[i] && ex_reads(x, EX_INPUT, i))
			return true;
	return false;
}

static bool is_disturbed(const struct model *m, const struct slot *slot, const bool *marked)
{
	const struct service *s = &m->services.at[slot->service];
	for (uint32_t i = 0; i < s->scope.n; i++)
		if (disturbs(m, s->scope.at[i].when, marked))
			return true;
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		if (p->service != slot->service || p->heading != slot->heading)
			continue;
		if (!is_open_exception(m, p) && disturbs(m, p->when, marked))
			return true;
		for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++)
			if (disturbs(m, m->rules.at[k].when, marked))
				return true;
	}
	return false;
}

dd plan_main_rule(struct plan *p, uint32_t index, struct plan_exceptions *exceptions)
{
	struct space *s = p->s;
	const struct model *m = p->m;
	const struct slot *slot = &m->slots.at[index];
	bool *marked = arena_array(p->a, bool, m->inputs.n + 1);
	dd f = s->slot[index];
	dd_allow(s->dd, SPACE_BUDGET);
	for (uint32_t i = 0; f != DD_BAD && i < m->provisions.n; i++) {
		const struct provision_m *x = &m->provisions.at[i];
		if (x->service != slot->service || x->heading != slot->heading || !is_open_exception(m, x))
			continue;
		if (is_opaque(x->when))
			return DD_BAD;
		bool *own = arena_array(p->a, bool, m->inputs.n + 1);
		mark_assessments(p, x->when, own);
		mark_assessments(p, x->when, marked);
		vec_push(p->a, &exceptions->list, own);
		f = dd_if(s->dd, lower_condition(s, x->when), dd_leaf(0), f);
	}
	return exceptions->list.n && !is_disturbed(m, slot, marked) ? f : DD_BAD;
}
