/* SPDX-License-Identifier: MIT
 * Sums, products and quotients, with their units.
 */
#include "meaning/ex_part.h"

/* ---- arithmetic ----------------------------------------------------------------------------------------- */

/* kr pr. time * timer pr. uge: the period of one side cancels the unit of the other; the other periods stay. */
static bool cancel(struct resolver *r, struct measure *rate, const struct measure *other,
                   struct num *length)
{
	if (rate->windows + other->windows > MEASURE_WINDOWS + 1)
		return false;
	for (uint32_t i = 0; i < rate->windows; i++) {
		const struct window *w = &rate->per[i];
		if (w->missing || w->rolling || w->dim != other->dim)
			continue;
		struct window *rest = arena_array(r->a, struct window, MEASURE_WINDOWS);
		uint32_t n = 0;
		for (uint32_t k = 0; k < rate->windows; k++)
			if (k != i)
				rest[n++] = rate->per[k];
		for (uint32_t k = 0; k < other->windows; k++)
			rest[n++] = other->per[k];
		*length = w->length;
		rate->per = rest;
		rate->windows = n;
		return true;
	}
	return false;
}

static bool plain_number(const struct ex *x)
{
	return x->measure.windows == 0 &&
	       (x->measure.dim == DIM_NUMBER || x->measure.dim == DIM_PERCENT);
}

struct ex *ex_scaled(struct resolver *r, struct ex *x, struct num factor)
{
	struct ex *k = ex_const(r, VT_QUANTITY, factor, x->at);
	struct ex *e = ex_pair(r, EX_MUL, VT_QUANTITY, x, k);
	e->measure = x->measure;
	return e;
}

/* As ex_scaled(), where the units say the factor already. */
static struct ex *rescaled(struct resolver *r, struct ex *x, struct num factor)
{
	struct ex *e = ex_scaled(r, x, factor);
	e->rescaled = true;
	return e;
}

/* 10 % as a factor is 0,1. */
static struct ex *unpercent(struct resolver *r, struct ex *x)
{
	if (x->measure.dim != DIM_PERCENT)
		return x;
	struct ex *e = rescaled(r, x, num_ratio(1, 100));
	e->measure = (struct measure){0};
	return e;
}

struct ex *ex_multiply(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	x = unpercent(r, x);
	y = unpercent(r, y);
	struct measure m = x->measure;
	struct num length;
	struct ex *e = ex_pair(r, EX_MUL, VT_QUANTITY, x, y);
	if (plain_number(y)) {
		e->measure = x->measure;
	} else if (plain_number(x)) {
		e->measure = y->measure;
	} else if (cancel(r, &m, &y->measure, &length) ||
	           (m = y->measure, cancel(r, &m, &x->measure, &length))) {
		e->measure = m;
		e = rescaled(r, e, num_div(num_int(1), length));
	} else {
		diag_unit_mismatch(r->d, at, ex_measured(r, &x->measure), ex_measured(r, &y->measure));
		return ex_bad(r, at);
	}
	e->at = at;
	return e;
}

static struct ex *divide(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	if (y->kind == EX_CONST && y->number.p == 0) {
		diag_wrong_type(r->d, y->at, word(r, "et tal over 0", "a number above 0"), "0");
		return ex_bad(r, at);
	}
	y = unpercent(r, y);
	struct ex *e = ex_pair(r, EX_DIV, VT_QUANTITY, x, y);
	e->at = at;
	if (measure_same(&x->measure, &y->measure))
		return e;
	if (plain_number(y)) {
		e->measure = x->measure;
		return e;
	}
	if (y->measure.windows == 0 && x->measure.windows < MEASURE_WINDOWS) {
		const struct unit *u = &r->m->units.list.at[y->measure.unit];
		struct window *per = arena_array(r->a, struct window, x->measure.windows + 1);
		for (uint32_t i = 0; i < x->measure.windows; i++)
			per[i] = x->measure.per[i];
		per[x->measure.windows] = (struct window){.dim = y->measure.dim,
		                                          .length = u->grains,
		                                          .unit = y->measure.unit,
		                                          .amount = num_int(1)};
		e->measure = x->measure;
		e->measure.per = per;
		e->measure.windows++;
		return rescaled(r, e, u->grains); /* øre per minute times 60 is øre per hour */
	}
	diag_unit_mismatch(r->d, at, ex_measured(r, &x->measure), ex_measured(r, &y->measure));
	return ex_bad(r, at);
}

static bool is_literal(const struct expr *e)
{
	return e->kind == EXPR_QUANTITY && !e->u.quantity.missing;
}

static struct ex *add(struct resolver *r, const struct expr *e, struct ex *x, struct ex *y,
                      bool plus)
{
	if (x->vt == VT_DATE && y->vt == VT_QUANTITY && y->kind == EX_CONST &&
	    (y->measure.dim == DIM_DAY || y->measure.dim == DIM_MONTH) && num_is_int(y->number)) {
		struct ex *s = ex_new(r, EX_SHIFT, VT_DATE, e->at);
		int64_t n = plus ? y->number.p : -y->number.p;
		*(y->measure.dim == DIM_DAY ? &s->days : &s->months) = n;
		vec_push(r->a, &s->kids, x);
		return s;
	}
	if (!plus && x->vt == VT_DATE && y->vt == VT_DATE) {
		struct ex *s = ex_pair(r, EX_SUB, VT_QUANTITY, x, y);
		s->measure.dim = DIM_DAY;
		s->measure.unit = (uint32_t)unit_find(&r->m->units, intern_find(r->names, "dag", 3));
		return s;
	}
	if (ex_expect(r, x, VT_QUANTITY)->kind == EX_BAD ||
	    ex_expect(r, y, VT_QUANTITY)->kind == EX_BAD || !ex_same_measure(r, x, y, e->at))
		return ex_bad(r, e->at);
	const struct expr *a = e->u.binary.left, *b = e->u.binary.right;
	if (!plus && is_literal(a) && is_literal(b))
		diag_literal_difference(r->d, e->at, str_c(r->a, a->u.quantity.digits),
		                        str_c(r->a, b->u.quantity.digits));
	struct ex *s = ex_pair(r, plus ? EX_ADD : EX_SUB, VT_QUANTITY, x, y);
	s->measure = x->measure;
	s->at = e->at;
	return s;
}

struct ex *resolve_binary(struct resolver *r, const struct expr *e)
{
	struct ex *x = resolve_term(r, e->u.binary.left, NULL);
	struct ex *y = resolve_term(r, e->u.binary.right, NULL);
	if (ex_open_of(x, y))
		return ex_open_of(x, y);
	if (e->u.binary.op == '+' || e->u.binary.op == '-')
		return add(r, e, x, y, e->u.binary.op == '+');
	if (ex_expect(r, x, VT_QUANTITY)->kind == EX_BAD ||
	    ex_expect(r, y, VT_QUANTITY)->kind == EX_BAD)
		return ex_bad(r, e->at);
	return e->u.binary.op == '*' ? ex_multiply(r, x, y, e->at) : divide(r, x, y, e->at);
}
