/* SPDX-License-Identifier: MIT
 *
 * The writer keeps no stack: the depth gives the indent, and whether a comma is due is known from what was
 * written last.
 */
#include "base/out.h"

#include <assert.h>
#include <inttypes.h>

static void new_line(struct json *j)
{
	if (j->compact)
		return;
	text_putc(j->t, '\n');
	for (int i = 0; i < j->depth; i++)
		text_puts(j->t, "  ");
}

/* What goes before a key, or before a value that has none. */
static void begin_item(struct json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	if (j->comma)
		text_putc(j->t, ',');
	if (j->depth)
		new_line(j);
	j->comma = true;
}

void json_begin(struct json *j, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	begin_item(j);
	text_putc(j->t, bracket);
	j->depth++;
	j->comma = false;
}

void json_end(struct json *j, char bracket)
{
	assert(bracket == '}' || bracket == ']');
	assert(j->depth > 0 && !j->after_key);
	j->depth--;
	if (j->comma)
		new_line(j);
	text_putc(j->t, bracket);
	j->comma = true;
}

/* Everything a browser, a shell or a terminal could stumble over is written as \u. */
static bool is_plain(int32_t cp)
{
	return cp >= 0x20 && cp != '"' && cp != '\\' && !(cp >= 0x7f && cp <= 0x9f) && cp != 0x2028 &&
	       cp != 0x2029;
}

static void put_escaped(struct text *t, int32_t cp)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	for (int i = 0; from[i]; i++) {
		if (from[i] == cp) {
			text_putc(t, '\\');
			text_putc(t, to[i]);
			return;
		}
	}
	text_printf(t, "\\u%04" PRIx32, (uint32_t)cp);
}

static void put_string(struct text *t, struct str s)
{
	text_putc(t, '"');
	for (size_t i = 0; i < s.n;) {
		int32_t cp = 0;
		size_t step = utf8_step(s.p + i, s.n - i, &cp);
		if (!step)
			text_puts(t, "\xef\xbf\xbd");
		else if (is_plain(cp))
			text_add(t, s.p + i, step);
		else
			put_escaped(t, cp);
		i += step ? step : 1;
	}
	text_putc(t, '"');
}

void json_key(struct json *j, const char *key)
{
	assert(j->depth > 0 && !j->after_key);
	begin_item(j);
	put_string(j->t, str_of(key));
	text_puts(j->t, j->compact ? ":" : ": ");
	j->after_key = true;
}

void json_str(struct json *j, const char *s)
{
	begin_item(j);
	if (s)
		put_string(j->t, str_of(s));
	else
		text_puts(j->t, "null");
}

void json_int(struct json *j, int64_t i)
{
	begin_item(j);
	text_printf(j->t, "%" PRId64, i);
}

void json_bool(struct json *j, bool b)
{
	begin_item(j);
	text_puts(j->t, b ? "true" : "false");
}

void json_null(struct json *j)
{
	json_str(j, NULL);
}

void json_kstr(struct json *j, const char *key, const char *s)
{
	json_key(j, key);
	json_str(j, s);
}

void json_kint(struct json *j, const char *key, int64_t i)
{
	json_key(j, key);
	json_int(j, i);
}

void json_kbool(struct json *j, const char *key, bool b)
{
	json_key(j, key);
	json_bool(j, b);
}
