/* SPDX-License-Identifier: MIT
 *
 * A scope taken apart. A service shuts somebody out for a reason; the checks of statutes and of discretion ask for whom
 * it would be open if that reason alone were gone.
 */
#include "check/scope.h"

#include <string.h>

/* ---- parts ---------------------------------------------------------------------------------------------- */

static void add_parts(struct check_ctx *c, const struct ex *x, bool shuts, uint32_t target,
                      struct parts *out)
{
	if (x->kind != EX_AND || shuts) {
		vec_push(c->a, &out->list, ((struct part){x, shuts, target}));
		return;
	}
	for (uint32_t i = 0; i < x->kids.n; i++)
		add_parts(c, x->kids.at[i], shuts, target, out);
}

struct parts scope_parts(struct check_ctx *c, uint32_t service)
{
	struct parts p = {0};
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = 0; i < sv->scope.n; i++)
		add_parts(c, sv->scope.at[i].when, sv->scope.at[i].kind == SCOPE_EXCLUSION,
		          sv->scope.at[i].kind == SCOPE_TARGET ? i + 1 : 0, &p);
	return p;
}

dd part_lets_in(struct check_ctx *c, const struct part *p)
{
	dd holds = space_condition(c->s, p->when);
	return p->shuts ? dd_not(c->s->dd, holds) : holds;
}

dd scope_of_parts(struct check_ctx *c, const struct parts *p, const dd *lets_in)
{
	dd all = DD_TRUE, some = DD_FALSE;
	bool targets = false;
	for (uint32_t i = 0, end; i < p->list.n; i = end) {
		dd line = DD_TRUE;
		for (end = i; end < p->list.n && p->list.at[end].target == p->list.at[i].target; end++)
			line = dd_and(c->s->dd, line, lets_in[end]);
		targets |= p->list.at[i].target != 0;
		if (p->list.at[i].target)
			some = dd_or(c->s->dd, some, line);
		else
			all = dd_and(c->s->dd, all, line);
	}
	return targets ? dd_and(c->s->dd, all, some) : all;
}

dd scope_without(struct check_ctx *c, const struct parts *p, const bool *dropped)
{
	dd in = DD_TRUE;
	for (uint32_t i = 0; i < p->list.n; i++)
		if (!dropped[i])
			in = dd_and(c->s->dd, in, part_lets_in(c, &p->list.at[i]));
	return space_for_some_hole(c->s, in);
}

/* As it is written, where it stands on one line. */
static const char *as_written(struct check_ctx *c, const struct ex *x)
{
	struct str s = source_text(c->m->sources, x->at);
	bool line = s.n > 0 && !memchr(s.p, '\n', s.n);
	return line ? str_c(c->a, s) : words_ex(c->a, c->m, x);
}

/* `x når y` is `ikke y eller x`: what is asked is x. */
static const struct ex *asked_of(struct check_ctx *c, const struct ex *x)
{
	if (x->kind != EX_OR || x->kids.at[0]->kind != EX_NOT)
		return x;
	struct ex *rest = arena_new(c->a, struct ex);
	*rest = (struct ex){.kind = EX_OR, .vt = VT_BOOL, .at = x->at};
	for (uint32_t i = 1; i < x->kids.n; i++)
		vec_push(c->a, &rest->kids, x->kids.at[i]);
	return rest->kids.n == 1 ? rest->kids.at[0] : rest;
}

span part_at(struct check_ctx *c, const struct part *p)
{
	return asked_of(c, p->when)->at;
}

const char *part_words(struct check_ctx *c, const struct part *p)
{
	const struct ex *asked = asked_of(c, p->when);
	bool phrase = asked->kind == EX_INPUT && asked->vt == VT_BOOL &&
	              c->m->inputs.at[asked->index].phrase_yes;
	const char *what = phrase ? c->m->inputs.at[asked->index].phrase_yes : as_written(c, asked);
	const char *label = c->m->words == LANG_DA ? "udelukket" : "excluded";
	return p->shuts ? arena_printf(c->a, "%s: %s", label, what) : what;
}

/* ---- reads ---------------------------------------------------------------------------------------------- */

struct reads reads_none(struct check_ctx *c)
{
	return (struct reads){.input = arena_array(c->a, bool, c->m->inputs.n)};
}

void reads_add(struct check_ctx *c, struct reads *r, const struct ex *x)
{
	if (!x)
		return;
	if (x->kind == EX_INPUT)
		r->input[x->index] = true;
	r->elsewhere |= x->kind == EX_HEADING || x->kind == EX_COVERED;
	r->open |= x->kind == EX_HOLE;
	for (uint32_t i = 0; i < x->kids.n; i++)
		reads_add(c, r, x->kids.at[i]);
}

static bool shares(const struct check_ctx *c, const struct reads *a, const struct reads *b)
{
	for (uint32_t i = 1; i < c->m->inputs.n; i++)
		if (a->input[i] && b->input[i])
			return true;
	return false;
}

static void join(const struct check_ctx *c, struct reads *a, const struct reads *b)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		a->input[i] |= b->input[i];
}

/* The catalogue's word for the same question: `forudsat` ties the two. Age, birth date and case date are one question. */
static void add_tied(struct check_ctx *c, struct reads *r)
{
	struct reads own = reads_none(c);
	join(c, &own, r);
	for (uint32_t i = 0; i < c->m->invariants.n; i++) {
		struct reads tie = reads_none(c);
		reads_add(c, &tie, c->m->invariants.at[i].expr);
		if (c->m->invariants.at[i].kind == RULE_GIVEN && shares(c, &own, &tie))
			join(c, r, &tie);
	}
	uint32_t birth = c->m->birth_input, age = c->m->age_input;
	if (birth != NONE && age != NONE)
		r->input[birth] = r->input[age] = r->input[birth] || r->input[age];
	r->input[0] = true;
}

struct reads reads_of_block(struct check_ctx *c, uint32_t block, uint32_t heading)
{
	struct reads r = reads_none(c);
	const struct service *b = &c->m->services.at[block];
	for (uint32_t i = 0; i < b->scope.n; i++)
		reads_add(c, &r, b->scope.at[i].when);
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *rule = &c->m->rules.at[i];
		if (rule->service != block || rule->heading != heading)
			continue;
		reads_add(c, &r, rule->when);
		reads_add(c, &r, c->m->provisions.at[rule->provision].when);
	}
	add_tied(c, &r);
	return r;
}

bool part_is_extra(struct check_ctx *c, const struct reads *block, const struct part *p)
{
	struct reads r = reads_none(c);
	bool any = false;
	reads_add(c, &r, asked_of(c, p->when));
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		if (!r.input[i] || c->m->inputs.at[i].kind == INPUT_UNCLEAR)
			continue;
		if (block->input[i])
			return false;
		any = true;
	}
	return any && !r.elsewhere && !r.open;
}

/* ---- services under a block ----------------------------------------------------------------------------- */

dd stands_where(struct check_ctx *c, uint32_t service, uint32_t block)
{
	const struct service *sv = &c->m->services.at[service], *b = &c->m->services.at[block];
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < sv->basis.n; i++) {
		const struct ref_m *r = &sv->basis.at[i];
		if (strcmp(r->law, b->law) == 0 && para_relation(r->para, b->para) != PARA_APART)
			any = dd_or(c->s->dd, any, r->when ? space_condition(c->s, r->when) : DD_TRUE);
	}
	return any;
}

dd without_basis(struct check_ctx *c, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < sv->basis.n; i++) {
		const struct ex *when = sv->basis.at[i].when;
		any = dd_or(c->s->dd, any, when ? space_condition(c->s, when) : DD_TRUE);
	}
	return dd_and(c->s->dd, inside_of_service(c, service), dd_not(c->s->dd, any));
}

static dd sent_within(struct check_ctx *c, uint32_t service, bool *asked)
{
	const struct service *sv = &c->m->services.at[service];
	dd sent = DD_FALSE;
	asked[service] = true; /* a ring ends nowhere */
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		dd away = DD_FALSE;
		for (uint32_t k = 0; k < sv->scope.at[i].refer.n; k++) {
			uint32_t to = sv->scope.at[i].refer.at[k].service;
			if (to == NONE)
				away = DD_TRUE;
			else if (!asked[to])
				away = dd_or(c->s->dd, away, sent_within(c, to, asked));
		}
		if (away != DD_FALSE)
			away = dd_and(c->s->dd, away, space_condition(c->s, sv->scope.at[i].when));
		sent = dd_or(c->s->dd, sent, away);
	}
	asked[service] = false;
	return sent;
}

dd sent_elsewhere(struct check_ctx *c, uint32_t service)
{
	bool *asked = arena_array(c->a, bool, c->m->services.n);
	return space_for_some_hole(c->s, sent_within(c, service, asked));
}

bool heading_is(const struct check_ctx *c, uint32_t heading, const char *da, const char *en)
{
	const char *name = c->m->headings.at[heading].ascii;
	return strcmp(name, da) == 0 || strcmp(name, en) == 0;
}

uint32_t heading_named(const struct check_ctx *c, const char *da, const char *en)
{
	for (uint32_t i = 0; i < c->m->headings.n; i++)
		if (heading_is(c, i, da, en))
			return i;
	return NONE;
}

dd answered(struct check_ctx *c, uint32_t service, uint32_t heading, int64_t value)
{
	const struct service *sv = &c->m->services.at[service];
	dd any = DD_FALSE;
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		if (c->m->slots.at[i].heading != heading || c->s->slot[i] == DD_BAD)
			continue;
		struct dd_values v = dd_possible(c->s->dd, c->s->slot[i], NULL, c->a);
		for (uint32_t k = 0; k < v.n; k++) {
			const struct plain *p = &c->s->leaves.at[v.at[k]].p;
			if (!c->s->leaves.at[v.at[k]].impossible && p->kind == PLAIN_VALUE &&
			    p->st == ST_INDEX && num_eq(p->lower, num_int(value)))
				any = dd_or(c->s->dd, any, dd_where(c->s->dd, c->s->slot[i], v.at[k]));
		}
	}
	return any;
}
