/* SPDX-License-Identifier: MIT
 *
 * Targets: from the case space to files for other tools. One row of emit.def and one file of code each.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/out.h"
#include "space/space.h"

#ifndef NIVEAU_VERSION
#define NIVEAU_VERSION "0.1.0"
#endif

struct emit_file {
	const char *name; /* relative, ASCII */
	struct text text;
};

struct emit_out {
	struct arena *a;
	struct diags *d; /* refusals (overflow) */
	VEC(struct emit_file) files;
};

/* False where something was refused; nothing is to be written then. */
typedef bool emit_fn(struct space *s, struct emit_out *out);

struct target {
	const char *name, *help[2]; /* by enum lang */
	emit_fn *emit;
};
#define TARGET(name, en, da) emit_fn emit_##name;
#include "emit/emit.def"
#undef TARGET
extern const struct target targets[];
extern const unsigned target_count;

#endif
