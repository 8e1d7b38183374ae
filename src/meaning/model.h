/* SPDX-License-Identifier: MIT
 *
 * The model: what the rules of one catalogue say, with every name bound, every unit checked and every exception
 * attached to its provision. resolve.c makes it from the trees; from then on it is const, and the reference
 * evaluator, the case space, the checks and the emitters read nothing else.
 *
 * Things are numbered in source order (files by path), and the numbers index the vecs below. A place is a span of
 * the session's number line. Broken parts are absent or EX_BAD, and have been reported.
 */
#ifndef MEANING_MODEL_H
#define MEANING_MODEL_H

#include "front/ast.h"
#include "meaning/unit.h"

#define NONE UINT32_MAX

/* ---- types and inputs ----------------------------------------------------------------------------------- */

enum value_type {
	VT_BAD,
	VT_BOOL,
	VT_QUANTITY,
	VT_DATE,
	VT_CLOCK,
	VT_ENUM,
	VT_ACTOR, /* a set of actors where it is an outcome */
	VT_SERVICE,
	VT_TEXT,     /* outcomes only */
	VT_DEADLINE, /* outcomes only */
};

struct choice_m {
	name_id name;
	const char *text;   /* as written */
	const char *phrase; /* for the person; NULL */
	struct num number;  /* of a numeric `uklart`, in grains */
	span at;
};

struct type_m {
	enum value_type vt;
	struct measure measure; /* VT_QUANTITY; a numeric ENUM */
	struct num grain;       /* grains in one step of an input: 12 months for `år`, else 1 */
	int64_t lo, hi;         /* of an input: its least and greatest stored value */
	bool bounded;           /* the text states the bounds */
	bool ordered, numeric;  /* ENUM */
	VEC(struct choice_m) choices;
};

enum input_kind {
	INPUT_FACT,
	INPUT_ASSESSMENT,
	INPUT_UNCLEAR,   /* a reading: only the council settles it; never known in a case */
	INPUT_CASE_DATE, /* sagsdato: always input 0 */
};

/*
 * Values of inputs are 64-bit integers: ja 1 / nej 0, the choice's index, the actor's or service's index, day
 * numbers, minutes after midnight, or a quantity in steps of its grain.
 */
struct input {
	name_id name;
	const char *text;     /* the name as written */
	const char *ascii;    /* for integrators */
	const char *question; /* NULL */
	enum input_kind kind;
	struct type_m type;
	VEC(uint32_t) by; /* assessments: actors */
	bool by_missing;
	const char *phrase_yes, *phrase_no; /* NULL */
	bool tie;                /* an anonymous reading: half-way values up (0) or down (1) */
	bool used;               /* some expression reads it */
	const struct decl *decl; /* NULL for sagsdato and ties */
	span at;
};

struct actor {
	name_id name;
	const char *text, *title, *ascii;
	const struct decl *decl;
	bool used;
};

/* ---- rates ---------------------------------------------------------------------------------------------- */

struct rate_row_m {
	int64_t from, to; /* days, both ends in */
	struct ex *value;
	bool unverified;
	span at;
};

struct rate_m {
	name_id name;
	const char *text;
	struct type_m type;
	uint32_t at_input;           /* the input whose date selects the row: sagsdato or `ved EVENT` */
	VEC(struct rate_row_m) rows; /* sorted, never overlapping */
	const struct decl *decl;
	bool used;
};

/* ---- expressions ---------------------------------------------------------------------------------------- */

enum ex_kind {
	EX_BAD,
	/* values */
	EX_CONST,   /* number: a quantity in grains, or an index, day, minute, bool */
	EX_ACTORS,  /* a set of actors */
	EX_INPUT,   /* index */
	EX_HEADING, /* S.heading: service, heading */
	EX_RATE,    /* index */
	EX_ADD,
	EX_SUB,
	EX_MUL,
	EX_DIV,
	EX_NEG,
	EX_MIN, /* mindste, tidligste */
	EX_MAX, /* største, seneste */
	EX_ROUND, /* kid 0 to the nearest number; tie; index = the anonymous reading where tie is TIE_OPEN */
	EX_SHIFT, /* kid 0 (a date) + months, then + days */
	EX_AGE,   /* whole years (in months) from kid 0 to kid 1 */
	/* conditions */
	EX_NOT,
	EX_AND,
	EX_OR,
	EX_COUNT,   /* how many kids hold, compared by cmp with number */
	EX_CMP,     /* kid 0 cmp kid 1 */
	EX_COVERED, /* index = service */
	EX_HOLE,    /* `mangler`: nobody can answer */
};

enum cmp { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GE, CMP_GT };

struct ex {
	enum ex_kind kind;
	enum value_type vt;
	span at;
	const struct type_m *type; /* of an input or heading: its choices; NULL */
	struct measure measure;    /* VT_QUANTITY */
	union {                    /* by kind; see above */
		struct num number;     /* CONST, ROUND, COUNT */
		struct {
			int64_t months, days; /* SHIFT */
		};
		VEC(uint32_t) actors; /* ACTORS: sorted */
		const char *vague;    /* HOLE: the vague words; NULL */
	};
	uint32_t index, heading; /* input, rate, service, and the heading of EX_HEADING */
	enum cmp cmp;
	enum tie tie;
	bool is_and;   /* ACTORS */
	bool rescaled; /* MUL: by a change of unit, which nobody says */
	VEC(struct ex *) kids;
};

/* ---- services ------------------------------------------------------------------------------------------- */

struct heading {
	name_id name;
	const char *text, *ascii;
	struct type_m type;
	bool about_case, several, required;
	struct ex *required_when; /* NULL: always */
	enum better better;
	const struct decl *decl;
	bool used;
};

/* A reference to a paragraph, and where its condition holds. */
struct ref_m {
	const char *law;  /* display name, e.g. "barnets lov" */
	name_id law_name; /* 0 where only the paragraph is written */
	const char *para; /* canonical */
	struct ex *when;  /* NULL: always */
	span at;
};

enum statement_kind {
	ST_LIMIT,    /* lower and upper limit, each NULL or a value; both the same: exact */
	ST_INDEX,    /* ENUM, BOOL, SERVICE: exactly `lower` */
	ST_ACTORS,   /* exactly the set `lower` (EX_ACTORS) */
	ST_TEXT,     /* a sentence */
	ST_DEADLINE, /* limits in length of time between two events */
	ST_NOT,      /* `ikke`: does not apply */
	ST_NO_LIMIT, /* `efter vurdering` */
	ST_HOLE,     /* `mangler`, whole or in part; known parts in lower, upper */
};

/* What one rule says in one slot. */
struct statement {
	enum statement_kind kind;
	uint32_t slot;
	struct ex *lower, *upper; /* inclusive on the grain */
	const char *text;         /* ST_TEXT; ST_HOLE and ST_NO_LIMIT: the vague words; NULL */
	VEC(uint32_t) by;         /* ST_NO_LIMIT: whose assessment */
	bool by_missing;
	struct measure measure; /* as written, for display */
	span at;
};

/* One value that can stand under a heading: a provision's own, a table row's, or an exception's. */
struct rule {
	uint32_t service, heading;
	uint32_t provision; /* index into provisions */
	struct ex *when;    /* the cells of a row; NULL: always */
	VEC(struct statement) statements;
	span at;
};

/* A provision or an exception: its condition, its values, its exceptions. */
struct provision_m {
	uint32_t service, heading;
	uint32_t parent; /* of an exception; NONE */
	uint32_t depth;  /* 0 for a provision */
	struct ex *when; /* når, medmindre and gælder together; NULL: always */
	bool is_table, unverified;
	enum strength strength;
	uint32_t first_rule, rules; /* a stretch of model.rules */
	VEC(uint32_t) exceptions;   /* provisions */
	VEC(struct ref_m) basis;    /* `efter REF` replaces the service's */
	const struct provision *ast;
	const char *identity; /* service.heading, with a content fingerprint where there are several */
	span at;
};

/*
 * One question under a heading (semantics S1). Slots of one heading stand together, in source order of their first
 * statement.
 */
struct slot {
	uint32_t service, heading;
	enum strength strength;
	enum statement_kind kind; /* of its statements, holes aside */
	struct measure measure;   /* ST_LIMIT: dimension and windows */
	uint32_t end, start;      /* ST_DEADLINE: inputs (dates); NONE: not stated */
	const char *end_text, *start_text;
	bool before;      /* the length is counted back from `start` */
	const char *text; /* ST_TEXT: the sentence */
	const char *id;   /* ASCII, unique: service_heading[_n] */
};

enum scope_kind { SCOPE_TARGET, SCOPE_CONDITION, SCOPE_EXCLUSION };

/* Where an exclusion sends the case. */
struct target_m {
	uint32_t service; /* NONE: a paragraph, or missing */
	const char *text; /* as shown */
	const char *law, *para;
	bool missing;
	span at;
};

struct scope_line {
	enum scope_kind kind;
	struct ex *when;
	VEC(struct target_m) refer;
	bool only; /* `kun alle`: the list is exhaustive */
	span at;
	const struct provision *ast;
};

struct heading_use {
	uint32_t heading;
	uint32_t first_slot, slots;
	VEC(uint32_t) provisions; /* of depth 0 */
};

/* What is recorded of the last revision, for the council; each NULL where nothing is. */
struct revision_m {
	const char *reason, *consultation, *transition;
};

/* A service of the catalogue, or a block of a statute pack: they have the same shape. */
struct service {
	name_id name;
	const char *text, *title, *ascii;
	bool is_block;
	const char *law, *para; /* of a block */
	bool unverified;        /* a block: every provision rests on unverified facts */
	VEC(struct ref_m) basis;
	VEC(struct scope_line) scope;
	VEC(struct heading_use) uses;
	uint32_t first_slot, slots;    /* a stretch of model.slots */
	const char *section, *purpose; /* afsnit, formål */
	struct revision_m revision;
	const struct decl *decl;
	span at;
};

enum rule_decl { RULE_GIVEN, RULE_ALWAYS, RULE_NEVER };

/* forudsat, altid, aldrig */
struct invariant {
	enum rule_decl kind;
	const char *title;
	struct ex *expr; /* with its `når` folded in */
	span at;
};

#define CATALOGUE_YEAR 2024 /* the year looked at where a catalogue has no dates */

struct catalogue {
	const char *name, *title, *authority;
	int64_t adopted, from, to; /* days; to INT64_MAX where open */
	bool has_adopted, has_from;
	bool guiding; /* karakter: vejledende */
	VEC(struct ref_m) covers;
	const char *source; /* the catalogue text's file name; NULL */
	struct revision_m revision;
	const struct decl *decl;
	span at;
};

struct concept {
	name_id name;
	struct ex *ex;
	bool used;
	const struct decl *decl;
};

/* An `eksempel`, bound. */
struct example_answer {
	span at;
	const struct example_line *ast;
	uint32_t service, heading;
	const struct answer *answer;
	bool broken; /* reported already */
	VEC(struct statement)
	expected; /* VALUE and MAIN_RULE: as a provision would state it; slot indexes `slots` */
	VEC(struct slot) slots;
	VEC(uint32_t)
	inputs; /* UNDETERMINED: the questions that remain; UNCLEAR: the reading's input */
	VEC(struct target_m) refer;            /* OUTSIDE */
	VEC(struct example_answer *) readings; /* UNCLEAR: one for each reading_answer */
	VEC(uint32_t) reading_choice;
};

struct used_m {
	uint32_t service, heading;
	struct num amount; /* grains */
	struct measure measure;
	span at;
};

struct example {
	const char *title;
	const struct decl *decl;
	int64_t *value; /* by input */
	bool *known;
	VEC(struct example_answer) gives;
	VEC(struct used_m) used;
	span at;
};

/* A heading (NONE: the scope) of a service reads one of another; acyclic unless model.cyclic. */
struct dependency {
	uint32_t service, heading, on_service, on_heading; /* on_heading NONE: `omfattet` */
};

/* An exclusion of one service that sends the case to another: `udelukket: c henvises til T`. */
struct referral_m {
	uint32_t from, line, to; /* services; line indexes services[from].scope */
};

struct model {
	struct arena *a;
	struct intern *names;
	struct diags *diags;
	const struct sources *sources;
	enum lang lang;  /* of the files */
	enum lang words; /* of what is said about them: words.h; as lang, unless the tool chooses */
	enum num_style style;
	struct units units;
	struct catalogue catalogue;
	VEC(struct input) inputs;
	VEC(struct actor) actors;
	VEC(struct rate_m) rates;
	VEC(struct concept) concepts;
	VEC(struct heading) headings;
	VEC(struct service) services; /* the catalogue's own, then the blocks */
	uint32_t own_services;        /* services[0..own_services) are the catalogue's */
	VEC(struct slot) slots;
	VEC(struct provision_m) provisions;
	VEC(struct rule) rules;
	VEC(struct invariant) invariants;
	VEC(struct example) examples;
	VEC(struct decl *) accepts;
	VEC(struct dependency) dependencies;
	VEC(struct referral_m) referrals;
	bool cyclic; /* services depend on each other in a circle: nothing can be evaluated */
	uint32_t birth_input, age_input; /* fødselsdato and alder where they are declared; NONE */
	uint64_t source_hash;            /* of every file's text, in order of path */
};

/*
 * Make the model of a catalogue: its files in order of path, then the modules they use, each once. Findings go to d.
 * Never NULL; it holds everything that could be understood.
 */
struct model *model_make(struct arena *a, struct intern *names, struct diags *d,
                         const struct sources *sources, struct ast_file *const *files, uint32_t n,
                         uint32_t own_files);

/* Some part of x is of the kind, with that index (NONE: any). x may be NULL. O(|x|). */
bool ex_reads(const struct ex *x, enum ex_kind kind, uint32_t index);

/*
 * How two canonical paragraphs lie: "§ 32" contains "§ 32, stk. 1, nr. 7". O(length).
 */
enum para_relation { PARA_APART, PARA_EQUAL, PARA_CONTAINS, PARA_WITHIN };
enum para_relation para_relation(const char *a, const char *b);

#endif
