/* SPDX-License-Identifier: MIT
 *
 * Does a case get the answer that an `eksempel` expects?
 */
#ifndef TOOL_EXPECT_H
#define TOOL_EXPECT_H

#include "tool/asking.h"

/* *actual: what was answered, in words, where it was something else. */
bool expect_met(struct asking *q, const struct case_m *c, const struct example_answer *x,
                struct arena *a, const char **actual);

#endif
