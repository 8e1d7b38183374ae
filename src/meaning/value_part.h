/* SPDX-License-Identifier: MIT
 * Shared by value.c and deadline.c: a value being read under one heading. */
#ifndef MEANING_VALUE_PART_H
#define MEANING_VALUE_PART_H

#include "meaning/resolve.h"

struct saying {
	struct resolver *r;
	uint32_t heading;
	const struct heading *h;
	enum strength strength;
	struct slot_list *slots;
	struct statements *out;
};

/* The slot of that question, made on first use. */
uint32_t say_slot(struct saying *s, struct slot key);
void say_statement(struct saying *s, struct statement st);
/* The value does not fit the heading. */
void say_refused(struct saying *s, span at);
/* A hole in one known slot, or in all (slot NONE). */
void say_hole(struct saying *s, span at, const char *vague, uint32_t slot, struct ex *lower,
              struct ex *upper, const struct measure *m);
const char *say_vague(struct saying *s, struct prose p);
/* The side of a limit that the word states; strict ones one grain further. */
void say_bound(struct saying *s, enum rel rel, struct ex *x, struct ex **lower, struct ex **upper);
/* The first part of a quantity that is missing; NULL. */
const struct expr *say_hole_in(const struct expr *e);
void say_limit_hole(struct saying *s, const struct expr *e, enum rel rel);

/* deadline.c */
void say_deadlines(struct saying *s, const struct expr *e);

#endif
