/* SPDX-License-Identifier: MIT
 *
 * The calendar: what `gælder` leaves out of the catalogue's period, and what outlives its statute.
 */
#include "base/date.h"
#include "check/ctx.h"

#include <assert.h>
#include <string.h>

/* ---- validity ------------------------------------------------------------------------------------------- */

bool is_period(const struct ex *x)
{
	if (x->kind == EX_CMP) {
		assert(x->kids.n == 2);
		const struct ex *day = x->kids.at[0];
		return day->kind == EX_INPUT && day->index == 0 && day->at.lo == x->at.lo &&
		       day->at.hi == x->at.hi;
	}
	bool all = x->kind == EX_AND && x->kids.n;
	for (uint32_t i = 0; all && i < x->kids.n; i++)
		all = is_period(x->kids.at[i]);
	return all;
}

bool outside_validity(const struct check_ctx *c, const struct provision_m *p)
{
	const struct period *v = &p->ast->valid;
	bool late = v->from.given && !v->from.missing && v->from.day > c->to;
	bool early = v->to.given && !v->to.missing && v->to.day < c->from;
	return late || early;
}

void check_validity(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		if (p->service >= c->m->own_services || !outside_validity(c, p))
			continue;
		struct diag *x = diag_outside_validity(c->d, p->at);
		finding_at(c, x, p->service, p->heading, i);
	}
}

/* ---- days without a provision --------------------------------------------------------------------------- */

static bool is_limited(const struct provision_m *p)
{
	return p->ast->valid.from.given || p->ast->valid.to.given;
}

/* A condition without the days that `gælder` sets. */
static dd on_any_day(struct check_ctx *c, const struct ex *x)
{
	if (!x || is_period(x))
		return DD_TRUE;
	if (x->kind != EX_AND)
		return space_condition(c->s, x);
	dd f = DD_TRUE;
	for (uint32_t i = 0; i < x->kids.n; i++)
		f = dd_and(c->s->dd, f, on_any_day(c, x->kids.at[i]));
	return f;
}

/* Where some provision under the heading holds, holes settled in its favour. */
static dd speaks(struct check_ctx *c, const struct heading_use *u)
{
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < u->provisions.n; i++)
		any = dd_or(c->s->dd, any, c->s->provision[u->provisions.at[i]]);
	return space_for_some_hole(c->s, any);
}

static bool silent_on(const struct check_ctx *c, const struct heading_use *u, int64_t *values,
                      int64_t day)
{
	int64_t kept = values[0];
	bool silent = true;
	values[0] = day;
	for (uint32_t i = 0; i < u->provisions.n && silent; i++) {
		const struct ex *when = c->m->provisions.at[u->provisions.at[i]].when;
		silent = when && eval_condition(c->m, values, when) == TRUTH_NO;
	}
	values[0] = kept;
	return silent;
}

/* The days on which a `gælder` under the heading begins, or first no longer holds. */
static uint32_t turning_days(const struct check_ctx *c, const struct heading_use *u, int64_t *day)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < u->provisions.n; i++) {
		const struct period *v = &c->m->provisions.at[u->provisions.at[i]].ast->valid;
		if (v->from.given && !v->from.missing)
			day[n++] = v->from.day;
		if (v->to.given && !v->to.missing)
			day[n++] = v->to.day + 1;
	}
	return n;
}

struct days {
	int64_t from, to;
};

/* All days around the witness's own on which it meets no provision. */
static struct days lapse_around(struct check_ctx *c, const struct heading_use *u, int64_t *values)
{
	struct days d = {values[0], values[0]};
	int64_t *turn = arena_array(c->a, int64_t, 2 * (size_t)u->provisions.n + 1);
	uint32_t n = turning_days(c, u, turn);
	while (d.from > c->from && silent_on(c, u, values, d.from - 1)) {
		int64_t next = c->from;
		for (uint32_t i = 0; i < n; i++)
			next = turn[i] < d.from && turn[i] > next ? turn[i] : next;
		d.from = next;
	}
	while (d.to < c->to && silent_on(c, u, values, d.to + 1)) {
		int64_t next = c->to;
		for (uint32_t i = 0; i < n; i++)
			next = turn[i] > d.to + 1 && turn[i] - 1 < next ? turn[i] - 1 : next;
		d.to = next;
	}
	return d;
}

/* Somebody in the hole whom the provision would meet on its own days. */
static bool report_lapse(struct check_ctx *c, uint32_t service, const struct heading_use *u,
                         uint32_t provision, dd where)
{
	const struct provision_m *p = &c->m->provisions.at[provision];
	const char *heading = c->m->headings.at[u->heading].text;
	struct witness w;
	where = dd_and(c->s->dd, where, space_for_all_holes(c->s, on_any_day(c, p->when)));
	if (where == DD_BAD || !finding_witness(c, where, &w))
		return false;
	confirm(has_no_value(c, service, u->heading, w.values),
	        "the reference evaluator sees a provision", heading);
	struct days d = lapse_around(c, u, w.values);
	struct diag *x = diag_lapse(c->d, p->at, heading, date_text(c->a, d.from),
	                            date_text(c->a, d.to));
	finding_at(c, x, service, u->heading, provision);
	finding_person(c, x, &w);
	return true;
}

/* A required heading without a provision is a gap (N3104), unless a table stands under it. */
static dd without_gaps(struct check_ctx *c, const struct heading_use *u, dd f)
{
	const struct heading *h = &c->m->headings.at[u->heading];
	if (!h->required || has_table(c, u))
		return f;
	return h->required_when
	         ? dd_and(c->s->dd, f, dd_not(c->s->dd, space_condition(c->s, h->required_when)))
	         : DD_FALSE;
}

static void lapses_in(struct check_ctx *c, uint32_t service, const struct heading_use *u)
{
	dd hole = dd_and(c->s->dd, inside_of_service(c, service), dd_not(c->s->dd, speaks(c, u)));
	hole = without_gaps(c, u, hole);
	bool told = false;
	for (uint32_t i = 0; i < u->provisions.n && hole != DD_BAD && !told; i++) {
		const struct provision_m *p = &c->m->provisions.at[u->provisions.at[i]];
		if (is_limited(p) && !outside_validity(c, p))
			told = report_lapse(c, service, u, u->provisions.at[i], hole);
	}
}

/* One finding for each heading; the sentences of a `flere` heading may come and go. */
void check_lapses(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		for (uint32_t k = 0; k < sv->uses.n; k++)
			if (!c->m->headings.at[sv->uses.at[k].heading].several)
				lapses_in(c, i, &sv->uses.at[k]);
	}
}
