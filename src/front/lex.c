/* SPDX-License-Identifier: MIT
 *
 * The word pass: raw tokens of scanner.l become tokens of the grammar. Here live the three layout rules (a bullet is
 * first on its line, a table's line is a row, a law's name and its § share a line), phrases of several words, words
 * after a dot, and which bracket closes which. The parser never talks back.
 */
#include "front/front.h"
#include "parser.h"
#include "scanner.h"

#include <string.h>

/* ---- called by the scanner -------------------------------------------------------------------------------- */

static bool at_margin(const struct front *f, uint32_t lo)
{
	return lo == 0 || f->src->text[lo - 1] == '\n' || f->src->text[lo - 1] == '\r';
}

void lex_token(struct front *f, int kind, uint32_t lo, uint32_t hi)
{
	struct token t = {.kind = (uint16_t)kind, .lo = lo, .hi = hi, .aux = FRONT_NO_MATCH};
	if (kind == TOK_NAME || kind == TOK_LABEL) {
		t.aux = value_name(f, lo, hi - (kind == TOK_LABEL));
		if (!t.aux)
			return;
	}
	if (f->line_begins)
		t.flags |= TOKEN_FIRST;
	if (at_margin(f, lo))
		t.flags |= TOKEN_MARGIN;
	if (f->blank_end == lo)
		t.flags |= TOKEN_AFTER_BLANK;
	f->line_begins = false;
	vec_push(&f->work, &f->tokens, t);
}

/* The end of a string that began at f->string_open; unclosed ones are reported at their opening. */
void lex_string(struct front *f, uint32_t hi, bool closed)
{
	uint32_t lo = f->string_open;
	lex_token(f, TOK_STRING, lo, hi);
	if (closed)
		return;
	span quote = front_span(f, lo,
	                        lo + (f->string_quote == '"'   ? 1
	                              : f->string_quote == '>' ? 2
	                                                       : 3));
	REPORT(f, quote, diag_string_not_closed(f->d, quote));
	vec_last(&f->tokens).flags |= TOKEN_UNCLOSED;
}

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/*
 * True where a line at `at`, inside a string, looks like the text after it: `name:`, `}`, or a declaration word at the
 * margin. Prose that wraps so that a line begins `frist:` is the price.
 */
bool lex_string_ends(const struct front *f, uint32_t at)
{
	const char *text = f->src->text;
	uint32_t lo = at, size = f->src->size;
	while (lo < size && (text[lo] == ' ' || text[lo] == '\t'))
		lo++;
	uint32_t hi = lo;
	while (hi < size && is_word_byte((unsigned char)text[hi]))
		hi++;
	if (hi == lo)
		return text[lo] == '}';
	if (text[lo] >= '0' && text[lo] <= '9')
		return false;
	if (text[hi] == ':')
		return true;
	bool spaced = text[hi] == ' ' && text[hi + 1] != '\n';
	return lo == at && spaced &&
	       token_is_declaration(word_token(f->file->lang, (struct str){text + lo, hi - lo}));
}

void lex_stray(struct front *f, uint32_t lo)
{
	int32_t cp = 0;
	f->blank_end = f->at;
	utf8_step(f->src->text + lo, f->at - lo, &cp);
	span at = front_span(f, lo, f->at);
	REPORT(f, at, diag_stray_character(f->d, at, character_name(f->a, cp)));
}

/* ---- the word pass ---------------------------------------------------------------------------------------- */

struct pass {
	struct front *f;
	token_list raw, out;
	uint32_t i;             /* the raw token at hand */
	VEC(uint32_t) brackets; /* indices in out of the open ones */
	VEC(uint32_t) tables;   /* how many brackets are open inside each open table */
	bool table_ahead;       /* `tabel` was read, its `{` was not */
};

static const struct token *raw_at(const struct pass *p, uint32_t i)
{
	static const struct token end = {.kind = 0, .flags = TOKEN_FIRST | TOKEN_AFTER_BLANK};
	return i < p->raw.n ? &p->raw.at[i] : &end;
}

static int last_kind(const struct pass *p)
{
	return p->out.n ? vec_last(&p->out).kind : 0;
}

static void emit(struct pass *p, struct token t)
{
	vec_push(&p->f->work, &p->out, t);
}

static void emit_empty(struct pass *p, int kind, uint32_t at, uint16_t flags)
{
	emit(p, (struct token){
				.kind = (uint16_t)kind, .flags = flags, .lo = at, .hi = at, .aux = FRONT_NO_MATCH});
}

static bool in_rows(const struct pass *p)
{
	return p->tables.n && vec_last(&p->tables) == p->brackets.n;
}

static void end_row(struct pass *p)
{
	if (last_kind(p) != TOK_ROW && last_kind(p) != TOK_LBRACE)
		emit_empty(p, TOK_ROW, vec_last(&p->out).hi, 0);
}

static void open_bracket(struct pass *p)
{
	vec_push(&p->f->work, &p->brackets, p->out.n);
	if (p->table_ahead)
		vec_push(&p->f->work, &p->tables, p->brackets.n);
	p->table_ahead = false;
}

static void forget_brackets(struct pass *p, uint32_t n)
{
	p->brackets.n = n;
	while (p->tables.n && vec_last(&p->tables) > n)
		p->tables.n--;
}

/* The innermost open bracket of the kind; brackets of the other kind inside it are left unmatched. */
static void close_bracket(struct pass *p, struct token *t, int opener)
{
	uint32_t n = p->brackets.n;
	while (n && p->out.at[p->brackets.at[n - 1]].kind != opener && opener == TOK_LBRACE)
		n--;
	if (!n || p->out.at[p->brackets.at[n - 1]].kind != opener)
		return;
	if (p->tables.n && vec_last(&p->tables) >= n)
		end_row(p);
	t->aux = p->brackets.at[n - 1];
	p->out.at[t->aux].aux = p->out.n;
	forget_brackets(p, n - 1);
}

/* A name directly followed by a dot and then a blank: `kr.` */
static void swallow_dot(struct pass *p, const struct token *t)
{
	const struct token *dot = raw_at(p, p->i + 1), *next = raw_at(p, p->i + 2);
	if (dot->kind == TOK_DOT && dot->lo == t->hi &&
	    (next->flags & (TOKEN_AFTER_BLANK | TOKEN_FIRST)))
		p->i++;
}

/* `efter` before a reference on its line is another token than `efter` before an event. */
static bool reference_follows(const struct pass *p)
{
	const struct token *a = raw_at(p, p->i + 1), *b = raw_at(p, p->i + 2);
	if (a->flags & TOKEN_FIRST)
		return false;
	return a->kind == TOK_PARA ||
	       (a->kind == TOK_NAME && b->kind == TOK_PARA && !(b->flags & TOKEN_FIRST));
}

static bool declares(const struct pass *p, int kind)
{
	const struct token *next = raw_at(p, p->i + 1);
	return token_is_declaration(kind) &&
	       (next->kind == TOK_NAME || next->kind == TOK_LABEL || next->kind == TOK_STRING);
}

static void word(struct pass *p, struct token t)
{
	uint32_t n = 1;
	int kind = last_kind(p) == TOK_DOT
	             ? 0
	             : words_match(p->f->words, &p->raw.at[p->i], p->raw.n - p->i, &n);
	if (kind == TOK_AFTER && n == 1 && reference_follows(p))
		kind = TOK_UNDER;
	if (kind && (t.flags & TOKEN_MARGIN) && declares(p, kind)) {
		if (p->tables.n)
			end_row(p);
		forget_brackets(p, 0);
		p->table_ahead = false;
	}
	if (kind == TOK_TABLE)
		p->table_ahead = true;
	if (kind)
		t.kind = (uint16_t)kind;
	if (n > 1) {
		p->i += n - 1;
		t.hi = p->raw.at[p->i].hi;
	}
	struct str text = token_text(p->f, &t);
	if (kind == TOK_PER || (text.n == 2 && (text.p[0] | 0x20) == 'k' && (text.p[1] | 0x20) == 'r'))
		swallow_dot(p, &t);
	emit(p, t);
}

static bool ends_operand(int kind)
{
	return kind == TOK_NAME || kind == TOK_NUMBER || kind == TOK_DATE || kind == TOK_CLOCK ||
	       kind == TOK_STRING || kind == TOK_RPAREN || kind == TOK_RBRACE || kind == TOK_PERCENT ||
	       kind == TOK_MISSING || token_is_contextual(kind);
}

/* `e-mail`: one name, as it was meant. */
static bool join_names(struct pass *p, const struct token *dash)
{
	const struct token *next = raw_at(p, p->i + 1);
	struct token *left = p->out.n ? &vec_last(&p->out) : NULL;
	if (!left || left->kind != TOK_NAME || left->hi != dash->lo || next->lo != dash->hi ||
	    (next->kind != TOK_NAME && next->kind != TOK_LABEL))
		return false;
	struct front *f = p->f;
	struct token whole = {.lo = left->lo, .hi = next->hi - (next->kind == TOK_LABEL)};
	const char *b = f->src->text + next->lo;
	const char *meant = arena_printf(f->a, "%s_%.*s", str_c(f->a, token_text(f, left)),
	                                 (int)(whole.hi - next->lo), b);
	span at = token_span(f, &whole);
	REPORT(f, at, diag_hyphen_in_name(f->d, at, str_c(f->a, token_text(f, &whole)), meant));
	left->kind = next->kind;
	left->hi = next->hi;
	left->aux = intern_name(f->names, meant, strlen(meant));
	p->i++;
	return true;
}

/* A dash that stands for "nothing here". */
static bool is_lone(const struct pass *p)
{
	int before = last_kind(p), after = raw_at(p, p->i + 1)->kind;
	bool begins = before == TOK_LABEL || before == TOK_YEAR || before == TOK_BAR ||
	              before == TOK_ROW || (before == TOK_LBRACE && in_rows(p));
	return begins && ((raw_at(p, p->i + 1)->flags & TOKEN_FIRST) || after == TOK_BAR ||
	                  after == TOK_LABEL || after == TOK_YEAR || after == TOK_RBRACE);
}

static void dash(struct pass *p, struct token t)
{
	if (is_lone(p)) {
		t.kind = TOK_MISSING;
		t.flags |= TOKEN_LONE;
	} else if ((t.flags & TOKEN_FIRST) || last_kind(p) == TOK_LBRACE) {
		t.kind = TOK_BULLET;
	} else if (ends_operand(last_kind(p))) {
		if (join_names(p, &t))
			return;
		span at = token_span(p->f, &t);
		if (!(t.flags & TOKEN_AFTER_BLANK) || !(raw_at(p, p->i + 1)->flags & TOKEN_AFTER_BLANK))
			REPORT(p->f, at, diag_minus_needs_blanks(p->f->d, at));
	}
	emit(p, t);
}

static void dot_bullet(struct pass *p, struct token t)
{
	if ((t.flags & TOKEN_FIRST) || last_kind(p) == TOK_LBRACE) {
		emit(p, t);
		return;
	}
	span at = token_span(p->f, &t);
	REPORT(p->f, at, diag_stray_character(p->f->d, at, character_name(p->f->a, 0x2022)));
}

/* Row ends and the `{` that a table lacks, before a token that begins a line. */
static void line_begins(struct pass *p, const struct token *t)
{
	int before = last_kind(p);
	if (in_rows(p)) {
		end_row(p);
		if (t->kind == TOK_LABEL)
			forget_brackets(p, p->brackets.n - 1);
	} else if (p->table_ahead && t->kind != TOK_LBRACE && before != TOK_COMMA &&
	           before != TOK_DOT && before != TOK_TABLE) {
		if (t->kind == TOK_LABEL || t->kind == TOK_RBRACE) {
			p->table_ahead = false;
			return;
		}
		open_bracket(p);
		emit_empty(p, TOK_LBRACE, t->lo, TOKEN_MADE_UP);
	}
}

static void sign(struct pass *p, struct token t)
{
	if (t.kind == TOK_LBRACE || t.kind == TOK_LPAREN) {
		open_bracket(p);
	} else if (t.kind == TOK_RBRACE) {
		close_bracket(p, &t, TOK_LBRACE);
	} else if (t.kind == TOK_RPAREN) {
		close_bracket(p, &t, TOK_LPAREN);
	}
	emit(p, t);
}

static void scan(struct front *f)
{
	yyscan_t scanner = NULL;
	f->line_begins = true;
	if (yylex_init_extra(f, &scanner))
		return;
	yy_scan_bytes(f->src->text, (int)f->src->size, scanner);
	while (yylex(scanner))
		continue;
	yylex_destroy(scanner);
}

void lex_file(struct front *f)
{
	scan(f);
	struct pass p = {.f = f, .raw = f->tokens};
	for (p.i = 0; p.i < p.raw.n; p.i++) {
		struct token t = p.raw.at[p.i];
		if ((t.flags & TOKEN_FIRST) && p.out.n)
			line_begins(&p, &t);
		if (t.kind == TOK_NAME)
			word(&p, t);
		else if (t.kind == TOK_MINUS)
			dash(&p, t);
		else if (t.kind == TOK_BULLET)
			dot_bullet(&p, t);
		else
			sign(&p, t);
	}
	if (p.tables.n)
		end_row(&p);
	for (int i = 0; i < FRONT_LOOK_AHEAD; i++)
		emit_empty(&p, 0, f->src->size, TOKEN_FIRST);
	f->tokens = p.out;
}
