/* SPDX-License-Identifier: MIT
 *
 * niveau: rules of municipal service levels, checked, answered and compiled. The commands are those of commands.def;
 * each reads a catalogue (load.h), makes its model (meaning/), asks the case space (space/, check/, emit/) and
 * reports (report.h).
 */
#include "tool/report.h"
#include "tool/world.h"

#include <signal.h>

const struct command commands[COMMAND_COUNT] = {
#define COMMAND(name, least, most, usage_en, usage_da, en, da)                                     \
	{#name,                                                                                        \
	 least,                                                                                        \
	 most,                                                                                         \
	 {[LANG_DA] = usage_da, [LANG_EN] = usage_en},                                                 \
	 {[LANG_DA] = da, [LANG_EN] = en},                                                             \
	 command_##name},
#include "tool/commands.def"
#undef COMMAND
};

int command_version(struct session *s)
{
	text_puts(&s->out, "niveau " NIVEAU_VERSION "\n");
	return STATUS_CLEAN;
}

int command_help(struct session *s)
{
	if (!s->options.args.n) {
		options_overview(&s->out, s->d.lang);
		return STATUS_CLEAN;
	}
	const struct command *c = options_command(&s->d, s->options.args.at[0]);
	if (!c)
		return report_usage(s);
	options_help(&s->out, c, s->d.lang);
	return STATUS_CLEAN;
}

static int run(struct session *s, int argc, char **argv)
{
	if (!options_parse(s->a, &s->options, &s->d, argc, argv))
		return report_usage(s);
	if (!s->options.command) {
		options_overview(&s->out, s->d.lang);
		return STATUS_FAILED;
	}
	if (option_value(&s->options, OPTION_HELP)) {
		options_help(&s->out, s->options.command, s->d.lang);
		return STATUS_CLEAN;
	}
	return s->options.command->run(s);
}

int main(int argc, char **argv)
{
	struct arena a;
	arena_init(&a);
	struct session s = {.a = &a, .program = argc ? argv[0] : "niveau"};
	s.names = intern_new(&a);
	s.d.a = s.sources.a = s.out.a = &a;
	s.language_given = options_language(argc, argv, &s.d.lang);
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing, reported below */
	int status = run(&s, argc, argv);
	if (!world_print(&s))
		status = STATUS_FAILED;
	arena_free(&a);
	return status;
}
