/* SPDX-License-Identifier: MIT
 *
 * Shared by the files of the C target: c.c (the two files), c_table.c (their tables), c_level.c (diagrams as chains of
 * levels), c_fast.c (cases without unknown inputs), c_text.c (writing C).
 */
#ifndef EMIT_C_PART_H
#define EMIT_C_PART_H

#include "emit/plan.h"

/* See c_level.c. */
struct c_level {
	uint32_t column, width, nodes;
	uint32_t map;       /* into maps: from the column's ranks to the level's; NONE: the same */
	uint32_t *next;     /* nodes * width: nodes of the next level, at last c_local_leaf() */
	uint32_t bytes, at; /* of an entry; its place in the table of such entries */
	uint32_t first;     /* nodes of the slot in earlier levels */
	bool reading;
};

struct c_chain {
	uint32_t first, n, nodes;
	uint32_t answer; /* without levels; NONE: over budget */
	bool reading;    /* some level is a reading */
};

struct c_levels {
	VEC(struct c_level) list;
	VEC(uint32_t) maps;
	struct c_chain *slot; /* and last what is given */
	uint32_t size[4];     /* by bytes: entries */
};

struct c_out {
	struct text *t;
	const struct plan *p;
	const char *name, *upper; /* the catalogue's: prefix of every symbol */
	const struct c_levels *levels;
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

/* ---- c_level.c */
/* O(entries). */
struct c_levels *c_levels_make(const struct plan *p);
/* Answers of a slot from 1 on; 0: no such case exists. */
uint32_t c_local_leaf(const struct plan_slot *s, uint32_t leaf);

/* ---- c_table.c */
void c_tables(struct c_out *o);

/* ---- c_fast.c */
/* struct NAME_values, for the header. */
void c_values(struct c_out *o);
/* Ranks, the ways through the slots, and blocks of cases. */
void c_fast(struct c_out *o);

#endif
