/* SPDX-License-Identifier: MIT
 *
 * A diff for the terminal, 80 columns: counts first, then service by service, then rates, words and what is proved.
 * Everything can be read without colour.
 */
#include "diff/show.h"

#include <inttypes.h>
#include <string.h>

#define COLUMNS 80
#define LABEL 14  /* columns for a label */
#define COUNTS 26 /* where the counts of the summary stand */

static void paint(const struct show *p, const char *sequence)
{
	if (p->colour)
		text_printf(p->t, "\x1b[%sm", sequence);
}

static size_t width(const char *s)
{
	return utf8_width(s, strlen(s));
}

static void put_spaces(const struct show *p, size_t n)
{
	while (n--)
		text_putc(p->t, ' ');
}

/* s, and blanks up to n columns. */
static void put_padded(const struct show *p, const char *s, size_t n)
{
	text_puts(p->t, s);
	put_spaces(p, width(s) < n ? n - width(s) : 1);
}

/* The words of a line, from column `at` on; further lines begin at `indent`. */
static void put_words(const struct show *p, const char *s, size_t at, size_t indent)
{
	for (bool first = true; *s; first = false) {
		size_t n = utf8_word(s), columns = utf8_width(s, n);
		if (!first && at + 1 + columns > COLUMNS) {
			text_putc(p->t, '\n');
			put_spaces(p, indent);
			at = indent;
		} else if (!first) {
			text_putc(p->t, ' ');
			at++;
		}
		text_add(p->t, s, n);
		at += columns;
		s += n;
		s += strspn(s, " ");
	}
	text_putc(p->t, '\n');
}

static void put_row(const struct show *p, size_t indent, struct show_row row)
{
	size_t at = indent + LABEL;
	put_spaces(p, indent);
	paint(p, "2");
	text_puts(p->t, row.label);
	if (row.weight != SHOW_FINE)
		paint(p, "0");
	put_spaces(p, width(row.label) < LABEL ? LABEL - width(row.label) : 1);
	put_words(p, row.text, at, at);
	if (row.weight == SHOW_FINE)
		paint(p, "0");
}

static void put_line(const struct show *p, size_t indent, const char *label, const char *text)
{
	put_row(p, indent, (struct show_row){.label = label, .text = text});
}

static void put_rows(const struct show *p, size_t indent, show_rows rows)
{
	for (uint32_t i = 0; i < rows.n; i++)
		put_row(p, indent, rows.at[i]);
}

static void put_title(const struct show *p, const char *title)
{
	text_putc(p->t, '\n');
	paint(p, "1");
	put_words(p, title, 0, 2);
	paint(p, "0");
}

static const char *shade(enum diff_direction direction)
{
	static const char *const shades[DIRECTIONS] = {
		[DIRECTION_BETTER] = "32",
		[DIRECTION_WORSE] = "31",
		[DIRECTION_NEUTRAL] = "36",
		[DIRECTION_UNDETERMINED] = "33",
	};
	return shades[direction];
}

/* "▼ ringere" */
static void put_direction(const struct show *p, enum diff_direction direction)
{
	paint(p, shade(direction));
	text_printf(p->t, "%s %s", show_sign(direction), show_word(p, &diff_directions[direction]));
	paint(p, "0");
}

/* ---- the summary ---------------------------------------------------------------------------------------- */

static void put_side(const struct show *p, const char *label, const struct diff_side *side)
{
	show_rows rows = show_side(p, side);
	put_line(p, 0, label, show_side_title(p, side));
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < rows.n; i++)
		if (rows.at[i].text && rows.at[i].weight != SHOW_FINE)
			text_printf(&t, "%s%s %s", t.n ? ", " : "", rows.at[i].label, rows.at[i].text);
	if (t.n)
		put_line(p, 0, "", text_c(&t));
}

static void put_number(const struct show *p, uint32_t n, size_t columns)
{
	const char *s = n ? arena_printf(p->a, "%" PRIu32, n) : "–";
	put_spaces(p, columns - width(s));
	text_puts(p->t, s);
}

static void put_counts(const struct show *p)
{
	const char *level = show_word(p, &diff_kinds[KIND_LEVEL]),
			   *rate = show_word(p, &diff_kinds[KIND_RATE]);
	text_putc(p->t, '\n');
	put_padded(p, show_say(p, "ændringer", "changes"), COUNTS);
	text_printf(p->t, "%s  %s\n", level, rate);
	for (int i = 0; i < DIRECTIONS; i++) {
		enum diff_direction x = show_order[i];
		const char *word = show_word(p, &diff_directions[x]);
		text_puts(p->t, "  ");
		put_direction(p, x);
		put_spaces(p, COUNTS - 4 - width(word));
		put_number(p, p->d->count[x][KIND_LEVEL], width(level));
		put_number(p, p->d->count[x][KIND_RATE], width(rate) + 2);
		text_putc(p->t, '\n');
	}
}

/* What is counted apart, for it is no change of an answer. */
static void put_apart(const struct show *p)
{
	const struct {
		const char *label;
		uint32_t n;
	} rows[] = {
		{show_say(p, "satsbeløb", "amounts of rates"), p->d->rates.n},
		{show_say(p, "kun ordlyd", "wording only"), show_texts(p, false)},
		{show_say(p, "regler skrevet om, samme svar", "rules rewritten, same answers"),
	     show_texts(p, true)},
	};
	struct text t = {.a = p->a};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n)
			text_printf(&t, "%s%s: %" PRIu32, t.n ? ", " : "", rows[i].label, rows[i].n);
	if (!t.n)
		return;
	text_puts(p->t, "  ");
	put_words(p, text_c(&t), 2, 4);
}

static void put_summary(const struct show *p)
{
	put_side(p, show_say(p, "før", "before"), &p->d->old);
	put_side(p, show_say(p, "efter", "after"), &p->d->new);
	put_line(
		p, 0, show_say(p, "sammenlignet", "compared"),
		arena_printf(p->a, "%s, %s", show_days(p),
	                 show_say(p, "alle sager, der kan forekomme", "every case that can exist")));
	if (show_has_changes(p))
		put_counts(p);
	else if (p->d->rates.n + p->d->texts.n)
		text_putc(p->t, '\n');
	put_apart(p);
}

/* ---- services ------------------------------------------------------------------------------------------- */

static void put_change(const struct show *p, const struct diff_service *service,
                       const struct diff_change *x)
{
	text_puts(p->t, "  ");
	put_direction(p, x->direction);
	const char *says = show_headline(p, service, x);
	if (x->kind == KIND_RATE)
		says = arena_printf(p->a, "%s [%s]", says, show_word(p, &diff_kinds[KIND_RATE]));
	text_puts(p->t, "  ");
	put_words(p, says, 6 + width(show_word(p, &diff_directions[x->direction])), 6);
	put_rows(p, 4, show_change(p, service, x));
}

static void put_missing(const struct show *p, const struct diff_service *service)
{
	const char *missing = show_missing(p, service);
	if (!missing)
		return;
	paint(p, "1;33");
	text_puts(p->t, "  ! ");
	paint(p, "0");
	put_words(p, arena_printf(p->a, "%s: %s", show_say(p, "ikke oplyst", "not recorded"), missing),
	          4, 4);
}

static void put_remark(const struct show *p, const char *s)
{
	text_puts(p->t, "  ");
	put_words(p, s, 2, 4);
}

static void put_said(const struct show *p, const char *label, const char *text)
{
	if (text)
		put_remark(p, label ? arena_printf(p->a, "%s %s", label, text) : text);
}

static void put_service(const struct show *p, const struct diff_service *service)
{
	if (!service->changes.n && !service->undecided)
		return;
	put_title(p, show_service(p, service));
	put_said(p, NULL, show_terms_of(p, service));
	put_said(p, show_say(p, "målgruppe:", "target group:"), show_target(p, service, KIND_RATE));
	for (uint32_t i = 0; i < service->changes.n; i++) {
		const struct diff_change *x = &service->changes.at[i];
		if (show_joined(service, x) != x)
			continue;
		if (i)
			text_putc(p->t, '\n');
		put_change(p, service, x);
	}
	put_missing(p, service);
	const char *kept = show_kept(p, service);
	if (kept)
		put_remark(
			p, arena_printf(p->a, "%s: %s", show_say(p, "ellers uændret", "else identical"), kept));
	if (service->undecided)
		put_remark(p, show_say(p, "? noget kunne ikke sammenlignes, se nederst",
		                       "? something could not be compared, see below"));
}

/* ---- rates, words, the rest ----------------------------------------------------------------------------- */

static void put_rate(const struct show *p, const struct diff_rate *x, bool again)
{
	if (!again) {
		text_puts(p->t, "  ");
		put_words(p, show_name(p, x->rate), 2, 4);
	}
	put_line(p, 4, show_say(p, "før", "before"), show_rate_before(p, x));
	put_line(p, 4, show_say(p, "efter", "after"), show_rate_after(p, x));
	put_line(p, 4, show_say(p, "forskel", "difference"), show_rate_rise(p, x));
	put_line(p, 4, show_say(p, "bruges i", "is used in"), show_rate_users(p, x));
}

static void put_rates(const struct show *p)
{
	if (!p->d->rates.n)
		return;
	put_title(p, show_say(p, "Satser", "Rates"));
	for (uint32_t i = 0; i < p->d->rates.n; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		put_rate(p, x, i && strcmp(x[-1].rate, x->rate) == 0);
	}
	put_said(p, NULL, show_rate_note(p));
}

static void put_wordings(const struct show *p, bool same, const char *title)
{
	if (!show_texts(p, same))
		return;
	put_title(p, title);
	for (uint32_t i = 0; i < p->d->texts.n; i++) {
		const struct diff_text *x = &p->d->texts.at[i];
		const char *none = show_say(p, "(ingen)", "(none)");
		const char *before = show_line(p, x->before), *after = show_line(p, x->after);
		const char *places = show_places(p, x->old_at, x->new_at);
		if (x->same != same)
			continue;
		text_puts(p->t, "  ");
		put_words(p, show_text_what(p, x), 2, 4);
		put_line(p, 4, show_say(p, "før", "before"), before ? before : none);
		put_line(p, 4, show_say(p, "efter", "after"), after ? after : none);
		if (places)
			put_line(p, 4, show_say(p, "i reglerne", "in the rules"), places);
	}
}

static void put_texts(const struct show *p)
{
	put_wordings(p, true,
	             show_say(p, "Regler skrevet om, samme svar (bevist)",
	                      "Rules rewritten, same answers (proved)"));
	put_wordings(p, false, show_say(p, "Kun ordlyd", "Wording only"));
}

static void put_titles(const struct show *p, const char *label, enum diff_status status)
{
	const char *titles = show_titles(p, status);
	if (!titles)
		return;
	text_putc(p->t, '\n');
	put_words(p, arena_printf(p->a, "%s: %s", label, titles), 0, 2);
}

static void put_gaps(const struct show *p)
{
	show_rows gaps = show_gaps(p);
	if (!gaps.n)
		return;
	put_title(p, show_say(p, "Mangler i sagen", "Missing in the case"));
	for (uint32_t i = 0; i < gaps.n; i++)
		put_remark(p, arena_printf(p->a, "%s %s", gaps.at[i].label, gaps.at[i].text));
}

static void put_undecided(const struct show *p)
{
	if (!p->d->undecided.n)
		return;
	put_title(p, show_say(p, "Ikke sammenlignet", "Not compared"));
	for (uint32_t i = 0; i < p->d->undecided.n; i++) {
		text_puts(p->t, "  ? ");
		put_words(p, show_line(p, p->d->undecided.at[i]), 4, 4);
	}
}

void diff_text(struct text *t, const struct diff *d, const struct sources *sources, bool colour)
{
	struct show p = show_make(t, d, sources);
	p.terminal = true;
	p.colour = colour;
	put_summary(&p);
	for (uint32_t i = 0; i < d->services.n; i++)
		put_service(&p, &d->services.at[i]);
	put_rates(&p);
	put_texts(&p);
	put_titles(
		&p, show_say(&p, "Omskrevet uden virkning (bevist)", "Rewritten without effect (proved)"),
		SERVICE_REWRITTEN);
	put_titles(&p, show_say(&p, "Uændret (bevist)", "Identical (proved)"), SERVICE_SAME);
	put_gaps(&p);
	put_undecided(&p);
	text_putc(t, '\n');
	put_words(&p, show_proof(&p), 0, 0);
	if (show_population(&p)) {
		text_putc(t, '\n');
		put_words(&p, show_population(&p), 0, 0);
	}
}
