/* SPDX-License-Identifier: MIT
 *
 * A walk over the trees of services, the clauses they have, and declarations. Of two sections with the same title the one
 * about the service's paragraph is meant.
 */
#include "text/citation.h"

#include "meaning/service.h"

#include <string.h>

struct collecting {
	struct citations *c;
	struct ast_file *const *files;
	uint32_t n;
	struct map provisions; /* service and place → index in the model */
	struct map headings;   /* seen */
};

/* Where a walk is. */
struct holder {
	uint32_t service, provision;
	const char *label;
	const struct decl *decl;
	const struct provision *p;
	const struct rate_row *row;
	span rule;
	bool decides, conditional;
};

static void know_heading(struct collecting *k, struct str heading)
{
	uint32_t seen;
	uint64_t hash = hash_bytes(heading.p, heading.n);
	if (map_get(&k->headings, hash, &seen))
		return;
	map_put(&k->headings, hash, 1);
	vec_push(k->c->a, &k->c->headings, fold_phrase(k->c->a, heading));
}

static void add_list(struct collecting *k, const citation_list *list, const struct holder *h)
{
	struct citations *c = k->c;
	for (uint32_t i = 0; i < list->n; i++) {
		const struct citation *x = &list->at[i];
		struct citation_use use = {
			x,      h->service, h->provision, h->label,       h->decl, h->p,
			h->row, h->rule,    h->decides,   h->conditional, NONE,    {.status = PHRASE_NONE}};
		if (x->phrase.text.p) {
			use.phrase = phrase_add(&c->phrases, x->phrase.text);
			know_heading(k, x->heading.text);
		}
		vec_push(c->a, &c->list, use);
	}
}

/* ---- expressions: only the points of a list cite ---------------------------------------------------------- */

static void walk_expr(struct collecting *k, const struct expr *e, const struct holder *h);

static void walk_conds(struct collecting *k, const cond_list *conds, const struct holder *h)
{
	for (uint32_t i = 0; i < conds->n; i++)
		walk_expr(k, conds->at[i].expr, h);
}

static void walk_group(struct collecting *k, const struct expr *e, const struct holder *h)
{
	for (uint32_t i = 0; i < e->u.group.bullets.n; i++) {
		const struct bullet *b = &e->u.group.bullets.at[i];
		struct holder own = *h;
		own.rule = b->at;
		own.conditional |= b->conds.n > 0;
		add_list(k, &b->sources, &own);
		walk_expr(k, b->expr, &own);
		walk_conds(k, &b->conds, &own);
	}
}

static void walk_expr(struct collecting *k, const struct expr *e, const struct holder *h)
{
	if (!e)
		return;
	if (e->kind == EXPR_GROUP)
		walk_group(k, e, h);
	if (e->kind == EXPR_NOT || e->kind == EXPR_PAREN)
		walk_expr(k, e->u.inner, h);
	for (uint32_t i = 0; e->kind == EXPR_CHAIN && i < e->u.chain.items.n; i++)
		walk_expr(k, e->u.chain.items.at[i], h);
}

/* ---- provisions ----------------------------------------------------------------------------------------- */

static uint64_t place_key(uint32_t service, span at)
{
	return (uint64_t)service << 32 | at.lo;
}

static void walk_provision(struct collecting *k, const struct provision *p, const struct holder *h)
{
	struct holder own = *h;
	own.p = p;
	own.rule = p->at;
	own.conditional |= p->conds.n > 0 || p->body.table;
	uint32_t provision;
	if (map_get(&k->provisions, place_key(h->service, p->at), &provision))
		own.provision = provision;
	add_list(k, &p->sources, &own);
	walk_expr(k, p->body.value, &own);
	walk_conds(k, &p->conds, &own);
	own.conditional = true;
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		walk_provision(k, p->exceptions.at[i], &own);
}

static bool is_word(const struct collecting *k, name_id label, int word)
{
	for (int lang = 0; lang < 2; lang++) {
		const char *s = structural_word(word, (enum lang)lang);
		if (s && label == intern_find(k->c->m->names, s, strlen(s)))
			return true;
	}
	return false;
}

/* The structural labels in the order of structural_word(). */
enum { WORD_TARGET, WORD_CONDITIONS, WORD_EXCLUDED, WORD_SECTION, WORD_PURPOSE };

static bool label_decides(const struct collecting *k, name_id label)
{
	for (uint32_t i = 0; i < k->c->m->headings.n; i++)
		if (k->c->m->headings.at[i].name == label)
			return k->c->m->headings.at[i].type.vt != VT_TEXT;
	return is_word(k, label, WORD_TARGET) || is_word(k, label, WORD_CONDITIONS) ||
	       is_word(k, label, WORD_EXCLUDED);
}

static void walk_item(struct collecting *k, const struct provision *p, struct holder h)
{
	struct service_text *s = &k->c->services.at[h.service];
	h.label = intern_text(k->c->m->names, p->label.id);
	h.decides = label_decides(k, p->label.id);
	s->has_purpose |= is_word(k, p->label.id, WORD_PURPOSE);
	const struct expr *value = p->body.value;
	if (is_word(k, p->label.id, WORD_SECTION) && value && value->kind == EXPR_STRING) {
		vec_push(k->c->a, &s->titles, value->u.string);
		vec_push(k->c->a, &k->c->titles, fold_phrase(k->c->a, value->u.string.text));
	}
	walk_provision(k, p, &h);
}

/* A clause that stands beside the services; a module's cites another text. */
static const struct decl *find_clause(const struct collecting *k, name_id name)
{
	for (uint32_t f = 0; f < k->n; f++)
		for (uint32_t i = 0; i < k->files[f]->decls.n; i++) {
			const struct decl *d = k->files[f]->decls.at[i];
			if (d->kind == DECL_CLAUSE && d->name.id == name)
				return d;
		}
	return NULL;
}

static bool states(const struct block *b, name_id label)
{
	for (uint32_t i = 0; i < b->items.n; i++)
		if (b->items.at[i].kind == ITEM_PROVISION && b->items.at[i].provision->label.id == label)
			return true;
	return false;
}

static void walk_clause(struct collecting *k, const struct decl *d, const struct block *service,
                        const struct holder *h)
{
	const struct block *b = &d->u.clause.block;
	struct holder own = *h;
	own.decl = d;
	for (uint32_t i = 0; i < b->items.n; i++) {
		const struct provision *p = b->items.at[i].provision;
		if (b->items.at[i].kind == ITEM_PROVISION &&
		    !(d->u.clause.supplementary && states(service, p->label.id)))
			walk_item(k, p, own);
	}
}

static void walk_service(struct collecting *k, uint32_t i)
{
	const struct service *s = &k->c->m->services.at[i];
	const struct block *b = &s->decl->u.service.block;
	struct holder h = {.service = i, .provision = NONE, .decl = s->decl};
	for (uint32_t n = 0; n < b->items.n; n++) {
		const struct item *it = &b->items.at[n];
		if (it->kind == ITEM_PROVISION)
			walk_item(k, it->provision, h);
		for (uint32_t w = 0; it->kind == ITEM_WITH && w < it->with.n; w++) {
			const struct decl *d = find_clause(k, it->with.at[w].id);
			if (d)
				walk_clause(k, d, b, &h);
		}
	}
}

/* ---- declarations --------------------------------------------------------------------------------------- */

static void walk_rate(struct collecting *k, const struct decl *d, const struct holder *h)
{
	for (uint32_t i = 0; i < d->u.rate.rows.n; i++) {
		struct holder own = *h;
		own.row = &d->u.rate.rows.at[i];
		own.rule = own.row->at;
		add_list(k, &own.row->sources, &own);
	}
}

static void walk_decl(struct collecting *k, const struct decl *d)
{
	struct citations *c = k->c;
	struct holder h = {.service = NONE, .provision = NONE, .decl = d, .rule = d->at};
	const char *name = intern_text(c->m->names, d->name.id);
	if (d->kind == DECL_FACT || d->kind == DECL_ASSESSMENT || d->kind == DECL_UNCLEAR) {
		h.decides = d->kind == DECL_UNCLEAR;
		h.label = arena_printf(c->a, "%s %s",
		                       d->kind == DECL_FACT         ? "fakta"
		                       : d->kind == DECL_ASSESSMENT ? "vurdering"
		                                                    : "uklart",
		                       name);
		add_list(k, &d->u.input.sources, &h);
	} else if (d->kind == DECL_CONCEPT) {
		h.decides = true;
		h.label = arena_printf(c->a, "begreb %s", name);
		walk_expr(k, d->u.concept, &h);
	} else if (d->kind == DECL_RATE) {
		h.decides = true;
		h.label = arena_printf(c->a, "sats %s", name);
		walk_rate(k, d, &h);
	} else if (d->kind == DECL_GIVEN || d->kind == DECL_ALWAYS || d->kind == DECL_NEVER) {
		h.decides = true;
		h.label = d->kind == DECL_GIVEN ? "forudsat" : d->kind == DECL_ALWAYS ? "altid" : "aldrig";
		walk_expr(k, d->u.rule.expr, &h);
		walk_conds(k, &d->u.rule.conds, &h);
	}
}

/* A module or a statute pack: what it cites is not this catalogue's text. */
static bool is_shared(const struct ast_file *f)
{
	bool shared = false, own = false;
	for (uint32_t i = 0; i < f->decls.n; i++) {
		enum decl_kind kind = f->decls.at[i]->kind;
		shared |= kind == DECL_MODULE || kind == DECL_LAW;
		own |= kind == DECL_CATALOGUE || kind == DECL_SERVICE;
	}
	return shared && !own;
}

struct citations *citations_collect(struct arena *a, const struct model *m,
                                    struct ast_file *const *files, uint32_t n)
{
	struct citations *c = arena_new(a, struct citations);
	*c = (struct citations){.a = a, .m = m, .phrases = {.a = a, .by_words = {.a = a}}};
	struct ast_file **own = arena_array(a, struct ast_file *, n + 1);
	struct collecting k = {.c = c, .files = own, .provisions = {.a = a}, .headings = {.a = a}};
	for (uint32_t i = 0; i < n; i++)
		if (!is_shared(files[i]))
			own[k.n++] = files[i];
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		map_put(&k.provisions, place_key(p->service, p->ast->at), i);
	}
	for (uint32_t i = 0; i < m->own_services; i++) {
		vec_push(a, &c->services, (struct service_text){0});
		walk_service(&k, i);
	}
	for (uint32_t f = 0; f < k.n; f++)
		for (uint32_t i = 0; i < own[f]->decls.n; i++)
			walk_decl(&k, own[f]->decls.at[i]);
	return c;
}

/* ---- in the text ---------------------------------------------------------------------------------------- */

static struct str bare(struct arena *a, struct str s)
{
	struct text t = {.a = a};
	for (size_t i = 0; i < s.n; i++)
		if (fold_is_word(s.p[i]))
			text_putc(&t, fold_lower(s, i));
	return (struct str){t.n ? t.p : "", t.n};
}

/* The rest of the stated title names the section's paragraph. */
static bool has_paragraph(struct str title, const struct doc_section *s)
{
	struct arena a;
	arena_init(&a);
	const char *para = document_paragraph(&a, str_c(&a, title));
	bool same = para && s->para && para_relation(para, s->para) != PARA_APART;
	arena_free(&a);
	return same;
}

/* The title as stated, or with the paragraph of law behind it. */
static bool is_titled(struct arena *a, const struct doc_section *s, struct str title)
{
	struct arena_mark mark = arena_mark(a);
	struct str stated = bare(a, title), own = bare(a, str_of(s->title));
	size_t n = own.n < stated.n ? own.n : stated.n;
	bool same = n && memcmp(own.p, stated.p, n) == 0;
	/* either may have the paragraph of law behind it */
	same = same && (own.n <= stated.n || strstr(s->title, "\xC2\xA7"));
	same = same && (own.n >= stated.n || has_paragraph(title, s));
	arena_reset(a, mark);
	return same;
}

static bool is_about(const struct service *x, const struct doc_section *s)
{
	for (uint32_t i = 0; s->para && i < x->basis.n; i++)
		if (x->basis.at[i].para && para_relation(x->basis.at[i].para, s->para) != PARA_APART)
			return true;
	return false;
}

static void add_section(struct citations *c, struct service_text *x, uint32_t section)
{
	for (uint32_t i = 0; i < x->sections.n; i++)
		if (x->sections.at[i] == section)
			return;
	vec_push(c->a, &x->sections, section);
}

static void find_sections(struct citations *c, const struct document *d, uint32_t service)
{
	struct service_text *x = &c->services.at[service];
	for (uint32_t t = 0; t < x->titles.n; t++) {
		struct str title = fold_phrase(c->a, x->titles.at[t].text);
		uint32_t of_law = 0, all = 0;
		for (uint32_t i = 0; i < d->sections.n; i++) {
			bool titled = is_titled(c->a, &d->sections.at[i], title);
			all += titled;
			of_law += titled && is_about(&c->m->services.at[service], &d->sections.at[i]);
		}
		for (uint32_t i = 0; i < d->sections.n; i++)
			if (is_titled(c->a, &d->sections.at[i], title) &&
			    (!of_law || all == 1 || is_about(&c->m->services.at[service], &d->sections.at[i])))
				add_section(c, x, i);
		if (!all)
			vec_push(c->a, &x->unknown, x->titles.at[t]);
	}
}

/* The sections of the services in the declaration's file. */
static void sections_of_file(const struct citations *c, span at, uint32_t *out, uint32_t *n)
{
	const struct source *file = source_at(c->m->sources, at.lo);
	*n = 0;
	for (uint32_t i = 0; i < c->services.n; i++) {
		if (source_at(c->m->sources, c->m->services.at[i].at.lo) != file)
			continue;
		for (uint32_t k = 0; k < c->services.at[i].sections.n; k++)
			out[(*n)++] = c->services.at[i].sections.at[k];
	}
}

static bool is_found(const struct phrase_answer *x)
{
	return x->status == PHRASE_FOUND || x->status == PHRASE_SEVERAL;
}

/* A declaration stands for the services of its file; else for all. Several services may rest on the same words. */
static struct phrase_answer find_declared(const struct citations *c, const struct document *d,
                                          const struct citation_use *x, uint32_t *sections)
{
	uint32_t n;
	struct str heading = x->ast->heading.text;
	sections_of_file(c, x->ast->at, sections, &n);
	struct phrase_answer out = phrase_under(&c->phrases, d, x->phrase, heading, sections, n);
	if (n && is_found(&out))
		return out;
	uint32_t other = phrase_section(&c->phrases, d, x->phrase, heading);
	return other == NONE ? out : phrase_under(&c->phrases, d, x->phrase, heading, &other, 1);
}

void citations_find(struct citations *c, const struct document *d)
{
	uint32_t room = 1;
	phrases_find(&c->phrases, d);
	for (uint32_t i = 0; i < c->services.n; i++) {
		find_sections(c, d, i);
		room += c->services.at[i].sections.n;
	}
	uint32_t *sections = arena_array(c->a, uint32_t, room);
	for (uint32_t i = 0; i < c->list.n; i++) {
		struct citation_use *x = &c->list.at[i];
		if (x->phrase == NONE)
			continue;
		if (x->service == NONE) {
			x->found = find_declared(c, d, x, sections);
			continue;
		}
		const struct service_text *s = &c->services.at[x->service];
		x->found = phrase_under(&c->phrases, d, x->phrase, x->ast->heading.text, s->sections.at,
		                        s->sections.n);
	}
}
