/* SPDX-License-Identifier: MIT
 * Columns, boxes and regions in words; language and numbers as the model's. */
#ifndef SPACE_DESCRIBE_H
#define SPACE_DESCRIBE_H

#include "space/dd_read.h"
#include "space/space.h"

/* "alder fra 15 til 17 år", "hjemmeboende: ja", "emne: rusmidler eller andet"; lo..hi are values of the column. */
const char *describe_cell(struct arena *a, const struct space *s, uint32_t column, int64_t lo,
                          int64_t hi);
/* Its cells joined, the columns it leaves free left out; "alle" where it is the whole space. */
const char *describe_box(struct arena *a, const struct space *s, const struct dd_box *box);
/* A formula by its inputs: "højst beløb - besparelser"; the leaf's first. */
const char *describe_formula(struct arena *a, const struct space *s, const struct leaf *l);
/* Name of a column: an input's, or the term's. */
const char *describe_column(struct arena *a, const struct space *s, uint32_t column);

#endif
