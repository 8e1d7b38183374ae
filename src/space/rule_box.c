/* SPDX-License-Identifier: MIT
 *
 * Paths of diagrams as boxes of a table.
 */
#include "space/rule_box.h"

#include "space/dd_read.h"
#include "space/overlap.h"

#include <string.h>

struct writer {
	struct box_table *t; /* NULL: only counting */
	const uint32_t *level;
	uint32_t *lo, *hi; /* of one box */
	uint32_t rule, outcome, boxes;
};

static bool write_box(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct writer *w = ctx;
	if (!value)
		return true;
	for (uint32_t c = 0; w->t && c < w->t->k; c++) {
		w->lo[c] = path->lo[w->level[c]];
		w->hi[c] = path->hi[w->level[c]];
	}
	if (w->t)
		box_table_add(w->t, w->lo, w->hi, w->outcome, w->rule, 0);
	return ++w->boxes <= RULE_BOXES;
}

#define PATH_STEPS 4096u /* edges followed to find out whether a rule is plain */

static bool is_plain(const struct dd_manager *m, dd f)
{
	struct writer w = {0};
	return f != DD_BAD && dd_paths(m, f, NULL, PATH_STEPS, write_box, &w) == DD_WALK_DONE;
}

/* The columns that some plain member tests; the first one where there are none. */
static uint32_t columns_of(const struct dd_manager *m, const dd *f, const bool *plain, uint32_t n,
                           uint32_t *level)
{
	struct arena *scratch = dd_scratch(m);
	struct arena_mark mark = arena_mark(scratch);
	bool *tested = arena_array(scratch, bool, dd_columns(m));
	uint32_t k = 0;
	for (uint32_t i = 0; i < n; i++)
		if (plain[i])
			dd_support(m, f[i], tested);
	for (uint32_t c = 0; c < dd_columns(m); c++)
		if (tested[c])
			level[k++] = c;
	if (k == 0)
		level[k++] = 0;
	arena_reset(scratch, mark);
	return k;
}

struct rule_boxes rule_boxes_of(const struct dd_manager *m, const dd *f, const uint32_t *outcome,
                                uint32_t n, struct arena *a)
{
	struct rule_boxes r = {.n = n, .all_plain = true};
	uint32_t columns = dd_columns(m), *level = arena_array(a, uint32_t, columns);
	uint32_t *first = arena_array(a, uint32_t, n + 1), *ranks = arena_array(a, uint32_t, columns);
	bool *plain = arena_array(a, bool, n);
	for (uint32_t i = 0; i < n; i++) {
		plain[i] = is_plain(m, f[i]);
		r.all_plain &= plain[i];
	}
	uint32_t k = columns_of(m, f, plain, n, level);
	for (uint32_t c = 0; c < k; c++)
		ranks[c] = dd_ranks(m, level[c]);
	struct box_table *t = box_table_new(a, k, ranks);
	struct writer w = {.t = t, .level = level};
	w.lo = arena_array(a, uint32_t, k);
	w.hi = arena_array(a, uint32_t, k);
	for (uint32_t i = 0; i < n; i++) {
		first[i] = t->n;
		w.rule = i;
		w.outcome = outcome ? outcome[i] : 0;
		w.boxes = 0;
		if (plain[i])
			dd_paths(m, f[i], NULL, PATH_STEPS, write_box, &w);
	}
	first[n] = t->n;
	r.t = t;
	r.x = box_index_new(t, a, dd_scratch(m));
	r.level = level;
	r.first = first;
	r.plain = plain;
	return r;
}

uint32_t rule_boxes_before(const struct rule_boxes *r, uint32_t i, bool *mark, uint32_t *out,
                           struct arena *scratch)
{
	const struct box_table *t = r->t;
	struct arena_mark start = arena_mark(scratch);
	uint32_t *place = arena_array(scratch, uint32_t, t->n), n = 0, least = i;
	uint32_t *lo = arena_array(scratch, uint32_t, t->k), *hi = arena_array(scratch, uint32_t, t->k);
	for (uint32_t b = r->first[i]; b < r->first[i + 1]; b++) {
		for (uint32_t c = 0; c < t->k; c++) {
			lo[c] = t->lo[c][b];
			hi[c] = t->hi[c][b];
		}
		uint32_t met = overlap_meeting(r->x, lo, hi, place);
		for (uint32_t p = 0; p < met; p++) {
			uint32_t rule = t->rule[r->x->box[place[p]]];
			mark[rule] = rule < i;
			least = rule < least ? rule : least;
		}
	}
	for (uint32_t p = least; p < i; p++)
		if (mark[p]) {
			out[n++] = p;
			mark[p] = false;
		}
	arena_reset(scratch, start);
	return n;
}

struct dd_box rule_boxes_lift(const struct rule_boxes *r, const struct dd_manager *m,
                              const struct dd_box *box, struct arena *a)
{
	struct dd_box whole = dd_box_whole(m, a);
	for (uint32_t c = 0; c < r->t->k; c++) {
		whole.lo[r->level[c]] = box->lo[c];
		whole.hi[r->level[c]] = box->hi[c];
	}
	return whole;
}
