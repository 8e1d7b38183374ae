/* SPDX-License-Identifier: MIT
 *
 * Counting rows against brute force: random catalogues, random rows of which some inputs are unknown. Every way of
 * filling the unknown inputs in is put to the changes' regions, one by one, and the answers on both sides to the
 * reference evaluator.
 */
#include "diff/population.h"
#include "meaning/words.h"
#include "versions.h"

#include "base/date.h"

#include <inttypes.h>

#define WAYS 400 /* of filling in a row, at most */
#define TALLIES 200

/*
 * What the counts of a change may be: where a formula's inputs are unknown, it need not be worked out; and of several
 * causes of a conflict or a silence, the reference evaluator may name another one.
 */
struct tally {
	const struct diff_change *c;
	bool formula;
	uint64_t certain[2], possible[2]; /* least, greatest */
	struct num sum;
	uint64_t summed;
	bool exact;
	bool odd; /* in the row at hand: a conflict or a silence */
};

struct brute {
	struct versions *x;
	const struct joint *j;
	bool *uses, *known, *matters;
	int64_t *v, *own[2];
	dd given[2];
	struct tally tally[TALLIES];
	uint32_t n;
	uint64_t rows, met, contradictory, not_comparable;
	bool met_exact;
};

static const struct model *side_model(const struct brute *b, int side)
{
	return b->j->side[side ? b->j->n - 1 : 0]->m;
}

static void brute_open(struct brute *b, struct versions *x, uint64_t *r)
{
	struct arena *a = &x->a;
	uint32_t n = x->d->joint->s->m->inputs.n;
	*b = (struct brute){.x = x, .j = x->d->joint, .met_exact = true};
	b->uses = arena_array(a, bool, n);
	b->known = arena_array(a, bool, n);
	b->matters = arena_array(a, bool, n);
	b->v = arena_array(a, int64_t, n);
	for (int k = 0; k < 2; k++) {
		uint32_t side = k ? b->j->n - 1 : 0;
		b->own[k] = arena_array(a, int64_t, side_model(b, k)->inputs.n);
		b->given[k] = joint_import(x->d->joint, side, b->j->side[side]->given);
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct input *in = &b->j->s->m->inputs.at[i];
		b->uses[i] = in->kind != INPUT_UNCLEAR && !in->tie && random_next(r) % 20;
		for (int k = 0; k < 2; k++) {
			uint32_t own = b->j->own_input[k ? b->j->n - 1 : 0][i];
			b->matters[i] |= own != NONE && side_model(b, k)->inputs.at[own].used;
		}
	}
	for (uint32_t i = 0; i < x->d->services.n; i++) {
		const struct diff_service *s = &x->d->services.at[i];
		for (uint32_t k = 0; k < s->changes.n && b->n < TALLIES; k++) {
			struct tally *t = &b->tally[b->n++];
			*t = (struct tally){.c = &s->changes.at[k], .sum = num_int(0), .exact = true};
			for (uint32_t g = 0; g < s->regions.n; g++)
				for (uint32_t m = 0; m < s->regions.at[g].parts.n; m++) {
					const struct diff_part *part = &s->regions.at[g].parts.at[m];
					t->formula |= part->change == k && (part->old || part->new);
				}
		}
	}
}

/* Inputs that are counted through; an age follows from the birth date. */
static bool varies(const struct brute *b, uint32_t input)
{
	bool age = b->j->s->tied && input == b->j->s->m->age_input;
	return !b->known[input] && b->matters[input] && !age;
}

static uint64_t ways(const struct brute *b)
{
	uint64_t n = 1;
	for (uint32_t i = 0; i < b->j->s->m->inputs.n; i++) {
		const struct type_m *t = &b->j->s->m->inputs.at[i].type;
		if (varies(b, i))
			n *= (uint64_t)(t->hi - t->lo + 1) > WAYS ? WAYS + 1 : (uint64_t)(t->hi - t->lo + 1);
		if (n > WAYS)
			return n;
	}
	return n;
}

/* The w-th way: unknown inputs that matter count like the digits of a number. */
static void fill(struct brute *b, uint64_t w)
{
	for (uint32_t i = 0; i < b->j->s->m->inputs.n; i++) {
		const struct type_m *t = &b->j->s->m->inputs.at[i].type;
		uint64_t size = (uint64_t)(t->hi - t->lo + 1);
		if (!varies(b, i))
			continue;
		b->v[i] = t->lo + (int64_t)(w % size);
		w /= size;
	}
	const struct model *m = b->j->s->m;
	if (b->j->s->tied && !b->known[m->age_input])
		b->v[m->age_input] = date_age(b->v[m->birth_input], b->v[0]);
}

/* Most have a birthday that fits their age. */
static void draw_birthday(struct brute *b, uint64_t *r)
{
	const struct model *m = b->j->s->m;
	if (!b->j->s->tied || random_next(r) % 8 == 0)
		return;
	int64_t *born = &b->v[m->birth_input];
	*born = date_add_months(b->v[0], -12 * b->v[m->age_input], NULL) - random_in(r, 0, 365);
	int64_t age = date_age(*born, b->v[0]);
	b->v[m->age_input] = age <= m->inputs.at[m->age_input].type.hi ? age : b->v[m->age_input];
}

static bool fits_age(const struct brute *b)
{
	const struct model *m = b->j->s->m;
	if (!b->j->s->tied)
		return true;
	const struct type_m *t = &m->inputs.at[m->age_input].type;
	int64_t age = date_age(b->v[m->birth_input], b->v[0]);
	return age == b->v[m->age_input] && age >= t->lo && age <= t->hi;
}

static bool birthday_can_be(const struct brute *b)
{
	const struct model *m = b->j->s->m;
	if (!b->j->s->tied || !b->known[m->birth_input])
		return true;
	int64_t age = date_age(b->v[m->birth_input], b->v[0]);
	const struct type_m *t = &m->inputs.at[m->age_input].type;
	return age >= t->lo && age <= t->hi && (!b->known[m->age_input] || fits_age(b));
}

/* Draws a row that has not too many ways; false where readings alone have. */
static bool draw(struct brute *b, uint64_t *r)
{
	uint32_t n = b->j->s->m->inputs.n;
	for (uint32_t i = 0; i < n; i++) {
		b->v[i] = near_a_cut(b->j, i, r);
		b->known[i] = b->uses[i] && random_next(r) % 4;
	}
	if (!b->known[0])
		b->v[0] = b->x->d->from;
	if (random_next(r) % 16 == 0 && b->known[0])
		b->v[0] = b->x->d->from - 1;
	draw_birthday(b, r);
	bool date = b->known[0];
	b->known[0] = true;
	for (uint32_t i = 0; i < n && ways(b) > WAYS; i++)
		b->known[i] |= b->uses[i];
	bool good = ways(b) <= WAYS;
	b->known[0] = date;
	return good;
}

static bool is_comparable(const struct brute *b)
{
	int64_t own;
	bool good = b->v[0] >= b->x->d->from && b->v[0] <= b->x->d->to;
	for (uint32_t i = 0; i < b->j->s->m->inputs.n; i++)
		for (int k = 0; k < 2; k++) {
			uint32_t side = k ? b->j->n - 1 : 0, o = b->j->own_input[side][i];
			if (b->known[i] && o != NONE && side_model(b, k)->inputs.at[o].used)
				good &= joint_value(b->j, side, i, b->v[i], &own);
		}
	return good;
}

/* As the reference evaluator answers on a side; NULL where the side does not know the case. */
static const char *answer(struct brute *b, int side, const struct diff_change *c, struct plain *p)
{
	uint32_t slot = side ? c->new_slot : c->old_slot;
	if (slot == NONE || !joint_case(b->j, side ? b->j->n - 1 : 0, b->v, b->own[side]))
		return NULL;
	eval_slot(side_model(b, side), b->own[side], slot, NULL, p);
	if (p->kind == PLAIN_ABSENT)
		return NULL;
	return words_plain(&b->x->a, side_model(b, side), slot, p);
}

static bool same_words(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_odd(const struct plain *p)
{
	return p->kind == PLAIN_CONFLICT || p->kind == PLAIN_SILENT;
}

static bool has_formula(const struct model *m, uint32_t slot)
{
	for (uint32_t i = 0; slot != NONE && i < m->rules.n; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			bool low = st->lower && st->lower->kind != EX_CONST;
			if (st->slot == slot && (low || (st->upper && st->upper->kind != EX_CONST)))
				return true;
		}
	return false;
}

/* An open condition matters to the comparison, but by chance not here: its formula comes to the same number. */
static bool same_by_chance(struct brute *b, struct tally *t, const char *was, const char *is)
{
	return (!same_words(was, t->c->before) || !same_words(is, t->c->after)) &&
	       (has_formula(side_model(b, 0), t->c->old_slot) ||
	        has_formula(side_model(b, 1), t->c->new_slot));
}

/* Whether a change meets the way that is filled in; *by: the difference, where both catalogues know the case. */
static bool meets(struct brute *b, struct tally *t, struct num *by)
{
	struct plain p = {0}, q = {0};
	if (!holds(b->j, t->c->where, b->v))
		return false;
	const char *was = answer(b, 0, t->c, &p), *is = answer(b, 1, t->c, &q);
	t->odd |= is_odd(&p) || is_odd(&q);
	if (was && is && p.kind == PLAIN_VALUE && q.kind == PLAIN_VALUE && !t->formula) {
		if (same_by_chance(b, t, was, is)) {
			t->formula = t->odd = true;
			return true;
		}
		assert_true(same_words(was, t->c->before) && same_words(is, t->c->after));
		assert_false(same_words(was, is));
	}
	bool known = joint_case(b->j, 0, b->v, b->own[0]) &&
	             joint_case(b->j, b->j->n - 1, b->v, b->own[1]);
	if (t->formula && known && same_words(was, is))
		return false;
	bool numbers = was && is && p.kind == PLAIN_VALUE && q.kind == PLAIN_VALUE && p.st == q.st &&
	               p.measure.dim == q.measure.dim;
	if (numbers && p.has_lower == q.has_lower && p.has_upper == q.has_upper && p.vt == q.vt) {
		struct num low = p.has_lower ? num_sub(q.lower, p.lower) : NUM_BAD;
		struct num high = p.has_upper ? num_sub(q.upper, p.upper) : NUM_BAD;
		if (!num_ok(low) || !num_ok(high) || num_eq(low, high))
			*by = num_ok(high) ? high : low;
	}
	return true;
}

/* Counts in the row that was drawn. */
static void expect_row(struct brute *b)
{
	uint64_t all = ways(b), can_be = 0, some_side = 0;
	uint64_t hit[TALLIES] = {0};
	struct num by[TALLIES] = {NUM_BAD};
	b->rows++;
	if (!birthday_can_be(b)) {
		b->contradictory++;
		return;
	}
	if (!is_comparable(b)) {
		b->not_comparable++;
		return;
	}
	for (uint64_t w = 0; w < all; w++) {
		fill(b, w);
		if (!fits_age(b))
			continue;
		some_side += holds(b->j, b->given[0], b->v) || holds(b->j, b->given[1], b->v);
		if (!holds(b->j, b->j->s->given, b->v))
			continue;
		can_be++;
		for (uint32_t i = 0; i < b->n; i++)
			hit[i] += meets(b, &b->tally[i], &by[i]);
	}
	if (!can_be) {
		b->contradictory += !some_side;
		b->not_comparable += some_side > 0;
		return;
	}
	bool any = false;
	for (uint32_t i = 0; i < b->n; i++) {
		struct tally *t = &b->tally[i];
		bool certain = hit[i] == can_be, possible = hit[i] > 0 && !certain;
		bool vague = t->formula && (all > 1 || t->odd);
		t->certain[0] += certain && !vague;
		t->certain[1] += certain || vague;
		t->possible[0] += possible && !vague;
		t->possible[1] += possible || vague;
		t->exact &= !vague;
		b->met_exact &= !vague;
		t->odd = false;
		any |= certain;
		if (certain && !vague && num_ok(by[i])) {
			t->sum = num_add(t->sum, by[i]);
			t->summed++;
		}
	}
	b->met += any;
}

static bool is_as_expected(const struct brute *b)
{
	const struct diff_population *p = b->x->d->population;
	bool good = p->rows == b->rows && p->contradictory == b->contradictory &&
	            p->not_comparable == b->not_comparable && (!b->met_exact || p->met == b->met);
	if (!good)
		print_error("rows %" PRIu64 "/%" PRIu64 " contradictory %" PRIu64 "/%" PRIu64
		            " not comparable %" PRIu64 "/%" PRIu64 " met %" PRIu64 "/%" PRIu64 "\n",
		            p->rows, b->rows, p->contradictory, b->contradictory, p->not_comparable,
		            b->not_comparable, p->met, b->met);
	for (uint32_t i = 0; i < b->n; i++) {
		const struct tally *t = &b->tally[i];
		const struct diff_met *m = t->c->met;
		if (!m)
			continue;
		bool fits = m->certain >= t->certain[0] && m->certain <= t->certain[1] &&
		            m->possible >= t->possible[0] && m->possible <= t->possible[1];
		if (t->exact)
			fits &= m->summed == t->summed && (!m->summed || num_eq(m->sum, t->sum));
		if (!fits)
			print_error("%s: %s -> %s: certain %" PRIu64 " of %" PRIu64 "..%" PRIu64
			            ", possible %" PRIu64 " of %" PRIu64 "..%" PRIu64 ", summed %" PRIu64
			            "/%" PRIu64 " (formula %d)\n",
			            t->c->heading ? t->c->heading : "scope", t->c->before, t->c->after,
			            m->certain, t->certain[0], t->certain[1], m->possible, t->possible[0],
			            t->possible[1], m->summed, t->summed, t->formula);
		good &= fits;
	}
	return good;
}

static bool count_rows(struct versions *x, uint64_t *r, int rows, uint64_t *certain,
                       uint64_t *possible)
{
	struct brute b;
	brute_open(&b, x, r);
	struct population *p = population_make(&x->a, &x->scratch, x->d, b.uses);
	struct population_batch *batch = population_batch(p);
	for (int k = 0; k < rows; k++) {
		if (!draw(&b, r))
			continue;
		for (uint32_t i = 0; i < b.j->s->m->inputs.n; i++)
			if (b.uses[i])
				population_put(x->d, batch, i, b.known[i], b.v[i]);
		b.known[0] = true;
		expect_row(&b);
		if (++batch->n == POPULATION_ROWS || random_next(r) % 8 == 0)
			population_add(p);
	}
	population_add(p);
	population_end(p, 0);
	for (uint32_t i = 0; i < b.n; i++) {
		*certain += b.tally[i].certain[0];
		*possible += b.tally[i].possible[0];
	}
	return is_as_expected(&b);
}

static void test_random_rows(void **state)
{
	(void)state;
	uint64_t start = seed(), models = number_from("MODELS", 200), certain = 0, possible = 0;
	for (uint64_t k = 0; k < models; k++) {
		struct versions x;
		struct arena a;
		arena_init(&a);
		struct gen g = {.r = start + k, .t = {.a = &a}};
		catalogue(&g);
		const char *old = text_c(&g.t), *new = changed(&g, old, &a);
		versions_open(&x, old, new);
		uint64_t r = start + k;
		bool good = !x.d || x.d->joint->s->refused || count_rows(&x, &r, 24, &certain, &possible);
		if (!good)
			print_error("SEED=%llu\n%s\n=====\n%s\n", (unsigned long long)(start + k),
			            old + sizeof declarations - 1, new + sizeof declarations - 1);
		versions_close(&x);
		arena_free(&a);
		assert_true(good);
	}
	assert_true(certain > models && possible > models);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
