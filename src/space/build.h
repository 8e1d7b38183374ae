/* SPDX-License-Identifier: MIT
 * Private to space/: building the diagrams of slots (build.c), their leaves (answer_leaf.c), holes (hole.c). */
#ifndef SPACE_BUILD_H
#define SPACE_BUILD_H

#include "space/lower.h"

/* The parts of a slot's sweep: [0] scope, [1] another slot's rule applies, [2..] its rules, [base..] selectors. */
struct slot_ctx {
	struct space *s;
	uint32_t slot;
	VEC(uint32_t) rules; /* those that speak in the slot, in the order of the reference evaluator */
	struct selectors env;
	uint32_t base;
	bool about_case, several;
};

uint32_t slot_leaf(void *ctx, const uint32_t *values, uint32_t n);
void slot_prune(void *ctx, dd *parts, uint32_t n);

/* Answers that hang on a hole become silent; those that do not, stand. No hole is left in the result. */
dd settle_holes(struct space *s, dd f);

/* Both halves of space_make, but for the bounds of statutes: gather the columns; then build in an order, by level. */
struct space *space_survey(struct arena *a, struct arena *scratch, const struct model *m,
                           int64_t until);
void space_build(struct space *s, const uint32_t *order);
/* The order in which diagrams stay small: by level, the column. O(n²). */
uint32_t *columns_in_order(const struct column *columns, uint32_t n, struct arena *a);
/* s->column_at is set: every column learns its level, and the manager is made. */
void space_ranks(struct space *s);

/* law.c */
void build_bounds(struct space *s);

#endif
