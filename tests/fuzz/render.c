/* SPDX-License-Identifier: MIT
 *
 * Any bytes, any place in them: every way of showing a finding ends, stays inside the text, and sends no control
 * character to a terminal.
 */
#include "base/intern.h"
#include "base/num.h"
#include "base/render.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_safe(struct text *t)
{
	for (const char *p = text_c(t); *p; p++)
		if (((unsigned char)*p < 0x20 && *p != '\n') || *p == 0x7f)
			abort();
}

static void try_names(struct arena *a, struct str s)
{
	struct intern *names = intern_new(a);
	name_id id = intern_name(names, s.p, s.n);
	const char *text = intern_text(names, id);
	if (intern_find(names, s.p, s.n) != id)
		abort();
	str_ascii(a, s);
	str_distance(s, str_of(text), 3);
	for (int style = 0; style < 2; style++) {
		struct num n;
		if (num_parse(s, (enum num_style)style, &n) == NUM_READ_OK) {
			struct num back;
			const char *written = num_text(a, n, (enum num_style)style);
			if (num_parse(str_of(written), (enum num_style)style, &back) != NUM_READ_OK ||
			    !num_eq(n, back))
				abort();
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	if (size < 4)
		return 0;
	arena_init(&a);
	uint32_t from = (uint32_t)(data[0] | data[1] << 8), length = (uint32_t)(data[2] | data[3] << 8);
	const char *bytes = (const char *)data + 4;
	size_t n = size - 4;
	struct sources s = {.a = &a};
	struct diags d = {.a = &a, .lang = length % 2 ? LANG_DA : LANG_EN};
	struct source *f = source_add(&s, "x", bytes, n);
	from = f->base + from % (f->size + 1);
	struct diag *x = diag_bad_utf8(&d, (span){from, from + length});
	x->text = x->witness = arena_text(&a, bytes, n < 200 ? n : 200);
	note_declared_here(&d, x, (span){f->base, from}, "x");
	struct text t = {.a = &a};
	diags_sort(&d);
	render_text(&t, &d, &s, false);
	assert_safe(&t);
	render_json(&t, &d, &s);
	render_sarif(&t, &d, &s, "0");
	render_github(&t, &d, &s);
	try_names(&a, (struct str){bytes, n < 200 ? n : 200});
	arena_free(&a);
	return 0;
}
