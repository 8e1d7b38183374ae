/* SPDX-License-Identifier: MIT
 * Regions in words: what a table of remaining questions, a hole or a list of those affected shows. */
#include "space/describe.h"
#include "space/lower.h"

#include "meaning/words.h"

#include <stdlib.h>
#include <string.h>

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

/* The neighbour is no shorter to say: nobody speaks of 5.519,01 kr where "over 5.519 kr" is meant. */
static bool is_round(struct arena *a, const struct space *s, const struct column *c, int64_t v,
                     int64_t neighbour)
{
	bool inside = neighbour >= c->lo && neighbour <= c->hi;
	return !inside || strlen(value_text(a, s, c, neighbour)) >= strlen(value_text(a, s, c, v));
}

static bool is_money(const struct space *s, const struct column *c)
{
	return c->kind == COL_INPUT && s->m->inputs.at[c->input].type.vt == VT_QUANTITY &&
	       s->m->inputs.at[c->input].type.measure.dim == DIM_MONEY;
}

static const char *least_text(struct arena *a, const struct space *s, const struct column *c,
                              int64_t lo)
{
	if (!is_money(s, c) || is_round(a, s, c, lo, lo - 1))
		return arena_printf(a, "%s %s", danish(s) ? "mindst" : "at least", value_text(a, s, c, lo));
	return arena_printf(a, "over %s", value_text(a, s, c, lo - 1));
}

static const char *most_text(struct arena *a, const struct space *s, const struct column *c,
                             int64_t hi)
{
	if (!is_money(s, c) || is_round(a, s, c, hi, hi + 1))
		return arena_printf(a, "%s %s", danish(s) ? "højst" : "at most", value_text(a, s, c, hi));
	return arena_printf(a, "under %s", value_text(a, s, c, hi + 1));
}

const char *describe_cell(struct arena *a, const struct space *s, uint32_t column, int64_t lo,
                          int64_t hi)
{
	const struct column *c = &s->columns.at[column];
	if (is_list(s, c))
		return list_cell(a, s, c, lo, hi);
	const char *name = describe_column(a, s, column);
	bool least = lo <= c->lo, most = hi >= c->hi, da = danish(s);
	const char *from = least_text(a, s, c, lo), *to = most_text(a, s, c, hi);
	if (lo == hi)
		return arena_printf(a, "%s %s", name, value_text(a, s, c, lo));
	if (least && most)
		return arena_printf(a, da ? "%s: alle" : "%s: all", name);
	if (most)
		return arena_printf(a, "%s %s", name, from);
	if (least)
		return arena_printf(a, "%s %s", name, to);
	if (!is_money(s, c) || (is_round(a, s, c, lo, lo - 1) && is_round(a, s, c, hi, hi + 1)))
		return arena_printf(a, da ? "%s fra %s til %s" : "%s from %s to %s", name,
		                    value_text(a, s, c, lo), value_text(a, s, c, hi));
	return arena_printf(a, da ? "%s %s og %s" : "%s %s and %s", name, from, to);
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

const char *describe_formula(struct arena *a, const struct space *s, const struct leaf *l)
{
	const struct ex *lower = l->lower.n ? l->lower.at[0].ex : NULL;
	const struct ex *upper = l->upper.n ? l->upper.at[0].ex : NULL;
	const char *low = lower ? words_ex(a, s->m, lower) : NULL;
	const char *high = upper ? words_ex(a, s->m, upper) : NULL;
	if (!low)
		return arena_printf(a, danish(s) ? "højst %s" : "at most %s", high);
	if (!high)
		return arena_printf(a, danish(s) ? "mindst %s" : "at least %s", low);
	if (ex_same(lower, upper, false))
		return low;
	return arena_printf(a, danish(s) ? "fra %s til %s" : "from %s to %s", low, high);
}
