/* SPDX-License-Identifier: MIT
 *
 * niveau explain: the page docs/findings/NNNN.md of a finding; where it is not installed, what diag.def says.
 */
#include "base/render.h"
#include "tool/report.h"
#include "tool/world.h"

#include <ctype.h>
#include <string.h>

#define COLUMNS 80

/* "N3101", "n3101" or "3101". */
static const struct diag_row *find_row(const char *word)
{
	unsigned number = 0;
	word += *word == 'N' || *word == 'n';
	if (strlen(word) != 4 || strspn(word, "0123456789") != 4)
		return NULL;
	for (; *word; word++)
		number = number * 10 + (unsigned)(*word - '0');
	for (unsigned i = 0; i < diag_row_count; i++)
		if (diag_rows[i].code == number)
			return &diag_rows[i];
	return NULL;
}

/* A format as a sentence: what stands for a name or number becomes an ellipsis. */
static void put_format(struct text *t, const char *format)
{
	for (; *format; format++) {
		if (*format != '%') {
			text_putc(t, *format);
		} else if (format[1] == '%') {
			text_putc(t, *format++);
		} else {
			format += strcspn(format, "diuxXsc");
			text_puts(t, "...");
		}
	}
}

static const char *severity_word(const struct session *s, const struct diag_row *row)
{
	static const char *const severity[][2] = {
		[SEV_NOTE] = {"bemærkning", "note"},
		[SEV_WARNING] = {"advarsel", "warning"},
		[SEV_ERROR] = {"fejl", "error"},
	};
	return severity[row->severity][s->d.lang == LANG_EN];
}

static void put_row(struct session *s, const struct diag_row *row)
{
	text_printf(&s->out, "%s %s (%s): ", render_code(s->a, row->code), row->slug,
	            severity_word(s, row));
	put_format(&s->out, row->text[s->d.lang]);
	text_putc(&s->out, '\n');
}

/* The words gathered in p as one paragraph of 80 columns; those of a point stand behind its dash. */
static void put_paragraph(struct session *s, struct text *p)
{
	const char *words = text_c(p);
	size_t at = 0, indent = strncmp(words, "- ", 2) == 0 ? 2 : 0;
	for (bool first = true; *words; first = false) {
		size_t n = utf8_word(words), columns = utf8_width(words, n);
		bool over = !first && at + 1 + columns > COLUMNS;
		if (over)
			text_printf(&s->out, "\n%*s", (int)indent, "");
		else if (!first)
			text_putc(&s->out, ' ');
		text_add(&s->out, words, n);
		at = (over ? indent : at + !first) + columns;
		words += n;
		words += strspn(words, " ");
	}
	if (p->n)
		text_putc(&s->out, '\n');
	*p = (struct text){.a = p->a};
}

/* A page for the terminal: its number as findings have it, headings without marks, examples set in. */
static void put_for_terminal(struct session *s, const struct diag_row *row, struct str page)
{
	struct text paragraph = {.a = s->a};
	bool fenced = false;
	for (size_t i = 0, n; i < page.n; i += n + 1) {
		const char *line = page.p + i, *end = memchr(line, '\n', page.n - i);
		n = end ? (size_t)(end - line) : page.n - i;
		bool fence = n >= 3 && memcmp(line, "```", 3) == 0, heading = !fenced && n && *line == '#';
		if (fence || heading || !n || *line == '-')
			put_paragraph(s, &paragraph);
		fenced ^= fence;
		if (fence)
			continue;
		if (heading && line[1] == ' ')
			text_printf(&s->out, "%s (%s):%.*s\n", render_code(s->a, row->code),
			            severity_word(s, row), (int)(n > 6 ? n - 6 : 0), line + 6);
		else if (heading)
			text_printf(&s->out, "%.*s\n", (int)(n - 3), line + 3);
		else if (!n)
			text_putc(&s->out, '\n');
		else if (fenced)
			text_printf(&s->out, "    %.*s\n", (int)n, line);
		else
			text_printf(&paragraph, "%s%.*s", paragraph.n ? " " : "", (int)n, line);
	}
	put_paragraph(s, &paragraph);
}

/* The page of a finding; false where it is not there. */
static bool put_page(struct session *s, const struct diag_row *row)
{
	const char *folder = world_shared(s, "NIVEAU_FINDINGS", "../docs/findings", "findings");
	const char *name = arena_printf(s->a, "%04u.md", (unsigned)row->code);
	const char *path = folder ? world_join(s->a, folder, name) : NULL;
	struct str page;
	if (!path || !world_is_file(path) || !world_is_inside(path, folder) ||
	    !world_read(s, s->a, path, &page))
		return false;
	put_for_terminal(s, row, page);
	return true;
}

int command_explain(struct session *s)
{
	if (!s->options.args.n) {
		for (unsigned i = 0; i < diag_row_count; i++)
			put_row(s, &diag_rows[i]);
		return STATUS_CLEAN;
	}
	const struct diag_row *row = find_row(s->options.args.at[0]);
	if (!row) {
		diag_unknown_code(&s->d, SPAN_NONE, s->options.args.at[0]);
		return report_usage(s);
	}
	if (!put_page(s, row)) {
		put_row(s, row);
		if (*row->help[s->d.lang]) {
			text_puts(&s->out, "\n  ");
			put_format(&s->out, row->help[s->d.lang]);
			text_putc(&s->out, '\n');
		}
	}
	return STATUS_CLEAN;
}
