/* SPDX-License-Identifier: MIT
 * Referrals that lead nowhere: the service sent to shuts out everybody who is sent there.
 */
#include "check/ctx.h"

/* Those whom the line sends on: they belong to the service's target group, and the line holds. */
static dd sent_by(struct check_ctx *c, const struct referral_m *r)
{
	const struct service *from = &c->m->services.at[r->from];
	dd where = space_condition(c->s, from->scope.at[r->line].when);
	for (uint32_t i = 0; i < from->scope.n; i++)
		if (from->scope.at[i].kind == SCOPE_TARGET)
			where = dd_and(c->s->dd, where, space_condition(c->s, from->scope.at[i].when));
	return in_domain(c, where);
}

/* Those of them whom the service sent to sends on in its turn: that referral answers for itself. */
static dd sent_on(struct check_ctx *c, uint32_t service)
{
	const struct service *to = &c->m->services.at[service];
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < to->scope.n; i++)
		if (to->scope.at[i].refer.n)
			any = dd_or(c->s->dd, any, space_condition(c->s, to->scope.at[i].when));
	return any;
}

/* The first line of the service that shuts the person out. */
static const struct scope_line *shut_by(struct check_ctx *c, uint32_t service,
                                        const int64_t *values)
{
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		enum truth open = l->kind == SCOPE_EXCLUSION ? TRUTH_NO : TRUTH_YES;
		if (eval_condition(c->m, values, l->when) != open)
			return l;
	}
	return NULL;
}

static void report_dead_end(struct check_ctx *c, const struct referral_m *r, dd where)
{
	const struct scope_line *line = &c->m->services.at[r->from].scope.at[r->line];
	const struct service *to = &c->m->services.at[r->to];
	struct witness w;
	bool conflict;
	if (!finding_witness(c, where, &w))
		return;
	confirm(eval_condition(c->m, w.values, line->when) == TRUTH_YES &&
	            eval_scope(c->m, w.values, r->to, &conflict) != TRUTH_YES,
	        "the reference evaluator sees the case arrive", to->text);
	span at = line->at;
	for (uint32_t i = 0; i < line->refer.n; i++)
		if (line->refer.at[i].service == r->to)
			at = line->refer.at[i].at;
	struct diag *x = diag_dead_end(c->d, at, to->title ? to->title : to->text);
	const struct scope_line *shut = shut_by(c, r->to, w.values);
	if (shut)
		note_shut_out_by(c->d, x, shut->at, to->text);
	finding_at(c, x, r->from, NONE, NONE);
	finding_person(c, x, &w);
}

void check_dead_ends(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->referrals.n; i++) {
		const struct referral_m *r = &c->m->referrals.at[i];
		if (r->from >= c->m->own_services || r->to >= c->m->own_services ||
		    c->s->inside[r->to] == DD_BAD)
			continue;
		dd sent = sent_by(c, r), outside = dd_where(c->s->dd, c->s->inside[r->to], 0);
		/* a scope in conflict, a ring: findings of their own */
		dd arrives = dd_and(c->s->dd, sent, dd_not(c->s->dd, outside));
		dd lost = dd_and(c->s->dd, dd_and(c->s->dd, sent, outside),
		                 dd_not(c->s->dd, sent_on(c, r->to)));
		if (arrives == DD_BAD || lost == DD_BAD || is_possible(c, arrives))
			continue;
		lost = space_for_all_holes(c->s, lost);
		if (lost != DD_BAD && lost != DD_FALSE)
			report_dead_end(c, r, lost);
	}
}
