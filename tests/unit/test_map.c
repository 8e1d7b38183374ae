/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/intern.h"
#include "base/map.h"

static void test_map_against_plain_array(void **state)
{
	enum { KEYS = 4096 };
	struct map m = {.a = *state};
	static const uint64_t stride[] = {1, 64, 4096, 0x100000000u, 0x9e3779b97f4a7c15u};
	uint32_t value = 0;
	assert_false(map_get(&m, 0, &value));
	for (size_t s = 0; s < COUNT(stride); s++) {
		m = (struct map){.a = *state};
		for (uint64_t i = 0; i < KEYS; i++)
			map_put(&m, i * stride[s], (uint32_t)i);
		for (uint64_t i = 0; i < KEYS; i += 3)
			map_put(&m, i * stride[s], (uint32_t)i + 7);
		assert_int_equal(m.n, KEYS);
		for (uint64_t i = 0; i < KEYS; i++) {
			assert_true(map_get(&m, i * stride[s], &value));
			assert_int_equal(value, i % 3 ? i : i + 7);
		}
		value = 99;
		assert_false(map_get(&m, KEYS * stride[s], &value));
		assert_int_equal(value, 99);
	}
}

static void test_hash_is_the_same_everywhere(void **state)
{
	(void)state;
	assert_true(hash_bytes("", 0) == hash_mix(0xcbf29ce484222325u, 0));
	assert_true(hash_bytes("ab", 2) != hash_bytes("ba", 2));
	assert_true(hash_mix(1, 2) != hash_mix(2, 1));
}

static void test_names_of_one_sound(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} table[] = {
		{"omfang", "Omfang", true},
		{"måned", "MÅNED", true},
		{"måned", "ma\xcc\x8aned", true}, /* å as a and a ring */
		{"MÅNED", "ma\xcc\x8aned", true}, /* and in capitals */
		{"ærø", "ÆRØ", true},
		{"maned", "måned", false},
		{"a", "\xd0\xb0", false}, /* Cyrillic a */
		{"straße", "strasse", false},
		{"x_1", "X_1", true},
		{"x_1", "x1", false},
	};
	struct intern *t = intern_new(*state);
	for (size_t i = 0; i < COUNT(table); i++) {
		name_id a = intern_name(t, table[i].a, strlen(table[i].a));
		name_id b = intern_name(t, table[i].b, strlen(table[i].b));
		assert_int_not_equal(a, 0);
		if ((a == b) != table[i].same)
			fail_msg("%s, %s", table[i].a, table[i].b);
	}
}

static void test_first_spelling_in_nfc(void **state)
{
	struct intern *t = intern_new(*state);
	assert_int_equal(intern_find(t, "måned", strlen("måned")), 0);
	name_id id = intern_name(t, "Ma\xcc\x8aned", strlen("Ma\xcc\x8aned"));
	assert_int_equal(intern_name(t, "måned", strlen("måned")), id);
	assert_int_equal(intern_find(t, "MÅNED", strlen("MÅNED")), id);
	assert_string_equal(intern_text(t, id), "Måned");
	assert_string_equal(intern_text(t, 0), "");
}

static void test_many_names(void **state)
{
	struct arena *a = *state;
	struct intern *t = intern_new(a);
	for (unsigned i = 1; i <= 5000; i++) {
		const char *s = arena_printf(a, "navn_%u", i);
		assert_int_equal(intern_name(t, s, strlen(s)), i);
	}
	for (unsigned i = 1; i <= 5000; i++) {
		const char *s = arena_printf(a, "NAVN_%u", i);
		assert_int_equal(intern_find(t, s, strlen(s)), i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_map_against_plain_array),
		TEST(test_hash_is_the_same_everywhere),
		TEST(test_names_of_one_sound),
		TEST(test_first_spelling_in_nfc),
		TEST(test_many_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
