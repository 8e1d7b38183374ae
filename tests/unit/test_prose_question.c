/* SPDX-License-Identifier: MIT
 * Questions as sentences: what is understood, and what had better be quoted.
 */
#include "emit/prose.h"

#include "unit.h"

#include <string.h>

struct asked {
	const char *question, *yes, *no, *sub; /* yes NULL: not understood; no NULL: not denied */
};

static void check(enum lang lang, const struct asked *rows, size_t n)
{
	struct arena a;
	arena_init(&a);
	struct model m = {.words = lang};
	for (size_t i = 0; i < n; i++) {
		struct said s;
		assert_int_equal(question_yes(&a, &m, rows[i].question, false, &s), rows[i].yes != NULL);
		if (!rows[i].yes)
			continue;
		assert_string_equal(s.main, rows[i].yes);
		assert_int_equal(question_yes(&a, &m, rows[i].question, true, &s), rows[i].no != NULL);
		if (!rows[i].no)
			continue;
		assert_string_equal(s.main, rows[i].no);
		assert_string_equal(s.sub, rows[i].sub);
	}
	arena_free(&a);
}

static void test_yes_and_no(void **state)
{
	(void)state;
	static const struct asked danish[] = {
		{"Bor barnet eller den unge hjemme?", "barnet eller den unge bor hjemme",
	     "barnet eller den unge bor ikke hjemme", "barnet eller den unge ikke bor hjemme"},
		{"Samtykker forældremyndighedsindehaveren?", "forældremyndighedsindehaveren samtykker",
	     "forældremyndighedsindehaveren samtykker ikke",
	     "forældremyndighedsindehaveren ikke samtykker"},
		{"Ønsker familien selv at gå over?", "familien ønsker selv at gå over",
	     "familien ønsker ikke selv at gå over", "familien ikke ønsker selv at gå over"},
		{"Er den fysiske funktionsevne nedsat?", "den fysiske funktionsevne er nedsat",
	     "den fysiske funktionsevne er ikke nedsat", "den fysiske funktionsevne ikke er nedsat"},
		{"Er målet med træningen nået?", "målet med træningen er nået",
	     "målet med træningen er ikke nået", "målet med træningen ikke er nået"},
		{"Er familiens økonomiske forhold ændret?", "familiens økonomiske forhold er ændret",
	     "familiens økonomiske forhold er ikke ændret",
	     "familiens økonomiske forhold ikke er ændret"},
		/* denied twice, or forbidden: not said */
		{"Søges der om behandling, der ikke er godkendt?",
	     "der søges om behandling, der ikke er godkendt", NULL, NULL},
		{"Må det antages, at det varer længe?", "det må antages, at det varer længe", NULL, NULL},
		{"Er der på grund af nedsættelsen behov for hjælp?",
	     "der er på grund af nedsættelsen behov for hjælp", NULL, NULL},
		/* where the subject ends is not certain */
		{"Er samarbejde med netværket relevant?", NULL, NULL, NULL},
		{"Gælder kravet om at undersøge det også her?", NULL, NULL, NULL},
		{"Er barnets eller den unges trivsel og udvikling i fare?", NULL, NULL, NULL},
		{"Er træningen en behandling, eller er den et fag?", NULL, NULL, NULL},
		{"Har ingen børn brug for det?", NULL, NULL, NULL},
		{"Er?", NULL, NULL, NULL},
		{"?", NULL, NULL, NULL},
		{"", NULL, NULL, NULL},
	};
	static const struct asked english[] = {
		{"Is the child at home?", "the child is at home", "the child is not at home",
	     "the child is not at home"},
		{"Does the child live at home?", NULL, NULL, NULL},
		{"Is the written application complete?", NULL, NULL, NULL},
	};
	check(LANG_DA, danish, sizeof danish / sizeof *danish);
	check(LANG_EN, english, sizeof english / sizeof *english);
}

static void same(const char *got, const char *expected)
{
	if (!expected)
		assert_null(got);
	else
		assert_string_equal(got, expected);
}

static void test_moments_and_subjects(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	struct model m = {.words = LANG_DA};
	same(question_moment(&a, &m, "Hvornår modtog kommunen ansøgningen?"),
	     "kommunen modtog ansøgningen");
	same(question_moment(&a, &m, "Hvornår stopper hjælpen?"), "hjælpen stopper");
	same(question_moment(&a, &m, "Hvornår faldt betingelserne for hjælpen bort?"),
	     "betingelserne for hjælpen faldt bort");
	same(question_moment(&a, &m, "Hvornår er den sidste samtale i forløbet?"), NULL);
	same(question_moment(&a, &m, "Hvor gammel er barnet?"), NULL);
	same(question_subject(&a, &m, "Hvor gammel er barnet eller den unge?"),
	     "barnet eller den unge");
	same(question_subject(&a, &m, "Hvor mange timer er aftalt?"), NULL);
	same(question_answer(&a, &m, "Hvem søger eller henvender sig?", ""),
	     "den, der søger eller henvender sig, er");
	same(question_answer(&a, &m, "Hvem bor barnet eller den unge hos?", ""),
	     "barnet eller den unge bor hos");
	same(question_answer(&a, &m, "Hvad handler henvendelsen om?", ""), "henvendelsen handler om");
	same(question_answer(&a, &m, "Hvad søger familien om til sporten?", ""), NULL);
	same(question_answer(&a, &m, "Er forælderen lønmodtager eller ledig?",
	                     "lønmodtager eller ledig"),
	     "forælderen er");
	same(question_answer(&a, &m, "Er det en ny sag eller en ændring?", "ny sag eller ændring"),
	     NULL);
	arena_free(&a);
}

static void test_words(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	struct model m = {.words = LANG_DA};
	same(prose_plain(&a, &m, "ret_i_udlandet fra 2024-07-01"), "ret i udlandet fra 1. juli 2024");
	same(prose_plain(&a, &m, "974 kr pr. år, 2 timer pr. uge"), "974 kr. om året, 2 timer om ugen");
	same(prose_plain(&a, &m, "_x x_ 5 kroner pr. årgang"), "_x x_ 5 kroner pr. årgang");
	same(prose_capital(&a, "øre"), "Øre");
	same(prose_small(&a, "Ønsker"), "ønsker");
	same(prose_small(&a, "PPR"), "PPR");
	same(prose_capital(&a, ""), "");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_yes_and_no),
		cmocka_unit_test(test_moments_and_subjects),
		cmocka_unit_test(test_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
