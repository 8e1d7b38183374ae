/* SPDX-License-Identifier: MIT
 *
 * Limits that are formulas of inputs: one pair of steps, numerator and denominator, for each operation. plan_prove() has
 * shown that fractions fit 64 bits unreduced; comparing two of them multiplies their denominators alone, which is
 * checked here. NULL is "an input is unknown" and goes before the denominator 0, "cannot be computed".
 */
#include "emit/sql_part.h"

#include "base/date.h"
#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

/* ---- pieces --------------------------------------------------------------------------------------------- */

/* In PostgreSQL a small number is 32 bits wide among its like. */
static const char *wide(const struct sql *o, int64_t i)
{
	return o->engine == POSTGRESQL ? sql_f(o, "%s::bigint", sql_int(o, i)) : sql_int(o, i);
}

static struct sql_frac constant(const struct sql *o, struct num x)
{
	return (struct sql_frac){wide(o, x.p), wide(o, x.q), x.q};
}

static struct sql_frac made(struct sql *o, const char *num, const char *den, int64_t const_den)
{
	struct sql_frac x = {sql_step(o, "formula.num", num), wide(o, const_den), const_den};
	if (!const_den)
		x.den = sql_step(o, "formula.den", den);
	return x;
}

/* The product of two denominators; *fixed: what it always is, or 0. */
static const char *den_product(const struct sql *o, struct sql_frac a, struct sql_frac b,
                               int64_t *fixed)
{
	*fixed = a.const_den && b.const_den ? a.const_den * b.const_den : 0;
	return *fixed ? wide(o, *fixed) : sql_f(o, "%s * %s", a.den, b.den);
}

static const char *times(const struct sql *o, const char *x, struct sql_frac den)
{
	return den.const_den == 1 ? x : sql_f(o, "%s * %s", x, den.den);
}

static struct sql_frac sum(struct sql *o, struct sql_frac a, struct sql_frac b, char sign)
{
	int64_t fixed;
	if (a.const_den && a.const_den == b.const_den && a.const_den == 1)
		return made(o, sql_f(o, "%s %c %s", a.num, sign, b.num), NULL, 1);
	const char *den = den_product(o, a, b, &fixed);
	return made(o, sql_f(o, "%s %c %s", times(o, a.num, b), sign, times(o, b.num, a)), den, fixed);
}

static struct sql_frac product(struct sql *o, struct sql_frac a, struct sql_frac b)
{
	int64_t fixed;
	const char *den = den_product(o, a, b, &fixed);
	return made(o, sql_f(o, "%s * %s", a.num, b.num), den, fixed);
}

static struct sql_frac quotient(struct sql *o, struct sql_frac a, struct sql_frac b)
{
	const char *num = sql_f(o, "CASE WHEN %s < 0 THEN - %s * %s ELSE %s * %s END", b.num, a.num,
	                        b.den, a.num, b.den);
	const char *den = sql_f(o, "CASE WHEN %s = 0 THEN 0 ELSE %s * abs(%s) END", b.den, a.den,
	                        b.num);
	return made(o, num, den, 0);
}

/* Rounded down: what x is the quotient of; den is greater than 0 where this is asked. */
static const char *whole(const struct sql *o, struct sql_frac x)
{
	return sql_f(o, "(%s / %s - CASE WHEN %s %% %s < 0 THEN 1 ELSE 0 END)", x.num, x.den, x.num,
	             x.den);
}

static const char *rest(const struct sql *o, struct sql_frac x)
{
	return sql_f(o, "(%s %% %s + CASE WHEN %s %% %s < 0 THEN %s ELSE 0 END)", x.num, x.den, x.num,
	             x.den, x.den);
}

/* a < b, both computed. */
static const char *less(const struct sql *o, struct sql_frac a, struct sql_frac b)
{
	if (a.const_den && a.const_den == b.const_den)
		return sql_f(o, "%s < %s", a.num, b.num);
	const char *x = whole(o, a), *y = whole(o, b);
	return sql_f(o, "(%s < %s OR (%s = %s AND %s * %s < %s * %s))", x, y, x, y, rest(o, a), b.den,
	             rest(o, b), a.den);
}

/* An input is unknown. */
static const char *open(const struct sql *o, struct sql_frac x)
{
	return x.const_den ? sql_f(o, "%s IS NULL", x.num)
	                   : sql_f(o, "%s IS NULL OR %s IS NULL", x.num, x.den);
}

/* text, but NULL where one of the two is open and 0 where one cannot be computed. */
static const char *guarded(const struct sql *o, struct sql_frac a, struct sql_frac b,
                           const char *text)
{
	return sql_f(o, "CASE WHEN %s OR %s THEN NULL WHEN %s = 0 OR %s = 0 THEN 0 ELSE %s END",
	             open(o, a), open(o, b), a.den, b.den, text);
}

/* b where it is less than a (or greater), else a. */
static struct sql_frac chosen(struct sql *o, struct sql_frac a, struct sql_frac b, bool least)
{
	const char *takes_b = least ? less(o, b, a) : less(o, a, b);
	const char *num = sql_f(o, "CASE WHEN %s THEN %s ELSE %s END", takes_b, b.num, a.num);
	const char *den = sql_f(o, "CASE WHEN %s THEN %s ELSE %s END", takes_b, b.den, a.den);
	bool same = a.const_den && a.const_den == b.const_den;
	return made(o, guarded(o, a, b, num), guarded(o, a, b, den), same ? a.const_den : 0);
}

static struct sql_frac rounded(struct sql *o, struct sql_frac a, const struct ex *x)
{
	struct sql_frac steps = product(o, a, constant(o, (struct num){x->number.q, x->number.p}));
	const char *left = rest(o, steps);
	const char *up = sql_f(o, "%s %s %s - %s", left, x->tie == TIE_DOWN ? ">" : ">=", steps.den,
	                       left);
	const char *near = sql_f(o, "(%s + CASE WHEN %s THEN 1 ELSE 0 END) * %s", whole(o, steps), up,
	                         wide(o, x->number.p));
	return made(o, guarded(o, steps, steps, near), guarded(o, steps, steps, wide(o, x->number.q)),
	            steps.const_den ? x->number.q : 0);
}

static struct sql_frac shifted(struct sql *o, struct sql_frac a, const struct ex *x)
{
	const char *day = sql_step(
		o, "formula.day",
		sql_f(o, "%s + %s", sql_months_later(o, a.num, x->months), sql_int(o, x->days)));
	const char *fits = sql_f(o, "CASE WHEN %s IS NULL THEN NULL WHEN %s BETWEEN %d AND %d THEN ",
	                         day, day, DATE_MIN, DATE_MAX);
	return made(o, sql_f(o, "%s%s ELSE 0 END", fits, day),
	            guarded(o, a, a, sql_f(o, "%s1 ELSE 0 END", fits)), 0);
}

static struct sql_frac input(struct sql *o, uint32_t i)
{
	struct num grain = o->m->inputs.at[i].type.grain;
	const char *x = o->input[i];
	if (o->least[i])
		x = sql_f(o, "CASE WHEN %s = %s THEN %s END", o->least[i], o->most[i], o->least[i]);
	if (!x)
		x = sql_null(o);
	if (!o->least[i] && grain.p == 1)
		return (struct sql_frac){x, wide(o, grain.q), grain.q};
	return made(o, sql_f(o, "%s * %s", x, wide(o, grain.p)), NULL, grain.q);
}

/* ---- formulas ------------------------------------------------------------------------------------------- */

static struct sql_frac formula(struct sql *o, const struct ex *x, bool *fits)
{
	if (x->kind == EX_CONST)
		return constant(o, x->number);
	if (x->kind == EX_INPUT)
		return input(o, x->index);
	struct sql_frac a = formula(o, x->kids.at[0], fits);
	if (x->kind == EX_NEG)
		return (struct sql_frac){sql_step(o, "formula.num", sql_f(o, "- %s", a.num)), a.den,
		                         a.const_den};
	if (x->kind == EX_ROUND)
		return rounded(o, a, x);
	if (x->kind == EX_SHIFT)
		return shifted(o, a, x);
	for (uint32_t i = 1; i < x->kids.n; i++) {
		struct sql_frac b = formula(o, x->kids.at[i], fits);
		if (x->kind == EX_MIN || x->kind == EX_MAX) {
			for (uint32_t k = 0; k < i; k++)
				*fits &= plan_prove_compared(o->p, x->kids.at[k], x->kids.at[i], o->d);
			a = chosen(o, a, b, x->kind == EX_MIN);
		} else if (x->kind == EX_MUL) {
			a = product(o, a, b);
		} else if (x->kind == EX_DIV) {
			a = quotient(o, a, b);
		} else if (x->kind == EX_AGE) {
			a = made(o, sql_f(o, "12 * (%s)", sql_age(o, a.num, b.num)), guarded(o, a, b, "1"), 0);
		} else {
			a = sum(o, a, b, x->kind == EX_ADD ? '+' : '-');
		}
	}
	return a;
}

static struct sql_frac limit(struct sql *o, const struct ex *x, bool *fits)
{
	for (uint32_t i = 0; i < o->limits.n; i++)
		if (o->limits.at[i].ex == x)
			return o->limits.at[i].value;
	struct sql_frac v = formula(o, x, fits);
	vec_push(o->a, &o->limits, ((struct sql_limit){x, v}));
	return v;
}

/* ---- what the formulas of a leaf come to ----------------------------------------------------------------- */

uint32_t sql_leaf_number(const struct sql *o, uint32_t leaf)
{
	return (uint32_t)(o->p->leaves.at[leaf].leaf - o->s->leaves.at);
}

uint32_t sql_turn_number(const struct sql *o, uint32_t turn)
{
	return o->s->leaves.n + turn;
}

static uint32_t turn(struct sql *o, uint32_t leaf, enum plain_kind kind, uint32_t one,
                     uint32_t other)
{
	for (uint32_t i = 0; i < o->turns.n; i++) {
		const struct sql_turn *x = &o->turns.at[i];
		if (x->leaf == leaf && x->kind == kind && x->provision == one && x->other == other)
			return sql_turn_number(o, i);
	}
	vec_push(o->a, &o->turns, ((struct sql_turn){leaf, kind, one, other}));
	return sql_turn_number(o, o->turns.n - 1);
}

/* The limits of one side, in order: unknown, not to be computed, or not what the first of them says. */
static void side(struct sql *o, struct text *t, uint32_t leaf, uint32_t first, uint32_t n,
                 bool *fits)
{
	for (uint32_t i = first; i < first + n; i++) {
		const struct plan_limit *l = &o->p->limits.at[i], *kept = &o->p->limits.at[first];
		struct sql_frac x = limit(o, l->ex, fits), y = limit(o, kept->ex, fits);
		text_printf(t, "WHEN %s THEN %" PRIu32 " ", open(o, x),
		            turn(o, leaf, PLAIN_ABSENT, o->p->leaves.at[leaf].provision, NONE));
		if (x.const_den == 0)
			text_printf(t, "WHEN %s = 0 THEN %" PRIu32 " ", x.den,
			            turn(o, leaf, PLAIN_SILENT, l->provision, NONE));
		if (i == first || l->ex == kept->ex)
			continue;
		*fits &= plan_prove_compared(o->p, l->ex, kept->ex, o->d);
		text_printf(t, "WHEN %s OR %s THEN %" PRIu32 " ", less(o, x, y), less(o, y, x),
		            turn(o, leaf, PLAIN_CONFLICT, kept->provision, l->provision));
	}
}

static void crossed(struct sql *o, struct text *t, uint32_t leaf, bool *fits)
{
	const struct plan_leaf *l = &o->p->leaves.at[leaf];
	if (!l->leaf->lower.n || !l->leaf->upper.n)
		return;
	const struct plan_limit *low = &o->p->limits.at[l->first_lower];
	const struct plan_limit *high = &o->p->limits.at[l->first_upper];
	if (low->ex == high->ex)
		return;
	*fits &= plan_prove_compared(o->p, low->ex, high->ex, o->d);
	bool ordered = low->provision < high->provision;
	text_printf(t, "WHEN %s THEN %" PRIu32 " ",
	            less(o, limit(o, high->ex, fits), limit(o, low->ex, fits)),
	            turn(o, leaf, PLAIN_CONFLICT, (ordered ? low : high)->provision,
	                 (ordered ? high : low)->provision));
}

bool sql_make_formulas(struct sql *o)
{
	bool fits = true;
	for (uint32_t i = 0; i < o->p->leaves.n; i++) {
		const struct plan_leaf *l = &o->p->leaves.at[i];
		struct text t = {.a = o->a};
		if (!leaf_is_formula(l->leaf))
			continue;
		side(o, &t, i, l->first_lower, l->leaf->lower.n, &fits);
		side(o, &t, i, l->first_upper, l->leaf->upper.n, &fits);
		crossed(o, &t, i, &fits);
		const char *turns = sql_f(o, "CASE %sELSE %" PRIu32 " END", text_c(&t),
		                          sql_leaf_number(o, i));
		o->leaf[i] = sql_step(o, sql_f(o, "answer%" PRIu32, i), turns);
	}
	return fits;
}

/* ---- their numbers -------------------------------------------------------------------------------------- */

/* NULL where the leaf has no limit on the side. */
static const struct sql_frac *number(struct sql *o, uint32_t leaf, bool upper)
{
	const struct plan_leaf *l = &o->p->leaves.at[leaf];
	if (!(upper ? l->leaf->upper.n : l->leaf->lower.n))
		return NULL;
	const struct ex *x = o->p->limits.at[upper ? l->first_upper : l->first_lower].ex;
	for (uint32_t i = 0; i < o->limits.n; i++)
		if (o->limits.at[i].ex == x)
			return &o->limits.at[i].value;
	return NULL;
}

/* A name belongs to the case; what is no name is a number. */
static const char *of_case(const struct sql *o, const char *x)
{
	return *x == '"' ? sql_ref(o, x) : x;
}

/* One of the two, divided by their greatest common divisor. */
static const char *reduced(struct sql *o, const struct sql_frac *x, bool num)
{
	if (!x)
		return "NULL";
	const char *a = of_case(o, x->num), *b = of_case(o, x->den);
	if (x->const_den == 1)
		return num ? a : b;
	return sql_f(o,
	             "%s / (WITH RECURSIVE step(a, b) AS (SELECT abs(%s), %s UNION ALL SELECT b, a %% "
	             "b FROM step "
	             "WHERE b > 0) SELECT max(a) FROM step WHERE b = 0)",
	             num ? a : b, a, b);
}

const char *sql_numerator(struct sql *o, uint32_t leaf, bool upper)
{
	return reduced(o, number(o, leaf, upper), true);
}

const char *sql_denominator(struct sql *o, uint32_t leaf, bool upper)
{
	return reduced(o, number(o, leaf, upper), false);
}
