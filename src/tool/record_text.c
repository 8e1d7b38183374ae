/* SPDX-License-Identifier: MIT
 *
 * Answers for people, 80 columns. A service that does not include the case is one line; headings whose answer is
 * open only because the scope is open say so in one line.
 */
#include "meaning/words.h"
#include "tool/record.h"

#include <inttypes.h>
#include <string.h>

#define COLUMNS 80
#define INDENT 18 /* where answers begin */
#define ROWS 8    /* of a table */

struct page {
	struct asking *q;
	struct text *t;
	struct arena *a;
	const char *questions; /* asked last: not repeated */
};

/* Words from column `at` on; further lines begin at `indent`. */
static void put_words(struct text *t, const char *s, size_t at, size_t indent)
{
	bool first = true;
	while (*s) {
		size_t n = utf8_word(s), width = utf8_width(s, n);
		if (!first && at + 1 + width > COLUMNS) {
			text_printf(t, "\n%*s", (int)indent, "");
			at = indent;
			first = true;
		}
		if (!first)
			text_putc(t, ' ');
		text_add(t, s, n);
		at += width + !first;
		first = false;
		s += n;
		s += strspn(s, " \n");
	}
	text_putc(t, '\n');
}

static void put_indented(const struct page *p, size_t indent, const char *s)
{
	text_printf(p->t, "%*s", (int)indent, "");
	put_words(p->t, s, indent, indent + 2);
}

static const char *speaker_text(const struct page *p, const struct speaker *x)
{
	struct text t = {.a = p->a};
	if (x->path)
		text_printf(&t, "%s:%" PRIu32, x->path, x->line);
	if (x->source)
		text_printf(&t, ", \"%s\"", x->source);
	if (x->reason)
		text_printf(&t, ", %s %s", say(p->q->s, "fordi", "because"), x->reason);
	return text_c(&t);
}

/* "Bor barnet hjemme? (hjemmeboende)": in its own words where it has any, and who can answer. */
static void put_question(const struct page *p, struct text *t, uint32_t input)
{
	const struct input *in = &p->q->m->inputs.at[input];
	const char *who = in->kind == INPUT_UNCLEAR ? NULL : record_asked(p->q, input, p->a);
	bool asks = in->question && !in->tie;
	text_puts(t, asks ? in->question : in->text);
	if (asks || who)
		text_printf(t, " (%s%s%s)", asks ? in->text : "", asks && who ? ", " : "", who ? who : "");
}

/* The questions of a reply: those somebody can answer, or the readings that only the council can settle. */
static const char *questions_text(const struct page *p, const struct reply *r, bool readings)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < r->questions.n; i++) {
		uint32_t input = r->questions.at[i];
		if ((p->q->m->inputs.at[input].kind == INPUT_UNCLEAR) != readings)
			continue;
		text_puts(&t, t.n ? ", " : "");
		put_question(p, &t, input);
	}
	return text_c(&t);
}

static void put_questions(struct page *p, const struct reply *r)
{
	const char *asked = questions_text(p, r, false), *open = questions_text(p, r, true);
	bool again = p->questions && strcmp(p->questions, asked) == 0;
	p->questions = asked;
	if (*asked)
		put_indented(p, INDENT,
		             arena_printf(p->a, "%s %s", say(p->q->s, "spørg:", "ask:"),
		                          again ? say(p->q->s, "det samme", "the same") : asked));
	if (*open)
		put_indented(p, INDENT,
		             arena_printf(p->a, "%s %s",
		                          say(p->q->s, "kun kommunalbestyrelsen kan afklare:",
		                              "only the council can settle:"),
		                          open));
}

static bool is_aside(const struct reply_row *row)
{
	return !row->formula && (row->plain.kind == PLAIN_OUTSIDE || row->plain.kind == PLAIN_ABSENT);
}

static bool all_aside(const struct reply *r)
{
	for (uint32_t i = 0; i < r->rows.n; i++)
		if (!is_aside(&r->rows.at[i]))
			return false;
	return r->rows.n > 0;
}

/* Rows that are outside or say nothing are one row at the end, unless they are all there is. */
static void put_table(const struct page *p, const struct reply *r)
{
	uint32_t shown = 0, rows = 0, aside = NONE;
	bool all = all_aside(r);
	for (uint32_t i = 0; i < r->rows.n; i++) {
		const struct reply_row *row = &r->rows.at[i];
		struct text t = {.a = p->a};
		bool hidden = is_aside(row) && !all;
		aside = hidden && aside == NONE ? i : aside;
		rows += !hidden;
		if (hidden || shown == ROWS)
			continue;
		shown++;
		for (uint32_t k = 0; k < row->cells.n; k++)
			text_printf(&t, "%s%s", k ? ", " : "", asking_cell(p->q, &row->cells.at[k], p->a));
		text_printf(&t, " → %s", asking_row(p->q, r->slot, row, p->a));
		put_indented(p, INDENT, text_c(&t));
	}
	if (rows > shown || r->more_rows)
		put_indented(p, INDENT, say(p->q->s, "... flere rækker", "... further rows"));
	if (aside != NONE)
		put_indented(p, INDENT,
		             arena_printf(p->a, "%s → %s", say(p->q->s, "ellers", "otherwise"),
		                          r->rows.at[aside].plain.kind == PLAIN_OUTSIDE
		                              ? say(p->q->s, "udenfor", "outside")
		                              : say(p->q->s, "intet", "nothing")));
}

static void put_open(struct page *p, const struct slot_record *x)
{
	if (x->r.has_main_rule)
		put_indented(p, INDENT,
		             arena_printf(p->a, "%s: %s", say(p->q->s, "hovedregel", "main rule"),
		                          words_plain(p->a, p->q->m, x->r.slot, &x->r.main_rule)));
	if (!x->if_inside)
		put_table(p, &x->r);
	put_questions(p, &x->r);
}

/* What stands on the first line of an answer. */
static const char *first_words(const struct page *p, const struct slot_record *x)
{
	if (x->if_inside)
		return arena_printf(p->a, "%s (%s)", x->if_inside,
		                    say(p->q->s, "hvis sagen er omfattet", "if the case is covered"));
	if (x->r.kind == REPLY_UNDETERMINED && x->r.rows.n)
		return say(p->q->s, "ubestemt", "undetermined");
	if (x->r.kind == REPLY_UNCLEAR)
		return say(p->q->s, "uklart: teksten kan læses på flere måder",
		           "unclear: the text can be read in several ways");
	return x->words;
}

static void put_slot(struct page *p, const char *heading, const struct slot_record *x)
{
	size_t width = 2 + utf8_width(heading, strlen(heading));
	text_printf(p->t, "  %s", heading);
	if (width >= INDENT) {
		text_putc(p->t, '\n');
		width = 0;
	}
	text_printf(p->t, "%*s", (int)(INDENT - width), "");
	put_words(p->t, first_words(p, x), INDENT, INDENT + 2);
	for (uint32_t i = 0; i < x->speakers.n; i++)
		put_indented(p, INDENT, arena_printf(p->a, "(%s)", speaker_text(p, &x->speakers.at[i])));
	if (x->because)
		put_indented(p, INDENT, arena_printf(p->a, "%s (%s)", x->because, speaker_text(p, &x->at)));
	if (x->r.kind == REPLY_UNDETERMINED || x->r.kind == REPLY_UNCLEAR)
		put_open(p, x);
	else if (x->r.has_main_rule)
		put_indented(p, INDENT,
		             arena_printf(p->a, "%s: %s", say(p->q->s, "hovedregel", "main rule"),
		                          words_plain(p->a, p->q->m, x->r.slot, &x->r.main_rule)));
	for (uint32_t i = 0; i < x->remarks.n; i++)
		put_indented(p, INDENT, x->remarks.at[i]);
}

/* Outside, although not always for the same reason or with the same referral. */
static bool is_outside(const struct slot_record *x)
{
	bool outside = x->r.kind == REPLY_OUTSIDE ||
	               (x->r.kind == REPLY_UNDETERMINED && all_aside(&x->r));
	for (uint32_t i = 0; i < x->r.rows.n; i++)
		outside &= x->r.rows.at[i].plain.kind == PLAIN_OUTSIDE;
	return outside && !x->remarks.n;
}

/* All that is open is whether the case is outside or nothing is said. */
static bool is_empty(const struct slot_record *x)
{
	return (x->r.kind == REPLY_UNDETERMINED || x->r.kind == REPLY_UNCLEAR) && all_aside(&x->r) &&
	       !x->remarks.n && !is_outside(x);
}

/* Why the service is not for this case: the first of its answers that says so. */
static void put_shut(struct page *p, const struct service_record *s)
{
	for (uint32_t i = 0; i < s->headings.n; i++) {
		for (uint32_t k = 0; k < s->headings.at[i].slots.n; k++) {
			const struct slot_record *x = &s->headings.at[i].slots.at[k];
			if (!is_outside(x))
				continue;
			put_slot(p, say(p->q->s, "omfattet", "covered"), x);
			return;
		}
	}
}

static void put_service(struct page *p, const struct service_record *s)
{
	const struct service *service = &p->q->m->services.at[s->service];
	const char *open = s->basis ? " (" : "", *basis = s->basis ? s->basis : "";
	const char *title = service->title ? service->title : service->text;
	p->questions = NULL;
	text_putc(p->t, '\n');
	put_words(p->t, arena_printf(p->a, "%s%s%s%s", title, open, basis, s->basis ? ")" : ""), 0, 4);
	if (s->inside == TRUTH_NO)
		put_shut(p, s);
	for (uint32_t i = 0; i < s->headings.n; i++) {
		const struct heading_record *h = &s->headings.at[i];
		const char *name = p->q->m->headings.at[h->heading].text;
		for (uint32_t k = 0; k < h->slots.n; k++) {
			const struct slot_record *x = &h->slots.at[k];
			if (is_empty(x) || (s->inside == TRUTH_NO && is_outside(x)))
				continue;
			put_slot(p, name, x);
			name = "";
		}
	}
	if (s->open && record_assessment(p->q))
		put_indented(p, 2, record_assessment(p->q));
}

void record_text(struct asking *q, const struct record *r, span place)
{
	struct page p = {.q = q, .t = &q->s->out, .a = &q->passing};
	struct speaker at = record_place(q, place);
	put_words(p.t,
	          arena_printf(p.a, "%s%s%s: %s", say(q->s, "Sag", "Case"), at.path ? " " : "",
	                       at.path ? speaker_text(&p, &at) : "", r->person),
	          0, 4);
	if (!r->possible)
		put_indented(&p, 2,
		             say(q->s, "Oplysningerne modsiger hinanden; der er intet svar.",
		                 "The inputs contradict each other; there is no answer."));
	for (uint32_t i = 0; i < r->services.n; i++)
		put_service(&p, &r->services.at[i]);
	if (r->duties.n)
		text_putc(p.t, '\n');
	for (uint32_t i = 0; i < r->duties.n; i++)
		put_words(p.t, r->duties.at[i], 0, 4);
	text_putc(p.t, '\n');
	put_words(p.t, record_stamp(q), 0, 4);
}
