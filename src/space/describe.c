/* SPDX-License-Identifier: MIT
 * Regions in words: what a table of remaining questions, a hole or a list of those affected shows. */
#include "space/describe.h"

#include "meaning/words.h"

#include <stdlib.h>

static bool danish(const struct space *s)
{
	return s->m->words == LANG_DA;
}

static void add_terms(struct text *t, const struct space *s, const struct column *c)
{
	for (uint32_t i = 0; i < c->terms.n; i++) {
		int64_t f = c->terms.at[i].factor;
		if (i)
			text_puts(t, f < 0 ? " - " : " + ");
		if (f != 1 && f != -1)
			text_printf(t, "%lld * ", (long long)llabs(f));
		text_puts(t, s->m->inputs.at[c->terms.at[i].input].text);
	}
}

const char *describe_column(struct arena *a, const struct space *s, uint32_t column)
{
	const struct column *c = &s->columns.at[column];
	struct text t = {.a = a};
	switch (c->kind) {
	case COL_INPUT:
		return s->m->inputs.at[c->input].text;
	case COL_SUM:
		add_terms(&t, s, c);
		return text_c(&t);
	case COL_MONTHS:
		text_printf(
			&t,
			danish(s) ? "dage fra %s + %lld måneder til %s" : "days from %s + %lld months to %s",
			s->m->inputs.at[c->from].text, (long long)c->months, s->m->inputs.at[c->to].text);
		return text_c(&t);
	case COL_AGE:
		text_printf(&t, danish(s) ? "alder ved %s" : "age at %s", s->m->inputs.at[c->to].text);
		return text_c(&t);
	case COL_HOLE:
		break;
	}
	return danish(s) ? "en betingelse, der mangler" : "a condition that is missing";
}

/* A value of the column in words. */
static const char *value_text(struct arena *a, const struct space *s, const struct column *c,
                              int64_t v)
{
	if (c->kind == COL_INPUT)
		return words_input_value(a, s->m, c->input, v);
	return arena_printf(a, "%lld", (long long)v);
}

static bool is_list(const struct space *s, const struct column *c)
{
	if (c->kind != COL_INPUT)
		return false;
	enum value_type vt = s->m->inputs.at[c->input].type.vt;
	return vt == VT_BOOL || vt == VT_ENUM || vt == VT_ACTOR || vt == VT_SERVICE;
}

static const char *list_cell(struct arena *a, const struct space *s, const struct column *c,
                             int64_t lo, int64_t hi)
{
	if (lo == hi)
		return words_input(a, s->m, c->input, lo);
	struct text t = {.a = a};
	text_printf(&t, "%s: ", s->m->inputs.at[c->input].text);
	for (int64_t v = lo; v <= hi; v++) {
		if (v > lo)
			text_puts(&t, v < hi ? ", " : danish(s) ? " eller " : " or ");
		text_puts(&t, words_input_value(a, s->m, c->input, v));
	}
	return text_c(&t);
}

const char *describe_cell(struct arena *a, const struct space *s, uint32_t column, int64_t lo,
                          int64_t hi)
{
	const struct column *c = &s->columns.at[column];
	if (is_list(s, c))
		return list_cell(a, s, c, lo, hi);
	const char *name = describe_column(a, s, column);
	const char *from = value_text(a, s, c, lo), *to = value_text(a, s, c, hi);
	bool least = lo <= c->lo, most = hi >= c->hi, da = danish(s);
	if (lo == hi)
		return arena_printf(a, "%s %s", name, from);
	if (least && most)
		return arena_printf(a, da ? "%s: alle" : "%s: all", name);
	if (most)
		return arena_printf(a, da ? "%s mindst %s" : "%s at least %s", name, from);
	if (least)
		return arena_printf(a, da ? "%s højst %s" : "%s at most %s", name, to);
	return arena_printf(a, da ? "%s fra %s til %s" : "%s from %s to %s", name, from, to);
}

const char *describe_box(struct arena *a, const struct space *s, const struct dd_box *box)
{
	struct text t = {.a = a};
	for (uint32_t level = 0; level < s->columns.n; level++) {
		const struct column *c = &s->columns.at[s->column_at[level]];
		if (!dd_box_mentions(s->dd, box, level) || c->kind == COL_HOLE)
			continue;
		if (t.n)
			text_puts(&t, ", ");
		text_puts(&t, describe_cell(a, s, s->column_at[level], c->cuts.at[box->lo[level]],
		                            column_last(c, box->hi[level])));
	}
	return t.n ? text_c(&t) : danish(s) ? "alle" : "everybody";
}
