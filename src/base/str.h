/* SPDX-License-Identifier: MIT
 *
 * Text: counted strings, a builder, and the little of Unicode the compiler needs (utf8proc does the tables).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* A piece of text, not NUL-terminated, owned by whoever owns the bytes. {NULL, 0} is "no text". */
struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

bool str_eq(struct str a, struct str b);
struct str str_of(const char *nul_terminated);    /* NULL gives {NULL, 0} */
const char *str_c(struct arena *a, struct str s); /* a NUL-terminated copy; "" for no text */

/* A text that grows in an arena. A zeroed builder with `a` set is empty. */
struct text {
	struct arena *a;
	char *p;
	size_t n, cap;
};

void text_add(struct text *t, const char *p, size_t n);
void text_puts(struct text *t, const char *s);
void text_putc(struct text *t, char c);
__attribute__((format(printf, 2, 3))) void text_printf(struct text *t, const char *format, ...);
const char *text_c(struct text *t); /* the text so far, NUL-terminated, valid until the next add */

/* Decode one code point at p[0..n); returns its bytes (1..4), or 0 where the bytes are not UTF-8. */
size_t utf8_step(const char *p, size_t n, int32_t *cp);

/* Columns a terminal uses for the text: grapheme clusters, wide characters 2, controls 0, tabs as 4. */
size_t utf8_width(const char *p, size_t n);
/* Bytes up to the next blank or line end where a line may end: not in "§ 89", "stk. 1" or "3,2 %". */
size_t utf8_word(const char *s);

/* NFC with Latin case folded: the form in which names are compared. Result in the arena. */
struct str str_fold(struct arena *a, struct str s);

/* NFC, white space folded to single spaces and trimmed: the form in which prose is kept and compared. */
struct str str_prose(struct arena *a, struct str s);

/* h mixed with the text in NFC without white space: the same for every spelling and layout. Nothing stays in `a`. */
uint64_t str_hash_words(struct arena *a, uint64_t h, struct str s);

/* True where the code point may stand in a name: Latin letters, combining marks on them, digits, '_'. */
bool utf8_is_name(int32_t cp);

/* Damerau-Levenshtein distance in code points, at most `limit` + 1. O(n*m). For "did you mean". */
unsigned str_distance(struct str a, struct str b, unsigned limit);

/* ASCII form of a name for integrators: æ→ae, ø→oe, å→aa, other marks stripped, other characters '_'. */
const char *str_ascii(struct arena *a, struct str s);

#endif
