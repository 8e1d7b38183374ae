/* SPDX-License-Identifier: MIT
 *
 * The figures of a rule are read from its own text, as a reader would, with the texts of the names it uses behind it. An
 * exception is read with the provision it belongs to only to excuse a figure, never to accuse one.
 */
#include "text/figure.h"

#include "check/prose.h"

#include <string.h>

#define NAMED_DEEP 4

struct figures figures_make(struct arena *a, const struct model *m)
{
	struct figures f = {.a = a, .m = m, .named = {.a = a}};
	for (uint32_t i = 0; i < m->concepts.n; i++)
		map_put(&f.named, m->concepts.at[i].name, i);
	for (uint32_t i = 0; i < m->rates.n; i++)
		map_put(&f.named, m->rates.at[i].name, m->concepts.n + i);
	return f;
}

static void append(struct figures *f, figure_list *to, const figure_list *from)
{
	for (uint32_t i = 0; i < from->n; i++)
		vec_push(f->a, to, from->at[i]);
}

/* "974 kr pr. år": the amount of a row with what its rate counts. */
static void read_row(struct figures *f, const struct decl *rate, const struct rate_row *row,
                     figure_list *out)
{
	if (!row->value)
		return;
	struct str value = source_text(f->m->sources, row->value->at);
	struct str unit = source_text(f->m->sources, rate->u.rate.type.unit.at);
	struct text t = {.a = f->a};
	text_printf(&t, "%.*s %.*s", (int)value.n, value.p, (int)unit.n, unit.p);
	figure_list own = prose_figures(f->a, str_of(text_c(&t)));
	append(f, out, &own);
}

static void read_span(struct figures *f, span at, figure_list *out, int deep);

static void read_named(struct figures *f, uint32_t i, figure_list *out, int deep)
{
	const struct model *m = f->m;
	if (i < m->concepts.n) {
		read_span(f, m->concepts.at[i].decl->at, out, deep + 1);
		return;
	}
	const struct decl *rate = m->rates.at[i - m->concepts.n].decl;
	for (uint32_t k = 0; k < rate->u.rate.rows.n; k++)
		read_row(f, rate, &rate->u.rate.rows.at[k], out);
}

static size_t name_length(struct str s, size_t at)
{
	size_t n = 0;
	for (int32_t cp; at + n < s.n;) {
		size_t step = utf8_step(s.p + at + n, s.n - at - n, &cp);
		if (!step || !utf8_is_name(cp))
			break;
		n += step;
	}
	return n;
}

/* The concepts and rates that the rules name. */
static void read_names(struct figures *f, struct str rules, figure_list *out, int deep)
{
	for (size_t at = 0; at < rules.n && deep < NAMED_DEEP;) {
		size_t n = name_length(rules, at);
		uint32_t i;
		name_id name = n ? intern_find(f->m->names, rules.p + at, n) : 0;
		if (name && map_get(&f->named, name, &i))
			read_named(f, i, out, deep);
		at += n ? n : 1;
	}
}

/* Rules and the texts among them, but not what they cite. */
static void read_span(struct figures *f, span at, figure_list *out, int deep)
{
	struct str rules = source_text(f->m->sources, at);
	quote_list quotes = prose_quotes(f->a, rules);
	struct str outside = prose_outside(f->a, rules, &quotes);
	figure_list own = prose_figures(f->a, outside);
	append(f, out, &own);
	for (uint32_t i = 0; i < quotes.n; i++) {
		bool heading = i + 1 < quotes.n && quotes.at[i + 1].phrase;
		if (quotes.at[i].phrase || heading)
			continue;
		own = prose_figures(f->a, quotes.at[i].inside);
		append(f, out, &own);
	}
	read_names(f, outside, out, deep);
}

/* Any figure of the phrase in the unit stands in the list. */
static bool agrees(const figure_list *said, struct str unit, const figure_list *own)
{
	for (uint32_t i = 0; i < said->n; i++)
		if (prose_same_unit(said->at[i].unit, unit) && prose_has_figure(own, &said->at[i]))
			return true;
	return false;
}

/* What stands around an exception, or a point of a list. */
static figure_list around(struct figures *f, const struct citation_use *x)
{
	figure_list out = {0};
	uint32_t p = x->provision;
	while (p != NONE && f->m->provisions.at[p].parent != NONE)
		p = f->m->provisions.at[p].parent;
	if (p != NONE)
		read_span(f, f->m->provisions.at[p].ast->at, &out, 0);
	else if (x->holder)
		read_span(f, x->holder->at, &out, 0);
	return out;
}

bool figure_differs(struct figures *f, const struct citation_use *x, const char **said,
                    const char **own)
{
	figure_list phrase = prose_figures(f->a, x->ast->phrase.text), rule = {0};
	bool counts = false;
	if (!x->row && x->decl && x->service == NONE && x->decl->kind != DECL_CONCEPT)
		return false; /* a question asks, it does not count */
	for (uint32_t i = 0; i < phrase.n; i++)
		counts |= phrase.at[i].unit.n > 0;
	if (!counts)
		return false;
	if (x->row)
		read_row(f, x->decl, x->row, &rule);
	else
		read_span(f, x->rule, &rule, 0);
	for (uint32_t i = 0; i < phrase.n; i++) {
		const struct figure *s = &phrase.at[i];
		const struct figure *other = s->unit.n ? prose_counts_too(&rule, s) : NULL;
		if (!other || agrees(&phrase, s->unit, &rule))
			continue;
		figure_list more = around(f, x);
		if (agrees(&phrase, s->unit, &more))
			continue;
		*said = str_c(f->a, str_prose(f->a, s->said));
		*own = str_c(f->a, str_prose(f->a, other->said));
		return true;
	}
	return false;
}
