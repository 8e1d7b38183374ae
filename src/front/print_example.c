/* SPDX-License-Identifier: MIT
 *
 * The canonical text of examples: one input or expected answer a line.
 */
#include "front/printer.h"

static void put_answer(struct printer *p, const struct answer *x);

static void put_readings(struct printer *p, const struct answer *x)
{
	put_word(p, TOK_UNCLEAR);
	put(p, " ");
	put_names(p, &x->names);
	put(p, " {");
	for (uint32_t i = 0; i < x->readings.n; i++) {
		put(p, " ");
		put_name(p, x->readings.at[i].reading);
		put(p, ": ");
		put_answer(p, x->readings.at[i].answer);
	}
	put(p, " }");
}

static void put_outside(struct printer *p, const struct answer *x)
{
	put_word(p, TOK_OUTSIDE);
	put(p, x->names.n ? " " : "");
	put_names(p, &x->names);
	if (x->referrals.n) {
		put(p, " ");
		put_referrals(p, x->referrals.at, x->referrals.n);
	}
}

static void put_answer(struct printer *p, const struct answer *x)
{
	switch (x->kind) {
	case ANSWER_MAIN_RULE:
		put_word(p, TOK_MAIN_RULE);
		put(p, " ");
		put_body(p, &x->body);
		break;
	case ANSWER_LEFT:
		put_word(p, TOK_LEFT);
		put(p, " ");
		put_body(p, &x->body);
		break;
	case ANSWER_VALUE:
		put_body(p, &x->body);
		break;
	case ANSWER_UNDETERMINED:
		put_word(p, TOK_UNDETERMINED);
		put(p, " ");
		put_names(p, &x->names);
		break;
	case ANSWER_CONFLICT:
		put_word(p, TOK_CONFLICT);
		break;
	case ANSWER_OUTSIDE:
		put_outside(p, x);
		break;
	case ANSWER_UNCLEAR:
		put_readings(p, x);
		break;
	}
}

void put_example(struct printer *p, int token, const struct decl *x)
{
	put_word(p, token);
	put(p, x->title.text.p ? " " : "");
	if (x->title.text.p)
		put_prose(p, x->title);
	put_open(p);
	for (uint32_t i = 0; i < x->u.example.lines.n; i++) {
		const struct example_line *line = &x->u.example.lines.at[i];
		put_line(p, line->at.lo);
		if (line->kind != EXAMPLE_INPUT) {
			put_word(p, line->kind == EXAMPLE_GIVES ? TOK_GIVES : TOK_USED);
			put(p, " ");
		}
		put_path(p, &line->path);
		put(p, ": ");
		put_answer(p, line->answer);
	}
	put_close(p, x->at);
}
