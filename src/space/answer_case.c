/* SPDX-License-Identifier: MIT
 *
 * A case as a box of the space: each input at its value or free; a term of several inputs no further than its inputs
 * allow. And which answers inside the box somebody can have.
 */
#include "space/answer_part.h"

#include "base/date.h"
#include "space/dd_read.h"
#include "space/tie.h"

/* ---- the case as a box ---------------------------------------------------------------------------------- */

static bool column_known(const struct column *c, const struct case_m *cs)
{
	switch (c->kind) {
	case COL_INPUT:
		return cs->known[c->input] || (c->reading && cs->reading && cs->reading[c->input] >= 0);
	case COL_SUM:
		for (uint32_t i = 0; i < c->terms.n; i++)
			if (!cs->known[c->terms.at[i].input])
				return false;
		return true;
	case COL_MONTHS:
	case COL_AGE:
		return cs->known[c->from] && cs->known[c->to];
	case COL_HOLE:
		break;
	}
	return false;
}

/* The least and the greatest value of an input in the case. */
static void input_ends(const struct space *s, const struct case_m *cs, uint32_t input, int64_t *lo,
                       int64_t *hi)
{
	const struct type_m *t = &s->m->inputs.at[input].type;
	*lo = cs->known[input] ? cs->values[input] : t->lo;
	*hi = cs->known[input] ? cs->values[input] : t->hi;
}

/* The same of a derived column: each of its inputs at the end that makes it least, or greatest. */
static void derived_ends(const struct space *s, const struct case_m *cs, const struct column *c,
                         struct arena *arena, int64_t *lo, int64_t *hi)
{
	int64_t *least = arena_array(arena, int64_t, s->m->inputs.n), a, b;
	int64_t *most = arena_array(arena, int64_t, s->m->inputs.n);
	for (uint32_t i = 0; i < c->terms.n; i++) {
		uint32_t k = c->terms.at[i].input;
		input_ends(s, cs, k, &a, &b);
		least[k] = c->terms.at[i].factor > 0 ? a : b;
		most[k] = c->terms.at[i].factor > 0 ? b : a;
	}
	if (c->kind == COL_MONTHS || c->kind == COL_AGE) {
		input_ends(s, cs, c->from, &most[c->from], &least[c->from]);
		input_ends(s, cs, c->to, &least[c->to], &most[c->to]);
	}
	column_value(s, c, least, lo);
	column_value(s, c, most, hi);
}

struct dd_box case_box(const struct space *s, const struct case_m *cs, struct arena *a)
{
	struct dd_box box = dd_box_whole(s->dd, a);
	for (uint32_t i = 0; i < s->columns.n; i++) {
		const struct column *c = &s->columns.at[i];
		int64_t lo = c->lo, hi = c->hi;
		if (c->kind == COL_INPUT && c->reading && column_known(c, cs))
			lo = hi = cs->reading[c->input];
		else if (c->kind == COL_INPUT)
			input_ends(s, cs, c->input, &lo, &hi);
		else if (c->kind != COL_HOLE)
			derived_ends(s, cs, c, a, &lo, &hi);
		box.lo[c->level] = column_rank(c, lo);
		box.hi[c->level] = column_rank(c, hi);
	}
	return box;
}

/* ---- who can be ----------------------------------------------------------------------------------------- */

#define ANSWER_PATHS 400 /* paths tried; the rest counts as possible */

struct absence {
	struct space *s;
	const struct case_m *cs;
	struct arena *a;
	uint32_t tried;
	VEC(struct dd_box) boxes;
};

bool case_can_be(const struct space *s, const struct case_m *cs, const struct dd_box *path)
{
	struct arena a;
	arena_init(&a);
	uint32_t n = s->m->inputs.n;
	struct feas_var *all = arena_array(&a, struct feas_var, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t c = s->input_column[i];
		input_ends(s, cs, i, &all[i].lo, &all[i].hi);
		if (c == NONE || cs->known[i])
			continue;
		const struct column *col = &s->columns.at[c];
		all[i].lo = col->cuts.at[path->lo[col->level]];
		all[i].hi = column_last(col, path->hi[col->level]);
	}
	struct ties t = ties_of(s, path, all, &a);
	bool can = ties_decide(s, &t, arena_array(&a, int64_t, n), &a) != FEAS_NO;
	arena_free(&a);
	return can;
}

static bool try_path(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct absence *x = ctx;
	if (value != CLASS_IMPOSSIBLE && !case_can_be(x->s, x->cs, path))
		vec_push(x->a, &x->boxes, dd_box_copy(x->s->dd, path, x->a));
	return ++x->tried < ANSWER_PATHS;
}

static bool has_ties(const struct space *s)
{
	bool any = s->tied;
	for (uint32_t i = 0; i < s->columns.n && !any; i++)
		any = s->columns.at[i].kind != COL_INPUT && s->columns.at[i].kind != COL_HOLE;
	return any;
}

dd without_absent(struct space *s, const struct case_m *cs, dd f, const struct dd_box *box,
                  struct arena *a)
{
	if (f == DD_BAD || f == dd_leaf(CLASS_IMPOSSIBLE) || !has_ties(s))
		return f;
	struct absence x = {.s = s, .cs = cs, .a = a};
	dd_paths(s->dd, f, box, SPACE_BUDGET, try_path, &x);
	for (uint32_t i = 0; i < x.boxes.n; i++)
		f = dd_if(s->dd, dd_of_box(s->dd, &x.boxes.at[i]), dd_leaf(CLASS_IMPOSSIBLE), f);
	return f == DD_BAD ? f : dd_restrict_box(s->dd, f, box); /* what is known is no question */
}

bool case_possible(struct space *s, const struct case_m *c)
{
	const struct model *m = s->m;
	bool ok = true;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (c->known[i] &&
		    (c->values[i] < m->inputs.at[i].type.lo || c->values[i] > m->inputs.at[i].type.hi))
			ok = false;
	bool all = s->tied && c->known[m->birth_input] && c->known[m->age_input] && c->known[0];
	if (all && date_age(c->values[m->birth_input], c->values[0]) != c->values[m->age_input])
		ok = false;
	if (ok && s->given != DD_BAD) {
		struct arena a;
		arena_init(&a);
		struct dd_box box = case_box(s, c, &a);
		dd_allow(s->dd, SPACE_BUDGET);
		dd f = without_absent(s, c, dd_restrict_box(s->dd, s->given, &box), &box, &a);
		ok = f == DD_BAD || !dd_always(s->dd, f, &box, 0);
		arena_free(&a);
	}
	return ok;
}
