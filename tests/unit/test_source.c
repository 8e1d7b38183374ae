/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/source.h"

static struct source *add(struct sources *s, const char *path, const char *text)
{
	return source_add(s, path, text, strlen(text));
}

static void assert_place(const struct sources *s, uint32_t at, const char *path, uint32_t line,
                         uint32_t column)
{
	struct place p = source_place(s, at);
	assert_non_null(p.file);
	assert_string_equal(p.file->path, path);
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
	assert_int_equal(p.byte, at - p.file->base);
}

static void test_places(void **state)
{
	struct sources s = {.a = *state};
	struct source *a = add(&s, "a", "æøå\r\nb\n"), *b = add(&s, "b", ""), *c = add(&s, "c", "x");
	assert_int_equal(a->base, 1);
	assert_place(&s, 1, "a", 1, 1);
	assert_place(&s, 3, "a", 1, 2);
	assert_place(&s, 7, "a", 1, 4);
	assert_place(&s, 9, "a", 2, 1);
	assert_place(&s, a->base + a->size, "a", 3, 1);
	assert_place(&s, b->base, "b", 1, 1);
	assert_place(&s, c->base, "c", 1, 1);
	assert_place(&s, c->base + 1, "c", 1, 2);
	assert_null(source_at(&s, 0));
	assert_null(source_at(&s, c->base + 2));
	assert_null(source_place(&s, 0).file);
	assert_null(source_at(&(struct sources){.a = *state}, 1));
}

static void test_lines(void **state)
{
	struct sources s = {.a = *state};
	struct source *f = add(&s, "f", "en\r\nto\rto\n\nfire");
	assert_int_equal(f->lines.n, 4);
	assert_true(str_eq(source_line(f, 1), STR("en")));
	assert_true(str_eq(source_line(f, 2), STR("to\rto")));
	assert_true(str_eq(source_line(f, 3), STR("")));
	assert_true(str_eq(source_line(f, 4), STR("fire")));
}

static void test_byte_order_mark_and_nul(void **state)
{
	struct sources s = {.a = *state};
	struct source *f = source_add(&s, "f",
	                              "\xef\xbb\xbf"
	                              "a\0b",
	                              6);
	assert_int_equal(f->size, 3);
	assert_memory_equal(f->text, "a\0b", 4);
	assert_place(&s, f->base + 2, "f", 1, 3);
}

static void test_bytes_that_are_not_text(void **state)
{
	struct sources s = {.a = *state};
	add(&s, "f",
	    "\xff\xc3"
	    "x");
	assert_place(&s, 3, "f", 1, 3);
}

static void test_text_under_a_span(void **state)
{
	struct sources s = {.a = *state};
	add(&s, "a", "0123");
	struct source *b = add(&s, "b", "abcd");
	assert_true(str_eq(source_text(&s, (span){b->base + 1, b->base + 3}), STR("bc")));
	assert_true(str_eq(source_text(&s, (span){b->base + 2, b->base + 9}), STR("cd")));
	assert_true(str_eq(source_text(&s, (span){1, 5}), STR("0123")));
	assert_null(source_text(&s, SPAN_NONE).p);
	assert_null(source_text(&s, (span){3, 2}).p);
}

static void test_too_large(void **state)
{
	struct sources s = {.a = *state};
	assert_null(source_add(&s, "f", "", (size_t)SOURCE_LIMIT + 1));
	assert_int_equal(s.files.n, 0);
}

static void test_many_files(void **state)
{
	struct sources s = {.a = *state};
	for (int i = 0; i < 300; i++)
		add(&s, "f", i % 3 ? "abc\n" : "");
	for (uint32_t i = 0; i < s.files.n; i++)
		for (uint32_t k = 0; k <= s.files.at[i]->size; k++)
			assert_ptr_equal(source_at(&s, s.files.at[i]->base + k), s.files.at[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_places),
		TEST(test_lines),
		TEST(test_byte_order_mark_and_nul),
		TEST(test_bytes_that_are_not_text),
		TEST(test_text_under_a_span),
		TEST(test_too_large),
		TEST(test_many_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
