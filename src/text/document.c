/* SPDX-License-Identifier: MIT
 *
 * Titles cut the text into sections, headings cut a section into bodies, and bodies are cut into sentences.
 */
#include "text/document_part.h"

#include <string.h>

/* ---- is it a text at all -------------------------------------------------------------------------------- */

static bool begins(struct str s, const char *with, size_t n)
{
	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static enum document_flaw container_flaw(struct str s)
{
	if (begins(s, "%PDF-", 5))
		return DOCUMENT_PDF;
	if (begins(s, "PK\3\4", 4))
		return DOCUMENT_ARCHIVE;
	if (begins(s, "\xD0\xCF\x11\xE0", 4))
		return DOCUMENT_OFFICE;
	if (begins(s, "{\\rtf", 5))
		return DOCUMENT_RTF;
	if (begins(s, "\xFF\xFE", 2) || begins(s, "\xFE\xFF", 2))
		return DOCUMENT_WIDE;
	return DOCUMENT_GOOD;
}

/* The bytes at i, which are no letter, are only the beginning of one. */
static bool is_cut(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];
	size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
	if (s.n - i >= need)
		return false;
	for (size_t k = i + 1; k < s.n; k++)
		if (((unsigned char)s.p[k] & 0xC0) != 0x80)
			return false;
	return need > 0;
}

enum document_flaw document_flaw(struct str text, uint32_t *line)
{
	enum document_flaw flaw = container_flaw(text);
	bool some = false;
	*line = 0;
	if (flaw != DOCUMENT_GOOD)
		return flaw;
	if (text.n > DOCUMENT_LIMIT)
		return DOCUMENT_TOO_LONG;
	*line = 1;
	for (size_t i = 0; i < text.n;) {
		int32_t cp = 0;
		size_t step = utf8_step(text.p + i, text.n - i, &cp);
		if (!step)
			return is_cut(text, i) ? DOCUMENT_CUT : DOCUMENT_LATIN;
		if (cp < ' ' && !strchr("\t\n\v\f\r\x1b", (int)cp))
			return DOCUMENT_BINARY;
		if (cp == 0)
			return DOCUMENT_BINARY;
		some |= fold_is_word(text.p[i]) && cp != 0xFEFF && cp != 0xA0;
		*line += cp == '\n';
		i += step;
	}
	*line = 0;
	return some ? DOCUMENT_GOOD : DOCUMENT_EMPTY;
}

/* ---- places --------------------------------------------------------------------------------------------- */

span document_span(const struct document *d, uint32_t lo, uint32_t hi)
{
	uint32_t from = fold_from(&d->folded, lo), to = fold_to(&d->folded, hi);
	return (span){d->source->base + from, d->source->base + (to > from ? to : from)};
}

uint32_t document_line(const struct document *d, uint32_t at)
{
	uint32_t byte = fold_from(&d->folded, at), lo = 0, hi = d->source->lines.n;
	while (hi - lo > 1) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (d->source->lines.at[middle] <= byte)
			lo = middle;
		else
			hi = middle;
	}
	return lo + 1;
}

const char *document_words(const struct document *d, uint32_t lo, uint32_t hi)
{
	return fold_words(d->a, &d->folded, lo, hi);
}

/* The last of n things that begin at or before the place; NONE. */
#define LAST_AT(list, at_place, result)                                                            \
	do {                                                                                           \
		uint32_t lo_ = 0, hi_ = (list).n;                                                          \
		while (lo_ < hi_) {                                                                        \
			uint32_t middle_ = lo_ + (hi_ - lo_) / 2;                                              \
			if ((list).at[middle_].lo <= (at_place))                                               \
				lo_ = middle_ + 1;                                                                 \
			else                                                                                   \
				hi_ = middle_;                                                                     \
		}                                                                                          \
		(result) = lo_ ? lo_ - 1 : NONE;                                                           \
	} while (0)

uint32_t document_section_at(const struct document *d, uint32_t at)
{
	uint32_t i;
	LAST_AT(d->sections, at, i);
	return i == NONE ? 0 : i;
}

uint32_t document_heading_at(const struct document *d, uint32_t at)
{
	uint32_t i;
	LAST_AT(d->headings, at, i);
	return i != NONE && at < d->headings.at[i].hi ? i : NONE;
}

uint32_t document_sentence_at(const struct document *d, uint32_t at)
{
	uint32_t i;
	LAST_AT(d->sentences, at, i);
	return i != NONE && at < d->sentences.at[i].hi ? i : NONE;
}

uint32_t document_sentence_in(const struct document *d, uint32_t lo, uint32_t hi)
{
	uint32_t i;
	LAST_AT(d->sentences, lo, i);
	if (i != NONE && lo < d->sentences.at[i].hi)
		return i;
	i = i == NONE ? 0 : i + 1;
	return i < d->sentences.n && d->sentences.at[i].lo < hi ? i : NONE;
}

/* ---- the law -------------------------------------------------------------------------------------------- */

static size_t find(const char *s, const char *what)
{
	const char *at = strstr(s, what);
	return at ? (size_t)(at - s) : SIZE_MAX;
}

/* Digits, and a letter behind a blank as in "126 a". */
static const char *number_at(struct arena *a, const char *s, const char **end)
{
	s += strspn(s, " .\xC2\xA0");
	size_t n = strspn(s, "0123456789");
	*end = s + n;
	if (!n)
		return NULL;
	bool letter = s[n] == ' ' && s[n + 1] >= 'a' && s[n + 1] <= 'z' &&
	              (s[n + 2] == 0 || strchr(" ,.;", s[n + 2])) && s[n + 1] != 'i';
	*end += letter ? 2 : 0;
	return arena_printf(a, "%.*s%s%.*s", (int)n, s, letter ? " " : "", letter ? 1 : 0, s + n + 1);
}

/* ", stk. 1" where that stands next; "" where it does not. */
static const char *part_at(struct arena *a, const char *word, const char **s)
{
	const char *at = *s + strspn(*s, " ,."), *end;
	size_t n = strlen(word);
	if (strncmp(at, word, n) != 0)
		return "";
	const char *number = number_at(a, at + n, &end);
	if (!number)
		return "";
	*s = end;
	return arena_printf(a, ", %s. %s", word, number);
}

const char *document_paragraph(struct arena *a, const char *words)
{
	size_t sign = find(words, "\xC2\xA7");
	if (sign == SIZE_MAX)
		return NULL;
	const char *s = words + sign;
	while (strncmp(s, "\xC2\xA7", 2) == 0)
		s += 2;
	const char *number = number_at(a, s, &s);
	if (!number)
		return NULL;
	const char *stk = part_at(a, "stk", &s);
	return arena_printf(a, "\xC2\xA7 %s%s%s", number, stk, part_at(a, "nr", &s));
}

/* ---- sections and headings ------------------------------------------------------------------------------ */

static void add_section(struct reading *r, uint32_t lo, uint32_t body, uint32_t hi, bool preface)
{
	struct document *d = r->d;
	struct doc_section x = {.lo = lo, .body = body, .hi = hi, .preface = preface};
	x.title = document_words(d, lo, body);
	vec_push(d->a, &d->sections, x);
}

/* The first line before the first title, unless it is a sentence. */
static uint32_t preface_title(const struct document *d, uint32_t hi)
{
	if (!d->folded.marks.n)
		return 0;
	uint32_t end = line_end(d, 0);
	end = end < hi ? end : hi;
	return end && !strchr(".:;,!?", d->folded.text.p[end - 1]) && end < 120 ? end : 0;
}

static void make_sections(struct reading *r)
{
	struct document *d = r->d;
	uint32_t n = (uint32_t)d->folded.text.n;
	uint32_t first = r->titles.n ? r->titles.at[0].lo : n;
	if (first > 0)
		add_section(r, 0, preface_title(d, first), first, true);
	for (uint32_t i = 0; i < r->titles.n; i++) {
		uint32_t hi = i + 1 < r->titles.n ? r->titles.at[i + 1].lo : n;
		add_section(r, r->titles.at[i].lo, r->titles.at[i].hi, hi, false);
	}
}

/* "barnets lov § 32, stk. 1 nr. 3": under the heading for it, else at the end of the title. */
static void read_law(struct document *d, struct doc_section *s)
{
	for (uint32_t i = 0; i < s->headings && !s->law; i++) {
		const struct doc_heading *h = &d->headings.at[s->first_heading + i];
		if (h->kind == HEADING_LAW && h->hi > h->body)
			s->law = document_words(d, h->body, h->hi);
	}
	const char *sign = s->law ? NULL : strstr(s->title, "\xC2\xA7");
	s->law = s->law ? s->law : sign;
	s->para = s->law ? document_paragraph(d->a, s->law) : NULL;
}

/* The preface has none, unless it is everything: it may list the others'. */
static void make_headings(struct reading *r)
{
	struct document *d = r->d;
	const str_list *further = r->hints ? r->hints->headings : NULL;
	uint32_t s = 0;
	for (uint32_t i = 0; i < d->folded.marks.n; i++) {
		uint32_t at = d->folded.marks.at[i].at;
		struct heading_found found;
		while (s + 1 < d->sections.n && at >= d->sections.at[s].hi)
			s++;
		bool before = d->sections.at[s].preface && d->sections.n > 1;
		if (!(d->folded.marks.at[i].begin & FOLD_LINE) || before || at < d->sections.at[s].body ||
		    !heading_at(&d->folded, at, further, &found))
			continue;
		struct doc_heading h = {
			found.kind, at, found.body, d->sections.at[s].hi, document_words(d, at, found.words),
			s};
		if (!d->sections.at[s].headings++)
			d->sections.at[s].first_heading = d->headings.n;
		else
			vec_last(&d->headings).hi = at;
		vec_push(d->a, &d->headings, h);
	}
	for (uint32_t i = 0; i < d->sections.n; i++)
		read_law(d, &d->sections.at[i]);
}

struct document *document_make(struct arena *a, const struct source *source,
                               const struct document_hints *hints)
{
	struct document *d = arena_new(a, struct document);
	struct arena scratch;
	arena_init(&scratch);
	d->a = a;
	d->source = source;
	d->folded = fold_text(a, (struct str){source->text, source->size});
	struct reading r = {.d = d, .hints = hints, .scratch = &scratch};
	find_titles(&r);
	make_sections(&r);
	make_headings(&r);
	split_sentences(d);
	arena_free(&scratch);
	return d;
}
