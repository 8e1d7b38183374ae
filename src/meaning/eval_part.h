/* SPDX-License-Identifier: MIT
 *
 * Private to the reference evaluator: one question and what it knows (eval.c), what expressions are worth in it
 * (eval_ex.c), and what the rules of one slot say together (eval_slot.c).
 */
#ifndef MEANING_EVAL_PART_H
#define MEANING_EVAL_PART_H

#include "meaning/eval.h"

#define HYPOTHESES 10

enum cause { CAUSE_HOLE, CAUSE_RATE, CAUSE_OVERFLOW, CAUSE_SILENT, CAUSE_CONFLICT };

/* A condition that nobody can answer, as it is settled at present. */
struct hypothesis {
	const struct ex *atom;
	bool holds;
	enum cause cause;
	const char *what;
};

struct eval {
	const struct model *m;
	const int64_t *values;
	eval_suppressed suppressed;
	struct hypothesis hyp[HYPOTHESES];
	uint32_t n_hyp;
	uint32_t seeking;          /* the service whose ring of referrals is being sought; NONE */
	const struct eval *within; /* the question that asked this one; NULL */
};

/* What an expression is worth: a number, actors, nothing because its service does not cover the case, or undecided. */
struct worth {
	enum { WORTH_NUMBER, WORTH_ACTORS, WORTH_OUTSIDE, WORTH_UNDECIDED } kind;
	struct num number;
	const struct ex *actors;
	enum cause cause;
	const char *what;
	uint32_t rate;
	int64_t day;
};

/* ---- eval_ex.c */
bool eval_holds(struct eval *e, const struct ex *x);
struct worth eval_worth(struct eval *e, const struct ex *x);
bool eval_same_actors(const struct ex *a, const struct ex *b);

/* ---- eval_slot.c */
/* What the rules say in the slot, the scope aside. False where none speaks in it; *any: one of the heading applies. */
bool eval_rules(struct eval *e, uint32_t slot, struct plain *p, bool *any);

/* ---- eval.c: a question within a question */
void eval_ask_slot(struct eval *e, uint32_t slot, struct plain *out);
enum truth eval_ask_scope(struct eval *e, uint32_t service, bool *conflict);

#endif
