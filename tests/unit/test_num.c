/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/num.h"

/* Small rationals are compared with integers over a common denominator: the slow, obvious way. */
enum { COMMON = 2520 };

static struct num small(int64_t over_common)
{
	return num_ratio(over_common, COMMON);
}

static void test_arithmetic_against_integers(void **state)
{
	(void)state;
	uint64_t s = seed();
	for (int i = 0; i < 20000; i++) {
		int64_t a = random_in(&s, -9000, 9000), b = random_in(&s, -9000, 9000);
		struct num x = small(a), y = small(b);
		assert_true(num_eq(num_add(x, y), small(a + b)));
		assert_true(num_eq(num_sub(x, y), small(a - b)));
		assert_true(num_eq(num_mul(x, y), num_ratio(a * b, COMMON * COMMON)));
		assert_true(num_eq(num_div(x, y), num_ratio(a, b)));
		assert_true(num_eq(num_neg(x), small(-a)));
		assert_int_equal(num_cmp(x, y), (a > b) - (a < b));
		assert_true(num_eq(num_min(x, y), small(a < b ? a : b)));
		assert_true(num_eq(num_max(x, y), small(a > b ? a : b)));
	}
}

static void test_floor_ceil_round_against_search(void **state)
{
	(void)state;
	uint64_t s = seed();
	for (int i = 0; i < 2000; i++) {
		int64_t a = random_in(&s, -9000, 9000), step = random_in(&s, 1, 400);
		int64_t k = -9001;
		while ((k + 1) * step <= a)
			k++;
		int64_t low = a - k * step, high = (k + 1) * step - a;
		int64_t up = high <= low ? k + 1 : k, down = high < low ? k + 1 : k;
		assert_true(num_eq(num_round(small(a), small(step), NUM_TIE_UP), small(up * step)));
		assert_true(num_eq(num_round(small(a), small(step), NUM_TIE_DOWN), small(down * step)));
		assert_int_equal(num_is_tie(small(a), small(step)), low == high);
		assert_int_equal(num_floor(num_ratio(a, step)), k);
		assert_int_equal(num_ceil(num_ratio(a, step)), k + (low > 0));
	}
}

static void test_reduced_with_positive_denominator(void **state)
{
	(void)state;
	struct num x = num_ratio(6, -4);
	assert_int_equal(x.p, -3);
	assert_int_equal(x.q, 2);
	x = num_ratio(0, -7);
	assert_int_equal(x.p, 0);
	assert_int_equal(x.q, 1);
	assert_true(num_is_int(x));
}

static void test_edges(void **state)
{
	(void)state;
	struct num max = num_int(INT64_MAX), min = num_int(INT64_MIN), one = num_int(1);
	struct num tiny = num_ratio(1, INT64_MAX), bad = NUM_BAD;
	assert_false(num_ok(num_add(max, one)));
	assert_false(num_ok(num_sub(min, one)));
	assert_false(num_ok(num_neg(min)));
	assert_false(num_ok(num_mul(max, max)));
	assert_false(num_ok(num_mul(tiny, tiny)));
	assert_false(num_ok(num_div(one, num_int(0))));
	assert_false(num_ok(num_ratio(1, 0)));
	assert_false(num_ok(num_ratio(1, INT64_MIN)));
	assert_true(num_eq(num_ratio(INT64_MIN, INT64_MIN), one));
	assert_true(num_eq(num_add(max, min), num_int(-1)));
	assert_true(num_eq(num_mul(max, tiny), one));
	assert_int_equal(num_cmp(min, max), -1);
	assert_int_equal(num_cmp(tiny, num_ratio(1, INT64_MAX - 1)), -1);
	assert_int_equal(num_floor(min), INT64_MIN);
	assert_int_equal(num_ceil(tiny), 1);
	assert_int_equal(num_ceil(max), INT64_MAX);
	assert_true(num_eq(num_round(max, one, NUM_TIE_UP), max));
	assert_true(num_eq(num_round(min, tiny, NUM_TIE_UP), min));
	assert_true(num_eq(num_round(tiny, max, NUM_TIE_UP), num_int(0)));
	assert_false(num_ok(num_round(one, num_int(0), NUM_TIE_UP)));
	assert_false(num_ok(num_add(bad, one)));
	assert_false(num_ok(num_sub(one, bad)));
	assert_false(num_ok(num_mul(bad, one)));
	assert_false(num_ok(num_div(one, bad)));
	assert_false(num_ok(num_neg(bad)));
	assert_false(num_ok(num_min(bad, one)));
	assert_false(num_ok(num_max(one, bad)));
	assert_false(num_ok(num_round(bad, one, NUM_TIE_UP)));
	assert_false(num_is_tie(bad, one));
}

static void test_parse(void **state)
{
	static const struct {
		const char *text;
		enum num_style style;
		enum num_read read;
		int64_t p, q;
	} table[] = {
		{"0", NUM_DANISH, NUM_READ_OK, 0, 1},
		{"15", NUM_DANISH, NUM_READ_OK, 15, 1},
		{"5.348", NUM_DANISH, NUM_READ_OK, 5348, 1},
		{"5.348,50", NUM_DANISH, NUM_READ_OK, 10697, 2},
		{"1,5", NUM_DANISH, NUM_READ_OK, 3, 2},
		{"1,234", NUM_DANISH, NUM_READ_OK, 617, 500},
		{"1.234.567", NUM_DANISH, NUM_READ_OK, 1234567, 1},
		{"5348,5", NUM_DANISH, NUM_READ_OK, 10697, 2},
		{"5,348.50", NUM_ENGLISH, NUM_READ_OK, 10697, 2},
		{"5,348", NUM_ENGLISH, NUM_READ_OK, 5348, 1},
		{"1.5", NUM_ENGLISH, NUM_READ_OK, 3, 2},
		{"007", NUM_DANISH, NUM_READ_OK, 7, 1},
		{"1,00000000000000000000000000", NUM_DANISH, NUM_READ_OK, 1, 1},
		{"9223372036854775807", NUM_DANISH, NUM_READ_OK, INT64_MAX, 1},
		{"1.5", NUM_DANISH, NUM_READ_AMBIGUOUS, 3, 2},
		{"12.34", NUM_DANISH, NUM_READ_AMBIGUOUS, 617, 50},
		{"0.123", NUM_DANISH, NUM_READ_AMBIGUOUS, 123, 1000},
		{"1234.567", NUM_DANISH, NUM_READ_AMBIGUOUS, 1234567, 1000},
		{"5,348.50", NUM_DANISH, NUM_READ_AMBIGUOUS, 10697, 2},
		{"1,5", NUM_ENGLISH, NUM_READ_AMBIGUOUS, 3, 2},
		{"", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{",5", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"5,", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"5.", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"1,2,3", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"1.23.4", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"1.234,5.6", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"-1", NUM_DANISH, NUM_READ_SYNTAX, 0, 0},
		{"9223372036854775808", NUM_DANISH, NUM_READ_RANGE, 0, 0},
		{"0,00000000000000000001", NUM_DANISH, NUM_READ_RANGE, 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct num x;
		if (num_parse(str_of(table[i].text), table[i].style, &x) != table[i].read)
			fail_msg("%s", table[i].text);
		assert_int_equal(x.p, table[i].p);
		assert_int_equal(x.q, table[i].q);
	}
}

static void test_text(void **state)
{
	static const struct {
		int64_t p, q;
		const char *danish, *english;
	} table[] = {
		{0, 1, "0", "0"},
		{999, 1, "999", "999"},
		{5348, 1, "5.348", "5,348"},
		{10697, 2, "5.348,5", "5,348.5"},
		{-10697, 2, "-5.348,5", "-5,348.5"},
		{1, 8, "0,125", "0.125"},
		{1234567, 1, "1.234.567", "1,234,567"},
		{1, 3, "1/3", "1/3"},
		{-22, 7, "-22/7", "-22/7"},
		{INT64_MIN, 1, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
		{INT64_MIN, 3, "-9223372036854775808/3", "-9223372036854775808/3"},
		{1, 0, "?", "?"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct num x = num_ratio(table[i].p, table[i].q);
		assert_string_equal(num_text(*state, x, NUM_DANISH), table[i].danish);
		assert_string_equal(num_text(*state, x, NUM_ENGLISH), table[i].english);
	}
}

static void test_text_is_read_back(void **state)
{
	uint64_t s = seed();
	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(*state);
		int64_t q = (int64_t)1 << random_in(&s, 0, 6);
		for (int64_t fives = random_in(&s, 0, 5); fives > 0; fives--)
			q *= 5;
		struct num x = num_ratio(random_in(&s, 0, (int64_t)1 << random_in(&s, 1, 40)), q), back;
		enum num_style style = i % 2 ? NUM_DANISH : NUM_ENGLISH;
		assert_int_equal(num_parse(str_of(num_text(*state, x, style)), style, &back), NUM_READ_OK);
		assert_true(num_eq(x, back));
		arena_reset(*state, mark);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_arithmetic_against_integers),
		TEST(test_floor_ceil_round_against_search),
		TEST(test_reduced_with_positive_denominator),
		TEST(test_edges),
		TEST(test_parse),
		TEST(test_text),
		TEST(test_text_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
