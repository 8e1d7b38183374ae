/* SPDX-License-Identifier: MIT
 *
 * The case space of a model: its columns, and one interval diagram a slot whose leaf is the plain answer (semantics
 * E2). Scope is folded in; readings are ordinary columns, placed last, and below them the conditions that nobody can
 * answer. Everything a check, an answer or an emitter asks is read off these diagrams.
 *
 * Two passes over the model make it: the first notes every value at which some condition changes, the second builds
 * with the ranks between those cuts. Both run the same code (lower.c).
 */
#ifndef SPACE_SPACE_H
#define SPACE_SPACE_H

#include "meaning/eval.h"
#include "base/map.h"
#include "space/dd.h"
#include "space/feasible.h"

enum column_kind {
	COL_INPUT,
	COL_SUM,    /* a linear term of two or more inputs */
	COL_MONTHS, /* day(to) - day(from + months) */
	COL_AGE,    /* whole years from `from` to `to` */
	COL_HOLE,   /* a condition nobody can answer; always the last columns */
};

/* Why nobody can answer a condition. */
enum hole {
	HOLE_OPEN,     /* `mangler`, or a rate without a row */
	HOLE_SILENT,   /* the service it reads is silent */
	HOLE_CONFLICT, /* the service it reads is in conflict */
};

struct sum_term {
	uint32_t input;
	int64_t factor; /* of the stored value */
};

struct column {
	enum column_kind kind;
	uint32_t input;             /* COL_INPUT */
	VEC(struct sum_term) terms; /* COL_SUM: by input, greatest common divisor 1, first factor > 0 */
	uint32_t from, to;          /* COL_MONTHS, COL_AGE: inputs */
	int64_t months;
	const struct ex *atom; /* COL_HOLE: the condition; one column for each cause that can be */
	enum hole cause;       /* COL_HOLE */
	int64_t lo, hi;        /* least and greatest value */
	VEC(int64_t) cuts;     /* rank i is cuts[i] .. cuts[i + 1] - 1; cuts[0] = lo */
	uint32_t uses;
	uint32_t level; /* its place in the diagrams; space.column_at[level] is its index */
	bool reading;
};

/* A limit as it stands in a leaf: computed from inputs only, rates and readings filled in. */
struct leaf_limit {
	const struct ex *ex;
	uint32_t rule;
};

/*
 * What a diagram's leaf stands for: a plain answer. Where a limit is a formula of inputs, `lower` and `upper` list all
 * that apply; they have to agree in a case (else: conflict of the first and the first that differs), and p.lower and
 * p.upper are not set.
 */
struct leaf {
	struct plain p;
	bool impossible; /* no such case exists (forudsat); always leaf 0 */
	VEC(struct leaf_limit) lower, upper;
};

static inline bool leaf_is_formula(const struct leaf *l)
{
	return l->lower.n > 0 || l->upper.n > 0;
}

/*
 * One bound of a statute on one slot of a service; or, where slot is NONE, the duty of a block to include somebody:
 * where the diagram is 1, it is broken (semantics L1 to L3).
 */
struct bound_m {
	uint32_t block, block_slot; /* service and slot of the model */
	uint32_t service, slot;     /* NONE: a duty that no service meets */
	dd binds;  /* where the block's demand holds for the service; of a duty: DD_FALSE */
	dd broken; /* Boolean; DD_BAD: not decided */
	dd as_maximum; /* `højst n` where the statute says `mindst n` or n: an entitlement worded as maximum */
	bool unverified;
};

struct rule_list {
	VEC(uint32_t) list;
};

struct space {
	const struct model *m;
	struct arena *a, *scratch;
	struct dd_manager *dd;
	VEC(struct column) columns;
	uint32_t *column_at;    /* by level */
	uint32_t *input_column; /* by input; NONE: no condition reads it */
	VEC(struct leaf) leaves;
	dd *slot; /* by slot of the model: leaf values index `leaves`; DD_BAD: over budget */
	dd *inside; /* by service: 1 inside, 2 scope conflict, 3 ring of referrals, 0 outside (holes are columns) */
	dd *applies;   /* by rule: Boolean, its own provision's conditions (not the scope) */
	dd *provision; /* by provision: its condition and its parents' hold (its own exceptions aside) */
	dd given;      /* every `forudsat` holds */
	dd domain;     /* the same, on the days from..to: where checks look */
	int64_t from, to; /* the days that checks look at (semantics S6) */
	bool refused;     /* a condition cannot be decided, which was reported: nothing may be asked */
	bool tied;        /* alder, fødselsdato and sagsdato are tied (semantics D3) */
	VEC(struct bound_m) bounds;
	/* private to lower.c and build.c */
	bool surveying;
	struct rule_list *slot_rules; /* by slot: in the order of the reference evaluator */
	uint32_t listed;              /* slots of so many rules are swept as lists */
	uint64_t spare;               /* what is left of SPACE_SPARE */
	struct map leaf_map;
	uint8_t *slot_state, *scope_state;
	dd *scope; /* by service: 0 inside, else 1 + the leaf */
	VEC(dd) assumptions;
};

#define SPACE_BUDGET 5000000u /* edges of one slot's work */
#define SPACE_SPARE 60000000u /* edges that slots of many rules may spend beyond that, together */

struct day_range {
	int64_t from, to;
};
/* The days that checks look at: the catalogue's own, or to the end of the year it starts in (semantics S6). */
struct day_range space_days(const struct model *m, int64_t until);

/* until: the last day that checks look at; 0: the catalogue's own end (semantics S6). Never NULL. The model must not be cyclic. O(provisions) for usual rules; deterministic budgets per slot. */
struct space *space_make(struct arena *a, struct arena *scratch, const struct model *m,
                         int64_t until);

/* A condition as a Boolean diagram (holes are columns). DD_BAD: over budget. */
dd space_condition(struct space *s, const struct ex *x);
/* The rank of a value in a column. O(log cuts). */
uint32_t column_rank(const struct column *c, int64_t value);
/* Last value of rank r. */
int64_t column_last(const struct column *c, uint32_t rank);
/* True on lo..hi of an input that has a column; DD_TRUE where it has none. */
dd space_range(struct space *s, uint32_t input, int64_t lo, int64_t hi);
/* The value of a column for complete inputs; false for COL_HOLE. */
bool column_value(const struct space *s, const struct column *c, const int64_t *values,
                  int64_t *out);
/* Whether a service covers the case, holes settled: values are enum scope_answer. */
enum scope_answer { SCOPE_OUTSIDE, SCOPE_INSIDE, SCOPE_OPEN, SCOPE_CONFLICT };
dd space_inside(struct space *s, uint32_t service);
/* Holes settled: 1 where f holds for every way of settling them. */
dd space_for_all_holes(struct space *s, dd f);
/* 1 where f holds for some way. */
dd space_for_some_hole(struct space *s, dd f);

/* Where a statute's block with a target group of its own binds the service (semantics L1), however holes are settled. */
dd space_binds(struct space *s, uint32_t block, uint32_t service);

/* The same for all inputs: alike, or their difference is zero as a linear term. False where that cannot be told. */
bool space_same_formula(struct space *s, const struct ex *x, const struct ex *y);

/* ---- persons (witness.c) */

struct witness {
	enum feas_answer found; /* UNDECIDED: the budget ran out */
	int64_t *values;        /* by input */
	bool *mentioned;        /* by input: what the person's description needs; readings too */
};

/* A case that can exist where the Boolean f holds, with few inputs mentioned and values at the boundaries. */
struct witness space_witness(struct space *s, dd f, struct arena *a);

/* Frees the box's columns, the last first, as long as it stays inside the Boolean `wide`. O(columns * |wide|). */
void space_widen(const struct space *s, dd wide, struct dd_box *box);
/* The same, mentioning only what tells f apart inside the Boolean `known`, which needs no words. */
struct witness space_witness_within(struct space *s, dd f, dd known, struct arena *a);
/* Can anybody be there? Cheaper than a witness. */
enum feas_answer space_possible(struct space *s, dd f);

/* The least and most days that a length can take; months depend on where they begin (semantics D4). */
void plain_days(const struct plain *p, struct num n, struct num *least, struct num *most);

/* An answer for complete inputs, from a leaf: formulas computed. */
struct plain leaf_plain(const struct space *s, const struct leaf *l, const int64_t *values);

#endif
