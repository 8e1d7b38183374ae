/* SPDX-License-Identifier: MIT
 *
 * The reference evaluator: the plain answer of every slot for one complete case under one reading of every `uklart`
 * (semantics E1). Straight from the model, short, sharing nothing with space/: it is the oracle that every engine and
 * every emitted artefact is tested against.
 *
 * A condition that nobody can answer (`mangler`, a missing rate, the silence of another service) is tried both ways:
 * where both give the same answer, that stands; else the answer is silent and says which condition (semantics P4, P6).
 */
#ifndef MEANING_EVAL_H
#define MEANING_EVAL_H

#include "meaning/model.h"

enum plain_kind { PLAIN_VALUE, PLAIN_OUTSIDE, PLAIN_CONFLICT, PLAIN_SILENT, PLAIN_ABSENT };

enum silence {
	SILENCE_GAP,       /* no provision applies */
	SILENCE_HOLE,      /* `mangler` in the value */
	SILENCE_CONDITION, /* the answer hangs on a condition that nobody can answer */
	SILENCE_RATE,      /* a rate has no row for the day */
	SILENCE_OVERFLOW,  /* the number is too large */
	SILENCE_SERVICE,   /* the answer hangs on a service that is silent itself */
};

enum conflict {
	CONFLICT_VALUES,
	CONFLICT_SCOPE,   /* the målgruppe lines disagree (semantics P2) */
	CONFLICT_RING,    /* services refer the case to each other (semantics P5) */
	CONFLICT_SERVICE, /* the answer hangs on a service in conflict */
};

/* Rings of referrals are sought in catalogues of at most this many services, here and in space/. */
#define RING_SERVICES 4096

#define NO_DAY INT64_MIN

#define PLAIN_RULES 8
#define PLAIN_TARGETS 8

/*
 * A plain answer. PLAIN_ABSENT: this slot says nothing, because another slot of the heading speaks or because the
 * sentence of a `flere` heading does not apply.
 */
struct plain {
	enum plain_kind kind;
	enum statement_kind st;    /* VALUE: what it is */
	bool has_lower, has_upper; /* ST_LIMIT, ST_DEADLINE; SILENCE_HOLE: the known part */
	struct num lower, upper;   /* grains, days, or an index (ST_INDEX: lower) */
	struct measure measure;    /* of the numbers */
	enum value_type vt;        /* VT_DATE where a deadline's limits are days */
	const struct ex *actors;   /* ST_ACTORS */
	enum silence silence;
	const char *what; /* SILENT: the vague words, the rate, the service; NULL */
	uint32_t rate;    /* SILENCE_RATE */
	int64_t
		day; /* SILENCE_RATE: the day without a row; NO_DAY in a diagram, which holds for many */
	enum conflict conflict;
	uint32_t n_rules,
		rules[PLAIN_RULES]; /* the rules that speak, in source order, as many as fit */
	uint32_t other;         /* CONFLICT_VALUES: the rule that disagrees with rules[0]; NONE */
	uint32_t line;          /* OUTSIDE: the first scope line that shuts the case out; NONE */
	uint32_t n_targets;     /* OUTSIDE: where the case is referred to */
	const struct target_m *targets[PLAIN_TARGETS];
};

/* Which exceptions are read as never applying, by provision; for the hovedregel (semantics S3). NULL: none. */
typedef const bool *eval_suppressed;

/* The answer of a slot. values: by input, each within its bounds. The model must not be cyclic. */
void eval_slot(const struct model *m, const int64_t *values, uint32_t slot,
               eval_suppressed suppressed, struct plain *out);

/* The same kind of answer with the same values (not: the same provisions, except of a conflict). */
bool plain_same(const struct plain *a, const struct plain *b);

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNDECIDED };

/* Inside the scope of a service or block; UNDECIDED also where its målgruppe lines disagree (*conflict). */
enum truth eval_scope(const struct model *m, const int64_t *values, uint32_t service,
                      bool *conflict);
enum truth eval_condition(const struct model *m, const int64_t *values, const struct ex *x);

/* A value in grains; NUM_BAD where it cannot be computed. */
struct num eval_number(const struct model *m, const int64_t *values, const struct ex *x);

/* The case can exist: every `forudsat` holds, and alder fits fødselsdato and sagsdato (semantics D3). */
bool eval_given(const struct model *m, const int64_t *values);

#endif
