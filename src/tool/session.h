/* SPDX-License-Identifier: MIT
 *
 * One run of the program: what was asked, what was read, what was found, what is to be written. Only this floor
 * touches the world: files through world.h, standard output once, at the end.
 */
#ifndef TOOL_SESSION_H
#define TOOL_SESSION_H

#include "base/intern.h"
#include "tool/options.h"

enum { STATUS_CLEAN, STATUS_FINDINGS, STATUS_FAILED };

struct session {
	struct arena *a;
	struct intern *names;
	struct diags d;
	struct sources sources;
	struct options options;
	bool language_given; /* else the first file read chooses it */
	bool builds;         /* what is built speaks the catalogue's language, whoever builds it */
	struct text out;     /* for standard output */
	const char *program; /* argv[0] */
};

/* The phrase in the session's language. */
static inline const char *say(const struct session *s, const char *danish, const char *english)
{
	return s->d.lang == LANG_DA ? danish : english;
}

#define COMMAND(name, ...) int command_##name(struct session *s);
#include "tool/commands.def"
#undef COMMAND

#endif
