/* SPDX-License-Identifier: MIT
 *
 * The rules of a catalogue held against its text: every phrase they cite, every figure in it, and which sentences of the
 * text no rule has. A report only looks; text_findings() tells what is amiss, the three showings show it.
 *
 * Everything lives in the arena given; words are in the words of the model, findings in the language of their bag.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "text/coverage.h"

#define CONFLICTS_MOST 8 /* findings of check that are kept for one citation */

/* What is amiss with a citation, beside its place in the text. */
struct text_trouble {
	const char *said, *own; /* a figure of the phrase, and the rule's; NULL: they agree */
	VEC(const struct diag *) conflicts; /* what check says of the provision */
};

struct text_report {
	struct arena *a;
	const struct model *m;
	const struct document *d;
	const struct citations *c;
	struct coverage v;
	struct text_trouble *trouble; /* by citation */
	struct diags *findings;       /* after text_findings() */
};

/* checked: what check found in the catalogue; NULL: nothing is known. */
struct text_report *text_report_make(struct arena *a, const struct model *m, struct citations *c,
                                     const struct document *d, const struct diags *checked);

/* Phrases that are not where they should be, figures that differ, sections and sentences that no rule has. */
void text_findings(struct text_report *r, struct diags *d);

/* A citation's phrase stands where it says, once, and its figures are the rule's. */
bool text_is_good(const struct text_report *r, uint32_t citation);
/* A finding of check, or of text_findings(), stands on a provision that cites the sentence. */
bool text_is_conflict(const struct text_report *r, uint32_t sentence);

/* Figures by section, 80 columns. */
void text_show_terminal(struct text *t, const struct text_report *r, bool colour);
void text_show_json(struct text *t, const struct text_report *r, const struct sources *sources);
void text_show_html(struct text *t, const struct text_report *r, const struct sources *sources);

#endif
