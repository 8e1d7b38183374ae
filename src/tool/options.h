/* SPDX-License-Identifier: MIT
 *
 * The command line, read by the tables commands.def and options.def: exact names, `--x=y` or `--x y`, `--` ends the
 * options, `-` is an argument. What cannot be understood is a finding with "did you mean".
 */
#ifndef TOOL_OPTIONS_H
#define TOOL_OPTIONS_H

#include "base/diag.h"

struct session;

enum command_id {
#define COMMAND(name, ...) COMMAND_##name,
#include "tool/commands.def"
#undef COMMAND
	COMMAND_COUNT
};

enum option_id {
#define OPTION(ID, ...) OPTION_##ID,
#include "tool/options.def"
#undef OPTION
	OPTION_COUNT
};

/* Returns the exit status. */
typedef int command_fn(struct session *s);

struct command {
	const char *name;
	uint32_t least, most;           /* arguments */
	const char *usage[2], *help[2]; /* by enum lang */
	command_fn *run;
};
extern const struct command commands[COMMAND_COUNT];

struct options {
	const struct command *command; /* NULL: none given */
	VEC(const char *) value[OPTION_COUNT];
	VEC(const char *) args;
};

/* The language that the command line or $NIVEAU_LANG asks for; false where neither does. */
bool options_language(int argc, char **argv, enum lang *lang);
/* False after a finding. */
bool options_parse(struct arena *a, struct options *o, struct diags *d, int argc, char **argv);
/* The last value, "" for a switch that is on; NULL where the option was not given. */
const char *option_value(const struct options *o, enum option_id id);
/* Which of the words of the option's row was given; -1 where none was. */
int option_choice(const struct options *o, enum option_id id);
/* The date given, or otherwise. */
int64_t option_date(const struct options *o, enum option_id id, int64_t otherwise);

/* Help, from the tables. */
void options_overview(struct text *t, enum lang lang);
void options_help(struct text *t, const struct command *c, enum lang lang);
/* The command of that name; NULL after a finding. */
const struct command *options_command(struct diags *d, const char *name);

#endif
