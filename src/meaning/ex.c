/* SPDX-License-Identifier: MIT
 * The nodes of resolved expressions, and comparing them: types, units and choices must fit.
 */
#include "meaning/ex_part.h"

/* ---- small constructors --------------------------------------------------------------------------------- */

struct ex *ex_new(struct resolver *r, enum ex_kind kind, enum value_type vt, span at)
{
	struct ex *x = arena_new(r->a, struct ex);
	x->kind = kind;
	x->vt = vt;
	x->at = at;
	return x;
}

struct ex *ex_bad(struct resolver *r, span at)
{
	return ex_new(r, EX_BAD, VT_BAD, at);
}

struct ex *ex_pair(struct resolver *r, enum ex_kind kind, enum value_type vt, struct ex *x,
                   struct ex *y)
{
	struct ex *e = ex_new(r, kind, vt, span_join(x->at, y->at));
	vec_push(r->a, &e->kids, x);
	vec_push(r->a, &e->kids, y);
	return e;
}

struct ex *ex_const(struct resolver *r, enum value_type vt, struct num n, span at)
{
	struct ex *x = ex_new(r, EX_CONST, vt, at);
	x->number = n;
	return x;
}

struct ex *ex_input(struct resolver *r, uint32_t input, span at)
{
	struct input *in = &r->m->inputs.at[input];
	in->used = true;
	enum value_type vt = in->type.vt == VT_ENUM && in->type.numeric ? VT_QUANTITY : in->type.vt;
	struct ex *x = ex_new(r, EX_INPUT, vt, at);
	x->index = input;
	x->type = &in->type;
	x->measure = in->type.measure;
	return x;
}

struct ex *ex_not(struct resolver *r, struct ex *x)
{
	struct ex *e = ex_new(r, EX_NOT, VT_BOOL, x->at);
	vec_push(r->a, &e->kids, x);
	return e;
}

static struct ex *join(struct resolver *r, enum ex_kind kind, struct ex *x, struct ex *y)
{
	if (!x || !y)
		return x ? x : y;
	return ex_pair(r, kind, VT_BOOL, x, y);
}

struct ex *ex_and(struct resolver *r, struct ex *x, struct ex *y)
{
	return join(r, EX_AND, x, y);
}
struct ex *ex_or(struct resolver *r, struct ex *x, struct ex *y)
{
	return join(r, EX_OR, x, y);
}

enum cmp cmp_of(enum rel rel)
{
	switch (rel) {
	case REL_AT_LEAST:
	case REL_REACHED:
	case REL_EARLIEST:
		return CMP_GE;
	case REL_AT_MOST:
	case REL_LATEST:
		return CMP_LE;
	case REL_ABOVE:
		return CMP_GT;
	case REL_BELOW:
		return CMP_LT;
	case REL_EXACTLY:
	case REL_IS:
		return CMP_EQ;
	case REL_IS_NOT:
		return CMP_NE;
	}
	return CMP_EQ;
}

const char *type_name(const struct resolver *r, enum value_type vt)
{
	switch (vt) {
	case VT_BAD:
		break;
	case VT_BOOL:
		return word(r, "ja eller nej", "yes or no");
	case VT_QUANTITY:
		return word(r, "en mængde", "a quantity");
	case VT_DATE:
		return word(r, "en dato", "a date");
	case VT_CLOCK:
		return word(r, "et klokkeslæt", "a clock time");
	case VT_ENUM:
		return word(r, "en af de erklærede værdier", "one of the declared values");
	case VT_ACTOR:
		return word(r, "en aktør", "an actor");
	case VT_SERVICE:
		return word(r, "en ydelse", "a service");
	case VT_TEXT:
		return word(r, "en tekst", "a text");
	case VT_DEADLINE:
		return word(r, "en frist", "a deadline");
	}
	return word(r, "noget andet", "something else");
}

/* Bad and missing values pass: the caller looks for them with ex_is_open(). */
struct ex *ex_expect(struct resolver *r, struct ex *x, enum value_type vt)
{
	if (x->kind == EX_BAD || x->kind == EX_HOLE || x->vt == vt)
		return x;
	diag_wrong_type(r->d, x->at, type_name(r, vt), type_name(r, x->vt));
	return ex_bad(r, x->at);
}

bool ex_is_open(const struct ex *x)
{
	return x->kind == EX_BAD || x->kind == EX_HOLE;
}

/* Of two, the one that makes the whole bad or missing; NULL: neither. */
struct ex *ex_open_of(struct ex *x, struct ex *y)
{
	if (x->kind == EX_BAD || y->kind == EX_BAD)
		return x->kind == EX_BAD ? x : y;
	return x->kind == EX_HOLE ? x : y->kind == EX_HOLE ? y : NULL;
}

const char *ex_measured(const struct resolver *r, const struct measure *m)
{
	return measure_name(r->a, &r->m->units, m, r->m->style);
}

/* ---- comparing ------------------------------------------------------------------------------------------ */

bool ex_bare_number(const struct ex *x)
{
	return x->kind == EX_CONST && x->vt == VT_QUANTITY && x->measure.dim == DIM_NUMBER &&
	       x->measure.windows == 0;
}

/* `høj > 3` where the other side has a unit: a bare number is refused, but 0 is 0 in every unit. */
bool ex_same_measure(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	if (measure_same(&x->measure, &y->measure))
		return true;
	for (int i = 0; i < 2; i++) {
		struct ex *n = i ? x : y, *o = i ? y : x;
		if (!ex_bare_number(n))
			continue;
		if (n->number.p == 0 || o->measure.dim >= DIM_COUNTED) {
			n->number = num_mul(n->number, r->m->units.list.at[o->measure.unit].grains);
			n->measure = o->measure;
			return true;
		}
		diag_unit_missing(r->d, n->at, ex_measured(r, &o->measure));
		return false;
	}
	for (int i = 0; i < 2 && x->measure.dim == y->measure.dim; i++) {
		const struct ex *n = i ? x : y, *o = i ? y : x;
		if (n->kind == EX_CONST && n->measure.windows == 0) {
			diag_period_needed(r->d, n->at, ex_measured(r, &o->measure));
			return false;
		}
	}
	diag_unit_mismatch(r->d, at, ex_measured(r, &x->measure), ex_measured(r, &y->measure));
	return false;
}

static bool is_ordered(const struct ex *x)
{
	return x->vt == VT_QUANTITY || x->vt == VT_DATE || x->vt == VT_CLOCK ||
	       (x->vt == VT_ENUM && x->type && x->type->ordered);
}

/* Two inputs with choices compare only where the choices are the same, in the same order. */
static bool same_choices(struct resolver *r, const struct ex *x, const struct ex *y)
{
	const struct type_m *a = x->type, *b = y->type;
	if (x->vt != VT_ENUM || y->vt != VT_ENUM || !a || !b || a == b)
		return true;
	for (uint32_t i = 0; i < a->choices.n || i < b->choices.n; i++) {
		bool here = i < a->choices.n && i < b->choices.n;
		if (here && a->choices.at[i].name == b->choices.at[i].name)
			continue;
		const struct type_m *longer = i < b->choices.n ? b : a;
		struct str of = source_text(r->m->sources, i < b->choices.n ? x->at : y->at);
		diag_unknown_choice(r->d, y->at, longer->choices.at[i].text, str_c(r->a, of));
		return false;
	}
	return true;
}

struct ex *ex_cmp(struct resolver *r, enum cmp cmp, struct ex *x, struct ex *y, span at)
{
	if (ex_open_of(x, y))
		return ex_open_of(x, y);
	if (x->vt != y->vt) {
		diag_wrong_type(r->d, y->at, type_name(r, x->vt), type_name(r, y->vt));
		return ex_bad(r, at);
	}
	if (!same_choices(r, x, y))
		return ex_bad(r, at);
	if (x->vt == VT_QUANTITY && !ex_same_measure(r, x, y, at))
		return ex_bad(r, at);
	if (cmp != CMP_EQ && cmp != CMP_NE && !is_ordered(x) && !is_ordered(y)) {
		diag_wrong_type(r->d, at, word(r, "en værdi med en rækkefølge", "a value with an order"),
		                type_name(r, x->vt));
		return ex_bad(r, at);
	}
	struct ex *e = ex_pair(r, EX_CMP, VT_BOOL, x, y);
	e->cmp = cmp;
	e->at = at;
	return e;
}
