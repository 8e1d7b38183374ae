/* SPDX-License-Identifier: MIT
 *
 * Regions: memory is taken piece by piece and given back all at once.
 *
 * Everything the compiler builds lives in an arena whose name says how long: a source file and its names as
 * long as the session, an AST and a model as long as one compilation, a diagram as long as its manager. There
 * is no ownership inside the trees and no free() outside base/.
 *
 * Running out of memory ends the process with status 2 and one line on standard error: no caller has to check.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head; /* the block that is being filled; NULL while empty */
	size_t total;             /* bytes taken from the system, for the memory report */
};

/* A position to which the arena can be reset; valid until the arena is reset to an earlier one. */
struct arena_mark {
	struct arena_block *head;
	size_t used;
};

void arena_init(struct arena *a);
void arena_free(struct arena *a);

/* Zeroed memory, aligned for any type. size 0 gives a valid pointer. Amortised O(size). */
void *arena_alloc(struct arena *a, size_t size);

/* n bytes of text copied and ended with NUL. */
char *arena_text(struct arena *a, const char *p, size_t n);

/* Formatted text in the arena. */
__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *a, const char *format, ...);

struct arena_mark arena_mark(const struct arena *a);
void arena_reset(struct arena *a, struct arena_mark mark);

#define arena_new(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define arena_array(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n)))

#endif
