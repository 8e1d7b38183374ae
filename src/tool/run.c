/* SPDX-License-Identifier: MIT
 *
 * niveau run: cases in, answers and reasons out. A case that cannot be understood is a finding; the others are
 * answered all the same.
 */
#include "base/render.h"
#include "tool/record.h"
#include "tool/report.h"

#include <string.h>

struct running {
	struct asking *q;
	int64_t *reading; /* by input: the reading to show, -1; NULL: all */
	bool json;
	uint32_t answered;
};

static void answer(void *ctx, struct case_file *c)
{
	struct running *run = ctx;
	struct asking *q = run->q;
	if (c->broken)
		return;
	struct case_m m = {.values = c->values,
	                   .known = c->known,
	                   .reading = run->reading,
	                   .used = c->used.at,
	                   .n_used = c->used.n};
	struct record r = record_make(q, &m);
	if (!r.possible)
		diag_case_contradictory(&q->s->d, c->at);
	if (run->answered++)
		text_puts(&q->s->out, run->json ? ",\n" : "\n");
	if (run->json)
		record_json(q, &r, &m, c->at);
	else
		record_text(q, &r, c->at);
}

/* "x=a", "y=b": false after a finding. */
static bool read_readings(struct running *run)
{
	struct session *s = run->q->s;
	const struct model *m = run->q->m;
	bool good = true;
	uint32_t n = s->options.value[OPTION_READING].n;
	if (!n)
		return true;
	run->reading = arena_array(s->a, int64_t, m->inputs.n);
	for (uint32_t i = 0; i < m->inputs.n; i++)
		run->reading[i] = -1;
	for (uint32_t k = 0; k < n; k++) {
		const char *given = s->options.value[OPTION_READING].at[k], *equals = strchr(given, '=');
		name_id name = equals ? intern_find(s->names, given, (size_t)(equals - given)) : 0;
		name_id choice = equals ? intern_find(s->names, equals + 1, strlen(equals + 1)) : 0;
		bool found = false;
		for (uint32_t i = 0; name && choice && i < m->inputs.n; i++) {
			const struct input *in = &m->inputs.at[i];
			for (uint32_t j = 0;
			     in->kind == INPUT_UNCLEAR && in->name == name && j < in->type.choices.n; j++) {
				if (in->type.choices.at[j].name != choice)
					continue;
				run->reading[i] = j;
				found = true;
			}
		}
		if (!found)
			diag_bad_option_value(
				&s->d, SPAN_NONE, "--reading", given,
				say(s, "NAVN=VALG af noget uklart", "NAME=CHOICE of something unclear"));
		good &= found;
	}
	return good;
}

static void read_cases(struct running *run)
{
	struct session *s = run->q->s;
	const char *one = option_value(&s->options, OPTION_CASE);
	const char *many = option_value(&s->options, OPTION_CASES);
	if (one)
		case_read_json(run->q, one, answer, run);
	if (many)
		case_read_many(run->q, many, answer, run);
}

int command_run(struct session *s)
{
	struct asking q;
	struct running run = {.q = &q};
	run.json = option_choice(&s->options, OPTION_ANSWERS) == 1;
	if (!option_value(&s->options, OPTION_CASE) && !option_value(&s->options, OPTION_CASES)) {
		diag_argument_missing(
			&s->d, SPAN_NONE, "run",
			say(s, "skriv --case FIL eller --cases FIL", "write --case FILE or --cases FILE"));
		return report_usage(s);
	}
	if (run.json)
		text_puts(&s->out, "{\"answers\": [\n");
	if (asking_begin(&q, s, s->options.args.at[0]) && read_readings(&run))
		read_cases(&run);
	if (run.json) {
		text_puts(&s->out, "\n],\n\"findings\": ");
		diags_sort(&s->d);
		render_json(&s->out, &s->d, &s->sources);
		text_puts(&s->out, "}\n");
	} else {
		if (run.answered && s->d.list.n)
			text_putc(&s->out, '\n');
		report_findings(s);
	}
	asking_end(&q);
	return report_status(s);
}
