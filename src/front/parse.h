/* SPDX-License-Identifier: MIT
 *
 * From text to tree. One call reads one file; it always returns a tree, holding every declaration and provision
 * that could be read, and has reported the rest. Reentrant; all state of a parse lives in its own struct.
 */
#ifndef FRONT_PARSE_H
#define FRONT_PARSE_H

#include "front/ast.h"

#define PARSE_NESTING_LIMIT 200

/*
 * Parse the source. Findings go to d in d->lang (the caller sets it; see parse_language). Time and memory are
 * linear in the text. The tree, names and strings live in `a`.
 */
struct ast_file *parse_file(struct arena *a, struct intern *names, struct diags *d,
                            const struct source *src);

/* The keyword column that the first declaration word of the text chooses; Danish where there is none. */
enum lang parse_language(const struct source *src);

/* The nearest keyword of the column, for "did you mean"; NULL where none is near. */
const char *parse_nearest_keyword(enum lang lang, struct str word);

/* True where the name is reserved in either column, so that no declaration may use it. */
bool parse_is_reserved(const char *name);

#endif
