/* SPDX-License-Identifier: MIT
 *
 * Reading diagrams: values, sizes, answers still possible, the next question, paths, shortest
 * paths. Nothing here makes nodes or spends the manager's budget. f is never DD_BAD. Boxes are
 * optional (dd.h), not empty. "O(|f|)" is linear in the edges of f, plus 1 bit or word for each
 * node made before it.
 */
#ifndef SPACE_DD_READ_H
#define SPACE_DD_READ_H

#include "space/dd.h"

/* The leaf value at a point. O(columns * log edges). */
uint32_t dd_eval(const struct dd_manager *m, dd f, const uint32_t *ranks);

/*
 * Sets tested[c] for each column that f depends on and leaves the others, so that several f may add
 * up. O(|f|).
 */
void dd_support(const struct dd_manager *m, dd f, bool *tested);

/* The nodes of f (without leaves), children first, f last; in `a`. O(|f|). */
struct dd_list {
	const dd *at;
	uint32_t n;
};
struct dd_list dd_topo(const struct dd_manager *m, dd f, struct arena *a);
/*
 * The nodes of several diagrams, each once, children first. DD_BAD and leaves among them are passed
 * over.
 */
struct dd_list dd_topo_all(const struct dd_manager *m, const dd *roots, uint32_t n,
                           struct arena *a);
/* Where node f stands in a list, for tables by position; list.n where it does not. O(log n). */
uint32_t dd_place(struct dd_list list, dd f);

uint32_t dd_count_nodes(const struct dd_manager *m, dd f);
/* Paths from f to any leaf, at most UINT64_MAX. O(|f|). */
uint64_t dd_count_paths(const struct dd_manager *m, dd f);

/* The distinct leaf values inside the box, rising; in `a`. O(|f| log |f|). */
struct dd_values {
	const uint32_t *at;
	uint32_t n;
};
struct dd_values dd_possible(const struct dd_manager *m, dd f, const struct dd_box *box,
                             struct arena *a);
/* True where every point of the box has the value. O(|f|). */
bool dd_always(const struct dd_manager *m, dd f, const struct dd_box *box, uint32_t value);

#define DD_NO_COLUMN UINT32_MAX

/*
 * The next question: the first column in order on which the answer still depends inside the box,
 * that is, some two of its ranks lead to different answers for some choice of the others.
 * DD_NO_COLUMN exactly where only one answer is possible. (Comparing only the *sets* of answers
 * below each branch would find no question in x XOR y.) O(|f|).
 */
uint32_t dd_next(const struct dd_manager *m, dd f, const struct dd_box *box);

/*
 * Boxes of all columns: untested ones keep the bounds of the box searched. The box is the callee's
 * until return.
 */
typedef bool dd_each(void *ctx, const struct dd_box *path, uint32_t value);

enum dd_walk { DD_WALK_DONE, DD_WALK_STOPPED, DD_WALK_BUDGET };

/*
 * Every path inside the box, in order of the columns and ranks, until `each` returns false or
 * `budget` edges were followed. The paths are disjoint and fill the box.
 */
enum dd_walk dd_paths(const struct dd_manager *m, dd f, const struct dd_box *box, uint64_t budget,
                      dd_each *each, void *ctx);

/*
 * A path to the value that mentions the fewest columns; false where there is none. Of those the one
 * that holds the liked rank of its columns, else the first; `liked` is by column, may be NULL. O(|f|).
 */
bool dd_shortest(const struct dd_manager *m, dd f, const struct dd_box *box, uint32_t value,
                 const uint32_t *liked, struct dd_box *path);

/* The whole grid, in `a`. */
struct dd_box dd_box_whole(const struct dd_manager *m, struct arena *a);
struct dd_box dd_box_copy(const struct dd_manager *m, const struct dd_box *box, struct arena *a);
/* False where the box leaves the column free. */
bool dd_box_mentions(const struct dd_manager *m, const struct dd_box *box, uint32_t col);

#endif
