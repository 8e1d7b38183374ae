/* SPDX-License-Identifier: MIT
 *
 * Slots of many rules. At a point only few of thousands apply, so the sweep carries the list of those that still may;
 * and of those, a rule that says what another certainly says already has no say, nor has any rule after two that
 * certainly disagree.
 */
#include "space/build.h"

#include <assert.h>

/* ---- what is said ---- */

static bool is_settled(struct slot_ctx *c, const struct ex *x)
{
	struct selectors sel = {0};
	if (x)
		selectors_of(c->s, x, &sel);
	return sel.list.n == 0;
}

/* One statement in the slot, whose limits are constants whatever the case. `efter vurdering` goes by its order. */
static bool is_constant(struct slot_ctx *c, uint32_t place, struct leaf *said)
{
	const struct rule *r = &c->s->m->rules.at[c->rules.at[place]];
	const struct statement *st = NULL;
	for (uint32_t k = 0; k < r->statements.n; k++) {
		if (r->statements.at[k].slot != c->slot)
			continue;
		if (st)
			return false;
		st = &r->statements.at[k];
	}
	if (!st || st->kind == ST_HOLE || st->kind == ST_NO_LIMIT || !is_settled(c, st->lower) ||
	    !is_settled(c, st->upper))
		return false;
	*said = slot_spoken(c, &place, 1);
	return said->p.kind == PLAIN_VALUE && !leaf_is_formula(said);
}

static uint64_t hash_said(const struct plain *p)
{
	uint64_t h = hash_mix(p->st, p->has_lower);
	h = hash_mix(h, p->has_upper);
	h = hash_mix(h, p->has_lower || p->st == ST_INDEX ? (uint64_t)p->lower.p : 0);
	return hash_mix(h, p->has_upper ? (uint64_t)p->upper.p : 0);
}

static bool same_said(const struct plain *p, const struct plain *q)
{
	return plain_same(p, q) && p->vt == q->vt && p->measure.dim == q->measure.dim;
}

static uint32_t intern_said(struct slot_words *w, const struct leaf *said, uint32_t place,
                            struct arena *a)
{
	uint64_t key = hash_said(&said->p);
	uint32_t i;
	for (; map_get(&w->known, key, &i); key = hash_mix(key, 1)) {
		assert(w->leaf.at && i < w->leaf.n);
		if (same_said(&w->leaf.at[i].p, &said->p))
			return i;
	}
	map_put(&w->known, key, w->leaf.n);
	vec_push(a, &w->example, place);
	vec_push(a, &w->leaf, *said);
	return w->leaf.n - 1;
}

struct slot_words *slot_words_of(struct slot_ctx *c, struct arena *a)
{
	struct slot_words *w = arena_new(a, struct slot_words);
	*w = (struct slot_words){.c = c, .known = {.a = a}, .clashes = {.a = a}};
	w->said = arena_array(a, uint32_t, c->rules.n);
	for (uint32_t i = 0; i < c->rules.n; i++) {
		struct leaf said;
		w->said[i] = is_constant(c, i, &said) ? intern_said(w, &said, i, a) : NONE;
	}
	w->true_now = arena_array(a, bool, w->leaf.n);
	return w;
}

bool slot_words_clash(struct slot_words *w, uint32_t one, uint32_t other)
{
	uint32_t a = one < other ? one : other, b = one < other ? other : one, known;
	uint64_t key = (uint64_t)a << 32 | b;
	if (a == b)
		return false;
	if (!map_get(&w->clashes, key, &known)) {
		uint32_t rules[2] = {w->example.at[a], w->example.at[b]};
		known = slot_spoken(w->c, rules, 2).p.kind == PLAIN_CONFLICT;
		map_put(&w->clashes, key, known);
	}
	return known != 0;
}

/* ---- the sweep ---- */

/* Notes that this is said for certain; true where it disagrees with what was. */
static bool note_true(struct slot_words *w, uint32_t said)
{
	bool clash = false;
	for (uint32_t i = 0; i < w->now.n && !clash; i++)
		clash = slot_words_clash(w, w->now.at[i], said);
	w->true_now[said] = true;
	vec_push(w->c->s->a, &w->now, said);
	return clash;
}

/* The rules of the list that still matter; *speaks: some say something for certain; *varied: some need selectors. */
static uint32_t prune_rules(struct slot_words *w, struct sweep_part *list, uint32_t n, bool *speaks,
                            bool *varied)
{
	uint32_t kept = 0;
	bool settled = false;
	w->now.n = 0;
	for (uint32_t i = 0; i < n; i++) {
		bool is_rule = list[i].tag >= 2 && list[i].tag < w->c->base;
		uint32_t said = is_rule ? w->said[list[i].tag - 2] : NONE;
		if (is_rule && (settled || (said != NONE && w->true_now[said])))
			continue;
		*varied |= is_rule && said == NONE;
		if (said != NONE && list[i].f == DD_TRUE) {
			*speaks = true;
			settled = note_true(w, said);
		}
		list[kept++] = list[i];
	}
	for (uint32_t i = 0; i < w->now.n; i++)
		w->true_now[w->now.at[i]] = false;
	return kept;
}

/* Outside the scope nothing else matters; where something is said, neither do other slots nor the scope. */
static uint32_t prune_list(void *ctx, struct sweep_part *list, uint32_t n)
{
	struct slot_words *w = ctx;
	const struct slot_ctx *c = w->c;
	bool speaks = false, varied = false, other = false;
	if (!c->about_case && n && list[0].tag == 0 && dd_is_leaf(list[0].f))
		return 1;
	uint32_t kept = 0;
	n = prune_rules(w, list, n, &speaks, &varied);
	for (uint32_t i = 0; i < n; i++) {
		bool idle = list[i].tag == 0 ? speaks && c->about_case
		          : list[i].tag == 1 ? speaks || other
		                             : list[i].tag >= c->base && !varied;
		other |= list[i].tag == 1 && list[i].f == DD_TRUE;
		if (!idle)
			list[kept++] = list[i];
	}
	return kept;
}

static uint32_t list_leaf(void *ctx, const struct sweep_part *list, uint32_t n)
{
	struct slot_words *w = ctx;
	struct slot_ctx *c = w->c;
	uint32_t scope = n && list[0].tag == 0 ? dd_value(list[0].f) : 0, speaking = 0;
	bool others = false;
	if (scope && !c->about_case)
		return scope - 1;
	for (uint32_t i = 0; i < c->env.list.n; i++)
		c->env.list.at[i].option = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (list[i].tag >= c->base)
			c->env.list.at[list[i].tag - c->base].option = dd_value(list[i].f);
		else if (list[i].tag >= 2)
			c->speaking[speaking++] = list[i].tag - 2;
		others |= list[i].tag == 1;
	}
	return slot_leaf_of(c, scope, others, speaking);
}

dd slot_listed(struct slot_ctx *c, dd scope, const dd *selectors)
{
	struct space *s = c->s;
	struct slot_words *w = slot_words_of(c, s->a);
	uint32_t n = 0, all = 1 + c->others.n + c->rules.n + c->env.list.n;
	struct sweep_part *part = arena_array(s->a, struct sweep_part, all);
	part[n++] = (struct sweep_part){0, scope};
	for (uint32_t i = 0; i < c->others.n; i++)
		part[n++] = (struct sweep_part){1, s->applies[c->others.at[i]]};
	for (uint32_t i = 0; i < c->rules.n; i++)
		part[n++] = (struct sweep_part){2 + i, s->applies[c->rules.at[i]]};
	for (uint32_t i = 0; i < c->env.list.n; i++)
		part[n++] = (struct sweep_part){c->base + i, selectors[i]};
	struct sweep_rule rule = {.prune = prune_list, .leaf = list_leaf, .ctx = w};
	return dd_sweep(s->dd, part, n, &rule);
}
