/* SPDX-License-Identifier: MIT
 *
 * Expressions: the tree's one syntax becomes typed values and conditions. Whether something is a condition or a
 * value is decided here, by its place. What is broken is reported once and becomes EX_BAD, about which everything
 * above stays silent.
 */
#include "meaning/ex_part.h"

#include <string.h>

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
			arg = ex_expect(r, arg, f->vt);
			if (ex_is_open(arg))
				return arg;
			if (k == 0)
				x->measure = arg->measure;
			else if (f->vt == VT_QUANTITY && !ex_same_measure(r, x->kids.at[0], arg, arg->at))
				return ex_bad(r, e->at);
			vec_push(r->a, &x->kids, arg);
		}
		return x;
	}
	unknown_name(r, n, word(r, "funktionen", "the function"));
	return ex_bad(r, e->at);
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
		return ex_bad(r, e->at);
	for (uint32_t i = 0; i < m.windows; i++)
		if (m.per[i].missing)
			return hole(r, e->u.quantity.unit.per.at[i].vague, e->at);
	struct num n = num_mul(e->u.quantity.amount, r->m->units.list.at[m.unit].grains);
	if (!num_ok(n)) {
		diag_overflow(r->d, e->at, word(r, "tallet", "the number"));
		return ex_bad(r, e->at);
	}
	struct ex *x = ex_const(r, VT_QUANTITY, n, e->at);
	x->measure = m;
	return x;
}

static struct ex *resolve_turns(struct resolver *r, const struct expr *e)
{
	struct ex *q = resolve_term(r, e->u.turns, NULL);
	if (q->kind != EX_CONST || q->measure.dim != DIM_MONTH || !num_is_int(q->number)) {
		if (!ex_is_open(q))
			diag_unit_missing(r->d, e->at, word(r, "år", "years"));
		return ex_is_open(q) ? q : ex_bad(r, e->at);
	}
	if (r->m->birth_input == NONE) {
		diag_unknown_name(r->d, e->at, word(r, "oplysningen", "the input"), "fødselsdato");
		return ex_bad(r, e->at);
	}
	struct ex *x = ex_new(r, EX_SHIFT, VT_DATE, e->at);
	x->months = q->number.p;
	vec_push(r->a, &x->kids, ex_input(r, r->m->birth_input, e->at));
	return x;
}

void no_length(struct resolver *r, const struct ex *x, span at)
{
	if (x->vt == VT_QUANTITY && x->measure.dim >= DIM_COUNTED && !x->measure.windows)
		diag_counted_length(r->d, at, str_c(r->a, source_text(r->m->sources, at)));
	else
		diag_unit_missing(r->d, at,
		                  word(r, "dage, uger, måneder eller år", "days, weeks, months or years"));
}

/* `12 uger efter ansøgning` as a date. */
static struct ex *resolve_moment(struct resolver *r, const struct expr *e)
{
	struct ex *len = resolve_term(r, e->u.moment.length, NULL);
	if (e->u.moment.event_missing)
		return hole(r, e->u.moment.vague, e->at);
	struct expr path = {.kind = EXPR_PATH, .at = e->u.moment.event.at};
	path.u.path.path = e->u.moment.event;
	struct ex *event = ex_expect(r, resolve_path(r, &path, NULL), VT_DATE);
	if (ex_open_of(len, event))
		return ex_open_of(len, event);
	bool time = len->measure.dim == DIM_DAY || len->measure.dim == DIM_MONTH;
	if (len->kind != EX_CONST || !time || !num_is_int(len->number) || len->measure.windows) {
		no_length(r, len, len->at);
		return ex_bad(r, e->at);
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
	struct ex *x = ex_expect(r, resolve_term(r, e->u.round.value, NULL), VT_QUANTITY);
	struct ex *step = ex_expect(r, resolve_term(r, e->u.round.step, NULL), VT_QUANTITY);
	if (ex_open_of(x, step))
		return ex_open_of(x, step);
	bool fits = step->kind == EX_CONST && step->measure.dim == x->measure.dim && step->number.p > 0;
	if (!fits) {
		diag_unit_mismatch(r->d, e->at, ex_measured(r, &x->measure),
		                   ex_measured(r, &step->measure));
		return ex_bad(r, e->at);
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
	struct ex *x = ex_expect(r, resolve_term(r, e->u.convert.value, NULL), VT_QUANTITY);
	struct measure m;
	if (ex_is_open(x))
		return x;
	if (!resolve_measure(r, &e->u.convert.unit, &m))
		return ex_bad(r, e->at);
	bool fits = m.dim == x->measure.dim && m.windows == x->measure.windows && m.windows <= 1;
	if (fits && m.windows)
		fits = m.per[0].dim == x->measure.per[0].dim && !m.per[0].missing &&
		       !x->measure.per[0].missing;
	if (!fits) {
		diag_unit_mismatch(r->d, e->at, ex_measured(r, &x->measure), ex_measured(r, &m));
		return ex_bad(r, e->at);
	}
	struct num factor = m.windows ? num_div(m.per[0].length, x->measure.per[0].length) : num_int(1);
	struct ex *y = ex_scaled(r, x, factor);
	y->measure = m;
	y->at = e->at;
	return y;
}

static struct ex *resolve_share(struct resolver *r, const struct expr *e)
{
	struct ex *p = resolve_term(r, e->u.share.percent, NULL);
	struct ex *x = ex_expect(r, resolve_term(r, e->u.share.of, NULL), VT_QUANTITY);
	return ex_open_of(p, x) ? ex_open_of(p, x) : ex_multiply(r, p, x, e->at);
}

static struct ex *resolve_rate(struct resolver *r, const struct expr *e)
{
	const struct symbol *s = symbol_find(r, e->u.rate.id);
	if (!s || s->kind != SYM_RATE) {
		unknown_name(r, e->u.rate, word(r, "satsen", "the rate"));
		return ex_bad(r, e->at);
	}
	return resolve_name(r, e->u.rate, NULL);
}

static struct ex *resolve_neg(struct resolver *r, const struct expr *e)
{
	struct ex *x = ex_expect(r, resolve_term(r, e->u.inner, NULL), VT_QUANTITY);
	if (ex_is_open(x))
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
		return ex_bad(r, e->at);
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
	return ex_bad(r, e->at);
}
