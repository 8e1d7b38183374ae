/* SPDX-License-Identifier: MIT
 * Shared by the families of checks: the context of a run, and the tail that every finding gets. */
#ifndef CHECK_CTX_H
#define CHECK_CTX_H

#include "check/check.h"
#include "meaning/words.h"
#include "space/describe.h"

struct check_ctx {
	struct space *s;
	const struct model *m;
	struct diags *d;
	struct arena *a;
	dd domain;        /* what is given, on the days looked at */
	int64_t from, to; /* those days */
	int64_t today;
	uint8_t *open; /* by slot: what neither diagrams nor boxes decided */
};

enum { OPEN_CONFLICTS = 1, OPEN_GAPS = 2 };

#define CHECK(name, what) void check_##name(struct check_ctx *c);
#include "check/check.def"
#undef CHECK

/* Where the finding stands: breadcrumb, paragraph, identity. heading and provision may be NONE. */
void finding_at(struct check_ctx *c, struct diag *x, uint32_t service, uint32_t heading,
                uint32_t provision);
/* The person, from a witness that exists; readings that it needs become notes. */
void finding_person(struct check_ctx *c, struct diag *x, const struct witness *w);
/* Somebody who meets the rule; without one, the finding stands without a person. */
void finding_person_for(struct check_ctx *c, struct diag *x, uint32_t rule);
/* One more person, as a note. */
void finding_also(struct check_ctx *c, struct diag *x, const struct witness *w);
/* The same, found; false where nobody can be like that (then nothing should be reported). */
bool finding_witness(struct check_ctx *c, dd f, struct witness *w);

/* What rests on an unverified fact of a statute is never more than a warning, and says so. */
void finding_unverified(struct check_ctx *c, struct diag *x);

/* The part of f inside the domain. */
dd in_domain(struct check_ctx *c, dd f);
/* Inside a service's scope for some way of settling holes; the domain included. */
dd inside_of_service(struct check_ctx *c, uint32_t service);
/* Where the provision's heading is asked for: the scope, or everywhere for `om sagen`. */
dd asked_for(struct check_ctx *c, uint32_t service, uint32_t heading);
/*
 * Past a diagram's budget: the first part of `asked` where none of n conditions (without holes) holds and somebody can be.
 * DD_FALSE: there is none; DD_BAD: not decided.
 */
dd hole_by_boxes(struct check_ctx *c, const dd *f, uint32_t n, dd asked);
/* Somebody can be there. A region that only impossible people fill counts as empty; undecided as filled. */
bool is_possible(struct check_ctx *c, dd f);

/* The statement of a rule in a slot; NULL where it has none. */
const struct statement *statement_in(const struct model *m, uint32_t rule, uint32_t slot);
/* `ingen`, or at most 0: the same in every period. */
bool is_nothing(const struct statement *st);
/* What a rule says in a slot, with its strength, in words. */
const char *rule_words(struct check_ctx *c, uint32_t rule, uint32_t slot);

/* One of the heading's provisions is a table: its holes have a finding of their own. */
bool has_table(const struct check_ctx *c, const struct heading_use *u);
/* The reference evaluator finds no value under the heading, either. */
bool has_no_value(const struct check_ctx *c, uint32_t service, uint32_t heading,
                  const int64_t *values);

/* What `gælder` became: days and nothing else. */
bool is_period(const struct ex *x);
/* The provision's `gælder` lies outside the days looked at. */
bool outside_validity(const struct check_ctx *c, const struct provision_m *p);
/* `pr. mangler` */
bool misses_window(const struct measure *m);
/* The limit of an exception that may give less than its base (semantics P6); NULL. */
const struct statement *weaker_exception(const struct model *m, uint32_t provision);

/* A deadline whose length is known, but not from when it is counted. */
bool lacks_start(const struct model *m, const struct statement *st);
/* What an exception from a deadline says where it leaves the time open; NULL. */
const struct statement *endless_exception(const struct model *m, uint32_t rule);

/* Our own bug, not the user's: ends the process. */
_Noreturn void check_bug(const char *what, const char *where);

/* Every person is shown to the reference evaluator before it is printed: `seen` is what it saw. */
static inline void confirm(bool seen, const char *what, const char *where)
{
	if (!seen)
		check_bug(what, where);
}

#endif
