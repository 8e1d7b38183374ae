/* SPDX-License-Identifier: MIT
 *
 * Conditions that nobody can answer: columns below all others, settled bottom-up. An answer that is the same both
 * ways stands, another one becomes silent, or a conflict where the condition hangs on a service in conflict.
 */
#include "space/build.h"
#include "space/dd_read.h"

/* Whether both ways agree, and the leaf that stands then. */
static dd join_answers(struct space *s, dd f, dd g, const struct ex *atom)
{
	const struct leaf *a = &s->leaves.at[dd_value(f)], *b = &s->leaves.at[dd_value(g)];
	if (a->impossible || b->impossible)
		return a->impossible ? g : f;
	bool same = plain_same(&a->p, &b->p) && leaf_is_formula(a) == leaf_is_formula(b);
	if (same && leaf_is_formula(a)) {
		same = a->lower.n == b->lower.n && a->upper.n == b->upper.n;
		for (uint32_t i = 0; same && i < a->lower.n; i++)
			same = ex_same(a->lower.at[i].ex, b->lower.at[i].ex, false);
		for (uint32_t i = 0; same && i < a->upper.n; i++)
			same = ex_same(a->upper.at[i].ex, b->upper.at[i].ex, false);
	}
	if (same)
		return f;
	struct leaf l = {
		.p = {.kind = PLAIN_SILENT, .silence = SILENCE_CONDITION, .other = NONE, .line = NONE}};
	l.p.what = atom->kind == EX_HOLE ? atom->vague : NULL;
	return dd_leaf(leaf_intern(s, &l));
}

struct settle {
	struct space *s;
	dd (*join)(struct space *, dd, dd, const struct ex *);
};

/* Every node of f rebuilt, children first, holes joined. */
static dd rebuild(const struct settle *t, dd f)
{
	struct space *s = t->s;
	if (f == DD_BAD || dd_is_leaf(f))
		return f;
	struct dd_list list = dd_topo(s->dd, f, s->a);
	dd *made = arena_array(s->a, dd, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node node = dd_node(s->dd, list.at[i]);
		dd *kids = arena_array(s->a, dd, node.n);
		for (uint32_t k = 0; k < node.n; k++)
			kids[k] = dd_is_leaf(node.kid[k]) ? node.kid[k] : made[dd_place(list, node.kid[k])];
		const struct column *c = &s->columns.at[s->column_at[node.col]];
		bool both = c->kind == COL_HOLE && node.n == 2;
		made[i] = both ? t->join(s, kids[0], kids[1], c->atom)
		               : dd_cases(s->dd, node.col, node.start, kids, node.n);
		if (made[i] == DD_BAD)
			return DD_BAD;
	}
	return made[list.n - 1];
}

dd settle_holes(struct space *s, dd f)
{
	struct settle t = {s, join_answers};
	return rebuild(&t, f);
}

static dd join_and(struct space *s, dd f, dd g, const struct ex *atom)
{
	(void)atom;
	return dd_and(s->dd, f, g);
}

static dd join_or(struct space *s, dd f, dd g, const struct ex *atom)
{
	(void)atom;
	return dd_or(s->dd, f, g);
}

dd space_for_all_holes(struct space *s, dd f)
{
	struct settle t = {s, join_and};
	return s->surveying ? f : rebuild(&t, f);
}

dd space_for_some_hole(struct space *s, dd f)
{
	struct settle t = {s, join_or};
	return s->surveying ? f : rebuild(&t, f);
}
