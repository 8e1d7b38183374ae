/* SPDX-License-Identifier: MIT
 * Diagrams as tables. */
#include "diff/walk.h"

#include "space/dd_read.h"

#define TABLE_MOST (1u << 24) /* entries */

static void lay_edges(struct walk *w, const struct dd_manager *m, struct dd_list list,
                      struct arena *a)
{
	uint32_t edges = 0;
	for (uint32_t i = 0; i < list.n; i++)
		edges += dd_node(m, list.at[i]).n;
	w->n = list.n;
	w->node = arena_array(a, struct walk_node, list.n);
	w->edge = arena_array(a, struct walk_edge, edges);
	edges = 0;
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node x = dd_node(m, list.at[i]);
		w->node[i] = (struct walk_node){x.col, edges, x.n};
		w->tested[x.col] = true;
		for (uint32_t k = 0; k < x.n; k++)
			w->edge[edges++] = (struct walk_edge){
				x.start[k], dd_is_leaf(x.kid[k]) ? x.kid[k] : dd_place(list, x.kid[k])};
	}
}

/* One entry a rank. */
static void lay_table(struct walk *w, const struct dd_manager *m, struct arena *a,
                      struct arena *scratch)
{
	uint64_t size = 0;
	for (uint32_t i = 0; i < w->n; i++)
		size += 1 + dd_ranks(m, w->node[i].level);
	if (size > TABLE_MOST)
		return;
	struct arena_mark mark = arena_mark(scratch);
	uint32_t *place = arena_array(scratch, uint32_t, w->n), at = 0;
	w->table = arena_array(a, uint32_t, size);
	for (uint32_t i = 0; i < w->n; i++) {
		const struct walk_node *x = &w->node[i];
		place[i] = at;
		w->table[at++] = x->level;
		for (uint32_t k = 0; k < x->n; k++) {
			const struct walk_edge *e = &w->edge[x->first + k];
			uint32_t end = k + 1 < x->n ? e[1].start : dd_ranks(m, x->level);
			for (uint32_t r = e->start; r < end; r++)
				w->table[at++] = dd_is_leaf(e->to) ? e->to : place[e->to];
		}
	}
	w->root = place[w->n - 1];
	arena_reset(scratch, mark);
}

struct walk walk_make(const struct dd_manager *m, dd f, struct arena *a, struct arena *scratch)
{
	struct walk w = {.f = f, .root = f, .top = f, .tested = arena_array(a, bool, dd_columns(m))};
	if (dd_is_leaf(f))
		return w;
	struct arena_mark mark = arena_mark(scratch);
	lay_edges(&w, m, dd_topo(m, f, scratch), a);
	arena_reset(scratch, mark);
	lay_table(&w, m, a, scratch);
	w.top = w.n - 1;
	return w;
}

void walk_possible(const struct walk *w, const struct dd_box *box, bool *reached, bool *seen)
{
	if (!w->n) {
		seen[dd_value(w->top)] = true;
		return;
	}
	reached[w->top] = true;
	for (uint32_t i = w->n; i-- > 0;) {
		const struct walk_node *x = &w->node[i];
		if (!reached[i])
			continue;
		reached[i] = false;
		for (uint32_t k = 0; k < x->n; k++) {
			const struct walk_edge *e = &w->edge[x->first + k];
			bool before = k + 1 < x->n && e[1].start <= box->lo[x->level];
			if (before || e->start > box->hi[x->level])
				continue;
			if (dd_is_leaf(e->to))
				seen[dd_value(e->to)] = true;
			else
				reached[e->to] = true;
		}
	}
}
