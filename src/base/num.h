/* SPDX-License-Identifier: MIT
 *
 * Exact numbers: rationals of two 64-bit integers, reduced, computed over 128 bits. No floating point anywhere.
 * What does not fit becomes NUM_BAD and stays bad through every further operation; the caller asks once with
 * num_ok() and reports the provision by name.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct num {
	int64_t p, q; /* p/q; q > 0 and gcd(p, q) = 1, or q = 0: bad (overflow, division by zero) */
};

#define NUM_BAD ((struct num){0, 0})

enum num_tie { NUM_TIE_UP, NUM_TIE_DOWN };

struct num num_int(int64_t i);
struct num num_ratio(int64_t p, int64_t q);
static inline bool num_ok(struct num a)
{
	return a.q != 0;
}
static inline bool num_is_int(struct num a)
{
	return a.q == 1;
}
struct num num_add(struct num a, struct num b);
struct num num_sub(struct num a, struct num b);
struct num num_mul(struct num a, struct num b);
struct num num_div(struct num a, struct num b);
struct num num_neg(struct num a);
/* <0, 0, >0. Both must be ok. Never overflows. */
int num_cmp(struct num a, struct num b);
bool num_eq(struct num a, struct num b);
struct num num_min(struct num a, struct num b);
struct num num_max(struct num a, struct num b);
int64_t num_floor(struct num a); /* a must be ok */
int64_t num_ceil(struct num a);
/* The nearest multiple of step (> 0); half-way values go up (away from minus infinity) or down. */
struct num num_round(struct num a, struct num step, enum num_tie tie);
/* True where a lies exactly half-way between two multiples of step. */
bool num_is_tie(struct num a, struct num step);

/* How a column groups and separates: Danish 5.348,50 or English 5,348.50. */
enum num_style { NUM_DANISH, NUM_ENGLISH };

enum num_read { NUM_READ_OK, NUM_READ_SYNTAX, NUM_READ_AMBIGUOUS, NUM_READ_RANGE };

/*
 * Read a literal of digits, dots and commas. NUM_READ_AMBIGUOUS: the separator of the other column, or a group
 * that has not three digits (`1.5` in a Danish file): the caller offers both readings, and *out is the reading
 * of the other column. Otherwise, unless NUM_READ_OK, *out is NUM_BAD.
 */
enum num_read num_parse(struct str s, enum num_style style, struct num *out);

/* Written with groups (5.348,5) so that num_parse reads it back, but for the sign; bad is "?"; a number without a finite decimal is written p/q. */
const char *num_text(struct arena *a, struct num n, enum num_style style);

#endif
