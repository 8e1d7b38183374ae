/* SPDX-License-Identifier: MIT
 *
 * Shared by the files of the citizen's page: citizen.c (the page), citizen_index.c (the ways in), citizen_service.c (what
 * one service says), citizen_rule.c (one provision).
 */
#ifndef EMIT_CITIZEN_PART_H
#define EMIT_CITIZEN_PART_H

#include "base/html.h"
#include "emit/prose.h"
#include "space/space.h"

enum part {
#define PART(id, da, en) PART_##id,
#include "emit/citizen.def"
#undef PART
	PARTS
};

/* A point of a part: finished HTML. Points of one label stand together. */
struct point {
	enum part part;
	const char *label; /* "": the part's title says it */
	const char *html;  /* the inside of a list item */
};

struct points {
	VEC(struct point) list;
};

struct citizen {
	struct space *s;
	const struct model *m;
	struct arena *a;
	const char *remark;    /* of a guiding catalogue; "" */
	struct points *points; /* by service */
	struct points shared;  /* what every service says: said once */
};

const char *citizen_title(const struct citizen *c, uint32_t service);
/* "barnets lov § 32, stk. 1" */
const char *citizen_law(const struct citizen *c, const char *law, const char *para);

/* ---- citizen_rule.c */

/* Where a heading stands, and its label ("" where none is needed). */
enum part citizen_place(const struct citizen *c, uint32_t heading, const char **label);
/* "hvornår du får svar": what is not said where the heading is not answered. */
const char *citizen_about(const struct citizen *c, uint32_t heading);
/* What a statement says, without a condition: "højst 8 samtaler", "Du har ret til hjælpen". */
const char *citizen_value(const struct citizen *c, const struct statement *st,
                          const struct slot *slot);
/* One provision with its condition, exceptions and table, as the inside of a list item; NULL: nothing to show. */
const char *citizen_provision(const struct citizen *c, uint32_t provision);
/* A condition as a point: a sentence, or what its list is about and the list. */
void citizen_clause(const struct citizen *c, struct text *t, const struct clause *x);
/* A condition as a list: "<ul>…</ul>". */
void citizen_list(const struct citizen *c, struct text *t, const struct clause *x);

/* ---- citizen_service.c */

const char *citizen_part(const struct citizen *c, enum part part);
/* What the headings say, and then what is open, judged and the law, of what not every service says. */
struct points citizen_points(struct citizen *c, uint32_t service);
/* What every service says. */
void citizen_shared(const struct citizen *c, struct text *t);
void citizen_rest(struct citizen *c, struct points *out, uint32_t service);
bool citizen_says(const struct points *list, const struct point *p);
void citizen_service(const struct citizen *c, struct text *t, uint32_t service);

/* ---- citizen_index.c */
void citizen_index(struct citizen *c, struct text *t);
/* "12–17 år"; NULL where age makes no difference or cannot be told. */
const char *citizen_ages(struct citizen *c, uint32_t service);

#endif
