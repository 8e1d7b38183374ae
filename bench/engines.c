/* SPDX-License-Identifier: MIT
 *
 * The box engines on one made-up table, and the same table in SMT-LIB for others to answer.
 *
 *   engines SHAPE N K CUTS SEED               times in milliseconds, counts and what was not decided
 *   engines SHAPE N K CUTS SEED smt QUESTION  SMT-LIB on standard output: conflict, unreachable, gap
 */
#include "tables.h"

#include "space/cover.h"
#include "space/overlap.h"
#include "space/table_dd.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NODES 60000000u
#define CHANGES 10u

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct bench {
	struct arena a, scratch;
	const struct box_table *t;
	uint64_t seed;
};

static void say_time(const char *what, double since)
{
	printf("%s_ms %.3f\n", what, now() - since);
}

static void say_count(const char *what, uint64_t n)
{
	printf("%s %" PRIu64 "\n", what, n);
}

/* ---- questions ---- */

static const struct box_index *pairs(struct bench *b)
{
	double start = now();
	const struct box_index *x = box_index_new(b->t, &b->a, &b->scratch);
	struct overlap_list all = overlap_list(x, OVERLAP_DIFFERENT, 100, &b->a);
	say_time("conflicts", start);
	say_count("conflicts", all.count);
	return x;
}

static void unreachable(struct bench *b, const struct box_index *x)
{
	uint64_t dead = 0, open = 0, steps = 0;
	struct dd_box hole = {arena_array(&b->a, uint32_t, b->t->k),
	                      arena_array(&b->a, uint32_t, b->t->k)};
	double start = now();
	for (uint32_t i = 0; i < b->t->n; i++) {
		uint64_t budget = COVER_BOX_BUDGET;
		enum cover is = cover_by_earlier(x, i, &budget, &hole, &b->scratch);
		dead += is == COVER_YES;
		open += is == COVER_UNDECIDED;
		steps += COVER_BOX_BUDGET - budget;
	}
	say_time("unreachable", start);
	say_count("unreachable", dead);
	say_count("unreachable_undecided", open);
	say_count("unreachable_steps", steps);
}

static struct dd_box whole(struct bench *b)
{
	struct dd_box all = {arena_array(&b->a, uint32_t, b->t->k),
	                     arena_array(&b->a, uint32_t, b->t->k)};
	for (uint32_t c = 0; c < b->t->k; c++)
		all.hi[c] = b->t->ranks[c] - 1;
	return all;
}

static void gap(struct bench *b, const struct box_index *x)
{
	struct dd_box all = whole(b);
	struct dd_box hole = {arena_array(&b->a, uint32_t, b->t->k),
	                      arena_array(&b->a, uint32_t, b->t->k)};
	uint64_t budget = COVER_BUDGET;
	double start = now();
	enum cover is = cover_search(x, &all, &budget, &hole, &b->scratch);
	say_time("gap_search", start);
	say_count("gap_search_undecided", is == COVER_UNDECIDED);
	budget = COVER_BUDGET;
	start = now();
	struct cover_gap any = cover_region(x, NULL, &budget, &hole, &b->scratch);
	say_time("gap", start);
	say_count("gap", any.is == COVER_NO);
	say_count("gap_undecided", any.is == COVER_UNDECIDED);
	say_count("gap_steps", COVER_BUDGET - budget);
}

static void volume(struct bench *b, const struct box_index *x)
{
	struct dd_box all = whole(b);
	struct big left = big_new(&b->a, cover_limbs(b->t));
	uint64_t budget = COVER_BUDGET;
	double start = now();
	bool known = cover_certificate(x, &all, &budget, left, &b->scratch);
	say_time("volume", start);
	say_count("volume_undecided", !known);
	printf("uncovered %s\n", known ? big_text(left, &b->a) : "?");
}

static uint32_t *labels(struct bench *b, const struct box_table *t)
{
	uint32_t *label = arena_array(&b->a, uint32_t, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		label[i] = 1 + t->outcome[i];
	return label;
}

static void diagram(struct bench *b)
{
	const struct box_table *t = b->t, *u = table_changed(t, CHANGES, b->seed, &b->a);
	struct dd_manager *m = dd_new(&b->a, &b->scratch, t->k, t->ranks, NODES);
	double start = now();
	dd f = table_dd(m, t, labels(b, t));
	say_time("diagram", start);
	say_count("diagram_undecided", f == DD_BAD);
	if (f == DD_BAD)
		return;
	dd_allow(m, NODES);
	dd g = table_dd(m, u, labels(b, u));
	start = now();
	struct table_diff d = table_dd_diff(m, f, g, &b->a);
	say_time("diff", start);
	say_count("diff_undecided", d.where == DD_BAD);
	say_count("diff_changes", d.n);
}

/* ---- SMT-LIB ---- */

static void smt_rule(const struct box_table *t, uint32_t i)
{
	printf("(define-fun r%" PRIu32 " () Bool (and true", i);
	for (uint32_t c = 0; c < t->k; c++) {
		uint32_t lo = t->lo[c][i], hi = t->hi[c][i];
		if (lo == hi)
			printf(" (= x%" PRIu32 " %" PRIu32 ")", c, lo);
		else if (lo > 0)
			printf(" (>= x%" PRIu32 " %" PRIu32 ")", c, lo);
		if (lo != hi && hi + 1 < t->ranks[c])
			printf(" (<= x%" PRIu32 " %" PRIu32 ")", c, hi);
	}
	printf("))\n");
}

static void smt_head(const struct box_table *t)
{
	printf("(set-logic QF_LIA)\n");
	for (uint32_t c = 0; c < t->k; c++)
		printf("(declare-const x%" PRIu32 " Int)\n(assert (and (>= x%" PRIu32 " 0) (< x%" PRIu32
		       " %" PRIu32 ")))\n",
		       c, c, c, t->ranks[c]);
	for (uint32_t i = 0; i < t->n; i++)
		smt_rule(t, i);
}

/* Is there a point where rules with different outcomes hold? */
static void smt_conflict(const struct box_table *t)
{
	smt_head(t);
	for (uint32_t o = 0; o < TABLE_OUTCOMES; o++) {
		printf("(define-fun o%" PRIu32 " () Bool (or false", o);
		for (uint32_t i = 0; i < t->n; i++)
			if (t->outcome[i] == o)
				printf(" r%" PRIu32, i);
		printf("))\n");
	}
	printf("(assert (or false");
	for (uint32_t o = 0; o < TABLE_OUTCOMES; o++)
		for (uint32_t p = o + 1; p < TABLE_OUTCOMES; p++)
			printf(" (and o%" PRIu32 " o%" PRIu32 ")", o, p);
	printf("))\n(check-sat)\n");
}

/* Rule by rule, those before it excluded for good: unsat is unreachable. */
static void smt_unreachable(const struct box_table *t)
{
	smt_head(t);
	for (uint32_t i = 0; i < t->n; i++)
		printf("(push 1)\n(assert r%" PRIu32 ")\n(check-sat)\n(pop 1)\n(assert (not r%" PRIu32
		       "))\n",
		       i, i);
}

static void smt_gap(const struct box_table *t)
{
	smt_head(t);
	for (uint32_t i = 0; i < t->n; i++)
		printf("(assert (not r%" PRIu32 "))\n", i);
	printf("(check-sat)\n");
}

int main(int argc, char **argv)
{
	if (argc != 6 && argc != 8)
		return 2;
	struct bench b = {.seed = strtoull(argv[5], NULL, 10)};
	struct table_order o = {argv[1], (uint32_t)strtoul(argv[2], NULL, 10),
	                        (uint32_t)strtoul(argv[3], NULL, 10),
	                        (uint32_t)strtoul(argv[4], NULL, 10), b.seed};
	arena_init(&b.a);
	arena_init(&b.scratch);
	b.t = table_make(&o, &b.a, &b.scratch);
	if (!b.t)
		return 2;
	if (argc == 8) {
		strcmp(argv[7], "conflict") == 0      ? smt_conflict(b.t)
		: strcmp(argv[7], "unreachable") == 0 ? smt_unreachable(b.t)
											  : smt_gap(b.t);
	} else {
		say_count("rules", b.t->n);
		const struct box_index *x = pairs(&b);
		unreachable(&b, x);
		gap(&b, x);
		volume(&b, x);
		diagram(&b);
	}
	arena_free(&b.a);
	arena_free(&b.scratch);
	return 0;
}
