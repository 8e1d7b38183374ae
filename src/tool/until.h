/* SPDX-License-Identifier: MIT
 * The days that a command looks at. */
#ifndef TOOL_UNTIL_H
#define TOOL_UNTIL_H

#include "meaning/model.h"
#include "tool/session.h"

/* --until for a catalogue, 0 where it is not given. False after a finding: it lies before the first day looked at. */
bool until_of(struct session *s, const struct model *m, int64_t *until);

#endif
