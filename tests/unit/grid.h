/* SPDX-License-Identifier: MIT
 *
 * Small random grids, diagrams on them and their tables of all points: the brute force that
 * diagrams are held against.
 */
#ifndef GRID_H
#define GRID_H

#include "space/dd_read.h"

#include "unit.h"

enum { COLUMNS = 6, POINTS = 4096, ROUNDS = 400 };

struct grid {
	struct arena a, scratch;
	struct dd_manager *m;
	uint32_t columns, ranks[COLUMNS], points;
	uint64_t random;
};

static inline uint32_t roll(struct grid *g, uint32_t n)
{
	return (uint32_t)random_in(&g->random, 0, n - 1);
}

static inline void grid_open(struct grid *g, uint64_t random, uint64_t budget)
{
	*g = (struct grid){.random = random, .points = 1};
	arena_init(&g->a);
	arena_init(&g->scratch);
	g->columns = 1 + roll(g, COLUMNS);
	for (uint32_t c = 0; c < g->columns; c++) {
		g->ranks[c] = 1 + roll(g, 6);
		while (g->points * g->ranks[c] > POINTS)
			g->ranks[c]--;
		g->points *= g->ranks[c];
	}
	g->m = dd_new(&g->a, &g->scratch, g->columns, g->ranks, budget);
}

static inline void grid_close(struct grid *g)
{
	arena_free(&g->a);
	arena_free(&g->scratch);
}

static inline void point_at(const struct grid *g, uint32_t p, uint32_t *ranks)
{
	for (uint32_t c = 0; c < g->columns; c++) {
		ranks[c] = p % g->ranks[c];
		p /= g->ranks[c];
	}
}

static inline uint32_t index_of(const struct grid *g, const uint32_t *ranks)
{
	uint32_t p = 0;
	for (uint32_t c = g->columns; c-- > 0;)
		p = p * g->ranks[c] + ranks[c];
	return p;
}

static inline bool inside(const struct grid *g, const struct dd_box *box, const uint32_t *ranks)
{
	bool is_in = true;
	for (uint32_t c = 0; c < g->columns; c++)
		is_in = is_in && ranks[c] >= box->lo[c] && ranks[c] <= box->hi[c];
	return is_in;
}

static inline struct dd_box random_box(struct grid *g, uint32_t *words)
{
	struct dd_box box = {words, words + COLUMNS};
	for (uint32_t c = 0; c < g->columns; c++) {
		uint32_t x = roll(g, g->ranks[c]), y = roll(g, g->ranks[c]);
		bool is_free = roll(g, 3) == 0;
		box.lo[c] = is_free ? 0 : x < y ? x : y;
		box.hi[c] = is_free ? g->ranks[c] - 1 : x < y ? y : x;
	}
	return box;
}

/* A union of a few random boxes, as a diagram and as a table. */
static inline dd random_region(struct grid *g, uint32_t *table)
{
	dd f = DD_FALSE;
	memset(table, 0, POINTS * sizeof *table);
	for (uint32_t i = roll(g, 5); i-- > 0;) {
		uint32_t words[2 * COLUMNS], at[COLUMNS];
		struct dd_box box = random_box(g, words);
		f = dd_or(g->m, f, dd_of_box(g->m, &box));
		for (uint32_t p = 0; p < g->points; p++) {
			point_at(g, p, at);
			table[p] |= inside(g, &box, at);
		}
	}
	return f;
}

static inline void assert_table(const struct grid *g, dd f, const uint32_t *table)
{
	assert_true(f != DD_BAD);
	for (uint32_t p = 0; p < g->points; p++) {
		uint32_t at[COLUMNS];
		point_at(g, p, at);
		if (dd_eval(g->m, f, at) != table[p])
			fail_msg("point %u: %u, expected %u", p, dd_eval(g->m, f, at), table[p]);
	}
}

/* Point by point from the last column up: the same function must be the same reference. */
static inline dd from_table(const struct grid *g, const uint32_t *table, uint32_t col, uint32_t p,
                            uint32_t stride)
{
	if (col == g->columns)
		return dd_leaf(table[p]);
	uint32_t starts[6];
	dd kids[6];
	for (uint32_t r = 0; r < g->ranks[col]; r++) {
		starts[r] = r;
		kids[r] = from_table(g, table, col + 1, p + r * stride, stride * g->ranks[col]);
	}
	return dd_cases(g->m, col, starts, kids, g->ranks[col]);
}

static inline dd canonical(const struct grid *g, const uint32_t *table)
{
	return from_table(g, table, 0, 0, 1);
}

/* The first true part wins; a representative of how slots are built. */
static inline uint32_t first_leaf(void *ctx, const uint32_t *values, uint32_t n)
{
	++*(uint32_t *)ctx;
	for (uint32_t i = 0; i < n; i++)
		if (values[i])
			return i + 1;
	return 0;
}

static inline void first_prune(void *ctx, dd *parts, uint32_t n)
{
	(void)ctx;
	uint32_t i = 0;
	while (i < n && parts[i] != DD_TRUE)
		i++;
	while (++i < n)
		parts[i] = DD_FALSE;
}

static inline dd random_winner(struct grid *g, uint32_t *table)
{
	enum { PARTS = 5 };
	static uint32_t x[POINTS];
	dd parts[PARTS];
	uint32_t calls = 0;
	memset(table, 0, POINTS * sizeof *table);
	for (uint32_t i = 0; i < PARTS; i++) {
		parts[i] = random_region(g, x);
		for (uint32_t p = 0; p < g->points; p++)
			table[p] = table[p] ? table[p] : x[p] ? i + 1 : 0;
	}
	struct dd_rule plain = {.leaf = first_leaf, .ctx = &calls};
	struct dd_rule pruned = {.leaf = first_leaf, .prune = first_prune, .ctx = &calls};
	dd f = dd_combine(g->m, parts, PARTS, &plain);
	assert_int_equal(f, dd_combine(g->m, parts, PARTS, &pruned));
	return f;
}

/*
 * Brute force: does the value at some point of the box change when only column c changes inside the
 * box?
 */
static inline bool depends(const struct grid *g, const uint32_t *t, const struct dd_box *box,
                           uint32_t c)
{
	for (uint32_t p = 0; p < g->points; p++) {
		uint32_t at[COLUMNS];
		point_at(g, p, at);
		if (!inside(g, box, at))
			continue;
		at[c] = box->lo[c];
		if (t[index_of(g, at)] != t[p])
			return true;
	}
	return false;
}

#endif
