/* SPDX-License-Identifier: MIT
 *
 * Any text through the whole way: model, case space, checks. Whatever the rules say, nothing crashes, nothing hangs,
 * and every person in a finding is confirmed by the reference evaluator (check_bug aborts where one is not); on a few
 * cases the diagram's answer is the evaluator's.
 */
#include "check/check.h"
#include "front/parse.h"
#include "space/dd_read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SMALL 40 /* inputs, provisions: larger models only repeat what small ones show */

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* One case at the cuts of the columns, compared in every slot. */
static void compare(struct space *s, struct arena *a, uint64_t *seed)
{
	const struct model *m = s->m;
	int64_t *v = arena_array(a, int64_t, m->inputs.n);
	uint32_t *rank = arena_array(a, uint32_t, s->columns.n + 1);
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		uint32_t c = s->input_column[i];
		const struct type_m *t = &m->inputs.at[i].type;
		v[i] = c == NONE ? t->lo : s->columns.at[c].cuts.at[next(seed) % s->columns.at[c].cuts.n];
	}
	for (uint32_t c = 0; c < s->columns.n; c++) {
		int64_t x;
		bool known = column_value(s, &s->columns.at[c], v, &x);
		rank[s->columns.at[c].level] = known ? column_rank(&s->columns.at[c], x) : 0;
	}
	for (uint32_t i = 0; i < m->slots.n; i++) {
		if (s->slot[i] == DD_BAD)
			continue;
		const struct leaf *l = &s->leaves.at[dd_eval(s->dd, s->slot[i], rank)];
		struct plain p, q = leaf_plain(s, l, v);
		eval_slot(m, v, i, NULL, &p);
		if (!l->impossible && !plain_same(&p, &q))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a, scratch;
	arena_init(&a);
	arena_init(&scratch);
	struct sources sources = {.a = &a};
	struct diags d = {.a = &a};
	struct intern *names = intern_new(&a);
	const struct source *src = source_add(&sources, "x", (const char *)data, size);
	d.lang = parse_language(src);
	struct ast_file *file = parse_file(&a, names, &d, src);
	struct model *m = model_make(&a, names, &d, &sources, &file, 1, 1);
	bool small = m->inputs.n < SMALL && m->provisions.n < SMALL && m->services.n < SMALL;
	/* a model with errors is never asked further */
	if (!m->cyclic && small && !diags_errors(&d)) {
		struct space *s = space_make(&a, &scratch, m, 0);
		check_all(s, &d, &(struct check_options){.today = 0});
		uint64_t seed = size;
		for (int i = 0; i < 4 && !s->refused; i++)
			compare(s, &a, &seed);
	}
	diags_sort(&d);
	arena_free(&scratch);
	arena_free(&a);
	return 0;
}
