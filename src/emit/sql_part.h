/* SPDX-License-Identifier: MIT
 *
 * Shared by the files of the SQL target: sql.c (the tables), sql_text.c (writing SQL), sql_step.c (what is computed once
 * for each case), sql_formula.c (limits that are formulas), sql_view.c (the questions).
 */
#ifndef EMIT_SQL_PART_H
#define EMIT_SQL_PART_H

#include "emit/plan.h"

enum sql_engine { SQLITE, POSTGRESQL };

/* A number that is computed once for each case, from its inputs and earlier steps: a column of the table of cases. */
struct sql_step {
	const char *name, *text; /* the name is quoted */
};

/* A fraction in SQL: known where the denominator is no 0; NULL where an input is unknown. */
struct sql_frac {
	const char *num, *den;
	int64_t const_den; /* 0: not constant */
};

struct sql_limit {
	const struct ex *ex;
	struct sql_frac value;
};

/* What the formulas of a leaf may come to instead of a value: a leaf of its own. */
struct sql_turn {
	uint32_t leaf; /* of the plan */
	enum plain_kind
		kind; /* conflict of values, or silent for overflow; absent: an input is unknown */
	uint32_t provision, other;
};

struct sql {
	enum sql_engine engine;
	const struct plan *p;
	const struct model *m;
	struct space *s;
	struct arena *a;
	struct diags *d;
	struct text *t;
	VEC(const char *) used; /* identifiers, in lower case */
	VEC(struct sql_step) steps;
	VEC(struct sql_limit) limits;
	VEC(struct sql_turn) turns;
	const char **input; /* by input of the model: its column, quoted; NULL: unknown in every case */
	const char **least, **most;               /* by input: steps, where others narrow it; NULL */
	const char **column_least, **column_most; /* by column of the space: steps; NULL: an input's */
	const char **leaf; /* by leaf of the plan: the step with what its formulas come to; NULL */
	const char *cases, *prepare; /* the table of cases; what fills its steps */
	const char *slots, *leaves, *edges, *provisions, *services, *inputs, *choices;
	const char *exists; /* step: 1 where such a case can exist */
	const char *alias;  /* before every column of a case: "" or "c." */
};

/* ---- sql_text.c */

__attribute__((format(printf, 2, 3))) const char *sql_f(const struct sql *o, const char *format,
                                                        ...);
/* A string literal that no text can leave; NULL for NULL. */
const char *sql_text(const struct sql *o, const char *s);
/* One line of comment. */
void sql_comment(struct sql *o, const char *s);
/* Quoted, at most 63 bytes, unlike every other identifier so far even in another case. */
const char *sql_name(struct sql *o, const char *wish);
const char *sql_int(const struct sql *o, int64_t i);
/* The lesser, the greater of two numbers that are not NULL. */
const char *sql_min(const struct sql *o, const char *x, const char *y);
const char *sql_max(const struct sql *o, const char *x, const char *y);
/* All of n conditions, in a balanced tree: engines bound the depth of expressions. "" where n is 0. */
const char *sql_all(const struct sql *o, const char *const *part, uint32_t n);
/* A number that is not known. */
const char *sql_null(const struct sql *o);
/* The text for key = keys[i]. */
const char *sql_pick(const struct sql *o, const char *key, const uint32_t *keys,
                     const char *const *texts, uint32_t n);

/* ---- sql_step.c */

/* A case's own column, under the alias in force. */
const char *sql_ref(const struct sql *o, const char *name);
/* A step; the result is its name. */
const char *sql_step(struct sql *o, const char *wish, const char *text);
const char *sql_input_least(const struct sql *o, uint32_t input);
const char *sql_input_most(const struct sql *o, uint32_t input);
const char *sql_least(const struct sql *o, uint32_t column); /* of the space */
const char *sql_most(const struct sql *o, uint32_t column);
/* Whole years from one day to another, as steps where that saves work. */
const char *sql_age(struct sql *o, const char *birth, const char *day);
const char *sql_months_later(struct sql *o, const char *day, int64_t months);
/* Everything but the formulas. */
void sql_make_steps(struct sql *o);

/* ---- sql_formula.c */

/* False where a comparison does not fit; that is reported. */
bool sql_make_formulas(struct sql *o);
/* Of a leaf of formulas: the number of a side, reduced. */
const char *sql_numerator(struct sql *o, uint32_t leaf, bool upper);
const char *sql_denominator(struct sql *o, uint32_t leaf, bool upper);
/* The number under which a leaf stands in its slot; that of turn i of the plan. */
uint32_t sql_leaf_number(const struct sql *o, uint32_t leaf);
uint32_t sql_turn_number(const struct sql *o, uint32_t turn);

/* ---- sql.c */

/* What is the same answer has the same key: an expression, of a leaf that has a value or of what its formulas turn to. */
const char *sql_key(struct sql *o, uint32_t leaf);
const char *sql_turn_key(const struct sql *o, uint32_t turn);

/* ---- sql_view.c */

#define SQL_UNDETERMINED (-1)
#define SQL_UNCLEAR (-2)
#define SQL_NOT_DECIDED (-3)

void sql_views(struct sql *o, uint32_t service, const char *answers, const char *possible);

#endif
