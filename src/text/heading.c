/* SPDX-License-Identifier: MIT
 *
 * A heading is told from a sentence that begins alike by what follows: the end of the line, a column, a capital letter, a
 * figure, a dash; and by what stands before it: a blank line, the top of a page, the end of a sentence.
 */
#include "text/heading.h"

#include <string.h>

const char *const heading_labels[] = {
#define HEADING(id, label) label,
#include "text/heading.def"
#undef HEADING
	""};

static const struct {
	enum heading_kind kind;
	const char *words;
} standard[] = {
#define WORDS(id, words) {HEADING_##id, words},
#include "text/heading.def"
#undef WORDS
};

#define STANDARD (sizeof standard / sizeof *standard)

bool heading_standard(struct str line)
{
	for (size_t i = 0; i < STANDARD; i++) {
		size_t n = strlen(standard[i].words);
		if (line.n >= n && memcmp(line.p, standard[i].words, n) == 0 &&
		    (line.n == n || !fold_is_word(line.p[n])))
			return true;
	}
	return false;
}

/* ---- what follows --------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == FOLD_GAP;
}

/* The end of the word at `at`; "ydelse/indsats" is one. */
static uint32_t word_end(struct str t, uint32_t at)
{
	while (at < t.n && (fold_is_word(t.p[at]) || t.p[at] == '/' || t.p[at] == FOLD_HYPHEN ||
	                    (t.p[at] == FOLD_GAP && t.p[at - 1] == '/')))
		at++;
	return at;
}

/* " af indsatsen", " for at få ydelsen": its end; `at` where there is none. */
static uint32_t tail_end(const struct folded *f, uint32_t at)
{
	static const char *const before[] = {
		" for at få ", " for at modtage ", " af ", " med ", " for ", " på "};
	bool exact;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		uint32_t from = fold_match(f, at, str_of(before[i]), &exact);
		uint32_t to = from && exact ? word_end(f->text, from) : 0;
		if (to > from && !fold_is_capital(f->text, from))
			return to;
	}
	return at;
}

/* The heading ends here: what comes next is no part of its sentence. *body: where that begins. */
static bool ends_here(const struct folded *f, uint32_t at, uint32_t *end, uint32_t *body)
{
	struct str t = f->text;
	if (at < t.n && fold_is_word(t.p[at]))
		return false;
	while (at < t.n && strchr("?:.", t.p[at]))
		at++;
	*end = at;
	while (at < t.n && is_blank(t.p[at]))
		at++;
	*body = at;
	if (at >= t.n || fold_begins(f, at))
		return true;
	if (at == *end)
		return false;
	char c = t.p[at];
	return fold_is_capital(t, at) || (c >= '0' && c <= '9') || c == '-' || c == '"' || c == '(' ||
	       ((unsigned char)c == 0xC2 && at + 1 < t.n && (unsigned char)t.p[at + 1] == 0xA7);
}

/* ---- what stands before --------------------------------------------------------------------------------- */

/* A sentence, or nothing, ends before the place. */
static bool is_fresh(const struct folded *f, uint32_t at)
{
	if (fold_begins(f, at) & (FOLD_BLANK | FOLD_PAGE))
		return true;
	while (at && is_blank(f->text.p[at - 1]))
		at--;
	return !at || strchr(".:;?!)\"", f->text.p[at - 1]);
}

/* Nothing else stands on the line, or the rest is another column. */
static bool is_apart(const struct folded *f, uint32_t body)
{
	return body >= f->text.n || (fold_begins(f, body) & (FOLD_LINE | FOLD_BLANK | FOLD_CELL));
}

/* "Lovbestemmelse Barnets lov § 29": no sentence begins so. */
static bool names_law(const struct folded *f, uint32_t at)
{
	for (; at + 1 < f->text.n && !(fold_begins(f, at) & FOLD_LINE); at++)
		if (memcmp(f->text.p + at, "\xC2\xA7", 2) == 0)
			return true;
	return false;
}

static bool try_words(const struct folded *f, uint32_t at, struct str words, enum heading_kind kind,
                      struct heading_found *out)
{
	bool exact;
	uint32_t end = fold_match(f, at, words, &exact), body = 0;
	if (!end)
		return false;
	uint32_t tail = tail_end(f, end), words_end = 0;
	bool good = (tail > end && ends_here(f, tail, &words_end, &body)) ||
	            ends_here(f, end, &words_end, &body);
	bool law = good && kind == HEADING_LAW && names_law(f, body);
	if (!good || (!law && !is_fresh(f, at) && !is_apart(f, body)))
		return false;
	*out = (struct heading_found){kind, words_end, body};
	return true;
}

bool heading_at(const struct folded *f, uint32_t at, const str_list *further,
                struct heading_found *out)
{
	struct heading_found found;
	*out = (struct heading_found){.kind = HEADING_OTHER};
	if (!fold_is_capital(f->text, at) || (fold_begins(f, at) & FOLD_BULLET))
		return false;
	for (uint32_t i = 0; further && i < further->n; i++)
		if (further->at[i].n && try_words(f, at, further->at[i], HEADING_OTHER, &found) &&
		    found.words > out->words)
			*out = found;
	for (size_t i = 0; i < STANDARD; i++)
		if (try_words(f, at, str_of(standard[i].words), standard[i].kind, &found) &&
		    found.words >= out->words)
			*out = found;
	return out->words > 0;
}

bool heading_agrees(struct arena *a, struct str stated, const char *text)
{
	struct arena_mark mark = arena_mark(a);
	struct str s = str_fold(a, stated), t = str_fold(a, str_of(text));
	while (s.n && strchr("?:. ", s.p[s.n - 1]))
		s.n--;
	bool same = s.n && t.n >= s.n && memcmp(s.p, t.p, s.n) == 0 &&
	            (t.n == s.n || !fold_is_word(t.p[s.n]));
	arena_reset(a, mark);
	return same;
}
