/* SPDX-License-Identifier: MIT
 *
 * The text with the rules beside it: part by part, a heading with its sentences on the left and every rule that cites
 * one of them on the right.
 */
#include "text/html_page.h"

#include "base/render.h"
#include "check/prose.h"
#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

#define RULE_MOST 420 /* bytes of a rule that are shown */

static enum look sentence_look(const struct text_report *r, uint32_t i)
{
	const struct cover_sentence *s = &r->v.sentences[i];
	if (text_is_conflict(r, i))
		return LOOK_CONFLICT;
	if (s->cover != COVER_NONE)
		return s->cover == COVER_DECIDED ? LOOK_DECIDED : LOOK_TEXT;
	return s->normative ? LOOK_UNCITED : LOOK_PLAIN;
}

static enum look rule_look(const struct text_report *r, uint32_t i)
{
	if (!text_is_good(r, i) || r->trouble[i].conflicts.n)
		return LOOK_CONFLICT;
	return r->c->list.at[i].decides ? LOOK_DECIDED : LOOK_TEXT;
}

/* ---- rules ---------------------------------------------------------------------------------------------- */

/* Where `kilde "heading": "phrase"` begins whose heading is the quote; hi where it is no such thing. */
static uint32_t cite_start(struct str rules, const quote_list *q, uint32_t phrase)
{
	if (!phrase || !q->at[phrase].phrase)
		return q->at[phrase].hi;
	uint32_t at = q->at[phrase - 1].lo;
	while (at && strchr(" \t\n", rules.p[at - 1]))
		at--;
	while (at && !strchr(" \t\n", rules.p[at - 1]))
		at--;
	return at;
}

/* Without what it cites: blanks stand for that. */
static struct str without_cites(const struct page *p, struct str rules)
{
	quote_list q = prose_quotes(p->a, rules);
	char *own = arena_text(p->a, rules.p, rules.n);
	for (uint32_t i = 0; i < q.n; i++) {
		uint32_t lo = cite_start(rules, &q, i);
		memset(own + lo, ' ', q.at[i].hi - lo);
	}
	return (struct str){own, rules.n};
}

/* A line of rules without its indentation, but for points and rows; a comment is left out. */
static void add_rule_line(const struct page *p, struct text *t, struct str s)
{
	const char *words = page_line(p, str_c(p->a, s));
	if (!*words || *words == '#')
		return;
	bool inner = *words == '-' || *words == '|' || strncmp(words, "dog ", 4) == 0;
	text_printf(t, "%s%s%s", t->n ? "\n" : "", inner && t->n ? "  " : "", words);
}

/* The rule as it is written, without what it cites. */
static const char *rule_words(const struct page *p, const struct citation_use *x)
{
	struct str rest = without_cites(p, source_text(p->r->m->sources, x->rule));
	struct text t = {.a = p->a};
	while (rest.n && t.n < RULE_MOST) {
		const char *end = memchr(rest.p, '\n', rest.n);
		size_t n = end ? (size_t)(end - rest.p) : rest.n;
		add_rule_line(p, &t, (struct str){rest.p, n});
		n += end != NULL;
		rest = (struct str){rest.p + n, rest.n - n};
	}
	text_puts(&t, rest.n && t.n >= RULE_MOST ? " \xE2\x80\xA6" : "");
	return text_c(&t);
}

/* What is amiss with a citation itself. */
static void put_trouble(const struct page *p, uint32_t i)
{
	const struct citation_use *x = &p->r->c->list.at[i];
	const struct text_trouble *trouble = &p->r->trouble[i];
	static const char *const words[][2] = {
		[PHRASE_FOUND] = {"", ""},
		[PHRASE_SEVERAL] = {"ordene står flere gange under overskriften",
	                        "the words stand several times under the heading"},
		[PHRASE_OTHER_HEADING] = {"ordene står under en anden overskrift",
	                              "the words stand under another heading"},
		[PHRASE_OTHER_SECTION] = {"ordene står i et andet afsnit",
	                              "the words stand in another section"},
		[PHRASE_MISSING] = {"ordene står ikke i teksten", "the words do not stand in the text"},
		[PHRASE_NONE] = {"", ""},
	};
	const char *status = page_say(p, words[x->found.status][0], words[x->found.status][1]);
	if (*status)
		page_element(p, "p class=\"amiss\"", status);
	if (trouble->said)
		page_element(p, "p class=\"amiss\"",
		             arena_printf(p->a, "%s %s, %s %s",
		                          page_say(p, "teksten siger", "the text says"), trouble->said,
		                          page_say(p, "reglen", "the rule"), trouble->own));
}

/* What check says of the rule. */
static void put_conflicts(const struct page *p, uint32_t i)
{
	const struct text_trouble *trouble = &p->r->trouble[i];
	for (uint32_t k = 0; k < trouble->conflicts.n; k++)
		for (uint32_t f = 0; f < p->checked.n; f++)
			if (p->checked.at[f] == trouble->conflicts.at[k]) {
				text_printf(p->t, "<p class=\"amiss\"><a href=\"#f%" PRIu32 "\">%s</a> ", f,
				            render_code(p->a, p->checked.at[f]->code));
				page_put(p, p->checked.at[f]->text);
				text_puts(p->t, "</p>");
			}
}

typedef VEC(uint32_t) number_list;

/* The service, where the section has others, too; of a clause how many have it. */
static const char *owner_of(const struct page *p, const number_list *same)
{
	const struct citation_use *list = p->r->c->list.at, *x = &list[same->at[0]];
	uint32_t services = 0;
	for (uint32_t i = 0, k; i < same->n; i++) {
		for (k = 0; k < i && list[same->at[k]].service != list[same->at[i]].service;)
			k++;
		services += k == i;
	}
	if (services > 1)
		return arena_printf(p->a, "%" PRIu32 " %s", services, page_say(p, "ydelser", "services"));
	const struct service *s = x->service == NONE ? NULL : &p->r->m->services.at[x->service];
	bool alone = page_has_place(x) &&
	             p->r->v.claimed[document_section_at(p->r->d, x->found.lo)].n == 1;
	return !s || alone ? NULL : s->title ? s->title : s->text;
}

/* "· Ledsagelse · ledsagelse.niv:12 · kun tekst" */
static void put_origin(const struct page *p, const number_list *same)
{
	static const char *const kinds[2][2][2] = {
		{{" \xC2\xB7 kun tekst", " \xC2\xB7 only text"},
	     {" \xC2\xB7 kun tekst, i nogle tilfælde", " \xC2\xB7 only text, in some cases"}},
		{{"", ""}, {" \xC2\xB7 afgør i nogle tilfælde", " \xC2\xB7 decides in some cases"}},
	};
	const struct citation_use *x = &p->r->c->list.at[same->at[0]];
	const char *const *kind = kinds[x->decides][x->conditional], *owner = owner_of(p, same);
	struct place at = source_place(p->sources, x->ast->at.lo);
	page_put(p, arena_printf(p->a, "%s%s \xC2\xB7 %s:%" PRIu32 "%s", owner ? "\xC2\xB7 " : "",
	                         owner ? owner : "", at.file ? page_file_name(at.file) : "", at.line,
	                         page_say(p, kind[0], kind[1])));
}

/* The number of a citation, which is where links to it lead; it leads to the text itself. */
static void put_anchor(const struct page *p, uint32_t i)
{
	const struct citation_use *x = &p->r->c->list.at[i];
	if (page_has_place(x))
		text_printf(p->t, "<a id=\"c%" PRIu32 "\" href=\"#%s\">%" PRIu32 "</a> ", i,
		            page_anchor(p, x), i + 1);
	else
		text_printf(p->t, "<span id=\"c%" PRIu32 "\">%" PRIu32 "</span> ", i, i + 1);
}

/* A rule with all its citations of one part of the text. */
static void put_rule(const struct page *p, const number_list *same)
{
	const struct text_report *r = p->r;
	const struct citation_use *x = &r->c->list.at[same->at[0]];
	enum look look = rule_look(r, same->at[0]);
	for (uint32_t i = 1; i < same->n; i++)
		look = rule_look(r, same->at[i]) > look ? rule_look(r, same->at[i]) : look;
	text_printf(p->t, "<li class=\"rule %s\"><p>", page_looks[look].class);
	page_sign(p, look);
	for (uint32_t i = 0; i < same->n; i++)
		if (p->first[same->at[i]] == same->at[i])
			put_anchor(p, same->at[i]);
	put_origin(p, same);
	text_puts(p->t, "</p>");
	html_element(p->t, "code", rule_words(p, x));
	for (uint32_t i = 0; i < same->n; i++)
		if (p->first[same->at[i]] == same->at[i])
			put_trouble(p, same->at[i]);
	put_conflicts(p, same->at[0]);
	text_puts(p->t, "</li>\n");
}

/* Each rule once, with the citations among these that are its. */
static void put_rule_list(const struct page *p, const number_list *all)
{
	const struct citation_use *list = p->r->c->list.at;
	bool *done = arena_array(p->a, bool, all->n + 1);
	text_puts(p->t, "<ul class=\"rules\">\n");
	for (uint32_t i = 0; i < all->n; i++) {
		const struct citation_use *x = &list[all->at[i]];
		number_list same = {0};
		for (uint32_t k = i; k < all->n && !done[i]; k++) {
			const struct citation_use *y = &list[all->at[k]];
			if (y->rule.lo != x->rule.lo || y->rule.hi != x->rule.hi)
				continue;
			vec_push(p->a, &same, all->at[k]);
			done[k] = k > i;
		}
		if (same.n)
			put_rule(p, &same);
	}
}

/* ---- the text ------------------------------------------------------------------------------------------- */

static void put_words(const struct page *p, uint32_t lo, uint32_t hi)
{
	const char *words = document_words(p->r->d, lo, hi);
	html_put(p->t, str_c(p->a, render_safe(p->a, str_of(words))));
}

/* The next stretch of the sentence from `at` on that is cited, and how far it reaches; stretches that overlap are one. */
static bool next_cited(const struct page *p, uint32_t sentence, uint32_t at, uint32_t *lo,
                       uint32_t *hi)
{
	const struct cover_sentence *v = &p->r->v.sentences[sentence];
	const struct citation_use *list = p->r->c->list.at;
	*lo = *hi = UINT32_MAX;
	for (uint32_t k = 0; k < v->citations.n; k++) {
		const struct phrase_answer *f = &list[v->citations.at[k]].found;
		uint32_t from = f->lo > at ? f->lo : at;
		if (f->hi > at && from < *lo) {
			*lo = from;
			*hi = f->hi;
		}
	}
	for (bool grown = *lo != UINT32_MAX; grown;) {
		grown = false;
		for (uint32_t k = 0; k < v->citations.n; k++) {
			const struct phrase_answer *f = &list[v->citations.at[k]].found;
			bool reaches = f->lo <= *hi && f->hi > *hi;
			*hi = reaches ? f->hi : *hi;
			grown |= reaches;
		}
	}
	return *lo != UINT32_MAX;
}

/* The sentence with every cited stretch underlined. */
static void put_marked(const struct page *p, uint32_t i)
{
	const struct doc_sentence *s = &p->r->d->sentences.at[i];
	uint32_t at = s->lo, lo, hi;
	while (at < s->hi && next_cited(p, i, at, &lo, &hi) && lo < s->hi) {
		hi = hi < s->hi ? hi : s->hi;
		put_words(p, at, lo);
		text_puts(p->t, "<mark>");
		put_words(p, lo, hi);
		text_puts(p->t, "</mark>");
		at = hi;
	}
	put_words(p, at, s->hi);
}

static void put_sentence(const struct page *p, uint32_t i)
{
	const struct doc_sentence *s = &p->r->d->sentences.at[i];
	const struct cover_sentence *v = &p->r->v.sentences[i];
	enum look look = sentence_look(p->r, i);
	text_printf(p->t, "<p id=\"s%" PRIu32 "\" class=\"said %s%s\">", i, page_looks[look].class,
	            s->point ? " point" : "");
	page_sign(p, look);
	put_marked(p, i);
	bool any = false;
	for (uint32_t k = 0; k < v->citations.n; k++) {
		uint32_t c = v->citations.at[k];
		if (p->first[c] != c)
			continue;
		text_printf(p->t, "%s<a href=\"#c%" PRIu32 "\">%" PRIu32 "</a>",
		            any ? " " : " <span class=\"refs\">", c, c + 1);
		any = true;
	}
	text_puts(p->t, any ? "</span></p>\n" : "</p>\n");
}

/* Nothing cites it: but the head of a service has the paragraph of law, and its purpose has no `kilde` as a rule. */
static void put_none(const struct page *p, uint32_t sentence)
{
	const struct text_report *r = p->r;
	const struct doc_sentence *s = &r->d->sentences.at[sentence];
	uint32_t owner = r->v.claimed[s->section].n ? r->v.claimed[s->section].at[0] : NONE;
	enum heading_kind kind = s->heading == NONE ? HEADING_OTHER
	                                            : r->d->headings.at[s->heading].kind;
	const char *where = page_say(p, "Ingen regel henviser hertil.", "No rule cites this.");
	const char *what = NULL;
	if (owner != NONE && kind == HEADING_LAW) {
		what = words_basis(p->a, r->m, owner);
		where = what ? page_say(p, "Ydelsens hoved:", "The head of the service:") : where;
	} else if (owner != NONE && kind == HEADING_PURPOSE && r->m->services.at[owner].purpose) {
		what = r->m->services.at[owner].purpose;
		where = page_say(p, "Ydelsens formål:", "The purpose of the service:");
	}
	page_element(p, "li class=\"none\"", what ? arena_printf(p->a, "%s %s", where, what) : where);
	text_puts(p->t, "\n");
}

/* The rules whose phrase begins in the sentences lo..hi. */
/* A part of the text: a heading with its sentences, or what stands before the first one. */
struct part {
	uint32_t section, heading, lo, hi; /* sentences lo..hi */
};

/* Citations of words that stand in the heading, or in the title. */
static void add_of_heading(const struct page *p, const struct part *part, number_list *all)
{
	for (uint32_t i = 0; i < p->bare.n; i++) {
		uint32_t at = p->r->c->list.at[p->bare.at[i]].found.lo;
		if (document_section_at(p->r->d, at) == part->section &&
		    document_heading_at(p->r->d, at) == part->heading)
			vec_push(p->a, all, p->bare.at[i]);
	}
}

static void put_rules(const struct page *p, const struct part *part)
{
	number_list all = {0};
	add_of_heading(p, part, &all);
	for (uint32_t i = part->lo; i < part->hi; i++) {
		const struct cover_sentence *v = &p->r->v.sentences[i];
		for (uint32_t k = 0; k < v->citations.n; k++)
			if (page_sentence_of(p, &p->r->c->list.at[v->citations.at[k]]) == i)
				vec_push(p->a, &all, v->citations.at[k]);
	}
	put_rule_list(p, &all);
	if (!all.n && part->lo < part->hi)
		put_none(p, part->lo);
	else if (!all.n)
		text_puts(p->t, "<li></li>\n");
	text_puts(p->t, "</ul>\n");
}

static void put_part(const struct page *p, const struct part *part)
{
	uint32_t h = part->heading;
	text_puts(p->t, "<div class=\"row\">\n<div>\n");
	if (h != NONE) {
		text_printf(p->t, "<h3 id=\"h%" PRIu32 "\">", h);
		if (p->r->v.headings[h].asked && p->r->v.headings[h].cover == COVER_NONE)
			page_sign(p, LOOK_UNCITED);
		page_put(p, p->r->d->headings.at[h].words);
		text_puts(p->t, "</h3>\n");
	}
	for (uint32_t i = part->lo; i < part->hi; i++)
		put_sentence(p, i);
	text_puts(p->t, "</div>\n");
	put_rules(p, part);
	text_puts(p->t, "</div>\n");
}

static void put_parts(const struct page *p, uint32_t section)
{
	const struct document *d = p->r->d;
	const struct doc_section *s = &d->sections.at[section];
	uint32_t at = s->first_sentence, end = s->first_sentence + s->sentences;
	number_list title = {0};
	for (uint32_t i = 0; i <= s->headings; i++) {
		uint32_t h = i ? s->first_heading + i - 1 : NONE;
		struct part part = {section, h, at, at};
		while (part.hi < end && d->sentences.at[part.hi].heading == h)
			part.hi++;
		at = part.hi;
		if (!i)
			add_of_heading(p, &part, &title);
		if (i || part.hi > part.lo || title.n)
			put_part(p, &part);
	}
}

static void put_section(const struct page *p, uint32_t i)
{
	const struct document *d = p->r->d;
	const struct doc_section *s = &d->sections.at[i];
	const char *owners = text_owners(p->r, i);
	text_printf(p->t, "<section id=\"t%" PRIu32 "\">\n<h2>", i);
	page_put(p, page_section_title(p, i));
	if (s->law && !strstr(s->title, s->law)) {
		text_puts(p->t, " ");
		page_element(p, "small", s->law);
	}
	text_puts(p->t, "</h2>\n<p class=\"meta\">");
	page_put(p, arena_printf(p->a, "%s %" PRIu32 " \xC2\xB7 %s%s", page_say(p, "linje", "line"),
	                         document_line(d, s->lo),
	                         owners ? page_say(p, "ydelse: ", "service: ")
	                                : page_say(p, "ingen ydelse har dette afsnit",
	                                           "no service has this section"),
	                         owners ? owners : ""));
	text_puts(p->t, "</p>\n");
	put_parts(p, i);
	text_puts(p->t, "</section>\n");
}

/* What has no place in the text. */
static void put_lost(const struct page *p)
{
	number_list all = {0};
	for (uint32_t i = 0; i < p->r->c->list.n; i++) {
		const struct citation_use *x = &p->r->c->list.at[i];
		if (x->phrase != NONE && x->found.status >= PHRASE_OTHER_SECTION)
			vec_push(p->a, &all, i);
	}
	if (!all.n)
		return;
	page_element(p, "h2",
	             page_say(p, "Henvisninger uden sted i ydelsens afsnit",
	                      "Citations without a place in the service's section"));
	put_rule_list(p, &all);
	text_puts(p->t, "</ul>\n");
}

void page_body(const struct page *p)
{
	for (uint32_t i = 0; i < p->r->d->sections.n; i++)
		put_section(p, i);
	put_lost(p);
}
