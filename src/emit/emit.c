/* SPDX-License-Identifier: MIT
 * The table of targets: emit.def, unpacked. */
#include "emit/emit.h"

const struct target targets[] = {
#define TARGET(name, en, da) {#name, {[LANG_DA] = da, [LANG_EN] = en}, emit_##name},
#include "emit/emit.def"
#undef TARGET
};

const unsigned target_count = sizeof targets / sizeof *targets;
