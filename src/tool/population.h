/* SPDX-License-Identifier: MIT
 * A table of people becomes counts (diff/population.h). Of what stands in the table nothing is kept or shown. */
#ifndef TOOL_POPULATION_H
#define TOOL_POPULATION_H

#include "diff/population.h"
#include "tool/session.h"

/* Findings about rows and values go to `to`, those about the file and its first line to s->d: then false. */
bool population_read(struct session *s, struct arena *scratch, struct diff *d, const char *path,
                     struct diags *to);

#endif
