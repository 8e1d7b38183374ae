/* SPDX-License-Identifier: MIT
 *
 * Shared by the files of the C target: c.c (the two files), c_table.c (their tables), c_text.c (writing C).
 */
#ifndef EMIT_C_PART_H
#define EMIT_C_PART_H

#include "emit/plan.h"

struct c_out {
	struct text *t;
	const struct plan *p;
	const char *name, *upper; /* the catalogue's: prefix of every symbol */
};

/* ---- c_text.c */

/* Printed with niv_ and NIV_ replaced by the catalogue's prefix; %s and friends are not touched by that. */
void c_puts(struct c_out *o, const char *code);
__attribute__((format(printf, 2, 3))) void c_printf(struct c_out *o, const char *format, ...);
/* A string literal; NULL is "". Nothing in it can end the literal, start a trigraph or break the line. */
void c_string(struct c_out *o, const char *s);
/* Text inside a comment that it cannot end. */
void c_comment(struct c_out *o, const char *s);
/* An int64_t constant. */
const char *c_int(struct arena *a, int64_t i);
/* Upper case of an ASCII name. */
const char *c_upper(struct arena *a, const char *ascii);

/* ---- c_table.c */
void c_tables(struct c_out *o);

#endif
