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

/* Where those who lose the service are sent; a referral to a service that takes them is no plain loss. */
static void follow_referral(struct work *w, struct diff_change *c, const struct plain *is)
{
	struct text t = {.a = w->a};
	for (uint32_t i = 0; i < is->n_targets; i++) {
		const struct target_m *x = is->targets[i];
		const char *title = x->service == NONE ? NULL : w->new->services.at[x->service].title;
		text_printf(&t, "%s%s", i ? ", " : "", title ? title : x->text);
	}
	if (c->effect != EFFECT_NARROWED || !t.n)
		return;
	c->referred = text_c(&t);
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
		*at = sv->scope.at[p->line].at;
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
		c->law = s->law;
		c->old_service = s->old_service;
		c->new_service = s->new_service;
		if (!describe_change(w, c, dd_where(js->dd, f, 1 + i), known))
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
