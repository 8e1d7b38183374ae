/* SPDX-License-Identifier: MIT
 *
 * Private to the annex: text and elements of HTML that is well-formed XML, too. Every text is escaped here.
 */
#ifndef DIFF_HTML_H
#define DIFF_HTML_H

#include "diff/show.h"

/* Escaped; blanks that should not end a line, as in "§ 89", do not. */
void html_put(const struct show *p, const char *s);
void html_put_n(const struct show *p, const char *s, size_t n);
/* <tag>text</tag>; attributes stand with the tag. */
void html_element(const struct show *p, const char *tag, const char *text);
void html_head(const struct show *p, const char *const *head, size_t n);
/* A cell that says its heading where the table is folded into lines. */
void html_cell(const struct show *p, const char *label, const char *text);
/* A point of a list; nothing where there is no text. */
void html_item(const struct show *p, const char *label, const char *text);

#endif
