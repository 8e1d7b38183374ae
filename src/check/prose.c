/* SPDX-License-Identifier: MIT
 * Quoted texts, words and figures (prose.h). */
#include "check/prose.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters of any script: what is above ASCII is one, but for the signs that Danish texts use. */
static bool is_letter(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p, next = p + 1 < end ? (unsigned char)p[1] : 0;
	if (c == 0xC2 || (c == 0xE2 && next == 0x80))
		return false; /* § » « and dashes, quotes */
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* ---- quotes --------------------------------------------------------------------------------------------- */

/* Bytes of a quote sign, and its family: straight, angled, curved. 0: none. */
static size_t quote_sign(const char *p, size_t n, char *family)
{
	const unsigned char *u = (const unsigned char *)p;
	if (n && *p == '"') {
		*family = '"';
		return 1;
	}
	if (n > 1 && u[0] == 0xC2 && (u[1] == 0xAB || u[1] == 0xBB)) {
		*family = '>';
		return 2;
	}
	*family = '~';
	return n > 2 && u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x9C && u[2] <= 0x9F ? 3 : 0;
}

/* Behind the closing sign of the text that begins before `i`, or the end. */
static size_t quote_end(struct str rules, size_t i, char family, size_t *sign)
{
	for (; i < rules.n; i++) {
		char closing;
		*sign = quote_sign(rules.p + i, rules.n - i, &closing);
		if (*sign && closing == family)
			return i + *sign;
	}
	*sign = 0;
	return rules.n;
}

quote_list prose_quotes(struct arena *a, struct str rules)
{
	quote_list list = {0};
	bool colon = false; /* the last sign outside: `kilde "heading": "phrase"` */
	for (size_t i = 0; i < rules.n;) {
		char family;
		size_t sign = quote_sign(rules.p + i, rules.n - i, &family), closing;
		if (rules.p[i] == '#') {
			while (i < rules.n && rules.p[i] != '\n')
				i++;
		} else if (!sign) {
			bool blank = rules.p[i] == ' ' || rules.p[i] == '\n' || rules.p[i] == '\t';
			colon = blank ? colon : rules.p[i] == ':' && list.n && i == vec_last(&list).hi;
			i++;
		} else {
			struct quote q = {.lo = (uint32_t)i, .phrase = colon};
			i = quote_end(rules, i + sign, family, &closing);
			q.hi = (uint32_t)i;
			q.inside = (struct str){rules.p + q.lo + sign, i - closing - q.lo - sign};
			vec_push(a, &list, q);
			colon = false;
		}
	}
	return list;
}

struct str prose_outside(struct arena *a, struct str rules, const quote_list *quotes)
{
	char *p = arena_array(a, char, rules.n + 1);
	memcpy(p, rules.p, rules.n);
	for (uint32_t i = 0; i < quotes->n; i++)
		memset(p + quotes->at[i].lo, ' ', quotes->at[i].hi - quotes->at[i].lo);
	for (size_t i = 0; i < rules.n; i++)
		for (bool comment = p[i] == '#'; comment && i < rules.n && p[i] != '\n'; i++)
			p[i] = ' ';
	return (struct str){p, rules.n};
}

/* ---- words ---------------------------------------------------------------------------------------------- */

static size_t word_length(struct str text, size_t at)
{
	size_t n = 0;
	while (at + n < text.n && is_letter(text.p + at + n, text.p + text.n))
		n++;
	return n;
}

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n' || text.p[at] == '\t'))
		at++;
	return at;
}

/* Behind the character at `at`: the rest of a sign is no letter. */
static size_t behind_sign(struct str text, size_t at)
{
	at++;
	while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at++;
	return at;
}

struct str prose_next(struct str text, size_t *at)
{
	for (; *at < text.n; *at = behind_sign(text, *at)) {
		size_t n = word_length(text, *at);
		if (!n && text.n - *at > 1 && memcmp(text.p + *at, "§", 2) == 0)
			n = 2;
		if (!n)
			continue;
		struct str word = {text.p + *at, n};
		*at += n;
		return word;
	}
	return (struct str){"", 0};
}

struct str prose_word(struct arena *a, struct str text, size_t *at)
{
	struct str word = prose_next(text, at);
	return word.n ? str_fold(a, word) : word;
}

/* ---- figures -------------------------------------------------------------------------------------------- */

struct number_word {
	const char *word;
	int value;
};

/* Not "en" and "et", which are articles. */
static const struct number_word number_words[] = {
	{"én", 1},      {"ét", 1},      {"een", 1},      {"to", 2},        {"tre", 3},   {"fire", 4},
	{"fem", 5},     {"seks", 6},    {"syv", 7},      {"otte", 8},      {"ni", 9},    {"ti", 10},
	{"elleve", 11}, {"tolv", 12},   {"fjorten", 14}, {"one", 1},       {"two", 2},   {"three", 3},
	{"four", 4},    {"five", 5},    {"six", 6},      {"seven", 7},     {"eight", 8}, {"nine", 9},
	{"ten", 10},    {"eleven", 11}, {"twelve", 12},  {"fourteen", 14},
};

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq(word, str_of(*list)))
			return true;
	return false;
}

/* What stands before a number that counts nothing, or counts beyond itself. */
static const char *const numbering[] = {"§",   "stk",   "nr",    "kap", "kapitel", "kl",
                                        "pkt", "bilag", "litra", "lov", "lbk",     NULL};
static const char *const beyond[] = {"under", "over", "below", "above", NULL};
static const char *const joining[] = {"til", "eller", "og", "to", "or", "and", NULL};

struct figures {
	struct arena *a;
	struct str text, before; /* the word before */
	size_t at;
	figure_list list;
	VEC(bool) joined; /* by figure: the next one counts the same ("6-12 samtaler") */
};

static size_t digits_length(struct str text, size_t at)
{
	size_t n = 0;
	while (at + n < text.n) {
		bool inner = (text.p[at + n] == '.' || text.p[at + n] == ',') && n && at + n + 1 < text.n &&
		             is_digit(text.p[at + n + 1]);
		if (!is_digit(text.p[at + n]) && !inner)
			break;
		n++;
	}
	return n;
}

/* A dash or "til" between this figure and the next. */
static bool joins(struct arena *a, struct str text, size_t at)
{
	at = skip_blanks(text, at);
	if (at < text.n && text.p[at] == '-')
		return true;
	if (at + 2 < text.n && strncmp(text.p + at, "\xE2\x80", 2) == 0)
		return true;
	struct str word = {text.p + at, word_length(text, at)};
	return word.n && is_one_of(str_fold(a, word), joining);
}

static void add_figure(struct figures *f, struct figure x, size_t from)
{
	size_t behind = skip_blanks(f->text, f->at);
	struct str unit = {f->text.p + behind, word_length(f->text, behind)};
	bool ordinal = f->at < f->text.n && f->text.p[f->at] == '.';
	bool joined = !ordinal && joins(f->a, f->text, f->at);
	if (!ordinal && !joined && unit.n) {
		x.unit = str_fold(f->a, unit);
		x.said = (struct str){f->text.p + from, behind + unit.n - from};
	}
	x.beyond = is_one_of(f->before, beyond);
	vec_push(f->a, &f->list, x);
	vec_push(f->a, &f->joined, joined);
}

static void add_number(struct figures *f)
{
	size_t from = f->at, n = digits_length(f->text, from);
	struct str digits = {f->text.p + from, n};
	struct figure x = {.value = {NUM_BAD, NUM_BAD}};
	f->at += n;
	for (int style = 0; style < 2; style++)
		if (num_parse(digits, style ? NUM_ENGLISH : NUM_DANISH, &x.value[style]) != NUM_READ_OK)
			x.value[style] = NUM_BAD;
	/* dates, and years such as 2026/2027 */
	bool part = f->at < f->text.n && (f->text.p[f->at] == '/' || f->text.p[f->at] == ':');
	if (!part && !is_one_of(f->before, numbering))
		add_figure(f, x, from);
	f->before = (struct str){"", 0};
}

/* A word may be a number; a name may end in digits. */
static void add_word(struct figures *f)
{
	size_t from = f->at, n = word_length(f->text, from);
	f->at += n;
	f->before = str_fold(f->a, (struct str){f->text.p + from, n});
	while (f->at < f->text.n && is_digit(f->text.p[f->at]))
		f->at += 1 + word_length(f->text, f->at + 1);
	for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
		if (!str_eq(f->before, str_of(number_words[i].word)))
			continue;
		struct num value = num_int(number_words[i].value);
		add_figure(f, (struct figure){.value = {value, value}}, from);
	}
}

figure_list prose_figures(struct arena *a, struct str text)
{
	struct figures f = {.a = a, .text = text, .before = {"", 0}};
	while (f.at < text.n) {
		if (is_digit(text.p[f.at])) {
			add_number(&f);
		} else if (is_letter(text.p + f.at, text.p + text.n)) {
			add_word(&f);
		} else {
			if (text.n - f.at > 1 && memcmp(text.p + f.at, "§", 2) == 0)
				f.before = STR("§");
			f.at = behind_sign(text, f.at);
		}
	}
	for (uint32_t i = f.list.n; i > 1; i--)
		if (f.joined.at[i - 2]) {
			f.list.at[i - 2].unit = f.list.at[i - 1].unit;
			f.list.at[i - 2].said = f.list.at[i - 1].said;
		}
	return f.list;
}

#define ENDING 3 /* letters that a word may have more: "time", "timerne" is not needed */

bool prose_same_unit(struct str a, struct str b)
{
	struct str s = a.n < b.n ? a : b, l = a.n < b.n ? b : a;
	return s.n > 1 && l.n - s.n <= ENDING && memcmp(s.p, l.p, s.n) == 0;
}

/* ---- holding figures against each other ------------------------------------------------------------------ */

static bool same_value(const struct figure *said, struct num own)
{
	for (int i = 0; i < 2; i++)
		if (num_ok(said->value[i]) && num_ok(own) && num_eq(said->value[i], own))
			return true;
	return false;
}

#define MONTHS 12 /* of a year */

bool prose_has_figure(const figure_list *own, const struct figure *said)
{
	for (uint32_t i = 0; i < own->n; i++) {
		const struct figure *f = &own->at[i];
		for (int k = 0; k < 2; k++) {
			bool same = same_value(said, f->value[k]) ||
			            same_value(said, num_mul(f->value[k], num_int(MONTHS))) ||
			            same_value(said, num_div(f->value[k], num_int(MONTHS)));
			if (f->beyond && !said->beyond && num_ok(f->value[k]))
				same |= same_value(said, num_add(f->value[k], num_int(1))) ||
				        same_value(said, num_sub(f->value[k], num_int(1)));
			if (same)
				return true;
		}
	}
	return false;
}

const struct figure *prose_counts_too(const figure_list *own, const struct figure *said)
{
	for (uint32_t i = 0; i < own->n; i++)
		if (own->at[i].said.n && prose_same_unit(own->at[i].unit, said->unit))
			return &own->at[i];
	return NULL;
}
