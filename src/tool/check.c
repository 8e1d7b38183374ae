/* SPDX-License-Identifier: MIT
 *
 * niveau check: everything that can be said about a catalogue without a case. Each path is a catalogue of its own;
 * their findings are reported together.
 */
#include "check/check.h"
#include "tool/load.h"
#include "tool/report.h"

#include <inttypes.h>

/* What was looked at, in one line; and whether the questions were asked at all. */
static void put_summary(struct session *s, const struct model *m, const char *path, bool asked)
{
	uint32_t own = 0;
	for (uint32_t i = 0; i < m->provisions.n; i++)
		own += m->provisions.at[i].service < m->own_services;
	text_printf(&s->out, "%s: ", path);
	if (!asked)
		text_puts(&s->out, say(s, "ikke kontrolleret, før fejlene er rettet; læst: ",
		                       "not checked until the errors are corrected; read: "));
	else
		text_puts(&s->out, say(s, "kontrolleret: ", "checked: "));
	text_printf(&s->out, "%" PRIu32 " %s, %" PRIu32 " %s, %" PRIu32 " %s\n", m->own_services,
	            say(s, "ydelser", "services"), own, say(s, "bestemmelser", "provisions"),
	            m->inputs.n, say(s, "oplysninger", "inputs"));
}

static void check(struct session *s, const struct model *m)
{
	struct check_options o = {.today = option_date(&s->options, OPTION_ON, world_today())};
	int64_t until = option_date(&s->options, OPTION_UNTIL, 0);
	struct arena scratch;
	arena_init(&scratch);
	check_all(space_make(s->a, &scratch, m, until), &s->d, &o);
	arena_free(&scratch);
}

struct looked {
	const char *path;
	const struct model *m;
	bool asked;
};

/* A catalogue with errors is not asked further: what is broken would answer wrongly. */
static struct looked look(struct session *s, const char *path)
{
	uint32_t errors = s->d.count[SEV_ERROR];
	struct looked x = {.path = path, .m = load_model(s, path)};
	x.asked = x.m && s->d.count[SEV_ERROR] == errors && !x.m->cyclic;
	x.asked = x.asked && check_fits(x.m, &s->d);
	if (x.asked)
		check(s, x.m);
	return x;
}

int command_check(struct session *s)
{
	VEC(struct looked) list = {0};
	for (uint32_t i = 0; i < s->options.args.n; i++) {
		struct looked x = look(s, s->options.args.at[i]);
		vec_push(s->a, &list, x);
	}
	report_findings(s);
	for (uint32_t i = 0; i < list.n && report_format(s) == FORMAT_TEXT; i++)
		if (list.at[i].m)
			put_summary(s, list.at[i].m, list.at[i].path, list.at[i].asked);
	return report_status(s);
}
