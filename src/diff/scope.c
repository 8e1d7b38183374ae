/* SPDX-License-Identifier: MIT
 *
 * Target groups: whom a service covers before and now, where those who lose it are sent, and what could not be decided.
 */
#include "diff/part.h"

#include <string.h>

struct scopes scopes_of(struct work *w, struct pair p)
{
	struct space *js = w->j->s;
	struct scopes in = {DD_FALSE, DD_FALSE, DD_FALSE, DD_FALSE};
	dd_allow(js->dd, SPACE_BUDGET);
	in.old = joint_import(w->j, OLD_SIDE, space_inside(w->j->side[OLD_SIDE], p.old));
	in.new = joint_import(w->j, w->last, space_inside(w->j->side[w->last], p.new));
	if (w->mixed)
		in.mix = joint_import(w->j, MIX_SIDE, space_inside(w->j->side[MIX_SIDE], p.new));
	in.known = dd_and(js->dd, dd_where(js->dd, in.old, SCOPE_INSIDE),
	                  dd_where(js->dd, in.new, SCOPE_INSIDE));
	return in;
}

/* ---- scopes --------------------------------------------------------------------------------------------- */

struct scope_sweep {
	struct work *w;
	VEC(struct diff_change) found;
};

const char *scope_words(const struct work *w, uint32_t state)
{
	return state == SCOPE_INSIDE   ? in_words(w, "omfattet", "covered")
	     : state == SCOPE_OUTSIDE  ? in_words(w, "ikke omfattet", "not covered")
	     : state == SCOPE_CONFLICT ? in_words(w, "modstrid om målgruppen", "contradictory scope")
	                               : in_words(w, "kan ikke afgøres", "cannot be decided");
}

/* Parts: old, new, mix. */
static uint32_t scope_value(void *ctx, const uint32_t *v, uint32_t n)
{
	struct scope_sweep *s = ctx;
	if (v[0] == v[1])
		return 0;
	struct diff_change c = {.cause = CAUSE_SCOPE,
	                        .effect = EFFECT_CHANGED,
	                        .by = NUM_BAD,
	                        .direction = DIRECTION_UNDETERMINED,
	                        .old_slot = NONE,
	                        .new_slot = NONE,
	                        .old_at = SPAN_NONE,
	                        .new_at = SPAN_NONE};
	c.kind = n > 2 && v[2] == v[0] ? KIND_RATE : KIND_LEVEL;
	if (v[1] == SCOPE_CONFLICT) {
		c.effect = EFFECT_CONFLICT;
	} else if (v[0] == SCOPE_CONFLICT) {
		c.effect = EFFECT_RESOLVED;
	} else if (v[0] != SCOPE_OPEN && v[1] != SCOPE_OPEN) {
		bool gain = v[1] == SCOPE_INSIDE;
		c.effect = gain ? EFFECT_WIDENED : EFFECT_NARROWED;
		c.direction = gain ? DIRECTION_BETTER : DIRECTION_WORSE;
	}
	if (c.kind == KIND_RATE)
		c.cause = CAUSE_RATE;
	c.before = scope_words(s->w, v[0]);
	c.after = scope_words(s->w, v[1]);
	for (uint32_t i = 0; i < s->found.n; i++)
		if (s->found.at[i].before == c.before && s->found.at[i].after == c.after &&
		    s->found.at[i].kind == c.kind)
			return 1 + i;
	vec_push(s->w->a, &s->found, c);
	return s->found.n;
}

/* Where an answer sends the case, by title; NULL. */
static const char *target_titles(const struct work *w, const struct model *m, const struct plain *p)
{
	struct text t = {.a = w->a};
	for (uint32_t i = 0; i < p->n_targets; i++) {
		const struct target_m *x = p->targets[i];
		const char *title = x->service == NONE ? NULL : m->services.at[x->service].title;
		text_printf(&t, "%s%s", i ? ", " : "", title ? title : x->text);
	}
	return t.n ? text_c(&t) : NULL;
}

/* The line of a scope that shuts out; SPAN_NONE. */
static span line_at(const struct model *m, uint32_t slot, const struct plain *p)
{
	const struct service *s = &m->services.at[m->slots.at[slot].service];
	return p->kind == PLAIN_OUTSIDE && p->line != NONE ? s->scope.at[p->line].at : SPAN_NONE;
}

/* Where those who lose the service are sent; a referral to a service that takes them is no plain loss. */
static void follow_referral(struct work *w, struct diff_change *c, const struct plain *is)
{
	const char *to = target_titles(w, w->new, is);
	if (c->effect != EFFECT_NARROWED || !to)
		return;
	c->referred = to;
	c->direction = DIRECTION_UNDETERMINED;
}

static const char *missing_words(const struct work *w, const struct model *m, uint32_t slot,
                                 const struct plain *p)
{
	for (uint32_t i = 0; p->what && i < m->rates.n; i++)
		if (strcmp(m->rates.at[i].text, p->what) == 0)
			return arena_printf(
				w->a, "%s %s %s",
				in_words(w, "kan ikke afgøres: satsen", "cannot be decided: the rate"), p->what,
				in_words(w, "mangler", "is missing"));
	return words_plain(w->a, m, slot, p);
}

/* One side of a change of scope, as its first slot answers the example: the line that shuts out, or what is missing. */
static bool follow_side(struct work *w, uint32_t side, uint32_t service, const int64_t *values,
                        struct plain *p, span *at, const char **words)
{
	const struct model *m = w->j->side[side]->m;
	const struct service *sv = &m->services.at[service];
	if (!sv->slots || !ask_side(w, side, sv->first_slot, values, p))
		return false;
	if (p->kind == PLAIN_OUTSIDE && p->line != NONE)
		*at = line_at(m, sv->first_slot, p);
	if (p->kind == PLAIN_SILENT && p->silence != SILENCE_GAP)
		*words = missing_words(w, m, sv->first_slot, p);
	return true;
}

static void follow_scopes(struct work *w, struct diff_change *c)
{
	struct witness p = space_witness(w->j->s, c->where, w->a);
	struct plain was, is;
	if (p.found != FEAS_YES)
		return;
	follow_side(w, OLD_SIDE, c->old_service, p.values, &was, &c->old_at, &c->before);
	if (follow_side(w, w->last, c->new_service, p.values, &is, &c->new_at, &c->after) &&
	    is.kind == PLAIN_OUTSIDE)
		follow_referral(w, c, &is);
}

static uint32_t is_met(void *ctx, uint32_t value)
{
	(void)ctx;
	return value != 0;
}

void compare_scopes(struct work *w, struct diff_service *s, const struct scopes *in)
{
	struct space *js = w->j->s;
	struct scope_sweep x = {.w = w};
	dd parts[3] = {in->old, in->new, in->mix};
	dd f = dd_combine(js->dd, parts, w->mixed ? 3 : 2,
	                  &(struct dd_rule){.leaf = scope_value, .ctx = &x});
	dd inside = dd_or(js->dd, dd_where(js->dd, in->old, SCOPE_INSIDE),
	                  dd_where(js->dd, in->new, SCOPE_INSIDE));
	dd met = f == DD_BAD ? DD_BAD : dd_map(js->dd, f, is_met, NULL);
	dd known = dd_or(js->dd, inside, met);
	uint32_t *place = arena_array(w->a, uint32_t, x.found.n);
	for (uint32_t i = 0; i < x.found.n && f != DD_BAD; i++) {
		place[i] = NONE;
		struct diff_change *c = &x.found.at[i];
		if (!describe_change(w, s, c, dd_where(js->dd, f, 1 + i), known))
			continue;
		follow_scopes(w, c);
		if (c->effect == EFFECT_NARROWED)
			add_worth(w, c, OLD_SIDE, s->old_service);
		if (c->effect == EFFECT_WIDENED)
			add_worth(w, c, w->last, s->new_service);
		place[i] = s->changes.n;
		vec_push(w->a, &s->changes, *c);
	}
	if (f == DD_BAD || dd_overrun(js->dd))
		not_decided(w, s, in_words(w, "målgruppen", "the target group"));
	else
		keep_plain_region(w, s, f, x.found.n, place);
}

/* ---- referrals ------------------------------------------------------------------------------------------ */

struct refer_sweep {
	struct work *w;
	struct pair slot;
	struct pairs services;
	VEC(struct diff_change) found;
};

/* A question that is not asked outside the target group: there it answers where the case is sent. */
static uint32_t scope_slot(const struct model *m, uint32_t service)
{
	const struct service *s = &m->services.at[service];
	for (uint32_t i = 0; i < s->slots; i++)
		if (!m->headings.at[m->slots.at[s->first_slot + i].heading].about_case)
			return s->first_slot + i;
	return NONE;
}

static bool same_target(const struct pairs *services, const struct target_m *old,
                        const struct target_m *new)
{
	if (old->service == NONE || new->service == NONE)
		return old->service == new->service &&strcmp(old->text, new->text) == 0;
	for (uint32_t i = 0; i < services->list.n; i++)
		if (services->list.at[i].new == new->service)
			return services->list.at[i].old == old->service;
	return false;
}

static bool some_target(const struct pairs *services, const struct plain *was,
                        const struct plain *is, uint32_t old, uint32_t new)
{
	for (uint32_t i = 0; i < was->n_targets; i++)
		for (uint32_t k = 0; k < is->n_targets; k++)
			if ((old == NONE || old == i) && (new == NONE || new == k) &&
			    same_target(services, was->targets[i], is->targets[k]))
				return true;
	return false;
}

/* In any order, however often. */
static bool same_targets(const struct pairs *services, const struct plain *was,
                         const struct plain *is)
{
	bool same = true;
	for (uint32_t i = 0; i < was->n_targets && same; i++)
		same = some_target(services, was, is, i, NONE);
	for (uint32_t k = 0; k < is->n_targets && same; k++)
		same = some_target(services, was, is, NONE, k);
	return same;
}

static const char *sent_words(const struct work *w, const struct model *m, const struct plain *p)
{
	const char *outside = scope_words(w, SCOPE_OUTSIDE), *to = target_titles(w, m, p);
	return to ? arena_printf(w->a, "%s, %s %s", outside, in_words(w, "henvises til", "referred to"),
	                         to)
	          : outside;
}

/* Parts: the slots of old and new. */
static uint32_t refer_value(void *ctx, const uint32_t *v, uint32_t n)
{
	struct refer_sweep *s = ctx;
	const struct work *w = s->w;
	const struct leaf *was = &w->j->side[OLD_SIDE]->leaves.at[v[0]];
	const struct leaf *is = &w->j->side[w->last]->leaves.at[v[1]];
	(void)n;
	if (was->impossible || is->impossible || was->p.kind != PLAIN_OUTSIDE ||
	    is->p.kind != PLAIN_OUTSIDE || same_targets(&s->services, &was->p, &is->p))
		return 0;
	struct diff_change c = {.cause = CAUSE_SCOPE,
	                        .effect = EFFECT_CHANGED,
	                        .by = NUM_BAD,
	                        .kind = KIND_LEVEL,
	                        .direction = DIRECTION_UNDETERMINED,
	                        .before = sent_words(w, w->old, &was->p),
	                        .after = sent_words(w, w->new, &is->p),
	                        .old_slot = NONE,
	                        .new_slot = NONE,
	                        .old_at = line_at(w->old, s->slot.old, &was->p),
	                        .new_at = line_at(w->new, s->slot.new, &is->p)};
	for (uint32_t i = 0; i < s->found.n; i++)
		if (strcmp(s->found.at[i].before, c.before) == 0 &&
		    strcmp(s->found.at[i].after, c.after) == 0)
			return 1 + i;
	vec_push(w->a, &s->found, c);
	return s->found.n;
}

static void confirm_sent(const struct refer_sweep *x, const struct diff_change *c)
{
	struct witness p = space_witness(x->w->j->s, c->where, x->w->a);
	struct plain was, is;
	if (p.found != FEAS_YES || !ask_side(x->w, OLD_SIDE, x->slot.old, p.values, &was) ||
	    !ask_side(x->w, x->w->last, x->slot.new, p.values, &is))
		return;
	if (was.kind != PLAIN_OUTSIDE || is.kind != PLAIN_OUTSIDE ||
	    same_targets(&x->services, &was, &is))
		diff_bug("the reference evaluator sees no other referral", c->after);
}

void compare_referrals(struct work *w, struct diff_service *s)
{
	struct space *js = w->j->s;
	struct refer_sweep x = {.w = w, .services = match_services(w)};
	x.slot = (struct pair){scope_slot(w->old, s->old_service), scope_slot(w->new, s->new_service)};
	if (x.slot.old == NONE || x.slot.new == NONE)
		return;
	dd_allow(js->dd, SPACE_BUDGET);
	dd parts[2] = {joint_import(w->j, OLD_SIDE, w->j->side[OLD_SIDE]->slot[x.slot.old]),
	               joint_import(w->j, w->last, w->j->side[w->last]->slot[x.slot.new])};
	dd f = dd_combine(js->dd, parts, 2, &(struct dd_rule){.leaf = refer_value, .ctx = &x});
	uint32_t *place = arena_array(w->a, uint32_t, x.found.n);
	for (uint32_t i = 0; i < x.found.n && f != DD_BAD; i++) {
		place[i] = NONE;
		struct diff_change *c = &x.found.at[i];
		if (!describe_change(w, s, c, dd_where(js->dd, f, 1 + i), js->domain))
			continue;
		confirm_sent(&x, c);
		place[i] = s->changes.n;
		vec_push(w->a, &s->changes, *c);
	}
	if (f == DD_BAD || dd_overrun(js->dd))
		not_decided(w, s, in_words(w, "henvisninger", "referrals"));
	else
		keep_plain_region(w, s, f, x.found.n, place);
}
