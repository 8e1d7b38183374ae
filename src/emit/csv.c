/* SPDX-License-Identifier: MIT
 *
 * The CSV target: NAME.deadlines.csv, NAME.rates.csv and NAME.rules.csv, one line a rule. They open by a double click in a
 * Danish spreadsheet: a byte order mark, semicolons, CRLF, decimal commas. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
#include "emit/book.h"

#include <string.h>

struct sheet {
	struct text t;
	bool begun; /* on this line */
};

static void put_cell(struct sheet *x, const char *s)
{
	if (x->begun)
		text_putc(&x->t, ';');
	x->begun = true;
	text_putc(&x->t, '"');
	if (*s && strchr("=+-@\t\r", *s))
		text_putc(&x->t, '\'');
	for (; *s; s++) {
		if (*s == '"')
			text_putc(&x->t, '"');
		text_putc(&x->t, *s == '\n' || *s == '\r' ? ' ' : *s);
	}
	text_putc(&x->t, '"');
}

/* A number as a spreadsheet reads it: no thousands, a decimal comma; as text where decimals do not end. */
static void put_number(struct sheet *x, const struct book_cell *cell)
{
	struct num n = cell->number;
	struct text t = {.a = x->t.a};
	int64_t scale = 1;
	int digits = 0;
	while (num_ok(n) && scale % n.q && digits < 6) {
		scale *= 10;
		digits++;
	}
	if (!num_ok(n) || scale % n.q || n.p > INT64_MAX / scale || n.p < -(INT64_MAX / scale)) {
		put_cell(x, cell->text);
		return;
	}
	int64_t whole = n.p * (scale / n.q), size = whole < 0 ? -whole : whole;
	text_printf(&t, "%s%lld", whole < 0 ? "-" : "", (long long)(size / scale));
	if (digits)
		text_printf(&t, ",%0*lld", digits, (long long)(size % scale));
	text_printf(&x->t, "%s%s", x->begun ? ";" : "", text_c(&t));
	x->begun = true;
}

static void end_line(struct sheet *x)
{
	text_puts(&x->t, "\r\n");
	x->begun = false;
}

static void begin(struct sheet *x, struct arena *a)
{
	*x = (struct sheet){.t = {.a = a}};
	text_puts(&x->t, "\xEF\xBB\xBF");
}

static void put_head(struct sheet *x, const struct book *b, const struct book_table *t)
{
	for (uint32_t i = 0; i < t->columns.n; i++)
		put_cell(x, t->columns.at[i].title);
	put_cell(x, book_say(b, "Bemærk", "Note"));
	end_line(x);
}

static void put_rows(struct sheet *x, const struct book *b, const struct book_table *t, bool named)
{
	for (uint32_t i = 0; i < t->rows.n; i++) {
		const struct book_row *row = &t->rows.at[i];
		if (named) {
			put_cell(x, t->title);
			put_cell(x, t->law);
		}
		for (uint32_t c = 0; c < t->columns.n; c++)
			if (row->cells[c].is_number)
				put_number(x, &row->cells[c]);
			else
				put_cell(x, row->cells[c].text);
		put_cell(x, book_mark_text(b, row->mark));
		end_line(x);
	}
	if (t->left_out) {
		if (named)
			put_cell(x, t->title);
		put_cell(x, book_say(b, "for stort til en tabel", "too large for a table"));
		put_cell(x, t->left_out);
		end_line(x);
	}
}

static void put_stamp(struct sheet *x, const struct book *b)
{
	put_cell(x, b->stamp);
	put_cell(x, b->remark);
	end_line(x);
}

static void add_file(struct emit_out *out, const char *name, const char *part, struct sheet *x)
{
	struct emit_file file = {arena_printf(out->a, "%s.%s.csv", name, part), x->t};
	vec_push(out->a, &out->files, file);
}

static void put_rules(struct sheet *x, const struct book *b)
{
	bool headed = false;
	for (uint32_t i = 0; i < b->tables.n; i++) {
		const struct book_table *t = &b->tables.at[i];
		if (t->kind != BOOK_SERVICE)
			continue;
		if (!headed) {
			put_cell(x, book_say(b, "Ydelse", "Service"));
			put_cell(x, book_say(b, "Paragraf", "Paragraph"));
			put_head(x, b, t);
		}
		headed = true;
		put_rows(x, b, t, true);
	}
}

bool emit_csv(struct space *s, struct emit_out *out)
{
	static const char *const parts[] = {[BOOK_DEADLINES] = "deadlines", [BOOK_RATES] = "rates"};
	const struct book *b = book_make(s, out->a);
	const char *name = plan_make(s, out->a)->name;
	struct sheet x;
	for (uint32_t i = 0; i < b->tables.n; i++) {
		const struct book_table *t = &b->tables.at[i];
		if (t->kind != BOOK_DEADLINES && t->kind != BOOK_RATES)
			continue;
		begin(&x, out->a);
		put_head(&x, b, t);
		put_rows(&x, b, t, false);
		put_stamp(&x, b);
		add_file(out, name, parts[t->kind], &x);
	}
	begin(&x, out->a);
	put_rules(&x, b);
	put_stamp(&x, b);
	add_file(out, name, "rules", &x);
	return true;
}
