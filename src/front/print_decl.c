/* SPDX-License-Identifier: MIT
 *
 * The canonical text of declarations.
 */
#include "front/printer.h"

#include <string.h>

static void put_title(struct printer *p, struct prose title)
{
	if (!title.text.p)
		return;
	put(p, " ");
	put_prose(p, title);
}

/* The first word and the name, with a colon where the grammar wants one. */
static void put_head(struct printer *p, int token, const struct decl *x, const char *colon)
{
	put_word(p, token);
	put(p, " ");
	put_name(p, x->name);
	put(p, colon);
}

/* ---- headers ---------------------------------------------------------------------------------------------- */

static void put_entry(struct printer *p, const struct header_entry *e, size_t width)
{
	put_label(p, e->label, width);
	switch (e->kind) {
	case HEADER_TEXT:
		put_prose(p, e->text);
		break;
	case HEADER_NAME:
		put_name(p, e->name);
		break;
	case HEADER_NUMBER:
		put_number(p, e->number, e->digits);
		break;
	case HEADER_DAY:
		put_day(p, &e->day);
		break;
	case HEADER_PERIOD:
		put_period(p, &e->period);
		break;
	case HEADER_REFS:
		put_refs(p, e->refs.at, e->refs.n);
		break;
	case HEADER_MISSING:
		put_missing(p, e->text);
		break;
	}
}

static void put_header(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, "");
	put_title(p, x->title);
	put_open(p);
	size_t widest = 0;
	for (uint32_t i = 0; i < x->u.catalogue.header.n; i++) {
		size_t width = label_width(p, x->u.catalogue.header.at[i].label);
		widest = width > widest ? width : widest;
	}
	for (uint32_t i = 0; i < x->u.catalogue.header.n; i++) {
		put_line(p, x->u.catalogue.header.at[i].at.lo);
		put_entry(p, &x->u.catalogue.header.at[i], widest);
	}
	put_close(p, x->at);
}

/* ---- types and inputs ------------------------------------------------------------------------------------- */

static void put_choices(struct printer *p, const struct type *t)
{
	put(p, p->to == LANG_EN ? "one of { " : "en af { ");
	for (uint32_t i = 0; i < t->choices.n; i++) {
		const struct choice *c = &t->choices.at[i];
		put(p, !i ? "" : t->ordered ? " < " : ", ");
		if (c->name.id && !strcmp(intern_text(p->names, c->name.id), "ikke"))
			put_word(p, TOK_NOT);
		else if (c->name.id)
			put_name(p, c->name);
		else
			put_number(p, c->number, c->digits);
	}
	put(p, " }");
	if (t->unit.unit.id) {
		put(p, " ");
		put_unit(p, &t->unit, true);
	}
}

static void put_type(struct printer *p, const struct type *t)
{
	put(p, " ");
	switch (t->kind) {
	case TYPE_YES_NO:
		put_word(p, TOK_YES);
		put(p, "/");
		put_word(p, TOK_NO);
		break;
	case TYPE_ACTOR:
		put_word(p, TOK_ACTOR);
		break;
	case TYPE_SERVICE:
		put_word(p, TOK_SERVICE);
		break;
	case TYPE_ONE_OF:
		put_choices(p, t);
		break;
	case TYPE_UNIT:
		put_unit(p, &t->unit, t->bounded);
		break;
	}
	if (!t->bounded)
		return;
	put(p, " ");
	put_word(p, TOK_FROM);
	put(p, " ");
	put_expr(p, t->from);
	put(p, " ");
	put_word(p, TOK_TO);
	put(p, " ");
	put_expr(p, t->to);
}

static void put_judges(struct printer *p, const struct decl *x)
{
	uint32_t n = x->u.input.by.n + x->u.input.by_missing;
	for (uint32_t i = 0; i < n; i++) {
		put(p, " ");
		put_word(p, i ? TOK_OR : TOK_BY);
		put(p, " ");
		if (i < x->u.input.by.n)
			put_name(p, x->u.input.by.at[i]);
		else
			put_word(p, TOK_MISSING);
	}
}

static void put_phrases(struct printer *p, const struct decl *x)
{
	for (uint32_t i = 0; i < x->u.input.phrases.n; i++) {
		put(p, " ");
		put(p, i ? "/" : word_text(TOK_AS, p->to));
		put(p, " ");
		put_prose(p, x->u.input.phrases.at[i]);
	}
}

/* The question, its phrases and its place; below the first line where that would be too wide. */
static void put_question(struct printer *p, const struct decl *x)
{
	struct printer_mark mark = printer_mark(p);
	put_title(p, x->title);
	put_phrases(p, x);
	put_sources(p, &x->u.input.sources);
	if (!printer_too_wide(p, mark))
		return;
	printer_reset(p, mark);
	p->indent += PRINT_INDENT;
	if (x->title.text.p) {
		put_line(p, x->title.at.lo);
		put_prose(p, x->title);
	}
	struct printer_mark below = printer_mark(p);
	put_phrases(p, x);
	if (x->u.input.phrases.n && printer_too_wide(p, below)) {
		printer_reset(p, below);
		put_line(p, x->u.input.phrases.at[0].at.lo);
		put(p, word_text(TOK_AS, p->to));
		put(p, " ");
		put_prose(p, x->u.input.phrases.at[0]);
		for (uint32_t i = 1; i < x->u.input.phrases.n; i++) {
			put(p, " / ");
			put_prose(p, x->u.input.phrases.at[i]);
		}
	}
	put_sources(p, &x->u.input.sources);
	p->indent -= PRINT_INDENT;
}

static void put_input(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, ":");
	put_type(p, &x->u.input.type);
	put_judges(p, x);
	put_question(p, x);
}

/* ---- the others ------------------------------------------------------------------------------------------- */

static void put_unit_decl(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, "");
	if (x->u.unit.plural.id) {
		put(p, "/");
		put_unit_name(p, x->u.unit.plural, true);
	}
	if (x->u.unit.converts) {
		put(p, " = ");
		put_number(p, x->u.unit.factor, (struct str){NULL, 0});
		put(p, " ");
		put_unit_name(p, x->u.unit.of, true);
	}
}

static void put_step(struct printer *p, const struct rate_row *row)
{
	if (row->year) {
		text_printf(p->out, "%04d: ", row->year);
	} else {
		put_word(p, TOK_FROM);
		put(p, " ");
		put_day(p, &row->from);
		if (row->to.given) {
			put(p, " ");
			put_word(p, TOK_TO);
			put(p, " ");
			put_day(p, &row->to);
		}
		put(p, ": ");
	}
	put_expr(p, row->value);
	if (row->unverified) {
		put(p, " ");
		put_word(p, TOK_UNVERIFIED);
	}
	put_sources(p, &row->sources);
}

static void put_rate(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, ":");
	put_type(p, &x->u.rate.type);
	if (x->u.rate.at_event.names.n) {
		put(p, " ");
		put_word(p, TOK_AT);
		put(p, " ");
		put_path(p, &x->u.rate.at_event);
	}
	put_open(p);
	for (uint32_t i = 0; i < x->u.rate.rows.n; i++) {
		put_line(p, x->u.rate.rows.at[i].at.lo);
		put_step(p, &x->u.rate.rows.at[i]);
	}
	put_close(p, x->at);
}

static void put_outcome(struct printer *p, int token, const struct decl *x)
{
	static const int better[] = {[BETTER_NONE] = 0,
	                             [BETTER_HIGHEST] = TOK_BEST_HIGHEST,
	                             [BETTER_LOWEST] = TOK_BEST_LOWEST,
	                             [BETTER_EARLIEST] = TOK_BEST_EARLIEST,
	                             [BETTER_LATEST] = TOK_BEST_LATEST};
	put_head(p, token, x, ":");
	put_type(p, &x->u.outcome.type);
	put_title(p, x->title);
	int flags[] = {x->u.outcome.about_case ? TOK_ABOUT_CASE : 0,
	               x->u.outcome.several ? TOK_SEVERAL : 0, better[x->u.outcome.better],
	               x->u.outcome.required ? TOK_REQUIRED : 0};
	for (int i = 0; i < 4; i++)
		if (flags[i]) {
			put(p, " ");
			put_word(p, flags[i]);
		}
	if (x->u.outcome.required_when) {
		put(p, " ");
		put_word(p, TOK_WHEN);
		put(p, " ");
		put_expr(p, x->u.outcome.required_when);
	}
}

static void put_service_refs(struct printer *p, const struct decl *x)
{
	for (uint32_t i = 0; i < x->u.service.under.n; i++) {
		const struct head_ref *ref = &x->u.service.under.at[i];
		put(p, i ? ", " : "");
		if (!i) {
			put_word(p, p->to == LANG_EN ? TOK_UNDER : TOK_AFTER);
			put(p, " ");
		}
		put_ref(p, &ref->ref);
		if (ref->when) {
			put(p, " ");
			put_word(p, TOK_WHEN);
			put(p, " ");
			put_expr(p, ref->when);
		}
	}
}

static void put_service(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, "");
	put_title(p, x->title);
	if (x->u.service.under.n) {
		struct printer_mark mark = printer_mark(p);
		put(p, " ");
		put_service_refs(p, x);
		if (printer_too_wide(p, mark)) {
			printer_reset(p, mark);
			p->indent += PRINT_INDENT;
			put_line(p, x->u.service.under.at[0].ref.at.lo);
			put_service_refs(p, x);
			p->indent -= PRINT_INDENT;
		}
	}
	put_block(p, &x->u.service.block);
}

static void put_clause(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, "");
	if (x->u.clause.supplementary) {
		put(p, " ");
		put_word(p, TOK_SUPPLEMENTARY);
	}
	put_block(p, &x->u.clause.block);
}

static void put_rule(struct printer *p, int token, const struct decl *x)
{
	put_word(p, token);
	put_title(p, x->title);
	put(p, ":");
	struct printer_mark mark = printer_mark(p);
	put(p, " ");
	put_expr(p, x->u.rule.expr);
	put_conds(p, x->u.rule.conds.at, x->u.rule.conds.n);
	if (!printer_too_wide(p, mark))
		return;
	printer_reset(p, mark);
	p->indent += PRINT_INDENT;
	put_line(p, x->u.rule.expr->at.lo);
	put_expr(p, x->u.rule.expr);
	put_conds(p, x->u.rule.conds.at, x->u.rule.conds.n);
	p->indent -= PRINT_INDENT;
}

static void put_accept(struct printer *p, int token, const struct decl *x)
{
	put_word(p, token);
	put(p, " ");
	put_name(p, x->u.accept.code);
	put(p, " ");
	put_word(p, TOK_AT);
	put(p, " ");
	if (x->u.accept.ref.para)
		put_ref(p, &x->u.accept.ref);
	else
		put_path(p, &x->u.accept.place);
	put_title(p, x->u.accept.reason);
	put(p, " ");
	put_word(p, TOK_BY);
	put_title(p, x->u.accept.minute);
	put(p, " ");
	put_word(p, TOK_TO);
	put(p, " ");
	put_day(p, &x->u.accept.until);
}

static void put_paragraph(struct printer *p, int token, const struct decl *x)
{
	(void)token;
	put(p, x->u.paragraph.para);
	put_title(p, x->title);
	put_block(p, &x->u.paragraph.block);
}

static void put_named(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, "");
	put_title(p, x->title);
}

static void put_concept(struct printer *p, int token, const struct decl *x)
{
	put_head(p, token, x, ": ");
	put_expr(p, x->u.concept);
}

typedef void put_function(struct printer *p, int token, const struct decl *x);

static const struct {
	int token;
	put_function *put;
} functions[DECL_KIND_COUNT] = {
	[DECL_CATALOGUE] = {TOK_CATALOGUE, put_header},
	[DECL_LAW] = {TOK_LAW, put_header},
	[DECL_PARAGRAPH] = {TOK_PARA, put_paragraph},
	[DECL_MODULE] = {TOK_MODULE, put_named},
	[DECL_USE] = {TOK_USE, put_named},
	[DECL_UNIT] = {TOK_UNIT, put_unit_decl},
	[DECL_ACTOR] = {TOK_ACTOR, put_named},
	[DECL_FACT] = {TOK_FACT, put_input},
	[DECL_ASSESSMENT] = {TOK_ASSESSMENT, put_input},
	[DECL_UNCLEAR] = {TOK_UNCLEAR, put_input},
	[DECL_CONCEPT] = {TOK_CONCEPT, put_concept},
	[DECL_RATE] = {TOK_RATE, put_rate},
	[DECL_OUTCOME] = {TOK_OUTCOME, put_outcome},
	[DECL_CLAUSE] = {TOK_CLAUSE, put_clause},
	[DECL_SERVICE] = {TOK_SERVICE, put_service},
	[DECL_GIVEN] = {TOK_GIVEN, put_rule},
	[DECL_ALWAYS] = {TOK_ALWAYS, put_rule},
	[DECL_NEVER] = {TOK_NEVER, put_rule},
	[DECL_EXAMPLE] = {TOK_EXAMPLE, put_example},
	[DECL_ACCEPT] = {TOK_ACCEPT, put_accept},
};

void put_decl(struct printer *p, const struct decl *x)
{
	functions[x->kind].put(p, functions[x->kind].token, x);
}
