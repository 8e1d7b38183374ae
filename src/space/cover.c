/* SPDX-License-Identifier: MIT
 *
 * Splitting regions. A list holds the boxes that meet the region, each with the columns in which it
 * does not span the region ("open"): a cut in one column changes one bit. A box without open columns
 * covers the region; columns that are open in no box need no cut.
 */
#include "space/cover.h"

#include "space/overlap.h"

#include <assert.h>
#include <string.h>

#define SAMPLE 64u   /* boxes of a list whose ends are considered as cuts of a column */
#define DEPTH 10000u /* cuts inside each other; past it nothing is decided */

struct split {
	const struct box_table *t;
	struct arena *scratch;
	uint32_t words;    /* of a set of columns */
	uint32_t *lo, *hi; /* the region, changed and restored on the way */
	uint64_t *budget;
	struct dd_box *hole;
	uint32_t depth;
	uint32_t limbs; /* of volumes */
};

struct list {
	uint32_t n;
	uint32_t *box;
	uint64_t *open; /* by box: words */
};

static bool has_column(const uint64_t *set, uint32_t c)
{
	return set[c / 64] >> (c % 64) & 1;
}

static void add_column(uint64_t *set, uint32_t c)
{
	set[c / 64] |= (uint64_t)1 << (c % 64);
}

static bool spend(struct split *s, uint64_t n)
{
	bool enough = *s->budget >= n;
	*s->budget -= enough ? n : *s->budget;
	return enough;
}

/* ---- lists ---- */

static struct list new_list(struct split *s, uint32_t room)
{
	return (struct list){0, arena_array(s->scratch, uint32_t, room),
	                     arena_array(s->scratch, uint64_t, (size_t)room * s->words)};
}

static bool is_empty_set(const struct split *s, const uint64_t *set)
{
	uint64_t any = 0;
	for (uint32_t w = 0; w < s->words; w++)
		any |= set[w];
	return any == 0;
}

/* The boxes of `from` that meet the region; true as soon as one covers it. */
static bool first_list(struct split *s, const uint32_t *from, uint32_t n, struct list *out)
{
	const struct box_table *t = s->t;
	*out = new_list(s, n);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t *open = out->open + (size_t)out->n * s->words;
		memset(open, 0, s->words * sizeof *open);
		bool meets = true;
		for (uint32_t c = 0; meets && c < t->k; c++) {
			uint32_t lo = t->lo[c][from[i]], hi = t->hi[c][from[i]];
			meets = lo <= s->hi[c] && hi >= s->lo[c];
			if (lo > s->lo[c] || hi < s->hi[c])
				add_column(open, c);
		}
		if (meets && is_empty_set(s, open))
			return true;
		if (meets)
			out->box[out->n++] = from[i];
	}
	return false;
}

/* The same after the region was cut in column c. */
static bool next_list(struct split *s, const struct list *from, uint32_t c, struct list *out)
{
	const uint32_t *lo = s->t->lo[c], *hi = s->t->hi[c], first = s->lo[c], last = s->hi[c];
	*out = new_list(s, from->n);
	for (uint32_t i = 0; i < from->n; i++) {
		uint32_t b = from->box[i];
		if (lo[b] > last || hi[b] < first)
			continue;
		uint64_t *open = out->open + (size_t)out->n * s->words;
		memcpy(open, from->open + (size_t)i * s->words, s->words * sizeof *open);
		if (lo[b] <= first && hi[b] >= last) {
			open[c / 64] &= ~((uint64_t)1 << (c % 64));
			if (is_empty_set(s, open))
				return true;
		}
		out->box[out->n++] = b;
	}
	return false;
}

/* ---- where to cut ---- */

struct cut {
	uint32_t col, at; /* left: up to at - 1 */
	uint32_t cost;
};

static void insert(uint32_t *at, uint32_t n, uint32_t x)
{
	for (; n > 0 && at[n - 1] > x; n--)
		at[n] = at[n - 1];
	at[n] = x;
}

/* The best cut of one column by a sample of the boxes: the fewest on the larger side, then on both. */
static void cut_column(const struct split *s, const struct list *l, uint32_t c, struct cut *best)
{
	uint32_t lo[SAMPLE + 1], hi[SAMPLE + 1], n = 0, left = 0, gone = 0;
	uint32_t step = l->n / SAMPLE + 1;
	for (uint32_t i = 0; i < l->n; i += step, n++) {
		insert(lo, n, s->t->lo[c][l->box[i]]);
		insert(hi, n, s->t->hi[c][l->box[i]]);
	}
	/* a cut stands where a box begins or behind its end */
	while (left < n || gone < n) {
		bool begins = left < n && (gone == n || lo[left] <= hi[gone] + 1);
		uint32_t at = begins ? lo[left] : hi[gone] + 1;
		if (at > s->hi[c])
			break;
		uint32_t right = n - gone;
		for (uint32_t g = gone; g < n && hi[g] < at; g++)
			right--;
		uint32_t more = left > right ? left : right, cost = step * (2 * more + left + right);
		if (at > s->lo[c] && cost < best->cost)
			*best = (struct cut){c, at, cost};
		while (left < n && lo[left] == at)
			left++;
		while (gone < n && hi[gone] + 1 == at)
			gone++;
	}
}

static uint64_t *open_columns(struct split *s, const struct list *l)
{
	uint64_t *any = arena_array(s->scratch, uint64_t, s->words);
	for (size_t i = 0; i < (size_t)l->n * s->words; i++)
		any[i % s->words] |= l->open[i];
	return any;
}

static struct cut best_cut(struct split *s, const struct list *l, const uint64_t *open)
{
	struct cut best = {.cost = UINT32_MAX};
	for (uint32_t c = 0; c < s->t->k; c++)
		if (has_column(open, c))
			cut_column(s, l, c, &best);
	assert(best.cost != UINT32_MAX);
	return best;
}

/* ---- independent groups ---- */

/* The boxes of the first group: those that hang together with the first through open columns. */
static uint64_t *first_group(struct split *s, const struct list *l)
{
	uint64_t *group = arena_array(s->scratch, uint64_t, s->words);
	memcpy(group, l->open, s->words * sizeof *group);
	for (bool more = true; more;) {
		more = false;
		for (uint32_t i = 0; i < l->n; i++) {
			const uint64_t *open = l->open + (size_t)i * s->words;
			uint64_t common = 0, added = 0;
			for (uint32_t w = 0; w < s->words; w++) {
				common |= open[w] & group[w];
				added |= open[w] & ~group[w];
			}
			for (uint32_t w = 0; common && w < s->words; w++)
				group[w] |= open[w];
			more |= common && added;
		}
	}
	return group;
}

/* Lists parted by whether their open columns lie in the group. */
static void part(struct split *s, const struct list *l, const uint64_t *group, struct list *in,
                 struct list *out)
{
	*in = new_list(s, l->n);
	*out = new_list(s, l->n);
	for (uint32_t i = 0; i < l->n; i++) {
		const uint64_t *open = l->open + (size_t)i * s->words;
		uint64_t common = 0;
		for (uint32_t w = 0; w < s->words; w++)
			common |= open[w] & group[w];
		struct list *to = common ? in : out;
		memcpy(to->open + (size_t)to->n * s->words, open, s->words * sizeof *open);
		to->box[to->n++] = l->box[i];
	}
}

static bool all_in(const struct split *s, const uint64_t *set, const uint64_t *group)
{
	bool all = true;
	for (uint32_t w = 0; w < s->words; w++)
		all = all && !(set[w] & ~group[w]);
	return all;
}

/* ---- the search ---- */

static enum cover search(struct split *s, const struct list *l, const uint64_t *columns);

/* The side left of the cut, or right of it. */
static enum cover search_side(struct split *s, const struct list *l, const uint64_t *columns,
                              struct cut cut, bool right)
{
	uint32_t *end = right ? s->lo : s->hi, kept = end[cut.col];
	struct arena_mark mark = arena_mark(s->scratch);
	struct list side;
	end[cut.col] = right ? cut.at : cut.at - 1;
	enum cover is = next_list(s, l, cut.col, &side) ? COVER_YES : search(s, &side, columns);
	end[cut.col] = kept;
	arena_reset(s->scratch, mark);
	return is;
}

/* A gap is sooner found where fewer boxes are. */
static bool right_first(const struct split *s, const struct list *l, struct cut cut)
{
	uint32_t left = 0, right = 0;
	for (uint32_t i = 0; i < l->n; i++) {
		left += s->t->lo[cut.col][l->box[i]] < cut.at;
		right += s->t->hi[cut.col][l->box[i]] >= cut.at;
	}
	return right < left;
}

static enum cover search_cut(struct split *s, const struct list *l, const uint64_t *columns,
                             const uint64_t *open)
{
	struct cut cut = best_cut(s, l, open);
	bool right = right_first(s, l, cut);
	enum cover one = search_side(s, l, columns, cut, right);
	if (one == COVER_NO)
		return COVER_NO;
	enum cover other = search_side(s, l, columns, cut, !right);
	return other == COVER_NO ? COVER_NO : one == COVER_YES ? other : COVER_UNDECIDED;
}

/* Each group for itself: a hole of the region is a hole of every group. */
static enum cover search_groups(struct split *s, const struct list *l, const uint64_t *columns,
                                const uint64_t *group)
{
	struct list in, out;
	uint64_t *rest = arena_array(s->scratch, uint64_t, s->words);
	for (uint32_t w = 0; w < s->words; w++)
		rest[w] = columns[w] & ~group[w];
	part(s, l, group, &in, &out);
	enum cover one = search(s, &in, group);
	if (one == COVER_YES)
		return COVER_YES;
	enum cover other = search(s, &out, rest);
	return other == COVER_YES ? COVER_YES : one == COVER_NO ? other : COVER_UNDECIDED;
}

static void keep_hole(struct split *s, const uint64_t *columns)
{
	for (uint32_t c = 0; c < s->t->k; c++)
		if (has_column(columns, c)) {
			s->hole->lo[c] = s->lo[c];
			s->hole->hi[c] = s->hi[c];
		}
}

/* columns: those in which the list's boxes may be open; a hole is told in them. */
static enum cover search(struct split *s, const struct list *l, const uint64_t *columns)
{
	if (l->n == 0) {
		keep_hole(s, columns);
		return COVER_NO;
	}
	if (!spend(s, l->n) || s->depth == DEPTH)
		return COVER_UNDECIDED;
	struct arena_mark mark = arena_mark(s->scratch);
	s->depth++;
	uint64_t *open = open_columns(s, l), *group = first_group(s, l);
	enum cover is = all_in(s, open, group) ? search_cut(s, l, columns, open)
	                                       : search_groups(s, l, columns, group);
	s->depth--;
	arena_reset(s->scratch, mark);
	return is;
}

static struct split split_of(const struct box_table *t, const struct dd_box *region,
                             uint64_t *budget, struct arena *scratch)
{
	struct split s = {.t = t, .scratch = scratch, .budget = budget, .words = (t->k + 63) / 64};
	s.lo = arena_array(scratch, uint32_t, t->k);
	s.hi = arena_array(scratch, uint32_t, t->k);
	memcpy(s.lo, region->lo, t->k * sizeof *s.lo);
	memcpy(s.hi, region->hi, t->k * sizeof *s.hi);
	return s;
}

static uint64_t *all_columns(struct split *s)
{
	uint64_t *all = arena_array(s->scratch, uint64_t, s->words);
	for (uint32_t c = 0; c < s->t->k; c++)
		add_column(all, c);
	return all;
}

enum cover cover_box(const struct box_table *t, const struct dd_box *region, const uint32_t *list,
                     uint32_t n, uint64_t *budget, struct dd_box *hole, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct split s = split_of(t, region, budget, scratch);
	s.hole = hole;
	struct list l;
	enum cover is = COVER_YES;
	if (!spend(&s, n))
		is = COVER_UNDECIDED;
	else if (!first_list(&s, list, n, &l))
		is = search(&s, &l, all_columns(&s));
	arena_reset(scratch, mark);
	return is;
}

/* ---- volumes ---- */

uint32_t cover_limbs(const struct box_table *t)
{
	uint32_t bits = 0;
	for (uint32_t c = 0; c < t->k; c++)
		for (uint32_t r = t->ranks[c]; r; r >>= 1)
			bits++;
	return bits / 32 + 1;
}

static void size_in(const struct split *s, const uint64_t *columns, struct big out)
{
	big_set(out, 1);
	for (uint32_t c = 0; c < s->t->k; c++)
		if (!columns || has_column(columns, c))
			big_scale(out, s->hi[c] - s->lo[c] + 1);
}

void cover_size(const struct box_table *t, const struct dd_box *region, struct big out)
{
	big_set(out, 1);
	for (uint32_t c = 0; c < t->k; c++)
		big_scale(out, region->hi[c] - region->lo[c] + 1);
}

static bool volume(struct split *s, const struct list *l, const uint64_t *columns, struct big out);

static bool volume_side(struct split *s, const struct list *l, const uint64_t *columns,
                        struct cut cut, bool right, struct big out)
{
	uint32_t *end = right ? s->lo : s->hi, kept = end[cut.col];
	struct list side;
	end[cut.col] = right ? cut.at : cut.at - 1;
	bool known = true;
	if (next_list(s, l, cut.col, &side))
		big_set(out, 0);
	else
		known = volume(s, &side, columns, out);
	end[cut.col] = kept;
	return known;
}

/* What one box leaves of the region. */
static void volume_less(struct split *s, uint32_t box, const uint64_t *columns, struct big out)
{
	struct big part = big_new(s->scratch, out.n);
	size_in(s, columns, out);
	big_set(part, 1);
	for (uint32_t c = 0; c < s->t->k; c++) {
		uint32_t lo = s->t->lo[c][box], hi = s->t->hi[c][box];
		lo = lo < s->lo[c] ? s->lo[c] : lo;
		hi = hi > s->hi[c] ? s->hi[c] : hi;
		if (has_column(columns, c))
			big_scale(part, hi - lo + 1);
	}
	big_sub(out, part);
}

static bool volume_groups(struct split *s, const struct list *l, const uint64_t *columns,
                          const uint64_t *group, struct big out)
{
	struct list in, other;
	struct big left = big_new(s->scratch, out.n), spare = big_new(s->scratch, out.n);
	uint64_t *rest = arena_array(s->scratch, uint64_t, s->words);
	for (uint32_t w = 0; w < s->words; w++)
		rest[w] = columns[w] & ~group[w];
	part(s, l, group, &in, &other);
	if (!volume(s, &in, group, out))
		return false;
	if (big_is_zero(out))
		return true;
	if (!volume(s, &other, rest, left))
		return false;
	big_mul(out, left, spare);
	return true;
}

static bool volume_cut(struct split *s, const struct list *l, const uint64_t *columns,
                       const uint64_t *open, struct big out)
{
	struct cut cut = best_cut(s, l, open);
	struct big right = big_new(s->scratch, out.n);
	if (!volume_side(s, l, columns, cut, false, out) ||
	    !volume_side(s, l, columns, cut, true, right))
		return false;
	big_add(out, right);
	return true;
}

/* What the list leaves of the region, over these columns only. */
static bool volume(struct split *s, const struct list *l, const uint64_t *columns, struct big out)
{
	if (l->n == 0) {
		size_in(s, columns, out);
		return true;
	}
	if (!spend(s, l->n) || s->depth == DEPTH)
		return false;
	struct arena_mark mark = arena_mark(s->scratch);
	bool known = true;
	s->depth++;
	if (l->n == 1) {
		volume_less(s, l->box[0], columns, out);
	} else {
		uint64_t *open = open_columns(s, l), *group = first_group(s, l);
		known = all_in(s, open, group) ? volume_cut(s, l, columns, open, out)
		                               : volume_groups(s, l, columns, group, out);
	}
	s->depth--;
	arena_reset(s->scratch, mark);
	return known;
}

bool cover_volume(const struct box_table *t, const struct dd_box *region, const uint32_t *list,
                  uint32_t n, uint64_t *budget, struct big out, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	struct split s = split_of(t, region, budget, scratch);
	struct list l;
	bool known = spend(&s, n);
	if (known && first_list(&s, list, n, &l))
		big_set(out, 0);
	else if (known)
		known = volume(&s, &l, all_columns(&s), out);
	arena_reset(scratch, mark);
	return known;
}
