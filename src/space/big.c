/* SPDX-License-Identifier: MIT
 *
 * Natural numbers by the schoolbook (Knuth, The Art of Computer Programming 2, 4.3.1).
 */
#include "space/big.h"

#include <assert.h>
#include <string.h>

struct big big_new(struct arena *a, uint32_t n)
{
	return (struct big){n, arena_array(a, uint32_t, n)};
}

void big_set(struct big x, uint32_t value)
{
	assert(x.n > 0);
	memset(x.limb, 0, x.n * sizeof *x.limb);
	x.limb[0] = value;
}

void big_copy(struct big to, struct big from)
{
	assert(to.n == from.n);
	memcpy(to.limb, from.limb, to.n * sizeof *to.limb);
}

void big_scale(struct big x, uint32_t factor)
{
	uint64_t carry = 0;
	for (uint32_t i = 0; i < x.n; i++) {
		carry += (uint64_t)x.limb[i] * factor;
		x.limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
	assert(carry == 0);
}

void big_add(struct big x, struct big y)
{
	uint64_t carry = 0;
	assert(x.n == y.n);
	for (uint32_t i = 0; i < x.n; i++) {
		carry += (uint64_t)x.limb[i] + y.limb[i];
		x.limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
	assert(carry == 0);
}

void big_sub(struct big x, struct big y)
{
	uint64_t borrow = 0;
	assert(x.n == y.n);
	for (uint32_t i = 0; i < x.n; i++) {
		uint64_t d = (uint64_t)x.limb[i] - y.limb[i] - borrow;
		x.limb[i] = (uint32_t)d;
		borrow = d >> 63;
	}
	assert(borrow == 0);
}

static uint32_t used(struct big x)
{
	while (x.n > 0 && x.limb[x.n - 1] == 0)
		x.n--;
	return x.n;
}

void big_mul(struct big x, struct big y, struct big spare)
{
	assert(x.n == y.n && x.n == spare.n);
	uint32_t n = used(x), m = used(y);
	memset(spare.limb, 0, spare.n * sizeof *spare.limb);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t carry = 0;
		for (uint32_t k = 0; i + k < x.n && (k < m || carry); k++) {
			carry += (uint64_t)x.limb[i] * y.limb[k] + spare.limb[i + k];
			spare.limb[i + k] = (uint32_t)carry;
			carry >>= 32;
		}
		assert(carry == 0 && i + m <= x.n + (m > 0));
	}
	big_copy(x, spare);
}

bool big_is_zero(struct big x)
{
	return used(x) == 0;
}

int big_cmp(struct big x, struct big y)
{
	assert(x.n == y.n);
	for (uint32_t i = x.n; i-- > 0;)
		if (x.limb[i] != y.limb[i])
			return x.limb[i] < y.limb[i] ? -1 : 1;
	return 0;
}

/* x / 10 into x; the remainder. */
static uint32_t digit(struct big x)
{
	uint64_t rest = 0;
	for (uint32_t i = x.n; i-- > 0;) {
		rest = rest << 32 | x.limb[i];
		x.limb[i] = (uint32_t)(rest / 10);
		rest %= 10;
	}
	return (uint32_t)rest;
}

const char *big_text(struct big x, struct arena *a)
{
	struct big left = big_new(a, x.n);
	uint32_t at = 10 * x.n + 1;
	char *text = arena_array(a, char, at + 1);
	big_copy(left, x);
	do
		text[--at] = (char)('0' + digit(left));
	while (!big_is_zero(left));
	return text + at;
}
