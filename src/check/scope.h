/* SPDX-License-Identifier: MIT
 * A scope taken apart: what each line asks, which inputs it reads, and whom the service would include without some of it. */
#ifndef CHECK_SCOPE_H
#define CHECK_SCOPE_H

#include "check/ctx.h"

/* One thing that a scope asks: a member of an `alle` of the target group or the conditions, or a whole exclusion. */
struct part {
	const struct ex *when;
	bool shuts;      /* an exclusion: shuts out where it holds */
	uint32_t target; /* the line of the target group it belongs to, from 1; 0: none */
};

struct parts {
	VEC(struct part) list;
};

struct parts scope_parts(struct check_ctx *c, uint32_t service);
/* Where the part lets the case in (holes are columns). */
dd part_lets_in(struct check_ctx *c, const struct part *p);
/* By part, where it lets in: together, one line of the target group being enough (whom they disagree about, N3102 tells). */
dd scope_of_parts(struct check_ctx *c, const struct parts *p, const dd *lets_in);
/* Inside all parts but the dropped ones, for some way of settling holes. */
dd scope_without(struct check_ctx *c, const struct parts *p, const bool *dropped);
/* What the catalogue asks there, as a reader would quote it, and where. */
const char *part_words(struct check_ctx *c, const struct part *p);
span part_at(struct check_ctx *c, const struct part *p);

/* What an expression reads. */
struct reads {
	bool *input;    /* by input */
	bool elsewhere; /* another service's scope or answer */
	bool open;      /* something that nobody can answer */
};

struct reads reads_none(struct check_ctx *c);
void reads_add(struct check_ctx *c, struct reads *r, const struct ex *x);
/* What a block asks before it obliges: its scope and the conditions under the heading; and what is tied to it by `forudsat`. */
struct reads reads_of_block(struct check_ctx *c, uint32_t block, uint32_t heading);

/* Reads something, and nothing of what the block reads. */
bool part_is_extra(struct check_ctx *c, const struct reads *block, const struct part *p);

/* Where the block belongs to the service's legal basis; DD_FALSE: nowhere. */
dd stands_where(struct check_ctx *c, uint32_t service, uint32_t block);
/* Whom the service includes where none of its references to the law holds. */
dd without_basis(struct check_ctx *c, uint32_t service);
/*
 * Where an exclusion sends the case to a paragraph, or to a service that does: whether it is met there is not for this
 * service to say.
 */
dd sent_elsewhere(struct check_ctx *c, uint32_t service);
/* The heading of that name in either column: what statutes and checks both know by name. */
bool heading_is(const struct check_ctx *c, uint32_t heading, const char *da, const char *en);

/* A heading of the common vocabulary, by its name in either column; NONE. */
uint32_t heading_named(const struct check_ctx *c, const char *da, const char *en);
/* Where the service answers the yes/no heading with `value`. */
dd answered(struct check_ctx *c, uint32_t service, uint32_t heading, int64_t value);

#endif
