/* SPDX-License-Identifier: MIT
 *
 * For tests of the front floor: one text parsed, its findings and its tree; and the text it prints to.
 */
#ifndef FRONT_H
#define FRONT_H

#include "unit.h"

#include "front/parse.h"
#include "front/print.h"

#include <stdio.h>

struct parsed {
	struct sources sources;
	struct intern *names;
	struct diags d;
	struct ast_file *file;
};

static inline struct parsed *parsed(struct arena *a, const char *text, size_t n)
{
	struct parsed *p = arena_new(a, struct parsed);
	p->sources.a = a;
	p->names = intern_new(a);
	const struct source *s = source_add(&p->sources, "test.niv", text, n);
	p->d = (struct diags){.a = a, .lang = parse_language(s)};
	p->file = parse_file(a, p->names, &p->d, s);
	return p;
}

static inline const char *printed(struct arena *a, const struct parsed *p, enum lang lang)
{
	struct text out = {.a = a};
	print_file(&out, p->file, p->names, lang);
	return text_c(&out);
}

static inline const struct decl *decl_of(const struct parsed *p, enum decl_kind kind)
{
	for (uint32_t i = 0; i < p->file->decls.n; i++)
		if (p->file->decls.at[i]->kind == kind)
			return p->file->decls.at[i];
	return NULL;
}

/* Declarations, and the provisions and example lines in them. */
static inline uint32_t count_kept(const struct parsed *p)
{
	uint32_t n = p->file->decls.n;
	for (uint32_t i = 0; i < p->file->decls.n; i++) {
		const struct decl *x = p->file->decls.at[i];
		if (x->kind == DECL_SERVICE)
			n += x->u.service.block.items.n;
		else if (x->kind == DECL_EXAMPLE)
			n += x->u.example.lines.n;
	}
	return n;
}

static inline bool has_code(const struct parsed *p, int code)
{
	for (uint32_t i = 0; i < p->d.list.n; i++)
		if ((int)p->d.list.at[i]->code == code)
			return true;
	return false;
}

/* A whole file; n = 0 where it cannot be read. */
static inline struct str read_whole(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct text t = {.a = a};
	char buffer[4096];
	for (size_t n; f && (n = fread(buffer, 1, sizeof buffer, f)) > 0;)
		text_add(&t, buffer, n);
	if (f)
		fclose(f);
	return (struct str){text_c(&t), t.n};
}

#endif
