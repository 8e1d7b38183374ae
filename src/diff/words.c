/* SPDX-License-Identifier: MIT
 * The fixed words of a diff as tables: see diff.def. */
#include "diff/diff.h"

#define EFFECT(id, ...) {__VA_ARGS__},
const struct diff_word diff_effects[] = {
#include "diff/diff.def"
};
#define CAUSE(id, ...) {__VA_ARGS__},
const struct diff_word diff_causes[] = {
#include "diff/diff.def"
};
#define DIRECTION(id, ...) {__VA_ARGS__},
const struct diff_word diff_directions[] = {
#include "diff/diff.def"
};
#define CHANGE_KIND(id, ...) {__VA_ARGS__},
const struct diff_word diff_kinds[] = {
#include "diff/diff.def"
};
