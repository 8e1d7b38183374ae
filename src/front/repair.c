/* SPDX-License-Identifier: MIT
 *
 * Repairs around the parser: a missing or superfluous bracket, colon or brace is mended with one finding at the place of
 * the cause; everything else is reported once, and what follows is skipped until something fits again.
 */
#include "front/push.h"

static const struct token *before(const struct front *f)
{
	return f->i ? &f->tokens.at[f->i - 1] : &f->tokens.at[f->tokens.n - 1];
}

static bool skip(struct front *f)
{
	f->i++;
	return true;
}

/* ---- failing ---------------------------------------------------------------------------------------------- */

/* What is complete is reduced first, so that the error does not take it along: a declaration, or a provision, whose value
 * is not trusted where the trouble follows on its line. */
static bool finish(struct front *f, yypstate *ps)
{
	if (!f->open.n && parser_accepts(ps, TOK_MARK))
		return push_made_up(f, ps, TOK_MARK);
	if (!parser_accepts(ps, TOK_END))
		return true;
	f->poison = !(f->tokens.at[f->i].flags & TOKEN_FIRST);
	bool on = push_made_up(f, ps, TOK_END);
	f->poison = false;
	return on;
}

bool repair_fail(struct front *f, yypstate *ps)
{
	uint32_t open = f->open.n;
	f->skipping = true;
	if (!finish(f, ps) || !push_made_up(f, ps, TOK_YYerror))
		return false;
	uint32_t depth = parser_depth(ps);
	if (depth >= open)
		return true;
	uint32_t lost = f->open.at[depth] & ~PUSH_MADE_UP;
	uint32_t partner = f->tokens.at[lost].aux;
	f->open.n = depth;
	if (partner != FRONT_NO_MATCH && partner >= f->i && !(f->open.at[depth] & PUSH_MADE_UP))
		f->i = partner + 1;
	return true;
}

/* ---- closing ---------------------------------------------------------------------------------------------- */

static bool begins_something(const struct front *f, const struct token *t, int kind)
{
	return kind == 0 || kind == TOK_MARK || kind == TOK_LABEL || kind == TOK_GIVES ||
	       kind == TOK_USED || kind == TOK_WITH ||
	       ((t->flags & TOKEN_FIRST) && token_is_declaration(kind) && f->i + 1 < f->tokens.n &&
	        t[1].kind != TOK_COLON);
}

/* Tokens before which a `(` must have been closed. */
static bool ends_formula(const struct front *f, const struct token *t, int kind)
{
	return begins_something(f, t, kind) || kind == TOK_RBRACE || kind == TOK_BULLET ||
	       kind == TOK_ROW || kind == TOK_BAR || kind == TOK_EXCEPT || kind == TOK_SOURCE ||
	       kind == TOK_WHEN || kind == TOK_UNLESS || kind == TOK_VALID || kind == TOK_YEAR;
}

static bool close_made_up(struct front *f, yypstate *ps, const struct token *t, int kind)
{
	uint32_t entry = vec_last(&f->open);
	const struct token *opener = &f->tokens.at[entry & ~PUSH_MADE_UP];
	if (!(entry & PUSH_MADE_UP) && front_room(f, token_span(f, opener))) {
		span at = token_span(f, opener);
		struct diag *x = diag_never_closed(f->d, at, opener->kind == TOK_LPAREN ? "(" : "{");
		if (t->kind)
			note_begins_here(f->d, x, token_span(f, t), token_words(f, t));
		else
			note_ends_here(f->d, x, token_span(f, t));
	}
	return push_made_up(f, ps, kind);
}

/* ---- opening ---------------------------------------------------------------------------------------------- */

static bool begins_list(int kind)
{
	return kind == TOK_ALL || kind == TOK_ONLY_ALL || kind == TOK_ANY_OF || kind == TOK_BY;
}

static bool brace_is_missing(const struct front *f, yypstate *ps, int kind)
{
	if (!parser_accepts(ps, TOK_LBRACE))
		return false;
	int last = before(f)->kind;
	bool operand = kind == TOK_NAME || kind == TOK_NUMBER || kind == TOK_NOT ||
	               token_is_contextual(kind);
	return kind == TOK_BULLET || kind == TOK_YEAR ||
	       ((kind == TOK_LABEL || kind == TOK_GIVES) && !f->open.n) ||
	       (begins_list(last) && operand);
}

static bool open_made_up(struct front *f, yypstate *ps, const struct token *t)
{
	span at = token_span(f, t);
	REPORT(f, at, diag_brace_missing(f->d, at, token_words(f, t)));
	return push_made_up(f, ps, TOK_LBRACE);
}

/* ---- words ------------------------------------------------------------------------------------------------ */

static bool keyword_fits(void *context, int token)
{
	return parser_accepts(context, token);
}

/* The keyword that this name was meant to be, where it would fit: reported. 0: none. */
static int meant_keyword(struct front *f, yypstate *ps, const struct token *t)
{
	struct str word = token_text(f, t);
	span at = token_span(f, t);
	enum lang other = f->file->lang == LANG_DA ? LANG_EN : LANG_DA;
	int token = word_token(other, word);
	if (token && parser_accepts(ps, token)) {
		REPORT(f, at,
		       diag_other_column(f->d, at, str_c(f->a, word), word_text(token, f->file->lang)));
		return token;
	}
	const struct keyword *k = word_nearest(f->file->lang, word, keyword_fits, ps);
	if (!k)
		return 0;
	REPORT(f, at, diag_did_you_mean(f->d, at, str_c(f->a, word), k->text[f->file->lang]));
	return k->token;
}

int repair_name(struct front *f, yypstate *ps, struct token *t)
{
	int next = t[1].kind;
	bool lonely = !(t[1].flags & TOKEN_FIRST) &&
	              (next == TOK_NUMBER || next == TOK_DATE || next == TOK_CLOCK ||
	               next == TOK_NAME || next == TOK_MISSING);
	bool fits = parser_accepts(ps, TOK_NAME);
	if (fits && !lonely)
		return TOK_NAME;
	int meant = meant_keyword(f, ps, t);
	return meant ? meant : TOK_NAME;
}

/* ---- single cases ----------------------------------------------------------------------------------------- */

/* `målgruppe alle`: a heading without its colon. */
static bool colon_after_label(const struct front *f, yypstate *ps, const struct token *t, int kind)
{
	bool begins = ((t->flags & TOKEN_FIRST) || before(f)->kind == TOK_LBRACE) &&
	              !(t[1].flags & TOKEN_FIRST) && t[1].kind != TOK_LABEL;
	return begins && (kind == TOK_NAME || token_is_contextual(kind)) && f->open.n &&
	       parser_accepts(ps, TOK_LABEL);
}

static bool push_label(struct front *f, yypstate *ps, struct token *t)
{
	span at = token_span(f, t);
	REPORT(f, at, diag_colon_missing(f->d, at, str_c(f->a, token_text(f, t))));
	return push_token(f, ps, TOK_LABEL);
}

/* `fakta x ja/nej`, `kilde "a" "b"`: the colon between two things. */
static bool colon_between(const struct front *f, yypstate *ps, int kind)
{
	int last = before(f)->kind;
	bool after = last == TOK_STRING || last == TOK_NAME || last == TOK_DATE ||
	             token_is_contextual(last);
	return after && kind != TOK_MARK && kind != 0 && (kind == TOK_STRING || !f->open.n) &&
	       parser_accepts(ps, TOK_COLON);
}

static bool push_colon(struct front *f, yypstate *ps)
{
	span at = token_span(f, before(f));
	REPORT(f, at, diag_colon_missing(f->d, at, str_c(f->a, token_text(f, before(f)))));
	return push_made_up(f, ps, TOK_COLON);
}

/* The block that opens on this line has a line `giver …`. */
static bool holds_expectation(const struct front *f, const struct token *t)
{
	while (t->kind == TOK_NAME || t->kind == TOK_STRING)
		t++;
	if (t->kind != TOK_LBRACE || t->aux == FRONT_NO_MATCH)
		return false;
	for (uint32_t end = t->aux; t < &f->tokens.at[end]; t++)
		if (t->kind == TOK_GIVES)
			return true;
	return false;
}

/* A declaration whose first word is missing or beyond recognition: the word that fits what follows; 0. */
static int missing_word(const struct front *f, const struct token *t, bool *drop)
{
	bool example = holds_expectation(f, t);
	*drop = t->kind == TOK_NAME && (t[1].kind == TOK_NAME || (t[1].kind == TOK_STRING && example));
	t += *drop;
	if (t->kind == TOK_STRING && t[1].kind == TOK_LBRACE)
		return TOK_EXAMPLE;
	if (t->kind != TOK_NAME || t[1].kind != TOK_STRING)
		return 0;
	if (t[2].kind == TOK_UNDER)
		return TOK_SERVICE;
	return t[2].kind != TOK_LBRACE ? 0 : f->file->decls.n ? TOK_SERVICE : TOK_CATALOGUE;
}

static bool push_word(struct front *f, yypstate *ps, const struct token *t, int word, bool drop)
{
	span at = token_span(f, t);
	REPORT(f, at, diag_not_a_declaration(f->d, at, token_words(f, t)));
	f->i += drop;
	f->decl_at = f->i - 1;
	return push_made_up(f, ps, word);
}

static bool skip_to_declaration(struct front *f)
{
	do
		f->i++;
	while (f->tokens.at[f->i].kind && !push_declares(f, &f->tokens.at[f->i]));
	return true;
}

static bool outside_block(struct front *f, const struct token *t)
{
	span at = token_span(f, t);
	if (!f->outside)
		REPORT(f, at, diag_heading_outside(f->d, at, str_c(f->a, token_text(f, t))));
	f->outside = true;
	return skip_to_declaration(f);
}

/* `efter barnets_lov {`: the paragraph is missing. */
static bool reference_missing(struct front *f)
{
	f->i++;
	while (f->tokens.at[f->i].kind == TOK_NAME || f->tokens.at[f->i].kind == TOK_DOT)
		f->i++;
	const struct token *t = &f->tokens.at[f->i];
	span at = token_span(f, t);
	REPORT(f, at, diag_reference_needed(f->d, at, token_words(f, t)));
	return true;
}

/* ---- repair ----------------------------------------------------------------------------------------------- */

/* After a finding: silently on to what fits. */
static bool skip_one(struct front *f, yypstate *ps, struct token *t, int kind)
{
	if (begins_something(f, t, kind)) {
		if (parser_accepts(ps, TOK_ROW) && !parser_accepts(ps, TOK_RBRACE))
			return push_made_up(f, ps, TOK_ROW);
		if (f->open.n && parser_accepts(ps, TOK_RBRACE))
			return close_made_up(f, ps, t, TOK_RBRACE);
	}
	if (kind == TOK_RBRACE && parser_accepts(ps, TOK_ROW))
		return push_made_up(f, ps, TOK_ROW);
	if (kind == 0 || kind == TOK_MARK) {
		if (f->stuck++ > PARSE_NESTING_LIMIT)
			return false;
		return repair_fail(f, ps);
	}
	if (kind == TOK_LABEL && !f->open.n && (t->flags & TOKEN_FIRST) &&
	    parser_accepts(ps, TOK_LBRACE))
		return push_made_up(f, ps, TOK_LBRACE);
	bool opens = kind == TOK_LBRACE || kind == TOK_LPAREN;
	if (opens && t->aux != FRONT_NO_MATCH)
		f->i = t->aux;
	return skip(f);
}

bool repair(struct front *f, yypstate *ps, struct token *t, int kind)
{
	if (f->skipping)
		return skip_one(f, ps, t, kind);
	if (ends_formula(f, t, kind) && f->open.n && parser_accepts(ps, TOK_RPAREN))
		return close_made_up(f, ps, t, TOK_RPAREN);
	if (brace_is_missing(f, ps, kind))
		return open_made_up(f, ps, t);
	if (begins_something(f, t, kind) && f->open.n && parser_accepts(ps, TOK_RBRACE))
		return close_made_up(f, ps, t, TOK_RBRACE);
	span at = token_span(f, t);
	bool too_early = kind == TOK_RBRACE && parser_accepts(ps, TOK_RBRACE);
	if ((kind == TOK_RBRACE && !f->open.n) || too_early ||
	    (kind == TOK_LBRACE && before(f)->kind == TOK_LBRACE)) {
		REPORT(f, at, diag_extra_brace(f->d, at, kind == TOK_LBRACE ? "{" : "}"));
		return skip(f);
	}
	if (colon_after_label(f, ps, t, kind))
		return push_label(f, ps, t);
	if (kind == TOK_LABEL && !f->open.n && parser_accepts(ps, TOK_MARK))
		return outside_block(f, t);
	bool drop = false;
	int word = !f->open.n && parser_accepts(ps, TOK_MARK) ? missing_word(f, t, &drop) : 0;
	if (word)
		return push_word(f, ps, t, word, drop);
	if (colon_between(f, ps, kind))
		return push_colon(f, ps);
	if (kind == TOK_AFTER && parser_accepts(ps, TOK_UNDER) && parser_accepts(ps, TOK_LBRACE))
		return reference_missing(f);
	expect_report(f, ps, t);
	return repair_fail(f, ps);
}
