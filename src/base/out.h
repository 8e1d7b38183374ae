/* SPDX-License-Identifier: MIT
 *
 * What the library writes goes into one of these: text in memory with a sticky error, later written by tool/ to
 * a temporary file and renamed. JSON is written by the small deterministic writer below (RFC 8259, UTF-8, integers
 * only; numbers that are not integers are written as strings by the caller).
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/num.h"
#include "base/str.h"

struct json {
	struct text *t;
	int depth;
	bool comma;     /* a value stands before the next one at this depth */
	bool after_key; /* the next value belongs to the key just written */
	bool compact;   /* one line */
};

void json_begin(struct json *j, char bracket); /* '{' or '[' */
void json_end(struct json *j, char bracket);   /* '}' or ']' */
void json_key(struct json *j, const char *key);
void json_str(struct json *j, const char *s); /* NULL writes null */
void json_int(struct json *j, int64_t i);
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
/* key and value in one call */
void json_kstr(struct json *j, const char *key, const char *s);
void json_kint(struct json *j, const char *key, int64_t i);
void json_kbool(struct json *j, const char *key, bool b);

#endif
