/* SPDX-License-Identifier: MIT
 *
 * Can these integers exist together? Exact decisions over small systems: sums, month distances,
 * ages. Derived columns of the case space (a term of several inputs, an age, a distance between two
 * dates) are tied to their inputs by these rules, so that nothing is reported about a person who
 * cannot exist.
 *
 * Bounds are narrowed to a fixpoint, sums are eliminated pairwise (which refutes cycles at once),
 * and what remains is searched: preferred values first, then halves of the widest range. Steps are
 * counted, never time: the same system gives the same answer everywhere. All sums are exact (192
 * bits inside); no input overflows.
 */
#ifndef SPACE_FEASIBLE_H
#define SPACE_FEASIBLE_H

#include "base/arena.h"

#include <stdint.h>

/*
 * An integer lo..hi. prefer: values to try first, best first; values outside lo..hi are passed
 * over.
 */
struct feas_var {
	int64_t lo, hi;
	const int64_t *prefer;
	uint32_t n_prefer;
};

struct feas_term {
	int64_t factor;
	uint32_t var; /* may occur in several terms */
};

enum feas_kind {
	FEAS_SUM,    /* the terms' sum */
	FEAS_MONTHS, /* to - date_add_months(from, months), in days */
	FEAS_AGE,    /* date_age(from, to), in whole years */
};

/*
 * The quantity lies in lo..hi; INT64_MIN and INT64_MAX as lo and hi mean no limit on that side.
 * MONTHS and AGE keep their two variables inside the calendar, DATE_MIN..DATE_MAX.
 */
struct feas_rule {
	enum feas_kind kind;
	int64_t lo, hi;
	const struct feas_term *term; /* SUM */
	uint32_t n_terms;
	uint32_t from, to; /* MONTHS, AGE: variables */
	int64_t months;    /* MONTHS; may be negative */
};

struct feas_system {
	const struct feas_var *var;
	uint32_t n_vars;
	const struct feas_rule *rule;
	uint32_t n_rules;
};

enum feas_answer { FEAS_NO, FEAS_YES, FEAS_UNDECIDED };

#define FEAS_BUDGET 1000000u /* narrowings of one rule; some tenths of a second */

/*
 * YES: values[0..n_vars) is a solution, preferring earlier variables' earlier preferences.
 * UNDECIDED: the budget ran out. scratch is given back as it was. Worst case exponential in n_vars
 * within the budget.
 */
enum feas_answer feas_decide(const struct feas_system *s, uint64_t budget, struct arena *scratch,
                             int64_t *values);

#endif
