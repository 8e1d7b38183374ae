/* SPDX-License-Identifier: MIT
 *
 * The reference evaluator. One struct eval answers one question; a condition that nobody can answer becomes a hypothesis,
 * and the question is asked again for every way of settling the hypotheses met.
 */
#include "meaning/eval.h"

#include "base/date.h"
#include "meaning/eval_part.h"

#include <assert.h>
#include <string.h>

/* ---- scope ---------------------------------------------------------------------------------------------- */

enum place_in { INSIDE, OUTSIDE, SCOPE_CONFLICT };

/*
 * Inside: every condition and no exclusion holds, and a target line. The target lines are tried one by one; where
 * they differ, the scope is in conflict (semantics P2). *line: the first line that shuts the case out.
 */
static enum place_in scope_once(struct eval *e, uint32_t service, uint32_t *line)
{
	const struct service *s = &e->m->services.at[service];
	uint32_t targets = 0, met = 0, missed = NONE;
	*line = NONE;
	for (uint32_t i = 0; i < s->scope.n; i++) {
		const struct scope_line *l = &s->scope.at[i];
		bool h = eval_holds(e, l->when);
		if (l->kind == SCOPE_TARGET) {
			targets++;
			met += h;
			if (!h && missed == NONE)
				missed = i;
		} else if (h == (l->kind == SCOPE_EXCLUSION) && *line == NONE) {
			*line = i;
		}
	}
	if (*line != NONE)
		return OUTSIDE;
	if (met == targets)
		return INSIDE;
	*line = missed;
	return met == 0 ? OUTSIDE : SCOPE_CONFLICT;
}

/* Does a chain of holding referrals lead from `from` back to `goal`? */
static bool ring_from(struct eval *e, uint32_t from, uint32_t goal, bool *seen)
{
	if (seen[from])
		return false;
	seen[from] = true;
	for (uint32_t i = 0; i < e->m->referrals.n; i++) {
		const struct referral_m *f = &e->m->referrals.at[i];
		if (f->from != from || !eval_holds(e, e->m->services.at[from].scope.at[f->line].when))
			continue;
		if (f->to == goal || ring_from(e, f->to, goal, seen))
			return true;
	}
	return false;
}

static bool in_ring(struct eval *e, uint32_t service)
{
	bool seen[RING_SERVICES];
	if (!e->m->referrals.n || e->m->own_services > RING_SERVICES || service >= e->m->own_services)
		return false;
	/* a referral may read the service it sends to: while that one's ring is sought, it is outside */
	for (const struct eval *o = e; o; o = o->within)
		if (o->seeking == service)
			return false;
	uint32_t before = e->seeking;
	e->seeking = service;
	memset(seen, 0, e->m->own_services);
	bool found = ring_from(e, service, service, seen);
	e->seeking = before;
	return found;
}

static void add_targets(struct eval *e, uint32_t service, struct plain *p)
{
	const struct service *s = &e->m->services.at[service];
	for (uint32_t i = 0; i < s->scope.n; i++) {
		const struct scope_line *l = &s->scope.at[i];
		if (l->kind != SCOPE_EXCLUSION || !l->refer.n || !eval_holds(e, l->when))
			continue;
		for (uint32_t k = 0; k < l->refer.n && p->n_targets < PLAIN_TARGETS; k++)
			p->targets[p->n_targets++] = &l->refer.at[k];
	}
}

/* ---- one slot ------------------------------------------------------------------------------------------- */

static void slot_once(struct eval *e, uint32_t slot, struct plain *p)
{
	const struct slot *s = &e->m->slots.at[slot];
	const struct heading *h = &e->m->headings.at[s->heading];
	*p = (struct plain){.kind = PLAIN_VALUE, .other = NONE, .line = NONE};
	uint32_t line;
	enum place_in in = scope_once(e, s->service, &line);
	if (in != INSIDE && !h->about_case) {
		p->kind = in == SCOPE_CONFLICT ? PLAIN_CONFLICT : PLAIN_OUTSIDE;
		p->conflict = CONFLICT_SCOPE;
		p->line = line;
		if (in == OUTSIDE && in_ring(e, s->service)) {
			p->kind = PLAIN_CONFLICT;
			p->conflict = CONFLICT_RING;
		} else if (in == OUTSIDE) {
			add_targets(e, s->service, p);
		}
		return;
	}
	bool any;
	if (eval_rules(e, slot, p, &any))
		return;
	p->kind = PLAIN_ABSENT;
	if (!any && !h->several) {
		p->kind = in == INSIDE ? PLAIN_SILENT : PLAIN_OUTSIDE;
		p->silence = SILENCE_GAP;
		p->line = in == INSIDE ? NONE : line;
	}
}

/* ---- asking --------------------------------------------------------------------------------------------- */

/* The next way of settling them; false when all were tried. */
static bool next_hypotheses(struct eval *e)
{
	while (e->n_hyp > 0 && e->hyp[e->n_hyp - 1].holds)
		e->n_hyp--;
	if (e->n_hyp == 0)
		return false;
	e->hyp[e->n_hyp - 1].holds = true;
	return true;
}

static bool same_targets(const struct plain *a, const struct plain *b)
{
	if (a->n_targets != b->n_targets)
		return false;
	for (uint32_t i = 0; i < a->n_targets; i++)
		if (strcmp(a->targets[i]->text, b->targets[i]->text) != 0)
			return false;
	return true;
}

static bool same_side(bool has_a, struct num a, bool has_b, struct num b)
{
	return has_a == has_b && (!has_a || num_eq(a, b));
}

static bool same_numbers(const struct plain *a, const struct plain *b)
{
	return same_side(a->has_lower, a->lower, b->has_lower, b->lower) &&
	       same_side(a->has_upper, a->upper, b->has_upper, b->upper) &&
	       a->measure.dim == b->measure.dim;
}

bool plain_same(const struct plain *a, const struct plain *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case PLAIN_VALUE:
		if (a->st != b->st)
			return false;
		if (a->st == ST_INDEX)
			return num_eq(a->lower, b->lower);
		if (a->st == ST_ACTORS)
			return eval_same_actors(a->actors, b->actors);
		return (a->st != ST_LIMIT && a->st != ST_DEADLINE) || same_numbers(a, b);
	case PLAIN_OUTSIDE:
		return same_targets(a, b);
	case PLAIN_CONFLICT:
		return a->conflict == b->conflict && a->rules[0] == b->rules[0] && a->other == b->other;
	case PLAIN_SILENT:
		if (a->silence != b->silence || a->silence == SILENCE_CONDITION ||
		    a->silence == SILENCE_SERVICE)
			return a->silence == b->silence;
		return a->rules[0] == b->rules[0] && a->rate == b->rate &&
		       (a->silence != SILENCE_HOLE || same_numbers(a, b));
	case PLAIN_ABSENT:
		return true;
	}
	return false;
}

/* The answer where it hangs on what nobody can settle: silent or in conflict, naming the first such condition. */
static void hang(const struct eval *e, struct plain *out)
{
	const struct hypothesis *h = &e->hyp[e->n_hyp - 1];
	*out = (struct plain){.kind = PLAIN_SILENT,
	                      .silence = SILENCE_CONDITION,
	                      .what = h->what,
	                      .other = NONE,
	                      .line = NONE};
	if (h->cause == CAUSE_CONFLICT) {
		out->kind = PLAIN_CONFLICT;
		out->conflict = CONFLICT_SERVICE;
	} else if (h->cause == CAUSE_SILENT) {
		out->silence = SILENCE_SERVICE;
	}
}

void eval_ask_slot(struct eval *e, uint32_t slot, struct plain *out)
{
	slot_once(e, slot, out);
	while (next_hypotheses(e)) {
		struct plain p;
		struct eval tried = *e;
		slot_once(e, slot, &p);
		if (!plain_same(&p, out)) {
			hang(&tried, out);
			return;
		}
	}
}

void eval_slot(const struct model *m, const int64_t *values, uint32_t slot,
               eval_suppressed suppressed, struct plain *out)
{
	assert(!m->cyclic && slot < m->slots.n);
	struct eval e = {.m = m, .values = values, .suppressed = suppressed, .seeking = NONE};
	eval_ask_slot(&e, slot, out);
}

enum truth eval_ask_scope(struct eval *e, uint32_t service, bool *conflict)
{
	uint32_t line;
	enum place_in first = scope_once(e, service, &line);
	*conflict = first == SCOPE_CONFLICT;
	while (!*conflict && next_hypotheses(e)) {
		enum place_in in = scope_once(e, service, &line);
		*conflict = in == SCOPE_CONFLICT;
		if (in != first)
			return TRUTH_UNDECIDED;
	}
	return *conflict ? TRUTH_UNDECIDED : first == INSIDE ? TRUTH_YES : TRUTH_NO;
}

enum truth eval_scope(const struct model *m, const int64_t *values, uint32_t service,
                      bool *conflict)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	return eval_ask_scope(&e, service, conflict);
}

enum truth eval_condition(const struct model *m, const int64_t *values, const struct ex *x)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	bool first = eval_holds(&e, x);
	while (next_hypotheses(&e))
		if (eval_holds(&e, x) != first)
			return TRUTH_UNDECIDED;
	return first ? TRUTH_YES : TRUTH_NO;
}

struct num eval_number(const struct model *m, const int64_t *values, const struct ex *x)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	struct worth w = eval_worth(&e, x);
	return w.kind == WORTH_NUMBER ? w.number : NUM_BAD;
}

bool eval_given(const struct model *m, const int64_t *values)
{
	for (uint32_t i = 0; i < m->invariants.n; i++)
		if (m->invariants.at[i].kind == RULE_GIVEN &&
		    eval_condition(m, values, m->invariants.at[i].expr) == TRUTH_NO)
			return false;
	bool tied = m->birth_input != NONE && m->age_input != NONE && m->inputs.at[m->birth_input].used;
	return !tied || date_age(values[m->birth_input], values[0]) == values[m->age_input];
}
