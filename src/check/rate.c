/* SPDX-License-Identifier: MIT
 *
 * Amounts by year: rates missing on a needed date, amounts of another year than the one they are used in.
 */
#include "base/date.h"
#include "check/ctx.h"

/* ---- rates ---------------------------------------------------------------------------------------------- */

/* Where an expression reads the rate; SPAN_NONE. */
static span reads_rate(const struct model *m, const struct ex *x, uint32_t rate)
{
	if (!x)
		return SPAN_NONE;
	if (x->kind == EX_RATE) {
		if (x->index == rate)
			return x->at;
		const struct rate_m *r = &m->rates.at[x->index];
		for (uint32_t i = 0; i < r->rows.n; i++)
			if (reads_rate(m, r->rows.at[i].value, rate).hi)
				return x->at;
	}
	for (uint32_t i = 0; i < x->kids.n; i++) {
		span at = reads_rate(m, x->kids.at[i], rate);
		if (at.hi)
			return at;
	}
	return SPAN_NONE;
}

/* The first place in the catalogue's own services that needs the rate. */
static span needs_rate(const struct model *m, uint32_t rate, uint32_t *service)
{
	for (uint32_t i = 0; i < m->own_services; i++) {
		const struct service *sv = &m->services.at[i];
		*service = i;
		for (uint32_t k = 0; k < sv->scope.n; k++) {
			span at = reads_rate(m, sv->scope.at[k].when, rate);
			if (at.hi)
				return at;
		}
	}
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		const struct provision_m *p = &m->provisions.at[r->provision];
		*service = r->service;
		if (r->service >= m->own_services)
			continue;
		const struct ex *asks[2] = {r->when, p->when};
		for (uint32_t k = 0; k < 2; k++)
			if (reads_rate(m, asks[k], rate).hi)
				return reads_rate(m, asks[k], rate);
		for (uint32_t k = 0; k < r->statements.n; k++) {
			span at = reads_rate(m, r->statements.at[k].lower, rate);
			if (!at.hi)
				at = reads_rate(m, r->statements.at[k].upper, rate);
			if (at.hi)
				return at;
		}
	}
	return SPAN_NONE;
}

static void report_rate(struct check_ctx *c, uint32_t rate, int64_t from, int64_t to)
{
	uint32_t service;
	const struct rate_m *r = &c->m->rates.at[rate];
	span at = needs_rate(c->m, rate, &service);
	if (!at.hi)
		return;
	struct diag *x = diag_rate_missing(c->d, at, r->text, date_text(c->a, from),
	                                   date_text(c->a, to));
	note_declared_here(c->d, x, r->decl->name.at, r->text);
	finding_at(c, x, service, NONE, NONE);
	x->identity = r->text;
	struct witness w;
	dd where = inside_of_service(c, service);
	if (r->at_input == 0)
		where = dd_and(c->s->dd, where, space_range(c->s, 0, from, to));
	if (where != DD_BAD && finding_witness(c, where, &w))
		finding_person(c, x, &w);
}

/* Every day looked at needs a row (semantics S6); rates selected by an event are asked for on the same days. */
void check_rates(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->rates.n; i++) {
		const struct rate_m *r = &c->m->rates.at[i];
		int64_t day = c->from;
		for (uint32_t k = 0; k < r->rows.n && day <= c->to; k++) {
			const struct rate_row_m *row = &r->rows.at[k];
			if (row->to < day)
				continue;
			if (row->from > day)
				report_rate(c, i, day, row->from - 1 < c->to ? row->from - 1 : c->to);
			day = row->to == INT64_MAX ? c->to + 1 : row->to + 1;
		}
		if (day <= c->to)
			report_rate(c, i, day, c->to);
	}
}
