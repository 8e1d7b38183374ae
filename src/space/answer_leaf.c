/* SPDX-License-Identifier: MIT
 *
 * The leaf of a slot: from "which rules apply" to the plain answer. Numbers may be formulas of inputs; then the leaf
 * keeps every limit that applies, and whether they agree is seen in the case.
 */
#include "space/build.h"

#include <assert.h>

/* What the rules that apply have said so far. */
struct talk {
	struct slot_ctx *c;
	struct leaf leaf;
	uint32_t lower_rule, upper_rule;
	bool spoken, settled, has_hole;
	struct plain hole;
};

static void clash(struct talk *t, uint32_t first, uint32_t rule)
{
	t->settled = true;
	t->leaf.lower.n = t->leaf.upper.n = 0;
	t->leaf.p.kind = PLAIN_CONFLICT;
	t->leaf.p.conflict = CONFLICT_VALUES;
	t->leaf.p.rules[0] = first;
	t->leaf.p.n_rules = 1;
	t->leaf.p.other = rule;
}

static void silent(struct talk *t, enum silence why, uint32_t rule, uint32_t rate)
{
	t->settled = true;
	t->leaf.lower.n = t->leaf.upper.n = 0;
	t->leaf.p = (struct plain){.kind = PLAIN_SILENT,
	                           .silence = why,
	                           .n_rules = 1,
	                           .rules = {rule},
	                           .other = NONE,
	                           .line = NONE};
	if (why == SILENCE_RATE) {
		t->leaf.p.rate = rate;
		t->leaf.p.day = NO_DAY;
		t->leaf.p.what = t->c->s->m->rates.at[rate].text;
	}
}

/* The expression with this point's rates and readings; NULL where the slot is silent instead. */
static const struct ex *settled(struct talk *t, const struct ex *x, uint32_t rule)
{
	uint32_t rate = NONE;
	const struct ex *y = ex_settle(t->c->s, x, &t->c->env, &rate);
	if (!y)
		silent(t, SILENCE_RATE, rule, rate);
	else if (y->kind == EX_CONST && !num_ok(y->number))
		silent(t, SILENCE_OVERFLOW, rule, 0);
	else
		return y;
	return NULL;
}

/* A further limit on one side: equal to the kept one, in conflict with it, or to be compared in the case. */
static void add_limit(struct talk *t, bool up, const struct ex *x, uint32_t rule)
{
	struct plain *p = &t->leaf.p;
	struct arena *a = t->c->s->a;
	for (uint32_t i = 0; i < (up ? t->leaf.upper.n : t->leaf.lower.n); i++) {
		const struct leaf_limit *o = up ? &t->leaf.upper.at[i] : &t->leaf.lower.at[i];
		if (ex_same(o->ex, x, false))
			return;
		if (o->ex->kind == EX_CONST && x->kind == EX_CONST) {
			clash(t, o->rule, rule);
			return;
		}
	}
	bool first = !(up ? t->leaf.upper.n : t->leaf.lower.n);
	if (up)
		vec_push(a, &t->leaf.upper, ((struct leaf_limit){x, rule}));
	else
		vec_push(a, &t->leaf.lower, ((struct leaf_limit){x, rule}));
	if (first) {
		*(up ? &t->upper_rule : &t->lower_rule) = rule;
		*(up ? &p->has_upper : &p->has_lower) = true;
		p->measure = x->measure;
		p->vt = x->vt;
	}
}

static bool constant_side(const struct leaf *l, bool up, struct num *n)
{
	uint32_t k = up ? l->upper.n : l->lower.n;
	if (k != 1)
		return false;
	const struct ex *x = up ? l->upper.at[0].ex : l->lower.at[0].ex;
	*n = x->number;
	return x->kind == EX_CONST;
}

/* A lower limit above an upper one is a conflict, as soon as both are known. */
static void check_order(struct talk *t)
{
	struct num low, high;
	if (t->settled || !constant_side(&t->leaf, false, &low) ||
	    !constant_side(&t->leaf, true, &high) || num_cmp(low, high) <= 0)
		return;
	bool first = t->lower_rule < t->upper_rule;
	clash(t, first ? t->lower_rule : t->upper_rule, first ? t->upper_rule : t->lower_rule);
}

static void talk_limit(struct talk *t, const struct statement *st, uint32_t rule)
{
	struct plain *p = &t->leaf.p;
	const struct ex *side[2] = {st->lower, st->upper};
	for (int up = 0; up < 2 && !t->settled; up++) {
		const struct ex *x = side[up] ? settled(t, side[up], rule) : NULL;
		if (!x)
			continue;
		uint32_t kept = up ? t->leaf.upper.n : t->leaf.lower.n;
		bool other = (p->has_lower || p->has_upper) &&
		             (p->measure.dim != x->measure.dim || p->vt != x->vt);
		if (other)
			clash(t,
			      kept ? (up ? t->upper_rule : t->lower_rule)
			      : up ? t->lower_rule
			           : t->upper_rule,
			      rule);
		else
			add_limit(t, up == 1, x, rule);
	}
	check_order(t);
}

static bool is_exact(const struct talk *t)
{
	const struct leaf *l = &t->leaf;
	enum statement_kind k = l->p.st;
	if (k == ST_INDEX || k == ST_ACTORS || k == ST_NOT)
		return true;
	return l->lower.n && l->upper.n && ex_same(l->lower.at[0].ex, l->upper.at[0].ex, false);
}

static void talk_hole(struct talk *t, const struct statement *st, uint32_t rule)
{
	if (t->has_hole)
		return;
	t->has_hole = true;
	t->hole = (struct plain){.kind = PLAIN_SILENT,
	                         .silence = SILENCE_HOLE,
	                         .what = st->text,
	                         .measure = st->measure,
	                         .n_rules = 1,
	                         .rules = {rule},
	                         .other = NONE,
	                         .line = NONE};
	const struct ex *side[2] = {st->lower, st->upper};
	for (int up = 0; up < 2; up++) {
		uint32_t rate;
		const struct ex *x = side[up] ? ex_settle(t->c->s, side[up], &t->c->env, &rate) : NULL;
		if (x && x->kind == EX_CONST && num_ok(x->number)) {
			*(up ? &t->hole.has_upper : &t->hole.has_lower) = true;
			*(up ? &t->hole.upper : &t->hole.lower) = x->number;
		}
	}
}

static bool same_set(const struct ex *a, const struct ex *b)
{
	if (a->actors.n != b->actors.n || (a->actors.n > 1 && a->is_and != b->is_and))
		return false;
	for (uint32_t i = 0; i < a->actors.n; i++) /* value.c keeps sets sorted */
		if (a->actors.at[i] != b->actors.at[i])
			return false;
	return true;
}

static bool agrees(struct talk *t, const struct statement *st, enum statement_kind before,
                   uint32_t rule)
{
	const struct plain *p = &t->leaf.p;
	if (st->kind == ST_NO_LIMIT)
		return before == ST_NO_LIMIT || !is_exact(t);
	if (st->kind != before)
		return false;
	if (st->kind == ST_INDEX) {
		const struct ex *x = settled(t, st->lower, rule);
		return x && num_eq(x->number, p->lower);
	}
	if (st->kind != ST_ACTORS)
		return true;
	assert(p->actors && st->lower); /* talk_first saw the first set */
	return same_set(p->actors, st->lower);
}

static void talk_first(struct talk *t, const struct statement *st, uint32_t rule)
{
	struct plain *p = &t->leaf.p;
	p->st = st->kind;
	p->vt = st->lower ? st->lower->vt : VT_BAD;
	p->actors = st->kind == ST_ACTORS ? st->lower : NULL;
	if (st->kind != ST_INDEX)
		return;
	const struct ex *x = settled(t, st->lower, rule);
	if (x)
		p->lower = x->number;
}

static void talk_statement(struct talk *t, const struct statement *st, uint32_t rule)
{
	struct plain *p = &t->leaf.p;
	if (t->settled)
		return;
	if (st->kind == ST_HOLE) {
		talk_hole(t, st, rule);
		return;
	}
	bool first = !t->spoken, limit = st->kind == ST_LIMIT || st->kind == ST_DEADLINE;
	enum statement_kind before = p->st;
	uint32_t who = p->rules[0];
	t->spoken = true;
	if (p->n_rules < PLAIN_RULES)
		p->rules[p->n_rules++] = rule;
	if (first && !limit) {
		talk_first(t, st, rule);
		return;
	}
	if (limit && (first || before == ST_LIMIT || before == ST_DEADLINE || before == ST_NO_LIMIT)) {
		p->st = st->kind;
		talk_limit(t, st, rule);
		if (!first && before == ST_NO_LIMIT && !t->settled && is_exact(t))
			clash(t, who, rule);
		return;
	}
	if (!agrees(t, st, before, rule) && !t->settled)
		clash(t, who, rule);
}

/* Limits that turned out constant become numbers. */
static void finish_limits(struct talk *t)
{
	struct leaf *l = &t->leaf;
	struct num low, high;
	bool lower = constant_side(l, false, &low), upper = constant_side(l, true, &high);
	if ((l->lower.n && !lower) || (l->upper.n && !upper))
		return;
	if (lower)
		l->p.lower = low;
	if (upper)
		l->p.upper = high;
	l->lower.n = l->upper.n = 0;
}

/* What the rules say together, in their order; how a point is left where none does. */
static struct talk speak(struct slot_ctx *c, const uint32_t *rules, uint32_t n)
{
	struct talk t = {.c = c,
	                 .leaf.p = {.kind = PLAIN_VALUE, .other = NONE, .line = NONE},
	                 .lower_rule = NONE,
	                 .upper_rule = NONE};
	for (uint32_t i = 0; i < n; i++) {
		uint32_t rule = c->rules.at[rules[i]];
		const struct rule *r = &c->s->m->rules.at[rule];
		for (uint32_t k = 0; k < r->statements.n; k++)
			if (r->statements.at[k].slot == c->slot)
				talk_statement(&t, &r->statements.at[k], rule);
	}
	if (!t.settled && t.spoken)
		finish_limits(&t);
	if (!t.settled && !t.spoken && t.has_hole)
		t.leaf.p = t.hole;
	return t;
}

struct leaf slot_spoken(struct slot_ctx *c, const uint32_t *rules, uint32_t n)
{
	return speak(c, rules, n).leaf;
}

/* scope: the value of that part; others: another slot's rule applies. */
uint32_t slot_leaf_of(struct slot_ctx *c, uint32_t scope, bool others, uint32_t n)
{
	struct talk t = speak(c, c->speaking, n);
	if (!t.settled && !t.spoken && !t.has_hole) {
		bool any = others || n > 0;
		t.leaf.p.kind = any || c->several ? PLAIN_ABSENT
		              : scope == 0        ? PLAIN_SILENT
		                                  : PLAIN_OUTSIDE;
		t.leaf.p.silence = SILENCE_GAP;
		if (t.leaf.p.kind == PLAIN_OUTSIDE)
			t.leaf.p.line = c->s->leaves.at[scope - 1].p.line;
	}
	return leaf_intern(c->s, &t.leaf);
}

uint32_t slot_leaf(void *ctx, const uint32_t *values, uint32_t n)
{
	struct slot_ctx *c = ctx;
	uint32_t speaking = 0;
	(void)n;
	if (values[0] && !c->about_case)
		return values[0] - 1;
	for (uint32_t i = 0; i < c->env.list.n; i++)
		c->env.list.at[i].option = values[c->base + i];
	for (uint32_t i = 0; i < c->rules.n; i++)
		if (values[2 + i])
			c->speaking[speaking++] = i;
	return slot_leaf_of(c, values[0], values[1] != 0, speaking);
}

/* Outside the scope nothing else matters. */
void slot_prune(void *ctx, dd *parts, uint32_t n)
{
	const struct slot_ctx *c = ctx;
	if (c->about_case || !dd_is_leaf(parts[0]) || dd_value(parts[0]) == 0)
		return;
	for (uint32_t i = 1; i < n; i++)
		parts[i] = DD_FALSE;
}
