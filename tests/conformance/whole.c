/* SPDX-License-Identifier: MIT
 *
 * whole CATALOGUE SEED RANDOM BOUNDARY: whole cases and what the reference evaluator says to them, as JSON lines, for targets
 * that answer nothing else (the header of the emitted C gives the names: see conform.h). BOUNDARY of the cuts are taken, evenly,
 * each with the value before it. "open": readings are not chosen, and an answer that differs by them is unclear.
 *
 *   {"exists": true, "open": false, "case": {NAME: N, …}, "derived": {"age FROM TO": N, …},
 *    "answers": {SLOT: [status, kind, lower, upper, words], …}}
 */
#include "base/out.h"
#include "conform.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COMBINATIONS 64

static void put_number(struct json *j, bool has, struct num n)
{
	if (has && num_ok(n) && num_is_int(n))
		json_int(j, n.p);
	else
		json_null(j);
}

static void put_answer(struct conform *c, struct json *j, uint32_t slot, const struct plain *p)
{
	static const char *const kinds[] = {"value", "outside", "conflict", "silent", "absent"};
	static const char *const statements[] = {"limit",    "index", "actors",   "text",
	                                         "deadline", "not",   "no_limit", "hole"};
	static const char *const silences[] = {"gap",  "hole",     "condition",
	                                       "rate", "overflow", "service"};
	static const char *const conflicts[] = {"values", "scope", "ring", "service"};
	bool value = p->kind == PLAIN_VALUE, index = value && p->st == ST_INDEX;
	bool shown = value || (p->kind == PLAIN_SILENT && p->silence == SILENCE_HOLE);
	json_begin(j, '[');
	json_str(j, kinds[p->kind]);
	json_str(j, value                      ? statements[p->st]
	            : p->kind == PLAIN_SILENT   ? silences[p->silence]
	            : p->kind == PLAIN_CONFLICT ? conflicts[p->conflict]
	                                        : NULL);
	put_number(j, shown && (p->has_lower || index), p->lower);
	put_number(j, shown && p->has_upper, p->upper);
	json_str(j, words_plain(&c->scratch, c->m, slot, p));
	json_end(j, ']');
}

/* The next way of reading; false after the last. */
static bool next_reading(struct conform *c)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct input *in = &c->m->inputs.at[i];
		if (in->kind != INPUT_UNCLEAR)
			continue;
		if (c->values[i]++ < in->type.hi)
			return true;
		c->values[i] = in->type.lo;
	}
	return false;
}

static void first_reading(struct conform *c)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		if (c->m->inputs.at[i].kind == INPUT_UNCLEAR)
			c->values[i] = c->m->inputs.at[i].type.lo;
}

/* The same under every reading: then *p. */
static bool is_clear(struct conform *c, uint32_t slot, struct plain *p)
{
	first_reading(c);
	eval_slot(c->m, c->values, slot, NULL, p);
	while (next_reading(c)) {
		struct plain other;
		eval_slot(c->m, c->values, slot, NULL, &other);
		if (!plain_same(p, &other))
			return false;
	}
	return true;
}

static bool few_readings(const struct conform *c)
{
	uint64_t n = 1;
	for (uint32_t i = 0; i < c->m->inputs.n && n <= COMBINATIONS; i++)
		if (c->m->inputs.at[i].kind == INPUT_UNCLEAR)
			n *= (uint64_t)(c->m->inputs.at[i].type.hi - c->m->inputs.at[i].type.lo + 1);
	return n <= COMBINATIONS;
}

static void put_case(struct conform *c, struct json *j)
{
	json_key(j, "case");
	json_begin(j, '{');
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		json_kint(j, c->m->inputs.at[i].ascii, c->values[i]);
	json_end(j, '}');
	json_key(j, "derived");
	json_begin(j, '{');
	for (uint32_t i = 0; i < c->space->columns.n; i++) {
		const struct column *x = &c->space->columns.at[i];
		int64_t value;
		if ((x->kind != COL_AGE && x->kind != COL_MONTHS) ||
		    !column_value(c->space, x, c->values, &value))
			continue;
		const char *from = c->m->inputs.at[x->from].ascii, *to = c->m->inputs.at[x->to].ascii;
		json_kint(j,
		          x->kind == COL_AGE
		            ? arena_printf(&c->scratch, "age %s %s", from, to)
		            : arena_printf(&c->scratch, "months %s %s %" PRId64, from, to, x->months),
		          value);
	}
	json_end(j, '}');
}

static void print_whole(struct conform *c, bool open)
{
	struct arena_mark mark = arena_mark(&c->scratch);
	struct text t = {.a = &c->scratch};
	struct json j = {.t = &t, .compact = true};
	bool exists = eval_given(c->m, c->values);
	json_begin(&j, '{');
	json_kbool(&j, "exists", exists);
	json_kbool(&j, "open", open);
	put_case(c, &j);
	json_key(&j, "answers");
	json_begin(&j, '{');
	for (uint32_t i = 0; exists && i < c->m->slots.n; i++) {
		struct plain p;
		if (c->m->slots.at[i].service >= c->m->own_services)
			continue;
		json_key(&j, c->m->slots.at[i].id);
		eval_slot(c->m, c->values, i, NULL, &p);
		if (!open || is_clear(c, i, &p)) {
			put_answer(c, &j, i, &p);
		} else {
			json_begin(&j, '[');
			json_str(&j, "unclear");
			json_end(&j, ']');
		}
	}
	json_end(&j, '}');
	json_end(&j, '}');
	printf("%s\n", text_c(&t));
	arena_reset(&c->scratch, mark);
}

/* A value of an input among random others. */
static void at_boundary(struct conform *c, uint32_t input, int64_t value)
{
	const struct type_m *t = &c->m->inputs.at[input].type;
	if (value < t->lo || value > t->hi)
		return;
	for (int tries = 0; tries < 20; tries++) {
		random_given(c);
		c->values[input] = value;
		tie(c);
		if (c->values[input] == value && eval_given(c->m, c->values)) {
			print_whole(c, false);
			return;
		}
	}
}

static void boundaries(struct conform *c, uint64_t most)
{
	uint64_t n = 0, at = 0;
	for (uint32_t i = 0; i < c->space->columns.n; i++)
		if (c->space->columns.at[i].kind == COL_INPUT)
			n += c->space->columns.at[i].cuts.n - 1;
	for (uint32_t i = 0; i < c->space->columns.n; i++) {
		const struct column *x = &c->space->columns.at[i];
		for (uint32_t k = 1; x->kind == COL_INPUT && k < x->cuts.n; k++, at++) {
			if (n > most && at * most / n == (at + 1) * most / n)
				continue;
			at_boundary(c, x->input, x->cuts.at[k]);
			at_boundary(c, x->input, x->cuts.at[k] - 1);
		}
	}
}

int main(int argc, char **argv)
{
	static struct conform c;
	if (argc != 5 || !conform_load(&c, argv[1]))
		return 2;
	c.random = hash_mix(hash_mix(3, strtoull(argv[2], NULL, 10)), 4);
	bool few = few_readings(&c);
	for (uint64_t n = strtoull(argv[3], NULL, 10); n-- > 0;) {
		if (n % 8)
			random_given(&c);
		else
			random_case(&c);
		print_whole(&c, few && n % 2);
	}
	boundaries(&c, strtoull(argv[4], NULL, 10));
	return 0;
}
