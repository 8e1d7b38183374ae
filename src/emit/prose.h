/* SPDX-License-Identifier: MIT
 *
 * The rules in sentences for people who have never seen a rule file: no names with underscores, no ISO dates, questions
 * turned into statements. Where a sentence cannot be made safely, the question itself is quoted with its answer; nothing
 * is guessed. The language is model.words. Results live in `a`.
 */
#ifndef EMIT_PROSE_H
#define EMIT_PROSE_H

#include "meaning/model.h"

/* ---- words (prose.c) */

/* Of two literals, so that the compiler still checks formats. */
#define SAY(m, danish, english) ((m)->words == LANG_DA ? (danish) : (english))
/* Names as words, days in words, units as people say them: "15 timer om måneden", "1. juli 2024". */
const char *prose_plain(struct arena *a, const struct model *m, const char *s);
/* The first letter a capital. */
const char *prose_capital(struct arena *a, const char *s);
/* The first letter small, unless the word goes on in capitals or is a name of its own. */
const char *prose_small(struct arena *a, const char *s);
const char *prose_date(struct arena *a, const struct model *m, int64_t day);
const char *prose_actor(struct arena *a, const struct model *m, uint32_t actor);
/* "Børn Indgang, Unge Indgang eller Torvehuset"; "ingen" */
const char *prose_actors(struct arena *a, const struct model *m, const struct ex *actors);
/* "rådgiveren eller kommunen"; NULL where nobody is named. */
const char *prose_by(struct arena *a, const struct model *m, const uint32_t *by, uint32_t n);

/* ---- values (prose_value.c) */

/* A number, a day, a formula: "15 timer om måneden", "den dag, barnet fylder 18 år". */
const char *prose_ex(struct arena *a, const struct model *m, const struct ex *x);
/* What an input is called in a formula: "indtægtstabet". */
const char *prose_input(struct arena *a, const struct model *m, uint32_t input);
/* "kommunen modtog ansøgningen": what happens on the day of an input. */
const char *prose_moment(struct arena *a, const struct model *m, uint32_t input);
/* The same where it is said in the present: "hjælpen stopper"; NULL. */
const char *prose_present(struct arena *a, const struct model *m, uint32_t input);
/* What a statement says, as a phrase: "højst 15 timer om måneden". Never NULL. */
const char *prose_statement(struct arena *a, const struct model *m, const struct statement *st,
                            const struct slot *slot);

/* ---- questions (prose_question.c) */

struct said {
	const char *main, *sub; /* as a sentence, and as it stands after "hvis" */
};

/* Without what stands in parentheses; a question without any is itself. NULL: NULL. */
const char *question_bare(struct arena *a, const char *question);
/* "Bor barnet hjemme?" → "barnet bor hjemme", or its negation. False where the sentence is not understood. */
bool question_yes(struct arena *a, const struct model *m, const char *question, bool negated,
                  struct said *out);
/* "Hvornår modtog kommunen ansøgningen?" → "kommunen modtog ansøgningen"; NULL. */
const char *question_moment(struct arena *a, const struct model *m, const char *question);
/*
 * "Hvad handler henvendelsen om?" → "henvendelsen handler om": what a choice is put after; NULL. choices: "a, b eller c",
 * as a question lists them.
 */
const char *question_answer(struct arena *a, const struct model *m, const char *question,
                            const char *choices);
/* "Hvor gammel er barnet?" → "barnet"; NULL. */
const char *question_subject(struct arena *a, const struct model *m, const char *question);

/* ---- conditions (prose_clause.c) */

enum clause_kind {
	CLAUSE_SAID,
	CLAUSE_ALL,
	CLAUSE_ANY,
	CLAUSE_COUNT, /* so many of the kids: `how` */
	CLAUSE_IF,    /* where kid 0 holds, kid 1 must hold */
	CLAUSE_NOT,   /* kid 0 does not hold */
};

struct clause {
	enum clause_kind kind;
	struct said said;
	const char *cell; /* as it stands in a table under its input's question; NULL */
	const char *by;   /* whose judgement it is; NULL */
	const char *how;  /* COUNT: "mindst 2" */
	uint32_t input;   /* that it alone speaks of; NONE */
	bool quotes;      /* `sub` quotes the question, so nobody "assesses that" before it */
	bool is_reading;  /* it hangs on how the text is read */
	VEC(struct clause *) kids;
};

/* NULL where it always holds. */
struct clause *prose_clause(struct arena *a, const struct model *m, const struct ex *x);
/* "barnet bor hjemme, og rådgiveren vurderer, at …": after "hvis". NULL where only a list can say it clearly. */
const char *prose_inline(struct arena *a, const struct model *m, const struct clause *c);

#endif
