/* SPDX-License-Identifier: MIT
 * Private to diff/: what the parts of a comparison share. */
#ifndef DIFF_PART_H
#define DIFF_PART_H

#include "diff/diff.h"
#include "meaning/words.h"
#include "space/describe.h"

#include <string.h>

/* A run. Side 0 of the joint space is the old catalogue, the last side the new one, side 1 perhaps the mix. */
struct work {
	struct diff *d;
	struct arena *a;
	struct joint *j;
	const struct model *old, *new;
	uint32_t last;
	bool mixed;
};

/* Our own bug, not the user's: ends the process. */
_Noreturn void diff_bug(const char *what, const char *where);

#define OLD_SIDE 0u
#define MIX_SIDE 1u

/* In the words of the new catalogue. */
static inline const char *in_words(const struct work *w, const char *danish, const char *english)
{
	return w->new->words == LANG_DA ? danish : english;
}

/* Both the same words, or both none. */
static inline bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* ---- match.c: what corresponds to what; NONE where nothing does */

struct pair {
	uint32_t old, new;
};

struct pairs {
	VEC(struct pair) list;
};

/* The catalogues' own services: by name, else by title; in the new one's order, then those that are gone. */
struct pairs match_services(const struct work *w);
/*
 * The slots of a pair of services, by heading and question; what is left under a heading is paired in order. In the new
 * one's order, those that are gone behind their heading's. Sentences are paired only with themselves.
 */
struct pairs match_slots(const struct work *w, struct pair services);

/* ---- answer.c: two answers. A leaf may be NULL: nothing is said. */

/* A leaf of a side, and the slot it answers. */
struct said {
	uint32_t side, slot;
	const struct leaf *leaf;
};

bool said_same(const struct work *w, struct said x, struct said y);
/* In words; NULL where nothing is said. */
const char *said_words(const struct work *w, struct said x);
/* Effect, direction and difference of old → new, which differ. */
void said_change(const struct work *w, struct said old, struct said new, struct diff_change *c);
/* The distance of the ends that moved, where it is one number in one unit; NUM_BAD. */
struct num said_distance(const struct plain *p, const struct plain *q);
/* The same of two answers, neither of them a formula. */
struct num said_by(const struct work *w, struct said old, struct said new);
/* Why the answers differ: what in the rules is another. */
enum diff_cause said_cause(const struct work *w, struct said old, struct said new);

/* "+3,2 %", "−25 %"; NULL where there is nothing to compare with. */
const char *rise_text(const struct work *w, struct num from, struct num to);

/* ---- who.c */

/* Whom a change of a service meets: where, who, person, from, to; `known`: the cases that need no words. False: nobody. */
bool describe_change(struct work *w, const struct diff_service *of, struct diff_change *c, dd where,
                     dd known);
/* A slot's answer of one side for a person of the joint space, by the reference evaluator. False: no such case there. */
bool ask_side(const struct work *w, uint32_t side, uint32_t slot, const int64_t *values,
              struct plain *out);
const char *target_words(struct work *w, const struct diff_service *s);
/* The amounts of the side's service that are the same for all whom the change meets. */
void add_worth(struct work *w, struct diff_change *c, uint32_t side, uint32_t service);
/* The answers of the new side's slot in the cases of `where`, where they are few. */
void add_others(struct work *w, struct diff_change *c, uint32_t slot, dd where);

/* ---- scope.c */

/* The scopes of a pair of services, over the joint space. */
struct scopes {
	dd old, new, mix;
	dd known; /* inside both */
};

struct scopes scopes_of(struct work *w, struct pair p);
void compare_scopes(struct work *w, struct diff_service *s, const struct scopes *in);
/* Who is shut out before and now, and is sent elsewhere. */
void compare_referrals(struct work *w, struct diff_service *s);
/* A value of space_inside() in words. */
const char *scope_words(const struct work *w, uint32_t state);

/* ---- compare.c */

void compare_services(struct work *w);
void not_decided(struct work *w, struct diff_service *s, const char *what);
/* A diagram whose values are 1 + the number of a change; place: that change's among the service's; NONE. */
void keep_plain_region(const struct work *w, struct diff_service *s, dd f, uint32_t n,
                       const uint32_t *place);

/* ---- rates.c, wording.c */
void compare_rates(struct work *w);
void compare_texts(struct work *w);

#endif
