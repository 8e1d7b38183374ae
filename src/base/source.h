/* SPDX-License-Identifier: MIT
 *
 * Source texts. Every file of a session takes a stretch of one number line, so that a span of two 32-bit
 * offsets names its file, and lines and columns are computed only when something is printed.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/str.h"
#include "base/vec.h"

/* Bytes lo..hi) on the session's number line; {0, 0} is "no place". The first file begins at 1. */
typedef struct span {
	uint32_t lo, hi;
} span;

#define SPAN_NONE ((span){0, 0})
#define SOURCE_LIMIT (64u << 20) /* larger files are refused at once */

static inline span span_join(span a, span b)
{
	return (span){a.lo, b.hi};
}

struct source {
	const char *path; /* as given, for messages */
	const char *text; /* `size` bytes and a NUL; without a byte order mark */
	uint32_t size;
	uint32_t base;       /* the place of text[0] on the number line */
	VEC(uint32_t) lines; /* offsets of line starts in text */
};

struct sources {
	struct arena *a;
	VEC(struct source *) files;
};

/* Takes over nothing: text is copied into the arena, a byte order mark is dropped. NULL where the number line is full. */
struct source *source_add(struct sources *s, const char *path, const char *text, size_t n);
/* The file that holds the place, NULL for SPAN_NONE. O(log files). */
struct source *source_at(const struct sources *s, uint32_t place);

/* A place for people: line and column from 1, columns in code points; byte offset in the file. */
struct place {
	const struct source *file;
	uint32_t line, column, byte;
};

struct place source_place(const struct sources *s, uint32_t at);
/* The end of a span, exclusive, never beyond the file in which the span begins. */
struct place source_end(const struct sources *s, span at);
/* Line n (from 1) without its line end. */
struct str source_line(const struct source *f, uint32_t n);
/* The text under a span. */
struct str source_text(const struct sources *s, span at);

#endif
