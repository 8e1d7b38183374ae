/* SPDX-License-Identifier: MIT
 *
 * How the catalogue is built: strengths, periods, one paragraph in several services, discretion, names that nothing
 * uses.
 */
#include "check/ctx.h"

#include <stdlib.h>
#include <string.h>

/* ---- strengths ------------------------------------------------------------------------------------------ */

static bool outside(const struct plain *weak, const struct plain *strong)
{
	bool above = strong->has_upper &&
	             ((weak->has_upper && num_cmp(weak->upper, strong->upper) > 0) ||
	              (weak->has_lower && num_cmp(weak->lower, strong->upper) > 0));
	bool below = strong->has_lower &&
	             ((weak->has_lower && num_cmp(weak->lower, strong->lower) < 0) ||
	              (weak->has_upper && num_cmp(weak->upper, strong->lower) < 0));
	return above || below;
}

struct strength_ctx {
	const struct space *s;
};

static uint32_t strength_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct strength_ctx *c = ctx;
	(void)n;
	const struct leaf *weak = &c->s->leaves.at[v[0]], *strong = &c->s->leaves.at[v[1]];
	bool values = weak->p.kind == PLAIN_VALUE && strong->p.kind == PLAIN_VALUE &&
	              !weak->impossible && !strong->impossible;
	if (!values || leaf_is_formula(weak) || leaf_is_formula(strong))
		return 0;
	return outside(&weak->p, &strong->p);
}

static void compare_strengths(struct check_ctx *c, uint32_t weak, uint32_t strong)
{
	dd parts[2] = {c->s->slot[weak], c->s->slot[strong]};
	struct strength_ctx ctx = {c->s};
	dd f = dd_combine(c->s->dd, parts, 2, &(struct dd_rule){.leaf = strength_leaf, .ctx = &ctx});
	struct witness w;
	f = in_domain(c, f);
	if (f == DD_BAD || f == DD_FALSE || !finding_witness(c, f, &w))
		return;
	struct plain p, q;
	eval_slot(c->m, w.values, weak, NULL, &p);
	eval_slot(c->m, w.values, strong, NULL, &q);
	confirm(outside(&p, &q), "the reference evaluator sees the levels agree",
	        c->m->headings.at[c->m->slots.at[weak].heading].text);
	const struct rule *r = &c->m->rules.at[p.rules[0]];
	struct diag *x = diag_strength_outside(c->d, r->at, c->m->headings.at[r->heading].text,
	                                       rule_words(c, p.rules[0], weak),
	                                       rule_words(c, q.rules[0], strong));
	note_other_value(c->d, x, c->m->rules.at[q.rules[0]].at, rule_words(c, q.rules[0], strong));
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, &w);
}

/* The end of the stretch of slots of one heading that begins at `first`. */
static uint32_t heading_end(const struct model *m, uint32_t first)
{
	uint32_t end = first;
	while (end < m->slots.n && m->slots.at[end].service == m->slots.at[first].service &&
	       m->slots.at[end].heading == m->slots.at[first].heading)
		end++;
	return end;
}

/* A weaker level must lie inside a stronger one over the same window (semantics S1). */
void check_strengths(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t first = 0, end; first < m->slots.n; first = end) {
		end = heading_end(m, first);
		for (uint32_t i = first; i < end; i++)
			for (uint32_t k = first; k < end; k++) {
				const struct slot *weak = &m->slots.at[i], *strong = &m->slots.at[k];
				if (weak->kind == ST_LIMIT && strong->kind == ST_LIMIT &&
				    weak->strength < strong->strength &&
				    measure_same(&weak->measure, &strong->measure))
					compare_strengths(c, i, k);
			}
	}
}

/* ---- periods -------------------------------------------------------------------------------------------- */

/* The first number in the slot that needs a period. */
static const struct statement *first_in(const struct model *m, uint32_t slot, uint32_t *rule)
{
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct statement *st = statement_in(m, i, slot);
		if (st && st->kind == ST_LIMIT && !is_nothing(st)) {
			*rule = i;
			return st;
		}
	}
	return NULL;
}

static void compare_periods(struct check_ctx *c, uint32_t bare, uint32_t counted)
{
	const struct model *m = c->m;
	const struct slot *a = &m->slots.at[bare], *b = &m->slots.at[counted];
	uint32_t ra = NONE, rb = NONE;
	if (a->kind != ST_LIMIT || b->kind != ST_LIMIT || a->measure.windows || !b->measure.windows ||
	    misses_window(&b->measure))
		return;
	const struct statement *sa = first_in(m, bare, &ra), *sb = first_in(m, counted, &rb);
	if (!sa || !sb)
		return;
	struct diag *x = diag_no_period(c->d, sa->at, m->headings.at[a->heading].text,
	                                rule_words(c, ra, bare), rule_words(c, rb, counted));
	note_other_value(c->d, x, sb->at, rule_words(c, rb, counted));
	finding_at(c, x, a->service, a->heading, m->rules.at[ra].provision);
}

/* A number without a window beside one with a window, under one heading. */
void check_periods(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t first = 0, end; first < m->slots.n; first = end) {
		end = heading_end(m, first);
		for (uint32_t i = first; i < end && m->slots.at[first].service < m->own_services; i++)
			for (uint32_t k = first; k < end; k++)
				compare_periods(c, i, k);
	}
}

/* ---- one paragraph in several services ------------------------------------------------------------------ */

struct differ_ctx {
	const struct space *s;
};

static uint32_t differ_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct differ_ctx *c = ctx;
	(void)n;
	const struct leaf *a = &c->s->leaves.at[v[0]], *b = &c->s->leaves.at[v[1]];
	if (a->impossible || b->impossible || a->p.kind != PLAIN_VALUE || b->p.kind != PLAIN_VALUE)
		return 0;
	if (a->p.st == ST_NO_LIMIT || b->p.st == ST_NO_LIMIT || leaf_is_formula(a) ||
	    leaf_is_formula(b))
		return 0;
	return !plain_same(&a->p, &b->p);
}

/* Where both references hold. */
static dd both_hold(struct check_ctx *c, const struct ref_m *p, const struct ref_m *q)
{
	return dd_and(c->s->dd, p->when ? space_condition(c->s, p->when) : DD_TRUE,
	              q->when ? space_condition(c->s, q->when) : DD_TRUE);
}

/* For each heading of two services only the first pair that differs is reported. */
static bool compare_services(struct check_ctx *c, uint32_t i, uint32_t k, const struct ref_m *ref,
                             dd both)
{
	dd parts[2] = {c->s->slot[i], c->s->slot[k]};
	struct differ_ctx ctx = {c->s};
	dd f = dd_combine(c->s->dd, parts, 2, &(struct dd_rule){.leaf = differ_leaf, .ctx = &ctx});
	struct witness w;
	f = dd_and(c->s->dd, f, both);
	if (f == DD_BAD || f == DD_FALSE || !finding_witness(c, f, &w))
		return false;
	struct plain p, q;
	eval_slot(c->m, w.values, i, NULL, &p);
	eval_slot(c->m, w.values, k, NULL, &q);
	const struct rule *one = &c->m->rules.at[p.rules[0]], *other = &c->m->rules.at[q.rules[0]];
	const char *para = *ref->law ? arena_printf(c->a, "%s %s", ref->law, ref->para) : ref->para;
	const char *a = rule_words(c, p.rules[0], i), *b = rule_words(c, q.rules[0], k);
	bool actors = c->m->slots.at[i].kind == ST_ACTORS;
	struct diag *x = actors ? diag_two_deciders(c->d, other->at, para, a, b)
	                        : diag_limited_two_ways(c->d, other->at, para, a, b);
	note_other_value(c->d, x, one->at, a);
	finding_at(c, x, other->service, other->heading, other->provision);
	finding_person(c, x, &w);
	return true;
}

static bool comparable(const struct model *m, const struct slot *a, const struct slot *b)
{
	if (a->heading != b->heading || a->kind != b->kind)
		return false;
	if (a->kind ==
	    ST_ACTORS) /* who decides is required of every service; who delivers may differ */
		return m->headings.at[a->heading].required && m->headings.at[a->heading].about_case;
	return a->kind == ST_LIMIT && a->measure.dim == b->measure.dim && a->strength == b->strength;
}

/* One service under one paragraph. */
struct standing {
	const struct ref_m *ref;
	uint32_t service;
};

static int by_paragraph(const void *x, const void *y)
{
	const struct standing *a = x, *b = y;
	int law = strcmp(a->ref->law, b->ref->law),
		para = law ? law : strcmp(a->ref->para, b->ref->para);
	return para ? para : (a->service > b->service) - (a->service < b->service);
}

static void compare_standing(struct check_ctx *c, const struct standing *x,
                             const struct standing *y)
{
	const struct model *m = c->m;
	const struct service *a = &m->services.at[x->service], *b = &m->services.at[y->service];
	dd both = dd_and(c->s->dd, inside_of_service(c, x->service), inside_of_service(c, y->service));
	both = dd_and(c->s->dd, both, both_hold(c, x->ref, y->ref));
	uint32_t reported = NONE;
	for (uint32_t i = a->first_slot; both != DD_FALSE && i < a->first_slot + a->slots; i++)
		for (uint32_t k = b->first_slot; k < b->first_slot + b->slots; k++) {
			const struct slot *one = &m->slots.at[i], *other = &m->slots.at[k];
			if (one->heading != reported && comparable(m, one, other) &&
			    compare_services(c, i, k, x->ref, both))
				reported = one->heading;
		}
}

/* The statute divides the paragraph: services that name no more than that may be about different parts of it. */
static bool is_divided(const struct check_ctx *c, const struct ref_m *r)
{
	uint32_t parts = 0;
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++) {
		const struct service *b = &c->m->services.at[i];
		if (strcmp(r->law, b->law) == 0)
			parts += para_relation(r->para, b->para) == PARA_CONTAINS;
	}
	return parts > 1;
}

#define PARAGRAPH_PAIRS 20000 /* pairs of services compared; real catalogues have a few */

/* Services under the same paragraph, pair by pair. */
void check_paragraphs(struct check_ctx *c)
{
	VEC(struct standing) all = {0};
	uint32_t pairs = 0;
	for (uint32_t i = 0; i < c->m->own_services; i++)
		for (uint32_t k = 0; k < c->m->services.at[i].basis.n; k++)
			vec_push(c->a, &all, ((struct standing){&c->m->services.at[i].basis.at[k], i}));
	if (all.n > 1)
		qsort(all.at, all.n, sizeof *all.at, by_paragraph);
	for (uint32_t i = 0; i < all.n; i++)
		for (uint32_t k = i + 1; k < all.n && pairs < PARAGRAPH_PAIRS; k++) {
			const struct standing *x = &all.at[i], *y = &all.at[k];
			if (strcmp(x->ref->law, y->ref->law) != 0 || strcmp(x->ref->para, y->ref->para) != 0)
				break;
			if (x->service == y->service || is_divided(c, x->ref))
				continue;
			if (++pairs == PARAGRAPH_PAIRS)
				diag_not_decided(c->d, c->m->catalogue.at, x->ref->para,
				                 c->m->words == LANG_DA ? "ydelser" : "services");
			compare_standing(c, x, y);
		}
}

/* ---- unused --------------------------------------------------------------------------------------------- */

static bool is_own(const struct check_ctx *c, span at)
{
	const struct source *f = source_at(c->m->sources, at.lo),
						*k = source_at(c->m->sources, c->m->catalogue.at.lo);
	if (!f || !k)
		return false;
	const char *a = strrchr(f->path, '/'), *b = strrchr(k->path, '/');
	size_t na = a ? (size_t)(a - f->path) : 0, nb = b ? (size_t)(b - k->path) : 0;
	return na == nb && strncmp(f->path, k->path, na) == 0;
}

static void unused(struct check_ctx *c, const struct decl *d, bool used, const char *text)
{
	if (d && !used && is_own(c, d->name.at))
		diag_unused(c->d, d->name.at, text);
}

void check_unused(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (m->inputs.at[i].kind != INPUT_UNCLEAR) /* an idle reading is said better elsewhere */
			unused(c, m->inputs.at[i].decl, m->inputs.at[i].used, m->inputs.at[i].text);
	for (uint32_t i = 0; i < m->actors.n; i++)
		unused(c, m->actors.at[i].decl, m->actors.at[i].used, m->actors.at[i].text);
	for (uint32_t i = 0; i < m->rates.n; i++)
		unused(c, m->rates.at[i].decl, m->rates.at[i].used, m->rates.at[i].text);
	for (uint32_t i = 0; i < m->concepts.n; i++)
		unused(c, m->concepts.at[i].decl, m->concepts.at[i].used,
		       intern_text(m->names, m->concepts.at[i].name));
	for (uint32_t i = 0; i < m->headings.n;
	     i++) /* a required one is missing where it is not used */
		unused(c, m->headings.at[i].decl, m->headings.at[i].used || m->headings.at[i].required,
		       m->headings.at[i].text);
}
