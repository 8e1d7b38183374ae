/* SPDX-License-Identifier: MIT
 *
 * Conditions that nobody can answer: columns below all others, settled together. An answer that is the same every way
 * stands; another one is silent, or in conflict where the first condition that changes it hangs on a service in conflict.
 */
#include "space/build.h"
#include "space/dd_read.h"

/* How far the ways of settling the holes below a node have been tried. */
struct trial {
	struct space *s;
	dd first; /* the leaf where none of them is supposed */
	bool (*differs)(const struct space *s, dd first, dd leaf);
	dd found;    /* the first leaf that differs */
	uint32_t by; /* the column that was supposed last on the way to it; NONE */
};

/* Depth first, "no" before "yes", as the reference evaluator tries its hypotheses. True where a leaf differs. */
static bool try_holes(struct trial *t, dd f, uint32_t by)
{
	if (dd_is_leaf(f)) {
		if (!t->differs(t->s, t->first, f))
			return false;
		t->found = f;
		t->by = by;
		return true;
	}
	struct dd_node node = dd_node(t->s->dd, f);
	return try_holes(t, node.kid[0], by) || try_holes(t, node.kid[1], t->s->column_at[node.col]);
}

static struct trial trial_of(struct space *s, dd f, bool (*differs)(const struct space *, dd, dd))
{
	struct trial t = {.s = s, .first = f, .differs = differs, .by = NONE};
	while (!dd_is_leaf(t.first))
		t.first = dd_node(s->dd, t.first).kid[0];
	try_holes(&t, f, NONE);
	return t;
}

static bool same_formulas(const struct leaf *a, const struct leaf *b)
{
	bool same = a->lower.n == b->lower.n && a->upper.n == b->upper.n;
	for (uint32_t i = 0; same && i < a->lower.n; i++)
		same = ex_same(a->lower.at[i].ex, b->lower.at[i].ex, false);
	for (uint32_t i = 0; same && i < a->upper.n; i++)
		same = ex_same(a->upper.at[i].ex, b->upper.at[i].ex, false);
	return same;
}

static bool other_answer(const struct space *s, dd first, dd leaf)
{
	const struct leaf *a = &s->leaves.at[dd_value(first)], *b = &s->leaves.at[dd_value(leaf)];
	if (!plain_same(&a->p, &b->p) || leaf_is_formula(a) != leaf_is_formula(b))
		return true;
	return leaf_is_formula(a) && !same_formulas(a, b);
}

/* What the answer says is missing: the vague words, the service, the rate. */
static const char *what_is_missing(const struct space *s, const struct ex *x, enum hole cause)
{
	if (x->kind == EX_HOLE)
		return x->vague;
	if (x->kind == EX_HEADING || x->kind == EX_COVERED)
		return cause == HOLE_OPEN ? NULL : s->m->services.at[x->index].text;
	if (x->kind == EX_RATE)
		return s->m->rates.at[x->index].text;
	const char *what = NULL;
	for (uint32_t i = 0; i < x->kids.n && !what; i++)
		what = what_is_missing(s, x->kids.at[i], cause);
	return what;
}

/* The leaf that stands where f is a node of holes only. */
static dd answer_of_holes(struct space *s, dd f)
{
	struct trial t = trial_of(s, f, other_answer);
	if (t.by == NONE)
		return t.first;
	const struct column *c = &s->columns.at[t.by];
	struct leaf l = {
		.p = {.kind = PLAIN_SILENT, .silence = SILENCE_CONDITION, .other = NONE, .line = NONE}};
	if (c->cause == HOLE_CONFLICT) {
		l.p.kind = PLAIN_CONFLICT;
		l.p.conflict = CONFLICT_SERVICE;
		l.p.silence = SILENCE_GAP;
	} else if (c->cause == HOLE_SILENT) {
		l.p.silence = SILENCE_SERVICE;
	}
	l.p.what = what_is_missing(s, c->atom, c->cause);
	return dd_leaf(leaf_intern(s, &l));
}

static bool other_place(const struct space *s, dd first, dd leaf)
{
	(void)s;
	return dd_value(leaf) == 2 || (dd_value(first) == 1) != (dd_value(leaf) == 1);
}

static uint32_t inside_or_not(uint32_t value)
{
	return value == 1 ? FOREIGN_YES : value == 2 ? FOREIGN_CONFLICT : FOREIGN_NO;
}

/* A ring of referrals is outside here; a scope conflict met before the first difference is a conflict. */
static dd place_of_holes(struct space *s, dd f)
{
	struct trial t = trial_of(s, f, other_place);
	if (dd_value(t.first) == 2 || t.by == NONE)
		return dd_leaf(inside_or_not(dd_value(t.first)));
	return dd_leaf(dd_value(t.found) == 2 ? FOREIGN_CONFLICT : FOREIGN_OPEN);
}

static bool is_hole(const struct space *s, uint32_t level)
{
	return s->columns.at[s->column_at[level]].kind == COL_HOLE;
}

struct settle {
	struct space *s;
	dd (*join)(struct space *, dd, dd); /* a hole's node from its children, rebuilt */
	dd (*settle)(struct space *, dd);   /* or from itself */
	uint32_t (*leaf)(uint32_t value);   /* NULL: as it is */
};

static dd rebuilt_kid(const struct settle *t, dd kid, const dd *made, struct dd_list list)
{
	if (!dd_is_leaf(kid))
		return made[dd_place(list, kid)];
	return t->leaf ? dd_leaf(t->leaf(dd_value(kid))) : kid;
}

/* Every node of f rebuilt, children first, holes settled. */
static dd rebuild(const struct settle *t, dd f)
{
	struct space *s = t->s;
	if (f == DD_BAD)
		return f;
	if (dd_is_leaf(f))
		return rebuilt_kid(t, f, NULL, (struct dd_list){0});
	struct dd_list list = dd_topo(s->dd, f, s->a);
	dd *made = arena_array(s->a, dd, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node node = dd_node(s->dd, list.at[i]);
		if (is_hole(s, node.col) && t->settle) {
			made[i] = t->settle(s, list.at[i]);
			continue;
		}
		dd *kids = arena_array(s->a, dd, node.n);
		for (uint32_t k = 0; k < node.n; k++)
			kids[k] = rebuilt_kid(t, node.kid[k], made, list);
		made[i] = is_hole(s, node.col) ? t->join(s, kids[0], kids[1])
		                               : dd_cases(s->dd, node.col, node.start, kids, node.n);
		if (made[i] == DD_BAD)
			return DD_BAD;
	}
	return made[list.n - 1];
}

dd settle_holes(struct space *s, dd f)
{
	struct settle t = {.s = s, .settle = answer_of_holes};
	return rebuild(&t, f);
}

dd settle_inside(struct space *s, dd inside)
{
	struct settle t = {.s = s, .settle = place_of_holes, .leaf = inside_or_not};
	return rebuild(&t, inside);
}

static uint32_t scope_answer(void *ctx, uint32_t value)
{
	(void)ctx;
	return value == FOREIGN_YES      ? SCOPE_INSIDE
	     : value == FOREIGN_NO       ? SCOPE_OUTSIDE
	     : value == FOREIGN_CONFLICT ? SCOPE_CONFLICT
	                                 : SCOPE_OPEN;
}

dd space_inside(struct space *s, uint32_t service)
{
	return dd_map(s->dd, settle_inside(s, s->inside[service]), scope_answer, NULL);
}

static dd join_and(struct space *s, dd f, dd g)
{
	return dd_and(s->dd, f, g);
}

static dd join_or(struct space *s, dd f, dd g)
{
	return dd_or(s->dd, f, g);
}

dd space_for_all_holes(struct space *s, dd f)
{
	struct settle t = {.s = s, .join = join_and};
	return s->surveying ? f : rebuild(&t, f);
}

dd space_for_some_hole(struct space *s, dd f)
{
	struct settle t = {.s = s, .join = join_or};
	return s->surveying ? f : rebuild(&t, f);
}
