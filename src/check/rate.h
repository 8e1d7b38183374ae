/* SPDX-License-Identifier: MIT
 * Rates, for the checks that read their rows. */
#ifndef CHECK_RATE_H
#define CHECK_RATE_H

#include "check/ctx.h"

/*
 * Three figures besides the zeros around them, and at least 100 kr: 974, 5.348 and 706.600 kr are no coincidence, 24.000
 * and 500 kr may be.
 */
bool rate_telling(const struct ex *x);
/* The row's amount is x, in the same unit. */
bool rate_equal(const struct rate_m *r, const struct rate_row_m *row, const struct ex *x);
/* NULL where the rate has no amount on the day. */
const struct rate_row_m *rate_row_on(const struct rate_m *r, int64_t day);
/* By rate: a statute reads it, or it is declared elsewhere than the catalogue. */
const bool *rates_statutory(const struct check_ctx *c);

/* The first place in the catalogue's own services that needs the rate, and the service; SPAN_NONE. */
span rate_needed(const struct model *m, uint32_t rate, uint32_t *service);
/* By rate: whether the catalogue's own services, or the statutes, read it. O(model). */
bool *rates_read(struct arena *a, const struct model *m, bool by_statutes);

#endif
