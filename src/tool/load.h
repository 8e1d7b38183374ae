/* SPDX-License-Identifier: MIT
 *
 * Reading a catalogue: a folder (every .niv file in it, by path, not its subfolders) or a single file, and the
 * modules it uses, each once. A module NAME is NAME.niv beside the file that uses it, else in stdlib/; nothing else
 * is ever opened.
 */
#ifndef TOOL_LOAD_H
#define TOOL_LOAD_H

#include "meaning/model.h"
#include "tool/session.h"
#include "tool/world.h"

struct catalogue_files {
	VEC(struct ast_file *) files; /* its own, by path; then the modules, in order of first use */
	uint32_t own;
	bool broken; /* something could not be read: a finding says what */
};

/* Findings go to s->d. The first file read chooses their language, unless it was given. */
struct catalogue_files load_catalogue(struct session *s, const char *path);
/* The same and its model; NULL where nothing could be read. */
struct model *load_model(struct session *s, const char *path);
/* The model of files already read, its findings to d; NULL where there are none. */
struct model *load_files(struct session *s, const struct catalogue_files *c, struct diags *d);
/* The files of a path: a folder's, or itself. False after a finding. */
bool load_paths(struct session *s, const char *path, path_list *out);
/* One file, shown under another path in findings. NULL after a finding. */
struct source *load_source(struct session *s, const char *path, const char *shown);

#endif
