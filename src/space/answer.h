/* SPDX-License-Identifier: MIT
 *
 * Answers to cases with unknown inputs: the set of plain answers still possible, read off the slot's diagram
 * (language.md, section 7; semantics S2, S3, P13).
 */
#ifndef SPACE_ANSWER_H
#define SPACE_ANSWER_H

#include "space/space.h"

enum reply_kind {
	REPLY_VALUE,
	REPLY_OUTSIDE,
	REPLY_UNDETERMINED, /* a table question → answer */
	REPLY_UNCLEAR,      /* a table reading → answer */
	REPLY_CONFLICT,
	REPLY_SILENT,
	REPLY_ABSENT,        /* the slot says nothing here: show nothing */
	REPLY_CONTRADICTION, /* no such case can exist: bounds, forudsat */
	REPLY_NOT_DECIDED,   /* over budget */
};

/* One condition of a row: an input, or a term of inputs, between two values. */
struct reply_cell {
	uint32_t column; /* of the space */
	int64_t lo, hi;
	bool from_least, to_greatest; /* the range ends at the column's own bound */
};

struct reply_row {
	VEC(struct reply_cell) cells;
	struct plain plain;
	const struct leaf *formula; /* the answer is a formula whose inputs are not all known; NULL */
};

struct reply {
	enum reply_kind kind;
	uint32_t slot;
	struct plain plain;         /* VALUE, OUTSIDE, CONFLICT, SILENT */
	const struct leaf *formula; /* UNDETERMINED by a formula alone: no rows */
	VEC(struct reply_row) rows; /* UNDETERMINED, UNCLEAR */
	bool more_rows;
	VEC(uint32_t) questions; /* inputs still to be answered, in the order to ask; readings last */
	bool has_main_rule;      /* the hovedregel */
	struct plain main_rule;
	bool has_left; /* after `brugt` */
	struct num left;
};

struct case_m {
	const int64_t *values; /* by input */
	const bool *known;
	const int64_t *reading; /* by input: the reading to show, -1: all; NULL: all */
	const struct used_m *used;
	uint32_t n_used;
};

#define REPLY_ROWS 24

/* Broken or perhaps broken bounds of statutes in a case. */
enum breach_kind { BREACH_NONE, BREACH_POSSIBLE, BREACH_CERTAIN };

/* False where no such case can exist (outside bounds, `forudsat`): then there are no answers (semantics S2). */
bool case_possible(struct space *s, const struct case_m *c);
struct reply answer_slot(struct space *s, const struct case_m *c, uint32_t slot, struct arena *a);
/* The ranks that the case leaves open, in `a`. */
struct dd_box case_box(const struct space *s, const struct case_m *cs, struct arena *a);
/* Can the unknown inputs fill a box inside it? Undecided counts as yes. */
bool case_can_be(const struct space *s, const struct case_m *cs, const struct dd_box *box);
/* Whether the case tells all inputs of an expression. */
bool case_knows(const struct case_m *cs, const struct ex *x);
/* For each bound of space.bounds. */
enum breach_kind answer_breach(struct space *s, const struct case_m *c, uint32_t bound);
/* Inside the scope? YES, NO, or UNDECIDED (inputs are missing, holes, conflict). */
enum truth answer_inside(struct space *s, const struct case_m *c, uint32_t service);
enum truth answer_condition(struct space *s, const struct case_m *c, const struct ex *x);

#endif
