/* SPDX-License-Identifier: MIT
 *
 * Days are counted in eras of 400 years (146 097 days) whose years begin on 1 March, so that the leap day is the
 * last day of a year and every formula is a division.
 */
#include "base/date.h"

#include <assert.h>

#define ERA_DAYS 146097
#define DAY_ZERO 719468 /* from 0000-03-01 to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
	assert(b > 0);
	return a / b - (a % b < 0);
}

static int64_t civil_day(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t era = floor_div(y, 400), of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAY_ZERO;
}

int64_t date_day(int year, int month, int day)
{
	assert(month >= 1 && month <= 12);
	return civil_day(year, month, day);
}

struct date date_of(int64_t day)
{
	int64_t z = day + DAY_ZERO, era = floor_div(z, ERA_DAYS), d = z - era * ERA_DAYS;
	int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
	int64_t of_year = d - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
	int month = (int)(m < 10 ? m + 3 : m - 9);
	return (struct date){
		.year = (int)(y + era * 400 + (month <= 2)),
		.month = month,
		.day = (int)(of_year - (153 * m + 2) / 5 + 1),
	};
}

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= month_days(year, month);
}

int64_t date_add_months(int64_t day, int64_t months, bool *clipped)
{
	const int64_t far = 12 * 20000; /* beyond every valid date, so nothing overflows */
	months = months > far ? far : months < -far ? -far : months;
	struct date d = date_of(day);
	int64_t total = (int64_t)d.year * 12 + d.month - 1 + months;
	int64_t year = floor_div(total, 12);
	int month = (int)(total - year * 12) + 1, last = month_days(year, month);
	if (d.day > last && clipped)
		*clipped = true;
	return civil_day(year, month, d.day > last ? last : d.day);
}

int64_t date_age(int64_t birth, int64_t day)
{
	int64_t years = (int64_t)date_of(day).year - date_of(birth).year;
	return years - (date_add_months(birth, years * 12, NULL) > day);
}

int date_weekday(int64_t day)
{
	int64_t d = day + 3; /* 1970-01-01 was a Thursday */
	return (int)(d - floor_div(d, 7) * 7) + 1;
}

const char *date_text(struct arena *a, int64_t day)
{
	struct date d = date_of(day);
	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

const char *date_words(struct arena *a, int64_t day, bool danish)
{
	static const char *const months[][2] = {
		{"januar", "January"},  {"februar", "February"},  {"marts", "March"},
		{"april", "April"},     {"maj", "May"},           {"juni", "June"},
		{"juli", "July"},       {"august", "August"},     {"september", "September"},
		{"oktober", "October"}, {"november", "November"}, {"december", "December"},
	};
	assert(day >= DATE_MIN && day <= DATE_MAX);
	struct date x = date_of(day);
	return arena_printf(a, "%d%s %s %d", x.day, danish ? "." : "", months[x.month - 1][!danish],
	                    x.year);
}

bool date_parse(const char *p, size_t n, int64_t *day)
{
	static const char form[] = "0000-00-00";
	int part[3] = {0}, which = 0;
	if (n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (form[i] == '-' ? p[i] != '-' : p[i] < '0' || p[i] > '9')
			return false;
		if (p[i] == '-')
			which++;
		else
			part[which] = part[which] * 10 + (p[i] - '0');
	}
	if (!date_valid(part[0], part[1], part[2]))
		return false;
	*day = civil_day(part[0], part[1], part[2]);
	return true;
}
