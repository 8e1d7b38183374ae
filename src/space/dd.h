/* SPDX-License-Identifier: MIT
 *
 * Interval decision diagrams: functions from a grid of ranks to 31-bit values, one reference per
 * function.
 *
 * The grid has n columns in a fixed order (the caller orders them); column c has ranks
 * 0..ranks[c]-1. A diagram is a leaf (its value) or a node: a column cut into intervals, one child
 * for each. Nodes are shared, so two functions are equal exactly if their references are equal.
 * Always: 2 or more edges, starts rise strictly from 0, neighbouring children differ, children test
 * later columns and have smaller references (a bottom-up pass is one linear loop).
 *
 * Work has a budget, counted in edges and never in time: past it, every result is DD_BAD until
 * dd_allow(). A DD_BAD operand gives DD_BAD. Callbacks must not build in the same manager, nor keep
 * anything in its scratch.
 */
#ifndef SPACE_DD_H
#define SPACE_DD_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t dd;

#define DD_LEAF 0x80000000u
#define DD_VALUE_MAX 0x7fffffffu
#define DD_BAD 0x7fffffffu /* neither leaf nor node */
#define DD_FALSE DD_LEAF
#define DD_TRUE (DD_LEAF | 1u)

static inline dd dd_leaf(uint32_t value)
{
	return DD_LEAF | value;
}
static inline bool dd_is_leaf(dd f)
{
	return (f & DD_LEAF) != 0;
}
static inline uint32_t dd_value(dd f)
{
	return f & DD_VALUE_MAX;
} /* of a leaf */

struct dd_manager;

/*
 * One node; start and kid live as long as the manager. Edge i holds on ranks
 * start[i]..start[i+1]-1.
 */
struct dd_node {
	uint32_t col, n;
	const uint32_t *start;
	const dd *kid;
};

/* The edge that holds at a rank. O(log edges). */
static inline uint32_t dd_edge_at(const struct dd_node *x, uint32_t rank)
{
	uint32_t lo = 0;
	for (uint32_t n = x->n; n > 1;) {
		uint32_t half = n / 2;
		lo = x->start[lo + half] <= rank ? lo + half : lo;
		n -= half;
	}
	return lo;
}

/*
 * An interval of ranks for every column, both ends included. Where a box is optional, NULL is the
 * whole grid.
 */
struct dd_box {
	uint32_t *lo, *hi;
};

/*
 * Nodes are kept in `a`; `scratch` (another arena) is used during a call and given back. ranks
 * (each 1 or more) are copied. The manager is empty and may spend `budget`.
 */
struct dd_manager *dd_new(struct arena *a, struct arena *scratch, uint32_t columns,
                          const uint32_t *ranks, uint64_t budget);
/* Clears the overrun and allows `budget` more from here. */
void dd_allow(struct dd_manager *m, uint64_t budget);
bool dd_overrun(const struct dd_manager *m);
uint64_t dd_spent(const struct dd_manager *m); /* since dd_new */
/* Work done outside the manager, at its cost; false past the budget. */
bool dd_spend(struct dd_manager *m, uint64_t edges);
uint32_t dd_columns(const struct dd_manager *m);
uint32_t dd_ranks(const struct dd_manager *m, uint32_t col);
struct arena *dd_scratch(const struct dd_manager *m);
/* f must be a node. O(1). */
struct dd_node dd_node(const struct dd_manager *m, dd f);

/*
 * True on ranks lo..hi of the column; lo > hi is false everywhere, hi may lie past the last rank.
 */
dd dd_interval(struct dd_manager *m, uint32_t col, uint32_t lo, uint32_t hi);
/* kids[i] from rank starts[i] on; starts[0] is 0; kids test later columns only. O(n). */
dd dd_cases(struct dd_manager *m, uint32_t col, const uint32_t *starts, const dd *kids, uint32_t n);
/* True inside the box. */
dd dd_of_box(struct dd_manager *m, const struct dd_box *box);

/*
 * Boolean operands have leaves DD_FALSE and DD_TRUE only. O(|f| * |g|) edges, remembered by the
 * manager.
 */
dd dd_and(struct dd_manager *m, dd f, dd g);
dd dd_or(struct dd_manager *m, dd f, dd g);
dd dd_not(struct dd_manager *m, dd f);
/* f where the Boolean c holds, else g; f and g have any leaves. */
dd dd_if(struct dd_manager *m, dd c, dd f, dd g);

/*
 * What dd_combine computes at each point from the values of its n parts. leaf: the result's value
 * (31 bits). prune (may be NULL): some parts are leaves already; overwrite those whose value can no
 * longer change the result by DD_FALSE. The fewer distinct tuples remain, the smaller the work;
 * when only leaves remain, `leaf` decides.
 */
struct dd_rule {
	uint32_t (*leaf)(void *ctx, const uint32_t *values, uint32_t n);
	void (*prune)(void *ctx, dd *parts, uint32_t n);
	void *ctx;
};

/* All parts swept at once, from the first column down, each distinct tuple of parts once. */
dd dd_combine(struct dd_manager *m, const dd *parts, uint32_t n, const struct dd_rule *rule);

/* Every leaf value v becomes fn(ctx, v). O(|f|). */
dd dd_map(struct dd_manager *m, dd f, uint32_t (*fn)(void *ctx, uint32_t value), void *ctx);
/* 1 where f has the value, else 0. O(|f|). */
dd dd_where(struct dd_manager *m, dd f, uint32_t value);
/*
 * f seen from inside lo..hi: the column's ranks outside it get the value at the nearer end. O(|f|).
 */
dd dd_restrict(struct dd_manager *m, dd f, uint32_t col, uint32_t lo, uint32_t hi);
/* The same for every column at once: equal results are functions equal inside the box. O(|f|). */
dd dd_restrict_box(struct dd_manager *m, dd f, const struct dd_box *box);
/*
 * A function that is f wherever the Boolean `care` holds, and elsewhere whatever needs few columns (Coudert and Madre's
 * restrict): a column that f does not test is not tested, and one that tells nothing apart inside `care` is dropped
 * where that shows on the way down. f where `care` is nowhere true. O(|f| * |care|) edges as a rule.
 */
dd dd_within(struct dd_manager *m, dd f, dd care);
/*
 * The same into another manager of equal columns, without the nodes f no longer needs; box may be
 * NULL.
 */
dd dd_copy(struct dd_manager *to, const struct dd_manager *from, dd f, const struct dd_box *box);

/*
 * The same into a manager of other columns: column c of `from` is columns[c] here (their order is kept), and its rank at
 * rank r here is ranks[c][r]; where that is DD_NO_RANK, the result is `outside`. O(edges * ranks).
 */
#define DD_NO_RANK UINT32_MAX
dd dd_regrid(struct dd_manager *to, const struct dd_manager *from, dd f, const uint32_t *columns,
             const uint32_t *const *ranks, dd outside);

#endif
