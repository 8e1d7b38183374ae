/* SPDX-License-Identifier: MIT
 * Private to documents: a text while it is being read. */
#ifndef TEXT_DOCUMENT_PART_H
#define TEXT_DOCUMENT_PART_H

#include "meaning/model.h" /* NONE */
#include "text/document.h"

struct title_at {
	uint32_t lo, hi;
	bool headed; /* a heading follows */
};

struct reading {
	struct document *d;
	const struct document_hints *hints;
	struct arena *scratch;
	VEC(struct title_at) titles; /* by place, apart from each other */
};

/* The line that begins at mark i: its end in the folded text, without a blank. */
uint32_t line_end(const struct document *d, uint32_t mark);

void find_titles(struct reading *r);
void split_sentences(struct document *d);

#endif
