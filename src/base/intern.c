/* SPDX-License-Identifier: MIT
 *
 * Names are found by the hash of their folded form; names whose hashes collide are chained.
 */
#include "base/intern.h"

#include "base/map.h"
#include "base/vec.h"

#include <assert.h>

struct name {
	struct str folded;
	const char *text; /* as first seen, in NFC */
	name_id next;     /* the next name with the same hash, 0 ends */
};

struct intern {
	struct arena *a;
	struct map by_hash;
	VEC(struct name) names; /* name_id counts from 1 */
};

struct intern *intern_new(struct arena *a)
{
	struct intern *t = arena_new(a, struct intern);
	t->a = a;
	t->by_hash.a = a;
	return t;
}

/* The first name with the hash; 0 where there is none. */
static name_id chain(const struct intern *t, uint64_t hash)
{
	uint32_t first = 0;
	map_get(&t->by_hash, hash, &first);
	return first;
}

static name_id lookup(const struct intern *t, struct str folded, uint64_t hash)
{
	name_id id = chain(t, hash);
	while (id && !str_eq(t->names.at[id - 1].folded, folded))
		id = t->names.at[id - 1].next;
	return id;
}

name_id intern_find(const struct intern *t, const char *p, size_t n)
{
	struct arena_mark mark = arena_mark(t->a);
	struct str folded = str_fold(t->a, (struct str){p, n});
	name_id id = lookup(t, folded, hash_bytes(folded.p, folded.n));
	arena_reset(t->a, mark);
	return id;
}

name_id intern_name(struct intern *t, const char *p, size_t n)
{
	struct arena_mark mark = arena_mark(t->a);
	struct str folded = str_fold(t->a, (struct str){p, n});
	uint64_t hash = hash_bytes(folded.p, folded.n);
	name_id id = lookup(t, folded, hash);
	if (id) {
		arena_reset(t->a, mark);
		return id;
	}
	struct name name = {folded, str_c(t->a, str_prose(t->a, (struct str){p, n})), chain(t, hash)};
	vec_push(t->a, &t->names, name);
	map_put(&t->by_hash, hash, t->names.n);
	return t->names.n;
}

const char *intern_text(const struct intern *t, name_id id)
{
	assert(id <= t->names.n);
	return id ? t->names.at[id - 1].text : "";
}
