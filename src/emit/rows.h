/* SPDX-License-Identifier: MIT
 *
 * A catalogue as tables of rows, for targets that have no diagrams: SQL, DMN, spreadsheets, pages. A question is asked in
 * three steps, each a table of its own: can the case exist, whom does the service include, and what does it say to them?
 * One diagram for all three is many times larger than the three (155,000 rows against 2,600 on a real catalogue), because
 * every heading repeats the scope.
 *
 * The rows of a table are disjoint, and every case that the steps before let through meets exactly one of them; what it
 * says of other cases means nothing.
 */
#ifndef EMIT_ROWS_H
#define EMIT_ROWS_H

#include "space/space.h"

#define ROW_OPEN_LO INT64_MIN /* no least value */
#define ROW_OPEN_HI INT64_MAX

/* The diagrams that are listed; DD_BAD: over budget. Each may spend SPACE_BUDGET. */

/* 1 where the case can exist. */
dd rows_given(const struct space *s);
/* Of cases that can exist: 0 inside, else 1 + the leaf that every heading answers (but for those about the case). */
dd rows_scope(struct space *s, uint32_t service);
/* The leaf, of cases that can exist and are inside; where the heading is about the case, of all that can exist. */
dd rows_slot(struct space *s, uint32_t slot);

/* Values of a column, both in. */
struct row_range {
	int64_t lo, hi;
};

/* A column's values in a row: rising, not touching, at least one range. */
struct row_cell {
	uint32_t column, n; /* of space.columns */
	const struct row_range *at;
};

struct plan_row {
	const struct row_cell
		*cells; /* in the order of the diagrams; a column that stands in none is free */
	uint32_t n;
	uint32_t value; /* of the diagram's leaf */
};

struct rows {
	const struct plan_row *at; /* in the order of the columns and their values */
	uint32_t n;
};

/* Branches of a node that lead to the same place are one row, so there are never more rows than paths. At most UINT64_MAX. O(|f|). */
uint64_t rows_count(const struct space *s, dd f);
/* In `a`. f is not DD_BAD and has few rows: count first, and refuse over a budget (semantics E5). O(rows * columns). */
struct rows rows_list(const struct space *s, dd f, struct arena *a);

#endif
