/* SPDX-License-Identifier: MIT
 *
 * conform CATALOGUE SEED COMPLETE PARTIAL [PRINTED FILE]: the emitted C of a catalogue (compiled in: -DNAME=...
 * -DHEADER="...") against the reference evaluator, on cases at every boundary and on random ones. Partial cases are
 * checked by enumerating their completions. With PRINTED, that many cases go to FILE.cases as JSON lines and what the
 * emitted C answers to FILE.expected, for an evaluator in another language to repeat; to FILE.unread.* a tenth as many without
 * readings, with what their answers come to, for targets that cannot be told a reading.
 */
#include "base/date.h"
#include "conform.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- one case ------------------------------------------------------------------------------------------- */

static void fill(struct conform *c, const bool *known)
{
	memset(&c->given, 0, sizeof c->given);
	for (uint32_t i = 0; i < FN(INPUTS); i++) {
		uint32_t k = c->input_of[i];
		if (known && !known[k])
			continue;
		fn(input)(&c->given, i)->known = true;
		fn(input)(&c->given, i)->value = c->values[k];
	}
}

static void complain(struct conform *c, uint32_t slot, const struct plain *want,
                     const struct fn(result) * got)
{
	if (c->failures++ >= 5)
		return;
	struct arena_mark mark = arena_mark(&c->scratch);
	const struct slot *s = &c->m->slots.at[slot];
	printf("%s: reference: %s; emitted: kind %d, %s (%s)\n", s->id,
	       want ? words_plain(&c->scratch, c->m, slot, want) : "-", (int)got->kind, got->words,
	       canonical(&c->scratch, got));
	for (uint32_t i = 0; c->failures == 1 && i < FN(INPUTS); i++) {
		const struct fn(input) *in = fn(input)(&c->given, i);
		if (in->known)
			printf(" %s=%" PRId64, fn(input_info)(i)->name, in->value);
	}
	printf("\n");
	arena_reset(&c->scratch, mark);
}

/* The answer of one slot in every way that a complete case can be asked. */
static void check_ways(struct conform *c, const struct fn(result) * results)
{
	static uint32_t scratch[FN(SCRATCH)];
	struct fn(result) one, all, overall;
	uint32_t i = (uint32_t)(next_random(c) % (FN(SLOTS) + !FN(SLOTS)));
	if (!FN(SLOTS))
		return;
	fn(slot)((enum fn(slots))i, &c->given, &one);
	if (one.kind != results[i].kind || one.leaf != results[i].leaf)
		complain(c, i, NULL, &one);
	uint32_t n = fn(possible)((enum fn(slots))i, &c->given, &all, 1, scratch, &overall);
	bool exists = results[i].kind != FN(CONTRADICTION);
	if (n != exists || overall.kind != results[i].kind || overall.leaf != results[i].leaf)
		complain(c, i, NULL, &overall);
}

#define BATCH 77 /* not a multiple of the emitted program's blocks */

/* Cases of struct NAME_values, answered together once there are enough. */
static void check_batch(struct conform *c, const struct fn(result) * results)
{
	static struct fn(values) cases[BATCH];
	static uint32_t want[BATCH][FN(SLOTS) + 1], got[BATCH * FN(SLOTS) + 1], n;
	struct fn(result) x;
	if (!fn(values_of)(&c->given, &cases[n]))
		return;
	bool broken = n == 5; /* a value far outside its bounds */
	if (broken) /* the case date stands first */
		*(int64_t *)(void *)&cases[n] = next_random(c) % 2 ? INT64_MAX : INT64_MIN;
	for (uint32_t i = 0; i < FN(SLOTS); i++)
		want[n][i] = broken || results[i].kind == FN(CONTRADICTION) ? 0 : results[i].leaf;
	if (++n < BATCH)
		return;
	n = 0;
	fn(batch)(cases, BATCH, got);
	for (uint32_t k = 0; k < BATCH; k++)
		for (uint32_t i = 0; i < FN(SLOTS); i++) {
			uint32_t answer = got[k * FN(SLOTS) + i];
			if (answer == want[k][i])
				continue;
			fn(explain)(&cases[k], answer, &x);
			if (x.kind != FN(UNCLEAR))
				complain(c, i, NULL, &x);
		}
}

static void check_complete(struct conform *c)
{
	static struct fn(result) results[FN(SLOTS) + 1];
	bool given = eval_given(c->m, c->values);
	fill(c, NULL);
	fn(all)(&c->given, results);
	c->cases++;
	c->contradictions += !given;
	check_ways(c, results);
	check_batch(c, results);
	for (uint32_t i = 0; i < FN(SLOTS); i++) {
		struct plain want;
		if (!given) {
			if (results[i].kind != FN(CONTRADICTION))
				complain(c, i, NULL, &results[i]);
			continue;
		}
		if (results[i].kind == FN(NOT_DECIDED)) {
			c->not_decided++;
			continue;
		}
		eval_slot(c->m, c->values, i, NULL, &want);
		c->answers++;
		c->kinds[want.kind]++;
		if (!agrees(c, &want, &results[i]))
			complain(c, i, &want, &results[i]);
	}
}

/* ---- boundaries ----------------------------------------------------------------------------------------- */

/* Move the inputs of a column so that it takes the value; false where they cannot. */
static bool place_column(struct conform *c, const struct column *x, int64_t value)
{
	int64_t now;
	uint32_t input = x->kind == COL_INPUT ? x->input
	               : x->kind == COL_SUM   ? x->terms.at[0].input
	                                      : x->to;
	int64_t factor = x->kind == COL_SUM ? x->terms.at[0].factor : 1;
	if (x->kind == COL_AGE || !column_value(c->space, x, c->values, &now) ||
	    (value - now) % factor != 0)
		return false;
	int64_t v = c->values[input] + (value - now) / factor;
	if (v < c->m->inputs.at[input].type.lo || v > c->m->inputs.at[input].type.hi)
		return false;
	c->values[input] = v;
	return true;
}

/* One value of a column among random others. */
static void check_boundary(struct conform *c, const struct column *x, int64_t value, int tries)
{
	for (int i = 0; i < tries; i++) {
		if (i % 2)
			random_given(c);
		else
			random_case(c);
		if (!place_column(c, x, value))
			continue;
		tie(c);
		check_complete(c);
	}
}

/* Each cut and its neighbours; terms of several inputs, which chance seldom meets, more often. */
static void check_boundaries(struct conform *c)
{
	for (uint32_t i = 0; i < c->space->columns.n; i++) {
		const struct column *x = &c->space->columns.at[i];
		uint32_t first = x->kind != COL_INPUT || x->lo == DATE_MIN;
		for (uint32_t k = first; x->kind != COL_HOLE && k < x->cuts.n; k++)
			for (int64_t d = -1; d <= 1; d++)
				check_boundary(c, x, x->cuts.at[k] + d, x->kind == COL_INPUT ? 4 : 100);
	}
}

/* ---- partial cases -------------------------------------------------------------------------------------- */

struct partial {
	uint32_t slot;
	bool *known;
	bool exact; /* every answer of the set must be found */
	bool *seen;
	struct fn(result) * results, overall;
	uint32_t n;
	bool readings_differ;
};

static bool expect_one_of(struct conform *c, struct partial *p, const struct plain *want,
                          uint32_t *which)
{
	for (uint32_t i = 0; i < p->n; i++) {
		struct fn(result) *r = &p->results[i];
		if (r->open ? open_agrees(c, p->slot, want) : agrees(c, want, r)) {
			p->seen[i] = true;
			*which = i;
			return true;
		}
	}
	complain(c, p->slot, want, &p->overall);
	return false;
}

/* Unknown inputs of the slot, readings last, with one value for each rank. */
struct turn {
	uint32_t input;
	const struct column *column;
	uint32_t rank, ranks;
};

static uint32_t choices_of(struct conform *c, struct partial *p, struct turn *out,
                           uint64_t *product)
{
	uint32_t n = 0;
	*product = 1;
	bool *tested = arena_array(&c->scratch, bool, c->space->columns.n + 1);
	dd_support(c->space->dd, c->space->slot[p->slot], tested);
	for (uint32_t level = 0; level < c->space->columns.n; level++) {
		const struct column *x = &c->space->columns.at[c->space->column_at[level]];
		if (!tested[level])
			continue;
		if (x->kind != COL_INPUT) {
			p->exact = false;
			continue;
		}
		bool tied = c->space->tied &&
		            (x->input == 0 || x->input == c->m->age_input || x->input == c->m->birth_input);
		if (p->known[x->input])
			continue;
		p->exact &= !tied;
		out[n++] = (struct turn){x->input, x, 0, x->cuts.n};
		*product = *product > 1u << 20 ? *product : *product * x->cuts.n;
	}
	return n;
}

static void check_completion(struct conform *c, struct partial *p, uint32_t *which)
{
	struct plain want;
	*which = UINT32_MAX;
	if (!eval_given(c->m, c->values))
		return;
	eval_slot(c->m, c->values, p->slot, NULL, &want);
	c->completions++;
	expect_one_of(c, p, &want, which);
}

/* Every combination of ranks; readings turn fastest, so that answers under one completion stand together. */
static void enumerate(struct conform *c, struct partial *p, struct turn *x, uint32_t n)
{
	uint32_t readings = 0, first = UINT32_MAX, which;
	while (readings < n && x[n - 1 - readings].column->reading)
		readings++;
	for (;;) {
		for (uint32_t i = 0; i < n; i++)
			c->values[x[i].input] = x[i].column->cuts.at[x[i].rank];
		bool fresh = true;
		for (uint32_t i = n - readings; i < n; i++)
			fresh &= x[i].rank == 0;
		first = fresh ? UINT32_MAX : first;
		check_completion(c, p, &which);
		p->readings_differ |= first != UINT32_MAX && which != UINT32_MAX && which != first;
		first = first == UINT32_MAX ? which : first;
		uint32_t k = n;
		while (k > 0 && ++x[k - 1].rank == x[k - 1].ranks)
			x[--k].rank = 0;
		if (k == 0)
			return;
	}
}

static void random_completions(struct conform *c, struct partial *p, const int64_t *base)
{
	uint32_t which;
	for (int i = 0; i < 1000; i++) {
		memcpy(c->values, base, c->m->inputs.n * sizeof *base);
		for (uint32_t k = 0; k < c->m->inputs.n; k++)
			if (!p->known[k])
				c->values[k] = random_value(c, k);
		if (c->space->tied && !p->known[c->m->age_input])
			tie(c);
		for (uint32_t k = 0; k < c->m->inputs.n; k++)
			c->values[k] = p->known[k] ? base[k] : c->values[k];
		check_completion(c, p, &which);
	}
}

static void check_overall(struct conform *c, const struct partial *p)
{
	enum fn(kind) k = p->overall.kind;
	bool open = p->n > 1 || p->results[0].open;
	bool right = open ? k == FN(UNDETERMINED) || k == FN(UNCLEAR) : k == p->results[0].kind;
	if (p->exact && open)
		right &= (k == FN(UNCLEAR)) == p->readings_differ;
	if (open && right) {
		const struct fn(input) *in = p->overall.question < FN(INPUTS)
		                               ? fn(input)(&c->given, p->overall.question)
		                               : NULL;
		right = in && !in->known;
	}
	for (uint32_t i = 0; p->exact && i < p->n; i++)
		right &= p->seen[i];
	if (!right)
		complain(c, p->slot, NULL, &p->overall);
}

static void check_partial(struct conform *c)
{
	static struct fn(result) results[SET];
	static uint32_t scratch[FN(SCRATCH)];
	static bool seen[SET];
	struct arena_mark mark = arena_mark(&c->scratch);
	struct partial p = {.exact = true, .results = results, .seen = seen};
	p.slot = (uint32_t)(next_random(c) % FN(SLOTS));
	p.known = arena_array(&c->scratch, bool, c->m->inputs.n);
	if (!random_given(c))
		return;
	random_known(c, p.known);
	fill(c, p.known);
	p.n = fn(possible)((enum fn(slots))p.slot, &c->given, results, SET, scratch, &p.overall);
	c->partials++;
	if (p.overall.kind == FN(NOT_DECIDED) || p.n > SET || c->space->slot[p.slot] == DD_BAD) {
		c->not_decided++;
		return;
	}
	memset(seen, 0, sizeof seen);
	for (uint32_t i = 0; i < p.n; i++)
		p.exact &= !results[i].open;
	int64_t *base = arena_array(&c->scratch, int64_t, c->m->inputs.n);
	memcpy(base, c->values, c->m->inputs.n * sizeof *base);
	struct turn *x = arena_array(&c->scratch, struct turn, c->space->columns.n + 1);
	uint64_t product;
	uint32_t n = choices_of(c, &p, x, &product);
	p.exact &= product <= 4096;
	c->exact += p.exact;
	if (p.exact)
		enumerate(c, &p, x, n);
	else
		random_completions(c, &p, base);
	memcpy(c->values, base, c->m->inputs.n * sizeof *base);
	if (p.n == 0)
		complain(c, p.slot, NULL, &p.overall);
	else
		check_overall(c, &p);
	arena_reset(&c->scratch, mark);
}

/* ---- cases for others ----------------------------------------------------------------------------------- */

static void print_known(struct conform *c, FILE *cases)
{
	bool first = true;
	fprintf(cases, "{");
	for (uint32_t i = 0; i < FN(INPUTS); i++)
		if (fn(input)(&c->given, i)->known) {
			fprintf(cases, "%s\"%s\": \"%" PRId64 "\"", first ? "" : ", ", fn(input_info)(i)->name,
			        fn(input)(&c->given, i)->value);
			first = false;
		}
	fprintf(cases, "}\n");
}

/* Behind `?` the next question, or behind a separator what the answers come to. */
static void print_answers(struct conform *c, FILE *expected, bool question)
{
	static struct fn(result) results[SET];
	static uint32_t scratch[FN(SCRATCH)];
	for (uint32_t i = 0; i < FN(SLOTS); i++) {
		struct fn(result) overall;
		uint32_t n = fn(possible)((enum fn(slots))i, &c->given, results, SET, scratch, &overall);
		bool open = overall.kind == FN(UNDETERMINED) || overall.kind == FN(UNCLEAR);
		fprintf(expected, "%s%s", i ? "\t" : "", sorted_set(&c->scratch, results, n < SET ? n : SET));
		if (question)
			fprintf(expected, "?%s", open ? fn(input_info)(overall.question)->name : "");
		else
			fprintf(expected, "\x1f%s", canonical(&c->scratch, &overall));
	}
	fprintf(expected, "\n");
}

/* Where others cannot say a reading, no case does. */
static void print_case(struct conform *c, FILE *cases, FILE *expected, bool partial, bool readings)
{
	struct arena_mark mark = arena_mark(&c->scratch);
	bool *known = arena_array(&c->scratch, bool, c->m->inputs.n);
	random_known(c, known);
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		known[i] = (known[i] || !partial) && (readings || c->m->inputs.at[i].kind != INPUT_UNCLEAR);
	fill(c, known);
	print_known(c, cases);
	print_answers(c, expected, readings);
	arena_reset(&c->scratch, mark);
}

static FILE *opened(struct conform *c, const char *path, const char *suffix)
{
	FILE *f = fopen(arena_printf(c->a, "%s.%s", path, suffix), "w");
	if (!f)
		exit(2);
	return f;
}

static void print_cases(struct conform *c, uint64_t n, const char *path)
{
	FILE *cases = opened(c, path, "cases"), *expected = opened(c, path, "expected");
	for (uint64_t i = 0; i < n; i++) {
		random_given(c);
		print_case(c, cases, expected, i % 2, true);
	}
	fclose(cases);
	fclose(expected);
}

/* Below and at a cut, the other inputs at random. */
static void print_boundary(struct conform *c, const struct column *x, int64_t cut, FILE *cases,
                           FILE *expected)
{
	for (int64_t d = -1; d <= 0; d++) {
		random_given(c);
		if (!place_column(c, x, cut + d))
			continue;
		tie(c);
		print_case(c, cases, expected, false, false);
	}
}

/* The same without readings, and cases at the boundaries: at all of them, or at about n. */
static void print_unread(struct conform *c, uint64_t n, const char *path)
{
	FILE *cases = opened(c, path, "unread.cases"), *expected = opened(c, path, "unread.expected");
	uint64_t cuts = 0, at = 0;
	for (uint32_t i = 0; i < c->space->columns.n; i++)
		cuts += c->space->columns.at[i].cuts.n;
	for (uint32_t i = 0; i < c->space->columns.n; i++) {
		const struct column *x = &c->space->columns.at[i];
		uint32_t first = x->kind != COL_INPUT || x->lo == DATE_MIN;
		for (uint32_t k = first; x->kind != COL_HOLE && k < x->cuts.n; k++)
			if (at++ % (cuts / (n + 1) + 1) == 0)
				print_boundary(c, x, x->cuts.at[k], cases, expected);
	}
	for (uint64_t i = 0; i < n; i++) {
		if (i % 16)
			random_given(c);
		else
			random_case(c);
		print_case(c, cases, expected, i % 4, false);
	}
	fclose(cases);
	fclose(expected);
}

int main(int argc, char **argv)
{
	static struct conform c;
	if (argc < 5 || !conform_load(&c, argv[1]))
		return 2;
	c.random = hash_mix(hash_mix(1, strtoull(argv[2], NULL, 10)), 2);
	check_boundaries(&c);
	uint64_t bounds = c.cases;
	for (uint64_t n = strtoull(argv[3], NULL, 10); n-- > 0 && c.failures < 5;) {
		if (n % 8)
			random_given(&c);
		else
			random_case(&c);
		check_complete(&c);
	}
	for (uint64_t n = strtoull(argv[4], NULL, 10); n-- > 0 && c.failures < 5;)
		check_partial(&c);
	if (argc > 6) {
		print_cases(&c, strtoull(argv[5], NULL, 10), argv[6]);
		print_unread(&c, strtoull(argv[5], NULL, 10) / 10, argv[6]);
	}
	printf("%s, seed %s: %" PRIu64 " cases at boundaries and %" PRIu64 " random (%" PRIu64
	       " that cannot exist), %" PRIu64 " answers: %" PRIu64 " value, %" PRIu64
	       " outside, %" PRIu64 " conflict, %" PRIu64 " silent, %" PRIu64 " absent; ",
	       argv[1], argv[2], bounds, c.cases - bounds, c.contradictions, c.answers, c.kinds[0],
	       c.kinds[1], c.kinds[2], c.kinds[3], c.kinds[4]);
	printf("%" PRIu64 " partial (%" PRIu64 " exactly), %" PRIu64 " completions; %" PRIu64
	       " not decided; %" PRIu64 " failures\n",
	       c.partials, c.exact, c.completions, c.not_decided, c.failures);
	return c.failures != 0;
}
