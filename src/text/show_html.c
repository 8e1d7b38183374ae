/* SPDX-License-Identifier: MIT
 *
 * A report as one page: what it comes to, what is amiss, and then the text with the rules beside it, heading by heading, in
 * the order of the text. It stands alone: no scripts, no network. A sentence carries a sign beside its colour; links lead
 * from each phrase to its rule and back.
 */
#include "text/html_page.h"

#include "base/render.h"

#include <inttypes.h>
#include <string.h>

static const char style[] =
#include "sources.css.inc"
	;

const struct page_look page_looks[] = {
	[LOOK_PLAIN] = {"plain", "", "hverken tal eller regelord", "neither figure nor normative word"},
	[LOOK_DECIDED] = {"decided", "\xE2\x97\x8F", "en regel afgør det", "a rule decides it"},
	[LOOK_TEXT] = {"text", "\xE2\x97\x90", "kun gengivet som tekst", "only rendered as text"},
	[LOOK_UNCITED] = {"uncited", "\xE2\x97\x8B", "ingen regel henviser til det",
                      "no rule cites it"},
	[LOOK_CONFLICT] = {"conflict", "\xE2\x96\xB2", "der er et fund om det",
                       "there is a finding about it"},
};

/* ---- shared with the text ---------------------------------------------------------------------------- */

const char *page_say(const struct page *p, const char *danish, const char *english)
{
	return text_say(p->r, danish, english);
}

const char *page_line(const struct page *p, const char *s)
{
	struct str safe = render_safe(p->a, str_prose(p->a, str_of(s ? s : "")));
	return str_c(p->a, safe);
}

void page_put(const struct page *p, const char *s)
{
	html_put(p->t, page_line(p, s));
}

void page_element(const struct page *p, const char *tag, const char *s)
{
	html_element(p->t, tag, page_line(p, s));
}

void page_sign(const struct page *p, enum look look)
{
	if (*page_looks[look].sign)
		text_printf(p->t,
		            "<span class=\"sign\" title=\"%s\" role=\"img\" aria-label=\"%s\">%s</span>",
		            page_say(p, page_looks[look].da, page_looks[look].en),
		            page_say(p, page_looks[look].da, page_looks[look].en), page_looks[look].sign);
}

const char *page_file_name(const struct source *f)
{
	const char *slash = strrchr(f->path, '/');
	return slash ? slash + 1 : f->path;
}

const char *page_section_title(const struct page *p, uint32_t i)
{
	const char *title = p->r->d->sections.at[i].title;
	return *title ? title : page_say(p, "(indledning)", "(preface)");
}

bool page_has_place(const struct citation_use *x)
{
	return x->phrase != NONE && x->found.status <= PHRASE_OTHER_SECTION;
}

uint32_t page_sentence_of(const struct page *p, const struct citation_use *x)
{
	return document_sentence_in(p->r->d, x->found.lo, x->found.hi);
}

const char *page_anchor(const struct page *p, const struct citation_use *x)
{
	uint32_t sentence = page_sentence_of(p, x), heading = document_heading_at(p->r->d, x->found.lo);
	if (sentence != NONE)
		return arena_printf(p->a, "s%" PRIu32, sentence);
	if (heading != NONE)
		return arena_printf(p->a, "h%" PRIu32, heading);
	return arena_printf(p->a, "t%" PRIu32, document_section_at(p->r->d, x->found.lo));
}

/* ---- the beginning -------------------------------------------------------------------------------------- */

static const char *catalogue_title(const struct page *p)
{
	const struct catalogue *c = &p->r->m->catalogue;
	return c->title ? c->title : c->name ? c->name : "";
}

static void put_head(const struct page *p)
{
	text_printf(p->t,
	            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
	            page_say(p, "da", "en"));
	page_element(p, "title",
	             arena_printf(p->a, "%s: %s",
	                          page_say(p, "Teksten og reglerne", "The text and the rules"),
	                          catalogue_title(p)));
	text_printf(p->t, "\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	page_element(p, "h1", page_say(p, "Teksten og reglerne", "The text and the rules"));
	text_puts(p->t, "\n<p class=\"lead\">");
	page_put(p, arena_printf(p->a, "%s \xC2\xB7 %s", catalogue_title(p),
	                         page_file_name(p->r->d->source)));
	text_puts(p->t, "</p>\n");
}

static void put_figure(const struct page *p, uint32_t part, uint32_t of, const char *what)
{
	text_printf(p->t, "<li><b>%" PRIu32 " %s %" PRIu32 "</b><span>", part, page_say(p, "af", "of"),
	            of);
	page_put(p, arena_printf(p->a, "%s (%" PRIu32 " %%)", what, text_percent(part, of)));
	text_puts(p->t, "</span></li>\n");
}

static void put_summary(const struct page *p)
{
	const struct cover_count *n = &p->r->v.total;
	text_puts(p->t, "<ul class=\"figures\">\n");
	put_figure(p, n->found, n->citations,
	           page_say(p, "henvisninger fundet på stedet", "citations found in their place"));
	put_figure(p, n->normative_covered, n->normative,
	           page_say(p, "regelsætninger henvist til", "rule sentences cited"));
	put_figure(
		p, n->normative_decided, n->normative,
		page_say(p, "regelsætninger afgjort af en regel", "rule sentences decided by a rule"));
	text_puts(p->t, "</ul>\n<p>");
	page_put(
		p,
		page_say(
			p,
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
		            page_looks[i].class, page_looks[i].sign);
		page_put(p, page_say(p, page_looks[i].da, page_looks[i].en));
		text_puts(p->t, "</span></li>\n");
	}
	text_puts(p->t, "</ul>\n");
}

/* ---- coverage ------------------------------------------------------------------------------------------- */

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
	put_number(p, page_say(p, "rubrikker", "headings"), n->headings_covered, n->headings);
	put_number(p, page_say(p, "henvist til", "cited"), n->normative_covered, n->normative);
	put_number(p, page_say(p, "afgjort", "decided"), n->normative_decided, n->normative);
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
	page_element(p, "h2", page_say(p, "Dækning afsnit for afsnit", "Coverage by section"));
	text_puts(p->t, "\n<table class=\"cover\">\n<thead><tr>");
	page_element(p, "th scope=\"col\"", page_say(p, "afsnit", "section"));
	page_element(p, "th scope=\"col\" class=\"num\"", page_say(p, "rubrikker", "headings"));
	page_element(p, "th scope=\"col\" class=\"num\"", page_say(p, "henvist til", "cited"));
	page_element(p, "th scope=\"col\" class=\"num\"", page_say(p, "afgjort", "decided"));
	text_puts(p->t, "<th scope=\"col\">");
	page_put(p, page_say(p, "regelsætninger", "rule sentences"));
	text_puts(p->t, "</th></tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		text_printf(p->t, "<tr><th scope=\"row\"><a href=\"#t%" PRIu32 "\">", i);
		page_put(p, page_section_title(p, i));
		text_puts(p->t, "</a></th>");
		put_counts(p, &r->v.sections[i]);
	}
	text_puts(p->t, "</tbody>\n<tfoot><tr>");
	page_element(p, "th scope=\"row\"", page_say(p, "i alt", "in all"));
	put_counts(p, &r->v.total);
	text_puts(p->t, "</tfoot>\n</table>\n");
}

/* ---- findings ------------------------------------------------------------------------------------------- */

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
		page_put(p, arena_printf(p->a, "%s:%" PRIu32, page_file_name(place.file), place.line));
}

static void put_links(const struct page *p, uint32_t citation)
{
	const struct citation_use *x = &p->r->c->list.at[citation];
	text_printf(p->t, " \xC2\xB7 <a href=\"#c%" PRIu32 "\">%s %" PRIu32 "</a>", citation,
	            page_say(p, "reglen", "the rule"), citation + 1);
	if (page_has_place(x))
		text_printf(p->t, " \xC2\xB7 <a href=\"#%s\">%s %" PRIu32 "</a>", page_anchor(p, x),
		            page_say(p, "teksten, linje", "the text, line"),
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
	page_put(p, x->text);
	text_puts(p->t, "</p>\n<p class=\"where\">");
	put_place(p, x->at);
	if (citation != NONE)
		put_links(p, citation);
	else if (section != NONE)
		text_printf(p->t, " \xC2\xB7 <a href=\"#t%" PRIu32 "\">%s</a>", section,
		            page_say(p, "afsnittet i teksten", "the section in the text"));
	text_puts(p->t, "</p></li>\n");
}

/* What check says, with every rule it concerns. */
static void put_checked(const struct page *p, uint32_t i)
{
	const struct text_report *r = p->r;
	const struct diag *x = p->checked.at[i];
	text_printf(p->t, "<li id=\"f%" PRIu32 "\" class=\"%s\"><p><span class=\"code\">%s</span> ", i,
	            severity_class(x), render_code(p->a, x->code));
	page_put(p, x->text);
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
		if (page_has_place(x) && x->found.status < PHRASE_OTHER_SECTION &&
		    page_sentence_of(p, x) == NONE)
			vec_push(p->a, &p->bare, i);
	}
}

static void put_findings(const struct page *p)
{
	page_element(p, "h2", page_say(p, "Fund", "Findings"));
	if (!p->r->findings->list.n && !p->checked.n) {
		page_element(
			p, "p",
			page_say(p, "Ingen: hver henvisning er fundet, og hver regelsætning er henvist til.",
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
	page_element(p, "h2",
	             page_say(p, "Fund i reglerne (niveau check) på steder, der henviser til teksten",
	                      "Findings in the rules (niveau check) where they cite the text"));
	text_puts(p->t, "\n<ul class=\"found\">\n");
	for (uint32_t i = 0; i < p->checked.n; i++)
		put_checked(p, i);
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
	page_body(&p);
	text_puts(t, "</main>\n<footer>");
	page_put(&p, page_say(&p, "Skrevet af niveau " NIVEAU_VERSION ".",
	                      "Written by niveau " NIVEAU_VERSION "."));
	text_puts(t, "</footer>\n</body>\n</html>\n");
}
