/* SPDX-License-Identifier: MIT
 *
 * Units are types. A unit has a dimension (money, day, month, minute, percent, or a counted thing) and an exact
 * number of that dimension's grains; values are kept in grains: øre, days, months, minutes, percent, pieces.
 * Converting is exact or refused: a month is not 30 days (language.md, section 1.6; semantics.md, S7 and S8).
 */
#ifndef MEANING_UNIT_H
#define MEANING_UNIT_H

#include "base/intern.h"
#include "base/num.h"
#include "base/vec.h"

enum dimension {
	DIM_NUMBER, /* no unit */
	DIM_MONEY,  /* grain: øre */
	DIM_DAY,
	DIM_MONTH,
	DIM_MINUTE,
	DIM_PERCENT,
	DIM_COUNTED /* this and above: one for each counted unit */
};

struct unit {
	name_id name, plural;
	const char *text, *texts; /* singular and plural as people write them */
	uint32_t dim;
	struct num grains; /* of one unit */
	bool builtin;
};

struct units {
	VEC(struct unit) list;
	uint32_t dims; /* next free dimension */
};

/* `pr. måned`, `pr. rullende 6 måneder`, `pr. mangler`: as the divisor of a rate, or as the window of a limit. */
struct window {
	bool missing, rolling;
	uint32_t dim;
	struct num length; /* in grains */
	uint32_t unit;     /* for display */
	struct num amount; /* of that unit, for display */
};

#define MEASURE_WINDOWS 3

/* What a quantity is measured in. */
struct measure {
	uint32_t dim;
	uint32_t unit; /* for display: index into units */
	uint32_t windows;
	const struct window
		*per; /* `windows` of them, at most MEASURE_WINDOWS; never changed once made */
};

/* kr, øre, dag, uge, måned, år, minut, time, % and their English names. */
void units_builtin(struct arena *a, struct units *u, struct intern *names);
/* Index, or -1. Abbreviations (`t`, `min`) are not units. */
int unit_find(const struct units *u, name_id name);
bool measure_same(const struct measure *a,
                  const struct measure *b); /* same dimension and windows */
/* The same of two models with one name table: counted units by name. */
bool measure_alike(const struct units *u, const struct measure *x, const struct units *v,
                   const struct measure *y);
/* n grains written in the measure's unit: "15 timer pr. måned", "5.348 kr". */
const char *measure_text(struct arena *a, const struct units *u, struct num n,
                         const struct measure *m, enum num_style style);
/* Only the unit and windows: "timer pr. måned". */
const char *measure_name(struct arena *a, const struct units *u, const struct measure *m,
                         enum num_style style);

#endif
