/* SPDX-License-Identifier: MIT
 *
 * The reference evaluator. One struct eval answers one question; a condition that nobody can answer becomes a
 * hypothesis, and the question is asked again for every way of settling the hypotheses met (at most EVAL_TRIES).
 */
#include "meaning/eval.h"

#include "base/date.h"

#include <assert.h>
#include <string.h>

#define HYPOTHESES 10

enum cause { CAUSE_HOLE, CAUSE_RATE, CAUSE_OVERFLOW, CAUSE_SILENT, CAUSE_CONFLICT };

struct hypothesis {
	const struct ex *atom;
	bool holds;
	enum cause cause;
	const char *what;
};

struct eval {
	const struct model *m;
	const int64_t *values;
	eval_suppressed suppressed;
	struct hypothesis hyp[HYPOTHESES];
	uint32_t n_hyp;
	uint32_t seeking;          /* the service whose ring of referrals is being sought; NONE */
	const struct eval *within; /* the question that asked this one; NULL */
};

static void ask_slot(struct eval *e, uint32_t slot, struct plain *out);
static enum truth ask_scope(struct eval *e, uint32_t service, bool *conflict);

/* A question about another service on the way to an answer. */
static struct eval inner(const struct eval *e)
{
	return (struct eval){.m = e->m, .values = e->values, .seeking = NONE, .within = e};
}

/* What an expression is worth: a number, a set of actors, nothing because its service does not cover the case, or undecided. */
struct worth {
	enum { WORTH_NUMBER, WORTH_ACTORS, WORTH_OUTSIDE, WORTH_UNDECIDED } kind;
	struct num number;
	const struct ex *actors;
	enum cause cause;
	const char *what;
	uint32_t rate;
	int64_t day;
};

static bool holds(struct eval *e, const struct ex *x);
static struct worth worth_of(struct eval *e, const struct ex *x);

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

/* The next way of settling them; false when all were tried. */
static bool next_hypotheses(struct eval *e)
{
	while (e->n_hyp > 0 && e->hyp[e->n_hyp - 1].holds)
		e->n_hyp--;
	if (e->n_hyp == 0)
		return false;
	e->hyp[e->n_hyp - 1].holds = true;
	return true;
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
			return worth_of(e, rate->rows.at[i].value);
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
			ask_slot(&other, u->first_slot + k, &p);
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
	struct worth w = worth_of(e, x->kids.at[0]);
	if (w.kind != WORTH_NUMBER)
		return w;
	bool clipped;
	int64_t day = date_add_months(w.number.p, x->months, &clipped) + x->days;
	return number(day < DATE_MIN || day > DATE_MAX ? NUM_BAD : num_int(day));
}

static struct worth fold_worth(struct eval *e, const struct ex *x)
{
	struct worth acc = worth_of(e, x->kids.at[0]);
	for (uint32_t i = 1; i < x->kids.n && acc.kind == WORTH_NUMBER; i++) {
		struct worth w = worth_of(e, x->kids.at[i]);
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
	struct worth w = worth_of(e, x->kids.at[0]);
	if (w.kind != WORTH_NUMBER)
		return w;
	bool down = x->tie == TIE_DOWN || (x->tie == TIE_OPEN && e->values[x->index] == 1);
	return number(num_round(w.number, x->number, down ? NUM_TIE_DOWN : NUM_TIE_UP));
}

static struct worth age_worth(struct eval *e, const struct ex *x)
{
	struct worth born = worth_of(e, x->kids.at[0]), day = worth_of(e, x->kids.at[1]);
	if (born.kind != WORTH_NUMBER || day.kind != WORTH_NUMBER)
		return born.kind != WORTH_NUMBER ? born : day;
	return number(num_int(12 * date_age(born.number.p, day.number.p)));
}

static struct worth worth_of(struct eval *e, const struct ex *x)
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
		struct worth w = worth_of(e, x->kids.at[0]);
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
		return number(num_int(holds(e, x)));
	case EX_BAD:
		break;
	}
	return (struct worth){.kind = WORTH_UNDECIDED, .cause = CAUSE_HOLE};
}

/* ---- conditions ----------------------------------------------------------------------------------------- */

static bool same_actors(const struct ex *a, const struct ex *b)
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

static const struct ex *as_actors(const struct eval *e, struct worth w, struct ex *one,
                                  uint32_t *who)
{
	(void)e;
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
	struct worth a = worth_of(e, x->kids.at[0]), b = worth_of(e, x->kids.at[1]);
	if (a.kind == WORTH_OUTSIDE || b.kind == WORTH_OUTSIDE)
		return false;
	if (a.kind == WORTH_UNDECIDED)
		return suppose(e, x, a.cause, a.what);
	if (b.kind == WORTH_UNDECIDED)
		return suppose(e, x, b.cause, b.what);
	if (a.kind == WORTH_ACTORS || b.kind == WORTH_ACTORS) {
		struct ex one_a, one_b;
		uint32_t who_a, who_b;
		bool same = same_actors(as_actors(e, a, &one_a, &who_a), as_actors(e, b, &one_b, &who_b));
		return (x->cmp == CMP_EQ) == same;
	}
	return compare(x->cmp, num_cmp(a.number, b.number));
}

static bool holds_covered(struct eval *e, const struct ex *x)
{
	bool conflict;
	struct eval other = inner(e);
	enum truth t = ask_scope(&other, x->index, &conflict);
	if (t == TRUTH_UNDECIDED)
		return suppose(e, x, conflict ? CAUSE_CONFLICT : CAUSE_SILENT,
		               e->m->services.at[x->index].text);
	return t == TRUTH_YES;
}

static bool holds(struct eval *e, const struct ex *x)
{
	switch (x->kind) {
	case EX_NOT:
		return !holds(e, x->kids.at[0]);
	case EX_AND:
	case EX_OR: {
		bool stop = x->kind == EX_OR;
		for (uint32_t i = 0; i < x->kids.n; i++)
			if (holds(e, x->kids.at[i]) == stop)
				return stop;
		return !stop;
	}
	case EX_COUNT: {
		int64_t n = 0;
		for (uint32_t i = 0; i < x->kids.n; i++)
			n += holds(e, x->kids.at[i]);
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
	struct worth w = worth_of(e, x);
	if (w.kind == WORTH_UNDECIDED)
		return suppose(e, x, w.cause, w.what);
	return w.kind == WORTH_NUMBER && w.number.p != 0;
}

/* ---- scope ---------------------------------------------------------------------------------------------- */

enum place_in { INSIDE, OUTSIDE, SCOPE_CONFLICT };

/*
 * Inside: every condition and no exclusion holds, and a target line. The target lines are tried one by one; where
 * they differ, the scope is in conflict (semantics P2). *line: the first line that shuts the case out.
 */
static enum place_in scope_once(struct eval *e, uint32_t service, uint32_t *line)
{
	const struct service *s = &e->m->services.at[service];
	uint32_t targets = 0, met = 0, missed = NONE;
	*line = NONE;
	for (uint32_t i = 0; i < s->scope.n; i++) {
		const struct scope_line *l = &s->scope.at[i];
		bool h = holds(e, l->when);
		if (l->kind == SCOPE_TARGET) {
			targets++;
			met += h;
			if (!h && missed == NONE)
				missed = i;
		} else if (h == (l->kind == SCOPE_EXCLUSION) && *line == NONE) {
			*line = i;
		}
	}
	if (*line != NONE)
		return OUTSIDE;
	if (met == targets)
		return INSIDE;
	*line = missed;
	return met == 0 ? OUTSIDE : SCOPE_CONFLICT;
}

/* Does a chain of holding referrals lead from `from` back to `goal`? */
static bool ring_from(struct eval *e, uint32_t from, uint32_t goal, bool *seen)
{
	if (seen[from])
		return false;
	seen[from] = true;
	for (uint32_t i = 0; i < e->m->referrals.n; i++) {
		const struct referral_m *f = &e->m->referrals.at[i];
		if (f->from != from || !holds(e, e->m->services.at[from].scope.at[f->line].when))
			continue;
		if (f->to == goal || ring_from(e, f->to, goal, seen))
			return true;
	}
	return false;
}

#define RING_SERVICES 256

static bool in_ring(struct eval *e, uint32_t service)
{
	bool seen[RING_SERVICES] = {false};
	if (!e->m->referrals.n || e->m->own_services > RING_SERVICES || service >= e->m->own_services)
		return false;
	/* a referral may read the service it sends to: while that one's ring is sought, it is outside */
	for (const struct eval *o = e; o; o = o->within)
		if (o->seeking == service)
			return false;
	uint32_t before = e->seeking;
	e->seeking = service;
	bool found = ring_from(e, service, service, seen);
	e->seeking = before;
	return found;
}

static void add_targets(struct eval *e, uint32_t service, struct plain *p)
{
	const struct service *s = &e->m->services.at[service];
	for (uint32_t i = 0; i < s->scope.n; i++) {
		const struct scope_line *l = &s->scope.at[i];
		if (l->kind != SCOPE_EXCLUSION || !l->refer.n || !holds(e, l->when))
			continue;
		for (uint32_t k = 0; k < l->refer.n && p->n_targets < PLAIN_TARGETS; k++)
			p->targets[p->n_targets++] = &l->refer.at[k];
	}
}

/* ---- one slot ------------------------------------------------------------------------------------------- */

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
	struct worth w = worth_of(e, x);
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
		                   ? worth_of(e, side[up])
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
		agrees = same_actors(p->actors, st->lower);
	if (!agrees && !g->is_bad)
		clash(g, who, rule);
}

static void collect(struct eval *e, struct gather *g, uint32_t provision)
{
	const struct provision_m *p = &e->m->provisions.at[provision];
	if (p->when && !holds(e, p->when))
		return;
	bool replaced = false;
	for (uint32_t i = 0; i < p->exceptions.n; i++) {
		uint32_t k = p->exceptions.at[i];
		const struct provision_m *dog = &e->m->provisions.at[k];
		if ((e->suppressed && e->suppressed[k]) || (dog->when && !holds(e, dog->when)))
			continue;
		replaced = true;
		collect(e, g, k);
	}
	for (uint32_t i = p->first_rule; !replaced && i < p->first_rule + p->rules; i++) {
		const struct rule *rule = &e->m->rules.at[i];
		if (rule->when && !holds(e, rule->when))
			continue;
		g->any = true;
		for (uint32_t k = 0; k < rule->statements.n; k++)
			if (rule->statements.at[k].slot == g->slot)
				speak(e, g, &rule->statements.at[k], i);
	}
}

static void slot_once(struct eval *e, uint32_t slot, struct plain *p)
{
	const struct slot *s = &e->m->slots.at[slot];
	const struct heading *h = &e->m->headings.at[s->heading];
	const struct service *sv = &e->m->services.at[s->service];
	*p = (struct plain){.kind = PLAIN_VALUE, .other = NONE, .line = NONE};
	uint32_t line;
	enum place_in in = scope_once(e, s->service, &line);
	if (in != INSIDE && !h->about_case) {
		p->kind = in == SCOPE_CONFLICT ? PLAIN_CONFLICT : PLAIN_OUTSIDE;
		p->conflict = CONFLICT_SCOPE;
		p->line = line;
		if (in == OUTSIDE && in_ring(e, s->service)) {
			p->kind = PLAIN_CONFLICT;
			p->conflict = CONFLICT_RING;
		} else if (in == OUTSIDE) {
			add_targets(e, s->service, p);
		}
		return;
	}
	struct gather g = {.slot = slot, .p = p, .lower_rule = NONE, .upper_rule = NONE};
	for (uint32_t i = 0; i < sv->uses.n; i++)
		for (uint32_t k = 0;
		     sv->uses.at[i].heading == s->heading && k < sv->uses.at[i].provisions.n; k++)
			collect(e, &g, sv->uses.at[i].provisions.at[k]);
	if (g.is_bad || g.spoken)
		return;
	if (g.has_hole) {
		*p = g.hole;
		return;
	}
	p->kind = PLAIN_ABSENT;
	if (!g.any && !h->several) {
		p->kind = in == INSIDE ? PLAIN_SILENT : PLAIN_OUTSIDE;
		p->silence = SILENCE_GAP;
		p->line = in == INSIDE ? NONE : line;
	}
}

/* ---- asking --------------------------------------------------------------------------------------------- */

static bool same_targets(const struct plain *a, const struct plain *b)
{
	if (a->n_targets != b->n_targets)
		return false;
	for (uint32_t i = 0; i < a->n_targets; i++)
		if (strcmp(a->targets[i]->text, b->targets[i]->text) != 0)
			return false;
	return true;
}

static bool same_side(bool has_a, struct num a, bool has_b, struct num b)
{
	return has_a == has_b && (!has_a || num_eq(a, b));
}

static bool same_numbers(const struct plain *a, const struct plain *b)
{
	return same_side(a->has_lower, a->lower, b->has_lower, b->lower) &&
	       same_side(a->has_upper, a->upper, b->has_upper, b->upper) &&
	       a->measure.dim == b->measure.dim;
}

bool plain_same(const struct plain *a, const struct plain *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case PLAIN_VALUE:
		if (a->st != b->st)
			return false;
		if (a->st == ST_INDEX)
			return num_eq(a->lower, b->lower);
		if (a->st == ST_ACTORS)
			return same_actors(a->actors, b->actors);
		return (a->st != ST_LIMIT && a->st != ST_DEADLINE) || same_numbers(a, b);
	case PLAIN_OUTSIDE:
		return same_targets(a, b);
	case PLAIN_CONFLICT:
		return a->conflict == b->conflict && a->rules[0] == b->rules[0] && a->other == b->other;
	case PLAIN_SILENT:
		if (a->silence != b->silence || a->silence == SILENCE_CONDITION ||
		    a->silence == SILENCE_SERVICE)
			return a->silence == b->silence;
		return a->rules[0] == b->rules[0] && a->rate == b->rate &&
		       (a->silence != SILENCE_HOLE || same_numbers(a, b));
	case PLAIN_ABSENT:
		return true;
	}
	return false;
}

/* The answer where it hangs on what nobody can settle: silent or in conflict, naming the first such condition. */
static void hang(const struct eval *e, struct plain *out)
{
	const struct hypothesis *h = &e->hyp[e->n_hyp - 1];
	*out = (struct plain){.kind = PLAIN_SILENT,
	                      .silence = SILENCE_CONDITION,
	                      .what = h->what,
	                      .other = NONE,
	                      .line = NONE};
	if (h->cause == CAUSE_CONFLICT) {
		out->kind = PLAIN_CONFLICT;
		out->conflict = CONFLICT_SERVICE;
	} else if (h->cause == CAUSE_SILENT) {
		out->silence = SILENCE_SERVICE;
	}
}

static void ask_slot(struct eval *e, uint32_t slot, struct plain *out)
{
	slot_once(e, slot, out);
	while (next_hypotheses(e)) {
		struct plain p;
		struct eval tried = *e;
		slot_once(e, slot, &p);
		if (!plain_same(&p, out)) {
			hang(&tried, out);
			return;
		}
	}
}

void eval_slot(const struct model *m, const int64_t *values, uint32_t slot,
               eval_suppressed suppressed, struct plain *out)
{
	assert(!m->cyclic && slot < m->slots.n);
	struct eval e = {.m = m, .values = values, .suppressed = suppressed, .seeking = NONE};
	ask_slot(&e, slot, out);
}

static enum truth ask_scope(struct eval *e, uint32_t service, bool *conflict)
{
	uint32_t line;
	enum place_in first = scope_once(e, service, &line);
	*conflict = first == SCOPE_CONFLICT;
	while (!*conflict && next_hypotheses(e)) {
		enum place_in in = scope_once(e, service, &line);
		*conflict = in == SCOPE_CONFLICT;
		if (in != first)
			return TRUTH_UNDECIDED;
	}
	return *conflict ? TRUTH_UNDECIDED : first == INSIDE ? TRUTH_YES : TRUTH_NO;
}

enum truth eval_scope(const struct model *m, const int64_t *values, uint32_t service,
                      bool *conflict)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	return ask_scope(&e, service, conflict);
}

enum truth eval_condition(const struct model *m, const int64_t *values, const struct ex *x)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	bool first = holds(&e, x);
	while (next_hypotheses(&e))
		if (holds(&e, x) != first)
			return TRUTH_UNDECIDED;
	return first ? TRUTH_YES : TRUTH_NO;
}

struct num eval_number(const struct model *m, const int64_t *values, const struct ex *x)
{
	struct eval e = {.m = m, .values = values, .seeking = NONE};
	struct worth w = worth_of(&e, x);
	return w.kind == WORTH_NUMBER ? w.number : NUM_BAD;
}

bool eval_given(const struct model *m, const int64_t *values)
{
	for (uint32_t i = 0; i < m->invariants.n; i++)
		if (m->invariants.at[i].kind == RULE_GIVEN &&
		    eval_condition(m, values, m->invariants.at[i].expr) == TRUTH_NO)
			return false;
	bool tied = m->birth_input != NONE && m->age_input != NONE && m->inputs.at[m->birth_input].used;
	return !tied || date_age(values[m->birth_input], values[0]) == values[m->age_input];
}
