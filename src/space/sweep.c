/* SPDX-License-Identifier: MIT
 *
 * The sweep over lists of diagrams.
 */
#include "space/sweep.h"

#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Lists and their results; a list's words stand in the arena. */
struct known {
	uint64_t hash;
	const struct sweep_part *list;
	uint32_t n;
	dd result;
};

struct sweep {
	struct dd_manager *m;
	const struct sweep_rule *rule;
	struct arena *kept; /* of what is known */
	struct arena own;   /* of the lists on the way down */
	struct known *known;
	uint32_t used, cap;
};

/* ---- what is known ---- */

static struct known *place(const struct sweep *s, uint64_t hash, const struct sweep_part *list,
                           uint32_t n)
{
	for (uint32_t at = (uint32_t)hash;; at++) {
		struct known *k = &s->known[at & (s->cap - 1)];
		bool same = k->list && k->hash == hash && k->n == n &&
		            !memcmp(k->list, list, n * sizeof *list);
		if (!k->list || same)
			return k;
	}
}

static void grow(struct sweep *s)
{
	struct sweep old = *s;
	s->cap = old.cap ? 2 * old.cap : 256;
	s->known = arena_array(s->kept, struct known, s->cap);
	for (uint32_t i = 0; i < old.cap; i++)
		if (old.known[i].list)
			*place(s, old.known[i].hash, old.known[i].list, old.known[i].n) = old.known[i];
}

static void remember(struct sweep *s, uint64_t hash, const struct sweep_part *list, uint32_t n,
                     dd result)
{
	if (2 * s->used >= s->cap)
		grow(s);
	struct sweep_part *copy = arena_array(s->kept, struct sweep_part, n);
	memcpy(copy, list, n * sizeof *copy);
	*place(s, hash, list, n) = (struct known){hash, copy, n, result};
	s->used++;
}

static uint64_t hash_list(const struct sweep_part *list, uint32_t n)
{
	uint64_t h = n;
	for (uint32_t i = 0; i < n; i++)
		h = hash_mix(h, (uint64_t)list[i].tag << 32 | list[i].f);
	return h;
}

/* ---- one list ---- */

/* The list below the current interval of its column. */
struct front {
	const struct sweep_part *list;
	uint32_t n, col;
	uint32_t *edge;  /* by part: the edge of its node that holds here */
	dd *kid;         /* by part */
	uint64_t *alive; /* parts whose kid is not DD_FALSE */
	uint64_t *event; /* start << 32 | part: where a part takes its next edge; sorted */
	uint32_t events, next;
};

static int by_word(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static void sort_events(uint64_t *at, uint32_t n)
{
	if (n > 32) {
		qsort(at, n, sizeof *at, by_word);
		return;
	}
	for (uint32_t i = 1; i < n; i++) {
		uint64_t x = at[i];
		uint32_t k = i;
		for (; k > 0 && at[k - 1] > x; k--)
			at[k] = at[k - 1];
		at[k] = x;
	}
}

static void set_kid(struct front *f, uint32_t part, dd kid)
{
	uint64_t bit = (uint64_t)1 << (part % 64);
	f->kid[part] = kid;
	if (kid == DD_FALSE)
		f->alive[part / 64] &= ~bit;
	else
		f->alive[part / 64] |= bit;
}

static bool tests(const struct sweep *s, const struct front *f, uint32_t part)
{
	dd x = f->list[part].f;
	return !dd_is_leaf(x) && dd_node(s->m, x).col == f->col;
}

static void open_front(struct sweep *s, const struct sweep_part *list, uint32_t n, struct front *f)
{
	uint32_t events = 0;
	*f = (struct front){.list = list, .n = n, .col = UINT32_MAX};
	for (uint32_t i = 0; i < n; i++)
		if (!dd_is_leaf(list[i].f) && dd_node(s->m, list[i].f).col < f->col)
			f->col = dd_node(s->m, list[i].f).col;
	f->edge = arena_array(&s->own, uint32_t, n);
	f->kid = arena_array(&s->own, dd, n);
	f->alive = arena_array(&s->own, uint64_t, (n + 63) / 64);
	for (uint32_t i = 0; i < n; i++) {
		bool has = tests(s, f, i);
		events += has ? dd_node(s->m, list[i].f).n - 1 : 0;
		set_kid(f, i, has ? dd_node(s->m, list[i].f).kid[0] : list[i].f);
	}
	f->event = arena_array(&s->own, uint64_t, events);
	for (uint32_t i = 0; i < n; i++) {
		struct dd_node x = tests(s, f, i) ? dd_node(s->m, list[i].f) : (struct dd_node){0};
		for (uint32_t e = 1; e < x.n; e++)
			f->event[f->events++] = (uint64_t)x.start[e] << 32 | i;
	}
	sort_events(f->event, f->events);
}

/* To the next interval; false where there is none. *start: where it begins. */
static bool step(const struct sweep *s, struct front *f, uint32_t *start)
{
	if (f->next == f->events)
		return false;
	*start = (uint32_t)(f->event[f->next] >> 32);
	for (; f->next < f->events && f->event[f->next] >> 32 == *start; f->next++) {
		uint32_t part = (uint32_t)f->event[f->next];
		struct dd_node x = dd_node(s->m, f->list[part].f);
		set_kid(f, part, x.kid[++f->edge[part]]);
	}
	return true;
}

/* The lowest bit's place. */
static uint32_t lowest(uint64_t word)
{
	assert(word);
	return (uint32_t)__builtin_ctzll(word);
}

static uint32_t list_of(const struct front *f, struct sweep_part *out)
{
	uint32_t n = 0;
	for (uint32_t w = 0; w < (f->n + 63) / 64; w++)
		for (uint64_t left = f->alive[w]; left; left &= left - 1) {
			uint32_t i = 64 * w + lowest(left);
			out[n++] = (struct sweep_part){f->list[i].tag, f->kid[i]};
		}
	return n;
}

static dd build(struct sweep *s, struct sweep_part *list, uint32_t n);

static dd build_column(struct sweep *s, const struct sweep_part *list, uint32_t n)
{
	struct front f;
	open_front(s, list, n, &f);
	uint32_t *starts = arena_array(&s->own, uint32_t, f.events + 1), at = 0, cases = 0;
	dd *kids = arena_array(&s->own, dd, f.events + 1);
	struct sweep_part *part = arena_array(&s->own, struct sweep_part, n);
	do {
		dd kid = dd_spend(s->m, 1) ? build(s, part, list_of(&f, part)) : DD_BAD;
		if (kid == DD_BAD)
			return DD_BAD;
		if (cases == 0 || kids[cases - 1] != kid) {
			starts[cases] = at;
			kids[cases++] = kid;
		}
	} while (step(s, &f, &at));
	return dd_cases(s->m, f.col, starts, kids, cases);
}

static bool all_leaves(const struct sweep_part *list, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!dd_is_leaf(list[i].f))
			return false;
	return true;
}

/* May rewrite the list. */
static dd build(struct sweep *s, struct sweep_part *list, uint32_t n)
{
	if (s->rule->prune)
		n = s->rule->prune(s->rule->ctx, list, n);
	if (all_leaves(list, n))
		return dd_leaf(s->rule->leaf(s->rule->ctx, list, n));
	uint64_t hash = hash_list(list, n);
	const struct known *k = s->cap ? place(s, hash, list, n) : NULL;
	if (k && k->list)
		return k->result;
	if (!dd_spend(s->m, n))
		return DD_BAD;
	struct arena_mark mark = arena_mark(&s->own);
	dd result = build_column(s, list, n);
	arena_reset(&s->own, mark);
	if (result != DD_BAD)
		remember(s, hash, list, n, result);
	return result;
}

dd dd_sweep(struct dd_manager *m, const struct sweep_part *parts, uint32_t n,
            const struct sweep_rule *rule)
{
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	struct sweep s = {.m = m, .rule = rule, .kept = scratch};
	struct sweep_part *list = arena_array(scratch, struct sweep_part, n);
	uint32_t kept = 0;
	bool bad = dd_overrun(m);
	for (uint32_t i = 0; i < n; i++) {
		bad |= parts[i].f == DD_BAD;
		if (parts[i].f != DD_FALSE)
			list[kept++] = parts[i];
	}
	arena_init(&s.own);
	dd result = bad ? DD_BAD : build(&s, list, kept);
	arena_free(&s.own);
	arena_reset(scratch, mark);
	return result;
}
