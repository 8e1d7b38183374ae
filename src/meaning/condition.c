/* SPDX-License-Identifier: MIT
 *
 * Conditions: comparisons with an understood left side, lists of bullets, og/eller, and the cells of tables.
 */
#include "meaning/resolve.h"

#include "front/print.h"

static struct ex *bad(struct resolver *r, span at)
{
	return ex_new(r, EX_BAD, VT_BAD, at);
}

/* The two bracketings of a mix, as text to paste. */
static void report_mix(struct resolver *r, const struct expr *e)
{
	const char *way[2];
	for (int or_first = 0; or_first < 2; or_first++) {
		struct text t = {.a = r->a};
		bool open = false;
		for (uint32_t i = 0; i < e->u.chain.items.n; i++) {
			bool joins = i < e->u.chain.is_or.n && e->u.chain.is_or.at[i] == (or_first == 1);
			if (joins && !open) {
				text_putc(&t, '(');
				open = true;
			}
			print_expr(&t, e->u.chain.items.at[i], r->names, r->m->lang);
			if (open && !joins) {
				text_putc(&t, ')');
				open = false;
			}
			if (i < e->u.chain.is_or.n)
				text_puts(&t, e->u.chain.is_or.at[i] ? word(r, " eller ", " or ")
				                                     : word(r, " og ", " and "));
		}
		way[or_first] = text_c(&t);
	}
	diag_mixed_and_or(r->d, e->at, way[0], way[1]);
}

/* What a comparison compares, so that the next one may leave it out. */
static struct ex *left_of(const struct ex *x, struct ex *before)
{
	if (x->kind == EX_CMP)
		return x->kids.at[0];
	if ((x->kind == EX_AND || x->kind == EX_OR) && x->kids.at[0]->kind == EX_CMP)
		return x->kids.at[0]->kids.at[0];
	return before;
}

static struct ex *resolve_chain(struct resolver *r, const struct expr *e, struct ex *left)
{
	bool any_or = false, any_and = false;
	for (uint32_t i = 0; i < e->u.chain.is_or.n; i++)
		*(e->u.chain.is_or.at[i] ? &any_or : &any_and) = true;
	if (any_or && any_and) {
		report_mix(r, e);
		return bad(r, e->at);
	}
	struct ex *x = ex_new(r, any_or ? EX_OR : EX_AND, VT_BOOL, e->at);
	bool broken = false;
	for (uint32_t i = 0; i < e->u.chain.items.n; i++) {
		struct ex *kid = resolve_condition(r, e->u.chain.items.at[i], left);
		broken |= kid->kind == EX_BAD;
		if (e->u.chain.items.at[i]->kind != EXPR_PATH) /* not what a concept compares inside */
			left = left_of(kid, left);
		vec_push(r->a, &x->kids, kid);
	}
	return broken ? bad(r, e->at) : x;
}

static struct ex *left_side(struct resolver *r, const struct expr *written, struct ex *understood,
                            span at)
{
	if (written)
		return resolve_term(r, written, NULL);
	if (understood)
		return understood;
	diag_nothing_to_compare(r->d, at);
	return bad(r, at);
}

/* `visitation er a eller b` and actors in general are compared as whole sets (semantics P11). */
static struct ex *actor_side(struct resolver *r, const struct expr *e, const struct ex *left)
{
	if (left->vt != VT_ACTOR || e->kind != EXPR_CHAIN)
		return NULL;
	struct ex *x = ex_new(r, EX_ACTORS, VT_ACTOR, e->at);
	x->is_and = e->u.chain.is_or.n > 0 && !e->u.chain.is_or.at[0];
	for (uint32_t i = 0; i < e->u.chain.items.n; i++) {
		struct ex *k = resolve_term(r, e->u.chain.items.at[i], NULL);
		if (k->kind != EX_ACTORS)
			return bad(r, e->at);
		vec_push(r->a, &x->actors, k->actors.at[0]);
	}
	return x;
}

static struct ex *resolve_compare(struct resolver *r, const struct expr *e, struct ex *left)
{
	struct ex *x = left_side(r, e->u.compare.left, left, e->at);
	if (x->kind == EX_BAD)
		return x;
	struct ex *y = actor_side(r, e->u.compare.right, x);
	if (!y)
		y = resolve_term(r, e->u.compare.right, x->type);
	enum rel rel = e->u.compare.rel;
	if (rel == REL_REACHED && y->kind == EX_CONST && y->vt == VT_QUANTITY &&
	    y->measure.dim == DIM_NUMBER && x->measure.dim == DIM_MONTH) {
		/* `fyldt 15` */
		y->number = num_mul(y->number, num_int(12));
		y->measure = x->measure;
	}
	return ex_cmp(r, cmp_of(rel), x, y, e->at);
}

static void check_order(struct resolver *r, const struct ex *from, const struct ex *to, span at)
{
	if (from->kind != EX_CONST || to->kind != EX_CONST || num_cmp(from->number, to->number) <= 0)
		return;
	struct str a = source_text(r->m->sources, from->at), b = source_text(r->m->sources, to->at);
	diag_range_reversed(r->d, at, str_c(r->a, a), str_c(r->a, b));
}

/* `fra 0 til 14 år`: the unit of the last end holds for both. */
void ex_share_unit(struct ex *from, const struct ex *to, const struct units *units)
{
	if (from->kind != EX_CONST || from->vt != VT_QUANTITY || from->measure.dim != DIM_NUMBER ||
	    to->vt != VT_QUANTITY)
		return;
	from->number = num_mul(from->number, units->list.at[to->measure.unit].grains);
	from->measure = to->measure;
}

static struct ex *resolve_range(struct resolver *r, const struct expr *e, struct ex *left)
{
	struct ex *x = left_side(r, e->u.range.left, left, e->at);
	if (x->kind == EX_BAD)
		return x;
	struct ex *from = resolve_term(r, e->u.range.from, x->type);
	struct ex *to = resolve_term(r, e->u.range.to, x->type);
	ex_share_unit(from, to, &r->m->units);
	struct ex *low = ex_cmp(r, CMP_GE, x, from, e->at);
	struct ex *high = ex_cmp(r, CMP_LE, x, to, e->at);
	if (low->kind == EX_BAD || high->kind == EX_BAD)
		return bad(r, e->at);
	check_order(r, from, to, e->at);
	struct ex *both = ex_and(r, low, high);
	both->at = e->at;
	return both;
}

static struct ex *resolve_in(struct resolver *r, const struct expr *e, struct ex *left)
{
	struct ex *x = left_side(r, e->u.in.left, left, e->at);
	if (x->kind == EX_BAD)
		return x;
	struct ex *any = ex_new(r, EX_OR, VT_BOOL, e->at);
	for (uint32_t i = 0; i < e->u.in.items.n; i++) {
		struct ex *y = resolve_term(r, e->u.in.items.at[i], x->type);
		struct ex *k = ex_cmp(r, CMP_EQ, x, y, e->u.in.items.at[i]->at);
		if (k->kind == EX_BAD)
			return k;
		vec_push(r->a, &any->kids, k);
	}
	return e->u.in.negated ? ex_not(r, any) : any;
}

/* A bullet's own `når`: in a list of which all must hold, it asks only there; elsewhere it counts only there. */
static struct ex *resolve_bullet(struct resolver *r, const struct bullet *b, enum group_kind kind,
                                 struct ex *left)
{
	struct ex *x = resolve_condition(r, b->expr, left);
	struct ex *when = resolve_conds(r, &b->conds);
	if (!when || x->kind == EX_BAD || when->kind == EX_BAD)
		return x;
	bool all = kind == GROUP_ALL || kind == GROUP_ONLY_ALL;
	return all ? ex_or(r, ex_not(r, when), x) : ex_and(r, when, x);
}

static struct ex *resolve_group(struct resolver *r, const struct expr *e, struct ex *left)
{
	enum group_kind kind = e->u.group.kind;
	enum ex_kind as = kind == GROUP_ANY ? EX_OR : kind == GROUP_COUNT ? EX_COUNT : EX_AND;
	struct ex *x = ex_new(r, as, VT_BOOL, e->at);
	bool broken = false;
	for (uint32_t i = 0; i < e->u.group.bullets.n; i++) {
		struct ex *k = resolve_bullet(r, &e->u.group.bullets.at[i], kind, left);
		broken |= k->kind == EX_BAD;
		vec_push(r->a, &x->kids, k);
	}
	if (kind == GROUP_COUNT) {
		x->cmp = cmp_of(e->u.group.rel);
		x->number = e->u.group.count;
	}
	return broken ? bad(r, e->at) : x;
}

static struct ex *resolve_covered(struct resolver *r, const struct expr *e)
{
	const struct symbol *s = symbol_find(r, e->u.covered.id);
	if (!s || s->kind != SYM_SERVICE) {
		unknown_name(r, e->u.covered, word(r, "ydelsen", "the service"));
		return bad(r, e->at);
	}
	struct ex *x = ex_new(r, EX_COVERED, VT_BOOL, e->at);
	x->index = s->index;
	vec_push(r->a, &r->reads, (uint64_t)s->index << 32 | NONE);
	return x;
}

/* A value where a condition is expected: a yes/no input, a cell that names the value of its column, a hole. */
static struct ex *from_value(struct resolver *r, const struct expr *e, struct ex *left)
{
	if (e->kind == EXPR_STRING || e->kind == EXPR_ASSESSED) {
		diag_not_a_condition(r->d, e->at,
		                     e->kind == EXPR_STRING ? type_name(r, VT_TEXT)
		                                            : word(r, "en vurdering", "an assessment"));
		return bad(r, e->at);
	}
	struct ex *x = resolve_term(r, e, left ? left->type : NULL);
	if (x->kind == EX_BAD || x->kind == EX_HOLE)
		return x;
	if (x->vt == VT_BOOL && (!left || left->vt != VT_BOOL))
		return x;
	if (left)
		return ex_cmp(r, CMP_EQ, left, x, e->at);
	diag_not_a_condition(r->d, e->at, type_name(r, x->vt));
	return bad(r, e->at);
}

/* One end of a comparison, rounded or converted as `outer` says of the whole. */
static struct expr *wrapped(struct resolver *r, const struct expr *outer, struct expr *end)
{
	struct expr *x = expr_copy(r->a, outer);
	*(x->kind == EXPR_ROUND ? &x->u.round.value : &x->u.convert.value) = end;
	return x;
}

const struct expr *round_inside(struct resolver *r, const struct expr *e)
{
	if (e->kind != EXPR_ROUND && e->kind != EXPR_CONVERT)
		return e;
	const struct expr *inner = round_inside(r, e->kind == EXPR_ROUND ? e->u.round.value
	                                                                 : e->u.convert.value);
	struct expr *x = expr_copy(r->a, inner);
	if (inner->kind == EXPR_COMPARE) {
		x->u.compare.right = wrapped(r, e, x->u.compare.right);
	} else if (inner->kind == EXPR_RANGE) {
		x->u.range.from = wrapped(r, e, x->u.range.from);
		x->u.range.to = wrapped(r, e, x->u.range.to);
	} else {
		return e;
	}
	return x;
}

struct ex *resolve_condition(struct resolver *r, const struct expr *e, struct ex *left)
{
	e = round_inside(r, e);
	switch (e->kind) {
	case EXPR_CHAIN:
		return resolve_chain(r, e, left);
	case EXPR_COMPARE:
		return resolve_compare(r, e, left);
	case EXPR_RANGE:
		return resolve_range(r, e, left);
	case EXPR_IN:
		return resolve_in(r, e, left);
	case EXPR_GROUP:
		return resolve_group(r, e, left);
	case EXPR_COVERED:
		return resolve_covered(r, e);
	case EXPR_PAREN:
		return resolve_condition(r, e->u.inner, left);
	case EXPR_NOT: {
		struct ex *x = resolve_condition(r, e->u.inner, left);
		return x->kind == EX_BAD ? x : ex_not(r, x);
	}
	case EXPR_BAD:
	case EXPR_QUANTITY:
	case EXPR_DATE:
	case EXPR_CLOCK:
	case EXPR_STRING:
	case EXPR_YES:
	case EXPR_NO:
	case EXPR_NOT_APPLY:
	case EXPR_PATH:
	case EXPR_CALL:
	case EXPR_RATE:
	case EXPR_TURNS:
	case EXPR_ASSESSED:
	case EXPR_NEG:
	case EXPR_BINARY:
	case EXPR_SHARE:
	case EXPR_MOMENT:
	case EXPR_ROUND:
	case EXPR_CONVERT:
		break;
	}
	return from_value(r, e, left);
}

struct ex *resolve_conds(struct resolver *r, const cond_list *conds)
{
	struct ex *all = NULL;
	for (uint32_t i = 0; i < conds->n; i++) {
		struct ex *x = resolve_condition(r, conds->at[i].expr, NULL);
		if (x->kind == EX_BAD)
			return x;
		all = ex_and(r, all, conds->at[i].unless ? ex_not(r, x) : x);
	}
	return all;
}
