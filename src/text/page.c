/* SPDX-License-Identifier: MIT
 *
 * A page number stands alone on its line: "Side 3 af 40", "- 3 -", or bare digits beside a form feed or one more or less
 * than the nearest other ones. A running head begins with a capital and stands beside most page breaks, digits apart the
 * same each time.
 */
#include "text/page.h"

#include "base/map.h"
#include "text/heading.h"

#include <string.h>

#define HEAD_MOST 120  /* bytes of a running head */
#define HEAD_LEAST 10  /* a shorter line may well be a word of the text */
#define HEAD_BREAKS 3  /* page breaks it stands beside, at least */
#define NUMBER_MOST 40 /* bytes of "Side 3 af 40" */

static bool is_end(char c)
{
	return c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool page_next(struct str text, size_t *at, struct page_line *line)
{
	size_t i = *at;
	if (i >= text.n)
		return false;
	line->breaks = i > 0 && text.p[i - 1] == '\f';
	if (text.p[i] == '\f' && i == 0)
		line->breaks = true;
	size_t from = i;
	while (i < text.n && !is_end(text.p[i]))
		i++;
	line->text = (struct str){text.p + from, i - from};
	if (i < text.n)
		i += text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n' ? 2 : 1;
	*at = i;
	return true;
}

static struct str trim(struct str s)
{
	static const char *const blanks[] = {" ", "\t", "\xC2\xA0"};
	for (bool more = true; more;) {
		more = false;
		for (size_t k = 0; k < sizeof blanks / sizeof *blanks; k++) {
			size_t n = strlen(blanks[k]);
			if (s.n >= n && memcmp(s.p, blanks[k], n) == 0) {
				s = (struct str){s.p + n, s.n - n};
				more = true;
			}
			if (s.n >= n && memcmp(s.p + s.n - n, blanks[k], n) == 0) {
				s.n -= n;
				more = true;
			}
		}
	}
	return s;
}

/* ---- numbers -------------------------------------------------------------------------------------------- */

static bool eat(struct str *s, const char *word)
{
	size_t n = strlen(word);
	if (s->n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s->p[i] | 0x20) != (word[i] | 0x20))
			return false;
	*s = trim((struct str){s->p + n, s->n - n});
	return true;
}

/* Up to four digits; -1: none. */
static int32_t eat_number(struct str *s)
{
	int32_t x = 0;
	size_t n = 0;
	for (; n < s->n && n < 5 && s->p[n] >= '0' && s->p[n] <= '9'; n++)
		x = x * 10 + (s->p[n] - '0');
	if (n == 0 || n > 4)
		return -1;
	*s = trim((struct str){s->p + n, s->n - n});
	return x;
}

static bool eat_dash(struct str *s)
{
	return eat(s, "-") || eat(s, "\xE2\x80\x93") || eat(s, "|");
}

/* The number of a page; *sure where nothing but a page number looks so. -1: none. */
static int32_t page_number(struct str line, bool *sure)
{
	struct str s = trim(line);
	if (!s.n || s.n > NUMBER_MOST)
		return -1;
	bool dash = eat_dash(&s);
	bool word = eat(&s, "side") || eat(&s, "page");
	int32_t number = eat_number(&s);
	if (number < 0)
		return -1;
	bool of = eat(&s, "af ") || eat(&s, "of ") || (word && eat(&s, "/"));
	if (of && eat_number(&s) < 0)
		return -1;
	bool closed = eat_dash(&s);
	if (s.n)
		return -1;
	*sure = word || of || (dash && closed);
	return dash && !*sure ? -1 : number;
}

/* ---- the lines of a text -------------------------------------------------------------------------------- */

struct bare {
	uint32_t line;
	int32_t number;
	bool beside; /* a form feed */
};

struct edge {
	uint32_t line;
	uint64_t hash;
};

struct pages {
	struct arena *a;
	bool *skip;
	uint32_t lines, breaks;
	VEC(struct bare) bare;
	VEC(struct edge) edges;
};

static uint32_t count_lines(struct str text)
{
	uint32_t n = 0;
	struct page_line line;
	for (size_t at = 0; page_next(text, &at, &line);)
		n++;
	return n;
}

/* Numbers on a line of their own; those that are surely a page's are marked at once. */
static void find_numbers(struct pages *p, struct str text)
{
	struct page_line line;
	uint32_t i = 0;
	bool fresh = false;       /* nothing but blanks since a form feed */
	bool number_last = false; /* the last line that is not blank is bare.at[n - 1] */
	for (size_t at = 0; page_next(text, &at, &line); i++) {
		bool sure = false;
		int32_t number = page_number(line.text, &sure);
		fresh |= line.breaks;
		if (line.breaks && number_last)
			vec_last(&p->bare).beside = true;
		if (!trim(line.text).n)
			continue;
		number_last = number >= 0 && !sure;
		if (number_last)
			vec_push(p->a, &p->bare, ((struct bare){i, number, fresh}));
		p->skip[i] = number >= 0 && sure;
		fresh = false;
	}
}

static bool follows(const struct bare *a, const struct bare *b)
{
	return b->number == a->number + 1;
}

static void settle_numbers(struct pages *p)
{
	for (uint32_t i = 0; i < p->bare.n; i++) {
		const struct bare *b = &p->bare.at[i];
		bool after = i > 0 && follows(b - 1, b), before = i + 1 < p->bare.n && follows(b, b + 1);
		if (b->beside || after || before)
			p->skip[b->line] = true;
	}
}

/* The same for every number in it. */
static uint64_t shape_of(struct str s)
{
	uint64_t h = hash_bytes("", 0);
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';
		if (!digit || !i || s.p[i - 1] < '0' || s.p[i - 1] > '9')
			h = hash_mix(h, digit ? '0' : (unsigned char)s.p[i]);
	}
	return h;
}

static void add_edge(struct pages *p, uint32_t line, struct str s)
{
	if (s.n >= HEAD_LEAST && s.n <= HEAD_MOST && fold_is_capital(s, 0) && !heading_standard(s))
		vec_push(p->a, &p->edges, ((struct edge){line, shape_of(s)}));
}

/* The last line of each page and the first of the next. */
static void find_edges(struct pages *p, struct str text)
{
	struct page_line line;
	struct str last = {"", 0};
	uint32_t i = 0, last_line = 0;
	bool fresh = false;
	for (size_t at = 0; page_next(text, &at, &line); i++) {
		struct str s = trim(line.text);
		bool breaks = line.breaks || p->skip[i];
		if (breaks && !fresh) {
			p->breaks++;
			add_edge(p, last_line, last);
		}
		fresh |= breaks;
		if (!s.n || p->skip[i])
			continue;
		if (fresh)
			add_edge(p, i, s);
		fresh = false;
		last = s;
		last_line = i;
	}
}

static void settle_edges(struct pages *p)
{
	struct map count = {.a = p->a};
	uint32_t n;
	for (uint32_t i = 0; i < p->edges.n; i++) {
		n = 0;
		map_get(&count, p->edges.at[i].hash, &n);
		map_put(&count, p->edges.at[i].hash, n + 1);
	}
	for (uint32_t i = 0; i < p->edges.n; i++)
		if (map_get(&count, p->edges.at[i].hash, &n) && n >= HEAD_BREAKS && n * 2 > p->breaks)
			p->skip[p->edges.at[i].line] = true;
}

const bool *page_residue(struct arena *a, struct str text)
{
	struct pages p = {.a = a, .lines = count_lines(text)};
	p.skip = arena_array(a, bool, p.lines + 1);
	find_numbers(&p, text);
	settle_numbers(&p);
	find_edges(&p, text);
	settle_edges(&p);
	return p.skip;
}
