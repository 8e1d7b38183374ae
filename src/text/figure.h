/* SPDX-License-Identifier: MIT
 *
 * Figures of a cited phrase held against those of the rule that cites it: its value, its conditions, its table, what its
 * concepts say and the amounts of its rates. Paragraphs, dates and years count nothing and are not compared.
 */
#ifndef TEXT_FIGURE_H
#define TEXT_FIGURE_H

#include "text/citation.h"

struct figures {
	struct arena *a;
	const struct model *m;
	struct map named; /* name → its concept or rate */
};

struct figures figures_make(struct arena *a, const struct model *m);

/*
 * True where the phrase counts something that the rule counts otherwise: no figure of that unit agrees. *said and *own:
 * "12 uger", "8 uger".
 */
bool figure_differs(struct figures *f, const struct citation_use *x, const char **said,
                    const char **own);

#endif
