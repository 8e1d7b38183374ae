/* SPDX-License-Identifier: MIT
 *
 * Several models in one space. Inputs are matched first, then columns; every cut of a side becomes a cut of the joint
 * column, so that a joint rank lies inside one rank of each side, and carrying a diagram over is looking ranks up.
 */
#include "space/joint.h"

#include "space/build.h"

#include <assert.h>
#include <string.h>

/* ---- inputs --------------------------------------------------------------------------------------------- */

static bool is_list(enum value_type vt)
{
	return vt == VT_ENUM || vt == VT_ACTOR || vt == VT_SERVICE;
}

/* The name that a stored value of a list stands for. */
static name_id value_name(const struct model *m, const struct input *in, int64_t value)
{
	uint32_t i = (uint32_t)value;
	if (in->type.vt == VT_ENUM)
		return in->type.choices.at[i].name;
	return in->type.vt == VT_ACTOR ? m->actors.at[i].name : m->services.at[i].name;
}

/* The value of `in` that means what `value` means in another model's input; -1. Choices that are numbers have no names. */
static int64_t value_like(const struct model *m, const struct input *in, const struct model *o,
                          const struct input *other, int64_t value)
{
	const struct type_m *t = &in->type, *u = &other->type;
	for (int64_t v = t->lo; v <= t->hi; v++)
		if (t->numeric && u->numeric ? num_eq(t->choices.at[v].number, u->choices.at[value].number)
		                             : value_name(m, in, v) == value_name(o, other, value))
			return v;
	return -1;
}

/* Values that both know stand in the same order. */
static bool same_order(const struct model *m, const struct input *a, const struct model *o,
                       const struct input *b)
{
	int64_t last = -1;
	for (int64_t v = a->type.lo; v <= a->type.hi && is_list(a->type.vt); v++) {
		int64_t other = value_like(o, b, m, a, v);
		if (other < 0)
			continue;
		if (a->type.ordered && other < last)
			return false;
		last = other;
	}
	return true;
}

static bool same_input(const struct model *m, const struct input *a, const struct model *o,
                       const struct input *b)
{
	const struct type_m *t = &a->type, *u = &b->type;
	bool kin = (a->kind == INPUT_UNCLEAR) == (b->kind == INPUT_UNCLEAR) && t->vt == u->vt &&
	           t->ordered == u->ordered && t->numeric == u->numeric && num_eq(t->grain, u->grain);
	if (kin && (t->vt == VT_QUANTITY || t->numeric))
		kin = measure_alike(&m->units, &t->measure, &o->units, &u->measure);
	return kin && same_order(m, a, o, b);
}

/*
 * An anonymous reading has no name: it is known by where it stands. The walk over rules and rates is the same in both
 * models, and so are the keys of formulas that did not move to another heading.
 */
struct tie_key {
	name_id service, heading; /* a rate: its name, 0 */
	uint32_t nth;
};

static bool find_tie(const struct ex *x, uint32_t tie, struct tie_key *k)
{
	bool found = false;
	for (uint32_t i = 0; x && i < x->kids.n && !found; i++)
		found = find_tie(x->kids.at[i], tie, k);
	if (!x || found || x->kind != EX_ROUND || x->tie != TIE_OPEN)
		return found;
	k->nth += x->index != tie;
	return x->index == tie;
}

static struct tie_key key_of_tie(const struct model *m, uint32_t tie)
{
	struct tie_key k = {0, 0, 0};
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		name_id service = m->services.at[r->service].name,
				heading = m->headings.at[r->heading].name;
		if (service != k.service || heading != k.heading)
			k = (struct tie_key){service, heading, 0};
		for (uint32_t n = 0; n < r->statements.n; n++)
			if (find_tie(r->statements.at[n].lower, tie, &k) ||
			    find_tie(r->statements.at[n].upper, tie, &k))
				return k;
	}
	for (uint32_t i = 0; i < m->rates.n; i++) {
		k = (struct tie_key){m->rates.at[i].name, 0, 0};
		for (uint32_t n = 0; n < m->rates.at[i].rows.n; n++)
			if (find_tie(m->rates.at[i].rows.at[n].value, tie, &k))
				return k;
	}
	return (struct tie_key){0, 0, tie}; /* in a condition: by its number */
}

static uint32_t find_input(const struct model *m, uint32_t input, const struct model *in)
{
	const struct input *x = &m->inputs.at[input];
	struct tie_key k = {0, 0, 0};
	if (x->kind == INPUT_CASE_DATE)
		return 0; /* sagsdato, or case_date */
	if (x->tie)
		k = key_of_tie(m, input);
	for (uint32_t i = 0; i < in->inputs.n; i++) {
		const struct input *y = &in->inputs.at[i];
		if (x->tie && y->tie) {
			struct tie_key o = key_of_tie(in, i);
			if (o.service == k.service && o.heading == k.heading && o.nth == k.nth)
				return i;
		} else if (!x->tie && !y->tie && x->name == y->name && same_input(m, x, in, y)) {
			return i;
		}
	}
	return NONE;
}

/* What a side's input knows besides: wider bounds, other values behind the present ones. */
static void widen_input(struct arena *a, struct model *jm, uint32_t joint, const struct model *o,
                        const struct input *in)
{
	struct type_m *t = &jm->inputs.at[joint].type;
	if (in->tie)
		return;
	if (t->vt != VT_ENUM && t->vt != VT_ACTOR) {
		t->lo = in->type.lo < t->lo ? in->type.lo : t->lo;
		t->hi = in->type.hi > t->hi ? in->type.hi : t->hi;
		return;
	}
	for (int64_t v = in->type.lo; v <= in->type.hi; v++) {
		if (value_like(jm, &jm->inputs.at[joint], o, in, v) >= 0)
			continue;
		if (t->vt == VT_ENUM)
			vec_push(a, &t->choices, in->type.choices.at[v]);
		else
			vec_push(a, &jm->actors, o->actors.at[v]);
		t->hi = (t->vt == VT_ENUM ? t->choices.n : jm->actors.n) - 1;
	}
}

/* A copy, so that the side's own vec is left alone. */
static void own_choices(struct arena *a, struct type_m *t)
{
	struct type_m copy = *t;
	copy.choices.n = copy.choices.cap = 0;
	copy.choices.at = NULL;
	for (uint32_t i = 0; i < t->choices.n; i++)
		vec_push(a, &copy.choices, t->choices.at[i]);
	*t = copy;
}

/* Puts an input of a side among the joint ones, unless it is there. */
static uint32_t add_input(struct arena *a, struct model *jm, const struct model *m, uint32_t input)
{
	struct input in = m->inputs.at[input];
	own_choices(a, &in.type);
	vec_push(a, &jm->inputs, in);
	uint32_t joint = jm->inputs.n - 1;
	if (input == m->birth_input && jm->birth_input == NONE)
		jm->birth_input = joint;
	if (input == m->age_input && jm->age_input == NONE)
		jm->age_input = joint;
	return joint;
}

static void join_inputs(struct joint *j, struct model *jm, uint32_t side, const struct model *m,
                        const struct model *last)
{
	struct arena *a = j->s->a;
	j->joint_input[side] = arena_array(a, uint32_t, m->inputs.n + 1);
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		uint32_t known = NONE;
		if (m == last)
			known = side + 1 == j->n ? NONE : i;
		else
			known = find_input(m, i, m->inputs.at[i].tie ? last : jm);
		if (known == NONE)
			known = add_input(a, jm, m, i);
		else if (m != last)
			widen_input(a, jm, known, m, &m->inputs.at[i]);
		j->joint_input[side][i] = known;
	}
}

static struct model *joint_model(struct joint *j, const struct model *const *models)
{
	const struct model *last = models[j->n - 1];
	struct model *jm = arena_new(j->s->a, struct model);
	*jm = *last;
	jm->inputs.at = NULL;
	jm->actors.at = NULL;
	jm->inputs.n = jm->inputs.cap = jm->actors.n = jm->actors.cap = 0;
	for (uint32_t i = 0; i < last->actors.n; i++)
		vec_push(j->s->a, &jm->actors, last->actors.at[i]);
	for (uint32_t side = j->n; side-- > 0;)
		join_inputs(j, jm, side, models[side], last);
	return jm;
}

static void match_values(struct joint *j, struct arena *a, uint32_t side, uint32_t joint)
{
	const struct model *jm = j->s->m, *m = j->side[side]->m;
	const struct input *x = &jm->inputs.at[joint], *y = &m->inputs.at[j->own_input[side][joint]];
	if (!is_list(x->type.vt) || x->tie)
		return; /* the words of an anonymous reading follow the language, its numbers do not */
	int64_t *map = arena_array(a, int64_t, (size_t)x->type.hi + 1);
	for (int64_t v = 0; v <= x->type.hi; v++)
		map[v] = value_like(m, y, jm, x, v);
	j->own_value[side][joint] = map;
}

static void match_inputs(struct joint *j, struct arena *a, uint32_t side)
{
	const struct model *jm = j->s->m, *m = j->side[side]->m;
	j->own_input[side] = arena_array(a, uint32_t, jm->inputs.n);
	j->own_value[side] = arena_array(a, int64_t *, jm->inputs.n);
	for (uint32_t i = 0; i < jm->inputs.n; i++)
		j->own_input[side][i] = NONE;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		j->own_input[side][j->joint_input[side][i]] = i;
		match_values(j, a, side, j->joint_input[side][i]);
	}
}

/* ---- columns -------------------------------------------------------------------------------------------- */

bool joint_value(const struct joint *j, uint32_t side, uint32_t joint_input, int64_t value,
                 int64_t *own)
{
	const int64_t *map = j->own_value[side][joint_input];
	const struct input *in = &j->side[side]->m->inputs.at[j->own_input[side][joint_input]];
	*own = map ? map[value] : value;
	return *own >= in->type.lo && *own <= in->type.hi;
}

static bool first_sum_before(const struct sum_term *a, const struct sum_term *b)
{
	return a->input < b->input;
}

/* The column in joint inputs; *turned: its sign had to change so that the first factor is positive. */
static struct column in_joint_inputs(const struct joint *j, uint32_t side, const struct column *c,
                                     struct arena *a, bool *turned)
{
	const uint32_t *joint = j->joint_input[side];
	struct column out = {
		.kind = c->kind, .months = c->months, .reading = c->reading, .lo = c->lo, .hi = c->hi};
	*turned = false;
	if (c->kind == COL_INPUT) {
		out.input = joint[c->input];
		out.lo = j->s->m->inputs.at[out.input].type.lo;
		out.hi = j->s->m->inputs.at[out.input].type.hi;
	} else if (c->kind != COL_SUM) {
		out.from = joint[c->from];
		out.to = joint[c->to];
	}
	for (uint32_t i = 0; i < c->terms.n; i++) {
		struct sum_term t = {joint[c->terms.at[i].input], c->terms.at[i].factor};
		vec_push(a, &out.terms, t);
		for (uint32_t k = out.terms.n - 1;
		     k > 0 && first_sum_before(&out.terms.at[k], &out.terms.at[k - 1]); k--) {
			struct sum_term swap = out.terms.at[k];
			out.terms.at[k] = out.terms.at[k - 1];
			out.terms.at[k - 1] = swap;
		}
	}
	if (out.terms.n && out.terms.at[0].factor < 0) {
		*turned = true;
		for (uint32_t i = 0; i < out.terms.n; i++)
			out.terms.at[i].factor = -out.terms.at[i].factor;
		out.lo = -c->hi;
		out.hi = -c->lo;
	}
	return out;
}

static bool same_column(const struct column *a, const struct column *b)
{
	bool same = a->kind == b->kind && a->input == b->input && a->from == b->from &&
	            a->to == b->to && a->months == b->months && a->terms.n == b->terms.n;
	for (uint32_t i = 0; same && i < a->terms.n; i++)
		same = a->terms.at[i].input == b->terms.at[i].input &&
		       a->terms.at[i].factor == b->terms.at[i].factor;
	return same;
}

/* Where a side's column lies in the joint space. */
struct placing {
	uint32_t column; /* joint; NONE: a hole */
	bool turned;
};

static struct placing place_column(struct joint *j, uint32_t side, uint32_t own)
{
	const struct column *c = &j->side[side]->columns.at[own];
	struct placing p = {NONE, false};
	if (c->kind == COL_HOLE)
		return p;
	struct column x = in_joint_inputs(j, side, c, j->s->a, &p.turned);
	for (p.column = 0; p.column < j->s->columns.n; p.column++)
		if (same_column(&j->s->columns.at[p.column], &x))
			break;
	if (p.column == j->s->columns.n) {
		vec_push(j->s->a, &x.cuts, x.lo);
		vec_push(j->s->a, &j->s->columns, x);
	}
	struct column *joint = &j->s->columns.at[p.column];
	joint->uses += c->uses;
	if (x.lo < joint->lo)
		joint->lo = joint->cuts.at[0] = x.lo; /* no other cut is there yet */
	joint->hi = x.hi > joint->hi ? x.hi : joint->hi;
	return p;
}

static void cut_list(struct joint *j, uint32_t side, const struct column *own, uint32_t column)
{
	struct column *joint = &j->s->columns.at[column];
	uint32_t last = 0;
	for (int64_t v = joint->lo; v <= joint->hi; v++) {
		int64_t value;
		uint32_t rank = DD_NO_RANK;
		if (joint_value(j, side, joint->input, v, &value))
			rank = column_rank(own, value);
		if (v > joint->lo && rank != last)
			column_cut(j->s->a, joint, v);
		last = rank;
	}
}

static void cut_column(struct joint *j, uint32_t side, uint32_t own, struct placing p)
{
	if (p.column == NONE)
		return;
	const struct column *c = &j->side[side]->columns.at[own];
	struct column *joint = &j->s->columns.at[p.column];
	if (c->kind == COL_INPUT && j->own_value[side][joint->input]) {
		cut_list(j, side, c, p.column);
		return;
	}
	for (uint32_t r = 1; r < c->cuts.n; r++)
		column_cut(j->s->a, joint, p.turned ? 1 - c->cuts.at[r] : c->cuts.at[r]);
	if (c->kind == COL_INPUT) { /* outside its bounds, the side knows no such case */
		column_cut(j->s->a, joint, c->lo);
		column_cut(j->s->a, joint, c->hi + 1);
	}
}

/* The side's columns in the order of the joint ones; holes stay last. */
static uint32_t *order_of_side(struct joint *j, uint32_t side, const struct placing *at)
{
	const struct space *own = j->side[side];
	uint32_t *order = arena_array(j->s->a, uint32_t, own->columns.n + 1), n = 0;
	for (uint32_t level = 0; level < j->s->columns.n; level++)
		for (uint32_t i = 0; i < own->columns.n; i++)
			if (at[i].column == j->s->column_at[level])
				order[n++] = i;
	for (uint32_t i = 0; i < own->columns.n; i++)
		if (at[i].column == NONE)
			order[n++] = i;
	assert(n == own->columns.n);
	return order;
}

static uint32_t rank_of(const struct joint *j, uint32_t side, const struct column *own,
                        const struct column *joint, bool turned, uint32_t rank)
{
	int64_t v = joint->cuts.at[rank], value = v;
	if (own->kind == COL_INPUT && !joint_value(j, side, joint->input, v, &value))
		return DD_NO_RANK;
	return column_rank(own, turned ? -value : value);
}

static void match_ranks(struct joint *j, uint32_t side, const struct placing *at)
{
	struct arena *a = j->s->a;
	const struct space *own = j->side[side];
	j->joint_level[side] = arena_array(a, uint32_t, own->columns.n + 1);
	j->own_rank[side] = arena_array(a, const uint32_t *, own->columns.n + 1);
	for (uint32_t i = 0; i < own->columns.n; i++) {
		const struct column *c = &own->columns.at[i];
		if (at[i].column == NONE)
			continue;
		const struct column *joint = &j->s->columns.at[at[i].column];
		uint32_t *ranks = arena_array(a, uint32_t, joint->cuts.n);
		for (uint32_t r = 0; r < joint->cuts.n; r++)
			ranks[r] = rank_of(j, side, c, joint, at[i].turned, r);
		j->joint_level[side][c->level] = joint->level;
		j->own_rank[side][c->level] = ranks;
	}
}

/* ---- the joint space ------------------------------------------------------------------------------------ */

static struct space *empty_space(struct arena *a, struct arena *scratch, const struct space *last)
{
	struct space *s = arena_new(a, struct space);
	s->a = a;
	s->scratch = scratch;
	s->leaf_map.a = a;
	s->from = last->from;
	s->to = last->to;
	return s;
}

static void join_columns(struct joint *j)
{
	struct space *s = j->s;
	struct placing *at[JOINT_SIDES];
	for (uint32_t side = 0; side < j->n; side++) {
		at[side] = arena_array(s->a, struct placing, j->side[side]->columns.n + 1);
		for (uint32_t i = 0; i < j->side[side]->columns.n; i++)
			at[side][i] = place_column(j, side, i);
	}
	for (uint32_t side = 0; side < j->n; side++)
		for (uint32_t i = 0; i < j->side[side]->columns.n; i++)
			cut_column(j, side, i, at[side][i]);
	s->input_column = arena_array(s->a, uint32_t, s->m->inputs.n);
	for (uint32_t i = 0; i < s->m->inputs.n; i++)
		s->input_column[i] = NONE;
	for (uint32_t i = 0; i < s->columns.n; i++)
		if (s->columns.at[i].kind == COL_INPUT)
			s->input_column[s->columns.at[i].input] = i;
	s->column_at = columns_in_order(s->columns.at, s->columns.n, s->a);
	space_ranks(s);
	for (uint32_t side = 0; side < j->n; side++) {
		space_build(j->side[side], order_of_side(j, side, at[side]));
		match_ranks(j, side, at[side]);
	}
}

struct joint *joint_make(struct arena *a, struct arena *scratch, const struct model *const *models,
                         uint32_t n, int64_t until)
{
	assert(n > 0 && n <= JOINT_SIDES);
	struct joint *j = arena_new(a, struct joint);
	j->n = n;
	struct day_range days = space_days(models[n - 1], until);
	for (uint32_t side = 0; side < n; side++)
		j->side[side] = space_survey(a, scratch, models[side], days);
	j->s = empty_space(a, scratch, j->side[n - 1]);
	struct model *jm = joint_model(j, models);
	j->s->m = jm;
	for (uint32_t side = 0; side < n; side++) {
		match_inputs(j, a, side);
		j->s->tied |= j->side[side]->tied;
	}
	join_columns(j);
	struct space *s = j->s;
	s->given = DD_TRUE;
	for (uint32_t side = 0; side < n; side++) {
		s->refused |= j->side[side]->refused;
		s->given = dd_and(s->dd, s->given, joint_import(j, side, j->side[side]->given));
	}
	s->domain = dd_and(s->dd, s->given, space_range(s, 0, s->from, s->to));
	return j;
}

dd joint_import(struct joint *j, uint32_t side, dd f)
{
	return dd_regrid(j->s->dd, j->side[side]->dd, f, j->joint_level[side], j->own_rank[side],
	                 dd_leaf(0));
}

bool joint_case(const struct joint *j, uint32_t side, const int64_t *values, int64_t *own)
{
	const struct space *s = j->side[side];
	for (uint32_t i = 0; i < s->m->inputs.n; i++) {
		uint32_t joint = j->joint_input[side][i];
		if (joint_value(j, side, joint, values[joint], &own[i]))
			continue;
		if (s->m->inputs.at[i].used)
			return false;
		own[i] = s->m->inputs.at[i].type.lo; /* nothing reads it */
	}
	return true;
}

struct ex *joint_ex(struct joint *j, uint32_t side, const struct ex *x)
{
	struct arena *a = j->s->a;
	struct ex *y = arena_new(a, struct ex);
	*y = *x;
	y->kids.at = NULL;
	y->kids.n = y->kids.cap = 0;
	if (x->kind == EX_INPUT || (x->kind == EX_ROUND && x->tie == TIE_OPEN))
		y->index = j->joint_input[side][x->index];
	for (uint32_t i = 0; i < x->kids.n; i++)
		vec_push(a, &y->kids, joint_ex(j, side, x->kids.at[i]));
	return y;
}
