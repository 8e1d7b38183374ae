/* SPDX-License-Identifier: MIT
 *
 * The manager of interval decision diagrams: nodes, their unique table, and everything that makes
 * nodes.
 *
 * One idea carries the file: a node is written edge by edge into the level of its column (edge,
 * close_node), which drops equal neighbours and finds the node if it exists. A column is under
 * construction at most once at any time, because children test later columns; so one buffer per
 * column is enough, at any depth.
 */
#include "space/dd.h"

#include "base/map.h"
#include "base/vec.h"
#include "space/dd_read.h"
#include "space/memo.h"

#include <assert.h>
#include <string.h>

/* The node of a column that is being written. */
struct level {
	uint32_t n;
	uint32_t *start; /* room for one edge a rank; NULL until the column is first used */
	dd *kid;
};

struct slot {
	uint32_t hash, used, node;
};

struct dd_manager {
	struct arena *a, *scratch;
	uint32_t columns;
	uint32_t *ranks;
	VEC(struct dd_node) nodes;
	struct slot *slots;
	uint32_t cap; /* slots, a power of two */
	struct level *level;
	struct memo ifs; /* results of dd_if, for good */
	uint64_t spent, limit;
	bool overrun;
};

struct dd_manager *dd_new(struct arena *a, struct arena *scratch, uint32_t columns,
                          const uint32_t *ranks, uint64_t budget)
{
	assert(a != scratch);
	struct dd_manager *m = arena_new(a, struct dd_manager);
	*m = (struct dd_manager){.a = a, .scratch = scratch, .columns = columns, .cap = 64};
	m->ranks = arena_array(a, uint32_t, columns);
	for (uint32_t c = 0; c < columns; c++) {
		assert(ranks[c] > 0);
		m->ranks[c] = ranks[c];
	}
	m->level = arena_array(a, struct level, columns);
	m->slots = arena_array(a, struct slot, m->cap);
	m->ifs = (struct memo){.a = a, .width = 3};
	dd_allow(m, budget);
	return m;
}

void dd_allow(struct dd_manager *m, uint64_t budget)
{
	m->limit = budget > UINT64_MAX - m->spent ? UINT64_MAX : m->spent + budget;
	m->overrun = false;
}

bool dd_overrun(const struct dd_manager *m)
{
	return m->overrun;
}

uint64_t dd_spent(const struct dd_manager *m)
{
	return m->spent;
}

uint32_t dd_columns(const struct dd_manager *m)
{
	return m->columns;
}

uint32_t dd_ranks(const struct dd_manager *m, uint32_t col)
{
	assert(col < m->columns);
	return m->ranks[col];
}

struct arena *dd_scratch(const struct dd_manager *m)
{
	return m->scratch;
}

struct dd_node dd_node(const struct dd_manager *m, dd f)
{
	assert(f < m->nodes.n);
	return m->nodes.at[f];
}

/* ---- writing nodes ---- */

bool dd_spend(struct dd_manager *m, uint64_t edges)
{
	if (!m->overrun && edges > m->limit - m->spent)
		m->overrun = true;
	if (!m->overrun)
		m->spent += edges;
	return !m->overrun;
}

static void open_level(struct dd_manager *m, uint32_t col)
{
	assert(col < m->columns);
	struct level *l = &m->level[col];
	if (!l->start) {
		l->start = arena_array(m->a, uint32_t, m->ranks[col]);
		l->kid = arena_array(m->a, dd, m->ranks[col]);
	}
	l->n = 0;
}

static void edge(struct dd_manager *m, uint32_t col, uint32_t start, dd kid)
{
	struct level *l = &m->level[col];
	if (l->n > 0 && l->kid[l->n - 1] == kid)
		return;
	assert(l->n == 0 ? start == 0 : start > l->start[l->n - 1]);
	assert(start < m->ranks[col]);
	l->start[l->n] = start;
	l->kid[l->n++] = kid;
}

static void grow_slots(struct dd_manager *m)
{
	uint32_t cap = 2 * m->cap;
	struct slot *slots = arena_array(m->a, struct slot, cap);
	for (uint32_t i = 0; i < m->cap; i++) {
		if (!m->slots[i].used)
			continue;
		uint32_t at = m->slots[i].hash & (cap - 1);
		while (slots[at].used)
			at = (at + 1) & (cap - 1);
		slots[at] = m->slots[i];
	}
	m->slots = slots;
	m->cap = cap;
}

static bool same_node(const struct dd_node *x, uint32_t col, const struct level *l)
{
	return x->col == col && x->n == l->n && !memcmp(x->start, l->start, l->n * sizeof *l->start) &&
	       !memcmp(x->kid, l->kid, l->n * sizeof *l->kid);
}

static dd add_node(struct dd_manager *m, uint32_t col)
{
	const struct level *l = &m->level[col];
	if (m->nodes.n >= DD_BAD)
		m->overrun = true;
	if (!dd_spend(m, l->n))
		return DD_BAD;
	uint32_t *words = arena_array(m->a, uint32_t, 2 * (size_t)l->n);
	memcpy(words, l->start, l->n * sizeof *words);
	memcpy(words + l->n, l->kid, l->n * sizeof *words);
	struct dd_node x = {col, l->n, words, words + l->n};
	vec_push(m->a, &m->nodes, x);
	return m->nodes.n - 1;
}

/* The reference of what was written into the column's level. */
static dd close_node(struct dd_manager *m, uint32_t col)
{
	const struct level *l = &m->level[col];
	assert(l->n > 0);
	if (m->overrun)
		return DD_BAD;
	if (l->n == 1)
		return l->kid[0];
	uint64_t h = hash_mix(hash_bytes(l->start, l->n * sizeof *l->start), col);
	h = hash_mix(h, hash_bytes(l->kid, l->n * sizeof *l->kid));
	uint32_t hash = (uint32_t)(h ^ h >> 32), at = hash & (m->cap - 1);
	for (; m->slots[at].used; at = (at + 1) & (m->cap - 1))
		if (m->slots[at].hash == hash && same_node(&m->nodes.at[m->slots[at].node], col, l))
			return m->slots[at].node;
	dd f = add_node(m, col);
	if (f == DD_BAD)
		return DD_BAD;
	m->slots[at] = (struct slot){hash, 1, f};
	if (m->nodes.n > m->cap / 2)
		grow_slots(m);
	return f;
}

/* ---- single nodes ---- */

/* `in` on ranks lo..hi, `out` elsewhere. */
static dd band(struct dd_manager *m, uint32_t col, uint32_t lo, uint32_t hi, dd in, dd out)
{
	uint32_t last = m->ranks[col] - 1;
	if (lo > hi || lo > last)
		return out;
	open_level(m, col);
	if (lo > 0)
		edge(m, col, 0, out);
	edge(m, col, lo, in);
	if (hi < last)
		edge(m, col, hi + 1, out);
	return close_node(m, col);
}

dd dd_interval(struct dd_manager *m, uint32_t col, uint32_t lo, uint32_t hi)
{
	assert(col < m->columns);
	return m->overrun ? DD_BAD : band(m, col, lo, hi, DD_TRUE, DD_FALSE);
}

dd dd_cases(struct dd_manager *m, uint32_t col, const uint32_t *starts, const dd *kids, uint32_t n)
{
	assert(n > 0 && starts[0] == 0);
	for (uint32_t i = 0; i < n; i++)
		if (m->overrun || kids[i] == DD_BAD)
			return DD_BAD;
	open_level(m, col);
	for (uint32_t i = 0; i < n; i++) {
		assert(dd_is_leaf(kids[i]) || dd_node(m, kids[i]).col > col);
		edge(m, col, starts[i], kids[i]);
	}
	return close_node(m, col);
}

dd dd_of_box(struct dd_manager *m, const struct dd_box *box)
{
	dd f = m->overrun ? DD_BAD : DD_TRUE;
	for (uint32_t c = m->columns; c-- > 0 && f != DD_BAD;)
		f = band(m, c, box->lo[c], box->hi[c], f, DD_FALSE);
	return f;
}

/* ---- the sweep: n diagrams at once, from the first column down ---- */

struct sweep {
	struct dd_manager *m;
	struct memo *memo;
	uint32_t n;
	/* true and *result where the tuple is decided; may rewrite parts to an equivalent tuple */
	bool (*decided)(const struct sweep *s, dd *parts, dd *result);
	const struct dd_rule *rule;
	dd *kids;     /* columns x n: the tuple below the column's current interval */
	uint32_t *at; /* columns x n: the current edge of each part that tests the column */
};

static uint32_t top_column(const struct sweep *s, const dd *parts)
{
	uint32_t col = UINT32_MAX;
	for (uint32_t i = 0; i < s->n; i++)
		if (!dd_is_leaf(parts[i]) && s->m->nodes.at[parts[i]].col < col)
			col = s->m->nodes.at[parts[i]].col;
	return col;
}

/*
 * The tuple below interval `start` of the column; moves the cursors there. Returns where the
 * interval ends.
 */
static uint32_t step(struct sweep *s, const dd *parts, uint32_t col, uint32_t start)
{
	dd *kids = s->kids + (size_t)col * s->n;
	uint32_t *at = s->at + (size_t)col * s->n, next = s->m->ranks[col];
	for (uint32_t i = 0; i < s->n; i++) {
		kids[i] = parts[i];
		if (dd_is_leaf(parts[i]))
			continue;
		const struct dd_node *x = &s->m->nodes.at[parts[i]];
		if (x->col != col)
			continue;
		at[i] = start == 0 ? 0 : at[i];
		if (at[i] + 1 < x->n && x->start[at[i] + 1] == start)
			at[i]++;
		if (at[i] + 1 < x->n && x->start[at[i] + 1] < next)
			next = x->start[at[i] + 1];
		kids[i] = x->kid[at[i]];
	}
	return next;
}

static dd sweep(struct sweep *s, dd *parts)
{
	struct dd_manager *m = s->m;
	dd result;
	if (s->decided(s, parts, &result))
		return result;
	if (memo_get(s->memo, parts, &result))
		return result;
	if (!dd_spend(m, s->n))
		return DD_BAD;
	uint32_t col = top_column(s, parts);
	open_level(m, col);
	for (uint32_t start = 0; start < m->ranks[col];) {
		uint32_t next = step(s, parts, col, start);
		dd kid = dd_spend(m, 1) ? sweep(s, s->kids + (size_t)col * s->n) : DD_BAD;
		if (kid == DD_BAD)
			return DD_BAD;
		edge(m, col, start, kid);
		start = next;
	}
	result = close_node(m, col);
	if (result != DD_BAD)
		memo_put(s->memo, parts, result);
	return result;
}

static dd run_sweep(struct sweep *s, const dd *parts)
{
	struct dd_manager *m = s->m;
	for (uint32_t i = 0; i < s->n; i++)
		if (m->overrun || parts[i] == DD_BAD)
			return DD_BAD;
	/* one row more than columns: the first holds the caller's tuple */
	size_t words = ((size_t)m->columns + 1) * s->n;
	dd *first = arena_array(m->scratch, dd, words);
	s->kids = first + s->n;
	s->at = arena_array(m->scratch, uint32_t, words);
	memcpy(first, parts, s->n * sizeof *parts);
	return sweep(s, first);
}

/* ---- Boolean operations: all are "if" ---- */

/* parts: condition, then, else. */
static bool decided_if(const struct sweep *s, dd *parts, dd *result)
{
	(void)s;
	if (parts[0] == parts[1])
		parts[1] = DD_TRUE;
	if (parts[0] == parts[2])
		parts[2] = DD_FALSE;
	if (parts[0] == DD_TRUE || parts[1] == parts[2])
		*result = parts[1];
	else if (parts[0] == DD_FALSE)
		*result = parts[2];
	else if (parts[1] == DD_TRUE && parts[2] == DD_FALSE)
		*result = parts[0];
	else
		return false;
	return true;
}

dd dd_if(struct dd_manager *m, dd c, dd f, dd g)
{
	struct arena_mark mark = arena_mark(m->scratch);
	struct sweep s = {.m = m, .memo = &m->ifs, .n = 3, .decided = decided_if};
	dd result = run_sweep(&s, (dd[]){c, f, g});
	arena_reset(m->scratch, mark);
	return result;
}

dd dd_and(struct dd_manager *m, dd f, dd g)
{
	return f < g ? dd_if(m, f, g, DD_FALSE) : dd_if(m, g, f, DD_FALSE);
}

dd dd_or(struct dd_manager *m, dd f, dd g)
{
	return f < g ? dd_if(m, f, DD_TRUE, g) : dd_if(m, g, DD_TRUE, f);
}

dd dd_not(struct dd_manager *m, dd f)
{
	return dd_if(m, f, DD_FALSE, DD_TRUE);
}

/* ---- f where somebody cares ---- */

/* True where the Boolean holds for some rank of its first column. */
static dd some_rank(struct dd_manager *m, dd care)
{
	const struct dd_node x = m->nodes.at[care];
	dd some = x.kid[0];
	for (uint32_t i = 1; i < x.n && some != DD_BAD; i++)
		some = dd_or(m, some, x.kid[i]);
	return some;
}

static dd within(struct sweep *s, const dd *parts);

/* Ranks that nobody cares about take the child of their neighbour below, the first ones of that above. */
static dd within_node(struct sweep *s, const dd *parts, uint32_t col)
{
	struct dd_manager *m = s->m;
	const dd *kids = s->kids + (size_t)col * s->n;
	open_level(m, col);
	for (uint32_t start = 0; start < m->ranks[col];) {
		uint32_t next = step(s, parts, col, start);
		if (kids[1] != DD_FALSE) {
			dd kid = dd_spend(m, 1) ? within(s, kids) : DD_BAD;
			if (kid == DD_BAD)
				return DD_BAD;
			edge(m, col, m->level[col].n ? start : 0, kid);
		}
		start = next;
	}
	return close_node(m, col);
}

/* parts: f, and a care that is true somewhere. */
static dd within(struct sweep *s, const dd *parts)
{
	struct dd_manager *m = s->m;
	dd result, own[2] = {parts[0], parts[1]};
	if (own[1] == DD_TRUE || dd_is_leaf(own[0]))
		return own[0];
	if (memo_get(s->memo, own, &result))
		return result;
	uint32_t col = m->nodes.at[own[0]].col;
	dd care = own[1];
	while (care != DD_BAD && !dd_is_leaf(care) && m->nodes.at[care].col < col)
		care = dd_spend(m, 1) ? some_rank(m, care) : DD_BAD;
	if (care == DD_BAD)
		return DD_BAD;
	result = care == own[1] ? within_node(s, own, col) : within(s, (dd[]){own[0], care});
	if (result != DD_BAD)
		memo_put(s->memo, own, result);
	return result;
}

dd dd_within(struct dd_manager *m, dd f, dd care)
{
	if (m->overrun || f == DD_BAD || care == DD_BAD)
		return DD_BAD;
	if (care == DD_FALSE)
		return f;
	/* not the scratch of the Boolean operations on the way, which is given back */
	struct arena own;
	arena_init(&own);
	struct memo memo = {.a = &own, .width = 2};
	struct sweep s = {.m = m, .memo = &memo, .n = 2};
	size_t words = (size_t)m->columns * s.n;
	s.kids = arena_array(&own, dd, words);
	s.at = arena_array(&own, uint32_t, words);
	dd result = within(&s, (dd[]){f, care});
	arena_free(&own);
	return result;
}

/* ---- any function of n diagrams ---- */

static bool decided_by_rule(const struct sweep *s, dd *parts, dd *result)
{
	if (s->rule->prune)
		s->rule->prune(s->rule->ctx, parts, s->n);
	for (uint32_t i = 0; i < s->n; i++)
		if (!dd_is_leaf(parts[i]))
			return false;
	uint32_t *values = s->at + (size_t)s->m->columns * s->n;
	for (uint32_t i = 0; i < s->n; i++)
		values[i] = dd_value(parts[i]);
	*result = dd_leaf(s->rule->leaf(s->rule->ctx, values, s->n));
	return true;
}

dd dd_combine(struct dd_manager *m, const dd *parts, uint32_t n, const struct dd_rule *rule)
{
	struct arena_mark mark = arena_mark(m->scratch);
	struct memo memo = {.a = m->scratch, .width = n};
	struct sweep s = {.m = m, .memo = &memo, .n = n, .decided = decided_by_rule, .rule = rule};
	dd result = m->overrun ? DD_BAD : run_sweep(&s, parts);
	arena_reset(m->scratch, mark);
	return result;
}

/* ---- rebuilding one diagram, bottom up ---- */

struct rebuild {
	const struct dd_box *box; /* NULL: everything */
	uint32_t (*fn)(void *ctx, uint32_t value);
	void *ctx;
};

static dd rebuilt(const struct rebuild *r, struct dd_list list, const dd *now, dd f)
{
	if (!dd_is_leaf(f))
		return now[dd_place(list, f)];
	return r->fn ? dd_leaf(r->fn(r->ctx, dd_value(f))) : f;
}

static dd rebuild_node(struct dd_manager *to, const struct dd_node *x, const struct rebuild *r,
                       struct dd_list list, const dd *now)
{
	uint32_t lo = r->box ? r->box->lo[x->col] : 0;
	uint32_t hi = r->box ? r->box->hi[x->col] : UINT32_MAX;
	open_level(to, x->col);
	for (uint32_t i = 0; i < x->n; i++) {
		bool is_before = i + 1 < x->n && x->start[i + 1] <= lo;
		if (is_before || x->start[i] > hi)
			continue;
		uint32_t start = x->start[i] <= lo ? 0 : x->start[i];
		dd kid = rebuilt(r, list, now, x->kid[i]);
		if (kid == DD_BAD || !dd_spend(to, 1))
			return DD_BAD;
		edge(to, x->col, start, kid);
	}
	return close_node(to, x->col);
}

static dd rebuild(struct dd_manager *to, const struct dd_manager *from, dd f,
                  const struct rebuild *r)
{
	if (to->overrun || f == DD_BAD)
		return DD_BAD;
	struct arena_mark mark = arena_mark(from->scratch);
	struct dd_list list = dd_topo(from, f, from->scratch);
	dd *now = arena_array(from->scratch, dd, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node x = from->nodes.at[list.at[i]];
		now[i] = to->overrun ? DD_BAD : rebuild_node(to, &x, r, list, now);
	}
	dd result = to->overrun ? DD_BAD : rebuilt(r, list, now, f);
	arena_reset(from->scratch, mark);
	return result;
}

dd dd_map(struct dd_manager *m, dd f, uint32_t (*fn)(void *ctx, uint32_t value), void *ctx)
{
	return rebuild(m, m, f, &(struct rebuild){.fn = fn, .ctx = ctx});
}

static uint32_t is_value(void *ctx, uint32_t value)
{
	return value == *(const uint32_t *)ctx;
}

dd dd_where(struct dd_manager *m, dd f, uint32_t value)
{
	return dd_map(m, f, is_value, &value);
}

dd dd_copy(struct dd_manager *to, const struct dd_manager *from, dd f, const struct dd_box *box)
{
	assert(to->columns == from->columns);
	assert(!memcmp(to->ranks, from->ranks, to->columns * sizeof *to->ranks));
	return rebuild(to, from, f, &(struct rebuild){.box = box});
}

static dd regrid_node(struct dd_manager *to, const struct dd_node *x, uint32_t col,
                      const uint32_t *ranks, dd outside, struct dd_list list, const dd *now)
{
	open_level(to, col);
	for (uint32_t r = 0; r < to->ranks[col]; r++) {
		dd kid = outside;
		if (ranks[r] != DD_NO_RANK) {
			dd was = x->kid[dd_edge_at(x, ranks[r])];
			kid = dd_is_leaf(was) ? was : now[dd_place(list, was)];
		}
		if (kid == DD_BAD || !dd_spend(to, 1))
			return DD_BAD;
		edge(to, col, r, kid);
	}
	return close_node(to, col);
}

dd dd_regrid(struct dd_manager *to, const struct dd_manager *from, dd f, const uint32_t *columns,
             const uint32_t *const *ranks, dd outside)
{
	if (to->overrun || f == DD_BAD || dd_is_leaf(f))
		return to->overrun ? DD_BAD : f;
	struct arena_mark mark = arena_mark(from->scratch);
	struct dd_list list = dd_topo(from, f, from->scratch);
	dd *now = arena_array(from->scratch, dd, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node x = from->nodes.at[list.at[i]];
		now[i] = to->overrun
		           ? DD_BAD
		           : regrid_node(to, &x, columns[x.col], ranks[x.col], outside, list, now);
	}
	dd result = to->overrun ? DD_BAD : now[dd_place(list, f)];
	arena_reset(from->scratch, mark);
	return result;
}

dd dd_restrict_box(struct dd_manager *m, dd f, const struct dd_box *box)
{
	return rebuild(m, m, f, &(struct rebuild){.box = box});
}

dd dd_restrict(struct dd_manager *m, dd f, uint32_t col, uint32_t lo, uint32_t hi)
{
	assert(col < m->columns && lo <= hi);
	struct arena_mark mark = arena_mark(m->scratch);
	struct dd_box box = dd_box_whole(m, m->scratch);
	box.lo[col] = lo;
	box.hi[col] = hi;
	dd result = dd_restrict_box(m, f, &box);
	arena_reset(m->scratch, mark);
	return result;
}
