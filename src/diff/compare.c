/* SPDX-License-Identifier: MIT
 *
 * The comparison: for each pair of services first whom they cover, then, where both cover the case, what each slot
 * answers. Both sides' diagrams are swept together once; every distinct pair of answers is a change, and its region is
 * read off the result. What is equal everywhere gives the constant 0: that is the proof.
 */
#include "diff/part.h"

#include <assert.h>
#include <string.h>

/* ---- persons are shown to the reference evaluator -------------------------------------------------------- */

/* Formulas may come to the same number by chance, and are compared as formulas (semantics P7). */
static bool has_formula(const struct model *m, uint32_t slot)
{
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		for (uint32_t k = 0; r->service == m->slots.at[slot].service && k < r->statements.n; k++)
			if (r->statements.at[k].slot == slot &&
			    (ex_reads(r->statements.at[k].lower, EX_INPUT, NONE) ||
			     ex_reads(r->statements.at[k].upper, EX_INPUT, NONE)))
				return true;
	}
	return false;
}

static void confirm_person(struct work *w, const struct diff_change *c)
{
	struct witness p = space_witness(w->j->s, c->where, w->a);
	struct plain was, is;
	if (p.found != FEAS_YES || c->old_slot == NONE || c->new_slot == NONE ||
	    has_formula(w->old, c->old_slot) || has_formula(w->new, c->new_slot))
		return;
	if (!ask_side(w, OLD_SIDE, c->old_slot, p.values, &was) ||
	    !ask_side(w, w->last, c->new_slot, p.values, &is))
		return;
	const struct leaf old = {.p = was}, new = {.p = is};
	if (said_same(w, (struct said){OLD_SIDE, c->old_slot, &old},
	              (struct said){w->last, c->new_slot, &new}))
		diff_bug("the reference evaluator sees no difference", c->heading);
}

/* ---- slots ---------------------------------------------------------------------------------------------- */

/* What the sweep over a pair of slots carries; part 0 old, 1 new, 2 and 3 the scopes, 4 the mix. */
struct sweep {
	struct work *w;
	struct pair slot;
	bool about_case;
	VEC(struct diff_change) found;
	VEC(struct diff_part) parts; /* value 1 + index; their changes are those of `found` */
};

static const struct leaf *leaf_of(const struct work *w, uint32_t side, uint32_t slot,
                                  uint32_t value)
{
	return slot == NONE ? NULL : &w->j->side[side]->leaves.at[value];
}

static bool is_impossible(const struct leaf *l)
{
	return l && l->impossible;
}

/* One change for each pair of answers that a reader can tell apart. */
static uint32_t change_index(struct sweep *s, const struct diff_change *c)
{
	for (uint32_t i = 0; i < s->found.n; i++) {
		const struct diff_change *o = &s->found.at[i];
		if (o->effect == c->effect && o->cause == c->cause && o->kind == c->kind &&
		    o->direction == c->direction && same_text(o->before, c->before) &&
		    same_text(o->after, c->after))
			return i;
	}
	vec_push(s->w->a, &s->found, *c);
	return s->found.n - 1;
}

/* Constant answers of a change need not be told apart. */
static uint32_t part_index(struct sweep *s, uint32_t change, struct said old, struct said new)
{
	struct diff_part part = {.change = change};
	if ((old.leaf && leaf_is_formula(old.leaf)) || (new.leaf &&leaf_is_formula(new.leaf))) {
		part.old = old.leaf;
		part.new = new.leaf;
	}
	for (uint32_t i = 0; i < s->parts.n; i++) {
		const struct diff_part *o = &s->parts.at[i];
		if (o->change == change && o->old == part.old && o->new == part.new)
			return 1 + i;
	}
	vec_push(s->w->a, &s->parts, part);
	return s->parts.n;
}

static uint32_t change_of_part(void *ctx, uint32_t value)
{
	const struct sweep *s = ctx;
	return value ? 1 + s->parts.at[value - 1].change : 0;
}

static span place_of(const struct work *w, struct said x)
{
	const struct model *m = w->j->side[x.side]->m;
	bool known = x.leaf && x.leaf->p.n_rules > 0;
	return known ? m->rules.at[x.leaf->p.rules[0]].at : SPAN_NONE;
}

static uint32_t slot_value(void *ctx, const uint32_t *v, uint32_t n)
{
	struct sweep *s = ctx;
	struct work *w = s->w;
	struct said old = {OLD_SIDE, s->slot.old, leaf_of(w, OLD_SIDE, s->slot.old, v[0])};
	struct said new = {w->last, s->slot.new, leaf_of(w, w->last, s->slot.new, v[1])};
	if (is_impossible(old.leaf) || is_impossible(new.leaf) || v[2] != v[3])
		return 0; /* no such case; or the scopes say it */
	if ((v[3] == SCOPE_OUTSIDE && !s->about_case) || said_same(w, old, new))
		return 0;
	struct diff_change c = {.kind = KIND_LEVEL};
	if (n == 5) {
		struct said mix = {MIX_SIDE, s->slot.new, leaf_of(w, MIX_SIDE, s->slot.new, v[4])};
		c.kind = said_same(w, old, mix) ? KIND_RATE : KIND_LEVEL;
	}
	said_change(w, old, new, &c);
	c.cause = c.kind == KIND_RATE ? CAUSE_RATE : said_cause(w, old, new);
	c.before = said_words(w, old);
	c.after = said_words(w, new);
	c.old_at = place_of(w, old);
	c.new_at = place_of(w, new);
	return part_index(s, change_index(s, &c), old, new);
}

static dd imported(struct work *w, uint32_t side, uint32_t slot)
{
	return slot == NONE ? DD_FALSE : joint_import(w->j, side, w->j->side[side]->slot[slot]);
}

static const struct heading *heading_of(const struct work *w, struct pair slot)
{
	const struct model *m = slot.new == NONE ? w->old : w->new;
	return &m->headings.at[m->slots.at[slot.new == NONE ? slot.old : slot.new].heading];
}

void not_decided(struct work *w, struct diff_service *s, const char *what)
{
	s->undecided = true;
	vec_push(w->a, &w->d->undecided, arena_printf(w->a, "%s: %s", s->title, what));
}

/* place: by change of the parts, its place among the service's; NONE. */
static void keep_region(const struct work *w, struct diff_service *s, dd f,
                        const struct diff_part *parts, uint32_t n, const uint32_t *place)
{
	struct diff_region r = {.f = f};
	for (uint32_t i = 0; i < n; i++) {
		struct diff_part part = parts[i];
		part.change = place[part.change];
		vec_push(w->a, &r.parts, part);
	}
	if (n)
		vec_push(w->a, &s->regions, r);
}

/* Every part is the change of its number. */
void keep_plain_region(const struct work *w, struct diff_service *s, dd f, uint32_t n,
                       const uint32_t *place)
{
	struct diff_part *parts = arena_array(w->a, struct diff_part, n);
	for (uint32_t i = 0; i < n; i++)
		parts[i].change = i;
	keep_region(w, s, f, parts, n, place);
}

static void compare_slot(struct work *w, struct diff_service *s, const struct scopes *in,
                         struct pair slot)
{
	struct space *js = w->j->s;
	dd_allow(js->dd, SPACE_BUDGET);
	const struct heading *h = heading_of(w, slot);
	if (h->type.vt == VT_TEXT && (slot.old == NONE || slot.new == NONE))
		return; /* another sentence is other words: compare_texts */
	struct sweep x = {.w = w, .slot = slot, .about_case = h->about_case};
	dd parts[5] = {imported(w, OLD_SIDE, slot.old), imported(w, w->last, slot.new), in->old,
	               in->new, DD_FALSE};
	if (w->mixed)
		parts[4] = imported(w, MIX_SIDE, slot.new);
	dd f = dd_combine(js->dd, parts, w->mixed ? 5 : 4,
	                  &(struct dd_rule){.leaf = slot_value, .ctx = &x});
	dd by_change = f == DD_BAD ? f : dd_map(js->dd, f, change_of_part, &x);
	dd known = x.about_case ? js->domain : in->known;
	uint32_t *place = arena_array(w->a, uint32_t, x.found.n);
	for (uint32_t i = 0; i < x.found.n && by_change != DD_BAD; i++) {
		place[i] = NONE;
		struct diff_change *c = &x.found.at[i];
		c->heading = h->text;
		c->old_slot = slot.old;
		c->new_slot = slot.new;
		if (!describe_change(w, s, c, dd_where(js->dd, by_change, 1 + i), known))
			continue;
		confirm_person(w, c);
		if (c->maybe_nobody)
			not_decided(w, s,
			            arena_printf(w->a, "%s (%s)", h->text,
			                         in_words(w, "måske kan ingen møde ændringen",
			                                  "perhaps nobody can meet the change")));
		place[i] = s->changes.n;
		vec_push(w->a, &s->changes, *c);
	}
	if (by_change == DD_BAD || dd_overrun(js->dd))
		not_decided(w, s, h->text);
	else
		keep_region(w, s, f, x.parts.at, x.parts.n, place);
	if (slot.new == NONE || by_change == DD_BAD || !x.found.n)
		return;
	dd_allow(js->dd, SPACE_BUDGET);
	dd others = dd_and(js->dd, dd_and(js->dd, known, js->domain), dd_where(js->dd, by_change, 0));
	for (uint32_t i = 0; i < x.found.n; i++)
		if (place[i] != NONE)
			add_others(w, &s->changes.at[place[i]], slot.new, others);
}

/* ---- services ------------------------------------------------------------------------------------------- */

/* A service that is new or gone is one change: all its answers come or go. */
static void whole_service(struct work *w, struct diff_service *s)
{
	bool gone = s->new_service == NONE;
	uint32_t side = gone ? OLD_SIDE : w->last, service = gone ? s->old_service : s->new_service;
	const struct model *m = gone ? w->old : w->new;
	struct diff_change c = {.effect = gone ? EFFECT_REMOVED : EFFECT_ADDED,
	                        .cause = CAUSE_SERVICE,
	                        .direction = gone ? DIRECTION_WORSE : DIRECTION_BETTER,
	                        .kind = KIND_LEVEL,
	                        .law = s->law,
	                        .old_service = s->old_service,
	                        .new_service = s->new_service,
	                        .old_slot = NONE,
	                        .new_slot = NONE,
	                        .by = NUM_BAD,
	                        .old_at = gone ? m->services.at[service].at : SPAN_NONE,
	                        .new_at = gone ? SPAN_NONE : m->services.at[service].at};
	c.before = scope_words(w, gone ? SCOPE_INSIDE : SCOPE_OUTSIDE);
	c.after = scope_words(w, gone ? SCOPE_OUTSIDE : SCOPE_INSIDE);
	dd_allow(w->j->s->dd, SPACE_BUDGET);
	dd in = joint_import(w->j, side, space_inside(w->j->side[side], service));
	in = in == DD_BAD ? DD_BAD : dd_where(w->j->s->dd, in, SCOPE_INSIDE);
	uint32_t place = s->changes.n;
	if (in == DD_BAD) {
		not_decided(w, s, in_words(w, "målgruppen", "the target group"));
	} else if (describe_change(w, s, &c, in, w->j->s->domain)) {
		add_worth(w, &c, side, service);
		vec_push(w->a, &s->changes, c);
		keep_plain_region(w, s, in, 1, &place);
	}
}

/* As written, white space aside. */
static bool same_source(const struct work *w, struct pair p)
{
	const struct decl *x = w->old->services.at[p.old].decl, *y = w->new->services.at[p.new].decl;
	if (!x || !y)
		return x == y;
	struct str was = source_text(w->old->sources, x->at), is = source_text(w->new->sources, y->at);
	return str_hash_words(w->a, 1, was) == str_hash_words(w->a, 1, is);
}

static const char *recorded(const char *own, const char *whole)
{
	return own ? own : whole;
}

static struct diff_service begin_service(const struct work *w, struct pair p)
{
	bool gone = p.new == NONE;
	const struct model *m = gone ? w->old : w->new;
	const struct service *sv = &m->services.at[gone ? p.old : p.new];
	const struct revision_m none = {0}, *all = &w->new->catalogue.revision;
	const struct revision_m *own = gone ? &none : &sv->revision;
	return (struct diff_service){
		.title = sv->title ? sv->title : sv->text,
		.law = words_basis(w->a, m, gone ? p.old : p.new),
		.old_service = p.old,
		.new_service = p.new,
		.revision = {recorded(own->reason, all->reason),
	                 recorded(own->consultation, all->consultation),
	                 recorded(own->transition, all->transition)},
	};
}

static void compare_pair(struct work *w, struct pair p)
{
	struct diff_service s = begin_service(w, p);
	if (p.old == NONE || p.new == NONE) {
		s.status = p.old == NONE ? SERVICE_ADDED : SERVICE_REMOVED;
		whole_service(w, &s);
	} else {
		struct scopes in = scopes_of(w, p);
		compare_scopes(w, &s, &in);
		compare_referrals(w, &s);
		struct pairs slots = match_slots(w, p);
		for (uint32_t i = 0; i < slots.list.n; i++)
			compare_slot(w, &s, &in, slots.list.at[i]);
		s.status = s.changes.n       ? SERVICE_CHANGED
		         : same_source(w, p) ? SERVICE_SAME
		                             : SERVICE_REWRITTEN;
	}
	s.target = target_words(w, &s);
	vec_push(w->a, &w->d->services, s);
}

void compare_services(struct work *w)
{
	struct pairs p = match_services(w);
	for (uint32_t i = 0; i < p.list.n; i++)
		compare_pair(w, p.list.at[i]);
}
