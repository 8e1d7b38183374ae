/* SPDX-License-Identifier: MIT
 * Private to space/: building the diagrams of slots (build.c), their leaves (answer_leaf.c), holes (hole.c). */
#ifndef SPACE_BUILD_H
#define SPACE_BUILD_H

#include "space/lower.h"
#include "space/sweep.h"

/* The parts of a slot's sweep: [0] scope, [1] another slot's rule applies, [2..] its rules, [base..] selectors. */
struct slot_ctx {
	struct space *s;
	uint32_t slot;
	VEC(uint32_t) rules; /* those that speak in the slot, in the order of the reference evaluator */
	VEC(uint32_t)
	others; /* the heading's other rules; left out where the heading has several answers */
	struct selectors env;
	uint32_t base;
	bool about_case, several;
	uint32_t *speaking; /* room for the rules of one leaf */
};

/* Its rules, selectors and heading; everything but the parts. */
struct slot_ctx slot_ctx_of(struct space *s, uint32_t slot);

uint32_t slot_leaf(void *ctx, const uint32_t *values, uint32_t n);
void slot_prune(void *ctx, dd *parts, uint32_t n);
/* The leaf where the first n of ctx->speaking apply, selectors settled. scope: the value of that part. */
uint32_t slot_leaf_of(struct slot_ctx *c, uint32_t scope, bool others, uint32_t n);

/* ---- many rules (slot_list.c) */

/* From so many rules on, a slot is swept as a list of those that still may apply. */
#define SLOT_LISTED 64u

/* What a rule says: constants that are the same are one. */
struct slot_words {
	struct slot_ctx *c;
	uint32_t *said;        /* by rule of the slot: NONE where it is no constant alone */
	VEC(struct leaf) leaf; /* by what is said: the answer of a rule alone */
	VEC(uint32_t) example; /* by what is said: the first rule of the slot that says it */
	struct map known, clashes;
	bool *true_now; /* private to the sweep */
	VEC(uint32_t) now;
};

struct slot_words *slot_words_of(struct slot_ctx *c, struct arena *a);
/* The two cannot stand together: constants whose rules are in conflict wherever both apply. */
bool slot_words_clash(struct slot_words *w, uint32_t one, uint32_t other);
/* The slot's diagram, equal to the sweep over tuples but for the rules that only repeat what was said. */
dd slot_listed(struct slot_ctx *c, dd scope, const dd *selectors);

/* The answer where these rules of the slot apply (as they stand in ctx->rules), and no other. */
struct leaf slot_spoken(struct slot_ctx *c, const uint32_t *rules, uint32_t n);

/* Answers that hang on a hole become silent; those that do not, stand. No hole is left in the result. */
dd settle_holes(struct space *s, dd f);

/* Both halves of space_make, but for the bounds of statutes: gather the columns; then build in an order, by level. */
struct space *space_survey(struct arena *a, struct arena *scratch, const struct model *m,
                           struct day_range days);
void space_build(struct space *s, const uint32_t *order);
/* The order in which diagrams stay small: by level, the column. O(n²). */
uint32_t *columns_in_order(const struct column *columns, uint32_t n, struct arena *a);
/* s->column_at is set: every column learns its level, and the manager is made. */
void space_ranks(struct space *s);

/* As space_make(), but slots are swept as lists from `listed` rules on: for tests. */
struct space *space_make_listed(struct arena *a, struct arena *scratch, const struct model *m,
                                int64_t until, uint32_t listed);

/* law.c */
void build_bounds(struct space *s);

#endif
