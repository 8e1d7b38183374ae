/* SPDX-License-Identifier: MIT
 *
 * Findings: what is wrong, where, why it matters, an example person, what to do. Every finding is one row of
 * diag.def with its Danish and English text; each row becomes one typed function diag_<slug>(), whose arguments
 * the compiler checks against both texts. This module collects; render.c prints.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/num.h"
#include "base/source.h"

enum lang { LANG_DA, LANG_EN };

enum severity { SEV_NOTE, SEV_WARNING, SEV_ERROR };

enum diag_code {
#define DIAG(code, ...) DIAG_##code = 1##code - 10000, /* 0101 is no octal number */
#define NOTE(...)
#include "base/diag.def"
#undef DIAG
#undef NOTE
};

/* A second place, or a remark without one (SPAN_NONE). */
struct diag_note {
	span at;
	const char *text;
};

struct diag {
	enum diag_code code;
	enum severity severity;
	span at;              /* SPAN_NONE: about the world, not about a text */
	const char *text;     /* what is wrong, in the session's language */
	const char *help;     /* what to do; NULL where the page says it all */
	const char *crumb;    /* catalogue › service › heading; NULL */
	const char *law;      /* the paragraph of law; NULL */
	const char *witness;  /* the example person; NULL */
	const char *identity; /* stable place `service.heading` for accepter and fingerprints; NULL */
	const char *fingerprint; /* of code, identity and values; NULL where it cannot be accepted */
	bool accepted;           /* by an `accepter`: shown apart, never counted */
	VEC(struct diag_note) notes;
};

struct diags {
	struct arena *a;
	enum lang lang;
	VEC(struct diag *) list;
	uint32_t count[SEV_ERROR + 1];
	uint32_t hidden; /* taken out of the list, because they were not asked for */
};

/* One function a row: struct diag *diag_<slug>(struct diags *, span at, ...). The result may be completed. */
#define UNPACK(...) __VA_ARGS__
#define DIAG(code, sev, slug, params, args, en, da, help_en, help_da)                              \
	struct diag *diag_##slug(struct diags *d, span at UNPACK params);
#define NOTE(slug, params, args, en, da)                                                           \
	void note_##slug(struct diags *d, struct diag *x, span at UNPACK params);
#include "base/diag.def"
#undef DIAG
#undef NOTE

/* Facts of a row, for `explain` and for the registries of SARIF. */
struct diag_row {
	enum diag_code code;
	const char *slug;
	enum severity severity;
	const char *text[2], *help[2]; /* by enum lang, as written in diag.def */
};
extern const struct diag_row diag_rows[];
extern const unsigned diag_row_count;
const struct diag_row *diag_row(enum diag_code code); /* never NULL for a code of the enum */

/* Sorted by place, then code, then text; equal findings at one place are one. */
void diags_sort(struct diags *d);
static inline bool diags_errors(const struct diags *d)
{
	return d->count[SEV_ERROR] > 0;
}

#endif
