/* SPDX-License-Identifier: MIT
 *
 * The answers to one case, put together once and written twice: as text and as JSON. Everything that the two say in
 * words is made here, so that they say the same.
 */
#ifndef TOOL_RECORD_H
#define TOOL_RECORD_H

#include "tool/case.h"

/* A provision that speaks, and why it applies. */
struct speaker {
	const char *id;     /* service.heading… */
	const char *path;   /* the file as given */
	uint32_t line;      /* 0: no place */
	const char *source; /* the catalogue's heading that is cited; NULL */
	const char *reason; /* the conditions that hold; NULL: none are stated */
};

struct slot_record {
	struct reply r;
	const char *words; /* the answer in one line */
	VEC(struct speaker) speakers;
	const char *because;       /* OUTSIDE: the condition that shuts the case out; NULL */
	struct speaker at;         /* and where it stands */
	const char *if_inside;     /* UNDETERMINED only by the scope: the answer inside; NULL */
	VEC(const char *) remarks; /* last days, breaches of the law, what is left */
};

struct heading_record {
	uint32_t heading;
	VEC(struct slot_record) slots;
};

struct service_record {
	uint32_t service;
	enum truth inside;
	const char *basis; /* the references that hold or may hold; NULL */
	VEC(struct heading_record) headings;
	bool open; /* some answer is not a plain value */
};

struct record {
	bool possible; /* else there are no answers */
	const char *person;
	VEC(struct service_record) services;
	VEC(const char *) duties; /* of a statute that no service meets in this case */
};

/* Lives in q->passing. */
struct record record_make(struct asking *q, const struct case_m *c);
/* The line that no interface has to remember (semantics E8); NULL where the catalogue binds. */
const char *record_assessment(const struct asking *q);
/* "Katalog …, vedtaget 2024-01-24, kilde #…, niveau 0.1.0" */
const char *record_stamp(struct asking *q);
/* Whose answer the question is: "vurdering af rådgiveren"; NULL for facts. */
const char *record_asked(const struct asking *q, uint32_t input, struct arena *a);
const char *record_kind(enum reply_kind kind);
/* The place of a span as a speaker without words. */
struct speaker record_place(const struct asking *q, span at);

/* Both append to the session's output. place: of the case in its file, SPAN_NONE. */
void record_text(struct asking *q, const struct record *r, span place);
void record_json(struct asking *q, const struct record *r, const struct case_m *c, span place);

#endif
