/* SPDX-License-Identifier: MIT
 *
 * The formatter's lines: where they begin, which comments and blank lines come before them, and the small words
 * everything is made of. A comment keeps its place: at the end of the line it stood on, or on a line of its own
 * before the node it stood before.
 */
#include "base/date.h"
#include "front/printer.h"

#include <string.h>

/* ---- marks ------------------------------------------------------------------------------------------------ */

struct printer_mark printer_mark(const struct printer *p)
{
	return (struct printer_mark){p->out->n, p->comment, p->opened};
}

void printer_reset(struct printer *p, struct printer_mark mark)
{
	p->out->n = mark.n;
	p->comment = mark.comment;
	p->opened = mark.opened;
}

bool printer_too_wide(const struct printer *p, struct printer_mark mark)
{
	size_t lo = mark.n;
	while (lo && p->out->p[lo - 1] != '\n')
		lo--;
	while (lo < p->out->n) {
		const char *line = p->out->p + lo, *end = memchr(line, '\n', p->out->n - lo);
		size_t n = end ? (size_t)(end - line) : p->out->n - lo;
		if (n > PRINT_WIDTH && utf8_width(line, n) > PRINT_WIDTH)
			return true;
		lo += n + 1;
	}
	return false;
}

/* ---- lines and comments ----------------------------------------------------------------------------------- */

static void fresh_line(struct printer *p, bool blank)
{
	if (p->out->n) {
		text_putc(p->out, '\n');
		if (blank && !p->opened)
			text_putc(p->out, '\n');
	}
	p->opened = false;
	for (uint32_t i = 0; i < p->indent; i++)
		text_putc(p->out, ' ');
}

/* True where the source has an empty line just before the place. */
static bool blank_before(const struct printer *p, uint32_t at)
{
	const char *text = p->file->source->text;
	uint32_t i = at - p->file->source->base, lines = 0;
	while (i && (text[i - 1] == ' ' || text[i - 1] == '\t' || text[i - 1] == '\n' ||
	             text[i - 1] == '\r'))
		lines += text[--i] == '\n';
	return lines > 1;
}

/* True where something else stands before it on its line. */
static bool is_trailing(const struct printer *p, span comment)
{
	const char *text = p->file->source->text;
	uint32_t i = comment.lo - p->file->source->base;
	while (i && (text[i - 1] == ' ' || text[i - 1] == '\t'))
		i--;
	return i && text[i - 1] != '\n' && text[i - 1] != '\r';
}

static void put_comment(struct printer *p, span comment)
{
	const char *text = p->file->source->text + (comment.lo - p->file->source->base);
	size_t n = comment.hi - comment.lo;
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\t' || text[n - 1] == '\r'))
		n--;
	text_add(p->out, text, n);
}

/* All comments before the place: the first may trail the line that has just been written. */
static void put_comments(struct printer *p, uint32_t before)
{
	bool may_trail = p->out->n > 0;
	for (; p->comment < p->file->comments.n && p->file->comments.at[p->comment].lo < before;
	     p->comment++) {
		span at = p->file->comments.at[p->comment];
		if (may_trail && is_trailing(p, at))
			put(p, "  ");
		else
			fresh_line(p, blank_before(p, at.lo));
		put_comment(p, at);
		may_trail = false;
	}
}

bool begins_run(const struct printer *p, uint32_t at)
{
	return blank_before(p, at);
}

void put_line(struct printer *p, uint32_t at)
{
	if (!p->file)
		return;
	put_comments(p, at);
	fresh_line(p, at != UINT32_MAX && blank_before(p, at));
}

void put_open(struct printer *p)
{
	put(p, " {");
	p->indent += PRINT_INDENT;
	p->opened = true;
}

void put_close(struct printer *p, span whole)
{
	bool one_line = !p->file;
	if (!one_line)
		put_comments(p, whole.hi - 1);
	p->indent -= PRINT_INDENT;
	if (one_line)
		put(p, " ");
	else
		fresh_line(p, false);
	put(p, "}");
	p->opened = false;
}

/* ---- small words ------------------------------------------------------------------------------------------ */

void put(struct printer *p, const char *s)
{
	text_puts(p->out, s);
}

void put_word(struct printer *p, int token)
{
	put(p, word_text(token, p->to));
}

struct standard {
	const char *text[2];
};

static const struct standard standards[] = {
#define STANDARD(da, en) {{da, en}},
#include "grammar/standard.def"
#undef STANDARD
};

/* The name in the other column; plural chooses the last row of several, else the first. */
static const char *translated(const struct printer *p, const char *name, bool plural)
{
	const char *found = name;
	if (p->from == p->to)
		return name;
	for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
		if (strcmp(standards[i].text[p->from], name) != 0)
			continue;
		found = standards[i].text[p->to];
		if (!plural)
			break;
	}
	return found;
}

void put_name(struct printer *p, struct name name)
{
	put(p, translated(p, intern_text(p->names, name.id), false));
}

#define LABEL_ALIGNED 16

size_t label_width(struct printer *p, struct name label)
{
	struct printer_mark mark = printer_mark(p);
	put_name(p, label);
	size_t width = utf8_width(p->out->p + mark.n, p->out->n - mark.n);
	printer_reset(p, mark);
	return width <= LABEL_ALIGNED ? width : 0;
}

void put_label(struct printer *p, struct name label, size_t width)
{
	put_name(p, label);
	put(p, ": ");
	for (size_t own = label_width(p, label); own && own < width; own++)
		put(p, " ");
}

void put_unit_name(struct printer *p, struct name unit, bool plural)
{
	put(p, translated(p, intern_text(p->names, unit.id), plural));
}

void put_names(struct printer *p, const name_list *names)
{
	for (uint32_t i = 0; i < names->n; i++) {
		put(p, i ? ", " : "");
		put_name(p, names->at[i]);
	}
}

/* Only the first name is looked up among the standard names; a heading after the dot is one, too. */
void put_path(struct printer *p, const struct path *path)
{
	for (uint32_t i = 0; i < path->names.n; i++) {
		put(p, i ? "." : "");
		put_name(p, path->names.at[i]);
	}
}

static bool holds(struct str s, const char *bytes)
{
	size_t n = strlen(bytes);
	for (size_t i = 0; i + n <= s.n; i++)
		if (!memcmp(s.p + i, bytes, n))
			return true;
	return false;
}

/* In straight quotes, or in the first kind that the text does not hold. */
void put_prose(struct printer *p, struct prose text)
{
	bool straight = !holds(text.text, "\"");
	bool angled = !straight && !holds(text.text, "«") && !holds(text.text, "»");
	put(p, straight ? "\"" : angled ? "»" : "“");
	text_add(p->out, text.text.p, text.text.n);
	put(p, straight ? "\"" : angled ? "«" : "”");
}

/* As written; the separators change with the column. */
void put_number(struct printer *p, struct num n, struct str digits)
{
	if (!digits.n)
		put(p, num_text(p->out->a, n, p->to == LANG_EN ? NUM_ENGLISH : NUM_DANISH));
	for (size_t i = 0; i < digits.n; i++) {
		char c = digits.p[i];
		bool swap = p->from != p->to && (c == '.' || c == ',');
		text_putc(p->out, swap ? (char)('.' + ',' - c) : c);
	}
}

void put_ref(struct printer *p, const struct ref *ref)
{
	if (ref->law.id) {
		put_name(p, ref->law);
		put(p, " ");
	}
	put(p, ref->para);
}

void put_refs(struct printer *p, const struct ref *refs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		put(p, i ? ", " : "");
		put_ref(p, &refs[i]);
	}
}

void put_missing(struct printer *p, struct prose vague)
{
	put_word(p, TOK_MISSING);
	if (vague.text.p) {
		put(p, " ");
		put_prose(p, vague);
	}
}

void put_day(struct printer *p, const struct day *day)
{
	if (day->missing)
		put_missing(p, day->vague);
	else
		put(p, date_text(p->out->a, day->day));
}

void put_period(struct printer *p, const struct period *period)
{
	if (period->from.given) {
		put_word(p, TOK_FROM);
		put(p, " ");
		put_day(p, &period->from);
	}
	if (period->to.given) {
		put(p, period->from.given ? " " : "");
		put_word(p, TOK_TO);
		put(p, " ");
		put_day(p, &period->to);
	}
}

/* ---- entry points ----------------------------------------------------------------------------------------- */

void print_file(struct text *out, const struct ast_file *f, const struct intern *names,
                enum lang lang)
{
	struct printer p = {.out = out, .file = f, .names = names, .from = f->lang, .to = lang};
	for (uint32_t i = 0; i < f->decls.n; i++) {
		put_line(&p, f->decls.at[i]->at.lo);
		put_decl(&p, f->decls.at[i]);
	}
	put_comments(&p, UINT32_MAX);
	if (out->n)
		text_putc(out, '\n');
}

void print_expr(struct text *out, const struct expr *e, const struct intern *names, enum lang lang)
{
	struct printer p = {.out = out, .names = names, .from = lang, .to = lang};
	put_expr(&p, e);
}
