/* SPDX-License-Identifier: MIT
 *
 * niveau diff: what a revision changes, for whom, from when. Exit status 0: nothing; 1: something; 2: trouble.
 */
#include "diff/diff.h"
#include "tool/load.h"
#include "tool/population.h"
#include "tool/report.h"
#include "tool/until.h"

#include <unistd.h>

/* NULL where the files have errors, of text or of meaning: what is broken would be compared wrongly. */
static struct model *sound_model(struct session *s, const struct catalogue_files *files)
{
	struct model *m = load_files(s, files, &s->d);
	return m && !files->broken && !diags_errors(&s->d) && !m->cyclic ? m : NULL;
}

/* The new catalogue once more, with the old one's rates; its findings have been told. */
static const struct model *mixed_model(struct session *s, const struct catalogue_files *files,
                                       const struct model *old, const struct model *new)
{
	struct diags *quiet = arena_new(s->a, struct diags); /* the model speaks to it later, too */
	*quiet = (struct diags){.a = s->a, .lang = s->d.lang};
	struct model *mix = load_files(s, files, quiet);
	return diff_mix(mix, old) ? mix : new;
}

static void show(struct session *s, const struct diff *d)
{
	switch (option_choice(&s->options, OPTION_REPORT)) {
	case 1:
		diff_json(&s->out, d, &s->sources);
		return;
	case 2:
		diff_markdown(&s->out, d, &s->sources);
		return;
	case 3:
		diff_html(&s->out, d, &s->sources);
		return;
	default:
		diff_text(&s->out, d, &s->sources, report_colour(s, STDOUT_FILENO));
	}
}

/* False where the rows could not be counted at all, which is reported. */
static bool count_rows(struct session *s, struct arena *scratch, struct diff *d, bool text)
{
	const char *path = option_value(&s->options, OPTION_POPULATION);
	if (!path)
		return true;
	struct diags apart = {.a = s->a, .lang = s->d.lang}; /* the output is a document */
	bool good = population_read(s, scratch, d, path, text ? &s->d : &apart);
	if (apart.list.n)
		report_apart(s, &apart);
	return good;
}

static int diff_files(struct session *s, struct arena *scratch)
{
	struct catalogue_files was = load_catalogue(s, s->options.args.at[0]);
	struct catalogue_files is = load_catalogue(s, s->options.args.at[1]);
	const struct model *old = sound_model(s, &was), *new = sound_model(s, &is);
	int64_t until;
	if (!old || !new || !until_of(s, new, &until)) {
		report_findings(s);
		return STATUS_FAILED;
	}
	bool text = option_choice(&s->options, OPTION_REPORT) <= 0;
	struct diff *d = diff_make(s->a, scratch, old, new, mixed_model(s, &is, old, new), until);
	if (d->joint->s->refused || !count_rows(s, scratch, d, text)) {
		report_findings(s);
		return STATUS_FAILED;
	}
	show(s, d);
	diff_findings(d, &s->d);
	if (text && s->d.list.n) {
		text_putc(&s->out, '\n');
		report_findings(s);
	}
	return diff_is_empty(d) ? STATUS_CLEAN : STATUS_FINDINGS;
}

int command_diff(struct session *s)
{
	struct arena scratch;
	arena_init(&scratch);
	int status = diff_files(s, &scratch);
	arena_free(&scratch);
	return status;
}
