/* SPDX-License-Identifier: MIT
 *
 * What a case is asked for in DMN, and the columns of the diagrams in FEEL. Engines disagree about dates and compute in
 * doubles, so days are numbers, amounts are whole steps, and what is computed from dates is an input of its own.
 */
#include "emit/dmn_part.h"

#include "meaning/words.h"
#include "space/describe.h"

#include <inttypes.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------------------------------------- */

/* Words of FEEL's grammar, and the functions that readers of it take for names. */
static const char *const keywords[] = {
	"if",    "then",     "else",     "for",    "in",   "return",   "some",     "every",
	"and",   "or",       "between",  "true",   "null", "function", "instance", "satisfies",
	"of",    "not",      "external", "false",  "date", "time",     "duration", "list",
	"years", "months",   "days",     "number", "put",  "context",  "is",       "from",
	"item",  "string",   "get",      "min",    "max",  "sum",      "count",    "mean",
	"all",   "any",      "abs",      "floor",  "now",  "today",    "range",    "modulo",
	"sort",  "decimal",  "defined",  "day",    "year", "month",    "hour",     "second",
	"exp",   "contains",
};

static bool is_keyword(const char *name)
{
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (strcmp(keywords[i], name) == 0)
			return true;
	return false;
}

const char *dmn_name(struct dmn *d, const char *ascii)
{
	struct text t = {.a = d->a};
	uint32_t taken;
	if (!*ascii || (*ascii >= '0' && *ascii <= '9'))
		text_putc(&t, 'n');
	for (const char *p = ascii; *p; p++) {
		bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');
		text_putc(&t, letter || (*p >= '0' && *p <= '9') ? *p : '_');
	}
	while (is_keyword(text_c(&t)) || map_get(&d->names, hash_bytes(t.p, t.n), &taken))
		text_putc(&t, '_');
	map_put(&d->names, hash_bytes(t.p, t.n), 1);
	return text_c(&t);
}

const char *dmn_quote(struct dmn *d, const char *s)
{
	struct text t = {.a = d->a};
	text_putc(&t, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_putc(&t, '\\');
		text_putc(&t, (unsigned char)*s < 0x20 ? ' ' : *s);
	}
	text_putc(&t, '"');
	return text_c(&t);
}

const char *dmn_open(const struct dmn *d)
{
	return dmn_say(d, "uafklaret", "unclear");
}

/* ---- values --------------------------------------------------------------------------------------------- */

static enum dmn_type type_of(const struct input *in)
{
	if (in->kind == INPUT_UNCLEAR)
		return DMN_STRING;
	switch (in->type.vt) {
	case VT_BOOL:
		return DMN_BOOLEAN;
	case VT_ENUM:
	case VT_ACTOR:
	case VT_SERVICE:
		return DMN_STRING;
	case VT_QUANTITY:
	case VT_DATE:
	case VT_CLOCK:
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return DMN_NUMBER;
}

/* The text of a value of a listing type: names are unique, titles need not be. */
static const char *value_text(struct dmn *d, const struct input *in, int64_t value)
{
	if (in->type.vt == VT_ACTOR)
		return d->m->actors.at[value].text;
	if (in->type.vt == VT_SERVICE)
		return d->m->services.at[value].text;
	return words_index(d->a, d->m, &in->type, value);
}

static void put_value(struct dmn *d, struct text *t, const struct input *in, int64_t value)
{
	if (t->n)
		text_puts(t, ", ");
	if (type_of(in) == DMN_BOOLEAN)
		text_puts(t, value ? "true" : "false");
	else
		text_puts(t, dmn_quote(d, value_text(d, in, value)));
}

static void put_range(struct text *t, struct row_range r)
{
	text_puts(t, t->n ? ", " : "");
	if (r.lo == r.hi)
		text_printf(t, "%" PRId64, r.lo);
	else if (r.lo == ROW_OPEN_LO)
		text_printf(t, "<= %" PRId64, r.hi);
	else if (r.hi == ROW_OPEN_HI)
		text_printf(t, ">= %" PRId64, r.lo);
	else
		text_printf(t, "[%" PRId64 "..%" PRId64 "]", r.lo, r.hi);
}

const char *dmn_cell(struct dmn *d, const struct row_cell *cell)
{
	const struct column *c = &d->s->columns.at[cell->column];
	const struct input *in = c->kind == COL_INPUT ? &d->m->inputs.at[c->input] : NULL;
	struct text t = {.a = d->a};
	for (uint32_t i = 0; i < cell->n; i++) {
		struct row_range r = cell->at[i];
		if (!in || type_of(in) == DMN_NUMBER) {
			put_range(&t, r);
			continue;
		}
		int64_t hi = r.hi < in->type.hi ? r.hi : in->type.hi;
		for (int64_t v = r.lo < in->type.lo ? in->type.lo : r.lo; v <= hi; v++)
			put_value(d, &t, in, v);
	}
	return text_c(&t);
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

static const char *allowed_of(struct dmn *d, const struct input *in)
{
	struct text t = {.a = d->a};
	if (type_of(in) == DMN_BOOLEAN)
		return NULL;
	if (type_of(in) == DMN_NUMBER)
		return arena_printf(d->a, "[%" PRId64 "..%" PRId64 "]", in->type.lo, in->type.hi);
	if (in->kind == INPUT_UNCLEAR)
		text_puts(&t, dmn_quote(d, dmn_open(d)));
	for (int64_t v = in->type.lo; v <= in->type.hi; v++)
		put_value(d, &t, in, v);
	return text_c(&t);
}

/* What one step of a number is; NULL where nothing need be said. */
static const char *unit_of(struct dmn *d, const struct input *in)
{
	if (in->kind == INPUT_UNCLEAR)
		return dmn_say(d, "en læsning af teksten, som kun kommunalbestyrelsen kan vælge",
		               "a reading of the text, which only the council can choose");
	switch (in->type.vt) {
	case VT_DATE:
		return dmn_say(d, "dage efter 1970-01-01", "days after 1970-01-01");
	case VT_CLOCK:
		return dmn_say(d, "minutter efter midnat", "minutes after midnight");
	case VT_QUANTITY:
		return arena_printf(
			d->a, "%s %s", dmn_say(d, "trin af", "steps of"),
			measure_text(d->a, &d->m->units, in->type.grain, &in->type.measure, d->m->style));
	case VT_BOOL:
	case VT_ENUM:
	case VT_ACTOR:
	case VT_SERVICE:
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return NULL;
}

static const char *description_of(struct dmn *d, const struct input *in)
{
	const char *unit = unit_of(d, in), *question = in->question;
	if (question && unit)
		return arena_printf(d->a, "%s (%s)", question, unit);
	return question ? question : unit;
}

static uint32_t input_of(struct dmn *d, uint32_t input)
{
	if (d->input_at[input] != NONE)
		return d->input_at[input];
	const struct input *in = &d->m->inputs.at[input];
	struct dmn_input x = {.name = dmn_name(d, in->ascii),
	                      .label = in->text,
	                      .description = description_of(d, in),
	                      .type = type_of(in),
	                      .allowed = allowed_of(d, in),
	                      .input = input,
	                      .column = NONE};
	vec_push(d->a, &d->inputs, x);
	return d->input_at[input] = d->inputs.n - 1;
}

/* ---- columns -------------------------------------------------------------------------------------------- */

static uint64_t magnitude(int64_t x)
{
	return x < 0 ? -(uint64_t)x : (uint64_t)x;
}

/* No partial sum leaves the whole numbers that engines know exactly. */
static bool is_exact(const struct dmn *d, const struct column *c)
{
	uint64_t most = 0;
	for (uint32_t i = 0; i < c->terms.n; i++) {
		const struct type_m *t = &d->m->inputs.at[c->terms.at[i].input].type;
		uint64_t lo = magnitude(t->lo), hi = magnitude(t->hi), factor;
		factor = magnitude(c->terms.at[i].factor);
		hi = lo > hi ? lo : hi;
		if (factor > DMN_EXACT || hi > DMN_EXACT / factor)
			return false;
		most += factor * hi;
		if (most > DMN_EXACT)
			return false;
	}
	return true;
}

/* Every step in parentheses: some engines group from the right. */
static void sum_of(struct dmn *d, const struct column *c, struct dmn_column *x)
{
	const char *sum = NULL;
	for (uint32_t i = 0; i < c->terms.n; i++) {
		uint32_t input = input_of(d, c->terms.at[i].input);
		int64_t factor = c->terms.at[i].factor;
		const char *term = d->inputs.at[input].name;
		vec_push(d->a, &x->inputs, input);
		if (factor != 1 && factor != -1)
			term = arena_printf(d->a, "(%" PRIu64 " * %s)", magnitude(factor), term);
		if (!sum) /* the first factor is positive */
			sum = term;
		else
			sum = arena_printf(d->a, "(%s %c %s)", sum, factor < 0 ? '-' : '+', term);
	}
	x->expression = sum;
}

/* How the caller computes it, in words. */
static const char *derivation(struct dmn *d, const struct column *c)
{
	const struct input *in = d->m->inputs.at;
	const char *from = in[c->from].text, *to = in[c->to].text, *til = dmn_say(d, "til", "to");
	if (c->kind == COL_AGE)
		return arena_printf(d->a, "%s %s %s %s", dmn_say(d, "hele år fra", "whole years from"),
		                    from, til, to);
	return arena_printf(d->a, "%s %s + %" PRId64 " %s %s %s", dmn_say(d, "dage fra", "days from"),
	                    from, c->months,
	                    dmn_say(d, "måneder (samme dag, ellers månedens sidste)",
	                            "months (the same day, else the month's last)"),
	                    til, to);
}

/* Computed by the caller: what FEEL cannot be trusted with. */
static void derived(struct dmn *d, uint32_t column, struct dmn_column *x)
{
	const struct column *c = &d->s->columns.at[column];
	const struct input *in = d->m->inputs.at;
	const char *how = x->label, *name = "sum";
	if (c->kind == COL_AGE)
		name = arena_printf(d->a, "%s_%s_%s", dmn_say(d, "aar", "years"), in[c->from].ascii,
		                    in[c->to].ascii);
	else if (c->kind == COL_MONTHS)
		name = arena_printf(d->a, "%s_%s_%" PRId64 "_%s", dmn_say(d, "dage", "days"),
		                    in[c->from].ascii, c->months, in[c->to].ascii);
	if (c->kind != COL_SUM)
		how = derivation(d, c);
	struct dmn_input i = {.name = dmn_name(d, name),
	                      .label = x->label,
	                      .description = how,
	                      .type = DMN_NUMBER,
	                      .input = NONE,
	                      .column = column};
	vec_push(d->a, &d->inputs, i);
	vec_push(d->a, &x->inputs, d->inputs.n - 1);
	x->expression = i.name;
}

struct dmn_column *dmn_column_of(struct dmn *d, uint32_t column)
{
	struct dmn_column *x = &d->columns[column];
	const struct column *c = &d->s->columns.at[column];
	if (x->made)
		return x;
	x->made = true;
	x->type = DMN_NUMBER;
	x->label = describe_column(d->a, d->s, column);
	if (c->kind == COL_INPUT) {
		uint32_t input = input_of(d, c->input);
		vec_push(d->a, &x->inputs, input);
		x->type = d->inputs.at[input].type;
		x->expression = d->inputs.at[input].name;
		x->label = d->inputs.at[input].label;
	} else if (c->kind == COL_SUM && is_exact(d, c)) {
		sum_of(d, c, x);
	} else {
		derived(d, column, x);
	}
	return x;
}
