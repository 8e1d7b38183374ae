/* SPDX-License-Identifier: MIT
 *
 * The rates that the catalogue uses and that have no amount for the coming year yet: what has to be written every
 * January. No finding: a year that has not come is no mistake (a missing amount that is needed is N4101).
 */
#ifndef CHECK_COMING_H
#define CHECK_COMING_H

#include "meaning/model.h"

/* Days of one year without an amount: the whole year, or a part of it. */
struct coming_row {
	const struct rate_m *rate;
	int64_t from, to;
	bool whole_year;
};

struct coming {
	int year;
	VEC(struct coming_row) rows; /* by rate */
};

/*
 * The year after the last day looked at; after `today`, where that is later. Nothing where the catalogue ends before
 * that year. O(model).
 */
struct coming coming_rates(struct arena *a, const struct model *m, int64_t last, int64_t today);

#endif
