/* SPDX-License-Identifier: MIT
 *
 * Services and the blocks of statute packs: scope lines, provisions with their exceptions and tables, clauses, the
 * legal basis. Slots are gathered heading by heading and numbered when the service is done.
 */
#include "meaning/service.h"

#include <string.h>

/* ---- references ----------------------------------------------------------------------------------------- */

struct ref_m resolve_ref(struct resolver *r, const struct ref *ref, const struct expr *when)
{
	struct ref_m x = {.law_name = ref->law.id, .para = ref->para, .at = ref->at, .law = ""};
	if (ref->law.id) {
		x.law = name_text(r, ref->law.id);
		bool found = false;
		for (uint32_t i = 0; i < r->laws.n; i++)
			if (r->laws.at[i].name == ref->law.id) {
				found = true;
				r->laws.at[i].used = true;
				x.law = r->laws.at[i].title ? r->laws.at[i].title : x.law;
			}
		if (!found)
			diag_unknown_law(r->d, ref->law.at, x.law);
	}
	if (when) {
		x.when = resolve_condition(r, when, NULL);
		if (x.when->kind == EX_BAD)
			x.when = NULL;
	}
	return x;
}

struct target_m resolve_target(struct resolver *r, const struct referral *f)
{
	struct target_m t = {.service = NONE, .at = f->at, .missing = f->missing};
	if (f->missing) {
		t.text = f->vague.text.p ? str_c(r->a, f->vague.text) : word(r, "mangler", "missing");
	} else if (f->ref.para) {
		struct ref_m ref = resolve_ref(r, &f->ref, NULL);
		t.law = ref.law;
		t.para = ref.para;
		t.text = *ref.law ? arena_printf(r->a, "%s %s", ref.law, ref.para) : ref.para;
	} else {
		const struct symbol *s = symbol_find(r, f->path.names.at[0].id);
		t.text = name_text(r, f->path.names.at[0].id);
		if (s && s->kind == SYM_SERVICE)
			t.service = s->index;
		else
			unknown_name(r, f->path.names.at[0], word(r, "ydelsen", "the service"));
	}
	return t;
}

/* ---- conditions of a provision -------------------------------------------------------------------------- */

static struct ex *valid_in(struct resolver *r, const struct period *p)
{
	struct ex *x = NULL;
	const struct day *ends[2] = {&p->from, &p->to};
	for (int i = 0; i < 2; i++) {
		if (!ends[i]->given)
			continue;
		struct ex *date = ex_input(r, 0, ends[i]->at);
		struct ex *day = ex_const(r, VT_DATE, num_int(ends[i]->day), ends[i]->at);
		if (ends[i]->missing) {
			struct ex *h = ex_new(r, EX_HOLE, VT_BAD, ends[i]->at);
			x = ex_and(r, x, h);
		} else {
			x = ex_and(r, x, ex_cmp(r, i == 0 ? CMP_GE : CMP_LE, date, day, ends[i]->at));
		}
	}
	return x;
}

static struct ex *condition_of(struct resolver *r, const struct provision *p)
{
	return ex_and(r, resolve_conds(r, &p->conds), valid_in(r, &p->valid));
}

/* ---- tables --------------------------------------------------------------------------------------------- */

static bool cell_same(const struct resolver *r, const struct cell *a, const struct cell *b)
{
	if (a->kind != b->kind)
		return false;
	return a->kind != CELL_VALUE ||
	       str_eq(source_text(r->m->sources, a->at), source_text(r->m->sources, b->at));
}

static struct ex *cell_condition(struct resolver *r, const struct cell *c, struct ex *column)
{
	return c->kind == CELL_VALUE ? resolve_condition(r, c->expr, column) : NULL;
}

/* `ellers`: the complement of the column's other cells among rows whose earlier cells are the same (semantics P12). */
static struct ex *otherwise(struct resolver *r, const struct table *t, uint32_t row, uint32_t col,
                            struct ex *column)
{
	const struct row *own = &t->rows.at[row];
	struct ex *any = NULL;
	for (uint32_t i = 0; i < t->rows.n; i++) {
		const struct row *o = &t->rows.at[i];
		bool beside = i != row && o->cells.n > col && o->cells.at[col].kind != CELL_OTHERWISE;
		for (uint32_t c = 0; c < col && beside; c++)
			beside = cell_same(r, &own->cells.at[c], &o->cells.at[c]);
		if (!beside)
			continue;
		struct ex *k = cell_condition(r, &o->cells.at[col], column);
		if (!k || k->kind == EX_BAD)
			return k ? NULL : ex_const(r, VT_BOOL, num_int(0), own->cells.at[col].at);
		any = ex_or(r, any, k);
	}
	return any ? ex_not(r, any) : NULL;
}

/* The whole condition of a row; *ok false where it is broken. */
static struct ex *row_condition(struct resolver *r, const struct table *t, uint32_t row,
                                struct ex *const *columns, bool *ok)
{
	const struct row *w = &t->rows.at[row];
	struct ex *all = NULL;
	for (uint32_t c = 0; c + 1 < w->cells.n; c++) {
		const struct cell *cell = &w->cells.at[c];
		struct ex *x = cell->kind == CELL_OTHERWISE ? otherwise(r, t, row, c, columns[c])
		                                            : cell_condition(r, cell, columns[c]);
		*ok &= !x || x->kind != EX_BAD;
		all = ex_and(r, all, x);
	}
	if (all)
		all->at = w->at;
	return all;
}

/* `ellers | v`, skipping columns: everything that no other row names. */
static struct ex *rest_condition(struct resolver *r, const struct table *t, uint32_t row,
                                 struct ex *const *columns, bool *ok)
{
	struct ex *any = NULL;
	for (uint32_t i = 0; i < t->rows.n; i++) {
		if (i == row || t->rows.at[i].cells.n != t->columns.n + 1)
			continue;
		struct ex *x = row_condition(r, t, i, columns, ok);
		any = ex_or(r, any, x ? x : ex_const(r, VT_BOOL, num_int(1), t->at));
	}
	return any ? ex_not(r, any) : NULL;
}

static void add_rule(struct building *b, uint32_t provision, struct ex *when,
                     const struct expr *value, enum strength strength, span at)
{
	struct resolver *r = b->r;
	struct provision_m *p = &r->m->provisions.at[provision];
	struct rule rule = {.service = b->service,
	                    .heading = p->heading,
	                    .provision = provision,
	                    .when = when,
	                    .at = at};
	struct statements out = {0};
	resolve_value(r, p->heading, value, strength, &use_of(b, p->heading)->slots, &out);
	rule.statements.at = out.list.at;
	rule.statements.n = out.list.n;
	rule.statements.cap = out.list.cap;
	if (!out.list.n)
		return;
	vec_push(r->a, &r->m->rules, rule);
	r->m->provisions.at[provision].rules++;
}

static void add_table(struct building *b, uint32_t provision, const struct table *t,
                      enum strength strength)
{
	struct resolver *r = b->r;
	struct ex **columns = arena_array(r->a, struct ex *, t->columns.n + 1);
	for (uint32_t c = 0; c < t->columns.n; c++) {
		struct expr e = {.kind = EXPR_PATH, .at = t->columns.at[c].at};
		e.u.path.path = t->columns.at[c];
		columns[c] = resolve_term(r, &e, NULL);
		if (columns[c]->kind == EX_BAD)
			return;
	}
	for (uint32_t i = 0; i < t->rows.n; i++) {
		const struct row *w = &t->rows.at[i];
		bool rest = w->cells.n == 2 && t->columns.n > 1 && w->cells.at[0].kind == CELL_OTHERWISE;
		if (!rest && w->cells.n != t->columns.n + 1) {
			diag_table_cells(r->d, w->at, w->cells.n, t->columns.n + 1);
			continue;
		}
		bool ok = true;
		struct ex *when = rest ? rest_condition(r, t, i, columns, &ok)
		                       : row_condition(r, t, i, columns, &ok);
		const struct cell *value = &w->cells.at[w->cells.n - 1];
		if (ok && value->kind == CELL_VALUE)
			add_rule(b, provision, when, value->expr,
			         value->has_strength ? value->strength : strength, w->at);
	}
}

/* ---- provisions ----------------------------------------------------------------------------------------- */

static const char *identity_of(struct building *b, const struct provision *p, uint32_t heading)
{
	struct str text = source_text(b->r->m->sources, p->body.at);
	uint64_t h = str_hash_words(b->r->a, hash_bytes("", 0), text);
	return arena_printf(b->r->a, "%s.%s#%06x", b->r->m->services.at[b->service].text,
	                    b->r->m->headings.at[heading].text, (unsigned)(h & 0xffffff));
}

static uint32_t add_provision(struct building *b, const struct provision *p, uint32_t heading,
                              uint32_t parent, enum strength inherited)
{
	struct resolver *r = b->r;
	uint32_t own = r->m->provisions.n;
	uint32_t depth = parent == NONE ? 0 : r->m->provisions.at[parent].depth + 1;
	struct provision_m x = {.service = b->service,
	                        .heading = heading,
	                        .parent = parent,
	                        .depth = depth,
	                        .ast = p,
	                        .at = p->at};
	x.strength = p->body.has_strength ? p->body.strength : inherited;
	x.unverified = p->unverified;
	x.is_table = p->body.table != NULL;
	x.first_rule = r->m->rules.n;
	x.identity = identity_of(b, p, heading);
	vec_push(r->a, &r->m->provisions, x);
	r->reads.n = parent == NONE ? 0 : r->reads.n;
	struct ex *when = condition_of(r, p);
	r->m->provisions.at[own].when = when;
	for (uint32_t i = 0; i < p->under.n; i++) {
		struct ref_m ref = resolve_ref(r, &p->under.at[i], NULL);
		vec_push(r->a, &r->m->provisions.at[own].basis, ref);
	}
	bool broken = when && when->kind == EX_BAD;
	if (p->body.table && !broken)
		add_table(b, own, p->body.table, x.strength);
	else if (p->body.value && !broken)
		add_rule(b, own, NULL, p->body.value, x.strength, p->body.at);
	for (uint32_t i = 0; i < p->exceptions.n; i++) {
		uint32_t k = add_provision(b, p->exceptions.at[i], heading, own, x.strength);
		vec_push(r->a, &r->m->provisions.at[own].exceptions, k);
	}
	if (parent == NONE)
		building_reads(b, heading);
	return own;
}

/* ---- scope ---------------------------------------------------------------------------------------------- */

/* What a scope line asks, with its own conditions and exceptions folded in. */
static struct ex *scope_condition(struct resolver *r, const struct provision *p,
                                  enum scope_kind kind)
{
	if (p->body.table)
		diag_not_a_condition(r->d, p->body.at, word(r, "en tabel", "a table"));
	if (!p->body.value)
		return NULL;
	struct ex *x = resolve_condition(r, p->body.value, NULL);
	struct ex *when = condition_of(r, p);
	if (x->kind == EX_BAD || (when && when->kind == EX_BAD))
		return NULL;
	bool asks = kind != SCOPE_EXCLUSION;
	if (when)
		x = asks ? ex_or(r, ex_not(r, when), x) : ex_and(r, when, x);
	for (uint32_t i = 0; i < p->exceptions.n; i++) {
		const struct provision *dog = p->exceptions.at[i];
		struct ex *c = condition_of(r, dog);
		if (!c || c->kind == EX_BAD || !dog->body.value)
			continue;
		bool lifted = dog->body.value->kind == EXPR_NOT_APPLY;
		struct ex *instead = lifted ? ex_const(r, VT_BOOL, num_int(asks), dog->at)
		                            : scope_condition(r, dog, kind);
		if (instead)
			x = ex_or(r, ex_and(r, c, instead), ex_and(r, ex_not(r, c), x));
	}
	return x;
}

static void add_scope(struct building *b, const struct provision *p, enum scope_kind kind)
{
	struct resolver *r = b->r;
	r->reads.n = 0;
	struct scope_line line = {.kind = kind, .at = p->at, .ast = p};
	line.when = scope_condition(r, p, kind);
	if (!line.when)
		return;
	line.when->at = p->body.at;
	const struct expr *e = p->body.value;
	line.only = e->kind == EXPR_GROUP && e->u.group.kind == GROUP_ONLY_ALL;
	for (uint32_t i = 0; i < p->referrals.n; i++)
		vec_push(r->a, &line.refer, resolve_target(r, &p->referrals.at[i]));
	vec_push(r->a, &r->m->services.at[b->service].scope, line);
	building_reads(b, NONE);
}

/* ---- blocks --------------------------------------------------------------------------------------------- */

enum structural {
	LABEL_TARGET,
	LABEL_CONDITIONS,
	LABEL_EXCLUDED,
	LABEL_SECTION,
	LABEL_PURPOSE,
	LABEL_REASON,
	LABEL_CONSULTATION,
	LABEL_TRANSITION,
	LABEL_COUNT
};

static const char *const structural_words[LABEL_COUNT][2] = {
	{"målgruppe", "target"},    {"betingelser", "conditions"}, {"udelukket", "excluded"},
	{"afsnit", "section"},      {"formål", "purpose"},         {"begrundelse", "reason"},
	{"høring", "consultation"}, {"overgang", "transition"},
};

const char *structural_word(int i, enum lang lang)
{
	return i < LABEL_COUNT ? structural_words[i][lang == LANG_EN] : NULL;
}

/* What is recorded of a revision may also be a catalogue's own heading: then it is that. */
static enum structural structural_of(const struct resolver *r, name_id label)
{
	bool own = heading_find(r, label) != NONE;
	for (int i = 0; i < (own ? LABEL_REASON : LABEL_COUNT); i++)
		for (int k = 0; k < 2; k++)
			if (label ==
			    intern_find(r->names, structural_words[i][k], strlen(structural_words[i][k])))
				return (enum structural)i;
	return LABEL_COUNT;
}

static const char *string_of(struct resolver *r, const struct provision *p)
{
	if (!p->body.value || p->body.value->kind != EXPR_STRING) {
		if (p->body.value && p->body.value->kind != EXPR_BAD)
			diag_not_a_value(r->d, p->body.at, name_text(r, p->label.id), type_name(r, VT_TEXT));
		return NULL;
	}
	return str_c(r->a, p->body.value->u.string.text);
}

static bool states(const struct block *block, name_id label)
{
	for (uint32_t i = 0; i < block->items.n; i++)
		if (block->items.at[i].kind == ITEM_PROVISION &&
		    block->items.at[i].provision->label.id == label)
			return true;
	return false;
}

static void add_item(struct building *b, const struct provision *p, const struct decl *clause)
{
	struct resolver *r = b->r;
	struct service *s = &r->m->services.at[b->service];
	enum structural label = structural_of(r, p->label.id);
	switch (label) {
	case LABEL_TARGET:
		if (clause) {
			diag_clause_has_target(r->d, p->label.at, name_text(r, clause->name.id));
			return;
		}
		add_scope(b, p, SCOPE_TARGET);
		return;
	case LABEL_CONDITIONS:
		add_scope(b, p, SCOPE_CONDITION);
		return;
	case LABEL_EXCLUDED:
		add_scope(b, p, SCOPE_EXCLUSION);
		return;
	case LABEL_SECTION:
		s->section = string_of(r, p);
		return;
	case LABEL_PURPOSE:
		s->purpose = string_of(r, p);
		return;
	case LABEL_REASON:
		s->revision.reason = string_of(r, p);
		return;
	case LABEL_CONSULTATION:
		s->revision.consultation = string_of(r, p);
		return;
	case LABEL_TRANSITION:
		s->revision.transition = string_of(r, p);
		return;
	case LABEL_COUNT:
		break;
	}
	uint32_t h = heading_find(r, p->label.id);
	if (h == NONE) {
		unknown_heading(r, p->label);
		return;
	}
	r->m->headings.at[h].used = true;
	uint32_t own = add_provision(b, p, h, NONE, STRENGTH_PLAIN);
	struct use *u = use_of(b, h);
	vec_push(r->a, &u->provisions, own);
}

static void add_clause(struct building *b, const struct block *service, struct name n)
{
	struct resolver *r = b->r;
	const struct symbol *y = symbol_find(r, n.id);
	if (!y || y->kind != SYM_CLAUSE) {
		unknown_name(r, n, word(r, "klausulen", "the clause"));
		return;
	}
	const struct decl *d = r->clauses.at[y->index];
	const struct block *block = &d->u.clause.block;
	for (uint32_t i = 0; i < block->items.n; i++) {
		const struct item *it = &block->items.at[i];
		if (it->kind == ITEM_WITH) {
			diag_clause_in_clause(r->d, it->at, name_text(r, d->name.id));
			continue;
		}
		if (d->u.clause.supplementary && states(service, it->provision->label.id))
			continue;
		add_item(b, it->provision, d);
	}
}

static void resolve_block(struct resolver *r, uint32_t service, const struct block *block)
{
	struct building b = {.r = r, .service = service, .first_provision = r->m->provisions.n};
	r->service = service;
	for (uint32_t i = 0; i < block->items.n; i++) {
		const struct item *it = &block->items.at[i];
		if (it->kind == ITEM_PROVISION) {
			add_item(&b, it->provision, NULL);
			continue;
		}
		for (uint32_t k = 0; k < it->with.n; k++)
			add_clause(&b, block, it->with.at[k]);
	}
	building_finish(&b);
	r->service = NONE;
}

static void resolve_paragraph(struct resolver *r, const struct decl *law, const struct decl *d)
{
	struct service s = {.is_block = true, .decl = d, .at = d->head, .para = d->u.paragraph.para};
	s.law = law->title.text.p ? str_c(r->a, law->title.text) : name_text(r, law->name.id);
	s.title = d->title.text.p ? str_c(r->a, d->title.text) : NULL;
	s.text = arena_printf(r->a, "%s %s", s.law, s.para);
	s.ascii = str_ascii(r->a,
	                    str_of(arena_printf(r->a, "%s_%s", name_text(r, law->name.id), s.para)));
	struct ref_m own = {.law = s.law, .law_name = law->name.id, .para = s.para, .at = d->head};
	vec_push(r->a, &s.basis, own);
	vec_push(r->a, &r->m->services, s);
	resolve_block(r, r->m->services.n - 1, &d->u.paragraph.block);
}

void resolve_services(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	uint32_t own = 0;
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++) {
			const struct decl *d = files[f]->decls.at[i];
			if (d->kind != DECL_SERVICE)
				continue;
			for (uint32_t k = 0; k < d->u.service.under.n; k++) {
				const struct head_ref *h = &d->u.service.under.at[k];
				struct ref_m ref = resolve_ref(r, &h->ref, h->when);
				vec_push(r->a, &r->m->services.at[own].basis, ref);
			}
			resolve_block(r, own++, &d->u.service.block);
		}
	for (uint32_t f = 0; f < n; f++) {
		const struct decl *law = NULL;
		for (uint32_t i = 0; i < files[f]->decls.n; i++) {
			const struct decl *d = files[f]->decls.at[i];
			if (d->kind == DECL_LAW)
				law = d;
			if (d->kind == DECL_PARAGRAPH && law)
				resolve_paragraph(r, law, d);
			else if (d->kind == DECL_PARAGRAPH)
				diag_paragraph_without_law(r->d, d->head);
		}
	}
}
