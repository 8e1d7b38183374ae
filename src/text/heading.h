/* SPDX-License-Identifier: MIT
 *
 * The headings under which a service is described, in any of their wordings (heading.def).
 */
#ifndef TEXT_HEADING_H
#define TEXT_HEADING_H

#include "text/fold.h"

enum heading_kind {
#define HEADING(id, label) HEADING_##id,
#include "text/heading.def"
#undef HEADING
	HEADING_OTHER /* one that only this catalogue has */
};

/* "omfang": the label of the rule language that holds such things; "" where none does. */
extern const char *const heading_labels[];

/* The line, not folded, begins with a standard heading. */
bool heading_standard(struct str line);

struct heading_found {
	enum heading_kind kind;
	uint32_t words; /* the end of the heading itself */
	uint32_t body;  /* where what it heads begins */
};

typedef VEC(struct str) str_list; /* folded */

/*
 * A heading begins at this place of the text, which is the beginning of a line; further ones than the standard's may
 * be given. The longest one counts. Text may follow on the same line, but not as the same sentence goes on.
 */
bool heading_at(const struct folded *f, uint32_t at, const str_list *further,
                struct heading_found *out);

/* A heading as the rules state it is the text's: the same words, or the first of them. Case and "?" do not count. */
bool heading_agrees(struct arena *a, struct str stated, const char *text);

#endif
