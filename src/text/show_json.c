/* SPDX-License-Identifier: MIT
 * A report for programs: docs/sources.md, docs/sources.schema.json. */
#include "base/render.h"
#include "text/show.h"

/* {"byte": 17, "length": 12, "line": 2, "text": "…"}: byte in the file, a byte order mark not counted. */
static void put_place(struct json *j, const struct text_report *r, uint32_t lo, uint32_t hi)
{
	const struct document *d = r->d;
	span at = document_span(d, lo, hi);
	json_begin(j, '{');
	json_kint(j, "byte", at.lo - d->source->base);
	json_kint(j, "length", at.hi - at.lo);
	json_kint(j, "line", document_line(d, lo));
	json_kstr(j, "text", document_words(d, lo, hi));
	json_end(j, '}');
}

static void put_rule(struct json *j, const struct sources *sources, span at)
{
	struct place p = source_place(sources, at.lo);
	json_kstr(j, "path", p.file ? p.file->path : NULL);
	json_kint(j, "line", p.line);
	json_kint(j, "column", p.column);
}

static void put_conflicts(struct json *j, const struct text_report *r, uint32_t i)
{
	json_key(j, "conflicts");
	json_begin(j, '[');
	for (uint32_t k = 0; k < r->trouble[i].conflicts.n; k++)
		json_str(j, render_code(r->a, r->trouble[i].conflicts.at[k]->code));
	json_end(j, ']');
}

/* The heading that holds a place; NULL. */
static const char *heading_of(const struct text_report *r, uint32_t at)
{
	uint32_t h = document_heading_at(r->d, at);
	return h == NONE ? NULL : r->d->headings.at[h].words;
}

static void put_citation(struct json *j, const struct text_report *r, const struct sources *sources,
                         uint32_t i)
{
	const struct citation_use *x = &r->c->list.at[i];
	const struct phrase_answer *f = &x->found;
	bool found = x->phrase != NONE && f->status <= PHRASE_OTHER_SECTION;
	json_begin(j, '{');
	json_kint(j, "id", i);
	json_kstr(j, "service", x->service == NONE ? NULL : r->m->services.at[x->service].text);
	json_kstr(j, "label", x->label);
	json_kbool(j, "decides", x->decides);
	json_kbool(j, "conditional", x->conditional);
	put_rule(j, sources, x->ast->at);
	json_kstr(j, "heading", str_c(r->a, x->ast->heading.text));
	json_kstr(j, "phrase", x->ast->phrase.text.p ? str_c(r->a, x->ast->phrase.text) : NULL);
	json_kstr(j, "status", text_status(f->status));
	json_key(j, "place");
	if (found)
		put_place(j, r, f->lo, f->hi);
	else
		json_null(j);
	json_kstr(j, "under", found ? heading_of(r, f->lo) : NULL);
	json_key(j, "section");
	if (found)
		json_int(j, document_section_at(r->d, f->lo));
	else
		json_null(j);
	json_key(j, "figure");
	if (r->trouble[i].said) {
		json_begin(j, '{');
		json_kstr(j, "text", r->trouble[i].said);
		json_kstr(j, "rule", r->trouble[i].own);
		json_end(j, '}');
	} else {
		json_null(j);
	}
	put_conflicts(j, r, i);
	json_end(j, '}');
}

static void put_counts(struct json *j, const struct cover_count *n)
{
	json_kint(j, "sentences", n->sentences);
	json_kint(j, "covered", n->covered);
	json_kint(j, "decided", n->decided);
	json_kint(j, "normative", n->normative);
	json_kint(j, "normativeCovered", n->normative_covered);
	json_kint(j, "normativeDecided", n->normative_decided);
	json_kint(j, "headings", n->headings);
	json_kint(j, "headingsCovered", n->headings_covered);
}

static const char *cover_word(enum cover c)
{
	static const char *const words[] = {"none", "text", "decided"};
	return words[c];
}

static void put_heading(struct json *j, const struct text_report *r, uint32_t i)
{
	const struct doc_heading *h = &r->d->headings.at[i];
	json_begin(j, '{');
	json_kstr(j, "words", h->words);
	json_kint(j, "line", document_line(r->d, h->lo));
	json_kbool(j, "asked", r->v.headings[i].asked);
	json_kstr(j, "cover", cover_word(r->v.headings[i].cover));
	json_end(j, '}');
}

static void put_section(struct json *j, const struct text_report *r, uint32_t i)
{
	const struct doc_section *s = &r->d->sections.at[i];
	json_begin(j, '{');
	json_kint(j, "id", i);
	json_kstr(j, "title", s->title);
	json_kstr(j, "law", s->law);
	json_kint(j, "line", document_line(r->d, s->lo));
	json_kbool(j, "preface", s->preface);
	json_key(j, "services");
	json_begin(j, '[');
	for (uint32_t k = 0; k < r->v.claimed[i].n; k++)
		json_str(j, r->m->services.at[r->v.claimed[i].at[k]].text);
	json_end(j, ']');
	put_counts(j, &r->v.sections[i]);
	json_key(j, "headingList");
	json_begin(j, '[');
	for (uint32_t k = 0; k < s->headings; k++)
		put_heading(j, r, s->first_heading + k);
	json_end(j, ']');
	json_end(j, '}');
}

static void put_sentence(struct json *j, const struct text_report *r, uint32_t i)
{
	const struct doc_sentence *s = &r->d->sentences.at[i];
	const struct cover_sentence *v = &r->v.sentences[i];
	json_begin(j, '{');
	json_kint(j, "section", s->section);
	json_kstr(j, "heading", s->heading == NONE ? NULL : r->d->headings.at[s->heading].words);
	json_key(j, "place");
	put_place(j, r, s->lo, s->hi);
	json_kbool(j, "normative", v->normative);
	json_kbool(j, "covered", v->cover != COVER_NONE);
	json_kbool(j, "decided", v->cover == COVER_DECIDED);
	json_kbool(j, "conditional", v->conditional);
	json_kbool(j, "conflict", text_is_conflict(r, i));
	json_key(j, "citations");
	json_begin(j, '[');
	for (uint32_t k = 0; k < v->citations.n; k++)
		json_int(j, v->citations.at[k]);
	json_end(j, ']');
	json_end(j, '}');
}

static void put_service(struct json *j, const struct text_report *r, uint32_t i)
{
	const struct service *s = &r->m->services.at[i];
	json_begin(j, '{');
	json_kstr(j, "name", s->text);
	json_kstr(j, "title", s->title);
	json_key(j, "sections");
	json_begin(j, '[');
	for (uint32_t k = 0; k < r->c->services.at[i].sections.n; k++)
		json_int(j, r->c->services.at[i].sections.at[k]);
	json_end(j, ']');
	json_kint(j, "citations", r->v.services[i].citations);
	json_kint(j, "found", r->v.services[i].found);
	put_counts(j, &r->v.services[i]);
	json_end(j, '}');
}

#define LIST(key, count, call)                                                                     \
	json_key(&j, key);                                                                             \
	json_begin(&j, '[');                                                                           \
	for (uint32_t i = 0; i < (count); i++)                                                         \
		call;                                                                                      \
	json_end(&j, ']')

void text_show_json(struct text *t, const struct text_report *r, const struct sources *sources)
{
	struct json j = {.t = t};
	json_begin(&j, '{');
	json_kstr(&j, "$schema", "sources.schema.json");
	json_kstr(&j, "format", "niveau-sources");
	json_kint(&j, "version", 1);
	json_kstr(&j, "language", text_say(r, "da", "en"));
	json_kstr(&j, "catalogue", r->m->catalogue.name);
	json_kstr(&j, "text", r->d->source->path);
	json_key(&j, "total");
	json_begin(&j, '{');
	json_kint(&j, "citations", r->v.total.citations);
	json_kint(&j, "found", r->v.total.found);
	put_counts(&j, &r->v.total);
	json_end(&j, '}');
	LIST("services", r->c->services.n, put_service(&j, r, i));
	LIST("sections", r->d->sections.n, put_section(&j, r, i));
	LIST("sentences", r->d->sentences.n, put_sentence(&j, r, i));
	LIST("citations", r->c->list.n, put_citation(&j, r, sources, i));
	json_key(&j, "findings");
	render_json_list(&j, r->findings, sources);
	json_end(&j, '}');
	text_putc(t, '\n');
}
