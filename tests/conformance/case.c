/* SPDX-License-Identifier: MIT
 * Loading, random cases, and the same answer in two forms: see conform.h. */
#include "conform.h"

#include "base/date.h"
#include "tool/load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void mark(struct conform *c, uint32_t input, int64_t at)
{
	vec_push(c->a, &c->marks[input], at);
}

static void gather_marks(struct conform *c)
{
	for (uint32_t i = 0; i < c->space->columns.n; i++) {
		const struct column *x = &c->space->columns.at[i];
		bool date = x->kind == COL_INPUT && c->m->inputs.at[x->input].type.vt == VT_DATE;
		for (uint32_t k = date; x->kind == COL_INPUT && k < x->cuts.n; k++)
			mark(c, x->input, x->cuts.at[k]);
	}
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct type_m *t = &c->m->inputs.at[i].type;
		mark(c, i, t->vt == VT_DATE ? date_day(2024, 2, 29) : t->lo);
		mark(c, i, t->vt == VT_DATE ? date_day(2025, 1, 31) : t->hi);
	}
}

bool conform_load(struct conform *c, const char *path)
{
	static struct arena a;
	static struct session s;
	arena_init(&a);
	arena_init(&c->scratch);
	arena_init(&c->build);
	c->a = s.a = s.d.a = s.sources.a = s.out.a = &a;
	s.program = "conform";
	s.names = intern_new(&a);
	c->m = load_model(&s, path);
	if (!c->m || c->m->cyclic || diags_errors(&s.d))
		return false;
	c->space = space_make(&a, &c->build, c->m, 0);
	c->values = arena_array(&a, int64_t, c->m->inputs.n);
	c->marks = arena_alloc(&a, sizeof *c->marks * c->m->inputs.n);
	gather_marks(c);
	c->input_of = arena_array(&a, uint32_t, FN(INPUTS));
	for (uint32_t i = 0; i < FN(INPUTS); i++)
		for (uint32_t k = 0; k < c->m->inputs.n; k++)
			if (strcmp(fn(input_info)(i)->original, c->m->inputs.at[k].text) == 0)
				c->input_of[i] = k;
	c->place = arena_array(&a, const char *, c->m->rules.n + 1);
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		struct place at = source_place(c->m->sources, c->m->rules.at[i].at.lo);
		const char *slash = strrchr(at.file->path, '/');
		c->place[i] = arena_printf(&a, "%s:%" PRIu32, slash ? slash + 1 : at.file->path, at.line);
	}
	return c->m->slots.n >= FN(SLOTS);
}

/* ---- random --------------------------------------------------------------------------------------------- */

uint64_t next_random(struct conform *c)
{
	uint64_t z = c->random += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int64_t clamped(const struct type_m *t, int64_t v)
{
	return v < t->lo ? t->lo : v > t->hi ? t->hi : v;
}

/* At a boundary, near one, or anywhere; days mostly within a life around today's law. */
int64_t random_value(struct conform *c, uint32_t input)
{
	const struct type_m *t = &c->m->inputs.at[input].type;
	uint64_t r = next_random(c);
	int64_t at = c->marks[input].at[(r >> 8) % c->marks[input].n];
	if (r % 4 < 2)
		return clamped(t, at + (int64_t)((r >> 32) % 3) - 1);
	if (t->vt == VT_DATE)
		return clamped(t, date_day(1990, 1, 1) + (int64_t)((r >> 8) % 18000));
	uint64_t span = (uint64_t)t->hi - (uint64_t)t->lo + 1;
	if (r % 4 == 2 && span > 100000)
		span = 100000;
	int64_t v = t->lo + (int64_t)((r >> 8) % span);
	bool round = span > 100000 && (r >> 4) % 4 == 0; /* where amounts are rounded, halves are met */
	return round ? clamped(t, v - v % 5000) : v;
}

void tie(struct conform *c)
{
	const struct model *m = c->m;
	if (!c->space->tied)
		return;
	const struct type_m *t = &m->inputs.at[m->age_input].type;
	int64_t age = date_age(c->values[m->birth_input], c->values[0]);
	if (age < t->lo || age > t->hi) {
		bool clipped;
		age = clamped(t, c->values[m->age_input]);
		c->values[m->birth_input] = date_add_months(c->values[0], -12 * age, &clipped);
		age = date_age(c->values[m->birth_input], c->values[0]);
	}
	c->values[m->age_input] = age;
}

void random_case(struct conform *c)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		c->values[i] = random_value(c, i);
	/* dates near each other, so that deadlines and distances matter */
	int64_t base = c->values[0];
	for (uint32_t i = 1; i < c->m->inputs.n; i++)
		if (c->m->inputs.at[i].type.vt == VT_DATE && i != c->m->birth_input && next_random(c) % 2)
			c->values[i] = clamped(&c->m->inputs.at[i].type,
			                       base + (int64_t)(next_random(c) % 800) - 400);
	tie(c);
}

/* An input that the expression reads, each with the same chance; NONE. */
static void pick_input(struct conform *c, const struct ex *x, uint32_t *n, uint32_t *picked)
{
	if (x->kind == EX_INPUT && next_random(c) % ++*n == 0)
		*picked = x->index;
	for (uint32_t i = 0; i < x->kids.n; i++)
		pick_input(c, x->kids.at[i], n, picked);
}

/* Inputs of a broken `forudsat` are drawn again. */
bool random_given(struct conform *c)
{
	random_case(c);
	for (int tries = 0; tries < 2000 && !eval_given(c->m, c->values); tries++) {
		uint32_t n = 0, input = NONE;
		for (uint32_t i = 0; i < c->m->invariants.n; i++) {
			const struct invariant *v = &c->m->invariants.at[i];
			if (v->kind == RULE_GIVEN && eval_condition(c->m, c->values, v->expr) == TRUTH_NO)
				pick_input(c, v->expr, &n, &input);
		}
		if (input != NONE)
			c->values[input] = random_value(c, input);
		tie(c);
	}
	return eval_given(c->m, c->values);
}

void random_known(struct conform *c, bool *known)
{
	uint64_t share = 1 + next_random(c) % 9;
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		bool reading = c->m->inputs.at[i].kind == INPUT_UNCLEAR;
		known[i] = reading ? next_random(c) % 8 == 0 : next_random(c) % 10 < share;
	}
}

/* ---- the same answer ------------------------------------------------------------------------------------ */

static bool same_number(struct num a, struct fn(number) b)
{
	return a.p == b.num && a.q == b.den;
}

static bool same_limits(const struct plain *p, const struct fn(result) * r)
{
	return p->has_lower == r->has_lower && p->has_upper == r->has_upper &&
	       (!p->has_lower || same_number(p->lower, r->lower)) &&
	       (!p->has_upper || same_number(p->upper, r->upper)) &&
	       ((!p->has_lower && !p->has_upper) || p->measure.dim == r->measure->dimension);
}

static bool same_actors(const struct conform *c, const struct ex *x, const struct fn(result) * r)
{
	if (x->actors.n != r->n_actors || (r->n_actors > 1 && x->is_and != r->joined_by_and))
		return false;
	for (uint32_t i = 0; i < r->n_actors; i++) {
		const struct actor *who = &c->m->actors.at[x->actors.at[i]];
		if (strcmp(who->title ? who->title : who->text, r->actors[i]) != 0)
			return false;
	}
	return true;
}

static bool same_value(const struct conform *c, const struct plain *p, const struct fn(result) * r)
{
	if ((int)p->st != (int)r->statement)
		return false;
	if (p->st == ST_INDEX)
		return same_number(p->lower, r->lower);
	if (p->st == ST_ACTORS)
		return same_actors(c, p->actors, r);
	return (p->st != ST_LIMIT && p->st != ST_DEADLINE) || same_limits(p, r);
}

static bool same_place(const struct conform *c, uint32_t rule, const struct fn(provision) * p)
{
	return rule != NONE && p && strcmp(c->place[rule], p->place) == 0;
}

bool agrees(const struct conform *c, const struct plain *p, const struct fn(result) * r)
{
	if (r->open || (int)p->kind != (int)r->kind)
		return false;
	switch (p->kind) {
	case PLAIN_VALUE:
		return same_value(c, p, r);
	case PLAIN_OUTSIDE:
		if (p->n_targets != r->n_targets)
			return false;
		for (uint32_t i = 0; i < p->n_targets; i++)
			if (strcmp(p->targets[i]->text, r->targets[i]) != 0)
				return false;
		return true;
	case PLAIN_CONFLICT:
		return (int)p->conflict == (int)r->conflict &&
		       (p->conflict != CONFLICT_VALUES ||
		        (same_place(c, p->rules[0], r->provision) && same_place(c, p->other, r->other)));
	case PLAIN_SILENT:
		if ((int)p->silence != (int)r->silence)
			return false;
		/* the known part is shown as numbers only where it is no formula */
		if (p->silence == SILENCE_HOLE)
			return same_place(c, p->rules[0], r->provision) &&
			       (same_limits(p, r) || (!r->has_lower && !r->has_upper));
		return p->silence == SILENCE_GAP || p->silence == SILENCE_CONDITION ||
		       p->silence == SILENCE_SERVICE || same_place(c, p->rules[0], r->provision);
	case PLAIN_ABSENT:
		return true;
	}
	return false;
}

bool open_agrees(const struct conform *c, uint32_t slot, const struct plain *want)
{
	for (uint32_t i = 0; i < c->space->leaves.n; i++) {
		const struct leaf *l = &c->space->leaves.at[i];
		if (!leaf_is_formula(l))
			continue;
		struct plain p = leaf_plain(c->space, l, c->values);
		if (plain_same(&p, want))
			return true;
	}
	(void)slot;
	return false;
}

/* ---- in one line ---------------------------------------------------------------------------------------- */

static void put_limits(struct text *t, const struct fn(result) * r)
{
	if (r->has_lower)
		text_printf(t, " %" PRId64 "/%" PRId64, r->lower.num, r->lower.den);
	text_puts(t, " ..");
	if (r->has_upper)
		text_printf(t, " %" PRId64 "/%" PRId64, r->upper.num, r->upper.den);
}

static void put_value(struct text *t, const struct fn(result) * r)
{
	static const char *const names[] = {"limit",    "index", "actors",  "text",
	                                    "deadline", "not",   "no_limit"};
	text_printf(t, "value %s", names[r->statement]);
	if (r->statement == FN(LIMIT) || r->statement == FN(DEADLINE))
		put_limits(t, r);
	if (r->statement == FN(INDEX))
		text_printf(t, " %" PRId64, r->lower.num);
	for (uint32_t i = 0; r->statement == FN(ACTORS) && i < r->n_actors; i++)
		text_printf(t, "%s%s", i ? r->joined_by_and ? " and " : " or " : " ", r->actors[i]);
}

const char *canonical(struct arena *a, const struct fn(result) * r)
{
	static const char *const silences[] = {"gap",  "hole",     "condition",
	                                       "rate", "overflow", "service"};
	static const char *const conflicts[] = {"values", "scope", "ring", "service"};
	static const char *const others[] = {"absent", "undetermined", "unclear", "contradiction",
	                                     "not_decided"};
	struct text t = {.a = a};
	if (r->open) {
		text_printf(&t, "formula %s", r->words);
	} else if (r->kind == FN(VALUE)) {
		put_value(&t, r);
	} else if (r->kind == FN(OUTSIDE)) {
		text_puts(&t, "outside");
		for (uint32_t i = 0; i < r->n_targets; i++)
			text_printf(&t, "%s%s", i ? ", " : " ", r->targets[i]);
	} else if (r->kind == FN(CONFLICT)) {
		text_printf(&t, "conflict %s", conflicts[r->conflict]);
		if (r->conflict == FN(VALUES))
			text_printf(&t, " %s %s", r->provision->place, r->other->place);
	} else if (r->kind == FN(SILENT)) {
		text_printf(&t, "silent %s", silences[r->silence]);
		if (r->silence == FN(HOLE))
			put_limits(&t, r);
	} else {
		text_puts(&t, others[r->kind - FN(ABSENT)]);
	}
	return text_c(&t);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *sorted_set(struct arena *a, const struct fn(result) * r, uint32_t n)
{
	const char **all = arena_array(a, const char *, n + 1);
	struct text t = {.a = a};
	for (uint32_t i = 0; i < n; i++)
		all[i] = canonical(a, &r[i]);
	qsort(all, n, sizeof *all, by_text);
	for (uint32_t i = 0; i < n; i++)
		text_printf(&t, "%s%s", i ? " | " : "", all[i]);
	return n ? text_c(&t) : "contradiction";
}
