/* SPDX-License-Identifier: MIT
 *
 * Exact natural numbers of a width that is chosen once: volumes of boxes have a bound that is known
 * beforehand. Limbs of 32 bits, the lowest first; all numbers of one computation have the same n.
 * What does not fit is a bug (assert), never a wrong number.
 */
#ifndef SPACE_BIG_H
#define SPACE_BIG_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct big {
	uint32_t n, *limb;
};

/* Zero, in `a`. */
struct big big_new(struct arena *a, uint32_t n);
void big_set(struct big x, uint32_t value);
void big_copy(struct big to, struct big from);
/* x * factor. O(n). */
void big_scale(struct big x, uint32_t factor);
/* x + y. O(n). */
void big_add(struct big x, struct big y);
/* x - y, not below 0. O(n). */
void big_sub(struct big x, struct big y);
/* x * y into x; `spare` is overwritten. O(n^2), schoolbook. */
void big_mul(struct big x, struct big y, struct big spare);
bool big_is_zero(struct big x);
/* -1, 0, 1. O(n). */
int big_cmp(struct big x, struct big y);
/* Decimal digits, in `a`. O(n^2). */
const char *big_text(struct big x, struct arena *a);

#endif
