/* SPDX-License-Identifier: MIT
 *
 * Private to the DMN target: the decisions of a catalogue as tables of FEEL texts. dmn.c fills them from the rows,
 * dmn_input.c says what a case is asked for, dmn_xml.c writes the file, dmn_draw.c places the boxes.
 */
#ifndef EMIT_DMN_PART_H
#define EMIT_DMN_PART_H

#include "base/map.h"
#include "emit/plan.h"
#include "emit/rows.h"

#define DMN_ROWS 4000 /* of one table; a modeler shows some hundreds with ease */
#define DMN_EXACT                                                                                  \
	(INT64_C(1) << 53) /* engines compute in doubles: whole numbers up to here are exact */

enum dmn_type { DMN_STRING, DMN_BOOLEAN, DMN_NUMBER };

/* What a case tells. */
struct dmn_input {
	const char *name, *label, *description;
	enum dmn_type type;
	const char *allowed; /* unary tests */
	uint32_t input;      /* of the model; NONE: computed from dates by the caller */
	uint32_t column;     /* of the space; NONE */
};

/* A column of the space in FEEL. */
struct dmn_column {
	const char *expression, *label;
	enum dmn_type type;
	VEC(uint32_t) inputs; /* numbers of dmn_input */
	bool made;
};

struct dmn_head {
	const char *text, *label; /* an input's expression, an output's name */
	enum dmn_type type;
};

struct dmn_row {
	const char **in, **out,
		**notes; /* FEEL, FEEL, text; NULL: a free cell, no value, nothing to say */
};

struct dmn_table {
	VEC(struct dmn_head) in, out;
	bool noted; /* with annotations */
	VEC(struct dmn_row) rows;
};

struct dmn_decision {
	const char *id, *name, *label, *question, *description;
	uint32_t service; /* NONE */
	uint32_t step;    /* 0: what is given, 1: the case, 2: the scope, 3: an answer */
	VEC(uint32_t) inputs, decisions, laws;
	struct dmn_table table;
};

struct dmn_law {
	const char *name;
};

/* A `forudsat`: its diagram and its decision. */
struct dmn_given {
	dd f;
	uint32_t decision;
};

struct dmn {
	struct space *s;
	const struct model *m;
	struct plan *p; /* only its words: nothing is gathered in it */
	struct arena *a;
	struct diags *d;
	struct map names;
	VEC(struct dmn_input) inputs;
	struct dmn_column *columns; /* by column of the space */
	uint32_t *input_at;         /* by input of the model; NONE */
	VEC(struct dmn_law) laws;
	VEC(struct dmn_given) given;
	VEC(struct dmn_decision) decisions;
	VEC(const char *) left_out; /* sentences */
	bool danish;
};

enum dmn_note { DMN_NOTE_SOURCE, DMN_NOTE_PLACE, DMN_NOTE_LAW, DMN_NOTES };

static inline const char *dmn_say(const struct dmn *d, const char *danish, const char *english)
{
	return d->danish ? danish : english;
}

/* A name that no other has and that FEEL reads as one name. */
const char *dmn_name(struct dmn *d, const char *ascii);
/* A FEEL string. */
const char *dmn_quote(struct dmn *d, const char *s);
/* The column, and its inputs, made when first asked for. */
struct dmn_column *dmn_column_of(struct dmn *d, uint32_t column);
/* The unary tests of a cell. */
const char *dmn_cell(struct dmn *d, const struct row_cell *cell);
/* What a reading is called as long as nobody has chosen one. */
const char *dmn_open(const struct dmn *d);
void dmn_draw(const struct dmn *d, struct text *t);
void dmn_write(const struct dmn *d, struct text *t);
/* The identifier of a requirement: used by its edge, too. */
const char *dmn_edge(const struct dmn *d, uint32_t decision, const char *kind, uint32_t other);

#endif
