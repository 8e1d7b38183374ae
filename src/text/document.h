/* SPDX-License-Identifier: MIT
 *
 * The text of a catalogue as a tree: sections, one for each service as a rule, with the headings in them and the
 * sentences under those. Whatever was copied along is gone (fold.h); every piece knows its bytes in the original.
 *
 * A section begins at a title: one that the rules name (`afsnit`), one of the table of contents, or what stands before
 * "Lovbestemmelse" or "Formål". A line of the table of contents begins no section, and a title found in several places is a
 * section where headings follow. What stands before the first title is a section, too: the preface.
 *
 * Time is linear in the text times the number of titles that begin with the same letter; memory is some ten times the text.
 */
#ifndef TEXT_DOCUMENT_H
#define TEXT_DOCUMENT_H

#include "base/source.h"
#include "text/heading.h"

#define DOCUMENT_LIMIT (16u << 20) /* bytes; a catalogue has some hundred thousand */

struct doc_section {
	uint32_t lo, body, hi; /* in the folded text: title, what it is about, end */
	const char *title;     /* of the preface its first line; "" where that is a sentence */
	const char *law;       /* "barnets lov § 32, stk. 1, nr. 7", as the text has it; NULL */
	const char *para;      /* canonical: "§ 32, stk. 1, nr. 7"; NULL */
	bool preface;
	uint32_t first_heading, headings, first_sentence, sentences;
};

struct doc_heading {
	enum heading_kind kind;
	uint32_t lo, body, hi; /* its words, what stands under it, its end */
	const char *words;     /* "Omfang og varighed af indsatsen" */
	uint32_t section;
};

struct doc_sentence {
	uint32_t lo, hi;
	uint32_t section, heading; /* NONE: before the first heading */
	bool point;                /* of a list */
};

struct document {
	struct arena *a;
	const struct source *source;
	struct folded folded;
	uint32_t contents,
		contents_hi; /* the table of contents: no sentences; equal where there is none */
	VEC(struct doc_section) sections;
	VEC(struct doc_heading) headings;
	VEC(struct doc_sentence) sentences;
};

/* What the rules know of the text; each may be NULL. */
struct document_hints {
	const str_list *titles, *headings; /* folded; all of them may be missing from the text */
};

/* Why a file is no text; DOCUMENT_GOOD: it is one. *line: where, from 1; 0: the file as a whole. */
enum document_flaw {
	DOCUMENT_GOOD,
	DOCUMENT_EMPTY, /* no letter and no digit */
	DOCUMENT_TOO_LONG,
	DOCUMENT_PDF,
	DOCUMENT_ARCHIVE, /* .docx, .odt */
	DOCUMENT_OFFICE,  /* .doc */
	DOCUMENT_RTF,
	DOCUMENT_WIDE,   /* UTF-16 */
	DOCUMENT_BINARY, /* other bytes that no text has */
	DOCUMENT_LATIN,  /* not UTF-8, but as Windows would write it */
	DOCUMENT_CUT,    /* the last letter is incomplete */
};
enum document_flaw document_flaw(struct str text, uint32_t *line);

/* Never NULL; the text is free of flaws. Everything lives in the arena. */
struct document *document_make(struct arena *a, const struct source *source,
                               const struct document_hints *hints);

/* Folded lo..hi as a place of the session. */
span document_span(const struct document *d, uint32_t lo, uint32_t hi);
/* Where it stands, from 1. */
uint32_t document_line(const struct document *d, uint32_t at);
/* The words as they are shown to people. */
const char *document_words(const struct document *d, uint32_t lo, uint32_t hi);
/* The section, heading (NONE) or sentence (NONE) that holds the place. O(log n). */
uint32_t document_section_at(const struct document *d, uint32_t at);
uint32_t document_heading_at(const struct document *d, uint32_t at);
uint32_t document_sentence_at(const struct document *d, uint32_t at);
/* The first sentence that the stretch touches; NONE: it lies in a title or a heading. O(log n). */
uint32_t document_sentence_in(const struct document *d, uint32_t lo, uint32_t hi);

/* The first paragraph of law that the words name, canonical: "§ 32, stk. 1, nr. 7"; NULL. */
const char *document_paragraph(struct arena *a, const char *words);

#endif
