/* SPDX-License-Identifier: MIT
 * Private to space/: from conditions to intervals of columns. See lower.c. */
#ifndef SPACE_LOWER_H
#define SPACE_LOWER_H

#include "space/space.h"

/* Boolean operations that do nothing while surveying. */
dd s_and(struct space *s, dd f, dd g);
dd s_or(struct space *s, dd f, dd g);
dd s_not(struct space *s, dd f);

/* Columns, made on first use while surveying. */
uint32_t column_of_input(struct space *s, uint32_t input);
uint32_t column_of_hole(struct space *s, const struct ex *atom, enum hole cause);
uint32_t column_of_sum(struct space *s, const struct sum_term *terms, uint32_t n);
uint32_t column_of_dates(struct space *s, enum column_kind kind, uint32_t from, uint32_t to,
                         int64_t months);
/* A new interval begins at the value; nothing where one does, or where it lies outside. O(cuts). */
void column_cut(struct arena *a, struct column *c, int64_t at);
/* Values lo..hi of a column. While surveying: notes the cuts. */
dd s_interval(struct space *s, uint32_t column, int64_t lo, int64_t hi);
/* The condition supposed to hold, where nobody can answer it for that cause. */
dd s_hole(struct space *s, const struct ex *atom, enum hole cause);

/*
 * What a value depends on besides inputs: rates (by their day) and readings with numbers or ties. A selector is
 * settled by one option: a row of the rate (rows.n: no row), a choice of the reading.
 */
struct selector {
	bool is_rate;
	uint32_t index; /* rate or input */
	uint32_t option;
};

struct selectors {
	VEC(struct selector) list;
};

void selectors_of(const struct space *s, const struct ex *x, struct selectors *out);
uint32_t selector_options(const struct space *s, const struct selector *sel);
/* Where this option of the selector holds. */
dd selector_where(struct space *s, const struct selector *sel);

/* What a condition on another service comes to. */
enum foreign {
	FOREIGN_NO,
	FOREIGN_YES,
	FOREIGN_OPEN,
	FOREIGN_CONFLICT,
	FOREIGN_OUTSIDE,
	FOREIGN_ABSENT,
};

/* hole.c: the values of space.inside with holes, as enum foreign without: one that hangs on a hole is open. */
dd settle_inside(struct space *s, dd inside);

/* Lowers one comparison; see lower.c. */
dd lower_condition(struct space *s, const struct ex *x);
/* The comparison of two numbers or dates, its selectors settled (compare.c). */
dd lower_numbers(struct space *s, const struct ex *x, const struct selectors *env);

/* spread.c: mindste and største inside a sum brought to its outside. */
const struct ex *spread(struct space *s, const struct ex *x);

/* build.c */
dd build_slot(struct space *s, uint32_t slot);
dd build_inside(struct space *s, uint32_t service);

/* leaf.c: x with rates and readings filled in, folded to a constant where it can be. NULL: a rate has no row (*rate). */
struct ex *ex_settle(struct space *s, const struct ex *x, const struct selectors *env,
                     uint32_t *rate);
/* x without its parts. */
struct ex *ex_bare(struct space *s, const struct ex *x);
bool ex_same(const struct ex *a, const struct ex *b, bool ignore_ties);
uint32_t leaf_intern(struct space *s, const struct leaf *l);

#endif
