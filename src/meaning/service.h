/* SPDX-License-Identifier: MIT
 * A service while it is being built: its headings with their slots, before they are numbered (building.c). */
#ifndef MEANING_SERVICE_H
#define MEANING_SERVICE_H

#include "meaning/resolve.h"

struct use {
	uint32_t heading;
	struct slot_list slots;
	VEC(uint32_t) provisions;
};

struct building {
	struct resolver *r;
	uint32_t service;
	uint32_t first_provision;
	VEC(struct use) uses;
};

/* The heading's entry, made on first use. The pointer holds until the next call. */
struct use *use_of(struct building *b, uint32_t heading);
/* Note that the heading (NONE: the scope) reads what r->reads lists. */
void building_reads(struct building *b, uint32_t heading);
/* Place statements about whole headings, number the slots, fill services[b->service].uses. */
void building_finish(struct building *b);
/* Report services that depend on each other in a circle, and readings of headings without exact values. */
void check_dependencies(struct resolver *r);

/* The referrals between services, for rings (semantics P5). */
void resolve_referrals(struct resolver *r);

struct target_m resolve_target(struct resolver *r, const struct referral *f);
void unknown_heading(struct resolver *r, struct name label);
/* The labels that are no headings, one by one: målgruppe, betingelser …; NULL after the last. */
const char *structural_word(int i, enum lang lang);

#endif
