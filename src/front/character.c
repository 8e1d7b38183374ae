/* SPDX-License-Identifier: MIT
 *
 * Single characters: which may stand in a name, what the others are called, and whether a file is a text at all.
 */
#include "front/front.h"

#include <string.h>

bool character_is_invisible(int32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

/* `"а" (U+0430)`, or the code alone where there is nothing to see. */
const char *character_name(struct arena *a, int32_t cp)
{
	bool hidden = cp < 0x20 || (cp >= 0x7F && cp < 0xA1) || character_is_invisible(cp) ||
	              (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xE0000;
	if (hidden)
		return arena_printf(a, "U+%04X", (unsigned)cp);
	char p[5] = {0};
	if (cp < 0x80) {
		p[0] = (char)cp;
	} else if (cp < 0x800) {
		p[0] = (char)(0xC0 | cp >> 6);
		p[1] = (char)(0x80 | (cp & 0x3F));
	} else if (cp < 0x10000) {
		p[0] = (char)(0xE0 | cp >> 12);
		p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		p[2] = (char)(0x80 | (cp & 0x3F));
	} else {
		p[0] = (char)(0xF0 | cp >> 18);
		p[1] = (char)(0x80 | (cp >> 12 & 0x3F));
		p[2] = (char)(0x80 | (cp >> 6 & 0x3F));
		p[3] = (char)(0x80 | (cp & 0x3F));
	}
	return arena_printf(a, "\"%s\" (U+%04X)", p, (unsigned)cp);
}

/* ---- names ------------------------------------------------------------------------------------------------ */

/* ASCII and the letters of Latin-1: no need to look closer. */
static bool is_plain(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c < 0x80)
			continue;
		unsigned char next = i + 1 < n ? (unsigned char)p[i + 1] : 0;
		if (c != 0xC3 || next == 0x97 || next == 0xB7)
			return false;
		i++;
	}
	return true;
}

name_id value_name(struct front *f, uint32_t lo, uint32_t hi)
{
	const char *p = f->src->text + lo;
	size_t n = hi - lo;
	if (is_plain(p, n))
		return intern_name(f->names, p, n);
	struct text seen = {.a = f->a};
	bool reported = false;
	for (size_t i = 0; i < n;) {
		int32_t cp = 0;
		size_t step = utf8_step(p + i, n - i, &cp);
		step = step ? step : 1;
		span at = front_span(f, lo + (uint32_t)i, lo + (uint32_t)(i + step));
		bool hidden = character_is_invisible(cp);
		if (!hidden)
			text_add(&seen, p + i, step);
		if (!reported && hidden)
			REPORT(f, at, diag_invisible_character(f->d, at, character_name(f->a, cp)));
		else if (!reported && !utf8_is_name(cp))
			REPORT(f, at,
			       diag_foreign_letter(f->d, at, arena_text(f->a, p, n), character_name(f->a, cp)));
		reported |= hidden || !utf8_is_name(cp);
		i += step;
	}
	return seen.n ? intern_name(f->names, seen.p, seen.n) : 0;
}

/* ---- files ------------------------------------------------------------------------------------------------ */

static size_t count_nul(const char *p, size_t n, size_t from, size_t step)
{
	size_t found = 0;
	for (size_t i = from; i < n; i += step)
		found += p[i] == 0;
	return found;
}

static bool is_utf16(const char *p, size_t n)
{
	if (n < 2)
		return false;
	unsigned char a = (unsigned char)p[0], b = (unsigned char)p[1];
	if ((a == 0xFF && b == 0xFE) || (a == 0xFE && b == 0xFF))
		return true;
	size_t sample = n < 4096 ? n & ~(size_t)1 : 4096;
	size_t even = count_nul(p, sample, 0, 2), odd = count_nul(p, sample, 1, 2);
	return (even > sample * 3 / 10 && odd < sample / 50 + 1) ||
	       (odd > sample * 3 / 10 && even < sample / 50 + 1);
}

/* The offset of the first bytes that are not UTF-8, or n. */
static size_t utf8_ends(const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		int32_t cp;
		size_t step = (unsigned char)p[i] < 0x80 ? 1 : utf8_step(p + i, n - i, &cp);
		if (!step)
			return i;
		i += step;
	}
	return n;
}

bool text_is_readable(struct front *f)
{
	const char *p = f->src->text;
	size_t n = f->src->size;
	span start = front_span(f, 0, n ? 1 : 0);
	if (is_utf16(p, n)) {
		REPORT(f, start, diag_utf16_file(f->d, start));
		return false;
	}
	if (memchr(p, 0, n)) {
		REPORT(f, start, diag_binary_file(f->d, start));
		return false;
	}
	size_t bad = utf8_ends(p, n);
	if (bad == n)
		return true;
	span at = front_span(f, (uint32_t)bad, (uint32_t)bad + 1);
	REPORT(f, at, diag_bad_utf8(f->d, at));
	return false;
}
