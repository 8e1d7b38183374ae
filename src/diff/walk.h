/* SPDX-License-Identifier: MIT
 * Private to diff/: a diagram made ready for being asked millions of times. */
#ifndef DIFF_WALK_H
#define DIFF_WALK_H

#include "space/dd.h"

/* An edge from rank `start` on; to: a node's number, or a leaf. */
struct walk_edge {
	uint32_t start, to;
};

struct walk_node {
	uint32_t level, first, n; /* edges first..first + n */
};

/*
 * table: for each node its level, then one entry a rank: where the next node begins, or a leaf; NULL where that would
 * be too large, and edges are searched instead.
 */
struct walk {
	dd f, root; /* root: an entry of the table, or a leaf */
	uint32_t *table;
	struct walk_node *node; /* children first */
	struct walk_edge *edge;
	uint32_t n, top; /* nodes; where the last one is, or a leaf */
	bool *tested;    /* by level */
};

struct walk walk_make(const struct dd_manager *m, dd f, struct arena *a, struct arena *scratch);

/* The leaf's value for row r; rank: by level, then by row. */
static inline uint32_t walk_row(const struct walk *w, uint32_t *const *rank, uint32_t r)
{
	uint32_t at = w->table ? w->root : w->top;
	while (w->table && !dd_is_leaf(at))
		at = w->table[at + 1 + rank[w->table[at]][r]];
	while (!dd_is_leaf(at)) {
		const struct walk_node *x = &w->node[at];
		const struct walk_edge *e = &w->edge[x->first];
		for (uint32_t n = x->n, value = rank[x->level][r]; n > 1;) {
			uint32_t half = n / 2;
			e += e[half].start <= value ? half : 0;
			n -= half;
		}
		at = e->to;
	}
	return dd_value(at);
}

/* Sets seen[v] for each value inside the box. reached: room for the nodes, false; given back so. */
void walk_possible(const struct walk *w, const struct dd_box *box, bool *reached, bool *seen);

#endif
