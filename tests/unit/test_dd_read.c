/* SPDX-License-Identifier: MIT
 *
 * Reading diagrams: possible answers, the next question, lists, paths and shortest paths against
 * brute force.
 */
#include "grid.h"

static void test_possible_and_next(void **state)
{
	(void)state;
	static uint32_t t[POINTS];
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct grid g;
		uint32_t words[2 * COLUMNS], at[COLUMNS], next = 0, n = 0, one = 0;
		bool seen[8] = {false};
		grid_open(&g, start + round, UINT64_MAX);
		dd f = random_winner(&g, t);
		struct dd_box box = random_box(&g, words);
		for (uint32_t p = 0; p < g.points; p++) {
			point_at(&g, p, at);
			if (inside(&g, &box, at))
				seen[t[p]] = true;
		}
		struct dd_values values = dd_possible(g.m, f, &box, &g.a);
		for (uint32_t v = 0; v < 8; v++) {
			if (!seen[v])
				continue;
			assert_true(n < values.n);
			assert_int_equal(values.at[n++], one = v);
		}
		assert_int_equal(n, values.n);
		assert_int_equal(dd_always(g.m, f, &box, one), n == 1);
		assert_false(dd_always(g.m, f, &box, 7));
		while (next < g.columns && !depends(&g, t, &box, next))
			next++;
		assert_int_equal(dd_next(g.m, f, &box), next < g.columns ? next : DD_NO_COLUMN);
		grid_close(&g);
	}
}

static void test_support_counts_and_list(void **state)
{
	(void)state;
	static uint32_t t[POINTS];
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct grid g;
		bool tested[COLUMNS] = {false};
		grid_open(&g, start + round, UINT64_MAX);
		dd f = random_winner(&g, t);
		struct dd_box all = dd_box_whole(g.m, &g.a);
		dd_support(g.m, f, tested);
		for (uint32_t c = 0; c < g.columns; c++)
			assert_int_equal(tested[c], depends(&g, t, &all, c));
		for (uint32_t c = 0; c < g.columns; c++)
			assert_false(dd_box_mentions(g.m, &all, c));
		struct dd_list list = dd_topo(g.m, f, &g.a);
		assert_int_equal(list.n, dd_count_nodes(g.m, f));
		assert_true(list.n == 0 ? dd_is_leaf(f) : list.at[list.n - 1] == f);
		for (uint32_t i = 0; i < list.n; i++) {
			struct dd_node x = dd_node(g.m, list.at[i]);
			assert_int_equal(dd_place(list, list.at[i]), i);
			assert_true(x.n >= 2 && x.start[0] == 0);
			for (uint32_t k = 0; k < x.n; k++) {
				assert_true(k == 0 || x.start[k] > x.start[k - 1]);
				assert_true(k == 0 || x.kid[k] != x.kid[k - 1]);
				assert_true(dd_is_leaf(x.kid[k]) || dd_place(list, x.kid[k]) < i);
				assert_true(dd_is_leaf(x.kid[k]) || dd_node(g.m, x.kid[k]).col > x.col);
			}
		}
		dd roots[3] = {DD_TRUE, f, DD_BAD};
		assert_int_equal(dd_topo_all(g.m, roots, 3, &g.a).n, list.n);
		assert_int_equal(dd_place(list, f + 1), list.n);
		grid_close(&g);
	}
}

struct painted {
	struct grid *g;
	uint32_t *value, *times;
	uint64_t paths, stop_after;
	const struct dd_box *box;
};

static bool paint(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct painted *w = ctx;
	for (uint32_t p = 0; p < w->g->points; p++) {
		uint32_t at[COLUMNS];
		point_at(w->g, p, at);
		if (!inside(w->g, path, at))
			continue;
		assert_true(!w->box || inside(w->g, w->box, at));
		w->value[p] = value;
		w->times[p]++;
	}
	return ++w->paths != w->stop_after;
}

static void test_paths(void **state)
{
	(void)state;
	static uint32_t t[POINTS], value[POINTS], times[POINTS];
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct grid g;
		uint32_t words[2 * COLUMNS], at[COLUMNS];
		grid_open(&g, start + round, UINT64_MAX);
		dd f = random_winner(&g, t);
		struct dd_box box = random_box(&g, words), *within = round % 2 ? &box : NULL;
		struct painted w = {.g = &g, .value = value, .times = times, .box = within};
		memset(times, 0, sizeof times);
		assert_int_equal(dd_paths(g.m, f, within, UINT64_MAX, paint, &w), DD_WALK_DONE);
		for (uint32_t p = 0; p < g.points; p++) {
			point_at(&g, p, at);
			assert_int_equal(times[p], !within || inside(&g, within, at) ? 1 : 0);
			assert_true(times[p] == 0 || value[p] == t[p]);
		}
		if (!within)
			assert_int_equal(w.paths, dd_count_paths(g.m, f));
		uint64_t paths = w.paths;
		w.paths = 0;
		w.stop_after = paths;
		assert_int_equal(dd_paths(g.m, f, within, UINT64_MAX, paint, &w), DD_WALK_STOPPED);
		if (!dd_is_leaf(f))
			assert_int_equal(dd_paths(g.m, f, within, 0, paint, &w), DD_WALK_BUDGET);
		grid_close(&g);
	}
}

struct fewest {
	struct grid *g;
	const struct dd_box *box;
	uint32_t value, least;
};

static bool note_fewest(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct fewest *w = ctx;
	uint32_t n = 0;
	for (uint32_t c = 0; c < w->g->columns; c++)
		n += path->lo[c] != w->box->lo[c] || path->hi[c] != w->box->hi[c];
	if (value == w->value && n < w->least)
		w->least = n;
	return true;
}

static void test_shortest(void **state)
{
	(void)state;
	static uint32_t t[POINTS];
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct grid g;
		uint32_t words[2 * COLUMNS];
		grid_open(&g, start + round, UINT64_MAX);
		dd f = random_winner(&g, t);
		struct dd_box box = random_box(&g, words), path = dd_box_whole(g.m, &g.a);
		for (uint32_t v = 0; v <= 6; v++) {
			struct fewest w = {.g = &g, .box = &box, .value = v, .least = UINT32_MAX};
			dd_paths(g.m, f, &box, UINT64_MAX, note_fewest, &w);
			bool found = dd_shortest(g.m, f, &box, v, NULL, &path);
			assert_int_equal(found, w.least != UINT32_MAX);
			if (!found)
				continue;
			assert_true(dd_always(g.m, f, &path, v));
			struct fewest mine = {.g = &g, .box = &box, .value = v, .least = 99};
			note_fewest(&mine, &path, v);
			assert_int_equal(mine.least, w.least);
		}
		grid_close(&g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_possible_and_next),
		cmocka_unit_test(test_support_counts_and_list),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_shortest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
