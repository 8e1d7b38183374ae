/* SPDX-License-Identifier: MIT
 *
 * A catalogue that can be asked: its model and its case space, and replies in one line of words. Shared by run and
 * test.
 */
#ifndef TOOL_ASKING_H
#define TOOL_ASKING_H

#include "base/map.h"
#include "space/answer.h"
#include "space/describe.h"
#include "tool/session.h"

struct asking {
	struct session *s;
	const struct model *m; /* NULL: nothing could be read */
	struct space *space;   /* NULL: there are errors, reported */
	struct arena scratch;
	struct arena passing; /* one case */
	struct map inputs;    /* name_id → input, ASCII forms too */
};

/* True where it can be asked. asking_end is due in any case. */
bool asking_begin(struct asking *q, struct session *s, const char *path);
void asking_end(struct asking *q);
/* Fills `inputs` with the names of the model's. */
void asking_learn(struct asking *q);

/* What a service says under a heading; NULL where it does not mention it. */
const struct heading_use *asking_use(const struct model *m, uint32_t service, uint32_t heading);
/* A reply in one line: "højst 8 samtaler pr. forløb", "ubestemt: afhænger af a, b". */
const char *asking_words(const struct asking *q, const struct reply *r, struct arena *a);
/* The questions by name: "alder, hjemmeboende". */
const char *asking_questions(const struct model *m, const struct reply *r, struct arena *a);
/* "døgn_i_måneden: over 14 døgn pr. måned": one cell of a table. */
const char *asking_cell(const struct asking *q, const struct reply_cell *cell, struct arena *a);
/* The answer of a row: plain, or a formula by its inputs. */
const char *asking_row(const struct asking *q, uint32_t slot, const struct reply_row *row,
                       struct arena *a);

/*
 * The last day of a deadline stated as a time after (or before) a day that the case knows; false for any other answer.
 * *clipped: the month has no such day, and the text no rule for that.
 */
bool asking_last_day(const struct model *m, const struct case_m *c, uint32_t slot,
                     const struct plain *p, int64_t *day, bool *clipped);

#endif
