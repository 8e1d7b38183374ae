/* SPDX-License-Identifier: MIT
 *
 * What a provision's value says: limits, exact values, actors, deadlines, sentences, holes; and which slot each part
 * belongs to (semantics S1). One value may speak in several slots: `15 timer pr. måned og højst 90 timer pr. …`.
 */
#include "meaning/value_part.h"

#include <assert.h>
#include <string.h>

/* ---- slots ---------------------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
	return (!a || !b) ? a == b : strcmp(a, b) == 0;
}

static bool slot_same(const struct slot *a, const struct slot *b)
{
	if (a->strength != b->strength || a->kind != b->kind)
		return false;
	switch (a->kind) {
	case ST_LIMIT:
		return measure_same(&a->measure, &b->measure);
	case ST_DEADLINE:
		return a->end == b->end && a->start == b->start && a->before == b->before &&
		       same_text(a->start_text, b->start_text) && same_text(a->end_text, b->end_text);
	case ST_TEXT:
		return same_text(a->text, b->text);
	case ST_INDEX:
	case ST_ACTORS:
	case ST_NOT:
	case ST_NO_LIMIT:
	case ST_HOLE:
		return true;
	}
	return true;
}

uint32_t say_slot(struct saying *s, struct slot key)
{
	key.strength = s->strength;
	key.heading = s->heading;
	for (uint32_t i = 0; i < s->slots->list.n; i++)
		if (slot_same(&s->slots->list.at[i], &key))
			return i;
	vec_push(s->r->a, &s->slots->list, key);
	return s->slots->list.n - 1;
}

/* Two limits of one value in one slot are one statement. */
void say_statement(struct saying *s, struct statement st)
{
	for (uint32_t i = 0; i < s->out->list.n; i++) {
		struct statement *o = &s->out->list.at[i];
		bool joins = o->slot == st.slot && o->slot != NONE && o->kind == st.kind &&
		             (st.kind == ST_LIMIT || st.kind == ST_DEADLINE);
		if (joins && (!o->lower || !st.lower) && (!o->upper || !st.upper)) {
			o->lower = o->lower ? o->lower : st.lower;
			o->upper = o->upper ? o->upper : st.upper;
			return;
		}
	}
	vec_push(s->r->a, &s->out->list, st);
}

void say_refused(struct saying *s, span at)
{
	diag_not_a_value(s->r->d, at, s->h->text, type_name(s->r, s->h->type.vt));
}

/* A hole in one known slot, or in all (slot NONE). */
void say_hole(struct saying *s, span at, const char *vague, uint32_t slot, struct ex *lower,
              struct ex *upper, const struct measure *m)
{
	struct statement st = {
		.kind = ST_HOLE, .slot = slot, .lower = lower, .upper = upper, .text = vague, .at = at};
	if (m)
		st.measure = *m;
	say_statement(s, st);
}

const char *say_vague(struct saying *s, struct prose p)
{
	return p.text.p ? str_c(s->r->a, p.text) : NULL;
}

/* ---- limits --------------------------------------------------------------------------------------------- */

/* `over 14 døgn` is `mindst 15 døgn`: one grain further (semantics S8). */
static struct ex *one_further(struct saying *s, struct ex *x, int step)
{
	if (x->kind == EX_CONST) {
		struct num n = num_int(step > 0 ? num_floor(x->number) + 1 : num_ceil(x->number) - 1);
		struct ex *y = ex_const(s->r, x->vt, n, x->at);
		y->measure = x->measure;
		return y;
	}
	struct ex *one = ex_const(s->r, VT_QUANTITY, num_int(step), x->at);
	struct ex *sum = ex_new(s->r, EX_ADD, x->vt, x->at);
	sum->measure = x->measure;
	one->measure = x->measure;
	vec_push(s->r->a, &sum->kids, x);
	vec_push(s->r->a, &sum->kids, one);
	return sum;
}

void say_bound(struct saying *s, enum rel rel, struct ex *x, struct ex **lower, struct ex **upper)
{
	switch (rel) {
	case REL_AT_LEAST:
	case REL_REACHED:
	case REL_EARLIEST:
		*lower = x;
		return;
	case REL_AT_MOST:
	case REL_LATEST:
		*upper = x;
		return;
	case REL_ABOVE:
		*lower = one_further(s, x, 1);
		return;
	case REL_BELOW:
		*upper = one_further(s, x, -1);
		return;
	case REL_EXACTLY:
	case REL_IS:
	case REL_IS_NOT:
		*lower = *upper = x;
		return;
	}
}

/* Give a bare number the heading's unit, or say which unit is missing (grammar.md, row 17). */
static bool fit_unit(struct saying *s, struct ex *x)
{
	const struct measure *want = &s->h->type.measure;
	struct resolver *r = s->r;
	bool period = want->windows && !x->measure.windows && x->kind == EX_CONST && x->number.p != 0;
	if (want->dim == NONE || (x->measure.dim == want->dim && !period))
		return true;
	bool bare = x->measure.dim == DIM_NUMBER && x->kind == EX_CONST;
	if (bare && (want->dim >= DIM_COUNTED || x->number.p == 0)) {
		x->number = num_mul(x->number, r->m->units.list.at[want->unit].grains);
		x->measure.dim = want->dim;
		x->measure.unit = want->unit;
		return true;
	}
	const char *unit = measure_name(r->a, &r->m->units, want, r->m->style);
	if (x->measure.dim == want->dim)
		diag_period_needed(r->d, x->at, unit);
	else if (bare)
		diag_unit_missing(r->d, x->at, unit);
	else
		diag_unit_mismatch(r->d, x->at, measure_name(r->a, &r->m->units, &x->measure, r->m->style),
		                   unit);
	return false;
}

/* The first part of a quantity expression that is missing: the number or the window. NULL: nothing is. */
const struct expr *say_hole_in(const struct expr *e)
{
	if (e->kind == EXPR_PAREN)
		return say_hole_in(e->u.inner);
	if (e->kind != EXPR_QUANTITY)
		return NULL;
	if (e->u.quantity.missing)
		return e;
	for (uint32_t i = 0; i < e->u.quantity.unit.per.n; i++)
		if (e->u.quantity.unit.per.at[i].kind == PER_MISSING)
			return e;
	return NULL;
}

/* A limit whose number or window is missing: known are the number or the unit and windows. */
void say_limit_hole(struct saying *s, const struct expr *e, enum rel rel)
{
	struct measure m;
	struct ex *lower = NULL, *upper = NULL;
	const char *vague = say_vague(s, e->u.quantity.vague);
	if (!resolve_measure(s->r, &e->u.quantity.unit, &m))
		return;
	if (e->u.quantity.missing && !e->u.quantity.unit.unit.id && !m.windows) {
		say_hole(s, e->at, vague, NONE, NULL, NULL, NULL);
		return;
	}
	if (!e->u.quantity.missing) {
		for (uint32_t i = 0; i < e->u.quantity.unit.per.n; i++)
			if (e->u.quantity.unit.per.at[i].kind == PER_MISSING)
				vague = say_vague(s, e->u.quantity.unit.per.at[i].vague);
		struct ex *x = ex_const(
			s->r, VT_QUANTITY, num_mul(e->u.quantity.amount, s->r->m->units.list.at[m.unit].grains),
			e->at);
		x->measure = m;
		say_bound(s, rel, x, &lower, &upper);
	}
	uint32_t slot = say_slot(s, (struct slot){.kind = ST_LIMIT, .measure = m});
	say_hole(s, e->at, vague, slot, lower, upper, &m);
}

static void say_limit(struct saying *s, span at, struct ex *lower, struct ex *upper)
{
	const struct ex *x = lower ? lower : upper;
	assert(x);
	struct statement st = {
		.kind = ST_LIMIT, .lower = lower, .upper = upper, .measure = x->measure, .at = at};
	st.slot = say_slot(s, (struct slot){.kind = ST_LIMIT, .measure = x->measure});
	say_statement(s, st);
}

static struct ex *term(struct saying *s, const struct expr *e)
{
	if (e->kind == EXPR_STRING || e->kind == EXPR_NOT_APPLY || e->kind == EXPR_ASSESSED) {
		say_refused(s, e->at);
		return ex_new(s->r, EX_BAD, VT_BAD, e->at);
	}
	struct ex *x = resolve_term(s->r, e, &s->h->type);
	enum value_type want = s->h->type.vt;
	if (x->kind == EX_BAD || x->kind == EX_HOLE)
		return x;
	if (x->vt != want) {
		say_refused(s, e->at);
		return ex_new(s->r, EX_BAD, VT_BAD, e->at);
	}
	if (want == VT_QUANTITY && !fit_unit(s, x))
		return ex_new(s->r, EX_BAD, VT_BAD, e->at);
	return x;
}

static void say_compare(struct saying *s, const struct expr *e, enum rel rel,
                        const struct expr *right)
{
	if (rel == REL_IS_NOT) {
		say_refused(s, e->at);
		return;
	}
	if (say_hole_in(right)) {
		say_limit_hole(s, say_hole_in(right), rel);
		return;
	}
	struct ex *x = term(s, right), *lower = NULL, *upper = NULL;
	if (x->kind == EX_HOLE) {
		say_hole(s, e->at, x->vague, NONE, NULL, NULL, NULL);
		return;
	}
	if (x->kind == EX_BAD)
		return;
	say_bound(s, rel, x, &lower, &upper);
	say_limit(s, e->at, lower, upper);
}

/* `fra mangler "få timer" til samlede_timer`: one end known. */
static void range_hole(struct saying *s, const struct expr *e, struct ex *from, struct ex *to)
{
	struct ex *known = from->kind == EX_HOLE ? to : from;
	const char *vague = from->kind == EX_HOLE ? from->vague : to->vague;
	if (known->kind == EX_HOLE || known->kind == EX_BAD) {
		say_hole(s, e->at, vague, NONE, NULL, NULL, NULL);
		return;
	}
	uint32_t slot = say_slot(s, (struct slot){.kind = ST_LIMIT, .measure = known->measure});
	say_hole(s, e->at, vague, slot, from == known ? known : NULL, to == known ? known : NULL,
	         &known->measure);
}

static void say_range(struct saying *s, const struct expr *e)
{
	struct ex *from = resolve_term(s->r, e->u.range.from, &s->h->type);
	struct ex *to = term(s, e->u.range.to);
	if (from->kind == EX_BAD || to->kind == EX_BAD)
		return;
	if (from->kind == EX_HOLE || to->kind == EX_HOLE) {
		range_hole(s, e, from, to);
		return;
	}
	ex_share_unit(from, to, &s->r->m->units);
	if (from->vt != to->vt || (from->vt == VT_QUANTITY && from->measure.dim != to->measure.dim)) {
		say_refused(s, e->u.range.from->at);
		return;
	}
	from->measure = to->measure; /* the window of the last end holds for both */
	if (from->kind == EX_CONST && to->kind == EX_CONST && num_cmp(from->number, to->number) > 0) {
		diag_range_reversed(s->r->d, e->at, str_c(s->r->a, source_text(s->r->m->sources, from->at)),
		                    str_c(s->r->a, source_text(s->r->m->sources, to->at)));
		return;
	}
	say_limit(s, e->at, from, to);
}

static bool is_word(struct saying *s, const struct expr *e, const char *da, const char *en)
{
	if (e->kind != EXPR_PATH || e->u.path.path.names.n != 1)
		return false;
	name_id n = e->u.path.path.names.at[0].id;
	return n == intern_find(s->r->names, da, strlen(da)) ||
	       n == intern_find(s->r->names, en, strlen(en));
}

static void say_quantity(struct saying *s, const struct expr *e)
{
	if (e->kind == EXPR_COMPARE && !e->u.compare.left) {
		say_compare(s, e, e->u.compare.rel, e->u.compare.right);
	} else if (e->kind == EXPR_RANGE && !e->u.range.left) {
		say_range(s, e);
	} else if (s->h->type.vt == VT_QUANTITY && is_word(s, e, "ingen", "none")) {
		struct ex *zero = ex_const(s->r, VT_QUANTITY, num_int(0), e->at);
		zero->measure = s->h->type.measure;
		if (zero->measure.dim == NONE)
			zero->measure = (struct measure){0};
		say_limit(s, e->at, zero, zero);
	} else {
		say_compare(s, e, REL_EXACTLY, e);
	}
}

/* ---- other values --------------------------------------------------------------------------------------- */

static void say_actors(struct saying *s, const struct expr *e)
{
	struct ex *x = ex_new(s->r, EX_ACTORS, VT_ACTOR, e->at);
	uint32_t n = e->kind == EXPR_CHAIN ? e->u.chain.items.n : 1;
	if (e->kind == EXPR_CHAIN) {
		x->is_and = !e->u.chain.is_or.at[0];
		for (uint32_t i = 1; i < e->u.chain.is_or.n; i++)
			if (e->u.chain.is_or.at[i] == x->is_and) {
				say_refused(s, e->at);
				return;
			}
	}
	for (uint32_t i = 0; i < n && !is_word(s, e, "ingen", "none"); i++) {
		struct ex *k = resolve_term(s->r, e->kind == EXPR_CHAIN ? e->u.chain.items.at[i] : e, NULL);
		if (k->kind == EX_BAD)
			return;
		if (k->kind != EX_ACTORS) {
			say_refused(s, k->at);
			return;
		}
		uint32_t who = k->actors.at[0], at = 0;
		while (at < x->actors.n && x->actors.at[at] < who)
			at++;
		vec_push(s->r->a, &x->actors, who); /* kept sorted, so that sets compare in order */
		for (uint32_t k2 = x->actors.n - 1; k2 > at; k2--)
			x->actors.at[k2] = x->actors.at[k2 - 1];
		x->actors.at[at] = who;
	}
	struct statement st = {.kind = ST_ACTORS, .lower = x, .at = e->at};
	st.slot = say_slot(s, (struct slot){.kind = ST_ACTORS});
	say_statement(s, st);
}

/* A choice or a service of a `flere` heading, as a sentence. */
static const char *choice_text(const struct saying *s, int64_t i)
{
	if (s->h->type.vt == VT_ENUM)
		return s->h->type.choices.at[i].text;
	const struct service *to = &s->r->m->services.at[i];
	return to->title ? to->title : to->text;
}

static void say_text(struct saying *s, const struct expr *e)
{
	if (e->kind == EXPR_CHAIN) {
		for (uint32_t i = 0; i < e->u.chain.items.n; i++)
			say_text(s, e->u.chain.items.at[i]);
		return;
	}
	struct statement st = {.kind = ST_TEXT, .at = e->at};
	if (e->kind == EXPR_STRING) {
		st.text = str_c(s->r->a, e->u.string.text);
	} else if (s->h->type.vt != VT_TEXT && e->kind == EXPR_PATH) {
		struct ex *x = term(s, e);
		if (x->kind != EX_CONST)
			return;
		st.text = choice_text(s, x->number.p);
	} else {
		say_refused(s, e->at);
		return;
	}
	st.slot = say_slot(s, (struct slot){.kind = ST_TEXT, .text = st.text});
	say_statement(s, st);
}

static void say_index(struct saying *s, const struct expr *e)
{
	struct ex *x = term(s, e);
	if (x->kind == EX_BAD)
		return;
	struct statement st = {.kind = ST_INDEX, .lower = x, .upper = x, .at = e->at};
	st.slot = say_slot(s, (struct slot){.kind = ST_INDEX});
	say_statement(s, st);
}

/* `ikke`, `mangler`, `efter vurdering`: true where the value speaks of the whole heading. */
static bool say_whole(struct saying *s, const struct expr *e)
{
	struct statement st = {.slot = NONE, .at = e->at};
	if (e->kind == EXPR_NOT_APPLY) {
		st.kind = ST_NOT;
	} else if (e->kind == EXPR_ASSESSED) {
		st.kind = ST_NO_LIMIT;
		st.by_missing = e->u.assessed.by_missing;
		const struct symbol *y = symbol_find(s->r, e->u.assessed.by.id);
		if (y && y->kind == SYM_ACTOR) {
			s->r->m->actors.at[y->index].used = true;
			vec_push(s->r->a, &st.by, y->index);
		} else if (e->u.assessed.by.id) {
			unknown_name(s->r, e->u.assessed.by, word(s->r, "aktøren", "the actor"));
		}
	} else if (e->kind == EXPR_QUANTITY && e->u.quantity.missing && !e->u.quantity.unit.unit.id &&
	           !e->u.quantity.unit.per.n) {
		st.kind = ST_HOLE;
		st.text = say_vague(s, e->u.quantity.vague);
	} else {
		return false;
	}
	say_statement(s, st);
	return true;
}

void resolve_value(struct resolver *r, uint32_t heading, const struct expr *value,
                   enum strength strength, struct slot_list *slots, struct statements *out)
{
	struct saying s = {r, heading, &r->m->headings.at[heading], strength, slots, out};
	const struct expr *e = value;
	while (e->kind == EXPR_PAREN)
		e = e->u.inner;
	e = round_inside(r, e);
	if (e->kind == EXPR_BAD || say_whole(&s, e))
		return;
	enum value_type vt = s.h->type.vt;
	bool parts = e->kind == EXPR_CHAIN && vt != VT_ACTOR && !s.h->several && vt != VT_TEXT;
	if (parts) {
		/* several windows stand together */
		for (uint32_t i = 0; i < e->u.chain.items.n; i++) {
			if (i < e->u.chain.is_or.n && e->u.chain.is_or.at[i]) {
				say_refused(&s, e->at);
				return;
			}
			resolve_value(r, heading, e->u.chain.items.at[i], strength, slots, out);
		}
		return;
	}
	if (vt == VT_TEXT || (s.h->several && (vt == VT_ENUM || vt == VT_SERVICE))) {
		say_text(&s, e);
		return;
	}
	switch (vt) {
	case VT_QUANTITY:
	case VT_DATE:
	case VT_CLOCK:
		say_quantity(&s, e);
		break;
	case VT_DEADLINE:
		say_deadlines(&s, e);
		break;
	case VT_ACTOR:
		say_actors(&s, e);
		break;
	case VT_BOOL:
	case VT_ENUM:
	case VT_SERVICE:
		say_index(&s, e);
		break;
	case VT_TEXT:
	case VT_BAD:
		break;
	}
}
