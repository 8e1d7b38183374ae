/* SPDX-License-Identifier: MIT
 *
 * How many people a revision meets: rows (a person or a case each) are held against the changes of a comparison.
 * Nothing of a row is kept: what remains is numbers of rows, and sums of differences.
 *
 * A row knows some inputs of the joint space. A change meets it certainly where it meets every case that can exist
 * with what is known, possibly where it meets some of them. Readings of what is unclear are never known. A row without
 * a date lies on the first day compared; an age follows from a birth date.
 *
 * Rows come in batches, a column of values for each input. Values are ranked once, then every question with changes
 * is one walk through a dense table; only rows that leave such a question open are looked at one by one.
 */
#ifndef DIFF_POPULATION_H
#define DIFF_POPULATION_H

#include "diff/diff.h"

#define POPULATION_ROWS 512u /* of a batch */

struct population;

/* The rows not counted yet; what `uses` leaves out is unknown. Values lie within the joint input's bounds. */
struct population_batch {
	uint32_t n;
	int64_t **value; /* by joint input, then by row */
	bool **known;
};

/*
 * Makes ready to count for d, whose joint space is sound; in `a`. uses: by joint input, whether rows may know it.
 * scratch is used during calls and given back.
 */
struct population *population_make(struct arena *a, struct arena *scratch, struct diff *d,
                                   const bool *uses);
struct population_batch *population_batch(struct population *p);
/* A row that nobody can be like: a value outside the bounds of both catalogues. The batch's present row is given up. */
void population_impossible(struct population *p);
/* Counts the rows of the batch and empties it. O(rows * (columns + questions)) where all is known. */
void population_add(struct population *p);
/* Tells d: the changes' `met`, and `population`. unreadable: rows that never came. */
void population_end(struct population *p, uint64_t unreadable);

/* Of the row's input; an unknown value does no harm. */
static inline void population_put(const struct diff *d, struct population_batch *b, uint32_t input,
                                  bool known, int64_t value)
{
	b->known[input][b->n] = known;
	b->value[input][b->n] = known ? value : d->joint->s->m->inputs.at[input].type.lo;
}

#endif
