/* SPDX-License-Identifier: MIT
 *
 * Findings go to standard output: they are the answer. Only what is wrong with the command line goes to standard
 * error.
 */
#include "tool/report.h"
#include "base/render.h"
#include "tool/codes.h"
#include "tool/world.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

bool report_colour(const struct session *s, int stream)
{
	int choice = option_choice(&s->options, OPTION_COLOR);
	if (choice == COLOUR_ALWAYS || choice == COLOUR_NEVER)
		return choice == COLOUR_ALWAYS;
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	if ((no && *no) || (term && strcmp(term, "dumb") == 0))
		return false;
	return isatty(stream) == 1;
}

enum format report_format(const struct session *s)
{
	int choice = option_choice(&s->options, OPTION_FORMAT);
	return choice < 0 ? FORMAT_TEXT : (enum format)choice;
}

void report_json(struct session *s, struct json *j)
{
	diags_sort(&s->d);
	codes_hide(s);
	render_json_list(j, &s->d, &s->sources);
}

void report_findings(struct session *s)
{
	diags_sort(&s->d);
	codes_hide(s);
	switch (report_format(s)) {
	case FORMAT_TEXT:
		render_text(&s->out, &s->d, &s->sources, report_colour(s, STDOUT_FILENO));
		return;
	case FORMAT_JSON:
		render_json(&s->out, &s->d, &s->sources);
		return;
	case FORMAT_SARIF:
		render_sarif(&s->out, &s->d, &s->sources, NIVEAU_VERSION);
		return;
	case FORMAT_GITHUB:
		render_github(&s->out, &s->d, &s->sources);
		return;
	}
}

/* Who reads sarif or github is a machine: it has nobody to wonder about a warning. */
static bool is_strict(const struct session *s)
{
	bool asked = s->options.command == &commands[COMMAND_check];
	enum format format = report_format(s);
	return asked && (option_value(&s->options, OPTION_STRICT) || format == FORMAT_SARIF ||
	                 format == FORMAT_GITHUB);
}

/* The least severity that counts. */
static enum severity fail_on(const struct session *s)
{
	static const enum severity severities[] = {SEV_ERROR, SEV_WARNING, SEV_NOTE};
	int choice = option_choice(&s->options, OPTION_FAIL_ON);
	if (choice >= 0)
		return severities[choice];
	return is_strict(s) ? SEV_WARNING : SEV_ERROR;
}

int report_status(const struct session *s)
{
	int status = STATUS_CLEAN;
	for (uint32_t i = 0; i < s->d.list.n; i++) {
		const struct diag *x = s->d.list.at[i];
		if (x->severity == SEV_ERROR && x->code < 1000)
			return STATUS_FAILED;
		bool undecided = x->code == DIAG_3190 && is_strict(s); /* whatever --fail-on says */
		if (!x->accepted && (undecided || x->severity >= fail_on(s)))
			status = STATUS_FINDINGS;
	}
	return status;
}

void report_apart(struct session *s, struct diags *d)
{
	struct text t = {.a = s->a};
	diags_sort(d);
	render_text(&t, d, &s->sources, report_colour(s, STDERR_FILENO));
	world_warn(text_c(&t));
}

int report_usage(struct session *s)
{
	report_apart(s, &s->d);
	return STATUS_FAILED;
}
