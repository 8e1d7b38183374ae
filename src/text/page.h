/* SPDX-License-Identifier: MIT
 *
 * Private to folding: the lines of a text, and which of them belong to the page and not to the text.
 */
#ifndef TEXT_PAGE_H
#define TEXT_PAGE_H

#include "base/str.h"
#include "base/vec.h"

struct page_line {
	struct str text; /* without its end */
	bool breaks;     /* a form feed stands before it */
};

/* The line at *at, which moves behind its end (\n, \r\n, \r, a form feed); false at the end. */
bool page_next(struct str text, size_t *at, struct page_line *line);

/* By line: true where it is a page number or a running head. NULL: none is. O(length). */
const bool *page_residue(struct arena *a, struct str text);

#endif
