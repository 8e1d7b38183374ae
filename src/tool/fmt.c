/* SPDX-License-Identifier: MIT
 *
 * niveau fmt: every file in the standard form. A file with errors is left alone; and before anything is written, the
 * new text is read again and formatted once more: only where nothing changes any more is it safe.
 */
#include "tool/fmt.h"
#include "front/parse.h"
#include "front/print.h"
#include "tool/line_diff.h"
#include "tool/load.h"
#include "tool/report.h"

#include <string.h>

static enum lang language_of(const struct session *s, const struct ast_file *file)
{
	int choice = option_choice(&s->options, OPTION_LANGUAGE);
	return choice < 0 ? file->lang : choice ? LANG_EN : LANG_DA;
}

static struct str print(struct arena *a, const struct ast_file *file, const struct intern *names,
                        enum lang lang)
{
	struct text t = {.a = a};
	print_file(&t, file, names, lang);
	return (struct str){text_c(&t), t.n};
}

bool fmt_is_safe(struct session *s, const char *path, struct str text, enum lang lang)
{
	struct sources sources = {.a = s->a};
	struct diags d = {.a = s->a, .lang = s->d.lang};
	struct source *source = source_add(&sources, path, text.p, text.n);
	struct ast_file *again = source ? parse_file(s->a, s->names, &d, source) : NULL;
	if (again && !diags_errors(&d) && str_eq(text, print(s->a, again, s->names, lang)))
		return true;
	diag_unsafe_format(&s->d, SPAN_NONE, path);
	return false;
}

struct str fmt_text(struct session *s, const char *path, struct str text, enum lang lang)
{
	struct sources sources = {.a = s->a};
	struct diags d = {.a = s->a, .lang = s->d.lang};
	struct source *source = source_add(&sources, path, text.p, text.n);
	struct ast_file *file = source ? parse_file(s->a, s->names, &d, source) : NULL;
	if (!file || diags_errors(&d)) {
		diag_unsafe_format(&s->d, SPAN_NONE, path);
		return (struct str){0};
	}
	struct str out = print(s->a, file, s->names, lang);
	return fmt_is_safe(s, path, out, lang) ? out : (struct str){0};
}

/* What is to be done with one file whose new text is known. True where it was not in standard form. */
static bool finish(struct session *s, const char *path, const struct source *source,
                   struct str text)
{
	bool changed = !str_eq(text, (struct str){source->text, source->size});
	bool check = option_value(&s->options, OPTION_CHECK),
		 diff = option_value(&s->options, OPTION_DIFF);
	if (diff)
		line_diff(&s->out, path, (struct str){source->text, source->size}, text);
	else if (check && changed)
		text_printf(&s->out, "%s\n", path);
	else if (!check && strcmp(path, "-") == 0)
		text_add(&s->out, text.p, text.n);
	else if (!check && changed)
		world_write(s, path, text);
	return changed;
}

/* True where the file was not in standard form. */
static bool format(struct session *s, const char *path)
{
	uint32_t errors = s->d.count[SEV_ERROR];
	struct source *source = load_source(s, path, path);
	struct ast_file *file = source ? parse_file(s->a, s->names, &s->d, source) : NULL;
	if (!file || s->d.count[SEV_ERROR] > errors)
		return false;
	enum lang lang = language_of(s, file);
	struct str text = print(s->a, file, s->names, lang);
	return fmt_is_safe(s, path, text, lang) && finish(s, path, source, text);
}

int command_fmt(struct session *s)
{
	bool changed = false;
	for (uint32_t i = 0; i < s->options.args.n; i++) {
		path_list paths = {0};
		load_paths(s, s->options.args.at[i], &paths);
		for (uint32_t k = 0; k < paths.n; k++)
			changed |= format(s, paths.at[k]);
	}
	if (diags_errors(&s->d))
		report_usage(s);
	int status = report_status(s);
	if (status == STATUS_CLEAN && changed && option_value(&s->options, OPTION_CHECK))
		status = STATUS_FINDINGS;
	return status;
}
