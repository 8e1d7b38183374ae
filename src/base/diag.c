/* SPDX-License-Identifier: MIT
 *
 * diag.def becomes code here, once for the helps, once for the functions and once for the table of facts. Both
 * languages of a row are formats in the source, so the compiler checks both against the row's parameters.
 */
#include "base/diag.h"

#include <assert.h>
#include <string.h>

/* A help need not use every argument of its row; it may use the first ones, in order. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-extra-args"
#pragma GCC diagnostic ignored "-Wformat-zero-length"
#define DIAG(code, sev, slug, params, args, en, da, help_en, help_da)                              \
	static const char *help_##slug(struct diags *d UNPACK params)                                  \
	{                                                                                              \
		if (d->lang == LANG_DA)                                                                    \
			return sizeof help_da > 1 ? arena_printf(d->a, help_da UNPACK args) : NULL;            \
		return sizeof help_en > 1 ? arena_printf(d->a, help_en UNPACK args) : NULL;                \
	}
#define NOTE(...)
#include "base/diag.def"
#undef DIAG
#undef NOTE
#pragma GCC diagnostic pop

static struct diag *add(struct diags *d, enum diag_code code, enum severity severity, span at,
                        const char *text, const char *help)
{
	struct diag *x = arena_new(d->a, struct diag);
	x->code = code;
	x->severity = severity;
	x->at = at;
	x->text = text;
	x->help = help;
	d->count[severity]++;
	vec_push(d->a, &d->list, x);
	return x;
}

static void add_note(struct diags *d, struct diag *x, span at, const char *text)
{
	struct diag_note note = {at, text};
	vec_push(d->a, &x->notes, note);
}

#define DIAG(code, sev, slug, params, args, en, da, help_en, help_da)                              \
	struct diag *diag_##slug(struct diags *d, span at UNPACK params)                               \
	{                                                                                              \
		const char *text = d->lang == LANG_DA ? arena_printf(d->a, da UNPACK args)                 \
		                                      : arena_printf(d->a, en UNPACK args);                \
		return add(d, DIAG_##code, sev, at, text, help_##slug(d UNPACK args));                     \
	}
#define NOTE(slug, params, args, en, da)                                                           \
	void note_##slug(struct diags *d, struct diag *x, span at UNPACK params)                       \
	{                                                                                              \
		const char *text = d->lang == LANG_DA ? arena_printf(d->a, da UNPACK args)                 \
		                                      : arena_printf(d->a, en UNPACK args);                \
		add_note(d, x, at, text);                                                                  \
	}
#include "base/diag.def"
#undef DIAG
#undef NOTE

const struct diag_row diag_rows[] = {
#define DIAG(code, sev, slug, params, args, en, da, help_en, help_da)                              \
	{DIAG_##code,                                                                                  \
	 #slug,                                                                                        \
	 sev,                                                                                          \
	 {[LANG_DA] = da, [LANG_EN] = en},                                                             \
	 {[LANG_DA] = help_da, [LANG_EN] = help_en}},
#define NOTE(...)
#include "base/diag.def"
#undef DIAG
#undef NOTE
};

const unsigned diag_row_count = sizeof diag_rows / sizeof *diag_rows;

const struct diag_row *diag_row(enum diag_code code)
{
	unsigned i = 0;
	while (i < diag_row_count && diag_rows[i].code != code)
		i++;
	assert(i < diag_row_count);
	return &diag_rows[i];
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare(const struct diag *a, const struct diag *b)
{
	int by = compare_numbers(a->at.lo, b->at.lo);
	by = by ? by : compare_numbers(a->at.hi, b->at.hi);
	by = by ? by : compare_numbers(a->code, b->code);
	return by ? by : strcmp(a->text, b->text);
}

/* Merge sort, from pairs upwards: equal findings keep the order in which they were made, on every machine. */
static struct diag **sort(struct diag **from, struct diag **to, uint32_t n)
{
	for (uint32_t width = 1; width < n; width *= 2) {
		for (uint32_t lo = 0; lo < n; lo += 2 * width) {
			uint32_t middle = n - lo < width ? n : lo + width;
			uint32_t hi = n - lo < 2 * width ? n : lo + 2 * width;
			for (uint32_t k = lo, i = lo, j = middle; k < hi; k++) {
				bool left = i < middle && (j == hi || compare(from[i], from[j]) <= 0);
				to[k] = left ? from[i++] : from[j++];
			}
		}
		struct diag **swap = from;
		from = to;
		to = swap;
	}
	return from;
}

void diags_sort(struct diags *d)
{
	struct arena_mark mark = arena_mark(d->a);
	struct diag **spare = arena_array(d->a, struct diag *, d->list.n);
	const struct diag *const *sorted = (const struct diag *const *)sort(d->list.at, spare,
	                                                                    d->list.n);
	if (d->list.n && sorted != (const struct diag *const *)d->list.at)
		memcpy(d->list.at, sorted, d->list.n * sizeof *d->list.at);
	arena_reset(d->a, mark);
	memset(d->count, 0, sizeof d->count);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < d->list.n; i++) {
		struct diag *x = d->list.at[i];
		if (kept && compare(d->list.at[kept - 1], x) == 0)
			continue;
		d->list.at[kept++] = x;
		d->count[x->severity] += !x->accepted;
	}
	d->list.n = kept;
}
