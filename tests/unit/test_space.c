/* SPDX-License-Identifier: MIT
 *
 * The space against the reference evaluator: small random catalogues as text, parsed, modelled and made into diagrams.
 * In complete cases every slot's leaf is the plain answer; in partial ones the answer's kind is that of the set of
 * plain answers over all completions. The text of a failing catalogue is printed with its seed.
 */
#include "front/parse.h"
#include "space/answer.h"
#include "space/build.h"
#include "space/slot_box.h"
#include "space/dd_read.h"
#include "random_catalogue.h"

#include "base/date.h"

#include <stdio.h>

/* ---- the space of one ----------------------------------------------------------------------------------- */

struct subject {
	struct arena a, scratch;
	struct diags d;
	struct sources sources;
	const char *text;
	struct model *m;
	struct space *s; /* NULL: the text has errors */
};

static void subject_open(struct subject *x, uint64_t start)
{
	memset(x, 0, sizeof *x);
	arena_init(&x->a);
	arena_init(&x->scratch);
	struct gen g = {.r = start, .t = {.a = &x->a}};
	catalogue(&g);
	x->text = text_c(&g.t);
	x->d = (struct diags){.a = &x->a};
	x->sources.a = &x->a;
	struct intern *names = intern_new(&x->a);
	const struct source *f = source_add(&x->sources, "k.niv", x->text, strlen(x->text));
	struct ast_file *file = parse_file(&x->a, names, &x->d, f);
	x->m = model_make(&x->a, names, &x->d, &x->sources, &file, 1, 1);
	if (!x->m->cyclic && !diags_errors(&x->d))
		/* slots as tuples of few rules, and as lists of many: every other catalogue */
		x->s = space_make_listed(&x->a, &x->scratch, x->m, 0, start % 2 ? 1 : UINT32_MAX);
	if (getenv("SHOW"))
		for (uint32_t i = 0; i < x->d.list.n; i++)
			if (x->d.list.at[i]->severity == SEV_ERROR)
				print_message("N%d %s\n", (int)x->d.list.at[i]->code, x->d.list.at[i]->text);
	if (diags_errors(&x->d))
		x->s = NULL;
}

static void subject_close(struct subject *x)
{
	arena_free(&x->a);
	arena_free(&x->scratch);
}

static void show_text(const struct subject *x, uint64_t start, uint32_t slot)
{
	print_error("SEED=%llu slot %s\n", (unsigned long long)start, x->m->slots.at[slot].id);
	fputs(x->text + sizeof declarations - 1, stderr);
}

static void show(const struct subject *x, uint64_t start, uint32_t slot, const int64_t *values)
{
	show_text(x, start, slot);
	for (uint32_t i = 0; i < x->m->inputs.n; i++)
		print_error("%s=%lld ", x->m->inputs.at[i].text, (long long)values[i]);
	print_error("\n");
}

/* Near a cut of its column, or anywhere. */
static int64_t input_value(struct subject *x, uint32_t i, uint64_t *r)
{
	const struct type_m *t = &x->m->inputs.at[i].type;
	uint32_t c = x->s->input_column[i];
	int64_t v = random_in(r, t->lo, t->hi);
	if (c != NONE && random_next(r) % 4) {
		const struct column *col = &x->s->columns.at[c];
		v = col->cuts.at[random_next(r) % col->cuts.n] - (int64_t)(random_next(r) % 2);
	} else if (i == 0) {
		v = random_in(r, date_day(2023, 12, 1), date_day(2025, 7, 31));
	}
	return v < t->lo ? t->lo : v > t->hi ? t->hi : v;
}

static void random_case(struct subject *x, uint64_t *r, int64_t *v)
{
	const struct model *m = x->m;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		v[i] = input_value(x, i, r);
	if (x->s->tied && random_next(r) % 4)
		v[m->birth_input] = date_add_months(v[0], -12 * v[m->age_input], NULL) -
		                    random_in(r, 0, 300);
}

static struct plain from_diagram(const struct subject *x, uint32_t slot, const int64_t *v,
                                 bool *impossible)
{
	const struct space *s = x->s;
	uint32_t ranks[200] = {0};
	assert_true(s->columns.n <= COUNT(ranks));
	for (uint32_t i = 0; i < s->columns.n; i++) {
		int64_t value;
		if (column_value(s, &s->columns.at[i], v, &value))
			ranks[s->columns.at[i].level] = column_rank(&s->columns.at[i], value);
	}
	const struct leaf *l = &s->leaves.at[dd_eval(s->dd, s->slot[slot], ranks)];
	*impossible = l->impossible;
	return leaf_plain(s, l, v);
}

/* ---- complete cases ------------------------------------------------------------------------------------- */

static bool reads_input(const struct ex *x)
{
	bool reads = x && x->kind == EX_INPUT;
	for (uint32_t i = 0; x && i < x->kids.n && !reads; i++)
		reads = reads_input(x->kids.at[i]);
	return reads;
}

static bool has_formula(const struct model *m, uint32_t slot)
{
	for (uint32_t i = 0; i < m->rules.n; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			if (st->slot == slot && (reads_input(st->lower) || reads_input(st->upper)))
				return true;
		}
	return false;
}

static bool hangs(const struct plain *p)
{
	return (p->kind == PLAIN_SILENT && p->silence >= SILENCE_CONDITION) ||
	       (p->kind == PLAIN_CONFLICT && p->conflict == CONFLICT_SERVICE);
}

/*
 * The same answer. Of several conditions that are missing another may be named. With formulas, two limits: where a
 * condition is missing they are compared as formulas and not in the case (semantics P7), and of several pairs that
 * disagree another may be named.
 */
static bool agree(const struct model *m, uint32_t slot, const struct plain *p,
                  const struct plain *q)
{
	bool clash = p->kind == PLAIN_CONFLICT && q->kind == PLAIN_CONFLICT &&
	             p->conflict == q->conflict;
	if (plain_same(p, q) || (hangs(p) && hangs(q) && p->kind == q->kind))
		return true;
	return has_formula(m, slot) && (clash || hangs(p) || hangs(q));
}

static bool compare_complete(struct subject *x, uint64_t start, const int64_t *v)
{
	bool given = eval_given(x->m, v);
	for (uint32_t slot = 0; slot < x->m->slots.n; slot++) {
		bool impossible;
		struct plain p, q = from_diagram(x, slot, v, &impossible);
		eval_slot(x->m, v, slot, NULL, &p);
		if (impossible ? !given : !given || agree(x->m, slot, &p, &q))
			continue;
		show(x, start, slot, v);
		print_error("evaluator %d/%d/%d, diagram %d/%d/%d%s\n", p.kind, p.silence, p.conflict,
		            q.kind, q.silence, q.conflict, impossible ? " impossible" : "");
		return false;
	}
	return true;
}

#define MODELS 300
#define CASES 60

static uint64_t models(void)
{
	const char *n = getenv("MODELS");
	return n ? strtoull(n, NULL, 10) : MODELS;
}

static void test_complete(void **state)
{
	(void)state;
	uint64_t start = seed(), used = 0;
	for (uint64_t k = 0; k < models(); k++) {
		struct subject x;
		subject_open(&x, start + k);
		bool good = true;
		uint64_t r = start + k;
		int64_t *v = arena_array(&x.a, int64_t, x.m->inputs.n);
		used += x.s != NULL;
		for (int i = 0; x.s && good && i < CASES; i++) {
			random_case(&x, &r, v);
			good = compare_complete(&x, start + k, v);
		}
		subject_close(&x);
		assert_true(good);
	}
	assert_true(used > models() / 2);
}

/* ---- partial cases -------------------------------------------------------------------------------------- */

#define COMPLETIONS 3000

struct possible {
	struct plain p[64];
	uint32_t n;
	bool by_reading; /* the readings of one completion differ */
};

static void add_possible(const struct model *m, uint32_t slot, struct possible *s,
                         const struct plain *p)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (agree(m, slot, &s->p[i], p))
			return;
	if (s->n < COUNT(s->p))
		s->p[s->n++] = *p;
}

/* The k-th completion in mixed radix; false past the last. The readings vary fastest. */
static bool completion(const struct model *m, const bool *known, uint64_t k, int64_t *v)
{
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < m->inputs.n; i++) {
			const struct input *in = &m->inputs.at[i];
			if (known[i] || (in->kind == INPUT_UNCLEAR) == (pass == 1))
				continue;
			uint64_t size = (uint64_t)(in->type.hi - in->type.lo + 1);
			v[i] = in->type.lo + (int64_t)(k % size);
			k /= size;
		}
	return k == 0;
}

static uint64_t readings_of(const struct model *m)
{
	uint64_t n = 1;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (m->inputs.at[i].kind == INPUT_UNCLEAR)
			n *= (uint64_t)(m->inputs.at[i].type.hi - m->inputs.at[i].type.lo + 1);
	return n;
}

static struct possible enumerate(const struct subject *x, const bool *known, uint32_t slot,
                                 int64_t *v)
{
	struct possible s = {.n = 0};
	struct plain first = {0}, p;
	uint64_t readings = readings_of(x->m);
	bool any = false;
	for (uint64_t k = 0; completion(x->m, known, k, v); k++) {
		any &= k % readings != 0;
		if (!eval_given(x->m, v))
			continue;
		eval_slot(x->m, v, slot, NULL, &p);
		add_possible(x->m, slot, &s, &p);
		s.by_reading |= any && !agree(x->m, slot, &first, &p);
		first = p;
		any = true;
	}
	return s;
}

static enum reply_kind kind_expected(const struct possible *s)
{
	static const enum reply_kind of[] = {REPLY_VALUE, REPLY_OUTSIDE, REPLY_CONFLICT, REPLY_SILENT,
	                                     REPLY_ABSENT};
	return s->n == 0     ? REPLY_CONTRADICTION
	     : s->n == 1     ? of[s->p[0].kind]
	     : s->by_reading ? REPLY_UNCLEAR
	                     : REPLY_UNDETERMINED;
}

/* Unknown: everything small enough to be enumerated, up to a number of completions. */
static void hide(const struct subject *x, uint64_t *r, bool *known)
{
	const struct model *m = x->m;
	uint64_t total = readings_of(m);
	for (uint32_t i = 0; i < m->inputs.n; i++)
		known[i] = m->inputs.at[i].kind != INPUT_UNCLEAR;
	for (uint32_t tries = 0; tries < 5; tries++) {
		uint32_t i = (uint32_t)(random_next(r) % m->inputs.n);
		uint64_t size = (uint64_t)(m->inputs.at[i].type.hi - m->inputs.at[i].type.lo + 1);
		if (!known[i] || size > 21 || total * size > COMPLETIONS)
			continue;
		known[i] = false;
		total *= size;
	}
}

/* Formulas of unknown inputs are shown as such: whether two can differ is not asked (semantics P7). */
static bool reply_agrees(const struct model *m, uint32_t slot, const struct reply *got,
                         const struct possible *all)
{
	bool open = got->kind == REPLY_UNDETERMINED || got->kind == REPLY_UNCLEAR;
	bool missing = false; /* now this condition, now that */
	for (uint32_t i = 0; i < all->n; i++)
		missing |= hangs(&all->p[i]);
	if (open ? missing || has_formula(m, slot) : has_formula(m, slot) && hangs(&got->plain))
		return all->n > 0;
	if (all->n == 1 && !open && got->kind != REPLY_CONTRADICTION)
		return agree(m, slot, &all->p[0], &got->plain);
	return got->kind == kind_expected(all);
}

static bool compare_partial(struct subject *x, uint64_t start, uint64_t *r, int64_t *v, bool *known)
{
	hide(x, r, known);
	struct case_m cs = {.values = v, .known = known};
	bool can_be = case_possible(x->s, &cs);
	for (uint32_t slot = 0; slot < x->m->slots.n; slot++) {
		if (random_next(r) % 3)
			continue;
		struct possible all = enumerate(x, known, slot, v);
		struct reply got = answer_slot(x->s, &cs, slot, &x->a);
		/* a case that cannot be is reported once; no slot is asked */
		if (can_be ? reply_agrees(x->m, slot, &got, &all) : all.n == 0)
			continue;
		show(x, start, slot, v);
		for (uint32_t i = 0; i < x->m->inputs.n; i++)
			print_error("%s ", known[i] ? "" : x->m->inputs.at[i].text);
		print_error(": answer %d, of %u plain answers expected %d\n", got.kind, all.n,
		            kind_expected(&all));
		return false;
	}
	return true;
}

static void test_partial(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint64_t k = 0; k < models() / 3; k++) {
		struct subject x;
		subject_open(&x, start + k);
		bool good = true;
		uint64_t r = start + k;
		int64_t *v = arena_array(&x.a, int64_t, x.m->inputs.n);
		bool *known = arena_array(&x.a, bool, x.m->inputs.n);
		for (int i = 0; x.s && good && i < 4; i++) {
			random_case(&x, &r, v);
			good = compare_partial(&x, start + k, &r, v, known);
		}
		subject_close(&x);
		assert_true(good);
	}
}

/* ---- the rules as boxes --------------------------------------------------------------------------------- */

/* Where the slot's leaf is like that. */
static dd leaves_where(const struct space *s, uint32_t slot, bool (*is)(const struct leaf *),
                       struct arena *a)
{
	struct dd_values v = dd_possible(s->dd, s->slot[slot], NULL, a);
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < v.n; i++)
		if (is(&s->leaves.at[v.at[i]]))
			any = dd_or(s->dd, any, dd_where(s->dd, s->slot[slot], v.at[i]));
	return any;
}

static bool is_conflict(const struct leaf *l)
{
	return !l->impossible && l->p.kind == PLAIN_CONFLICT && l->p.conflict == CONFLICT_VALUES;
}

static bool is_gap(const struct leaf *l)
{
	return !l->impossible && l->p.kind == PLAIN_SILENT && l->p.silence == SILENCE_GAP;
}

static bool same_conflicts(struct subject *x, uint32_t slot, dd asked, uint32_t *decided)
{
	struct space *s = x->s;
	struct slot_clashes all = slot_clashes_of(s, slot, asked, 1000, &x->a);
	dd any = DD_FALSE, seen = dd_and(s->dd, asked, leaves_where(s, slot, is_conflict, &x->a));
	for (uint32_t i = 0; i < all.n; i++)
		any = dd_or(s->dd, any, all.at[i].where);
	*decided += all.decided && all.n > 0;
	return !all.decided || (any == seen && all.n == all.count);
}

static bool same_gap(struct subject *x, uint32_t slot, dd asked, uint32_t *decided)
{
	struct space *s = x->s;
	const struct slot *sl = &x->m->slots.at[slot];
	dd *f = arena_array(&x->a, dd, x->m->rules.n), hole, any = DD_FALSE;
	uint32_t n = 0;
	for (uint32_t i = 0; i < x->m->rules.n; i++)
		if (x->m->rules.at[i].service == sl->service && x->m->rules.at[i].heading == sl->heading)
			f[n++] = space_for_some_hole(s, s->applies[i]);
	struct uncovered u = uncovered_open(s, f, n, asked, &x->a);
	enum cover is;
	while ((is = uncovered_next(&u, &hole)) == COVER_NO)
		any = dd_or(s->dd, any, hole);
	*decided += is == COVER_YES && any != DD_FALSE;
	dd seen = dd_and(s->dd, asked, leaves_where(s, slot, is_gap, &x->a));
	return is == COVER_UNDECIDED || any == seen;
}

/* What the boxes decide about a slot is what its diagram says. */
static void test_boxes(void **state)
{
	(void)state;
	uint64_t start = seed();
	uint32_t conflicts = 0, gaps = 0;
	for (uint64_t k = 0; k < models(); k++) {
		struct subject x;
		subject_open(&x, start + k);
		bool good = true;
		for (uint32_t i = 0; x.s && i < x.m->slots.n && good; i++) {
			const struct heading *h = &x.m->headings.at[x.m->slots.at[i].heading];
			dd inside = dd_where(x.s->dd, x.s->inside[x.m->slots.at[i].service], 1);
			dd asked = h->about_case ? DD_TRUE : space_for_all_holes(x.s, inside);
			asked = dd_and(x.s->dd, asked, x.s->given);
			good = same_conflicts(&x, i, asked, &conflicts);
			if (good && !h->about_case && !h->several)
				good = same_gap(&x, i, asked, &gaps);
			if (!good)
				show_text(&x, start + k, i);
		}
		subject_close(&x);
		assert_true(good);
	}
	assert_true(conflicts > 20 && gaps > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_partial),
		cmocka_unit_test(test_boxes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
