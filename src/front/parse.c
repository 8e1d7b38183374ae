/* SPDX-License-Identifier: MIT
 *
 * From text to tree: the driver around the push parser. It asks the parser before each token whether it fits; what does
 * not fit goes to repair.c. So the parser itself never meets an error but the error token the driver gives it.
 */
#include "front/front.h"
#include "front/push.h"

#include <string.h>

bool front_room(struct front *f, span at)
{
	if (f->findings == FRONT_FINDINGS_LIMIT)
		diag_too_many_findings(f->d, at, FRONT_FINDINGS_LIMIT);
	return f->findings++ < FRONT_FINDINGS_LIMIT;
}

/* ---- the column ------------------------------------------------------------------------------------------- */

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The first word of a line; n = 0 where it is something else, or a label. */
static struct str line_word(const char *p, size_t n)
{
	size_t lo = 0;
	while (lo < n && (p[lo] == ' ' || p[lo] == '\t'))
		lo++;
	size_t hi = lo;
	while (hi < n && is_word_byte((unsigned char)p[hi]))
		hi++;
	bool label = hi < n && p[hi] == ':';
	return (struct str){p + lo, label ? 0 : hi - lo};
}

/* A destroyed first keyword must not lose the file: the first line that begins with a declaration word decides. */
enum lang parse_language(const struct source *src)
{
	const char *p = src->text, *end = p + src->size;
	while (p < end) {
		struct str word = line_word(p, (size_t)(end - p));
		if (word.n && token_is_declaration(word_token(LANG_DA, word)))
			return LANG_DA;
		if (word.n && token_is_declaration(word_token(LANG_EN, word)))
			return LANG_EN;
		while (p < end && *p != '\n' && *p != '\r')
			p++;
		p += p < end;
	}
	return LANG_DA;
}

/* ---- pushing ---------------------------------------------------------------------------------------------- */

/* Keeps f->open in step with the brackets the parser holds. */
static void follow_brackets(struct front *f, int kind, uint32_t entry)
{
	if (kind == TOK_LBRACE || kind == TOK_LPAREN)
		vec_push(&f->work, &f->open, entry);
	else if ((kind == TOK_RBRACE || kind == TOK_RPAREN) && f->open.n)
		f->open.n--;
}

static bool push(struct front *f, yypstate *ps, int kind, const union value *value, span at)
{
	return yypush_parse(ps, kind, value, &at, f) == YYPUSH_MORE;
}

bool push_made_up(struct front *f, yypstate *ps, int kind)
{
	uint32_t before = f->i ? f->tokens.at[f->i - 1].hi : 0;
	union value none = {.integer = 0};
	bool on = push(f, ps, kind, &none, front_span(f, before, before));
	follow_brackets(f, kind, f->i | PUSH_MADE_UP);
	return on;
}

bool push_token(struct front *f, yypstate *ps, int kind)
{
	struct token *t = &f->tokens.at[f->i];
	union value value = value_of(f, t);
	if (kind == TOK_LABEL && t->kind != TOK_LABEL)
		value.name = (struct name){t->aux, token_span(f, t)};
	bool on = push(f, ps, kind, &value, token_span(f, t));
	follow_brackets(f, kind, f->i | (t->flags & TOKEN_MADE_UP ? PUSH_MADE_UP : 0));
	if (token_is_declaration(kind) && !f->open.n)
		f->decl_at = f->i;
	f->prefixes = kind == TOK_NOT || kind == TOK_MINUS ? f->prefixes + 1 : 0;
	f->skipping = f->outside = false;
	f->i++;
	return on;
}

/* ---- the loop --------------------------------------------------------------------------------------------- */

static bool names_follow(const struct token *t)
{
	return t->kind == TOK_NAME || t->kind == TOK_LABEL || t->kind == TOK_STRING ||
	       token_is_contextual(t->kind);
}

/*
 * A declaration word that begins its line. At the margin outside braces it is one whatever follows; inside braces only
 * at the margin, where what follows fits (`uklart x { … }` is an answer, `uklart x: …` a declaration).
 */
bool push_declares(const struct front *f, const struct token *t)
{
	bool outside = !f->open.n, margin = t->flags & TOKEN_MARGIN;
	if (!(t->flags & TOKEN_FIRST) || !(outside || margin) || t->kind == 0)
		return false;
	if (t->kind == TOK_PARA)
		return t[1].kind == TOK_STRING || t[1].kind == TOK_LBRACE;
	if (!token_is_declaration(t->kind))
		return false;
	if (outside && margin)
		return true;
	if (t->kind == TOK_UNCLEAR || t->kind == TOK_RATE)
		return t[1].kind == TOK_LABEL || (t[1].kind == TOK_NAME && t[2].kind == TOK_COLON);
	return names_follow(&t[1]);
}

static bool too_deep(struct front *f, const struct token *t)
{
	bool opens = t->kind == TOK_LBRACE || t->kind == TOK_LPAREN;
	return (opens && f->open.n >= PARSE_NESTING_LIMIT) || f->prefixes >= PARSE_NESTING_LIMIT;
}

/* A `}` of the outermost block, and the block goes on: it is one too many. */
static bool closes_too_early(const struct front *f, yypstate *ps, const struct token *t)
{
	int next = t[1].kind;
	return t->kind == TOK_RBRACE && f->open.n == 1 && parser_accepts(ps, TOK_END) &&
	       !(t[1].flags & TOKEN_MARGIN) &&
	       (next == TOK_LABEL || next == TOK_GIVES || next == TOK_USED || next == TOK_EXCEPT ||
	        next == TOK_SOURCE || next == TOK_WHEN || next == TOK_UNLESS || next == TOK_VALID ||
	        next == TOK_UNVERIFIED);
}

/* A word that could begin a declaration, in the middle of a line that is being skipped. */
static bool begins_inside(const struct front *f, const struct token *t)
{
	return !f->open.n && !(t->flags & TOKEN_FIRST) &&
	       (t->kind == TOK_PARA || token_is_declaration(t->kind));
}

/* One token, or one repair. False ends the parse. */
static bool step(struct front *f, yypstate *ps)
{
	struct token *t = &f->tokens.at[f->i];
	span at = token_span(f, t);
	if (push_declares(f, t) && f->marked != f->i + 1) {
		if (!parser_accepts(ps, TOK_MARK))
			return repair(f, ps, t, TOK_MARK);
		f->marked = f->i + 1;
		f->skipping = false;
		return push_made_up(f, ps, TOK_MARK);
	}
	if (too_deep(f, t) && !f->skipping) {
		REPORT(f, at, diag_nesting_too_deep(f->d, at, PARSE_NESTING_LIMIT));
		f->prefixes = 0;
		return repair_fail(f, ps);
	}
	if (t->kind == TOK_BROKEN && !f->skipping) {
		REPORT(f, at, diag_paragraph_without_number(f->d, at));
		return repair_fail(f, ps);
	}
	int kind = t->kind;
	if (kind == TOK_NAME && !f->skipping)
		kind = repair_name(f, ps, t);
	if (!parser_accepts(ps, kind) || closes_too_early(f, ps, t) ||
	    (f->skipping && begins_inside(f, t)))
		return repair(f, ps, t, kind);
	if (t->flags & TOKEN_MADE_UP)
		REPORT(f, at, diag_brace_missing(f->d, at, token_words(f, t + 1)));
	if (t->flags & TOKEN_LONE)
		REPORT(f, at, diag_lone_dash(f->d, at));
	return push_token(f, ps, kind);
}

/* An unclosed bracket at the very end is closed by repair; the end itself ends the loop. */
static void drive(struct front *f)
{
	yypstate *ps = yypstate_new();
	if (!ps)
		arena_alloc(f->a, SIZE_MAX / 2); /* out of memory: ends the process like everywhere else */
	while (f->i < f->tokens.n && step(f, ps))
		continue;
	yypstate_delete(ps);
}

struct ast_file *parse_file(struct arena *a, struct intern *names, struct diags *d,
                            const struct source *src)
{
	struct front f = {.a = a, .names = names, .d = d, .src = src, .decl_at = FRONT_NO_MATCH};
	f.file = arena_new(a, struct ast_file);
	f.file->source = src;
	f.file->lang = parse_language(src);
	if (!text_is_readable(&f))
		return f.file;
	f.words = words_new(a, names, f.file->lang);
	lex_file(&f);
	drive(&f);
	arena_free(&f.work);
	return f.file;
}
