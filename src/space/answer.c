/* SPDX-License-Identifier: MIT
 *
 * Answers to cases with unknown inputs. The case is a box of the space; the plain answers still possible are the
 * leaves inside it, formulas computed where their inputs are known. Leaves that give the same plain answer form one
 * class, and the diagram of classes tells which questions remain.
 */
#include "space/answer_part.h"

#include "space/dd_read.h"
#include "space/lower.h"

#include <string.h>

/* ---- classes of leaves ---------------------------------------------------------------------------------- */

struct answer_class {
	struct plain p;
	const struct leaf *formula; /* inputs of its formula are not all known */
	uint32_t first_leaf;
};

struct classes {
	struct space *s;
	const struct case_m *cs;
	VEC(struct answer_class) list; /* from 1 on */
	uint32_t *of_leaf;             /* by leaf: class + 1, 0 not yet */
};

bool case_knows(const struct case_m *cs, const struct ex *x)
{
	if (x->kind == EX_INPUT && !cs->known[x->index])
		return false;
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (!case_knows(cs, x->kids.at[i]))
			return false;
	return true;
}

static bool leaf_known(const struct leaf *l, const struct case_m *cs)
{
	for (uint32_t i = 0; i < l->lower.n; i++)
		if (!case_knows(cs, l->lower.at[i].ex))
			return false;
	for (uint32_t i = 0; i < l->upper.n; i++)
		if (!case_knows(cs, l->upper.at[i].ex))
			return false;
	return true;
}

/* The same formulas; a tie is left aside as long as it is not known to be reached. */
static bool same_formula(const struct leaf *a, const struct leaf *b)
{
	if (a->lower.n != b->lower.n || a->upper.n != b->upper.n)
		return false;
	for (uint32_t i = 0; i < a->lower.n; i++)
		if (!ex_same(a->lower.at[i].ex, b->lower.at[i].ex, true))
			return false;
	for (uint32_t i = 0; i < a->upper.n; i++)
		if (!ex_same(a->upper.at[i].ex, b->upper.at[i].ex, true))
			return false;
	return true;
}

static uint32_t class_of(void *ctx, uint32_t leaf)
{
	struct classes *c = ctx;
	const struct leaf *l = &c->s->leaves.at[leaf];
	if (l->impossible)
		return CLASS_IMPOSSIBLE;
	if (c->of_leaf[leaf])
		return c->of_leaf[leaf] - 1;
	struct answer_class x = {.p = l->p, .first_leaf = leaf};
	if (leaf_is_formula(l) && leaf_known(l, c->cs))
		x.p = leaf_plain(c->s, l, c->cs->values);
	else if (leaf_is_formula(l))
		x.formula = l;
	uint32_t i = 1;
	for (; i < c->list.n; i++) {
		const struct answer_class *o = &c->list.at[i];
		bool same = x.formula && o->formula ? same_formula(x.formula, o->formula)
		                                    : !x.formula && !o->formula && plain_same(&x.p, &o->p);
		if (same)
			break;
	}
	if (i == c->list.n)
		vec_push(c->s->a, &c->list, x);
	c->of_leaf[leaf] = i + 1;
	return i;
}

/*
 * What cannot be is no question: an impossible branch takes its neighbour's answer, from the leaves up, so that
 * columns which only tell possible from impossible cases disappear.
 */
static dd without_impossible(struct space *s, dd f, struct arena *a)
{
	if (f == DD_BAD || dd_is_leaf(f))
		return f;
	struct dd_list list = dd_topo(s->dd, f, a);
	dd *made = arena_array(a, dd, list.n);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node node = dd_node(s->dd, list.at[i]);
		dd *kid = arena_array(a, dd, node.n), some = dd_leaf(CLASS_IMPOSSIBLE);
		for (uint32_t k = 0; k < node.n; k++) {
			kid[k] = dd_is_leaf(node.kid[k]) ? node.kid[k] : made[dd_place(list, node.kid[k])];
			if (kid[k] == dd_leaf(CLASS_IMPOSSIBLE))
				kid[k] = some;
			else if (dd_is_leaf(some) && dd_value(some) == CLASS_IMPOSSIBLE)
				for (uint32_t j = 0; j < k; j++)
					kid[j] = kid[k];
			some = kid[k];
		}
		made[i] = dd_cases(s->dd, node.col, node.start, kid, node.n);
		if (made[i] == DD_BAD)
			return DD_BAD;
	}
	return made[list.n - 1];
}

/* ---- tables --------------------------------------------------------------------------------------------- */

struct rows_ctx {
	struct space *s;
	struct classes *c;
	struct reply *r;
	const struct dd_box *box;
	struct arena *a;
};

static bool add_row(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct rows_ctx *x = ctx;
	const struct space *s = x->s;
	if (value == CLASS_IMPOSSIBLE)
		return true;
	struct reply_row row = {.plain = x->c->list.at[value].p,
	                        .formula = x->c->list.at[value].formula};
	for (uint32_t level = 0; level < s->columns.n; level++) {
		if (path->lo[level] == x->box->lo[level] && path->hi[level] == x->box->hi[level])
			continue;
		const struct column *c = &s->columns.at[s->column_at[level]];
		struct reply_cell cell = {.column = s->column_at[level],
		                          .lo = c->cuts.at[path->lo[level]],
		                          .hi = column_last(c, path->hi[level])};
		cell.from_least = path->lo[level] == 0;
		cell.to_greatest = path->hi[level] + 1 == c->cuts.n;
		vec_push(x->a, &row.cells, cell);
	}
	if (x->r->rows.n == REPLY_ROWS) {
		x->r->more_rows = true;
		return false;
	}
	vec_push(x->a, &x->r->rows, row);
	return true;
}

static void ask(struct reply *r, uint32_t input, struct arena *a)
{
	for (uint32_t i = 0; i < r->questions.n; i++)
		if (r->questions.at[i] == input)
			return;
	vec_push(a, &r->questions, input);
}

static void ask_formula(struct reply *r, const struct ex *x, const struct case_m *cs,
                        struct arena *a)
{
	if (x->kind == EX_INPUT && !cs->known[x->index])
		ask(r, x->index, a);
	for (uint32_t i = 0; i < x->kids.n; i++)
		ask_formula(r, x->kids.at[i], cs, a);
}

/* The inputs whose answers still matter, in the order of the columns; true where a reading is among them. */
static bool questions_of(struct space *s, const struct case_m *cs, dd f, struct reply *r,
                         struct arena *a)
{
	bool *tested = arena_array(a, bool, s->columns.n), reading = false;
	dd_support(s->dd, f, tested);
	for (uint32_t level = 0; level < s->columns.n; level++) {
		const struct column *c = &s->columns.at[s->column_at[level]];
		if (!tested[level])
			continue;
		reading |= c->reading;
		if (c->kind == COL_INPUT)
			ask(r, c->input, a);
		for (uint32_t i = 0; i < c->terms.n; i++)
			if (!cs->known[c->terms.at[i].input])
				ask(r, c->terms.at[i].input, a);
		if (c->kind == COL_MONTHS || c->kind == COL_AGE) {
			if (!cs->known[c->from])
				ask(r, c->from, a);
			if (!cs->known[c->to])
				ask(r, c->to, a);
		}
	}
	return reading;
}

/* ---- hovedregel ----------------------------------------------------------------------------------------- */

static bool hangs_on(const struct model *m, const struct ex *x, const struct case_m *cs)
{
	if (x->kind == EX_HOLE)
		return true;
	if (x->kind == EX_INPUT && m->inputs.at[x->index].kind == INPUT_ASSESSMENT &&
	    !cs->known[x->index])
		return true;
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (hangs_on(m, x->kids.at[i], cs))
			return true;
	return false;
}

#define MAIN_RULE_CASES 4096

/*
 * The answer with the open exceptions read as not applying, where it is one answer for every way of settling the
 * questions left (semantics S3). Uses the reference evaluator over the ranks of the columns that still matter.
 */
static void main_rule(struct space *s, const struct case_m *cs, struct reply *r, struct arena *a)
{
	const struct model *m = s->m;
	const struct slot *slot = &m->slots.at[r->slot];
	bool *suppressed = arena_array(a, bool, m->provisions.n + 1), any = false;
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		bool here = p->service == slot->service && p->heading == slot->heading && p->parent != NONE;
		suppressed[i] = here && p->when && hangs_on(m, p->when, cs);
		any |= suppressed[i];
	}
	if (!any)
		return;
	int64_t *v = arena_array(a, int64_t, m->inputs.n);
	uint64_t cases = 1;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		v[i] = cs->known[i] ? cs->values[i] : m->inputs.at[i].type.lo;
	for (uint32_t i = 0; i < r->questions.n; i++) {
		uint32_t c = s->input_column[r->questions.at[i]];
		cases *= c == NONE ? 1 : s->columns.at[c].cuts.n;
		if (cases > MAIN_RULE_CASES)
			return;
	}
	for (uint64_t k = 0; k < cases; k++) {
		uint64_t rest = k;
		for (uint32_t i = 0; i < r->questions.n; i++) {
			uint32_t c = s->input_column[r->questions.at[i]];
			if (c == NONE)
				continue;
			v[r->questions.at[i]] = s->columns.at[c].cuts.at[rest % s->columns.at[c].cuts.n];
			rest /= s->columns.at[c].cuts.n;
		}
		struct plain p;
		if (!eval_given(m, v) && !s->tied)
			continue;
		eval_slot(m, v, r->slot, suppressed, &p);
		if (r->has_main_rule && !plain_same(&p, &r->main_rule)) {
			r->has_main_rule = false;
			return;
		}
		r->main_rule = p;
		r->has_main_rule = true;
	}
	if (r->main_rule.kind != PLAIN_VALUE)
		r->has_main_rule = false;
}

/* ---- one slot ------------------------------------------------------------------------------------------- */

static enum reply_kind kind_of(enum plain_kind k)
{
	switch (k) {
	case PLAIN_VALUE:
		return REPLY_VALUE;
	case PLAIN_OUTSIDE:
		return REPLY_OUTSIDE;
	case PLAIN_CONFLICT:
		return REPLY_CONFLICT;
	case PLAIN_SILENT:
		return REPLY_SILENT;
	case PLAIN_ABSENT:
		return REPLY_ABSENT;
	}
	return REPLY_NOT_DECIDED;
}

static void what_is_left(struct space *s, const struct case_m *cs, struct reply *r)
{
	const struct slot *slot = &s->m->slots.at[r->slot];
	if (r->kind != REPLY_VALUE || r->plain.st != ST_LIMIT || !r->plain.has_upper)
		return;
	for (uint32_t i = 0; i < cs->n_used; i++) {
		const struct used_m *u = &cs->used[i];
		if (u->service != slot->service || u->heading != slot->heading ||
		    !measure_same(&u->measure, &slot->measure))
			continue;
		r->left = num_max(num_sub(r->plain.upper, u->amount), num_int(0));
		r->has_left = num_ok(r->left);
	}
}

static void single(struct space *s, const struct case_m *cs, const struct answer_class *x,
                   struct reply *r, struct arena *a)
{
	r->plain = x->p;
	r->kind = kind_of(x->p.kind);
	if (r->kind == REPLY_SILENT && r->plain.silence == SILENCE_RATE) {
		uint32_t at = s->m->rates.at[r->plain.rate].at_input;
		r->plain.day = cs->known[at] ? cs->values[at] : NO_DAY;
	}
	if (x->formula) {
		r->kind = REPLY_UNDETERMINED;
		r->formula = x->formula;
		for (uint32_t i = 0; i < x->formula->lower.n; i++)
			ask_formula(r, x->formula->lower.at[i].ex, cs, a);
		for (uint32_t i = 0; i < x->formula->upper.n; i++)
			ask_formula(r, x->formula->upper.at[i].ex, cs, a);
	}
	if (r->kind == REPLY_SILENT && r->plain.silence == SILENCE_CONDITION)
		main_rule(s, cs, r, a);
	what_is_left(s, cs, r);
}

static void several(struct space *s, const struct case_m *cs, struct classes *c, dd f,
                    const struct dd_box *box, struct reply *r, struct arena *a)
{
	bool reading = questions_of(s, cs, f, r, a);
	r->kind = reading ? REPLY_UNCLEAR : REPLY_UNDETERMINED;
	struct rows_ctx ctx = {s, c, r, box, a};
	dd_paths(s->dd, f, box, SPACE_BUDGET, add_row, &ctx);
	for (uint32_t i = 0; i < r->rows.n; i++) {
		const struct leaf *l = r->rows.at[i].formula;
		for (uint32_t k = 0; l && k < l->lower.n; k++)
			ask_formula(r, l->lower.at[k].ex, cs, a);
		for (uint32_t k = 0; l && k < l->upper.n; k++)
			ask_formula(r, l->upper.at[k].ex, cs, a);
	}
	if (!reading)
		main_rule(s, cs, r, a);
}

struct reply answer_slot(struct space *s, const struct case_m *cs, uint32_t slot, struct arena *a)
{
	struct reply r = {.slot = slot, .kind = REPLY_NOT_DECIDED};
	if (s->slot[slot] == DD_BAD)
		return r;
	dd_allow(s->dd, SPACE_BUDGET);
	struct dd_box box = case_box(s, cs, a);
	struct classes c = {.s = s, .cs = cs, .of_leaf = arena_array(a, uint32_t, s->leaves.n)};
	vec_push(s->a, &c.list, ((struct answer_class){0}));
	dd f = dd_restrict_box(s->dd, s->slot[slot], &box);
	f = f == DD_BAD ? f : dd_map(s->dd, f, class_of, &c);
	f = without_impossible(s, without_absent(s, cs, f, &box, a), a);
	if (f == DD_BAD)
		return r;
	struct dd_values v = dd_possible(s->dd, f, &box, a);
	uint32_t first = v.n && v.at[0] == CLASS_IMPOSSIBLE ? 1 : 0;
	if (v.n == first)
		r.kind = REPLY_CONTRADICTION;
	else if (v.n == first + 1)
		single(s, cs, &c.list.at[v.at[first]], &r, a);
	else
		several(s, cs, &c, f, &box, &r, a);
	return r;
}

/* ---- conditions and bounds ------------------------------------------------------------------------------ */

static enum truth truth_in(struct space *s, const struct case_m *cs, dd f)
{
	enum truth t = TRUTH_UNDECIDED;
	struct arena_mark mark = arena_mark(s->scratch);
	if (f != DD_BAD) {
		struct dd_box box = case_box(s, cs, s->scratch);
		if (dd_always(s->dd, f, &box, 1))
			t = TRUTH_YES;
		else if (dd_always(s->dd, f, &box, 0))
			t = TRUTH_NO;
	}
	arena_reset(s->scratch, mark);
	return t;
}

enum breach_kind answer_breach(struct space *s, const struct case_m *c, uint32_t bound)
{
	enum truth t = truth_in(s, c, s->bounds.at[bound].broken);
	return t == TRUTH_YES ? BREACH_CERTAIN : t == TRUTH_NO ? BREACH_NONE : BREACH_POSSIBLE;
}

enum truth answer_inside(struct space *s, const struct case_m *c, uint32_t service)
{
	dd_allow(s->dd, SPACE_BUDGET);
	return truth_in(s, c, dd_where(s->dd, s->inside[service], 1));
}

enum truth answer_condition(struct space *s, const struct case_m *c, const struct ex *x)
{
	dd_allow(s->dd, SPACE_BUDGET);
	return truth_in(s, c, lower_condition(s, x));
}
