/* SPDX-License-Identifier: MIT
 *
 * An arena is a chain of blocks, newest first; each block is filled from its start and the blocks double up to a
 * megabyte. With ARENA_EXACT (sanitizer builds) each piece gets a block of exactly its size, so that a step
 * beyond it is seen by the sanitizer.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef ARENA_EXACT
#define BLOCK_FIRST ((size_t)0)
#define BLOCK_MAX ((size_t)0)
#else
#define BLOCK_FIRST ((size_t)4096)
#define BLOCK_MAX ((size_t)1 << 20)
#endif

struct arena_block {
	struct arena_block *previous;
	size_t size, used;
	max_align_t data[];
};

static _Noreturn void die(void)
{
	fputs("niveau: out of memory\n", stderr);
	exit(2);
}

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

static void drop_head(struct arena *a)
{
	struct arena_block *b = a->head;
	a->head = b->previous;
	a->total -= sizeof *b + b->size;
	free(b);
}

void arena_free(struct arena *a)
{
	while (a->head)
		drop_head(a);
}

static void grow(struct arena *a, size_t size)
{
	size_t want = a->head ? a->head->size : BLOCK_FIRST / 2;
	want = want > BLOCK_MAX / 2 ? BLOCK_MAX : want * 2;
	if (want < size)
		want = size;
	struct arena_block *b = malloc(sizeof *b + want);
	if (!b)
		die();
	b->previous = a->head;
	b->size = want;
	b->used = 0;
	a->head = b;
	a->total += sizeof *b + want;
}

/* Room for `size` bytes; what stands in them is not defined. */
static char *take(struct arena *a, size_t size)
{
	const size_t step = _Alignof(max_align_t);
	if (size > SIZE_MAX / 4)
		die();
#ifndef ARENA_EXACT
	size = (size + step - 1) / step * step;
#endif
	if (!a->head || (a->head->used + step - 1) / step * step + size > a->head->size)
		grow(a, size);
	struct arena_block *b = a->head;
	size_t from = (b->used + step - 1) / step * step;
	assert(from + size <= b->size);
	b->used = from + size;
	return (char *)b->data + from;
}

void *arena_alloc(struct arena *a, size_t size)
{
	char *p = take(a, size);
	memset(p, 0, size);
	return p;
}

char *arena_text(struct arena *a, const char *p, size_t n)
{
	if (n > SIZE_MAX / 4)
		die();
	char *copy = take(a, n + 1);
	if (n)
		memcpy(copy, p, n);
	copy[n] = 0;
	return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	assert(n >= 0);
	char *p = take(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->head, a->head ? a->head->used : 0};
}

void arena_reset(struct arena *a, struct arena_mark mark)
{
	while (a->head != mark.head) {
		assert(a->head); /* else the mark is not of this arena, or older than a reset before it */
		drop_head(a);
	}
	if (a->head)
		a->head->used = mark.used;
}
