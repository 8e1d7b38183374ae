/* SPDX-License-Identifier: MIT
 *
 * The checks: everything the compiler can say about a catalogue without a case. One row of check.def and one small
 * function each. A check only reports; it never changes the model or the space.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "space/space.h"

struct check_options {
	int64_t today; /* for `accepter … til DATE`; the library never reads the clock */
};

/* Run every check; findings go to s->m->diags' bag d. */
void check_all(struct space *s, struct diags *d, const struct check_options *o);

#endif
