/* SPDX-License-Identifier: MIT
 *
 * Types, measures and constants: from `år fra 0 til 30` to bounds in whole steps.
 */
#include "base/date.h"
#include "meaning/resolve.h"

#include <string.h>

/* Type names that are no units, in both columns. */
struct named_type {
	const char *da, *en;
	enum value_type vt;
};

static const struct named_type named_types[] = {
	{"dato", "date", VT_DATE},           {"klokkeslæt", "clock", VT_CLOCK},
	{"tekst", "text", VT_TEXT},          {"frist", "deadline", VT_DEADLINE},
	{"mængde", "quantity", VT_QUANTITY},
};

/* The default bounds of an unbounded quantity: wide, but such that sums of a few stay far from overflow. */
#define BOUND_DEFAULT 1000000000000 /* 10^12 steps */
#define BOUND_YEARS 130

static bool window_of(struct resolver *r, const struct per *p, struct window *w)
{
	*w = (struct window){.rolling = p->rolling, .amount = p->amount};
	if (p->kind == PER_MISSING) {
		w->missing = true;
		return true;
	}
	int u = unit_find(&r->m->units, p->unit.id);
	if (u < 0) {
		diag_unknown_unit(r->d, p->unit.at, name_text(r, p->unit.id));
		return false;
	}
	w->unit = (uint32_t)u;
	w->dim = r->m->units.list.at[u].dim;
	w->length = num_mul(p->amount, r->m->units.list.at[u].grains);
	if (!num_ok(w->length) || w->length.p <= 0) {
		diag_overflow(r->d, p->at, name_text(r, p->unit.id));
		return false;
	}
	return true;
}

bool resolve_measure(struct resolver *r, const struct unit_ref *u, struct measure *m)
{
	*m = (struct measure){0};
	if (u->unit.id) {
		int i = unit_find(&r->m->units, u->unit.id);
		if (i < 0) {
			diag_unknown_unit(r->d, u->unit.at, name_text(r, u->unit.id));
			return false;
		}
		m->unit = (uint32_t)i;
		m->dim = r->m->units.list.at[i].dim;
	}
	uint32_t n = u->per.n < MEASURE_WINDOWS ? u->per.n : MEASURE_WINDOWS;
	if (u->per.n > n) {
		diag_wrong_type(r->d, u->per.at[n].at,
		                word(r, "højst tre tidsrum", "at most three periods"),
		                arena_printf(r->a, "%u", u->per.n));
		return false;
	}
	struct window *per = arena_array(r->a, struct window, n);
	for (uint32_t i = 0; i < n; i++)
		if (!window_of(r, &u->per.at[i], &per[i]))
			return false;
	m->windows = n;
	m->per = n ? per : NULL;
	return true;
}

bool constant_of(struct resolver *r, const struct expr *e, const struct type_m *t, struct num *out)
{
	struct ex *x = e ? resolve_term(r, e, t) : NULL;
	if (!x || x->kind == EX_BAD)
		return false;
	bool unitless = x->vt == VT_QUANTITY && x->measure.dim == DIM_NUMBER && x->measure.windows == 0;
	if (x->kind == EX_NEG && x->kids.at[0]->kind == EX_CONST) {
		struct ex *inner = x->kids.at[0];
		x = ex_const(r, inner->vt, num_neg(inner->number), e->at);
	}
	if (x->kind != EX_CONST || (x->vt != t->vt && !(t->vt == VT_ENUM && x->vt == VT_QUANTITY))) {
		diag_wrong_type(r->d, e->at, type_name(r, t->vt), type_name(r, x->vt));
		return false;
	}
	struct num n = x->number;
	if (t->vt == VT_QUANTITY && unitless && t->measure.dim != DIM_NUMBER) {
		/* `fra 0 til 30 år`: the unit is the type's */
		n = num_mul(n, r->m->units.list.at[t->measure.unit].grains);
	} else if (t->vt == VT_QUANTITY &&
	           (x->measure.dim != t->measure.dim ||
	            (x->measure.windows && !measure_same(&x->measure, &t->measure)))) {
		diag_unit_mismatch(r->d, e->at, measure_name(r->a, &r->m->units, &x->measure, r->m->style),
		                   measure_name(r->a, &r->m->units, &t->measure, r->m->style));
		return false;
	}
	*out = n;
	return num_ok(n);
}

static void bounds_of(struct resolver *r, const struct type *t, struct type_m *m)
{
	bool year = m->vt == VT_QUANTITY && m->measure.dim == DIM_MONTH &&
	            num_eq(m->grain, num_int(12));
	m->lo = m->vt == VT_DATE ? DATE_MIN : 0;
	m->hi = m->vt == VT_DATE  ? DATE_MAX
	      : m->vt == VT_CLOCK ? 24 * 60
	      : year              ? BOUND_YEARS
	                          : BOUND_DEFAULT;
	if (!t->bounded)
		return;
	struct num lo, hi;
	if (!constant_of(r, t->from, m, &lo) || !constant_of(r, t->to, m, &hi))
		return;
	lo = num_div(lo, m->grain);
	hi = num_div(hi, m->grain);
	if (!num_is_int(lo) || !num_is_int(hi) || num_cmp(lo, hi) > 0) {
		diag_bad_bounds(r->d, t->at, word(r, "typen", "the type"));
		return;
	}
	m->lo = lo.p;
	m->hi = hi.p;
	m->bounded = true;
}

static const char *kind_of_choice(const struct resolver *r, bool numeric)
{
	return numeric ? word(r, "et tal", "a number") : word(r, "et navn", "a name");
}

static void choices_of(struct resolver *r, const struct type *t, struct type_m *m)
{
	m->vt = VT_ENUM;
	m->ordered = t->ordered;
	if (t->unit.unit.id || t->unit.per.n)
		resolve_measure(r, &t->unit, &m->measure);
	for (uint32_t i = 0; i < t->choices.n; i++) {
		const struct choice *c = &t->choices.at[i];
		struct choice_m x = {.name = c->name.id, .at = c->at};
		if (c->name.id) {
			x.text = name_text(r, c->name.id);
		} else {
			x.number = num_mul(c->number, r->m->units.list.at[m->measure.unit].grains);
			x.text = str_c(r->a, c->digits);
		}
		if (i == 0)
			m->numeric = !c->name.id;
		if (m->numeric != !c->name.id) {
			diag_wrong_type(r->d, c->at, kind_of_choice(r, m->numeric),
			                kind_of_choice(r, !m->numeric));
			continue;
		}
		for (uint32_t k = 0; k < m->choices.n; k++)
			if (m->numeric ? num_eq(m->choices.at[k].number, x.number)
			               : m->choices.at[k].name == x.name)
				diag_declared_twice(r->d, c->at, x.text);
		vec_push(r->a, &m->choices, x);
	}
	m->lo = 0;
	m->hi = m->choices.n ? (int64_t)m->choices.n - 1 : 0;
}

static enum value_type named(const struct resolver *r, name_id name)
{
	for (size_t i = 0; i < sizeof named_types / sizeof *named_types; i++) {
		const struct named_type *t = &named_types[i];
		if (name == intern_find(r->names, t->da, strlen(t->da)) ||
		    name == intern_find(r->names, t->en, strlen(t->en)))
			return t->vt;
	}
	return VT_BAD;
}

static void unit_type(struct resolver *r, const struct type *t, bool is_outcome, struct type_m *m)
{
	m->vt = named(r, t->unit.unit.id);
	if (m->vt == VT_BAD) {
		if (!resolve_measure(r, &t->unit, &m->measure))
			return;
		m->vt = VT_QUANTITY;
		const struct unit *u = &r->m->units.list.at[m->measure.unit];
		/* semantics S8: ages are whole years; every other input counts the grains of its dimension */
		if (u->dim == DIM_MONTH && num_eq(u->grains, num_int(12)) && m->measure.windows == 0)
			m->grain = num_int(12);
	} else if (m->vt == VT_QUANTITY) {
		m->measure.dim = NONE; /* `mængde`: any unit */
	}
	bool only_outcome = m->vt == VT_TEXT || m->vt == VT_DEADLINE || m->measure.dim == NONE;
	if (only_outcome && !is_outcome) {
		diag_wrong_type(r->d, t->at, word(r, "en oplysnings type", "the type of an input"),
		                name_text(r, t->unit.unit.id));
		m->vt = VT_BAD;
	}
}

struct type_m resolve_type(struct resolver *r, const struct type *t, bool is_outcome)
{
	struct type_m m = {.grain = num_int(1)};
	switch (t->kind) {
	case TYPE_YES_NO:
		m.vt = VT_BOOL;
		m.hi = 1;
		break;
	case TYPE_ONE_OF:
		choices_of(r, t, &m);
		break;
	case TYPE_ACTOR:
		m.vt = VT_ACTOR;
		m.hi = r->m->actors.n ? (int64_t)r->m->actors.n - 1 : 0;
		break;
	case TYPE_SERVICE:
		m.vt = VT_SERVICE;
		m.hi = r->m->services.n ? (int64_t)r->m->services.n - 1 : 0;
		break;
	case TYPE_UNIT:
		unit_type(r, t, is_outcome, &m);
		if (m.vt == VT_QUANTITY || m.vt == VT_DATE || m.vt == VT_CLOCK)
			bounds_of(r, t, &m);
		break;
	}
	return m;
}
