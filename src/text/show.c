/* SPDX-License-Identifier: MIT
 * Words of the showings, and the figures for a terminal. */
#include "text/show.h"

#include <inttypes.h>
#include <string.h>

const char *text_say(const struct text_report *r, const char *danish, const char *english)
{
	return r->findings->lang == LANG_DA ? danish : english;
}

const char *text_status(enum phrase_status status)
{
	static const char *const words[] = {
		[PHRASE_FOUND] = "found",
		[PHRASE_SEVERAL] = "severalTimes",
		[PHRASE_OTHER_HEADING] = "underAnotherHeading",
		[PHRASE_OTHER_SECTION] = "inAnotherSection",
		[PHRASE_MISSING] = "missing",
		[PHRASE_NONE] = "noPhrase",
	};
	return words[status];
}

const char *text_owners(const struct text_report *r, uint32_t section)
{
	struct text t = {.a = r->a};
	for (uint32_t i = 0; i < r->v.claimed[section].n; i++) {
		const struct service *s = &r->m->services.at[r->v.claimed[section].at[i]];
		text_printf(&t, "%s%s", i ? "; " : "", s->title ? s->title : s->text);
	}
	return t.n ? text_c(&t) : NULL;
}

uint32_t text_percent(uint32_t part, uint32_t of)
{
	return of ? (uint32_t)((uint64_t)part * 100 / of) : 100;
}

/* ---- the terminal --------------------------------------------------------------------------------------- */

/* columns of a row: 80 together */
#define TITLES 37
#define HEADINGS 10
#define SENTENCES 16

struct terminal {
	struct text *t;
	const struct text_report *r;
	bool colour;
};

static void put_padded(struct terminal *p, const char *s, size_t columns)
{
	size_t n = 0, width = 0;
	for (int32_t cp; s[n];) {
		size_t step = utf8_step(s + n, strlen(s + n), &cp);
		step = step ? step : 1;
		size_t more = utf8_width(s + n, step);
		if (width + more > columns - 1)
			break;
		n += step;
		width += more;
	}
	text_add(p->t, s, n);
	if (s[n])
		text_puts(p->t, "\xE2\x80\xA6");
	for (width += s[n] != 0; width < columns; width++)
		text_putc(p->t, ' ');
}

static void put_right(struct terminal *p, const char *s, size_t columns)
{
	for (size_t n = utf8_width(s, strlen(s)); n < columns; n++)
		text_putc(p->t, ' ');
	text_puts(p->t, s);
}

/* "11/14  78 %", to the right of its column. */
static void put_part(struct terminal *p, uint32_t part, uint32_t of, size_t columns)
{
	const char *text = !of ? "-"
	                 : columns < 12
	                     ? arena_printf(p->r->a, "%" PRIu32 "/%" PRIu32, part, of)
	                     : arena_printf(p->r->a, "%" PRIu32 "/%" PRIu32 " %3" PRIu32 " %%", part,
	                                    of, text_percent(part, of));
	put_right(p, text, columns);
}

static void put_row(struct terminal *p, const char *title, const struct cover_count *n,
                    bool claimed)
{
	bool all = n->normative_covered == n->normative;
	if (p->colour)
		text_printf(p->t, "\x1b[%sm", all ? "32" : claimed ? "33" : "2");
	put_padded(p, title, TITLES);
	put_part(p, n->headings_covered, n->headings, HEADINGS);
	put_part(p, n->normative_covered, n->normative, SENTENCES);
	put_part(p, n->normative_decided, n->normative, SENTENCES);
	if (p->colour)
		text_puts(p->t, "\x1b[0m");
	text_putc(p->t, '\n');
}

static void put_table(struct terminal *p)
{
	const struct text_report *r = p->r;
	put_padded(p, text_say(r, "afsnit i teksten", "section of the text"), TITLES);
	put_right(p, text_say(r, "rubrikker", "headings"), HEADINGS);
	put_right(p, text_say(r, "regelsætninger", "rule sentences"), SENTENCES);
	put_right(p, text_say(r, "heraf afgjort", "decided"), SENTENCES);
	text_putc(p->t, '\n');
	for (uint32_t i = 0; i < r->d->sections.n; i++) {
		const char *title = r->d->sections.at[i].title;
		put_row(p, *title ? title : text_say(r, "(indledning)", "(preface)"), &r->v.sections[i],
		        r->v.claimed[i].n > 0);
	}
	put_row(p, text_say(r, "i alt", "in all"), &r->v.total, true);
}

static void put_closing(struct terminal *p)
{
	const struct text_report *r = p->r;
	const struct cover_count *n = &r->v.total;
	text_putc(p->t, '\n');
	if (!n->citations)
		text_printf(p->t, "%s: %s\n", r->d->source->path,
		            text_say(r, "ingen regel henviser til teksten", "no rule cites the text"));
	else
		text_printf(p->t, "%s: %" PRIu32 " %s, %" PRIu32 " %s (%" PRIu32 " %%)\n",
		            r->d->source->path, n->citations, text_say(r, "henvisninger", "citations"),
		            n->found, text_say(r, "fundet på stedet", "found in their place"),
		            text_percent(n->found, n->citations));
	text_puts(
		p->t,
		text_say(
			r,
			"Tallene er: henvist til / i alt. En regelsætning har et tal eller et regelord\n"
			"(skal, kan, højst); afgjort: en regel, der er mere end tekst, henviser til den.\n",
			"The figures are: cited / in all. A rule sentence has a figure or a normative\n"
			"word (skal, kan, højst); decided: a rule that is more than text cites it.\n"));
}

void text_show_terminal(struct text *t, const struct text_report *r, bool colour)
{
	struct terminal p = {t, r, colour};
	if (t->n)
		text_putc(t, '\n');
	put_table(&p);
	put_closing(&p);
}
