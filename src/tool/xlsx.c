/* SPDX-License-Identifier: MIT
 *
 * The xlsx target: the book (emit/book.h) as a workbook, a sheet for each service, with real numbers and days. libxlsxwriter
 * writes it; a string is never a formula. The day it says it was made is the catalogue's own, so that the bytes are the same
 * every day.
 */
#include "tool/office.h"

#ifdef HAVE_XLSXWRITER
#include "base/date.h"
#include "emit/book.h"
#include "tool/world.h"

#include <string.h>
#include <xlsxwriter.h>

#define NAME_MAX_CHARS 31 /* of a sheet, as Excel has it */
#define DAY_OF_1970 25569 /* in a spreadsheet's calendar */

struct workbook {
	lxw_workbook *book;
	const struct book *b;
	struct arena *a;
	lxw_format *title, *head, *text, *number, *day, *mark[MARK_SILENT + 1];
	VEC(const char *) names; /* of sheets */
};

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool is_taken(const struct workbook *w, const char *name)
{
	for (uint32_t i = 0; i < w->names.n; i++)
		if (strcasecmp(w->names.at[i], name) == 0)
			return true;
	return false;
}

/* The first `chars` letters, without what a sheet's name may not hold. */
static const char *cut(struct workbook *w, const char *title, size_t chars)
{
	struct text t = {.a = w->a};
	size_t n = strlen(title);
	for (size_t i = 0, step; i < n && chars; i += step, chars--) {
		int32_t cp = 0;
		step = utf8_step(title + i, n - i, &cp);
		step += !step;
		if (step == 1 && (strchr("[]:*?/\\'", title[i]) || (unsigned char)title[i] < ' '))
			text_putc(&t, ' ');
		else
			text_add(&t, title + i, step);
	}
	while (t.n && t.p[t.n - 1] == ' ')
		t.n--;
	return t.n ? text_c(&t) : "-";
}

static const char *sheet_name(struct workbook *w, const char *title)
{
	const char *name = cut(w, title, NAME_MAX_CHARS);
	for (unsigned n = 2; is_taken(w, name); n++)
		name = arena_printf(w->a, "%s %u", cut(w, title, NAME_MAX_CHARS - 4), n);
	vec_push(w->a, &w->names, name);
	return name;
}

/* ---- cells ---------------------------------------------------------------------------------------------- */

static void make_formats(struct workbook *w)
{
	static const uint32_t colours[] = {[MARK_NONE] = 0,
	                                   [MARK_OUTSIDE] = 0x3b4a5c,
	                                   [MARK_CONFLICT] = 0x9b1c1c,
	                                   [MARK_SILENT] = 0x7a4b00};
	w->title = workbook_add_format(w->book);
	format_set_bold(w->title);
	format_set_font_size(w->title, 14);
	w->head = workbook_add_format(w->book);
	format_set_bold(w->head);
	format_set_bg_color(w->head, 0xf0f0ee);
	format_set_bottom(w->head, LXW_BORDER_THIN);
	format_set_text_wrap(w->head);
	w->text = workbook_add_format(w->book);
	w->number = workbook_add_format(w->book);
	w->day = workbook_add_format(w->book);
	lxw_format *cells[] = {w->text, w->number, w->day};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		format_set_text_wrap(cells[i]);
		format_set_align(cells[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_num_format(w->number, "#,##0.##");
	format_set_num_format(w->day, "yyyy-mm-dd");
	for (int i = 0; i <= MARK_SILENT; i++) {
		w->mark[i] = workbook_add_format(w->book);
		format_set_align(w->mark[i], LXW_ALIGN_VERTICAL_TOP);
		format_set_bold(w->mark[i]);
		if (i)
			format_set_font_color(w->mark[i], colours[i]);
	}
}

/* Whole and half øre fit a double exactly; what does not is written as text. */
static bool as_double(struct num n, double *out)
{
	if (!num_ok(n) || n.q > 1000 || n.p > ((int64_t)1 << 50) || n.p < -((int64_t)1 << 50))
		return false;
	*out = (double)n.p / (double)n.q;
	return true;
}

static void put_cell(struct workbook *w, lxw_worksheet *sheet, uint32_t row, uint16_t column,
                     const struct book_cell *cell)
{
	double value;
	if (cell->is_number && as_double(cell->number, &value))
		worksheet_write_number(sheet, row, column, value, w->number);
	else if (cell->is_day)
		worksheet_write_number(sheet, row, column, (double)(cell->day + DAY_OF_1970), w->day);
	else
		worksheet_write_string(sheet, row, column, cell->text, w->text);
}

/* Returns the row behind the table. */
static uint32_t put_table(struct workbook *w, lxw_worksheet *sheet, const struct book_table *t,
                          uint32_t row)
{
	uint16_t last = (uint16_t)t->columns.n;
	if (t->left_out)
		worksheet_write_string(sheet, row++, 0, t->left_out, w->mark[MARK_SILENT]);
	if (!t->rows.n)
		return row;
	for (uint16_t c = 0; c < last; c++)
		worksheet_write_string(sheet, row, c, t->columns.at[c].title, w->head);
	worksheet_write_string(sheet, row++, last, book_say(w->b, "Bemærk", "Note"), w->head);
	for (uint32_t i = 0; i < t->rows.n; i++, row++) {
		const struct book_row *r = &t->rows.at[i];
		for (uint16_t c = 0; c < last; c++)
			put_cell(w, sheet, row, c, &r->cells[c]);
		worksheet_write_string(sheet, row, last, book_mark_text(w->b, r->mark), w->mark[r->mark]);
	}
	return row;
}

/* ---- sheets --------------------------------------------------------------------------------------------- */

static lxw_worksheet *add_sheet(struct workbook *w, const char *title, uint16_t columns)
{
	lxw_worksheet *sheet = workbook_add_worksheet(w->book, sheet_name(w, title));
	worksheet_set_column(sheet, 0, columns, 28, NULL);
	worksheet_set_landscape(sheet);
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_paper(sheet, 9); /* A4 */
	return sheet;
}

static void add_front(struct workbook *w)
{
	lxw_worksheet *sheet = add_sheet(w, book_say(w->b, "Om", "About"), 0);
	worksheet_set_column(sheet, 0, 0, 100, NULL);
	worksheet_write_string(sheet, 0, 0, w->b->title, w->title);
	worksheet_write_string(sheet, 1, 0, w->b->stamp, w->text);
	worksheet_write_string(sheet, 2, 0, w->b->remark, w->text);
}

/* Deadlines and rates can be sorted and filtered. */
static void add_list(struct workbook *w, const struct book_table *t)
{
	uint16_t last = (uint16_t)t->columns.n;
	lxw_worksheet *sheet = add_sheet(w, t->title, last);
	put_table(w, sheet, t, 0);
	worksheet_freeze_panes(sheet, 1, 0);
	if (t->rows.n && !t->left_out)
		worksheet_autofilter(sheet, 0, 0, t->rows.n, last);
}

/* A service and the decisions that follow it. Returns the table behind them. */
static uint32_t add_service(struct workbook *w, uint32_t i)
{
	const struct book_table *t = &w->b->tables.at[i];
	lxw_worksheet *sheet = add_sheet(w, t->title, 8);
	worksheet_write_string(sheet, 0, 0, t->title, w->title);
	worksheet_write_string(sheet, 1, 0, t->law, w->text);
	uint32_t row = put_table(w, sheet, t, 3) + 1;
	for (i++; i < w->b->tables.n && w->b->tables.at[i].kind == BOOK_DECISION; i++) {
		worksheet_write_string(sheet, row, 0, w->b->tables.at[i].title, w->title);
		row = put_table(w, sheet, &w->b->tables.at[i], row + 1) + 1;
	}
	return i;
}

static void add_all(struct workbook *w)
{
	make_formats(w);
	add_front(w);
	for (uint32_t i = 0; i < w->b->tables.n;) {
		if (w->b->tables.at[i].kind == BOOK_SERVICE)
			i = add_service(w, i);
		else
			add_list(w, &w->b->tables.at[i++]);
	}
}

/* Noon of the day the catalogue was adopted, or began; no clock is read. */
static time_t made_on(const struct model *m)
{
	const struct catalogue *c = &m->catalogue;
	int64_t day = c->has_adopted ? c->adopted : c->has_from ? c->from : date_day(2000, 1, 1);
	return (time_t)(day * 86400 + 43200);
}

/* The library writes to files of its own first. */
static void no_scratch(struct diags *d)
{
	bool da = d->lang == LANG_DA;
	diag_cannot_write(d, SPAN_NONE, da ? "en midlertidig fil" : "a temporary file",
	                  da ? "se efter plads og adgang i mappen $TMPDIR, ellers /tmp"
	                     : "see to room and access in the folder $TMPDIR, else /tmp");
}

bool emit_xlsx(struct space *s, struct emit_out *out)
{
	struct workbook w = {.b = book_make(s, out->a), .a = out->a};
	const char *title = w.b->title;
	char *path = world_scratch(out->a);
	if (!path) {
		no_scratch(out->d);
		return false;
	}
	lxw_workbook_options options = {.constant_memory = LXW_FALSE};
	w.book = workbook_new_opt(path, &options);
	lxw_doc_properties about = {.title = arena_text(out->a, title, strlen(title)),
	                            .created = made_on(s->m)};
	workbook_set_properties(w.book, &about);
	add_all(&w);
	struct emit_file file = {arena_printf(out->a, "%s.xlsx", plan_make(s, out->a)->name),
	                         {.a = out->a}};
	bool good = workbook_close(w.book) == LXW_NO_ERROR && world_scratch_read(path, &file.text);
	world_scratch_remove(path);
	if (!good) {
		no_scratch(out->d);
		return false;
	}
	vec_push(out->a, &out->files, file);
	return true;
}
#endif
