/* SPDX-License-Identifier: MIT
 *
 * Files lie one behind the other on the number line with one place between them, so that the end of a file is a
 * place of that file and of no other.
 */
#include "base/source.h"

#include <assert.h>
#include <string.h>

static void find_lines(struct arena *a, struct source *f)
{
	uint32_t count = 1;
	for (uint32_t i = 0; i < f->size; i++)
		count += f->text[i] == '\n';
	f->lines.at = arena_array(a, uint32_t, count);
	f->lines.cap = count;
	f->lines.at[f->lines.n++] = 0;
	for (uint32_t i = 0; i < f->size; i++)
		if (f->text[i] == '\n')
			f->lines.at[f->lines.n++] = i + 1;
}

struct source *source_add(struct sources *s, const char *path, const char *text, size_t n)
{
	uint32_t base = 1;
	if (s->files.n)
		base = vec_last(&s->files)->base + vec_last(&s->files)->size + 1;
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		n -= 3;
	}
	if (n > SOURCE_LIMIT || n >= UINT32_MAX - 1 - base)
		return NULL;
	struct source *f = arena_new(s->a, struct source);
	f->path = str_c(s->a, str_of(path));
	f->text = arena_text(s->a, text, n);
	f->size = (uint32_t)n;
	f->base = base;
	find_lines(s->a, f);
	vec_push(s->a, &s->files, f);
	return f;
}

struct source *source_at(const struct sources *s, uint32_t place)
{
	if (place == 0 || s->files.n == 0)
		return NULL;
	uint32_t lo = 0, hi = s->files.n;
	while (hi - lo > 1) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (s->files.at[middle]->base <= place)
			lo = middle;
		else
			hi = middle;
	}
	struct source *f = s->files.at[lo];
	return place - f->base <= f->size ? f : NULL;
}

/* The line, from 1, that holds the byte. */
static uint32_t line_of(const struct source *f, uint32_t byte)
{
	uint32_t lo = 0, hi = f->lines.n;
	while (hi - lo > 1) {
		uint32_t middle = lo + (hi - lo) / 2;
		if (f->lines.at[middle] <= byte)
			lo = middle;
		else
			hi = middle;
	}
	return lo + 1;
}

struct place source_place(const struct sources *s, uint32_t at)
{
	const struct source *f = source_at(s, at);
	if (!f)
		return (struct place){0};
	uint32_t byte = at - f->base, line = line_of(f, byte), column = 1;
	for (uint32_t i = f->lines.at[line - 1]; i < byte; column++) {
		int32_t cp;
		size_t step = utf8_step(f->text + i, byte - i, &cp);
		i += step ? (uint32_t)step : 1;
	}
	return (struct place){f, line, column, byte};
}

struct place source_end(const struct sources *s, span at)
{
	const struct source *f = source_at(s, at.lo);
	if (!f)
		return (struct place){0};
	uint32_t last = f->base + f->size, hi = at.hi < at.lo ? at.lo : at.hi;
	return source_place(s, hi < last ? hi : last);
}

struct str source_line(const struct source *f, uint32_t n)
{
	assert(n >= 1 && n <= f->lines.n);
	uint32_t from = f->lines.at[n - 1];
	uint32_t to = n < f->lines.n ? f->lines.at[n] - 1 : f->size;
	if (to > from && n < f->lines.n && f->text[to - 1] == '\r')
		to--;
	return (struct str){f->text + from, to - from};
}

struct str source_text(const struct sources *s, span at)
{
	const struct source *f = source_at(s, at.lo);
	if (!f || at.hi < at.lo)
		return (struct str){NULL, 0};
	uint32_t from = at.lo - f->base, to = at.hi - f->base;
	return (struct str){f->text + from, (to < f->size ? to : f->size) - from};
}
