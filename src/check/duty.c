/* SPDX-License-Identifier: MIT
 *
 * Duties that no service meets, by their cause. Whom a service would include if its limit were read as the act's stands
 * exactly at the limit (N5106); whom it would include without conditions that the act does not ask about, at all, is
 * kept out by those (N5107); for all others the target group is narrower than the act's (N5102, N5112). Whom an
 * exclusion sends elsewhere is not counted: what it leads to may be another part of the same catalogue. Nor is whom the
 * lines of the target group disagree about (N3102).
 */
#include "check/scope.h"

#include <string.h>

/* ---- narrower than the act ------------------------------------------------------------------------------ */

/* Only inputs that the person's description mentions. */
static bool speaks_of(const struct ex *x, const struct witness *w)
{
	if (x->kind == EX_INPUT && !w->mentioned[x->index])
		return false;
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (!speaks_of(x->kids.at[i], w))
			return false;
	return true;
}

/* The part of a scope line that shuts the person out: of an `alle` the failing kid, best one that the person shows. */
static const struct ex *failing_part(struct check_ctx *c, const struct ex *x,
                                     const struct witness *w)
{
	const struct ex *first = NULL;
	for (uint32_t i = 0; x->kind == EX_AND && i < x->kids.n; i++) {
		const struct ex *k = x->kids.at[i];
		if (eval_condition(c->m, w->values, k) == TRUTH_YES)
			continue;
		const struct ex *part = failing_part(c, k, w);
		if (speaks_of(part, w))
			return part;
		first = first ? first : part;
	}
	return first ? first : x;
}

/* How many scope lines shut the person out, and the part of one to underline. */
static uint32_t lines_against(struct check_ctx *c, uint32_t service, const struct witness *w,
                              span *at)
{
	const struct service *sv = &c->m->services.at[service];
	uint32_t n = 0;
	bool shown = false;
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		bool in = eval_condition(c->m, w->values, l->when) == TRUTH_YES;
		if (in != (l->kind == SCOPE_EXCLUSION))
			continue;
		const struct ex *part = l->kind == SCOPE_EXCLUSION ? l->when : failing_part(c, l->when, w);
		if (n++ == 0 || (!shown && speaks_of(part, w)))
			*at = part->at;
		shown |= speaks_of(part, w);
	}
	return n;
}

/* The service that comes nearest to including the person. */
static uint32_t nearest_service(struct check_ctx *c, uint32_t block, const struct witness *w,
                                span *at)
{
	uint32_t best = NONE, fewest = UINT32_MAX;
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		span here = c->m->services.at[i].at;
		if (stands_where(c, i, block) == DD_FALSE)
			continue;
		uint32_t n = lines_against(c, i, w, &here);
		if (n < fewest) {
			fewest = n;
			best = i;
			*at = here;
		}
	}
	return best;
}

/* No service that stands under the block without a condition includes the case. */
static bool nobody_includes(struct check_ctx *c, uint32_t block, const int64_t *values)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		bool conditional = false, conflict;
		for (uint32_t k = 0; k < sv->basis.n; k++)
			conditional |= sv->basis.at[k].when != NULL;
		if (!conditional && stands_where(c, i, block) != DD_FALSE &&
		    eval_scope(c->m, values, i, &conflict) == TRUTH_YES)
			return false;
	}
	return true;
}

/* One duty of a block under one run. */
struct duty {
	const struct bound_m *b;
	const char *para;
	struct reads reads;  /* of the block */
	struct parts limits; /* every comparison in its scope */
	dd broken;           /* who is meant and included nowhere */
	dd told;             /* who would be included without the causes reported so far */
	dd disputed;         /* whom the target group lines of a service disagree about */
};

/* One service under the block. */
struct under {
	uint32_t service;
	struct parts parts;
	bool *dropped; /* by part: the act does not ask about it */
	dd basis;
	dd disputed;
};

static void finish(struct check_ctx *c, const struct duty *d, struct diag *x, uint32_t service,
                   const struct witness *w)
{
	confirm(nobody_includes(c, d->b->block, w->values), "the reference evaluator sees the duty met",
	        d->para);
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, w);
}

static span statute_at(struct check_ctx *c, const struct bound_m *b, const int64_t *values)
{
	struct plain p;
	eval_slot(c->m, values, b->block_slot, NULL, &p);
	return p.n_rules ? c->m->rules.at[p.rules[0]].at : c->m->services.at[b->block].at;
}

static void report_narrower(struct check_ctx *c, const struct duty *d, dd rest)
{
	struct witness w;
	span at = SPAN_NONE;
	if (rest == DD_BAD || rest == DD_FALSE || !finding_witness(c, rest, &w))
		return;
	uint32_t near = nearest_service(c, d->b->block, &w, &at);
	if (near == NONE)
		return;
	struct diag *x = d->b->unverified ? diag_duty_unverified(c->d, at, d->para)
	                                  : diag_duty_broken(c->d, at, d->para);
	note_statute_here(c->d, x, statute_at(c, d->b, w.values));
	finish(c, d, x, near, &w);
}

/* ---- exactly at the limit ------------------------------------------------------------------------------- */

static enum cmp opposite(enum cmp cmp)
{
	static const enum cmp other[] = {[CMP_LT] = CMP_GE, [CMP_LE] = CMP_GT, [CMP_EQ] = CMP_NE,
	                                 [CMP_NE] = CMP_EQ, [CMP_GE] = CMP_LT, [CMP_GT] = CMP_LE};
	return other[cmp];
}

/* The comparison a part comes to, and its relation where it lets in; NULL. */
static const struct ex *comparison(const struct part *p, enum cmp *cmp)
{
	bool shuts = p->shuts;
	const struct ex *x = p->when;
	for (; x->kind == EX_NOT; x = x->kids.at[0])
		shuts = !shuts;
	*cmp = shuts ? opposite(x->cmp) : x->cmp;
	return x->kind == EX_CMP ? x : NULL;
}

static bool same_subject(struct check_ctx *c, const struct ex *a, const struct ex *b)
{
	if (a->kind == EX_INPUT || b->kind == EX_INPUT)
		return a->kind == b->kind && a->index == b->index;
	return a->vt == b->vt && space_same_formula(c->s, a, b);
}

/* Every comparison, however deep; `shuts` where it stands under an odd number of `ikke`. */
static void add_limits(struct check_ctx *c, const struct ex *x, bool shuts, struct parts *out)
{
	if (x->kind == EX_CMP)
		vec_push(c->a, &out->list, ((struct part){x, shuts, 0}));
	bool joins = x->kind == EX_AND || x->kind == EX_OR || x->kind == EX_NOT;
	for (uint32_t i = 0; joins && i < x->kids.n; i++)
		add_limits(c, x->kids.at[i], shuts != (x->kind == EX_NOT), out);
}

/* The catalogue asks for more where the statute asks for as much, of the same thing. */
static bool is_stricter(struct check_ctx *c, const struct part *own, const struct part *law)
{
	enum cmp here, there;
	const struct ex *a = comparison(own, &here), *b = comparison(law, &there);
	bool pair = a && b &&
	            ((here == CMP_GT && there == CMP_GE) || (here == CMP_LT && there == CMP_LE));
	return pair && same_subject(c, a->kids.at[0], b->kids.at[0]);
}

/* Both limits are the same number, and the person stands on it. */
static bool stands_on_it(struct check_ctx *c, const struct part *own, const struct part *law,
                         const struct witness *w)
{
	enum cmp unused;
	const struct ex *a = comparison(own, &unused), *b = comparison(law, &unused);
	struct num here = eval_number(c->m, w->values, a->kids.at[1]);
	struct num there = eval_number(c->m, w->values, b->kids.at[1]);
	struct num person = eval_number(c->m, w->values, a->kids.at[0]);
	return here.q && there.q && person.q && num_eq(here, there) && num_eq(here, person);
}

static dd still_open(struct check_ctx *c, const struct duty *d, const struct under *u)
{
	dd told = dd_or(c->s->dd, d->told, u->disputed);
	return dd_and(c->s->dd, dd_and(c->s->dd, d->broken, dd_not(c->s->dd, told)), u->basis);
}

/* A person exactly at the limit, whom the service would include otherwise. */
static bool at_limit(struct check_ctx *c, const struct duty *d, const struct under *u,
                     uint32_t part, const struct part *law, struct witness *w)
{
	const struct part *own = &u->parts.list.at[part];
	bool *but = arena_array(c->a, bool, u->parts.list.n);
	but[part] = true;
	dd between = dd_and(c->s->dd, part_lets_in(c, law), dd_not(c->s->dd, part_lets_in(c, own)));
	dd out = dd_and(c->s->dd, scope_without(c, &u->parts, but), space_for_all_holes(c->s, between));
	out = dd_and(c->s->dd, still_open(c, d, u), out);
	return out != DD_BAD && out != DD_FALSE && finding_witness(c, out, w) &&
	       stands_on_it(c, own, law, w);
}

/* Where the part lets in once its limit is the act's; a limit that is stricter by the boundary alone is reported. */
static dd loosened(struct check_ctx *c, const struct duty *d, const struct under *u, uint32_t part,
                   bool *told)
{
	const struct part *own = &u->parts.list.at[part];
	for (uint32_t i = 0; i < d->limits.list.n; i++) {
		const struct part *there = &d->limits.list.at[i];
		struct witness w;
		if (!is_stricter(c, own, there) || !at_limit(c, d, u, part, there, &w))
			continue;
		struct diag *x = diag_boundary(c->d, own->when->at, d->para, part_words(c, there),
		                               part_words(c, own));
		note_statute_here(c->d, x, there->when->at);
		if (d->b->unverified)
			finding_unverified(c, x);
		finish(c, d, x, u->service, &w);
		*told = true;
		return dd_or(c->s->dd, part_lets_in(c, own), part_lets_in(c, there));
	}
	return part_lets_in(c, own);
}

/* ---- what the act does not ask about -------------------------------------------------------------------- */

#define EXTRA_SHOWN 5 /* conditions quoted in one finding */

static bool quoted(const struct diag *x, const char *words)
{
	bool same = strstr(x->text, words) != NULL;
	for (uint32_t i = 0; i < x->notes.n; i++)
		same |= strstr(x->notes.at[i].text, words) != NULL;
	return same;
}

/* Another condition of the same service that keeps out people of the same region. */
static void quote(struct check_ctx *c, const struct part *p, struct diag *x)
{
	const char *words = part_words(c, p);
	if (x->notes.n <= EXTRA_SHOWN && !quoted(x, words))
		note_asked_too(c->d, x, part_at(c, p), words);
}

static struct diag *report_extra(struct check_ctx *c, const struct duty *d, const struct under *u,
                                 const struct part *p, const struct witness *w)
{
	struct diag *x = diag_extra_condition(c->d, part_at(c, p), d->para, part_words(c, p));
	note_statute_here(c->d, x, statute_at(c, d->b, w->values));
	if (d->b->unverified)
		finding_unverified(c, x);
	finish(c, d, x, u->service, w);
	return x;
}

/* Whom the service would include without what the act does not ask about. */
static dd without_extras(struct check_ctx *c, const struct under *u)
{
	dd *lets_in = arena_array(c->a, dd, u->parts.list.n + 1);
	for (uint32_t i = 0; i < u->parts.list.n; i++)
		lets_in[i] = u->dropped[i] ? DD_TRUE : part_lets_in(c, &u->parts.list.at[i]);
	return space_for_some_hole(c->s, scope_of_parts(c, &u->parts, lets_in));
}

/* Of those, whom this condition keeps out; `alone`: and no other that the act does not ask about. */
static dd kept_out(struct check_ctx *c, const struct under *u, uint32_t part, dd in, bool alone)
{
	dd lets = part_lets_in(c, &u->parts.list.at[part]);
	dd out = dd_and(c->s->dd, in, space_for_all_holes(c->s, dd_not(c->s->dd, lets)));
	for (uint32_t i = 0; alone && i < u->parts.list.n && out != DD_BAD; i++) {
		dd other = part_lets_in(c, &u->parts.list.at[i]);
		if (u->dropped[i] && other != lets)
			out = dd_and(c->s->dd, out, space_for_all_holes(c->s, other));
	}
	return out;
}

/* At the first condition that keeps people out; the others are quoted. */
static struct diag *tell_extras(struct check_ctx *c, const struct duty *d, const struct under *u,
                                dd in, bool alone)
{
	struct diag *x = NULL;
	for (uint32_t i = 0; i < u->parts.list.n && in != DD_BAD && in != DD_FALSE; i++) {
		const struct part *p = &u->parts.list.at[i];
		struct witness w;
		if (!u->dropped[i])
			continue;
		dd out = kept_out(c, u, i, in, alone);
		if (out == DD_BAD || out == DD_FALSE || !finding_witness(c, out, &w))
			continue;
		if (x)
			quote(c, p, x);
		else
			x = report_extra(c, d, u, p, &w);
	}
	return x;
}

/* One finding for a service: a person whom one condition alone keeps out shows it best. */
static bool extra_conditions(struct check_ctx *c, const struct duty *d, const struct under *u)
{
	dd in = dd_and(c->s->dd, still_open(c, d, u), without_extras(c, u));
	return tell_extras(c, d, u, in, true) || tell_extras(c, d, u, in, false);
}

/* ---- duties --------------------------------------------------------------------------------------------- */

/* Causes in one service; whom it would include without them is told. */
static void duty_in(struct check_ctx *c, struct duty *d, uint32_t service)
{
	struct under u = {.service = service, .parts = scope_parts(c, service)};
	u.basis = space_for_some_hole(c->s, stands_where(c, service, d->b->block));
	if (u.basis == DD_FALSE || c->s->inside[service] == DD_BAD)
		return;
	dd two = dd_where(c->s->dd, c->s->inside[service], 2);
	u.disputed = space_for_some_hole(c->s, two); /* a finding of its own (N3102) */
	d->disputed = dd_or(c->s->dd, d->disputed, u.disputed);
	u.dropped = arena_array(c->a, bool, u.parts.list.n);
	bool told = false;
	dd *lets_in = arena_array(c->a, dd, u.parts.list.n + 1);
	for (uint32_t i = 0; i < u.parts.list.n; i++) {
		u.dropped[i] = part_is_extra(c, &d->reads, &u.parts.list.at[i]);
		lets_in[i] = u.dropped[i] ? DD_TRUE : loosened(c, d, &u, i, &told);
	}
	told |= extra_conditions(c, d, &u);
	dd in = dd_and(c->s->dd, u.basis, scope_of_parts(c, &u.parts, lets_in));
	if (told)
		d->told = dd_or(c->s->dd, d->told, space_for_some_hole(c->s, in));
}

/* Who is owed the offer, included nowhere, and not sent on to a paragraph. Whom a service includes without a basis is a
 * finding of its own (N5104). */
static dd left_out(struct check_ctx *c, const struct bound_m *b)
{
	dd out = in_domain(c, b->broken);
	for (uint32_t i = 0; i < c->m->own_services && out != DD_BAD && out != DD_FALSE; i++)
		if (stands_where(c, i, b->block) != DD_FALSE) {
			dd told = dd_or(c->s->dd, sent_elsewhere(c, i), without_basis(c, i));
			out = dd_and(c->s->dd, out, dd_not(c->s->dd, told));
		}
	return out;
}

void check_duties(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->s->bounds.n; i++) {
		const struct bound_m *b = &c->s->bounds.at[i];
		if (b->slot != NONE)
			continue;
		dd_allow(c->s->dd, SPACE_BUDGET);
		struct duty d = {b, c->m->services.at[b->block].text, .told = DD_FALSE,
		                 .disputed = DD_FALSE};
		d.broken = left_out(c, b);
		if (d.broken == DD_BAD || d.broken == DD_FALSE)
			continue;
		const struct service *block = &c->m->services.at[b->block];
		for (uint32_t k = 0; k < block->scope.n; k++)
			add_limits(c, block->scope.at[k].when, block->scope.at[k].kind == SCOPE_EXCLUSION,
			           &d.limits);
		d.reads = reads_of_block(c, b->block, c->m->slots.at[b->block_slot].heading);
		for (uint32_t k = 0; k < c->m->own_services; k++)
			duty_in(c, &d, k);
		dd rest = dd_and(c->s->dd, d.broken, dd_not(c->s->dd, dd_or(c->s->dd, d.told, d.disputed)));
		if (rest == DD_BAD)
			diag_not_decided(c->d, block->at, d.para,
			                 c->m->words == LANG_DA ? "årsager" : "causes");
		report_narrower(c, &d, rest);
	}
}
