/* SPDX-License-Identifier: MIT
 *
 * Is this box covered by those boxes? coNP-complete in the number of columns, so every question has
 * a budget, counted in boxes looked at, and three answers.
 *
 * The region is cut at the end of some box, in the column where that leaves the fewest boxes on both
 * sides, until one box covers what remains or none is left (best-column splitting; the order of the
 * columns is chosen anew in every part, which is what a sweep in a fixed order lacks). Where the
 * boxes that are left fall into groups that test different columns, each group is asked alone: their
 * union covers the region exactly if one group does.
 *
 * Where the search for a gap of a whole table runs out, the volume certificate may still decide: the
 * volume of each box less the boxes that stand above it is a local question, and their sum is the
 * volume of the union, in exact numbers. Equal to the whole space: no gap. Less: there is one, and it
 * is sought by halving the space.
 *
 * Volumes count ranks, not values.
 */
#ifndef SPACE_COVER_H
#define SPACE_COVER_H

#include "space/big.h"
#include "space/box.h"
#include "space/dd.h"

enum cover { COVER_YES, COVER_NO, COVER_UNDECIDED };

#define COVER_BUDGET 50000000u    /* for one question about a whole table */
#define COVER_BOX_BUDGET 2000000u /* for one box */

/*
 * Is `region` (k ranks each; not empty) covered by the n boxes `list`? *budget is what is left of it
 * afterwards. COVER_NO: `hole` (room for k ranks each) is a box inside the region that none of them
 * meets; otherwise it is not defined. Uses scratch, given back.
 */
enum cover cover_box(const struct box_table *t, const struct dd_box *region, const uint32_t *list,
                     uint32_t n, uint64_t *budget, struct dd_box *hole, struct arena *scratch);

/* Limbs that hold any volume inside the table. */
uint32_t cover_limbs(const struct box_table *t);
/* The volume of the region that the boxes leave uncovered, into `out`; false: over budget. */
bool cover_volume(const struct box_table *t, const struct dd_box *region, const uint32_t *list,
                  uint32_t n, uint64_t *budget, struct big out, struct arena *scratch);
/* The volume of the region itself. O(k * out.n). */
void cover_size(const struct box_table *t, const struct dd_box *region, struct big out);

/*
 * Is the box covered by those that stand before it (unreachable)? By one alone or by several
 * together. hole: as above.
 */
enum cover cover_by_earlier(const struct box_index *x, uint32_t box, uint64_t *budget,
                            struct dd_box *hole, struct arena *scratch);

/* Is the region covered? The search only. hole: as above. */
enum cover cover_search(const struct box_index *x, const struct dd_box *region, uint64_t *budget,
                        struct dd_box *hole, struct arena *scratch);
/* The volume of the region that the table leaves uncovered, box by box; false: over budget. */
bool cover_certificate(const struct box_index *x, const struct dd_box *region, uint64_t *budget,
                       struct big out, struct arena *scratch);

struct cover_gap {
	enum cover is;
	bool found; /* COVER_NO, and hole is known; without: a gap exists but was not found */
};

/* All of them: the search with half the budget, then the certificate, then halving. region: NULL for everything. */
struct cover_gap cover_region(const struct box_index *x, const struct dd_box *region,
                              uint64_t *budget, struct dd_box *hole, struct arena *scratch);

#endif
