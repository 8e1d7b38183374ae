/* SPDX-License-Identifier: MIT
 *
 * The rows of a slot against its diagram, on random catalogues: every point meets exactly one row, and it leads where the
 * diagram does; there are as many as were counted.
 */
#include "emit/rows.h"
#include "front/parse.h"
#include "random_catalogue.h"

struct subject {
	struct arena a, scratch;
	struct plan *p; /* NULL: the text has errors */
};

static void subject_open(struct subject *x, uint64_t seed)
{
	arena_init(&x->a);
	arena_init(&x->scratch);
	x->p = NULL;
	struct gen g = {.r = seed, .t = {.a = &x->a}};
	catalogue(&g);
	struct diags d = {.a = &x->a};
	struct sources *sources = arena_new(&x->a, struct sources);
	sources->a = &x->a;
	struct intern *names = intern_new(&x->a);
	const struct source *f = source_add(sources, "k.niv", text_c(&g.t), g.t.n);
	struct ast_file *file = parse_file(&x->a, names, &d, f);
	struct model *m = model_make(&x->a, names, &d, sources, &file, 1, 1);
	if (!m->cyclic && !diags_errors(&d))
		x->p = plan_make(space_make(&x->a, &x->scratch, m, 0), &x->a);
}

static void subject_close(struct subject *x)
{
	arena_free(&x->a);
	arena_free(&x->scratch);
}

static uint32_t rank_of(const struct plan *p, uint32_t column, int64_t value)
{
	const struct plan_cuts *cuts = &p->cuts[column];
	uint32_t rank = 0;
	while (rank + 1 < cuts->list.n && cuts->list.at[rank + 1] <= value)
		rank++;
	return rank;
}

static uint32_t leaf_of(const struct plan *p, uint32_t f, const int64_t *value)
{
	while (!(f & PLAN_LEAF)) {
		const struct plan_node *n = &p->nodes.at[f];
		uint32_t k = 0, rank = rank_of(p, n->column, value[n->column]);
		while (k + 1 < n->n && n->start[k + 1] <= rank)
			k++;
		f = n->kid[k];
	}
	return f & ~PLAN_LEAF;
}

static bool meets(const struct plan_row *row, const int64_t *value)
{
	for (uint32_t i = 0; i < row->n; i++) {
		bool in = false;
		for (uint32_t k = 0; k < row->cells[i].n; k++)
			in |= row->cells[i].at[k].lo <= value[row->cells[i].column] &&
			      value[row->cells[i].column] <= row->cells[i].at[k].hi;
		if (!in)
			return false;
	}
	return true;
}

/* At a cut, or beside it. */
static int64_t point(const struct plan *p, uint32_t column, uint64_t *r)
{
	const struct plan_cuts *cuts = &p->cuts[column];
	int64_t cut = cuts->list.at[random_in(r, 0, cuts->list.n - 1)];
	return cut > INT64_MIN / 2 ? cut + random_in(r, -1, 1) : cut;
}

static void check_slot(const struct plan *p, uint32_t root, uint64_t *r)
{
	uint64_t counted = plan_count_rows(p, root);
	if (counted > 5000)
		return;
	struct plan_rows rows = plan_list_rows(p, root, p->a);
	assert_int_equal(rows.n, counted);
	int64_t *value = arena_array(p->a, int64_t, p->columns.n + 1);
	for (int i = 0; i < 20; i++) {
		for (uint32_t c = 0; c < p->columns.n; c++)
			value[c] = point(p, c, r);
		uint32_t met = 0;
		for (uint32_t k = 0; k < rows.n; k++)
			if (meets(&rows.at[k], value)) {
				assert_int_equal(rows.at[k].leaf, leaf_of(p, root, value));
				met++;
			}
		assert_int_equal(met, 1);
	}
}

static void test_rows(void **state)
{
	(void)state;
	uint32_t used = 0;
	for (uint64_t seed = 1; seed <= 150; seed++) {
		struct subject x;
		uint64_t r = seed;
		subject_open(&x, seed);
		for (uint32_t i = 0; x.p && i <= x.p->n_slots; i++)
			if (x.p->slots[i].root != PLAN_BAD)
				check_slot(x.p, x.p->slots[i].root, &r);
		used += x.p != NULL;
		subject_close(&x);
	}
	assert_true(used > 75);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
	return cmocka_run_group_tests_name("emit_rows", tests, NULL, NULL);
}
