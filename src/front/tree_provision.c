/* SPDX-License-Identifier: MIT
 *
 * Constructors of blocks, provisions, their clauses and tables.
 */
#include "front/tree.h"

struct block *tree_block(struct block *items, span open, span close)
{
	items->open = open;
	items->close = close;
	return items;
}

struct block *tree_items(struct front *f)
{
	return arena_new(f->a, struct block);
}

struct block *tree_item(struct front *f, struct block *b, struct name label, struct provision *p)
{
	p->label = label;
	if (f->poison)
		p->body = *tree_body(f, tree_bad_expr(f, p->body.at), NULL, p->body.at);
	p->at = span_join(label.at, p->at);
	struct item item = {.kind = ITEM_PROVISION, .at = p->at, .provision = p};
	vec_push(f->a, &b->items, item);
	return b;
}

struct block *tree_item_with(struct front *f, struct block *b, name_list *names, span at)
{
	struct item item = {.kind = ITEM_WITH, .at = span_join(at, vec_last(names).at), .with = *names};
	vec_push(f->a, &b->items, item);
	return b;
}

struct provision *tree_provision(struct front *f, struct body *body, span at)
{
	struct provision *p = arena_new(f->a, struct provision);
	p->at = at;
	if (body)
		p->body = *body;
	else
		p->body.strength = STRENGTH_PLAIN;
	return p;
}

struct provision *tree_bad_provision(struct front *f, span at)
{
	return tree_provision(f, tree_body(f, tree_bad_expr(f, at), NULL, at), at);
}

struct provision *tree_exception(struct front *f, struct provision *p, struct provision *dog,
                                 span at)
{
	p->at = at;
	vec_push(f->a, &p->exceptions, dog);
	return p;
}

struct provision *tree_exceptions(struct provision *p, struct provision *dogs, span at)
{
	p->at = at;
	VEC_MOVE(&p->exceptions, &dogs->exceptions);
	return p;
}

struct provision *tree_spans(struct provision *p, span at)
{
	p->at = at;
	return p;
}

struct provision *tree_clause_cond(struct front *f, struct provision *p, struct cond cond, span at)
{
	vec_push(f->a, &p->conds, cond);
	return tree_spans(p, at);
}

struct provision *tree_clause_valid(struct front *f, struct provision *p, struct period *period,
                                    span at)
{
	if (p->valid.at.lo)
		REPORT(f, period->at, diag_valid_twice(f->d, period->at));
	p->valid = *period;
	return tree_spans(p, at);
}

struct provision *tree_clause_under(struct front *f, struct provision *p, ref_list *refs, span at)
{
	for (uint32_t i = 0; i < refs->n; i++)
		vec_push(f->a, &p->under, refs->at[i]);
	return tree_spans(p, at);
}

struct provision *tree_clause_referral(struct front *f, struct provision *p, struct tail *targets,
                                       span at)
{
	for (uint32_t i = 0; i < targets->referrals.n; i++)
		vec_push(f->a, &p->referrals, targets->referrals.at[i]);
	return tree_spans(p, at);
}

struct provision *tree_clause_unverified(struct provision *p, span at)
{
	p->unverified = true;
	return tree_spans(p, at);
}

struct provision *tree_clause_source(struct front *f, struct provision *p, struct citation c,
                                     span at)
{
	vec_push(f->a, &p->sources, c);
	return tree_spans(p, at);
}

struct body *tree_body(struct front *f, struct expr *value, struct table *table, span at)
{
	struct body *b = arena_new(f->a, struct body);
	b->at = at;
	b->strength = STRENGTH_PLAIN;
	b->value = value;
	b->table = table;
	return b;
}

struct body *tree_strength(struct body *b, enum strength strength, span at)
{
	b->at = at;
	b->has_strength = true;
	b->strength = strength;
	return b;
}

struct tail *tree_targets(struct front *f, struct tail *list, struct referral target)
{
	if (!list)
		list = arena_new(f->a, struct tail);
	vec_push(f->a, &list->referrals, target);
	return list;
}

ref_list *tree_refs(struct front *f, ref_list *list, struct ref ref)
{
	if (!list)
		list = arena_new(f->a, ref_list);
	vec_push(f->a, list, ref);
	return list;
}

struct period *tree_period(struct front *f, struct day from, struct day to, span at)
{
	struct period *p = arena_new(f->a, struct period);
	*p = (struct period){at, from, to};
	return p;
}

struct table *tree_table(struct front *f, struct path column, span at)
{
	struct table *t = arena_new(f->a, struct table);
	t->at = at;
	return tree_column(f, t, column);
}

struct table *tree_column(struct front *f, struct table *t, struct path column)
{
	vec_push(f->a, &t->columns, column);
	return t;
}

struct table *tree_rows(struct front *f)
{
	return arena_new(f->a, struct table);
}

struct table *tree_table_rows(struct table *t, struct table *rows, span at)
{
	t->at = at;
	VEC_MOVE(&t->rows, &rows->rows);
	return t;
}

struct table *tree_row_add(struct front *f, struct table *t, struct row *row)
{
	vec_push(f->a, &t->rows, *row);
	return t;
}

struct row *tree_row(struct front *f, struct cell cell, span at)
{
	return tree_cell(f, arena_new(f->a, struct row), cell, at);
}

struct row *tree_cell(struct front *f, struct row *row, struct cell cell, span at)
{
	row->at = at;
	vec_push(f->a, &row->cells, cell);
	return row;
}

struct cell tree_cell_value(struct body *limit, span at)
{
	return (struct cell){.kind = CELL_VALUE,
	                     .at = at,
	                     .has_strength = limit->has_strength,
	                     .strength = limit->strength,
	                     .expr = limit->value};
}
