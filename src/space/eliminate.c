/* SPDX-License-Identifier: MIT
 *
 * Every constraint becomes rows "sum of factor * variable <= limit". A variable goes by adding each
 * row that bounds it above to each row that bounds it below. A row too large for exact arithmetic
 * is dropped: that only weakens the refutation, it never makes it wrong.
 */
#include "space/eliminate.h"

#include "base/vec.h"
#include "space/wide.h"

#include <string.h>

#define ROWS_MAX 500u
#define FACTOR_MAX ((i128)1 << 62)
#define LIMIT_MAX ((i128)1 << 63)

struct row {
	int64_t *factor; /* one a variable */
	i128 limit;
};

struct rows {
	struct arena *a;
	uint32_t n_vars;
	VEC(struct row) list;
	bool is_refuted, is_full;
};

static bool same_factors(const struct rows *t, const int64_t *x, const int64_t *y)
{
	return memcmp(x, y, t->n_vars * sizeof *x) == 0;
}

/*
 * Takes the row in, divided by its common factor, the limit rounded down. `wide` is the callee's to
 * change.
 */
static void add_row(struct rows *t, i128 *wide, i128 limit)
{
	u128 common = 0;
	for (uint32_t v = 0; v < t->n_vars; v++)
		common = i128_gcd((i128)common, wide[v]);
	if (common == 0) {
		t->is_refuted |= limit < 0;
		return;
	}
	limit = i128_floor(limit, (i128)common);
	int64_t *factor = arena_array(t->a, int64_t, t->n_vars);
	for (uint32_t v = 0; v < t->n_vars; v++) {
		i128 f = wide[v] / (i128)common;
		if (f > FACTOR_MAX || f < -FACTOR_MAX)
			return;
		factor[v] = (int64_t)f;
	}
	if (limit > LIMIT_MAX || limit < -LIMIT_MAX)
		return;
	for (uint32_t i = 0; i < t->list.n; i++) {
		struct row *r = &t->list.at[i];
		if (!same_factors(t, r->factor, factor))
			continue;
		r->limit = limit < r->limit ? limit : r->limit;
		return;
	}
	vec_push(t->a, &t->list, ((struct row){factor, limit}));
	t->is_full |= t->list.n > ROWS_MAX;
}

/* ---- the system as rows ---- */

/* factor * x[to] - factor * x[from] <= limit, for factor 1 or -1 */
static void add_difference(struct rows *t, uint32_t from, uint32_t to, int factor, i128 limit)
{
	i128 *wide = arena_array(t->a, i128, t->n_vars);
	wide[to] += factor;
	wide[from] -= factor;
	add_row(t, wide, limit);
}

static void add_bound(struct rows *t, uint32_t var, int factor, i128 limit)
{
	i128 *wide = arena_array(t->a, i128, t->n_vars);
	wide[var] = factor;
	add_row(t, wide, limit);
}

static void add_sum(struct rows *t, const struct feas_rule *r)
{
	for (int sign = -1; sign <= 1; sign += 2) {
		i128 limit = sign > 0 ? (i128)r->hi : -(i128)r->lo;
		if (sign > 0 ? r->hi == INT64_MAX : r->lo == INT64_MIN)
			continue;
		i128 *wide = arena_array(t->a, i128, t->n_vars);
		for (uint32_t i = 0; i < r->n_terms; i++)
			wide[r->term[i].var] += sign * (i128)r->term[i].factor;
		add_row(t, wide, limit);
	}
}

/*
 * Fewest and most days by which a date moves when n months are added, for any date: the lengths of
 * n consecutive months. Clipping to a month's end moves the date as if the next n months were
 * meant, and a leap day in the months beyond whole years never makes them the longest.
 */
static void month_days(int64_t n, i128 *fewest, i128 *most)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	n = n > 240000 ? 240000 : n < -240000 ? -240000 : n;
	int64_t size = n < 0 ? -n : n, years = size / 12, rest = size % 12;
	int64_t short_part = rest * 31, long_part = 0;
	for (int first = 0; first < 12; first++) {
		int64_t sum = 0;
		for (int k = 0; k < rest; k++)
			sum += days[(first + k) % 12];
		short_part = sum < short_part ? sum : short_part;
		long_part = sum > long_part ? sum : long_part;
	}
	int64_t leaps = years / 4 - (years / 100 + 1);
	int64_t least = 365 * years + (leaps > 0 ? leaps : 0) + short_part;
	int64_t greatest = 365 * years + (years + 3) / 4 + long_part;
	*fewest = n < 0 ? -greatest : least;
	*most = n < 0 ? -least : greatest;
}

static void add_dates(struct rows *t, const struct feas_rule *r)
{
	i128 fewest, most;
	bool is_age = r->kind == FEAS_AGE;
	if (r->lo != INT64_MIN) {
		int64_t years = r->lo > 20000 ? 20000 : r->lo < -20000 ? -20000 : r->lo;
		month_days(is_age ? 12 * years : r->months, &fewest, &most);
		add_difference(t, r->from, r->to, -1, -(fewest + (is_age ? 0 : (i128)r->lo)));
	}
	if (r->hi != INT64_MAX) {
		int64_t years = r->hi > 20000 ? 20000 : r->hi < -20000 ? -20000 : r->hi;
		month_days(is_age ? 12 * (years + 1) : r->months, &fewest, &most);
		add_difference(t, r->from, r->to, 1, most + (is_age ? -1 : (i128)r->hi));
	}
}

static void add_rule(struct rows *t, const struct feas_rule *r)
{
	switch (r->kind) {
	case FEAS_SUM:
		add_sum(t, r);
		break;
	case FEAS_MONTHS:
	case FEAS_AGE:
		add_dates(t, r);
		break;
	}
}

/* ---- elimination ---- */

/* The variable whose elimination makes the fewest rows; n_vars where none is left. */
static uint32_t cheapest(const struct rows *t)
{
	uint32_t best = t->n_vars;
	uint64_t least = UINT64_MAX;
	for (uint32_t v = 0; v < t->n_vars; v++) {
		uint64_t above = 0, below = 0;
		for (uint32_t i = 0; i < t->list.n; i++) {
			above += t->list.at[i].factor[v] > 0;
			below += t->list.at[i].factor[v] < 0;
		}
		if (above + below > 0 && above * below < least) {
			least = above * below;
			best = v;
		}
	}
	return best;
}

/* above * |below's factor| + below * |above's factor|, where v falls out */
static void join(struct rows *t, const struct row *above, const struct row *below, uint32_t v)
{
	i128 x = above->factor[v], y = -(i128)below->factor[v], common = (i128)i128_gcd(x, y);
	i128 *wide = arena_array(t->a, i128, t->n_vars);
	for (uint32_t k = 0; k < t->n_vars; k++)
		wide[k] = y / common * above->factor[k] + x / common * below->factor[k];
	add_row(t, wide, y / common * above->limit + x / common * below->limit);
}

static void eliminate(struct rows *t, uint32_t v, uint64_t *budget)
{
	struct rows next = {.a = t->a, .n_vars = t->n_vars};
	for (uint32_t i = 0; i < t->list.n && !next.is_full && !next.is_refuted; i++) {
		const struct row *r = &t->list.at[i];
		if (r->factor[v] == 0)
			vec_push(next.a, &next.list, *r);
	}
	for (uint32_t i = 0; i < t->list.n; i++) {
		for (uint32_t k = 0; t->list.at[i].factor[v] > 0 && k < t->list.n; k++) {
			if (t->list.at[k].factor[v] >= 0 || next.is_full || next.is_refuted)
				continue;
			next.is_full |= *budget == 0;
			*budget -= *budget > 0;
			join(&next, &t->list.at[i], &t->list.at[k], v);
		}
	}
	*t = next;
}

bool eliminate_refutes(const struct feas_system *s, const int64_t *lo, const int64_t *hi,
                       uint64_t *budget, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct rows t = {.a = scratch, .n_vars = s->n_vars};
	for (uint32_t v = 0; v < s->n_vars; v++) {
		add_bound(&t, v, 1, hi[v]);
		add_bound(&t, v, -1, -(i128)lo[v]);
	}
	for (uint32_t i = 0; i < s->n_rules; i++)
		add_rule(&t, &s->rule[i]);
	uint32_t v;
	while (!t.is_refuted && !t.is_full && (v = cheapest(&t)) < t.n_vars)
		eliminate(&t, v, budget);
	arena_reset(scratch, mark);
	return t.is_refuted;
}
