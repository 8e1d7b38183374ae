/* SPDX-License-Identifier: MIT
 *
 * A sentence is covered where a phrase that was found lies in it; a phrase over two sentences covers both. The paragraph
 * under "Lovbestemmelse" is covered by the head of the service, and what stands under "Formål" by its `formål`.
 */
#include "text/coverage.h"

#include <string.h>

/* ---- normative ------------------------------------------------------------------------------------------ */

static const char *const words[] = {
#define NORMATIVE(word) word,
#include "text/normative.def"
#undef NORMATIVE
#define NUMBER(word) word,
#include "text/normative.def"
#undef NUMBER
};

#define WORDS (sizeof words / sizeof *words)

/* The word, or the beginning of one, stands at the place. */
static bool stands_at(const struct document *d, uint32_t at, uint32_t hi, const char *word)
{
	size_t n = strlen(word);
	bool open = word[n - 1] == '~', exact;
	uint32_t end = fold_match(&d->folded, at, (struct str){word, n - open}, &exact);
	return end && end <= hi &&
	       (open || end >= d->folded.text.n || !fold_is_word(d->folded.text.p[end]));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool follows(struct str t, uint32_t lo, uint32_t at, const char *word)
{
	size_t n = strlen(word);
	while (at > lo && strchr(" .:", t.p[at - 1]))
		at--;
	if (at < lo + n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (fold_lower(t, at - n + i) != word[i])
			return false;
	return at == lo + n || !fold_is_word(t.p[at - n - 1]) || (unsigned char)word[0] == 0xC2;
}

/* A year: four digits that begin so. */
static bool is_year(struct str t, uint32_t lo, uint32_t hi)
{
	return hi - lo == 4 && (memcmp(t.p + lo, "19", 2) == 0 || memcmp(t.p + lo, "20", 2) == 0);
}

/* "4038 4864", "4035-7224": digits beside digits. */
static bool is_telephone(struct str t, uint32_t lo, uint32_t hi)
{
	bool behind = hi + 1 < t.n && strchr(" -", t.p[hi]) && is_digit(t.p[hi + 1]);
	bool before = lo > 1 && strchr(" -", t.p[lo - 1]) && is_digit(t.p[lo - 2]);
	return hi - lo >= 4 && (behind || before);
}

/* "24. januar" */
static bool is_day(struct str t, uint32_t hi)
{
	static const char *const months[] = {". januar", ". februar", ". marts", ". april",
	                                     ". maj",    ". juni",    ". juli",  ". august",
	                                     ". septem", ". oktober", ". novem", ". decem"};
	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		size_t n = strlen(months[i]);
		if (hi + n <= t.n && memcmp(t.p + hi, months[i], n) == 0)
			return true;
	}
	return false;
}

/* The digits lo..hi of a sentence count nothing: a paragraph, a year, a day, a telephone, a point of a list. */
static bool is_reference(struct str t, uint32_t from, uint32_t lo, uint32_t hi)
{
	static const char *const before[] = {"\xC2\xA7", "stk", "nr", "kap", "lov", "telefon", "tlf"};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (follows(t, from, lo, before[i]))
			return true;
	bool point = lo == from && hi < t.n && strchr(".)", t.p[hi]);
	return point || is_year(t, lo, hi) || is_telephone(t, lo, hi) || is_day(t, hi);
}

bool cover_is_normative(const struct document *d, uint32_t sentence)
{
	const struct doc_sentence *s = &d->sentences.at[sentence];
	struct str t = d->folded.text;
	bool purpose = s->heading != NONE && d->headings.at[s->heading].kind == HEADING_PURPOSE;
	for (uint32_t at = s->lo; at < s->hi; at++) {
		bool begins = at == s->lo || !fold_is_word(t.p[at - 1]);
		if (!begins || !fold_is_word(t.p[at]))
			continue;
		if (is_digit(t.p[at])) {
			uint32_t hi = at;
			while (hi < s->hi && is_digit(t.p[hi]))
				hi++;
			if (!is_reference(t, s->lo, at, hi))
				return true;
		}
		for (size_t i = 0; i < WORDS && !purpose; i++)
			if (*words[i] == fold_lower(t, at) && stands_at(d, at, s->hi, words[i]))
				return true;
	}
	return false;
}

/* ---- covered -------------------------------------------------------------------------------------------- */

static bool is_found(const struct citation_use *x)
{
	return x->phrase != NONE && x->found.status <= PHRASE_OTHER_HEADING;
}

static void cover(enum cover *to, enum cover by)
{
	*to = by > *to ? by : *to;
}

static void cover_by(struct coverage *v, struct arena *a, const struct document *d,
                     const struct citation_use *x, uint32_t number)
{
	enum cover by = x->decides ? COVER_DECIDED : COVER_TEXT;
	uint32_t heading = document_heading_at(d, x->found.lo);
	uint32_t i = document_sentence_in(d, x->found.lo, x->found.hi);
	if (heading != NONE)
		cover(&v->headings[heading].cover, by);
	for (; i != NONE && i < d->sentences.n && d->sentences.at[i].lo < x->found.hi; i++) {
		struct cover_sentence *s = &v->sentences[i];
		cover(&s->cover, by);
		s->conditional |= !x->decides && x->conditional;
		vec_push(a, &s->citations, number);
	}
}

/* What the head of a service and its `formål` say without citing. */
static void cover_by_head(struct coverage *v, const struct document *d, uint32_t heading,
                          enum cover by)
{
	const struct doc_heading *h = &d->headings.at[heading];
	cover(&v->headings[heading].cover, by);
	for (uint32_t i = document_sentence_at(d, h->body);
	     i != NONE && i < d->sentences.n && d->sentences.at[i].heading == heading; i++)
		if (h->kind == HEADING_LAW)
			cover(&v->sentences[i].cover, by);
}

/* "Det kan være:" is covered by what covers its points. */
static void cover_leads(struct coverage *v, const struct document *d)
{
	for (uint32_t i = 0; i + 1 < d->sentences.n; i++) {
		const struct doc_sentence *s = &d->sentences.at[i];
		if (s->point || d->folded.text.p[s->hi - 1] != ':')
			continue;
		for (uint32_t k = i + 1; k < d->sentences.n && d->sentences.at[k].point &&
		                         d->sentences.at[k].heading == s->heading;
		     k++)
			cover(&v->sentences[i].cover, v->sentences[k].cover);
	}
}

static void cover_heads(struct coverage *v, const struct citations *c, const struct document *d)
{
	for (uint32_t i = 0; i < d->headings.n; i++) {
		const struct doc_heading *h = &d->headings.at[i];
		for (uint32_t k = 0; k < v->claimed[h->section].n; k++) {
			uint32_t service = v->claimed[h->section].at[k];
			if (h->kind == HEADING_LAW && c->m->services.at[service].basis.n)
				cover_by_head(v, d, i, COVER_DECIDED);
			if (h->kind == HEADING_PURPOSE && c->services.at[service].has_purpose)
				cover_by_head(v, d, i, COVER_TEXT);
		}
	}
}

/* Nothing stands under it, or a dash; or it says when the text was changed. */
static bool is_asked(const struct document *d, const struct doc_heading *h)
{
	bool letters = false;
	for (uint32_t i = h->body; i < h->hi; i++)
		letters |= fold_is_word(d->folded.text.p[i]);
	return letters && h->kind != HEADING_CHANGED;
}

/* ---- counted -------------------------------------------------------------------------------------------- */

static void count_sentence(struct cover_count *n, const struct cover_sentence *s)
{
	n->sentences++;
	n->covered += s->cover != COVER_NONE;
	n->decided += s->cover == COVER_DECIDED;
	n->normative += s->normative;
	n->normative_covered += s->normative && s->cover != COVER_NONE;
	n->normative_decided += s->normative && s->cover == COVER_DECIDED;
}

static void add_counts(struct cover_count *to, const struct cover_count *x)
{
	to->sentences += x->sentences;
	to->covered += x->covered;
	to->decided += x->decided;
	to->normative += x->normative;
	to->normative_covered += x->normative_covered;
	to->normative_decided += x->normative_decided;
	to->headings += x->headings;
	to->headings_covered += x->headings_covered;
}

static void count_all(struct coverage *v, const struct citations *c, const struct document *d)
{
	for (uint32_t i = 0; i < d->sentences.n; i++)
		count_sentence(&v->sections[d->sentences.at[i].section], &v->sentences[i]);
	for (uint32_t i = 0; i < d->headings.n; i++) {
		struct cover_count *n = &v->sections[d->headings.at[i].section];
		n->headings += v->headings[i].asked;
		n->headings_covered += v->headings[i].asked && v->headings[i].cover != COVER_NONE;
	}
	for (uint32_t i = 0; i < d->sections.n; i++) {
		add_counts(&v->total, &v->sections[i]);
		for (uint32_t k = 0; k < v->claimed[i].n; k++)
			add_counts(&v->services[v->claimed[i].at[k]], &v->sections[i]);
	}
	for (uint32_t i = 0; i < c->list.n; i++) {
		const struct citation_use *x = &c->list.at[i];
		bool phrase = x->phrase != NONE, found = phrase && x->found.status == PHRASE_FOUND;
		struct cover_count *n = x->service == NONE ? NULL : &v->services[x->service];
		v->total.citations += phrase;
		v->total.found += found;
		if (n) {
			n->citations += phrase;
			n->found += found;
		}
	}
}

struct coverage coverage_make(struct arena *a, const struct citations *c, const struct document *d)
{
	struct coverage v = {
		.sentences = arena_array(a, struct cover_sentence, d->sentences.n + 1),
		.headings = arena_array(a, struct cover_heading, d->headings.n + 1),
		.sections = arena_array(a, struct cover_count, d->sections.n + 1),
		.services = arena_array(a, struct cover_count, c->services.n + 1),
	};
	v.claimed = arena_alloc(a, sizeof *v.claimed * (d->sections.n + 1));
	for (uint32_t i = 0; i < c->services.n; i++)
		for (uint32_t k = 0; k < c->services.at[i].sections.n; k++)
			vec_push(a, &v.claimed[c->services.at[i].sections.at[k]], i);
	for (uint32_t i = 0; i < d->sentences.n; i++)
		v.sentences[i].normative = cover_is_normative(d, i);
	for (uint32_t i = 0; i < d->headings.n; i++)
		v.headings[i].asked = is_asked(d, &d->headings.at[i]);
	for (uint32_t i = 0; i < c->list.n; i++)
		if (is_found(&c->list.at[i]))
			cover_by(&v, a, d, &c->list.at[i], i);
	cover_heads(&v, c, d);
	cover_leads(&v, d);
	count_all(&v, c, d);
	return v;
}
