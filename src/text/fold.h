/* SPDX-License-Identifier: MIT
 *
 * The text of a catalogue as its words follow each other, with the way back to where each of them stands. What a page,
 * a list or a web editor left between the words is gone: line ends, page numbers, form feeds, running heads, bullets,
 * tags, soft hyphens; quotes, dashes and ligatures are plain, letters are in NFC. Case is kept.
 *
 * A word broken at a hyphen may be one word, two joined by a hyphen, or two words: such a hyphen is FOLD_HYPHEN, and a
 * reader takes it for "-", "- " or nothing. So is the blank behind a "/" at a line end (FOLD_GAP).
 *
 * Offsets are 32-bit: the text is at most SOURCE_LIMIT long, and the folded one is never longer. Time and memory are
 * linear in the text.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/str.h"
#include "base/vec.h"

#define FOLD_HYPHEN '\1'
#define FOLD_GAP '\2'

/* How something begins. */
enum fold_begin {
	FOLD_LINE = 1,   /* a line of the text */
	FOLD_BLANK = 2,  /* a blank line or the end of a paragraph stands before it */
	FOLD_BULLET = 4, /* a point of a list */
	FOLD_PAGE = 8,   /* the first on a page, or indented, as page breaks are often copied */
	FOLD_CELL = 16,  /* a tab or several blanks stand before it: a column */
};

struct fold_mark {
	uint32_t at; /* in the folded text */
	uint32_t begin;
};

/* Folded bytes at.. come from the original from..to; copied: byte by byte, else all from all. */
struct fold_run {
	uint32_t at, from, to;
	bool copied;
};

struct folded {
	struct str text;
	VEC(struct fold_run) runs;
	VEC(struct fold_mark) marks; /* by place */
};

struct folded fold_text(struct arena *a, struct str text);
/* A phrase is folded likewise, but nothing of it is taken for a page number. */
struct str fold_phrase(struct arena *a, struct str phrase);

/* Where the folded byte begins in the original, and where the one before it ends. O(log n). */
uint32_t fold_from(const struct folded *f, uint32_t at);
uint32_t fold_to(const struct folded *f, uint32_t at);
/* How what stands there begins; 0: inside a line. O(log n). */
uint32_t fold_begins(const struct folded *f, uint32_t at);
/*
 * The end of the words where they stand at that place, joints read in any of their ways; 0: they do not. Words are
 * folded. *exact: case agrees, too.
 */
uint32_t fold_match(const struct folded *f, uint32_t at, struct str words, bool *exact);
/* For people: joints are written as they would be, "Lyngby-Taarbæk", "afløsnings- og aflastning". */
const char *fold_words(struct arena *a, const struct folded *f, uint32_t lo, uint32_t hi);

/* Letters and digits: bytes above ASCII are letters, after folding. */
static inline bool fold_is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

/* The byte at s.p[i] in lower case: ASCII and the Latin letters of two bytes (Æ, Ø, Å). */
static inline char fold_lower(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 0x20);
	if (i && (unsigned char)s.p[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
		return (char)(c + 0x20);
	return s.p[i];
}

/* A capital letter begins at s.p[i]. */
bool fold_is_capital(struct str s, size_t i);

#endif
