/* SPDX-License-Identifier: MIT
 *
 * Inside the printer: what print.c (lines and comments), print_expr.c, print_provision.c and print_decl.c share.
 */
#ifndef FRONT_PRINTER_H
#define FRONT_PRINTER_H

#include "front/front.h"
#include "front/print.h"
#include "parser.h"

#define PRINT_WIDTH 100
#define PRINT_INDENT 4

struct printer {
	struct text *out;
	const struct ast_file *file; /* NULL: one expression on one line, without comments */
	const struct intern *names;
	enum lang from, to;
	uint32_t comment; /* the next one to be written */
	uint32_t indent;
	bool opened; /* the line ends with an opening brace: no blank line after it */
};

/* A state to which the printer can go back. */
struct printer_mark {
	size_t n;
	uint32_t comment;
	bool opened;
};

struct printer_mark printer_mark(const struct printer *p);
void printer_reset(struct printer *p, struct printer_mark mark);
/* True where a line written since the mark is too wide. */
bool printer_too_wide(const struct printer *p, struct printer_mark mark);

/* Begin the line of the node that stands at `at`; comments before it come first. */
void put_line(struct printer *p, uint32_t at);
/* ` {` and one level deeper; the line of `}` and back. */
void put_open(struct printer *p);
void put_close(struct printer *p, span whole);

/* True where an empty line stands before the node: labels are aligned from one to the next. */
bool begins_run(const struct printer *p, uint32_t at);
/* `label: `, with blanks to the width of the longest label of its run. */
void put_label(struct printer *p, struct name label, size_t width);
size_t label_width(struct printer *p, struct name label); /* 0: too long to align with */

void put(struct printer *p, const char *s);
void put_word(struct printer *p, int token); /* the keyword in the column */
void put_name(struct printer *p, struct name name);
void put_names(struct printer *p, const name_list *names);
void put_path(struct printer *p, const struct path *path);
void put_prose(struct printer *p, struct prose text);
void put_number(struct printer *p, struct num n, struct str digits);
void put_unit_name(struct printer *p, struct name unit, bool plural);
void put_ref(struct printer *p, const struct ref *ref);
void put_refs(struct printer *p, const struct ref *refs, uint32_t n);
void put_day(struct printer *p, const struct day *day);
void put_period(struct printer *p, const struct period *period);
void put_missing(struct printer *p, struct prose vague);

void put_expr(struct printer *p, const struct expr *e);
void put_unit(struct printer *p, const struct unit_ref *unit, bool plural);
void put_conds(struct printer *p, const struct cond *conds, uint32_t n);
void put_source(struct printer *p, const struct citation *c);
void put_sources(struct printer *p, const citation_list *sources); /* each after a blank */

void put_block(struct printer *p, const struct block *block);
void put_strength(struct printer *p, bool has, enum strength strength);
void put_body(struct printer *p, const struct body *body);
void put_referrals(struct printer *p, const struct referral *targets, uint32_t n);

void put_example(struct printer *p, int token, const struct decl *x);
void put_decl(struct printer *p, const struct decl *x);

#endif
