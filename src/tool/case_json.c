/* SPDX-License-Identifier: MIT
 *
 * Cases as JSON: {"alder": 13}, or {"inputs": {...}, "used": {"ydelse.overskrift": "5 samtaler"}, "date": "2024-02-01"}.
 * jansson reads; it does not say where a key stands, so the text is searched for it.
 */
#include "tool/case.h"
#include "tool/load.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "15"

/* A stretch of a source that holds one JSON text. */
struct piece {
	struct asking *q;
	const struct source *f;
	uint32_t lo, hi;
};

static span piece_span(const struct piece *p, size_t lo, size_t hi)
{
	return (span){p->f->base + (uint32_t)lo, p->f->base + (uint32_t)hi};
}

/* The end of the string that begins at `at`. */
static size_t string_end(const struct piece *p, size_t at)
{
	for (at++; at < p->hi && p->f->text[at] != '"'; at++)
		at += p->f->text[at] == '\\';
	return at < p->hi ? at + 1 : p->hi;
}

/* Where the key stands; the whole piece's beginning where it is written with escapes. */
static span key_span(const struct piece *p, const char *key)
{
	size_t n = strlen(key);
	for (size_t i = p->lo; i < p->hi; i++) {
		if (p->f->text[i] != '"')
			continue;
		size_t end = string_end(p, i), after = end;
		while (after < p->hi && strchr(" \t\r\n", p->f->text[after]))
			after++;
		if (end - i == n + 2 && memcmp(p->f->text + i + 1, key, n) == 0 && after < p->hi &&
		    p->f->text[after] == ':')
			return piece_span(p, i, end);
		i = end - 1;
	}
	return piece_span(p, p->lo, p->lo + 1);
}

/* A real as the decimal that was written; false where it has more digits than a double keeps. */
static bool read_real(double x, struct num *out)
{
	char text[64];
	struct num scale = num_int(1);
	snprintf(text, sizeof text, "%." DIGITS "g", x);
	if (strtod(text, NULL) != x || strpbrk(text, "enEN"))
		return false;
	char *point = strchr(text, '.');
	if (point) {
		for (char *c = point; *c; c++) {
			*c = c[1];
			scale = *c ? num_mul(scale, num_int(10)) : scale;
		}
	}
	*out = num_div(num_int(strtoll(text, NULL, 10)), scale);
	return num_ok(*out);
}

/* False after a finding. */
static bool datum_of(const struct piece *p, const char *key, const json_t *value, struct datum *d)
{
	*d = (struct datum){.kind = DATUM_TEXT, .at = key_span(p, key)};
	if (json_is_null(value)) {
		d->kind = DATUM_UNKNOWN;
	} else if (json_is_boolean(value)) {
		d->kind = DATUM_BOOL;
		d->yes = json_is_true(value);
	} else if (json_is_integer(value)) {
		d->kind = DATUM_NUMBER;
		d->number = num_int(json_integer_value(value));
	} else if (json_is_real(value)) {
		d->kind = DATUM_NUMBER;
		if (!read_real(json_real_value(value), &d->number)) {
			diag_case_too_precise(&p->q->s->d, d->at, str_c(p->q->s->a, str_of(key)));
			return false;
		}
	} else if (json_is_string(value)) {
		d->text = (struct str){json_string_value(value), json_string_length(value)};
	} else {
		const char *name = str_c(p->q->s->a, str_of(key)),
				   *one = say(p->q->s, "én værdi", "one value");
		diag_case_wrong_type(&p->q->s->d, d->at, name, one);
		return false;
	}
	return true;
}

typedef void put_fn(struct asking *q, struct case_file *c, struct str name, span at,
                    const struct datum *d);

static void read_members(const struct piece *p, struct case_file *c, json_t *object, put_fn *put)
{
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value)
	{
		struct datum d;
		if (datum_of(p, key, value, &d))
			put(p->q, c, str_of(key), d.at, &d);
		else
			c->broken = true;
	}
}

/* The long form: an object that has "inputs". */
static void read_parts(const struct piece *p, struct case_file *c, json_t *root)
{
	const char *key;
	json_t *value;
	json_object_foreach(root, key, value)
	{
		bool inputs = strcmp(key, "inputs") == 0, used = strcmp(key, "used") == 0;
		struct datum d;
		if ((inputs || used) && json_is_object(value)) {
			read_members(p, c, value, inputs ? case_set : case_use);
		} else if (strcmp(key, "date") == 0 && datum_of(p, key, value, &d)) {
			case_set(p->q, c, str_of(p->q->m->inputs.at[0].text), d.at, &d);
		} else if (strcmp(key, "id") != 0) {
			diag_case_unknown_input(&p->q->s->d, key_span(p, key), str_c(p->q->s->a, str_of(key)));
			c->broken = true;
		}
	}
}

static void report_syntax(const struct piece *p, const json_error_t *e)
{
	size_t at = p->lo + (e->position > 0 ? (size_t)e->position - 1 : 0);
	at = at < p->hi ? at : p->hi ? p->hi - 1 : 0;
	at = at < p->lo ? p->lo : at;
	diag_case_not_json(&p->q->s->d, piece_span(p, at, at + 1), str_c(p->q->s->a, str_of(e->text)));
}

static void read_piece(const struct piece *p, case_fn *each, void *ctx)
{
	json_error_t e;
	size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY;
	struct arena_mark mark = arena_mark(&p->q->passing);
	struct case_file c = case_new(p->q, piece_span(p, p->lo, p->lo + 1));
	json_t *root = json_loadb(p->f->text + p->lo, p->hi - p->lo, flags, &e);
	if (!root)
		report_syntax(p, &e);
	else if (!json_is_object(root))
		diag_case_not_object(&p->q->s->d, c.at);
	else if (json_is_object(json_object_get(root, "inputs")))
		read_parts(p, &c, root);
	else
		read_members(p, &c, root, case_set);
	c.broken |= !json_is_object(root);
	each(ctx, &c);
	json_decref(root);
	arena_reset(&p->q->passing, mark);
}

bool case_read_json(struct asking *q, const char *path, case_fn *each, void *ctx)
{
	struct source *f = load_source(q->s, path, path);
	if (!f)
		return false;
	struct piece p = {q, f, 0, f->size};
	read_piece(&p, each, ctx);
	return true;
}

bool case_read_many(struct asking *q, const char *path, case_fn *each, void *ctx)
{
	size_t n = strlen(path);
	struct source *f = load_source(q->s, path, path);
	if (!f)
		return false;
	if (n > 4 && strcmp(path + n - 4, ".csv") == 0)
		return case_read_csv(q, f, each, ctx);
	for (uint32_t i = 1; i <= f->lines.n; i++) {
		struct str line = case_trim(source_line(f, i));
		uint32_t lo = (uint32_t)(line.p - f->text);
		struct piece p = {q, f, lo, lo + (uint32_t)line.n};
		if (line.n)
			read_piece(&p, each, ctx);
	}
	return true;
}
