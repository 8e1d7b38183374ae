/* SPDX-License-Identifier: MIT
 *
 * Sums of products of 64-bit integers, exactly: 192 bits, so that no system a file can hold
 * overflows.
 */
#ifndef SPACE_WIDE_H
#define SPACE_WIDE_H

#include <assert.h>
#include <stdint.h>

__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

#define I128_MAX ((i128)(((u128)1 << 127) - 1))
#define I128_MIN (-I128_MAX - 1)

/* high * 2^64 + low */
struct wide {
	i128 high;
	uint64_t low;
};

static inline struct wide wide_of(i128 x)
{
	uint64_t low = (uint64_t)x;
	return (struct wide){(x - (i128)low) / ((i128)1 << 64), low};
}

static inline struct wide wide_add(struct wide a, struct wide b)
{
	uint64_t low = a.low + b.low;
	return (struct wide){a.high + b.high + (low < a.low), low};
}

static inline struct wide wide_sub(struct wide a, struct wide b)
{
	return (struct wide){a.high - b.high - (a.low < b.low), a.low - b.low};
}

/* The value, or the end of the 128-bit range nearest to it. */
static inline i128 wide_clip(struct wide a)
{
	if (a.high > INT64_MAX)
		return I128_MAX;
	if (a.high < INT64_MIN)
		return I128_MIN;
	return a.high * ((i128)1 << 64) + (i128)a.low;
}

/* Rounded down, rounded up; b is not 0, and not -1 where a is I128_MIN. */
static inline i128 i128_floor(i128 a, i128 b)
{
	assert(b != 0);
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static inline i128 i128_ceil(i128 a, i128 b)
{
	assert(b != 0);
	return a / b + (a % b != 0 && (a < 0) == (b < 0));
}

/* Never negative; 0 for 0, 0. */
static inline u128 i128_gcd(i128 a, i128 b)
{
	u128 x = a < 0 ? -(u128)a : (u128)a, y = b < 0 ? -(u128)b : (u128)b;
	while (y != 0) {
		u128 r = x % y;
		x = y;
		y = r;
	}
	return x;
}

#endif
