/* SPDX-License-Identifier: MIT
 *
 * niveau explain: the page docs/findings/NNNN.md of a finding; where it is not installed, what diag.def says.
 */
#include "base/render.h"
#include "tool/report.h"
#include "tool/world.h"

#include <ctype.h>
#include <string.h>

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

static void put_row(struct session *s, const struct diag_row *row)
{
	static const char *const severity[][2] = {
		[SEV_NOTE] = {"bemærkning", "note"},
		[SEV_WARNING] = {"advarsel", "warning"},
		[SEV_ERROR] = {"fejl", "error"},
	};
	text_printf(&s->out, "%s %s (%s): ", render_code(s->a, row->code), row->slug,
	            severity[row->severity][s->d.lang == LANG_EN]);
	put_format(&s->out, row->text[s->d.lang]);
	text_putc(&s->out, '\n');
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
	text_add(&s->out, page.p, page.n);
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
