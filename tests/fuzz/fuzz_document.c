/* SPDX-License-Identifier: MIT
 *
 * Any text read as a catalogue's: nothing crashes, nothing hangs, every piece lies in the text and in order, the way back
 * never goes back, and what a sentence says is found where it stands.
 */
#include "text/phrase.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
	if (!good)
		abort();
}

static void check_map(const struct document *d)
{
	uint32_t last = 0, n = (uint32_t)d->folded.text.n;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t from = fold_from(&d->folded, i), to = fold_to(&d->folded, i + 1);
		must(from >= last && to >= from && to <= d->source->size);
		last = from;
	}
	for (uint32_t i = 1; i < d->folded.marks.n; i++)
		must(d->folded.marks.at[i - 1].at < d->folded.marks.at[i].at);
}

static void check_tree(const struct document *d)
{
	uint32_t n = (uint32_t)d->folded.text.n;
	for (uint32_t i = 0; i < d->sections.n; i++) {
		const struct doc_section *s = &d->sections.at[i];
		must(s->lo <= s->body && s->body <= s->hi && s->hi <= n);
		must(!i || d->sections.at[i - 1].hi == s->lo);
	}
	for (uint32_t i = 0; i < d->headings.n; i++) {
		const struct doc_heading *h = &d->headings.at[i];
		must(h->lo <= h->body && h->body <= h->hi && h->section < d->sections.n);
		must(document_section_at(d, h->lo) == h->section && document_heading_at(d, h->lo) == i);
	}
	for (uint32_t i = 0; i < d->sentences.n; i++) {
		const struct doc_sentence *s = &d->sentences.at[i];
		must(s->lo < s->hi && (!i || d->sentences.at[i - 1].hi <= s->lo));
		must(document_sentence_at(d, s->lo) == i && document_line(d, s->lo) >= 1);
		must(document_section_at(d, s->lo) == s->section);
	}
}

/* Each sentence, in its own words, stands at least where it stands. */
static void check_phrases(const struct document *d, struct arena *a)
{
	struct phrases p = {.a = a, .by_words = {.a = a}};
	uint32_t n = d->sentences.n < 20 ? d->sentences.n : 20, of[20];
	for (uint32_t i = 0; i < n; i++) {
		const struct doc_sentence *s = &d->sentences.at[i];
		of[i] = phrase_add(&p, str_of(document_words(d, s->lo, s->hi)));
	}
	phrases_find(&p, d);
	for (uint32_t i = 0; i < n; i++) {
		const struct doc_sentence *s = &d->sentences.at[i];
		struct phrase_answer x = phrase_under(&p, d, of[i], STR("Omfang"), &s->section, 1);
		must(x.lo <= x.hi && x.hi <= d->folded.text.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	uint32_t line;
	arena_init(&a);
	struct str text = {(const char *)data, size};
	if (document_flaw(text, &line) == DOCUMENT_GOOD) {
		struct sources sources = {.a = &a};
		const struct source *s = source_add(&sources, "x", text.p, text.n);
		const struct document *d = document_make(&a, s, NULL);
		check_map(d);
		check_tree(d);
		check_phrases(d, &a);
	}
	arena_free(&a);
	return 0;
}
