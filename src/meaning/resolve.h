/* SPDX-License-Identifier: MIT
 *
 * Shared by the files that turn trees into a model; nobody outside meaning/ includes it.
 *
 * The way: declare every name (declare.c), settle types and rates, then the expressions (express.c), the values of
 * provisions (value.c), the services (service.c) and the examples (example.c). Order of declaration is free.
 */
#ifndef MEANING_RESOLVE_H
#define MEANING_RESOLVE_H

#include "base/map.h"
#include "meaning/model.h"

enum symbol_kind { SYM_INPUT, SYM_ACTOR, SYM_CONCEPT, SYM_SERVICE, SYM_RATE, SYM_CLAUSE };

struct symbol {
	enum symbol_kind kind;
	uint32_t index;
	name_id name;
	span at;
	bool twice; /* declared more than once, and reported */
};

/* What a concept reads of other services: as resolver.reads. */
struct read_list {
	VEC(uint64_t) list;
};

enum concept_state { CONCEPT_NEW, CONCEPT_BUSY, CONCEPT_DONE };

struct law_m {
	name_id name;
	const char *text, *title;
	bool used;
};

struct resolver {
	struct model *m;
	struct arena *a;
	struct diags *d;
	struct intern *names;
	VEC(struct symbol) symbols;
	struct map by_name;    /* name → symbol */
	struct map by_heading; /* name → heading */
	struct map aliases;    /* standard word → the same word of the other column */
	VEC(struct law_m) laws;
	VEC(struct decl *) clauses;
	enum concept_state *concept_state;
	struct read_list *concept_reads; /* by concept */
	uint32_t *concept_depth;         /* by concept: how many are inside each other */
	uint32_t depth, inside;          /* while resolving: the deepest met; the concepts under way */
	uint32_t service;                /* being resolved; NONE */
	VEC(uint64_t) reads; /* service << 32 | heading read while resolving the present provision */
};

/* ---- declare.c */
void declare_all(struct resolver *r, struct ast_file *const *files, uint32_t n);
const struct symbol *symbol_find(const struct resolver *r, name_id name);
/* The standard word of the other column (alder – age); 0 where there is none. */
name_id name_alias(const struct resolver *r, name_id name);
const char *name_text(const struct resolver *r, name_id name);
/* Report an unknown name, with the nearest declared one. */
/* The length of a deadline or a moment is no calendar time: what is wrong with it. */
void no_length(struct resolver *r, const struct ex *x, span at);
void unknown_name(struct resolver *r, struct name n, const char *kind);
uint32_t heading_find(const struct resolver *r, name_id name); /* NONE */
/* The word among two, by the language of the findings. */
const char *word(const struct resolver *r, const char *da, const char *en);

/* ---- types.c */
struct type_m resolve_type(struct resolver *r, const struct type *t, bool is_outcome);
bool resolve_measure(struct resolver *r, const struct unit_ref *u, struct measure *m);
/* A constant in the grains of a type: bounds of an input, a row of a rate, a value of an example. */
bool constant_of(struct resolver *r, const struct expr *e, const struct type_m *t, struct num *out);

/* ---- express.c */
struct ex *ex_new(struct resolver *r, enum ex_kind kind, enum value_type vt, span at);
struct ex *ex_const(struct resolver *r, enum value_type vt, struct num n, span at);
struct ex *ex_input(struct resolver *r, uint32_t input, span at);
struct ex *ex_not(struct resolver *r, struct ex *x);
struct ex *ex_and(struct resolver *r, struct ex *x, struct ex *y); /* NULL is "always" */
struct ex *ex_or(struct resolver *r, struct ex *x, struct ex *y);
struct ex *ex_cmp(struct resolver *r, enum cmp cmp, struct ex *x, struct ex *y, span at);
/* A condition; left: what a comparison without a left side compares, NULL where nothing is understood. */
struct ex *resolve_condition(struct resolver *r, const struct expr *e, struct ex *left);
/* `højst x afrundet til …`: what is rounded or converted is the limit's number, not the limit. */
const struct expr *round_inside(struct resolver *r, const struct expr *e);
/* A value; want: the type whose choices a bare name may be, NULL. */
struct ex *resolve_term(struct resolver *r, const struct expr *e, const struct type_m *want);
/* `når` and `medmindre` together; NULL: none. */
struct ex *resolve_conds(struct resolver *r, const cond_list *conds);
enum cmp cmp_of(enum rel rel);
const char *type_name(const struct resolver *r, enum value_type vt);

/* ---- reading.c: S.heading */
struct ex *resolve_reading(struct resolver *r, const struct path *p);

/* `fra 0 til 14 år`: a bare first end takes the unit of the last. */
void ex_share_unit(struct ex *from, const struct ex *to, const struct units *units);

/* ---- value.c: what a value says under a heading */
/*
 * The statements of one value are appended to `out`; their slots are those of slots[0..n) of the heading, made as
 * needed. A statement about the whole heading (ikke, mangler, efter vurdering) has slot NONE until place_whole().
 */
struct slot_list {
	VEC(struct slot) list;
};
struct statements {
	VEC(struct statement) list;
};
void resolve_value(struct resolver *r, uint32_t heading, const struct expr *value,
                   enum strength strength, struct slot_list *slots, struct statements *out);

/* ---- service.c */
void resolve_services(struct resolver *r, struct ast_file *const *files, uint32_t n);
struct ref_m resolve_ref(struct resolver *r, const struct ref *ref, const struct expr *when);

/* ---- example.c */
void resolve_examples(struct resolver *r, struct ast_file *const *files, uint32_t n);

#endif
