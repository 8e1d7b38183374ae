/* SPDX-License-Identifier: MIT
 *
 * Shared by the targets that carry the decision table: json.c writes it, schema.c the two JSON Schemas beside it, js.c and
 * guide.c put it into a program and a page.
 */
#ifndef EMIT_JSON_PART_H
#define EMIT_JSON_PART_H

#include "emit/plan.h"

/* The whole table, as NAME.json has it. */
void json_table(const struct plan *p, struct text *t);
/* "bool", "quantity", … as the table names types. */
const char *json_type(const struct type_m *t);
/* A ratio as the table writes it: "17", "5/2". */
const char *json_ratio(struct arena *a, struct num n);

/* schema.c: NAME.case.schema.json and NAME.answer.schema.json */
void json_case_schema(const struct plan *p, struct text *t);
void json_answer_schema(const struct plan *p, struct text *t);

/* js.c: JSON that stands in a script: nothing in it ends the script or begins a comment. */
void js_put_json(struct text *t, const struct text *json);
/* js.c: evaluator() and answering() */
void js_put_program(struct text *t);

#endif
