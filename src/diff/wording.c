/* SPDX-License-Identifier: MIT
 *
 * What differs without a case: the rows of rates, and words that decide nothing. Both are compared as written.
 */
#include "diff/part.h"

#include <stdlib.h>
#include <string.h>

/* ---- rates ---------------------------------------------------------------------------------------------- */

static const struct rate_row_m *row_at(const struct rate_m *r, int64_t day)
{
	for (uint32_t i = 0; r && i < r->rows.n; i++)
		if (r->rows.at[i].from <= day && day <= r->rows.at[i].to)
			return &r->rows.at[i];
	return NULL;
}

static const char *row_words(const struct work *w, const struct model *m, const struct rate_m *r,
                             const struct rate_row_m *row)
{
	if (!row)
		return NULL;
	if (row->value->kind != EX_CONST)
		return words_ex(w->a, m, row->value);
	return measure_text(w->a, &m->units, row->value->number, &r->type.measure, m->style);
}

static bool same_words(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The amount before, where there was none for the day: the last known one of either. */
static void add_last(const struct work *w, const struct rate_m *old, const struct rate_m *new,
                     const struct rate_row_m *row, struct diff_rate *d)
{
	const struct rate_row_m *last = row_at(old, row->from - 1);
	const struct rate_m *r = last ? old : new;
	if (!last)
		last = row_at(new, row->from - 1);
	if (!last || last->value->kind != EX_CONST || row->value->kind != EX_CONST)
		return;
	d->last = row_words(w, r == old ? w->old : w->new, r, last);
	d->percent = rise_text(w, last->value->number, row->value->number);
}

/* The same number in the same unit, whatever the language of its words. */
static bool same_amount(const struct work *w, const struct rate_m *old, const struct rate_row_m *x,
                        const struct rate_m *new, const struct rate_row_m *y)
{
	return x && y && x->value->kind == EX_CONST && y->value->kind == EX_CONST &&
	       measure_alike(&w->old->units, &old->type.measure, &w->new->units, &new->type.measure) &&
	       num_eq(x->value->number, y->value->number);
}

static void compare_rate(struct work *w, const struct rate_m *old, const struct rate_m *new)
{
	const struct rate_m *sides[2] = {old, new};
	VEC(int64_t) starts = {0};
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; sides[k] && i < sides[k]->rows.n; i++) {
			vec_push(w->a, &starts, sides[k]->rows.at[i].from);
			if (sides[k]->rows.at[i].to < INT64_MAX)
				vec_push(w->a, &starts, sides[k]->rows.at[i].to + 1);
		}
	for (uint32_t i = 1; i < starts.n; i++)
		for (uint32_t k = i; k > 0 && starts.at[k] < starts.at[k - 1]; k--) {
			int64_t swap = starts.at[k];
			starts.at[k] = starts.at[k - 1];
			starts.at[k - 1] = swap;
		}
	for (uint32_t i = 0; i < starts.n; i++) {
		if (i > 0 && starts.at[i] == starts.at[i - 1])
			continue;
		const struct rate_row_m *x = row_at(old, starts.at[i]), *y = row_at(new, starts.at[i]);
		struct diff_rate d = {.rate = (new ? new : old)->text, .from = starts.at[i]};
		d.before = row_words(w, w->old, old, x);
		d.after = row_words(w, w->new, new, y);
		if (same_words(d.before, d.after) || same_amount(w, old, x, new, y))
			continue;
		d.to = x && y ? x->to < y->to ? x->to : y->to : x ? x->to : y->to;
		if (x && y && x->value->kind == EX_CONST && y->value->kind == EX_CONST)
			d.percent = rise_text(w, x->value->number, y->value->number);
		else if (!x)
			add_last(w, old, new, y, &d);
		vec_push(w->a, &w->d->rates, d);
	}
}

static const struct rate_m *rate_named(const struct model *m, name_id name)
{
	for (uint32_t i = 0; i < m->rates.n; i++)
		if (m->rates.at[i].name == name)
			return &m->rates.at[i];
	return NULL;
}

void compare_rates(struct work *w)
{
	for (uint32_t i = 0; i < w->new->rates.n; i++)
		compare_rate(w, rate_named(w->old, w->new->rates.at[i].name), &w->new->rates.at[i]);
	for (uint32_t i = 0; i < w->old->rates.n; i++)
		if (!rate_named(w->new, w->old->rates.at[i].name))
			compare_rate(w, &w->old->rates.at[i], NULL);
}

/* ---- the new catalogue with the old rates ---------------------------------------------------------------- */

/* Numbers of rates and inputs differ between the models: names decide. NULL: it reads what the other does not have. */
static struct ex *carried(struct model *to, const struct model *from, const struct ex *x)
{
	struct ex *y = arena_new(to->a, struct ex);
	*y = *x;
	y->kids.at = NULL;
	y->kids.n = y->kids.cap = 0;
	for (uint32_t i = 0; i < x->kids.n; i++) {
		struct ex *kid = carried(to, from, x->kids.at[i]);
		if (!kid)
			return NULL;
		vec_push(to->a, &y->kids, kid);
	}
	if (x->kind == EX_RATE) {
		const struct rate_m *r = rate_named(to, from->rates.at[x->index].name);
		if (!r)
			return NULL;
		y->index = (uint32_t)(r - to->rates.at);
	}
	return x->kind == EX_INPUT || x->kind == EX_ROUND ? NULL : y;
}

bool diff_mix(struct model *mix, const struct model *old)
{
	bool any = false;
	for (uint32_t i = 0; i < mix->rates.n; i++) {
		struct rate_m *r = &mix->rates.at[i];
		const struct rate_m *o = rate_named(old, r->name);
		if (!o || !measure_alike(&mix->units, &r->type.measure, &old->units, &o->type.measure))
			continue;
		struct rate_m kept = *r;
		kept.rows.at = NULL;
		kept.rows.n = kept.rows.cap = 0;
		bool all = true, same = o->rows.n == r->rows.n;
		for (uint32_t k = 0; k < o->rows.n; k++) {
			struct rate_row_m row = o->rows.at[k];
			row.value = carried(mix, old, row.value);
			all = all && row.value;
			same = same && row.from == r->rows.at[k].from && row.to == r->rows.at[k].to &&
			       row.value && row.value->kind == EX_CONST &&
			       r->rows.at[k].value->kind == EX_CONST &&
			       num_eq(row.value->number, r->rows.at[k].value->number);
			vec_push(mix->a, &kept.rows, row);
		}
		if (all && !same) {
			*r = kept;
			any = true;
		}
	}
	return any;
}

/* ---- words ---------------------------------------------------------------------------------------------- */

static void add_text(struct work *w, const char *what, const char *where, const char *before,
                     const char *after, span old_at, span new_at)
{
	if (same_words(before, after))
		return;
	vec_push(w->a, &w->d->texts, ((struct diff_text){what, where, before, after, old_at, new_at}));
}

/* A sentence of the new service stands in the old one, word for word. */
static bool has_sentence(const struct model *m, const struct service *s, const struct model *o,
                         const struct slot *sentence)
{
	for (uint32_t i = 0; i < s->slots; i++) {
		const struct slot *x = &m->slots.at[s->first_slot + i];
		if (x->text && strcmp(x->text, sentence->text) == 0 &&
		    m->headings.at[x->heading].name == o->headings.at[sentence->heading].name)
			return true;
	}
	return false;
}

static span sentence_at(const struct model *m, uint32_t slot)
{
	const struct slot *s = &m->slots.at[slot];
	for (uint32_t i = 0; i < m->rules.n; i++)
		for (uint32_t k = 0;
		     m->rules.at[i].service == s->service && k < m->rules.at[i].statements.n; k++)
			if (m->rules.at[i].statements.at[k].slot == slot)
				return m->rules.at[i].at;
	return SPAN_NONE;
}

static bool is_sentence(const struct model *m, uint32_t slot)
{
	return m->slots.at[slot].text && m->headings.at[m->slots.at[slot].heading].type.vt == VT_TEXT;
}

/* The next old sentence of the heading that the new service no longer has, from *at on; NONE. */
static uint32_t next_gone(const struct work *w, struct pair p, name_id heading, uint32_t *at)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	for (; *at < old->slots; (*at)++) {
		uint32_t slot = old->first_slot + *at;
		const struct slot *s = &w->old->slots.at[slot];
		if (is_sentence(w->old, slot) && w->old->headings.at[s->heading].name == heading &&
		    !has_sentence(w->new, new, w->old, s)) {
			(*at)++;
			return slot;
		}
	}
	return NONE;
}

/* Under each heading, the sentences that are gone and those that are new, in order, side by side. */
static void compare_sentences(struct work *w, struct pair p)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	bool *met = arena_array(w->a, bool, w->old->slots.n + 1);
	uint32_t at = 0;
	name_id heading = 0;
	for (uint32_t i = 0; i < new->slots; i++) {
		uint32_t slot = new->first_slot + i;
		const struct slot *s = &w->new->slots.at[slot];
		if (!is_sentence(w->new, slot) || has_sentence(w->old, old, w->new, s))
			continue;
		if (w->new->headings.at[s->heading].name != heading)
			at = 0;
		heading = w->new->headings.at[s->heading].name;
		uint32_t was = next_gone(w, p, heading, &at);
		if (was != NONE)
			met[was] = true;
		add_text(w, w->new->headings.at[s->heading].text, new->title ? new->title : new->text,
		         was == NONE ? NULL : w->old->slots.at[was].text, s->text,
		         was == NONE ? SPAN_NONE : sentence_at(w->old, was), sentence_at(w->new, slot));
	}
	for (uint32_t i = 0; i < old->slots; i++) {
		uint32_t slot = old->first_slot + i;
		const struct slot *s = &w->old->slots.at[slot];
		if (is_sentence(w->old, slot) && !met[slot] && !has_sentence(w->new, new, w->old, s))
			add_text(w, w->old->headings.at[s->heading].text, new->title ? new->title : new->text,
			         s->text, NULL, sentence_at(w->old, slot), SPAN_NONE);
	}
}

static void compare_service_texts(struct work *w, struct pair p)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	const char *title = new->title ? new->title : new->text;
	add_text(w, in_words(w, "titel", "title"), title, old->title, new->title, old->at, new->at);
	add_text(w, in_words(w, "afsnit", "section"), title, old->section, new->section, old->at,
	         new->at);
	add_text(w, in_words(w, "formål", "purpose"), title, old->purpose, new->purpose, old->at,
	         new->at);
	compare_sentences(w, p);
}

static void compare_input_texts(struct work *w)
{
	for (uint32_t i = 0; i < w->new->inputs.n; i++) {
		const struct input *new = &w->new->inputs.at[i];
		for (uint32_t k = 0; k < w->old->inputs.n && !new->tie; k++) {
			const struct input *old = &w->old->inputs.at[k];
			if (old->name != new->name || old->tie)
				continue;
			add_text(w, in_words(w, "spørgsmål", "question"), new->text, old->question,
			         new->question, old->at, new->at);
		}
	}
}

static void compare_actor_texts(struct work *w)
{
	for (uint32_t i = 0; i < w->new->actors.n; i++) {
		const struct actor *new = &w->new->actors.at[i];
		for (uint32_t k = 0; k < w->old->actors.n; k++) {
			const struct actor *old = &w->old->actors.at[k];
			if (old->name == new->name)
				add_text(w, in_words(w, "aktør", "actor"), new->text, old->title, new->title,
				         old->decl ? old->decl->at : SPAN_NONE,
				         new->decl ? new->decl->at : SPAN_NONE);
		}
	}
}

void compare_texts(struct work *w)
{
	struct pairs p = match_services(w);
	add_text(w, in_words(w, "titel", "title"), in_words(w, "kataloget", "the catalogue"),
	         w->old->catalogue.title, w->new->catalogue.title, w->old->catalogue.at,
	         w->new->catalogue.at);
	for (uint32_t i = 0; i < p.list.n; i++)
		if (p.list.at[i].old != NONE && p.list.at[i].new != NONE)
			compare_service_texts(w, p.list.at[i]);
	compare_input_texts(w);
	compare_actor_texts(w);
}
