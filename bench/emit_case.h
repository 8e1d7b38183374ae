/* SPDX-License-Identifier: MIT
 *
 * A case of the tables that bench/emit.py makes up, and who answers it beside the emitted program.
 */
#ifndef BENCH_EMIT_CASE_H
#define BENCH_EMIT_CASE_H

#include <stdint.h>

#define COLUMNS 7

struct sag {
	int64_t maalt, beloeb, slags, hjemme, dage, point, formue;
};

/* The number of the rule, from 1. */
uint32_t tree(const struct sag *v);
/* By rule and column: the least and the greatest value. */
extern const int64_t boxes[][COLUMNS][2];

#endif
