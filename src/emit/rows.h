/* SPDX-License-Identifier: MIT
 *
 * A slot's diagram as the rows of a table, for targets that have no diagrams: SQL, DMN, spreadsheets, pages. The rows
 * of a root are disjoint, and every case meets exactly one of them.
 *
 * Two branches of a node that lead to the same place are one row with two ranges, so there are never more rows than
 * paths. Listing them can still be exponential in the columns: count first, and refuse over a budget (semantics E5).
 */
#ifndef EMIT_ROWS_H
#define EMIT_ROWS_H

#include "emit/plan.h"

#define ROW_OPEN_LO INT64_MIN /* no least value */
#define ROW_OPEN_HI INT64_MAX

/* Values of a column, both in. */
struct row_range {
	int64_t lo, hi;
};

/* A column's values in a row: rising, not touching, at least one. */
struct row_cell {
	uint32_t column, n;
	const struct row_range *at;
};

/* A column that stands in no cell is free. */
struct plan_row {
	const struct row_cell *cells; /* in the order of the diagrams */
	uint32_t n;
	uint32_t leaf; /* of plan.leaves; 0: no such case exists */
};

/* At most UINT64_MAX. O(nodes of the slot). `root` as in struct plan_slot, not PLAN_BAD. */
uint64_t plan_count_rows(const struct plan *p, uint32_t root);

struct plan_rows {
	const struct plan_row *at;
	uint32_t n;
};
/* In the order of the columns and their values; in `a`. O(rows * columns). Fewer than UINT32_MAX rows: count first. */
struct plan_rows plan_list_rows(const struct plan *p, uint32_t root, struct arena *a);

#endif
