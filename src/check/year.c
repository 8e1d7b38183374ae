/* SPDX-License-Identifier: MIT
 *
 * Amounts of another year than the one they are used in, and of several years in one catalogue.
 */
#include "base/date.h"
#include "base/map.h"
#include "check/rate.h"

#include <stdlib.h>

/* ---- amounts of another year ---------------------------------------------------------------------------- */

/* An amount written where the name of a rate could stand, and the days it is meant for. */
struct amount {
	const struct ex *ex;
	uint32_t service, heading, provision; /* NONE, too */
	uint32_t rate;                        /* the catalogue's own, whose row it is; NONE */
	int64_t from, to;
	bool by_statute; /* held against the statutes' rates only */
};

struct amounts {
	VEC(struct amount) list;
	const bool *statutory; /* by rate */
	struct map seen; /* by place: a concept, or both limits of an exact value, is one amount */
};

static void collect(struct check_ctx *c, struct amounts *out, const struct ex *x, struct amount as)
{
	if (!x)
		return;
	for (uint32_t i = 0; i < x->kids.n; i++)
		collect(c, out, x->kids.at[i], as);
	uint32_t known;
	if (!rate_telling(x) || map_get(&out->seen, x->at.lo, &known))
		return;
	map_put(&out->seen, x->at.lo, out->list.n);
	as.ex = x;
	vec_push(c->a, &out->list, as);
}

static struct amount days_of(const struct check_ctx *c, const struct period *valid,
                             uint32_t service)
{
	struct amount as = {.service = service, .heading = NONE, .provision = NONE, .rate = NONE};
	bool from = valid->from.given && !valid->from.missing && valid->from.day > c->from;
	bool to = valid->to.given && !valid->to.missing && valid->to.day < c->to;
	as.from = from ? valid->from.day : c->from;
	as.to = to ? valid->to.day : c->to;
	return as;
}

static void collect_scope(struct check_ctx *c, struct amounts *out, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = 0; i < sv->scope.n; i++)
		collect(c, out, sv->scope.at[i].when, days_of(c, &sv->scope.at[i].ast->valid, service));
}

static void collect_rule(struct check_ctx *c, struct amounts *out, const struct rule *r)
{
	const struct provision_m *p = &c->m->provisions.at[r->provision];
	struct amount as = days_of(c, &p->ast->valid, r->service);
	as.heading = r->heading;
	as.provision = r->provision;
	collect(c, out, p->when, as);
	collect(c, out, r->when, as);
	for (uint32_t i = 0; i < r->statements.n; i++) {
		collect(c, out, r->statements.at[i].lower, as);
		collect(c, out, r->statements.at[i].upper, as);
	}
}

static bool is_of_statute(const struct check_ctx *c, const struct amounts *all, const struct ex *x)
{
	for (uint32_t i = 0; i < c->m->rates.n; i++)
		for (uint32_t k = 0; all->statutory[i] && k < c->m->rates.at[i].rows.n; k++)
			if (rate_equal(&c->m->rates.at[i], &c->m->rates.at[i].rows.at[k], x))
				return true;
	return false;
}

static struct amounts amounts_of(struct check_ctx *c)
{
	struct amounts out = {.statutory = rates_statutory(c), .seen = {.a = c->a}};
	for (uint32_t i = 0; i < c->m->own_services; i++)
		collect_scope(c, &out, i);
	for (uint32_t i = 0; i < c->m->rules.n; i++)
		if (c->m->rules.at[i].service < c->m->own_services)
			collect_rule(c, &out, &c->m->rules.at[i]);
	for (uint32_t i = 0; i < out.list.n; i++)
		out.list.at[i].by_statute = is_of_statute(c, &out, out.list.at[i].ex);
	return out;
}

/* A row of the catalogue's own rate is not held against itself. */
static bool is_compared(const struct amounts *all, const struct amount *x, uint32_t rate)
{
	return x->rate != rate && (!x->by_statute || all->statutory[rate]);
}

/* The first day on which no rate is this amount; beyond x->to where there is none. */
static int64_t first_wrong_day(const struct check_ctx *c, const struct amounts *all,
                               const struct amount *x)
{
	int64_t day = x->from;
	for (bool moved = true; moved && day <= x->to;) {
		moved = false;
		for (uint32_t i = 0; i < c->m->rates.n; i++) {
			const struct rate_m *r = &c->m->rates.at[i];
			for (uint32_t k = 0; k < r->rows.n; k++) {
				const struct rate_row_m *row = &r->rows.at[k];
				bool here = row->from <= day && day <= row->to;
				if (!here || !rate_equal(r, row, x->ex) || !is_compared(all, x, i))
					continue;
				day = row->to < x->to ? row->to + 1 : x->to + 1;
				moved = true;
			}
		}
	}
	return day;
}

/* The row that the amount was copied from; a rate that knows the day's own amount is preferred. */
static const struct rate_row_m *copied_from(const struct check_ctx *c, const struct amounts *all,
                                            const struct amount *x, int64_t day,
                                            const struct rate_m **rate)
{
	const struct rate_row_m *best = NULL;
	for (uint32_t i = 0; i < c->m->rates.n; i++) {
		const struct rate_m *r = &c->m->rates.at[i];
		for (uint32_t k = 0; k < r->rows.n; k++) {
			const struct rate_row_m *row = &r->rows.at[k];
			if (!rate_equal(r, row, x->ex) || !is_compared(all, x, i) ||
			    (best && (rate_row_on(*rate, day) || !rate_row_on(r, day))))
				continue;
			best = row;
			*rate = r;
		}
	}
	return best;
}

/* The days from `day` on which the rate is the same as on it. */
static int64_t last_day(const struct rate_m *r, int64_t day, int64_t to)
{
	const struct rate_row_m *now = rate_row_on(r, day);
	if (now)
		return now->to < to ? now->to : to;
	for (uint32_t i = 0; i < r->rows.n; i++)
		if (r->rows.at[i].from > day && r->rows.at[i].from <= to)
			to = r->rows.at[i].from - 1;
	return to;
}

static const char *kroner(struct check_ctx *c, const struct ex *x)
{
	return measure_text(c->a, &c->m->units, x->number, &x->measure, c->m->style);
}

static void report_year(struct check_ctx *c, const struct amounts *all, const struct amount *x)
{
	const struct rate_m *rate = NULL;
	int64_t day = first_wrong_day(c, all, x);
	const struct rate_row_m *row = day > x->to ? NULL : copied_from(c, all, x, day, &rate);
	if (!row)
		return;
	bool da = c->m->words == LANG_DA;
	const struct rate_row_m *now = rate_row_on(rate, day);
	const char *is = !now ? (da ? "mangler den et beløb" : "it has no amount")
	                      : arena_printf(c->a, da ? "er den %s" : "it is %s",
	                                     words_ex(c->a, c->m, now->value));
	struct diag *d = diag_wrong_year(c->d, x->ex->at, kroner(c, x->ex), rate->text,
	                                 date_of(row->from).year, date_text(c->a, day),
	                                 date_text(c->a, last_day(rate, day, x->to)), is);
	note_declared_here(c->d, d, rate->decl->name.at, rate->text);
	finding_at(c, d, x->service, x->heading, x->provision);
	if (x->rate != NONE)
		d->identity = c->m->rates.at[x->rate].text;
}

/* Rows of the catalogue's own rates that hold the statute's amount of another year. */
static void report_rows(struct check_ctx *c, const struct amounts *all, uint32_t rate)
{
	const struct rate_m *r = &c->m->rates.at[rate];
	uint32_t service;
	if (all->statutory[rate] || !rate_needed(c->m, rate, &service).hi)
		return; /* the few that are the catalogue's own */
	for (uint32_t i = 0; i < r->rows.n; i++) {
		const struct rate_row_m *row = &r->rows.at[i];
		struct amount x = {.ex = row->value,
		                   .service = service,
		                   .heading = NONE,
		                   .provision = NONE,
		                   .rate = rate,
		                   .by_statute = true};
		x.from = row->from > c->from ? row->from : c->from;
		x.to = row->to < c->to ? row->to : c->to;
		if (rate_telling(row->value) && x.from <= x.to)
			report_year(c, all, &x);
	}
}

static bool is_dated(const struct model *m)
{
	return m->catalogue.has_from || m->catalogue.has_adopted;
}

void check_years(struct check_ctx *c)
{
	if (!is_dated(c->m))
		return; /* the days looked at are a guess (N2038) */
	struct amounts all = amounts_of(c);
	for (uint32_t i = 0; i < all.list.n; i++)
		report_year(c, &all, &all.list.at[i]);
	for (uint32_t i = 0; i < c->m->rates.n; i++)
		report_rows(c, &all, i);
}

/* ---- amounts of several years --------------------------------------------------------------------------- */

/* What rests on one year. */
struct year {
	int year;
	struct text names;
};

struct years {
	VEC(struct year) list;
};

static void add_year(struct check_ctx *c, struct years *y, int year, const char *name)
{
	uint32_t i = 0;
	while (i < y->list.n && y->list.at[i].year != year)
		i++;
	if (i == y->list.n)
		vec_push(c->a, &y->list, ((struct year){year, {.a = c->a}}));
	struct text *t = &y->list.at[i].names;
	text_printf(t, "%s%s", t->n ? ", " : "", name);
}

/* The day's own amount, else the newest that is older. */
static void year_of_rate(struct check_ctx *c, struct years *y, const struct rate_m *r)
{
	const struct rate_row_m *row = rate_row_on(r, c->from);
	if (row)
		add_year(c, y, date_of(c->from).year, r->text);
	for (uint32_t i = r->rows.n; i > 0 && !row; i--)
		if (r->rows.at[i - 1].to < c->from) {
			add_year(c, y, date_of(r->rows.at[i - 1].from).year, r->text);
			return;
		}
}

static void year_of_amount(struct check_ctx *c, struct years *y, const struct amounts *all,
                           const struct amount *x)
{
	const struct rate_m *rate = NULL;
	bool asked = x->from <= c->from && c->from <= x->to;
	const struct rate_row_m *row = asked ? copied_from(c, all, x, c->from, &rate) : NULL;
	if (!row)
		return;
	bool now = first_wrong_day(c, all, x) > c->from;
	add_year(c, y, date_of(now ? c->from : row->from).year, kroner(c, x->ex));
}

static int by_year(const void *x, const void *y)
{
	const struct year *a = x, *b = y;
	return (a->year > b->year) - (a->year < b->year);
}

/* On its first day the catalogue rests on amounts of one year: the one it was adopted for. */
void check_mixed_years(struct check_ctx *c)
{
	const struct model *m = c->m;
	struct years y = {0};
	const bool *read = rates_read(c->a, m, false);
	struct amounts all = amounts_of(c);
	for (uint32_t i = 0; i < m->rates.n; i++)
		if (m->rates.at[i].type.measure.dim == DIM_MONEY && read[i])
			year_of_rate(c, &y, &m->rates.at[i]);
	for (uint32_t i = 0; i < all.list.n; i++)
		year_of_amount(c, &y, &all, &all.list.at[i]);
	if (y.list.n < 2 || !is_dated(m))
		return;
	qsort(y.list.at, y.list.n, sizeof *y.list.at, by_year);
	struct text t = {.a = c->a};
	for (uint32_t i = 0; i < y.list.n; i++)
		text_printf(&t, "%s%d (%s)", i ? " · " : "", y.list.at[i].year,
		            text_c(&y.list.at[i].names));
	struct diag *x = diag_mixed_years(c->d, m->catalogue.at, date_text(c->a, c->from), text_c(&t));
	x->crumb = m->catalogue.title;
	x->identity = m->catalogue.name;
}
