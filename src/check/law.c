/* SPDX-License-Identifier: MIT
 *
 * The statute: bounds broken, decisions and appeals denied, rights that a service never mentions, demands of two blocks
 * that exclude each other.
 */
#include "check/scope.h"

#include <string.h>

/* ---- bounds --------------------------------------------------------------------------------------------- */

/* The first provision of a service under a heading that speaks in the slot. */
static uint32_t speaking_rule(const struct model *m, uint32_t slot, const int64_t *values)
{
	struct plain p;
	eval_slot(m, values, slot, NULL, &p);
	return p.n_rules ? p.rules[0] : NONE;
}

static void note_law(struct check_ctx *c, struct diag *x, const struct bound_m *b,
                     const int64_t *values)
{
	uint32_t rule = speaking_rule(c->m, b->block_slot, values);
	span at = rule == NONE ? c->m->services.at[b->block].at : c->m->rules.at[rule].at;
	note_statute_here(c->d, x, at);
}

/* The words of both sides at the witness. */
static bool both_sides(struct check_ctx *c, const struct bound_m *b, const struct witness *w,
                       const char **law, const char **own, uint32_t *rule)
{
	struct plain p, q;
	eval_slot(c->m, w->values, b->block_slot, NULL, &p);
	eval_slot(c->m, w->values, b->slot, NULL, &q);
	if (p.kind != PLAIN_VALUE || q.kind != PLAIN_VALUE || !q.n_rules)
		return false;
	*law = words_value(c->a, c->m, b->block_slot, &p);
	*own = words_value(c->a, c->m, b->slot, &q);
	*rule = q.rules[0];
	return true;
}

/* ---- two blocks that exclude each other ----------------------------------------------------------------- */

struct exclusive_ctx {
	const struct space *s;
};

static bool apart(const struct plain *a, const struct plain *b)
{
	return a->has_lower && b->has_upper && num_cmp(a->lower, b->upper) > 0;
}

/* Two demands that nothing can meet, where nothing is better for the citizen than something else. */
static bool exclusive(const struct plain *a, const struct plain *b)
{
	if (a->kind != PLAIN_VALUE || b->kind != PLAIN_VALUE || a->st != b->st)
		return false;
	if (a->st == ST_INDEX || a->st == ST_ACTORS)
		return !plain_same(a, b);
	return a->measure.dim == b->measure.dim && (apart(a, b) || apart(b, a));
}

static uint32_t exclusive_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct exclusive_ctx *c = ctx;
	(void)n;
	const struct leaf *a = &c->s->leaves.at[v[1]], *b = &c->s->leaves.at[v[2]];
	return v[0] && !a->impossible && !b->impossible && !leaf_is_formula(a) && !leaf_is_formula(b) &&
	       exclusive(&a->p, &b->p);
}

/* Where two bounds on one slot cannot both be kept. */
static dd both_impossible(struct check_ctx *c, const struct bound_m *x, const struct bound_m *y)
{
	uint32_t heading = c->m->slots.at[x->slot].heading;
	if (c->m->headings.at[heading].better != BETTER_NONE)
		return DD_FALSE;
	dd parts[3] = {dd_and(c->s->dd, x->binds, y->binds), c->s->slot[x->block_slot],
	               c->s->slot[y->block_slot]};
	struct exclusive_ctx ctx = {c->s};
	return dd_combine(c->s->dd, parts, 3, &(struct dd_rule){.leaf = exclusive_leaf, .ctx = &ctx});
}

/* The bounds on one slot of a service, chained. */
struct chains {
	uint32_t *first; /* by slot; NONE */
	uint32_t *next;  /* by bound; NONE */
};

static struct chains chains_make(struct check_ctx *c)
{
	struct chains k = {arena_array(c->a, uint32_t, c->m->slots.n),
	                   arena_array(c->a, uint32_t, c->s->bounds.n)};
	memset(k.first, 0xff, c->m->slots.n * sizeof *k.first);
	for (uint32_t i = c->s->bounds.n; i-- > 0;) {
		uint32_t slot = c->s->bounds.at[i].slot;
		k.next[i] = slot == NONE ? NONE : k.first[slot];
		if (slot != NONE)
			k.first[slot] = i;
	}
	return k;
}

static void report_exclusive(struct check_ctx *c, const struct bound_m *x, const struct bound_m *y)
{
	struct witness w;
	dd where = in_domain(c, both_impossible(c, x, y));
	if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &w))
		return;
	struct plain p, q;
	eval_slot(c->m, w.values, x->block_slot, NULL, &p);
	eval_slot(c->m, w.values, y->block_slot, NULL, &q);
	confirm(exclusive(&p, &q), "the reference evaluator sees demands that can both be met",
	        c->m->slots.at[x->slot].id);
	const struct service *one = &c->m->services.at[x->block], *other = &c->m->services.at[y->block];
	struct diag *f = diag_blocks_exclude(c->d, c->m->services.at[x->service].at, one->text,
	                                     other->text, words_value(c->a, c->m, x->block_slot, &p),
	                                     words_value(c->a, c->m, y->block_slot, &q));
	note_law(c, f, x, w.values);
	note_law(c, f, y, w.values);
	if (x->unverified || y->unverified)
		finding_unverified(c, f);
	finding_at(c, f, x->service, c->m->slots.at[x->slot].heading, NONE);
	finding_person(c, f, &w);
}

/* Where the service could do nothing right: that is told of the blocks, not of the service. */
static dd without_dilemmas(struct check_ctx *c, const struct chains *k, const struct bound_m *b,
                           dd where)
{
	for (uint32_t i = k->first[b->slot]; i != NONE && where != DD_BAD && where != DD_FALSE;
	     i = k->next[i])
		if (&c->s->bounds.at[i] != b)
			where = dd_and(c->s->dd, where,
			               dd_not(c->s->dd, both_impossible(c, b, &c->s->bounds.at[i])));
	return where;
}

/* ---- what is less --------------------------------------------------------------------------------------- */

/* A decision or an appeal that the act gives and the catalogue denies. */
static bool denies(const struct check_ctx *c, const struct bound_m *b, const struct plain *law,
                   const struct plain *own)
{
	uint32_t heading = c->m->slots.at[b->slot].heading;
	bool about = heading_is(c, heading, "afgoerelse", "decision") ||
	             heading_is(c, heading, "klageadgang", "appeal");
	return about && law->vt == VT_BOOL && num_eq(law->lower, num_int(1)) &&
	       num_eq(own->lower, num_int(0));
}

/* The run over the bounds, with the one finding on decision and appeal of a service under a block. */
struct denial {
	struct chains chains; /* of the run */
	uint32_t block, service;
	struct diag *x;
};

static void report_denial(struct check_ctx *c, const struct bound_m *b, const struct witness *w,
                          const char *own, const struct rule *r, struct denial *last)
{
	const char *heading = c->m->headings.at[r->heading].text;
	if (last->x && last->block == b->block && last->service == b->service) {
		note_denied_too(c->d, last->x, r->at, heading);
		return;
	}
	struct diag *x = diag_appeal_denied(c->d, r->at, heading, own,
	                                    c->m->services.at[b->block].text);
	*last = (struct denial){last->chains, b->block, b->service, x};
	note_law(c, x, b, w->values);
	if (b->unverified)
		finding_unverified(c, x);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, w);
}

static void report_bound(struct check_ctx *c, const struct bound_m *b, dd where, bool maximum,
                         struct denial *last)
{
	struct witness w;
	const char *law, *own;
	uint32_t rule;
	where = without_dilemmas(c, &last->chains, b, in_domain(c, where));
	if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &w))
		return;
	if (!both_sides(c, b, &w, &law, &own, &rule))
		check_bug("a bound broken where there is no value", c->m->slots.at[b->slot].id);
	const char *para = c->m->services.at[b->block].text;
	const struct rule *r = &c->m->rules.at[rule];
	struct plain p, q;
	eval_slot(c->m, w.values, b->block_slot, NULL, &p);
	eval_slot(c->m, w.values, b->slot, NULL, &q);
	if (denies(c, b, &p, &q)) {
		report_denial(c, b, &w, own, r, last);
		return;
	}
	struct diag *x = maximum       ? diag_as_maximum(c->d, r->at, para, law, own)
	               : b->unverified ? diag_bound_unverified(c->d, r->at, para, law, own)
	                               : diag_bound_broken(c->d, r->at, para, law, own);
	note_law(c, x, b, w.values);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, &w);
}

void check_bounds(struct check_ctx *c)
{
	struct denial last = {chains_make(c), NONE, NONE, NULL};
	for (uint32_t i = 0; i < c->s->bounds.n; i++) {
		const struct bound_m *b = &c->s->bounds.at[i];
		if (b->slot == NONE)
			continue;
		report_bound(c, b, b->broken, false, &last);
		report_bound(c, b, b->as_maximum, true, &last);
	}
}

/* ---- rights --------------------------------------------------------------------------------------------- */

static bool is_right(const struct check_ctx *c, uint32_t heading)
{
	return heading_is(c, heading, "samtykke", "consent") ||
	       heading_is(c, heading, "partsstatus", "party_status");
}

static bool mentions(const struct service *sv, uint32_t heading)
{
	for (uint32_t i = 0; i < sv->uses.n; i++)
		if (sv->uses.at[i].heading == heading)
			return true;
	return false;
}

struct says_ctx {
	const struct space *s;
};

static uint32_t says_leaf(void *ctx, uint32_t value)
{
	const struct says_ctx *c = ctx;
	const struct leaf *l = &c->s->leaves.at[value];
	return !l->impossible && l->p.kind == PLAIN_VALUE;
}

/* Who is in the service and has a right by the block's slot of which it says nothing. */
static dd without_right(struct check_ctx *c, uint32_t block, uint32_t slot, uint32_t service)
{
	struct says_ctx ctx = {c->s};
	dd says = dd_map(c->s->dd, c->s->slot[slot], says_leaf, &ctx);
	dd binds = dd_and(c->s->dd, stands_where(c, service, block),
	                  dd_where(c->s->dd, c->s->inside[block], 1));
	dd both = dd_and(c->s->dd, says, space_for_all_holes(c->s, binds));
	return dd_and(c->s->dd, both, inside_of_service(c, service));
}

static bool unverified(const struct model *m, uint32_t block, uint32_t provision)
{
	const struct service *b = &m->services.at[block];
	bool any = m->provisions.at[provision].unverified;
	for (uint32_t i = 0; i < b->scope.n; i++)
		any |= b->scope.at[i].ast->unverified;
	return any;
}

static void report_right(struct check_ctx *c, uint32_t block, uint32_t slot, uint32_t service)
{
	const struct model *m = c->m;
	const struct slot *sl = &m->slots.at[slot];
	struct witness w;
	struct plain p;
	dd where = without_right(c, block, slot, service);
	if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &w))
		return;
	eval_slot(m, w.values, slot, NULL, &p);
	confirm(p.kind == PLAIN_VALUE, "the reference evaluator sees no right", m->slots.at[slot].id);
	const struct rule *r = &m->rules.at[p.rules[0]];
	const struct service *sv = &m->services.at[service];
	struct diag *x = diag_right_unmentioned(c->d, sv->at, m->services.at[block].text,
	                                        m->headings.at[sl->heading].text,
	                                        sv->title ? sv->title : sv->text);
	note_statute_here(c->d, x, r->at);
	if (unverified(m, sl->service, r->provision))
		finding_unverified(c, x);
	finding_at(c, x, service, sl->heading, NONE);
	finding_person(c, x, &w);
}

static void check_rights(struct check_ctx *c)
{
	const struct model *m = c->m;
	for (uint32_t i = 0; i < m->slots.n; i++) {
		const struct slot *sl = &m->slots.at[i];
		if (sl->service < m->own_services || !is_right(c, sl->heading))
			continue;
		for (uint32_t k = 0; k < m->own_services; k++)
			if (!mentions(&m->services.at[k], sl->heading) &&
			    stands_where(c, k, sl->service) != DD_FALSE)
				report_right(c, sl->service, i, k);
	}
}

void check_demands(struct check_ctx *c)
{
	struct chains k = chains_make(c);
	for (uint32_t i = 0; i < c->s->bounds.n; i++)
		for (uint32_t j = k.next[i]; j != NONE; j = k.next[j])
			report_exclusive(c, &c->s->bounds.at[i], &c->s->bounds.at[j]);
	check_rights(c);
}
