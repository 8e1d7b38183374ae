/* SPDX-License-Identifier: MIT
 *
 * S.heading: a condition of one service reads what another states exactly (semantics P4). The services are resolved in
 * any order, so the unit and the window that S counts in are read off its tree.
 */
#include "meaning/resolve.h"

static const struct unit_ref *stated_unit(const struct expr *e)
{
	if (!e)
		return NULL;
	if (e->kind == EXPR_QUANTITY)
		return e->u.quantity.missing ? NULL : &e->u.quantity.unit;
	if (e->kind == EXPR_COMPARE)
		return stated_unit(e->u.compare.right);
	return e->kind == EXPR_PAREN ? stated_unit(e->u.inner) : NULL;
}

static const struct unit_ref *body_unit(const struct body *b)
{
	const struct unit_ref *u = stated_unit(b->value);
	for (uint32_t i = 0; !u && b->table && i < b->table->rows.n; i++) {
		const struct row *w = &b->table->rows.at[i];
		u = w->cells.n ? stated_unit(w->cells.at[w->cells.n - 1].expr) : NULL;
	}
	return u;
}

/* The unit of the first quantity among the block's own provisions under the heading; NULL: none. */
static const struct unit_ref *own_unit(const struct block *b, name_id heading)
{
	const struct unit_ref *u = NULL;
	for (uint32_t i = 0; !u && i < b->items.n; i++)
		if (b->items.at[i].kind == ITEM_PROVISION && b->items.at[i].provision->label.id == heading)
			u = body_unit(&b->items.at[i].provision->body);
	return u;
}

/* The same in the block, then in its clauses; a clause has none. */
static const struct unit_ref *block_unit(const struct resolver *r, const struct block *b,
                                         name_id heading)
{
	const struct unit_ref *u = own_unit(b, heading);
	for (uint32_t i = 0; !u && i < b->items.n; i++) {
		const struct item *it = &b->items.at[i];
		for (uint32_t k = 0; !u && it->kind == ITEM_WITH && k < it->with.n; k++) {
			const struct symbol *s = symbol_find(r, it->with.at[k].id);
			if (s && s->kind == SYM_CLAUSE)
				u = own_unit(&r->clauses.at[s->index]->u.clause.block, heading);
		}
	}
	return u;
}

struct ex *resolve_reading(struct resolver *r, const struct path *p)
{
	const struct symbol *s = symbol_find(r, p->names.at[0].id);
	if (!s || s->kind != SYM_SERVICE) {
		unknown_name(r, p->names.at[0], word(r, "ydelsen", "the service"));
		return ex_new(r, EX_BAD, VT_BAD, p->at);
	}
	uint32_t h = heading_find(r, p->names.at[1].id);
	if (h == NONE || p->names.n > 2) {
		diag_unknown_heading(r->d, p->names.at[1].at, name_text(r, p->names.at[1].id));
		return ex_new(r, EX_BAD, VT_BAD, p->at);
	}
	const struct type_m *t = &r->m->headings.at[h].type;
	r->m->headings.at[h].used = true;
	struct ex *x = ex_new(r, EX_HEADING, t->vt, p->at);
	x->index = s->index;
	x->heading = h;
	x->type = t;
	x->measure = t->measure;
	const struct block *block = &r->m->services.at[s->index].decl->u.service.block;
	const struct unit_ref *unit = t->vt == VT_QUANTITY ? block_unit(r, block, p->names.at[1].id)
	                                                   : NULL;
	struct measure m;
	if (unit && unit->unit.id && resolve_measure(r, unit, &m))
		x->measure = m;
	vec_push(r->a, &r->reads, (uint64_t)s->index << 32 | h);
	return x;
}
