/* SPDX-License-Identifier: MIT
 *
 * The rules as a reader sees them: the quoted texts of a stretch of source, and the figures of a text with what they
 * count. Knows no names and no model; a comment is nothing.
 */
#ifndef CHECK_PROSE_H
#define CHECK_PROSE_H

#include "base/num.h"
#include "base/vec.h"

/* A quoted text. */
struct quote {
	struct str inside;
	uint32_t lo, hi; /* in the stretch, with its quotes */
	bool phrase;     /* what a `kilde` says, not its heading */
};

typedef VEC(struct quote) quote_list;

/* The quoted texts of rules, in order. */
quote_list prose_quotes(struct arena *a, struct str rules);
/* The rules without their texts and comments: blanks stand for them. */
struct str prose_outside(struct arena *a, struct str rules, const quote_list *quotes);

/* "op til 60 døgn": 60, "døgn". A figure with separators may have two readings. */
struct figure {
	struct num value[2];
	struct str unit; /* the word behind it, folded; empty: none */
	bool beyond;     /* `under` or `over` stands before it: the next whole number is as good */
	struct str said; /* "60 døgn" */
};

typedef VEC(struct figure) figure_list;

/* Figures that count something; not dates, paragraphs, ordinals, times of day, or parts of names. */
figure_list prose_figures(struct arena *a, struct str text);
/* The same thing is counted: "time", "timer", "timers". */
bool prose_same_unit(struct str a, struct str b);
/*
 * The list has the figure, or one that means the same: "til og med 22 år" is `under 23 år`, an amount a month is one a
 * year.
 */
bool prose_has_figure(const figure_list *own, const struct figure *said);
/* What the list counts in the same unit; NULL. */
const struct figure *prose_counts_too(const figure_list *own, const struct figure *said);

/* A word of a text where it stands; n is 0 at the end. A paragraph sign is a word. *at moves behind it. */
struct str prose_next(struct str text, size_t *at);
/* The same, folded. */
struct str prose_word(struct arena *a, struct str text, size_t *at);

#endif
