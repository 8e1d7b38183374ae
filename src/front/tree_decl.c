/* SPDX-License-Identifier: MIT
 *
 * Constructors of declarations. A declaration joins the file as soon as it is complete, so that an error further down
 * loses nothing; what could not be read leaves its name in file->broken.
 */
#include "front/tree.h"
#include "parser.h"

void tree_add(struct front *f, struct decl *d)
{
	if (d)
		vec_push(f->a, &f->file->decls, d);
}

static const struct token *token_after_word(const struct front *f, uint32_t n)
{
	uint32_t i = f->decl_at == FRONT_NO_MATCH ? f->tokens.n - 1 : f->decl_at + n;
	return &f->tokens.at[i < f->tokens.n ? i : f->tokens.n - 1];
}

/* The name that stands after the declaration word, where the grammar lost it. */
static struct name name_after_word(struct front *f)
{
	const struct token *t = token_after_word(f, 1);
	if (t->kind != TOK_NAME && t->kind != TOK_LABEL && !token_is_contextual(t->kind))
		return NO_NAME;
	uint32_t hi = t->hi - (t->kind == TOK_LABEL);
	return (struct name){t->aux, front_span(f, t->lo, hi)};
}

static struct prose title_after_name(struct front *f, uint32_t n)
{
	const struct token *t = token_after_word(f, n);
	return t->kind == TOK_STRING ? value_prose(f, t) : NO_PROSE;
}

struct decl *tree_bad(struct front *f, enum decl_kind kind, span at)
{
	(void)at;
	struct name name = name_after_word(f);
	if (name.id && kind != DECL_USE && kind != DECL_PARAGRAPH)
		vec_push(f->a, &f->file->broken, name);
	return NULL;
}

void tree_broken(struct front *f)
{
	if (f->decl_at == FRONT_NO_MATCH)
		return;
	uint32_t word = f->src->base + f->tokens.at[f->decl_at].lo;
	bool added = f->file->decls.n && vec_last(&f->file->decls)->at.hi > word;
	struct name name = name_after_word(f);
	bool known = f->file->broken.n && vec_last(&f->file->broken).at.lo == name.at.lo;
	if (!added && !known && name.id && f->tokens.at[f->decl_at].kind != TOK_USE)
		vec_push(f->a, &f->file->broken, name);
}

struct decl *tree_decl(struct front *f)
{
	return arena_new(f->a, struct decl);
}

struct decl *tree_named(struct front *f, enum decl_kind kind, span at, struct name name,
                        struct prose title)
{
	struct decl *x = tree_decl(f);
	x->kind = kind;
	x->at = at;
	x->head = span_join(at, name.at);
	x->name = name;
	x->title = title;
	return x;
}

/* Declarations that have a title instead of a name. */
struct decl *tree_titled(struct front *f, enum decl_kind kind, span at, struct prose title)
{
	struct decl *x = tree_decl(f);
	x->kind = kind;
	x->at = at;
	x->head = title.at.lo ? span_join(at, title.at) : at;
	x->title = title;
	return x;
}

struct decl *tree_title(struct decl *x, struct prose title, span at)
{
	x->at = at;
	x->title = title;
	return x;
}

struct decl *tree_rate_ends(struct decl *head, struct decl *steps, span at)
{
	head->at = at;
	VEC_MOVE(&head->u.rate.rows, &steps->u.rate.rows);
	return head;
}

struct decl *tree_paragraph(struct front *f, span at, const char *para, struct prose title,
                            struct block *block)
{
	struct decl *x = tree_titled(f, DECL_PARAGRAPH, at, title);
	x->u.paragraph.para = para;
	x->u.paragraph.block = *block;
	return x;
}

struct decl *tree_unit(struct front *f, span at, struct name one, struct name many,
                       struct number factor, struct name of)
{
	struct decl *x = tree_named(f, DECL_UNIT, at, one, NO_PROSE);
	x->u.unit.plural = many;
	x->u.unit.converts = of.id != 0;
	x->u.unit.factor = factor.value;
	x->u.unit.of = of;
	return x;
}

struct decl *tree_concept(struct front *f, span at, struct name name, struct expr *formula)
{
	struct decl *x = tree_named(f, DECL_CONCEPT, at, name, NO_PROSE);
	x->u.concept = formula;
	return x;
}

struct decl *tree_clause(struct front *f, span at, struct name name, bool supplementary,
                         struct block *block)
{
	struct decl *x = tree_named(f, DECL_CLAUSE, at, name, NO_PROSE);
	x->u.clause.supplementary = supplementary;
	x->u.clause.block = *block;
	return x;
}

struct decl *tree_service(struct front *f, span at, struct name name, struct prose title)
{
	return tree_named(f, DECL_SERVICE, at, name, title);
}

struct decl *tree_service_under(struct front *f, struct decl *x, struct head_ref ref)
{
	vec_push(f->a, &x->u.service.under, ref);
	return x;
}

struct decl *tree_service_block(struct decl *x, struct block *block, span at)
{
	x->at = at;
	x->u.service.block = *block;
	return x;
}

struct decl *tree_broken_clause(struct front *f, span at, struct block *block)
{
	struct name name = name_after_word(f);
	return name.id ? tree_clause(f, at, name, false, block) : NULL;
}

/* The head could not be read, the provisions could: keep them, with the name and title if they stand there. */
struct decl *tree_broken_service(struct front *f, span at, struct block *block)
{
	struct decl *x = tree_service(f, at, name_after_word(f), NO_PROSE);
	x->title = title_after_name(f, x->name.id ? 2 : 1);
	if (!x->name.id)
		x->head = front_span(f, at.lo - f->src->base, token_after_word(f, 1)->lo);
	return tree_service_block(x, block, at);
}

struct decl *tree_rule(struct front *f, enum decl_kind kind, span at, struct prose title,
                       struct expr *expr)
{
	struct decl *x = tree_titled(f, kind, at, title);
	x->u.rule.expr = expr;
	return x;
}

struct decl *tree_rule_cond(struct front *f, struct decl *x, struct cond cond, span at)
{
	x->at = at;
	vec_push(f->a, &x->u.rule.conds, cond);
	return x;
}

struct decl *tree_accept(struct front *f, span at, struct name code, struct path place,
                         struct ref ref)
{
	struct decl *x = tree_decl(f);
	x->kind = DECL_ACCEPT;
	x->at = at;
	x->head = span_join(at, code.at);
	x->u.accept.code = code;
	x->u.accept.place = place;
	x->u.accept.ref = ref;
	return x;
}

struct decl *tree_accept_ends(struct decl *x, struct prose reason, struct prose minute,
                              int64_t until, span at)
{
	x->u.accept.reason = reason;
	x->u.accept.minute = minute;
	x->u.accept.until = (struct day){
		.at = at, .given = true, .missing = until == INT64_MIN, .day = until};
	return x;
}

/* ---- headers ---------------------------------------------------------------------------------------------- */

struct decl *tree_header(struct front *f, enum decl_kind kind, span at, struct name name,
                         struct prose title, struct decl *entries)
{
	struct decl *x = tree_named(f, kind, at, name, title);
	VEC_MOVE(&x->u.catalogue.header, &entries->u.catalogue.header);
	return x;
}

struct decl *tree_broken_header(struct front *f, enum decl_kind kind, span at, struct decl *entries)
{
	struct name name = name_after_word(f);
	return name.id ? tree_header(f, kind, at, name, title_after_name(f, 2), entries) : NULL;
}

struct decl *tree_entry(struct front *f, struct decl *list, struct header_entry *e)
{
	if (e)
		vec_push(f->a, &list->u.catalogue.header, *e);
	return list;
}

struct header_entry *tree_entry_label(struct header_entry *e, struct name label, span at)
{
	e->label = label;
	e->at = at;
	return e;
}

struct header_entry *tree_entry_text(struct front *f, struct prose text)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_TEXT;
	e->text = text;
	return e;
}

struct header_entry *tree_entry_number(struct front *f, struct number number)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_NUMBER;
	e->number = number.value;
	e->digits = number.digits;
	return e;
}

struct header_entry *tree_entry_day(struct front *f, int64_t day, span at)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_DAY;
	e->day = (struct day){.at = at, .given = true, .missing = day == INT64_MIN, .day = day};
	return e;
}

struct header_entry *tree_entry_name(struct front *f, struct name name)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_NAME;
	e->name = name;
	return e;
}

struct header_entry *tree_entry_missing(struct front *f, struct expr *missing)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_MISSING;
	e->text = missing->u.quantity.vague;
	return e;
}

struct header_entry *tree_entry_refs(struct front *f, ref_list *refs)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_REFS;
	e->refs = *refs;
	return e;
}

struct header_entry *tree_entry_period(struct front *f, struct period *period)
{
	struct header_entry *e = arena_new(f->a, struct header_entry);
	e->kind = HEADER_PERIOD;
	e->period = *period;
	return e;
}
