/* SPDX-License-Identifier: MIT
 *
 * From Boolean diagrams to boxes. A rule whose condition is a conjunction of column intervals has a
 * diagram with one path to true, and that path is its box; a few paths are a few boxes of one rule.
 */
#ifndef SPACE_RULE_BOX_H
#define SPACE_RULE_BOX_H

#include "space/box.h"
#include "space/dd.h"

/* A rule of more boxes is not plain: the engines are not for it. */
#define RULE_BOXES 64u

/*
 * Member i's boxes are first[i]..first[i + 1] - 1 of the table, disjoint; their rule is i, their outcome
 * outcome[i]. The table's columns are those that some member tests, in order: `level` of the
 * manager (at least one column).
 */
struct rule_boxes {
	const struct box_table *t;
	const struct box_index *x;
	const uint32_t *level;
	const uint32_t *first;
	const bool *plain; /* false: no boxes, because it has too many or is DD_BAD */
	uint32_t n;
	bool all_plain;
};

/* In `a`. outcome may be NULL: all alike. O(sum of the diagrams' paths * columns). */
struct rule_boxes rule_boxes_of(const struct dd_manager *m, const dd *f, const uint32_t *outcome,
                                uint32_t n, struct arena *a);
/*
 * The members that overlap member i and stand before it, rising, into `out` (room for n). Their
 * number. i is plain; those that are not plain are left out. mark: n times false, given back so.
 */
uint32_t rule_boxes_before(const struct rule_boxes *r, uint32_t i, bool *mark, uint32_t *out,
                           struct arena *scratch);
/* The table's box as one of the manager: other columns are free. In `a`. */
struct dd_box rule_boxes_lift(const struct rule_boxes *r, const struct dd_manager *m,
                              const struct dd_box *box, struct arena *a);

#endif
