/* SPDX-License-Identifier: MIT
 *
 * Formulas that apply together (semantics P7). Where their difference is zero after normalisation they say the same;
 * where a case is found in which they differ, it is a conflict like any other, seen by the reference evaluator; what is
 * left is not decided, and said so.
 */
#include "check/ctx.h"

#define FORMULA_INPUTS 5 /* each tried at its least, its greatest and the person's own value */

struct inputs_of {
	uint32_t at[FORMULA_INPUTS], n;
};

static void gather(const struct ex *x, struct inputs_of *in)
{
	bool known = x->kind != EX_INPUT || in->n == FORMULA_INPUTS;
	for (uint32_t i = 0; i < in->n && !known; i++)
		known = in->at[i] == x->index;
	if (!known)
		in->at[in->n++] = x->index;
	for (uint32_t i = 0; i < x->kids.n; i++)
		gather(x->kids.at[i], in);
}

/* Limits of one side that are not the same formula. */
static bool side_differs(struct check_ctx *c, const struct leaf_limit *at, uint32_t n,
                         struct inputs_of *in)
{
	bool differs = false;
	for (uint32_t i = 0; i < n; i++) {
		gather(at[i].ex, in);
		differs |= i > 0 && !space_same_formula(c->s, at[0].ex, at[i].ex);
	}
	return differs;
}

/* A case near the witness in which the slot is in conflict. */
static bool find_conflict(struct check_ctx *c, uint32_t slot, const struct inputs_of *in,
                          struct witness *w, struct plain *p)
{
	int64_t own[FORMULA_INPUTS];
	uint32_t cases = 1;
	for (uint32_t i = 0; i < in->n; i++) {
		own[i] = w->values[in->at[i]];
		cases *= 3;
	}
	for (uint32_t k = 0; k < cases; k++) {
		uint32_t rest = k;
		for (uint32_t i = 0; i < in->n; i++, rest /= 3) {
			const struct type_m *t = &c->m->inputs.at[in->at[i]].type;
			w->values[in->at[i]] = rest % 3 == 0 ? own[i] : rest % 3 == 1 ? t->hi : t->lo;
		}
		eval_slot(c->m, w->values, slot, NULL, p);
		if (p->kind == PLAIN_CONFLICT && p->conflict == CONFLICT_VALUES &&
		    eval_given(c->m, w->values))
			return true;
	}
	return false;
}

static void report_formulas(struct check_ctx *c, uint32_t slot, dd where,
                            const struct inputs_of *in)
{
	const struct slot *sl = &c->m->slots.at[slot];
	const char *heading = c->m->headings.at[sl->heading].text;
	struct witness w;
	struct plain p;
	if (!finding_witness(c, in_domain(c, where), &w))
		return;
	if (!find_conflict(c, slot, in, &w, &p)) {
		struct text names = {.a = c->a};
		for (uint32_t i = 0; i < in->n; i++)
			text_printf(&names, "%s%s", i ? ", " : "", c->m->inputs.at[in->at[i]].text);
		struct diag *x = diag_not_decided(c->d, c->m->services.at[sl->service].at, heading,
		                                  text_c(&names));
		finding_at(c, x, sl->service, sl->heading, NONE);
		return;
	}
	for (uint32_t i = 0; i < in->n; i++)
		w.mentioned[in->at[i]] = true;
	const struct rule *one = &c->m->rules.at[p.rules[0]], *other = &c->m->rules.at[p.other];
	const char *a = rule_words(c, p.rules[0], slot), *b = rule_words(c, p.other, slot);
	struct diag *x = diag_conflict(c->d, other->at, heading, a, b);
	note_other_value(c->d, x, one->at, a);
	finding_at(c, x, other->service, other->heading, other->provision);
	finding_person(c, x, &w);
}

void check_formulas(struct check_ctx *c)
{
	for (uint32_t slot = 0; slot < c->m->slots.n; slot++) {
		dd f = c->s->slot[slot];
		if (f == DD_BAD || c->m->slots.at[slot].service >= c->m->own_services)
			continue;
		struct dd_values v = dd_possible(c->s->dd, f, NULL, c->a);
		for (uint32_t i = 0; i < v.n; i++) {
			const struct leaf *l = &c->s->leaves.at[v.at[i]];
			struct inputs_of in = {.n = 0};
			bool lower = side_differs(c, l->lower.at, l->lower.n, &in);
			bool upper = side_differs(c, l->upper.at, l->upper.n, &in);
			if (lower || upper) {
				report_formulas(c, slot, dd_where(c->s->dd, f, v.at[i]), &in);
				break; /* one finding for each slot: it is one disagreement */
			}
		}
	}
}
