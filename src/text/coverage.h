/* SPDX-License-Identifier: MIT
 *
 * Which sentences of the text the rules have: cited by a provision that decides, cited by a text only, or by none. What is
 * not normative - no figure and no normative word (normative.def), or a purpose without a figure - need not be cited.
 */
#ifndef TEXT_COVERAGE_H
#define TEXT_COVERAGE_H

#include "text/citation.h"

/* How a sentence is covered; a later one is more. */
enum cover { COVER_NONE, COVER_TEXT, COVER_DECIDED };

struct cover_sentence {
	bool normative;
	enum cover cover;
	bool conditional;        /* a text that covers it holds only in some cases */
	VEC(uint32_t) citations; /* by number, in order of place */
};

struct cover_heading {
	enum cover cover;
	bool asked; /* it says something that a rule could say */
};

struct cover_count {
	uint32_t sentences, covered, decided;                     /* all of them */
	uint32_t normative, normative_covered, normative_decided; /* the normative ones */
	uint32_t headings, headings_covered;                      /* those that are asked */
	uint32_t citations, found; /* with a phrase; once, under the heading */
};

struct coverage {
	struct cover_sentence *sentences; /* as those of the document */
	struct cover_heading *headings;
	struct cover_count *sections; /* sentences and headings; citations of whom it belongs to */
	struct cover_count *services; /* by service of the model; sections of theirs together */
	struct cover_count total;
	VEC(uint32_t) *claimed; /* by section: the services that it belongs to */
};

bool cover_is_normative(const struct document *d, uint32_t sentence);

struct coverage coverage_make(struct arena *a, const struct citations *c, const struct document *d);

#endif
