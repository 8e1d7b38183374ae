/* SPDX-License-Identifier: MIT
 *
 * What is computed once for each case, in integers: days and months of the calendar, age, birth and case date narrowing
 * each other, the least and greatest value of each column of the diagrams, and whether such a case can exist.
 *
 * A day is counted as its months since March of the year 0 and its place in the month (from 0), so that the leap day
 * stands last in its year. The two of them, 32 * months + place, order days like days do.
 */
#include "emit/sql_part.h"

#include "base/date.h"
#include "emit/rows.h"
#include "space/dd_read.h"

#include <inttypes.h>
#include <string.h>

#define DAY_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */
#define AGE_SHIFT 20000  /* years, so that what is divided is never negative */

const char *sql_ref(const struct sql *o, const char *name)
{
	return sql_f(o, "%s%s", o->alias, name);
}

const char *sql_step(struct sql *o, const char *wish, const char *text)
{
	struct sql_step x = {.name = sql_name(o, wish), .text = text};
	vec_push(o->a, &o->steps, x);
	return x.name;
}

/* The name of a step with this text; a new one where there is none. */
static const char *shared_step(struct sql *o, const char *wish, const char *text)
{
	for (uint32_t i = 0; i < o->steps.n; i++)
		if (strcmp(o->steps.at[i].text, text) == 0)
			return o->steps.at[i].name;
	return sql_step(o, wish, text);
}

/* ---- the calendar --------------------------------------------------------------------------------------- */

struct sql_day {
	const char *months, *place;
};

static struct sql_day day_of(struct sql *o, const char *day)
{
	const char *quarter = sql_f(o, "(4 * (%s + %d) + 3)", day, DAY_SHIFT);
	const char *of_century = sql_f(o, "(4 * (%s %% 146097 / 4) + 3)", quarter);
	const char *of_year = sql_f(o, "(2141 * (%s %% 1461 / 4) + 197913)", of_century);
	struct sql_day x;
	x.months = shared_step(o, "day.months",
	                       sql_f(o, "12 * (100 * (%s / 146097) + %s / 1461) + %s / 65536 - 3",
	                             quarter, of_century, of_year));
	x.place = shared_step(o, "day.place", sql_f(o, "%s %% 65536 / 2141", of_year));
	return x;
}

static const char *packed(struct sql *o, struct sql_day x)
{
	return sql_f(o, "(32 * %s + %s)", x.months, x.place);
}

/* The first day of a month; it may lie `far` months from any date. */
static const char *first_day(struct sql *o, const char *months, int64_t far)
{
	int64_t eras = 30 + (far < 0 ? -far : far) / 4800;
	const char *moved = sql_f(o, "(%s + %" PRId64 ")", months, eras * 4800);
	const char *year = sql_f(o, "(%s / 12)", moved);
	return sql_f(
		o, "(365 * %s + %s / 4 - %s / 100 + %s / 400 + (153 * (%s %% 12) + 2) / 5 - %" PRId64 ")",
		year, year, year, year, moved, eras * 146097 + DAY_SHIFT);
}

/* Past the month's last day there is its last. */
const char *sql_months_later(struct sql *o, const char *day, int64_t months)
{
	struct sql_day x = day_of(o, day);
	const char *first = first_day(o, sql_f(o, "(%s + %s)", x.months, sql_int(o, months)), months);
	const char *next = first_day(o, sql_f(o, "(%s + %s)", x.months, sql_int(o, months + 1)),
	                             months);
	return sql_min(o, sql_f(o, "%s + %s", first, x.place), sql_f(o, "%s - 1", next));
}

/* Who is born on a leap day is a year older on 28 February: the day after is what counts. */
const char *sql_age(struct sql *o, const char *birth, const char *day)
{
	struct sql_day b = day_of(o, birth), after = day_of(o, sql_f(o, "(%s + 1)", day));
	return sql_f(o, "(%s - %s + %d) / 384 - %d", packed(o, after), packed(o, b),
	             384 * AGE_SHIFT - 1, AGE_SHIFT);
}

/* The first day of birth of those who are less than `years` old on the day. */
static const char *first_birth(struct sql *o, const char *day, const char *years)
{
	struct sql_day after = day_of(o, sql_f(o, "(%s + 1)", day));
	const char *months = sql_f(o, "(%s - 12 * %s)", after.months, years);
	return sql_f(o, "(%s + %s)", first_day(o, months, 0), after.place);
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

const char *sql_input_least(const struct sql *o, uint32_t input)
{
	const char *bound = sql_int(o, o->m->inputs.at[input].type.lo);
	if (!o->input[input])
		return bound;
	if (o->least[input])
		return sql_ref(o, o->least[input]);
	return sql_f(o, "COALESCE(%s, %s)", sql_ref(o, o->input[input]), bound);
}

const char *sql_input_most(const struct sql *o, uint32_t input)
{
	const char *bound = sql_int(o, o->m->inputs.at[input].type.hi);
	if (!o->input[input])
		return bound;
	if (o->most[input])
		return sql_ref(o, o->most[input]);
	return sql_f(o, "COALESCE(%s, %s)", sql_ref(o, o->input[input]), bound);
}

/* Age, birth and the case date settle each other, as in the other targets: first the age, then the day of birth. */
static void tie(struct sql *o)
{
	uint32_t birth = o->m->birth_input, age = o->m->age_input;
	const char *day_lo = sql_input_least(o, 0), *day_hi = sql_input_most(o, 0);
	const char *birth_lo = sql_input_least(o, birth), *birth_hi = sql_input_most(o, birth);
	const char *age_lo = sql_max(o, sql_input_least(o, age), sql_age(o, birth_hi, day_lo));
	const char *age_hi = sql_min(o, sql_input_most(o, age), sql_age(o, birth_lo, day_hi));
	o->least[age] = sql_step(o, "age.least", age_lo);
	o->most[age] = sql_step(o, "age.most", age_hi);
	const char *first = first_birth(o, day_lo, sql_f(o, "(%s + 1)", o->most[age]));
	const char *after = first_birth(o, day_hi, o->least[age]);
	o->least[birth] = sql_step(o, "birth.least", sql_max(o, birth_lo, first));
	o->most[birth] = sql_step(o, "birth.most", sql_min(o, birth_hi, sql_f(o, "%s - 1", after)));
}

/* ---- columns -------------------------------------------------------------------------------------------- */

static const char *sum_of(struct sql *o, const struct column *c, bool most)
{
	struct text t = {.a = o->a};
	for (uint32_t i = 0; i < c->terms.n; i++) {
		bool high = (c->terms.at[i].factor > 0) == most;
		uint32_t input = c->terms.at[i].input;
		text_printf(&t, "%s%s * %s", i ? " + " : "", sql_int(o, c->terms.at[i].factor),
		            high ? sql_input_most(o, input) : sql_input_least(o, input));
	}
	return text_c(&t);
}

static void make_column(struct sql *o, uint32_t column)
{
	const struct column *c = &o->s->columns.at[column];
	const char *lo, *hi;
	if (c->kind == COL_SUM) {
		lo = sum_of(o, c, false);
		hi = sum_of(o, c, true);
	} else {
		const char *from_lo = sql_input_least(o, c->from), *from_hi = sql_input_most(o, c->from);
		const char *to_lo = sql_input_least(o, c->to), *to_hi = sql_input_most(o, c->to);
		if (c->kind == COL_AGE) {
			lo = sql_age(o, from_hi, to_lo);
			hi = sql_age(o, from_lo, to_hi);
		} else {
			lo = sql_f(o, "%s - %s", to_lo, sql_months_later(o, from_hi, c->months));
			hi = sql_f(o, "%s - %s", to_hi, sql_months_later(o, from_lo, c->months));
		}
	}
	o->column_least[column] = sql_step(o, sql_f(o, "column%" PRIu32 ".least", column), lo);
	o->column_most[column] = sql_step(o, sql_f(o, "column%" PRIu32 ".most", column), hi);
}

const char *sql_least(const struct sql *o, uint32_t column)
{
	const char *step = o->column_least[column];
	return step ? sql_ref(o, step) : sql_input_least(o, o->s->columns.at[column].input);
}

const char *sql_most(const struct sql *o, uint32_t column)
{
	const char *step = o->column_most[column];
	return step ? sql_ref(o, step) : sql_input_most(o, o->s->columns.at[column].input);
}

/* ---- can the case exist? -------------------------------------------------------------------------------- */

/* The case may have a value of the branch's. */
static const char *meets(struct sql *o, const struct dd_node *x, uint32_t k)
{
	uint32_t column = o->s->column_at[x->col];
	const struct column *c = &o->s->columns.at[column];
	const char *part[2];
	uint32_t n = 0;
	if (k)
		part[n++] = sql_f(o, "%s >= %s", sql_most(o, column), sql_int(o, c->cuts.at[x->start[k]]));
	if (k + 1 < x->n)
		part[n++] = sql_f(o, "%s < %s", sql_least(o, column),
		                  sql_int(o, c->cuts.at[x->start[k + 1]]));
	return sql_all(o, part, n);
}

/* Some path of the case leads to 1: path by path, because engines bound how deep an expression may be nested. */
static void put_paths(struct sql *o, struct text *t, dd f, const char *above)
{
	struct dd_node x = dd_node(o->s->dd, f);
	for (uint32_t k = 0; k < x.n; k++) {
		if (x.kid[k] == DD_FALSE)
			continue;
		const char *here = sql_f(o, "%s%s%s", above, *above ? " AND " : "", meets(o, &x, k));
		if (dd_is_leaf(x.kid[k]))
			text_printf(t, "%s%s", t->n > 1 ? " OR " : "", here);
		else
			put_paths(o, t, x.kid[k], here);
	}
}

static const char *holds(struct sql *o, dd f)
{
	struct text t = {.a = o->a};
	text_putc(&t, '(');
	put_paths(o, &t, f, "");
	text_putc(&t, ')');
	return text_c(&t);
}

static bool share_columns(const bool *a, const bool *b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (a[i] && b[i])
			return true;
	return false;
}

/* The assumptions, those that share a column in one: then each holds or fails by itself. Their number. */
static uint32_t independent(struct sql *o, dd *f)
{
	struct space *s = o->s;
	uint32_t n = 0;
	dd_allow(s->dd, SPACE_BUDGET);
	for (uint32_t i = 0; s->given != DD_BAD && i < s->assumptions.n; i++) {
		dd next = s->assumptions.at[i];
		for (uint32_t k = n; k-- > 0;) {
			bool *mine = arena_array(o->a, bool, s->columns.n + 1);
			bool *its = arena_array(o->a, bool, s->columns.n + 1);
			dd_support(s->dd, next, mine);
			dd_support(s->dd, f[k], its);
			if (!share_columns(mine, its, s->columns.n))
				continue;
			next = dd_and(s->dd, next, f[k]);
			f[k] = f[--n];
			k = next == DD_BAD ? 0 : n;
		}
		if (next != DD_BAD && !dd_is_leaf(next))
			f[n++] = next;
	}
	return n;
}

static void make_exists(struct sql *o)
{
	VEC(const char *) part = {0};
	for (uint32_t i = 0; i < o->p->inputs.n; i++) {
		uint32_t input = o->p->inputs.at[i];
		const struct type_m *t = &o->m->inputs.at[input].type;
		const char *x = o->input[input];
		if (x)
			vec_push(o->a, &part,
			         sql_f(o, "(%s IS NULL OR %s BETWEEN %s AND %s)", x, x, sql_int(o, t->lo),
			               sql_int(o, t->hi)));
	}
	for (uint32_t i = 0; i < o->m->inputs.n; i++)
		if (o->least[i])
			vec_push(o->a, &part, sql_f(o, "%s <= %s", o->least[i], o->most[i]));
	dd *f = arena_array(o->a, dd, o->s->assumptions.n + 1);
	uint32_t n = independent(o, f);
	for (uint32_t i = 0; i < n; i++)
		vec_push(o->a, &part, holds(o, f[i]));
	o->exists = sql_step(o, "case.exists",
	                     sql_f(o, "CASE WHEN %s THEN 1 ELSE 0 END", sql_all(o, part.at, part.n)));
}

void sql_make_steps(struct sql *o)
{
	if (o->p->tied)
		tie(o);
	for (uint32_t i = 0; i < o->p->columns.n; i++)
		if (o->s->columns.at[o->p->columns.at[i]].kind != COL_INPUT)
			make_column(o, o->p->columns.at[i]);
	make_exists(o);
}
