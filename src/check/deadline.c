/* SPDX-License-Identifier: MIT
 *
 * Deadlines: events that are not stated, exceptions without an end, chains that are longer than the statute's own
 * deadline, follow-ups after the measure has ended.
 */
#include "base/date.h"
#include "check/ctx.h"

#include <string.h>

/* ---- events --------------------------------------------------------------------------------------------- */

static bool is_named(const char *ascii, const char *danish, const char *english)
{
	return strcmp(ascii, danish) == 0 || strcmp(ascii, english) == 0;
}

/* A length of time that is known at least to one side; a date needs no event to be counted from. */
static bool has_length(const struct model *m, const struct statement *st)
{
	const struct ex *x = st->upper ? st->upper : st->lower;
	return x && m->slots.at[st->slot].kind == ST_DEADLINE && x->vt != VT_DATE;
}

bool lacks_start(const struct model *m, const struct statement *st)
{
	return has_length(m, st) && m->slots.at[st->slot].start == NONE;
}

/* Under `frist` nothing else says what has to be done in time; `klagefrist` says it itself. */
static bool lacks_end(const struct model *m, const struct statement *st)
{
	const struct slot *sl = &m->slots.at[st->slot];
	bool plain = is_named(m->headings.at[sl->heading].ascii, "frist", "deadline");
	return plain && has_length(m, st) && sl->end == NONE;
}

static void report_open(struct check_ctx *c, uint32_t rule, const struct statement *st)
{
	static const char *const words[2][4] = {
		{NULL, "hvad den regnes fra", "hvad der skal være sket",
	     "hvad den regnes fra, og hvad der skal være sket"},
		{NULL, "what it is counted from", "what has to have happened",
	     "what it is counted from and what has to have happened"}};
	const struct rule *r = &c->m->rules.at[rule];
	int what = (lacks_start(c->m, st) ? 1 : 0) + (lacks_end(c->m, st) ? 2 : 0);
	if (!what)
		return;
	struct diag *x = diag_open_deadline(c->d, st->at, c->m->headings.at[r->heading].text,
	                                    words[c->m->words == LANG_EN][what]);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person_for(c, x, rule);
}

void check_events(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		for (uint32_t k = 0; r->service < c->m->own_services && k < r->statements.n; k++)
			if (!k || r->statements.at[k].at.lo != r->statements.at[k - 1].at.lo)
				report_open(c, i, &r->statements.at[k]);
	}
}

/* ---- exceptions without an end -------------------------------------------------------------------------- */

/* The first statement of a provision that sets a last day; NULL. */
static const struct statement *last_day_of(const struct model *m, const struct provision_m *p)
{
	for (uint32_t i = p->first_rule; i < p->first_rule + p->rules; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			if (st->upper && m->slots.at[st->slot].kind == ST_DEADLINE)
				return st;
		}
	return NULL;
}

static bool sets_last_day(const struct rule *r)
{
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].upper)
			return true;
	return false;
}

/* A deadline on the municipality: later is never better. */
static bool is_deadline(const struct heading *h)
{
	return h->type.vt == VT_DEADLINE && h->better != BETTER_LATEST && h->better != BETTER_HIGHEST;
}

/* Its value leaves the time open, where what it is an exception to does not. */
const struct statement *endless_exception(const struct model *m, uint32_t rule)
{
	const struct rule *r = &m->rules.at[rule];
	const struct provision_m *p = &m->provisions.at[r->provision];
	bool asked = p->parent != NONE && p->service < m->own_services && r->statements.n &&
	             is_deadline(&m->headings.at[p->heading]);
	if (!asked || sets_last_day(r) || !last_day_of(m, &m->provisions.at[p->parent]))
		return NULL;
	return &r->statements.at[0];
}

static void report_endless(struct check_ctx *c, uint32_t rule, const struct statement *st)
{
	const struct model *m = c->m;
	const struct rule *r = &m->rules.at[rule];
	const struct provision_m *base = &m->provisions.at[m->provisions.at[r->provision].parent];
	const struct statement *from = last_day_of(m, base);
	struct statement known = *from;
	known.kind = ST_DEADLINE; /* in the words of the part that is known */
	struct diag *x = diag_endless_exception(
		c->d, st->at, m->headings.at[r->heading].text,
		words_statement(c->a, m, &known, &m->slots.at[from->slot]),
		words_statement(c->a, m, st, &m->slots.at[st->slot]));
	note_base_here(c->d, x, base->at);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person_for(c, x, rule);
}

void check_endless(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct statement *st = endless_exception(c->m, i);
		if (st)
			report_endless(c, i, st);
	}
}
