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

/* Headings of a service that are silent on the same days. */
struct lapse {
	struct days days;
	struct text headings;
	uint32_t heading, provision; /* of the first */
	struct witness person;
};

struct lapses {
	VEC(struct lapse) list;
};

static void add_lapse(struct check_ctx *c, struct lapses *all, const struct lapse *x)
{
	const char *name = c->m->headings.at[x->heading].text;
	uint32_t i = 0;
	while (i < all->list.n &&
	       (all->list.at[i].days.from != x->days.from || all->list.at[i].days.to != x->days.to))
		i++;
	if (i == all->list.n)
		vec_push(c->a, &all->list, *x);
	struct text *t = &all->list.at[i].headings;
	t->a = c->a;
	text_printf(t, "%s\"%s\"", t->n ? ", " : "", name);
}

/* Somebody in the hole whom the provision would meet on its own days. */
static bool find_lapse(struct check_ctx *c, uint32_t service, const struct heading_use *u,
                       uint32_t provision, dd where, struct lapses *all)
{
	const struct provision_m *p = &c->m->provisions.at[provision];
	struct lapse x = {.heading = u->heading, .provision = provision};
	where = dd_and(c->s->dd, where, space_for_all_holes(c->s, on_any_day(c, p->when)));
	if (where == DD_BAD || !finding_witness(c, where, &x.person))
		return false;
	confirm(has_no_value(c, service, u->heading, x.person.values),
	        "the reference evaluator sees a provision", c->m->headings.at[u->heading].text);
	x.days = lapse_around(c, u, x.person.values);
	add_lapse(c, all, &x);
	return true;
}

static void report_lapse(struct check_ctx *c, uint32_t service, struct lapse *x)
{
	struct diag *d = diag_lapse(c->d, c->m->provisions.at[x->provision].at, text_c(&x->headings),
	                            date_text(c->a, x->days.from), date_text(c->a, x->days.to));
	finding_at(c, d, service, x->heading, x->provision);
	finding_person(c, d, &x->person);
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

static bool has_limited(const struct check_ctx *c, const struct heading_use *u)
{
	for (uint32_t i = 0; i < u->provisions.n; i++)
		if (is_limited(&c->m->provisions.at[u->provisions.at[i]]))
			return true;
	return false;
}

static void lapses_in(struct check_ctx *c, uint32_t service, const struct heading_use *u,
                      struct lapses *all)
{
	if (!has_limited(c, u))
		return;
	dd hole = dd_and(c->s->dd, inside_of_service(c, service), dd_not(c->s->dd, speaks(c, u)));
	hole = without_gaps(c, u, hole);
	bool told = false;
	for (uint32_t i = 0; i < u->provisions.n && hole != DD_BAD && !told; i++) {
		const struct provision_m *p = &c->m->provisions.at[u->provisions.at[i]];
		if (is_limited(p) && !outside_validity(c, p))
			told = find_lapse(c, service, u, u->provisions.at[i], hole, all);
	}
}

/* One finding for the headings that lapse together; the sentences of a `flere` heading may come and go. */
void check_lapses(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		struct lapses all = {0};
		for (uint32_t k = 0; k < sv->uses.n; k++)
			if (!c->m->headings.at[sv->uses.at[k].heading].several)
				lapses_in(c, i, &sv->uses.at[k], &all);
		for (uint32_t k = 0; k < all.list.n; k++)
			report_lapse(c, i, &all.list.at[k]);
	}
}

/* ---- services that outlive their statute ---------------------------------------------------------------- */

/* The later of *last and the day the period ends; false where it has no end. */
static bool ends(const struct period *v, int64_t *last)
{
	if (!v->to.given || v->to.missing)
		return false;
	*last = v->to.day > *last ? v->to.day : *last;
	return true;
}

/* The last day of all that a block gives; INT64_MAX where it has none. */
static int64_t last_day_of(const struct model *m, uint32_t block)
{
	const struct service *b = &m->services.at[block];
	int64_t last = INT64_MIN;
	bool all = b->uses.n > 0;
	for (uint32_t i = 0; i < b->uses.n; i++)
		for (uint32_t k = 0; k < b->uses.at[i].provisions.n; k++)
			all &= ends(&m->provisions.at[b->uses.at[i].provisions.at[k]].ast->valid, &last);
	return all ? last : INT64_MAX;
}

static bool turns_after(const struct period *v, int64_t day)
{
	return (v->to.given && !v->to.missing && v->to.day == day) ||
	       (v->from.given && !v->from.missing && v->from.day == day + 1);
}

/* Something of the service ends or begins with the change of the law: it is known there. */
static bool knows_change(const struct model *m, uint32_t service, int64_t day)
{
	const struct service *sv = &m->services.at[service];
	for (uint32_t i = 0; i < sv->scope.n; i++)
		if (turns_after(&sv->scope.at[i].ast->valid, day))
			return true; /* an exclusion that begins with it */
	for (uint32_t i = 0; i < m->provisions.n; i++)
		if (m->provisions.at[i].service == service &&
		    turns_after(&m->provisions.at[i].ast->valid, day))
			return true;
	return false;
}

/* The reference of the service that lies in the block as a whole; NULL. */
static const struct ref_m *rests_on(const struct service *sv, const struct service *b)
{
	for (uint32_t i = 0; i < sv->basis.n; i++) {
		const struct ref_m *r = &sv->basis.at[i];
		enum para_relation k = para_relation(b->para, r->para);
		if (strcmp(r->law, b->law) == 0 && (k == PARA_EQUAL || k == PARA_CONTAINS))
			return r;
	}
	return NULL;
}

/* Another block of the same paragraph that holds when this one has ended. */
static void note_successor(struct check_ctx *c, struct diag *x, uint32_t block, int64_t day)
{
	const struct model *m = c->m;
	const struct service *b = &m->services.at[block];
	for (uint32_t i = m->own_services; i < m->services.n; i++) {
		const struct service *o = &m->services.at[i];
		bool same = i != block && strcmp(o->law, b->law) == 0 && strcmp(o->para, b->para) == 0;
		if (same && last_day_of(m, i) > day)
			note_law_afterwards(c->d, x, o->at, o->title ? o->title : o->text);
	}
}

static void report_outlived(struct check_ctx *c, uint32_t block, uint32_t service, int64_t last)
{
	const struct service *b = &c->m->services.at[block], *sv = &c->m->services.at[service];
	const struct ref_m *ref = rests_on(sv, b);
	struct witness w;
	if (!ref || knows_change(c->m, service, last))
		return;
	dd after = space_range(c->s, 0, last + 1, c->to);
	after = dd_and(c->s->dd, inside_of_service(c, service), after);
	if (ref->when)
		after = dd_and(c->s->dd, after,
		               space_for_all_holes(c->s, space_condition(c->s, ref->when)));
	if (after == DD_BAD || after == DD_FALSE || !finding_witness(c, after, &w))
		return;
	bool conflict;
	confirm(eval_scope(c->m, w.values, service, &conflict) != TRUTH_NO,
	        "the reference evaluator sees nobody left in the service", sv->text);
	struct diag *x = diag_outlived_law(c->d, ref->at, b->text, b->title ? b->title : b->text,
	                                   date_text(c->a, last));
	note_successor(c, x, block, last);
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, &w);
}

void check_outlived(struct check_ctx *c)
{
	for (uint32_t b = c->m->own_services; b < c->m->services.n; b++) {
		int64_t last = last_day_of(c->m, b);
		for (uint32_t i = 0; i < c->m->own_services && c->from <= last && last < c->to; i++)
			report_outlived(c, b, i, last);
	}
}
