/* SPDX-License-Identifier: MIT
 *
 * Which rates lack the coming year.
 */
#include "check/coming.h"

#include "base/date.h"
#include "check/rate.h"

static void add_row(struct arena *a, struct coming *out, const struct rate_m *rate, int64_t from,
                    int64_t to)
{
	struct coming_row row = {rate, from, to, false};
	row.whole_year = from == date_day(out->year, 1, 1) && to == date_day(out->year, 12, 31);
	vec_push(a, &out->rows, row);
}

/* The rows are sorted and never overlap. */
static void gaps_of(struct arena *a, struct coming *out, const struct rate_m *rate)
{
	int64_t day = date_day(out->year, 1, 1), last = date_day(out->year, 12, 31);
	for (uint32_t i = 0; i < rate->rows.n && day <= last; i++) {
		const struct rate_row_m *row = &rate->rows.at[i];
		if (row->to < day)
			continue;
		if (row->from > day)
			add_row(a, out, rate, day, row->from - 1 < last ? row->from - 1 : last);
		day = row->to < last ? row->to + 1 : last + 1;
	}
	if (day <= last)
		add_row(a, out, rate, day, last);
}

struct coming coming_rates(struct arena *a, const struct model *m, int64_t last, int64_t today)
{
	struct coming out = {.year = date_of(today > last ? today : last).year + 1};
	const bool *read = rates_read(a, m, false);
	bool goes_on = out.year <= date_of(DATE_MAX).year &&
	               m->catalogue.to >= date_day(out.year, 1, 1);
	for (uint32_t i = 0; i < m->rates.n && goes_on; i++)
		if (read[i])
			gaps_of(a, &out, &m->rates.at[i]);
	return out;
}
