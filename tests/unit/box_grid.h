/* SPDX-License-Identifier: MIT
 *
 * Small random tables of boxes, and what they say point by point: the brute force that the box
 * engines are held against.
 */
#ifndef BOX_GRID_H
#define BOX_GRID_H

#include "space/box.h"
#include "space/dd.h"

#include "unit.h"

enum { BOX_COLUMNS = 6, BOX_POINTS = 4096 };

struct box_grid {
	struct arena a, scratch;
	struct box_table *t;
	uint32_t points;
	uint64_t random;
};

static inline uint32_t box_roll(struct box_grid *g, uint32_t n)
{
	return (uint32_t)random_in(&g->random, 0, n - 1);
}

static inline void box_grid_add(struct box_grid *g, uint32_t free_in, uint32_t outcomes)
{
	uint32_t lo[BOX_COLUMNS], hi[BOX_COLUMNS];
	for (uint32_t c = 0; c < g->t->k; c++) {
		uint32_t x = box_roll(g, g->t->ranks[c]), y = box_roll(g, g->t->ranks[c]);
		bool is_free = box_roll(g, free_in) == 0;
		lo[c] = is_free ? 0 : x < y ? x : y;
		hi[c] = is_free ? g->t->ranks[c] - 1 : x < y ? y : x;
	}
	box_table_add(g->t, lo, hi, box_roll(g, outcomes), g->t->n, (int32_t)box_roll(g, 3));
}

/* Cuts the space in two, again and again: a table without overlap and without gap, perhaps spoiled later. */
static inline void box_grid_cut(struct box_grid *g, uint32_t *lo, uint32_t *hi, uint32_t depth)
{
	uint32_t c = box_roll(g, g->t->k);
	if (depth == 0 || lo[c] == hi[c]) {
		box_table_add(g->t, lo, hi, box_roll(g, 4), g->t->n, 0);
		return;
	}
	uint32_t first = lo[c], last = hi[c], at = first + box_roll(g, last - first);
	hi[c] = at;
	box_grid_cut(g, lo, hi, depth - 1);
	hi[c] = last;
	lo[c] = at + 1;
	box_grid_cut(g, lo, hi, depth - 1);
	lo[c] = first;
}

/* Every second table is a partition with one box perhaps shrunk. */
static inline void box_grid_open(struct box_grid *g, uint64_t random)
{
	uint32_t ranks[BOX_COLUMNS], lo[BOX_COLUMNS] = {0}, hi[BOX_COLUMNS];
	*g = (struct box_grid){.random = random, .points = 1};
	arena_init(&g->a);
	arena_init(&g->scratch);
	uint32_t k = 1 + box_roll(g, BOX_COLUMNS);
	for (uint32_t c = 0; c < k; c++) {
		ranks[c] = 1 + box_roll(g, 7);
		while (g->points * ranks[c] > BOX_POINTS)
			ranks[c]--;
		g->points *= ranks[c];
		hi[c] = ranks[c] - 1;
	}
	g->t = box_table_new(&g->a, k, ranks);
	if (box_roll(g, 2)) {
		box_grid_cut(g, lo, hi, 1 + box_roll(g, 5));
		uint32_t c = box_roll(g, k), i = box_roll(g, g->t->n);
		if (box_roll(g, 2) && g->t->lo[c][i] < g->t->hi[c][i])
			g->t->lo[c][i]++;
	} else {
		for (uint32_t n = box_roll(g, 40); n-- > 0;)
			box_grid_add(g, 1 + box_roll(g, 3), 3);
	}
	box_table_order(g->t, &g->scratch);
}

static inline void box_grid_close(struct box_grid *g)
{
	arena_free(&g->a);
	arena_free(&g->scratch);
}

static inline void box_point(const struct box_grid *g, uint32_t p, uint32_t *at)
{
	for (uint32_t c = 0; c < g->t->k; c++) {
		at[c] = p % g->t->ranks[c];
		p /= g->t->ranks[c];
	}
}

/* The first box that has the point, among those before `end`; end where there is none. */
static inline uint32_t box_winner(const struct box_grid *g, uint32_t p, uint32_t end)
{
	uint32_t at[BOX_COLUMNS], i = 0;
	box_point(g, p, at);
	while (i < end && !box_has(g->t, i, at))
		i++;
	return i;
}

#endif
