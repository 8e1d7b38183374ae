/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/out.h"

static void write_sample(struct json *j)
{
	json_begin(j, '{');
	json_kstr(j, "navn", "Børn");
	json_kint(j, "alder", -17);
	json_kbool(j, "hjemme", true);
	json_kstr(j, "mangler", NULL);
	json_key(j, "liste");
	json_begin(j, '[');
	json_int(j, INT64_MIN);
	json_bool(j, false);
	json_null(j);
	json_begin(j, '[');
	json_end(j, ']');
	json_begin(j, '{');
	json_end(j, '}');
	json_end(j, ']');
	json_end(j, '}');
}

static void test_compact(void **state)
{
	struct text t = {.a = *state};
	write_sample(&(struct json){.t = &t, .compact = true});
	assert_string_equal(text_c(&t),
	                    "{\"navn\":\"Børn\",\"alder\":-17,\"hjemme\":true,\"mangler\":null,"
	                    "\"liste\":[-9223372036854775808,false,null,[],{}]}");
}

static void test_indented(void **state)
{
	struct text t = {.a = *state};
	write_sample(&(struct json){.t = &t});
	assert_string_equal(text_c(&t),
	                    "{\n  \"navn\": \"Børn\",\n  \"alder\": -17,\n  \"hjemme\": true,\n"
	                    "  \"mangler\": null,\n  \"liste\": [\n    -9223372036854775808,\n"
	                    "    false,\n    null,\n    [],\n    {}\n  ]\n}");
}

static void test_escapes(void **state)
{
	static const char *table[][2] = {
		{"a\"b\\c", "\"a\\\"b\\\\c\""},
		{"\b\f\n\r\t\x01\x1b\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u001b\\u007f\""},
		{"\xc2\x85\xe2\x80\xa8", "\"\\u0085\\u2028\""},
		{"\xff"
	     "å\xc3",
	     "\"\xef\xbf\xbdå\xef\xbf\xbd\""},
		{"", "\"\""},
		{"\xf0\x9f\x98\x80", "\"\xf0\x9f\x98\x80\""},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct text t = {.a = *state};
		json_str(&(struct json){.t = &t}, table[i][0]);
		assert_string_equal(text_c(&t), table[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_compact), TEST(test_indented), TEST(test_escapes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
