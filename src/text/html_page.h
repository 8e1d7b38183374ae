/* SPDX-License-Identifier: MIT
 * Private to the page: what its frame (show_html.c) and its text with the rules beside it (show_html_text.c) share. */
#ifndef TEXT_HTML_PAGE_H
#define TEXT_HTML_PAGE_H

#include "base/html.h"
#include "text/show.h"

/* How a sentence or a rule is shown: its class, a sign that needs no colour, and what that means. */
enum look { LOOK_PLAIN, LOOK_DECIDED, LOOK_TEXT, LOOK_UNCITED, LOOK_CONFLICT };
struct page_look {
	const char *class, *sign, *da, *en;
};
extern const struct page_look page_looks[];

struct page {
	struct text *t;
	struct arena *a;
	const struct text_report *r;
	const struct sources *sources;
	VEC(const struct diag *) checked; /* what check says of provisions that cite, each once */
	VEC(uint32_t) bare;               /* citations whose words stand in no sentence */
	uint32_t *first; /* by citation: the first one that is the same for another service */
};

/* In the language of the findings. */
const char *page_say(const struct page *p, const char *danish, const char *english);
/* One line without anything that cannot be seen. */
const char *page_line(const struct page *p, const char *s);
/* Likewise, escaped, onto the page. */
void page_put(const struct page *p, const char *s);
void page_element(const struct page *p, const char *tag, const char *s);
void page_sign(const struct page *p, enum look look);
/* Without its folders: the page leaves the house. */
const char *page_file_name(const struct source *f);
const char *page_section_title(const struct page *p, uint32_t section);
/* The phrase stands somewhere in the text. */
bool page_has_place(const struct citation_use *x);
/* The sentence in which it begins; NONE: it stands in a title or a heading. */
uint32_t page_sentence_of(const struct page *p, const struct citation_use *x);
/* Where it stands on the page: its sentence, else its heading, else its section. */
const char *page_anchor(const struct page *p, const struct citation_use *x);

/* Every section with the rules beside it, and then what has no place in the text. */
void page_body(const struct page *p);

#endif
