/* SPDX-License-Identifier: MIT
 *
 * Words for people: names, days and units as they are said.
 */
#include "emit/prose.h"

#include "base/date.h"

#include <string.h>

const char *prose_date(struct arena *a, const struct model *m, int64_t day)
{
	return date_words(a, day, m->words == LANG_DA);
}

/* ---- letters -------------------------------------------------------------------------------------------- */

/* æ ø å and their like, whose second byte differs by 0x20. */
static bool is_latin(const unsigned char *u)
{
	return u[0] == 0xc3 && (u[1] & 0xdf) != 0x97 && (u[1] & 0xdf) != 0x9f;
}

static bool is_upper(const unsigned char *u)
{
	return (u[0] >= 'A' && u[0] <= 'Z') || (is_latin(u) && u[1] < 0xa0);
}

static bool is_lower(const unsigned char *u)
{
	return (u[0] >= 'a' && u[0] <= 'z') || (is_latin(u) && u[1] >= 0xa0);
}

static const char *turned(struct arena *a, const char *s)
{
	char *copy = arena_array(a, char, strlen(s) + 1);
	memcpy(copy, s, strlen(s) + 1);
	size_t at = (unsigned char)s[0] == 0xc3;
	copy[at] = (char)(copy[at] ^ 0x20);
	return copy;
}

const char *prose_capital(struct arena *a, const char *s)
{
	return is_lower((const unsigned char *)s) ? turned(a, s) : s;
}

const char *prose_small(struct arena *a, const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	if (!is_upper(u))
		return s;
	const unsigned char *next = u + (u[0] == 0xc3 ? 2 : 1);
	bool word = is_lower(next) || *next == ' ' || *next == 0;
	return word ? turned(a, s) : s;
}

/* ---- names, days, units --------------------------------------------------------------------------------- */

struct phrase {
	const char *from, *to;
};

/* As they end up in the text of an amount; each stands between blanks or at an end. */
static const struct phrase units[] = {
	{"kr", "kr."},
	{"pr. år", "om året"},
	{"pr. måned", "om måneden"},
	{"pr. uge", "om ugen"},
	{"pr. dag", "om dagen"},
	{"pr. time", "i timen"},
	{"pr. rullende", "i enhver periode på"},
	{"pr. (mangler)", "(kataloget siger ikke for hvilken periode)"},
};

static bool is_end(char c)
{
	return c == 0 || c == ' ' || c == ',' || c == ';' || c == ')' || c == ':';
}

static const struct phrase *unit_at(const char *s)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t n = strlen(units[i].from);
		if (strncmp(s, units[i].from, n) == 0 && is_end(s[n]))
			return &units[i];
	}
	return NULL;
}

static bool is_letter(char c)
{
	return c && c != '_' && c != ' ';
}

const char *prose_plain(struct arena *a, const struct model *m, const char *s)
{
	struct text t = {.a = a};
	for (const char *c = s; *c;) {
		bool begins = c == s || c[-1] == ' ' || c[-1] == '(';
		const struct phrase *u = begins && m->words == LANG_DA ? unit_at(c) : NULL;
		int64_t day;
		if (u) {
			text_puts(&t, u->to);
			c += strlen(u->from);
		} else if (begins && date_parse(c, strnlen(c, 10), &day)) {
			text_puts(&t, prose_date(a, m, day));
			c += 10;
		} else {
			bool joins = *c == '_' && c != s && is_letter(c[-1]) && is_letter(c[1]);
			text_putc(&t, joins ? ' ' : *c);
			c++;
		}
	}
	return text_c(&t);
}

/* ---- people --------------------------------------------------------------------------------------------- */

const char *prose_actor(struct arena *a, const struct model *m, uint32_t actor)
{
	const struct actor *who = &m->actors.at[actor];
	return who->title ? who->title : prose_plain(a, m, who->text);
}

static const char *people_text(struct arena *a, const struct model *m, const uint32_t *who,
                               uint32_t n, const char *join)
{
	struct text t = {.a = a};
	for (uint32_t i = 0; i < n; i++)
		text_printf(&t, "%s%s", !i ? "" : i + 1 < n ? ", " : join, prose_actor(a, m, who[i]));
	return text_c(&t);
}

const char *prose_actors(struct arena *a, const struct model *m, const struct ex *actors)
{
	if (!actors->actors.n)
		return SAY(m, "ingen", "nobody");
	return people_text(a, m, actors->actors.at, actors->actors.n,
	                   actors->is_and ? SAY(m, " og ", " and ") : SAY(m, " eller ", " or "));
}

const char *prose_by(struct arena *a, const struct model *m, const uint32_t *by, uint32_t n)
{
	return n ? people_text(a, m, by, n, SAY(m, " eller ", " or ")) : NULL;
}
