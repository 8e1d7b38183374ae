/* SPDX-License-Identifier: MIT
 *
 * Semantics E4: the largest numerator and denominator that each step of a formula can have, from the bounds of its
 * inputs. Steps are taken as unreduced fractions, as the emitted code multiplies before it reduces. What leaves 64
 * bits is TOO_WIDE and stays so.
 */
#include "emit/plan.h"

#include "base/date.h"
#include "meaning/words.h"

#include <assert.h>

#define TOO_WIDE UINT64_MAX

struct size {
	uint64_t num, den;
};

static uint64_t times(uint64_t a, uint64_t b)
{
	if (a == TOO_WIDE || b == TOO_WIDE || (b != 0 && a > INT64_MAX / b))
		return TOO_WIDE;
	return a * b;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
	return a == TOO_WIDE || b == TOO_WIDE || a > INT64_MAX - b ? TOO_WIDE : a + b;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t magnitude(int64_t x)
{
	return x < 0 ? -(uint64_t)x : (uint64_t)x;
}

static struct size checked(uint64_t num, uint64_t den)
{
	bool bad = num >= INT64_MAX || den >= INT64_MAX;
	return bad ? (struct size){TOO_WIDE, TOO_WIDE} : (struct size){num, den};
}

static struct size size_number(struct num n)
{
	return num_ok(n) ? checked(magnitude(n.p), magnitude(n.q)) : (struct size){0, 1};
}

static struct size product(struct size a, struct size b)
{
	return checked(times(a.num, b.num), times(a.den, b.den));
}

static struct size sum(struct size a, struct size b)
{
	return checked(plus(times(a.num, b.den), times(b.num, a.den)), times(a.den, b.den));
}

static struct size quotient(struct size a, struct size b)
{
	return checked(times(a.num, b.den), times(a.den, b.num));
}

/* The quotient by the step, a whole number of steps, times the step. */
static struct size rounded(struct size a, struct num step)
{
	struct size by = size_number(step), q = quotient(a, by);
	if (q.num == TOO_WIDE)
		return q;
	uint64_t most = plus(times(a.num, by.den) / larger(by.num, 1), 1);
	return checked(times(most, by.num), by.den);
}

static struct size size_input(const struct model *m, const struct ex *x)
{
	const struct type_m *t = &m->inputs.at[x->index].type;
	uint64_t most = larger(magnitude(t->lo), magnitude(t->hi));
	return product(checked(most, 1), size_number(t->grain));
}

static struct size size_of(const struct model *m, const struct ex *x)
{
	struct size a, kid = x->kids.n ? size_of(m, x->kids.at[0]) : (struct size){0, 1};
	switch (x->kind) {
	case EX_CONST:
		return size_number(x->number);
	case EX_INPUT:
		return size_input(m, x);
	case EX_ADD:
	case EX_SUB:
	case EX_MUL:
	case EX_DIV:
	case EX_MIN:
	case EX_MAX:
		for (uint32_t i = 1; i < x->kids.n; i++) {
			a = size_of(m, x->kids.at[i]);
			kid = x->kind == EX_MUL ? product(kid, a)
			    : x->kind == EX_DIV ? quotient(kid, a)
			    : x->kind == EX_MIN || x->kind == EX_MAX
			        ? (struct size){larger(kid.num, a.num), larger(kid.den, a.den)}
			        : sum(kid, a);
		}
		return kid;
	case EX_NEG:
		return kid;
	case EX_ROUND:
		return rounded(kid, x->number);
	case EX_SHIFT:
		/* the months are bounded by the calendar, the days by what is written */
		return checked(plus(magnitude(x->days), larger(DATE_MAX, 20000 * 366)), 1);
	case EX_AGE:
		return (struct size){12 * 20000, 1};
	case EX_BAD:
	case EX_ACTORS:
	case EX_HEADING:
	case EX_RATE:
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		break;
	}
	return (struct size){TOO_WIDE, TOO_WIDE};
}

/* The input with the widest bounds among those marked; NONE. */
static uint32_t widest(const struct model *m, const bool *marked)
{
	uint32_t best = NONE;
	uint64_t most = 0;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		const struct type_m *t = &m->inputs.at[i].type;
		uint64_t here = larger(magnitude(t->lo), magnitude(t->hi));
		if (marked[i] && (best == NONE || here > most)) {
			best = i;
			most = here;
		}
	}
	return best;
}

static void report(const struct plan *p, struct diags *d, span at, const char *formula,
                   const bool *marked)
{
	uint32_t input = widest(p->m, marked);
	assert(input != NONE); /* without inputs a formula is a number */
	const struct input *in = &p->m->inputs.at[input];
	struct diag *x = diag_formula_too_wide(d, at, formula, in->text,
	                                       words_input_value(p->a, p->m, input, in->type.hi));
	if (in->at.hi)
		note_declared_here(d, x, in->at, in->text);
}

/* Inputs and numbers only: what another service answers is no step of a formula. */
static bool has_steps(const struct ex *x)
{
	bool ok = x->kind > EX_BAD && x->kind <= EX_AGE && x->kind != EX_ACTORS &&
	          x->kind != EX_HEADING && x->kind != EX_RATE;
	for (uint32_t i = 0; i < x->kids.n; i++)
		ok &= has_steps(x->kids.at[i]);
	return ok;
}

static bool prove_formula(const struct plan *p, const struct ex *x, struct diags *d)
{
	if (!has_steps(x)) {
		diag_formula_reads_service(d, x->at, words_ex(p->a, p->m, x));
		return false;
	}
	if (size_of(p->m, x).num != TOO_WIDE)
		return true;
	bool *marked = arena_array(p->a, bool, p->m->inputs.n + 1);
	plan_mark_inputs(x, marked);
	report(p, d, x->at, words_ex(p->a, p->m, x), marked);
	return false;
}

static bool prove_sum(const struct plan *p, const struct column *c, struct diags *d)
{
	uint64_t all = 0;
	bool *marked = arena_array(p->a, bool, p->m->inputs.n + 1);
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < c->terms.n; i++) {
		const struct input *in = &p->m->inputs.at[c->terms.at[i].input];
		uint64_t most = larger(magnitude(in->type.lo), magnitude(in->type.hi));
		all = plus(all, times(magnitude(c->terms.at[i].factor), most));
		marked[c->terms.at[i].input] = true;
		text_printf(&t, "%s%s", i ? " + " : "", in->text);
	}
	if (checked(all, 1).num != TOO_WIDE)
		return true;
	report(p, d, p->m->inputs.at[c->terms.at[0].input].at, text_c(&t), marked);
	return false;
}

bool plan_prove(const struct plan *p, struct diags *d)
{
	bool ok = true;
	for (uint32_t i = 0; i < p->columns.n; i++) {
		const struct column *c = &p->s->columns.at[p->columns.at[i]];
		ok &= c->kind != COL_SUM || prove_sum(p, c, d);
	}
	for (uint32_t i = 0; i < p->limits.n; i++)
		ok &= prove_formula(p, p->limits.at[i].ex, d);
	return ok;
}

bool plan_prove_compared(const struct plan *p, const struct ex *x, const struct ex *y,
                         struct diags *d)
{
	if (times(size_of(p->m, x).den, size_of(p->m, y).den) < INT64_MAX)
		return true;
	bool *marked = arena_array(p->a, bool, p->m->inputs.n + 1);
	plan_mark_inputs(x, marked);
	plan_mark_inputs(y, marked);
	report(p, d, x->at, words_ex(p->a, p->m, x), marked);
	return false;
}
