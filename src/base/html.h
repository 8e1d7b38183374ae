/* SPDX-License-Identifier: MIT
 *
 * Text and elements of HTML that is well-formed XML, too. Every text is escaped here.
 */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/str.h"

/* Escaped; blanks that should not end a line, as in "§ 89", do not; what XML cannot hold or turns the text is left out. */
void html_put(struct text *t, const char *s);
/* The same with its blanks as they are, for XML that is no page. */
void xml_put(struct text *t, const char *s);
void html_put_n(struct text *t, const char *s, size_t n);
/* <tag>text</tag>; attributes stand with the tag. */
void html_element(struct text *t, const char *tag, const char *text);
void html_head(struct text *t, const char *const *head, size_t n);
/* A cell that says its heading where the table is folded into lines. */
void html_cell(struct text *t, const char *label, const char *text);
/* A point of a list; nothing where there is no text. */
void html_item(struct text *t, const char *label, const char *text);

#endif
