/* SPDX-License-Identifier: MIT
 * Private to space/: whether a box of the columns can be filled by inputs. Derived columns (a term of several inputs, an
 * age, a distance between dates) are tied to their inputs, and the birth date to the age. */
#ifndef SPACE_TIE_H
#define SPACE_TIE_H

#include "space/space.h"

/* A small system: only the inputs that some rule ties, by their place in it. */
struct ties {
	struct feas_var *var;
	struct feas_rule *rule;
	uint32_t n_vars, n_rules;
	uint32_t *place; /* by input; NONE: not in the system */
	uint32_t *input; /* by place */
};

/* all: by input, where each may lie inside the box. In `a`. */
struct ties ties_of(const struct space *s, const struct dd_box *box, const struct feas_var *all,
                    struct arena *a);
/* YES: the solution is put into values, by input; the inputs that nothing ties are left alone. */
enum feas_answer ties_decide(const struct space *s, const struct ties *t, int64_t *values,
                             struct arena *a);

#endif
