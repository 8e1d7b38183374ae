/* SPDX-License-Identifier: MIT
 *
 * A slot past its budget has no diagram; what its rules say can still be held against each other as
 * boxes. Conflicts are always decided where every rule says a constant; gaps within a budget.
 */
#ifndef SPACE_SLOT_BOX_H
#define SPACE_SLOT_BOX_H

#include "space/cover.h"
#include "space/rule_box.h"
#include "space/space.h"

struct slot_clash {
	uint32_t one, other; /* rules of the model, in the order of the reference evaluator */
	dd where;            /* both apply, where it is asked */
};

struct slot_clashes {
	const struct slot_clash *at; /* the first pairs in that order */
	uint32_t n;
	uint64_t count; /* of all pairs */
	bool decided;
};

/*
 * Pairs of rules of the slot that say different constants and apply together somewhere in `asked`;
 * the first `limit` of them, in `a`. Not decided: a rule's value is no constant or hangs on `efter
 * vurdering`, its condition cannot be answered, or too many rules are no boxes.
 */
struct slot_clashes slot_clashes_of(struct space *s, uint32_t slot, dd asked, uint32_t limit,
                                    struct arena *a);

/* Where `asked` is covered by none of n Boolean diagrams, hole after hole. Everything lives in `a`. */
struct uncovered {
	struct space *s;
	dd asked, odd;           /* odd: those of the n that are no boxes, together */
	struct box_table *t;     /* the boxes, and the holes shown already */
	struct rule_boxes boxes; /* of the n, and of `asked` last */
	const struct box_table *regions;
	uint32_t n, region, shown;
	struct arena *a;
};

/* DD_BAD among them: nothing will be decided. */
struct uncovered uncovered_open(struct space *s, const dd *f, uint32_t n, dd asked,
                                struct arena *a);
/* COVER_NO: *hole is a part of `asked` that none covers, another one with each call. COVER_YES: there is no more. */
enum cover uncovered_next(struct uncovered *u, dd *hole);

#endif
