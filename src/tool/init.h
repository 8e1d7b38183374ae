/* SPDX-License-Identifier: MIT
 *
 * The files of a new catalogue, before anything is written: `niveau init` gathers them here and reads each of them once
 * more.
 */
#ifndef TOOL_INIT_H
#define TOOL_INIT_H

#include "tool/session.h"

struct draft_file {
	const char *name; /* within the folder: "katalog.niv" */
	struct str text;
};

struct draft {
	struct session *s;
	enum lang lang;   /* of the keywords and comments */
	const char *name; /* of the catalogue */
	VEC(struct draft_file) files;
	struct text covers; /* the header's line of paragraphs, "" for none */
	struct text uses;   /* "brug foerste_ydelse\n" */
};

/* The phrase in the draft's language. */
static inline const char *draft_say(const struct draft *d, const char *danish, const char *english)
{
	return d->lang == LANG_DA ? danish : english;
}

/* The file, and the catalogue's `brug` of it. `module` without ".niv"; the text is kept, not copied. */
void draft_add(struct draft *d, const char *module, struct str text);

#endif
