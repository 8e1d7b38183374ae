/* SPDX-License-Identifier: MIT
 *
 * A bag of findings becomes something to read: text for people, JSON for programs, SARIF and workflow commands for
 * code hosts. Nothing here sorts or counts: call diags_sort() first. No byte of a source file reaches a terminal
 * that could steer it.
 */
#ifndef BASE_RENDER_H
#define BASE_RENDER_H

#include "base/diag.h"
#include "base/out.h"

/* As it may be shown on one line: tabs as four spaces, what cannot be seen as <U+200B>, bytes that are no text as <0xFF>. */
struct str render_safe(struct arena *a, struct str s);

/* "N3101", in the arena. */
const char *render_code(struct arena *a, enum diag_code code);

/*
 * 80 columns, in the language of d; the last line counts. Accepted findings stand apart before it, one line each.
 * Nothing at all where there are no findings.
 */
void render_text(struct text *t, const struct diags *d, const struct sources *s, bool colour);

/*
 * An array of {code, name, severity, message, help, path, line, column, endLine, endColumn, byte, endByte, crumb,
 * law, witness, identity, fingerprint, accepted, notes: [{message, path, line, ...}]}. Lines and columns count from 1,
 * columns in code points; ends are exclusive; places and texts that do not exist are null.
 */
void render_json(struct text *t, const struct diags *d, const struct sources *s);
/* The same list inside something larger. */
void render_json_list(struct json *j, const struct diags *d, const struct sources *s);

/* SARIF 2.1.0, one run. Paths must be relative for code hosts to find the files. */
void render_sarif(struct text *t, const struct diags *d, const struct sources *s,
                  const char *version);

/* GitHub workflow commands, one line a finding; accepted findings are left out. */
void render_github(struct text *t, const struct diags *d, const struct sources *s);

#endif
