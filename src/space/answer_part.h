/* SPDX-License-Identifier: MIT
 * Private to space/: answers (answer.c) and the cases they are given in (answer_case.c). */
#ifndef SPACE_ANSWER_PART_H
#define SPACE_ANSWER_PART_H

#include "space/answer.h"

#define CLASS_IMPOSSIBLE 0 /* the leaf of what cannot be, in diagrams of answers */

/* Combinations of unknown inputs that cannot be become CLASS_IMPOSSIBLE, path by path. */
dd without_absent(struct space *s, const struct case_m *cs, dd f, const struct dd_box *box,
                  struct arena *a);

#endif
