/* SPDX-License-Identifier: MIT
 * Where phrases stand in a text, whatever its pages do to it.
 */
#include "text/phrase.h"

#include "unit.h"

#define NONE UINT32_MAX

static struct document *read_text(struct arena *a, const char *text, size_t n)
{
	struct sources *sources = arena_new(a, struct sources);
	sources->a = a;
	return document_make(a, source_add(sources, "x", text, n), NULL);
}

static const char TEXT[] =
	"Om bus\nLovbestemmelse Loven § 1\n\nOmfang Op til tre ture. Højst ti ture i alt.\n\n"
	"Frist Op til tre uger, dog ikke i juli.\n\nEgenbetaling -\n"
	" Om tog\nLovbestemmelse Loven § 2\n\nOmfang Op til tre uger. op til tre uger ad gangen.\n\n"
	"Frist Uge og Ugentligt. Ugen efter.\n";

/* "found 12", "several 2", …: what phrase_under() says of a phrase under a heading of a section (NONE: any). */
static const char *ask(struct arena *a, const char *phrase, const char *heading, uint32_t section)
{
	static const char *const words[] = {"found",   "several", "heading",
	                                    "section", "missing", "none"};
	struct document *d = read_text(a, TEXT, sizeof TEXT - 1);
	struct phrases p = {.a = a, .by_words = {.a = a}};
	phrase_add(&p, STR("ture"));
	uint32_t i = phrase_add(&p, str_of(phrase));
	assert_int_equal(phrase_add(&p, str_of(phrase)), i);
	phrases_find(&p, d);
	struct phrase_answer x = phrase_under(&p, d, i, str_of(heading), &section,
	                                      section == NONE ? 0 : 1);
	if (x.status == PHRASE_SEVERAL)
		return arena_printf(a, "several %u", x.count);
	bool shown = x.hi > x.lo;
	return arena_printf(a, "%s%s%s", words[x.status], shown ? " " : "",
	                    shown ? document_words(d, x.lo, x.hi) : "");
}

static void test_status(void **state)
{
	static const struct {
		const char *phrase, *heading;
		uint32_t section;
		const char *answer;
	} cases[] = {
		{"Op til tre", "Omfang", 0, "found Op til tre"},
		{"op til TRE ture", "Omfang", 0, "found Op til tre ture"},
		{"ture", "Omfang", 0, "several 2"},
		{"Op til tre uger", "Omfang", 0, "heading Op til tre uger"},
		/* case agrees in one of two places */
		{"op til tre uger", "Omfang", 1, "found op til tre uger"},
		{"Op til tre uger", "Omfang", 1, "found Op til tre uger"},
		{"OP TIL TRE UGER", "Omfang", 1, "several 2"},
		/* a whole word before a part of one */
		{"Uge", "Frist", 1, "found Uge"},
		{"Ugent", "Frist", 1, "found Ugent"},
		{"juli", "Frist", 1, "section juli"},
		{"juli", "Frist", NONE, "found juli"},
		{"juli", "Om bus", NONE, "found juli"},
		{"Op til fire uger", "Frist", 0, "missing Op til"},
		{"fjorten", "Frist", 0, "missing"},
		{"-", "Egenbetaling", 0, "found -"},
		{"til tre", "Fri", 0, "heading til tre"},
		{"Frist Uge", "Frist", 1, "found Frist Uge"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(ask(*state, cases[i].phrase, cases[i].heading, cases[i].section),
		                    cases[i].answer);
}

/* Phrases inside each other, and one that has more places than are kept. */
static void test_suffixes(void **state)
{
	struct arena *a = *state;
	struct text t = {.a = a};
	for (int i = 0; i < PHRASE_PLACES + 50; i++)
		text_puts(&t, "abc ab c b ");
	struct document *d = read_text(a, text_c(&t), t.n);
	struct phrases p = {.a = a, .by_words = {.a = a}};
	static const char *const words[] = {"abc", "ab", "b", "c b", "bc", "ab c"};
	for (size_t i = 0; i < COUNT(words); i++)
		phrase_add(&p, str_of(words[i]));
	phrases_find(&p, d);
	for (uint32_t i = 0; i < p.list.n; i++) {
		uint32_t n = p.list.at[i].places.n;
		assert_true(n == PHRASE_PLACES);
		for (uint32_t k = 1; k < n; k++)
			assert_true(p.list.at[i].places.at[k - 1].lo < p.list.at[i].places.at[k].lo);
	}
}

/* ---- what pages do -------------------------------------------------------------------------------------- */

static const char *const vocabulary[] = {"barn",   "støtte", "måned",  "uger",
                                         "Havnby", "højst",  "ansøge", "ærinder",
                                         "øvrige", "Åben",   "senest", "kommunen"};

/* What may stand between two words; %u is a page. */
static const char *const gaps[] = {
	" ",    "  ",     "\n",          "\r\n",      "\t", "\xC2\xA0", "\n\n\fSide %u af 99\n",
	"\n\f", "&nbsp;", " \n\n\f\n\n", "\n- %u -\n"};

struct page_text {
	struct text t;
	uint64_t seed;
	uint32_t page;
};

static void put_gap(struct page_text *x, bool plain)
{
	const char *gap = gaps[plain ? 0 : random_in(&x->seed, 0, COUNT(gaps) - 1)];
	const char *number = strstr(gap, "%u");
	if (!number) {
		text_puts(&x->t, gap);
		return;
	}
	text_add(&x->t, gap, (size_t)(number - gap));
	text_printf(&x->t, "%u%s", ++x->page, number + 2);
}

/* A word, sometimes broken at a line end or with a soft hyphen or a tag in it. */
static void put_word(struct page_text *x, const char *word, bool plain)
{
	size_t n = strlen(word), cut = 3;
	while (((unsigned char)word[cut] & 0xC0) == 0x80)
		cut++;
	int64_t how = plain || cut >= n ? 0 : random_in(&x->seed, 0, 9);
	static const char *const breaks[] = {
		[6] = "-\n", [7] = "\xC2\xAD", [8] = "-\n\n\f\n", [9] = "<b>"};
	text_add(&x->t, word, how > 5 ? cut : n);
	if (how > 5) {
		text_puts(&x->t, breaks[how]);
		text_puts(&x->t, word + cut);
	}
}

/*
 * The phrase, numbered so that it is the only one, in words that pages break up: it is found once, under its heading, and
 * the place is where it was written.
 */
static void test_pages(void **state)
{
	uint64_t s = seed();
	for (int round = 0; round < 400; round++) {
		struct arena *a = *state;
		struct arena_mark mark = arena_mark(a);
		struct page_text x = {.t = {.a = a}, .seed = s};
		struct text phrase = {.a = a};
		int64_t words = random_in(&x.seed, 20, 60), first = random_in(&x.seed, 2, 10);
		size_t from = 0, to = 0;
		text_puts(&x.t, "Om bus\nLovbestemmelse Loven § 1\n\nOmfang\n\n");
		for (int64_t i = 0; i < words; i++) {
			const char *word = vocabulary[random_in(&x.seed, 0, COUNT(vocabulary) - 1)];
			bool own = i >= first && i < first + 4;
			word = i == first ? "enestående" : word;
			from = i == first ? x.t.n : from;
			if (own)
				text_printf(&phrase, "%s%s", phrase.n ? " " : "", word);
			put_word(&x, word, i == 0);
			to = own ? x.t.n : to;
			put_gap(&x, i == 0);
		}
		text_puts(&x.t, "\n\nFrist -\n");
		struct document *d = read_text(a, x.t.p, x.t.n);
		struct phrases p = {.a = a, .by_words = {.a = a}};
		uint32_t i = phrase_add(&p, (struct str){phrase.p, phrase.n}), section = 0;
		phrases_find(&p, d);
		struct phrase_answer y = phrase_under(&p, d, i, STR("Omfang"), &section, 1);
		span at = document_span(d, y.lo, y.hi);
		if (y.status != PHRASE_FOUND || at.lo - d->source->base != from ||
		    at.hi - d->source->base != to)
			print_message("round %d: \"%s\" in\n%s\n", round, text_c(&phrase), text_c(&x.t));
		assert_int_equal(y.status, PHRASE_FOUND);
		assert_int_equal(at.lo - d->source->base, from);
		assert_int_equal(at.hi - d->source->base, to);
		s = x.seed;
		arena_reset(a, mark);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_status),
		TEST(test_suffixes),
		TEST(test_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
