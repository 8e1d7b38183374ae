/* SPDX-License-Identifier: MIT
 *
 * What conform.c needs around its checks: the catalogue, random cases, and when two answers are the same. The emitted
 * header is included here; fn(x) is NAME_x, FN(x) is UPPER_x.
 */
#ifndef CONFORM_H
#define CONFORM_H

#include HEADER
#include "meaning/words.h"
#include "space/dd_read.h"
#include "space/space.h"

#include <stdio.h>

#define JOIN(a, b) a##_##b
#define JOINED(a, b) JOIN(a, b)
#define fn(x) JOINED(NAME, x)
#define FN(x) JOINED(UPPER, x)
#define SET 256

struct conform {
	struct arena *a, scratch, build;
	struct model *m;
	struct space *space;
	int64_t *values;
	uint32_t *input_of;  /* emitted input → model input */
	const char **place;  /* by rule */
	VEC(int64_t) *marks; /* by input: the cuts of its columns */
	struct fn(case) given;
	uint64_t random, cases, contradictions, answers, kinds[5], partials, exact, completions,
		not_decided, failures;
};

bool conform_load(struct conform *c, const char *path);
uint64_t next_random(struct conform *c);
int64_t random_value(struct conform *c, uint32_t input);
/* Every input; age fits the day of birth. */
void random_case(struct conform *c);
/* The same until every `forudsat` holds; false where no such case was met. */
bool random_given(struct conform *c);
void random_known(struct conform *c, bool *known);
void tie(struct conform *c);

bool agrees(const struct conform *c, const struct plain *want, const struct fn(result) * got);
/* Could a formula of the slot whose inputs were not known give this answer? */
bool open_agrees(const struct conform *c, uint32_t slot, const struct plain *want);
const char *canonical(struct arena *a, const struct fn(result) * r);
const char *sorted_set(struct arena *a, const struct fn(result) * r, uint32_t n);

#endif
