/* SPDX-License-Identifier: MIT
 *
 * What every unit test begins with: cmocka in the order it wants, an arena per test, and a small generator whose
 * seed is printed and can be given again (SEED=17 make unit).
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The state of each test is an arena of its own. */
static inline int arena_setup(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	if (!*state)
		return 1;
	arena_init(*state);
	return 0;
}

static inline int arena_teardown(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, arena_setup, arena_teardown)

static inline uint64_t seed(void)
{
	const char *given = getenv("SEED");
	uint64_t s = given ? strtoull(given, NULL, 10) : 20260101;
	print_message("SEED=%llu\n", (unsigned long long)s);
	return s;
}

static inline uint64_t random_next(uint64_t *s)
{
	*s += 0x9e3779b97f4a7c15u;
	uint64_t x = *s;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* lo..hi, both included. */
static inline int64_t random_in(uint64_t *s, int64_t lo, int64_t hi)
{
	return lo + (int64_t)(random_next(s) % (uint64_t)(hi - lo + 1));
}

#endif
