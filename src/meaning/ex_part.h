/* SPDX-License-Identifier: MIT
 *
 * Shared by the files that resolve expressions: small nodes and comparing (ex.c), names (names.c), arithmetic
 * (arithmetic.c), functions and special forms (express.c).
 */
#ifndef MEANING_EX_PART_H
#define MEANING_EX_PART_H

#include "meaning/resolve.h"

struct ex *ex_bad(struct resolver *r, span at);
struct ex *ex_pair(struct resolver *r, enum ex_kind kind, enum value_type vt, struct ex *x,
                   struct ex *y);
/* x where it has the type; else reported, and EX_BAD. */
struct ex *ex_expect(struct resolver *r, struct ex *x, enum value_type vt);
bool ex_is_open(const struct ex *x);
struct ex *ex_open_of(struct ex *x, struct ex *y);
const char *ex_measured(const struct resolver *r, const struct measure *m);
bool ex_same_measure(struct resolver *r, struct ex *x, struct ex *y, span at);
bool ex_bare_number(const struct ex *x);

/* names.c */
struct ex *resolve_name(struct resolver *r, struct name n, const struct type_m *want);
struct ex *resolve_path(struct resolver *r, const struct expr *e, const struct type_m *want);

/* arithmetic.c */
struct ex *ex_scaled(struct resolver *r, struct ex *x, struct num factor);
struct ex *ex_multiply(struct resolver *r, struct ex *x, struct ex *y, span at);
struct ex *resolve_binary(struct resolver *r, const struct expr *e);

#endif
