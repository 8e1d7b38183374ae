/* SPDX-License-Identifier: MIT
 *
 * What expressions are worth in a complete case, and which conditions hold. A condition that nobody can answer becomes a
 * hypothesis.
 */
#include "base/date.h"
#include "meaning/eval_part.h"

/* A question about another service on the way to an answer. */
static struct eval inner(const struct eval *e)
{
	return (struct eval){.m = e->m, .values = e->values, .seeking = NONE, .within = e};
}

/* ---- hypotheses ----------------------------------------------------------------------------------------- */

/* How this atom is settled at present; a new one is first tried as "no". */
static bool suppose(struct eval *e, const struct ex *atom, enum cause cause, const char *what)
{
	for (uint32_t i = 0; i < e->n_hyp; i++)
		if (e->hyp[i].atom == atom)
			return e->hyp[i].holds;
	if (e->n_hyp == HYPOTHESES)
		return false;
	e->hyp[e->n_hyp++] = (struct hypothesis){atom, false, cause, what};
	return false;
}

/* ---- values --------------------------------------------------------------------------------------------- */

static struct worth number(struct num n)
{
	struct worth w = {.kind = WORTH_NUMBER, .number = n};
	if (!num_ok(n))
		w = (struct worth){.kind = WORTH_UNDECIDED, .cause = CAUSE_OVERFLOW};
	return w;
}

static struct worth input_worth(const struct eval *e, const struct ex *x)
{
	const struct type_m *t = &e->m->inputs.at[x->index].type;
	int64_t v = e->values[x->index];
	if (t->vt == VT_ENUM && t->numeric)
		return number(t->choices.at[v].number);
	return number(num_mul(num_int(v), t->grain));
}

static struct worth rate_worth(struct eval *e, const struct ex *x)
{
	const struct rate_m *rate = &e->m->rates.at[x->index];
	int64_t day = e->values[rate->at_input];
	for (uint32_t i = 0; i < rate->rows.n; i++)
		if (rate->rows.at[i].from <= day && day <= rate->rows.at[i].to)
			return eval_worth(e, rate->rows.at[i].value);
	return (struct worth){.kind = WORTH_UNDECIDED,
	                      .cause = CAUSE_RATE,
	                      .what = rate->text,
	                      .rate = x->index,
	                      .day = day};
}

/* S.heading: the one exact value there (semantics P4). */
static struct worth heading_worth(struct eval *e, const struct ex *x)
{
	const struct service *s = &e->m->services.at[x->index];
	struct worth w = {.kind = WORTH_UNDECIDED, .cause = CAUSE_SILENT, .what = s->text};
	for (uint32_t i = 0; i < s->uses.n; i++) {
		const struct heading_use *u = &s->uses.at[i];
		for (uint32_t k = 0; u->heading == x->heading && k < u->slots; k++) {
			struct plain p;
			struct eval other = inner(e);
			eval_ask_slot(&other, u->first_slot + k, &p);
			if (p.kind == PLAIN_OUTSIDE || (p.kind == PLAIN_VALUE && p.st == ST_NOT))
				w.kind = WORTH_OUTSIDE;
			else if (p.kind == PLAIN_CONFLICT)
				w.cause = CAUSE_CONFLICT;
			else if (p.kind == PLAIN_VALUE && p.st == ST_ACTORS)
				return (struct worth){.kind = WORTH_ACTORS, .actors = p.actors};
			else if (p.kind == PLAIN_VALUE && (p.st == ST_INDEX || p.st == ST_LIMIT))
				return number(p.lower);
		}
	}
	return w;
}

static struct worth shift_worth(struct eval *e, const struct ex *x)
{
	struct worth w = eval_worth(e, x->kids.at[0]);
	if (w.kind != WORTH_NUMBER)
		return w;
	bool clipped;
	int64_t day = date_add_months(w.number.p, x->months, &clipped) + x->days;
	return number(day < DATE_MIN || day > DATE_MAX ? NUM_BAD : num_int(day));
}

static struct worth fold_worth(struct eval *e, const struct ex *x)
{
	struct worth acc = eval_worth(e, x->kids.at[0]);
	for (uint32_t i = 1; i < x->kids.n && acc.kind == WORTH_NUMBER; i++) {
		struct worth w = eval_worth(e, x->kids.at[i]);
		if (w.kind != WORTH_NUMBER)
			return w;
		struct num a = acc.number, b = w.number;
		acc = number(x->kind == EX_ADD   ? num_add(a, b)
		             : x->kind == EX_SUB ? num_sub(a, b)
		             : x->kind == EX_MUL ? num_mul(a, b)
		             : x->kind == EX_DIV ? num_div(a, b)
		             : x->kind == EX_MIN ? num_min(a, b)
		                                 : num_max(a, b));
	}
	return acc;
}

static struct worth round_worth(struct eval *e, const struct ex *x)
{
	struct worth w = eval_worth(e, x->kids.at[0]);
	if (w.kind != WORTH_NUMBER)
		return w;
	bool down = x->tie == TIE_DOWN || (x->tie == TIE_OPEN && e->values[x->index] == 1);
	return number(num_round(w.number, x->number, down ? NUM_TIE_DOWN : NUM_TIE_UP));
}

static struct worth age_worth(struct eval *e, const struct ex *x)
{
	struct worth born = eval_worth(e, x->kids.at[0]), day = eval_worth(e, x->kids.at[1]);
	if (born.kind != WORTH_NUMBER || day.kind != WORTH_NUMBER)
		return born.kind != WORTH_NUMBER ? born : day;
	return number(num_int(12 * date_age(born.number.p, day.number.p)));
}

struct worth eval_worth(struct eval *e, const struct ex *x)
{
	switch (x->kind) {
	case EX_CONST:
		return number(x->number);
	case EX_ACTORS:
		return (struct worth){.kind = WORTH_ACTORS, .actors = x};
	case EX_INPUT:
		return input_worth(e, x);
	case EX_HEADING:
		return heading_worth(e, x);
	case EX_RATE:
		return rate_worth(e, x);
	case EX_ADD:
	case EX_SUB:
	case EX_MUL:
	case EX_DIV:
	case EX_MIN:
	case EX_MAX:
		return fold_worth(e, x);
	case EX_NEG: {
		struct worth w = eval_worth(e, x->kids.at[0]);
		return w.kind == WORTH_NUMBER ? number(num_neg(w.number)) : w;
	}
	case EX_ROUND:
		return round_worth(e, x);
	case EX_SHIFT:
		return shift_worth(e, x);
	case EX_AGE:
		return age_worth(e, x);
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		return number(num_int(eval_holds(e, x)));
	case EX_BAD:
		break;
	}
	return (struct worth){.kind = WORTH_UNDECIDED, .cause = CAUSE_HOLE};
}

/* ---- conditions ----------------------------------------------------------------------------------------- */

bool eval_same_actors(const struct ex *a, const struct ex *b)
{
	if (a->actors.n != b->actors.n || (a->actors.n > 1 && a->is_and != b->is_and))
		return false;
	for (uint32_t i = 0; i < a->actors.n; i++) {
		bool found = false;
		for (uint32_t k = 0; k < b->actors.n; k++)
			found |= a->actors.at[i] == b->actors.at[k];
		if (!found)
			return false;
	}
	return true;
}

static bool compare(enum cmp cmp, int c)
{
	switch (cmp) {
	case CMP_LT:
		return c < 0;
	case CMP_LE:
		return c <= 0;
	case CMP_EQ:
		return c == 0;
	case CMP_NE:
		return c != 0;
	case CMP_GE:
		return c >= 0;
	case CMP_GT:
		return c > 0;
	}
	return false;
}

static const struct ex *as_actors(struct worth w, struct ex *one, uint32_t *who)
{
	if (w.kind == WORTH_ACTORS)
		return w.actors;
	*who = (uint32_t)w.number.p;
	*one = (struct ex){.kind = EX_ACTORS};
	one->actors.at = who;
	one->actors.n = 1;
	return one;
}

static bool holds_cmp(struct eval *e, const struct ex *x)
{
	struct worth a = eval_worth(e, x->kids.at[0]), b = eval_worth(e, x->kids.at[1]);
	if (a.kind == WORTH_OUTSIDE || b.kind == WORTH_OUTSIDE)
		return false;
	if (a.kind == WORTH_UNDECIDED)
		return suppose(e, x, a.cause, a.what);
	if (b.kind == WORTH_UNDECIDED)
		return suppose(e, x, b.cause, b.what);
	if (a.kind == WORTH_ACTORS || b.kind == WORTH_ACTORS) {
		struct ex one_a, one_b;
		uint32_t who_a, who_b;
		bool same = eval_same_actors(as_actors(a, &one_a, &who_a), as_actors(b, &one_b, &who_b));
		return (x->cmp == CMP_EQ) == same;
	}
	return compare(x->cmp, num_cmp(a.number, b.number));
}

static bool holds_covered(struct eval *e, const struct ex *x)
{
	bool conflict;
	struct eval other = inner(e);
	enum truth t = eval_ask_scope(&other, x->index, &conflict);
	if (t == TRUTH_UNDECIDED)
		return suppose(e, x, conflict ? CAUSE_CONFLICT : CAUSE_SILENT,
		               e->m->services.at[x->index].text);
	return t == TRUTH_YES;
}

bool eval_holds(struct eval *e, const struct ex *x)
{
	switch (x->kind) {
	case EX_NOT:
		return !eval_holds(e, x->kids.at[0]);
	case EX_AND:
	case EX_OR: {
		bool stop = x->kind == EX_OR;
		for (uint32_t i = 0; i < x->kids.n; i++)
			if (eval_holds(e, x->kids.at[i]) == stop)
				return stop;
		return !stop;
	}
	case EX_COUNT: {
		int64_t n = 0;
		for (uint32_t i = 0; i < x->kids.n; i++)
			n += eval_holds(e, x->kids.at[i]);
		return compare(x->cmp, num_cmp(num_int(n), x->number));
	}
	case EX_CMP:
		return holds_cmp(e, x);
	case EX_COVERED:
		return holds_covered(e, x);
	case EX_HOLE:
		return suppose(e, x, CAUSE_HOLE, x->vague);
	case EX_BAD:
	case EX_CONST:
	case EX_ACTORS:
	case EX_INPUT:
	case EX_HEADING:
	case EX_RATE:
	case EX_ADD:
	case EX_SUB:
	case EX_MUL:
	case EX_DIV:
	case EX_NEG:
	case EX_MIN:
	case EX_MAX:
	case EX_ROUND:
	case EX_SHIFT:
	case EX_AGE:
		break;
	}
	struct worth w = eval_worth(e, x);
	if (w.kind == WORTH_UNDECIDED)
		return suppose(e, x, w.cause, w.what);
	return w.kind == WORTH_NUMBER && w.number.p != 0;
}
