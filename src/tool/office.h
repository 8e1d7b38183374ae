/* SPDX-License-Identifier: MIT
 *
 * Targets that need a library besides the C library and utf8proc; the other ones are the library's own (emit.h).
 */
#ifndef TOOL_OFFICE_H
#define TOOL_OFFICE_H

#include "emit/emit.h"

/* NAME.xlsx, the book as a workbook. Without libxlsxwriter at compile time there is none. */
emit_fn emit_xlsx;

extern const struct target office[];
extern const unsigned office_count;

#endif
