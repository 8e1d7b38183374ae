/* SPDX-License-Identifier: MIT
 *
 * Between the driver (parse.c) and its repairs (repair.c).
 */
#ifndef FRONT_PUSH_H
#define FRONT_PUSH_H

#include "front/front.h"
#include "parser.h"

#define PUSH_MADE_UP                                                                               \
	0x80000000u /* in f->open: the text lacks this bracket, its partner is closed silently */

/* The token at hand, as `kind`; goes on to the next one. All push functions return false when the parser has ended. */
bool push_token(struct front *f, yypstate *ps, int kind);
/* A token that the text lacks, before the one at hand. */
bool push_made_up(struct front *f, yypstate *ps, int kind);
bool push_declares(const struct front *f, const struct token *t);

/* The token at hand, as `kind`, does not fit: mend one thing, or report it and go on behind it. */
bool repair(struct front *f, yypstate *ps, struct token *t, int kind);
/* Into the parser's nearest error rule, and past the brackets it has lost with that. */
bool repair_fail(struct front *f, yypstate *ps);
/* The token a name stands for: itself, or the keyword it was meant to be (reported). */
int repair_name(struct front *f, yypstate *ps, struct token *t);

/* Reports that the token at hand is unexpected, with what was expected. */
void expect_report(struct front *f, yypstate *ps, const struct token *t);
/* A token, and a kind of token, in words of the session's language. */
const char *token_words(struct front *f, const struct token *t);
const char *kind_words(struct front *f, int kind);

/* The epilogue of parser.y */
#define TOK_COUNT (TOK_PARA + 1) /* the last one that parser.y declares */
bool parser_accepts(yypstate *ps, int token);
uint32_t parser_depth(const yypstate *ps); /* `{` and `(` that the parser itself holds */

#endif
