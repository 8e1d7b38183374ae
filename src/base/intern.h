/* SPDX-License-Identifier: MIT
 *
 * Names: each distinct name gets one number, so that equality is ==.
 * Two spellings are the same name when they agree in NFC without regard to Latin case (language.md, section 2).
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "base/str.h"

typedef uint32_t name_id; /* 0 is "no name" */

struct intern;

struct intern *intern_new(struct arena *a);
name_id intern_name(struct intern *t, const char *p, size_t n);
/* The name if it was ever interned, else 0. */
name_id intern_find(const struct intern *t, const char *p, size_t n);
/* The spelling first seen, NUL-terminated, in NFC; "" for 0. */
const char *intern_text(const struct intern *t, name_id id);

#endif
