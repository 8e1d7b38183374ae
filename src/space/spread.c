/* SPDX-License-Identifier: MIT
 *
 * mindste and største inside a sum: a + mindste(b, c) is mindste(a + b, a + c), and a minus or a negative factor turns
 * the one into the other. So a scale in steps can be compared with a number, and each comparison is a linear one.
 */
#include "space/lower.h"

#define SPREAD_MAX 64 /* comparisons that one may become; beyond, it is refused as not linear */

static bool is_choice(const struct ex *x)
{
	return x->kind == EX_MIN || x->kind == EX_MAX;
}

static bool negative(const struct ex *x)
{
	return x->kind == EX_CONST && num_cmp(x->number, num_int(0)) < 0;
}

/* Which way x moves when its part i grows: 1, -1, or 0 where that is not said. */
static int direction(const struct ex *x, uint32_t i)
{
	if (x->kind == EX_ADD || x->kind == EX_SHIFT)
		return 1;
	if (x->kind == EX_SUB || x->kind == EX_NEG)
		return x->kind == EX_SUB && i == 0 ? 1 : -1;
	if (x->kind != EX_MUL && (x->kind != EX_DIV || i == 1))
		return 0;
	const struct ex *factor = x->kids.at[1 - i];
	return factor->kind != EX_CONST ? 0 : negative(factor) ? -1 : 1;
}

static const struct ex *replaced(struct space *s, const struct ex *x, uint32_t i,
                                 const struct ex *part)
{
	struct ex *y = ex_bare(s, x);
	for (uint32_t k = 0; k < x->kids.n; k++)
		vec_push(s->a, &y->kids, k == i ? (struct ex *)part : x->kids.at[k]);
	return y;
}

/* x, whose parts are spread, with the first choice among them taken outside, and so on. */
static const struct ex *lift(struct space *s, const struct ex *x, uint32_t *left)
{
	for (uint32_t i = 0; i < x->kids.n; i++) {
		const struct ex *choice = x->kids.at[i];
		int way = is_choice(choice) ? direction(x, i) : 0;
		if (way == 0 || *left < choice->kids.n)
			continue;
		*left -= choice->kids.n - 1;
		struct ex *y = ex_bare(s, x);
		y->kind = (choice->kind == EX_MIN) == (way > 0) ? EX_MIN : EX_MAX;
		for (uint32_t k = 0; k < choice->kids.n; k++)
			vec_push(s->a, &y->kids,
			         (struct ex *)lift(s, replaced(s, x, i, choice->kids.at[k]), left));
		return y;
	}
	return x;
}

static const struct ex *spread_within(struct space *s, const struct ex *x, uint32_t *left)
{
	const struct ex *y = x;
	for (uint32_t i = 0; i < x->kids.n; i++) {
		const struct ex *part = spread_within(s, x->kids.at[i], left);
		if (part != x->kids.at[i])
			y = replaced(s, y, i, part);
	}
	return lift(s, y, left);
}

const struct ex *spread(struct space *s, const struct ex *x)
{
	uint32_t left = SPREAD_MAX;
	return spread_within(s, x, &left);
}
