/* SPDX-License-Identifier: MIT
 *
 * Writing C: names with the catalogue's prefix, literals and comments that no text of a catalogue can leave.
 */
#include "emit/c_part.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void c_puts(struct c_out *o, const char *code)
{
	for (const char *p = code; *p;) {
		bool begins = p == code || !is_word(p[-1]);
		bool low = begins && strncmp(p, "niv_", 4) == 0,
			 high = begins && strncmp(p, "NIV_", 4) == 0;
		if (low || high) {
			text_printf(o->t, "%s_", low ? o->name : o->upper);
			p += 4;
		} else {
			text_putc(o->t, *p++);
		}
	}
}

void c_printf(struct c_out *o, const char *format, ...)
{
	char line[512];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (n < (int)sizeof line) {
		c_puts(o, line);
		return;
	}
	char *more = arena_alloc(o->p->a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(more, (size_t)n + 1, format, args);
	va_end(args);
	c_puts(o, more);
}

void c_string(struct c_out *o, const char *s)
{
	text_putc(o->t, '"');
	for (; s && *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '"' || c == '\\' || c == '?')
			text_printf(o->t, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			text_printf(o->t, "\\%03o", c);
		else
			text_putc(o->t, (char)c);
	}
	text_putc(o->t, '"');
}

void c_comment(struct c_out *o, const char *s)
{
	char before = 0;
	for (; s && *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool ends = (before == '*' && c == '/') || (before == '/' && c == '*');
		if (ends)
			text_putc(o->t, ' ');
		before = c < 0x20 || c == 0x7f || c == '\\' ? ' ' : (char)c;
		text_putc(o->t, before);
	}
}

const char *c_int(struct arena *a, int64_t i)
{
	if (i == INT64_MIN)
		return "(-INT64_MAX - 1)";
	if (i > INT32_MAX || i < -INT32_MAX)
		return arena_printf(a, "INT64_C(%" PRId64 ")", i);
	return arena_printf(a, "%" PRId64, i);
}

const char *c_upper(struct arena *a, const char *ascii)
{
	char *up = arena_text(a, ascii, strlen(ascii));
	for (char *p = up; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return up;
}
