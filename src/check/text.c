/* SPDX-License-Identifier: MIT
 *
 * What the texts carry along from where they were copied: markup, the wording of a bill, figures that the rule beside
 * them does not have, names in another spelling.
 */
#include "check/ctx.h"
#include "check/prose.h"

#include <string.h>

/* One place whose rules are read: a provision, a scope line, a declaration. */
struct place_read {
	span at;
	uint32_t service, heading, provision; /* each may be NONE */
};

/* names: what check_spellings looks for; NULL for the others. */
struct names;
typedef void read_fn(struct check_ctx *c, const struct place_read *where,
                     const struct names *names);

static void tell(struct check_ctx *c, struct diag *x, const struct place_read *where)
{
	if (where->service != NONE)
		finding_at(c, x, where->service, where->heading, where->provision);
}

/* Every provision with its exceptions, every scope line, and each once: a clause may stand in several services. */
static void read_provisions(struct check_ctx *c, read_fn *fn, const struct names *names)
{
	const struct model *m = c->m;
	struct map seen = {.a = c->a};
	uint32_t known;
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		struct place_read where = {p->ast->at, p->service, p->heading, i};
		if (p->parent != NONE || p->service >= m->own_services ||
		    map_get(&seen, where.at.lo, &known))
			continue;
		map_put(&seen, where.at.lo, i);
		fn(c, &where, names);
	}
	for (uint32_t i = 0; i < m->own_services; i++)
		for (uint32_t k = 0; k < m->services.at[i].scope.n; k++)
			fn(c, &(struct place_read){m->services.at[i].scope.at[k].ast->at, i, NONE, NONE},
			   names);
}

/* ---- markup and bills ----------------------------------------------------------------------------------- */

/* `<p>`, `</li>`, `<br/>` at the beginning of the text; its length. */
static size_t tag_length(struct str s)
{
	size_t n = s.n > 1 && s.p[1] == '/' ? 2 : 1, name = n;
	while (n < s.n && ((s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'z'))
		n++;
	if (n == name)
		return 0;
	while (n < s.n && s.p[n] != '>' && s.p[n] != '<')
		n++;
	return n < s.n && s.p[n] == '>' ? n + 1 : 0;
}

/* `&nbsp;`, `&#160;` */
static size_t entity_length(struct str s)
{
	size_t n = 1;
	while (n < s.n && n < 9 && s.p[n] != ';' && s.p[n] != ' ')
		n++;
	return n > 2 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

static struct str markup_in(struct str s)
{
	for (; s.n; s.p++, s.n--) {
		size_t n = 0;
		if (*s.p == '<')
			n = tag_length(s);
		else if (*s.p == '&')
			n = entity_length(s);
		else if (s.n > 1 && strncmp(s.p, "**", 2) == 0)
			n = 2;
		if (n)
			return (struct str){s.p, n};
	}
	return (struct str){NULL, 0};
}

static bool begins(struct str word, const char *with)
{
	size_t n = strlen(with);
	return word.n >= n && memcmp(word.p, with, n) == 0;
}

/* What is law once it is passed. */
static bool is_law_word(struct str word)
{
	return begins(word, "§") || begins(word, "regler") || begins(word, "bestemmelse") ||
	       begins(word, "paragraf") || begins(word, "lovændring") || str_eq(word, STR("lov")) ||
	       str_eq(word, STR("loven")) || str_eq(word, STR("kap")) || begins(word, "kapitel");
}

#define NEAR 3 /* words between "foreslåede" and the rule that is proposed */

/* "forslåede" is how real catalogues misspell it; by itself it means "bruised". A proposal to a family is no bill. */
static struct str bill_in(struct check_ctx *c, struct str s)
{
	bool any = false; /* folding every word of a large catalogue would take its time */
	for (size_t i = 0; i + 4 < s.n && !any; i++)
		any = memcmp(s.p + i, "orsl", 4) == 0 || memcmp(s.p + i, "oresl", 5) == 0;
	for (size_t at = any ? 0 : s.n;;) {
		struct str word = prose_word(c->a, s, &at);
		if (!word.n)
			return word;
		if (begins(word, "lovforslag"))
			return word;
		if (!begins(word, "foreslå") && !begins(word, "forslåede") && !begins(word, "forslået"))
			continue;
		size_t next = at;
		for (int i = 0; i < NEAR; i++)
			if (is_law_word(prose_word(c->a, s, &next)))
				return word;
	}
}

static void read_quotes(struct check_ctx *c, const struct place_read *where,
                        const struct names *names)
{
	(void)names;
	quote_list quotes = prose_quotes(c->a, source_text(c->m->sources, where->at));
	struct diag *x = NULL; /* of the bill: one sentence may be quoted in pieces */
	for (uint32_t i = 0; i < quotes.n; i++) {
		const struct quote *q = &quotes.at[i];
		span at = {where->at.lo + q->lo, where->at.lo + q->hi};
		struct str markup = markup_in(q->inside), bill = bill_in(c, q->inside);
		if (markup.n)
			tell(c, diag_markup_in_text(c->d, at, str_c(c->a, markup)), where);
		if (bill.n && x)
			note_stands_here(c->d, x, at, str_c(c->a, bill));
		if (bill.n && !x)
			tell(c, x = diag_bill_wording(c->d, at, str_c(c->a, bill)), where);
	}
}

static void read_declaration(struct check_ctx *c, const struct decl *d)
{
	if (d)
		read_quotes(c, &(struct place_read){d->at, NONE, NONE, NONE}, NULL);
}

/* A title and what stands before the first provision of its own: afsnit, formål. */
static void read_service(struct check_ctx *c, uint32_t i)
{
	const struct decl *d = c->m->services.at[i].decl;
	const struct block *b = &d->u.service.block;
	read_quotes(c, &(struct place_read){{d->at.lo, b->open.lo}, i, NONE, NONE}, NULL);
	for (uint32_t k = 0; k < b->items.n; k++)
		if (b->items.at[k].kind == ITEM_PROVISION)
			read_quotes(c, &(struct place_read){b->items.at[k].at, i, NONE, NONE}, NULL);
}

/* Provisions first, so that they answer for their texts: the same finding twice is one. */
void check_residue(struct check_ctx *c)
{
	const struct model *m = c->m;
	read_provisions(c, read_quotes, NULL);
	for (uint32_t i = 0; i < m->own_services; i++)
		read_service(c, i);
	read_declaration(c, m->catalogue.decl);
	for (uint32_t i = 0; i < m->inputs.n; i++)
		read_declaration(c, m->inputs.at[i].decl);
	for (uint32_t i = 0; i < m->actors.n; i++)
		read_declaration(c, m->actors.at[i].decl);
	for (uint32_t i = 0; i < m->rates.n; i++)
		read_declaration(c, m->rates.at[i].decl);
	for (uint32_t i = 0; i < m->concepts.n; i++)
		read_declaration(c, m->concepts.at[i].decl);
}

/* ---- figures -------------------------------------------------------------------------------------------- */

static void compare_phrase(struct check_ctx *c, const struct place_read *where, span at,
                           struct str phrase, const figure_list *own)
{
	figure_list said = prose_figures(c->a, phrase);
	const struct figure *one = NULL, *other = NULL;
	for (uint32_t i = 0; i < said.n; i++) {
		if (prose_has_figure(own, &said.at[i]))
			return;
		const struct figure *f = said.at[i].unit.n ? prose_counts_too(own, &said.at[i]) : NULL;
		one = f && !one ? &said.at[i] : one;
		other = f && !other ? f : other;
	}
	if (one)
		tell(c,
		     diag_phrase_differs(c->d, at, str_c(c->a, str_prose(c->a, one->said)),
		                         str_c(c->a, str_prose(c->a, other->said))),
		     where);
}

static void read_phrases(struct check_ctx *c, const struct place_read *where,
                         const struct names *names)
{
	(void)names;
	struct str rules = source_text(c->m->sources, where->at);
	quote_list quotes = prose_quotes(c->a, rules);
	figure_list own = prose_figures(c->a, prose_outside(c->a, rules, &quotes));
	for (uint32_t i = 0; i < quotes.n; i++) {
		const struct quote *q = &quotes.at[i];
		span at = {where->at.lo + q->lo, where->at.lo + q->hi};
		if (q->phrase)
			compare_phrase(c, where, at, q->inside, &own);
	}
}

/* Only where no figure of the phrase stands in the rule, and both count the same thing. */
void check_phrases(struct check_ctx *c)
{
	read_provisions(c, read_phrases, NULL);
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool is_capital(struct str s)
{
	unsigned char c = (unsigned char)s.p[0], next = s.n > 1 ? (unsigned char)s.p[1] : 0;
	return (c >= 'A' && c <= 'Z') || (c == 0xC3 && next >= 0x80 && next <= 0x9E);
}

/* "Børn og Familie Rådgivning", not "kommunens egne tilbud": how many words, 0 where it is no proper name. */
static uint32_t proper_name(struct str title)
{
	uint32_t words = 0, capitals = 0;
	for (size_t at = 0;;) {
		struct str word = prose_next(title, &at);
		if (!word.n)
			return capitals > 1 ? words : 0;
		words++;
		capitals += is_capital(word);
	}
}

struct proper {
	struct str title;
	uint32_t words, actor;
};

struct names {
	VEC(struct proper) list;
};

static struct names proper_names(struct check_ctx *c)
{
	struct names names = {0};
	for (uint32_t i = 0; i < c->m->actors.n; i++) {
		const char *title = c->m->actors.at[i].title;
		struct str s = title ? str_of(title) : (struct str){"", 0};
		uint32_t words = proper_name(s);
		if (words > 1)
			vec_push(c->a, &names.list, ((struct proper){s, words, i}));
	}
	return names;
}

/* One letter apart, but for the s of a genitive; and not another name of the catalogue. */
static bool drifts(const struct names *names, const struct proper *from, struct str seen)
{
	if (str_distance(from->title, seen, 1) != 1)
		return false;
	bool genitive = seen.n == from->title.n + 1 && seen.p[seen.n - 1] == 's' &&
	                memcmp(seen.p, from->title.p, from->title.n) == 0;
	for (uint32_t i = 0; i < names->list.n && !genitive; i++)
		genitive = str_eq(names->list.at[i].title, seen);
	return !genitive;
}

/* Every stretch of as many words as the name has. */
static struct str drifted_in(struct str s, const struct names *names, const struct proper *from)
{
	for (size_t start = 0;;) {
		size_t at = start;
		struct str word = prose_next(s, &at);
		if (!word.n)
			return word;
		const char *first = word.p;
		start = at;
		for (uint32_t i = 1; i < from->words && word.n; i++)
			word = prose_next(s, &at);
		struct str seen = {first, (size_t)(s.p + at - first)};
		if (word.n && drifts(names, from, seen))
			return seen;
	}
}

static void read_names(struct check_ctx *c, const struct place_read *where,
                       const struct names *names)
{
	quote_list quotes = prose_quotes(c->a, source_text(c->m->sources, where->at));
	for (uint32_t i = 0; i < quotes.n; i++)
		for (uint32_t k = 0; k < names->list.n; k++) {
			struct str seen = drifted_in(quotes.at[i].inside, names, &names->list.at[k]);
			span at = {where->at.lo + quotes.at[i].lo, where->at.lo + quotes.at[i].hi};
			if (!seen.n)
				continue;
			const struct actor *actor = &c->m->actors.at[names->list.at[k].actor];
			struct diag *x = diag_name_drift(c->d, at, str_c(c->a, seen), actor->title);
			note_declared_here(c->d, x, actor->decl->head, actor->text);
			tell(c, x, where);
		}
}

void check_spellings(struct check_ctx *c)
{
	struct names names = proper_names(c);
	if (names.list.n)
		read_provisions(c, read_names, &names);
}
