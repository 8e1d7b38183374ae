/* SPDX-License-Identifier: MIT
 *
 * A function of many diagrams of which few hold at any one point: dd_combine (dd.h) for lists. Where
 * dd_combine carries a tuple of all parts, this carries the list of those that are not false yet, so
 * thousands of parts cost what applies, not what there is.
 *
 * From the first column down, each distinct list once (lists are compared in full). A list's column
 * is cut where one of its parts is; the parts alive in each interval are kept as a set of bits.
 * Firewall diagrams are built so (Gouda & Liu, Structured Firewall Design, 2007), here all rules at
 * once and with memory.
 */
#ifndef SPACE_SWEEP_H
#define SPACE_SWEEP_H

#include "space/dd.h"

struct sweep_part {
	uint32_t tag; /* the caller's: which part this is; may repeat */
	dd f;         /* DD_FALSE: it has no say */
};

/*
 * Lists keep the order of the parts. prune (may be NULL): takes away parts that can no longer change the
 * result, in place, and returns how many are left. leaf: the result's value where only leaves are
 * left, none of them DD_FALSE. Neither may build in the same manager.
 */
struct sweep_rule {
	uint32_t (*prune)(void *ctx, struct sweep_part *list, uint32_t n);
	uint32_t (*leaf)(void *ctx, const struct sweep_part *list, uint32_t n);
	void *ctx;
};

/*
 * Equal to dd_combine of the same function. Spends one of the manager's budget for each part of each
 * list and each interval; DD_BAD past it.
 */
dd dd_sweep(struct dd_manager *m, const struct sweep_part *parts, uint32_t n,
            const struct sweep_rule *rule);

#endif
