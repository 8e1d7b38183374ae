/* SPDX-License-Identifier: MIT
 *
 * Pieces of wording shared by words.c and words_ex.c; nobody else includes it.
 */
#ifndef MEANING_WORDS_PART_H
#define MEANING_WORDS_PART_H

#include "meaning/model.h"

/* The word among two, by model.words. */
const char *word_of(const struct model *m, const char *da, const char *en);
/* A number of grains, a day or a clock time. */
const char *words_number(struct arena *a, const struct model *m, enum value_type vt,
                         const struct measure *measure, struct num n);
/* "højst x", "fra x til y", "x" where both are the same pointer; "" where both are NULL. */
const char *words_limits(struct arena *a, const struct model *m, const char *lower,
                         const char *upper, bool is_time);
/* The events of a deadline around its limits. */
const char *words_deadline(struct arena *a, const struct model *m, const struct slot *s,
                           const char *limits, bool is_day);
/* "efter vurdering af x"; st may be NULL. */
const char *words_assessed(struct arena *a, const struct model *m, const struct statement *st);

#endif
