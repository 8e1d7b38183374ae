/* SPDX-License-Identifier: MIT
 *
 * Conflicts and gaps of a slot by the box engines.
 */
#include "space/slot_box.h"

#include "space/build.h"
#include "space/dd_read.h"
#include "space/overlap.h"

#include <assert.h>
#include <stdlib.h>

/* ---- conflicts ---- */

/* It hangs on a condition that nobody can answer. */
static bool tests_hole(const struct space *s, dd f)
{
	struct arena_mark mark = arena_mark(s->scratch);
	bool *tested = arena_array(s->scratch, bool, s->columns.n + 1), any = false;
	dd_support(s->dd, f, tested);
	for (uint32_t level = s->columns.n; level-- > 0;) {
		if (s->columns.at[s->column_at[level]].kind != COL_HOLE)
			break;
		any |= tested[level];
	}
	arena_reset(s->scratch, mark);
	return any;
}

static bool is_hole(const struct slot_ctx *c, uint32_t place)
{
	const struct rule *r = &c->s->m->rules.at[c->rules.at[place]];
	for (uint32_t k = 0; k < r->statements.n; k++)
		if (r->statements.at[k].slot == c->slot && r->statements.at[k].kind != ST_HOLE)
			return false;
	return true;
}

struct clashing {
	struct slot_words *w;
	const uint32_t *place; /* by member: the rule's place in the slot */
	const struct rule_boxes *boxes;
	struct arena *a;
	bool once;       /* every rule is one box: no pair is met twice */
	struct map seen; /* else: by pair of members */
	VEC(struct overlap_pair) list;
	uint32_t limit;
	uint64_t count;
};

static bool later(struct overlap_pair a, struct overlap_pair b)
{
	return a.first != b.first ? a.first > b.first : a.second > b.second;
}

/* The first `limit` pairs, sorted by insertion: few are asked for. */
static void keep_pair(struct clashing *k, struct overlap_pair x)
{
	k->count++;
	if (k->list.n == k->limit) {
		if (!k->limit || !later(vec_last(&k->list), x))
			return;
		k->list.n--;
	}
	vec_push(k->a, &k->list, x);
	uint32_t i = k->list.n - 1;
	for (; i > 0 && later(k->list.at[i - 1], x); i--)
		k->list.at[i] = k->list.at[i - 1];
	k->list.at[i] = x;
}

static void add_members(struct clashing *k, uint32_t one, uint32_t other)
{
	uint32_t known;
	struct overlap_pair x = {one < other ? one : other, one < other ? other : one};
	uint64_t key = (uint64_t)x.first << 32 | x.second;
	if (!slot_words_clash(k->w, k->w->said[k->place[one]], k->w->said[k->place[other]]))
		return;
	if (!k->once) {
		if (map_get(&k->seen, key, &known))
			return;
		map_put(&k->seen, key, 1);
	}
	keep_pair(k, x);
}

static void add_boxes(void *ctx, uint32_t first, uint32_t second)
{
	struct clashing *k = ctx;
	add_members(k, k->boxes->t->rule[first], k->boxes->t->rule[second]);
}

#define ODD_RULES 64u /* rules that are no boxes are held against all others one by one */

/* False: too many, or over budget. */
static bool add_odd(struct space *s, struct clashing *k, const dd *f)
{
	const struct rule_boxes *b = k->boxes;
	uint32_t odd = 0;
	for (uint32_t i = 0; i < b->n; i++)
		odd += !b->plain[i];
	for (uint32_t i = 0; i < b->n && odd <= ODD_RULES; i++)
		for (uint32_t j = 0; !b->plain[i] && j < b->n; j++) {
			if (j == i || (!b->plain[j] && j < i))
				continue;
			dd both = dd_and(s->dd, f[i], f[j]);
			if (both == DD_BAD)
				return false;
			if (both != DD_FALSE)
				add_members(k, i, j);
		}
	return odd <= ODD_RULES;
}

/* The rules that say something, where they are asked; false: some say no constant, or cannot be answered. */
static bool members_of(struct slot_ctx *c, struct slot_words *w, dd asked, dd *f, uint32_t *place,
                       uint32_t *n)
{
	struct space *s = c->s;
	for (uint32_t i = 0; i < c->rules.n; i++) {
		if (is_hole(c, i))
			continue;
		dd here = dd_and(s->dd, s->applies[c->rules.at[i]], asked);
		if (w->said[i] == NONE || here == DD_BAD || tests_hole(s, here))
			return false;
		f[*n] = here;
		place[(*n)++] = i;
	}
	return true;
}

struct slot_clashes slot_clashes_of(struct space *s, uint32_t slot, dd asked, uint32_t limit,
                                    struct arena *a)
{
	struct slot_clashes out = {0};
	struct slot_ctx c = slot_ctx_of(s, slot);
	struct slot_words *w = slot_words_of(&c, a);
	uint32_t *place = arena_array(a, uint32_t, c.rules.n), n = 0;
	dd *f = arena_array(a, dd, c.rules.n);
	dd inside = s->inside[s->m->slots.at[slot].service];
	bool open = !c.about_case && (inside == DD_BAD || tests_hole(s, inside));
	if (open || asked == DD_BAD || !members_of(&c, w, asked, f, place, &n))
		return out;
	uint32_t *said = arena_array(a, uint32_t, n);
	for (uint32_t i = 0; i < n; i++)
		said[i] = w->said[place[i]];
	struct rule_boxes b = rule_boxes_of(s->dd, f, said, n, a);
	struct clashing k = {.w = w, .place = place, .boxes = &b, .a = a, .seen = {.a = a}};
	k.limit = limit;
	k.once = b.t->n <= n && b.all_plain;
	for (uint32_t i = 0; i < n; i++)
		k.once &= b.first[i + 1] - b.first[i] <= 1;
	if (!add_odd(s, &k, f))
		return out;
	overlap_each(b.x, OVERLAP_DIFFERENT, add_boxes, &k);
	struct slot_clash *at = arena_array(a, struct slot_clash, k.list.n);
	for (uint32_t i = 0; i < k.list.n; i++) {
		struct overlap_pair x = k.list.at[i];
		at[i] = (struct slot_clash){c.rules.at[place[x.first]], c.rules.at[place[x.second]],
		                            dd_and(s->dd, f[x.first], f[x.second])};
	}
	return (struct slot_clashes){at, k.list.n, k.count, true};
}

/* ---- gaps ---- */

struct uncovered uncovered_open(struct space *s, const dd *f, uint32_t n, dd asked, struct arena *a)
{
	struct uncovered u = {.s = s, .asked = asked, .odd = DD_FALSE, .n = n, .a = a};
	dd *all = arena_array(a, dd, n + 1);
	for (uint32_t i = 0; i < n; i++)
		all[i] = f[i];
	all[n] = asked;
	u.boxes = rule_boxes_of(s->dd, all, NULL, n + 1, a);
	for (uint32_t i = 0; i < n; i++)
		if (!u.boxes.plain[i])
			u.odd = f[i] == DD_BAD ? DD_BAD : dd_or(s->dd, u.odd, f[i]);
	u.regions = u.boxes.t;
	u.region = u.boxes.first[n];
	u.t = box_table_new(a, u.regions->k, u.regions->ranks);
	uint32_t *lo = arena_array(a, uint32_t, u.t->k), *hi = arena_array(a, uint32_t, u.t->k);
	for (uint32_t i = 0; i < u.region; i++) {
		for (uint32_t c = 0; c < u.t->k; c++) {
			lo[c] = u.regions->lo[c][i];
			hi[c] = u.regions->hi[c][i];
		}
		box_table_add(u.t, lo, hi, 0, i, 0);
	}
	return u;
}

#define HOLES_SHOWN 64u

/* In the region at hand. */
static enum cover next_in_region(struct uncovered *u, dd *hole)
{
	struct space *s = u->s;
	uint32_t k = u->t->k;
	struct dd_box region = {arena_array(u->a, uint32_t, k), arena_array(u->a, uint32_t, k)};
	struct dd_box box = {arena_array(u->a, uint32_t, k), arena_array(u->a, uint32_t, k)};
	for (uint32_t c = 0; c < k; c++) {
		region.lo[c] = u->regions->lo[c][u->region];
		region.hi[c] = u->regions->hi[c][u->region];
	}
	while (u->shown < HOLES_SHOWN) {
		uint64_t budget = COVER_BUDGET;
		const struct box_index *x = box_index_new(u->t, u->a, s->scratch);
		struct cover_gap gap = cover_region(x, &region, &budget, &box, s->scratch);
		if (gap.is != COVER_NO)
			return gap.is;
		if (!gap.found)
			break;
		u->shown++;
		box_table_add(u->t, box.lo, box.hi, 0, u->n, 0);
		struct dd_box lifted = rule_boxes_lift(&u->boxes, s->dd, &box, u->a);
		*hole = dd_and(s->dd, dd_of_box(s->dd, &lifted), dd_not(s->dd, u->odd));
		if (*hole == DD_BAD)
			break;
		if (*hole != DD_FALSE)
			return COVER_NO;
	}
	return COVER_UNDECIDED;
}

enum cover uncovered_next(struct uncovered *u, dd *hole)
{
	if (u->odd == DD_BAD || u->asked == DD_BAD || !u->boxes.plain[u->n])
		return COVER_UNDECIDED;
	for (; u->region < u->boxes.first[u->n + 1]; u->region++) {
		enum cover is = next_in_region(u, hole);
		if (is != COVER_YES)
			return is;
	}
	return COVER_YES;
}
