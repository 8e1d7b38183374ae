/* SPDX-License-Identifier: MIT
 *
 * The canonical text of blocks, provisions, tables and answers: one provision a line, its clauses below it where the line
 * would be too wide, its exceptions always below it, a table's cells in columns.
 */
#include "front/printer.h"

void put_strength(struct printer *p, bool has, enum strength strength)
{
	static const int tokens[] = {[STRENGTH_TYPICAL] = TOK_TYPICALLY,
	                             [STRENGTH_AS_A_RULE] = TOK_AS_A_RULE,
	                             [STRENGTH_PLAIN] = 0,
	                             [STRENGTH_MANDATORY] = TOK_MANDATORY};
	if (!has || strength == STRENGTH_PLAIN)
		return;
	put_word(p, tokens[strength]);
	put(p, " ");
}

/* ---- tables ----------------------------------------------------------------------------------------------- */

static void put_cell(struct printer *p, const struct cell *c)
{
	if (c->kind == CELL_ANY) {
		put(p, "*");
	} else if (c->kind == CELL_OTHERWISE) {
		put_word(p, TOK_OTHERWISE);
	} else {
		put_strength(p, c->has_strength, c->strength);
		put_expr(p, c->expr);
	}
}

/* The width of a cell; 0 where it has several lines. */
static size_t cell_width(struct printer *p, const struct cell *c)
{
	struct printer_mark mark = printer_mark(p);
	put_cell(p, c);
	const char *text = p->out->p + mark.n;
	size_t n = p->out->n - mark.n, width = utf8_width(text, n);
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n')
			width = 0;
	printer_reset(p, mark);
	return width;
}

#define COLUMNS_MAX 32

/* The width of each column but the last of its row; cells of several lines count as nothing. */
static void column_widths(struct printer *p, const struct table *t, size_t widths[COLUMNS_MAX])
{
	for (uint32_t r = 0; r < t->rows.n; r++)
		for (uint32_t i = 0; i + 1 < t->rows.at[r].cells.n && i < COLUMNS_MAX; i++) {
			size_t width = cell_width(p, &t->rows.at[r].cells.at[i]);
			if (width > widths[i])
				widths[i] = width;
		}
}

/* A line that begins with a minus would be a bullet: then every row begins with a bar. */
static bool needs_bars(struct printer *p, const struct table *t)
{
	bool minus = false;
	for (uint32_t i = 0; i < t->rows.n && !minus; i++) {
		struct printer_mark mark = printer_mark(p);
		put_cell(p, &t->rows.at[i].cells.at[0]);
		minus = p->out->p[mark.n] == '-';
		printer_reset(p, mark);
	}
	return minus;
}

static void put_row(struct printer *p, const struct row *row, const size_t widths[COLUMNS_MAX])
{
	for (uint32_t i = 0; i < row->cells.n; i++) {
		size_t width = i < COLUMNS_MAX ? cell_width(p, &row->cells.at[i]) : 0;
		put(p, i ? " | " : "");
		put_cell(p, &row->cells.at[i]);
		for (; i + 1 < row->cells.n && i < COLUMNS_MAX && width < widths[i]; width++)
			put(p, " ");
	}
}

static void put_table(struct printer *p, const struct table *t)
{
	size_t widths[COLUMNS_MAX] = {0};
	put_word(p, TOK_TABLE);
	for (uint32_t i = 0; i < t->columns.n; i++) {
		put(p, i ? ", " : " ");
		put_path(p, &t->columns.at[i]);
	}
	put_open(p);
	column_widths(p, t, widths);
	bool bars = needs_bars(p, t);
	for (uint32_t i = 0; i < t->rows.n; i++) {
		put_line(p, t->rows.at[i].at.lo);
		put(p, bars ? "| " : "");
		put_row(p, &t->rows.at[i], widths);
	}
	put_close(p, t->at);
}

void put_body(struct printer *p, const struct body *body)
{
	put_strength(p, body->has_strength, body->strength);
	if (body->table)
		put_table(p, body->table);
	else if (body->value)
		put_expr(p, body->value);
}

/* ---- provisions ------------------------------------------------------------------------------------------- */

void put_referrals(struct printer *p, const struct referral *targets, uint32_t n)
{
	put_word(p, TOK_REFERRED);
	for (uint32_t i = 0; i < n; i++) {
		put(p, i ? ", " : " ");
		if (targets[i].missing)
			put_missing(p, targets[i].vague);
		else if (targets[i].ref.para)
			put_ref(p, &targets[i].ref);
		else
			put_path(p, &targets[i].path);
	}
}

/* A clause follows on the line, or below it one level deeper. */
static void next_clause(struct printer *p, bool below, uint32_t at)
{
	if (below)
		put_line(p, at);
	else
		put(p, " ");
}

/* Under a Danish "efter" or an English "under". */
static void put_under(struct printer *p, const struct provision *x)
{
	put_word(p, p->to == LANG_EN ? TOK_UNDER : TOK_AFTER);
	put(p, " ");
	put_refs(p, x->under.at, x->under.n);
}

static void put_clauses(struct printer *p, const struct provision *x, bool below)
{
	for (uint32_t i = 0; i < x->conds.n; i++) {
		next_clause(p, below, x->conds.at[i].at.lo);
		put_word(p, x->conds.at[i].unless ? TOK_UNLESS : TOK_WHEN);
		put(p, " ");
		put_expr(p, x->conds.at[i].expr);
	}
	if (x->valid.at.lo) {
		next_clause(p, below, x->valid.at.lo);
		put_word(p, TOK_VALID);
		put(p, " ");
		put_period(p, &x->valid);
	}
	if (x->under.n) {
		next_clause(p, below, x->under.at[0].at.lo);
		put_under(p, x);
	}
	if (x->referrals.n) {
		next_clause(p, below, x->referrals.at[0].at.lo);
		put_referrals(p, x->referrals.at, x->referrals.n);
	}
	if (x->unverified) {
		put(p, " ");
		put_word(p, TOK_UNVERIFIED);
	}
	for (uint32_t i = 0; i < x->sources.n; i++) {
		next_clause(p, below, x->sources.at[i].at.lo);
		put_source(p, &x->sources.at[i]);
	}
}

/* The body and what belongs to it: on one line where it fits. */
static void put_stated(struct printer *p, const struct provision *x)
{
	put_body(p, &x->body);
	struct printer_mark mark = printer_mark(p);
	put_clauses(p, x, false);
	if (!printer_too_wide(p, mark))
		return;
	printer_reset(p, mark);
	p->indent += PRINT_INDENT;
	put_clauses(p, x, true);
	p->indent -= PRINT_INDENT;
}

static void put_exception(struct printer *p, const struct provision *dog)
{
	put_line(p, dog->at.lo);
	put_word(p, TOK_EXCEPT);
	put(p, " ");
	put_stated(p, dog);
	if (!dog->exceptions.n)
		return;
	put_open(p);
	for (uint32_t i = 0; i < dog->exceptions.n; i++)
		put_exception(p, dog->exceptions.at[i]);
	put_close(p, dog->at);
}

static void put_exceptions(struct printer *p, const struct provision *x)
{
	p->indent += PRINT_INDENT;
	for (uint32_t i = 0; i < x->exceptions.n; i++)
		put_exception(p, x->exceptions.at[i]);
	p->indent -= PRINT_INDENT;
}

static void put_provision(struct printer *p, const struct provision *x, size_t width)
{
	put_label(p, x->label, width);
	put_stated(p, x);
	put_exceptions(p, x);
}

/* The longest label from item i to the next empty line. */
static size_t run_width(struct printer *p, const struct block *block, uint32_t i)
{
	size_t widest = 0;
	for (uint32_t first = i; i < block->items.n; i++) {
		const struct item *item = &block->items.at[i];
		if (i > first && begins_run(p, item->at.lo))
			break;
		size_t width = item->kind == ITEM_PROVISION ? label_width(p, item->provision->label) : 0;
		widest = width > widest ? width : widest;
	}
	return widest;
}

void put_block(struct printer *p, const struct block *block)
{
	size_t width = 0;
	put_open(p);
	for (uint32_t i = 0; i < block->items.n; i++) {
		const struct item *item = &block->items.at[i];
		if (!i || begins_run(p, item->at.lo))
			width = run_width(p, block, i);
		put_line(p, item->at.lo);
		if (item->kind == ITEM_PROVISION) {
			put_provision(p, item->provision, width);
		} else {
			put_word(p, TOK_WITH);
			put(p, " ");
			put_names(p, &item->with);
		}
	}
	put_close(p, block->close);
}
