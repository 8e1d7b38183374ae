/* SPDX-License-Identifier: MIT
 *
 * The box engines against brute force on thousands of small tables: pairs, unreachable boxes, gaps,
 * volumes.
 */
#include "space/cover.h"
#include "space/overlap.h"

#include "box_grid.h"

enum { ROUNDS = 4000 };

static void test_table(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		uint32_t order[BOX_COLUMNS], seen = 0;
		box_grid_open(&g, start + round);
		const struct box_table *t = g.t;
		for (uint32_t i = 1; i < t->n; i++)
			assert_true(t->priority[i - 1] > t->priority[i] ||
			            (t->priority[i - 1] == t->priority[i] && t->rule[i - 1] < t->rule[i]));
		box_table_columns(t, order, &g.scratch);
		struct box_table *p = box_table_permute(t, order, &g.a);
		for (uint32_t c = 0; c < t->k; c++) {
			seen |= 1u << order[c];
			assert_int_equal(p->ranks[c], t->ranks[order[c]]);
			for (uint32_t i = 0; i < t->n; i++)
				assert_int_equal(p->lo[c][i], t->lo[order[c]][i]);
		}
		assert_int_equal(seen, (1u << t->k) - 1);
		box_grid_close(&g);
	}
}

struct pairs {
	uint32_t met[64][64];
};

static void count_pair(void *ctx, uint32_t first, uint32_t second)
{
	((struct pairs *)ctx)->met[first][second]++;
}

static void assert_pairs(const struct box_grid *g, const struct box_index *x, unsigned kinds)
{
	static struct pairs p;
	struct overlap_list some = overlap_list(x, kinds, 5, &((struct box_grid *)g)->a);
	uint64_t count = 0;
	memset(&p, 0, sizeof p);
	assert_int_equal(overlap_each(x, kinds, count_pair, &p), some.count);
	for (uint32_t i = 0; i < g->t->n; i++)
		for (uint32_t j = i + 1; j < g->t->n; j++) {
			unsigned kind = g->t->outcome[i] == g->t->outcome[j] ? OVERLAP_SAME : OVERLAP_DIFFERENT;
			bool meets = box_meets(g->t, i, j) && (kinds & kind);
			assert_int_equal(p.met[i][j], meets);
			if (meets && count < some.n) {
				assert_int_equal(some.at[count].first, i);
				assert_int_equal(some.at[count].second, j);
			}
			count += meets;
		}
	assert_int_equal(count, some.count);
	assert_int_equal(some.n, count < 5 ? count : 5);
}

static void test_pairs(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		box_grid_open(&g, start + round);
		struct box_index *x = box_index_new(g.t, &g.a, &g.scratch);
		assert_pairs(&g, x, OVERLAP_DIFFERENT);
		assert_pairs(&g, x, OVERLAP_SAME);
		assert_pairs(&g, x, OVERLAP_DIFFERENT | OVERLAP_SAME);
		box_grid_close(&g);
	}
}

/* Inside the region and in none of the boxes. */
static void assert_hole(const struct box_grid *g, const struct dd_box *hole, uint32_t boxes)
{
	uint32_t at[BOX_COLUMNS];
	for (uint32_t c = 0; c < g->t->k; c++)
		assert_true(hole->lo[c] <= hole->hi[c] && hole->hi[c] < g->t->ranks[c]);
	for (uint32_t p = 0; p < g->points; p++) {
		bool is_in = true;
		box_point(g, p, at);
		for (uint32_t c = 0; c < g->t->k; c++)
			is_in = is_in && at[c] >= hole->lo[c] && at[c] <= hole->hi[c];
		if (is_in)
			assert_int_equal(box_winner(g, p, boxes), boxes);
	}
}

static void test_unreachable(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		uint32_t words[2 * BOX_COLUMNS];
		struct dd_box hole = {words, words + BOX_COLUMNS};
		bool wins[64] = {0};
		box_grid_open(&g, start + round);
		struct box_index *x = box_index_new(g.t, &g.a, &g.scratch);
		for (uint32_t p = 0; p < g.points; p++)
			wins[box_winner(&g, p, g.t->n)] = true;
		for (uint32_t i = 0; i < g.t->n; i++) {
			uint64_t budget = COVER_BOX_BUDGET;
			enum cover is = cover_by_earlier(x, i, &budget, &hole, &g.scratch);
			assert_int_equal(is, wins[i] ? COVER_NO : COVER_YES);
			if (is != COVER_NO)
				continue;
			assert_hole(&g, &hole, i);
			assert_true(box_has(g.t, i, hole.lo) && box_has(g.t, i, hole.hi));
		}
		box_grid_close(&g);
	}
}

static uint32_t small(struct big x)
{
	for (uint32_t i = 1; i < x.n; i++)
		assert_int_equal(x.limb[i], 0);
	return x.limb[0];
}

static void test_gap(void **state)
{
	(void)state;
	uint64_t start = seed();
	uint32_t none = 0;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		uint32_t words[2 * BOX_COLUMNS], first[BOX_COLUMNS] = {0}, last[BOX_COLUMNS], open = 0;
		struct dd_box hole = {words, words + BOX_COLUMNS}, whole = {first, last};
		box_grid_open(&g, start + round);
		struct box_index *x = box_index_new(g.t, &g.a, &g.scratch);
		for (uint32_t p = 0; p < g.points; p++)
			open += box_winner(&g, p, g.t->n) == g.t->n;
		none += open == 0;
		uint64_t budget = COVER_BUDGET, plenty = COVER_BUDGET;
		struct cover_gap gap = cover_region(x, NULL, &budget, &hole, &g.scratch);
		assert_int_equal(gap.is, open ? COVER_NO : COVER_YES);
		if (gap.found)
			assert_hole(&g, &hole, g.t->n);
		assert_int_equal(gap.found, open > 0);
		for (uint32_t c = 0; c < g.t->k; c++)
			last[c] = g.t->ranks[c] - 1;
		struct big left = big_new(&g.a, cover_limbs(g.t));
		assert_true(cover_certificate(x, &whole, &plenty, left, &g.scratch));
		assert_int_equal(small(left), open);
		assert_true(cover_volume(g.t, &whole, x->box, g.t->n, &plenty, left, &g.scratch));
		assert_int_equal(small(left), open);
		box_grid_close(&g);
	}
	assert_true(none > ROUNDS / 10); /* both answers are tried */
}

/* A budget only ever turns an answer into "not decided". */
/* A volume is exact, or not told. */
static void assert_volume_in(struct box_grid *g, const struct box_index *x, uint64_t little)
{
	uint64_t plenty = COVER_BUDGET;
	uint32_t lo[BOX_COLUMNS] = {0}, hi[BOX_COLUMNS];
	struct dd_box whole = {lo, hi};
	for (uint32_t c = 0; c < g->t->k; c++)
		hi[c] = g->t->ranks[c] - 1;
	struct big all = big_new(&g->a, cover_limbs(g->t)), left = big_new(&g->a, cover_limbs(g->t));
	assert_true(cover_volume(g->t, &whole, x->box, g->t->n, &plenty, all, &g->scratch));
	if (cover_volume(g->t, &whole, x->box, g->t->n, &little, left, &g->scratch))
		assert_int_equal(big_cmp(left, all), 0);
}

static void test_budget(void **state)
{
	(void)state;
	uint64_t start = seed();
	uint32_t undecided = 0;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct box_grid g;
		uint32_t words[2 * BOX_COLUMNS];
		struct dd_box hole = {words, words + BOX_COLUMNS};
		box_grid_open(&g, start + round);
		struct box_index *x = box_index_new(g.t, &g.a, &g.scratch);
		uint64_t plenty = COVER_BUDGET, little = box_roll(&g, 400);
		struct cover_gap all = cover_region(x, NULL, &plenty, &hole, &g.scratch);
		struct cover_gap gap = cover_region(x, NULL, &little, &hole, &g.scratch);
		undecided += gap.is == COVER_UNDECIDED;
		assert_true(gap.is == COVER_UNDECIDED || gap.is == all.is);
		if (gap.found)
			assert_hole(&g, &hole, g.t->n);
		assert_volume_in(&g, x, box_roll(&g, 400));
		box_grid_close(&g);
	}
	assert_true(undecided > 0 && undecided < ROUNDS);
}

/* Groups of columns that no box connects: 2^70 cells, decided at a glance, counted exactly. */
static void test_groups(void **state)
{
	struct arena *a = *state, scratch;
	arena_init(&scratch);
	enum { K = 70 };
	uint32_t ranks[K], lo[K] = {0}, hi[K], first[K] = {0}, at[K], to[K];
	for (uint32_t c = 0; c < K; c++) {
		ranks[c] = 4;
		hi[c] = at[c] = 3;
	}
	struct box_table *t = box_table_new(a, K, ranks);
	for (uint32_t c = 0; c < K; c++) {
		hi[c] = 2;
		box_table_add(t, lo, hi, 0, c, 0);
		hi[c] = 3;
	}
	struct box_index *x = box_index_new(t, a, &scratch);
	struct dd_box hole = {first, to}, all = {lo, at};
	uint64_t budget = 200000;
	assert_int_equal(cover_region(x, NULL, &budget, &hole, &scratch).is, COVER_NO);
	for (uint32_t c = 0; c < K; c++)
		assert_true(hole.lo[c] == 3 && hole.hi[c] == 3);
	struct big left = big_new(a, cover_limbs(t));
	assert_true(cover_volume(t, &all, x->box, t->n, &budget, left, &scratch));
	assert_string_equal(big_text(left, a), "1");
	for (uint64_t little = 0; little < 3000; little++) { /* exact, or not told */
		budget = little;
		if (cover_volume(t, &all, x->box, t->n, &budget, left, &scratch))
			assert_string_equal(big_text(left, a), "1");
	}
	cover_size(t, &all, left);
	assert_string_equal(big_text(left, a),
	                    "1393796574908163946345982392040522594123776"); /* 4^70 */
	arena_free(&scratch);
}

/* Two halves in one column of many cover everything, whichever column it is. */
static void test_many_columns(void **state)
{
	struct arena *a = *state, scratch;
	arena_init(&scratch);
	enum { K = 130 };
	uint32_t ranks[K], lo[K] = {0}, hi[K], first[K], last[K];
	for (uint32_t c = 0; c < K; c++) {
		ranks[c] = 4;
		hi[c] = 3;
	}
	for (uint32_t c = 0; c < K; c++) {
		struct box_table *t = box_table_new(a, K, ranks);
		struct dd_box hole = {first, last};
		uint64_t budget = 200000;
		hi[c] = 1;
		box_table_add(t, lo, hi, 0, 0, 0);
		hi[c] = 3;
		lo[c] = 2;
		box_table_add(t, lo, hi, 0, 1, 0);
		lo[c] = 0;
		struct box_index *x = box_index_new(t, a, &scratch);
		assert_int_equal(cover_region(x, NULL, &budget, &hole, &scratch).is, COVER_YES);
	}
	arena_free(&scratch);
}

static void test_big(void **state)
{
	struct arena *a = *state;
	struct big x = big_new(a, 8), y = big_new(a, 8), spare = big_new(a, 8);
	big_set(x, 1);
	for (uint32_t i = 2; i <= 30; i++)
		big_scale(x, i);
	assert_string_equal(big_text(x, a), "265252859812191058636308480000000"); /* 30! */
	big_copy(y, x);
	big_mul(x, y, spare);
	big_sub(x, y);
	big_add(x, y);
	assert_string_equal(big_text(x, a),
	                    "70359079638545882374689246780656119576032161719910400000000000000");
	assert_int_equal(big_cmp(x, y), 1);
	assert_int_equal(big_cmp(y, x), -1);
	big_sub(x, x);
	assert_true(big_is_zero(x));
	assert_string_equal(big_text(x, a), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_table),  TEST(test_pairs),  TEST(test_unreachable),  TEST(test_gap),
		TEST(test_budget), TEST(test_groups), TEST(test_many_columns), TEST(test_big),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
