/* SPDX-License-Identifier: MIT
 *
 * Region texts: boxes inside, maximal, irredundant, and covering exactly.
 */
#include "space/region.h"

#include "grid.h"

/*
 * Each box is inside, none can be widened by one rank, none is covered by the others, and all cover
 * the region.
 */
static void assert_regions(struct grid *g, dd f, struct region r)
{
	dd all = DD_FALSE;
	for (uint32_t i = 0; i < r.n; i++) {
		dd others = DD_FALSE;
		struct dd_box b = r.box[i];
		assert_true(dd_always(g->m, f, &b, 1));
		for (uint32_t c = 0; c < g->columns; c++) {
			uint32_t lo = b.lo[c], hi = b.hi[c];
			b.lo[c] = lo - (lo > 0);
			assert_true(lo == 0 || !dd_always(g->m, f, &b, 1));
			b.lo[c] = lo;
			b.hi[c] = hi + 1;
			assert_true(hi + 1 == g->ranks[c] || !dd_always(g->m, f, &b, 1));
			b.hi[c] = hi;
		}
		for (uint32_t k = 0; k < r.n; k++)
			if (k != i)
				others = dd_or(g->m, others, dd_of_box(g->m, &r.box[k]));
		assert_false(dd_always(g->m, others, &b, 1));
		all = dd_or(g->m, others, dd_of_box(g->m, &b));
	}
	assert_int_equal(all == f, !r.more);
}

static void test_regions(void **state)
{
	(void)state;
	static uint32_t t[POINTS];
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct grid g;
		grid_open(&g, start + round, UINT64_MAX);
		dd f = random_region(&g, t);
		if (round % 3 == 0)
			f = dd_not(g.m, f);
		struct region r = region_describe(g.m, f, f, 500, &g.a);
		assert_false(r.is_bad);
		assert_false(r.more);
		assert_regions(&g, f, r);
		assert_regions(&g, f, region_describe(g.m, f, f, 1, &g.a));
		assert_true(region_describe(g.m, DD_BAD, DD_BAD, 3, &g.a).is_bad);
		grid_close(&g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_regions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
