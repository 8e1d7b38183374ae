/* SPDX-License-Identifier: MIT
 *
 * emit SEED FILE: what a decision takes, in nanoseconds of processor time: nested ifs, emitted C one by one, in a batch and with the whole
 * record of the answer, and a scan of the rules. Random cases; all answers are compared. The first cases go to FILE as
 * JSON, for other engines.
 */
#define _POSIX_C_SOURCE 200809L
#include "emit_case.h"
#include "maaling.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CASES 65536u
#define TOLD 20000u
#define RUNS 15
#define WAYS 5

static const char *const names[COLUMNS] = {"maalt", "beloeb", "slags", "hjemme",
                                           "dage",  "point",  "formue"};
static const uint64_t last[COLUMNS] = {120, 1000000, 5, 1, 40000, 120, 1000000};
static struct sag sager[CASES];
static struct maaling_values values[CASES];
static uint32_t want[CASES], got[CASES];

static uint64_t next(uint64_t *random)
{
	uint64_t x = *random += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static int64_t *column(struct sag *x, int c)
{
	int64_t *const at[COLUMNS] = {&x->maalt, &x->beloeb, &x->slags, &x->hjemme,
	                              &x->dage,  &x->point,  &x->formue};
	return at[c];
}

/* The same in the emitted program's words. */
static void translate(struct sag *from, struct maaling_values *to)
{
	struct maaling_case c;
	for (uint32_t i = 0; i < MAALING_INPUTS; i++) {
		*maaling_input(&c, i) = (struct maaling_input){true, 20500}; /* the case date */
		for (int k = 0; k < COLUMNS; k++)
			if (strcmp(maaling_input_info(i)->name, names[k]) == 0)
				maaling_input(&c, i)->value = *column(from, k);
	}
	if (!maaling_values_of(&c, to))
		abort();
}

static uint32_t scan(struct sag *x)
{
	int64_t v[COLUMNS];
	for (int c = 0; c < COLUMNS; c++)
		v[c] = *column(x, c);
	for (uint32_t i = 0; i < RULES; i++) {
		int c = 0;
		while (c < COLUMNS && boxes[i][c][0] <= v[c] && v[c] <= boxes[i][c][1])
			c++;
		if (c == COLUMNS)
			return i + 1;
	}
	return 0;
}

/* ---- who answers: fills got[0 .. n - 1] */

static void by_tree(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		got[i] = tree(&sager[i]);
}

static void by_decide(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		got[i] = maaling_decide_y_svar(&values[i]);
}

static void by_batch(uint32_t n)
{
	maaling_batch(values, n, got);
}

static void by_record(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct maaling_result x;
		maaling_explain(&values[i], maaling_decide_y_svar(&values[i]), &x);
		got[i] = x.kind == MAALING_VALUE ? (uint32_t)x.upper.num : 0;
	}
}

static void by_scan(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		got[i] = scan(&sager[i]);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Emitted answers are numbers of their own: what they say is the rule's. */
static uint32_t compare(uint32_t n, bool numbers)
{
	uint32_t wrong = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct maaling_result x;
		if (numbers) {
			maaling_explain(&values[i], got[i], &x);
			got[i] = x.kind == MAALING_VALUE ? (uint32_t)x.upper.num : 0;
		}
		wrong += got[i] != want[i];
	}
	return wrong;
}

static void tell(const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f)
		exit(2);
	for (uint32_t i = 0; i < TOLD; i++) {
		fprintf(f, i ? ",\n{" : "[{");
		for (int c = 0; c < COLUMNS; c++)
			fprintf(f, "\"%s\": %" PRId64 ", ", names[c], *column(&sager[i], c));
		fprintf(f, "\"svar\": %" PRIu32 "}", want[i]);
	}
	fprintf(f, "]\n");
	fclose(f);
}

int main(int argc, char **argv)
{
	uint64_t random = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	for (uint32_t i = 0; i < CASES; i++) {
		for (int c = 0; c < COLUMNS; c++)
			*column(&sager[i], c) = (int64_t)(next(&random) % (last[c] + 1));
		translate(&sager[i], &values[i]);
		want[i] = tree(&sager[i]);
	}
	static const struct {
		const char *name;
		void (*answer)(uint32_t n);
		bool numbers;
		uint32_t cases;
	} all[WAYS] = {{"nested_ifs", by_tree, false, CASES},
	               {"emitted", by_decide, true, CASES},
	               {"emitted_batch", by_batch, true, CASES},
	               {"emitted_record", by_record, false, CASES},
	               {"linear_scan", by_scan, false, RULES > 1000 ? CASES / 32 : CASES}};
	uint32_t wrong = 0;
	double took[WAYS][RUNS];
	for (int run = 0; run < RUNS;
	     run++) /* one after the other, so that a busy machine meets all alike */
		for (int i = 0; i < WAYS; i++) {
			double start = seconds();
			all[i].answer(all[i].cases);
			took[i][run] = (seconds() - start) * 1e9 / all[i].cases;
			wrong += run == 0 ? compare(all[i].cases, all[i].numbers) : 0;
		}
	for (int i = 0; i < WAYS; i++) {
		qsort(took[i], RUNS, sizeof **took, by_size);
		printf("%s %.2f\n", all[i].name, took[i][RUNS / 2]);
	}
	printf("wrong %" PRIu32 "\n", wrong);
	if (argc > 2)
		tell(argv[2]);
	return 0;
}
