/* SPDX-License-Identifier: MIT
 *
 * Winner diagrams. A box is a chain of intervals, shared from the last column up; the sweep carries
 * the list of chains still alive and stops at the first that is free from here on.
 */
#include "space/table_dd.h"

#include "base/map.h"
#include "base/vec.h"
#include "space/sweep.h"

#include <assert.h>
#include <string.h>

/* ---- winners ---- */

/* Which (label, chain) a list has shown already: by hash, with the number of the list. */
struct seen {
	struct sweep_part *at;
	uint32_t *list;
	uint32_t cap, lists;
};

static bool was_seen(struct seen *s, struct sweep_part x)
{
	uint64_t h = hash_mix(x.tag, x.f);
	for (uint32_t at = (uint32_t)h;; at++) {
		uint32_t i = at & (s->cap - 1);
		if (s->list[i] != s->lists) {
			s->list[i] = s->lists;
			s->at[i] = x;
			return false;
		}
		if (s->at[i].tag == x.tag && s->at[i].f == x.f)
			return true;
	}
}

/* Nothing below a box that is free from here on; and of two that ask the same and say the same, the first. */
static uint32_t prune_first(void *ctx, struct sweep_part *list, uint32_t n)
{
	struct seen *s = ctx;
	uint32_t kept = 0;
	s->lists++;
	for (uint32_t i = 0; i < n; i++) {
		if (was_seen(s, list[i]))
			continue;
		list[kept++] = list[i];
		if (list[i].f == DD_TRUE)
			break;
	}
	return kept;
}

static uint32_t first_label(void *ctx, const struct sweep_part *list, uint32_t n)
{
	(void)ctx;
	return n ? list[0].tag : TABLE_DD_NONE;
}

dd table_dd(struct dd_manager *m, const struct box_table *t, const uint32_t *label)
{
	struct arena own;
	arena_init(&own);
	assert(dd_columns(m) == t->k);
	struct sweep_part *part = arena_array(&own, struct sweep_part, t->n);
	struct dd_box box = {arena_array(&own, uint32_t, t->k), arena_array(&own, uint32_t, t->k)};
	for (uint32_t i = 0; i < t->n; i++) {
		for (uint32_t c = 0; c < t->k; c++) {
			box.lo[c] = t->lo[c][i];
			box.hi[c] = t->hi[c][i];
		}
		assert(label[i] != TABLE_DD_NONE);
		part[i] = (struct sweep_part){label[i], dd_of_box(m, &box)};
	}
	struct seen seen = {.cap = 64};
	while (seen.cap < 2 * t->n)
		seen.cap *= 2;
	seen.at = arena_array(&own, struct sweep_part, seen.cap);
	seen.list = arena_array(&own, uint32_t, seen.cap);
	struct sweep_rule rule = {.prune = prune_first, .leaf = first_label, .ctx = &seen};
	dd f = dd_sweep(m, part, t->n, &rule);
	arena_free(&own);
	return f;
}

/* ---- differences ---- */

struct changes {
	struct arena *a;
	struct map known;
	VEC(struct table_change) list;
};

static uint32_t change_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	struct changes *c = ctx;
	uint64_t key = (uint64_t)v[0] << 32 | v[1];
	uint32_t at;
	assert(n == 2);
	if (v[0] == v[1])
		return 0;
	if (!map_get(&c->known, key, &at)) {
		at = c->list.n;
		map_put(&c->known, key, at);
		vec_push(c->a, &c->list, ((struct table_change){v[0], v[1]}));
	}
	return 1 + at;
}

static void same_is_same(void *ctx, dd *parts, uint32_t n)
{
	(void)ctx;
	(void)n;
	if (parts[0] == parts[1])
		parts[0] = parts[1] = DD_FALSE;
}

struct table_diff table_dd_diff(struct dd_manager *m, dd f, dd g, struct arena *a)
{
	struct changes c = {.a = a, .known = {.a = a}};
	struct dd_rule rule = {.leaf = change_leaf, .prune = same_is_same, .ctx = &c};
	dd where = dd_combine(m, (dd[]){f, g}, 2, &rule);
	return (struct table_diff){where, c.list.at, c.list.n};
}
