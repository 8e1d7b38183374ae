/* SPDX-License-Identifier: MIT
 *
 * The run: every check of check.def in order, then what a decision has accepted. And what the families share.
 */
#include "check/check.h"

#include "check/accept.h"
#include "check/ctx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nothing is asked about a world that cannot be. */
static bool is_absurd(const struct check_ctx *c)
{
	return c->s->given == DD_FALSE;
}

static void run(struct check_ctx *c)
{
#define CHECK(name, what) check_##name,
	static void (*const checks[])(struct check_ctx *) = {
#include "check/check.def"
	};
#undef CHECK
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		dd_allow(c->s->dd, SPACE_BUDGET);
		checks[i](c);
		if (is_absurd(c))
			return;
	}
}

bool check_fits(const struct model *m, struct diags *d)
{
	if (m->provisions.n <= CHECK_PROVISIONS)
		return true;
	bool da = m->words == LANG_DA;
	diag_not_decided(d, m->catalogue.at, m->catalogue.title, da ? "bestemmelser" : "provisions");
	return false;
}

void check_all(struct space *s, struct diags *d, const struct check_options *o)
{
	if (s->refused)
		return; /* reported already */
	struct check_ctx c = {.s = s,
	                      .m = s->m,
	                      .d = d,
	                      .a = s->a,
	                      .domain = s->domain,
	                      .from = s->from,
	                      .to = s->to,
	                      .today = o->today,
	                      .open = arena_array(s->a, uint8_t, s->m->slots.n + 1)};
	run(&c);
	accept_findings(&c);
}

/* ---- regions -------------------------------------------------------------------------------------------- */

dd in_domain(struct check_ctx *c, dd f)
{
	return dd_and(c->s->dd, c->domain, f);
}

dd inside_of_service(struct check_ctx *c, uint32_t service)
{
	dd in = dd_where(c->s->dd, c->s->inside[service], 1);
	return in_domain(c, space_for_some_hole(c->s, in));
}

dd asked_for(struct check_ctx *c, uint32_t service, uint32_t heading)
{
	return c->m->headings.at[heading].about_case ? c->domain : inside_of_service(c, service);
}

bool is_possible(struct check_ctx *c, dd f)
{
	return space_possible(c->s, f) != FEAS_NO;
}

/* ---- findings ------------------------------------------------------------------------------------------- */

_Noreturn void check_bug(const char *what, const char *where)
{
	fprintf(stderr, "niveau: internal error: %s (%s); please report it with the rule files\n", what,
	        where);
	abort();
}

void finding_at(struct check_ctx *c, struct diag *x, uint32_t service, uint32_t heading,
                uint32_t provision)
{
	x->crumb = words_crumb(c->a, c->m, service, heading);
	x->law = words_basis(c->a, c->m, service);
	if (provision != NONE)
		x->identity = c->m->provisions.at[provision].identity;
	else if (heading != NONE)
		x->identity = arena_printf(c->a, "%s.%s", c->m->services.at[service].text,
		                           c->m->headings.at[heading].text);
	else
		x->identity = c->m->services.at[service].text;
}

bool finding_witness(struct check_ctx *c, dd f, struct witness *w)
{
	*w = space_witness(c->s, f, c->a);
	return w->found == FEAS_YES;
}

/* For a reader: names that have no phrase of their own still read as words. */
static const char *as_words(struct arena *a, const char *name)
{
	struct text t = {.a = a};
	for (; *name; name++)
		text_putc(&t, *name == '_' ? ' ' : *name);
	return text_c(&t);
}

/* In words, without the readings; NULL where nothing needs to be said. */
static const char *person_of(struct check_ctx *c, const struct witness *w)
{
	bool *person = arena_array(c->a, bool, c->m->inputs.n);
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		person[i] = w->mentioned[i] && c->m->inputs.at[i].kind != INPUT_UNCLEAR;
	const char *words = words_person(c->a, c->m, w->values, person);
	return words ? as_words(c->a, words) : NULL;
}

void finding_person(struct check_ctx *c, struct diag *x, const struct witness *w)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct input *in = &c->m->inputs.at[i];
		if (w->mentioned[i] && in->kind == INPUT_UNCLEAR)
			note_needs_reading(c->d, x, SPAN_NONE, in->question ? in->question : in->text,
			                   as_words(c->a, words_input_value(c->a, c->m, i, w->values[i])));
	}
	x->witness = person_of(c, w);
}

void finding_person_for(struct check_ctx *c, struct diag *x, uint32_t rule)
{
	const struct rule *r = &c->m->rules.at[rule];
	dd where = dd_and(c->s->dd, inside_of_service(c, r->service), c->s->applies[rule]);
	struct witness w;
	if (where != DD_BAD && finding_witness(c, space_for_some_hole(c->s, where), &w))
		finding_person(c, x, &w);
}

void finding_unverified(struct check_ctx *c, struct diag *x)
{
	if (x->severity == SEV_ERROR)
		x->severity = SEV_WARNING; /* counted anew when the findings are sorted */
	note_not_verified(c->d, x, SPAN_NONE);
}

void finding_also(struct check_ctx *c, struct diag *x, const struct witness *w)
{
	const char *person = person_of(c, w);
	if (person)
		note_also(c->d, x, SPAN_NONE, person);
}

const struct statement *statement_in(const struct model *m, uint32_t rule, uint32_t slot)
{
	const struct rule *r = &m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].slot == slot)
			return &r->statements.at[i];
	return NULL;
}

const char *rule_words(struct check_ctx *c, uint32_t rule, uint32_t slot)
{
	const struct statement *st = statement_in(c->m, rule, slot);
	const struct slot *sl = &c->m->slots.at[slot];
	const char *value = st ? words_statement(c->a, c->m, st, sl) : "?";
	return arena_printf(c->a, "%s%s", words_strength(c->m, sl->strength), value);
}

bool misses_window(const struct measure *m)
{
	for (uint32_t i = 0; i < m->windows; i++)
		if (m->per[i].missing)
			return true;
	return false;
}
