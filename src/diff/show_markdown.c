/* SPDX-License-Identifier: MIT
 *
 * A diff as Markdown (GitHub's, with tables) for a case system. Texts are escaped so that none becomes markup.
 */
#include "diff/show.h"

#include <inttypes.h>
#include <string.h>

/* Every character that can mean something; a line never begins with a text. */
static void put_escaped(const struct show *p, const char *s)
{
	for (; *s; s++) {
		if (*s == '&' || *s == '<' || *s == '>')
			text_puts(p->t, *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : "&gt;");
		else if (strchr("\\`*_[]#|~$", *s) || (*s == ':' && s[1] == '/'))
			text_printf(p->t, "\\%c", *s);
		else
			text_putc(p->t, *s);
	}
}

static void put_title(const struct show *p, int level, const char *title)
{
	text_putc(p->t, '\n');
	while (level--)
		text_putc(p->t, '#');
	text_putc(p->t, ' ');
	put_escaped(p, title);
	text_puts(p->t, "\n");
}

static void put_paragraph(const struct show *p, const char *s)
{
	text_puts(p->t, "\n");
	put_escaped(p, s);
	text_puts(p->t, "\n");
}

/* A line of a table; NULL is an empty cell. */
static void put_cells(const struct show *p, const char *const *cells, size_t n)
{
	text_puts(p->t, "|");
	for (size_t i = 0; i < n; i++) {
		text_puts(p->t, " ");
		put_escaped(p, cells[i] ? cells[i] : "");
		text_puts(p->t, " |");
	}
	text_puts(p->t, "\n");
}

static void put_head(const struct show *p, const char *const *cells, size_t n)
{
	text_puts(p->t, "\n");
	put_cells(p, cells, n);
	text_puts(p->t, "|");
	while (n--)
		text_puts(p->t, "---|");
	text_puts(p->t, "\n");
}

static void put_rows(const struct show *p, show_rows rows)
{
	for (uint32_t i = 0; i < rows.n; i++)
		if (rows.at[i].text)
			put_cells(p, (const char *const[]){rows.at[i].label, rows.at[i].text}, 2);
}

static void put_item(const struct show *p, const char *label, const char *text)
{
	if (!text)
		return;
	text_puts(p->t, "- ");
	put_escaped(p, label);
	text_puts(p->t, *text ? " " : "");
	put_escaped(p, text);
	text_puts(p->t, "\n");
}

static void put_items(const struct show *p, show_rows rows)
{
	for (uint32_t i = 0; i < rows.n; i++)
		put_item(p, rows.at[i].label, rows.at[i].text);
}

/* ---- the summary ---------------------------------------------------------------------------------------- */

static void put_side(const struct show *p, const char *label, const struct diff_side *side)
{
	put_head(p, (const char *const[]){label, show_side_title(p, side)}, 2);
	put_rows(p, show_side(p, side));
}

static const char *number(const struct show *p, uint32_t n)
{
	return n ? arena_printf(p->a, "%" PRIu32, n) : "–";
}

static void put_counts(const struct show *p)
{
	const struct diff *d = p->d;
	const char *const head[] = {
		show_say(p, "ændringer", "changes"),
		show_word(p, &diff_kinds[KIND_LEVEL]),
		show_word(p, &diff_kinds[KIND_RATE]),
		show_say(p, "ydelser", "services"),
	};
	put_head(p, head, 4);
	for (int i = 0; i < DIRECTIONS; i++) {
		enum diff_direction x = show_order[i];
		const char *word = show_word(p, &diff_directions[x]);
		const char *const cells[] = {
			arena_printf(p->a, "%s %s", show_sign(x), word),
			number(p, d->count[x][KIND_LEVEL]),
			number(p, d->count[x][KIND_RATE]),
			show_concerned(p, x),
		};
		put_cells(p, cells, 4);
	}
}

static void put_summary(const struct show *p)
{
	put_paragraph(p, arena_printf(p->a, "%s %s.",
	                              show_say(p, "Dage, der er sammenlignet:", "Days compared:"),
	                              show_days(p)));
	put_title(p, 2, show_say(p, "Kort fortalt", "In short"));
	if (show_has_changes(p))
		put_counts(p);
	text_puts(p->t, "\n");
	put_items(p, show_summary(p));
}

/* ---- services ------------------------------------------------------------------------------------------- */

static void put_change(const struct show *p, const struct diff_service *service,
                       const struct diff_change *x)
{
	const char *direction = arena_printf(p->a, "%s %s", show_sign(x->direction),
	                                     show_word(p, &diff_directions[x->direction]));
	const char *const head[] = {direction, show_headline(p, service, x)};
	put_head(p, head, 2);
	put_rows(p, show_change(p, service, x));
}

static void put_revision(const struct show *p, const struct diff_service *service)
{
	show_rows rows = show_revision(p, service);
	if (!rows.n)
		return;
	const char *const head[] = {show_say(p, "om beslutningen", "about the decision"), NULL};
	put_head(p, head, 2);
	put_rows(p, rows);
}

static void put_said(const struct show *p, const char *label, const char *text)
{
	if (text)
		put_paragraph(p, label ? arena_printf(p->a, "%s %s", label, text) : text);
}

static void put_service(const struct show *p, const struct diff_service *service,
                        enum diff_direction direction, enum diff_kind kind)
{
	if (!show_count(service, direction, kind))
		return;
	put_title(p, 3, show_service(p, service));
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
		put_title(p, 2,
		          arena_printf(p->a, "%s %s – %s", show_sign(x), show_direction_title(p, x),
		                       show_word(p, &diff_kinds[KIND_LEVEL])));
		for (uint32_t k = 0; k < p->d->services.n; k++)
			put_service(p, &p->d->services.at[k], x, KIND_LEVEL);
	}
}

/* ---- rates, words, the rest ----------------------------------------------------------------------------- */

static void put_rates(const struct show *p)
{
	const char *const head[] = {
		show_say(p, "sats", "rate"),           show_say(p, "før", "before"),
		show_say(p, "efter", "after"),         show_say(p, "forskel", "difference"),
		show_say(p, "bruges i", "is used in"),
	};
	if (!p->d->rates.n && !show_has_kind(p, KIND_RATE))
		return;
	put_title(p, 2, show_say(p, "Satser (administrativt)", "Rates (administrative)"));
	if (p->d->rates.n)
		put_head(p, head, 5);
	for (uint32_t i = 0; i < p->d->rates.n; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		const char *const cells[] = {show_name(p, x->rate), show_rate_before(p, x),
		                             show_rate_after(p, x), show_rate_rise(p, x),
		                             show_rate_users(p, x)};
		put_cells(p, cells, 5);
	}
	put_said(p, NULL, show_rate_note(p));
	for (uint32_t k = 0; k < p->d->services.n; k++)
		for (int i = 0; i < DIRECTIONS; i++)
			put_service(p, &p->d->services.at[k], show_order[i], KIND_RATE);
}

static void put_text_table(const struct show *p, bool same, const char *caption)
{
	const char *const head[] = {show_say(p, "hvad", "what"), show_say(p, "før", "before"),
	                            show_say(p, "efter", "after"),
	                            show_say(p, "i reglerne", "in the rules")};
	if (!show_texts(p, same))
		return;
	put_paragraph(p, caption);
	put_head(p, head, 4);
	for (uint32_t i = 0; i < p->d->texts.n; i++) {
		const struct diff_text *x = &p->d->texts.at[i];
		const char *const cells[] = {show_text_what(p, x), show_name(p, x->before),
		                             show_name(p, x->after), show_places(p, x->old_at, x->new_at)};
		if (x->same == same)
			put_cells(p, cells, 4);
	}
}

static void put_texts(const struct show *p)
{
	if (!p->d->texts.n)
		return;
	put_title(p, 2, show_say(p, "Kun ordlyd", "Wording only"));
	put_text_table(p, true,
	               show_say(p, "Regler skrevet om, samme svar (bevist):",
	                        "Rules rewritten, same answers (proved):"));
	put_text_table(
		p, false,
		show_say(p, "Tekster, som intet svar følger af:", "Texts that decide no answer:"));
}

static void put_gaps(const struct show *p)
{
	show_rows gaps = show_gaps(p);
	put_title(p, 2, show_say(p, "Mangler i sagen", "Missing in the case"));
	if (gaps.n)
		text_puts(p->t, "\n");
	put_items(p, gaps);
	put_paragraph(p, arena_printf(p->a, "%s %s", show_gaps_closed(p), show_unexamined(p)));
}

static void put_rest(const struct show *p)
{
	const struct diff *d = p->d;
	put_title(p, 2, show_say(p, "Uændret", "Unchanged"));
	put_paragraph(p, show_proof(p));
	if (show_population(p))
		put_paragraph(p, show_population(p));
	text_puts(p->t, "\n");
	put_items(p, show_untouched(p));
	for (uint32_t i = 0; i < d->services.n; i++) {
		const struct diff_service *x = &d->services.at[i];
		const char *amounts = show_amounts(p, x);
		const char *how = x->status == SERVICE_SAME
		                    ? show_say(p, "ens i ord og svar", "the same in words and answers")
		                    : show_say(p, "skrevet om, samme svar", "rewritten, same answers");
		if (x->status <= SERVICE_REWRITTEN)
			put_item(p,
			         arena_printf(p->a, "%s, %s%s", show_service(p, x), how, amounts ? ":" : "."),
			         amounts ? amounts : "");
	}
	for (uint32_t i = 0; i < d->services.n; i++)
		put_item(p,
		         arena_printf(p->a, "%s, %s:", show_line(p, d->services.at[i].title),
		                      show_say(p, "ellers uændret", "else identical")),
		         show_kept(p, &d->services.at[i]));
	for (uint32_t i = 0; i < d->undecided.n; i++)
		put_item(p, show_say(p, "Ikke sammenlignet:", "Not compared:"),
		         show_line(p, d->undecided.at[i]));
}

void diff_markdown(struct text *t, const struct diff *d, const struct sources *sources)
{
	struct show p = show_make(t, d, sources);
	text_puts(t, "# ");
	put_escaped(&p, show_say(&p, "Ændringer i serviceniveauet", "Changes to the service level"));
	text_puts(t, "\n");
	put_side(&p, show_say(&p, "før", "before"), &d->old);
	put_side(&p, show_say(&p, "efter", "after"), &d->new);
	put_summary(&p);
	put_levels(&p);
	put_rates(&p);
	put_gaps(&p);
	put_texts(&p);
	put_rest(&p);
	put_title(&p, 2, show_say(&p, "Ord og begreber", "Words explained"));
	text_puts(t, "\n");
	show_rows terms = show_terms(&p);
	for (uint32_t i = 0; i < terms.n; i++)
		put_item(&p, arena_printf(p.a, "%s:", terms.at[i].label), terms.at[i].text);
}
