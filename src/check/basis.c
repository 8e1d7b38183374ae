/* SPDX-License-Identifier: MIT
 *
 * The references to the law: cases without a basis, people of another paragraph, paragraphs that are over, references
 * that say too little, and what a paragraph asks that the catalogue never mentions.
 */
#include "base/date.h"
#include "check/scope.h"
#include "space/dd_read.h"

#include <string.h>

void check_basis(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		if (!sv->basis.n) {
			finding_at(c, diag_no_reference(c->d, sv->at, sv->title ? sv->title : sv->text), i,
			           NONE, NONE);
			continue;
		}
		struct witness w;
		dd none = without_basis(c, i);
		if (none == DD_BAD || none == DD_FALSE || !finding_witness(c, none, &w))
			continue;
		struct diag *x = diag_no_basis(c->d, sv->at, sv->title ? sv->title : sv->text);
		finding_at(c, x, i, NONE, NONE);
		finding_person(c, x, &w);
	}
}

/* ---- people of another paragraph ------------------------------------------------------------------------ */

static dd block_includes(struct check_ctx *c, uint32_t block)
{
	return space_for_some_hole(c->s, dd_where(c->s->dd, c->s->inside[block], 1));
}

/* Whom the statutes under the service are about. */
static dd under_statutes(struct check_ctx *c, uint32_t service)
{
	dd any = DD_FALSE;
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++)
		if (stands_where(c, service, i) != DD_FALSE)
			any = dd_or(c->s->dd, any, block_includes(c, i));
	return any;
}

/* No service stands under the block, and the block is of the same act as one that this service stands under. */
static bool is_unnamed(struct check_ctx *c, uint32_t service, uint32_t block)
{
	const struct service *sv = &c->m->services.at[service];
	bool same_law = false;
	for (uint32_t i = 0; i < sv->basis.n; i++)
		same_law |= strcmp(sv->basis.at[i].law, c->m->services.at[block].law) == 0;
	for (uint32_t i = 0; i < c->m->own_services && same_law; i++)
		same_law = stands_where(c, i, block) == DD_FALSE;
	return same_law && c->m->services.at[block].scope.n > 0;
}

static struct reads scope_reads(struct check_ctx *c, uint32_t service)
{
	struct reads r = reads_none(c);
	for (uint32_t i = 0; i < c->m->services.at[service].scope.n; i++)
		reads_add(c, &r, c->m->services.at[service].scope.at[i].when);
	return r;
}

/* The block asks at least what the statutes under the service ask: it is the same kind of help, for other people. */
static bool asks_as_much(struct check_ctx *c, uint32_t service, const struct reads *block)
{
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++) {
		if (stands_where(c, service, i) == DD_FALSE)
			continue;
		struct reads r = scope_reads(c, i);
		for (uint32_t x = 1; x < c->m->inputs.n; x++)
			if (r.input[x] && !block->input[x])
				return false;
	}
	return true;
}

/* The act tells two paragraphs apart by this answer, and the service includes both sides under the one. */
static bool told_apart(struct check_ctx *c, uint32_t service, uint32_t block, uint32_t input, dd of)
{
	const struct service *sv = &c->m->services.at[service], *b = &c->m->services.at[block];
	const struct type_m *t = &c->m->inputs.at[input].type;
	dd in = dd_and(c->s->dd, inside_of_service(c, service), block_includes(c, block));
	for (int64_t v = t->lo; v <= t->hi; v++) {
		dd here = space_range(c->s, input, v, v), both = dd_and(c->s->dd, in, here);
		struct witness w;
		bool conflict;
		if (dd_and(c->s->dd, of, here) != DD_FALSE || both == DD_BAD || both == DD_FALSE ||
		    !finding_witness(c, both, &w))
			continue;
		confirm(eval_scope(c->m, w.values, service, &conflict) != TRUTH_NO,
		        "the reference evaluator sees the person outside", sv->text);
		const char *who = words_input(c->a, c->m, input, v);
		struct diag *x = diag_other_paragraph(c->d, sv->basis.at[0].at,
		                                      sv->title ? sv->title : sv->text, b->text, who);
		note_statute_here(c->d, x, b->at);
		finding_at(c, x, service, NONE, NONE);
		finding_person(c, x, &w);
		return true;
	}
	return false;
}

static void elsewhere_in(struct check_ctx *c, uint32_t service, uint32_t block, dd of)
{
	struct reads own = scope_reads(c, service), asks = scope_reads(c, block);
	bool told = !asks_as_much(c, service, &asks);
	for (uint32_t x = 0; x < c->m->inputs.n && !told; x++) {
		const struct input *in = &c->m->inputs.at[x];
		bool choice = in->kind != INPUT_UNCLEAR && in->type.vt == VT_ENUM;
		told = choice && own.input[x] && asks.input[x] && told_apart(c, service, block, x, of);
	}
}

void check_elsewhere(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		dd of = c->s->inside[i] == DD_BAD ? DD_BAD : under_statutes(c, i);
		for (uint32_t k = c->m->own_services; k < c->m->services.n; k++)
			if (of != DD_BAD && of != DD_FALSE && is_unnamed(c, i, k))
				elsewhere_in(c, i, k, of);
	}
}

/* ---- paragraphs that are over --------------------------------------------------------------------------- */

/* The first rule of a block under the heading of that name; NONE. */
static uint32_t rule_under(const struct check_ctx *c, uint32_t block, const char *da,
                           const char *en)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		if (r->service == block && r->statements.n && heading_is(c, r->heading, da, en))
			return i;
	}
	return NONE;
}

/* A paragraph of a pack that says `ophævet: DATE`. */
struct ended {
	uint32_t block;
	int64_t day; /* the first on which it no longer holds */
	const struct rule *rule;
};

struct ended_list {
	VEC(struct ended) list;
};

static struct ended_list ended_blocks(struct check_ctx *c)
{
	struct ended_list out = {0};
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++) {
		uint32_t rule = rule_under(c, i, "ophaevet", "repealed");
		const struct rule *r = rule == NONE ? NULL : &c->m->rules.at[rule];
		const struct ex *day = r ? r->statements.at[0].lower : NULL;
		if (day && day->kind == EX_CONST && day->vt == VT_DATE && day->number.p <= c->to)
			vec_push(c->a, &out.list, ((struct ended){i, day->number.p, r}));
	}
	return out;
}

/* The provision itself says that it ends before that day. */
static bool ends_before(const struct provision_m *p, int64_t day)
{
	const struct period *v = &p->ast->valid;
	return v->to.given && !v->to.missing && v->to.day < day;
}

/*
 * A reference at a place, by a service and, with its own `efter`, by a provision; NONE: by the catalogue. Whatever ends
 * later than the first day is check_outlived()'s, but for the provision's own.
 */
static void refers(struct check_ctx *c, const struct ended_list *ended, const char *law,
                   const char *para, span at, uint32_t service, uint32_t provision)
{
	for (uint32_t i = 0; law && para && i < ended->list.n; i++) {
		const struct ended *e = &ended->list.at[i];
		const struct service *b = &c->m->services.at[e->block];
		enum para_relation rel = para_relation(para, b->para);
		if (strcmp(law, b->law) != 0 || (rel != PARA_EQUAL && rel != PARA_WITHIN))
			continue;
		if (e->day > c->from &&
		    (provision == NONE || ends_before(&c->m->provisions.at[provision], e->day)))
			continue;
		struct diag *x = diag_repealed(c->d, at, arena_printf(c->a, "%s %s", law, para),
		                               date_text(c->a, e->day));
		note_statute_here(c->d, x, e->rule->at);
		uint32_t now = rule_under(c, e->block, "afloest_af", "replaced_by");
		if (now != NONE && c->m->rules.at[now].statements.at[0].text)
			note_replaced_by(c->d, x, c->m->rules.at[now].at,
			                 c->m->rules.at[now].statements.at[0].text);
		if (c->m->provisions.at[e->rule->provision].unverified)
			finding_unverified(c, x);
		if (service != NONE)
			finding_at(c, x, service, NONE, NONE);
	}
}

static void service_refers(struct check_ctx *c, const struct ended_list *ended, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = 0; i < sv->basis.n; i++)
		refers(c, ended, sv->basis.at[i].law, sv->basis.at[i].para, sv->basis.at[i].at, service,
		       NONE);
	for (uint32_t i = 0; i < sv->scope.n; i++)
		for (uint32_t k = 0; k < sv->scope.at[i].refer.n; k++) {
			const struct target_m *t = &sv->scope.at[i].refer.at[k];
			refers(c, ended, t->law, t->para, t->at, service, NONE);
		}
}

void check_repealed(struct check_ctx *c)
{
	struct ended_list ended = ended_blocks(c);
	if (!ended.list.n)
		return;
	for (uint32_t i = 0; i < c->m->catalogue.covers.n; i++) {
		const struct ref_m *r = &c->m->catalogue.covers.at[i];
		refers(c, &ended, r->law, r->para, r->at, NONE, NONE);
	}
	for (uint32_t i = 0; i < c->m->own_services; i++)
		service_refers(c, &ended, i);
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		for (uint32_t k = 0; k < p->basis.n && p->service < c->m->own_services; k++)
			refers(c, &ended, p->basis.at[k].law, p->basis.at[k].para, p->basis.at[k].at,
			       p->service, i);
	}
}

/* ---- references that say too little --------------------------------------------------------------------- */

struct same_ctx {
	const struct space *s;
};

static uint32_t unlike_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct same_ctx *c = ctx;
	(void)n;
	return !plain_same(&c->s->leaves.at[v[0]].p, &c->s->leaves.at[v[1]].p);
}

static bool same_text(const char *a, const char *b)
{
	return (!a || !b) ? a == b : strcmp(a, b) == 0;
}

/* The two slots ask the same and answer alike in every case. */
static bool demands_alike(struct check_ctx *c, uint32_t i, uint32_t k)
{
	const struct slot *a = &c->m->slots.at[i], *b = &c->m->slots.at[k];
	bool same = a->heading == b->heading && a->kind == b->kind && a->strength == b->strength &&
	            measure_same(&a->measure, &b->measure) && same_text(a->text, b->text) &&
	            same_text(a->start_text, b->start_text) && same_text(a->end_text, b->end_text);
	if (!same)
		return false;
	dd parts[2] = {c->s->slot[i], c->s->slot[k]};
	struct same_ctx ctx = {c->s};
	return dd_combine(c->s->dd, parts, 2, &(struct dd_rule){.leaf = unlike_leaf, .ctx = &ctx}) ==
	       DD_FALSE;
}

static bool blocks_alike(struct check_ctx *c, uint32_t x, uint32_t y)
{
	const struct service *a = &c->m->services.at[x], *b = &c->m->services.at[y];
	if (c->s->inside[x] != c->s->inside[y] || a->slots != b->slots)
		return false;
	for (uint32_t i = a->first_slot; i < a->first_slot + a->slots; i++) {
		bool found = false;
		for (uint32_t k = b->first_slot; k < b->first_slot + b->slots && !found; k++)
			found = demands_alike(c, i, k);
		if (!found)
			return false;
	}
	return true;
}

/* The blocks within the reference in words, where they differ; NULL where one block holds for it, or all are alike. */
static const char *candidates(struct check_ctx *c, const struct ref_m *r)
{
	uint32_t first = NONE;
	bool differ = false;
	struct text t = {.a = c->a};
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++) {
		const struct service *b = &c->m->services.at[i];
		enum para_relation rel = para_relation(r->para, b->para);
		if (strcmp(r->law, b->law) != 0 || rel == PARA_APART)
			continue;
		if (rel != PARA_CONTAINS)
			return NULL;
		text_printf(&t, "%s%s", first == NONE ? "" : "; ", b->para);
		differ |= first != NONE && !blocks_alike(c, first, i);
		first = first == NONE ? i : first;
	}
	return differ ? text_c(&t) : NULL;
}

void check_imprecise(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		for (uint32_t k = 0; k < sv->basis.n; k++) {
			const struct ref_m *r = &sv->basis.at[k];
			const char *which = candidates(c, r);
			if (!which)
				continue;
			const char *law = arena_printf(c->a, "%s %s", r->law, r->para);
			finding_at(c, diag_imprecise(c->d, r->at, law, which), i, NONE, NONE);
		}
	}
}

/* ---- what the catalogue never mentions ------------------------------------------------------------------ */

static struct reads mentioned(struct check_ctx *c)
{
	struct reads r = reads_none(c);
	for (uint32_t i = 0; i < c->m->own_services; i++)
		for (uint32_t k = 0; k < c->m->services.at[i].scope.n; k++)
			reads_add(c, &r, c->m->services.at[i].scope.at[k].when);
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *rule = &c->m->rules.at[i];
		if (rule->service >= c->m->own_services)
			continue;
		reads_add(c, &r, rule->when);
		reads_add(c, &r, c->m->provisions.at[rule->provision].when);
		for (uint32_t k = 0; k < rule->statements.n; k++) {
			reads_add(c, &r, rule->statements.at[k].lower);
			reads_add(c, &r, rule->statements.at[k].upper);
		}
	}
	for (uint32_t i = 0; i < c->m->invariants.n; i++)
		reads_add(c, &r, c->m->invariants.at[i].expr);
	if (c->m->age_input != NONE)
		r.input[c->m->age_input] = true; /* age and birth date are one question */
	if (c->m->birth_input != NONE)
		r.input[c->m->birth_input] = true;
	r.input[0] = true;
	return r;
}

/* Levels of the diagram that settle whether the block includes a case, on the days looked at; NULL: not decided. */
static bool *decisive(struct check_ctx *c, uint32_t block)
{
	bool *tested = arena_array(c->a, bool, dd_columns(c->s->dd));
	dd_allow(c->s->dd, SPACE_BUDGET); /* a block's own: there are many */
	dd in = in_domain(c, dd_where(c->s->dd, c->s->inside[block], 1));
	if (in == DD_BAD)
		return NULL;
	dd_support(c->s->dd, in, tested);
	return tested;
}

/* An input that is a column of its own, and an idle one. */
static bool is_idle(const struct check_ctx *c, const bool *tested, uint32_t input)
{
	uint32_t column = c->s->input_column[input];
	return column != NONE && tested && !tested[c->s->columns.at[column].level];
}

#define NAMES_SHOWN 4 /* questions named in one finding */

/* What the block's scope asks and nobody mentions, in words; NULL. */
static const char *never_mentioned(struct check_ctx *c, uint32_t block, const struct reads *known)
{
	struct reads asks = reads_none(c);
	struct text t = {.a = c->a};
	uint32_t n = 0;
	const struct service *b = &c->m->services.at[block];
	const bool *tested = decisive(c, block);
	for (uint32_t i = 0; i < b->scope.n; i++)
		reads_add(c, &asks, b->scope.at[i].when);
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		if (asks.input[i] && !known->input[i] && !is_idle(c, tested, i) && n++ < NAMES_SHOWN)
			text_printf(&t, "%s\"%s\"", n > 1 ? ", " : "", c->m->inputs.at[i].text);
	return n ? text_c(&t) : NULL;
}

/* The first service under the block with a condition that may be the same question in other words; NONE. */
static uint32_t may_ask_it(struct check_ctx *c, uint32_t block)
{
	struct reads asks = reads_of_block(c, block, NONE);
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		if (stands_where(c, i, block) == DD_FALSE)
			continue;
		struct parts p = scope_parts(c, i);
		for (uint32_t k = 0; k < p.list.n; k++)
			if (part_is_extra(c, &asks, &p.list.at[k]))
				return i;
	}
	return NONE;
}

/* Nothing of the block holds on the days looked at. */
static bool is_asleep(const struct check_ctx *c, uint32_t block)
{
	bool any = false;
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		if (p->service == block && !outside_validity(c, p))
			return false;
		any |= p->service == block;
	}
	return any;
}

/* Once for each block (semantics L4). */
void check_unasked(struct check_ctx *c)
{
	struct reads known = mentioned(c);
	for (uint32_t i = c->m->own_services; i < c->m->services.n; i++) {
		const char *names = is_asleep(c, i) ? NULL : never_mentioned(c, i, &known);
		uint32_t service = names ? may_ask_it(c, i) : NONE;
		if (service == NONE)
			continue;
		const struct service *b = &c->m->services.at[i];
		struct diag *x = diag_not_compared(c->d, c->m->services.at[service].at, b->text, names);
		note_statute_here(c->d, x, b->at);
		finding_at(c, x, service, NONE, NONE);
	}
}
