/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/diag.h"

static void test_both_languages(void **state)
{
	struct diags d = {.a = *state, .lang = LANG_DA};
	struct diag *x = diag_bad_utf8(&d, (span){3, 4});
	assert_string_equal(x->text, "disse tegn er ikke UTF-8-tekst");
	assert_string_equal(x->help, "Gem filen som UTF-8.");
	note_declared_here(&d, x, (span){9, 12}, "omfang");
	assert_int_equal(x->notes.n, 1);
	assert_string_equal(x->notes.at[0].text, "\"omfang\" er erklæret her");
	assert_int_equal(x->notes.at[0].at.lo, 9);
	d.lang = LANG_EN;
	x = diag_bad_utf8(&d, (span){3, 4});
	assert_string_equal(x->text, "these bytes are not UTF-8 text");
	assert_string_equal(x->help, "Save the file as UTF-8.");
	assert_null(x->crumb);
	assert_int_equal(d.count[SEV_ERROR], 2);
	assert_true(diags_errors(&d));
}

static void test_sorted_and_once(void **state)
{
	struct diags d = {.a = *state};
	uint64_t s = seed();
	for (int i = 0; i < 1000; i++) {
		uint32_t lo = (uint32_t)random_in(&s, 0, 40);
		diag_bad_utf8(&d, (span){lo, lo + (uint32_t)random_in(&s, 0, 3)});
	}
	diags_sort(&d);
	assert_int_equal(d.count[SEV_ERROR], d.list.n);
	assert_true(d.list.n <= 41 * 4);
	for (uint32_t i = 1; i < d.list.n; i++) {
		span a = d.list.at[i - 1]->at, b = d.list.at[i]->at;
		assert_true(a.lo < b.lo || (a.lo == b.lo && a.hi < b.hi));
	}
}

static void test_the_first_of_equals_stays(void **state)
{
	struct diags d = {.a = *state};
	for (uint32_t i = 0; i < 7; i++)
		diag_bad_utf8(&d, (span){5 - i % 5, 9})->witness = i < 5 ? "first" : "later";
	diags_sort(&d);
	assert_int_equal(d.list.n, 5);
	for (uint32_t i = 0; i < 5; i++)
		assert_string_equal(d.list.at[i]->witness, "first");
}

static void test_accepted_is_not_counted(void **state)
{
	struct diags d = {.a = *state};
	diag_bad_utf8(&d, (span){1, 2})->accepted = true;
	diags_sort(&d);
	assert_int_equal(d.list.n, 1);
	assert_false(diags_errors(&d));
	diags_sort(&(struct diags){.a = *state});
}

static void test_rows(void **state)
{
	(void)state;
	const struct diag_row *row = diag_row(DIAG_1001);
	assert_int_equal(DIAG_1001, 1001);
	assert_string_equal(row->slug, "bad_utf8");
	for (unsigned i = 0; i < diag_row_count; i++) {
		const struct diag_row *r = &diag_rows[i];
		assert_ptr_equal(diag_row(r->code), r); /* so no code is used twice */
		for (int lang = 0; lang < 2; lang++) {
			size_t n = strlen(r->text[lang]);
			if (n == 0 || r->text[lang][n - 1] == '.')
				fail_msg("N%04d: a text is a phrase without full stop", r->code);
		}
		if (!*r->help[0] != !*r->help[1])
			fail_msg("N%04d: help in one language only", r->code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_both_languages),
		TEST(test_sorted_and_once),
		TEST(test_the_first_of_equals_stays),
		TEST(test_accepted_is_not_counted),
		TEST(test_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
