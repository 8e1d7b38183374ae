/* SPDX-License-Identifier: MIT
 *
 * A slot's diagram as a chain of levels, one for each column it depends on: level k has a row of next nodes for each of
 * its nodes, and the numbers of the last are answers. A node that does not test the column is a row of equal entries,
 * so a case takes one load a level and no branch. On the real catalogues that is half the size of nodes with edges.
 */
#include "emit/c_part.h"

#include <assert.h>
#include <string.h>

struct building {
	const struct plan *p;
	struct c_levels *out;
	struct arena *a;
	bool *starts;    /* by column: where the slot's ranks begin, `most` for each */
	uint32_t most;   /* ranks of a column, at most */
	uint32_t *place; /* by node: its place in the next level; NONE */
	uint32_t *leaf_place;
};

static uint32_t ranks_of(const struct plan *p, uint32_t column)
{
	return p->cuts[column].list.n;
}

static bool *starts_of(const struct building *b, uint32_t column)
{
	return b->starts + (size_t)column * b->most;
}

static void mark_starts(struct building *b, const struct plan_slot *s)
{
	memset(b->starts, 0, (size_t)b->p->columns.n * b->most * sizeof *b->starts);
	for (uint32_t i = s->first_node; i < s->first_node + s->nodes; i++) {
		const struct plan_node *n = &b->p->nodes.at[i];
		for (uint32_t k = 0; k < n->n; k++)
			starts_of(b, n->column)[n->start[k]] = true;
	}
}

/* From the column's ranks to the level's; NONE where they are the same. Equal lists are kept once. */
static uint32_t map_of(struct building *b, uint32_t column)
{
	VEC(uint32_t) list = {0};
	uint32_t ranks = ranks_of(b->p, column), local = 0;
	const bool *starts = starts_of(b, column);
	for (uint32_t i = 0; i < ranks; i++) {
		local += i > 0 && starts[i];
		vec_push(b->a, &list, local);
	}
	if (local + 1 == ranks)
		return NONE;
	for (uint32_t i = 0; i < b->out->list.n; i++) {
		const struct c_level *l = &b->out->list.at[i];
		if (l->column == column && l->map != NONE &&
		    memcmp(b->out->maps.at + l->map, list.at, ranks * sizeof *list.at) == 0)
			return l->map;
	}
	uint32_t at = b->out->maps.n;
	for (uint32_t i = 0; i < ranks; i++)
		vec_push(b->a, &b->out->maps, list.at[i]);
	return at;
}

static uint32_t *place_of(const struct building *b, uint32_t f)
{
	return f & PLAN_LEAF ? &b->leaf_place[f & ~PLAN_LEAF] : &b->place[f];
}

struct refs {
	VEC(uint32_t) list;
};

/* The row of one node; what it leads to is numbered as it is met. */
static void fill_row(struct building *b, struct c_level *l, uint32_t f, uint32_t *row,
                     struct refs *next)
{
	const struct plan_node *n = f & PLAN_LEAF ? NULL : &b->p->nodes.at[f];
	const bool *starts = starts_of(b, l->column);
	uint32_t edge = 0, local = 0;
	for (uint32_t rank = 0; rank < ranks_of(b->p, l->column); rank++) {
		if (rank > 0 && !starts[rank])
			continue;
		bool tests = n && n->column == l->column;
		while (tests && edge + 1 < n->n && n->start[edge + 1] <= rank)
			edge++;
		uint32_t kid = tests ? n->kid[edge] : f;
		if (*place_of(b, kid) == NONE) {
			*place_of(b, kid) = next->list.n;
			vec_push(b->a, &next->list, kid);
		}
		row[local++] = *place_of(b, kid);
	}
}

static struct refs add_level(struct building *b, uint32_t column, struct refs now)
{
	struct refs next = {0};
	struct c_level l = {.column = column, .nodes = now.list.n, .width = 1};
	for (uint32_t i = 1; i < ranks_of(b->p, column); i++)
		l.width += starts_of(b, column)[i];
	l.map = map_of(b, column);
	l.next = arena_array(b->a, uint32_t, (size_t)l.nodes * l.width);
	for (uint32_t i = 0; i < l.nodes; i++)
		fill_row(b, &l, now.list.at[i], l.next + (size_t)i * l.width, &next);
	for (uint32_t i = 0; i < next.list.n; i++)
		*place_of(b, next.list.at[i]) = NONE;
	l.reading = b->p->s->columns.at[b->p->columns.at[column]].reading;
	vec_push(b->a, &b->out->list, l);
	return next;
}

uint32_t c_local_leaf(const struct plan_slot *s, uint32_t leaf)
{
	return leaf ? leaf - s->first_leaf + 1 : 0;
}

/* The last level's numbers become the slot's answers. */
static void number_leaves(struct building *b, const struct plan_slot *s, struct refs last)
{
	struct c_level *l = &vec_last(&b->out->list);
	for (size_t i = 0; i < (size_t)l->nodes * l->width; i++)
		l->next[i] = c_local_leaf(s, last.list.at[l->next[i]] & ~PLAN_LEAF);
}

/* How many bytes an entry takes, and where the level begins in the table of those. */
static void settle(struct c_levels *out, struct c_level *l)
{
	uint32_t most = 0;
	size_t n = (size_t)l->nodes * l->width;
	for (size_t i = 0; i < n; i++)
		most = l->next[i] > most ? l->next[i] : most;
	l->bytes = most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : 3;
	assert(most < 1u << 24);
	l->at = out->size[l->bytes];
	out->size[l->bytes] += (uint32_t)n;
}

static void add_chain(struct building *b, uint32_t slot)
{
	const struct plan_slot *s = &b->p->slots[slot];
	struct c_chain *c = &b->out->slot[slot];
	c->first = b->out->list.n;
	c->answer = s->root == PLAN_BAD ? NONE
	          : s->root & PLAN_LEAF ? c_local_leaf(s, s->root & ~PLAN_LEAF)
	                                : 0;
	if (s->root & PLAN_LEAF)
		return;
	mark_starts(b, s);
	bool *tested = arena_array(b->a, bool, b->p->columns.n);
	for (uint32_t i = s->first_node; i < s->first_node + s->nodes; i++)
		tested[b->p->nodes.at[i].column] = true;
	struct refs now = {0};
	vec_push(b->a, &now.list, s->root);
	for (uint32_t i = 0; i < b->p->columns.n; i++)
		if (tested[i])
			now = add_level(b, i, now);
	number_leaves(b, s, now);
	c->n = b->out->list.n - c->first;
	for (uint32_t i = c->first; i < b->out->list.n; i++) {
		struct c_level *l = &b->out->list.at[i];
		settle(b->out, l);
		l->first = c->nodes;
		c->nodes += l->nodes;
		c->reading |= l->reading;
	}
}

struct c_levels *c_levels_make(const struct plan *p)
{
	struct c_levels *out = arena_new(p->a, struct c_levels);
	struct building b = {.p = p, .out = out, .a = p->a, .most = 1};
	for (uint32_t i = 0; i < p->columns.n; i++)
		b.most = ranks_of(p, i) > b.most ? ranks_of(p, i) : b.most;
	b.starts = arena_array(p->a, bool, (size_t)p->columns.n *b.most + 1);
	b.place = arena_array(p->a, uint32_t, p->nodes.n + 1);
	b.leaf_place = arena_array(p->a, uint32_t, p->leaves.n + 2);
	memset(b.place, 0xff, p->nodes.n * sizeof *b.place);
	memset(b.leaf_place, 0xff, (p->leaves.n + 2) * sizeof *b.leaf_place);
	out->slot = arena_array(p->a, struct c_chain, p->n_slots + 1);
	for (uint32_t i = 0; i <= p->n_slots; i++)
		add_chain(&b, i);
	return out;
}
