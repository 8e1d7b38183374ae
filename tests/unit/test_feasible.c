/* SPDX-License-Identifier: MIT
 *
 * Feasibility against enumeration of small domains, and the edges: overflow, cycles, budgets,
 * preferences.
 */
#include "space/feasible.h"

#include "unit.h"

#include "base/date.h"
#include "space/eliminate.h"
#include "space/wide.h"

enum { VARS = 4, RULES = 5, TERMS = 4, ROUNDS = 3000 };

/* A system with room for its parts. */
struct made {
	struct feas_system s;
	struct feas_var var[VARS];
	struct feas_rule rule[RULES];
	struct feas_term term[RULES][TERMS];
	int64_t prefer[VARS][2];
};

static bool holds(const struct feas_rule *r, const int64_t *x)
{
	i128 q = 0;
	if (r->kind == FEAS_SUM)
		for (uint32_t i = 0; i < r->n_terms; i++)
			q += (i128)r->term[i].factor * x[r->term[i].var];
	else if (r->kind == FEAS_AGE)
		q = date_age(x[r->from], x[r->to]);
	else
		q = x[r->to] - date_add_months(x[r->from], r->months, NULL);
	return (r->lo == INT64_MIN || q >= r->lo) && (r->hi == INT64_MAX || q <= r->hi);
}

static bool all_hold(const struct feas_system *s, const int64_t *x)
{
	bool good = true;
	for (uint32_t v = 0; v < s->n_vars; v++)
		good = good && x[v] >= s->var[v].lo && x[v] <= s->var[v].hi;
	for (uint32_t i = 0; i < s->n_rules; i++)
		good = good && holds(&s->rule[i], x);
	return good;
}

static bool enumerate(const struct feas_system *s, int64_t *x, uint32_t v)
{
	if (v == s->n_vars)
		return all_hold(s, x);
	for (x[v] = s->var[v].lo; x[v] <= s->var[v].hi; x[v]++)
		if (enumerate(s, x, v + 1))
			return true;
	return false;
}

static void random_limits(uint64_t *seed, struct feas_rule *r, int64_t from, int64_t to)
{
	r->lo = random_in(seed, from, to);
	r->hi = random_in(seed, r->lo, r->lo + random_in(seed, 0, to - from));
	if (random_in(seed, 0, 3) == 0)
		r->lo = INT64_MIN;
	if (random_in(seed, 0, 3) == 0)
		r->hi = INT64_MAX;
}

static void random_sum(uint64_t *seed, struct made *m, uint32_t i)
{
	struct feas_rule *r = &m->rule[i];
	*r = (struct feas_rule){.kind = FEAS_SUM, .term = m->term[i]};
	r->n_terms = (uint32_t)random_in(seed, 0, TERMS);
	for (uint32_t k = 0; k < r->n_terms; k++) {
		m->term[i][k].factor = random_in(seed, -6, 6);
		m->term[i][k].var = (uint32_t)random_in(seed, 0, m->s.n_vars - 1);
	}
	random_limits(seed, r, -12, 12);
}

static void random_dates(uint64_t *seed, struct made *m, uint32_t i)
{
	struct feas_rule *r = &m->rule[i];
	*r = (struct feas_rule){.kind = FEAS_MONTHS};
	r->from = (uint32_t)random_in(seed, 0, m->s.n_vars - 1);
	r->to = (uint32_t)random_in(seed, 0, m->s.n_vars - 1);
	r->months = random_in(seed, -4, 4);
	random_limits(seed, r, -20, 20);
	if (random_in(seed, 0, 2) == 0) {
		r->kind = FEAS_AGE;
		random_limits(seed, r, -2, 2);
	}
}

static void random_system(uint64_t *seed, struct made *m, bool dates)
{
	*m = (struct made){.s = {.var = m->var, .rule = m->rule}};
	m->s.n_vars = (uint32_t)random_in(seed, 1, dates ? 3 : VARS);
	m->s.n_rules = (uint32_t)random_in(seed, 0, RULES);
	/* around ends of February, in and beside leap years, and of centuries */
	static const int years[] = {1900, 2000, 2023, 2024};
	int64_t anchor = dates ? date_day(years[random_in(seed, 0, 3)], 2, 20) : 0;
	for (uint32_t v = 0; v < m->s.n_vars; v++) {
		int64_t jump = dates ? 365 * random_in(seed, -1, 1) + random_in(seed, -40, 40) : 0;
		int64_t lo = anchor + jump + random_in(seed, -6, 6);
		m->var[v] = (struct feas_var){lo, lo + random_in(seed, 0, dates ? 18 : 7), m->prefer[v],
		                              (uint32_t)random_in(seed, 0, 2)};
		m->prefer[v][0] = lo + random_in(seed, -3, 10);
		m->prefer[v][1] = lo + random_in(seed, -3, 10);
	}
	for (uint32_t i = 0; i < m->s.n_rules; i++)
		if (dates && random_in(seed, 0, 3) > 0)
			random_dates(seed, m, i);
		else
			random_sum(seed, m, i);
}

static void against_enumeration(struct arena *a, bool dates)
{
	uint64_t start = seed();
	uint32_t found = 0, refuted = 0;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct made m;
		int64_t x[VARS], values[VARS];
		random_system(&start, &m, dates);
		bool feasible = enumerate(&m.s, x, 0);
		enum feas_answer answer = feas_decide(&m.s, FEAS_BUDGET, a, values);
		if (answer != (feasible ? FEAS_YES : FEAS_NO))
			fail_msg("round %u: answer %d, enumeration %d", round, answer, feasible);
		if (feasible)
			assert_true(all_hold(&m.s, values));
		int64_t lo[VARS], hi[VARS];
		uint64_t budget = FEAS_BUDGET;
		for (uint32_t v = 0; v < m.s.n_vars; v++) {
			lo[v] = m.var[v].lo;
			hi[v] = m.var[v].hi;
		}
		bool out = eliminate_refutes(&m.s, lo, hi, &budget, a);
		assert_false(out && feasible);
		found += feasible;
		refuted += out;
	}
	assert_true(found > ROUNDS / 10 && found < ROUNDS * 9 / 10 && refuted > ROUNDS / 10);
}

static void test_sums_against_enumeration(void **state)
{
	against_enumeration(*state, false);
}

static void test_dates_against_enumeration(void **state)
{
	against_enumeration(*state, true);
}

/* sum of f[i] * x[i] in lo..hi over all variables with the same bounds */
static enum feas_answer decide_sum(struct arena *a, int64_t from, int64_t to, const int64_t *f,
                                   uint32_t n, int64_t lo, int64_t hi, int64_t *values)
{
	struct feas_var var[VARS];
	struct feas_term term[VARS];
	for (uint32_t v = 0; v < n; v++) {
		var[v] = (struct feas_var){from, to, NULL, 0};
		term[v] = (struct feas_term){f[v], v};
	}
	struct feas_rule rule = {.kind = FEAS_SUM, .lo = lo, .hi = hi, .term = term, .n_terms = n};
	struct feas_system s = {var, n, &rule, 1};
	enum feas_answer answer = feas_decide(&s, FEAS_BUDGET, a, values);
	assert_true(answer != FEAS_YES || all_hold(&s, values));
	return answer;
}

static void test_edges_of_64_bits(void **state)
{
	struct arena *a = *state;
	int64_t x[VARS], most = INT64_MAX, least = INT64_MIN;
	const int64_t ones[] = {1, 1, 1, 1}, twos[] = {2, -2}, large[] = {least, least, most, most};
	const int64_t cancel[] = {most, -most};
	/* four times 2^63 overflows 64 bits; the sum is exact all the same */
	assert_int_equal(decide_sum(a, most, most, ones, 4, least, most - 1, x), FEAS_NO);
	assert_int_equal(decide_sum(a, least, least, ones, 2, 0, most, x), FEAS_NO);
	assert_int_equal(decide_sum(a, least, most, ones, 4, 17, 17, x), FEAS_YES);
	assert_int_equal(decide_sum(a, least, most, ones, 2, least, least + 1, x), FEAS_YES);
	assert_int_equal(decide_sum(a, least, most, twos, 2, 1, 1, x), FEAS_NO);
	/* products of 126 bits that do not fit 128 bits together */
	assert_int_equal(decide_sum(a, least, least, large, 2, least, most - 1, x), FEAS_NO);
	assert_int_equal(decide_sum(a, least, least, large, 4, least + 1, most - 1, x), FEAS_NO);
	assert_int_equal(decide_sum(a, least, least, cancel, 2, 0, 0, x), FEAS_YES);
	assert_int_equal(decide_sum(a, least, most, cancel, 2, 1, most - 1, x), FEAS_NO);
	/* -2^63 * -2^63 and a factor of -1 at the lower end */
	const int64_t minus[] = {-1};
	assert_int_equal(decide_sum(a, least, most, minus, 1, most, most, x), FEAS_YES);
	assert_int_equal(decide_sum(a, least, least, minus, 1, least, most - 1, x), FEAS_NO);
	assert_int_equal(decide_sum(a, 5, 4, ones, 1, least, most, x), FEAS_NO);
	assert_int_equal(decide_sum(a, 0, 0, ones, 0, 1, 2, x), FEAS_NO);
	assert_int_equal(decide_sum(a, 0, 0, ones, 0, 0, 2, x), FEAS_YES);
}

static void test_wide(void **state)
{
	(void)state;
	const i128 ends[] = {I128_MIN, I128_MIN + 1, -1, 0, 1, (i128)1 << 64, I128_MAX};
	for (size_t i = 0; i < COUNT(ends); i++) {
		struct wide x = wide_of(ends[i]), sum = x;
		assert_true(wide_clip(x) == ends[i]);
		for (size_t k = 0; k < COUNT(ends); k++)
			sum = wide_add(sum, wide_of(ends[k]));
		for (size_t k = 0; k < COUNT(ends); k++)
			sum = wide_sub(sum, wide_of(ends[k]));
		assert_true(wide_clip(sum) == ends[i]);
	}
	struct wide top = wide_add(wide_of(I128_MAX), wide_of(1));
	assert_true(wide_clip(top) == I128_MAX);
	assert_true(wide_clip(wide_sub(wide_of(I128_MIN), wide_of(1))) == I128_MIN);
	for (int a = -20; a <= 20; a++)
		for (int b = -5; b <= 5; b++) {
			if (b == 0)
				continue;
			i128 lo = i128_floor(a, b), hi = i128_ceil(a, b);
			assert_true(hi - lo == (a % b != 0));
			assert_true(b > 0 ? lo * b <= a && hi * b >= a : lo * b >= a && hi * b <= a);
		}
}

/* 4x + 6y + 5z with z known: the rest moves in steps of two, which no halving would ever show. */
static void test_steps(void **state)
{
	int64_t x[3];
	struct feas_var var[3] = {{-1000000000000, 1000000000000, NULL, 0},
	                          {-1000000000000, 1000000000000, NULL, 0},
	                          {1, 1, NULL, 0}};
	const struct feas_term term[] = {{4, 0}, {6, 1}, {5, 2}};
	struct feas_rule rule = {.kind = FEAS_SUM, .lo = 0, .hi = 0, .term = term, .n_terms = 3};
	struct feas_system s = {var, 3, &rule, 1};
	assert_int_equal(feas_decide(&s, 1000, *state, x), FEAS_NO);
	rule.lo = rule.hi = 1;
	assert_int_equal(feas_decide(&s, 1000, *state, x), FEAS_YES);
	assert_true(all_hold(&s, x));
}

/* x < y, y < z, z < x over wide ranges: narrowing alone would creep for 10^12 steps. */
static void test_cycles_are_refuted_at_once(void **state)
{
	int64_t x[3];
	struct feas_var var[3];
	for (int v = 0; v < 3; v++)
		var[v] = (struct feas_var){-1000000000000, 1000000000000, NULL, 0};
	const struct feas_term term[3][2] = {{{1, 1}, {-1, 0}}, {{1, 2}, {-1, 1}}, {{1, 0}, {-1, 2}}};
	struct feas_rule rule[3];
	for (int i = 0; i < 3; i++)
		rule[i] = (struct feas_rule){FEAS_SUM, 1, INT64_MAX, term[i], 2, 0, 0, 0};
	struct feas_system s = {var, 3, rule, 3};
	assert_int_equal(feas_decide(&s, 1000, *state, x), FEAS_NO);
	rule[2].lo = -2;
	assert_int_equal(feas_decide(&s, 1000, *state, x), FEAS_YES);
	assert_true(all_hold(&s, x));
}

/* 2x - 2y = -1 as two rules: only rounding the limits to integers shows it. */
static void test_elimination_rounds(void **state)
{
	const struct feas_term term[] = {{2, 0}, {-2, 1}};
	struct feas_var var[2] = {{-1000000000, 1000000000, NULL, 0},
	                          {-1000000000, 1000000000, NULL, 0}};
	struct feas_rule rule[2] = {{FEAS_SUM, INT64_MIN, -1, term, 2, 0, 0, 0},
	                            {FEAS_SUM, -1, INT64_MAX, term, 2, 0, 0, 0}};
	struct feas_system s = {var, 2, rule, 2};
	uint64_t budget = 100;
	int64_t lo[] = {var[0].lo, var[1].lo}, hi[] = {var[0].hi, var[1].hi};
	assert_true(eliminate_refutes(&s, lo, hi, &budget, *state));
	rule[1].lo = -2;
	assert_false(eliminate_refutes(&s, lo, hi, &budget, *state));
	budget = 0;
	rule[1].lo = -1;
	assert_false(eliminate_refutes(&s, lo, hi, &budget, *state));
}

/* The pair (from, its shift) is a solution, and its neighbours are what date_add_months says. */
static void one_shift(struct arena *a, int64_t from, int64_t months)
{
	int64_t to = date_add_months(from, months, NULL), x[2];
	struct feas_rule rule[3] = {
		{.kind = FEAS_MONTHS, .from = 0, .to = 1, .months = months},
		{.kind = FEAS_MONTHS, .lo = 0, .hi = INT64_MAX, .from = 0, .to = 1, .months = months},
		{.kind = FEAS_AGE, .from = 0, .to = 1}};
	rule[2].lo = rule[2].hi = date_age(from, to);
	struct feas_var var[2] = {{from, from, NULL, 0}, {to, to, NULL, 0}};
	struct feas_system s = {var, 2, rule, 3};
	uint64_t budget = 1000;
	assert_false(eliminate_refutes(&s, (int64_t[]){from, to}, (int64_t[]){from, to}, &budget, a));
	assert_int_equal(feas_decide(&s, 100, a, x), FEAS_YES);
	for (int near = 0; near < 2; near++) {
		/* `from` as the only value at the end of a range: narrowing may not cut it off */
		var[0] = (struct feas_var){from - (near ? 0 : 5), from + (near ? 5 : 0), NULL, 0};
		for (int64_t day = var[0].lo; day <= var[0].hi; day++) {
			bool same = date_add_months(day, months, NULL) == to;
			const int64_t prefer[] = {day};
			struct feas_var one[2] = {{var[0].lo, var[0].hi, prefer, 1}, var[1]};
			struct feas_system t = {one, 2, rule, 1};
			assert_int_equal(feas_decide(&t, 1000, a, x), FEAS_YES);
			assert_true(x[0] == day || !same);
		}
	}
}

static void test_every_day_and_shift(void **state)
{
	static const int years[] = {1900, 2023, 2024};
	for (size_t y = 0; y < COUNT(years); y++)
		for (int64_t day = date_day(years[y], 1, 27); day < date_day(years[y], 3, 4); day++) {
			for (int64_t n = -14; n <= 14; n++)
				one_shift(*state, day, n);
			for (int64_t n = 24; n < 1300; n += 108)
				one_shift(*state, day, n % 24 ? n : -n);
		}
}

/* Born 29 February 2008 or a day beside it; eighteen on the day, and a second date months later. */
static void test_ages_and_months(void **state)
{
	int64_t x[3], born = date_day(2008, 2, 29), day = date_day(2026, 2, 28);
	struct feas_var var[3] = {
		{born, born, NULL, 0}, {DATE_MIN, DATE_MAX, NULL, 0}, {DATE_MIN, DATE_MAX, NULL, 0}};
	struct feas_rule rule[3] = {
		{.kind = FEAS_AGE, .lo = 18, .hi = 18, .from = 0, .to = 1},
		{.kind = FEAS_MONTHS, .lo = 0, .hi = 0, .from = 1, .to = 2, .months = 12},
		{.kind = FEAS_AGE, .lo = 18, .hi = 18, .from = 0, .to = 2},
	};
	struct feas_system s = {var, 3, rule, 1};
	var[1].hi = day;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_YES);
	assert_int_equal(x[1], day);
	var[1].hi = day - 1;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_NO);
	var[1].hi = DATE_MAX;
	s.n_rules = 2;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_YES);
	assert_true(all_hold(&s, x));
	/* a year later one is older, whatever the day */
	s.n_rules = 3;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_NO);
	/* the same for anybody born in ten years; over 9 999 years it is too tight to decide */
	var[0] = (struct feas_var){born, born + 3652, NULL, 0};
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_NO);
	var[0] = var[1] = var[2] = (struct feas_var){INT64_MIN, INT64_MAX, NULL, 0};
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_UNDECIDED);
	rule[2].lo = rule[2].hi = 19;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_YES);
	assert_true(all_hold(&s, x));
	rule[1].months = INT64_MAX;
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_NO);
}

static void test_preferences(void **state)
{
	int64_t x[2];
	const int64_t ages[] = {99, 17, 18}, money[] = {1000, 2000};
	struct feas_var var[2] = {{0, 30, ages, 3}, {0, 5000, money, 2}};
	const struct feas_term term[] = {{100, 0}, {-1, 1}};
	struct feas_rule rule = {FEAS_SUM, INT64_MIN, 0, term, 2, 0, 0, 0};
	struct feas_system s = {var, 2, &rule, 1};
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_YES);
	assert_int_equal(x[0], 17);
	assert_int_equal(x[1], 2000);
	rule.lo = 0; /* 100 x = y: 17 and 1700, although 2000 was preferred */
	assert_int_equal(feas_decide(&s, FEAS_BUDGET, *state, x), FEAS_YES);
	assert_int_equal(x[0], 17);
	assert_int_equal(x[1], 1700);
}

static void test_budget(void **state)
{
	int64_t x[4], y[4];
	struct feas_var var[4];
	struct feas_term term[4] = {{12223, 0}, {12224, 1}, {36674, 2}, {61119, 3}};
	for (int v = 0; v < 4; v++)
		var[v] = (struct feas_var){0, 1000000, NULL, 0};
	struct feas_rule rule = {FEAS_SUM, 89643481, 89643481, term, 4, 0, 0, 0};
	struct feas_system s = {var, 4, &rule, 1};
	size_t before = ((struct arena *)*state)->total;
	assert_int_equal(feas_decide(&s, 0, *state, x), FEAS_UNDECIDED);
	assert_int_equal(feas_decide(&s, 50, *state, x), FEAS_UNDECIDED);
	enum feas_answer first = feas_decide(&s, 20000, *state, x);
	assert_int_equal(feas_decide(&s, 20000, *state, y), first);
	assert_true(first != FEAS_YES || memcmp(x, y, sizeof x) == 0);
	assert_true(first != FEAS_YES || all_hold(&s, x));
	assert_true(((struct arena *)*state)->total >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_wide),
		TEST(test_steps),
		TEST(test_sums_against_enumeration),
		TEST(test_dates_against_enumeration),
		TEST(test_edges_of_64_bits),
		TEST(test_cycles_are_refuted_at_once),
		TEST(test_elimination_rounds),
		TEST(test_every_day_and_shift),
		TEST(test_ages_and_months),
		TEST(test_preferences),
		TEST(test_budget),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
