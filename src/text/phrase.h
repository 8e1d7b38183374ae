/* SPDX-License-Identifier: MIT
 *
 * Where phrases stand in a text. All of them are sought in one pass (Aho and Corasick) over the letters and digits of
 * the text, in lower case and without hyphens; each place found is then compared word by word (fold_match), so that a
 * blank is a blank and a word broken at a line end is found in any of its ways.
 *
 * Time is linear in text, phrases and places; of one phrase no more than PHRASE_PLACES are kept.
 */
#ifndef TEXT_PHRASE_H
#define TEXT_PHRASE_H

#include "base/map.h"
#include "text/document.h"

#define PHRASE_PLACES 4096

struct phrase_place {
	uint32_t lo, hi; /* in the folded text */
	bool exact;      /* case agrees */
	bool whole;      /* it begins and ends with a word */
};

struct phrase {
	struct str words;                /* folded */
	uint32_t same;                   /* another phrase of the same letters; NONE */
	VEC(struct phrase_place) places; /* in order */
};

struct phrases {
	struct arena *a;
	struct map by_words;
	VEC(struct phrase) list;
	struct map titles;    /* → the first section called so */
	uint32_t *same_title; /* by section: the next one; NONE */
};

/* Its number; the same words have the same. A zeroed struct with `a` and `by_words.a` set is empty. */
uint32_t phrase_add(struct phrases *p, struct str words);
/* Finds all of them; once. */
void phrases_find(struct phrases *p, const struct document *d);

enum phrase_status {
	PHRASE_FOUND,         /* once */
	PHRASE_SEVERAL,       /* more than once under the heading */
	PHRASE_OTHER_HEADING, /* in the section, but elsewhere in it */
	PHRASE_OTHER_SECTION,
	PHRASE_MISSING,
	PHRASE_NONE, /* the citation has no phrase */
};

struct phrase_answer {
	enum phrase_status status;
	uint32_t count;  /* SEVERAL: how many */
	uint32_t lo, hi; /* the first; the nearest words for MISSING, or lo == hi */
};

/*
 * The phrase under a heading of the first of these sections that has it; n 0: of any section. A heading may be the title
 * of a section. Where a place in the same case and in whole words exists, others do not count.
 */
struct phrase_answer phrase_under(const struct phrases *p, const struct document *d,
                                  uint32_t phrase, struct str heading, const uint32_t *sections,
                                  uint32_t n);
/* The first section that has the phrase under such a heading; NONE. */
uint32_t phrase_section(const struct phrases *p, const struct document *d, uint32_t phrase,
                        struct str heading);

#endif
