/* SPDX-License-Identifier: MIT
 *
 * A diff as one page for a council's agenda. It stands alone: no scripts, no network, and every word it uses is
 * explained at its end. HTML that is well-formed XML, too. Political changes come first, worst first; rates apart.
 */
#include "base/html.h"
#include "diff/show.h"

#include <inttypes.h>
#include <string.h>

static const char style[] =
#include "show_html.css.inc"
	;

static void put_title(const struct show *p, const char *title)
{
	html_element(p->t, "h2", title);
	text_puts(p->t, "\n");
}

static const char *class_of(enum diff_direction direction)
{
	return diff_directions[direction].json;
}

static void put_sign(const struct show *p, enum diff_direction direction)
{
	text_printf(p->t, "<span class=\"sign\" aria-hidden=\"true\">%s</span> ", show_sign(direction));
}

/* Each case on a line of its own. */
static void put_cases(const struct show *p, const char *cases)
{
	text_puts(p->t, "<dd>");
	for (const char *end; (end = strstr(cases, "; ")); cases = end + 2) {
		html_put_n(p->t, cases, (size_t)(end - cases) + 1);
		text_puts(p->t, "<br/>");
	}
	html_put(p->t, cases);
	text_puts(p->t, "</dd>");
}

/* Labelled lines, two beside each other where there is room. */
static void put_facts(const struct show *p, show_rows rows)
{
	static const char *const classes[] = {
		[SHOW_PLAIN] = "",
		[SHOW_STRONG] = " class=\"answer\"",
		[SHOW_LONG] = " class=\"long\"",
		[SHOW_CASES] = " class=\"long\"",
		[SHOW_FINE] = " class=\"fine\"",
	};
	text_puts(p->t, "<dl class=\"facts\">\n");
	for (uint32_t i = 0; i < rows.n; i++) {
		text_printf(p->t, "<div%s>", classes[rows.at[i].weight]);
		html_element(p->t, "dt", rows.at[i].label);
		if (rows.at[i].weight == SHOW_CASES)
			put_cases(p, rows.at[i].text);
		else
			html_element(p->t, "dd", rows.at[i].text);
		text_puts(p->t, "</div>\n");
	}
	text_puts(p->t, "</dl>\n");
}

/* ---- the beginning -------------------------------------------------------------------------------------- */

static void put_style(const struct show *p)
{
	text_puts(p->t, "<style>\n");
	text_puts(p->t, style);
	text_puts(p->t, "</style>\n");
}

static const char *title(const struct show *p)
{
	return show_say(p, "Ændringer i serviceniveauet", "Changes to the service level");
}

static void put_page_head(const struct show *p)
{
	text_printf(p->t,
	            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
	            show_say(p, "da", "en"));
	html_element(p->t, "title",
	             arena_printf(p->a, "%s: %s", title(p), show_side_title(p, &p->d->new)));
	text_puts(p->t, "\n");
	put_style(p);
	text_puts(p->t, "</head>\n<body>\n<main>\n");
}

static void put_pair(const struct show *p, const char *const *head, const char *attributes,
                     const char *const cells[3])
{
	text_printf(p->t, "<tr%s>", attributes);
	html_element(p->t, "th scope=\"row\"", cells[0]);
	html_cell(p->t, head[1], cells[1] ? cells[1] : "–");
	html_cell(p->t, head[2], cells[2] ? cells[2] : "–");
	text_puts(p->t, "</tr>\n");
}

/* Both catalogues side by side. */
static void put_sides(const struct show *p)
{
	const char *const head[] = {show_say(p, "katalog", "catalogue"), show_say(p, "før", "before"),
	                            show_say(p, "efter", "after")};
	const char *const titles[] = {show_say(p, "titel", "title"), show_side_title(p, &p->d->old),
	                              show_side_title(p, &p->d->new)};
	show_rows old = show_side(p, &p->d->old), new = show_side(p, &p->d->new);
	text_puts(p->t, "<table class=\"stack sides\">\n");
	html_element(p->t, "caption class=\"unseen\"",
	             show_say(p, "De to kataloger", "The two catalogues"));
	html_head(p->t, head, 3);
	text_puts(p->t, "<tbody>\n");
	put_pair(p, head, " class=\"answer\"", titles);
	for (uint32_t i = 0; i < old.n; i++) {
		const char *const cells[] = {old.at[i].label, old.at[i].text, new.at[i].text};
		if (old.at[i].weight != SHOW_FINE && (cells[1] || cells[2]))
			put_pair(p, head, "", cells);
	}
	text_puts(p->t, "</tbody>\n</table>\n");
}

static void put_lead(const struct show *p)
{
	html_element(p->t, "h1", title(p));
	text_puts(p->t, "\n");
	const char *says = show_say(
		p,
		"Bilaget viser, hvad der bliver anderledes for borgerne, når det nye katalog afløser det "
		"gamle. »Før« er det gamle katalog, læst som om det var fortsat i det nyes periode. Ord og "
		"begreber er forklaret sidst. Dage, der er sammenlignet:",
		"This annex shows what becomes different for citizens when the new catalogue takes over. "
		"\"Before\" is the old catalogue, read as if it had gone on in the new one's period. Words "
		"are explained at the end. Days compared:");
	html_element(p->t, "p", arena_printf(p->a, "%s %s.", says, show_days(p)));
	text_puts(p->t, "\n");
	put_sides(p);
}

static void put_rows(const struct show *p, show_rows rows)
{
	for (uint32_t i = 0; i < rows.n; i++)
		html_item(p->t, rows.at[i].label, rows.at[i].text);
}

/* "serviceniveau (politisk): 2 ringere, 1 bedre; sats (administrativ): 3 kan ikke afgøres." */
static void put_counts(const struct show *p)
{
	struct text t = {.a = p->a};
	for (int k = 0; k < KINDS; k++) {
		uint32_t n = 0;
		for (int i = 0; i < DIRECTIONS; i++) {
			enum diff_direction x = show_order[i];
			if (!p->d->count[x][k])
				continue;
			text_printf(&t, "%s%s%s %" PRIu32 " %s", n || !t.n ? "" : "; ",
			            n ? "," : show_word(p, &diff_kinds[k]), n ? "" : ":", p->d->count[x][k],
			            show_word(p, &diff_directions[x]));
			n++;
		}
	}
	text_puts(&t, ".");
	html_element(p->t, "p class=\"counts\"", text_c(&t));
	text_puts(p->t, "\n");
}

static void put_summary(const struct show *p)
{
	put_title(p, show_say(p, "Kort fortalt", "In short"));
	if (show_has_changes(p))
		put_counts(p);
	text_puts(p->t, "<ul>\n");
	put_rows(p, show_summary(p));
	text_puts(p->t, "</ul>\n");
}

/* ---- services ------------------------------------------------------------------------------------------- */

static void put_change(const struct show *p, const struct diff_service *service,
                       const struct diff_change *x)
{
	text_printf(p->t, "<div class=\"card %s\">\n<h4>", class_of(x->direction));
	put_sign(p, x->direction);
	html_element(p->t, "b", show_headline(p, service, x));
	html_put(p->t, arena_printf(p->a, " (%s)", show_word(p, &diff_directions[x->direction])));
	text_puts(p->t, "</h4>\n");
	put_facts(p, show_change(p, service, x));
	text_puts(p->t, "</div>\n");
}

static void put_revision(const struct show *p, const struct diff_service *service)
{
	show_rows rows = show_revision(p, service);
	if (!rows.n)
		return;
	text_puts(p->t, "<div class=\"card revision\">\n");
	put_facts(p, rows);
	text_puts(p->t, "</div>\n");
}

/* "<b>Målgruppe:</b> …" */
static void put_said(const struct show *p, const char *label, const char *text)
{
	if (!text)
		return;
	text_puts(p->t, "<p class=\"small said\">");
	if (label)
		html_element(p->t, "b", label);
	text_puts(p->t, label ? " " : "");
	html_put(p->t, text);
	text_puts(p->t, "</p>\n");
}

static void put_service(const struct show *p, const struct diff_service *service,
                        enum diff_direction direction, enum diff_kind kind)
{
	const char *law = show_line(p, service->law);
	if (!show_count(service, direction, kind))
		return;
	text_puts(p->t, "<h3>");
	html_put(p->t, show_line(p, service->title));
	if (law && *law) {
		text_puts(p->t, " ");
		html_element(p->t, "small", law);
	}
	text_puts(p->t, "</h3>\n");
	if (show_leads(service, direction, kind)) {
		put_said(p, NULL, show_terms_of(p, service));
		put_said(p, show_say(p, "Målgruppe:", "Target group:"), show_target(p, service, kind));
	}
	for (uint32_t i = 0; i < service->changes.n; i++) {
		const struct diff_change *x = &service->changes.at[i];
		if (show_is(x, direction, kind) && show_joined(service, x) == x)
			put_change(p, service, x);
	}
	if (kind == KIND_LEVEL && direction == show_first(service))
		put_revision(p, service);
}

static void put_levels(const struct show *p)
{
	for (int i = 0; i < DIRECTIONS; i++) {
		enum diff_direction x = show_order[i];
		if (!p->d->count[x][KIND_LEVEL])
			continue;
		text_printf(p->t, "<h2 class=\"%s\">", class_of(x));
		put_sign(p, x);
		html_put(p->t, show_direction_title(p, x));
		text_puts(p->t, " ");
		html_element(p->t, "small", show_word(p, &diff_kinds[KIND_LEVEL]));
		text_puts(p->t, "</h2>\n");
		for (uint32_t k = 0; k < p->d->services.n; k++)
			put_service(p, &p->d->services.at[k], x, KIND_LEVEL);
	}
}

/* ---- rates, words, the rest ----------------------------------------------------------------------------- */

static void put_rate_table(const struct show *p)
{
	const char *const head[] = {
		show_say(p, "sats", "rate"),           show_say(p, "før", "before"),
		show_say(p, "efter", "after"),         show_say(p, "forskel", "difference"),
		show_say(p, "bruges i", "is used in"),
	};
	text_puts(p->t, "<table class=\"stack wide kept\">\n");
	html_element(p->t, "caption class=\"unseen\"",
	             show_say(p, "Nye og ændrede beløb", "New and changed amounts"));
	html_head(p->t, head, 5);
	text_puts(p->t, "<tbody>\n");
	for (uint32_t i = 0; i < p->d->rates.n; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		text_puts(p->t, "<tr>");
		html_element(p->t, "th scope=\"row\"", show_name(p, x->rate));
		html_cell(p->t, head[1], show_rate_before(p, x));
		html_cell(p->t, head[2], show_rate_after(p, x));
		html_cell(p->t, head[3], show_rate_rise(p, x));
		html_cell(p->t, head[4], show_rate_users(p, x));
		text_puts(p->t, "</tr>\n");
	}
	text_puts(p->t, "</tbody>\n</table>\n");
	if (show_rate_note(p))
		html_element(p->t, "p", show_rate_note(p));
}

static void put_rates(const struct show *p)
{
	if (!p->d->rates.n && !show_has_kind(p, KIND_RATE))
		return;
	put_title(p, show_say(p, "Satser (administrativt)", "Rates (administrative)"));
	if (p->d->rates.n)
		put_rate_table(p);
	for (uint32_t k = 0; k < p->d->services.n; k++)
		for (int i = 0; i < DIRECTIONS; i++)
			put_service(p, &p->d->services.at[k], show_order[i], KIND_RATE);
}

/* A wording, with what the other one does not have marked as <del> or <ins>. */
static void put_wording(const struct show *p, const char *label, const char *mark, const char *text,
                        const char *other)
{
	text_puts(p->t, "<td data-label=\"");
	html_put(p->t, label);
	text_puts(p->t, "\">");
	size_t lo = 0, hi = 0;
	if (text && other)
		show_differing(text, other, &lo, &hi);
	size_t n = text ? strlen(text) : 0;
	if (!n) {
		html_put(p->t, "–");
	} else if (!other) {
		html_put(p->t, text);
	} else {
		html_put_n(p->t, text, lo);
		if (lo + hi < n) {
			text_printf(p->t, "<%s>", mark);
			html_put_n(p->t, text + lo, n - lo - hi);
			text_printf(p->t, "</%s>", mark);
		}
		html_put(p->t, text + n - hi);
	}
	text_puts(p->t, "</td>");
}

static void put_text_table(const struct show *p, bool same, const char *caption)
{
	const char *const head[] = {show_say(p, "hvad", "what"), show_say(p, "før", "before"),
	                            show_say(p, "efter", "after")};
	if (!show_texts(p, same))
		return;
	text_puts(p->t, "<table class=\"stack wide kept\">\n");
	html_element(p->t, "caption", caption);
	html_head(p->t, head, 3);
	text_puts(p->t, "<tbody>\n");
	for (uint32_t i = 0; i < p->d->texts.n; i++) {
		const struct diff_text *x = &p->d->texts.at[i];
		const char *before = show_name(p, x->before), *after = show_name(p, x->after);
		if (x->same != same)
			continue;
		text_puts(p->t, "<tr>");
		html_element(p->t, "th scope=\"row\"", show_text_what(p, x));
		put_wording(p, head[1], "del", before, after);
		put_wording(p, head[2], "ins", after, before);
		text_puts(p->t, "</tr>\n");
	}
	text_puts(p->t, "</tbody>\n</table>\n");
}

static void put_texts(const struct show *p)
{
	if (!p->d->texts.n)
		return;
	put_title(p, show_say(p, "Kun ordlyd", "Wording only"));
	put_text_table(p, true,
	               show_say(p, "Regler skrevet om, samme svar (bevist)",
	                        "Rules rewritten, same answers (proved)"));
	put_text_table(
		p, false,
		show_say(
			p, "Tekster, som intet svar følger af; om meningen er den samme, må læseren vurdere",
			"Texts that decide no answer; whether they mean the same is for the reader to judge"));
}

/* ---- the rest ------------------------------------------------------------------------------------------- */

static void put_kept(const struct show *p, const struct diff_service *x)
{
	html_item(p->t,
	          arena_printf(p->a, "%s, %s:", show_line(p, x->title),
	                       show_say(p, "ellers uændret", "else identical")),
	          show_kept(p, x));
}

/* A service without any change, with what it still gives. */
static void put_same(const struct show *p, const struct diff_service *x)
{
	const char *amounts = show_amounts(p, x);
	const char *how = x->status == SERVICE_SAME
	                    ? show_say(p, "ens i ord og svar", "the same in words and answers")
	                    : show_say(p, "skrevet om, samme svar", "rewritten, same answers");
	html_item(p->t, arena_printf(p->a, "%s, %s%s", show_service(p, x), how, amounts ? ":" : "."),
	          amounts ? amounts : "");
}

static void put_rest(const struct show *p)
{
	const struct diff *d = p->d;
	put_title(p, show_say(p, "Uændret", "Unchanged"));
	html_element(p->t, "p class=\"note\"", show_proof(p));
	if (show_population(p))
		html_element(p->t, "p class=\"note\"", show_population(p));
	text_puts(p->t, "\n<ul class=\"small\">\n");
	put_rows(p, show_untouched(p));
	for (uint32_t i = 0; i < d->services.n; i++)
		if (d->services.at[i].status <= SERVICE_REWRITTEN)
			put_same(p, &d->services.at[i]);
	for (uint32_t i = 0; i < d->services.n; i++)
		put_kept(p, &d->services.at[i]);
	for (uint32_t i = 0; i < d->undecided.n; i++)
		html_item(p->t, show_say(p, "Ikke sammenlignet:", "Not compared:"),
		          show_line(p, d->undecided.at[i]));
	text_puts(p->t, "</ul>\n");
}

static void put_gaps(const struct show *p)
{
	show_rows gaps = show_gaps(p);
	put_title(p, show_say(p, "Mangler i sagen", "Missing in the case"));
	if (gaps.n) {
		text_puts(p->t, "<ul>\n");
		put_rows(p, gaps);
		text_puts(p->t, "</ul>\n");
	}
	html_element(p->t, "p", arena_printf(p->a, "%s %s", show_gaps_closed(p), show_unexamined(p)));
	text_puts(p->t, "\n");
}

static void put_terms(const struct show *p)
{
	show_rows terms = show_terms(p);
	put_title(p, show_say(p, "Ord og begreber", "Words explained"));
	text_puts(p->t, "<dl class=\"terms\">\n");
	for (uint32_t i = 0; i < terms.n; i++) {
		text_puts(p->t, "<div>");
		html_element(p->t, "dt", terms.at[i].label);
		html_element(p->t, "dd", terms.at[i].text);
		text_puts(p->t, "</div>\n");
	}
	text_puts(p->t, "</dl>\n</main>\n");
}

/* What was compared, exactly, and by what. */
static void put_footer(const struct show *p)
{
	const struct diff_side *sides[] = {&p->d->old, &p->d->new};
	const char *const labels[] = {show_say(p, "før", "before"), show_say(p, "efter", "after")};
	text_puts(p->t, "<footer>");
	html_put(p->t, show_say(p, "Skrevet af niveau " NIVEAU_VERSION ". Kildestempler:",
	                        "Written by niveau " NIVEAU_VERSION ". Source stamps:"));
	for (int i = 0; i < 2; i++)
		html_put(p->t, arena_printf(p->a, "%s %s %016" PRIx64, i ? "," : "", labels[i],
		                            sides[i]->source_hash));
	text_puts(p->t, ".</footer>\n</body>\n</html>\n");
}

void diff_html(struct text *t, const struct diff *d, const struct sources *sources)
{
	struct show p = show_make(t, d, sources);
	put_page_head(&p);
	put_lead(&p);
	put_summary(&p);
	put_levels(&p);
	put_rates(&p);
	put_gaps(&p);
	put_texts(&p);
	put_rest(&p);
	put_terms(&p);
	put_footer(&p);
}
