/* SPDX-License-Identifier: MIT
 * The table of units, and quantities in words. */
#include "meaning/unit.h"

#include <string.h>

struct builtin {
	const char *da, *das, *en, *ens;
	enum dimension dim;
	int grains;
};

/* clang-format off */
static const struct builtin builtins[] = {
	{"tal",     "tal",      "number", "numbers", DIM_NUMBER,  1},
	{"kr",      "kr",       "DKK",    "DKK",     DIM_MONEY,   100},
	{"øre",     "øre",      "øre",    "øre",     DIM_MONEY,   1},
	{"dag",     "dage",     "day",    "days",    DIM_DAY,     1},
	{"uge",     "uger",     "week",   "weeks",   DIM_DAY,     7},
	{"måned",   "måneder",  "month",  "months",  DIM_MONTH,   1},
	{"år",      "år",       "year",   "years",   DIM_MONTH,   12},
	{"minut",   "minutter", "minute", "minutes", DIM_MINUTE,  1},
	{"time",    "timer",    "hour",   "hours",   DIM_MINUTE,  60},
	{"%",       "%",        "%",      "%",       DIM_PERCENT, 1},
};
/* clang-format on */

void units_builtin(struct arena *a, struct units *u, struct intern *names)
{
	u->dims = DIM_COUNTED;
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++) {
		const struct builtin *b = &builtins[i];
		const char *words[2][2] = {{b->da, b->das}, {b->en, b->ens}};
		for (int k = 0; k < 2; k++) {
			struct unit x = {.text = words[k][0],
			                 .texts = words[k][1],
			                 .dim = b->dim,
			                 .grains = num_int(b->grains),
			                 .builtin = true};
			x.name = intern_name(names, x.text, strlen(x.text));
			x.plural = intern_name(names, x.texts, strlen(x.texts));
			if (k == 0 || unit_find(u, x.name) < 0)
				vec_push(a, &u->list, x);
		}
	}
}

int unit_find(const struct units *u, name_id name)
{
	if (name == 0)
		return -1;
	for (uint32_t i = 0; i < u->list.n; i++)
		if (u->list.at[i].name == name || u->list.at[i].plural == name)
			return (int)i;
	return -1;
}

static bool window_same(const struct window *a, const struct window *b)
{
	if (a->missing != b->missing || a->rolling != b->rolling)
		return false;
	return a->missing || (a->dim == b->dim && num_eq(a->length, b->length));
}

bool measure_same(const struct measure *a, const struct measure *b)
{
	if (a->dim != b->dim || a->windows != b->windows)
		return false;
	for (uint32_t i = 0; i < a->windows; i++)
		if (!window_same(&a->per[i], &b->per[i]))
			return false;
	return true;
}

/* A counted unit of one table is that of another where it has the same name. */
static bool dim_alike(const struct units *u, uint32_t x, const struct units *v, uint32_t y)
{
	if (x < DIM_COUNTED || y < DIM_COUNTED)
		return x == y;
	name_id a = 0, b = 0;
	for (uint32_t i = u->list.n; i-- > 0;)
		a = u->list.at[i].dim == x ? u->list.at[i].name : a;
	for (uint32_t i = v->list.n; i-- > 0;)
		b = v->list.at[i].dim == y ? v->list.at[i].name : b;
	return a && a == b;
}

bool measure_alike(const struct units *u, const struct measure *x, const struct units *v,
                   const struct measure *y)
{
	bool alike = dim_alike(u, x->dim, v, y->dim) && x->windows == y->windows;
	for (uint32_t i = 0; alike && i < x->windows; i++) {
		const struct window *p = &x->per[i], *q = &y->per[i];
		alike = p->missing == q->missing && p->rolling == q->rolling &&
		        (p->missing || (dim_alike(u, p->dim, v, q->dim) && num_eq(p->length, q->length)));
	}
	return alike;
}

static void add_windows(struct text *t, const struct units *u, const struct measure *m,
                        enum num_style style)
{
	bool da = style == NUM_DANISH;
	for (uint32_t i = 0; i < m->windows; i++) {
		const struct window *w = &m->per[i];
		text_puts(t, da ? " pr. " : " per ");
		if (w->missing) {
			text_puts(t, da ? "(mangler)" : "(missing)");
			continue;
		}
		if (w->rolling)
			text_puts(t, da ? "rullende " : "rolling ");
		const struct unit *unit = &u->list.at[w->unit];
		bool one = num_eq(w->amount, num_int(1));
		if (!one)
			text_printf(t, "%s ", num_text(t->a, w->amount, style));
		text_puts(t, one ? unit->text : unit->texts);
	}
}

const char *measure_text(struct arena *a, const struct units *u, struct num n,
                         const struct measure *m, enum num_style style)
{
	struct text t = {.a = a};
	const struct unit *unit = &u->list.at[m->unit];
	struct num shown = num_div(n, unit->grains);
	text_puts(&t, num_text(a, shown, style));
	if (m->dim != DIM_NUMBER) {
		bool one = num_eq(shown, num_int(1));
		text_printf(&t, " %s", one ? unit->text : unit->texts);
	}
	add_windows(&t, u, m, style);
	return text_c(&t);
}

const char *measure_name(struct arena *a, const struct units *u, const struct measure *m,
                         enum num_style style)
{
	struct text t = {.a = a};
	text_puts(&t, u->list.at[m->unit].texts);
	add_windows(&t, u, m, style);
	return text_c(&t);
}
