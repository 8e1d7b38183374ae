/* SPDX-License-Identifier: MIT
 *
 * A catalogue as tables to be read: deadlines, rates, and for each service who is included and what it says to them, one row
 * a rule. Markdown, CSV, spreadsheets and pages write the same book; its words are the catalogue's language.
 */
#ifndef EMIT_BOOK_H
#define EMIT_BOOK_H

#include "emit/plan.h"

#define BOOK_ROWS 60 /* of one table; more is left out, and said to be */

enum book_kind {
	BOOK_DEADLINES, /* all services */
	BOOK_RATES,     /* all rates */
	BOOK_SERVICE,   /* one service: heading, for whom, answer */
	BOOK_DECISION,  /* one question with two answers or more: a column for each condition */
};

/* What a row is, beside its words. */
enum book_mark {
	MARK_NONE,
	MARK_OUTSIDE,  /* not for them, or referred on */
	MARK_CONFLICT, /* the rules disagree */
	MARK_SILENT,   /* a gap, or `mangler` */
};

struct book_cell {
	const char *text; /* never NULL */
	bool is_number;   /* an amount of money or a count that spreadsheets may reckon with */
	struct num number;
	bool is_day;
	int64_t day;
};

struct book_row {
	enum book_mark mark;
	const struct book_cell *cells; /* one for each column */
};

struct book_column {
	const char *title;
	bool is_condition; /* BOOK_DECISION: before the answers */
};

struct book_table {
	enum book_kind kind;
	uint32_t service, slot;  /* NONE */
	const char *title, *law; /* law: "" where there is none */
	const char *left_out;    /* why rows are missing, in words; NULL: none are */
	VEC(struct book_column) columns;
	VEC(struct book_row) rows;
};

struct book {
	const char *title, *stamp, *remark; /* remark: plan_remark() */
	VEC(struct book_table) tables;      /* deadlines, rates, then each service with its decisions */
	bool danish;
};

/* Everything lives in `a`. */
struct book *book_make(struct space *s, struct arena *a);
/* The phrase in the book's language. */
static inline const char *book_say(const struct book *b, const char *danish, const char *english)
{
	return b->danish ? danish : english;
}
/* "konflikt", "tier", "": the mark as a word, so that nothing hangs on colour. */
const char *book_mark_text(const struct book *b, enum book_mark mark);

#endif
