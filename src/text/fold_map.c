/* SPDX-License-Identifier: MIT
 * From folded words back to where they stand, and words held against them (fold.h). */
#include "text/fold.h"

#include <string.h>

/* The run that holds the folded byte. */
static const struct fold_run *run_at(const struct folded *f, uint32_t at)
{
	uint32_t lo = 0, hi = f->runs.n;
	while (hi - lo > 1) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (f->runs.at[middle].at <= at)
			lo = middle;
		else
			hi = middle;
	}
	return &f->runs.at[lo];
}

uint32_t fold_from(const struct folded *f, uint32_t at)
{
	if (!f->runs.n)
		return 0;
	const struct fold_run *run = run_at(f, at);
	uint32_t from = run->copied ? run->from + (at - run->at) : run->from;
	return from < run->to ? from : run->to;
}

uint32_t fold_to(const struct folded *f, uint32_t at)
{
	if (!f->runs.n || !at)
		return 0;
	const struct fold_run *run = run_at(f, at - 1);
	return run->copied ? run->from + (at - run->at) : run->to;
}

uint32_t fold_begins(const struct folded *f, uint32_t at)
{
	uint32_t lo = 0, hi = f->marks.n;
	while (lo < hi) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (f->marks.at[middle].at < at)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo < f->marks.n && f->marks.at[lo].at == at ? f->marks.at[lo].begin : 0;
}

/* ---- comparing ------------------------------------------------------------------------------------------ */

static bool same_byte(struct str text, size_t i, struct str words, size_t k, bool *exact)
{
	if (text.p[i] == words.p[k])
		return true;
	*exact = false;
	return fold_lower(text, i) == fold_lower(words, k);
}

uint32_t fold_match(const struct folded *f, uint32_t at, struct str words, bool *exact)
{
	struct str text = f->text;
	size_t i = at, k = 0;
	*exact = true;
	while (k < words.n) {
		char c = i < text.n ? text.p[i] : 0;
		if (c == FOLD_HYPHEN || c == FOLD_GAP) {
			i++;
			k += c == FOLD_HYPHEN && words.p[k] == '-';
			k += k && k < words.n && words.p[k] == ' ';
		} else if (i < text.n && same_byte(text, i, words, k, exact)) {
			i++;
			k++;
		} else {
			return 0;
		}
	}
	return (uint32_t)i;
}

/* "og aflastning", "eller …": what follows the hyphen of "afløsnings- og aflastning". */
static bool is_joining(struct str s)
{
	static const char *const words[] = {"og ", "eller ", "samt ", "og/eller ", "and ", "or "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (s.n >= strlen(words[i]) && memcmp(s.p, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

const char *fold_words(struct arena *a, const struct folded *f, uint32_t lo, uint32_t hi)
{
	struct text t = {.a = a};
	for (uint32_t i = lo; i < hi; i++) {
		struct str rest = {f->text.p + i + 1, f->text.n - i - 1};
		if (f->text.p[i] == FOLD_HYPHEN)
			text_puts(&t, is_joining(rest) ? "- " : "-");
		else if (f->text.p[i] != FOLD_GAP)
			text_putc(&t, f->text.p[i]);
	}
	return text_c(&t);
}

bool fold_is_capital(struct str s, size_t i)
{
	return i < s.n &&
	       (((unsigned char)s.p[i] == 0xC3 && i + 1 < s.n) ? fold_lower(s, i + 1) != s.p[i + 1]
	                                                       : fold_lower(s, i) != s.p[i]);
}
