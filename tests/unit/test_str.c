/* SPDX-License-Identifier: MIT */
#include "unit.h"

#define RING "\xcc\x8a" /* the combining ring above */

static void test_equality(void **state)
{
	struct arena *a = *state;
	assert_true(str_eq(str_of("å"), STR("å")));
	assert_false(str_eq(STR("a"), STR("ab")));
	assert_false(str_eq(STR("ab"), STR("ac")));
	assert_true(str_eq(str_of(NULL), STR("")));
	assert_null(str_of(NULL).p);
	assert_string_equal(str_c(a, str_of(NULL)), "");
	assert_string_equal(str_c(a, (struct str){"abc", 2}), "ab");
}

static void test_builder(void **state)
{
	struct text t = {.a = *state};
	assert_string_equal(text_c(&t), "");
	for (int i = 0; i < 1000; i++) {
		text_puts(&t, "å");
		text_putc(&t, '-');
		text_printf(&t, "%03d;", i);
		text_add(&t, "xyz", 0);
	}
	assert_int_equal(t.n, 1000 * (2 + 1 + 4));
	assert_int_equal(strlen(text_c(&t)), t.n);
	assert_memory_equal(t.p + 999 * 7, "å-999;", 7);
}

static void test_utf8_steps(void **state)
{
	static const struct {
		const char *bytes;
		size_t n, step;
		int32_t cp;
	} table[] = {
		{"a", 1, 1, 'a'},
		{"å", 2, 2, 0xe5},
		{"€", 3, 3, 0x20ac},
		{"\xf0\x9f\x98\x80", 4, 4, 0x1f600},
		{"\0", 1, 1, 0},
		{"", 0, 0, 0},
		{"å", 1, 0, 0},                /* cut off */
		{"\x80", 1, 0, 0},             /* a continuation alone */
		{"\xc0\x80", 2, 0, 0},         /* overlong */
		{"\xe0\x80\xaf", 3, 0, 0},     /* overlong */
		{"\xed\xa0\x80", 3, 0, 0},     /* a surrogate */
		{"\xf4\x90\x80\x80", 4, 0, 0}, /* beyond Unicode */
		{"\xff", 1, 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		int32_t cp = 0;
		if (utf8_step(table[i].bytes, table[i].n, &cp) != table[i].step)
			fail_msg("row %zu", i);
		if (table[i].step)
			assert_int_equal(cp, table[i].cp);
	}
}

static void test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} table[] = {
		{"", 0},
		{"omfang", 6},
		{"æøå", 3},
		{"a" RING, 1},
		{"e\xcc\x81\xcc\xa3", 1}, /* two marks on one letter */
		{"\t", 4},
		{"漢字", 4},
		{"ｱ", 1},             /* half-width katakana */
		{"Ａ", 2},            /* full-width letter */
		{"\xe2\x80\x8b", 0},  /* zero width space */
		{"a\xe2\x80\x8d", 1}, /* zero width joiner */
		{"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	     2},                                     /* mother and daughter in one picture */
		{"\xf0\x9f\x87\xa9\xf0\x9f\x87\xb0", 2}, /* the flag of Denmark */
		{"\xff", 1},
		{"a\xff\xfe"
	     "b",
	     4},
		{"\x1b[0m", 3}, /* the escape itself takes no room */
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		if (utf8_width(table[i].text, strlen(table[i].text)) != table[i].width)
			fail_msg("row %zu: %zu", i, utf8_width(table[i].text, strlen(table[i].text)));
}

static void test_words_that_hold_together(void **state)
{
	static const char *const table[][2] = {
		{"Barnets lov", "Barnets"},
		{"§ 35, stk. 1, nr. 2 om", "§ 35,"},
		{"stk. 1, nr. 2", "stk. 1,"},
		{"3,2 % mere", "3,2 %"},
		{"§", "§"},
		{"nr. ", "nr."},
		{"§\n35", "§"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		if (utf8_word(table[i][0]) != strlen(table[i][1]))
			fail_msg("%s", table[i][0]);
}

static void test_fold(void **state)
{
	static const char *table[][2] = {
		{"OMFANG", "omfang"},
		{"Ma" RING "Ned", "måned"},
		{"ÆØÅ", "æøå"},
		{"ßx", "ßx"},
		{"", ""},
		{"A\xff", "A\xff"},
		{"É", "é"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str s = str_fold(*state, str_of(table[i][0]));
		assert_string_equal(s.p, table[i][1]);
		assert_int_equal(s.n, strlen(table[i][1]));
	}
}

static void test_prose(void **state)
{
	static const char *table[][2] = {
		{"  To  ord\n\t her  ", "To ord her"},
		{"15\xc2\xa0timer", "15 timer"},     /* no-break space */
		{"15\xe2\x80\xaftimer", "15 timer"}, /* narrow no-break space */
		{"a" RING "r", "år"},
		{"a\xe2\x80\x8b"
	     "b",
	     "a\xe2\x80\x8b"
	     "b"}, /* a zero width space is no space: it is reported */
		{"   ", ""},
		{"", ""},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		assert_string_equal(str_prose(*state, str_of(table[i][0])).p, table[i][1]);
}

static void test_name_characters(void **state)
{
	static const int32_t yes[] = {'a', 'Z', '0', '_', 0xe5, 0xd8, 0xf6, 0x159, 0x30a, 0x1e9e};
	static const int32_t no[] = {' ',   '-',    '.',    0xd7,   0xf7,  0xb5, 0x430,
	                             0x3b1, 0x200b, 0xe000, 0x6f22, 0x660, 0xaa, 0x7f};
	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++)
		assert_true(utf8_is_name(yes[i]));
	for (size_t i = 0; i < COUNT(no); i++)
		assert_false(utf8_is_name(no[i]));
}

static void test_distance(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned limit, distance;
	} table[] = {
		{"", "", 2, 0},
		{"omfang", "omfang", 2, 0},
		{"omfang", "omfagn", 2, 1},
		{"omfang", "omfng", 2, 1},
		{"omfang", "omfaang", 2, 1},
		{"måned", "maned", 2, 1},
		{"ca", "abc", 5, 3},
		{"", "abc", 5, 3},
		{"abc", "", 2, 3},
		{"aaaa", "bbbb", 2, 3},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str a = str_of(table[i].a), b = str_of(table[i].b);
		assert_int_equal(str_distance(a, b, table[i].limit), table[i].distance);
		assert_int_equal(str_distance(b, a, table[i].limit), table[i].distance);
	}
	char many[200];
	memset(many, 'x', sizeof many);
	assert_int_equal(str_distance((struct str){many, 200}, (struct str){many, 200}, 3), 0);
	assert_int_equal(str_distance((struct str){many, 200}, (struct str){many, 199}, 3), 4);
}

static void test_ascii(void **state)
{
	static const char *table[][2] = {
		{"børne_rådgivning", "boerne_raadgivning"},
		{"ra" RING "dgivning", "raadgivning"},
		{"Ærø", "Aeroe"},
		{"über", "uber"},
		{"café", "cafe"},
		{"naïve straße", "naive_strasse"},
		{"a-b\xff", "a_b_"},
		{"", ""},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		assert_string_equal(str_ascii(*state, str_of(table[i][0])), table[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_equality),
		TEST(test_builder),
		TEST(test_utf8_steps),
		TEST(test_width),
		TEST(test_words_that_hold_together),
		TEST(test_fold),
		TEST(test_prose),
		TEST(test_distance),
		TEST(test_name_characters),
		TEST(test_ascii),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
