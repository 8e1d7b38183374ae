/* SPDX-License-Identifier: MIT
 * Quoted texts, words and figures as a reader sees them.
 */
#include "check/prose.h"

#include "unit.h"

#include <string.h>

/* "60 døgn, 14 døgn": what the text counts, in order; "?" where nothing is counted. */
static void assert_figures(const char *text, const char *expected)
{
	struct arena a;
	arena_init(&a);
	figure_list list = prose_figures(&a, str_of(text));
	struct text t = {.a = &a};
	for (uint32_t i = 0; i < list.n; i++) {
		const struct figure *f = &list.at[i];
		struct num value = num_ok(f->value[0]) ? f->value[0] : f->value[1];
		text_printf(&t, "%s%s %s%s", i ? ", " : "", num_text(&a, value, NUM_DANISH),
		            f->unit.n ? str_c(&a, f->unit) : "?", f->beyond ? "+" : "");
	}
	assert_string_equal(t.n ? text_c(&t) : "", expected);
	arena_free(&a);
}

static void test_figures(void **state)
{
	(void)state;
	assert_figures("op til 60 døgn om året", "60 døgn");
	assert_figures("typisk 6-12 samtaler", "6 samtaler, 12 samtaler");
	assert_figures("fra 1 til 60 døgn", "1 døgn, 60 døgn");
	assert_figures("to eller tre arbejdsdage", "2 arbejdsdage, 3 arbejdsdage");
	assert_figures("én gang, ikke en gang", "1 gang");
	assert_figures("5.348 kr. om året", "5.348 kr");
	assert_figures("unge under 23 år", "23 år+");
	assert_figures("§ 32, stk. 1, nr. 7 og lov nr. 15", "");
	assert_figures("i 2026/2027, kl. 9", "2.027 ?");
	assert_figures("inden det 18. år", "18 ?");
	assert_figures("rådgivningsforløb_30 og §35", "");
	assert_figures("én, ét, een, to, tre, fire, fem, seks",
	               "1 ?, 1 ?, 1 ?, 2 ?, 3 ?, 4 ?, 5 ?, 6 ?");
	assert_figures("syv, otte, ni, ti, elleve, tolv, fjorten",
	               "7 ?, 8 ?, 9 ?, 10 ?, 11 ?, 12 ?, 14 ?");
	assert_figures("one, two, three, four, five, six, seven", "1 ?, 2 ?, 3 ?, 4 ?, 5 ?, 6 ?, 7 ?");
	assert_figures("eight, nine, ten, eleven, twelve, fourteen",
	               "8 ?, 9 ?, 10 ?, 11 ?, 12 ?, 14 ?");
	assert_figures("12", "12 ?");
	assert_figures("", "");
	assert_figures("§", "");
	assert_figures("7,", "7 ?");
	assert_figures("99999999999999999999999999 kr", "? kr");
}

static void test_quotes(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a);
	struct str rules = str_of("x: \"en\" # \"ikke\"\n kilde \"H\": »fra \"60\"« dog “åben");
	quote_list q = prose_quotes(&a, rules);
	assert_int_equal(q.n, 4);
	assert_string_equal(str_c(&a, q.at[0].inside), "en");
	assert_string_equal(str_c(&a, q.at[2].inside), "fra \"60\"");
	assert_string_equal(str_c(&a, q.at[3].inside), "åben");
	assert_false(q.at[0].phrase || q.at[1].phrase || q.at[3].phrase);
	assert_true(q.at[2].phrase);
	struct str outside = prose_outside(&a, rules, &q);
	assert_int_equal(outside.n, rules.n);
	assert_null(memchr(outside.p, '"', outside.n));
	assert_null(memchr(outside.p, '#', outside.n));
	arena_free(&a);
}

static void test_units(void **state)
{
	(void)state;
	assert_true(prose_same_unit(STR("time"), STR("timers")));
	assert_true(prose_same_unit(STR("uger"), STR("uge")));
	assert_false(prose_same_unit(STR("dag"), STR("dagtilbud")));
	assert_false(prose_same_unit(STR("døgn"), STR("dage")));
	assert_false(prose_same_unit(STR(""), STR("dage")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
