/* SPDX-License-Identifier: MIT
 *
 * Every operation computes over 128 bits, where products of two 64-bit values and sums of two such products
 * always fit, and reduces once at the end.
 */
#include "base/num.h"

#include <assert.h>

__extension__ typedef __int128 i128;

static i128 magnitude(i128 a)
{
	return a < 0 ? -a : a;
}

static i128 gcd(i128 a, i128 b)
{
	while (b) {
		i128 r = a % b;
		a = b;
		b = r;
	}
	return a;
}

/* p/q reduced, q != 0; bad where it does not fit. */
static struct num reduce(i128 p, i128 q)
{
	assert(q != 0);
	if (q < 0) {
		p = -p;
		q = -q;
	}
	if (q != 1) {
		i128 g = gcd(magnitude(p), q);
		p /= g;
		q /= g;
	}
	if (p > INT64_MAX || p < INT64_MIN || q > INT64_MAX)
		return NUM_BAD;
	return (struct num){(int64_t)p, (int64_t)q};
}

struct num num_int(int64_t i)
{
	return (struct num){i, 1};
}

struct num num_ratio(int64_t p, int64_t q)
{
	return q == 0 ? NUM_BAD : reduce(p, q);
}

struct num num_add(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b))
		return NUM_BAD;
	return reduce((i128)a.p * b.q + (i128)b.p * a.q, (i128)a.q * b.q);
}

struct num num_sub(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b))
		return NUM_BAD;
	return reduce((i128)a.p * b.q - (i128)b.p * a.q, (i128)a.q * b.q);
}

struct num num_mul(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b))
		return NUM_BAD;
	return reduce((i128)a.p * b.p, (i128)a.q * b.q);
}

struct num num_div(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b) || b.p == 0)
		return NUM_BAD;
	return reduce((i128)a.p * b.q, (i128)a.q * b.p);
}

struct num num_neg(struct num a)
{
	return num_ok(a) ? reduce(-(i128)a.p, a.q) : NUM_BAD;
}

int num_cmp(struct num a, struct num b)
{
	assert(num_ok(a) && num_ok(b));
	i128 left = (i128)a.p * b.q, right = (i128)b.p * a.q;
	return (left > right) - (left < right);
}

bool num_eq(struct num a, struct num b)
{
	return a.p == b.p && a.q == b.q;
}

struct num num_min(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b))
		return NUM_BAD;
	return num_cmp(b, a) < 0 ? b : a;
}

struct num num_max(struct num a, struct num b)
{
	if (!num_ok(a) || !num_ok(b))
		return NUM_BAD;
	return num_cmp(b, a) > 0 ? b : a;
}

static i128 floor_div(i128 a, i128 b)
{
	assert(b > 0);
	return a / b - (a % b < 0);
}

int64_t num_floor(struct num a)
{
	assert(num_ok(a));
	return (int64_t)floor_div(a.p, a.q);
}

int64_t num_ceil(struct num a)
{
	assert(num_ok(a));
	return (int64_t)-floor_div(-(i128)a.p, a.q);
}

/* a = (whole + rest/over) * step, 0 <= rest < over. */
struct steps {
	i128 whole, rest, over;
};

static struct steps count_steps(struct num a, struct num step)
{
	assert(step.p > 0);
	i128 p = (i128)a.p * step.q, over = (i128)a.q * step.p;
	i128 whole = floor_div(p, over);
	return (struct steps){whole, p - whole * over, over};
}

struct num num_round(struct num a, struct num step, enum num_tie tie)
{
	if (!num_ok(a) || !num_ok(step) || step.p <= 0)
		return NUM_BAD;
	struct steps s = count_steps(a, step);
	bool up = tie == NUM_TIE_UP ? s.rest * 2 >= s.over : s.rest * 2 > s.over;
	return reduce((s.whole + up) * step.p, step.q);
}

bool num_is_tie(struct num a, struct num step)
{
	if (!num_ok(a) || !num_ok(step) || step.p <= 0)
		return false;
	struct steps s = count_steps(a, step);
	return s.rest * 2 == s.over;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One digit behind what was read; false where 64 bits do not hold it. */
static bool push_digit(int64_t *value, char c)
{
	int digit = c - '0';
	if (*value > (INT64_MAX - digit) / 10)
		return false;
	*value = *value * 10 + digit;
	return true;
}

/*
 * number = digits (decimal digits)? | group (separator 3*digit)+ (decimal digits)?
 * where a first group has one to three digits and does not begin with 0.
 */
static bool is_shaped(struct str s, char separator, char decimal)
{
	size_t i = 0;
	while (i < s.n && is_digit(s.p[i]))
		i++;
	if (i == 0)
		return false;
	if (i < s.n && s.p[i] == separator && (i > 3 || s.p[0] == '0'))
		return false;
	while (i < s.n && s.p[i] == separator) {
		size_t from = ++i;
		while (i < s.n && is_digit(s.p[i]))
			i++;
		if (i - from != 3)
			return false;
	}
	if (i < s.n && s.p[i] == decimal) {
		size_t from = ++i;
		while (i < s.n && is_digit(s.p[i]))
			i++;
		if (i == from)
			return false;
	}
	return i == s.n;
}

/* The value of a text of the right shape. Zeros at the end of the decimals say nothing and may be many. */
static enum num_read read_shaped(struct str s, char decimal, struct num *out)
{
	int64_t p = 0, q = 1;
	bool behind = false;
	size_t n = s.n;
	for (size_t i = 0; i < n; i++)
		behind = behind || s.p[i] == decimal;
	while (behind && s.p[n - 1] == '0')
		n--;
	behind = false;
	for (size_t i = 0; i < n; i++) {
		behind = behind || s.p[i] == decimal;
		if (!is_digit(s.p[i]))
			continue;
		if (!push_digit(&p, s.p[i]) || (behind && !push_digit(&q, '0')))
			return NUM_READ_RANGE;
	}
	*out = num_ratio(p, q);
	return NUM_READ_OK;
}

enum num_read num_parse(struct str s, enum num_style style, struct num *out)
{
	char separator = style == NUM_DANISH ? '.' : ',', decimal = style == NUM_DANISH ? ',' : '.';
	*out = NUM_BAD;
	if (is_shaped(s, separator, decimal))
		return read_shaped(s, decimal, out);
	if (!is_shaped(s, decimal, separator))
		return NUM_READ_SYNTAX;
	enum num_read other = read_shaped(s, separator, out);
	return other == NUM_READ_OK ? NUM_READ_AMBIGUOUS : other;
}

static bool is_decimal(int64_t q)
{
	while (q % 2 == 0)
		q /= 2;
	while (q % 5 == 0)
		q /= 5;
	return q == 1;
}

static void put_grouped(struct text *t, uint64_t n, char separator)
{
	char digits[20];
	int count = 0;
	do
		digits[count++] = (char)('0' + n % 10);
	while (n /= 10);
	for (int i = count - 1; i >= 0; i--) {
		text_putc(t, digits[i]);
		if (i && i % 3 == 0)
			text_putc(t, separator);
	}
}

const char *num_text(struct arena *a, struct num n, enum num_style style)
{
	char separator = style == NUM_DANISH ? '.' : ',', decimal = style == NUM_DANISH ? ',' : '.';
	if (!num_ok(n))
		return "?";
	struct text t = {.a = a};
	i128 p = magnitude(n.p);
	if (n.p < 0)
		text_putc(&t, '-');
	if (!is_decimal(n.q)) {
		text_printf(&t, "%llu/%lld", (unsigned long long)p, (long long)n.q);
		return text_c(&t);
	}
	put_grouped(&t, (uint64_t)(p / n.q), separator);
	i128 rest = p % n.q;
	if (rest)
		text_putc(&t, decimal);
	for (; rest; rest = rest * 10 % n.q)
		text_putc(&t, (char)('0' + (int)(rest * 10 / n.q)));
	return text_c(&t);
}
