/* SPDX-License-Identifier: MIT
 *
 * The canonical text of expressions. Parentheses are those of the text (EXPR_PAREN), but for `10 % af x` as an operand, which
 * gets its own, because readers take it two ways.
 */
#include "base/date.h"
#include "front/printer.h"

static bool is_one(struct num n)
{
	return num_ok(n) && n.p == 1 && n.q == 1;
}

/* ---- units and quantities --------------------------------------------------------------------------------- */

static void put_per(struct printer *p, const struct per *per)
{
	put_word(p, TOK_PER);
	put(p, " ");
	if (per->rolling) {
		put_word(p, TOK_ROLLING);
		put(p, " ");
	}
	if (per->kind == PER_MISSING) {
		put_missing(p, per->vague);
		put(p, per->unit.id ? " " : "");
	} else if (per->rolling || !is_one(per->amount)) {
		put_number(p, per->amount, (struct str){NULL, 0});
		put(p, " ");
	}
	if (per->unit.id)
		put_unit_name(p, per->unit, per->kind == PER_MISSING || !is_one(per->amount));
}

void put_unit(struct printer *p, const struct unit_ref *unit, bool plural)
{
	if (unit->unit.id)
		put_unit_name(p, unit->unit, plural);
	for (uint32_t i = 0; i < unit->per.n; i++) {
		put(p, i || unit->unit.id ? " " : "");
		put_per(p, &unit->per.at[i]);
	}
}

static void put_quantity(struct printer *p, const struct expr *e)
{
	bool missing = e->u.quantity.missing;
	if (missing)
		put_missing(p, e->u.quantity.vague);
	else
		put_number(p, e->u.quantity.amount, e->u.quantity.digits);
	if (e->u.quantity.unit.unit.id || e->u.quantity.unit.per.n)
		put(p, " ");
	put_unit(p, &e->u.quantity.unit, missing || !is_one(e->u.quantity.amount));
}

/* ---- groups and lists ------------------------------------------------------------------------------------- */

static int rel_token(enum rel rel)
{
	static const int tokens[] = {
		[REL_AT_LEAST] = TOK_AT_LEAST, [REL_AT_MOST] = TOK_AT_MOST,   [REL_ABOVE] = TOK_ABOVE,
		[REL_BELOW] = TOK_BELOW,       [REL_REACHED] = TOK_REACHED,   [REL_EXACTLY] = TOK_EXACTLY,
		[REL_LATEST] = TOK_LATEST,     [REL_EARLIEST] = TOK_EARLIEST, [REL_IS] = TOK_IS,
		[REL_IS_NOT] = TOK_IS,
	};
	return tokens[rel];
}

static void put_rel(struct printer *p, enum rel rel)
{
	put_word(p, rel_token(rel));
	if (rel == REL_IS_NOT) {
		put(p, " ");
		put_word(p, TOK_NOT);
	}
}

/* `en af` of a list is `any of`, of a type or a set `one of`. */
static void put_one_of(struct printer *p)
{
	put(p, p->to == LANG_EN ? "one of" : word_text(TOK_ANY_OF, LANG_DA));
}

static void put_of(struct printer *p)
{
	put(p, p->to == LANG_EN ? "of" : word_text(TOK_BY, LANG_DA));
}

static void put_group(struct printer *p, const struct expr *e)
{
	static const int tokens[] = {[GROUP_ALL] = TOK_ALL,
	                             [GROUP_ONLY_ALL] = TOK_ONLY_ALL,
	                             [GROUP_ANY] = TOK_ANY_OF,
	                             [GROUP_COUNT] = 0};
	if (e->u.group.kind == GROUP_COUNT) {
		put_rel(p, e->u.group.rel);
		put(p, " ");
		put_number(p, e->u.group.count, (struct str){NULL, 0});
		put(p, " ");
		put_of(p);
	} else {
		put_word(p, tokens[e->u.group.kind]);
	}
	put_open(p);
	for (uint32_t i = 0; i < e->u.group.bullets.n; i++) {
		const struct bullet *b = &e->u.group.bullets.at[i];
		put_line(p, b->at.lo);
		put(p, p->file ? "- " : " - ");
		put_expr(p, b->expr);
		put_conds(p, b->conds.at, b->conds.n);
		put_sources(p, &b->sources);
	}
	put_close(p, e->at);
}

static void put_list(struct printer *p, const expr_list *items)
{
	for (uint32_t i = 0; i < items->n; i++) {
		put(p, i ? ", " : "");
		put_expr(p, items->at[i]);
	}
}

static bool begins_with_minus(const struct expr *e)
{
	return e->kind == EXPR_NEG || (e->kind == EXPR_BINARY && begins_with_minus(e->u.binary.left)) ||
	       (e->kind == EXPR_COMPARE && e->u.compare.left && begins_with_minus(e->u.compare.left));
}

/* After `{` a `-` would be a bullet: such a set stands in parentheses. */
static void put_in(struct printer *p, const struct expr *e)
{
	bool round = e->u.in.items.n && begins_with_minus(e->u.in.items.at[0]);
	if (e->u.in.left) {
		put_expr(p, e->u.in.left);
		put(p, " ");
	}
	put_rel(p, e->u.in.negated ? REL_IS_NOT : REL_IS);
	put(p, " ");
	put_one_of(p);
	put(p, round ? " (" : " { ");
	put_list(p, &e->u.in.items);
	put(p, round ? ")" : " }");
}

static void put_chain(struct printer *p, const struct expr *e)
{
	for (uint32_t i = 0; i < e->u.chain.items.n; i++) {
		if (i) {
			put(p, " ");
			put_word(p, e->u.chain.is_or.at[i - 1] ? TOK_OR : TOK_AND);
			put(p, " ");
		}
		put_expr(p, e->u.chain.items.at[i]);
	}
}

/* ---- comparisons, dates, arithmetic ----------------------------------------------------------------------- */

static void put_compare(struct printer *p, const struct expr *e)
{
	if (e->u.compare.left) {
		put_expr(p, e->u.compare.left);
		put(p, " ");
	}
	put_rel(p, e->u.compare.rel);
	put(p, " ");
	put_expr(p, e->u.compare.right);
}

static void put_range(struct printer *p, const struct expr *e)
{
	if (e->u.range.left) {
		put_expr(p, e->u.range.left);
		put(p, " ");
	}
	put_word(p, TOK_FROM);
	put(p, " ");
	put_expr(p, e->u.range.from);
	put(p, " ");
	put_word(p, TOK_TO);
	put(p, " ");
	put_expr(p, e->u.range.to);
}

static void put_moment(struct printer *p, const struct expr *e)
{
	put_expr(p, e->u.moment.length);
	put(p, " ");
	put_word(p, e->u.moment.before ? TOK_BEFORE : TOK_AFTER);
	put(p, " ");
	if (e->u.moment.event_missing)
		put_missing(p, e->u.moment.vague);
	else
		put_path(p, &e->u.moment.event);
}

static void put_operand(struct printer *p, const struct expr *e)
{
	bool share = e->kind == EXPR_SHARE;
	put(p, share ? "(" : "");
	put_expr(p, e);
	put(p, share ? ")" : "");
}

static void put_binary(struct printer *p, const struct expr *e)
{
	put_operand(p, e->u.binary.left);
	text_printf(p->out, " %c ", e->u.binary.op);
	put_operand(p, e->u.binary.right);
}

static void put_round(struct printer *p, const struct expr *e)
{
	put_expr(p, e->u.round.value);
	put(p, " ");
	put_word(p, TOK_ROUNDED);
	put(p, " ");
	put_expr(p, e->u.round.step);
	if (e->u.round.tie != TIE_OPEN) {
		put(p, " ");
		put_word(p, e->u.round.tie == TIE_UP ? TOK_HALF_UP : TOK_HALF_DOWN);
	}
}

static void put_event_path(struct printer *p, const struct expr *e)
{
	put_path(p, &e->u.path.path);
	if (!e->u.path.event_missing && !e->u.path.at_event.names.n)
		return;
	put(p, " ");
	put_word(p, TOK_AT);
	put(p, " ");
	if (e->u.path.event_missing)
		put_missing(p, e->u.path.vague);
	else
		put_path(p, &e->u.path.at_event);
}

static void put_assessed(struct printer *p, const struct expr *e)
{
	put_word(p, TOK_ASSESSED);
	if (!e->u.assessed.by.id && !e->u.assessed.by_missing)
		return;
	put(p, " ");
	put_word(p, TOK_BY);
	put(p, " ");
	if (e->u.assessed.by_missing)
		put_missing(p, e->u.assessed.vague);
	else
		put_name(p, e->u.assessed.by);
}

static void put_clock(struct printer *p, const struct expr *e)
{
	int hour = (int)(e->u.minute / 60), rest = (int)(e->u.minute % 60);
	if (p->to == LANG_EN)
		text_printf(p->out, "at %d:%02d", hour, rest);
	else
		text_printf(p->out, "kl. %d.%02d", hour, rest);
}

/* What could not be read is kept as it stands. */
static void put_bad(struct printer *p, const struct expr *e)
{
	if (!p->file || !e->at.lo) {
		put(p, "…");
		return;
	}
	text_add(p->out, p->file->source->text + (e->at.lo - p->file->source->base),
	         e->at.hi - e->at.lo);
}

static void put_before(struct printer *p, int token, const struct expr *inner)
{
	put_word(p, token);
	put(p, " ");
	put_expr(p, inner);
}

static void put_date(struct printer *p, const struct expr *e)
{
	put(p, date_text(p->out->a, e->u.day));
}

static void put_string(struct printer *p, const struct expr *e)
{
	put_prose(p, e->u.string);
}

/* Expressions that are one keyword. */
static void put_one_word(struct printer *p, const struct expr *e)
{
	put_word(p, e->kind == EXPR_YES ? TOK_YES : e->kind == EXPR_NO ? TOK_NO : TOK_NOT);
}

static void put_call(struct printer *p, const struct expr *e)
{
	put_name(p, e->u.call.name);
	put(p, "(");
	put_list(p, &e->u.call.args);
	put(p, ")");
}

static void put_named_by(struct printer *p, const struct expr *e)
{
	put_word(p, e->kind == EXPR_RATE ? TOK_RATE : TOK_COVERED);
	put(p, " ");
	put_name(p, e->kind == EXPR_RATE ? e->u.rate : e->u.covered);
}

static void put_turns(struct printer *p, const struct expr *e)
{
	put_before(p, TOK_TURNS, e->u.turns);
}

static void put_not(struct printer *p, const struct expr *e)
{
	put_before(p, TOK_NOT, e->u.inner);
}

static void put_minus(struct printer *p, const struct expr *e)
{
	put(p, "-");
	put_operand(p, e->u.inner);
}

static void put_paren(struct printer *p, const struct expr *e)
{
	put(p, "(");
	put_expr(p, e->u.inner);
	put(p, ")");
}

static void put_share(struct printer *p, const struct expr *e)
{
	put_expr(p, e->u.share.percent);
	put(p, " ");
	put_of(p);
	put(p, " ");
	put_expr(p, e->u.share.of);
}

static void put_convert(struct printer *p, const struct expr *e)
{
	put_expr(p, e->u.convert.value);
	put(p, " ");
	put_word(p, TOK_CONVERTED);
	put(p, " ");
	put_unit(p, &e->u.convert.unit, false);
}

typedef void put_function(struct printer *p, const struct expr *e);

static put_function *const functions[] = {
	[EXPR_BAD] = put_bad,           [EXPR_QUANTITY] = put_quantity,
	[EXPR_DATE] = put_date,         [EXPR_CLOCK] = put_clock,
	[EXPR_STRING] = put_string,     [EXPR_YES] = put_one_word,
	[EXPR_NO] = put_one_word,       [EXPR_NOT_APPLY] = put_one_word,
	[EXPR_PATH] = put_event_path,   [EXPR_CALL] = put_call,
	[EXPR_RATE] = put_named_by,     [EXPR_TURNS] = put_turns,
	[EXPR_ASSESSED] = put_assessed, [EXPR_NOT] = put_not,
	[EXPR_NEG] = put_minus,         [EXPR_PAREN] = put_paren,
	[EXPR_CHAIN] = put_chain,       [EXPR_COMPARE] = put_compare,
	[EXPR_RANGE] = put_range,       [EXPR_IN] = put_in,
	[EXPR_COVERED] = put_named_by,  [EXPR_GROUP] = put_group,
	[EXPR_BINARY] = put_binary,     [EXPR_SHARE] = put_share,
	[EXPR_MOMENT] = put_moment,     [EXPR_ROUND] = put_round,
	[EXPR_CONVERT] = put_convert,
};

void put_expr(struct printer *p, const struct expr *e)
{
	functions[e->kind](p, e);
}

/* ---- clauses that bullets and provisions share ------------------------------------------------------------ */

void put_conds(struct printer *p, const struct cond *conds, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		put(p, " ");
		put_before(p, conds[i].unless ? TOK_UNLESS : TOK_WHEN, conds[i].expr);
	}
}

void put_source(struct printer *p, const struct citation *c)
{
	put_word(p, TOK_SOURCE);
	put(p, " ");
	put_prose(p, c->heading);
	if (c->phrase.text.p) {
		put(p, ": ");
		put_prose(p, c->phrase);
	}
}

void put_sources(struct printer *p, const citation_list *sources)
{
	for (uint32_t i = 0; i < sources->n; i++) {
		put(p, " ");
		put_source(p, &sources->at[i]);
	}
}
