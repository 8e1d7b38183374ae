/* SPDX-License-Identifier: MIT
 *
 * Open addressing with linear steps; the table is a power of two and at most three quarters full.
 */
#include "base/map.h"

#include <assert.h>

struct map_entry {
	uint64_t key;
	uint32_t value;
	bool used;
};

/* The entry of the key, or the free one where it belongs. */
static struct map_entry *place(struct map_entry *at, uint32_t cap, uint64_t key)
{
	assert(cap && (cap & (cap - 1)) == 0);
	uint32_t i = (uint32_t)hash_mix(key, 0) & (cap - 1);
	while (at[i].used && at[i].key != key)
		i = (i + 1) & (cap - 1);
	return &at[i];
}

static void grow(struct map *m)
{
	assert(m->cap < UINT32_MAX / 4);
	uint32_t cap = m->cap ? m->cap * 2 : 16;
	struct map_entry *at = arena_array(m->a, struct map_entry, cap);
	for (uint32_t i = 0; i < m->cap; i++)
		if (m->at[i].used)
			*place(at, cap, m->at[i].key) = m->at[i];
	m->at = at;
	m->cap = cap;
}

void map_put(struct map *m, uint64_t key, uint32_t value)
{
	if (m->n >= m->cap / 4 * 3)
		grow(m);
	struct map_entry *e = place(m->at, m->cap, key);
	m->n += !e->used;
	*e = (struct map_entry){key, value, true};
}

bool map_get(const struct map *m, uint64_t key, uint32_t *value)
{
	if (!m->cap)
		return false;
	const struct map_entry *e = place(m->at, m->cap, key);
	if (e->used)
		*value = e->value;
	return e->used;
}

/* The finishing steps of splitmix64: every bit of x moves every bit of the result. */
uint64_t hash_mix(uint64_t h, uint64_t x)
{
	x += h * 0x9e3779b97f4a7c15u + 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* FNV-1a, the same on every machine, then mixed. */
uint64_t hash_bytes(const void *p, size_t n)
{
	const unsigned char *bytes = p;
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ bytes[i]) * 0x100000001b3u;
	return hash_mix(h, n);
}
