/* SPDX-License-Identifier: MIT
 *
 * Dates as day numbers of the proleptic Gregorian calendar (1970-01-01 is day 0), years 1 to 9999.
 * The rules of semantics.md, section D: n months later is the same day number or the month's last day.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define DATE_MIN (-719162) /* 0001-01-01 */
#define DATE_MAX 2932896   /* 9999-12-31 */

struct date {
	int year, month, day;
};

struct date date_of(int64_t day);
int64_t date_day(int year, int month, int day);
bool date_valid(int year, int month, int day);
/* The day `months` later (earlier if negative); *clipped becomes true where the month's last day was used. */
int64_t date_add_months(int64_t day, int64_t months, bool *clipped);
/* Whole years from birth to day: semantics D3. */
int64_t date_age(int64_t birth, int64_t day);
int date_weekday(int64_t day); /* 1 Monday .. 7 Sunday */
/* "2024-01-24". */
const char *date_text(struct arena *a, int64_t day);
/* "24. januar 2024" or "24 January 2024". */
const char *date_words(struct arena *a, int64_t day, bool danish);
/* Reads exactly YYYY-MM-DD; false where it is no date. */
bool date_parse(const char *p, size_t n, int64_t *day);

#endif
