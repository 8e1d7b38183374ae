/* SPDX-License-Identifier: MIT
 *
 * emit TARGET CATALOGUE FOLDER: writes what a target makes of a catalogue and prints the first file's name.
 */
#include "emit/emit.h"
#include "tool/load.h"

#include <stdio.h>
#include <string.h>

static emit_fn *target(const char *name)
{
	for (unsigned i = 0; i < target_count; i++)
		if (strcmp(targets[i].name, name) == 0)
			return targets[i].emit;
	return NULL;
}

static int write_all(struct session *s, const struct emit_out *out, const char *folder)
{
	for (uint32_t i = 0; i < out->files.n; i++) {
		struct emit_file *f = &out->files.at[i];
		const char *path = arena_printf(s->a, "%s/%s", folder, f->name);
		if (!world_write(s, path, (struct str){f->text.p, f->text.n}))
			return 2;
	}
	printf("%s\n", out->files.n ? out->files.at[0].name : "");
	return 0;
}

int main(int argc, char **argv)
{
	struct arena a, scratch;
	arena_init(&a);
	arena_init(&scratch);
	struct session s = {.a = &a, .program = argv[0]};
	s.names = intern_new(&a);
	s.d.a = s.sources.a = s.out.a = &a;
	emit_fn *emit = argc == 4 ? target(argv[1]) : NULL;
	struct model *m = emit ? load_model(&s, argv[2]) : NULL;
	if (!m || m->cyclic || diags_errors(&s.d)) {
		for (uint32_t i = 0; i < s.d.list.n; i++)
			fprintf(stderr, "%s\n", s.d.list.at[i]->text);
		return 2;
	}
	struct emit_out out = {.a = &a, .d = &s.d};
	bool done = emit(space_make(&a, &scratch, m, 0), &out);
	int status = done ? write_all(&s, &out, argv[3]) : 1;
	for (uint32_t i = 0; i < s.d.list.n; i++)
		if (s.d.list.at[i]->severity == SEV_ERROR)
			fprintf(stderr, "%s\n", s.d.list.at[i]->text);
	arena_free(&scratch);
	arena_free(&a);
	return status;
}
