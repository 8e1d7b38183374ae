/* SPDX-License-Identifier: MIT
 *
 * The syntax tree of a rule file: what was written, before any name has a meaning. It is the same tree for the
 * Danish and the English column. Nodes live in the session's arena, nothing is owned, nothing is freed.
 *
 * Every node knows its place. A part that the text leaves out is NULL, 0 or an empty vec; a part that the
 * parser could not read is EXPR_BAD and has been reported, so that later floors stay silent about it.
 */
#ifndef FRONT_AST_H
#define FRONT_AST_H

#include "base/diag.h"
#include "base/intern.h"
#include "base/num.h"
#include "base/source.h"
#include "base/vec.h"

/* A name where it stands. */
struct name {
	name_id id; /* 0: left out */
	span at;
};

typedef VEC(struct name) name_list;

/* A string as prose: NFC, white space folded; at covers the quotes. p is NULL where none was written. */
struct prose {
	struct str text;
	span at;
};

/* a.b: names joined by dots. */
struct path {
	span at;
	name_list names;
};

/* `barnets_lov § 32, stk. 1, nr. 7`: law 0 where only the paragraph is written. */
struct ref {
	span at;
	struct name law;
	const char *para; /* canonical: "§ 32, stk. 1, nr. 7" */
};

typedef VEC(struct ref) ref_list;

/* `kilde "heading": "phrase"` */
struct citation {
	span at;
	struct prose heading, phrase;
};

typedef VEC(struct citation) citation_list;

/* A date in a period or a row; missing = `mangler`. */
struct day {
	span at;
	bool given, missing;
	int64_t day;
	struct prose vague; /* after mangler */
};

struct period {
	span at; /* SPAN_NONE: none written */
	struct day from, to;
};

/* ---- units ---------------------------------------------------------------------------------------------- */

enum per_kind { PER_UNIT, PER_MISSING };

/* One `pr. …`: `pr. måned`, `pr. rullende 6 måneder`, `pr. 14 dage`, `pr. mangler "…"`. */
struct per {
	enum per_kind kind;
	span at;
	bool rolling;
	struct num amount; /* 1 where none is written */
	struct name unit;
	struct prose vague; /* after mangler */
};

/* `kr pr. måned`. unit.id 0: no unit written. */
struct unit_ref {
	span at;
	struct name unit;
	VEC(struct per) per;
};

/* ---- expressions ---------------------------------------------------------------------------------------- */

enum rel {
	REL_AT_LEAST, /* mindst >= */
	REL_AT_MOST,  /* højst <= */
	REL_ABOVE,    /* over > */
	REL_BELOW,    /* under < */
	REL_REACHED,  /* fyldt >= */
	REL_EXACTLY,  /* præcis */
	REL_LATEST,   /* senest */
	REL_EARLIEST, /* tidligst */
	REL_IS,       /* er, = */
	REL_IS_NOT,   /* er ikke */
};

enum tie { TIE_OPEN, TIE_UP, TIE_DOWN };

enum group_kind { GROUP_ALL, GROUP_ONLY_ALL, GROUP_ANY, GROUP_COUNT };

enum expr_kind {
#define EXPR(KIND, member) EXPR_##KIND,
#include "front/ast.def"
#undef EXPR
};

struct expr;
typedef VEC(struct expr *) expr_list;

/* `når c` or `medmindre c` */
struct cond {
	span at;
	bool unless;
	struct expr *expr;
};

typedef VEC(struct cond) cond_list;

struct bullet {
	span at;
	struct expr *expr;
	cond_list conds;
	citation_list sources;
};

struct expr {
	enum expr_kind kind;
	span at;
	uint32_t depth; /* of formulas inside each other: parentheses, terms of a sum, conversions */
	union {
		char none; /* kinds without a part of their own */
		/* `15 timer pr. måned`, `8`, `mangler "få timer"`, `højst 14 døgn pr. mangler` */
		struct {
			bool missing;
			struct prose vague;
			struct num amount;
			struct str digits; /* as written, for the printer */
			struct unit_ref unit;
		} quantity;
		int64_t day;    /* DATE */
		int64_t minute; /* CLOCK: minutes after midnight */
		struct prose string;
		struct {
			struct path path;
			struct path at_event; /* `alder ved løsladelse`; empty */
			bool event_missing;   /* `alder ved mangler "…"` */
			struct prose vague;
		} path;
		struct {
			struct name name;
			expr_list args;
		} call;
		struct name rate;   /* `sats NAME` */
		struct expr *turns; /* `fylder 18 år`: the QUANTITY */
		struct {
			bool by_missing;
			struct name by; /* `efter vurdering af ACTOR` */
			struct prose vague;
		} assessed;
		struct expr *inner; /* NOT, NEG, PAREN */
		/* a flat list of og/eller; ops[i] stands between items i and i + 1 */
		struct {
			expr_list items;
			VEC(bool) is_or;
		} chain;
		struct {
			struct expr *left; /* NULL: understood */
			enum rel rel;
			struct expr *right;
		} compare;
		struct {
			struct expr *left; /* NULL: understood */
			struct expr *from, *to;
		} range;
		struct {
			struct expr *left; /* NULL: understood */
			bool negated;
			expr_list items;
		} in;
		struct name covered;
		struct {
			enum group_kind kind;
			enum rel rel; /* COUNT */
			struct num count;
			VEC(struct bullet) bullets;
		} group;
		struct {
			char op; /* + - * / */
			struct expr *left, *right;
		} binary;
		struct {
			struct expr *percent; /* QUANTITY with the unit % */
			struct expr *of;
		} share;
		/* `12 uger efter ansøgning` */
		struct {
			struct expr *length;
			bool before;
			bool event_missing;
			struct prose vague;
			struct path event;
		} moment;
		struct {
			struct expr *value, *step;
			enum tie tie;
		} round;
		struct {
			struct expr *value;
			struct unit_ref unit;
		} convert;
	} u;
};

/* Bytes of a node of this kind: it is allocated no larger, so nodes are copied by expr_copy() alone. */
size_t expr_size(enum expr_kind kind);
/* A shallow copy with room for any kind. */
struct expr *expr_copy(struct arena *a, const struct expr *e);

/* ---- provisions ----------------------------------------------------------------------------------------- */

enum strength { STRENGTH_TYPICAL, STRENGTH_AS_A_RULE, STRENGTH_PLAIN, STRENGTH_MANDATORY };

enum cell_kind { CELL_ANY, CELL_OTHERWISE, CELL_VALUE };

struct cell {
	enum cell_kind kind;
	span at;
	bool has_strength;
	enum strength strength;
	struct expr *expr; /* CELL_VALUE */
};

struct row {
	span at;
	VEC(struct cell) cells; /* the last one is the value */
};

struct table {
	span at;
	VEC(struct path) columns;
	VEC(struct row) rows;
};

/* The value of a provision or exception: an expression or a table, never both; neither where it was bad. */
struct body {
	span at;
	bool has_strength;
	enum strength strength;
	struct expr *value;
	struct table *table;
};

/* `henvises til T`: a service or heading by path, a reference, or missing. */
struct referral {
	span at;
	bool missing;
	struct prose vague;
	struct path path;
	struct ref ref; /* para NULL where it is a path */
};

/* A provision `label: …`, or one of its exceptions `dog …` (label.id 0). */
struct provision {
	span at;
	struct name label;
	struct body body;
	cond_list conds;
	struct period valid;
	ref_list under; /* `efter REF` */
	VEC(struct referral) referrals;
	bool unverified;
	citation_list sources;
	VEC(struct provision *) exceptions;
};

enum item_kind { ITEM_PROVISION, ITEM_WITH };

struct item {
	enum item_kind kind;
	span at;
	struct provision *provision;
	name_list with;
};

struct block {
	span open, close; /* the braces */
	VEC(struct item) items;
};

/* ---- declarations --------------------------------------------------------------------------------------- */

enum type_kind { TYPE_YES_NO, TYPE_UNIT, TYPE_ONE_OF, TYPE_ACTOR, TYPE_SERVICE };

/* A value that a type lists. `uklart` may list numbers: `en af { 2, 3 } dage`. */
struct choice {
	span at;
	struct name name; /* id 0: a number */
	struct num number;
	struct str digits;
};

struct type {
	enum type_kind
		kind; /* `dato`, `klokkeslæt`, `tekst`, `frist` are TYPE_UNIT until they are resolved */
	span at;
	struct unit_ref unit; /* TYPE_UNIT; TYPE_ONE_OF of numbers */
	bool bounded;
	struct expr *from, *to; /* QUANTITY, NEG of QUANTITY, DATE or CLOCK, when bounded */
	bool ordered;           /* `let < moderat` */
	VEC(struct choice) choices;
};

enum better { BETTER_NONE, BETTER_HIGHEST, BETTER_LOWEST, BETTER_EARLIEST, BETTER_LATEST };

struct head_ref {
	struct ref ref;
	struct expr *when; /* NULL: always */
};

/* `label: value` in the header of a catalogue or a law. */
struct header_entry {
	span at;
	struct name label;
	struct prose text; /* text.p NULL: something else */
	struct name name;  /* a name such as vejledende */
	struct num number;
	struct str digits; /* as written, for the printer */
	struct day day;    /* a date */
	struct period period;
	ref_list refs;
	enum {
		HEADER_TEXT,
		HEADER_NAME,
		HEADER_NUMBER,
		HEADER_DAY,
		HEADER_PERIOD,
		HEADER_REFS,
		HEADER_MISSING
	} kind;
};

/* `2023: 974` or `fra 2024-01-01 til …: 1.005` */
struct rate_row {
	span at;
	int year; /* 0: dates */
	struct day from, to;
	struct expr *value;
	bool unverified;
	citation_list sources;
};

enum answer_kind {
	ANSWER_VALUE,
	ANSWER_MAIN_RULE,    /* hovedregel */
	ANSWER_LEFT,         /* tilbage 3 samtaler */
	ANSWER_UNDETERMINED, /* ubestemt a, b */
	ANSWER_CONFLICT,
	ANSWER_OUTSIDE, /* udenfor [names] [henvises til …] */
	ANSWER_UNCLEAR, /* uklart x { a: … b: … } */
};

struct answer;

struct reading_answer {
	span at;
	struct name reading;
	struct answer *answer;
};

struct answer {
	enum answer_kind kind;
	span at;
	struct body body; /* VALUE, MAIN_RULE, LEFT */
	name_list names;  /* UNDETERMINED, OUTSIDE; UNCLEAR: one */
	VEC(struct referral) referrals;
	VEC(struct reading_answer) readings;
};

enum example_kind { EXAMPLE_INPUT, EXAMPLE_GIVES, EXAMPLE_USED };

/* One line of an `eksempel`. INPUT: `path.names[0]: answer`; GIVES and USED: `giver S.heading: answer`. */
struct example_line {
	enum example_kind kind;
	span at;
	struct path path;
	struct answer *answer;
};

enum decl_kind {
#define DECL(KIND, da, en) DECL_##KIND,
#include "front/ast.def"
#undef DECL
	DECL_KIND_COUNT
};

struct decl {
	enum decl_kind kind;
	span at;   /* from the first word to the end */
	span head; /* the first word and the name: what a message underlines */
	struct name name;
	struct prose title; /* the string after the name; the question of an input */
	union {
		struct { /* CATALOGUE, LAW */
			VEC(struct header_entry) header;
		} catalogue;
		struct {              /* PARAGRAPH: a block of the nearest `lov` before it in the file */
			const char *para; /* canonical "§ 32, stk. 1" */
			struct block block;
		} paragraph;
		struct {                /* UNIT */
			struct name plural; /* id 0: same as singular */
			bool converts;
			struct num factor; /* = factor `of` */
			struct name of;
		} unit;
		struct { /* FACT, ASSESSMENT, UNCLEAR */
			struct type type;
			name_list by;                       /* af ACTOR eller ACTOR */
			bool by_missing;                    /* af mangler */
			struct prose phrase_yes, phrase_no; /* som "…" / "…" */
			VEC(struct prose) phrases; /* one for each choice, where more than two are given */
			citation_list sources;
		} input;
		struct expr *concept;
		struct { /* RATE */
			struct type type;
			struct path at_event;
			VEC(struct rate_row) rows;
		} rate;
		struct { /* OUTCOME */
			struct type type;
			bool about_case, several, required;
			enum better better;
			struct expr *required_when;
		} outcome;
		struct { /* CLAUSE */
			bool supplementary;
			struct block block;
		} clause;
		struct { /* SERVICE */
			VEC(struct head_ref) under;
			struct block block;
		} service;
		struct { /* GIVEN, ALWAYS, NEVER */
			struct expr *expr;
			cond_list conds;
		} rule;
		struct { /* EXAMPLE */
			VEC(struct example_line) lines;
		} example;
		struct { /* ACCEPT */
			struct name code;
			struct path place;
			struct ref ref; /* para NULL where the place is a path */
			struct prose reason, minute;
			struct day until;
		} accept;
	} u;
};

/* One file. Declarations stand in source order; broken ones are left out, their whole provisions kept. */
struct ast_file {
	const struct source *source;
	enum lang lang; /* the keyword column */
	VEC(struct decl *) decls;
	name_list
		broken; /* declared, but not readable and so not in decls: later floors stay silent about them */
	VEC(span) comments; /* each `# …` to its line end, sorted */
};

#endif
