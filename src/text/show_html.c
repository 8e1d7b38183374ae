/* SPDX-License-Identifier: MIT
 *
 * A report as one page: what it comes to, what is amiss, and then the text with the rules beside it, heading by heading, in
 * the order of the text. It stands alone: no scripts, no network. A sentence carries a sign beside its colour; links lead
 * from each phrase to its rule and back.
 */
#include "base/html.h"
#include "base/render.h"
#include "check/prose.h"
#include "meaning/words.h"
#include "text/show.h"

#include <inttypes.h>
#include <string.h>

static const char style[] =
#include "sources.css.inc"
	;

#define RULE_MOST 420 /* bytes of a rule that are shown */

/* How a sentence or a rule is shown: its class, a sign that needs no colour, and what that means. */
enum look { LOOK_PLAIN, LOOK_DECIDED, LOOK_TEXT, LOOK_UNCITED, LOOK_CONFLICT };
static const struct {
	const char *class, *sign, *da, *en;
} looks[] = {
	[LOOK_PLAIN] = {"plain", "", "hverken tal eller regelord", "neither figure nor normative word"},
	[LOOK_DECIDED] = {"decided", "\xE2\x97\x8F", "en regel afgør det", "a rule decides it"},
	[LOOK_TEXT] = {"text", "\xE2\x97\x90", "kun gengivet som tekst", "only rendered as text"},
	[LOOK_UNCITED] = {"uncited", "\xE2\x97\x8B", "ingen regel henviser til det",
                      "no rule cites it"},
	[LOOK_CONFLICT] = {"conflict", "\xE2\x96\xB2", "der er et fund om det",
                       "there is a finding about it"},
};

struct page {
	struct text *t;
	struct arena *a;
	const struct text_report *r;
	const struct sources *sources;
	VEC(const struct diag *) checked; /* what check says of provisions that cite, each once */
	VEC(uint32_t) bare;               /* citations whose words stand in no sentence */
	uint32_t *first; /* by citation: the first one that is the same for another service */
};

static const char *say(const struct page *p, const char *danish, const char *english)
{
	return text_say(p->r, danish, english);
}

/* One line without anything that cannot be seen. */
static const char *line(const struct page *p, const char *s)
{
	struct str safe = render_safe(p->a, str_prose(p->a, str_of(s ? s : "")));
	return str_c(p->a, safe);
}

static void put(const struct page *p, const char *s)
{
	html_put(p->t, line(p, s));
}

static void element(const struct page *p, const char *tag, const char *s)
{
	html_element(p->t, tag, line(p, s));
}

/* ---- looks ---------------------------------------------------------------------------------------------- */

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

static void put_sign(const struct page *p, enum look look)
{
	if (*looks[look].sign)
		text_printf(p->t,
		            "<span class=\"sign\" title=\"%s\" role=\"img\" aria-label=\"%s\">%s</span>",
		            say(p, looks[look].da, looks[look].en), say(p, looks[look].da, looks[look].en),
		            looks[look].sign);
}

/* ---- the beginning -------------------------------------------------------------------------------------- */

static const char *catalogue_title(const struct page *p)
{
	const struct catalogue *c = &p->r->m->catalogue;
	return c->title ? c->title : c->name ? c->name : "";
}

/* Without its folders: the page leaves the house. */
static const char *file_name(const struct source *f)
{
	const char *slash = strrchr(f->path, '/');
	return slash ? slash + 1 : f->path;
}

static void put_head(const struct page *p)
{
	text_printf(p->t,
	            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
	            say(p, "da", "en"));
	element(p, "title",
	        arena_printf(p->a, "%s: %s", say(p, "Teksten og reglerne", "The text and the rules"),
	                     catalogue_title(p)));
	text_printf(p->t, "\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	element(p, "h1", say(p, "Teksten og reglerne", "The text and the rules"));
	text_puts(p->t, "\n<p class=\"lead\">");
	put(p, arena_printf(p->a, "%s \xC2\xB7 %s", catalogue_title(p), file_name(p->r->d->source)));
	text_puts(p->t, "</p>\n");
}

static void put_figure(const struct page *p, uint32_t part, uint32_t of, const char *what)
{
	text_printf(p->t, "<li><b>%" PRIu32 " %s %" PRIu32 "</b><span>", part, say(p, "af", "of"), of);
	put(p, arena_printf(p->a, "%s (%" PRIu32 " %%)", what, text_percent(part, of)));
	text_puts(p->t, "</span></li>\n");
}

static void put_summary(const struct page *p)
{
	const struct cover_count *n = &p->r->v.total;
	text_puts(p->t, "<ul class=\"figures\">\n");
	put_figure(p, n->found, n->citations,
	           say(p, "henvisninger fundet på stedet", "citations found in their place"));
	put_figure(p, n->normative_covered, n->normative,
	           say(p, "regelsætninger henvist til", "rule sentences cited"));
	put_figure(p, n->normative_decided, n->normative,
	           say(p, "regelsætninger afgjort af en regel", "rule sentences decided by a rule"));
	text_puts(p->t, "</ul>\n<p>");
	put(p,
	    say(p,
	        "Til venstre står katalogets tekst, til højre de regler, der henviser til den. En "
	        "regelsætning har et tal eller et regelord (skal, kan, højst, som udgangspunkt). De "
	        "understregede ord er dem, en regel citerer; tallet bag fører til reglen, og reglens "
	        "tal fører tilbage.",
	        "The text of the catalogue stands on the left, the rules that cite it on the right. A "
	        "rule sentence has a figure or a normative word (skal, kan, højst). Underlined words "
	        "are "
	        "those that a rule cites; the number behind them leads to the rule, and the rule's "
	        "number leads back."));
	text_puts(p->t, "</p>\n<ul class=\"legend\">\n");
	for (int i = LOOK_DECIDED; i <= LOOK_CONFLICT; i++) {
		text_printf(p->t,
		            "<li class=\"%s\"><span class=\"sign\" aria-hidden=\"true\">%s</span><span>",
		            looks[i].class, looks[i].sign);
		put(p, say(p, looks[i].da, looks[i].en));
		text_puts(p->t, "</span></li>\n");
	}
	text_puts(p->t, "</ul>\n");
}

/* ---- coverage ------------------------------------------------------------------------------------------- */

static const char *section_title(const struct page *p, uint32_t i)
{
	const char *title = p->r->d->sections.at[i].title;
	return *title ? title : say(p, "(indledning)", "(preface)");
}

static void put_number(const struct page *p, const char *label, uint32_t part, uint32_t of)
{
	text_printf(p->t, "<td class=\"num\" data-label=\"%s\">", label);
	if (of)
		text_printf(p->t, "%" PRIu32 " / %" PRIu32 "</td>", part, of);
	else
		text_puts(p->t, "\xE2\x80\x93</td>");
}

static void put_counts(const struct page *p, const struct cover_count *n)
{
	uint32_t decided = text_percent(n->normative_decided, n->normative);
	uint32_t text = text_percent(n->normative_covered, n->normative) - decided;
	put_number(p, say(p, "rubrikker", "headings"), n->headings_covered, n->headings);
	put_number(p, say(p, "henvist til", "cited"), n->normative_covered, n->normative);
	put_number(p, say(p, "afgjort", "decided"), n->normative_decided, n->normative);
	text_puts(p->t, "<td class=\"bar\">");
	if (n->normative)
		text_printf(p->t,
		            "<div class=\"track\" role=\"img\" aria-label=\"%" PRIu32 " %%\">"
		            "<i style=\"width:%" PRIu32 "%%\"></i><i style=\"width:%" PRIu32
		            "%%\"></i></div>",
		            decided + text, decided, text);
	text_puts(p->t, "</td></tr>\n");
}

static void put_coverage(const struct page *p)
{
	const struct text_report *r = p->r;
	element(p, "h2", say(p, "Dækning afsnit for afsnit", "Coverage by section"));
	text_puts(p->t, "\n<table class=\"cover\">\n<thead><tr>");
	element(p, "th scope=\"col\"", say(p, "afsnit", "section"));
	element(p, "th scope=\"col\" class=\"num\"", say(p, "rubrikker", "headings"));
	element(p, "th scope=\"col\" class=\"num\"", say(p, "henvist til", "cited"));
	element(p, "th scope=\"col\" class=\"num\"", say(p, "afgjort", "decided"));
	text_puts(p->t, "<th scope=\"col\">");
	put(p, say(p, "regelsætninger", "rule sentences"));
	text_puts(p->t, "</th></tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		text_printf(p->t, "<tr><th scope=\"row\"><a href=\"#t%" PRIu32 "\">", i);
		put(p, section_title(p, i));
		text_puts(p->t, "</a></th>");
		put_counts(p, &r->v.sections[i]);
	}
	text_puts(p->t, "</tbody>\n<tfoot><tr>");
	element(p, "th scope=\"row\"", say(p, "i alt", "in all"));
	put_counts(p, &r->v.total);
	text_puts(p->t, "</tfoot>\n</table>\n");
}

/* ---- findings ------------------------------------------------------------------------------------------- */

static bool has_place(const struct citation_use *x)
{
	return x->phrase != NONE && x->found.status <= PHRASE_OTHER_SECTION;
}

static uint32_t sentence_of(const struct page *p, const struct citation_use *x)
{
	return document_sentence_in(p->r->d, x->found.lo, x->found.hi);
}

/* Where the phrase stands on the page: its sentence, else its heading, else its section. */
static const char *text_anchor(const struct page *p, const struct citation_use *x)
{
	uint32_t sentence = sentence_of(p, x), heading = document_heading_at(p->r->d, x->found.lo);
	if (sentence != NONE)
		return arena_printf(p->a, "s%" PRIu32, sentence);
	if (heading != NONE)
		return arena_printf(p->a, "h%" PRIu32, heading);
	return arena_printf(p->a, "t%" PRIu32, document_section_at(p->r->d, x->found.lo));
}

/* The citation on whose phrase a finding stands; NONE. */
static uint32_t citation_at(const struct text_report *r, span at)
{
	for (uint32_t i = 0; i < r->c->list.n; i++)
		if (r->c->list.at[i].phrase != NONE && r->c->list.at[i].ast->phrase.at.lo == at.lo)
			return i;
	return NONE;
}

/* The section that holds a place of the text. */
static uint32_t section_with(const struct document *d, uint32_t place)
{
	uint32_t lo = 0, hi = d->sections.n;
	while (hi - lo > 1) {
		uint32_t middle = lo + (hi - lo) / 2, from = d->sections.at[middle].lo;
		if (document_span(d, from, from).lo <= place)
			lo = middle;
		else
			hi = middle;
	}
	return lo;
}

/* The section that a finding shows; NONE. */
static uint32_t section_shown(const struct text_report *r, const struct diag *x)
{
	const struct source *own = r->d->source;
	for (uint32_t k = 0; k < x->notes.n; k++) {
		uint32_t place = x->notes.at[k].at.lo;
		if (place >= own->base && place <= own->base + own->size)
			return section_with(r->d, place);
	}
	return NONE;
}

static void put_place(const struct page *p, span at)
{
	struct place place = source_place(p->sources, at.lo);
	if (place.file)
		put(p, arena_printf(p->a, "%s:%" PRIu32, file_name(place.file), place.line));
}

static void put_links(const struct page *p, uint32_t citation)
{
	const struct citation_use *x = &p->r->c->list.at[citation];
	text_printf(p->t, " \xC2\xB7 <a href=\"#c%" PRIu32 "\">%s %" PRIu32 "</a>", citation,
	            say(p, "reglen", "the rule"), citation + 1);
	if (has_place(x))
		text_printf(p->t, " \xC2\xB7 <a href=\"#%s\">%s %" PRIu32 "</a>", text_anchor(p, x),
		            say(p, "teksten, linje", "the text, line"),
		            document_line(p->r->d, x->found.lo));
}

static const char *severity_class(const struct diag *x)
{
	return x->severity == SEV_ERROR ? "error" : x->severity == SEV_WARNING ? "warning" : "note";
}

static void put_finding(const struct page *p, const struct diag *x)
{
	uint32_t citation = citation_at(p->r, x->at), section = section_shown(p->r, x);
	text_printf(p->t, "<li class=\"%s\"><p><span class=\"code\">%s</span> ", severity_class(x),
	            render_code(p->a, x->code));
	put(p, x->text);
	text_puts(p->t, "</p>\n<p class=\"where\">");
	put_place(p, x->at);
	if (citation != NONE)
		put_links(p, citation);
	else if (section != NONE)
		text_printf(p->t, " \xC2\xB7 <a href=\"#t%" PRIu32 "\">%s</a>", section,
		            say(p, "afsnittet i teksten", "the section in the text"));
	text_puts(p->t, "</p></li>\n");
}

/* What check says, with every rule it concerns. */
static void put_checked(const struct page *p, uint32_t i)
{
	const struct text_report *r = p->r;
	const struct diag *x = p->checked.at[i];
	text_printf(p->t, "<li id=\"f%" PRIu32 "\" class=\"%s\"><p><span class=\"code\">%s</span> ", i,
	            severity_class(x), render_code(p->a, x->code));
	put(p, x->text);
	text_puts(p->t, "</p>\n<p class=\"where\">");
	put_place(p, x->at);
	for (uint32_t k = 0; k < r->c->list.n; k++)
		for (uint32_t n = 0; n < r->trouble[k].conflicts.n; n++)
			if (r->trouble[k].conflicts.at[n] == x && p->first[k] == k)
				put_links(p, k);
	text_puts(p->t, "</p></li>\n");
}

static void gather_checked(struct page *p)
{
	const struct text_report *r = p->r;
	for (uint32_t k = 0; k < r->c->list.n; k++)
		for (uint32_t n = 0; n < r->trouble[k].conflicts.n; n++) {
			bool known = false;
			for (uint32_t i = 0; i < p->checked.n; i++)
				known |= p->checked.at[i] == r->trouble[k].conflicts.at[n];
			if (!known)
				vec_push(p->a, &p->checked, r->trouble[k].conflicts.at[n]);
		}
}

/* A clause says the same of each service that has it. */
static void gather_first(struct page *p)
{
	struct map seen = {.a = p->a};
	p->first = arena_array(p->a, uint32_t, p->r->c->list.n + 1);
	for (uint32_t i = 0; i < p->r->c->list.n; i++) {
		const struct citation_use *x = &p->r->c->list.at[i];
		uint64_t key = (uint64_t)x->ast->at.lo << 32 | x->found.lo;
		if (map_get(&seen, key, &p->first[i]))
			continue;
		p->first[i] = i;
		map_put(&seen, key, i);
	}
}

static void gather_bare(struct page *p)
{
	for (uint32_t i = 0; i < p->r->c->list.n; i++) {
		const struct citation_use *x = &p->r->c->list.at[i];
		if (has_place(x) && x->found.status < PHRASE_OTHER_SECTION && sentence_of(p, x) == NONE)
			vec_push(p->a, &p->bare, i);
	}
}

static void put_findings(const struct page *p)
{
	element(p, "h2", say(p, "Fund", "Findings"));
	if (!p->r->findings->list.n && !p->checked.n) {
		element(p, "p",
		        say(p, "Ingen: hver henvisning er fundet, og hver regelsætning er henvist til.",
		            "None: every citation was found, and every rule sentence is cited."));
		return;
	}
	text_puts(p->t, "\n<ul class=\"found\">\n");
	for (int severity = SEV_ERROR; severity >= SEV_NOTE; severity--)
		for (uint32_t i = 0; i < p->r->findings->list.n; i++)
			if (p->r->findings->list.at[i]->severity == (enum severity)severity)
				put_finding(p, p->r->findings->list.at[i]);
	text_puts(p->t, "</ul>\n");
	if (!p->checked.n)
		return;
	element(p, "h2",
	        say(p, "Fund i reglerne (niveau check) på steder, der henviser til teksten",
	            "Findings in the rules (niveau check) where they cite the text"));
	text_puts(p->t, "\n<ul class=\"found\">\n");
	for (uint32_t i = 0; i < p->checked.n; i++)
		put_checked(p, i);
	text_puts(p->t, "</ul>\n");
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
	const char *words = line(p, str_c(p->a, s));
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
	const char *status = say(p, words[x->found.status][0], words[x->found.status][1]);
	if (*status)
		element(p, "p class=\"amiss\"", status);
	if (trouble->said)
		element(p, "p class=\"amiss\"",
		        arena_printf(p->a, "%s %s, %s %s", say(p, "teksten siger", "the text says"),
		                     trouble->said, say(p, "reglen", "the rule"), trouble->own));
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
				put(p, p->checked.at[f]->text);
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
		return arena_printf(p->a, "%" PRIu32 " %s", services, say(p, "ydelser", "services"));
	const struct service *s = x->service == NONE ? NULL : &p->r->m->services.at[x->service];
	bool alone = has_place(x) && p->r->v.claimed[document_section_at(p->r->d, x->found.lo)].n == 1;
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
	put(p, arena_printf(p->a, "%s%s \xC2\xB7 %s:%" PRIu32 "%s", owner ? "\xC2\xB7 " : "",
	                    owner ? owner : "", at.file ? file_name(at.file) : "", at.line,
	                    say(p, kind[0], kind[1])));
}

/* The number of a citation, which is where links to it lead; it leads to the text itself. */
static void put_anchor(const struct page *p, uint32_t i)
{
	const struct citation_use *x = &p->r->c->list.at[i];
	if (has_place(x))
		text_printf(p->t, "<a id=\"c%" PRIu32 "\" href=\"#%s\">%" PRIu32 "</a> ", i,
		            text_anchor(p, x), i + 1);
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
	text_printf(p->t, "<li class=\"rule %s\"><p>", looks[look].class);
	put_sign(p, look);
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

/* The sentence with every cited stretch underlined; stretches that overlap are one. */
static void put_marked(const struct page *p, uint32_t i)
{
	const struct doc_sentence *s = &p->r->d->sentences.at[i];
	const struct cover_sentence *v = &p->r->v.sentences[i];
	uint32_t at = s->lo;
	while (at < s->hi) {
		uint32_t lo = s->hi, hi = s->hi;
		for (uint32_t k = 0; k < v->citations.n; k++) {
			const struct phrase_answer *f = &p->r->c->list.at[v->citations.at[k]].found;
			uint32_t from = f->lo > at ? f->lo : at;
			if (f->hi > at && from < lo)
				lo = from, hi = f->hi;
		}
		for (bool grown = true; grown;) {
			grown = false;
			for (uint32_t k = 0; k < v->citations.n; k++) {
				const struct phrase_answer *f = &p->r->c->list.at[v->citations.at[k]].found;
				bool touches = f->lo <= hi && f->hi > hi && f->hi > at && lo < s->hi;
				hi = touches ? f->hi : hi;
				grown |= touches;
			}
		}
		put_words(p, at, lo);
		hi = hi < s->hi ? hi : s->hi;
		if (lo < hi) {
			text_puts(p->t, "<mark>");
			put_words(p, lo, hi);
			text_puts(p->t, "</mark>");
		}
		at = hi > lo ? hi : s->hi;
	}
}

static void put_sentence(const struct page *p, uint32_t i)
{
	const struct doc_sentence *s = &p->r->d->sentences.at[i];
	const struct cover_sentence *v = &p->r->v.sentences[i];
	enum look look = sentence_look(p->r, i);
	text_printf(p->t, "<p id=\"s%" PRIu32 "\" class=\"said %s%s\">", i, looks[look].class,
	            s->point ? " point" : "");
	put_sign(p, look);
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
	const char *where = say(p, "Ingen regel henviser hertil.", "No rule cites this.");
	const char *what = NULL;
	if (owner != NONE && kind == HEADING_LAW) {
		what = words_basis(p->a, r->m, owner);
		where = what ? say(p, "Ydelsens hoved:", "The head of the service:") : where;
	} else if (owner != NONE && kind == HEADING_PURPOSE && r->m->services.at[owner].purpose) {
		what = r->m->services.at[owner].purpose;
		where = say(p, "Ydelsens formål:", "The purpose of the service:");
	}
	element(p, "li class=\"none\"", what ? arena_printf(p->a, "%s %s", where, what) : where);
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
			if (sentence_of(p, &p->r->c->list.at[v->citations.at[k]]) == i)
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
			put_sign(p, LOOK_UNCITED);
		put(p, p->r->d->headings.at[h].words);
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
	put(p, section_title(p, i));
	if (s->law && !strstr(s->title, s->law)) {
		text_puts(p->t, " ");
		element(p, "small", s->law);
	}
	text_puts(p->t, "</h2>\n<p class=\"meta\">");
	put(p,
	    arena_printf(
			p->a, "%s %" PRIu32 " \xC2\xB7 %s%s", say(p, "linje", "line"), document_line(d, s->lo),
			owners ? say(p, "ydelse: ", "service: ")
				   : say(p, "ingen ydelse har dette afsnit", "no service has this section"),
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
	element(p, "h2",
	        say(p, "Henvisninger uden sted i ydelsens afsnit",
	            "Citations without a place in the service's section"));
	put_rule_list(p, &all);
	text_puts(p->t, "</ul>\n");
}

void text_show_html(struct text *t, const struct text_report *r, const struct sources *sources)
{
	struct page p = {.t = t, .a = r->a, .r = r, .sources = sources};
	gather_checked(&p);
	gather_bare(&p);
	gather_first(&p);
	put_head(&p);
	put_summary(&p);
	put_coverage(&p);
	put_findings(&p);
	for (uint32_t i = 0; i < r->d->sections.n; i++)
		put_section(&p, i);
	put_lost(&p);
	text_puts(t, "</main>\n<footer>");
	put(&p,
	    say(&p, "Skrevet af niveau " NIVEAU_VERSION ".", "Written by niveau " NIVEAU_VERSION "."));
	text_puts(t, "</footer>\n</body>\n</html>\n");
}
