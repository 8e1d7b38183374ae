/* SPDX-License-Identifier: MIT
 *
 * A table of boxes: rules that are conjunctions of column intervals, as columns of ranks. What the
 * engines beside it (overlap.h, cover.h, table_dd.h) ask does not need a diagram of the table.
 * Knows no model and no manager.
 *
 * A table belongs to its arena. Boxes stand in order of precedence: priority falling, then in the
 * order of adding. Where two apply, the one that stands first wins.
 */
#ifndef SPACE_BOX_H
#define SPACE_BOX_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Ranks are less: they are compared as signed numbers, which every processor can do in vectors. */
#define BOX_RANKS_MAX 0x7fffffffu
/* Every column has room for so many more boxes, of any value, so that blocks need no tail. */
#define BOX_BLOCK 32u

struct box_table {
	uint32_t n, k;
	const uint32_t *ranks;    /* by column: 1 or more; ranks 0..ranks[c]-1 */
	uint32_t **lo, **hi;      /* by column, then by box: both ends included, never empty */
	uint32_t *outcome, *rule; /* by box, as the caller gave them */
	int32_t *priority;        /* by box: never rising */
	struct arena *a;          /* private: where it grows */
	uint32_t cap;
};

/* An empty table of k columns, 1 or more; ranks are copied. */
struct box_table *box_table_new(struct arena *a, uint32_t k, const uint32_t *ranks);
/*
 * lo, hi: k ranks each; lo[c] <= hi[c] < ranks[c]. Call box_table_order() after the last, unless all
 * priorities are the same or falling. O(k), amortised.
 */
void box_table_add(struct box_table *t, const uint32_t *lo, const uint32_t *hi, uint32_t outcome,
                   uint32_t rule, int32_t priority);
/* By precedence; stable. O(n log n + n k). */
void box_table_order(struct box_table *t, struct arena *scratch);

/* The box leaves the column free. */
static inline bool box_is_free(const struct box_table *t, uint32_t box, uint32_t col)
{
	return t->lo[col][box] == 0 && t->hi[col][box] + 1 == t->ranks[col];
}
/* The two share a point. O(k). */
bool box_meets(const struct box_table *t, uint32_t one, uint32_t other);
/* The point, a rank a column, lies in the box. O(k). */
bool box_has(const struct box_table *t, uint32_t box, const uint32_t *point);

/*
 * A column order for diagrams: columns that the most boxes test first ("least don't-care first");
 * among equals the one with fewer cuts, then the one that stands first. order[level] is a column.
 * O(n k + k^2 + ranks).
 */
void box_table_columns(const struct box_table *t, uint32_t *order, struct arena *scratch);
/* The same boxes with column order[level] at place `level`. O(n k). */
struct box_table *box_table_permute(const struct box_table *t, const uint32_t *order,
                                    struct arena *a);

/*
 * Boxes sorted for overlap queries by the one column in which the fewest of them meet, found
 * exactly: boxes of similar width stand together, sorted by their lower end, so that those that meet
 * an interval are one run a class, at most twice as long as needed.
 */
struct box_index {
	const struct box_table *t;
	uint32_t col;        /* the most selective column */
	uint64_t meeting;    /* pairs of boxes that meet in it */
	uint32_t *box;       /* by place: the box */
	uint32_t **lo, **hi; /* by column, then by place, with BOX_BLOCK more */
	uint32_t *outcome;   /* by place, with BOX_BLOCK more */
	uint32_t *column;    /* the other columns, the most selective first (k - 1 of them) */
	uint32_t start[33];  /* by class of width; the last is n */
};

/* In `a`; the table must stay as it is. O(n (k + log n) + ranks). */
struct box_index *box_index_new(const struct box_table *t, struct arena *a, struct arena *scratch);
/* The first place of a class, from `from` on, whose lower end is at least `rank`. O(log n). */
uint32_t box_index_seek(const struct box_index *x, uint32_t from, uint32_t end, uint32_t rank);

#endif
