/* SPDX-License-Identifier: MIT
 *
 * niveau sources: the rules held against the catalogue's text. Exit status as for check; trouble with the files is 2.
 */
#include "check/check.h"
#include "text/text.h"
#include "tool/load.h"
#include "tool/report.h"
#include "tool/text.h"

#include <unistd.h>

/* ---- the text ------------------------------------------------------------------------------------------- */

/* --text, else what the head of the catalogue names, beside it; NULL after a finding. */
static const char *text_path(struct session *s, const struct model *m)
{
	const char *given = option_value(&s->options, OPTION_AGAINST);
	const struct source *head = source_at(&s->sources, m->catalogue.at.lo);
	if (given)
		return given;
	if (!m->catalogue.source || !head) {
		diag_no_text_named(&s->d, m->catalogue.at);
		return NULL;
	}
	const char *folder = world_folder(s->a, head->path);
	const char *path = world_join(s->a, folder, m->catalogue.source);
	if (!world_is_file(path) || !world_is_inside(path, folder)) {
		diag_text_not_there(&s->d, m->catalogue.at, path);
		return NULL;
	}
	return path;
}

/* ---- the command ---------------------------------------------------------------------------------------- */

/* What check says of the rules; NULL where it was not asked. */
static struct diags *checked(struct session *s, struct model *m)
{
	struct diags *d = arena_new(s->a, struct diags);
	struct arena scratch;
	*d = (struct diags){.a = s->a, .lang = s->d.lang};
	if (!check_fits(m, d))
		return NULL;
	struct diags *own = m->diags;
	m->diags = d;
	arena_init(&scratch);
	struct space *space = space_make(s->a, &scratch, m, 0);
	check_all(space, d, &(struct check_options){.today = space->from});
	arena_free(&scratch);
	m->diags = own;
	diags_sort(d);
	return d;
}

static void show(struct session *s, const struct text_report *r)
{
	int form = option_choice(&s->options, OPTION_COVERAGE);
	if (form == 1) {
		text_show_json(&s->out, r, &s->sources);
		return;
	}
	if (form == 2) {
		text_show_html(&s->out, r, &s->sources);
		return;
	}
	report_findings(s);
	text_show_terminal(&s->out, r, report_colour(s, STDOUT_FILENO));
}

int command_sources(struct session *s)
{
	struct catalogue_files files = load_catalogue(s, s->options.args.at[0]);
	struct model *m = load_files(s, &files, &s->d);
	bool sound = m && !files.broken && !diags_errors(&s->d) && !m->cyclic;
	const char *path = sound ? text_path(s, m) : NULL;
	struct citations *c = path ? citations_collect(s->a, m, files.files.at, files.files.n) : NULL;
	struct document *d = path
	                       ? text_load(s, path, &(struct document_hints){&c->titles, &c->headings})
	                       : NULL;
	if (!d) {
		report_findings(s);
		return STATUS_FAILED;
	}
	struct text_report *r = text_report_make(s->a, m, c, d, checked(s, m));
	text_findings(r, &s->d);
	diags_sort(&s->d);
	show(s, r);
	return report_status(s);
}
