/* SPDX-License-Identifier: MIT
 *
 * Refuting systems of inequalities by eliminating one variable after the other (Fourier and
 * Motzkin), with rounding to integers. Finds at once the cycles (x < y, y < z, z < x) on which
 * narrowing would creep.
 */
#ifndef SPACE_ELIMINATE_H
#define SPACE_ELIMINATE_H

#include "space/feasible.h"

#include <stdbool.h>

/*
 * True only if no integers lo[v]..hi[v] satisfy the rules; false proves nothing. Dates take part by
 * bounds on the number of days in their months. Steps are taken from *budget; scratch is given
 * back.
 */
bool eliminate_refutes(const struct feas_system *s, const int64_t *lo, const int64_t *hi,
                       uint64_t *budget, struct arena *scratch);

#endif
