/* SPDX-License-Identifier: MIT
 *
 * Cases as CSV (RFC 4180): the first line names the inputs, each further line is a case, an empty cell is unknown. The
 * separator is ; or , whichever the first line has more of. A column "id" is passed over.
 * A file that is not UTF-8 is read as Windows-1252, with a warning.
 */
#include "tool/case.h"

#include <string.h>

struct sheet {
	struct asking *q;
	const struct source *f;
	char separator;
	uint32_t at; /* the next byte */
	bool bad;    /* the line being read has a quote that is wrong */
	VEC(struct datum) cells;
};

static char sniff(const struct source *f)
{
	struct str line = source_line(f, 1);
	size_t semicolons = 0, commas = 0;
	for (size_t i = 0; i < line.n; i++) {
		semicolons += line.p[i] == ';';
		commas += line.p[i] == ',';
	}
	return semicolons >= commas ? ';' : ',';
}

static bool at_end(const struct sheet *t)
{
	char c = t->f->text[t->at];
	return t->at >= t->f->size || c == '\n' || (c == '\r' && t->f->text[t->at + 1] == '\n');
}

/* A quoted cell, its doubled quotes undone. */
static struct str read_quoted(struct sheet *t)
{
	struct text out = {.a = &t->q->passing};
	const char *p = t->f->text;
	for (t->at++; t->at < t->f->size; t->at++) {
		if (p[t->at] == '"' && p[t->at + 1] != '"')
			break;
		t->at += p[t->at] == '"';
		text_putc(&out, p[t->at]);
	}
	t->bad |= t->at >= t->f->size;
	t->at += t->at < t->f->size;
	t->bad |= !at_end(t) && p[t->at] != t->separator;
	return (struct str){text_c(&out), out.n};
}

static void read_cell(struct sheet *t)
{
	uint32_t from = t->at;
	struct datum d = {.kind = DATUM_TEXT};
	bool quoted = t->f->text[t->at] == '"' && t->at < t->f->size;
	if (quoted)
		d.text = read_quoted(t);
	while (!at_end(t) && t->f->text[t->at] != t->separator)
		t->at++;
	if (!quoted)
		d.text = case_trim((struct str){t->f->text + from, t->at - from});
	if (!d.text.n)
		d.kind = DATUM_UNKNOWN;
	d.at = (span){t->f->base + from, t->f->base + (t->at > from ? t->at : from + 1)};
	vec_push(&t->q->passing, &t->cells, d);
}

/* The next line's cells; false at the end of the file. */
static bool read_line(struct sheet *t)
{
	t->cells.n = t->cells.cap = 0;
	t->bad = false;
	if (t->at >= t->f->size)
		return false;
	read_cell(t);
	while (!at_end(t)) {
		t->at++; /* the separator */
		read_cell(t);
	}
	t->at += t->f->text[t->at] == '\r';
	t->at += t->at < t->f->size;
	return true;
}

static bool is_blank(const struct sheet *t)
{
	return t->cells.n == 1 && t->cells.at[0].kind == DATUM_UNKNOWN;
}

static bool is_id(const struct datum *name)
{
	return name->text.n == 2 &&
	       (memcmp(name->text.p, "id", 2) == 0 || memcmp(name->text.p, "ID", 2) == 0);
}

static void read_case(struct sheet *t, const struct datum *names, uint32_t n, case_fn *each,
                      void *ctx)
{
	struct case_file c = case_new(t->q, t->cells.at[0].at);
	struct diags *d = &t->q->s->d;
	if (t->bad)
		diag_csv_quote(d, c.at);
	else if (t->cells.n != n)
		diag_csv_cells(d, c.at, t->cells.n, n);
	c.broken = t->bad || t->cells.n != n;
	for (uint32_t i = 0; !c.broken && i < n; i++) {
		const struct datum *cell = &t->cells.at[i];
		if (cell->kind == DATUM_UNKNOWN || is_id(&names[i]))
			continue;
		if (memchr(names[i].text.p, '.', names[i].text.n))
			case_use(t->q, &c, names[i].text, cell->at, cell);
		else
			case_set(t->q, &c, names[i].text, cell->at, cell);
	}
	each(ctx, &c);
}

/* A column that the catalogue does not know is one finding, not one a line. */
static bool names_good(struct sheet *t)
{
	struct case_file empty = case_new(t->q, SPAN_NONE);
	static const struct datum unknown = {.kind = DATUM_UNKNOWN};
	for (uint32_t i = 0; i < t->cells.n; i++) {
		const struct datum *name = &t->cells.at[i];
		if (!is_id(name) && !memchr(name->text.p, '.', name->text.n))
			case_set(t->q, &empty, name->text, name->at, &unknown);
		for (uint32_t k = 0; k < i; k++) {
			if (!str_eq(t->cells.at[k].text, name->text))
				continue;
			diag_csv_header(&t->q->s->d, name->at, str_c(t->q->s->a, name->text));
			empty.broken = true;
		}
	}
	if (t->bad)
		diag_csv_quote(&t->q->s->d, t->cells.at[0].at);
	return !empty.broken && !t->bad;
}

static bool is_utf8(const struct source *f)
{
	int32_t cp;
	for (size_t i = 0, step; i < f->size; i += step)
		if (!(step = utf8_step(f->text + i, f->size - i, &cp)))
			return false;
	return true;
}

static void put_code_point(struct text *t, uint32_t cp)
{
	if (cp < 0x80) {
		text_putc(t, (char)cp);
	} else if (cp < 0x800) {
		text_putc(t, (char)(0xc0 | cp >> 6));
		text_putc(t, (char)(0x80 | (cp & 0x3f)));
	} else {
		text_putc(t, (char)(0xe0 | cp >> 12));
		text_putc(t, (char)(0x80 | (cp >> 6 & 0x3f)));
		text_putc(t, (char)(0x80 | (cp & 0x3f)));
	}
}

struct str case_windows(struct arena *a, struct str s)
{
	static const uint16_t high[32] = {
		0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
		0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
		0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
	struct text t = {.a = a};
	for (size_t i = 0; i < s.n; i++) {
		uint32_t byte = (unsigned char)s.p[i];
		put_code_point(&t, byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte);
	}
	return (struct str){text_c(&t), t.n};
}

/* The same file read as Windows-1252, which Danish Excel writes. */
static const struct source *from_windows(struct asking *q, const struct source *f)
{
	struct str text = case_windows(q->s->a, (struct str){f->text, f->size});
	struct source *converted = source_add(&q->s->sources, f->path, text.p, text.n);
	if (converted)
		diag_csv_windows(&q->s->d, (span){converted->base, converted->base + 1});
	return converted ? converted : f;
}

static bool is_a_text(struct asking *q, const struct source *f)
{
	span start = {f->base, f->base + (f->size > 0)};
	const unsigned char *p = (const unsigned char *)f->text;
	if (f->size > 1 && p[0] >= 0xfe &&
	    p[1] >= 0xfe) /* a byte order mark; never UTF-8, nor a Danish word */
		diag_utf16_file(&q->s->d, start);
	else if (memchr(f->text, 0, f->size))
		diag_binary_file(&q->s->d, start);
	else
		return true;
	return false;
}

bool case_read_csv(struct asking *q, const struct source *f, case_fn *each, void *ctx)
{
	if (!is_a_text(q, f))
		return true;
	if (!is_utf8(f))
		f = from_windows(q, f);
	struct sheet t = {.q = q, .f = f, .separator = sniff(f)};
	if (!read_line(&t) || !names_good(&t))
		return true;
	const struct datum *names = t.cells.at;
	uint32_t n = t.cells.n;
	struct arena_mark mark = arena_mark(&q->passing);
	while (read_line(&t)) {
		if (!is_blank(&t))
			read_case(&t, names, n, each, ctx);
		arena_reset(&q->passing, mark);
	}
	return true;
}
