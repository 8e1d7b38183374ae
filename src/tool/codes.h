/* SPDX-License-Identifier: MIT
 * --select and --ignore: lists of codes and families, "N3101,N51". */
#ifndef TOOL_CODES_H
#define TOOL_CODES_H

#include "tool/session.h"

/* False after a finding: each word has to be a code, or begin one. */
bool codes_fit(struct diags *d, const char *list);
/* Takes out of the sorted findings what the options hide, and counts it. */
void codes_hide(struct session *s);

#endif
