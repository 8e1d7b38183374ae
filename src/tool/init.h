/* SPDX-License-Identifier: MIT
 *
 * The files of a new catalogue, gathered before anything is written. What is drafted is formatted and read again: a draft
 * that is no rule file is our mistake, and nothing is written then.
 */
#ifndef TOOL_INIT_H
#define TOOL_INIT_H

#include "text/document.h"
#include "tool/session.h"

struct draft_file {
	const char *name; /* within the folder: "katalog.niv" */
	struct str text;
};

struct draft {
	struct session *s;
	bool broken;      /* a finding says what */
	enum lang lang;   /* of the keywords and comments */
	const char *name; /* of the catalogue */
	VEC(struct draft_file) files;
	const char *source; /* the file of the text; NULL */
	struct text covers; /* "barnets_lov § 30, …"; "" for none */
	struct text uses;   /* "brug foerste_ydelse\n" */
	struct text rest;   /* comments behind everything else */
	VEC(name_id) taken; /* names that are declared */
};

/* The phrase in the draft's language. */
static inline const char *draft_say(const struct draft *d, const char *danish, const char *english)
{
	return d->lang == LANG_DA ? danish : english;
}

/* The file "module.niv" with the keywords of either language in any layout, and the catalogue's `brug` of it. */
void draft_add(struct draft *d, const char *module, struct str text);

/*
 * init_text.c: one file for each section of the text that has headings, with `mangler` under all of them and, as `kilde`,
 * where each stands. Sections without headings are named in `rest`.
 */
void draft_text(struct draft *d, const struct document *text);

#endif
