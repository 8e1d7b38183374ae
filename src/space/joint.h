/* SPDX-License-Identifier: MIT
 *
 * Several models in one space, so that their answers can be compared: the joint space has the inputs, columns and cuts
 * of all, each model's own space is built under the joint order of columns, and its diagrams are carried over.
 *
 * Inputs are the same where their name, type and unit are; choices, actors and units are matched by name. A value that
 * one model does not know (a choice that is new, an age outside its bounds) is "no such case" in that model: leaf 0.
 */
#ifndef SPACE_JOINT_H
#define SPACE_JOINT_H

#include "space/space.h"

#define JOINT_SIDES 3

struct joint {
	struct space *side[JOINT_SIDES];
	uint32_t n;
	/*
	 * The joint space: inputs of the last side first, as they are numbered there, then those that only others have. It
	 * has columns, given and domain, and may be asked for persons; it has no slots.
	 */
	struct space *s;
	/* by side; private to joint.c */
	uint32_t *own_input[JOINT_SIDES];   /* by joint input: the side's; NONE */
	uint32_t *joint_input[JOINT_SIDES]; /* by the side's input */
	/* by joint input and joint value: the side's, or -1; NULL: the same */
	int64_t **own_value[JOINT_SIDES];
	uint32_t *joint_level[JOINT_SIDES]; /* by the side's level */
	/* by the side's level and joint rank: its own, or DD_NO_RANK */
	const uint32_t **own_rank[JOINT_SIDES];
};

/*
 * The last side names inputs and values, and its days are looked at. Sides may be the same model. Models must not be
 * cyclic. s->refused where a side refused a condition: then nothing may be asked. Never NULL.
 */
struct joint *joint_make(struct arena *a, struct arena *scratch, const struct model *const *models,
                         uint32_t n, int64_t until);

/* A diagram of a side without holes (a slot's), over the joint columns; its leaves are the side's. DD_BAD: over budget. */
dd joint_import(struct joint *j, uint32_t side, dd f);

/* A side's value for one of the joint space; false where the side, which has the input, does not know it. */
bool joint_value(const struct joint *j, uint32_t side, uint32_t joint_input, int64_t value,
                 int64_t *own);

/* A person of the joint space as a complete case of one side. False where the side does not know a value. */
bool joint_case(const struct joint *j, uint32_t side, const int64_t *values, int64_t *own);

/* An expression of a side with inputs numbered as in the joint space; constants are left alone. */
struct ex *joint_ex(struct joint *j, uint32_t side, const struct ex *x);

#endif
