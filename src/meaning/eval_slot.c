/* SPDX-License-Identifier: MIT
 *
 * What the rules that apply say together in one slot: limits that agree, exact values, holes, or a conflict that names the
 * first two that disagree (semantics S1, P1, P6, P11).
 */
#include "meaning/eval_part.h"

struct gather {
	uint32_t slot;
	bool any;        /* some rule of the heading applies */
	struct plain *p; /* what the slot says so far */
	uint32_t lower_rule, upper_rule;
	bool spoken, is_bad;
	struct plain hole;
	bool has_hole;
};

static void clash(struct gather *g, uint32_t first, uint32_t rule)
{
	g->is_bad = true;
	g->p->kind = PLAIN_CONFLICT;
	g->p->conflict = CONFLICT_VALUES;
	g->p->rules[0] = first;
	g->p->n_rules = 1;
	g->p->other = rule;
}

/* A number of a statement; where it cannot be computed the slot is silent. */
static bool limit_worth(struct eval *e, struct gather *g, const struct ex *x, uint32_t rule,
                        struct num *out)
{
	struct worth w = eval_worth(e, x);
	if (w.kind == WORTH_NUMBER) {
		*out = w.number;
		return true;
	}
	g->is_bad = true;
	*g->p = (struct plain){.kind = PLAIN_SILENT,
	                       .what = w.what,
	                       .rate = w.rate,
	                       .day = w.day,
	                       .other = NONE,
	                       .line = NONE};
	g->p->silence = w.cause == CAUSE_RATE     ? SILENCE_RATE
	              : w.cause == CAUSE_OVERFLOW ? SILENCE_OVERFLOW
	                                          : SILENCE_SERVICE;
	g->p->rules[0] = rule;
	g->p->n_rules = 1;
	return false;
}

static void speak_limit(struct eval *e, struct gather *g, const struct statement *st, uint32_t rule)
{
	struct plain *p = g->p;
	const struct ex *side[2] = {st->lower, st->upper};
	for (int up = 0; up < 2 && !g->is_bad; up++) {
		struct num n;
		if (!side[up] || !limit_worth(e, g, side[up], rule, &n))
			continue;
		bool *has = up ? &p->has_upper : &p->has_lower;
		struct num *kept = up ? &p->upper : &p->lower;
		uint32_t *who = up ? &g->upper_rule : &g->lower_rule;
		bool other_unit = (p->has_lower || p->has_upper) &&
		                  (p->measure.dim != side[up]->measure.dim || p->vt != side[up]->vt);
		if (other_unit || (*has && !num_eq(*kept, n))) {
			clash(g, *has ? *who : up ? g->lower_rule : g->upper_rule, rule);
			return;
		}
		if (!*has) {
			*has = true;
			*kept = n;
			*who = rule;
			p->measure = side[up]->measure;
			p->vt = side[up]->vt;
		}
	}
	if (!g->is_bad && p->has_lower && p->has_upper && num_cmp(p->lower, p->upper) > 0)
		clash(g, g->lower_rule < g->upper_rule ? g->lower_rule : g->upper_rule,
		      g->lower_rule < g->upper_rule ? g->upper_rule : g->lower_rule);
}

static bool is_exact(const struct plain *p)
{
	return p->st == ST_INDEX || p->st == ST_ACTORS || p->st == ST_NOT ||
	       (p->has_lower && p->has_upper && num_eq(p->lower, p->upper));
}

/* Depends on the case, not only on rates and readings. */
static bool reads_case(const struct ex *x)
{
	bool reads = x->kind == EX_HEADING || (x->kind == EX_INPUT && !(x->type && x->type->numeric));
	for (uint32_t i = 0; i < x->kids.n && !reads; i++)
		reads = reads_case(x->kids.at[i]);
	return reads;
}

/* The known part of a value with a hole: only what is a number for everybody. */
static void speak_hole(struct eval *e, struct gather *g, const struct statement *st, uint32_t rule)
{
	if (g->has_hole)
		return;
	g->has_hole = true;
	struct plain *p = &g->hole;
	*p = (struct plain){.kind = PLAIN_SILENT,
	                    .silence = SILENCE_HOLE,
	                    .what = st->text,
	                    .measure = st->measure,
	                    .n_rules = 1,
	                    .rules = {rule},
	                    .other = NONE,
	                    .line = NONE};
	const struct ex *side[2] = {st->lower, st->upper};
	for (int up = 0; up < 2; up++) {
		struct worth w = side[up] && !reads_case(side[up])
		                   ? eval_worth(e, side[up])
		                   : (struct worth){.kind = WORTH_UNDECIDED};
		if (w.kind == WORTH_NUMBER) {
			*(up ? &p->has_upper : &p->has_lower) = true;
			*(up ? &p->upper : &p->lower) = w.number;
		}
	}
}

static void speak(struct eval *e, struct gather *g, const struct statement *st, uint32_t rule)
{
	struct plain *p = g->p;
	if (g->is_bad)
		return;
	if (st->kind == ST_HOLE) {
		speak_hole(e, g, st, rule);
		return;
	}
	bool first = !g->spoken, limit = st->kind == ST_LIMIT || st->kind == ST_DEADLINE;
	enum statement_kind before = p->st;
	uint32_t who = p->rules[0];
	g->spoken = true;
	if (p->n_rules < PLAIN_RULES)
		p->rules[p->n_rules++] = rule;
	if (first || (before == ST_NO_LIMIT && limit))
		p->st = st->kind;
	if (limit && (first || before == ST_LIMIT || before == ST_DEADLINE || before == ST_NO_LIMIT)) {
		speak_limit(e, g, st, rule);
		if (!first && before == ST_NO_LIMIT && !g->is_bad && is_exact(p))
			clash(g, who, rule);
		return;
	}
	if (first) {
		if (st->kind == ST_INDEX)
			limit_worth(e, g, st->lower, rule, &p->lower);
		p->vt = st->lower ? st->lower->vt : VT_BAD;
		p->actors = st->kind == ST_ACTORS ? st->lower : NULL;
		return;
	}
	bool agrees = st->kind == before;
	if (st->kind == ST_NO_LIMIT)
		agrees = before == ST_NO_LIMIT || !is_exact(p);
	else if (st->kind == ST_INDEX && agrees) {
		struct num n;
		agrees = limit_worth(e, g, st->lower, rule, &n) && num_eq(n, p->lower);
	} else if (st->kind == ST_ACTORS && agrees)
		agrees = eval_same_actors(p->actors, st->lower);
	if (!agrees && !g->is_bad)
		clash(g, who, rule);
}

static void collect(struct eval *e, struct gather *g, uint32_t provision)
{
	const struct provision_m *p = &e->m->provisions.at[provision];
	if (p->when && !eval_holds(e, p->when))
		return;
	bool replaced = false;
	for (uint32_t i = 0; i < p->exceptions.n; i++) {
		uint32_t k = p->exceptions.at[i];
		const struct provision_m *dog = &e->m->provisions.at[k];
		if ((e->suppressed && e->suppressed[k]) || (dog->when && !eval_holds(e, dog->when)))
			continue;
		replaced = true;
		collect(e, g, k);
	}
	for (uint32_t i = p->first_rule; !replaced && i < p->first_rule + p->rules; i++) {
		const struct rule *rule = &e->m->rules.at[i];
		if (rule->when && !eval_holds(e, rule->when))
			continue;
		g->any = true;
		for (uint32_t k = 0; k < rule->statements.n; k++)
			if (rule->statements.at[k].slot == g->slot)
				speak(e, g, &rule->statements.at[k], i);
	}
}

bool eval_rules(struct eval *e, uint32_t slot, struct plain *p, bool *any)
{
	const struct slot *s = &e->m->slots.at[slot];
	const struct service *sv = &e->m->services.at[s->service];
	struct gather g = {.slot = slot, .p = p, .lower_rule = NONE, .upper_rule = NONE};
	for (uint32_t i = 0; i < sv->uses.n; i++)
		for (uint32_t k = 0;
		     sv->uses.at[i].heading == s->heading && k < sv->uses.at[i].provisions.n; k++)
			collect(e, &g, sv->uses.at[i].provisions.at[k]);
	*any = g.any;
	if (!g.is_bad && !g.spoken && g.has_hole)
		*p = g.hole;
	return g.is_bad || g.spoken || g.has_hole;
}
