/* SPDX-License-Identifier: MIT
 *
 * Myers' greedy algorithm: the furthest points reached with d changes, for d = 0, 1, 2, ...; the way back through
 * the kept rows gives the shortest script. What is equal at both ends is left out first.
 */
#include "tool/line_diff.h"
#include "base/vec.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#define CONTEXT 3
#define CHANGES_MAX 2000

typedef VEC(struct str) line_list;

/* The texts between their equal ends, and which of their lines change. */
struct script {
	struct arena *a;
	const struct str *before, *after;
	int64_t n, m;
	bool *gone, *added;
};

struct step {
	char sign; /* ' ', '-', '+' */
	struct str line;
	uint32_t before, after; /* lines of either text that come before it */
};

typedef VEC(struct step) step_list;

static line_list cut(struct arena *a, struct str s)
{
	line_list list = {0};
	while (s.n) {
		const char *end = memchr(s.p, '\n', s.n);
		struct str line = {s.p, end ? (size_t)(end - s.p) + 1 : s.n};
		vec_push(a, &list, line);
		s.p += line.n;
		s.n -= line.n;
	}
	return list;
}

/* The best way onto diagonal k with d changes is down from k + 1 (an added line), else right from k - 1. */
static bool comes_down(const int64_t *previous, int64_t d, int64_t k)
{
	return k == -d || (k != d && previous[d - 1 + k - 1] < previous[d - 1 + k + 1]);
}

/* Row d: for each diagonal, at [d + k], how many lines of `before` are passed. True where the end is reached. */
static bool fill_row(const struct script *s, int64_t *const *rows, int64_t d)
{
	for (int64_t k = -d; k <= d; k += 2) {
		int64_t x = 0;
		if (d > 0)
			x = comes_down(rows[d - 1], d, k) ? rows[d - 1][d - 1 + k + 1]
			                                  : rows[d - 1][d - 1 + k - 1] + 1;
		while (x < s->n && x - k < s->m && str_eq(s->before[x], s->after[x - k]))
			x++;
		rows[d][d + k] = x;
		if (x >= s->n && x - k >= s->m)
			return true;
	}
	return false;
}

static void walk_back(struct script *s, int64_t *const *rows, int64_t d)
{
	int64_t x = s->n, y = s->m;
	for (; d > 0; d--) {
		int64_t k = x - y, from = comes_down(rows[d - 1], d, k) ? k + 1 : k - 1;
		x = rows[d - 1][d - 1 + from];
		y = x - from;
		if (from > k)
			s->added[y] = true;
		else
			s->gone[x] = true;
	}
}

static void find_changes(struct script *s)
{
	int64_t *rows[CHANGES_MAX];
	for (int64_t d = 0; d < CHANGES_MAX; d++) {
		rows[d] = arena_array(s->a, int64_t, 2 * d + 1);
		if (fill_row(s, rows, d)) {
			walk_back(s, rows, d);
			return;
		}
	}
	memset(s->gone, true, (size_t)s->n);
	memset(s->added, true, (size_t)s->m);
}

static step_list steps_of(struct arena *a, const line_list *before, const line_list *after)
{
	uint32_t head = 0, tail = 0, least = before->n < after->n ? before->n : after->n;
	while (head < least && str_eq(before->at[head], after->at[head]))
		head++;
	while (tail < least - head &&
	       str_eq(before->at[before->n - 1 - tail], after->at[after->n - 1 - tail]))
		tail++;
	struct script s = {.a = a,
	                   .before = before->at + head,
	                   .after = after->at + head,
	                   .n = before->n - head - tail,
	                   .m = after->n - head - tail};
	s.gone = arena_array(a, bool, s.n + 1);
	s.added = arena_array(a, bool, s.m + 1);
	find_changes(&s);
	step_list steps = {0};
	for (uint32_t i = 0, j = 0; i < before->n || j < after->n;) {
		bool middle_i = i >= head && i < before->n - tail,
			 middle_j = j >= head && j < after->n - tail;
		struct step step = {' ', {NULL, 0}, i, j};
		if (middle_i && s.gone[i - head])
			step.sign = '-';
		else if (middle_j && s.added[j - head])
			step.sign = '+';
		assert(step.sign == '+' ? j < after->n : i < before->n);
		step.line = step.sign == '+' ? after->at[j] : before->at[i];
		i += step.sign != '+';
		j += step.sign != '-';
		vec_push(a, &steps, step);
	}
	return steps;
}

static void put_range(struct text *out, uint32_t from, uint32_t n)
{
	text_printf(out, "%" PRIu32, n ? from + 1 : from);
	if (n != 1)
		text_printf(out, ",%" PRIu32, n);
}

static void put_hunk(struct text *out, const struct step *step, uint32_t n)
{
	uint32_t before = 0, after = 0;
	for (uint32_t i = 0; i < n; i++) {
		before += step[i].sign != '+';
		after += step[i].sign != '-';
	}
	text_puts(out, "@@ -");
	put_range(out, step->before, before);
	text_puts(out, " +");
	put_range(out, step->after, after);
	text_puts(out, " @@\n");
	for (uint32_t i = 0; i < n; i++) {
		text_putc(out, step[i].sign);
		text_add(out, step[i].line.p, step[i].line.n);
		if (step[i].line.p[step[i].line.n - 1] != '\n')
			text_puts(out, "\n\\ No newline at end of file\n");
	}
}

/* The last change that belongs into the hunk begun by change `i`, and one. */
static uint32_t hunk_end(const step_list *steps, uint32_t i)
{
	uint32_t end = i + 1;
	for (uint32_t k = end; k < steps->n && k - end <= 2 * CONTEXT; k++)
		if (steps->at[k].sign != ' ')
			end = k + 1;
	return end;
}

void line_diff(struct text *out, const char *path, struct str before, struct str after)
{
	if (str_eq(before, after))
		return;
	line_list from = cut(out->a, before), to = cut(out->a, after);
	step_list steps = steps_of(out->a, &from, &to);
	text_printf(out, "--- %s\n+++ %s\n", path, path);
	for (uint32_t i = 0, done = 0; i < steps.n; i++) {
		if (steps.at[i].sign == ' ')
			continue;
		uint32_t end = hunk_end(&steps, i), first = i - done > CONTEXT ? i - CONTEXT : done;
		uint32_t last = steps.n - end > CONTEXT ? end + CONTEXT : steps.n;
		put_hunk(out, &steps.at[first], last - first);
		done = last;
		i = last - 1;
	}
}
