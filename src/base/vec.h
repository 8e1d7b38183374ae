/* SPDX-License-Identifier: MIT
 *
 * Typed arrays that grow in an arena: `VEC(struct rule) rules; vec_push(a, &rules, r);`
 * A zeroed vec is an empty one. Growing leaves the old copy in the arena (amortised: twice the final size).
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#include <stdint.h>

#define VEC(T)                                                                                     \
	struct {                                                                                       \
		T *at;                                                                                     \
		uint32_t n, cap;                                                                           \
	}

/* Append x; evaluates v more than once. */
#define vec_push(a, v, x)                                                                          \
	((v)->n == (v)->cap ? (void)((v)->at = vec_grow((a), (v)->at, sizeof *(v)->at, &(v)->cap))     \
	                    : (void)0,                                                                 \
	 (v)->at[(v)->n++] = (x))

#define vec_last(v) ((v)->at[(v)->n - 1])

/* For helpers only: a copy of `at` with at least twice the room, *cap updated. */
void *vec_grow(struct arena *a, const void *at, size_t item, uint32_t *cap);

#endif
