/* SPDX-License-Identifier: MIT
 *
 * Narrow, refute, search. Narrowing a rule removes values from the ends of its variables' ranges
 * that no solution has; a search step fixes or halves a range and narrows again. A range of one
 * value each, with every rule still content, is a solution.
 */
#include "space/feasible.h"

#include "base/date.h"
#include "space/eliminate.h"
#include "space/wide.h"

#include <assert.h>
#include <string.h>

#define ROUNDS 40u   /* narrowings of all rules before the search goes on: they may creep */
#define FAR 20000000 /* days: no two dates and no limit that matters lie further apart */

/* The ranges at one point of the search. */
struct ranges {
	int64_t *lo, *hi;
	uint32_t preferred; /* variables before this one have had their preferences tried */
};

struct search {
	const struct feas_system *s;
	struct arena *scratch;
	uint64_t left;
	int64_t *values;
	bool is_spent, prefers;
};

/* Narrows to lo..hi; false where nothing remains. */
static bool meet(struct ranges *r, uint32_t var, i128 lo, i128 hi, bool *changed)
{
	if (lo > r->lo[var]) {
		*changed = true;
		if (lo > r->hi[var])
			return false;
		r->lo[var] = (int64_t)lo;
	}
	if (hi < r->hi[var]) {
		*changed = true;
		if (hi < r->lo[var])
			return false;
		r->hi[var] = (int64_t)hi;
	}
	return true;
}

/* ---- sums ---- */

/* The least (or greatest) value of a term. */
static i128 term_end(const struct feas_term *t, const struct ranges *r, bool greatest)
{
	bool at_hi = (t->factor > 0) == greatest;
	return (i128)t->factor * (at_hi ? r->hi[t->var] : r->lo[t->var]);
}

/* False where the terms not yet fixed move in steps that skip the whole of lo..hi. */
static bool hits_step(const struct feas_rule *rule, const struct ranges *r)
{
	u128 step = 0;
	struct wide fixed = wide_of(0);
	for (uint32_t i = 0; i < rule->n_terms; i++) {
		const struct feas_term *t = &rule->term[i];
		if (r->lo[t->var] == r->hi[t->var])
			fixed = wide_add(fixed, wide_of(term_end(t, r, false)));
		else
			step = i128_gcd((i128)step, t->factor);
	}
	i128 known = wide_clip(fixed);
	if (step < 2 || rule->lo == INT64_MIN || rule->hi == INT64_MAX)
		return true;
	if (known > I128_MAX / 2 || known < I128_MIN / 2)
		return true;
	i128 lo = (i128)rule->lo - known, hi = (i128)rule->hi - known;
	return i128_floor(hi, (i128)step) >= i128_ceil(lo, (i128)step);
}

static bool narrow_term(const struct feas_rule *rule, const struct feas_term *t, struct ranges *r,
                        struct wide least, struct wide greatest, bool *changed)
{
	/* factor * x lies in from..to, whatever the other terms are */
	struct wide others_least = wide_sub(least, wide_of(term_end(t, r, false)));
	struct wide others_greatest = wide_sub(greatest, wide_of(term_end(t, r, true)));
	i128 to = wide_clip(wide_sub(wide_of(rule->hi), others_least));
	i128 from = wide_clip(wide_sub(wide_of(rule->lo), others_greatest));
	i128 lo = INT64_MIN, hi = INT64_MAX, f = t->factor;
	to = to == I128_MIN ? I128_MIN + 1 : to; /* so that it may be divided by -1 */
	from = from == I128_MIN ? I128_MIN + 1 : from;
	if (rule->hi != INT64_MAX && f > 0)
		hi = i128_floor(to, f);
	if (rule->hi != INT64_MAX && f < 0)
		lo = i128_ceil(to, f);
	if (rule->lo != INT64_MIN && f > 0)
		lo = i128_ceil(from, f);
	if (rule->lo != INT64_MIN && f < 0)
		hi = i128_floor(from, f);
	return meet(r, t->var, lo, hi, changed);
}

static void sum_ends(const struct feas_rule *rule, const struct ranges *r, struct wide *least,
                     struct wide *greatest)
{
	*least = *greatest = wide_of(0);
	for (uint32_t i = 0; i < rule->n_terms; i++) {
		*least = wide_add(*least, wide_of(term_end(&rule->term[i], r, false)));
		*greatest = wide_add(*greatest, wide_of(term_end(&rule->term[i], r, true)));
	}
}

static bool narrow_sum(const struct feas_rule *rule, struct ranges *r, bool *changed)
{
	struct wide least, greatest;
	sum_ends(rule, r, &least, &greatest);
	if (rule->hi != INT64_MAX && wide_clip(least) > rule->hi)
		return false;
	if (rule->lo != INT64_MIN && wide_clip(greatest) < rule->lo)
		return false;
	if (!hits_step(rule, r))
		return false;
	for (uint32_t i = 0; i < rule->n_terms; i++) {
		const struct feas_term *t = &rule->term[i];
		bool moved = false;
		if (t->factor == 0)
			continue;
		if (!narrow_term(rule, t, r, least, greatest, &moved))
			return false;
		if (moved)
			sum_ends(rule, r, &least, &greatest);
		*changed |= moved;
	}
	return true;
}

/* ---- dates: every limit compares `to` with `from` some months later ---- */

static int64_t shift(int64_t day, int64_t months)
{
	return date_add_months(day, months, NULL);
}

/* The last day whose shift is at most `day`: shifting back misses it by 3 days at most. */
static int64_t last_before(int64_t day, int64_t months)
{
	int64_t from = shift(day, -months) + 4;
	while (shift(from, months) > day)
		from--;
	return from;
}

/* to >= shift(from) + days */
static bool narrow_after(const struct feas_rule *rule, int64_t months, int64_t days,
                         struct ranges *r, bool *changed)
{
	if (!meet(r, rule->to, shift(r->lo[rule->from], months) + days, INT64_MAX, changed))
		return false;
	int64_t from = last_before(r->hi[rule->to] - days, months);
	return meet(r, rule->from, INT64_MIN, from, changed);
}

/* to < shift(from) + days */
static bool narrow_before(const struct feas_rule *rule, int64_t months, int64_t days,
                          struct ranges *r, bool *changed)
{
	if (!meet(r, rule->to, INT64_MIN, shift(r->hi[rule->from], months) + days - 1, changed))
		return false;
	int64_t from = last_before(r->lo[rule->to] - days, months) + 1;
	return meet(r, rule->from, from, INT64_MAX, changed);
}

static int64_t within(int64_t x, int64_t most)
{
	return x > most ? most : x < -most ? -most : x;
}

static bool narrow_dates(const struct feas_rule *rule, struct ranges *r, bool *changed)
{
	if (!meet(r, rule->from, DATE_MIN, DATE_MAX, changed))
		return false;
	if (!meet(r, rule->to, DATE_MIN, DATE_MAX, changed))
		return false;
	bool is_age = rule->kind == FEAS_AGE;
	int64_t most = is_age ? 12000 : FAR;
	int64_t lo = within(rule->lo, most), hi = within(rule->hi, most);
	int64_t months = within(rule->months, 240000);
	/* n years old is: the day that comes n years after birth has come */
	if (rule->lo != INT64_MIN &&
	    !narrow_after(rule, is_age ? 12 * lo : months, is_age ? 0 : lo, r, changed))
		return false;
	return rule->hi == INT64_MAX ||
	       narrow_before(rule, is_age ? 12 * (hi + 1) : months, is_age ? 0 : hi + 1, r, changed);
}

/* ---- the search ---- */

static bool narrow(const struct feas_rule *rule, struct ranges *r, bool *changed)
{
	switch (rule->kind) {
	case FEAS_SUM:
		return narrow_sum(rule, r, changed);
	case FEAS_MONTHS:
	case FEAS_AGE:
		return narrow_dates(rule, r, changed);
	}
	assert(false && "a kind of the enum");
	return true;
}

/* One narrowing of every rule; false where some rule is refuted or the budget is spent. */
static bool narrow_all(struct search *q, struct ranges *r, bool *changed)
{
	for (uint32_t i = 0; i < q->s->n_rules; i++) {
		if (q->left == 0) {
			q->is_spent = true;
			return false;
		}
		q->left--;
		if (!narrow(&q->s->rule[i], r, changed))
			return false;
	}
	return true;
}

static bool settle(struct search *q, struct ranges *r)
{
	bool changed = true;
	for (uint32_t round = 0; changed && round < ROUNDS; round++) {
		changed = false;
		if (!narrow_all(q, r, &changed))
			return false;
	}
	return true;
}

static enum feas_answer solve(struct search *q, struct ranges *r);

/* Solve with one variable's range replaced by lo..hi. */
static enum feas_answer solve_part(struct search *q, const struct ranges *r, uint32_t var,
                                   int64_t lo, int64_t hi)
{
	struct arena_mark mark = arena_mark(q->scratch);
	uint32_t n = q->s->n_vars;
	struct ranges part = {.preferred = r->preferred};
	part.lo = arena_array(q->scratch, int64_t, n);
	part.hi = arena_array(q->scratch, int64_t, n);
	memcpy(part.lo, r->lo, n * sizeof *part.lo);
	memcpy(part.hi, r->hi, n * sizeof *part.hi);
	part.lo[var] = lo;
	part.hi[var] = hi;
	enum feas_answer answer = solve(q, &part);
	arena_reset(q->scratch, mark);
	return answer;
}

static uint64_t width(const struct ranges *r, uint32_t var)
{
	return (uint64_t)r->hi[var] - (uint64_t)r->lo[var];
}

/* Halves of the widest range; with all fixed, a last look at every rule. */
static enum feas_answer solve_halves(struct search *q, struct ranges *r)
{
	uint32_t var = 0;
	for (uint32_t v = 1; v < q->s->n_vars; v++)
		if (width(r, v) > width(r, var))
			var = v;
	if (q->s->n_vars == 0 || width(r, var) == 0) {
		bool changed = false;
		if (!narrow_all(q, r, &changed))
			return q->is_spent ? FEAS_UNDECIDED : FEAS_NO;
		if (q->s->n_vars > 0)
			memcpy(q->values, r->lo, q->s->n_vars * sizeof *r->lo);
		return FEAS_YES;
	}
	int64_t lo = r->lo[var], hi = r->hi[var];
	int64_t mid = (int64_t)((uint64_t)lo + width(r, var) / 2);
	enum feas_answer answer = solve_part(q, r, var, lo, mid);
	return answer == FEAS_NO ? solve_part(q, r, var, mid + 1, hi) : answer;
}

static enum feas_answer solve(struct search *q, struct ranges *r)
{
	if (!settle(q, r))
		return q->is_spent ? FEAS_UNDECIDED : FEAS_NO;
	while (q->prefers && r->preferred < q->s->n_vars) {
		uint32_t v = r->preferred++;
		const struct feas_var *var = &q->s->var[v];
		for (uint32_t i = 0; i < var->n_prefer && width(r, v) > 0; i++) {
			if (var->prefer[i] < r->lo[v] || var->prefer[i] > r->hi[v])
				continue;
			enum feas_answer a = solve_part(q, r, v, var->prefer[i], var->prefer[i]);
			if (a != FEAS_NO)
				return a;
		}
	}
	return solve_halves(q, r);
}

/* The answer from the ranges r within `budget`. */
static enum feas_answer attempt(struct search *q, const struct ranges *r, uint64_t budget,
                                bool prefers)
{
	uint64_t rest = q->left - budget;
	q->left = budget;
	q->prefers = prefers;
	q->is_spent = false;
	enum feas_answer answer = q->s->n_vars > 0 ? solve_part(q, r, 0, r->lo[0], r->hi[0])
	                                           : solve_halves(q, &(struct ranges){0});
	q->left += rest;
	return answer;
}

enum feas_answer feas_decide(const struct feas_system *s, uint64_t budget, struct arena *scratch,
                             int64_t *values)
{
	struct arena_mark mark = arena_mark(scratch);
	struct search q = {.s = s, .scratch = scratch, .left = budget, .values = values};
	struct ranges r = {.lo = arena_array(scratch, int64_t, s->n_vars)};
	r.hi = arena_array(scratch, int64_t, s->n_vars);
	enum feas_answer answer = FEAS_UNDECIDED;
	for (uint32_t v = 0; v < s->n_vars; v++) {
		r.lo[v] = s->var[v].lo;
		r.hi[v] = s->var[v].hi;
		if (r.lo[v] > r.hi[v])
			answer = FEAS_NO;
	}
	if (answer != FEAS_NO && !settle(&q, &r))
		answer = q.is_spent ? FEAS_UNDECIDED : FEAS_NO;
	else if (answer != FEAS_NO && eliminate_refutes(s, r.lo, r.hi, &q.left, scratch))
		answer = FEAS_NO;
	else if (answer != FEAS_NO) {
		answer = attempt(&q, &r, q.left / 4, true);
		if (answer == FEAS_UNDECIDED)
			answer = attempt(&q, &r, q.left, false);
	}
	arena_reset(scratch, mark);
	return answer;
}
