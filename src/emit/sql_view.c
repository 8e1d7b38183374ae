/* SPDX-License-Identifier: MIT
 *
 * The two questions about a service: what it answers to each case, and what each case may still come to. What the known
 * inputs settle is one expression, the diagrams of scope and heading as nested CASE; it is NULL where an unknown input
 * decides. Then the diagram of the heading is walked as rows of edges: every leaf that the case may reach is a possible
 * answer, exactly.
 */
#include "emit/sql_part.h"

#include "emit/rows.h"
#include "space/dd_read.h"

#include <inttypes.h>

struct view {
	struct sql *o;
	uint32_t service;
	bool formulas; /* some answer of the service is one */
	const char *quick, *walk;
};

/* ---- settled by what is known --------------------------------------------------------------------------- */

/* The case surely has a value of the branch's. */
static const char *lies(struct sql *o, const struct dd_node *x, uint32_t k)
{
	uint32_t column = o->s->column_at[x->col];
	const struct column *c = &o->s->columns.at[column];
	bool plain = c->kind == COL_INPUT && !o->least[c->input];
	const char *lo = plain ? sql_ref(o, o->input[c->input]) : sql_least(o, column);
	const char *hi = plain ? lo : sql_most(o, column), *part[2];
	int64_t from = c->cuts.at[x->start[k]], to = k + 1 < x->n ? c->cuts.at[x->start[k + 1]] - 1 : 0;
	bool open_below = k == 0, open_above = k + 1 == x->n;
	uint32_t n = 0;
	if (plain && !open_below && !open_above)
		return from == to ? sql_f(o, "%s = %s", lo, sql_int(o, from))
		                  : sql_f(o, "%s BETWEEN %s AND %s", lo, sql_int(o, from), sql_int(o, to));
	if (!open_below)
		part[n++] = sql_f(o, "%s >= %s", lo, sql_int(o, from));
	if (!open_above)
		part[n++] = sql_f(o, "%s <= %s", hi, sql_int(o, to));
	return sql_all(o, part, n);
}

/*
 * A diagram is written in layers: an expression whose value is a leaf, or a node DEEP tests down (numbered -1, -2, …), is
 * what the next layer asks. So nothing is nested deep (SQLite's parser takes 100 symbols), and no node is written twice
 * within a layer.
 */
#define DEEP 4

struct layers {
	struct sql *o;
	VEC(dd) frontier; /* node -1 - i is frontier.at[i] */
	uint32_t written; /* of frontier */
	bool *leaves;     /* that were met, by value */
};

static int64_t number_of(struct layers *l, dd f)
{
	for (uint32_t i = l->written; i < l->frontier.n; i++)
		if (l->frontier.at[i] == f)
			return -1 - (int64_t)i;
	vec_push(l->o->a, &l->frontier, f);
	return -(int64_t)l->frontier.n;
}

static void put_nested(struct layers *l, struct text *t, dd f, uint32_t depth)
{
	struct sql *o = l->o;
	if (dd_is_leaf(f)) {
		l->leaves[dd_value(f)] = true;
		text_printf(t, "%" PRIu32, dd_value(f));
		return;
	}
	struct dd_node x = dd_node(o->s->dd, f);
	const struct column *c = &o->s->columns.at[o->s->column_at[x.col]];
	if (c->reading || (c->kind == COL_INPUT && !o->input[c->input])) {
		text_puts(t, sql_null(o)); /* nobody knows it */
		return;
	}
	if (depth == 0) {
		text_printf(t, "%" PRId64, number_of(l, f));
		return;
	}
	text_puts(t, "\nCASE");
	for (uint32_t k = 0; k < x.n; k++) {
		bool first = true;
		for (uint32_t i = 0; i < k; i++)
			first &= x.kid[i] != x.kid[k];
		if (!first)
			continue;
		const char *when = " WHEN ";
		for (uint32_t i = k; i < x.n; i++)
			if (x.kid[i] == x.kid[k]) {
				text_printf(t, "%s%s", when, lies(o, &x, i));
				when = " OR ";
			}
		text_puts(t, " THEN ");
		put_nested(l, t, x.kid[k], depth - 1);
	}
	text_puts(t, " END");
}

/* The leaves that are settled already stay; of a formula, what it comes to. */
static void put_settled(struct layers *l, struct text *t, const char *const *formula)
{
	for (uint32_t i = 0; i < l->o->s->leaves.n + 1; i++)
		if (l->leaves[i] && formula && formula[i])
			text_printf(t, "\nWHEN %" PRIu32 " THEN %s", i, formula[i]);
		else if (l->leaves[i])
			text_printf(t, "\nWHEN %" PRIu32 " THEN %" PRIu32, i, i);
}

/* formula: by leaf value; NULL where none is one. */
static const char *nested(struct sql *o, dd f, const char *const *formula)
{
	struct layers l = {.o = o};
	struct text t = {.a = o->a};
	if (f == DD_BAD)
		return sql_null(o);
	l.leaves = arena_array(o->a, bool, o->s->leaves.n + 2);
	put_nested(&l, &t, f, DEEP);
	while (l.written < l.frontier.n) {
		struct text next = {.a = o->a};
		uint32_t end = l.frontier.n;
		text_printf(&next, "CASE %s", text_c(&t));
		put_settled(&l, &next, NULL);
		for (uint32_t i = l.written; i < end; i++) {
			text_printf(&next, "\nWHEN %" PRId64 " THEN ", -1 - (int64_t)i);
			l.written = end;
			put_nested(&l, &next, l.frontier.at[i], DEEP);
		}
		text_puts(&next, " END");
		t = next;
	}
	bool any = false;
	for (uint32_t i = 0; i < o->s->leaves.n + 1; i++)
		any |= l.leaves[i];
	if (!any || !formula)
		return any ? text_c(&t) : sql_null(o);
	struct text last = {.a = o->a};
	text_printf(&last, "CASE %s", text_c(&t));
	put_settled(&l, &last, formula);
	text_puts(&last, " END");
	return text_c(&last);
}

static const char *slot_nested(struct sql *o, uint32_t slot)
{
	const struct plan_slot *x = &o->p->slots[slot];
	const char **formula = arena_array(o->a, const char *, o->s->leaves.n + 2);
	bool any = false;
	for (uint32_t i = x->first_leaf; i < x->first_leaf + x->leaves; i++) {
		if (!o->leaf[i])
			continue;
		formula[sql_leaf_number(o, i)] = sql_ref(o, o->leaf[i]);
		any = true;
	}
	return nested(o, rows_slot(o->s, slot), any ? formula : NULL);
}

/* The leaf of s.slot. */
static const char *slots_nested(struct sql *o, uint32_t service)
{
	const struct service *s = &o->m->services.at[service];
	uint32_t *keys = arena_array(o->a, uint32_t, s->slots + 1);
	const char **texts = arena_array(o->a, const char *, s->slots + 1);
	for (uint32_t i = 0; i < s->slots; i++) {
		keys[i] = s->first_slot + i;
		texts[i] = slot_nested(o, keys[i]);
	}
	return sql_pick(o, "s.slot", keys, texts, s->slots);
}

static const char *quick_of(struct sql *o, uint32_t service)
{
	dd scope = rows_scope(o->s, service);
	struct text t = {.a = o->a};
	text_printf(&t, "CASE CASE WHEN s.about_case = 1 THEN 0 ELSE %s END WHEN 0 THEN %s",
	            nested(o, scope, NULL), slots_nested(o, service));
	if (scope != DD_BAD) {
		struct dd_values values = dd_possible(o->s->dd, scope, NULL, o->a);
		for (uint32_t i = 0; i < values.n; i++)
			if (values.at[i])
				text_printf(&t, " WHEN %" PRIu32 " THEN %" PRIu32, values.at[i], values.at[i] - 1);
	}
	text_puts(&t, " END");
	return text_c(&t);
}

/* ---- walked --------------------------------------------------------------------------------------------- */

/* What a case may be in column e.column_no: the least, or the greatest. */
static const char *bound_of_edge(struct sql *o, uint32_t service, bool most)
{
	uint32_t n = 0, *keys = arena_array(o->a, uint32_t, o->p->columns.n + 1);
	const char **texts = arena_array(o->a, const char *, o->p->columns.n + 1);
	bool *tested = arena_array(o->a, bool, o->p->columns.n + 1);
	const struct service *s = &o->m->services.at[service];
	for (uint32_t i = s->first_slot; i < s->first_slot + s->slots; i++)
		for (uint32_t k = 0; k < o->p->slots[i].nodes; k++)
			tested[o->p->nodes.at[o->p->slots[i].first_node + k].column] = true;
	for (uint32_t i = 0; i < o->p->columns.n; i++) {
		if (!tested[i])
			continue;
		keys[n] = i;
		uint32_t column = o->p->columns.at[i];
		texts[n++] = most ? sql_most(o, column) : sql_least(o, column);
	}
	return sql_pick(o, "e.col", keys, texts, n);
}

static const char *walk_of(struct sql *o, uint32_t service)
{
	return sql_f(o,
	             "walk(node, entry) AS (SELECT s.root, s.entry UNION SELECT e.kid, CASE WHEN "
	             "e.entry > 0 THEN "
	             "e.entry ELSE w.entry END FROM walk w CROSS JOIN %s e WHERE e.node = w.node AND "
	             "e.least <= %s "
	             "AND e.most >= %s)",
	             o->edges, bound_of_edge(o, service, true), bound_of_edge(o, service, false));
}

/* ---- leaves that are formulas --------------------------------------------------------------------------- */

/* The text of each leaf of formulas of the service, by l.formula; rest elsewhere. */
static const char *by_formula(const struct view *v, const char *key,
                              const char *(*text)(struct sql *, uint32_t), const char *rest)
{
	struct sql *o = v->o;
	const struct service *s = &o->m->services.at[v->service];
	struct text t = {.a = o->a};
	if (!v->formulas)
		return rest;
	text_printf(&t, "CASE %s", key);
	for (uint32_t i = 0; i < o->p->leaves.n; i++) {
		uint32_t slot = o->p->leaves.at[i].slot;
		if (o->leaf[i] && slot >= s->first_slot && slot < s->first_slot + s->slots)
			text_printf(&t, "\nWHEN %" PRIu32 " THEN %s", i, text(o, i));
	}
	text_printf(&t, " ELSE %s END", rest);
	return text_c(&t);
}

static const char *turn_of(struct sql *o, uint32_t leaf)
{
	return sql_ref(o, o->leaf[leaf]);
}

/* The key of what the formulas come to. */
static const char *key_of(struct sql *o, uint32_t leaf)
{
	struct text t = {.a = o->a};
	text_printf(&t, "CASE %s WHEN %" PRIu32 " THEN %s", sql_ref(o, o->leaf[leaf]),
	            sql_leaf_number(o, leaf), sql_key(o, leaf));
	for (uint32_t i = 0; i < o->turns.n; i++)
		if (o->turns.at[i].leaf == leaf)
			text_printf(&t, " WHEN %" PRIu32 " THEN %s", sql_turn_number(o, i), sql_turn_key(o, i));
	text_puts(&t, " END");
	return text_c(&t);
}

static const char *lower_num(struct sql *o, uint32_t leaf)
{
	return sql_numerator(o, leaf, false);
}

static const char *lower_den(struct sql *o, uint32_t leaf)
{
	return sql_denominator(o, leaf, false);
}

static const char *upper_num(struct sql *o, uint32_t leaf)
{
	return sql_numerator(o, leaf, true);
}

static const char *upper_den(struct sql *o, uint32_t leaf)
{
	return sql_denominator(o, leaf, true);
}

static const char *out_of(const struct view *v)
{
	return by_formula(v, "l.formula", turn_of, "l.leaf");
}

static const char *same_of(const struct view *v)
{
	return by_formula(v, "l.formula", key_of, "l.same");
}

/* ---- the views ------------------------------------------------------------------------------------------ */

static void put_columns(const struct view *v, const char *kind)
{
	struct text *t = v->o->t;
	text_printf(t, "SELECT c.id AS case_id, s.id AS slot, s.heading, s.strength, %s AS kind, ",
	            kind);
	text_puts(t, "l.statement, l.detail,\n");
	text_printf(t, "%s AS lower_num,\n", by_formula(v, "l.formula", lower_num, "l.lower_num"));
	text_printf(t, "%s AS lower_den,\n", by_formula(v, "l.formula", lower_den, "l.lower_den"));
	text_printf(t, "%s AS upper_num,\n", by_formula(v, "l.formula", upper_num, "l.upper_num"));
	text_printf(t, "%s AS upper_den,\n", by_formula(v, "l.formula", upper_den, "l.upper_den"));
	text_puts(t, "l.unit, l.words, p.identity AS provision, p.place, p.law, q.identity AS other, "
	             "q.place AS other_place, l.remark\n");
}

static void put_provisions(const struct view *v)
{
	text_printf(v->o->t, " LEFT JOIN %s p ON p.provision = l.provision", v->o->provisions);
	text_printf(v->o->t, " LEFT JOIN %s q ON q.provision = l.other\n", v->o->provisions);
}

/* The one answer of the leaves that were reached, or what several come to. */
static const char *settled(const struct view *v)
{
	struct sql *o = v->o;
	return sql_f(o,
	             "(WITH RECURSIVE %s,\nfound(entry, leaf, same) AS (SELECT w.entry, %s, %s FROM "
	             "walk w CROSS JOIN "
	             "%s l WHERE w.node < -1 AND l.slot = s.slot AND l.leaf = -1 - w.node)\n"
	             "SELECT CASE WHEN count(*) = 0 THEN 0 WHEN min(same) = max(same) THEN min(leaf) "
	             "WHEN EXISTS (SELECT 1 FROM found WHERE entry > 0 GROUP BY entry HAVING min(same) "
	             "< max(same)) "
	             "THEN %d ELSE %d END FROM found)",
	             v->walk, out_of(v), same_of(v), o->leaves, SQL_UNCLEAR, SQL_UNDETERMINED);
}

/*
 * PostgreSQL looks the leaf up for each case and heading, and computes it once for that: OFFSET 0 keeps its planner from
 * joining in another order. SQLite joins in the order in which the tables stand.
 */
static void put_answers(const struct view *v, const char *name)
{
	struct sql *o = v->o;
	text_printf(o->t, "CREATE VIEW %s AS\n", name);
	put_columns(v, "CASE l.kind WHEN 'open' THEN 'undetermined' ELSE l.kind END");
	const char *leaf = sql_f(
		o, "CASE WHEN %s = 0 THEN 0 WHEN s.root IS NULL THEN %d ELSE\nCOALESCE(%s,\n%s) END",
		sql_ref(o, o->exists), SQL_NOT_DECIDED, v->quick, settled(v));
	text_printf(o->t, "FROM %s c CROSS JOIN %s s CROSS JOIN ", o->cases, o->slots);
	if (o->engine == POSTGRESQL)
		text_printf(
			o->t, "LATERAL (SELECT * FROM %s l WHERE l.slot = s.slot AND l.leaf = %s OFFSET 0) l\n",
			o->leaves, leaf);
	else
		text_printf(o->t, "%s l", o->leaves);
	put_provisions(v);
	text_printf(o->t, "WHERE s.service = %" PRIu32, v->service);
	if (o->engine == SQLITE)
		text_printf(o->t, " AND l.slot = s.slot AND l.leaf = %s", leaf);
	text_puts(o->t, ";\n\n");
}

/* The leaves that each case may reach, as x(id, slot, leaf, same). */
static void put_reached(const struct view *v)
{
	struct sql *o = v->o;
	const char *out = out_of(v), *same = same_of(v);
	const char *walked = sql_f(o, "-1 - l.leaf IN (WITH RECURSIVE %s SELECT node FROM walk)",
	                           v->walk);
	text_printf(o->t, "FROM %s c CROSS JOIN %s s CROSS JOIN ", o->cases, o->slots);
	if (o->engine == POSTGRESQL)
		text_printf(o->t,
		            "LATERAL (SELECT %s AS leaf OFFSET 0) a\nCROSS JOIN LATERAL (SELECT %s AS "
		            "leaf, %s AS same FROM "
		            "%s l WHERE l.slot = s.slot AND l.candidate = 1 AND COALESCE(%s = a.leaf, %s) "
		            "OFFSET 0) l\n",
		            v->quick, out, same, o->leaves, out, walked);
	else
		text_printf(o->t, "%s l\n", o->leaves);
	text_printf(o->t, "WHERE s.service = %" PRIu32 " AND %s = 1", v->service,
	            sql_ref(o, o->exists));
	if (o->engine == SQLITE)
		text_printf(o->t, " AND l.slot = s.slot AND l.candidate = 1 AND COALESCE(%s =\n%s, %s)",
		            out, v->quick, walked);
	text_printf(o->t, "\nGROUP BY c.id, s.slot, %s", o->engine == SQLITE ? same : "l.same");
}

/* Two leaves that say the same are one answer. */
static void put_possible(const struct view *v, const char *name)
{
	struct sql *o = v->o;
	text_printf(o->t, "CREATE VIEW %s AS\n", name);
	put_columns(v, "l.kind");
	text_printf(o->t, "FROM (SELECT c.id AS id, s.slot AS slot, min(%s) AS leaf\n",
	            o->engine == SQLITE ? out_of(v) : "l.leaf");
	put_reached(v);
	text_printf(o->t, ") x\nCROSS JOIN %s c CROSS JOIN %s s CROSS JOIN %s l", o->cases, o->slots,
	            o->leaves);
	put_provisions(v);
	text_puts(o->t,
	          "WHERE c.id = x.id AND s.slot = x.slot AND l.slot = x.slot AND l.leaf = x.leaf;\n\n");
}

void sql_views(struct sql *o, uint32_t service, const char *answers, const char *possible)
{
	const struct service *s = &o->m->services.at[service];
	struct view v = {.o = o, .service = service};
	o->alias = "c.";
	for (uint32_t i = 0; i < o->p->leaves.n; i++)
		v.formulas |= o->leaf[i] && o->p->leaves.at[i].slot >= s->first_slot &&
		              o->p->leaves.at[i].slot < s->first_slot + s->slots;
	v.quick = quick_of(o, service);
	v.walk = walk_of(o, service);
	put_answers(&v, answers);
	put_possible(&v, possible);
	o->alias = "";
}
