/* SPDX-License-Identifier: MIT
 *
 * Cases from files. Names of inputs are those of the catalogue or their ASCII forms, without regard to case; what is
 * null, empty or absent is unknown. Everything that cannot be understood is a finding at its place, and such a case
 * is not answered; the others are.
 */
#ifndef TOOL_CASE_H
#define TOOL_CASE_H

#include "tool/asking.h"

/* One value as a file gives it. */
struct datum {
	enum { DATUM_UNKNOWN, DATUM_BOOL, DATUM_NUMBER, DATUM_TEXT } kind;
	bool yes;
	struct num number;
	struct str text;
	span at;
};

struct case_file {
	int64_t *values; /* by input */
	bool *known;
	VEC(struct used_m) used;
	span at;
	bool broken; /* a finding says why */
};

/* What is done with each case, in the order of the file; the case is gone afterwards. */
typedef void case_fn(void *ctx, struct case_file *c);

/* A case about which nothing is known. */
struct case_file case_new(struct asking *q, span at);
/* One input; at: the place of its name. */
void case_set(struct asking *q, struct case_file *c, struct str name, span at,
              const struct datum *d);
/* What is used already of "service.heading". */
void case_use(struct asking *q, struct case_file *c, struct str place, span at,
              const struct datum *d);

/* One case as JSON; "-" is standard input. False where the file cannot be read. */
bool case_read_json(struct asking *q, const char *path, case_fn *each, void *ctx);
/* One case a line: JSON lines, or CSV where the file's name ends so. */
bool case_read_many(struct asking *q, const char *path, case_fn *each, void *ctx);
bool case_read_csv(struct asking *q, const struct source *f, case_fn *each, void *ctx);
/*
 * The stored value of a cell, not looked up among names (VT_ENUM, VT_ACTOR, VT_SERVICE: false), nor held against the
 * bounds. No finding.
 */
bool case_value(const struct model *m, const struct input *in, struct str text, int64_t *out);
/* What kind of value the input has, for a message: "et antal timer". */
const char *case_kind(const struct asking *q, const struct input *in);
/* The i-th name of the type's values; NULL after the last. */
const char *case_name(const struct model *m, const struct type_m *t, uint32_t i);
/* The input of that name; NONE after a finding. */
uint32_t case_input(struct asking *q, struct str name, span at);
/* Text in Windows-1252 as UTF-8, in `a`. */
struct str case_windows(struct arena *a, struct str s);
/* Without blanks at either end. */
struct str case_trim(struct str s);

#endif
