/* SPDX-License-Identifier: MIT
 *
 * Constructors of inputs, types, units, rates, outcomes and examples.
 */
#include "front/tree.h"
#include "parser.h"

struct decl *tree_input(struct front *f, enum decl_kind kind, span at, struct name name,
                        struct type *type, struct prose question)
{
	struct decl *x = tree_named(f, kind, at, name, question);
	x->u.input.type = *type;
	return x;
}

struct decl *tree_assessment(struct front *f, span at, struct name name, struct type *type,
                             struct decl *judges)
{
	struct decl *x = tree_input(f, DECL_ASSESSMENT, at, name, type, NO_PROSE);
	x->u.input.by = judges->u.input.by;
	x->u.input.by_missing = judges->u.input.by_missing;
	return x;
}

struct decl *tree_judge(struct front *f, struct decl *x, struct name name)
{
	if (name.id)
		vec_push(f->a, &x->u.input.by, name);
	else
		x->u.input.by_missing = true;
	return x;
}

/* `som "…" / "…"`: two phrases are those of yes and no, or of two choices: both fields hold them. */
struct decl *tree_phrase(struct front *f, struct decl *x, struct prose phrase, span at)
{
	x->at = at;
	vec_push(f->a, &x->u.input.phrases, phrase);
	if (x->u.input.phrases.n == 1)
		x->u.input.phrase_yes = phrase;
	else if (x->u.input.phrases.n == 2)
		x->u.input.phrase_no = phrase;
	return x;
}

struct decl *tree_input_source(struct front *f, struct decl *x, struct citation c, span at)
{
	x->at = at;
	vec_push(f->a, &x->u.input.sources, c);
	return x;
}

/* ---- types and units -------------------------------------------------------------------------------------- */

struct type *tree_type(struct front *f, enum type_kind kind, span at)
{
	struct type *t = arena_new(f->a, struct type);
	t->kind = kind;
	t->at = at;
	return t;
}

struct type *tree_type_unit(struct front *f, struct unit_ref *unit, struct expr *from,
                            struct expr *to, span at)
{
	struct type *t = tree_type(f, TYPE_UNIT, at);
	t->unit = *unit;
	t->bounded = from != NULL;
	t->from = from;
	t->to = to;
	return t;
}

struct type *tree_type_ends(struct type *t, struct unit_ref *unit, span at)
{
	t->at = at;
	if (unit)
		t->unit = *unit;
	return t;
}

struct type *tree_choice(struct front *f, struct type *t, struct choice c)
{
	vec_push(f->a, &t->choices, c);
	return t;
}

struct choice tree_choice_name(struct front *f, struct name name)
{
	(void)f;
	return (struct choice){.at = name.at, .name = name};
}

/* `en af { ikke < kan < skal }`: the value that says "does not apply", under its Danish name in both columns. */
struct choice tree_choice_not(struct front *f, span at)
{
	return (struct choice){.at = at, .name = {intern_name(f->names, "ikke", 4), at}};
}

struct choice tree_choice_number(struct number number, span at)
{
	return (struct choice){.at = at, .number = number.value, .digits = number.digits};
}

struct unit_ref *tree_unit_ref(struct front *f, struct name unit)
{
	struct unit_ref *u = arena_new(f->a, struct unit_ref);
	u->unit = unit;
	u->at = unit.at;
	return u;
}

struct unit_ref *tree_unit_per(struct front *f, struct unit_ref *u, struct name unit, span at)
{
	struct per per = {.kind = PER_UNIT, .at = unit.at, .amount = num_int(1), .unit = unit};
	u->at = at;
	vec_push(f->a, &u->per, per);
	return u;
}

struct name tree_percent(struct front *f, span at)
{
	return (struct name){intern_name(f->names, "%", 1), at};
}

/* ---- rates and outcomes ----------------------------------------------------------------------------------- */

struct decl *tree_rate(struct front *f, span at, struct name name, struct type *type,
                       struct path event)
{
	struct decl *x = tree_named(f, DECL_RATE, at, name, NO_PROSE);
	x->u.rate.type = *type;
	x->u.rate.at_event = event;
	return x;
}

struct decl *tree_step_add(struct front *f, struct decl *x, struct rate_row *row)
{
	if (row)
		vec_push(f->a, &x->u.rate.rows, *row);
	return x;
}

struct rate_row *tree_year(struct front *f, span at, int64_t year)
{
	struct rate_row *row = arena_new(f->a, struct rate_row);
	row->at = at;
	row->year = (int)year;
	return row;
}

struct rate_row *tree_dates(struct front *f, span at, struct day from, struct day to)
{
	struct rate_row *row = tree_year(f, at, 0);
	row->from = from;
	row->to = to;
	return row;
}

struct rate_row *tree_step_value(struct rate_row *row, struct expr *value, span at)
{
	row->at = at;
	row->value = value;
	return row;
}

struct rate_row *tree_step_source(struct front *f, struct rate_row *row, struct citation c, span at)
{
	if (!row)
		return NULL;
	row->at = at;
	vec_push(f->a, &row->sources, c);
	return row;
}

struct rate_row *tree_step_unverified(struct rate_row *row, span at)
{
	if (!row)
		return NULL;
	row->at = at;
	row->unverified = true;
	return row;
}

struct decl *tree_outcome(struct front *f, span at, struct name name, struct type *type,
                          struct prose title)
{
	struct decl *x = tree_named(f, DECL_OUTCOME, at, name, title);
	x->u.outcome.type = *type;
	return x;
}

struct decl *tree_outcome_flag(struct decl *x, int token, struct expr *when, span at)
{
	x->at = at;
	if (token == TOK_ABOUT_CASE)
		x->u.outcome.about_case = true;
	else if (token == TOK_SEVERAL)
		x->u.outcome.several = true;
	else if (token == TOK_BEST_HIGHEST)
		x->u.outcome.better = BETTER_HIGHEST;
	else if (token == TOK_BEST_LOWEST)
		x->u.outcome.better = BETTER_LOWEST;
	else if (token == TOK_BEST_EARLIEST)
		x->u.outcome.better = BETTER_EARLIEST;
	else if (token == TOK_BEST_LATEST)
		x->u.outcome.better = BETTER_LATEST;
	else if (token == TOK_REQUIRED)
		x->u.outcome.required = true;
	if (when)
		x->u.outcome.required_when = when;
	return x;
}

/* ---- examples --------------------------------------------------------------------------------------------- */

struct decl *tree_example(struct front *f, span at, struct prose title, struct decl *lines)
{
	struct decl *x = tree_titled(f, DECL_EXAMPLE, at, title);
	VEC_MOVE(&x->u.example.lines, &lines->u.example.lines);
	return x;
}

struct decl *tree_line(struct front *f, struct decl *x, enum example_kind kind, struct path path,
                       struct name label, struct answer *answer, span at)
{
	span whole = {path.names.n ? path.at.lo : label.at.lo, label.at.hi};
	if (f->poison)
		answer = tree_bad_answer(f, answer->at);
	struct example_line line = {.kind = kind, .at = span_join(at, answer->at), .answer = answer};
	line.path = tree_path(f, path.names.n ? &path : NULL, label, whole);
	vec_push(f->a, &x->u.example.lines, line);
	return x;
}

struct answer *tree_answer(struct front *f, enum answer_kind kind, name_list *names, span at)
{
	struct answer *x = arena_new(f->a, struct answer);
	x->kind = kind;
	x->at = at;
	x->body.strength = STRENGTH_PLAIN;
	if (names)
		x->names = *names;
	return x;
}

struct answer *tree_answer_body(struct front *f, enum answer_kind kind, struct body *body, span at)
{
	struct answer *x = tree_answer(f, kind, NULL, at);
	x->body = *body;
	return x;
}

struct answer *tree_bad_answer(struct front *f, span at)
{
	return tree_answer_body(f, ANSWER_VALUE, tree_body(f, tree_bad_expr(f, at), NULL, at), at);
}

struct answer *tree_referred(struct answer *x, struct tail *targets, span at)
{
	x->at = at;
	VEC_MOVE(&x->referrals, &targets->referrals);
	return x;
}

struct answer *tree_unclear(struct front *f, struct name name, struct answer *readings, span at)
{
	readings->kind = ANSWER_UNCLEAR;
	readings->at = at;
	vec_push(f->a, &readings->names, name);
	return readings;
}

struct answer *tree_reading(struct front *f, struct answer *list, struct name reading,
                            struct answer *answer, span at)
{
	if (!list)
		list = tree_answer(f, ANSWER_UNCLEAR, NULL, at);
	struct reading_answer one = {at, reading, answer};
	vec_push(f->a, &list->readings, one);
	return list;
}
