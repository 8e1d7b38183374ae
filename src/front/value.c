/* SPDX-License-Identifier: MIT
 *
 * What a token means: names, numbers, dates, times, references, prose. What cannot be read is reported here, once,
 * when the token is pushed; the value is then NUM_BAD or INT64_MIN and becomes a bad node.
 */
#include "base/date.h"
#include "front/front.h"
#include "parser.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum num_style style_of(const struct front *f)
{
	return f->file->lang == LANG_EN ? NUM_ENGLISH : NUM_DANISH;
}

/* ---- numbers ---------------------------------------------------------------------------------------------- */

/* The digits of s with `separator` before the last group and no other; separator 0: none at all. */
static const char *respelled(struct front *f, struct str s, char separator)
{
	struct text t = {.a = f->a};
	size_t last = s.n;
	while (last && is_digit(s.p[last - 1]))
		last--;
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			text_putc(&t, s.p[i]);
		else if (separator && i + 1 == last)
			text_putc(&t, separator);
	return text_c(&t);
}

static bool like_clock(struct str s)
{
	size_t n = s.n;
	return (n == 4 || n == 5) && s.p[n - 3] == '.' && is_digit(s.p[n - 4]) &&
	       (s.p[0] - '0' < 3 || n == 4) && s.p[n - 2] < '6';
}

static void report_two_readings(struct front *f, struct str s, span at)
{
	const char *decimal = respelled(f, s, f->file->lang == LANG_EN ? '.' : ',');
	const char *written = str_c(f->a, s);
	if (like_clock(s)) {
		const char *word = f->file->lang == LANG_EN ? "at" : "kl.";
		const char *clock = arena_printf(f->a, "%s %.*s%c%s", word, (int)(s.n - 3), s.p,
		                                 f->file->lang == LANG_EN ? ':' : '.', s.p + s.n - 2);
		clock = str_c(f->a, (struct str){clock, strlen(word) + 1 + s.n});
		REPORT(f, at, diag_number_or_clock(f->d, at, written, decimal, clock));
		return;
	}
	REPORT(f, at, diag_number_two_readings(f->d, at, written, decimal, respelled(f, s, 0)));
}

/* The length of the number that begins s. */
static size_t number_length(struct str s)
{
	size_t n = 0;
	while (n < s.n && (is_digit(s.p[n]) ||
	                   ((s.p[n] == '.' || s.p[n] == ',') && n + 1 < s.n && is_digit(s.p[n + 1]))))
		n++;
	return n;
}

static struct number value_number(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	struct number x = {NUM_BAD, s};
	span at = token_span(f, t);
	size_t n = number_length(s);
	if (n < s.n) {
		size_t after = n;
		while (after < s.n && !is_digit(s.p[after]))
			after++;
		const char *first = str_c(f->a, (struct str){s.p, n});
		if (after == s.n)
			REPORT(f, at, diag_price_dash(f->d, at, first));
		else
			REPORT(f, at,
			       diag_range_with_dash(f->d, at, first,
			                            str_c(f->a, (struct str){s.p + after, s.n - after})));
		return x;
	}
	switch (num_parse(s, style_of(f), &x.value)) {
	case NUM_READ_OK:
		return x;
	case NUM_READ_AMBIGUOUS:
		report_two_readings(f, s, at);
		break;
	case NUM_READ_RANGE:
		REPORT(f, at, diag_number_too_large(f->d, at, str_c(f->a, s)));
		break;
	case NUM_READ_SYNTAX:
		REPORT(f, at, diag_number_not_readable(f->d, at, str_c(f->a, s)));
		break;
	}
	x.value = NUM_BAD;
	return x;
}

/* The unsigned number at p[0..n), moving *i past it. */
static int digits_at(struct str s, size_t *i)
{
	int value = 0;
	while (*i < s.n && is_digit(s.p[*i]) && value < 100000)
		value = value * 10 + (s.p[(*i)++] - '0');
	return value;
}

/* ---- dates and times -------------------------------------------------------------------------------------- */

static int64_t value_date(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	span at = token_span(f, t);
	int64_t day = INT64_MIN;
	size_t i = 0;
	int first = digits_at(s, &i);
	if (i == 4) {
		if (date_parse(s.p, s.n, &day))
			return day;
		REPORT(f, at, diag_no_such_date(f->d, at, str_c(f->a, s)));
		return INT64_MIN;
	}
	i++;
	int month = digits_at(s, &i);
	i++;
	int year = digits_at(s, &i);
	if (!date_valid(year, month, first)) {
		REPORT(f, at, diag_no_such_date(f->d, at, str_c(f->a, s)));
		return INT64_MIN;
	}
	day = date_day(year, month, first);
	REPORT(f, at, diag_date_order(f->d, at, date_text(f->a, day)));
	return day;
}

static int64_t value_clock(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	span at = token_span(f, t);
	size_t i = 0;
	while (i < s.n && !is_digit(s.p[i]))
		i++;
	bool worded = i > 0;
	int hour = digits_at(s, &i);
	i++;
	int minute = i < s.n ? digits_at(s, &i) : 0;
	if (hour > 24 || minute > 59 || (hour == 24 && minute)) {
		REPORT(f, at, diag_no_such_time(f->d, at, str_c(f->a, s)));
		return INT64_MIN;
	}
	if (!worded) {
		const char *meant = f->file->lang == LANG_EN
		                      ? arena_printf(f->a, "at %d:%02d", hour, minute)
		                      : arena_printf(f->a, "kl. %d.%02d", hour, minute);
		REPORT(f, at, diag_clock_without_word(f->d, at, meant));
	}
	return hour * 60 + minute;
}

/* ---- references ------------------------------------------------------------------------------------------- */

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static size_t skip_blanks(struct str s, size_t i)
{
	while (i < s.n &&
	       (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\f' || s.p[i] == '\v' || s.p[i] == ',' ||
	        s.p[i] == '.' || (unsigned char)s.p[i] == 0xC2 || (unsigned char)s.p[i] == 0xA0))
		i++;
	return i;
}

/* A letter after the number belongs to the reference only where it stands alone: `§ 126 a`, not `§ 30 i_døgn`. */
uint32_t value_para_length(const struct front *f, uint32_t lo, uint32_t hi)
{
	const char *p = f->src->text;
	uint32_t i = lo + 2;
	while (!is_digit(p[i]))
		i++;
	while (is_digit(p[i]))
		i++;
	uint32_t number_end = i;
	while (i < hi && (p[i] == ' ' || p[i] == '\t' || (unsigned char)p[i] == 0xC2 ||
	                  (unsigned char)p[i] == 0xA0))
		i++;
	if (i >= hi || p[i] == ',' || is_digit(p[i]))
		return hi - lo;
	uint32_t letter_end = i + ((unsigned char)p[i] >= 0x80 ? 2 : 1);
	unsigned char next = (unsigned char)p[letter_end];
	bool word_goes_on = next == '_' || next == ':' || is_digit((char)next) ||
	                    is_lower((char)(next | 0x20)) || (next >= 0xC3);
	return (letter_end >= hi && word_goes_on ? number_end : hi) - lo;
}

/* "§ 32, stk. 1, nr. 7", "§ 126 a": one spelling for every one. */
static const char *value_para(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	struct text out = {.a = f->a};
	size_t i = skip_blanks(s, 2);
	text_puts(&out, "§ ");
	while (i < s.n && is_digit(s.p[i]))
		text_putc(&out, s.p[i++]);
	size_t next = skip_blanks(s, i);
	size_t letter = next < s.n && (unsigned char)s.p[next] == 0xC3 ? 2 : 1;
	if (next < s.n && !is_digit(s.p[next]) &&
	    (next + letter == s.n || !is_lower((char)(s.p[next + letter] | 0x20)))) {
		text_putc(&out, ' ');
		text_add(&out, s.p + next, letter);
		next = skip_blanks(s, next + letter);
	}
	while (next < s.n) {
		text_puts(&out, ", ");
		bool point_first = is_digit(s.p[next]);
		for (int piece = 0; piece < 2 && next < s.n; piece++) {
			size_t begin = next;
			bool digit = is_digit(s.p[next]);
			while (next < s.n && (digit ? is_digit(s.p[next]) : is_lower((char)(s.p[next] | 0x20))))
				next++;
			next += next == begin; /* whatever else the scanner took along */
			if (piece)
				text_putc(&out, ' ');
			for (size_t k = begin; k < next; k++)
				text_putc(&out, digit || next - begin == 1 ? s.p[k] : (char)(s.p[k] | 0x20));
			bool litra = next - begin == 5;
			if (digit ? point_first : next - begin > 1 && !litra)
				text_putc(&out, '.');
			next = skip_blanks(s, next);
		}
	}
	return text_c(&out);
}

/* ---- prose ------------------------------------------------------------------------------------------------ */

static size_t quote_length(const char *p)
{
	return (unsigned char)*p == 0xC2 ? 2 : (unsigned char)*p == 0xE2 ? 3 : 1;
}

/* Letters of other scripts, private use, invisible and control characters: likely not meant in Danish prose. */
static bool is_odd_in_prose(int32_t cp)
{
	if (cp < 0x20)
		return cp != '\n' && cp != '\r' && cp != '\t';
	return (cp >= 0x7F && cp < 0xA0) || character_is_invisible(cp) ||
	       (cp >= 0x370 && cp < 0x1D00) || (cp >= 0x2C00 && cp < 0x2C60) ||
	       (cp >= 0x2C80 && cp < 0x2E00) || (cp >= 0x3040 && cp < 0xFB00) ||
	       (cp >= 0xFB13 && cp < 0xFE00) || (cp >= 0xFE70 && cp <= 0xFFFF) || cp >= 0xE0000;
}

static void check_prose(struct front *f, struct str s, uint32_t lo)
{
	for (size_t i = 0; i < s.n;) {
		int32_t cp = (unsigned char)s.p[i];
		size_t step = cp < 0x80 ? 1 : utf8_step(s.p + i, s.n - i, &cp);
		if (is_odd_in_prose(cp)) {
			span at = front_span(f, lo + (uint32_t)i, lo + (uint32_t)(i + step));
			REPORT(f, at, diag_odd_character_in_text(f->d, at, character_name(f->a, cp)));
			return;
		}
		i += step ? step : 1;
	}
}

struct prose value_prose(struct front *f, const struct token *t)
{
	struct str s = token_text(f, t);
	size_t quote = quote_length(s.p);
	size_t closing = t->flags & TOKEN_UNCLOSED ? 0 : quote;
	struct str inside = {s.p + quote, s.n - quote - closing};
	check_prose(f, inside, t->lo + (uint32_t)quote);
	struct prose x = {str_prose(f->a, inside), token_span(f, t)};
	if (!x.text.p)
		x.text.p = "";
	return x;
}

union value value_of(struct front *f, const struct token *t)
{
	union value v = {.integer = 0};
	switch (t->kind) {
	case TOK_NAME:
	case TOK_LABEL:
		v.name = (struct name){t->aux, front_span(f, t->lo, t->hi - (t->kind == TOK_LABEL))};
		break;
	case TOK_NUMBER:
		v.number = value_number(f, t);
		break;
	case TOK_YEAR: {
		size_t i = 0;
		v.integer = digits_at(token_text(f, t), &i);
		break;
	}
	case TOK_DATE:
		v.integer = value_date(f, t);
		break;
	case TOK_CLOCK:
		v.integer = value_clock(f, t);
		break;
	case TOK_STRING:
		v.prose = value_prose(f, t);
		break;
	case TOK_PARA:
		v.para = value_para(f, t);
		break;
	default:
		break;
	}
	return v;
}
