/* SPDX-License-Identifier: MIT
 *
 * Rates: the rows that differ, where they are read, and the new catalogue with the old one's rates.
 */
#include "diff/part.h"

#include <string.h>

/* ---- rates ---------------------------------------------------------------------------------------------- */

static const struct rate_row_m *row_at(const struct rate_m *r, int64_t day)
{
	for (uint32_t i = 0; r && i < r->rows.n; i++)
		if (r->rows.at[i].from <= day && day <= r->rows.at[i].to)
			return &r->rows.at[i];
	return NULL;
}

static const char *row_words(const struct work *w, const struct model *m, const struct rate_m *r,
                             const struct rate_row_m *row)
{
	if (!row)
		return NULL;
	if (row->value->kind != EX_CONST)
		return words_ex(w->a, m, row->value);
	return measure_text(w->a, &m->units, row->value->number, &r->type.measure, m->style);
}

static void add_rise(const struct work *w, const struct rate_m *new, const struct rate_row_m *from,
                     const struct rate_row_m *to, struct diff_rate *d)
{
	struct num by = num_sub(to->value->number, from->value->number);
	d->percent = rise_text(w, from->value->number, to->value->number);
	if (num_ok(by))
		d->difference = arena_printf(w->a, "%s%s", by.p < 0 ? "−" : "+",
		                             measure_text(w->a, &w->new->units, by.p < 0 ? num_neg(by) : by,
		                                          &new->type.measure, w->new->style));
}

/* Amounts a year and a month have no difference. */
static bool same_measure(const struct work *w, const struct rate_m *old, const struct rate_m *new)
{
	return measure_alike(&w->old->units, &old->type.measure, &w->new->units, &new->type.measure);
}

/* The amount before, where there was none for the day: the last known one of either. */
static void add_last(const struct work *w, const struct rate_m *old, const struct rate_m *new,
                     const struct rate_row_m *row, struct diff_rate *d)
{
	const struct rate_row_m *last = row_at(old, row->from - 1);
	const struct rate_m *r = last ? old : new;
	if (!last)
		last = row_at(new, row->from - 1);
	if (!last || last->value->kind != EX_CONST || row->value->kind != EX_CONST)
		return;
	d->last = row_words(w, r == old ? w->old : w->new, r, last);
	d->last_from = last->from;
	d->last_to = last->to;
	if (r == new || same_measure(w, old, new))
		add_rise(w, new, last, row, d);
}

/* The same number in the same unit, whatever the language of its words. */
static bool same_amount(const struct work *w, const struct rate_m *old, const struct rate_row_m *x,
                        const struct rate_m *new, const struct rate_row_m *y)
{
	return x && y && x->value->kind == EX_CONST && y->value->kind == EX_CONST &&
	       same_measure(w, old, new) && num_eq(x->value->number, y->value->number);
}

/* ---- where a rate is read ---- */

static bool service_reads(const struct model *m, uint32_t service, uint32_t rate)
{
	const struct service *s = &m->services.at[service];
	bool reads = false;
	for (uint32_t i = 0; i < s->scope.n && !reads; i++)
		reads = ex_reads(s->scope.at[i].when, EX_RATE, rate);
	for (uint32_t i = 0; i < m->provisions.n && !reads; i++)
		reads = m->provisions.at[i].service == service &&
		        ex_reads(m->provisions.at[i].when, EX_RATE, rate);
	for (uint32_t i = 0; i < m->rules.n && !reads; i++) {
		const struct rule *r = &m->rules.at[i];
		for (uint32_t k = 0; r->service == service && k < r->statements.n && !reads; k++)
			reads = ex_reads(r->statements.at[k].lower, EX_RATE, rate) ||
			        ex_reads(r->statements.at[k].upper, EX_RATE, rate) ||
			        ex_reads(r->when, EX_RATE, rate);
	}
	return reads;
}

static void add_users(const struct work *w, const struct model *m, const struct rate_m *r,
                      struct diff_rate *d)
{
	uint32_t rate = (uint32_t)(r - m->rates.at);
	for (uint32_t i = 0; i < m->own_services; i++)
		if (service_reads(m, i, rate))
			vec_push(w->a, &d->used_in,
			         m->services.at[i].title ? m->services.at[i].title : m->services.at[i].text);
}

static void compare_rate(struct work *w, const struct rate_m *old, const struct rate_m *new)
{
	const struct rate_m *sides[2] = {old, new};
	VEC(int64_t) starts = {0};
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; sides[k] && i < sides[k]->rows.n; i++) {
			vec_push(w->a, &starts, sides[k]->rows.at[i].from);
			if (sides[k]->rows.at[i].to < INT64_MAX)
				vec_push(w->a, &starts, sides[k]->rows.at[i].to + 1);
		}
	for (uint32_t i = 1; i < starts.n; i++)
		for (uint32_t k = i; k > 0 && starts.at[k] < starts.at[k - 1]; k--) {
			int64_t swap = starts.at[k];
			starts.at[k] = starts.at[k - 1];
			starts.at[k - 1] = swap;
		}
	for (uint32_t i = 0; i < starts.n; i++) {
		if (i > 0 && starts.at[i] == starts.at[i - 1])
			continue;
		const struct rate_row_m *x = row_at(old, starts.at[i]), *y = row_at(new, starts.at[i]);
		struct diff_rate d = {
			.rate = (new ? new : old)->text, .is_new = !old, .from = starts.at[i]};
		d.before = row_words(w, w->old, old, x);
		d.after = row_words(w, w->new, new, y);
		if (same_text(d.before, d.after) || same_amount(w, old, x, new, y))
			continue;
		d.to = x && y ? x->to < y->to ? x->to : y->to : x ? x->to : y->to;
		if (x && y && x->value->kind == EX_CONST && y->value->kind == EX_CONST &&
		    same_measure(w, old, new))
			add_rise(w, new, x, y, &d);
		else if (!x && old)
			add_last(w, old, new, y, &d);
		add_users(w, new ? w->new : w->old, new ? new : old, &d);
		vec_push(w->a, &w->d->rates, d);
	}
}

static const struct rate_m *rate_named(const struct model *m, name_id name)
{
	for (uint32_t i = 0; i < m->rates.n; i++)
		if (m->rates.at[i].name == name)
			return &m->rates.at[i];
	return NULL;
}

void compare_rates(struct work *w)
{
	for (uint32_t i = 0; i < w->new->rates.n; i++)
		compare_rate(w, rate_named(w->old, w->new->rates.at[i].name), &w->new->rates.at[i]);
	for (uint32_t i = 0; i < w->old->rates.n; i++)
		if (!rate_named(w->new, w->old->rates.at[i].name))
			compare_rate(w, &w->old->rates.at[i], NULL);
}

/* ---- the new catalogue with the old rates ---------------------------------------------------------------- */

/* Numbers of rates and inputs differ between the models: names decide. NULL: it reads what the other does not have. */
static struct ex *carried(struct model *to, const struct model *from, const struct ex *x)
{
	struct ex *y = arena_new(to->a, struct ex);
	*y = *x;
	y->kids.at = NULL;
	y->kids.n = y->kids.cap = 0;
	for (uint32_t i = 0; i < x->kids.n; i++) {
		struct ex *kid = carried(to, from, x->kids.at[i]);
		if (!kid)
			return NULL;
		vec_push(to->a, &y->kids, kid);
	}
	if (x->kind == EX_RATE) {
		const struct rate_m *r = rate_named(to, from->rates.at[x->index].name);
		if (!r)
			return NULL;
		y->index = (uint32_t)(r - to->rates.at);
	}
	return x->kind == EX_INPUT || x->kind == EX_ROUND ? NULL : y;
}

bool diff_mix(struct model *mix, const struct model *old)
{
	bool any = false;
	for (uint32_t i = 0; i < mix->rates.n; i++) {
		struct rate_m *r = &mix->rates.at[i];
		const struct rate_m *o = rate_named(old, r->name);
		if (!o || !measure_alike(&mix->units, &r->type.measure, &old->units, &o->type.measure))
			continue;
		struct rate_m kept = *r;
		kept.rows.at = NULL;
		kept.rows.n = kept.rows.cap = 0;
		bool all = true, same = o->rows.n == r->rows.n;
		for (uint32_t k = 0; k < o->rows.n; k++) {
			struct rate_row_m row = o->rows.at[k];
			row.value = carried(mix, old, row.value);
			all = all && row.value;
			same = same && row.from == r->rows.at[k].from && row.to == r->rows.at[k].to &&
			       row.value && row.value->kind == EX_CONST &&
			       r->rows.at[k].value->kind == EX_CONST &&
			       num_eq(row.value->number, r->rows.at[k].value->number);
			vec_push(mix->a, &kept.rows, row);
		}
		if (all && !same) {
			*r = kept;
			any = true;
		}
	}
	return any;
}
