/* SPDX-License-Identifier: MIT
 * Rows are sought in the buffer first; only a whole row is taken apart, so that nothing is changed twice. */
#include "tool/csv.h"

#include <string.h>

#define BUFFER (1u << 18) /* bytes; no row is longer */
#define CELLS 4096u

bool csv_open(struct csv *t, struct session *s, struct arena *a, const char *path)
{
	*t = (struct csv){.s = s, .path = path, .next_line = 1, .room = CELLS};
	t->file = world_open(s, path);
	if (t->file < 0)
		return false;
	t->buffer = arena_alloc(a, BUFFER);
	t->cell = arena_array(a, struct str, CELLS);
	return true;
}

void csv_close(struct csv *t)
{
	world_close(t->file);
}

/* Neither UTF-16 nor any other file with NUL bytes is read as text. */
static bool is_text(const struct csv *t, const char *p, size_t n, bool first)
{
	bool wide = first && n > 1 && (unsigned char)p[0] >= 0xfe && (unsigned char)p[1] >= 0xfe;
	if (!wide && !memchr(p, 0, n))
		return true;
	diag_cannot_read(&t->s->d, SPAN_NONE, t->path,
	                 say(t->s, "den er ikke tekst i UTF-8", "it is no text in UTF-8"));
	return false;
}

/* Moves what is left to the front and reads on; false after a finding. */
static bool fill(struct csv *t)
{
	bool first = t->next_line == 1 && !t->to;
	memmove(t->buffer, t->buffer + t->from, t->to - t->from);
	t->to -= t->from;
	t->from = 0;
	ptrdiff_t got = world_next(t->s, t->file, t->path, t->buffer + t->to, BUFFER - t->to);
	if (got < 0 || !is_text(t, t->buffer + t->to, (size_t)got, first))
		return false;
	t->ended = (size_t)got < BUFFER - t->to;
	t->to += (size_t)got;
	if (first && t->to > 2 && memcmp(t->buffer, "\xef\xbb\xbf", 3) == 0)
		t->from = 3;
	return true;
}

/* What a row looks like in the buffer. */
struct extent {
	size_t end;  /* behind its line feed, or of the text */
	bool whole;  /* the end was found */
	bool quotes; /* some cell is quoted */
	uint64_t feeds;
};

static struct extent row_extent(const struct csv *t)
{
	struct extent x = {.end = t->from};
	const char *p = t->buffer;
	const char *feed = memchr(p + t->from, '\n', t->to - t->from);
	size_t n = feed ? (size_t)(feed - p) + 1 - t->from : t->to - t->from;
	x.quotes = memchr(p + t->from, '"', n) != NULL;
	if (!x.quotes) {
		x.end += n;
		x.whole = feed || t->ended;
		x.feeds = feed != NULL;
		return x;
	}
	bool inside = false, start = true;
	for (; x.end < t->to; x.end++) {
		char c = p[x.end];
		if (c == '"')
			inside = inside ? false : start || p[x.end - 1] == '"';
		x.feeds += c == '\n';
		if (c == '\n' && !inside)
			break;
		start = c == t->separator || (start && c == ' ');
	}
	x.whole = x.end < t->to || (t->ended && !inside);
	x.end += x.end < t->to;
	return x;
}

static void trim(struct str *s)
{
	while (s->n && (s->p[0] == ' ' || s->p[0] == '\t')) {
		s->p++;
		s->n--;
	}
	while (s->n && (s->p[s->n - 1] == ' ' || s->p[s->n - 1] == '\t'))
		s->n--;
}

static char *skip_blanks(char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* The closing quote of a cell that begins with one; end where there is none. */
static char *closing_quote(char *p, char *end)
{
	for (p++; p < end; p++) {
		if (*p != '"')
			continue;
		if (p + 1 == end || p[1] != '"')
			return p;
		p++;
	}
	return end;
}

/* Behind a cell: at its separator, or the end; *quote: its first quote, *close: its last; NULL. */
static char *cell_end(const struct csv *t, char *p, char *end, bool quotes, char **quote,
                      char **close)
{
	char *from = quotes ? skip_blanks(p, end) : p;
	*quote = *close = NULL;
	if (quotes && from < end && *from == '"') {
		*quote = from;
		*close = closing_quote(from, end);
		return skip_blanks(*close + (*close < end), end);
	}
	while (p < end && *p != t->separator)
		p++;
	return p;
}

/* Every quote is closed, and nothing follows it. Changes nothing. */
static bool is_sound(const struct csv *t, char *p, char *end)
{
	char *quote, *close;
	for (;; p++) {
		p = cell_end(t, p, end, true, &quote, &close);
		if ((quote && close == end) || (p < end && *p != t->separator))
			return false;
		if (p == end)
			return true;
	}
}

/* What stands between the quotes, doubled ones undone in place. */
static struct str unquoted(char *quote, const char *close)
{
	char *out = quote + 1;
	for (const char *p = quote + 1; p < close; p++) {
		p += *p == '"';
		*out++ = *p;
	}
	return (struct str){quote + 1, (size_t)(out - quote - 1)};
}

static enum csv_state take_row(struct csv *t, const struct extent *x)
{
	char *p = t->buffer + t->from, *end = t->buffer + x->end, *quote, *close;
	end -= end > p && end[-1] == '\n';
	end -= end > p && end[-1] == '\r';
	if (x->quotes && !is_sound(t, p, end))
		return CSV_QUOTE;
	for (t->cells = 0; t->cells < t->room; p++) {
		char *from = p;
		p = cell_end(t, p, end, x->quotes, &quote, &close);
		struct str *cell = &t->cell[t->cells++];
		*cell = quote ? unquoted(quote, close) : (struct str){from, (size_t)(p - from)};
		if (!quote)
			trim(cell);
		if (p == end)
			return CSV_LINE;
	}
	return CSV_LONG;
}

/* A broken row is given up at its first line feed. */
static enum csv_state skip_line(struct csv *t, enum csv_state state)
{
	for (;;) {
		char *feed = memchr(t->buffer + t->from, '\n', t->to - t->from);
		t->from = feed ? (size_t)(feed - t->buffer) + 1 : t->to;
		t->next_line += feed != NULL;
		if (feed || t->ended)
			return state;
		if (!fill(t))
			return CSV_FAILED;
	}
}

static void sniff(struct csv *t)
{
	const char *p = t->buffer + t->from, *feed = memchr(p, '\n', t->to - t->from);
	size_t n = feed ? (size_t)(feed - p) : t->to - t->from, semicolons = 0, commas = 0;
	for (size_t i = 0; i < n; i++) {
		semicolons += p[i] == ';';
		commas += p[i] == ',';
	}
	t->separator = semicolons >= commas ? ';' : ',';
}

enum csv_state csv_next(struct csv *t)
{
	if (!t->separator) {
		if (!fill(t))
			return CSV_FAILED;
		sniff(t);
	}
	struct extent x = row_extent(t);
	if (!x.whole && !t->ended) {
		if (!fill(t))
			return CSV_FAILED;
		x = row_extent(t);
	}
	t->line = t->next_line;
	if (t->from == t->to)
		return CSV_END;
	enum csv_state state = x.whole ? take_row(t, &x) : x.quotes ? CSV_QUOTE : CSV_LONG;
	if (state != CSV_LINE)
		return skip_line(t, state);
	t->from = x.end;
	t->next_line += x.feeds;
	return state;
}
