/* SPDX-License-Identifier: MIT
 *
 * utf8proc knows what a code point is; this file knows what the compiler wants of it.
 * Bytes that are not UTF-8 are kept as they are where text is copied, and count as one column each.
 */
#include "base/str.h"

#include "base/map.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#define TAB_WIDTH 4
#define DISTANCE_MAX 96 /* longer names are not compared letter by letter */

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

struct str str_of(const char *nul_terminated)
{
	return (struct str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

const char *str_c(struct arena *a, struct str s)
{
	return s.n ? arena_text(a, s.p, s.n) : "";
}

/* Room for n more bytes and a NUL. */
static void reserve(struct text *t, size_t n)
{
	if (t->cap - t->n > n)
		return;
	size_t cap = t->cap * 2 > t->n + n + 1 ? t->cap * 2 : t->n + n + 1;
	cap = cap < 64 ? 64 : cap;
	char *p = arena_alloc(t->a, cap);
	if (t->n)
		memcpy(p, t->p, t->n);
	t->p = p;
	t->cap = cap;
}

void text_add(struct text *t, const char *p, size_t n)
{
	reserve(t, n);
	if (n)
		memcpy(t->p + t->n, p, n);
	t->n += n;
}

void text_puts(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void text_putc(struct text *t, char c)
{
	reserve(t, 1);
	t->p[t->n++] = c;
}

void text_printf(struct text *t, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	assert(n >= 0);
	reserve(t, (size_t)n);
	vsnprintf(t->p + t->n, (size_t)n + 1, format, again);
	t->n += (size_t)n;
	va_end(again);
	va_end(args);
}

const char *text_c(struct text *t)
{
	reserve(t, 0);
	t->p[t->n] = 0;
	return t->p;
}

size_t utf8_step(const char *p, size_t n, int32_t *cp)
{
	if (n == 0)
		return 0;
	utf8proc_ssize_t limit = n > 4 ? 4 : (utf8proc_ssize_t)n;
	utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)p, limit, cp);
	return used > 0 ? (size_t)used : 0;
}

static bool is_flag_half(int32_t cp)
{
	return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}

/* A cluster is as wide as its widest part; two regional letters and U+FE0F make a wide picture. */
size_t utf8_width(const char *p, size_t n)
{
	size_t total = 0, widest = 0;
	int32_t before = 0, state = 0;
	for (size_t i = 0; i < n;) {
		int32_t cp = 0;
		size_t step = utf8_step(p + i, n - i, &cp);
		size_t width = !step ? 1 : cp == '\t' ? TAB_WIDTH : (size_t)utf8proc_charwidth(cp);
		if (i == 0 || !step || utf8proc_grapheme_break_stateful(before, cp, &state)) {
			total += widest;
			widest = 0;
		} else if (cp == 0xfe0f || (is_flag_half(before) && is_flag_half(cp))) {
			width = 2;
		}
		widest = width > widest ? width : widest;
		before = step ? cp : 0xfffd;
		i += step ? step : 1;
	}
	return total + widest;
}

/* The n bytes of s end in a word that belongs to the number behind it. */
static bool awaits_number(const char *s, size_t n)
{
	static const char *const words[] = {"§", "stk.", "nr.", "kap."};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t k = strlen(words[i]);
		if (n >= k && memcmp(s + n - k, words[i], k) == 0)
			return true;
	}
	return false;
}

size_t utf8_word(const char *s)
{
	size_t n = strcspn(s, " \n");
	while (s[n] == ' ' && s[n + 1] && !strchr(" \n", s[n + 1]) &&
	       (s[n + 1] == '%' || awaits_number(s, n)))
		n += 1 + strcspn(s + n + 1, " \n");
	return n;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static utf8proc_int32_t keep_case(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	return cp;
}

static utf8proc_int32_t lower_case(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	return utf8proc_tolower(cp);
}

static utf8proc_int32_t plain_space(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	utf8proc_category_t c = utf8proc_category(cp);
	bool space = c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL ||
	             c == UTF8PROC_CATEGORY_ZP || (cp >= '\t' && cp <= '\r') || cp == 0x85;
	return space ? ' ' : cp;
}

/* s with each code point mapped, in NFC; s itself, copied, where it is not UTF-8. */
static struct str normalise(struct arena *a, struct str s, utf8proc_custom_func map)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p;
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t n = (utf8proc_ssize_t)s.n;
	utf8proc_ssize_t count = utf8proc_decompose_custom(p, n, NULL, 0, how, map, NULL);
	if (count < 0 || s.n == 0)
		return (struct str){arena_text(a, s.p, s.n), s.n};
	utf8proc_int32_t *wide = arena_array(a, utf8proc_int32_t, count + 1);
	count = utf8proc_decompose_custom(p, n, wide, count, how, map, NULL);
	assert(count >= 0);
	count = utf8proc_reencode(wide, count, how);
	assert(count >= 0);
	return (struct str){(const char *)wide, (size_t)count};
}

struct str str_fold(struct arena *a, struct str s)
{
	if (!is_ascii(s))
		return normalise(a, s, lower_case);
	char *copy = arena_text(a, s.p, s.n);
	for (size_t i = 0; i < s.n; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] + ('a' - 'A'));
	return (struct str){copy, s.n};
}

struct str str_prose(struct arena *a, struct str s)
{
	struct str plain = normalise(a, s, plain_space);
	char *to = arena_text(a, plain.p, plain.n);
	size_t n = 0;
	for (size_t i = 0; i < plain.n; i++)
		if (to[i] != ' ' || (n && to[n - 1] != ' '))
			to[n++] = to[i];
	n -= n && to[n - 1] == ' ';
	to[n] = 0;
	return (struct str){to, n};
}

uint64_t str_hash_words(struct arena *a, uint64_t h, struct str s)
{
	struct arena_mark mark = arena_mark(a);
	struct str words = str_prose(a, s);
	for (size_t i = 0; i < words.n; i++)
		if ((unsigned char)words.p[i] > ' ')
			h = hash_mix(h, (unsigned char)words.p[i]);
	arena_reset(a, mark);
	return h;
}

bool utf8_is_name(int32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
		       cp == '_';
	if (cp >= 0xc0 && cp <= 0x24f)
		return cp != 0xd7 && cp != 0xf7; /* the signs of multiplication and division */
	return (cp >= 0x300 && cp <= 0x36f) || (cp >= 0x1e00 && cp <= 0x1eff);
}

/* The code points of s; false where there are too many. */
static bool unpack(struct str s, int32_t *to, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < s.n;) {
		int32_t cp = 0;
		size_t step = utf8_step(s.p + i, s.n - i, &cp);
		if (*count == DISTANCE_MAX)
			return false;
		to[(*count)++] = step ? cp : (unsigned char)s.p[i] - 0x100;
		i += step ? step : 1;
	}
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Three rows of the classic table: the one being filled and the two above it. */
unsigned str_distance(struct str a, struct str b, unsigned limit)
{
	int32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	unsigned rows[3][DISTANCE_MAX + 1] = {{0}};
	size_t n, m;
	if (!unpack(a, x, &n) || !unpack(b, y, &m))
		return str_eq(a, b) ? 0 : limit + 1;
	for (unsigned j = 0; j <= m; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *now = rows[i % 3];
		const unsigned *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
		now[0] = (unsigned)i;
		for (size_t j = 1; j <= m; j++) {
			bool same = x[i - 1] == y[j - 1];
			now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + !same);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				now[j] = least(now[j], higher[j - 2] + 1);
		}
	}
	return least(rows[n % 3][m], limit + 1);
}

/* Letters that do not come apart into an ASCII letter and marks, and those with a Danish spelling. */
static const char *spell(int32_t cp)
{
	static const struct {
		int32_t cp;
		const char *ascii;
	} table[] = {
		{0xc5, "Aa"}, {0xc6, "Ae"}, {0xd0, "D"},  {0xd8, "Oe"}, {0xde, "Th"},  {0xdf, "ss"},
		{0xe5, "aa"}, {0xe6, "ae"}, {0xf0, "d"},  {0xf8, "oe"}, {0xfe, "th"},  {0x110, "D"},
		{0x111, "d"}, {0x131, "i"}, {0x141, "L"}, {0x142, "l"}, {0x152, "Oe"}, {0x153, "oe"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].cp == cp)
			return table[i].ascii;
	return NULL;
}

static char plain_letter(int32_t cp)
{
	utf8proc_int32_t parts[8];
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(cp, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	bool plain = n > 0 && parts[0] < 0x80 && utf8_is_name(parts[0]);
	return plain ? (char)parts[0] : '_';
}

const char *str_ascii(struct arena *a, struct str s)
{
	struct str composed = normalise(a, s, keep_case);
	struct text t = {.a = a};
	for (size_t i = 0; i < composed.n;) {
		int32_t cp = 0;
		size_t step = utf8_step(composed.p + i, composed.n - i, &cp);
		const char *spelled = step ? spell(cp) : NULL;
		if (spelled)
			text_puts(&t, spelled);
		else if (!step || cp < 0x300 || cp > 0x36f)
			text_putc(&t, step ? plain_letter(cp) : '_');
		i += step ? step : 1;
	}
	return text_c(&t);
}
