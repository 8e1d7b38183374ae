/* SPDX-License-Identifier: MIT
 *
 * Diagrams of tables against brute force and against the tuple sweep; differences of two tables.
 */
#include "space/dd_read.h"
#include "space/sweep.h"
#include "space/table_dd.h"

#include "box_grid.h"

enum { ROUNDS = 2000 };

static uint32_t by_box(const struct box_table *t, uint32_t i)
{
	(void)t;
	return i + 1;
}

static uint32_t by_outcome(const struct box_table *t, uint32_t i)
{
	return t->outcome[i] + 1;
}

static dd diagram(const struct box_grid *g, struct dd_manager *m, const struct box_table *t,
                  uint32_t (*of)(const struct box_table *, uint32_t))
{
	uint32_t *label = arena_array(&((struct box_grid *)g)->a, uint32_t, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		label[i] = of(t, i);
	return table_dd(m, t, label);
}

static uint32_t first_leaf(void *ctx, const uint32_t *values, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (values[i])
			return by_outcome(ctx, i);
	return 0;
}

/* The same function by the tuple sweep: the same reference. */
static dd by_tuples(const struct box_grid *g, struct dd_manager *m)
{
	struct box_table *t = g->t;
	dd *parts = arena_array(t->a, dd, t->n);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t lo[BOX_COLUMNS], hi[BOX_COLUMNS];
		for (uint32_t c = 0; c < t->k; c++) {
			lo[c] = t->lo[c][i];
			hi[c] = t->hi[c][i];
		}
		parts[i] = dd_of_box(m, &(struct dd_box){lo, hi});
	}
	return dd_combine(m, parts, t->n, &(struct dd_rule){.leaf = first_leaf, .ctx = t});
}

static void test_winner(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		uint32_t at[BOX_COLUMNS];
		box_grid_open(&g, start + round);
		struct dd_manager *m = dd_new(&g.a, &g.scratch, g.t->k, g.t->ranks, UINT64_MAX);
		dd boxes = diagram(&g, m, g.t, by_box), outcomes = diagram(&g, m, g.t, by_outcome);
		for (uint32_t p = 0; p < g.points; p++) {
			uint32_t i = box_winner(&g, p, g.t->n);
			box_point(&g, p, at);
			assert_int_equal(dd_eval(m, boxes, at), i < g.t->n ? i + 1 : 0);
			assert_int_equal(dd_eval(m, outcomes, at), i < g.t->n ? by_outcome(g.t, i) : 0);
		}
		assert_int_equal(outcomes, by_tuples(&g, m));
		box_grid_close(&g);
	}
}

/* The values of all parts that hold, as a sum: every part matters. */
static uint32_t sum_list(void *ctx, const struct sweep_part *list, uint32_t n)
{
	uint32_t sum = 0;
	(void)ctx;
	for (uint32_t i = 0; i < n; i++)
		sum += dd_value(list[i].f) << list[i].tag;
	return sum;
}

static uint32_t sum_tuple(void *ctx, const uint32_t *values, uint32_t n)
{
	uint32_t sum = 0;
	(void)ctx;
	for (uint32_t i = 0; i < n; i++)
		sum += values[i] << i;
	return sum;
}

/* Parts that are no boxes and have more than two values. */
static void test_sweep(void **state)
{
	(void)state;
	enum { PARTS = 7 };
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		box_grid_open(&g, start + round);
		struct dd_manager *m = dd_new(&g.a, &g.scratch, g.t->k, g.t->ranks, UINT64_MAX);
		dd parts[PARTS];
		struct sweep_part list[PARTS];
		dd all = diagram(&g, m, g.t, by_box);
		for (uint32_t i = 0; i < PARTS; i++) {
			parts[i] = dd_where(m, all, box_roll(&g, g.t->n + 1));
			parts[i] = dd_if(m, parts[i], dd_leaf(box_roll(&g, 4)), dd_leaf(box_roll(&g, 2)));
			list[i] = (struct sweep_part){i, parts[i]};
		}
		struct dd_rule tuples = {.leaf = sum_tuple};
		struct sweep_rule lists = {.leaf = sum_list};
		assert_int_equal(dd_sweep(m, list, PARTS, &lists), dd_combine(m, parts, PARTS, &tuples));
		assert_int_equal(dd_sweep(m, list, 0, &lists), dd_leaf(0));
		box_grid_close(&g);
	}
}

static uint32_t last_part(void *ctx, const struct sweep_part *list, uint32_t n)
{
	(void)ctx;
	return n ? list[n - 1].tag + 1 : 0;
}

/* More parts than one word of a set has bits. */
static void test_many_parts(void **state)
{
	(void)state;
	enum { PARTS = 150 };
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS / 20; round++) {
		struct box_grid g;
		box_grid_open(&g, start + round);
		struct dd_manager *m = dd_new(&g.a, &g.scratch, g.t->k, g.t->ranks, UINT64_MAX);
		struct sweep_part list[PARTS];
		dd all = diagram(&g, m, g.t, by_box), last = DD_FALSE;
		for (uint32_t i = 0; i < PARTS; i++) {
			list[i] = (struct sweep_part){i, dd_where(m, all, box_roll(&g, 2 * g.t->n))};
			last = dd_if(m, list[i].f, dd_leaf(i + 1), last);
		}
		assert_int_equal(dd_sweep(m, list, PARTS, &(struct sweep_rule){.leaf = last_part}), last);
		box_grid_close(&g);
	}
}

static void test_diff(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g, h;
		uint32_t at[BOX_COLUMNS];
		box_grid_open(&g, start + round);
		box_grid_open(&h, start + round);
		for (uint32_t i = 0; i < h.t->n; i++)
			if (box_roll(&h, 5) == 0)
				h.t->outcome[i] = box_roll(&h, 3);
		struct dd_manager *m = dd_new(&g.a, &g.scratch, g.t->k, g.t->ranks, UINT64_MAX);
		dd f = diagram(&g, m, g.t, by_outcome), k = diagram(&h, m, h.t, by_outcome);
		struct table_diff d = table_dd_diff(m, f, k, &g.a);
		assert_true((d.where == DD_FALSE) == (f == k));
		for (uint32_t p = 0; p < g.points; p++) {
			box_point(&g, p, at);
			uint32_t one = dd_eval(m, f, at), other = dd_eval(m, k, at),
					 leaf = dd_eval(m, d.where, at);
			assert_int_equal(leaf == 0, one == other);
			assert_true(leaf <= d.n);
			if (leaf) {
				assert_int_equal(d.change[leaf - 1].before, one);
				assert_int_equal(d.change[leaf - 1].after, other);
			}
		}
		box_grid_close(&g);
		box_grid_close(&h);
	}
}

static void test_budget(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		box_grid_open(&g, start + round);
		uint32_t little = box_roll(&g, 2000);
		struct dd_manager *m = dd_new(&g.a, &g.scratch, g.t->k, g.t->ranks, little);
		dd f = diagram(&g, m, g.t, by_box);
		dd_allow(m, UINT64_MAX);
		dd full = diagram(&g, m, g.t, by_box);
		assert_true(f == DD_BAD || f == full);
		box_grid_close(&g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_winner), TEST(test_sweep),  TEST(test_many_parts),
		TEST(test_diff),   TEST(test_budget),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
