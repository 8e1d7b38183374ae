/* SPDX-License-Identifier: MIT
 *
 * What every target of tables writes down: the inputs, columns, nodes, answers and provisions of a catalogue, numbered
 * densely in a deterministic order. Each slot has its own stretch of nodes (children first) and of leaves, because
 * the words of an answer depend on its slot. Leaf 0 is "no such case exists".
 */
#ifndef EMIT_PLAN_H
#define EMIT_PLAN_H

#include "emit/emit.h"

#define PLAN_LEAF 0x80000000u
#define PLAN_BAD UINT32_MAX /* over budget */

struct plan_slot {
	uint32_t root; /* a node, PLAN_LEAF | leaf, or PLAN_BAD */
	uint32_t first_node, nodes, first_leaf, leaves;
};

struct plan_node {
	uint32_t column, n;
	uint32_t *start; /* ranks among the cuts that are kept */
	uint32_t *kid;   /* as plan_slot.root */
};

struct plan_cuts {
	VEC(int64_t) list;
};

struct plan_leaf {
	const struct leaf *leaf;
	uint32_t slot;
	uint32_t provision, other; /* NONE */
	bool has_lower,
		has_upper; /* a number stands in leaf->p: of a value, or the known part of a hole */
	uint32_t measure, actor_set, target_set;
	uint32_t first_lower, first_upper; /* into limits */
};

struct plan_limit {
	const struct ex *ex;
	uint32_t provision;
};

/* A rule as it speaks in a slot, or a line of a scope. */
struct plan_provision {
	uint32_t rule, slot, service, line; /* rule NONE: services[service].scope.at[line] */
	enum scope_kind scope;              /* where rule is NONE */
	const char *identity, *place, *words, *law;
	const char *source; /* the catalogue's heading that is cited; NULL */
	const char *reason; /* the conditions that hold where it speaks; NULL: none are stated */
};

struct plan_targets {
	uint32_t n;
	const struct target_m *const *at;
};

/* Of each exception that hangs on assessments, by input of the model: which. */
struct plan_exceptions {
	VEC(bool *) list;
};

/* The main rule of a slot: a root; PLAN_BAD where there is none. */
struct plan_main {
	dd f;
	uint32_t root;
	struct plan_exceptions exceptions;
};

struct plan {
	struct space *s;
	const struct model *m;
	struct arena *a;
	VEC(uint32_t) inputs;  /* of the model */
	uint32_t *input_at;    /* their numbers here; NONE */
	VEC(uint32_t) columns; /* of the space, in the order of the diagrams */
	uint32_t *column_at;
	struct plan_cuts
		*cuts; /* by column here: the cuts that some node tests, the least value first */
	VEC(struct plan_node) nodes;
	VEC(struct plan_leaf) leaves;
	VEC(struct plan_limit) limits;
	VEC(struct plan_provision) provisions;
	VEC(struct measure) measures;         /* 0: none */
	VEC(const struct ex *) actor_sets;    /* 0: none */
	VEC(struct plan_targets) target_sets; /* 0: none */
	uint32_t n_slots;        /* those of the catalogue's own services, the first of the model */
	struct plan_slot *slots; /* and last what is given: leaf 0 or 1 */
	struct plan_main *mains; /* by slot; NULL: not asked for */
	const char *name;        /* of the catalogue, an ASCII identifier */
	bool tied;
};

struct plan *plan_make(struct space *s, struct arena *a);
/* The same with the main rules of the slots, whose nodes and leaves stand behind the others. */
struct plan *plan_make_main(struct space *s, struct arena *a);
/* main_rule.c: DD_BAD where the slot has none. */
dd plan_main_rule(struct plan *p, uint32_t slot, struct plan_exceptions *exceptions);

/* "file:line" */
const char *plan_place(const struct plan *p, span at);
/* The inputs that an expression reads are marked. */
void plan_mark_inputs(const struct ex *x, bool *marked);
/* Input -> its name in a target; C and C++ keywords get a `_`. */
const char *plan_input_name(const struct plan *p, uint32_t input);
/* "Katalog: vedtaget 2024-01-24, kilde 0123456789abcdef, niveau 0.1.0" */
const char *plan_stamp(const struct plan *p);
/* What must be said with every answer but a value in a guiding catalogue (semantics E8); "" elsewhere. */
const char *plan_remark(const struct plan *p);

/*
 * proof.c: every number on the way of an emitted formula or column fits 64 bits (semantics E4). Findings name the
 * input whose bound is too wide; false where there is one.
 */
bool plan_prove(const struct plan *p, struct diags *d);
/* The same for a comparison that multiplies the denominators of two proved formulas. */
bool plan_prove_compared(const struct plan *p, const struct ex *x, const struct ex *y,
                         struct diags *d);

#endif
