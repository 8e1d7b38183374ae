/* SPDX-License-Identifier: MIT
 *
 * The statute: bounds broken, duties unmet, cases without a basis.
 */
#include "check/ctx.h"

#include <string.h>

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

/* ---- duties --------------------------------------------------------------------------------------------- */

static bool stands_under(const struct model *m, uint32_t service, uint32_t block)
{
	const struct service *sv = &m->services.at[service], *b = &m->services.at[block];
	for (uint32_t i = 0; i < sv->basis.n; i++)
		if (strcmp(sv->basis.at[i].law, b->law) == 0 &&
		    para_relation(sv->basis.at[i].para, b->para) != PARA_APART)
			return true;
	return false;
}

/* Only inputs that the person's description mentions. */
static bool speaks_of(const struct ex *x, const struct witness *w)
{
	if (x->kind == EX_INPUT && !w->mentioned[x->index])
		return false;
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (!speaks_of(x->kids.at[i], w))
			return false;
	return true;
}

/* The part of a scope line that shuts the person out: of an `alle` the failing kid, best one that the person shows. */
static const struct ex *failing_part(struct check_ctx *c, const struct ex *x,
                                     const struct witness *w)
{
	const struct ex *first = NULL;
	for (uint32_t i = 0; x->kind == EX_AND && i < x->kids.n; i++) {
		const struct ex *k = x->kids.at[i];
		if (eval_condition(c->m, w->values, k) == TRUTH_YES)
			continue;
		const struct ex *part = failing_part(c, k, w);
		if (speaks_of(part, w))
			return part;
		first = first ? first : part;
	}
	return first ? first : x;
}

/* How many scope lines shut the person out, and the part of one to underline. */
static uint32_t lines_against(struct check_ctx *c, uint32_t service, const struct witness *w,
                              span *at)
{
	const struct service *sv = &c->m->services.at[service];
	uint32_t n = 0;
	bool shown = false;
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		bool in = eval_condition(c->m, w->values, l->when) == TRUTH_YES;
		if (in != (l->kind == SCOPE_EXCLUSION))
			continue;
		const struct ex *part = l->kind == SCOPE_EXCLUSION ? l->when : failing_part(c, l->when, w);
		if (n++ == 0 || (!shown && speaks_of(part, w)))
			*at = part->at;
		shown |= speaks_of(part, w);
	}
	return n;
}

/* The service that comes nearest to including the person. */
static uint32_t nearest_service(struct check_ctx *c, uint32_t block, const struct witness *w,
                                span *at)
{
	uint32_t best = NONE, fewest = UINT32_MAX;
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		span here = c->m->services.at[i].at;
		if (!stands_under(c->m, i, block))
			continue;
		uint32_t n = lines_against(c, i, w, &here);
		if (n < fewest) {
			fewest = n;
			best = i;
			*at = here;
		}
	}
	return best;
}

/* No service that stands under the block without a condition includes the case. */
static bool nobody_includes(const struct check_ctx *c, uint32_t block, const int64_t *values)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		bool conditional = false, conflict;
		for (uint32_t k = 0; k < sv->basis.n; k++)
			conditional |= sv->basis.at[k].when != NULL;
		if (!conditional && stands_under(c->m, i, block) &&
		    eval_scope(c->m, values, i, &conflict) == TRUTH_YES)
			return false;
	}
	return true;
}

void check_duties(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->s->bounds.n; i++) {
		const struct bound_m *b = &c->s->bounds.at[i];
		struct witness w;
		dd where = b->slot == NONE ? in_domain(c, b->broken) : DD_FALSE;
		if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &w))
			continue;
		confirm(nobody_includes(c, b->block, w.values), "the reference evaluator sees the duty met",
		        c->m->services.at[b->block].text);
		span at = SPAN_NONE;
		uint32_t near = nearest_service(c, b->block, &w, &at);
		if (near == NONE)
			continue;
		const char *para = c->m->services.at[b->block].text;
		struct diag *x = b->unverified ? diag_duty_unverified(c->d, at, para)
		                               : diag_duty_broken(c->d, at, para);
		note_law(c, x, b, w.values);
		finding_at(c, x, near, NONE, NONE);
		finding_person(c, x, &w);
	}
}

void check_basis(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		if (!sv->basis.n) {
			finding_at(c, diag_no_reference(c->d, sv->at, sv->title ? sv->title : sv->text), i,
			           NONE, NONE);
			continue;
		}
		dd any = DD_FALSE;
		for (uint32_t k = 0; k < sv->basis.n; k++) {
			const struct ex *when = sv->basis.at[k].when;
			any = dd_or(c->s->dd, any, when ? space_condition(c->s, when) : DD_TRUE);
		}
		struct witness w;
		dd none = dd_and(c->s->dd, inside_of_service(c, i), dd_not(c->s->dd, any));
		if (none == DD_BAD || none == DD_FALSE || !finding_witness(c, none, &w))
			continue;
		struct diag *x = diag_no_basis(c->d, sv->at, sv->title ? sv->title : sv->text);
		finding_at(c, x, i, NONE, NONE);
		finding_person(c, x, &w);
	}
}
