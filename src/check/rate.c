/* SPDX-License-Identifier: MIT
 *
 * Amounts by year: rates that are missing on a needed date.
 */
#include "base/date.h"
#include "check/rate.h"

#include <string.h>

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

span rate_needed(const struct model *m, uint32_t rate, uint32_t *service)
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

/* Mark every rate that the expression reads, directly or through others. */
static void mark(const struct model *m, const struct ex *x, bool *read)
{
	if (!x)
		return;
	for (uint32_t i = 0; i < x->kids.n; i++)
		mark(m, x->kids.at[i], read);
	if (x->kind != EX_RATE || read[x->index])
		return;
	read[x->index] = true;
	const struct rate_m *r = &m->rates.at[x->index];
	for (uint32_t i = 0; i < r->rows.n; i++)
		mark(m, r->rows.at[i].value, read);
}

bool *rates_read(struct arena *a, const struct model *m, bool by_statutes)
{
	bool *read = arena_array(a, bool, m->rates.n + 1);
	for (uint32_t i = 0; i < m->services.n; i++)
		for (uint32_t k = 0; (i >= m->own_services) == by_statutes && k < m->services.at[i].scope.n;
		     k++)
			mark(m, m->services.at[i].scope.at[k].when, read);
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		if ((r->service >= m->own_services) != by_statutes)
			continue;
		mark(m, m->provisions.at[r->provision].when, read);
		mark(m, r->when, read);
		for (uint32_t k = 0; k < r->statements.n; k++) {
			mark(m, r->statements.at[k].lower, read);
			mark(m, r->statements.at[k].upper, read);
		}
	}
	return read;
}

bool rate_telling(const struct ex *x)
{
	if (x->kind != EX_CONST || x->vt != VT_QUANTITY || x->measure.dim != DIM_MONEY)
		return false;
	int64_t n = num_is_int(x->number) ? x->number.p : 0; /* øre */
	if (n < 10000)
		return false;
	while (n % 10 == 0)
		n /= 10;
	return n >= 100;
}

static size_t folder_of(const struct check_ctx *c, span at, const char **path)
{
	const struct source *f = source_at(c->m->sources, at.lo);
	*path = f ? f->path : "";
	const char *slash = strrchr(*path, '/');
	return slash ? (size_t)(slash - *path) : 0;
}

const bool *rates_statutory(const struct check_ctx *c)
{
	bool *statutory = rates_read(c->a, c->m, true);
	const char *here, *there;
	size_t n = folder_of(c, c->m->catalogue.at, &here);
	for (uint32_t i = 0; i < c->m->rates.n; i++) {
		size_t k = folder_of(c, c->m->rates.at[i].decl->name.at, &there);
		statutory[i] |= n != k || strncmp(here, there, n) != 0;
	}
	return statutory;
}

bool rate_equal(const struct rate_m *r, const struct rate_row_m *row, const struct ex *x)
{
	return row->value->kind == EX_CONST && measure_same(&r->type.measure, &x->measure) &&
	       num_eq(row->value->number, x->number);
}

const struct rate_row_m *rate_row_on(const struct rate_m *r, int64_t day)
{
	for (uint32_t i = 0; i < r->rows.n; i++)
		if (r->rows.at[i].from <= day && day <= r->rows.at[i].to)
			return &r->rows.at[i];
	return NULL;
}

/* The statute's rate that the catalogue's own was copied from: an earlier row is the same. */
static const struct rate_m *original_of(const struct check_ctx *c, uint32_t rate)
{
	const struct rate_m *r = &c->m->rates.at[rate];
	const bool *statutory = rates_statutory(c);
	for (uint32_t i = 0; i < c->m->rates.n && !statutory[rate]; i++) {
		const struct rate_m *o = &c->m->rates.at[i];
		for (uint32_t k = 0; statutory[i] && k < r->rows.n; k++) {
			const struct rate_row_m *mine = &r->rows.at[k], *row = rate_row_on(o, mine->from);
			if (row && rate_telling(mine->value) && rate_equal(o, row, mine->value))
				return o;
		}
	}
	return NULL;
}

/* A rate that was not brought up to date may be known under the statute's own name. */
static void note_same_rate(struct check_ctx *c, struct diag *x, uint32_t rate, int64_t day)
{
	const struct rate_m *o = original_of(c, rate);
	const struct rate_row_m *row = o ? rate_row_on(o, day) : NULL;
	if (row)
		note_statute_rate(c->d, x, row->at, o->text, words_ex(c->a, c->m, row->value),
		                  date_text(c->a, day));
}

static void report_rate(struct check_ctx *c, uint32_t rate, int64_t from, int64_t to)
{
	uint32_t service;
	const struct rate_m *r = &c->m->rates.at[rate];
	span at = rate_needed(c->m, rate, &service);
	if (!at.hi)
		return;
	struct diag *x = diag_rate_missing(c->d, at, r->text, date_text(c->a, from),
	                                   date_text(c->a, to));
	note_declared_here(c->d, x, r->decl->name.at, r->text);
	note_same_rate(c, x, rate, from);
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
