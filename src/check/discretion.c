/* SPDX-License-Identifier: MIT
 *
 * Discretion: assessments without a role, mandatory words in a guiding catalogue, exhaustive lists; and refusals that
 * no assessment stands behind, where the statute leaves the matter to one.
 *
 * Refusals are divided like this. Where the act says `skal`, a refusal breaks a duty (duty.c, and N5101 for the word
 * itself). Where it says `kan`, an exclusion or an `ikke` that rests on facts alone cuts the assessment off (N6108),
 * and an `ikke` for all is a general opt-out (N6109). A block that says `tilbudskompetence: ja` lets the municipality do
 * both. Limits of amount are levels: a guiding one departs by nature, and `ufravigeligt` is N6104.
 */
#include "check/scope.h"

/* One finding for the list, at the first condition that stands outside it. */
static void exhaustive_lists(struct check_ctx *c, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	const struct scope_line *only = NULL;
	struct diag *x = NULL;
	for (uint32_t i = 0; i < sv->scope.n; i++)
		if (sv->scope.at[i].only)
			only = &sv->scope.at[i];
	for (uint32_t i = 0; only && i < sv->scope.n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		if (l == only || l->kind == SCOPE_TARGET)
			continue;
		if (x) {
			note_outside_list_too(c->d, x, l->at);
			continue;
		}
		x = diag_only_all_extended(c->d, l->at, sv->text);
		note_list_here(c->d, x, only->at);
		finding_at(c, x, service, NONE, NONE);
	}
}

/* A statute that binds the heading itself allows the word. */
static bool statute_binds(const struct check_ctx *c, uint32_t service, uint32_t heading)
{
	for (uint32_t i = 0; i < c->s->bounds.n; i++) {
		const struct bound_m *b = &c->s->bounds.at[i];
		if (b->slot != NONE && b->service == service && c->m->slots.at[b->slot].heading == heading)
			return true;
	}
	return false;
}

#define ASSESSMENTS_NAMED 3 /* the others stand in the notes */

/* One finding, however many: the question "who?" is put to the same people. */
static void nobody_assesses(struct check_ctx *c)
{
	const struct model *m = c->m;
	struct text names = {.a = c->a};
	const struct input *first = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		const struct input *in = &m->inputs.at[i];
		if (in->by_missing && n++ < ASSESSMENTS_NAMED)
			text_printf(&names, "%s\"%s\"", n > 1 ? ", " : "", in->text);
		first = first || !in->by_missing ? first : in;
	}
	if (!first)
		return;
	if (n > ASSESSMENTS_NAMED)
		text_printf(&names, m->words == LANG_DA ? " og %u andre" : " and %u more",
		            n - ASSESSMENTS_NAMED);
	struct diag *x = diag_nobody_assesses(c->d, first->at, text_c(&names));
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (m->inputs.at[i].by_missing && &m->inputs.at[i] != first)
			note_declared_here(c->d, x, m->inputs.at[i].at, m->inputs.at[i].text);
	x->crumb = m->catalogue.title;
	x->identity = m->catalogue.name;
}

void check_discretion(struct check_ctx *c)
{
	const struct model *m = c->m;
	nobody_assesses(c);
	for (uint32_t i = 0; i < m->own_services; i++)
		exhaustive_lists(c, i);
	for (uint32_t i = 0; i < m->provisions.n && m->catalogue.guiding; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		if (p->strength != STRENGTH_MANDATORY || p->service >= m->own_services ||
		    !p->ast->body.has_strength)
			continue;
		if (statute_binds(c, p->service, p->heading))
			continue;
		struct diag *x = diag_mandatory_in_guiding(c->d, p->at, m->headings.at[p->heading].text);
		finding_at(c, x, p->service, p->heading, i);
	}
}

/* ---- refusals under a `kan` ----------------------------------------------------------------------------- */

static bool is_offer(const struct check_ctx *c, uint32_t heading)
{
	return heading_is(c, heading, "tilbydes", "offered");
}

/* Not `typisk`, not `som udgangspunkt`: these depart. */
static bool is_absolute(const struct model *m, const struct plain *p)
{
	enum strength s = m->provisions.at[m->rules.at[p->rules[0]].provision].strength;
	return s == STRENGTH_PLAIN || s == STRENGTH_MANDATORY;
}

struct offer_ctx {
	const struct space *s;
	const struct type_m *type;
};

static uint32_t may_leaf(void *ctx, uint32_t value)
{
	const struct offer_ctx *c = ctx;
	const struct leaf *l = &c->s->leaves.at[value];
	bool says = !l->impossible && l->p.kind == PLAIN_VALUE && l->p.st == ST_INDEX;
	return says && num_cmp(l->p.lower, num_int(c->type->lo)) > 0 &&
	       num_cmp(l->p.lower, num_int(c->type->hi)) < 0;
}

/* `ikke`, whether it is read as the heading's lowest value or as "does not apply". */
static bool is_no(const struct model *m, const struct type_m *t, const struct plain *p)
{
	bool lowest = p->st == ST_INDEX && num_eq(p->lower, num_int(t->lo));
	return p->kind == PLAIN_VALUE && p->n_rules && (lowest || p->st == ST_NOT) && is_absolute(m, p);
}

static uint32_t no_leaf(void *ctx, uint32_t value)
{
	const struct offer_ctx *c = ctx;
	const struct leaf *l = &c->s->leaves.at[value];
	return !l->impossible && is_no(c->s->m, c->type, &l->p);
}

/* Where a slot under `tilbydes` answers so. */
static dd offers(struct check_ctx *c, uint32_t slot, uint32_t (*leaf)(void *, uint32_t))
{
	struct offer_ctx ctx = {c->s, &c->m->headings.at[c->m->slots.at[slot].heading].type};
	return dd_map(c->s->dd, c->s->slot[slot], leaf, &ctx);
}

/* The act itself lets the municipality decide whether there is an offer. */
static bool may_decline(const struct check_ctx *c, uint32_t block)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		if (r->service != block || !r->statements.n ||
		    !heading_is(c, r->heading, "tilbudskompetence", "power_to_offer"))
			continue;
		const struct ex *says = r->statements.at[0].lower;
		return says && says->kind == EX_CONST && says->number.p == 1;
	}
	return false;
}

/* A `kan` of a block: whom it leaves to an assessment. */
struct may {
	uint32_t block, slot;
	dd left;    /* on the days looked at */
	dd refused; /* of these, whom no service includes or sends on; DD_BAD until asked for */
};

struct may_list {
	VEC(struct may) list;
};

static struct may_list blocks_that_may(struct check_ctx *c)
{
	struct may_list out = {0};
	for (uint32_t i = 0; i < c->m->slots.n; i++) {
		const struct slot *sl = &c->m->slots.at[i];
		if (sl->service < c->m->own_services || !is_offer(c, sl->heading) ||
		    may_decline(c, sl->service))
			continue;
		dd inside = space_for_all_holes(c->s, dd_where(c->s->dd, c->s->inside[sl->service], 1));
		dd left = dd_and(c->s->dd, inside, offers(c, i, may_leaf));
		vec_push(c->a, &out.list, ((struct may){sl->service, i, in_domain(c, left), DD_BAD}));
	}
	return out;
}

static bool facts_only(const struct check_ctx *c, const struct reads *r)
{
	bool any = false;
	for (uint32_t i = 1; i < c->m->inputs.n; i++) {
		if (r->input[i] && c->m->inputs.at[i].kind != INPUT_FACT)
			return false;
		any |= r->input[i];
	}
	return any && !r->elsewhere && !r->open;
}

static void report_refusal(struct check_ctx *c, struct diag *x, const struct may *m,
                           uint32_t service, const struct witness *w)
{
	bool conflict;
	confirm(eval_scope(c->m, w->values, m->block, &conflict) == TRUTH_YES,
	        "the reference evaluator does not see the paragraph apply",
	        c->m->services.at[m->block].text);
	struct plain p;
	eval_slot(c->m, w->values, m->slot, NULL, &p);
	if (p.n_rules)
		note_statute_here(c->d, x, c->m->rules.at[p.rules[0]].at);
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, w);
}

/* Whom the block means and no service under it includes or sends on. */
static dd refused(struct check_ctx *c, struct may *m)
{
	if (m->refused != DD_BAD)
		return m->refused;
	dd out = m->left;
	for (uint32_t i = 0; i < c->m->own_services && out != DD_BAD && out != DD_FALSE; i++) {
		dd basis = stands_where(c, i, m->block);
		if (basis == DD_FALSE)
			continue;
		dd met = dd_or(c->s->dd, inside_of_service(c, i), sent_elsewhere(c, i));
		out = dd_and(c->s->dd, out, dd_not(c->s->dd, dd_and(c->s->dd, basis, met)));
	}
	return m->refused = out;
}

/* Exclusions by facts alone. One that several blocks meet is told once: `told` is by part. */
static void hard_exclusions(struct check_ctx *c, struct may *m, uint32_t service,
                            const struct parts *p, bool *told)
{
	bool *hard = arena_array(c->a, bool, p->list.n);
	dd out = DD_FALSE;
	for (uint32_t i = 0; i < p->list.n; i++) {
		struct reads r = reads_none(c);
		reads_add(c, &r, p->list.at[i].when);
		hard[i] = p->list.at[i].shuts && facts_only(c, &r);
		if (hard[i] && out == DD_FALSE)
			out = dd_and(c->s->dd, refused(c, m), stands_where(c, service, m->block));
	}
	out = out == DD_FALSE ? out : dd_and(c->s->dd, out, scope_without(c, p, hard));
	for (uint32_t i = 0; i < p->list.n && out != DD_BAD && out != DD_FALSE; i++) {
		const struct part *part = &p->list.at[i];
		struct witness w;
		if (!hard[i] || told[i])
			continue;
		dd here = dd_and(c->s->dd, out, dd_not(c->s->dd, part_lets_in(c, part)));
		if (here == DD_BAD || here == DD_FALSE || !finding_witness(c, here, &w))
			continue;
		told[i] = true;
		struct diag *x = diag_hard_refusal(c->d, part->when->at, part_words(c, part),
		                                   c->m->services.at[m->block].text);
		report_refusal(c, x, m, service, &w);
	}
}

/* An `ikke` without a departure: nothing that an assessment could lift. */
static bool is_flat(struct check_ctx *c, const struct rule *r, bool *always)
{
	const struct provision_m *p = &c->m->provisions.at[r->provision];
	struct reads reads = reads_none(c);
	reads_add(c, &reads, r->when);
	reads_add(c, &reads, p->when);
	*always = !r->when && !p->when;
	return !p->exceptions.n && (*always || facts_only(c, &reads));
}

/* `tilbydes: ikke` of a service where the block says `kan`: for all of them, or by facts alone. */
static void flat_refusals(struct check_ctx *c, const struct may *m, uint32_t service, uint32_t slot,
                          bool *told)
{
	const struct type_m *t = &c->m->headings.at[c->m->slots.at[slot].heading].type;
	dd here = dd_and(c->s->dd, dd_and(c->s->dd, m->left, stands_where(c, service, m->block)),
	                 inside_of_service(c, service));
	dd no = dd_and(c->s->dd, here, offers(c, slot, no_leaf));
	struct witness w;
	if (*told || no == DD_BAD || no == DD_FALSE || !finding_witness(c, no, &w))
		return;
	struct plain p;
	eval_slot(c->m, w.values, slot, NULL, &p);
	confirm(is_no(c->m, t, &p), "the reference evaluator sees an offer", c->m->slots.at[slot].id);
	bool always;
	const struct rule *r = &c->m->rules.at[p.rules[0]];
	bool all = !is_possible(c, dd_and(c->s->dd, here, dd_not(c->s->dd, no)));
	if (!is_flat(c, r, &always) && !all)
		return;
	const char *law = c->m->services.at[m->block].text;
	struct diag *x = all ? diag_never_offered(c->d, r->at, law)
	                     : diag_hard_refusal(c->d, r->at, rule_words(c, p.rules[0], slot), law);
	*told = true;
	report_refusal(c, x, m, service, &w);
}

static void refusals_in(struct check_ctx *c, struct may_list *may, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	struct parts p = scope_parts(c, service);
	bool *told = arena_array(c->a, bool, p.list.n), told_flat = false;
	for (uint32_t i = 0; i < may->list.n; i++) {
		struct may *m = &may->list.at[i];
		if (m->left == DD_BAD || m->left == DD_FALSE ||
		    stands_where(c, service, m->block) == DD_FALSE)
			continue;
		hard_exclusions(c, m, service, &p, told);
		for (uint32_t k = sv->first_slot; k < sv->first_slot + sv->slots; k++)
			if (is_offer(c, c->m->slots.at[k].heading))
				flat_refusals(c, m, service, k, &told_flat);
	}
}

void check_refusals(struct check_ctx *c)
{
	struct may_list may = blocks_that_may(c);
	for (uint32_t i = 0; i < c->m->own_services && may.list.n; i++)
		refusals_in(c, &may, i);
}
