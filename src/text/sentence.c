/* SPDX-License-Identifier: MIT
 *
 * A sentence ends at its full stop, at a point of a list, and where a paragraph does: but a blank line in the midst of a
 * sentence was left by a page break.
 */
#include "text/document_part.h"

#include <string.h>

static const char *const abbreviations[] = {
#define ABBREVIATION(word) word,
#include "text/abbreviation.def"
#undef ABBREVIATION
};

/* The word that ends before `end` is an abbreviation, or a number of a list or a day. */
static bool is_abbreviated(struct str t, uint32_t lo, uint32_t end)
{
	uint32_t from = end;
	while (from > lo && (fold_is_word(t.p[from - 1]) || t.p[from - 1] == '.'))
		from--;
	struct str word = {t.p + from, end - from};
	bool digits = word.n > 0;
	for (size_t i = 0; i < word.n; i++)
		digits &= word.p[i] >= '0' && word.p[i] <= '9';
	if (digits && from == lo)
		return true; /* "1. Katalog om …" */
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
		size_t k = 0;
		struct str a = str_of(abbreviations[i]);
		while (k < a.n && k < word.n && fold_lower(word, k) == a.p[k])
			k++;
		if (k == a.n && k == word.n)
			return true;
	}
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == FOLD_GAP;
}

/* A full stop stands before the place, quotes and parentheses apart. */
static bool is_ended(struct str t, uint32_t lo, uint32_t at)
{
	while (at > lo && (is_blank(t.p[at - 1]) || strchr("\")'", t.p[at - 1])))
		at--;
	return at == lo || strchr(".?!:;", t.p[at - 1]);
}

/* A small letter: the sentence goes on. */
static bool is_small(struct str t, uint32_t at)
{
	unsigned char c = (unsigned char)t.p[at];
	return fold_is_word(t.p[at]) && (c < '0' || c > '9') && c != 0xC2 && !fold_is_capital(t, at);
}

/* A new sentence begins at this place, which is not the first of the body. */
static bool breaks_at(const struct folded *f, uint32_t lo, uint32_t at)
{
	struct str t = f->text;
	uint32_t begin = fold_begins(f, at), end = at;
	bool small = is_small(t, at);
	if (begin & FOLD_BULLET)
		return true;
	while (end > lo && is_blank(t.p[end - 1]))
		end--;
	if (end == at)
		return false;
	if (begin & FOLD_BLANK)
		return is_ended(t, lo, end) || (!small && !(begin & FOLD_PAGE));
	while (end > lo && strchr("\")'", t.p[end - 1]))
		end--;
	if (end == lo || !strchr(".?!", t.p[end - 1]) || small)
		return false;
	return t.p[end - 1] != '.' || !is_abbreviated(t, lo, end - 1);
}

static void add_sentence(struct document *d, uint32_t lo, uint32_t hi, uint32_t section,
                         uint32_t heading)
{
	while (hi > lo && is_blank(d->folded.text.p[hi - 1]))
		hi--;
	if (hi == lo)
		return;
	bool point = fold_begins(&d->folded, lo) & FOLD_BULLET;
	if (!d->sections.at[section].sentences++)
		d->sections.at[section].first_sentence = d->sentences.n;
	vec_push(d->a, &d->sentences, ((struct doc_sentence){lo, hi, section, heading, point}));
}

static void split(struct document *d, uint32_t lo, uint32_t hi, uint32_t section, uint32_t heading)
{
	const char *p = d->folded.text.p;
	while (lo < hi && is_blank(p[lo]))
		lo++;
	for (uint32_t at = lo + 1; at < hi; at++) {
		if (!is_blank(p[at - 1]) || !breaks_at(&d->folded, lo, at))
			continue;
		add_sentence(d, lo, at, section, heading);
		lo = at;
	}
	if (lo < hi)
		add_sentence(d, lo, hi, section, heading);
}

/* What stands before the first heading, without a table of contents. */
static void split_plain(struct document *d, uint32_t lo, uint32_t hi, uint32_t section)
{
	if (d->contents >= lo && d->contents_hi > d->contents && d->contents_hi <= hi) {
		split(d, lo, d->contents, section, NONE);
		lo = d->contents_hi;
	}
	split(d, lo, hi, section, NONE);
}

void split_sentences(struct document *d)
{
	for (uint32_t i = 0; i < d->sections.n; i++) {
		const struct doc_section s = d->sections.at[i];
		uint32_t end = s.headings ? d->headings.at[s.first_heading].lo : s.hi;
		split_plain(d, s.body, end, i);
		for (uint32_t k = 0; k < s.headings; k++) {
			const struct doc_heading *h = &d->headings.at[s.first_heading + k];
			split(d, h->body, h->hi, i, s.first_heading + k);
		}
	}
}
