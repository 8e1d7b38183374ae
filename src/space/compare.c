/* SPDX-License-Identifier: MIT
 *
 * Comparisons of numbers and dates become intervals of one column: of an input where one input is compared with a
 * constant, of a linear term of several, of a distance between two dates. Bounds are exact on the grain.
 */
#include "base/date.h"
#include "space/lower.h"

#include <assert.h>

/* ---- linear forms --------------------------------------------------------------------------------------- */

#define LIN_TERMS 8

struct lin_term {
	uint32_t input; /* NONE: an age column */
	const struct ex *age;
	struct num factor; /* of the stored value */
};

/* A sum of factors times stored values, plus a constant; in grains. */
struct lin {
	struct lin_term term[LIN_TERMS];
	uint32_t n;
	struct num constant;
	bool ok;
};

static void lin_of(struct space *s, const struct ex *x, struct num factor, struct lin *out);

static void add_term(struct lin *out, uint32_t input, const struct ex *age, struct num factor)
{
	for (uint32_t i = 0; i < out->n; i++)
		if (out->term[i].input == input &&
		    (input != NONE || ex_same(out->term[i].age, age, false))) {
			out->term[i].factor = num_add(out->term[i].factor, factor);
			return;
		}
	if (out->n == LIN_TERMS) {
		out->ok = false;
		return;
	}
	out->term[out->n++] = (struct lin_term){input, age, factor};
}

/* A product or quotient is linear where one side is constant. */
static void lin_product(struct space *s, const struct ex *x, struct num factor, struct lin *out)
{
	const struct ex *a = x->kids.at[0], *b = x->kids.at[1];
	if (b->kind == EX_CONST && (x->kind == EX_MUL || b->number.p != 0))
		lin_of(s, a, x->kind == EX_MUL ? num_mul(factor, b->number) : num_div(factor, b->number),
		       out);
	else if (a->kind == EX_CONST && x->kind == EX_MUL)
		lin_of(s, b, num_mul(factor, a->number), out);
	else
		out->ok = false;
}

static void lin_of(struct space *s, const struct ex *x, struct num factor, struct lin *out)
{
	switch (x->kind) {
	case EX_CONST:
		out->constant = num_add(out->constant, num_mul(factor, x->number));
		return;
	case EX_INPUT:
		add_term(out, x->index, NULL, num_mul(factor, s->m->inputs.at[x->index].type.grain));
		return;
	case EX_ADD:
	case EX_SUB:
		lin_of(s, x->kids.at[0], factor, out);
		lin_of(s, x->kids.at[1], x->kind == EX_ADD ? factor : num_neg(factor), out);
		return;
	case EX_NEG:
		lin_of(s, x->kids.at[0], num_neg(factor), out);
		return;
	case EX_MUL:
	case EX_DIV:
		lin_product(s, x, factor, out);
		return;
	case EX_SHIFT:
		out->ok &= x->months == 0;
		out->constant = num_add(out->constant, num_mul(factor, num_int(x->days)));
		lin_of(s, x->kids.at[0], factor, out);
		return;
	case EX_AGE:
		add_term(out, NONE, x, num_mul(factor, num_int(12)));
		return;
	case EX_BAD:
	case EX_ACTORS:
	case EX_HEADING:
	case EX_RATE:
	case EX_MIN:
	case EX_MAX:
	case EX_ROUND:
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		out->ok = false;
		return;
	}
}

static void drop_zero_terms(struct lin *l)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < l->n; i++) {
		l->ok &= num_ok(l->term[i].factor);
		if (l->term[i].factor.p != 0)
			l->term[kept++] = l->term[i];
	}
	l->n = kept;
	l->ok &= num_ok(l->constant);
	for (uint32_t i = 1; i < l->n; i++)
		for (uint32_t k = i; k > 0 && l->term[k - 1].input > l->term[k].input; k--) {
			struct lin_term t = l->term[k];
			l->term[k] = l->term[k - 1];
			l->term[k - 1] = t;
		}
}

static int64_t gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t t = a % b;
		a = b;
		b = t;
	}
	return a < 0 ? -a : a;
}

/* All factors whole, without a common divisor, the first one positive; returns what they were divided by. */
static struct num normalise(struct lin *l)
{
	struct num common = num_int(1);
	for (uint32_t i = 0; i < l->n; i++)
		common = num_mul(common, num_int(l->term[i].factor.q / gcd(common.p, l->term[i].factor.q)));
	int64_t g = 0;
	for (uint32_t i = 0; i < l->n && num_ok(common); i++) {
		struct num f = num_mul(l->term[i].factor, common);
		if (!num_ok(f))
			return NUM_BAD;
		g = gcd(g, f.p);
	}
	struct num by = num_ok(common) && g ? num_div(common, num_int(g)) : NUM_BAD;
	if (num_ok(by) && l->term[0].factor.p < 0)
		by = num_neg(by);
	for (uint32_t i = 0; i < l->n; i++)
		l->term[i].factor = num_mul(l->term[i].factor, by);
	return by;
}

static uint32_t lin_column(struct space *s, const struct lin *l)
{
	if (l->term[0].input == NONE) {
		const struct ex *age = l->term[0].age;
		return column_of_dates(s, COL_AGE, age->kids.at[0]->index, age->kids.at[1]->index, 0);
	}
	if (l->n == 1)
		return column_of_input(s, l->term[0].input);
	struct sum_term terms[LIN_TERMS];
	for (uint32_t i = 0; i < l->n; i++)
		terms[i] = (struct sum_term){l->term[i].input, l->term[i].factor.p};
	return column_of_sum(s, terms, l->n);
}

/* Not expressible: reported once, and an open condition from here on. */
static dd refuse(struct space *s, const struct ex *x)
{
	if (s->surveying)
		diag_not_linear(s->m->diags, x->at);
	s->refused = true;
	return s_hole(s, x, HOLE_OPEN);
}

/* a <= b, or a < b. */
static dd linear_le(struct space *s, const struct ex *a, const struct ex *b, bool strict,
                    const struct ex *whole)
{
	struct lin l = {.constant = num_int(0), .ok = true};
	lin_of(s, a, num_int(1), &l);
	lin_of(s, b, num_int(-1), &l);
	drop_zero_terms(&l);
	if (!l.ok)
		return refuse(s, whole);
	if (l.n == 0) {
		int c = num_cmp(l.constant, num_int(0));
		return c < 0 || (c == 0 && !strict) ? DD_TRUE : DD_FALSE;
	}
	bool ages = false;
	for (uint32_t i = 0; i < l.n; i++)
		ages |= l.term[i].input == NONE;
	struct num by = normalise(&l);
	struct num k = num_mul(num_neg(l.constant), by);
	if (!num_ok(by) || !num_ok(k) || (ages && l.n > 1))
		return refuse(s, whole);
	/* sum <= k where `by` is positive, sum >= k where it is negative */
	uint32_t column = lin_column(s, &l);
	int64_t least = INT64_MIN, most = INT64_MAX;
	if (by.p > 0)
		most = strict ? num_ceil(k) - 1 : num_floor(k);
	else
		least = strict ? num_floor(k) + 1 : num_ceil(k);
	return s_interval(s, column, least, most);
}

/* ---- dates ---------------------------------------------------------------------------------------------- */

/* The one input at the bottom of a chain of shifts; NONE for a constant; *chain false where it is something else. */
static uint32_t date_input(const struct ex *x, bool *chain)
{
	while (x->kind == EX_SHIFT)
		x = x->kids.at[0];
	*chain = x->kind == EX_INPUT || x->kind == EX_CONST;
	return x->kind == EX_INPUT ? x->index : NONE;
}

static bool has_months(const struct ex *x)
{
	for (; x->kind == EX_SHIFT; x = x->kids.at[0])
		if (x->months)
			return true;
	return false;
}

/* The shifts of x applied to a day. */
static int64_t shifted(const struct ex *x, int64_t day)
{
	if (x->kind == EX_INPUT)
		return day;
	if (x->kind == EX_CONST)
		return x->number.p;
	bool clipped;
	return date_add_months(shifted(x->kids.at[0], day), x->months, &clipped) + x->days;
}

/* Shifting is monotone, so a shifted input against a constant is one cut (semantics D2): f(day) <= limit. */
static dd shifted_le(struct space *s, const struct ex *x, uint32_t input, int64_t limit,
                     bool holds_below)
{
	const struct type_m *t = &s->m->inputs.at[input].type;
	int64_t lo = t->lo, hi = t->hi + 1; /* the first day with f(day) > limit lies in lo..hi */
	while (lo < hi) {
		int64_t mid = lo + (hi - lo) / 2;
		if (shifted(x, mid) > limit)
			hi = mid;
		else
			lo = mid + 1;
	}
	uint32_t column = column_of_input(s, input);
	return holds_below ? s_interval(s, column, INT64_MIN, lo - 1)
	                   : s_interval(s, column, lo, INT64_MAX);
}

/* One input shifted by months and then days, the other by days only: one distance column. */
static bool distance_form(const struct ex *x, int64_t *months, int64_t *days)
{
	*months = *days = 0;
	if (x->kind != EX_SHIFT)
		return x->kind == EX_INPUT;
	const struct ex *inner = x->kids.at[0];
	*days = x->days;
	*months = x->months;
	if (inner->kind == EX_SHIFT && !x->months) {
		*months = inner->months;
		*days += inner->days;
		inner = inner->kids.at[0];
	}
	return inner->kind == EX_INPUT;
}

static dd distance_le(struct space *s, const struct ex *a, const struct ex *b, bool strict,
                      const struct ex *whole)
{
	int64_t ma, da, mb, db;
	if (!distance_form(a, &ma, &da) || !distance_form(b, &mb, &db) || (ma && mb))
		return refuse(s, whole);
	bool chain;
	uint32_t ia = date_input(a, &chain), ib = date_input(b, &chain);
	int64_t gap = strict ? 1 : 0;
	if (ma) /* shift(a) + da <= b + db: b - shift(a) >= da - db */
		return s_interval(s, column_of_dates(s, COL_MONTHS, ia, ib, ma), da - db + gap, INT64_MAX);
	/* a + da <= shift(b) + db: a - shift(b) <= db - da */
	return s_interval(s, column_of_dates(s, COL_MONTHS, ib, ia, mb), INT64_MIN, db - da - gap);
}

static dd date_le(struct space *s, const struct ex *a, const struct ex *b, bool strict,
                  const struct ex *whole)
{
	bool chain_a, chain_b;
	uint32_t ia = date_input(a, &chain_a), ib = date_input(b, &chain_b);
	if (!chain_a || !chain_b)
		return refuse(s, whole);
	if (!has_months(a) && !has_months(b))
		return linear_le(s, a, b, strict, whole);
	if (ia == NONE && ib == NONE)
		return shifted(a, 0) + (strict ? 1 : 0) <= shifted(b, 0) ? DD_TRUE : DD_FALSE;
	if (ib == NONE) /* f(a) <= c */
		return shifted_le(s, a, ia, shifted(b, 0) - (strict ? 1 : 0), true);
	if (ia == NONE) /* c <= f(b): not f(b) <= c - 1 */
		return shifted_le(s, b, ib, shifted(a, 0) - (strict ? 0 : 1), false);
	return distance_le(s, a, b, strict, whole);
}

/* ---- both ----------------------------------------------------------------------------------------------- */

/* mindste and største come apart: least(a, b) <= c where a <= c or b <= c. */
static dd le(struct space *s, const struct ex *a, const struct ex *b, bool strict,
             const struct ex *whole)
{
	bool split_a = a->kind == EX_MIN || a->kind == EX_MAX,
		 split_b = b->kind == EX_MIN || b->kind == EX_MAX;
	if (split_a || split_b) {
		const struct ex *x = split_a ? a : b;
		bool any = split_a ? x->kind == EX_MIN : x->kind == EX_MAX;
		dd f = any ? DD_FALSE : DD_TRUE;
		for (uint32_t i = 0; i < x->kids.n; i++) {
			dd k = split_a ? le(s, x->kids.at[i], b, strict, whole)
			               : le(s, a, x->kids.at[i], strict, whole);
			f = any ? s_or(s, f, k) : s_and(s, f, k);
		}
		return f;
	}
	return a->vt == VT_DATE ? date_le(s, a, b, strict, whole) : linear_le(s, a, b, strict, whole);
}

dd lower_numbers(struct space *s, const struct ex *x, const struct selectors *env)
{
	uint32_t rate = NONE;
	const struct ex *a = ex_settle(s, x->kids.at[0], env, &rate),
					*b = ex_settle(s, x->kids.at[1], env, &rate);
	if (!a || !b)
		return s_hole(s, x, HOLE_OPEN); /* a rate without a row */
	a = spread(s, a);
	b = spread(s, b);
	switch (x->cmp) {
	case CMP_LE:
		return le(s, a, b, false, x);
	case CMP_LT:
		return le(s, a, b, true, x);
	case CMP_GE:
		return le(s, b, a, false, x);
	case CMP_GT:
		return le(s, b, a, true, x);
	case CMP_EQ:
		return s_and(s, le(s, a, b, false, x), le(s, b, a, false, x));
	case CMP_NE:
		return s_not(s, s_and(s, le(s, a, b, false, x), le(s, b, a, false, x)));
	}
	return DD_FALSE;
}

bool space_same_formula(struct space *s, const struct ex *x, const struct ex *y)
{
	if (ex_same(x, y, false))
		return true;
	struct lin l = {.constant = num_int(0), .ok = true};
	lin_of(s, x, num_int(1), &l);
	lin_of(s, y, num_int(-1), &l);
	drop_zero_terms(&l);
	return l.ok && l.n == 0 && l.constant.p == 0;
}
