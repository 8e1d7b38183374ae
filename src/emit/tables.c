/* SPDX-License-Identifier: MIT
 *
 * The tables target: NAME.tables.html, the book as one page: each heading's decision table, with what is in conflict and what
 * nobody answers marked in it, by a sign and a word and not by colour alone. It stands alone: no script, no network. HTML
 * that is well-formed XML, too.
 */
#include "base/html.h"
#include "emit/book.h"

#include <inttypes.h>

static const char style[] =
#include "tables.css.inc"
	;

static const char *class_of(enum book_mark mark)
{
	static const char *const names[] = {[MARK_NONE] = "",
	                                    [MARK_OUTSIDE] = "outside",
	                                    [MARK_CONFLICT] = "conflict",
	                                    [MARK_SILENT] = "silent"};
	return names[mark];
}

static const char *sign_of(enum book_mark mark)
{
	static const char *const signs[] = {
		[MARK_NONE] = "", [MARK_OUTSIDE] = "→ ", [MARK_CONFLICT] = "✕ ", [MARK_SILENT] = "? "};
	return signs[mark];
}

static void put_mark(struct text *t, const struct book *b, enum book_mark mark)
{
	text_puts(t, "<td class=\"mark\">");
	if (mark != MARK_NONE)
		text_printf(t, "<span aria-hidden=\"true\">%s</span>", sign_of(mark));
	html_put(t, book_mark_text(b, mark));
	text_puts(t, "</td>");
}

static void put_row(struct text *t, const struct book *b, const struct book_table *x,
                    const struct book_row *row)
{
	const char *class = class_of(row->mark);
	text_printf(t, *class ? "<tr class=\"%s\">" : "<tr>%s", class);
	for (uint32_t i = 0; i < x->columns.n; i++) {
		bool place = i + 1 == x->columns.n;
		text_puts(t, place ? "<td class=\"place\">" : "<td>");
		html_put(t, row->cells[i].text);
		text_puts(t, "</td>");
	}
	put_mark(t, b, row->mark);
	text_puts(t, "</tr>\n");
}

static void put_table(struct text *t, const struct book *b, const struct book_table *x)
{
	if (x->left_out) {
		text_puts(t, "<p class=\"soft\">");
		html_put(t, book_say(b, "For stort til en tabel: ", "Too large for a table: "));
		html_put(t, x->left_out);
		text_puts(t, ".</p>\n");
	}
	if (!x->rows.n)
		return;
	text_puts(t, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
	html_put(t, x->title);
	text_puts(t, "\">\n<table>\n<thead><tr>");
	for (uint32_t i = 0; i < x->columns.n; i++) {
		text_puts(t, x->columns.at[i].is_condition ? "<th scope=\"col\" class=\"if\">"
		                                           : "<th scope=\"col\">");
		html_put(t, x->columns.at[i].title);
		text_puts(t, "</th>");
	}
	text_puts(t, "<th scope=\"col\">");
	html_put(t, book_say(b, "Bemærk", "Note"));
	text_puts(t, "</th></tr></thead>\n<tbody>\n");
	for (uint32_t i = 0; i < x->rows.n; i++)
		put_row(t, b, x, &x->rows.at[i]);
	text_puts(t, "</tbody>\n</table>\n</div>\n");
}

static void put_section(struct text *t, const struct book *b, uint32_t i)
{
	const struct book_table *x = &b->tables.at[i];
	const char *tag = x->kind == BOOK_DECISION ? "h3" : "h2";
	text_printf(t, "<%s id=\"t%" PRIu32 "\">", tag, i);
	html_put(t, x->title);
	if (x->kind == BOOK_SERVICE && *x->law) {
		text_puts(t, " <small>");
		html_put(t, x->law);
		text_puts(t, "</small>");
	}
	text_printf(t, "</%s>\n", tag);
	put_table(t, b, x);
}

static uint32_t count_marks(const struct book *b, uint32_t service, enum book_mark mark)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->tables.n; i++)
		for (uint32_t r = 0; b->tables.at[i].service == service &&
		                     b->tables.at[i].kind == BOOK_SERVICE && r < b->tables.at[i].rows.n;
		     r++)
			n += b->tables.at[i].rows.at[r].mark == mark;
	return n;
}

/* The contents, with how much of each service is in conflict or silent. */
static void put_contents(struct text *t, const struct book *b)
{
	const char *label = book_say(b, "Indhold", "Contents");
	text_puts(t, "<nav aria-label=\"");
	html_put(t, label);
	text_puts(t, "\">\n<ul>\n");
	for (uint32_t i = 0; i < b->tables.n; i++) {
		const struct book_table *x = &b->tables.at[i];
		if (x->kind == BOOK_DECISION)
			continue;
		uint32_t conflicts = count_marks(b, x->service, MARK_CONFLICT),
				 silent = count_marks(b, x->service, MARK_SILENT);
		text_printf(t, "<li><a href=\"#t%" PRIu32 "\">", i);
		html_put(t, x->title);
		text_puts(t, "</a>");
		if (x->kind == BOOK_SERVICE && conflicts)
			text_printf(t, " · %" PRIu32 " %s", conflicts, book_say(b, "modstrid", "in conflict"));
		if (x->kind == BOOK_SERVICE && silent)
			text_printf(t, " · %" PRIu32 " %s", silent, book_say(b, "tier", "silent"));
		text_puts(t, "</li>\n");
	}
	text_puts(t, "</ul>\n</nav>\n");
}

static void put_page(struct text *t, const struct book *b)
{
	text_printf(t, "<!DOCTYPE html>\n<html lang=\"%s\" xmlns=\"http://www.w3.org/1999/xhtml\">\n",
	            b->danish ? "da" : "en");
	text_puts(t, "<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" "
	             "content=\"width=device-width, initial-scale=1\" />\n"
	             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	             "style-src 'unsafe-inline'\" />\n<title>");
	html_put(t, b->title);
	text_puts(t, "</title>\n<style>\n");
	text_puts(t, style);
	text_printf(t, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header>\n",
	            book_say(b, "Til indholdet", "To the contents"));
	html_element(t, "h1", b->title);
	text_puts(t, "\n");
	html_element(t, "p class=\"soft\"", b->stamp);
	text_puts(t, "\n");
	if (*b->remark)
		html_element(t, "p", b->remark);
	put_contents(t, b);
	text_puts(t, "</header>\n<main id=\"main\">\n");
	for (uint32_t i = 0; i < b->tables.n; i++)
		put_section(t, b, i);
	text_puts(t, "</main>\n</body>\n</html>\n");
}

bool emit_tables(struct space *s, struct emit_out *out)
{
	struct text t = {.a = out->a};
	put_page(&t, book_make(s, out->a));
	struct emit_file file = {arena_printf(out->a, "%s.tables.html", plan_make(s, out->a)->name), t};
	vec_push(out->a, &out->files, file);
	return true;
}
