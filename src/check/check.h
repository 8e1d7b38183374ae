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

/* More provisions than this are read and resolved, but not checked: a catalogue has some hundreds. */
#define CHECK_PROVISIONS 250000

/* False, and a finding "not decided", where the model is too large to be checked in reasonable time. */
bool check_fits(const struct model *m, struct diags *d);

/* Nothing is asked of a space that refused a condition. Run every check; findings go to s->m->diags' bag d. */
void check_all(struct space *s, struct diags *d, const struct check_options *o);

#endif
