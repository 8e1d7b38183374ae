/* SPDX-License-Identifier: MIT
 *
 * What the parser did not expect, and what it did, in words. Long lists help nobody: where an expression may go on
 * there are thirty words, so classes are named, and single words only when they are few.
 */
#include "front/push.h"

#include <string.h>

#define EXPECTED_MAX 5

struct kind_name {
	int kind;
	const char *text[2];
};

static const struct kind_name kind_names[] = {
	{0, {"filens slutning", "the end of the file"}},
	{TOK_NAME, {"et navn", "a name"}},
	{TOK_LABEL, {"en overskrift med kolon", "a heading with a colon"}},
	{TOK_NUMBER, {"et tal", "a number"}},
	{TOK_YEAR, {"et årstal med kolon", "a year with a colon"}},
	{TOK_DATE, {"en dato", "a date"}},
	{TOK_CLOCK, {"et klokkeslæt", "a time of day"}},
	{TOK_STRING, {"en tekst i anførselstegn", "a text in quotes"}},
	{TOK_PARA, {"en henvisning med §", "a reference with §"}},
	{TOK_BULLET, {"et punkt (-)", "a bullet (-)"}},
	{TOK_ROW, {"linjens slutning", "the end of the line"}},
	{TOK_UNDER, {"\"efter\" med en henvisning", "\"under\" with a reference"}},
	{TOK_LESS_EQUAL, {"\"<=\"", "\"<=\""}},
	{TOK_GREATER_EQUAL, {"\">=\"", "\">=\""}},
	{TOK_LBRACE, {"\"{\"", "\"{\""}},
	{TOK_RBRACE, {"\"}\"", "\"}\""}},
	{TOK_LPAREN, {"\"(\"", "\"(\""}},
	{TOK_RPAREN, {"\")\"", "\")\""}},
	{TOK_COMMA, {"\",\"", "\",\""}},
	{TOK_DOT, {"\".\"", "\".\""}},
	{TOK_COLON, {"\":\"", "\":\""}},
	{TOK_BAR, {"\"|\"", "\"|\""}},
	{TOK_STAR, {"\"*\"", "\"*\""}},
	{TOK_SLASH, {"\"/\"", "\"/\""}},
	{TOK_PLUS, {"\"+\"", "\"+\""}},
	{TOK_MINUS, {"\"-\"", "\"-\""}},
	{TOK_PERCENT, {"\"%\"", "\"%\""}},
	{TOK_LESS, {"\"<\"", "\"<\""}},
	{TOK_GREATER, {"\">\"", "\">\""}},
	{TOK_EQUAL, {"\"=\"", "\"=\""}},
};

const char *kind_words(struct front *f, int kind)
{
	for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
		if (kind_names[i].kind == kind)
			return kind_names[i].text[f->d->lang];
	const char *word = word_text(kind, f->file->lang);
	return word ? arena_printf(f->a, "\"%s\"", word) : "?";
}

/* The text of a token on one line and not too long. */
static const char *excerpt(struct front *f, struct str s)
{
	struct str flat = str_prose(f->a, s);
	size_t n = flat.n;
	if (n <= 40)
		return str_c(f->a, flat);
	for (n = 37; n && ((unsigned char)flat.p[n] & 0xC0) == 0x80;)
		n--;
	return arena_printf(f->a, "%.*s…", (int)n, flat.p);
}

const char *token_words(struct front *f, const struct token *t)
{
	bool english = f->d->lang == LANG_EN;
	const char *text = excerpt(f, token_text(f, t));
	switch (t->kind) {
	case 0:
	case TOK_ROW:
	case TOK_BULLET:
		return kind_words(f, t->kind);
	case TOK_NAME:
		return arena_printf(f->a, english ? "the name \"%s\"" : "navnet \"%s\"", text);
	case TOK_LABEL:
		return arena_printf(f->a, english ? "the heading \"%s\"" : "overskriften \"%s\"", text);
	case TOK_NUMBER:
		return arena_printf(f->a, english ? "the number %s" : "tallet %s", text);
	case TOK_STRING:
		return arena_printf(f->a, english ? "the text %s" : "teksten %s", text);
	case TOK_DATE:
		return arena_printf(f->a, english ? "the date %s" : "datoen %s", text);
	case TOK_PARA:
		return arena_printf(f->a, english ? "the reference %s" : "henvisningen %s", text);
	default:
		return arena_printf(f->a, "\"%s\"", text);
	}
}

/* ---- what was expected ------------------------------------------------------------------------------------ */

static bool is_class_member(int kind)
{
	return kind == TOK_NAME || kind == TOK_NUMBER || kind == TOK_LPAREN || kind == TOK_MINUS ||
	       kind == TOK_STRING || kind == TOK_DATE || kind == TOK_CLOCK || kind == TOK_YES ||
	       kind == TOK_NO || kind == TOK_MISSING || kind == TOK_RATE || kind == TOK_TURNS ||
	       kind == TOK_ASSESSED || kind == TOK_NOT || (kind >= TOK_IS && kind <= TOK_EARLIEST) ||
	       kind == TOK_LESS || kind == TOK_GREATER || kind == TOK_EQUAL || kind == TOK_LESS_EQUAL ||
	       kind == TOK_GREATER_EQUAL || kind == TOK_FROM || kind == TOK_ALL ||
	       kind == TOK_ONLY_ALL || kind == TOK_ANY_OF || kind == TOK_COVERED;
}

/* The kinds to name, at most EXPECTED_MAX; 0 where they are more. A value in general is one kind, -1. */
static int expected_kinds(yypstate *ps, int kinds[EXPECTED_MAX])
{
	bool value = parser_accepts(ps, TOK_NUMBER) && parser_accepts(ps, TOK_LPAREN);
	int n = 0;
	if (value)
		kinds[n++] = -1;
	for (int kind = 0; kind < TOK_COUNT; kind++) {
		if (token_is_contextual(kind) && parser_accepts(ps, TOK_NAME))
			continue;
		if (kind == TOK_MARK || kind == TOK_END || kind == TOK_YYerror || kind == TOK_YYUNDEF ||
		    (value && is_class_member(kind)))
			continue;
		if (!parser_accepts(ps, kind))
			continue;
		if (n == EXPECTED_MAX)
			return 0;
		kinds[n++] = kind;
	}
	return n;
}

static const char *expected_words(struct front *f, yypstate *ps)
{
	bool english = f->d->lang == LANG_EN;
	int kinds[EXPECTED_MAX];
	int n = expected_kinds(ps, kinds);
	struct text t = {.a = f->a};
	for (int i = 0; i < n; i++) {
		const char *join = english ? " or " : " eller ";
		text_puts(&t, i == 0 ? (english ? "; expected: " : "; ventet: ") : i + 1 < n ? ", " : join);
		text_puts(&t, kinds[i] >= 0 ? kind_words(f, kinds[i]) : english ? "a value" : "en værdi");
	}
	return text_c(&t);
}

/* ---- the report ------------------------------------------------------------------------------------------- */

/* `højst 90 timer i 6 måneder` */
static bool is_window_word(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	bool word = str_eq(s, STR("i")) || str_eq(s, STR("in")) || str_eq(s, STR("om")) ||
	            str_eq(s, STR("hver"));
	return t->kind == TOK_NAME && word && (t[1].kind == TOK_NUMBER || t[1].kind == TOK_NAME);
}

static bool is_strength(int kind)
{
	return kind == TOK_TYPICALLY || kind == TOK_AS_A_RULE || kind == TOK_MANDATORY;
}

/* The line or block ends too early: the place is where something is missing. */
static void report_incomplete(struct front *f, yypstate *ps, const struct token *last)
{
	span at = token_span(f, last);
	REPORT(f, at, diag_incomplete(f->d, at, token_words(f, last), expected_words(f, ps)));
}

void expect_report(struct front *f, yypstate *ps, const struct token *t)
{
	span at = token_span(f, t);
	const char *text = excerpt(f, token_text(f, t));
	if (!f->open.n && parser_accepts(ps, TOK_MARK) && t->kind)
		REPORT(f, at, diag_not_a_declaration(f->d, at, token_words(f, t)));
	else if (is_window_word(f, t) && parser_accepts(ps, TOK_PER))
		REPORT(f, at, diag_window_in(f->d, at, text));
	else if (is_strength(t->kind))
		REPORT(f, at, diag_strength_first(f->d, at, text));
	else if (parser_accepts(ps, TOK_LABEL) && parser_accepts(ps, TOK_RBRACE))
		REPORT(f, at, diag_could_end(f->d, at, token_words(f, t)));
	else if (f->i && ((t->flags & TOKEN_FIRST) || t->kind == TOK_RBRACE || t->kind == TOK_ROW))
		report_incomplete(f, ps, t - 1);
	else
		REPORT(f, at, diag_unexpected(f->d, at, token_words(f, t), expected_words(f, ps)));
}
