/* SPDX-License-Identifier: MIT
 *
 * From conditions to Boolean diagrams. What depends on a rate or on a reading with numbers is lowered once for each
 * row or reading. What nobody can answer becomes a column of its own (semantics P4, P6), settled at the end.
 */
#include "space/lower.h"

/* ---- selectors ------------------------------------------------------------------------------------------ */

static void add_selector(const struct space *s, bool is_rate, uint32_t index, struct selectors *out)
{
	for (uint32_t i = 0; i < out->list.n; i++)
		if (out->list.at[i].is_rate == is_rate && out->list.at[i].index == index)
			return;
	vec_push(s->a, &out->list, ((struct selector){is_rate, index, 0}));
}

void selectors_of(const struct space *s, const struct ex *x, struct selectors *out)
{
	if (x->kind == EX_RATE) {
		const struct rate_m *r = &s->m->rates.at[x->index];
		add_selector(s, true, x->index, out);
		for (uint32_t i = 0; i < r->rows.n; i++)
			selectors_of(s, r->rows.at[i].value, out);
	}
	if (x->kind == EX_INPUT && x->type && x->type->vt == VT_ENUM && x->type->numeric)
		add_selector(s, false, x->index, out);
	if (x->kind == EX_ROUND && x->tie == TIE_OPEN)
		add_selector(s, false, x->index, out);
	for (uint32_t i = 0; i < x->kids.n; i++)
		selectors_of(s, x->kids.at[i], out);
}

uint32_t selector_options(const struct space *s, const struct selector *sel)
{
	if (sel->is_rate)
		return s->m->rates.at[sel->index].rows.n + 1;
	return s->m->inputs.at[sel->index].type.choices.n;
}

dd selector_where(struct space *s, const struct selector *sel)
{
	if (!sel->is_rate)
		return s_interval(s, column_of_input(s, sel->index), sel->option, sel->option);
	const struct rate_m *r = &s->m->rates.at[sel->index];
	uint32_t column = column_of_input(s, r->at_input);
	if (sel->option < r->rows.n)
		return s_interval(s, column, r->rows.at[sel->option].from, r->rows.at[sel->option].to);
	dd none = DD_TRUE;
	for (uint32_t i = 0; i < r->rows.n; i++)
		none = s_and(s, none,
		             s_not(s, s_interval(s, column, r->rows.at[i].from, r->rows.at[i].to)));
	return none;
}

/* The comparison under every way of settling its selectors from k on. */
static dd lower_settled(struct space *s, const struct ex *x, struct selectors *env, uint32_t k)
{
	if (k == env->list.n)
		return lower_numbers(s, x, env);
	dd any = DD_FALSE;
	for (uint32_t o = 0; o < selector_options(s, &env->list.at[k]); o++) {
		env->list.at[k].option = o;
		dd where = selector_where(s, &env->list.at[k]);
		any = s_or(s, any, s_and(s, where, lower_settled(s, x, env, k + 1)));
	}
	return any;
}

/* ---- comparisons of indexes ----------------------------------------------------------------------------- */

static bool holds_between(enum cmp cmp, int64_t a, int64_t b)
{
	switch (cmp) {
	case CMP_LT:
		return a < b;
	case CMP_LE:
		return a <= b;
	case CMP_EQ:
		return a == b;
	case CMP_NE:
		return a != b;
	case CMP_GE:
		return a >= b;
	case CMP_GT:
		return a > b;
	}
	return false;
}

/* The one index a constant side stands for; -1 where it is a set of several actors, which no input equals. */
static int64_t index_of(const struct ex *x)
{
	if (x->kind == EX_ACTORS)
		return x->actors.n == 1 ? (int64_t)x->actors.at[0] : -1;
	return x->number.p;
}

static dd input_where(struct space *s, const struct ex *x, enum cmp cmp, int64_t v, bool swapped)
{
	const struct type_m *t = &s->m->inputs.at[x->index].type;
	uint32_t column = column_of_input(s, x->index);
	dd any = DD_FALSE;
	if (cmp == CMP_EQ && v >= t->lo && v <= t->hi)
		return s_interval(s, column, v, v);
	for (int64_t i = t->lo; i <= t->hi; i++)
		if (swapped ? holds_between(cmp, v, i) : holds_between(cmp, i, v))
			any = s_or(s, any, s_interval(s, column, i, i));
	return any;
}

static dd lower_indexes(struct space *s, const struct ex *x)
{
	const struct ex *a = x->kids.at[0], *b = x->kids.at[1];
	if (a->kind == EX_INPUT && b->kind == EX_INPUT) {
		const struct type_m *t = &s->m->inputs.at[a->index].type;
		dd any = DD_FALSE;
		for (int64_t i = t->lo; i <= t->hi; i++) {
			dd here = s_interval(s, column_of_input(s, a->index), i, i);
			any = s_or(s, any, s_and(s, here, input_where(s, b, x->cmp, i, true)));
		}
		return any;
	}
	if (a->kind == EX_INPUT)
		return input_where(s, a, x->cmp, index_of(b), false);
	if (b->kind == EX_INPUT)
		return input_where(s, b, x->cmp, index_of(a), true);
	if (a->kind == EX_ACTORS || b->kind == EX_ACTORS)
		return (x->cmp == CMP_EQ) == (index_of(a) == index_of(b)) ? DD_TRUE : DD_FALSE;
	return holds_between(x->cmp, index_of(a), index_of(b)) ? DD_TRUE : DD_FALSE;
}

/* ja/nej on both sides, each of them any condition. */
static dd lower_bools(struct space *s, const struct ex *x)
{
	dd a = lower_condition(s, x->kids.at[0]), b = lower_condition(s, x->kids.at[1]);
	dd same = s_or(s, s_and(s, a, b), s_and(s, s_not(s, a), s_not(s, b)));
	return x->cmp == CMP_EQ ? same : s_not(s, same);
}

/* ---- reading other services ----------------------------------------------------------------------------- */

struct foreign_ctx {
	struct space *s;
	const struct ex *cmp;   /* the comparison; NULL: the heading itself is the condition */
	const struct ex *other; /* its other side */
	bool swapped;
};

static bool leaf_compares(const struct foreign_ctx *c, const struct leaf *l)
{
	if (!c->cmp)
		return l->p.lower.p != 0;
	if (l->p.st == ST_ACTORS) {
		const struct ex *a = l->p.actors, *b = c->other;
		bool same = b->kind == EX_ACTORS && a->actors.n == b->actors.n &&
		            (a->actors.n < 2 || a->is_and == b->is_and);
		for (uint32_t i = 0; same && i < a->actors.n; i++) {
			bool found = false;
			for (uint32_t k = 0; k < b->actors.n; k++)
				found |= a->actors.at[i] == b->actors.at[k];
			same = found;
		}
		return (c->cmp->cmp == CMP_EQ) == same;
	}
	int order = num_cmp(l->p.lower, c->other->number);
	return holds_between(c->cmp->cmp, c->swapped ? 0 : order, c->swapped ? order : 0);
}

static uint32_t foreign_leaf(void *ctx, uint32_t value)
{
	const struct foreign_ctx *c = ctx;
	const struct leaf *l = &c->s->leaves.at[value];
	if (l->impossible)
		return FOREIGN_NO;
	if (leaf_is_formula(l))
		return FOREIGN_OPEN;
	switch (l->p.kind) {
	case PLAIN_VALUE:
		if (l->p.st == ST_NOT)
			return FOREIGN_OUTSIDE;
		if (l->p.st != ST_INDEX && l->p.st != ST_LIMIT && l->p.st != ST_ACTORS)
			return FOREIGN_OPEN;
		return leaf_compares(c, l) ? FOREIGN_YES : FOREIGN_NO;
	case PLAIN_OUTSIDE:
		return FOREIGN_OUTSIDE;
	case PLAIN_CONFLICT:
		return FOREIGN_CONFLICT;
	case PLAIN_SILENT:
		return FOREIGN_OPEN;
	case PLAIN_ABSENT:
		return FOREIGN_ABSENT;
	}
	return FOREIGN_OPEN;
}

/* Over the slots of the heading, in order, as the reference evaluator reads them. */
static uint32_t foreign_join(void *ctx, const uint32_t *v, uint32_t n)
{
	(void)ctx;
	bool outside = false, conflict = false;
	for (uint32_t i = 0; i < n; i++) {
		if (v[i] == FOREIGN_NO || v[i] == FOREIGN_YES)
			return v[i];
		outside |= v[i] == FOREIGN_OUTSIDE;
		conflict |= v[i] == FOREIGN_CONFLICT;
	}
	return outside ? FOREIGN_NO : conflict ? FOREIGN_CONFLICT : FOREIGN_OPEN;
}

/* Both columns of a condition on another service: it is silent, or in conflict. */
static dd survey_open(struct space *s, const struct ex *atom)
{
	s_hole(s, atom, HOLE_CONFLICT);
	return s_hole(s, atom, HOLE_SILENT);
}

/* yes, or open and supposed */
static dd with_open(struct space *s, const struct ex *atom, dd f)
{
	dd yes = dd_where(s->dd, f, FOREIGN_YES);
	dd silent = s_and(s, dd_where(s->dd, f, FOREIGN_OPEN), s_hole(s, atom, HOLE_SILENT));
	dd conflict = s_and(s, dd_where(s->dd, f, FOREIGN_CONFLICT), s_hole(s, atom, HOLE_CONFLICT));
	return s_or(s, yes, s_or(s, silent, conflict));
}

static dd lower_heading(struct space *s, const struct ex *atom, const struct ex *h,
                        struct foreign_ctx *c)
{
	if (s->surveying)
		return survey_open(s, atom);
	const struct service *sv = &s->m->services.at[h->index];
	VEC(dd) parts = {0};
	for (uint32_t i = 0; i < sv->uses.n; i++)
		for (uint32_t k = 0; sv->uses.at[i].heading == h->heading && k < sv->uses.at[i].slots;
		     k++) {
			dd f = build_slot(s, sv->uses.at[i].first_slot + k);
			vec_push(s->a, &parts, f == DD_BAD ? DD_BAD : dd_map(s->dd, f, foreign_leaf, c));
		}
	if (!parts.n)
		return s_hole(s, atom, HOLE_SILENT);
	dd joined = dd_combine(s->dd, parts.at, parts.n, &(struct dd_rule){.leaf = foreign_join});
	return with_open(s, atom, joined);
}

static dd lower_reading(struct space *s, const struct ex *x)
{
	const struct ex *a = x->kids.at[0], *b = x->kids.at[1];
	bool swapped = a->kind != EX_HEADING;
	struct foreign_ctx c = {s, x, swapped ? a : b, swapped};
	if (c.other->kind != EX_CONST && c.other->kind != EX_ACTORS) {
		if (s->surveying)
			diag_not_linear(s->m->diags, x->at);
		s->refused = true;
		return s_hole(s, x, HOLE_OPEN);
	}
	return lower_heading(s, x, swapped ? b : a, &c);
}

static dd lower_covered(struct space *s, const struct ex *x)
{
	if (s->surveying)
		return survey_open(s, x);
	dd in = build_inside(s, x->index);
	return in == DD_BAD ? DD_BAD : with_open(s, x, settle_inside(s, in));
}

/* ---- conditions ----------------------------------------------------------------------------------------- */

struct count_ctx {
	enum cmp cmp;
	struct num number;
};

static uint32_t count_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct count_ctx *c = ctx;
	int64_t sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += v[i];
	return holds_between(c->cmp, num_cmp(num_int(sum), c->number), 0);
}

static dd lower_count(struct space *s, const struct ex *x)
{
	dd *kids = arena_array(s->a, dd, x->kids.n);
	for (uint32_t i = 0; i < x->kids.n; i++)
		kids[i] = lower_condition(s, x->kids.at[i]);
	if (s->surveying)
		return DD_TRUE;
	struct count_ctx c = {x->cmp, x->number};
	return dd_combine(s->dd, kids, x->kids.n, &(struct dd_rule){.leaf = count_leaf, .ctx = &c});
}

static dd lower_cmp(struct space *s, const struct ex *x)
{
	const struct ex *a = x->kids.at[0], *b = x->kids.at[1];
	if (a->kind == EX_HEADING || b->kind == EX_HEADING)
		return lower_reading(s, x);
	if (a->vt == VT_QUANTITY || a->vt == VT_DATE || a->vt == VT_CLOCK) {
		struct selectors env = {0};
		selectors_of(s, a, &env);
		selectors_of(s, b, &env);
		return lower_settled(s, x, &env, 0);
	}
	return a->vt == VT_BOOL ? lower_bools(s, x) : lower_indexes(s, x);
}

dd lower_condition(struct space *s, const struct ex *x)
{
	switch (x->kind) {
	case EX_NOT:
		return s_not(s, lower_condition(s, x->kids.at[0]));
	case EX_AND:
	case EX_OR: {
		dd f = x->kind == EX_OR ? DD_FALSE : DD_TRUE;
		for (uint32_t i = 0; i < x->kids.n; i++) {
			dd k = lower_condition(s, x->kids.at[i]);
			f = x->kind == EX_OR ? s_or(s, f, k) : s_and(s, f, k);
		}
		return f;
	}
	case EX_COUNT:
		return lower_count(s, x);
	case EX_CMP:
		return lower_cmp(s, x);
	case EX_COVERED:
		return lower_covered(s, x);
	case EX_HOLE:
		return s_hole(s, x, HOLE_OPEN);
	case EX_INPUT:
		return s_interval(s, column_of_input(s, x->index), 1, 1);
	case EX_CONST:
		return x->number.p ? DD_TRUE : DD_FALSE;
	case EX_HEADING: {
		struct foreign_ctx c = {s, NULL, NULL, false};
		return lower_heading(s, x, x, &c);
	}
	case EX_BAD:
	case EX_ACTORS:
	case EX_RATE:
	case EX_ADD:
	case EX_SUB:
	case EX_MUL:
	case EX_DIV:
	case EX_NEG:
	case EX_MIN:
	case EX_MAX:
	case EX_ROUND:
	case EX_SHIFT:
	case EX_AGE:
		break;
	}
	return s_hole(s, x, HOLE_OPEN);
}

dd space_condition(struct space *s, const struct ex *x)
{
	return lower_condition(s, x);
}
