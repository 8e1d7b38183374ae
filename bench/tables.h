/* SPDX-License-Identifier: MIT
 *
 * Tables of rules for the benchmarks, made up: no real catalogue is measured with them. The same
 * shape, size and seed give the same table on every machine.
 *
 *   real   a key column of n / 20 services; some twenty rules each that restrict 1 to 4 other
 *          columns; a catch-all for four services of five; twenty rules for all services last
 *   tree   the space cut in two at random until there are n parts: no overlap, no gap
 *   noisy  the same, one rule in ten widened or shrunk in one column
 *   wide   the same, but only widened: no gap
 *   wild   every cell free with probability one half
 *   box    every cell a random interval
 *
 * Columns are of the kinds age, money, one of six, yes/no and date in turn. `cuts`: distinct
 * thresholds of a numeric column; 0: as many as its values allow.
 */
#ifndef BENCH_TABLES_H
#define BENCH_TABLES_H

#include "space/box.h"

#define TABLE_OUTCOMES 8u

struct table_order {
	const char *shape;
	uint32_t n, k, cuts;
	uint64_t seed;
};

/* NULL: there is no such shape. In `a`; columns in the order "least don't-care first". */
struct box_table *table_make(const struct table_order *o, struct arena *a, struct arena *scratch);
/* The same with `changes` rules changed: another outcome, or another interval in one column. */
struct box_table *table_changed(const struct box_table *t, uint32_t changes, uint64_t seed,
                                struct arena *a);

#endif
