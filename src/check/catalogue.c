/* SPDX-License-Identifier: MIT
 * What a catalogue says of itself: the paragraphs it covers, its words and their meanings, where its decisions are
 * appealed.
 */
#include "check/ctx.h"
#include "check/prose.h"
#include "check/scope.h"

#include <string.h>

/* ---- paragraphs covered --------------------------------------------------------------------------------- */

static bool is_covered(const struct model *m, const struct ref_m *ref)
{
	for (uint32_t i = 0; i < m->catalogue.covers.n; i++) {
		const struct ref_m *k = &m->catalogue.covers.at[i];
		if (k->law_name == ref->law_name && para_relation(k->para, ref->para) != PARA_APART)
			return true;
	}
	return false;
}

/* The paragraph that the catalogue does not say it is about: one that stands alone for some (`når`), else the first where
 * none is covered. */
static const struct ref_m *not_covered(const struct model *m, const struct service *sv)
{
	bool any = false;
	for (uint32_t k = 0; k < sv->basis.n; k++) {
		bool covered = is_covered(m, &sv->basis.at[k]);
		if (!covered && sv->basis.at[k].when)
			return &sv->basis.at[k];
		any |= covered;
	}
	return any || !sv->basis.n ? NULL : &sv->basis.at[0];
}

/* A service with a paragraph that the catalogue does not say it is about. */
void check_covers(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t i = 0; i < m->own_services && m->catalogue.covers.n; i++) {
		const struct service *sv = &m->services.at[i];
		const struct ref_m *first = not_covered(m, sv);
		if (!first)
			continue;
		const char *para = *first->law ? arena_printf(c->a, "%s %s", first->law, first->para)
		                               : first->para;
		struct diag *x = diag_not_covered(c->d, first->at, sv->title ? sv->title : sv->text, para);
		note_covered_here(c->d, x, m->catalogue.covers.at[0].at);
		finding_at(c, x, i, NONE, NONE);
	}
}

/* ---- two words for one thing ---------------------------------------------------------------------------- */

/* `begreb b: a` says itself that both are one. */
static bool is_alias(const struct concept *x, const struct concept *of)
{
	const struct expr *e = x->decl->u.concept;
	return e && e->kind == EXPR_PATH && e->u.path.path.names.n == 1 &&
	       e->u.path.path.names.at[0].id == of->name;
}

#define STEPS_COMPARED                                                                             \
	1000000 /* parts of concepts held against each other in a run; real catalogues have few */

struct comparing {
	uint32_t steps;
};

static bool same_ex(struct comparing *w, const struct ex *x, const struct ex *y);

/* Each part of one list among the parts of the other: og and eller have no order. */
static bool same_parts(struct comparing *w, const struct ex *x, const struct ex *y)
{
	bool all = true;
	for (uint32_t i = 0; i < x->kids.n && all; i++) {
		bool any = false;
		for (uint32_t k = 0; k < y->kids.n && !any; k++)
			any = same_ex(w, x->kids.at[i], y->kids.at[k]);
		all = any;
	}
	return all;
}

/* What the kind itself says, its parts aside. */
static bool same_node(const struct ex *x, const struct ex *y)
{
	if (x->kind != y->kind || x->vt != y->vt || x->cmp != y->cmp || x->kids.n != y->kids.n)
		return false;
	if (x->kind == EX_CONST || x->kind == EX_COUNT)
		return num_ok(x->number) && num_ok(y->number) && num_eq(x->number, y->number);
	bool named = x->kind == EX_INPUT || x->kind == EX_RATE || x->kind == EX_COVERED;
	if (named || x->kids.n)
		return x->index == y->index && x->kind != EX_ROUND && x->kind != EX_SHIFT;
	return false; /* a hole is no meaning, and sets of actors are rare */
}

/* The same parts, whatever the order; conditions that are equal in a subtler way are not sought. */
static bool same_ex(struct comparing *w, const struct ex *x, const struct ex *y)
{
	if (++w->steps > STEPS_COMPARED || !same_node(x, y))
		return false;
	if (x->kind == EX_AND || x->kind == EX_OR)
		return same_parts(w, x, y) && same_parts(w, y, x);
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (!same_ex(w, x->kids.at[i], y->kids.at[i]))
			return false;
	return true;
}

/* A plain number is no meaning. */
static bool same_meaning(struct comparing *w, const struct concept *x, const struct concept *y)
{
	return x->ex->kind != EX_CONST && same_ex(w, x->ex, y->ex);
}

#define CONCEPTS_COMPARED 300 /* each with each */

static void same_concepts(struct check_ctx *c)
{
	const struct model *m = c->m;
	struct comparing w = {0};
	for (uint32_t i = 1; i < m->concepts.n && i < CONCEPTS_COMPARED; i++) {
		const struct concept *x = &m->concepts.at[i], *y = NULL;
		for (uint32_t k = 0; k < i && !y; k++) {
			const struct concept *o = &m->concepts.at[k];
			if (x->decl && o->decl && !is_alias(x, o) && !is_alias(o, x) && same_meaning(&w, x, o))
				y = o;
		}
		if (!y)
			continue;
		const char *one = intern_text(m->names, y->name), *other = intern_text(m->names, x->name);
		struct diag *f = diag_two_words(c->d, x->decl->head, one, other);
		note_declared_here(c->d, f, y->decl->head, one);
		f->crumb = m->catalogue.title;
		f->identity = other;
	}
}

/* A question may be asked of two things; it is the same where its answers are the same, too. */
static void same_questions(struct check_ctx *c)
{
	const struct model *m = c->m;
	struct map seen = {.a = c->a};
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		const struct input *in = &m->inputs.at[i];
		uint32_t known;
		if (!in->question || !*in->question || !in->decl)
			continue;
		uint64_t key = str_hash_words(c->a, hash_mix(1, in->type.vt),
		                              str_fold(c->a, str_of(in->question)));
		if (!map_get(&seen, key, &known)) {
			map_put(&seen, key, i);
			continue;
		}
		const struct input *first = &m->inputs.at[known];
		struct diag *f = diag_two_words(c->d, in->decl->head, first->text, in->text);
		note_declared_here(c->d, f, first->decl->head, first->text);
		f->crumb = m->catalogue.title;
		f->identity = in->text;
	}
}

void check_synonyms(struct check_ctx *c)
{
	same_concepts(c);
	same_questions(c);
}

/* ---- appeals -------------------------------------------------------------------------------------------- */

static bool has_word(struct check_ctx *c, struct str text, const char *stem)
{
	size_t n = strlen(stem);
	for (size_t at = 0;;) {
		struct str word = prose_word(c->a, text, &at);
		if (!word.n)
			return false;
		if (word.n >= n && memcmp(word.p, stem, n) == 0)
			return true;
	}
}

/* Says to whom or by when; that one may complain is not enough. */
static bool guides(struct check_ctx *c, span at)
{
	struct str rules = source_text(c->m->sources, at);
	quote_list quotes = prose_quotes(c->a, rules);
	for (uint32_t i = 0; i < quotes.n; i++) {
		struct str s = quotes.at[i].inside;
		if (has_word(c, s, "klagevejledning") || has_word(c, s, "klageinstans") ||
		    (has_word(c, s, "klage") && (has_word(c, s, "anke") || has_word(c, s, "uge"))))
			return true;
	}
	return false;
}

static bool is_about_appeals(const char *heading)
{
	return strncmp(heading, "klage", 5) == 0 || strncmp(heading, "appeal", 6) == 0;
}

/* A heading of its own for the appeal (klagefrist, klageinstans), or a text that guides. */
static bool has_guidance(struct check_ctx *c, uint32_t service, uint32_t appeal)
{
	const struct model *m = c->m;
	const struct service *sv = &m->services.at[service];
	for (uint32_t i = 0; i < sv->uses.n; i++) {
		const struct heading_use *u = &sv->uses.at[i];
		bool own = u->heading != appeal && is_about_appeals(m->headings.at[u->heading].ascii);
		if (own && u->provisions.n)
			return true;
		for (uint32_t k = 0; k < u->provisions.n; k++)
			if (guides(c, m->provisions.at[u->provisions.at[k]].ast->at))
				return true;
	}
	return guides(c, sv->decl->at);
}

static void appeal_of(struct check_ctx *c, uint32_t service, uint32_t decision, uint32_t appeal)
{
	dd yes = dd_or(c->s->dd, answered(c, service, decision, 1), answered(c, service, appeal, 1));
	dd where = dd_and(c->s->dd, yes, dd_not(c->s->dd, answered(c, service, appeal, 0)));
	where = dd_and(c->s->dd, where, inside_of_service(c, service));
	struct witness w;
	if (where == DD_BAD || where == DD_FALSE || has_guidance(c, service, appeal) ||
	    !finding_witness(c, where, &w))
		return;
	const struct service *sv = &c->m->services.at[service];
	struct diag *x = diag_no_appeal_guidance(c->d, sv->at, sv->title ? sv->title : sv->text);
	for (uint32_t i = 0; i < sv->uses.n; i++) {
		const struct heading_use *u = &sv->uses.at[i];
		if ((u->heading == decision || u->heading == appeal) && u->provisions.n)
			note_stands_here(c->d, x, c->m->provisions.at[u->provisions.at[0]].at,
			                 c->m->headings.at[u->heading].text);
	}
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, &w);
}

/* The headings are those of the common vocabulary; a catalogue without them is not asked. */
void check_appeals(struct check_ctx *c)
{
	uint32_t decision = heading_named(c, "afgoerelse", "decision"),
			 appeal = heading_named(c, "klageadgang", "appeal");
	for (uint32_t i = 0; i < c->m->own_services && (decision != NONE || appeal != NONE); i++)
		appeal_of(c, i, decision, appeal);
}
