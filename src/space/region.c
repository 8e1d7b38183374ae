/* SPDX-License-Identifier: MIT
 *
 * Boxes that describe a region (core.md, section 7, "Region text"). Widening is greedy, so a box
 * cannot be made wider; the last pass drops boxes that later ones cover. The result is irredundant,
 * not minimal (NP-hard).
 */
#include "space/region.h"

#include "space/dd_read.h"

#include <assert.h>

/*
 * The furthest rank from `from` towards `to` for which the box stays in f; *end is that end of its
 * interval.
 */
static void widen(const struct dd_manager *m, dd f, const struct dd_box *box, uint32_t *end,
                  uint32_t to)
{
	uint32_t good = *end, bad = to;
	*end = to;
	if (dd_always(m, f, box, 1))
		return;
	while (good + 1 < bad || bad + 1 < good) {
		uint32_t mid = good < bad ? good + (bad - good) / 2 : bad + (good - bad) / 2;
		*end = mid;
		if (dd_always(m, f, box, 1))
			good = mid;
		else
			bad = mid;
	}
	*end = good;
}

/* Free what can be freed whole, then move the ends of what remains. */
static void widen_box(const struct dd_manager *m, dd f, struct dd_box *box)
{
	for (uint32_t c = dd_columns(m); c-- > 0;) {
		uint32_t lo = box->lo[c], hi = box->hi[c];
		box->lo[c] = 0;
		box->hi[c] = dd_ranks(m, c) - 1;
		if (dd_always(m, f, box, 1))
			continue;
		box->lo[c] = lo;
		box->hi[c] = hi;
	}
	for (uint32_t c = dd_columns(m); c-- > 0;) {
		widen(m, f, box, &box->lo[c], 0);
		widen(m, f, box, &box->hi[c], dd_ranks(m, c) - 1);
	}
}

/* Drops boxes that the others cover together, from the first. */
static uint32_t drop_covered(struct dd_manager *m, struct dd_box *box, uint32_t n)
{
	for (uint32_t i = 0; i < n;) {
		dd others = DD_FALSE;
		for (uint32_t k = 0; k < n; k++)
			if (k != i)
				others = dd_or(m, others, dd_of_box(m, &box[k]));
		if (others == DD_BAD)
			break;
		if (!dd_always(m, others, &box[i], 1)) {
			i++;
			continue;
		}
		n--;
		for (uint32_t k = i; k < n; k++)
			box[k] = box[k + 1];
	}
	return n;
}

struct region region_describe(struct dd_manager *m, dd f, dd wide, uint32_t limit, struct arena *a)
{
	if (f == DD_BAD || wide == DD_BAD)
		return (struct region){.more = true, .is_bad = true};
	assert(a != dd_scratch(m));
	struct dd_box *box = arena_array(a, struct dd_box, limit);
	dd rest = f;
	uint32_t n = 0;
	for (; n < limit && rest != DD_FALSE && rest != DD_BAD; n++) {
		box[n] = dd_box_whole(m, a);
		bool found = dd_shortest(m, rest, NULL, 1, NULL, &box[n]);
		assert(found);
		(void)found;
		widen_box(m, wide, &box[n]);
		rest = dd_and(m, rest, dd_not(m, dd_of_box(m, &box[n])));
	}
	n = drop_covered(m, box, n);
	return (struct region){box, n, rest != DD_FALSE, rest == DD_BAD};
}
