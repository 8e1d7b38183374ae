/* SPDX-License-Identifier: MIT
 *
 * A question turned into a statement: "Bor barnet hjemme?" is "barnet bor hjemme", negated "barnet bor ikke hjemme", and
 * "barnet ikke bor hjemme" in a clause. Danish puts the verb first and the subject second, so all there is to find is
 * where the subject ends. That is only claimed of subjects that are known or plainly built; any doubt is a refusal.
 */
#include "emit/prose.h"

#include <string.h>

/* Who questions are about; the longer ones first. Nothing that describes them further can follow. */
static const char *const people[2][20] = {
	{"barnet, den unge eller familien", "barnet eller den unge", "barnet eller den unges familie",
     "forældremyndighedsindehaveren", "forældremyndighedsindehaverne", "sagsbehandleren",
     "den unge", "forælderen", "forældrene", "familien", "borgeren", "kommunen", "barnet", "man",
     "der", "det", "du"},
	{"the child or young person", "the child or the young person", "the young person",
     "the municipality", "the applicant", "the citizen", "the parents", "the parent", "the family",
     "the child", "the adult", "there", "you", "it"},
};

/* Words that look like nouns and are none. */
static const char *const no_nouns[] = {"ingen", "nogen", "uden",  "inden", "siden", "enten",
                                       "andet", "noget", "meget", "eget",  "intet", "hvilken",
                                       "alene", "denne", "anden", "egen",  "mellem"};

/* What begins a description of the noun before it, or goes on with it. */
static const char *const ties[] = {"i",   "på",    "med",   "om",     "af",  "til", "for",
                                   "ved", "efter", "under", "mellem", "hos", "fra", "uden",
                                   "og",  "eller", "mod",   "inden",  "der", "som"};

static size_t word_at(const char *s)
{
	return strcspn(s, " ?,;.()");
}

static bool is_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

static bool is_among(const char *s, size_t n, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_word(s, n, words[i]))
			return true;
	return false;
}

#define AMONG(s, n, words) is_among(s, n, words, sizeof(words) / sizeof *(words))

static bool ends(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n > k && memcmp(s + n - k, end, k) == 0;
}

static size_t person_at(const struct model *m, const char *s)
{
	const char *const *list = people[m->words];
	for (size_t i = 0; i < 20 && list[i]; i++) {
		size_t n = strlen(list[i]);
		if (strncmp(s, list[i], n) == 0 && (s[n] == ' ' || s[n] == '?'))
			return n;
	}
	return 0;
}

/* Nothing that belongs to the subject follows it: "af betydning" says what it is. */
static size_t closed(const char *s, size_t n)
{
	if (strncmp(s + n, " af betydning", 13) == 0 ||
	    strncmp(s + n, " af væsentlig betydning", 24) == 0)
		return n;
	if (s[n] == '?')
		return n;
	if (s[n] != ' ')
		return 0;
	const char *next = s + n + 1;
	return AMONG(next, word_at(next), ties) ? 0 : n;
}

/* "familiens netværk", "familiens økonomiske forhold": s + n is the blank behind the owner. */
static size_t owned_at(const char *s, size_t n)
{
	size_t second = n + 1 + word_at(s + n + 1);
	if (AMONG(s + n + 1, second - n - 1, ties))
		return 0;
	bool adjective = s[second - 1] == 'e' && s[second] == ' ';
	size_t third = second + 1 + (adjective ? word_at(s + second + 1) : 0);
	bool noun = adjective && !AMONG(s + second + 1, third - second - 1, ties);
	return s[n] == ' ' ? closed(s, noun ? third : second) : 0;
}

static size_t noun_at(const char *s)
{
	size_t n = word_at(s);
	static const char both[] = "barnets eller den unges ";
	if (strncmp(s, both, sizeof both - 1) == 0)
		return owned_at(s, sizeof both - 2);
	if (strncmp(s, "den unges ", 10) == 0)
		return owned_at(s, 9);
	bool article = is_word(s, n, "den") || is_word(s, n, "det") || is_word(s, n, "de");
	if (article && s[n] == ' ') {
		size_t adjective = n + 1 + word_at(s + n + 1);
		if (s[adjective - 1] != 'e' || s[adjective] != ' ')
			return 0;
		return closed(s, adjective + 1 + word_at(s + adjective + 1));
	}
	if (n < 5 || AMONG(s, n, no_nouns))
		return 0;
	if (ends(s, n, "ens") || ends(s, n, "ets") || ends(s, n, "nes"))
		return owned_at(s, n);
	return ends(s, n, "en") || ends(s, n, "et") || ends(s, n, "ne") ? closed(s, n) : 0;
}

/* Where the last word begins; 0: there is only one. */
static size_t last_word(const char *s)
{
	size_t n = strcspn(s, "?");
	while (n && s[n - 1] != ' ')
		n--;
	return n;
}

/*
 * "målet med træningen nået", "betingelserne for hjælpen bort": one word is left that says what became of a definite
 * noun, whatever describes the noun.
 */
static size_t before_last(const char *s)
{
	static const char *const particles[] = {"bort", "ud",   "hjem", "op",
	                                        "ned",  "frem", "ind",  "færdig"};
	size_t first = word_at(s), last = last_word(s), end = strcspn(s, "?");
	bool definite = first >= 5 &&
	                (ends(s, first, "en") || ends(s, first, "et") || ends(s, first, "ne") ||
	                 ends(s, first, "nes") || ends(s, first, "ens"));
	if (!definite || last < 2 || strpbrk(s, ",") || AMONG(s, first, no_nouns))
		return 0;
	size_t before = last - 1;
	while (before && s[before - 1] != ' ')
		before--;
	bool tied = AMONG(s + before, last - 1 - before, ties) ||
	            s[before + word_at(s + before) - 1] == 's';
	bool became = ends(s + last, end - last, "t") || AMONG(s + last, end - last, particles);
	return became && !tied ? last - 1 : 0;
}

/* Verbs after which a preposition does not describe the subject. */
static bool goes_on(const char *verb, size_t n)
{
	static const char *const verbs[] = {"Sker", "Foregår", "Hører"};
	return AMONG(verb, n, verbs);
}

/* Bytes of the subject at s, after its verb; 0: not understood. */
static size_t subject_at(const struct model *m, const char *s, const char *verb, size_t v)
{
	static const char *const is[] = {"er", "Er", "var", "Var", "blev", "Blev", "faldt", "rejser"};
	size_t n = person_at(m, s);
	if (n || m->words != LANG_DA)
		return n;
	n = noun_at(s);
	if (!n && goes_on(verb, v) && ends(s, word_at(s), "en"))
		n = word_at(s);
	return n || !AMONG(verb, v, is) ? n : before_last(s);
}

static bool is_plain(const char *q)
{
	size_t n = strlen(q);
	return n > 2 && q[n - 1] == '?' && strcspn(q, "?") == n - 1 && !strstr(q, ", og ") &&
	       !strstr(q, ", eller ") && !strpbrk(q, "(:;\"");
}

static bool has_word(const char *s, const char *word)
{
	for (const char *at = s; (at = strstr(at, word)); at++) {
		bool begins = at == s || at[-1] == ' ', over = !at[strlen(word)] || at[strlen(word)] == ' ';
		if (begins && over)
			return true;
	}
	return false;
}

/* Verbs by which English asks without "do". */
static bool can_lead(const struct model *m, const char *s, size_t n, bool negated)
{
	static const char *const english[] = {"Is",  "Are",  "Was",  "Were", "Has",   "Have",
	                                      "Can", "Must", "Will", "May",  "Should"};
	if (m->words == LANG_EN)
		return AMONG(s, n, english);
	/* "må ikke" forbids */
	return !(negated && is_word(s, n, "Må")) && strncmp(s, "Hv", 2) != 0;
}

const char *question_bare(struct arena *a, const char *question)
{
	const char *open = question ? strstr(question, " (") : NULL,
			   *close = open ? strchr(open, ')') : NULL;
	if (!close)
		return question;
	return question_bare(a, arena_printf(a, "%.*s%s", (int)(open - question), question, close + 1));
}

bool question_yes(struct arena *a, const struct model *m, const char *question, bool negated,
                  struct said *out)
{
	question = question_bare(a, question);
	if (!question || !is_plain(question))
		return false;
	size_t v = word_at(question);
	if (question[v] != ' ' || !can_lead(m, question, v, negated))
		return false;
	const char *s = question + v + 1;
	size_t n = subject_at(m, s, question, v);
	if (!n)
		return false;
	const char *verb = prose_small(a, str_c(a, (struct str){question, v}));
	const char *subject = str_c(a, (struct str){s, n});
	const char *rest = str_c(a, (struct str){s + n, strlen(s + n) - 1}); /* with its blank */
	const char *no = SAY(m, " ikke", " not");
	bool there = is_word(s, n, "der") && *rest == ' ' && AMONG(rest + 1, word_at(rest + 1), ties) &&
	             is_word(question, v,
	                     "Er"); /* "der er ikke på grund af …" denies the wrong thing */
	if (negated && (there || has_word(rest, no + 1)))
		return false;
	bool danish = m->words == LANG_DA;
	out->main = arena_printf(a, "%s %s%s%s", subject, verb, negated ? no : "", rest);
	out->sub = negated && danish ? arena_printf(a, "%s%s %s%s", subject, no, verb, rest)
	                             : out->main;
	return true;
}

const char *question_moment(struct arena *a, const struct model *m, const char *question)
{
	static const char *const when[2] = {"Hvornår ", "When "};
	size_t w = strlen(when[m->words]);
	question = question_bare(a, question);
	if (!question || !is_plain(question) || strncmp(question, when[m->words], w) != 0)
		return NULL;
	const char *v = question + w;
	size_t verb = word_at(v), n = v[verb] == ' ' ? subject_at(m, v + verb + 1, v, verb) : 0;
	if (!n || v[verb + 1 + n] == '?') { /* "Hvornår er den første opfølgning?" */
		bool acts = n && m->words == LANG_DA && !is_word(v, verb, "er") && !is_word(v, verb, "var");
		if (!acts)
			return NULL;
	}
	if (m->words == LANG_EN &&
	    !can_lead(m, prose_capital(a, str_c(a, (struct str){v, verb})), verb, false))
		return NULL;
	const char *rest = v + verb + 1 + n;
	return arena_printf(a, "%.*s %.*s%.*s", (int)n, v + verb + 1, (int)verb, v,
	                    (int)strlen(rest) - 1, rest);
}

const char *question_subject(struct arena *a, const struct model *m, const char *question)
{
	static const char *const how[2][8] = {
		{"Hvor gammel er ", "Hvor gammelt er ", "Hvor gamle er ", "Hvor stor er ", "Hvor stort er ",
	     "Hvor store er ", "Hvor højt er ", "Hvor lang er "},
		{"How old is ", "How old are ", "How large is ", "How large are ", "How high is ",
	     "How long is "},
	};
	question = question_bare(a, question);
	if (!question || !is_plain(question))
		return NULL;
	for (size_t i = 0; i < 8 && how[m->words][i]; i++) {
		size_t n = strlen(how[m->words][i]);
		if (strncmp(question, how[m->words][i], n) == 0)
			return str_c(a, (struct str){question + n, strlen(question + n) - 1});
	}
	return NULL;
}

/* Does it end with a word to which the answer is joined: "om", "til", "hos"? */
static bool ends_open(const char *s)
{
	size_t last = last_word(s), end = strcspn(s, "?");
	return AMONG(s + last, end - last, ties);
}

/* One definite noun, and at most the word to which the answer is joined. */
static size_t open_noun(const char *s)
{
	size_t n = word_at(s), last = last_word(s);
	bool definite = n >= 5 && (ends(s, n, "en") || ends(s, n, "et") || ends(s, n, "ne"));
	return definite && (s[n] == '?' || (last == n + 1 && ends_open(s))) ? n : 0;
}

/* "Hvad handler henvendelsen om?": "henvendelsen handler om …" */
static const char *answer_what(struct arena *a, const struct model *m, const char *q, size_t w)
{
	const char *v = q + w + 1;
	size_t verb = word_at(v);
	const char *s = v + verb + 1;
	size_t n = v[verb] == ' ' ? subject_at(m, s, v, verb) : 0;
	if (v[verb] == ' ' && !n)
		n = open_noun(s);
	if (n && (s[n] == '?' || (ends_open(s) && !strpbrk(s, ",("))))
		return arena_printf(a, "%.*s %.*s%.*s", (int)n, s, (int)verb, v, (int)strlen(s + n) - 1,
		                    s + n);
	bool who = is_word(q, w, "Hvem") && !n && !strpbrk(v, ",");
	return who ? arena_printf(a, "den, der %.*s, er", (int)strlen(v) - 1, v) : NULL;
}

const char *question_answer(struct arena *a, const struct model *m, const char *question,
                            const char *choices)
{
	question = question_bare(a, question);
	if (!question || m->words != LANG_DA || !is_plain(question))
		return NULL;
	size_t v = word_at(question);
	if (is_word(question, v, "Hvad") || is_word(question, v, "Hvem"))
		return answer_what(a, m, question, v);
	/* "Er forælderen lønmodtager, selvstændig eller ledig?": "forælderen er …" */
	size_t n = strlen(choices), all = strlen(question) - 1;
	const char *s = question + v + 1;
	size_t subject = question[v] == ' ' ? person_at(m, s) : 0;
	if (!subject || strncmp(question, "Hv", 2) == 0 || n + 1 >= all ||
	    memcmp(question + all - n, choices, n) != 0)
		return NULL;
	size_t between = (size_t)(question + all - n - (s + subject));
	return arena_printf(a, "%.*s %s%.*s", (int)subject, s,
	                    prose_small(a, str_c(a, (struct str){question, v})), (int)between - 1,
	                    s + subject);
}
