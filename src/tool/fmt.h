/* SPDX-License-Identifier: MIT
 * The guard of niveau fmt. */
#ifndef TOOL_FMT_H
#define TOOL_FMT_H

#include "tool/session.h"

/* The new text is a rule file without errors, and its own standard form; else a finding, and nothing may be written. */
bool fmt_is_safe(struct session *s, const char *path, struct str text, enum lang lang);
/* A rule file in standard form; {NULL, 0} after a finding where it has errors or would not read the same. */
struct str fmt_text(struct session *s, const char *path, struct str text, enum lang lang);

#endif
