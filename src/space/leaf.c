/* SPDX-License-Identifier: MIT
 *
 * Leaves: values with rates and readings filled in and folded, plain answers interned, and the answer that a leaf
 * gives once the inputs of its formulas are known.
 */
#include "base/date.h"
#include "space/lower.h"

#include <string.h>

/* ---- settling ------------------------------------------------------------------------------------------- */

static const struct selector *picked(const struct selectors *env, bool is_rate, uint32_t index)
{
	for (uint32_t i = 0; i < env->list.n; i++)
		if (env->list.at[i].is_rate == is_rate && env->list.at[i].index == index)
			return &env->list.at[i];
	return NULL;
}

struct ex *ex_bare(struct space *s, const struct ex *x)
{
	struct ex *y = arena_new(s->a, struct ex);
	*y = *x;
	y->kids.at = NULL;
	y->kids.n = y->kids.cap = 0;
	return y;
}

static struct ex *constant(struct space *s, const struct ex *like, struct num n)
{
	struct ex *y = ex_bare(s, like);
	y->kind = EX_CONST;
	y->number = n;
	return y;
}

static struct num fold_two(enum ex_kind kind, struct num a, struct num b)
{
	switch (kind) {
	case EX_ADD:
		return num_add(a, b);
	case EX_SUB:
		return num_sub(a, b);
	case EX_MUL:
		return num_mul(a, b);
	case EX_DIV:
		return num_div(a, b);
	case EX_MIN:
		return num_min(a, b);
	case EX_MAX:
		return num_max(a, b);
	case EX_BAD:
	case EX_CONST:
	case EX_ACTORS:
	case EX_INPUT:
	case EX_HEADING:
	case EX_RATE:
	case EX_NEG:
	case EX_ROUND:
	case EX_SHIFT:
	case EX_AGE:
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		break;
	}
	return NUM_BAD;
}

/* All kids constant: the number. */
static struct num fold(const struct ex *x)
{
	struct num n = x->kids.at[0]->number;
	switch (x->kind) {
	case EX_NEG:
		return num_neg(n);
	case EX_ROUND:
		return num_round(n, x->number, x->tie == TIE_DOWN ? NUM_TIE_DOWN : NUM_TIE_UP);
	case EX_SHIFT: {
		int64_t day = date_add_months(n.p, x->months, NULL) + x->days;
		return day < DATE_MIN || day > DATE_MAX ? NUM_BAD : num_int(day);
	}
	case EX_AGE:
		return num_int(12 * date_age(n.p, x->kids.at[1]->number.p));
	case EX_ADD:
	case EX_SUB:
	case EX_MUL:
	case EX_DIV:
	case EX_MIN:
	case EX_MAX:
		for (uint32_t i = 1; i < x->kids.n && num_ok(n); i++)
			n = num_ok(x->kids.at[i]->number) ? fold_two(x->kind, n, x->kids.at[i]->number)
			                                  : NUM_BAD;
		return n;
	case EX_BAD:
	case EX_CONST:
	case EX_ACTORS:
	case EX_INPUT:
	case EX_HEADING:
	case EX_RATE:
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		break;
	}
	return NUM_BAD;
}

static struct ex *settle_input(struct space *s, const struct ex *x, const struct selectors *env)
{
	const struct selector *sel = picked(env, false, x->index);
	if (!sel)
		return ex_bare(s, x);
	return constant(s, x, s->m->inputs.at[x->index].type.choices.at[sel->option].number);
}

static struct ex *settle_rate(struct space *s, const struct ex *x, const struct selectors *env,
                              uint32_t *rate)
{
	const struct selector *sel = picked(env, true, x->index);
	const struct rate_m *r = &s->m->rates.at[x->index];
	if (!sel || sel->option >= r->rows.n) {
		*rate = x->index;
		return NULL;
	}
	struct ex *y = ex_settle(s, r->rows.at[sel->option].value, env, rate);
	if (y)
		y->measure = x->measure;
	return y;
}

struct ex *ex_settle(struct space *s, const struct ex *x, const struct selectors *env,
                     uint32_t *rate)
{
	if (x->kind == EX_INPUT)
		return settle_input(s, x, env);
	if (x->kind == EX_RATE)
		return settle_rate(s, x, env, rate);
	struct ex *y = ex_bare(s, x);
	bool all = x->kids.n > 0;
	for (uint32_t i = 0; i < x->kids.n; i++) {
		struct ex *k = ex_settle(s, x->kids.at[i], env, rate);
		if (!k)
			return NULL;
		all &= k->kind == EX_CONST;
		vec_push(s->a, &y->kids, k);
	}
	if (y->kind == EX_ROUND && y->tie == TIE_OPEN) {
		const struct selector *sel = picked(env, false, y->index);
		if (sel)
			y->tie = sel->option == 1 ? TIE_DOWN : TIE_UP;
	}
	bool open_tie = y->kind == EX_ROUND && y->tie == TIE_OPEN;
	return all && !open_tie ? constant(s, y, fold(y)) : y;
}

static bool same_number(struct num a, struct num b)
{
	return num_ok(a) == num_ok(b) && (!num_ok(a) || num_eq(a, b));
}

static bool same_round(const struct ex *a, const struct ex *b, bool ignore_ties)
{
	bool open = a->tie == TIE_OPEN;
	return num_eq(a->number, b->number) &&
	       (ignore_ties || (a->tie == b->tie && (!open || a->index == b->index)));
}

bool ex_same(const struct ex *a, const struct ex *b, bool ignore_ties)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->kids.n != b->kids.n)
		return false;
	if (a->kind == EX_CONST) /* wherever it came from */
		return same_number(a->number, b->number);
	if (a->kind == EX_ROUND ? !same_round(a, b, ignore_ties) : a->index != b->index)
		return false;
	if (a->kind == EX_SHIFT && (a->months != b->months || a->days != b->days))
		return false;
	for (uint32_t i = 0; i < a->kids.n; i++)
		if (!ex_same(a->kids.at[i], b->kids.at[i], ignore_ties))
			return false;
	return true;
}

/* ---- interning ------------------------------------------------------------------------------------------ */

static bool same_limits(const struct leaf *a, const struct leaf *b)
{
	if (a->lower.n != b->lower.n || a->upper.n != b->upper.n)
		return false;
	for (uint32_t i = 0; i < a->lower.n; i++)
		if (a->lower.at[i].rule != b->lower.at[i].rule ||
		    !ex_same(a->lower.at[i].ex, b->lower.at[i].ex, false))
			return false;
	for (uint32_t i = 0; i < a->upper.n; i++)
		if (a->upper.at[i].rule != b->upper.at[i].rule ||
		    !ex_same(a->upper.at[i].ex, b->upper.at[i].ex, false))
			return false;
	return true;
}

static bool same_leaf(const struct leaf *a, const struct leaf *b)
{
	const struct plain *p = &a->p, *q = &b->p;
	bool same_rule = p->n_rules && q->n_rules ? p->rules[0] == q->rules[0]
	                                          : p->n_rules == q->n_rules;
	return a->impossible == b->impossible && same_rule && p->line == q->line &&
	       p->what == q->what && plain_same(p, q) && measure_same(&p->measure, &q->measure) &&
	       leaf_is_formula(a) == leaf_is_formula(b) && same_limits(a, b);
}

static uint64_t leaf_hash(const struct leaf *l)
{
	uint64_t h = hash_mix(l->p.kind, l->p.st);
	h = hash_mix(h, l->p.n_rules ? l->p.rules[0] : 77);
	h = hash_mix(h, l->p.line);
	return hash_mix(h, l->impossible);
}

/* Leaves with one hash are chained through `next` by probing the following keys. */
uint32_t leaf_intern(struct space *s, const struct leaf *l)
{
	uint64_t key = leaf_hash(l);
	uint32_t i;
	while (map_get(&s->leaf_map, key, &i)) {
		if (same_leaf(&s->leaves.at[i], l))
			return i;
		key = hash_mix(key, 1);
	}
	map_put(&s->leaf_map, key, s->leaves.n);
	vec_push(s->a, &s->leaves, *l);
	return s->leaves.n - 1;
}

/* ---- in a case ------------------------------------------------------------------------------------------ */

static void overflow(struct plain *p, uint32_t rule)
{
	p->kind = PLAIN_SILENT;
	p->silence = SILENCE_OVERFLOW;
	p->rules[0] = rule;
	p->n_rules = 1;
}

/* All formulas of one side computed; they have to agree. False where the answer is settled otherwise. */
static bool side_plain(const struct space *s, const struct leaf *l, const int64_t *values, bool up,
                       struct plain *p, uint32_t *who)
{
	uint32_t n = up ? l->upper.n : l->lower.n;
	for (uint32_t i = 0; i < n; i++) {
		const struct leaf_limit *x = up ? &l->upper.at[i] : &l->lower.at[i];
		struct num v = eval_number(s->m, values, x->ex);
		struct num *kept = up ? &p->upper : &p->lower;
		if (!num_ok(v)) {
			overflow(p, x->rule);
			return false;
		}
		if (i > 0 && !num_eq(v, *kept)) {
			p->kind = PLAIN_CONFLICT;
			p->conflict = CONFLICT_VALUES;
			p->rules[0] = *who;
			p->other = x->rule;
			return false;
		}
		if (i == 0) {
			*kept = v;
			*who = x->rule;
			*(up ? &p->has_upper : &p->has_lower) = true;
		}
	}
	return true;
}

struct plain leaf_plain(const struct space *s, const struct leaf *l, const int64_t *values)
{
	struct plain p = l->p;
	uint32_t low = NONE, high = NONE;
	if (!leaf_is_formula(l) || !side_plain(s, l, values, false, &p, &low) ||
	    !side_plain(s, l, values, true, &p, &high))
		return p;
	if (p.has_lower && p.has_upper && num_cmp(p.lower, p.upper) > 0) {
		p.kind = PLAIN_CONFLICT;
		p.conflict = CONFLICT_VALUES;
		p.rules[0] = low < high ? low : high;
		p.other = low < high ? high : low;
	}
	return p;
}
