/* SPDX-License-Identifier: MIT
 *
 * The statute: bounds broken.
 */
#include "check/ctx.h"

/* ---- bounds --------------------------------------------------------------------------------------------- */

/* The first provision of a service under a heading that speaks in the slot. */
static uint32_t speaking_rule(const struct model *m, uint32_t slot, const int64_t *values)
{
	struct plain p;
	eval_slot(m, values, slot, NULL, &p);
	return p.n_rules ? p.rules[0] : NONE;
}

static void note_law(struct check_ctx *c, struct diag *x, const struct bound_m *b,
                     const int64_t *values)
{
	uint32_t rule = speaking_rule(c->m, b->block_slot, values);
	span at = rule == NONE ? c->m->services.at[b->block].at : c->m->rules.at[rule].at;
	note_statute_here(c->d, x, at);
}

/* The words of both sides at the witness. */
static bool both_sides(struct check_ctx *c, const struct bound_m *b, const struct witness *w,
                       const char **law, const char **own, uint32_t *rule)
{
	struct plain p, q;
	eval_slot(c->m, w->values, b->block_slot, NULL, &p);
	eval_slot(c->m, w->values, b->slot, NULL, &q);
	if (p.kind != PLAIN_VALUE || q.kind != PLAIN_VALUE || !q.n_rules)
		return false;
	*law = words_value(c->a, c->m, b->block_slot, &p);
	*own = words_value(c->a, c->m, b->slot, &q);
	*rule = q.rules[0];
	return true;
}

static void report_bound(struct check_ctx *c, const struct bound_m *b, dd where, bool maximum)
{
	struct witness w;
	const char *law, *own;
	uint32_t rule;
	where = in_domain(c, where);
	if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &w))
		return;
	if (!both_sides(c, b, &w, &law, &own, &rule))
		check_bug("a bound broken where there is no value", c->m->slots.at[b->slot].id);
	const char *para = c->m->services.at[b->block].text;
	const struct rule *r = &c->m->rules.at[rule];
	struct diag *x = maximum       ? diag_as_maximum(c->d, r->at, para, law, own)
	               : b->unverified ? diag_bound_unverified(c->d, r->at, para, law, own)
	                               : diag_bound_broken(c->d, r->at, para, law, own);
	note_law(c, x, b, w.values);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, &w);
}

void check_bounds(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->s->bounds.n; i++) {
		const struct bound_m *b = &c->s->bounds.at[i];
		if (b->slot == NONE)
			continue;
		report_bound(c, b, b->broken, false);
		report_bound(c, b, b->as_maximum, true);
	}
}
