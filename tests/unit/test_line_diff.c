/* SPDX-License-Identifier: MIT
 * A diff is right when applying it to the old text gives the new one, and it has as few changes as it can. */
#include "unit.h"

#include "tool/line_diff.h"

#include <stdio.h>

static const char *diff(struct arena *a, const char *before, const char *after)
{
	struct text t = {.a = a};
	line_diff(&t, "x", str_of(before), str_of(after));
	return text_c(&t);
}

/* The text after the hunks are applied; counts the changed lines. */
static const char *apply(struct arena *a, const char *before, const char *patch, unsigned *changes)
{
	struct text t = {.a = a};
	unsigned line = 1;
	const char *p = strstr(patch, "@@");
	*changes = 0;
	while (p && *p) {
		const char *end = strchr(p, '\n') + 1;
		unsigned from, n;
		if (*p == '@') {
			int fields = sscanf(p, "@@ -%u,%u", &from, &n);
			for (from += fields == 2 && n == 0; line < from; line++) {
				size_t skip = strcspn(before, "\n") + 1;
				text_add(&t, before, skip);
				before += skip;
			}
		} else if (*p != '\\') {
			if (*p != '-')
				text_add(&t, p + 1, (size_t)(end - p) - 1);
			if (*p != '+') {
				assert_memory_equal(before, p + 1, (size_t)(end - p) - 1);
				before += end - p - 1;
				line++;
			}
			*changes += *p != ' ';
		}
		p = end;
	}
	text_puts(&t, before);
	return text_c(&t);
}

static void test_equal_texts_say_nothing(void **state)
{
	assert_string_equal(diff(*state, "", ""), "");
	assert_string_equal(diff(*state, "a\nb\n", "a\nb\n"), "");
}

static void test_known_diffs(void **state)
{
	assert_string_equal(diff(*state, "a\nb\nc\n", "a\nx\nc\n"),
	                    "--- x\n+++ x\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
	assert_string_equal(diff(*state, "", "a\n"), "--- x\n+++ x\n@@ -0,0 +1 @@\n+a\n");
	assert_string_equal(diff(*state, "a\n", ""), "--- x\n+++ x\n@@ -1 +0,0 @@\n-a\n");
	assert_string_equal(diff(*state, "a", "a\n"),
	                    "--- x\n+++ x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

/* Changes that lie far apart are hunks of their own. */
static void test_hunks(void **state)
{
	const char *patch = diff(*state, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n",
	                         "x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n");
	assert_non_null(strstr(patch, "@@ -1,4 +1,4 @@"));
	assert_non_null(strstr(patch, "@@ -7,4 +7,4 @@"));
	assert_null(strstr(patch, " 5\n"));
}

static char *random_text(struct arena *a, uint64_t *s)
{
	int64_t n = random_in(s, 0, 30);
	char *p = arena_alloc(a, (size_t)(2 * n) + 1);
	for (int64_t i = 0; i < n; i++) {
		p[2 * i] = (char)random_in(s, 'a', 'd');
		p[2 * i + 1] = '\n';
	}
	return p;
}

/* Lines in the longest common subsequence, by the table of the textbook. */
static unsigned common(const char *x, const char *y)
{
	unsigned row[64] = {0};
	for (size_t i = 0; x[i]; i += 2) {
		unsigned corner = 0;
		for (size_t k = 0; y[k]; k += 2) {
			unsigned above = row[k / 2 + 1], left = row[k / 2];
			row[k / 2 + 1] = x[i] == y[k] ? corner + 1 : above > left ? above : left;
			corner = above;
		}
	}
	return row[strlen(y) / 2];
}

static void test_random_texts(void **state)
{
	uint64_t s = seed();
	for (int i = 0; i < 3000; i++) {
		const char *x = random_text(*state, &s), *y = random_text(*state, &s);
		unsigned changes;
		assert_string_equal(apply(*state, x, diff(*state, x, y), &changes), y);
		assert_int_equal(changes, strlen(x) / 2 + strlen(y) / 2 - 2 * common(x, y));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_equal_texts_say_nothing),
		TEST(test_known_diffs),
		TEST(test_hunks),
		TEST(test_random_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
