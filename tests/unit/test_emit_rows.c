/* SPDX-License-Identifier: MIT
 *
 * Tables of rows against the diagrams they are made of, on random catalogues. In every point that can exist, one row of
 * the scope holds; inside, one row of the slot holds; and together they say what the slot's own diagram says.
 */
#include "emit/rows.h"
#include "front/parse.h"
#include "random_catalogue.h"
#include "space/dd_read.h"

struct subject {
	struct arena a, scratch;
	struct space *s; /* NULL: the text has errors */
};

static void subject_open(struct subject *x, uint64_t seed)
{
	arena_init(&x->a);
	arena_init(&x->scratch);
	x->s = NULL;
	struct gen g = {.r = seed, .t = {.a = &x->a}};
	catalogue(&g);
	struct diags *d = arena_new(&x->a, struct diags);
	d->a = &x->a;
	struct sources *sources = arena_new(&x->a, struct sources);
	sources->a = &x->a;
	struct intern *names = intern_new(&x->a);
	const struct source *f = source_add(sources, "k.niv", text_c(&g.t), g.t.n);
	struct ast_file *file = parse_file(&x->a, names, d, f);
	struct model *m = model_make(&x->a, names, d, sources, &file, 1, 1);
	if (!m->cyclic && !diags_errors(d))
		x->s = space_make(&x->a, &x->scratch, m, 0);
}

static void subject_close(struct subject *x)
{
	arena_free(&x->a);
	arena_free(&x->scratch);
}

static bool cell_holds(const struct row_cell *cell, int64_t value)
{
	bool holds = false;
	for (uint32_t k = 0; k < cell->n; k++)
		holds |= cell->at[k].lo <= value && value <= cell->at[k].hi;
	return holds;
}

/* The value of the one row that holds. */
static uint32_t value_at(const struct rows *rows, const int64_t *value)
{
	uint32_t met = 0, found = 0;
	for (uint32_t i = 0; i < rows->n; i++) {
		bool holds = true;
		for (uint32_t k = 0; k < rows->at[i].n; k++)
			holds &= cell_holds(&rows->at[i].cells[k], value[rows->at[i].cells[k].column]);
		met += holds;
		found = holds ? rows->at[i].value : found;
	}
	assert_int_equal(met, 1);
	return found;
}

static struct rows listed(struct subject *x, dd f)
{
	assert_true(f != DD_BAD);
	struct rows rows = rows_list(x->s, f, &x->a);
	assert_int_equal(rows.n, rows_count(x->s, f));
	return rows;
}

static void check_slot(struct subject *x, uint32_t slot, const struct rows *given, uint64_t *r)
{
	struct space *s = x->s;
	const struct slot *q = &s->m->slots.at[slot];
	struct rows scope = listed(x, rows_scope(s, q->service)), own = listed(x, rows_slot(s, slot));
	int64_t *value = arena_array(&x->a, int64_t, s->columns.n + 1);
	uint32_t *rank = arena_array(&x->a, uint32_t, s->columns.n + 1);
	for (int i = 0; i < 20; i++) {
		for (uint32_t c = 0; c < s->columns.n; c++) {
			const struct column *k = &s->columns.at[c];
			uint32_t at = (uint32_t)random_in(r, 0, k->cuts.n - 1);
			rank[k->level] = at;
			value[c] = random_in(r, 0, 1) ? k->cuts.at[at] : column_last(k, at);
		}
		bool exists = dd_eval(s->dd, s->given, rank);
		assert_int_equal(value_at(given, value), exists);
		if (!exists)
			continue;
		uint32_t want = dd_eval(s->dd, s->slot[slot], rank);
		uint32_t outside = s->m->headings.at[q->heading].about_case ? 0 : value_at(&scope, value);
		assert_int_equal(outside ? outside - 1 : value_at(&own, value), want);
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
		if (x.s && rows_given(x.s) != DD_BAD) {
			struct rows given = listed(&x, rows_given(x.s));
			for (uint32_t i = 0; i < x.s->m->slots.n; i++)
				if (x.s->m->slots.at[i].service < x.s->m->own_services && x.s->slot[i] != DD_BAD)
					check_slot(&x, i, &given, &r);
			used++;
		}
		subject_close(&x);
	}
	assert_true(used > 75);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
	return cmocka_run_group_tests_name("emit_rows", tests, NULL, NULL);
}
