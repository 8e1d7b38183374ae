/* SPDX-License-Identifier: MIT
 *
 * Expressions: the tree's one syntax becomes typed values and conditions. Whether something is a condition or a
 * value is decided here, by its place. What is broken is reported once and becomes EX_BAD, about which everything
 * above stays silent.
 */
#include "meaning/resolve.h"

#include "front/parse.h"

#include <string.h>

/* ---- small constructors --------------------------------------------------------------------------------- */

struct ex *ex_new(struct resolver *r, enum ex_kind kind, enum value_type vt, span at)
{
	struct ex *x = arena_new(r->a, struct ex);
	x->kind = kind;
	x->vt = vt;
	x->at = at;
	return x;
}

static struct ex *bad(struct resolver *r, span at)
{
	return ex_new(r, EX_BAD, VT_BAD, at);
}

static struct ex *pair(struct resolver *r, enum ex_kind kind, enum value_type vt, struct ex *x,
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
	return pair(r, kind, VT_BOOL, x, y);
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

/* Bad and missing values pass: the caller looks for them with is_open(). */
static struct ex *expect(struct resolver *r, struct ex *x, enum value_type vt)
{
	if (x->kind == EX_BAD || x->kind == EX_HOLE || x->vt == vt)
		return x;
	diag_wrong_type(r->d, x->at, type_name(r, vt), type_name(r, x->vt));
	return bad(r, x->at);
}

static bool is_open(const struct ex *x)
{
	return x->kind == EX_BAD || x->kind == EX_HOLE;
}

/* Of two, the one that makes the whole bad or missing; NULL: neither. */
static struct ex *open_of(struct ex *x, struct ex *y)
{
	if (x->kind == EX_BAD || y->kind == EX_BAD)
		return x->kind == EX_BAD ? x : y;
	return x->kind == EX_HOLE ? x : y->kind == EX_HOLE ? y : NULL;
}

static const char *measured(const struct resolver *r, const struct measure *m)
{
	return measure_name(r->a, &r->m->units, m, r->m->style);
}

/* ---- comparing ------------------------------------------------------------------------------------------ */

static bool bare_number(const struct ex *x)
{
	return x->kind == EX_CONST && x->vt == VT_QUANTITY && x->measure.dim == DIM_NUMBER &&
	       x->measure.windows == 0;
}

/* `høj > 3` where the other side has a unit: a bare number is refused, but 0 is 0 in every unit. */
static bool same_measure(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	if (measure_same(&x->measure, &y->measure))
		return true;
	for (int i = 0; i < 2; i++) {
		struct ex *n = i ? x : y, *o = i ? y : x;
		if (!bare_number(n))
			continue;
		if (n->number.p == 0 || o->measure.dim >= DIM_COUNTED) {
			n->number = num_mul(n->number, r->m->units.list.at[o->measure.unit].grains);
			n->measure = o->measure;
			return true;
		}
		diag_unit_missing(r->d, n->at, measured(r, &o->measure));
		return false;
	}
	for (int i = 0; i < 2 && x->measure.dim == y->measure.dim; i++) {
		const struct ex *n = i ? x : y, *o = i ? y : x;
		if (n->kind == EX_CONST && n->measure.windows == 0) {
			diag_period_needed(r->d, n->at, measured(r, &o->measure));
			return false;
		}
	}
	diag_unit_mismatch(r->d, at, measured(r, &x->measure), measured(r, &y->measure));
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
	if (open_of(x, y))
		return open_of(x, y);
	if (x->vt != y->vt) {
		diag_wrong_type(r->d, y->at, type_name(r, x->vt), type_name(r, y->vt));
		return bad(r, at);
	}
	if (!same_choices(r, x, y))
		return bad(r, at);
	if (x->vt == VT_QUANTITY && !same_measure(r, x, y, at))
		return bad(r, at);
	if (cmp != CMP_EQ && cmp != CMP_NE && !is_ordered(x) && !is_ordered(y)) {
		diag_wrong_type(r->d, at, word(r, "en værdi med en rækkefølge", "a value with an order"),
		                type_name(r, x->vt));
		return bad(r, at);
	}
	struct ex *e = pair(r, EX_CMP, VT_BOOL, x, y);
	e->cmp = cmp;
	e->at = at;
	return e;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

/* What a concept reads of other services counts at every use, not only at the first. */
static void note_reads(struct resolver *r, uint32_t concept, uint32_t first)
{
	struct read_list *own = &r->concept_reads[concept];
	if (r->concept_state[concept] != CONCEPT_DONE)
		for (uint32_t i = first; i < r->reads.n; i++)
			vec_push(r->a, &own->list, r->reads.at[i]);
	r->reads.n = first;
	for (uint32_t i = 0; i < own->list.n; i++) {
		uint32_t k = 0;
		while (k < r->reads.n && r->reads.at[k] != own->list.at[i])
			k++;
		if (k == r->reads.n)
			vec_push(r->a, &r->reads, own->list.at[i]);
	}
}

/* Concepts inside each other are walked like one formula. */
static struct ex *resolve_body(struct resolver *r, uint32_t i)
{
	const struct expr *e = r->m->concepts.at[i].decl->u.concept;
	uint32_t outer = r->depth, own = e->depth + 1;
	struct ex *x = NULL;
	r->depth = 0;
	r->inside += own;
	if (r->inside <= PARSE_NESTING_LIMIT + 1)
		x = resolve_term(r, e, NULL);
	r->inside -= own;
	if (!x || r->depth + own > PARSE_NESTING_LIMIT + 1) {
		diag_nesting_too_deep(r->d, e->at, PARSE_NESTING_LIMIT);
		x = bad(r, e->at);
		r->depth = own = 0;
	}
	r->concept_depth[i] = r->depth + own;
	r->depth = outer;
	return x;
}

static struct ex *resolve_concept(struct resolver *r, uint32_t i, span at)
{
	struct concept *c = &r->m->concepts.at[i];
	uint32_t first = r->reads.n;
	c->used = true;
	if (r->concept_state[i] == CONCEPT_BUSY) {
		diag_cyclic(r->d, at, name_text(r, c->name));
		return bad(r, at);
	}
	if (r->concept_state[i] == CONCEPT_NEW) {
		r->concept_state[i] = CONCEPT_BUSY;
		c->ex = resolve_body(r, i);
	}
	if (r->depth < r->concept_depth[i])
		r->depth = r->concept_depth[i];
	note_reads(r, i, first);
	r->concept_state[i] = CONCEPT_DONE;
	if (c->ex->vt != VT_QUANTITY)
		return c->ex;
	struct ex *own = arena_new(r->a, struct ex);
	*own = *c->ex; /* each use may give it another unit */
	return own;
}

static int choice_find(const struct type_m *t, name_id name)
{
	for (uint32_t i = 0; t && name && i < t->choices.n; i++)
		if (t->choices.at[i].name == name)
			return (int)i;
	return -1;
}

/* `alder ved E`: whole years on the day of an event. */
static struct ex *age_at(struct resolver *r, const struct path *event, span at)
{
	struct path p = *event;
	const struct symbol *s = p.names.n == 1 ? symbol_find(r, p.names.at[0].id) : NULL;
	if (!s || s->kind != SYM_INPUT || r->m->inputs.at[s->index].type.vt != VT_DATE) {
		unknown_name(r, p.names.at[0], word(r, "hændelsen", "the event"));
		return bad(r, at);
	}
	if (r->m->birth_input == NONE) {
		unknown_name(r, p.names.at[0], word(r, "fødselsdato for", "the birth date for"));
		return bad(r, at);
	}
	struct ex *x = pair(r, EX_AGE, VT_QUANTITY, ex_input(r, r->m->birth_input, at),
	                    ex_input(r, s->index, at));
	x->measure.dim = DIM_MONTH;
	x->measure.unit = (uint32_t)unit_find(&r->m->units, intern_find(r->names, "år", strlen("år")));
	return x;
}

static struct ex *resolve_name(struct resolver *r, struct name n, const struct type_m *want)
{
	int choice = choice_find(want, n.id);
	if (choice < 0)
		choice = choice_find(want, name_alias(r, n.id));
	if (choice >= 0)
		return ex_const(r, VT_ENUM, num_int(choice), n.at);
	const struct symbol *s = symbol_find(r, n.id);
	if (!s) {
		if (want && want->vt == VT_ENUM)
			diag_unknown_choice(r->d, n.at, name_text(r, n.id),
			                    word(r, "oplysningen", "the input"));
		else
			unknown_name(r, n, word(r, "navnet", "the name"));
		return bad(r, n.at);
	}
	switch (s->kind) {
	case SYM_INPUT:
		return ex_input(r, s->index, n.at);
	case SYM_CONCEPT:
		return resolve_concept(r, s->index, n.at);
	case SYM_ACTOR: {
		struct ex *x = ex_new(r, EX_ACTORS, VT_ACTOR, n.at);
		r->m->actors.at[s->index].used = true;
		vec_push(r->a, &x->actors, s->index);
		return x;
	}
	case SYM_SERVICE: {
		struct ex *x = ex_const(r, VT_SERVICE, num_int(s->index), n.at);
		return x;
	}
	case SYM_RATE: {
		struct ex *x = ex_new(r, EX_RATE, r->m->rates.at[s->index].type.vt, n.at);
		r->m->rates.at[s->index].used = true;
		r->m->inputs.at[r->m->rates.at[s->index].at_input].used = true;
		x->index = s->index;
		x->measure = r->m->rates.at[s->index].type.measure;
		return x;
	}
	case SYM_CLAUSE:
		break;
	}
	diag_wrong_type(r->d, n.at, word(r, "en værdi", "a value"), word(r, "en klausul", "a clause"));
	return bad(r, n.at);
}

static struct ex *resolve_path(struct resolver *r, const struct expr *e, const struct type_m *want)
{
	const struct path *p = &e->u.path.path;
	if (p->names.n > 1)
		return resolve_reading(r, p);
	if (e->u.path.at_event.names.n) {
		const struct symbol *s = symbol_find(r, p->names.at[0].id);
		if (s && s->kind == SYM_INPUT && s->index == r->m->age_input)
			return age_at(r, &e->u.path.at_event, e->at);
		unknown_name(r, p->names.at[0], word(r, "alder ved en hændelse:", "age at an event:"));
		return bad(r, e->at);
	}
	return resolve_name(r, p->names.at[0], want);
}

/* ---- arithmetic ----------------------------------------------------------------------------------------- */

/* kr pr. time * timer pr. uge: the period of one side cancels the unit of the other; the other periods stay. */
static bool cancel(struct resolver *r, struct measure *rate, const struct measure *other,
                   struct num *length)
{
	if (rate->windows + other->windows > MEASURE_WINDOWS + 1)
		return false;
	for (uint32_t i = 0; i < rate->windows; i++) {
		const struct window *w = &rate->per[i];
		if (w->missing || w->rolling || w->dim != other->dim)
			continue;
		struct window *rest = arena_array(r->a, struct window, MEASURE_WINDOWS);
		uint32_t n = 0;
		for (uint32_t k = 0; k < rate->windows; k++)
			if (k != i)
				rest[n++] = rate->per[k];
		for (uint32_t k = 0; k < other->windows; k++)
			rest[n++] = other->per[k];
		*length = w->length;
		rate->per = rest;
		rate->windows = n;
		return true;
	}
	return false;
}

static bool plain_number(const struct ex *x)
{
	return x->measure.windows == 0 &&
	       (x->measure.dim == DIM_NUMBER || x->measure.dim == DIM_PERCENT);
}

static struct ex *scaled(struct resolver *r, struct ex *x, struct num factor)
{
	struct ex *k = ex_const(r, VT_QUANTITY, factor, x->at);
	struct ex *e = pair(r, EX_MUL, VT_QUANTITY, x, k);
	e->measure = x->measure;
	return e;
}

/* 10 % as a factor is 0,1. */
static struct ex *unpercent(struct resolver *r, struct ex *x)
{
	if (x->measure.dim != DIM_PERCENT)
		return x;
	struct ex *e = scaled(r, x, num_ratio(1, 100));
	e->measure = (struct measure){0};
	return e;
}

static struct ex *multiply(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	x = unpercent(r, x);
	y = unpercent(r, y);
	struct measure m = x->measure;
	struct num length;
	struct ex *e = pair(r, EX_MUL, VT_QUANTITY, x, y);
	if (plain_number(y)) {
		e->measure = x->measure;
	} else if (plain_number(x)) {
		e->measure = y->measure;
	} else if (cancel(r, &m, &y->measure, &length) ||
	           (m = y->measure, cancel(r, &m, &x->measure, &length))) {
		e->measure = m;
		e = scaled(r, e, num_div(num_int(1), length));
	} else {
		diag_unit_mismatch(r->d, at, measured(r, &x->measure), measured(r, &y->measure));
		return bad(r, at);
	}
	e->at = at;
	return e;
}

static struct ex *divide(struct resolver *r, struct ex *x, struct ex *y, span at)
{
	if (y->kind == EX_CONST && y->number.p == 0) {
		diag_wrong_type(r->d, y->at, word(r, "et tal over 0", "a number above 0"), "0");
		return bad(r, at);
	}
	y = unpercent(r, y);
	struct ex *e = pair(r, EX_DIV, VT_QUANTITY, x, y);
	e->at = at;
	if (measure_same(&x->measure, &y->measure))
		return e;
	if (plain_number(y)) {
		e->measure = x->measure;
		return e;
	}
	if (y->measure.windows == 0 && x->measure.windows < MEASURE_WINDOWS) {
		const struct unit *u = &r->m->units.list.at[y->measure.unit];
		struct window *per = arena_array(r->a, struct window, x->measure.windows + 1);
		for (uint32_t i = 0; i < x->measure.windows; i++)
			per[i] = x->measure.per[i];
		per[x->measure.windows] = (struct window){.dim = y->measure.dim,
		                                          .length = u->grains,
		                                          .unit = y->measure.unit,
		                                          .amount = num_int(1)};
		e->measure = x->measure;
		e->measure.per = per;
		e->measure.windows++;
		return scaled(r, e, u->grains); /* øre per minute times 60 is øre per hour */
	}
	diag_unit_mismatch(r->d, at, measured(r, &x->measure), measured(r, &y->measure));
	return bad(r, at);
}

static bool is_literal(const struct expr *e)
{
	return e->kind == EXPR_QUANTITY && !e->u.quantity.missing;
}

static struct ex *add(struct resolver *r, const struct expr *e, struct ex *x, struct ex *y,
                      bool plus)
{
	if (x->vt == VT_DATE && y->vt == VT_QUANTITY && y->kind == EX_CONST &&
	    (y->measure.dim == DIM_DAY || y->measure.dim == DIM_MONTH) && num_is_int(y->number)) {
		struct ex *s = ex_new(r, EX_SHIFT, VT_DATE, e->at);
		int64_t n = plus ? y->number.p : -y->number.p;
		*(y->measure.dim == DIM_DAY ? &s->days : &s->months) = n;
		vec_push(r->a, &s->kids, x);
		return s;
	}
	if (!plus && x->vt == VT_DATE && y->vt == VT_DATE) {
		struct ex *s = pair(r, EX_SUB, VT_QUANTITY, x, y);
		s->measure.dim = DIM_DAY;
		s->measure.unit = (uint32_t)unit_find(&r->m->units, intern_find(r->names, "dag", 3));
		return s;
	}
	if (expect(r, x, VT_QUANTITY)->kind == EX_BAD || expect(r, y, VT_QUANTITY)->kind == EX_BAD ||
	    !same_measure(r, x, y, e->at))
		return bad(r, e->at);
	const struct expr *a = e->u.binary.left, *b = e->u.binary.right;
	if (!plus && is_literal(a) && is_literal(b))
		diag_literal_difference(r->d, e->at, str_c(r->a, a->u.quantity.digits),
		                        str_c(r->a, b->u.quantity.digits));
	struct ex *s = pair(r, plus ? EX_ADD : EX_SUB, VT_QUANTITY, x, y);
	s->measure = x->measure;
	s->at = e->at;
	return s;
}

static struct ex *resolve_binary(struct resolver *r, const struct expr *e)
{
	struct ex *x = resolve_term(r, e->u.binary.left, NULL);
	struct ex *y = resolve_term(r, e->u.binary.right, NULL);
	if (open_of(x, y))
		return open_of(x, y);
	if (e->u.binary.op == '+' || e->u.binary.op == '-')
		return add(r, e, x, y, e->u.binary.op == '+');
	if (expect(r, x, VT_QUANTITY)->kind == EX_BAD || expect(r, y, VT_QUANTITY)->kind == EX_BAD)
		return bad(r, e->at);
	return e->u.binary.op == '*' ? multiply(r, x, y, e->at) : divide(r, x, y, e->at);
}

/* ---- functions and special forms ------------------------------------------------------------------------ */

struct function {
	const char *da, *en;
	enum ex_kind kind;
	enum value_type vt;
};

static const struct function functions[] = {
	{"mindste", "least", EX_MIN, VT_QUANTITY},
	{"største", "greatest", EX_MAX, VT_QUANTITY},
	{"tidligste", "earliest", EX_MIN, VT_DATE},
	{"seneste", "latest", EX_MAX, VT_DATE},
};

static struct ex *resolve_call(struct resolver *r, const struct expr *e, const struct type_m *want)
{
	struct name n = e->u.call.name;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		const struct function *f = &functions[i];
		if (n.id != intern_find(r->names, f->da, strlen(f->da)) &&
		    n.id != intern_find(r->names, f->en, strlen(f->en)))
			continue;
		struct ex *x = ex_new(r, f->kind, f->vt, e->at);
		for (uint32_t k = 0; k < e->u.call.args.n; k++) {
			struct ex *arg = resolve_term(r, e->u.call.args.at[k], want);
			arg = expect(r, arg, f->vt);
			if (is_open(arg))
				return arg;
			if (k == 0)
				x->measure = arg->measure;
			else if (f->vt == VT_QUANTITY && !same_measure(r, x->kids.at[0], arg, arg->at))
				return bad(r, e->at);
			vec_push(r->a, &x->kids, arg);
		}
		return x;
	}
	unknown_name(r, n, word(r, "funktionen", "the function"));
	return bad(r, e->at);
}

static struct ex *hole(struct resolver *r, struct prose vague, span at)
{
	struct ex *x = ex_new(r, EX_HOLE, VT_BAD, at);
	x->vague = vague.text.p ? str_c(r->a, vague.text) : NULL;
	return x;
}

static struct ex *resolve_quantity(struct resolver *r, const struct expr *e)
{
	if (e->u.quantity.missing)
		return hole(r, e->u.quantity.vague, e->at);
	struct measure m;
	if (!resolve_measure(r, &e->u.quantity.unit, &m))
		return bad(r, e->at);
	for (uint32_t i = 0; i < m.windows; i++)
		if (m.per[i].missing)
			return hole(r, e->u.quantity.unit.per.at[i].vague, e->at);
	struct num n = num_mul(e->u.quantity.amount, r->m->units.list.at[m.unit].grains);
	if (!num_ok(n)) {
		diag_overflow(r->d, e->at, word(r, "tallet", "the number"));
		return bad(r, e->at);
	}
	struct ex *x = ex_const(r, VT_QUANTITY, n, e->at);
	x->measure = m;
	return x;
}

static struct ex *resolve_turns(struct resolver *r, const struct expr *e)
{
	struct ex *q = resolve_term(r, e->u.turns, NULL);
	if (q->kind != EX_CONST || q->measure.dim != DIM_MONTH || !num_is_int(q->number)) {
		if (!is_open(q))
			diag_unit_missing(r->d, e->at, word(r, "år", "years"));
		return is_open(q) ? q : bad(r, e->at);
	}
	if (r->m->birth_input == NONE) {
		diag_unknown_name(r->d, e->at, word(r, "oplysningen", "the input"), "fødselsdato");
		return bad(r, e->at);
	}
	struct ex *x = ex_new(r, EX_SHIFT, VT_DATE, e->at);
	x->months = q->number.p;
	vec_push(r->a, &x->kids, ex_input(r, r->m->birth_input, e->at));
	return x;
}

/* `12 uger efter ansøgning` as a date. */
static struct ex *resolve_moment(struct resolver *r, const struct expr *e)
{
	struct ex *len = resolve_term(r, e->u.moment.length, NULL);
	if (e->u.moment.event_missing)
		return hole(r, e->u.moment.vague, e->at);
	struct expr path = {.kind = EXPR_PATH, .at = e->u.moment.event.at};
	path.u.path.path = e->u.moment.event;
	struct ex *event = expect(r, resolve_path(r, &path, NULL), VT_DATE);
	if (open_of(len, event))
		return open_of(len, event);
	bool time = len->measure.dim == DIM_DAY || len->measure.dim == DIM_MONTH;
	if (len->kind != EX_CONST || !time || !num_is_int(len->number) || len->measure.windows) {
		diag_unit_missing(r->d, len->at,
		                  word(r, "dage, uger, måneder eller år", "days, weeks, months or years"));
		return bad(r, e->at);
	}
	struct ex *x = ex_new(r, EX_SHIFT, VT_DATE, e->at);
	int64_t n = e->u.moment.before ? -len->number.p : len->number.p;
	*(len->measure.dim == DIM_DAY ? &x->days : &x->months) = n;
	vec_push(r->a, &x->kids, event);
	return x;
}

/* An anonymous reading is called by its place. */
static const char *tie_text(const struct resolver *r, span at)
{
	struct place p = source_place(r->m->sources, at.lo);
	const char *what = r->m->lang == LANG_DA ? "halve op eller ned" : "half up or down";
	if (!p.file)
		return what;
	const char *slash = strrchr(p.file->path, '/');
	return arena_printf(r->a, "%s %s %s:%u", what, r->m->lang == LANG_DA ? "i" : "in",
	                    slash ? slash + 1 : p.file->path, p.line);
}

/* Rounding without `halve op|ned` declares an anonymous reading (semantics P8). */
static uint32_t new_tie(struct resolver *r, span at)
{
	for (uint32_t i = 0; i < r->m->inputs.n; i++)
		if (r->m->inputs.at[i].tie && r->m->inputs.at[i].at.lo == at.lo)
			return i;
	bool da = r->m->lang == LANG_DA;
	struct input in = {.kind = INPUT_UNCLEAR, .tie = true, .used = true, .at = at};
	in.ascii = arena_printf(r->a, "%s_%u", da ? "afrunding" : "rounding", r->m->inputs.n);
	in.name = intern_name(r->names, in.ascii, strlen(in.ascii));
	in.text = tie_text(r, at);
	in.question = da ? "Rundes halve op eller ned?" : "Are halves rounded up or down?";
	in.type = (struct type_m){.vt = VT_ENUM, .hi = 1, .grain = num_int(1)};
	struct choice_m up = {.name = intern_name(r->names, da ? "op" : "up", 2),
	                      .text = da ? "op" : "up"};
	struct choice_m down = {.name = intern_name(r->names, da ? "ned" : "down", da ? 3 : 4),
	                        .text = da ? "ned" : "down"};
	vec_push(r->a, &in.type.choices, up);
	vec_push(r->a, &in.type.choices, down);
	vec_push(r->a, &r->m->inputs, in);
	return r->m->inputs.n - 1;
}

static struct ex *resolve_round(struct resolver *r, const struct expr *e)
{
	struct ex *x = expect(r, resolve_term(r, e->u.round.value, NULL), VT_QUANTITY);
	struct ex *step = expect(r, resolve_term(r, e->u.round.step, NULL), VT_QUANTITY);
	if (open_of(x, step))
		return open_of(x, step);
	bool fits = step->kind == EX_CONST && step->measure.dim == x->measure.dim && step->number.p > 0;
	if (!fits) {
		diag_unit_mismatch(r->d, e->at, measured(r, &x->measure), measured(r, &step->measure));
		return bad(r, e->at);
	}
	struct ex *y = ex_new(r, EX_ROUND, VT_QUANTITY, e->at);
	y->measure = x->measure;
	y->number = step->number;
	y->tie = e->u.round.tie;
	if (y->tie == TIE_OPEN)
		y->index = new_tie(r, e->at);
	vec_push(r->a, &y->kids, x);
	return y;
}

/* `x omregnet til kr pr. måned`: only the length of the one period changes, and only month–year or day–week. */
static struct ex *resolve_convert(struct resolver *r, const struct expr *e)
{
	struct ex *x = expect(r, resolve_term(r, e->u.convert.value, NULL), VT_QUANTITY);
	struct measure m;
	if (is_open(x))
		return x;
	if (!resolve_measure(r, &e->u.convert.unit, &m))
		return bad(r, e->at);
	bool fits = m.dim == x->measure.dim && m.windows == x->measure.windows && m.windows <= 1;
	if (fits && m.windows)
		fits = m.per[0].dim == x->measure.per[0].dim && !m.per[0].missing &&
		       !x->measure.per[0].missing;
	if (!fits) {
		diag_unit_mismatch(r->d, e->at, measured(r, &x->measure), measured(r, &m));
		return bad(r, e->at);
	}
	struct num factor = m.windows ? num_div(m.per[0].length, x->measure.per[0].length) : num_int(1);
	struct ex *y = scaled(r, x, factor);
	y->measure = m;
	y->at = e->at;
	return y;
}

static struct ex *resolve_share(struct resolver *r, const struct expr *e)
{
	struct ex *p = resolve_term(r, e->u.share.percent, NULL);
	struct ex *x = expect(r, resolve_term(r, e->u.share.of, NULL), VT_QUANTITY);
	return open_of(p, x) ? open_of(p, x) : multiply(r, p, x, e->at);
}

static struct ex *resolve_rate(struct resolver *r, const struct expr *e)
{
	const struct symbol *s = symbol_find(r, e->u.rate.id);
	if (!s || s->kind != SYM_RATE) {
		unknown_name(r, e->u.rate, word(r, "satsen", "the rate"));
		return bad(r, e->at);
	}
	return resolve_name(r, e->u.rate, NULL);
}

static struct ex *resolve_neg(struct resolver *r, const struct expr *e)
{
	struct ex *x = expect(r, resolve_term(r, e->u.inner, NULL), VT_QUANTITY);
	if (is_open(x))
		return x;
	struct ex *y = ex_new(r, EX_NEG, VT_QUANTITY, e->at);
	y->measure = x->measure;
	vec_push(r->a, &y->kids, x);
	return y;
}

struct ex *resolve_term(struct resolver *r, const struct expr *e, const struct type_m *want)
{
	switch (e->kind) {
	case EXPR_BAD:
		return bad(r, e->at);
	case EXPR_QUANTITY:
		return resolve_quantity(r, e);
	case EXPR_DATE:
		return ex_const(r, VT_DATE, num_int(e->u.day), e->at);
	case EXPR_CLOCK:
		return ex_const(r, VT_CLOCK, num_int(e->u.minute), e->at);
	case EXPR_YES:
	case EXPR_NO:
		return ex_const(r, VT_BOOL, num_int(e->kind == EXPR_YES), e->at);
	case EXPR_PATH:
		return resolve_path(r, e, want);
	case EXPR_CALL:
		return resolve_call(r, e, want);
	case EXPR_RATE:
		return resolve_rate(r, e);
	case EXPR_TURNS:
		return resolve_turns(r, e);
	case EXPR_NEG:
		return resolve_neg(r, e);
	case EXPR_PAREN:
		return resolve_term(r, e->u.inner, want);
	case EXPR_BINARY:
		return resolve_binary(r, e);
	case EXPR_SHARE:
		return resolve_share(r, e);
	case EXPR_MOMENT:
		return resolve_moment(r, e);
	case EXPR_ROUND:
		return resolve_round(r, e);
	case EXPR_CONVERT:
		return resolve_convert(r, e);
	case EXPR_NOT:
	case EXPR_CHAIN:
	case EXPR_COMPARE:
	case EXPR_RANGE:
	case EXPR_IN:
	case EXPR_COVERED:
	case EXPR_GROUP:
		return resolve_condition(r, e, NULL);
	case EXPR_STRING:
	case EXPR_NOT_APPLY:
	case EXPR_ASSESSED:
		break;
	}
	diag_wrong_type(r->d, e->at, word(r, "en værdi", "a value"), word(r, "dette", "this"));
	return bad(r, e->at);
}
