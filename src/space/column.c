/* SPDX-License-Identifier: MIT
 *
 * Columns of the case space: inputs, terms of inputs, and conditions that nobody can answer. While surveying they
 * gather the values at which something changes; afterwards those are their ranks.
 */
#include "base/date.h"
#include "space/lower.h"

#include <assert.h>

__extension__ typedef __int128 i128;

dd s_and(struct space *s, dd f, dd g)
{
	return s->surveying ? DD_TRUE : dd_and(s->dd, f, g);
}
dd s_or(struct space *s, dd f, dd g)
{
	return s->surveying ? DD_TRUE : dd_or(s->dd, f, g);
}
dd s_not(struct space *s, dd f)
{
	return s->surveying ? DD_TRUE : dd_not(s->dd, f);
}

static uint32_t new_column(struct space *s, struct column c)
{
	assert(s->surveying);
	vec_push(s->a, &c.cuts, c.lo);
	vec_push(s->a, &s->columns, c);
	return s->columns.n - 1;
}

uint32_t column_of_input(struct space *s, uint32_t input)
{
	if (s->input_column[input] == NONE) {
		const struct input *in = &s->m->inputs.at[input];
		struct column c = {.kind = COL_INPUT,
		                   .input = input,
		                   .lo = in->type.lo,
		                   .hi = in->type.hi,
		                   .reading = in->kind == INPUT_UNCLEAR};
		s->input_column[input] = new_column(s, c);
	}
	return s->input_column[input];
}

uint32_t column_of_hole(struct space *s, const struct ex *atom, enum hole cause)
{
	struct column hole = {.kind = COL_HOLE, .atom = atom, .cause = cause, .lo = 0, .hi = 1};
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		if (c->kind == COL_HOLE && c->atom == atom && c->cause == cause)
			return i;
	}
	return new_column(s, hole);
}

static bool same_terms(const struct column *c, const struct sum_term *terms, uint32_t n)
{
	if (c->kind != COL_SUM || c->terms.n != n)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (c->terms.at[i].input != terms[i].input || c->terms.at[i].factor != terms[i].factor)
			return false;
	return true;
}

static int64_t clamp(i128 x)
{
	return x < INT64_MIN / 4 ? INT64_MIN / 4 : x > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)x;
}

uint32_t column_of_sum(struct space *s, const struct sum_term *terms, uint32_t n)
{
	for (uint32_t i = 0; i < s->columns.n; i++)
		if (same_terms(&s->columns.at[i], terms, n))
			return i;
	struct column c = {.kind = COL_SUM};
	i128 lo = 0, hi = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct type_m *t = &s->m->inputs.at[terms[i].input].type;
		i128 a = (i128)terms[i].factor * t->lo, b = (i128)terms[i].factor * t->hi;
		lo += a < b ? a : b;
		hi += a < b ? b : a;
		vec_push(s->a, &c.terms, terms[i]);
		column_of_input(s, terms[i].input); /* a term's inputs are asked for, too */
	}
	c.lo = clamp(lo);
	c.hi = clamp(hi);
	return new_column(s, c);
}

uint32_t column_of_dates(struct space *s, enum column_kind kind, uint32_t from, uint32_t to,
                         int64_t months)
{
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		if (c->kind == kind && c->from == from && c->to == to && c->months == months)
			return i;
	}
	struct column c = {.kind = kind, .from = from, .to = to, .months = months};
	c.lo = kind == COL_AGE ? -9999 : DATE_MIN - DATE_MAX - 400 * 366;
	c.hi = kind == COL_AGE ? 9999 : DATE_MAX - DATE_MIN + 400 * 366;
	column_of_input(s, from);
	column_of_input(s, to);
	return new_column(s, c);
}

void column_cut(struct arena *a, struct column *c, int64_t at)
{
	if (at <= c->lo || at > c->hi)
		return;
	uint32_t r = column_rank(c, at);
	if (c->cuts.at[r] == at)
		return;
	vec_push(a, &c->cuts, at);
	for (uint32_t i = c->cuts.n - 1; i > r + 1; i--)
		c->cuts.at[i] = c->cuts.at[i - 1];
	c->cuts.at[r + 1] = at;
}

dd s_interval(struct space *s, uint32_t column, int64_t lo, int64_t hi)
{
	struct column *c = &s->columns.at[column];
	if (s->surveying) {
		c->uses++;
		column_cut(s->a, c, lo);
		if (hi < c->hi)
			column_cut(s->a, c, hi + 1);
		return DD_TRUE;
	}
	if (lo > hi || hi < c->lo || lo > c->hi)
		return DD_FALSE;
	uint32_t from = lo <= c->lo ? 0 : column_rank(c, lo);
	uint32_t to = hi >= c->hi ? c->cuts.n - 1 : column_rank(c, hi);
	assert((lo <= c->lo || c->cuts.at[from] == lo) && (hi >= c->hi || column_last(c, to) == hi));
	return dd_interval(s->dd, c->level, from, to);
}

dd s_hole(struct space *s, const struct ex *atom, enum hole cause)
{
	uint32_t c = column_of_hole(s, atom, cause);
	return s_interval(s, c, 1, 1);
}

uint32_t column_rank(const struct column *c, int64_t value)
{
	uint32_t lo = 0, hi = c->cuts.n;
	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (c->cuts.at[mid] <= value)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

int64_t column_last(const struct column *c, uint32_t rank)
{
	return rank + 1 < c->cuts.n ? c->cuts.at[rank + 1] - 1 : c->hi;
}

dd space_range(struct space *s, uint32_t input, int64_t lo, int64_t hi)
{
	if (s->input_column[input] == NONE && !s->surveying)
		return DD_TRUE;
	return s_interval(s, column_of_input(s, input), lo, hi);
}

bool column_value(const struct space *s, const struct column *c, const int64_t *values,
                  int64_t *out)
{
	(void)s;
	switch (c->kind) {
	case COL_INPUT:
		*out = values[c->input];
		return true;
	case COL_SUM: {
		i128 sum = 0;
		for (uint32_t i = 0; i < c->terms.n; i++)
			sum += (i128)c->terms.at[i].factor * values[c->terms.at[i].input];
		*out = clamp(sum);
		return true;
	}
	case COL_MONTHS: {
		bool clipped;
		*out = values[c->to] - date_add_months(values[c->from], c->months, &clipped);
		return true;
	}
	case COL_AGE:
		*out = date_age(values[c->from], values[c->to]);
		return true;
	case COL_HOLE:
		break;
	}
	return false;
}
