/* SPDX-License-Identifier: MIT
 *
 * Counting. A question's diagram, with what is given folded in, has leaf 0 where no case can be, 1 where nothing
 * changes, and 2 + the part of a change. The counts of its leaves are all that rows leave behind; only formulas and
 * open questions are settled row by row.
 */
#include "diff/population.h"

#include "base/date.h"
#include "diff/part.h"
#include "diff/walk.h"
#include "space/answer.h"
#include "space/dd_read.h"

#include <string.h>

#define ROWS POPULATION_ROWS
#define PATHS 400 /* of an open question, tried in a row; what is not tried counts as possible */

enum { VALUE_IMPOSSIBLE, VALUE_SAME, VALUE_PART };

/* One question's changes. */
struct question {
	struct walk w;
	const struct diff_part *parts;
	const struct diff_change *changes; /* of its service */
	struct diff_met **met;             /* by value; NULL: nothing is met */
	uint64_t *count;                   /* by value: rows all of whose cases have it */
	uint64_t *tested;                  /* bits by level */
	uint64_t *
		ties; /* those of them that hang together with others: while they are open, not every path is a case */
	uint32_t values;
};

/* What both catalogues know of an input. */
struct common {
	bool counts;
	int64_t lo, hi;
	const bool *both; /* by value, of a list; NULL */
};

struct population {
	struct work work;
	struct arena *a, *scratch;
	struct population_batch batch;
	bool *uses;
	struct common *common; /* by input */
	VEC(struct question) questions;
	VEC(struct diff_met **) mets; /* by service, then by change; NULL: cannot be counted */
	struct question given[3];     /* of all, the old one, the new one */
	bool *column_used;            /* by level */
	uint32_t words;               /* of bits by level, for a row */
	uint64_t *open, *always_open; /* by row, and for every row: levels whose rank is not known */
	uint32_t **rank;              /* by level, then by row */
	uint32_t live[ROWS], n_live;  /* rows that are counted */
	bool met[ROWS];
	bool *reached, *seen, *wanted;      /* room for nodes; for values */
	int64_t *values, *own[JOINT_SIDES]; /* of one row */
	bool *known, *own_known[JOINT_SIDES];
	struct diff_population total;
};

static struct space *joint_space(const struct population *p)
{
	return p->work.j->s;
}

/* ---- making ready --------------------------------------------------------------------------------------- */

static void find_common(struct population *p, uint32_t input)
{
	const struct joint *j = p->work.j;
	const struct type_m *t = &j->s->m->inputs.at[input].type;
	struct common *c = &p->common[input];
	*c = (struct common){.lo = t->lo, .hi = t->hi};
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t side = k ? p->work.last : OLD_SIDE, own = j->own_input[side][input];
		const struct model *m = j->side[side]->m;
		if (own == NONE || !m->inputs.at[own].used)
			continue;
		const struct type_m *u = &m->inputs.at[own].type;
		const int64_t *map = j->own_value[side][input];
		c->counts = true;
		if (!map) {
			c->lo = u->lo > c->lo ? u->lo : c->lo;
			c->hi = u->hi < c->hi ? u->hi : c->hi;
			continue;
		}
		bool *both = arena_array(p->a, bool, (size_t)t->hi + 1);
		for (int64_t v = t->lo; v <= t->hi; v++)
			both[v] = map[v] >= u->lo && map[v] <= u->hi && (!c->both || c->both[v]);
		c->both = both;
	}
	if (input == 0) {
		c->counts = true;
		c->lo = p->work.d->from;
		c->hi = p->work.d->to;
	}
}

static uint32_t with_given(void *ctx, const uint32_t *v, uint32_t n)
{
	(void)ctx;
	(void)n;
	return v[1] ? v[0] + VALUE_SAME : VALUE_IMPOSSIBLE;
}

/* False where the budget did not suffice. */
static bool open_question(struct population *p, struct question *q, dd f, uint32_t values)
{
	struct space *s = joint_space(p);
	if (f == DD_BAD)
		return false;
	q->w = walk_make(s->dd, f, p->a, p->scratch);
	q->values = values;
	q->count = arena_array(p->a, uint64_t, values);
	q->met = arena_array(p->a, struct diff_met *, values);
	q->tested = arena_array(p->a, uint64_t, p->words);
	q->ties = arena_array(p->a, uint64_t, p->words);
	for (uint32_t level = 0; level < s->columns.n; level++) {
		const struct column *c = &s->columns.at[s->column_at[level]];
		if (!q->w.tested[level])
			continue;
		p->column_used[level] = true;
		q->tested[level / 64] |= (uint64_t)1 << level % 64;
		bool born = s->tied && c->kind == COL_INPUT && c->input == s->m->birth_input;
		if (c->kind != COL_INPUT || born)
			q->ties[level / 64] |= (uint64_t)1 << level % 64;
	}
	return true;
}

static void ask_region(struct population *p, const struct diff_service *s, struct diff_met **mets,
                       const struct diff_region *r)
{
	struct space *js = joint_space(p);
	struct question q = {.parts = r->parts.at, .changes = s->changes.at};
	dd_allow(js->dd, SPACE_BUDGET);
	dd f = dd_combine(js->dd, (const dd[]){r->f, js->given}, 2,
	                  &(struct dd_rule){.leaf = with_given});
	if (!open_question(p, &q, f, VALUE_PART + r->parts.n))
		return;
	for (uint32_t i = 0; i < r->parts.n; i++) {
		uint32_t change = r->parts.at[i].change;
		if (change == NONE)
			continue;
		if (!mets[change])
			mets[change] = arena_new(p->a, struct diff_met);
		q.met[VALUE_PART + i] = mets[change];
	}
	vec_push(p->a, &p->questions, q);
}

static void ask_given(struct population *p)
{
	struct joint *j = p->work.j;
	dd_allow(j->s->dd, SPACE_BUDGET);
	const dd f[3] = {j->s->given, joint_import(j, OLD_SIDE, j->side[OLD_SIDE]->given),
	                 joint_import(j, p->work.last, j->side[p->work.last]->given)};
	for (int i = 0; i < 3; i++)
		if (!open_question(p, &p->given[i], f[i], 2))
			open_question(p, &p->given[i], DD_TRUE, 2);
}

static bool column_is_open(const struct column *c, const bool *known)
{
	bool open = c->kind == COL_INPUT ? !known[c->input] : false;
	for (uint32_t i = 0; i < c->terms.n; i++)
		open |= !known[c->terms.at[i].input];
	if (c->kind == COL_MONTHS || c->kind == COL_AGE)
		open = !known[c->from] || !known[c->to];
	return open;
}

static void make_room(struct population *p)
{
	const struct space *s = joint_space(p);
	uint32_t n = s->m->inputs.n, nodes = 1, values = 2;
	for (uint32_t i = 0; i < p->questions.n; i++) {
		const struct question *q = &p->questions.at[i];
		nodes = q->w.n > nodes ? q->w.n : nodes;
		values = q->values > values ? q->values : values;
	}
	for (int i = 0; i < 3; i++)
		nodes = p->given[i].w.n > nodes ? p->given[i].w.n : nodes;
	p->reached = arena_array(p->a, bool, nodes);
	p->seen = arena_array(p->a, bool, values);
	p->wanted = arena_array(p->a, bool, values);
	p->values = arena_array(p->a, int64_t, n);
	p->known = arena_array(p->a, bool, n);
	for (uint32_t side = 0; side < p->work.j->n; side++) {
		uint32_t own = p->work.j->side[side]->m->inputs.n;
		p->own[side] = arena_array(p->a, int64_t, own);
		p->own_known[side] = arena_array(p->a, bool, own);
	}
	p->open = arena_array(p->a, uint64_t, (size_t)ROWS * p->words);
	p->rank = arena_array(p->a, uint32_t *, s->columns.n + 1);
	for (uint32_t level = 0; level < s->columns.n; level++) {
		p->rank[level] = p->column_used[level] ? arena_array(p->a, uint32_t, ROWS) : NULL;
		if (column_is_open(&s->columns.at[s->column_at[level]], p->uses))
			p->always_open[level / 64] |= (uint64_t)1 << level % 64;
	}
}

static void make_batch(struct population *p)
{
	const struct model *m = joint_space(p)->m;
	p->batch.value = arena_array(p->a, int64_t *, m->inputs.n);
	p->batch.known = arena_array(p->a, bool *, m->inputs.n);
	p->common = arena_array(p->a, struct common, m->inputs.n);
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		if (!p->uses[i])
			continue;
		find_common(p, i);
		p->batch.value[i] = arena_array(p->a, int64_t, ROWS);
		p->batch.known[i] = arena_array(p->a, bool, ROWS);
		for (uint32_t r = 0; r < ROWS; r++)
			p->batch.value[i][r] = m->inputs.at[i].type.lo;
	}
}

struct population *population_make(struct arena *a, struct arena *scratch, struct diff *d,
                                   const bool *uses)
{
	struct population *p = arena_new(a, struct population);
	struct joint *j = d->joint;
	uint32_t n = j->s->m->inputs.n;
	p->a = a;
	p->scratch = scratch;
	p->work = (struct work){.d = d,
	                        .a = scratch,
	                        .j = j,
	                        .old = j->side[OLD_SIDE]->m,
	                        .new = d->model,
	                        .last = j->n - 1,
	                        .mixed = j->n > 2};
	p->uses = arena_array(a, bool, n);
	memcpy(p->uses, uses, n);
	p->uses[0] = true;
	if (j->s->tied && p->uses[j->s->m->birth_input])
		p->uses[j->s->m->age_input] = true;
	p->words = j->s->columns.n / 64 + 1;
	p->always_open = arena_array(a, uint64_t, p->words);
	p->column_used = arena_array(a, bool, j->s->columns.n + 1);
	ask_given(p);
	for (uint32_t i = 0; i < d->services.n; i++) {
		const struct diff_service *s = &d->services.at[i];
		struct diff_met **mets = arena_array(a, struct diff_met *, s->changes.n);
		vec_push(a, &p->mets, mets);
		for (uint32_t k = 0; k < s->regions.n; k++)
			ask_region(p, s, mets, &s->regions.at[k]);
	}
	make_room(p);
	make_batch(p);
	return p;
}

struct population_batch *population_batch(struct population *p)
{
	return &p->batch;
}

/* ---- a batch: who is counted, and the ranks ------------------------------------------------------------- */

enum row_state { ROW_COUNTED, ROW_CONTRADICTORY, ROW_NOT_COMPARABLE };

/* Without a date: the first day. Without an age: what the birth date gives. */
static void fill_in(struct population *p, uint8_t *state)
{
	const struct model *m = joint_space(p)->m;
	struct population_batch *b = &p->batch;
	for (uint32_t r = 0; r < b->n; r++) {
		if (!b->known[0][r])
			b->value[0][r] = p->work.d->from;
		b->known[0][r] = true;
	}
	if (!joint_space(p)->tied || !p->uses[m->birth_input])
		return;
	const struct type_m *age_type = &m->inputs.at[m->age_input].type;
	for (uint32_t r = 0; r < b->n; r++) {
		if (!b->known[m->birth_input][r])
			continue;
		int64_t age = date_age(b->value[m->birth_input][r], b->value[0][r]);
		bool *known = &b->known[m->age_input][r];
		if (age < age_type->lo || age > age_type->hi ||
		    (*known && b->value[m->age_input][r] != age))
			state[r] = ROW_CONTRADICTORY;
		else
			b->value[m->age_input][r] = age;
		*known = true;
	}
}

static void find_unknown_values(struct population *p, uint8_t *state)
{
	const struct population_batch *b = &p->batch;
	for (uint32_t i = 0; i < joint_space(p)->m->inputs.n; i++) {
		const struct common *c = &p->common[i];
		if (!p->uses[i] || !c->counts)
			continue;
		for (uint32_t r = 0; r < b->n; r++) {
			int64_t v = b->value[i][r];
			bool knows = c->both ? c->both[v] : v >= c->lo && v <= c->hi;
			if (!knows && b->known[i][r] && state[r] == ROW_COUNTED)
				state[r] = ROW_NOT_COMPARABLE;
		}
	}
}

/* Without a branch: the last cut at or below v. */
static uint32_t rank_of(const int64_t *cuts, uint32_t n, int64_t v)
{
	const int64_t *at = cuts;
	while (n > 1) {
		uint32_t half = n / 2;
		at += at[half] <= v ? half : 0;
		n -= half;
	}
	return (uint32_t)(at - cuts);
}

static void rank_input(struct population *p, const struct column *c)
{
	const int64_t *value = p->batch.value[c->input];
	uint32_t *rank = p->rank[c->level];
	for (uint32_t r = 0; r < p->batch.n; r++)
		rank[r] = rank_of(c->cuts.at, c->cuts.n, value[r]);
}

static void gather(struct population *p, const struct column *c, uint32_t r)
{
	for (uint32_t i = 0; i < c->terms.n; i++)
		p->values[c->terms.at[i].input] = p->batch.value[c->terms.at[i].input][r];
	if (c->kind != COL_SUM) {
		p->values[c->from] = p->batch.value[c->from][r];
		p->values[c->to] = p->batch.value[c->to][r];
	}
}

static void rank_derived(struct population *p, const struct column *c)
{
	uint32_t *rank = p->rank[c->level];
	for (uint32_t r = 0; r < p->batch.n; r++) {
		int64_t v;
		gather(p, c, r);
		column_value(joint_space(p), c, p->values, &v);
		rank[r] = rank_of(c->cuts.at, c->cuts.n, v);
	}
}

static void mark_open(struct population *p, uint32_t level, uint32_t input)
{
	const bool *known = p->batch.known[input];
	uint64_t *open = p->open + level / 64;
	for (uint32_t r = 0; r < p->batch.n; r++)
		open[(size_t)r * p->words] |= (uint64_t)!known[r] << level % 64;
}

static void mark_column(struct population *p, const struct column *c)
{
	if (c->kind == COL_INPUT)
		mark_open(p, c->level, c->input);
	for (uint32_t i = 0; i < c->terms.n; i++)
		mark_open(p, c->level, c->terms.at[i].input);
	if (c->kind == COL_MONTHS || c->kind == COL_AGE) {
		mark_open(p, c->level, c->from);
		mark_open(p, c->level, c->to);
	}
}

static void rank_columns(struct population *p)
{
	const struct space *s = joint_space(p);
	for (uint32_t r = 0; r < p->batch.n; r++)
		memcpy(p->open + (size_t)r * p->words, p->always_open, p->words * sizeof *p->open);
	for (uint32_t level = 0; level < s->columns.n; level++) {
		const struct column *c = &s->columns.at[s->column_at[level]];
		bool never = (p->always_open[level / 64] >> level % 64 & 1) != 0;
		if (never || !p->column_used[level])
			continue;
		if (c->kind == COL_INPUT)
			rank_input(p, c);
		else
			rank_derived(p, c);
		mark_column(p, c);
	}
}

/* ---- one row -------------------------------------------------------------------------------------------- */

static bool leaves_open(const struct population *p, const uint64_t *levels, uint32_t r)
{
	const uint64_t *open = p->open + (size_t)r * p->words;
	uint64_t any = 0;
	for (uint32_t k = 0; k < p->words; k++)
		any |= open[k] & levels[k];
	return any != 0;
}

static bool is_open(const struct population *p, const struct question *q, uint32_t r)
{
	return leaves_open(p, q->tested, r);
}

static struct case_m row_case(struct population *p, uint32_t r)
{
	const struct model *m = joint_space(p)->m;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		p->known[i] = p->uses[i] && p->batch.known[i][r];
		p->values[i] = p->known[i] ? p->batch.value[i][r] : m->inputs.at[i].type.lo;
	}
	return (struct case_m){.values = p->values, .known = p->known};
}

struct proof {
	const struct space *s;
	const struct case_m *cs;
	bool *wanted, *seen; /* by value: not yet proved; found */
	uint32_t left, tried;
};

static bool prove_path(void *ctx, const struct dd_box *path, uint32_t value)
{
	struct proof *x = ctx;
	if (!x->wanted[value])
		return true;
	if (case_can_be(x->s, x->cs, path)) {
		x->wanted[value] = false;
		x->left--;
	}
	return x->left > 0 && ++x->tried < PATHS;
}

/* Leaves among the values seen those that some case has. */
static void keep_proved(struct population *p, const struct question *q, const struct case_m *cs,
                        const struct dd_box *box)
{
	const struct space *s = joint_space(p);
	struct proof x = {.s = s, .cs = cs, .wanted = p->wanted, .seen = p->seen};
	for (uint32_t v = 0; v < q->values; v++) {
		p->wanted[v] = v != VALUE_IMPOSSIBLE && p->seen[v];
		x.left += p->wanted[v];
	}
	if (x.left < 2 && q->values > 2)
		return;
	bool all = dd_paths(s->dd, q->w.f, box, SPACE_BUDGET, prove_path, &x) == DD_WALK_DONE;
	for (uint32_t v = 0; all && v < q->values; v++)
		p->seen[v] &= !p->wanted[v];
}

/* p->seen: the values that the row's cases can have. */
static void possible_values(struct population *p, const struct question *q, uint32_t r,
                            const struct case_m *cs, const struct dd_box *box)
{
	memset(p->seen, 0, q->values * sizeof *p->seen);
	walk_possible(&q->w, box, p->reached, p->seen);
	if (leaves_open(p, q->ties, r))
		keep_proved(p, q, cs, box);
	p->seen[VALUE_IMPOSSIBLE] = false;
}

/* ---- who can exist -------------------------------------------------------------------------------------- */

static bool given_holds(struct population *p, const struct question *q, uint32_t r)
{
	if (dd_is_leaf(q->w.f))
		return dd_value(q->w.f) != 0;
	if (!is_open(p, q, r))
		return walk_row(&q->w, p->rank, r) != 0;
	struct arena_mark mark = arena_mark(p->scratch);
	struct case_m cs = row_case(p, r);
	struct dd_box box = case_box(joint_space(p), &cs, p->scratch);
	possible_values(p, q, r, &cs, &box);
	arena_reset(p->scratch, mark);
	return p->seen[1];
}

static void judge_rows(struct population *p, uint8_t *state)
{
	p->n_live = 0;
	for (uint32_t r = 0; r < p->batch.n; r++) {
		if (state[r] == ROW_COUNTED && !given_holds(p, &p->given[0], r)) {
			bool some = given_holds(p, &p->given[1], r) || given_holds(p, &p->given[2], r);
			state[r] = some ? ROW_NOT_COMPARABLE : ROW_CONTRADICTORY;
		}
		p->total.contradictory += state[r] == ROW_CONTRADICTORY;
		p->total.not_comparable += state[r] == ROW_NOT_COMPARABLE;
		if (state[r] == ROW_COUNTED)
			p->live[p->n_live++] = r;
	}
}

/* ---- formulas ------------------------------------------------------------------------------------------- */

/* Both sides' inputs of the row. */
static void own_case(struct population *p, uint32_t side)
{
	const struct joint *j = p->work.j;
	const struct model *m = j->side[side]->m;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		uint32_t joint = j->joint_input[side][i];
		bool knows = p->known[joint] &&
		             joint_value(j, side, joint, p->values[joint], &p->own[side][i]);
		p->own_known[side][i] = knows;
		if (!knows)
			p->own[side][i] = m->inputs.at[i].type.lo;
	}
}

/* One side's answer by formula; false where an input is unknown. *leaf: room; out.leaf NULL: nothing is said. */
static bool computed(struct population *p, uint32_t side, uint32_t slot, const struct leaf *l,
                     struct leaf *room, struct said *out)
{
	struct case_m cs = {.values = p->own[side], .known = p->own_known[side]};
	*out = (struct said){side, slot, NULL};
	if (!l)
		return true;
	own_case(p, side);
	for (uint32_t i = 0; i < l->lower.n; i++)
		if (!case_knows(&cs, l->lower.at[i].ex))
			return false;
	for (uint32_t i = 0; i < l->upper.n; i++)
		if (!case_knows(&cs, l->upper.at[i].ex))
			return false;
	*room = (struct leaf){.p = leaf_plain(p->work.j->side[side], l, p->own[side])};
	out->leaf = room;
	return true;
}

enum effect_on_row { ROW_SAME, ROW_MET, ROW_OPEN };

/* p->values and p->known are the row's. *by: NUM_BAD where the difference is no number. */
static enum effect_on_row formula_part(struct population *p, const struct question *q,
                                       const struct diff_part *part, struct num *by,
                                       struct measure *measure)
{
	struct leaf room[2];
	struct said old, new;
	const struct diff_change *c = &q->changes[part->change];
	*by = NUM_BAD;
	if (!computed(p, OLD_SIDE, c->old_slot, part->old, &room[0], &old) ||
	    !computed(p, p->work.last, c->new_slot, part->new, &room[1], &new))
		return ROW_OPEN;
	if (said_same(&p->work, old, new))
		return ROW_SAME;
	*by = said_by(&p->work, old, new);
	if (num_ok(*by))
		*measure = new.leaf->p.measure;
	return ROW_MET;
}

static bool is_formula(const struct diff_part *part)
{
	return part->old || part->new;
}

static void add_formula(struct population *p, const struct question *q, uint32_t value, uint32_t r)
{
	struct diff_met *met = q->met[value];
	struct measure measure;
	struct num by;
	struct arena_mark mark = arena_mark(p->scratch);
	row_case(p, r);
	enum effect_on_row e = formula_part(p, q, &q->parts[value - VALUE_PART], &by, &measure);
	met->possible += e == ROW_OPEN;
	met->certain += e == ROW_MET;
	p->met[r] |= e == ROW_MET;
	if (num_ok(by)) {
		met->sum = met->summed++ ? num_add(met->sum, by) : by;
		met->measure = measure;
	}
	arena_reset(p->scratch, mark);
}

/* ---- counting ------------------------------------------------------------------------------------------- */

static void count_row(struct population *p, const struct question *q, uint32_t r)
{
	uint32_t value = walk_row(&q->w, p->rank, r);
	bool formula = q->met[value] && is_formula(&q->parts[value - VALUE_PART]);
	q->count[value] += !formula;
	p->met[r] |= q->met[value] != NULL && !formula;
	if (formula)
		add_formula(p, q, value, r);
}

static bool seen_before(const struct population *p, const struct question *q, uint32_t value)
{
	bool before = false;
	for (uint32_t v = VALUE_PART; v < value && !before; v++)
		before = p->seen[v] && q->met[v] == q->met[value];
	return before;
}

/* Every case of the row has one of the values seen: the same change in all, or each of several in some. */
static void count_seen(struct population *p, const struct question *q, uint32_t r)
{
	uint32_t values = 0, changes = 0, last = 0;
	bool formula = false, same = false;
	const struct diff_met *one = NULL;
	for (uint32_t v = VALUE_SAME; v < q->values; v++) {
		if (!p->seen[v])
			continue;
		values++;
		last = v;
		same |= !q->met[v];
		changes += q->met[v] && q->met[v] != one;
		one = q->met[v] ? q->met[v] : one;
		formula |= q->met[v] && is_formula(&q->parts[v - VALUE_PART]);
	}
	if (values == 1 && formula) {
		add_formula(p, q, last, r);
	} else if (changes == 1 && !same && !formula) {
		q->count[last]++;
		p->met[r] = true;
	} else {
		for (uint32_t v = VALUE_PART; v < q->values; v++)
			if (p->seen[v] && q->met[v] && !seen_before(p, q, v))
				q->met[v]->possible++;
	}
}

static void count_open(struct population *p, uint32_t r)
{
	struct arena_mark mark = arena_mark(p->scratch);
	struct dd_box box = {0};
	struct case_m cs = {0};
	for (uint32_t i = 0; i < p->questions.n; i++) {
		const struct question *q = &p->questions.at[i];
		if (!is_open(p, q, r))
			continue;
		if (!box.lo) {
			cs = row_case(p, r);
			box = case_box(joint_space(p), &cs, p->scratch);
		}
		possible_values(p, q, r, &cs, &box);
		count_seen(p, q, r);
	}
	arena_reset(p->scratch, mark);
}

static void count_question(struct population *p, const struct question *q)
{
	bool any_open = false;
	for (uint32_t k = 0; k < p->n_live; k++)
		any_open |= is_open(p, q, p->live[k]);
	for (uint32_t k = 0; k < p->n_live; k++)
		if (!any_open || !is_open(p, q, p->live[k]))
			count_row(p, q, p->live[k]);
}

void population_add(struct population *p)
{
	uint8_t state[ROWS] = {ROW_COUNTED};
	const struct model *m = joint_space(p)->m;
	p->total.rows += p->batch.n;
	memset(p->met, 0, sizeof p->met);
	fill_in(p, state);
	find_unknown_values(p, state);
	rank_columns(p);
	judge_rows(p, state);
	for (uint32_t i = 0; i < p->questions.n; i++)
		count_question(p, &p->questions.at[i]);
	for (uint32_t k = 0; k < p->n_live; k++) {
		count_open(p, p->live[k]);
		p->total.met += p->met[p->live[k]];
	}
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (p->uses[i])
			memset(p->batch.known[i], 0, ROWS);
	p->batch.n = 0;
}

void population_impossible(struct population *p)
{
	p->total.rows++;
	p->total.contradictory++;
}

/* Constant differences: so much a row. */
static void add_constants(const struct question *q)
{
	for (uint32_t v = VALUE_PART; v < q->values; v++) {
		struct diff_met *met = q->met[v];
		if (!met || is_formula(&q->parts[v - VALUE_PART]))
			continue;
		const struct diff_change *c = &q->changes[q->parts[v - VALUE_PART].change];
		met->certain += q->count[v];
		if (!num_ok(c->by) || !q->count[v])
			continue;
		struct num sum = q->count[v] > INT64_MAX ? NUM_BAD
		                                         : num_mul(c->by, num_int((int64_t)q->count[v]));
		met->sum = met->summed ? num_add(met->sum, sum) : sum;
		met->summed += q->count[v];
		met->measure = c->measure;
	}
}

void population_end(struct population *p, uint64_t unreadable)
{
	struct diff *d = p->work.d;
	for (uint32_t i = 0; i < p->questions.n; i++)
		add_constants(&p->questions.at[i]);
	for (uint32_t i = 0; i < d->services.n; i++)
		for (uint32_t k = 0; k < d->services.at[i].changes.n; k++)
			d->services.at[i].changes.at[k].met = p->mets.at[i][k];
	struct diff_population *total = arena_new(p->a, struct diff_population);
	*total = p->total;
	total->rows += unreadable;
	total->unreadable = unreadable;
	d->population = total;
}
