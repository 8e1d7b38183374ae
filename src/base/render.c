/* SPDX-License-Identifier: MIT
 *
 * Findings as text for people. A source line is shown in three pieces, before, under and after the place: each is
 * first made safe (tabs as four spaces, what cannot be seen as <U+200B>), then measured, then clipped; the
 * underline is as long as the middle piece is wide.
 */
#include "base/render.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include <utf8proc.h>

#define COLUMNS 80
#define BYTES_BEFORE 160 /* of a long line, this much is looked at around the place */
#define BYTES_AFTER 320

/* What one rendering needs everywhere. */
struct page {
	struct text *t;
	const struct diags *d;
	const struct sources *s;
	bool colour;
	uint32_t gutter; /* columns of the line numbers of this finding */
};

static const char *say(const struct page *p, const char *danish, const char *english)
{
	return p->d->lang == LANG_DA ? danish : english;
}

const char *render_code(struct arena *a, enum diag_code code)
{
	return arena_printf(a, "N%04u", (unsigned)code);
}

/* True for what has no picture of its own: controls, format characters, unassigned and private ones. */
static bool is_unseen(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);
	return c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF || c == UTF8PROC_CATEGORY_CS ||
	       c == UTF8PROC_CATEGORY_CO || c == UTF8PROC_CATEGORY_CN || c == UTF8PROC_CATEGORY_ZL ||
	       c == UTF8PROC_CATEGORY_ZP;
}

struct str render_safe(struct arena *a, struct str s)
{
	struct text t = {.a = a};
	for (size_t i = 0; i < s.n;) {
		int32_t cp = 0;
		size_t step = utf8_step(s.p + i, s.n - i, &cp);
		if (!step)
			text_printf(&t, "<0x%02X>", (unsigned)(unsigned char)s.p[i]);
		else if (cp == '\t')
			text_puts(&t, "    ");
		else if (is_unseen(cp))
			text_printf(&t, "<U+%04" PRIX32 ">", (uint32_t)cp);
		else
			text_add(&t, s.p + i, step);
		i += step ? step : 1;
	}
	const char *p = text_c(&t);
	return (struct str){p, t.n};
}

static size_t width(struct str s)
{
	return utf8_width(s.p, s.n);
}

static void repeat(struct text *t, char c, size_t n)
{
	while (n--)
		text_putc(t, c);
}

static void paint(const struct page *p, const char *sequence)
{
	if (p->colour)
		text_printf(p->t, "\x1b[%sm", sequence);
}

static const char *shade(enum severity severity)
{
	static const char *const shades[] = {"1;36", "1;33", "1;31"};
	return shades[severity];
}

static void new_line(const struct page *p, size_t indent)
{
	text_putc(p->t, '\n');
	repeat(p->t, ' ', indent);
}

/* Words of s, from column `at` on, wrapped to column `indent`; line ends in s stay, with what they indent. */
static void put_wrapped(const struct page *p, const char *s, size_t at, size_t indent)
{
	for (bool first = true; *s; first = false) {
		if (*s == '\n') {
			new_line(p, indent);
			at = indent;
			first = true;
			s++;
		}
		size_t blank = strspn(s, " "), n = utf8_word(s + blank);
		struct str word = render_safe(p->t->a, (struct str){s + blank, n});
		size_t gap = first ? blank : n != 0;
		if (!first && n && at + gap + width(word) > COLUMNS) {
			new_line(p, indent);
			at = indent;
			gap = 0;
		}
		repeat(p->t, ' ', gap);
		text_add(p->t, word.p, word.n);
		at += gap + width(word);
		s += blank + n;
	}
	text_putc(p->t, '\n');
}

/* "   = label: text"; what does not fit beside a long label begins below it. */
static void put_remark(const struct page *p, const char *label, const char *text)
{
	repeat(p->t, ' ', p->gutter + 1);
	paint(p, "1;34");
	text_puts(p->t, "= ");
	paint(p, "0");
	text_printf(p->t, "%s:", label);
	size_t at = p->gutter + 3 + utf8_width(label, strlen(label)) + 2;
	size_t indent = at < COLUMNS / 3 ? at : p->gutter + 5;
	if (at + utf8_width(text, utf8_word(text)) > COLUMNS) {
		new_line(p, indent);
		at = indent;
	} else {
		text_putc(p->t, ' ');
	}
	put_wrapped(p, text, at, indent);
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
}

/* Without its first code point and the marks on it. */
static struct str drop_first(struct str s)
{
	int32_t cp = 0;
	size_t step = utf8_step(s.p, s.n, &cp);
	do {
		assert(step > 0);
		s.p += step;
		s.n -= step;
		step = utf8_step(s.p, s.n, &cp);
	} while (step && is_mark(cp));
	return s;
}

static struct str drop_last(struct str s)
{
	do
		s.n--;
	while (s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80);
	return s;
}

/* The right end of s, at most `columns` wide, with an ellipsis where something is left out. */
static struct str clip_left(struct arena *a, struct str s, size_t columns, bool cut)
{
	if (!cut && width(s) <= columns)
		return s;
	while (s.n && width(s) + 1 > columns)
		s = drop_first(s);
	return str_of(arena_printf(a, "…%.*s", (int)s.n, s.p));
}

static struct str clip_right(struct arena *a, struct str s, size_t columns, bool cut)
{
	if (!cut && width(s) <= columns)
		return s;
	while (s.n && width(s) + 1 > columns)
		s = drop_last(s);
	return str_of(arena_printf(a, "%.*s…", (int)s.n, s.p));
}

/* The line in three pieces, safe and clipped to the page. */
struct strip {
	struct str before, under, after;
};

static bool is_inside_letter(const char *p, size_t n)
{
	int32_t cp = 0;
	size_t step = utf8_step(p, n, &cp);
	return step ? is_mark(cp) : n && ((unsigned char)*p & 0xc0) == 0x80;
}

static struct strip cut_line(const struct page *p, struct str line, size_t lo, size_t hi)
{
	struct arena *a = p->t->a;
	hi = hi < line.n ? hi : line.n;
	while (lo > 0 && is_inside_letter(line.p + lo, line.n - lo))
		lo--;
	while (hi < line.n && is_inside_letter(line.p + hi, line.n - hi))
		hi++;
	size_t from = lo > BYTES_BEFORE ? lo - BYTES_BEFORE : 0;
	size_t to = line.n - lo > BYTES_AFTER ? lo + BYTES_AFTER : line.n;
	while (from < lo && from > 0 && is_inside_letter(line.p + from, line.n - from))
		from++;
	while (to > lo && to < line.n && is_inside_letter(line.p + to, line.n - to))
		to--;
	bool under_cut = hi > to;
	hi = under_cut ? to : hi;
	struct strip s = {
		.before = render_safe(a, (struct str){line.p + from, lo - from}),
		.under = render_safe(a, (struct str){line.p + lo, hi - lo}),
		.after = render_safe(a, (struct str){line.p + hi, to - hi}),
	};
	size_t room = COLUMNS - p->gutter - 3, after = width(s.after);
	bool wide = width(s.before) + width(s.under) + after > room;
	if (from == 0 && to == line.n && !wide)
		return s;
	s.under = clip_right(a, s.under, room - 2, under_cut);
	size_t rest = room - width(s.under);
	size_t left = after < rest / 2 ? rest - after : (rest + 1) / 2;
	s.before = clip_left(a, s.before, left, from > 0);
	bool after_cut = to < line.n && !under_cut;
	s.after = clip_right(a, s.after, rest - width(s.before), after_cut);
	return s;
}

static void put_gutter(const struct page *p, uint32_t line)
{
	paint(p, "1;34");
	if (line)
		text_printf(p->t, "%*" PRIu32 " |", (int)p->gutter, line);
	else
		text_printf(p->t, "%*s |", (int)p->gutter, "");
	paint(p, "0");
}

/* The first line of the span and the line under it. */
static void put_line(const struct page *p, span at, char mark, const char *sequence)
{
	struct place from = source_place(p->s, at.lo), to = source_end(p->s, at);
	assert(from.file && to.file == from.file);
	struct str line = source_line(from.file, from.line);
	size_t start = from.byte - from.file->lines.at[from.line - 1];
	start = start < line.n ? start : line.n;
	size_t end = to.line > from.line ? line.n : start + (to.byte - from.byte);
	struct strip s = cut_line(p, line, start, end);
	put_gutter(p, from.line);
	if (s.before.n + s.under.n + s.after.n)
		text_putc(p->t, ' ');
	text_add(p->t, s.before.p, s.before.n);
	text_add(p->t, s.under.p, s.under.n);
	text_add(p->t, s.after.p, s.after.n);
	text_putc(p->t, '\n');
	put_gutter(p, 0);
	repeat(p->t, ' ', 1 + width(s.before));
	paint(p, sequence);
	repeat(p->t, mark, width(s.under) ? width(s.under) : 1);
	paint(p, "0");
	text_putc(p->t, '\n');
}

static const char *place_text(const struct page *p, span at)
{
	struct place place = source_place(p->s, at.lo);
	return arena_printf(p->t->a, "%s:%" PRIu32 ":%" PRIu32, place.file->path, place.line,
	                    place.column);
}

static void put_note(const struct page *p, const struct diag_note *note)
{
	if (!source_place(p->s, note->at.lo).file) {
		put_remark(p, say(p, "bemærk", "note"), note->text);
		return;
	}
	const char *label = say(p, "andet sted", "other place");
	struct str place = render_safe(p->t->a, str_of(place_text(p, note->at)));
	put_remark(p, arena_printf(p->t->a, "%s (%.*s)", label, (int)place.n, place.p), note->text);
	put_line(p, note->at, '-', "1;34");
}

/* crumb · law · #fingerprint, as far as they are known; NULL where none is. */
static const char *where_in_law(const struct page *p, const struct diag *x)
{
	const char *sign = x->fingerprint && *x->fingerprint != '#' ? "#" : "";
	const char *const part[] = {
		x->crumb,
		x->law,
		x->fingerprint ? arena_printf(p->t->a, "%s%s", sign, x->fingerprint) : NULL,
	};
	struct text t = {.a = p->t->a};
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (part[i])
			text_printf(&t, "%s%s", t.n ? " · " : "", part[i]);
	return t.n ? text_c(&t) : NULL;
}

static uint32_t digits(uint32_t n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

static uint32_t gutter_of(const struct page *p, const struct diag *x)
{
	uint32_t line = source_place(p->s, x->at.lo).line;
	for (uint32_t i = 0; i < x->notes.n; i++) {
		uint32_t other = source_place(p->s, x->notes.at[i].at.lo).line;
		line = other > line ? other : line;
	}
	return digits(line);
}

static const char *severity_text(const struct page *p, enum severity severity)
{
	static const char *const words[][2] = {
		[SEV_NOTE] = {"bemærkning", "note"},
		[SEV_WARNING] = {"advarsel", "warning"},
		[SEV_ERROR] = {"fejl", "error"},
	};
	return say(p, words[severity][0], words[severity][1]);
}

static void put_finding(struct page *p, const struct diag *x)
{
	struct arena *a = p->t->a;
	const char *head = arena_printf(a, "%s %s", severity_text(p, x->severity),
	                                render_code(a, x->code));
	p->gutter = gutter_of(p, x);
	paint(p, shade(x->severity));
	text_puts(p->t, head);
	paint(p, "0");
	text_puts(p->t, ": ");
	put_wrapped(p, x->text, utf8_width(head, strlen(head)) + 2, 4);
	if (source_place(p->s, x->at.lo).file) {
		struct str place = render_safe(a, str_of(place_text(p, x->at)));
		text_printf(p->t, "%*s--> %.*s\n", (int)p->gutter, "", (int)place.n, place.p);
		put_gutter(p, 0);
		text_putc(p->t, '\n');
		put_line(p, x->at, '^', shade(x->severity));
	}
	for (uint32_t i = 0; i < x->notes.n; i++)
		put_note(p, &x->notes.at[i]);
	if (where_in_law(p, x))
		put_remark(p, say(p, "sted", "place"), where_in_law(p, x));
	if (x->witness)
		put_remark(p, say(p, "fx", "e.g."), x->witness);
	if (x->help)
		put_remark(p, say(p, "gør", "do"), x->help);
	text_putc(p->t, '\n');
}

/* "accepteret N3101 x.niv:12:5: text" */
static void put_accepted(const struct page *p, const struct diag *x)
{
	struct arena *a = p->t->a;
	const char *place = source_place(p->s, x->at.lo).file ? place_text(p, x->at) : "-";
	put_wrapped(p,
	            arena_printf(a, "%s %s %s: %s", say(p, "accepteret", "accepted"),
	                         render_code(a, x->code), place, x->text),
	            0, 4);
}

static void put_count(const struct page *p, uint32_t n, const char *const words[4], bool *comma)
{
	if (!n)
		return;
	text_printf(p->t, "%s%" PRIu32 " ", *comma ? ", " : "", n);
	text_puts(p->t, say(p, words[n > 1], words[2 + (n > 1)]));
	*comma = true;
}

static void put_counts(const struct page *p, uint32_t accepted)
{
	static const char *const hidden[] = {"skjult", "skjulte", "hidden", "hidden"};
	static const char *const errors[] = {"fejl", "fejl", "error", "errors"};
	static const char *const warnings[] = {"advarsel", "advarsler", "warning", "warnings"};
	static const char *const notes[] = {"bemærkning", "bemærkninger", "note", "notes"};
	static const char *const others[] = {"accepteret", "accepterede", "accepted", "accepted"};
	bool comma = false;
	put_count(p, p->d->count[SEV_ERROR], errors, &comma);
	put_count(p, p->d->count[SEV_WARNING], warnings, &comma);
	put_count(p, p->d->count[SEV_NOTE], notes, &comma);
	put_count(p, accepted, others, &comma);
	put_count(p, p->d->hidden, hidden, &comma);
	text_putc(p->t, '\n');
}

void render_text(struct text *t, const struct diags *d, const struct sources *s, bool colour)
{
	struct page p = {.t = t, .d = d, .s = s, .colour = colour};
	uint32_t accepted = 0;
	if (d->list.n + d->hidden == 0)
		return;
	for (uint32_t i = 0; i < d->list.n; i++) {
		accepted += d->list.at[i]->accepted;
		if (!d->list.at[i]->accepted)
			put_finding(&p, d->list.at[i]);
	}
	for (uint32_t i = 0; i < d->list.n; i++)
		if (d->list.at[i]->accepted)
			put_accepted(&p, d->list.at[i]);
	put_counts(&p, accepted);
}
