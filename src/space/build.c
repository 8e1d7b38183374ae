/* SPDX-License-Identifier: MIT
 *
 * The diagrams of a model: where each rule applies, where each service covers the case, and what each slot answers.
 * A slot's diagram sweeps its scope, its rules and its selectors at once; at every point the leaf is the plain answer
 * (answer_leaf.c). What hangs on a condition nobody can answer is settled last.
 */
#include "space/build.h"

#include "base/date.h"

#include "space/dd_read.h"

#include <string.h>

/* ---- provisions ----------------------------------------------------------------------------------------- */

/* Where one of them holds; halved, so that thousands take no square of time. */
static dd any_exception(struct space *s, const uint32_t *provision, uint32_t n)
{
	if (n == 0)
		return s->surveying ? DD_TRUE : DD_FALSE;
	if (n == 1)
		return s->provision[provision[0]];
	dd first = any_exception(s, provision, n / 2);
	return s_or(s, first, any_exception(s, provision + n / 2, n - n / 2));
}

static void build_provision(struct space *s, uint32_t i, dd parent)
{
	const struct provision_m *p = &s->m->provisions.at[i];
	dd here = p->when ? s_and(s, parent, lower_condition(s, p->when)) : parent;
	s->provision[i] = here;
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		build_provision(s, p->exceptions.at[k], here);
	dd own = s_and(s, here, s_not(s, any_exception(s, p->exceptions.at, p->exceptions.n)));
	for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++) {
		const struct ex *when = s->m->rules.at[k].when;
		s->applies[k] = when ? s_and(s, own, lower_condition(s, when)) : own;
	}
}

/* ---- scope ---------------------------------------------------------------------------------------------- */

struct scope_ctx {
	struct space *s;
	uint32_t service;
};

/* The parts are the scope lines and, last, the ring of referrals. 0: inside; else 1 + the leaf. */
static uint32_t scope_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	struct scope_ctx *c = ctx;
	const struct service *sv = &c->s->m->services.at[c->service];
	uint32_t targets = 0, met = 0, missed = NONE, line = NONE;
	for (uint32_t i = 0; i + 1 < n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		if (l->kind == SCOPE_TARGET) {
			targets++;
			met += v[i];
			if (!v[i] && missed == NONE)
				missed = i;
		} else if ((v[i] != 0) == (l->kind == SCOPE_EXCLUSION) && line == NONE) {
			line = i;
		}
	}
	if (line == NONE && met == targets)
		return 0;
	bool split = line == NONE && met > 0;
	struct leaf leaf = {
		.p = {.kind = PLAIN_OUTSIDE, .other = NONE, .line = line != NONE ? line : missed}};
	if (split || v[n - 1]) {
		leaf.p.kind = PLAIN_CONFLICT;
		leaf.p.conflict = split ? CONFLICT_SCOPE : CONFLICT_RING;
	}
	for (uint32_t i = 0; i + 1 < n && leaf.p.kind == PLAIN_OUTSIDE; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		for (uint32_t k = 0; v[i] && l->kind == SCOPE_EXCLUSION && k < l->refer.n; k++)
			if (leaf.p.n_targets < PLAIN_TARGETS)
				leaf.p.targets[leaf.p.n_targets++] = &l->refer.at[k];
	}
	return 1 + leaf_intern(c->s, &leaf);
}

static uint32_t inside_of(void *ctx, uint32_t value)
{
	const struct space *s = ctx;
	if (value == 0)
		return 1;
	const struct plain *p = &s->leaves.at[value - 1].p;
	return p->kind == PLAIN_OUTSIDE ? 0 : p->conflict == CONFLICT_SCOPE ? 2 : 3;
}

/* Where some chain of holding referrals leads from `at` to `goal`; seen: services on the present chain. */
static dd ring_from(struct space *s, uint32_t at, uint32_t goal, bool *seen)
{
	dd any = s->surveying ? DD_TRUE : DD_FALSE;
	seen[at] = true;
	for (uint32_t i = 0; i < s->m->referrals.n; i++) {
		const struct referral_m *f = &s->m->referrals.at[i];
		if (f->from != at || (f->to != goal && seen[f->to]))
			continue;
		dd here = lower_condition(s, s->m->services.at[at].scope.at[f->line].when);
		if (f->to != goal)
			here = s_and(s, here, ring_from(s, f->to, goal, seen));
		any = s_or(s, any, here);
	}
	seen[at] = false;
	return any;
}

static dd scope_of(struct space *s, uint32_t service, bool with_ring)
{
	const struct service *sv = &s->m->services.at[service];
	dd *parts = arena_array(s->a, dd, sv->scope.n + 1);
	for (uint32_t i = 0; i < sv->scope.n; i++)
		parts[i] = lower_condition(s, sv->scope.at[i].when);
	bool *seen = arena_array(s->a, bool, s->m->services.n);
	bool own = service < s->m->own_services && s->m->own_services <= RING_SERVICES &&
	           s->m->referrals.n;
	parts[sv->scope.n] = own && with_ring ? ring_from(s, service, service, seen) : DD_FALSE;
	if (s->surveying)
		return DD_FALSE;
	struct scope_ctx c = {s, service};
	return dd_combine(s->dd, parts, sv->scope.n + 1,
	                  &(struct dd_rule){.leaf = scope_leaf, .ctx = &c});
}

/*
 * A referral may read the very service whose ring is being sought: there the ring is not known yet, and its cases are
 * outside (semantics P5).
 */
static bool seeks_ring(const struct space *s, uint32_t service)
{
	return s->scope_state[service] == 1;
}

static dd build_scope(struct space *s, uint32_t service)
{
	if (seeks_ring(s, service))
		return scope_of(s, service, false);
	if (s->scope_state[service] == 0) {
		s->scope_state[service] = 1;
		dd scope = scope_of(s, service, true);
		s->scope[service] = scope;
		s->inside[service] = s->surveying ? DD_FALSE : dd_map(s->dd, scope, inside_of, s);
		s->scope_state[service] = 2;
	}
	return s->scope[service];
}

dd build_inside(struct space *s, uint32_t service)
{
	dd scope = build_scope(s, service);
	bool early = seeks_ring(s, service) && !s->surveying;
	return early ? dd_map(s->dd, scope, inside_of, s) : s->inside[service];
}

/* ---- slots ---------------------------------------------------------------------------------------------- */

static const struct heading_use *use_of_slot(const struct space *s, const struct slot *slot)
{
	const struct service *sv = &s->m->services.at[slot->service];
	for (uint32_t i = 0; i < sv->uses.n; i++)
		if (sv->uses.at[i].heading == slot->heading)
			return &sv->uses.at[i];
	return NULL;
}

static bool speaks(const struct rule *r, uint32_t slot)
{
	for (uint32_t k = 0; k < r->statements.n; k++)
		if (r->statements.at[k].slot == slot)
			return true;
	return false;
}

/* Exceptions first: the order in which the reference evaluator meets them. */
static void list_rules(struct space *s, uint32_t provision)
{
	const struct provision_m *p = &s->m->provisions.at[provision];
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		list_rules(s, p->exceptions.at[i]);
	for (uint32_t i = p->first_rule; i < p->first_rule + p->rules; i++)
		for (uint32_t k = 0; k < s->m->rules.at[i].statements.n; k++) {
			struct rule_list *l = &s->slot_rules[s->m->rules.at[i].statements.at[k].slot];
			if (!l->list.n || vec_last(&l->list) != i)
				vec_push(s->a, &l->list, i);
		}
}

/* The rules of every slot, once for all. */
static void list_all_rules(struct space *s)
{
	s->slot_rules = arena_array(s->a, struct rule_list, s->m->slots.n + 1);
	for (uint32_t i = 0; i < s->m->provisions.n; i++)
		if (s->m->provisions.at[i].parent == NONE)
			list_rules(s, i);
}

/* The heading's other rules. */
static void others_below(struct space *s, uint32_t provision, struct slot_ctx *c)
{
	const struct provision_m *p = &s->m->provisions.at[provision];
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		others_below(s, p->exceptions.at[i], c);
	for (uint32_t i = p->first_rule; i < p->first_rule + p->rules; i++)
		if (!speaks(&s->m->rules.at[i], c->slot))
			vec_push(s->a, &c->others, i);
}

static void slot_selectors(struct space *s, struct slot_ctx *c)
{
	for (uint32_t i = 0; i < c->rules.n; i++) {
		const struct rule *r = &s->m->rules.at[c->rules.at[i]];
		for (uint32_t k = 0; k < r->statements.n; k++) {
			const struct statement *st = &r->statements.at[k];
			if (st->slot == c->slot && st->lower)
				selectors_of(s, st->lower, &c->env);
			if (st->slot == c->slot && st->upper)
				selectors_of(s, st->upper, &c->env);
		}
	}
}

/* option o of the selector where it holds */
static dd selector_part(struct space *s, const struct selector *sel)
{
	dd f = DD_FALSE;
	for (uint32_t o = 1; o < selector_options(s, sel); o++) {
		struct selector option = {sel->is_rate, sel->index, o};
		dd where = selector_where(s, &option);
		if (!s->surveying)
			f = dd_if(s->dd, where, dd_leaf(o), f);
	}
	if (s->surveying)
		selector_where(s, &(struct selector){sel->is_rate, sel->index, 0});
	return f;
}

static dd with_given(struct space *s, dd f);

struct slot_ctx slot_ctx_of(struct space *s, uint32_t slot)
{
	const struct slot *sl = &s->m->slots.at[slot];
	const struct heading_use *u = use_of_slot(s, sl);
	struct slot_ctx c = {.s = s, .slot = slot};
	c.about_case = s->m->headings.at[sl->heading].about_case;
	c.several = s->m->headings.at[sl->heading].several;
	for (uint32_t i = 0; i < s->slot_rules[slot].list.n; i++)
		vec_push(s->a, &c.rules, s->slot_rules[slot].list.at[i]);
	for (uint32_t i = 0; u && !c.several && i < u->provisions.n; i++)
		others_below(s, u->provisions.at[i], &c);
	slot_selectors(s, &c);
	c.base = 2 + c.rules.n;
	c.speaking = arena_array(s->a, uint32_t, c.rules.n);
	return c;
}

static dd slot_of_tuples(struct slot_ctx *c, dd scope, const dd *selectors)
{
	struct space *s = c->s;
	uint32_t n = c->base + c->env.list.n;
	dd *parts = arena_array(s->a, dd, n);
	parts[0] = scope;
	parts[1] = DD_FALSE;
	for (uint32_t i = 0; i < c->others.n; i++)
		parts[1] = dd_or(s->dd, parts[1], s->applies[c->others.at[i]]);
	for (uint32_t i = 0; i < c->rules.n; i++)
		parts[2 + i] = s->applies[c->rules.at[i]];
	for (uint32_t i = 0; i < c->env.list.n; i++)
		parts[c->base + i] = selectors[i];
	struct dd_rule rule = {.leaf = slot_leaf, .prune = slot_prune, .ctx = c};
	return dd_combine(s->dd, parts, n, &rule);
}

#define RULE_BUDGET 6000u /* edges for each rule of a slot, while there is something to spare */

/* What a slot may spend: large tables get more. */
static uint64_t slot_budget(const struct space *s, uint32_t rules)
{
	uint64_t want = (uint64_t)rules * RULE_BUDGET;
	if (want <= SPACE_BUDGET)
		return SPACE_BUDGET;
	return SPACE_BUDGET + (want - SPACE_BUDGET < s->spare ? want - SPACE_BUDGET : s->spare);
}

static dd make_slot(struct space *s, uint32_t slot)
{
	struct slot_ctx c = slot_ctx_of(s, slot);
	uint64_t before = s->surveying ? 0 : dd_spent(s->dd);
	if (!s->surveying)
		dd_allow(s->dd, slot_budget(s, c.rules.n));
	dd scope = build_scope(s, s->m->slots.at[slot].service);
	dd *selectors = arena_array(s->a, dd, c.env.list.n);
	for (uint32_t i = 0; i < c.env.list.n; i++)
		selectors[i] = selector_part(s, &c.env.list.at[i]);
	if (s->surveying)
		return DD_FALSE;
	bool many = c.rules.n + c.others.n >= s->listed;
	dd f = many ? slot_listed(&c, scope, selectors) : slot_of_tuples(&c, scope, selectors);
	f = with_given(s, settle_holes(s, f));
	uint64_t beyond = dd_spent(s->dd) - before;
	beyond = beyond > SPACE_BUDGET ? beyond - SPACE_BUDGET : 0;
	s->spare -= beyond < s->spare ? beyond : s->spare;
	return f;
}

dd build_slot(struct space *s, uint32_t slot)
{
	if (seeks_ring(s, s->m->slots.at[slot].service))
		return make_slot(s, slot);
	if (s->slot_state[slot] == 0) {
		s->slot_state[slot] = 1;
		s->slot[slot] = make_slot(s, slot);
		s->slot_state[slot] = 2;
	}
	return s->slot[slot];
}

/* ---- what is given -------------------------------------------------------------------------------------- */

/* The inputs that f depends on, itself or through terms of several. */
static void inputs_of(const struct space *s, dd f, bool *inputs)
{
	struct arena_mark mark = arena_mark(s->scratch);
	bool *tested = arena_array(s->scratch, bool, s->columns.n + 1);
	dd_support(s->dd, f, tested);
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		if (!tested[c->level] || c->kind == COL_HOLE)
			continue;
		if (c->kind == COL_INPUT)
			inputs[c->input] = true;
		else if (c->kind != COL_SUM)
			inputs[c->from] = inputs[c->to] = true;
		for (uint32_t k = 0; k < c->terms.n; k++)
			inputs[c->terms.at[k].input] = true;
	}
	arena_reset(s->scratch, mark);
}

static bool shares_input(const struct space *s, dd f, const bool *mine)
{
	struct arena_mark mark = arena_mark(s->scratch);
	bool *its = arena_array(s->scratch, bool, s->m->inputs.n), shares = false;
	inputs_of(s, f, its);
	for (uint32_t i = 0; i < s->m->inputs.n; i++)
		shares |= its[i] && mine[i];
	arena_reset(s->scratch, mark);
	return shares;
}

/*
 * The assumptions that speak of a slot's own inputs, directly or through others, cut away what cannot be: leaf 0.
 * The rest has no say in this slot.
 */
static dd with_given(struct space *s, dd f)
{
	if (f == DD_BAD || s->given == DD_TRUE || s->given == DD_BAD)
		return f;
	bool *mine = arena_array(s->a, bool, s->m->inputs.n);
	bool *taken = arena_array(s->a, bool, s->assumptions.n);
	inputs_of(s, f, mine);
	dd given = DD_TRUE;
	for (bool more = true; more;) {
		more = false;
		for (uint32_t i = 0; i < s->assumptions.n; i++) {
			if (taken[i] || !shares_input(s, s->assumptions.at[i], mine))
				continue;
			more = taken[i] = true;
			inputs_of(s, s->assumptions.at[i], mine);
			given = dd_and(s->dd, given, s->assumptions.at[i]);
		}
	}
	return dd_if(s->dd, given, f, dd_leaf(0));
}

static void build_given(struct space *s)
{
	s->given = DD_TRUE;
	for (uint32_t i = 0; i < s->m->invariants.n; i++) {
		dd f = lower_condition(s, s->m->invariants.at[i].expr);
		if (s->surveying || s->m->invariants.at[i].kind != RULE_GIVEN)
			continue;
		f = space_for_some_hole(s, f);
		if (f != DD_BAD)
			vec_push(s->a, &s->assumptions, f);
		s->given = dd_and(s->dd, s->given, f);
	}
}

/* ---- both passes ---------------------------------------------------------------------------------------- */

static void pass(struct space *s)
{
	const struct model *m = s->m;
	memset(s->slot_state, 0, m->slots.n);
	memset(s->scope_state, 0, m->services.n);
	s_interval(s, column_of_input(s, 0), s->from, s->to);
	build_given(s);
	/* scopes first, as they are asked: what an answer names as missing is the first that matters */
	for (uint32_t i = 0; s->surveying && i < m->services.n; i++)
		scope_of(s, i, false);
	for (uint32_t i = 0; i < m->provisions.n; i++)
		if (m->provisions.at[i].parent == NONE) {
			if (!s->surveying)
				dd_allow(s->dd, SPACE_BUDGET);
			build_provision(s, i, DD_TRUE);
		}
	for (uint32_t i = 0; i < m->services.n; i++)
		for (uint32_t k = 0; k < m->services.at[i].basis.n; k++)
			if (m->services.at[i].basis.at[k].when)
				lower_condition(s, m->services.at[i].basis.at[k].when);
	for (uint32_t i = 0; i < m->headings.n; i++)
		if (m->headings.at[i].required_when)
			lower_condition(s, m->headings.at[i].required_when);
	for (uint32_t i = 0; i < m->services.n; i++)
		build_inside(s, i);
	for (uint32_t i = 0; i < m->slots.n; i++)
		build_slot(s, i);
}

/* Key columns first: those that most conditions test; readings late. Holes last, in the order of making, and so ties. */
static bool before(const struct column *a, const struct column *b)
{
	int ka = a->kind == COL_HOLE ? 2 : a->reading, kb = b->kind == COL_HOLE ? 2 : b->reading;
	if (ka != kb || ka == 2)
		return ka < kb;
	return a->uses > b->uses;
}

uint32_t *columns_in_order(const struct column *columns, uint32_t n, struct arena *a)
{
	uint32_t *at = arena_array(a, uint32_t, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = i;
		for (; k > 0 && before(&columns[i], &columns[at[k - 1]]); k--)
			at[k] = at[k - 1];
		at[k] = i;
	}
	return at;
}

void space_ranks(struct space *s)
{
	uint32_t n = s->columns.n;
	uint32_t *ranks = arena_array(s->a, uint32_t, n);
	for (uint32_t level = 0; level < n; level++) {
		struct column *c = &s->columns.at[s->column_at[level]];
		c->level = level;
		ranks[level] = c->cuts.n;
	}
	s->dd = dd_new(s->a, s->scratch, n, ranks, SPACE_BUDGET);
}

struct day_range space_days(const struct model *m, int64_t until)
{
	const struct catalogue *k = &m->catalogue;
	struct day_range d = {0};
	d.from = k->has_from ? k->from : k->has_adopted ? k->adopted : date_day(CATALOGUE_YEAR, 1, 1);
	d.to = k->to != INT64_MAX ? k->to : date_day(date_of(d.from).year, 12, 31);
	if (until)
		d.to = until;
	return d;
}

struct space *space_survey(struct arena *a, struct arena *scratch, const struct model *m,
                           struct day_range days)
{
	struct space *s = arena_new(a, struct space);
	s->m = m;
	s->listed = SLOT_LISTED;
	s->spare = SPACE_SPARE;
	s->a = a;
	s->scratch = scratch;
	s->leaf_map.a = a;
	s->input_column = arena_array(a, uint32_t, m->inputs.n);
	for (uint32_t i = 0; i < m->inputs.n; i++)
		s->input_column[i] = NONE;
	s->slot = arena_array(a, dd, m->slots.n + 1);
	s->slot_state = arena_array(a, uint8_t, m->slots.n + 1);
	s->inside = arena_array(a, dd, m->services.n + 1);
	s->scope = arena_array(a, dd, m->services.n + 1);
	s->scope_state = arena_array(a, uint8_t, m->services.n + 1);
	s->applies = arena_array(a, dd, m->rules.n + 1);
	s->provision = arena_array(a, dd, m->provisions.n + 1);
	s->tied = m->birth_input != NONE && m->age_input != NONE && m->inputs.at[m->birth_input].used;
	leaf_intern(s, &(struct leaf){.impossible = true,
	                              .p = {.kind = PLAIN_ABSENT, .line = NONE, .other = NONE}});
	s->from = days.from;
	s->to = days.to;
	list_all_rules(s);
	s->surveying = true;
	pass(s);
	return s;
}

void space_build(struct space *s, const uint32_t *order)
{
	s->surveying = false;
	s->column_at = arena_array(s->a, uint32_t, s->columns.n + 1);
	memcpy(s->column_at, order, s->columns.n * sizeof *order);
	space_ranks(s);
	pass(s);
	dd_allow(s->dd, SPACE_BUDGET); /* whatever the last slot spent */
	s->domain = dd_and(s->dd, s->given, space_range(s, 0, s->from, s->to));
}

struct space *space_make(struct arena *a, struct arena *scratch, const struct model *m,
                         int64_t until)
{
	return space_make_listed(a, scratch, m, until, SLOT_LISTED);
}

struct space *space_make_listed(struct arena *a, struct arena *scratch, const struct model *m,
                                int64_t until, uint32_t listed)
{
	struct space *s = space_survey(a, scratch, m, space_days(m, until));
	s->listed = listed;
	space_build(s, columns_in_order(s->columns.at, s->columns.n, a));
	build_bounds(s);
	return s;
}
