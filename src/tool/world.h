/* SPDX-License-Identifier: MIT
 *
 * The only place that touches files and streams. What the world refuses is a finding without a place (codes below
 * 1000) and status 2. Nothing here follows a link out of a folder, waits for a pipe, or reads more than SOURCE_LIMIT.
 */
#ifndef TOOL_WORLD_H
#define TOOL_WORLD_H

#include "tool/session.h"

typedef VEC(const char *) path_list;

bool world_is_folder(const char *path);
bool world_is_file(const char *path);
/* The file "folder/name"; "name" for the folder "". */
const char *world_join(struct arena *a, const char *folder, const char *name);
/* The folder part of a path, "" for the present folder. */
const char *world_folder(struct arena *a, const char *path);
/* The files of a folder whose names end so, sorted by their bytes. False after a finding. */
bool world_list(struct session *s, const char *folder, const char *ending, path_list *out);
/* True where the path, links followed, lies in that folder itself. */
bool world_is_inside(const char *path, const char *folder);
/* The whole file, in `a`; false after a finding. "-" is standard input. */
bool world_read(struct session *s, struct arena *a, const char *path, struct str *out);
/* For reading piece by piece, whatever its size; -1 after a finding. "-" is standard input. */
int world_open(struct session *s, const char *path);
/* Up to n bytes, fewer only at the end; -1 after a finding. */
ptrdiff_t world_next(struct session *s, int file, const char *path, char *to, size_t n);
void world_close(int file);
/* To a temporary file beside it, then renamed: the old file stays whole. The mode of an old file is kept. */
bool world_write(struct session *s, const char *path, struct str text);
/* A new empty file of our own among the temporary ones, for libraries that write to a path; NULL where none can be made. */
char *world_scratch(struct arena *a);
bool world_scratch_read(const char *path, struct text *out);
void world_scratch_remove(const char *path);
/* The folder, made where it is missing (its parent exists). */
bool world_make_folder(struct session *s, const char *path);
/*
 * A folder that came with the program: $variable, else `beside` (from the executable's folder), else
 * ../share/niveau/name or the same below the installation's prefix. NULL where there is none.
 */
const char *world_shared(const struct session *s, const char *variable, const char *beside,
                         const char *name);
/* s->out to standard output; false, with a line on standard error, where it cannot be written. */
bool world_print(struct session *s);
void world_warn(const char *text);
int64_t world_today(void);

#endif
