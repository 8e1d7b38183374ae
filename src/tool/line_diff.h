/* SPDX-License-Identifier: MIT
 *
 * What changed between two texts, line by line, as a unified diff.
 */
#ifndef TOOL_LINE_DIFF_H
#define TOOL_LINE_DIFF_H

#include "base/str.h"

/* Nothing where the texts are equal. O(lines + changes * changes); very different texts are shown as one change. */
void line_diff(struct text *out, const char *path, struct str before, struct str after);

#endif
