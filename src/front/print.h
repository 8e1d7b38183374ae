/* SPDX-License-Identifier: MIT
 *
 * The canonical text of a tree: the formatter. Comments are kept at the line or the end of line where they stood;
 * parse(print(x)) = x and print(parse(print(x))) = print(x). `lang` may differ from the file's own: keywords,
 * standard names and numbers are then written in the other column.
 */
#ifndef FRONT_PRINT_H
#define FRONT_PRINT_H

#include "front/ast.h"

void print_file(struct text *out, const struct ast_file *f, const struct intern *names,
                enum lang lang);

/* One expression on one line, for messages and for showing both bracketings of a mix. */
void print_expr(struct text *out, const struct expr *e, const struct intern *names, enum lang lang);

#endif
