/* SPDX-License-Identifier: MIT
 *
 * Writing SQL: literals and comments that no text of a catalogue can leave, names that never meet, and the few
 * expressions that engines spell differently.
 */
#include "emit/sql_part.h"

#include "base/map.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NAME_BYTES 63 /* PostgreSQL cuts longer names off without a word */

const char *sql_f(const struct sql *o, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *s = arena_alloc(o->a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(s, (size_t)n + 1, format, args);
	va_end(args);
	return s;
}

const char *sql_text(const struct sql *o, const char *s)
{
	if (!s)
		return "NULL";
	struct text t = {.a = o->a};
	text_putc(&t, '\'');
	for (; *s; s++) {
		text_putc(&t, *s);
		if (*s == '\'')
			text_putc(&t, *s);
	}
	text_putc(&t, '\'');
	return text_c(&t);
}

void sql_comment(struct sql *o, const char *s)
{
	text_puts(o->t, "-- ");
	for (; *s; s++)
		text_putc(o->t, (unsigned char)*s < 0x20 || *s == 0x7f ? ' ' : *s);
	text_putc(o->t, '\n');
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool is_used(const struct sql *o, const char *name)
{
	for (uint32_t i = 0; i < o->used.n; i++)
		if (strcmp(o->used.at[i], name) == 0)
			return true;
	return false;
}

const char *sql_name(struct sql *o, const char *wish)
{
	struct text t = {.a = o->a};
	for (const char *p = wish; *p; p++)
		text_putc(&t, *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p == '"' ? '_' : *p);
	const char *name = text_c(&t);
	uint64_t h = hash_bytes(name, strlen(name));
	for (uint32_t i = 0; strlen(name) > NAME_BYTES || is_used(o, name); i++) {
		h = hash_mix(h, i);
		name = sql_f(o, "%.*s_%08" PRIx32, NAME_BYTES - 9, text_c(&t), (uint32_t)h);
	}
	vec_push(o->a, &o->used, name);
	return sql_f(o, "\"%s\"", name);
}

/* ---- expressions ---------------------------------------------------------------------------------------- */

const char *sql_int(const struct sql *o, int64_t i)
{
	if (i < -INT64_MAX)
		return "(-9223372036854775807 - 1)";
	return sql_f(o, i < 0 ? "(%" PRId64 ")" : "%" PRId64, i);
}

const char *sql_min(const struct sql *o, const char *x, const char *y)
{
	return sql_f(o, "%s(%s, %s)", o->engine == SQLITE ? "min" : "least", x, y);
}

const char *sql_max(const struct sql *o, const char *x, const char *y)
{
	return sql_f(o, "%s(%s, %s)", o->engine == SQLITE ? "max" : "greatest", x, y);
}

const char *sql_all(const struct sql *o, const char *const *part, uint32_t n)
{
	if (n < 2)
		return n ? part[0] : "";
	return sql_f(o, "(%s AND %s)", sql_all(o, part, n / 2), sql_all(o, part + n / 2, n - n / 2));
}

const char *sql_null(const struct sql *o)
{
	return o->engine == POSTGRESQL ? "NULL::bigint" : "NULL";
}

const char *sql_pick(const struct sql *o, const char *key, const uint32_t *keys,
                     const char *const *texts, uint32_t n)
{
	struct text t = {.a = o->a};
	if (n == 0)
		return sql_null(o);
	text_printf(&t, "CASE %s", key);
	for (uint32_t i = 0; i < n; i++)
		text_printf(&t, "\nWHEN %" PRIu32 " THEN %s", keys[i], texts[i]);
	text_puts(&t, " END");
	return text_c(&t);
}
