/* SPDX-License-Identifier: MIT
 * Everything together (text.h), and what is amiss, grouped by its cause. */
#include "text/text.h"

#include "meaning/words.h"
#include "text/figure.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN 4       /* places named beside a grouped finding */
#define QUOTE_MOST 90 /* bytes of a sentence in a remark */
#define LOOKED 64     /* citations around a finding of check */

/* ---- what check says of them ---------------------------------------------------------------------------- */

struct by_rule {
	uint32_t lo, citation;
};

static int by_place(const void *a, const void *b)
{
	const struct by_rule *x = a, *y = b;
	if (x->lo != y->lo)
		return x->lo < y->lo ? -1 : 1;
	return x->citation < y->citation ? -1 : x->citation > y->citation;
}

static void add_conflict(struct text_report *r, uint32_t citation, const struct diag *x)
{
	struct text_trouble *t = &r->trouble[citation];
	for (uint32_t i = 0; i < t->conflicts.n; i++)
		if (t->conflicts.at[i] == x)
			return;
	if (t->conflicts.n < CONFLICTS_MOST)
		vec_push(r->a, &t->conflicts, x);
}

/* Citations of the provisions around the place. */
static void blame(struct text_report *r, const struct by_rule *rules, uint32_t n, span at,
                  const struct diag *x)
{
	uint32_t lo = 0, hi = n;
	while (lo < hi) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (rules[middle].lo <= at.lo)
			lo = middle + 1;
		else
			hi = middle;
	}
	for (uint32_t i = lo, k = 0; i-- > 0 && k < LOOKED; k++)
		if (at.lo < r->c->list.at[rules[i].citation].rule.hi)
			add_conflict(r, rules[i].citation, x);
}

#define CONTRADICTIONS 31 /* the first two digits of their codes */

/* Of a contradiction both sides: the other one is a note. */
static void find_conflicts(struct text_report *r, const struct diags *checked)
{
	uint32_t n = r->c->list.n;
	struct by_rule *rules = arena_array(r->a, struct by_rule, n + 1);
	for (uint32_t i = 0; i < n; i++)
		rules[i] = (struct by_rule){r->c->list.at[i].rule.lo, i};
	qsort(rules, n, sizeof *rules, by_place);
	for (uint32_t i = 0; i < checked->list.n; i++) {
		const struct diag *x = checked->list.at[i];
		if (x->severity < SEV_WARNING || !x->at.lo)
			continue;
		blame(r, rules, n, x->at, x);
		for (uint32_t k = 0; x->code / 100 == CONTRADICTIONS && k < x->notes.n; k++)
			if (x->notes.at[k].at.lo)
				blame(r, rules, n, x->notes.at[k].at, x);
	}
}

struct text_report *text_report_make(struct arena *a, const struct model *m, struct citations *c,
                                     const struct document *d, const struct diags *checked)
{
	struct text_report *r = arena_new(a, struct text_report);
	citations_find(c, d);
	*r = (struct text_report){.a = a, .m = m, .d = d, .c = c, .v = coverage_make(a, c, d)};
	r->trouble = arena_array(a, struct text_trouble, c->list.n + 1);
	struct figures f = figures_make(a, m);
	for (uint32_t i = 0; i < c->list.n; i++)
		if (c->list.at[i].phrase != NONE)
			figure_differs(&f, &c->list.at[i], &r->trouble[i].said, &r->trouble[i].own);
	if (checked)
		find_conflicts(r, checked);
	return r;
}

bool text_is_good(const struct text_report *r, uint32_t citation)
{
	return r->c->list.at[citation].found.status == PHRASE_FOUND && !r->trouble[citation].said;
}

bool text_is_conflict(const struct text_report *r, uint32_t sentence)
{
	const struct cover_sentence *s = &r->v.sentences[sentence];
	for (uint32_t i = 0; i < s->citations.n; i++) {
		uint32_t k = s->citations.at[i];
		if (!text_is_good(r, k) || r->trouble[k].conflicts.n)
			return true;
	}
	return false;
}

/* ---- findings ------------------------------------------------------------------------------------------- */

/* The words at a place of the text, in quotes, clipped. */
static const char *quote(const struct text_report *r, uint32_t lo, uint32_t hi)
{
	const char *words = document_words(r->d, lo, hi);
	size_t n = 0;
	while (words[n] && n < QUOTE_MOST)
		n += 1 + strcspn(words + n + 1, " ");
	return arena_printf(r->a, "%.*s%s", (int)n, words, words[n] ? " \xE2\x80\xA6" : "");
}

static void complete(const struct text_report *r, struct diag *x, uint32_t service)
{
	if (service == NONE)
		return;
	x->crumb = words_crumb(r->a, r->m, service, NONE);
	x->law = words_basis(r->a, r->m, service);
}

static const char *heading_of(const struct text_report *r, uint32_t at)
{
	uint32_t h = document_heading_at(r->d, at);
	return h == NONE ? r->d->sections.at[document_section_at(r->d, at)].title
	                 : r->d->headings.at[h].words;
}

static struct diag *tell_status(struct text_report *r, struct diags *d,
                                const struct citation_use *x)
{
	const char *heading = str_c(r->a, x->ast->heading.text);
	const char *phrase = str_c(r->a, x->ast->phrase.text);
	const struct phrase_answer *f = &x->found;
	span at = x->ast->phrase.at;
	switch (f->status) {
	case PHRASE_SEVERAL:
		return diag_phrase_several(d, at, phrase, f->count, heading);
	case PHRASE_OTHER_HEADING:
		return diag_phrase_other_heading(d, at, phrase, heading_of(r, f->lo), heading);
	case PHRASE_OTHER_SECTION:
		return diag_phrase_other_section(d, at, phrase,
		                                 r->d->sections.at[document_section_at(r->d, f->lo)].title);
	case PHRASE_MISSING:
		return diag_phrase_missing(d, at, phrase, heading);
	case PHRASE_FOUND:
	case PHRASE_NONE:
		break;
	}
	return NULL;
}

/* Where the words stand, or the nearest that do. */
static void note_place(struct text_report *r, struct diags *d, struct diag *x,
                       const struct phrase_answer *f)
{
	if (f->hi == f->lo)
		return;
	span at = document_span(r->d, f->lo, f->hi);
	if (f->status == PHRASE_MISSING)
		note_nearest_words(d, x, at, quote(r, f->lo, f->hi));
	else
		note_text_says(d, x, at, quote(r, f->lo, f->hi));
}

/* One citation of a clause may fail in several services: one finding. */
static void tell_phrases(struct text_report *r, struct diags *d)
{
	struct map told = {.a = r->a}; /* place and status → the finding, and how many services */
	for (uint32_t i = 0; i < r->c->list.n; i++) {
		const struct citation_use *x = &r->c->list.at[i];
		uint64_t key = (uint64_t)x->ast->at.lo << 8 | x->found.status;
		uint32_t known;
		if (x->phrase == NONE || x->found.status == PHRASE_FOUND)
			continue;
		if (map_get(&told, key, &known)) {
			if (d->list.at[known]->notes.n < SHOWN && x->service != NONE)
				note_cited_too(d, d->list.at[known], SPAN_NONE, r->m->services.at[x->service].text);
			continue;
		}
		map_put(&told, key, d->list.n);
		struct diag *y = tell_status(r, d, x);
		note_place(r, d, y, &x->found);
		complete(r, y, x->service);
	}
}

static void tell_figures(struct text_report *r, struct diags *d)
{
	struct map told = {.a = r->a};
	for (uint32_t i = 0; i < r->c->list.n; i++) {
		const struct citation_use *x = &r->c->list.at[i];
		uint32_t known;
		if (!r->trouble[i].said || map_get(&told, x->ast->at.lo, &known))
			continue;
		map_put(&told, x->ast->at.lo, i);
		struct diag *y = diag_source_figure(d, x->ast->phrase.at, r->trouble[i].said,
		                                    r->trouble[i].own);
		note_place(r, d, y, &x->found);
		complete(r, y, x->service);
	}
}

static void tell_titles(struct text_report *r, struct diags *d)
{
	for (uint32_t i = 0; i < r->c->services.n; i++)
		for (uint32_t k = 0; k < r->c->services.at[i].unknown.n; k++) {
			const struct prose *title = &r->c->services.at[i].unknown.at[k];
			complete(r, diag_section_missing(d, title->at, str_c(r->a, title->text)), i);
		}
}

/* The first service of a section, and where it is declared; the catalogue where there is none. */
static span owner_of(const struct text_report *r, uint32_t section, uint32_t *service)
{
	*service = r->v.claimed[section].n ? r->v.claimed[section].at[0] : NONE;
	return *service == NONE ? r->m->catalogue.at : r->m->services.at[*service].at;
}

static void tell_sections(struct text_report *r, struct diags *d)
{
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		const struct doc_section *s = &r->d->sections.at[i];
		bool cited = r->v.sections[i].covered > 0;
		if (r->v.claimed[i].n || s->preface || cited || !r->v.sections[i].normative)
			continue;
		struct diag *x = diag_section_unclaimed(d, r->m->catalogue.at, s->title);
		note_text_says(d, x, document_span(r->d, s->lo, s->body), s->title);
	}
}

/* The headings of a section under which no rule cites anything: one finding. */
static void tell_headings(struct text_report *r, struct diags *d)
{
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		const struct doc_section *s = &r->d->sections.at[i];
		struct text list = {.a = r->a};
		uint32_t n = 0, service;
		span at = owner_of(r, i, &service);
		for (uint32_t k = s->first_heading; service != NONE && k < s->first_heading + s->headings;
		     k++)
			if (r->v.headings[k].asked && r->v.headings[k].cover == COVER_NONE)
				text_printf(&list, "%s%s", n++ ? "; " : "", r->d->headings.at[k].words);
		if (!n)
			continue;
		struct diag *x = diag_headings_uncited(d, at, s->title, text_c(&list));
		for (uint32_t k = s->first_heading, shown = 0;
		     shown < SHOWN && k < s->first_heading + s->headings; k++)
			if (r->v.headings[k].asked && r->v.headings[k].cover == COVER_NONE) {
				const struct doc_heading *h = &r->d->headings.at[k];
				note_text_says(d, x, document_span(r->d, h->lo, h->body), h->words);
				shown++;
			}
		complete(r, x, service);
	}
}

static bool is_uncited(const struct text_report *r, uint32_t sentence)
{
	return r->v.sentences[sentence].normative && r->v.sentences[sentence].cover == COVER_NONE;
}

static void tell_sentences(struct text_report *r, struct diags *d)
{
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		const struct doc_section *s = &r->d->sections.at[i];
		uint32_t service, n = 0, shown = 0, end = s->first_sentence + s->sentences;
		span at = owner_of(r, i, &service);
		for (uint32_t k = s->first_sentence; k < end; k++)
			n += is_uncited(r, k);
		if (!n || (service == NONE && !r->v.sections[i].covered))
			continue;
		struct diag *x = diag_sentences_uncited(d, at, s->title, n);
		for (uint32_t k = s->first_sentence; k < end && shown < SHOWN; k++)
			if (is_uncited(r, k)) {
				const struct doc_sentence *y = &r->d->sentences.at[k];
				note_text_says(d, x, document_span(r->d, y->lo, y->hi), quote(r, y->lo, y->hi));
				shown++;
			}
		complete(r, x, service);
	}
}

void text_findings(struct text_report *r, struct diags *d)
{
	r->findings = d;
	tell_titles(r, d);
	tell_phrases(r, d);
	tell_figures(r, d);
	tell_sections(r, d);
	tell_headings(r, d);
	tell_sentences(r, d);
}
