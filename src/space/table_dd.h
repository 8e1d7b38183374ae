/* SPDX-License-Identifier: MIT
 *
 * The diagram of a table of boxes: at each point, the label of the first box that has it. And the
 * difference of two such in one manager.
 */
#ifndef SPACE_TABLE_DD_H
#define SPACE_TABLE_DD_H

#include "space/box.h"
#include "space/dd.h"

#define TABLE_DD_NONE 0u /* the leaf where no box is */

/*
 * The table's columns are the manager's, in its order; box_table_columns() proposes a good one before
 * the manager is made (the order is what decides whether a diagram stays small). label: by box, 1 or
 * more. Equal labels share: label outcomes for the smallest diagram, boxes to know the winner. DD_BAD
 * past the manager's budget.
 */
dd table_dd(struct dd_manager *m, const struct box_table *t, const uint32_t *label);

struct table_change {
	uint32_t before, after;
};

/* `where` has leaf 0 where both agree, else 1 + the place of the change in `change`; in `a`. */
struct table_diff {
	dd where;
	const struct table_change *change; /* distinct; in the order of first meeting */
	uint32_t n;
};

/* O(|f| * |g|) worst, in practice the part that differs: shared nodes are not entered. */
struct table_diff table_dd_diff(struct dd_manager *m, dd f, dd g, struct arena *a);

#endif
