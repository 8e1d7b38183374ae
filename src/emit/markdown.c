/* SPDX-License-Identifier: MIT
 *
 * The Markdown target: NAME.md, the book as tables for a wiki, an agenda or a merge request. What a rule file says may not
 * become markup.
 */
#include "emit/book.h"

#include <string.h>

/* In a cell or a line of its own: the characters that mean something to Markdown or HTML are escaped. */
static void put(struct text *t, const char *s)
{
	for (; *s; s++) {
		if (strchr("\\`*_{}[]()#+|<>~$!", *s))
			text_putc(t, '\\');
		if (*s == '\n' || *s == '\r')
			text_putc(t, ' ');
		else if (*s == '&')
			text_puts(t, "&amp;");
		else
			text_putc(t, *s);
	}
}

static void put_row(struct text *t, const struct book_table *b, const struct book *book,
                    const struct book_row *row)
{
	const char *mark = book_mark_text(book, row->mark);
	for (uint32_t i = 0; i < b->columns.n; i++) {
		text_puts(t, "| ");
		put(t, row->cells[i].text);
		text_puts(t, " ");
	}
	text_puts(t, "| ");
	put(t, mark);
	text_puts(t, " |\n");
}

static void put_table(struct text *t, const struct book *book, const struct book_table *b)
{
	text_puts(t, b->kind == BOOK_DECISION ? "\n### " : "\n## ");
	put(t, b->title);
	if (*b->law && b->kind == BOOK_SERVICE) {
		text_puts(t, " \\(");
		put(t, b->law);
		text_puts(t, "\\)");
	}
	text_puts(t, "\n\n");
	if (b->left_out) {
		text_puts(t, book_say(book, "For stort til en tabel: ", "Too large for a table: "));
		put(t, b->left_out);
		text_puts(t, ".\n\n");
	}
	if (!b->rows.n)
		return;
	for (uint32_t i = 0; i < b->columns.n; i++) {
		text_puts(t, "| ");
		put(t, b->columns.at[i].title);
		text_puts(t, " ");
	}
	text_printf(t, "| %s |\n", book_say(book, "Bemærk", "Note"));
	for (uint32_t i = 0; i <= b->columns.n; i++)
		text_puts(t, "|---");
	text_puts(t, "|\n");
	for (uint32_t i = 0; i < b->rows.n; i++)
		put_row(t, b, book, &b->rows.at[i]);
}

bool emit_markdown(struct space *s, struct emit_out *out)
{
	const struct book *book = book_make(s, out->a);
	const struct plan *p = plan_make(s, out->a);
	struct text t = {.a = out->a};
	text_puts(&t, "# ");
	put(&t, book->title);
	text_puts(&t, "\n\n");
	put(&t, book->stamp);
	text_puts(&t, "\n");
	if (*book->remark) {
		text_puts(&t, "\n");
		put(&t, book->remark);
		text_puts(&t, "\n");
	}
	for (uint32_t i = 0; i < book->tables.n; i++)
		put_table(&t, book, &book->tables.at[i]);
	struct emit_file file = {arena_printf(out->a, "%s.md", p->name), t};
	vec_push(out->a, &out->files, file);
	return true;
}
