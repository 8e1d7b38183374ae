/* SPDX-License-Identifier: MIT
 *
 * Where sections begin. Titles are compared by their letters and digits, since a table of contents has other commas
 * than the title it lists.
 */
#include "text/document_part.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define TITLE_MOST 300 /* bytes */
#define TITLE_LINES 4
#define CONTENTS_LEAST 3 /* lines of a table of contents */

/* Letters and digits, in lower case. */
static struct str key_of(struct arena *a, struct str s)
{
	struct text t = {.a = a};
	for (size_t i = 0; i < s.n; i++)
		if (fold_is_word(s.p[i]))
			text_putc(&t, fold_lower(s, i));
	return (struct str){t.n ? t.p : "", t.n};
}

struct known {
	struct str key;
	uint32_t next; /* with the same first byte; NONE */
};

struct titles {
	struct reading *r;
	VEC(struct known) known;
	uint32_t first[256];
	bool *contents; /* by mark: a line of the table of contents */
	struct map seen;
};

static void know(struct titles *t, struct str title)
{
	struct str key = key_of(t->r->scratch, title);
	uint32_t i;
	if (!key.n || map_get(&t->seen, hash_bytes(key.p, key.n), &i))
		return;
	uint32_t *first = &t->first[(unsigned char)key.p[0]];
	struct known known = {key, *first};
	*first = t->known.n;
	map_put(&t->seen, hash_bytes(key.p, key.n), t->known.n);
	vec_push(t->r->scratch, &t->known, known);
}

/* ---- lines ---------------------------------------------------------------------------------------------- */

static bool begins_line(const struct document *d, uint32_t mark)
{
	return d->folded.marks.at[mark].begin & FOLD_LINE;
}

uint32_t line_end(const struct document *d, uint32_t mark)
{
	uint32_t i = mark + 1;
	while (i < d->folded.marks.n && !begins_line(d, i))
		i++;
	uint32_t end = i < d->folded.marks.n ? d->folded.marks.at[i].at : (uint32_t)d->folded.text.n;
	while (end > d->folded.marks.at[mark].at &&
	       (d->folded.text.p[end - 1] == ' ' || d->folded.text.p[end - 1] == FOLD_GAP))
		end--;
	return end;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "Ledsagelse … 12": where the title ends; 0: no line of a table of contents. */
static uint32_t listed_end(const struct document *d, uint32_t mark)
{
	uint32_t lo = d->folded.marks.at[mark].at, hi = line_end(d, mark), at = hi;
	const char *p = d->folded.text.p;
	while (at > lo && is_digit(p[at - 1]))
		at--;
	if (at == hi || hi - at > 4)
		return 0;
	bool column = fold_begins(&d->folded, at) & FOLD_CELL;
	uint32_t end = at, dots = 0;
	while (end > lo && strchr(". _", p[end - 1]))
		dots += p[--end] != ' ';
	return end > lo && (column || dots > 1) ? end : 0;
}

static void read_contents(struct titles *t)
{
	struct document *d = t->r->d;
	uint32_t count = 0;
	for (uint32_t i = 0; i < d->folded.marks.n; i++) {
		t->contents[i] = begins_line(d, i) && listed_end(d, i);
		count += t->contents[i];
	}
	for (uint32_t i = 0; i < d->folded.marks.n; i++) {
		t->contents[i] &= count >= CONTENTS_LEAST;
		if (!t->contents[i])
			continue;
		uint32_t lo = d->folded.marks.at[i].at;
		know(t, (struct str){d->folded.text.p + lo, listed_end(d, i) - lo});
		d->contents = d->contents_hi ? d->contents : lo;
		d->contents_hi = line_end(d, i);
	}
}

/* ---- candidates ----------------------------------------------------------------------------------------- */

static bool heads(const struct reading *r, uint32_t at)
{
	struct heading_found found;
	return heading_at(&r->d->folded, at, r->hints ? r->hints->headings : NULL, &found);
}

/* A heading stands right behind the title, or behind one short paragraph. */
static bool is_headed(const struct reading *r, uint32_t hi)
{
	const struct document *d = r->d;
	uint32_t lo = 0, n = d->folded.marks.n, lines = 0;
	for (uint32_t up = n; lo < up;) {
		uint32_t middle = lo + (up - lo) / 2;
		if (d->folded.marks.at[middle].at < hi)
			lo = middle + 1;
		else
			up = middle;
	}
	for (uint32_t i = lo; i < n && lines < 3; i++) {
		if (!begins_line(d, i))
			continue;
		lines++;
		if (heads(r, d->folded.marks.at[i].at))
			return true;
	}
	return false;
}

static void add_title(struct reading *r, uint32_t lo, uint32_t hi, bool headed)
{
	vec_push(r->scratch, &r->titles, ((struct title_at){lo, hi, headed}));
}

/* The letters of the key, in order, whatever stands between them; their end, or 0. */
static uint32_t match_key(const struct document *d, uint32_t at, struct str key)
{
	struct str t = d->folded.text;
	size_t k = 0;
	while (at < t.n && k < key.n) {
		if (fold_is_word(t.p[at]) && fold_lower(t, at) != key.p[k++])
			return 0;
		at++;
	}
	return k == key.n && (at >= t.n || !fold_is_word(t.p[at])) ? at : 0;
}

/* Behind a title there is nothing on its line but signs, or the paragraph of law. */
static uint32_t title_end(const struct document *d, uint32_t at)
{
	struct str t = d->folded.text;
	uint32_t i = at;
	bool law = false;
	for (; i < t.n && !(fold_begins(&d->folded, i) & (FOLD_LINE | FOLD_BLANK)); i++) {
		law |= (unsigned char)t.p[i] == 0xC2 && i + 1 < t.n && (unsigned char)t.p[i + 1] == 0xA7;
		if (fold_is_word(t.p[i]) && !law && i - at > 8) /* ", efter § 90" */
			return 0;
		if (i - at > TITLE_MOST)
			return 0;
	}
	bool words = false;
	for (uint32_t k = at; k < i && !law; k++)
		words |= fold_is_word(t.p[k]);
	while (i > at && strchr(" \2", t.p[i - 1]))
		i--;
	return words ? 0 : i;
}

static uint32_t line_before(const struct document *d, uint32_t mark)
{
	while (mark > 0 && !begins_line(d, --mark))
		;
	return mark;
}

/* A title given with the paragraph under "Lovbestemmelse", which tells two of the same name apart: that is a heading. */
static uint32_t before_heading(const struct reading *r, uint32_t mark, uint32_t hi)
{
	const struct document *d = r->d;
	for (uint32_t i = mark + 1; i < d->folded.marks.n && d->folded.marks.at[i].at < hi; i++)
		if (begins_line(d, i) && heads(r, d->folded.marks.at[i].at))
			return line_end(d, line_before(d, i));
	return hi;
}

static void find_known(struct titles *t)
{
	const struct document *d = t->r->d;
	for (uint32_t i = 0; i < d->folded.marks.n; i++) {
		uint32_t at = d->folded.marks.at[i].at, best = 0;
		if (!begins_line(d, i) || t->contents[i])
			continue;
		unsigned char first = (unsigned char)fold_lower(d->folded.text, at);
		for (uint32_t k = t->first[first]; k != NONE; k = t->known.at[k].next) {
			uint32_t end = match_key(d, at, t->known.at[k].key);
			end = end ? title_end(d, end) : 0;
			best = end > best ? end : best;
		}
		if (best)
			add_title(t->r, at, before_heading(t->r, i, best), is_headed(t->r, best));
	}
}

/* ---- titles that nobody knew ---------------------------------------------------------------------------- */

static bool begins_small(const struct document *d, uint32_t mark)
{
	uint32_t at = d->folded.marks.at[mark].at;
	return fold_is_word(d->folded.text.p[at]) && !fold_is_capital(d->folded.text, at) &&
	       !is_digit(d->folded.text.p[at]);
}

/* The first line of the paragraph that ends at the line; where it has no clear beginning, of the sentence. */
static uint32_t paragraph_start(const struct document *d, uint32_t last)
{
	uint32_t i = last, lines = 1;
	while (i > 0 && lines < TITLE_LINES &&
	       !(d->folded.marks.at[i].begin & (FOLD_BLANK | FOLD_PAGE))) {
		i = line_before(d, i);
		lines++;
	}
	if (d->folded.marks.at[i].begin & (FOLD_BLANK | FOLD_PAGE))
		return i;
	for (i = last; i > 0 && begins_small(d, i);)
		i = line_before(d, i);
	return i;
}

/* What stands before "Lovbestemmelse" or "Formål" is a title, unless it is a heading itself or a sentence. */
static void find_before(struct titles *t, uint32_t mark, enum heading_kind kind)
{
	const struct document *d = t->r->d;
	uint32_t last = line_before(d, mark);
	if (mark == 0 || last == mark || t->contents[last])
		return;
	uint32_t first = paragraph_start(d, last), lo = d->folded.marks.at[first].at;
	if (heads(t->r, lo)) {
		for (first = last; first > 0 && begins_small(d, first);)
			first = line_before(d, first);
		lo = d->folded.marks.at[first].at;
	}
	uint32_t hi = line_end(d, last);
	char end = d->folded.text.p[hi - 1];
	bool sentence = strchr(".:;?!>", end) && (kind != HEADING_LAW || end != '.');
	if (hi <= lo || hi - lo > TITLE_MOST || sentence || heads(t->r, lo) || begins_small(d, first) ||
	    (d->folded.marks.at[first].begin & FOLD_BULLET))
		return;
	add_title(t->r, lo, hi, true);
}

static void find_unknown(struct titles *t)
{
	const struct document *d = t->r->d;
	bool law = false; /* the section has its "Lovbestemmelse" */
	for (uint32_t i = 0; i < d->folded.marks.n; i++) {
		struct heading_found found;
		if (!begins_line(d, i) || t->contents[i] ||
		    !heading_at(&d->folded, d->folded.marks.at[i].at, NULL, &found))
			continue;
		if (found.kind == HEADING_LAW || (found.kind == HEADING_PURPOSE && !law))
			find_before(t, i, found.kind);
		law = found.kind == HEADING_LAW || (law && found.kind != HEADING_PURPOSE);
	}
}

/* ---- all of them ---------------------------------------------------------------------------------------- */

/* In order of place; of two at one place the longer first. */
static int by_place(const void *a, const void *b)
{
	const struct title_at *x = a, *y = b;
	if (x->lo != y->lo)
		return x->lo < y->lo ? -1 : 1;
	return x->hi > y->hi ? -1 : x->hi < y->hi;
}

/* One of the same words has headings, and this one has none: it only mentions the section. */
static void drop_mentions(struct reading *r)
{
	struct map headed = {.a = r->scratch};
	uint32_t n = 0, known;
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < r->titles.n; i++) {
			const struct title_at *x = &r->titles.at[i];
			struct str key = key_of(r->scratch,
			                        (struct str){r->d->folded.text.p + x->lo, x->hi - x->lo});
			uint64_t hash = hash_bytes(key.p, key.n);
			if (pass == 0 && x->headed)
				map_put(&headed, hash, i);
			if (pass == 1 && (x->headed || !map_get(&headed, hash, &known)) &&
			    (n == 0 || x->lo >= r->titles.at[n - 1].hi))
				r->titles.at[n++] = *x;
		}
	r->titles.n = n;
}

void find_titles(struct reading *r)
{
	struct titles *t = arena_new(r->scratch, struct titles);
	t->r = r;
	t->seen.a = r->scratch;
	t->contents = arena_array(r->scratch, bool, r->d->folded.marks.n + 1);
	for (int i = 0; i < 256; i++)
		t->first[i] = NONE;
	for (uint32_t i = 0; r->hints && r->hints->titles && i < r->hints->titles->n; i++)
		know(t, r->hints->titles->at[i]);
	read_contents(t);
	find_known(t);
	find_unknown(t);
	if (r->titles.n)
		qsort(r->titles.at, r->titles.n, sizeof *r->titles.at, by_place);
	drop_mentions(r);
}
