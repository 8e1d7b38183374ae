/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/date.h"

static bool leap(int y)
{
	return y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);
}

static int last_day(int y, int m)
{
	return m == 2 ? 28 + leap(y) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

/* Every day of the calendar, counted one by one. */
static void test_every_day(void **state)
{
	int64_t day = DATE_MIN;
	int weekday = 1; /* 0001-01-01 was a Monday */
	(void)state;
	for (int y = 1; y <= 9999; y++) {
		for (int m = 1; m <= 12; m++) {
			for (int d = 1; d <= last_day(y, m); d++, day++) {
				struct date back = date_of(day);
				if (date_day(y, m, d) != day || back.year != y || back.month != m || back.day != d)
					fail_msg("%d-%d-%d", y, m, d);
				if (!date_valid(y, m, d) || date_weekday(day) != weekday)
					fail_msg("%d-%d-%d", y, m, d);
				weekday = weekday % 7 + 1;
			}
			assert_false(date_valid(y, m, last_day(y, m) + 1));
		}
	}
	assert_int_equal(day - 1, DATE_MAX);
	assert_int_equal(date_day(1970, 1, 1), 0);
}

/* One month at a time, keeping the wished day. */
static void test_months_against_walk(void **state)
{
	(void)state;
	uint64_t s = seed();
	for (int i = 0; i < 5000; i++) {
		int64_t day = random_in(&s, date_day(1900, 1, 1), date_day(2100, 1, 1));
		int64_t months = random_in(&s, -600, 600);
		struct date d = date_of(day);
		int y = d.year, m = d.month;
		for (int64_t k = 0; k < months; k++)
			m == 12 ? (void)(m = 1, y++) : (void)m++;
		for (int64_t k = 0; k > months; k--)
			m == 1 ? (void)(m = 12, y--) : (void)m--;
		bool clipped = false, expect = d.day > last_day(y, m);
		int64_t got = date_add_months(day, months, &clipped);
		assert_int_equal(got, date_day(y, m, expect ? last_day(y, m) : d.day));
		assert_int_equal(clipped, expect);
	}
}

static void test_far_months_do_not_overflow(void **state)
{
	(void)state;
	assert_true(date_add_months(0, INT64_MAX, NULL) > DATE_MAX);
	assert_true(date_add_months(0, INT64_MIN, NULL) < DATE_MIN);
}

static void test_age(void **state)
{
	static const struct {
		const char *birth, *day;
		int64_t age;
	} table[] = {
		{"2010-06-15", "2028-06-14", 17}, {"2010-06-15", "2028-06-15", 18},
		{"2010-06-15", "2010-06-15", 0},  {"2010-06-15", "2010-06-14", -1},
		{"2008-02-29", "2026-02-27", 17}, {"2008-02-29", "2026-02-28", 18},
		{"2008-02-29", "2028-02-28", 19}, {"2008-02-29", "2028-02-29", 20},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int64_t birth = 0, day = 0;
		assert_true(date_parse(table[i].birth, 10, &birth));
		assert_true(date_parse(table[i].day, 10, &day));
		assert_int_equal(date_age(birth, day), table[i].age);
	}
}

static void test_text_both_ways(void **state)
{
	static const char *const no[] = {
		"2024-13-01", "2023-02-29", "0000-01-01", "2024-1-01",  "2024-01-01x",
		"2024/01/01", "",           "2024-00-10", "-024-01-01", "2024-01-0\xc3",
	};
	int64_t day = 7;
	for (size_t i = 0; i < COUNT(no); i++)
		assert_false(date_parse(no[i], strlen(no[i]), &day));
	assert_int_equal(day, 7);
	assert_true(date_parse("2024-02-29", 10, &day));
	assert_string_equal(date_text(*state, day), "2024-02-29");
	assert_string_equal(date_text(*state, DATE_MIN), "0001-01-01");
	assert_string_equal(date_text(*state, DATE_MAX), "9999-12-31");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_day),
		TEST(test_months_against_walk),
		TEST(test_age),
		TEST(test_far_months_do_not_overflow),
		TEST(test_text_both_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
