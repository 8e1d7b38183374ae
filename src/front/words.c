/* SPDX-License-Identifier: MIT
 *
 * keywords.def as tables: from a word to its token in the column of the file, from a token to its word, and the
 * nearest keyword to a misspelt one.
 */
#include "front/front.h"
#include "parser.h"

#include <string.h>

const struct keyword keywords[] = {
#define KEYWORD(role, class, da, en) {TOK_##role, WORD_##class, {da, en}},
#include "grammar/keywords.def"
#undef KEYWORD
};
const unsigned keyword_count = sizeof keywords / sizeof *keywords;

#define PHRASE_WORDS 4

struct phrase {
	int token;
	uint32_t n;
	name_id word[PHRASE_WORDS];
	uint32_t
		next; /* one more than the index of the next phrase with the same first word; 0: none */
};

struct words {
	struct map first; /* name_id of the first word -> one more than the index of its phrase */
	VEC(struct phrase) phrases;
};

/* The next word of a phrase, without the dot of an abbreviation; n = 0 at the end. */
static struct str next_word(const char **p)
{
	const char *begin = *p + strspn(*p, " ");
	size_t n = strcspn(begin, " ");
	*p = begin + n;
	if (n && begin[n - 1] == '.')
		n--;
	return (struct str){begin, n};
}

static void add_phrase(struct arena *a, struct words *w, struct intern *names, int token,
                       const char *text)
{
	struct phrase x = {.token = token};
	for (struct str s = next_word(&text); s.n && x.n < PHRASE_WORDS; s = next_word(&text))
		x.word[x.n++] = intern_name(names, s.p, s.n);
	(void)map_get(&w->first, x.word[0], &x.next);
	vec_push(a, &w->phrases, x);
	map_put(&w->first, x.word[0], w->phrases.n);
}

const struct words *words_new(struct arena *a, struct intern *names, enum lang lang)
{
	struct words *w = arena_new(a, struct words);
	w->first.a = a;
	for (unsigned i = 0; i < keyword_count; i++)
		if (keywords[i].text[lang])
			add_phrase(a, w, names, keywords[i].token, keywords[i].text[lang]);
	return w;
}

static bool phrase_fits(const struct phrase *x, const struct token *t, uint32_t left)
{
	if (x->n > left)
		return false;
	for (uint32_t i = 1; i < x->n; i++)
		if (t[i].kind != TOK_NAME || t[i].aux != x->word[i])
			return false;
	return true;
}

int words_match(const struct words *w, const struct token *t, uint32_t left, uint32_t *n)
{
	uint32_t i = 0;
	int token = 0;
	*n = 1;
	if (!map_get(&w->first, t->aux, &i))
		return 0;
	for (uint32_t best = 0; i; i = w->phrases.at[i - 1].next) {
		const struct phrase *x = &w->phrases.at[i - 1];
		if (x->n > best && phrase_fits(x, t, left)) {
			token = x->token;
			*n = best = x->n;
		}
	}
	return token;
}

const char *word_text(int token, enum lang lang)
{
	for (unsigned i = 0; i < keyword_count; i++)
		if (keywords[i].token == token && keywords[i].text[lang])
			return keywords[i].text[lang];
	return NULL;
}

/* ASCII and Latin-1 letters lowered: enough for the keywords. Returns the length, 0 where it is too long. */
static size_t lower_word(char out[64], struct str s)
{
	if (s.n >= 64)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool latin = i && (unsigned char)s.p[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97;
		out[i] = (char)(latin || (c >= 'A' && c <= 'Z') ? c + 0x20 : c);
	}
	return s.n;
}

static bool same_word(const char *keyword, struct str word)
{
	size_t n = strlen(keyword);
	if (keyword[n - 1] == '.')
		n--;
	return n == word.n && !memcmp(keyword, word.p, n);
}

int word_token(enum lang lang, struct str word)
{
	char low[64];
	struct str s = {low, lower_word(low, word)};
	for (unsigned i = 0; s.n && i < keyword_count; i++)
		if (keywords[i].text[lang] && same_word(keywords[i].text[lang], s))
			return keywords[i].token;
	return 0;
}

/* The contextual words stand first in parser.y, those of declarations before the others. */
bool token_is_declaration(int token)
{
	return (token >= TOK_CATALOGUE && token <= TOK_ACCEPT) || token == TOK_RATE;
}

bool token_is_contextual(int token)
{
	return token >= TOK_CATALOGUE && token <= TOK_AS;
}

bool parse_is_reserved(const char *name)
{
	char low[64];
	struct str s = {low, lower_word(low, str_of(name))};
	for (unsigned i = 0; s.n && i < keyword_count; i++)
		for (int lang = LANG_DA; lang <= LANG_EN; lang++)
			if (keywords[i].class == WORD_R && keywords[i].text[lang] &&
			    same_word(keywords[i].text[lang], s))
				return true;
	return false;
}

/* How many letters a word of this length may differ and still be meant. */
static unsigned tolerance(size_t n)
{
	return n < 4 ? 0 : n < 7 ? 1 : 2;
}

const struct keyword *word_nearest(enum lang lang, struct str word, bool (*fits)(void *, int),
                                   void *context)
{
	char low[64];
	struct str s = {low, lower_word(low, word)};
	const struct keyword *best = NULL;
	unsigned distance = tolerance(s.n) + 1;
	for (unsigned i = 0; s.n && i < keyword_count; i++) {
		const char *text = keywords[i].text[lang];
		if (!text || keywords[i].class == WORD_P || (fits && !fits(context, keywords[i].token)))
			continue;
		unsigned d = str_distance(str_of(text), s, distance);
		if (d < distance && d < strlen(text) / 2 + 1) {
			distance = d;
			best = &keywords[i];
		}
	}
	return best;
}

const char *parse_nearest_keyword(enum lang lang, struct str word)
{
	const struct keyword *k = word_nearest(lang, word, NULL, NULL);
	return k ? k->text[lang] : NULL;
}
