/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/vec.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_memory_is_zeroed_and_aligned(void **state)
{
	struct arena *a = *state;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *p = arena_alloc(a, size);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
}

static void test_reset_gives_back_and_zeroes_again(void **state)
{
	struct arena *a = *state;
	char *kept = arena_text(a, "kept", 4);
	struct arena_mark mark = arena_mark(a);
	size_t total = a->total;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 2000; i++) {
			unsigned char *p = arena_alloc(a, 100);
			assert_int_equal(p[0] | p[99], 0);
			memset(p, 0xff, 100);
		}
		assert_true(a->total > total);
		arena_reset(a, mark);
		assert_int_equal(a->total, total);
	}
	assert_string_equal(kept, "kept");
}

static void test_reset_to_empty(void **state)
{
	struct arena *a = *state;
	struct arena_mark empty = arena_mark(a);
	arena_alloc(a, 1 << 22);
	arena_reset(a, empty);
	assert_null(a->head);
	assert_int_equal(a->total, 0);
}

static void test_texts(void **state)
{
	struct arena *a = *state;
	assert_string_equal(arena_text(a, "abc", 2), "ab");
	assert_string_equal(arena_text(a, NULL, 0), "");
	assert_string_equal(arena_printf(a, "%s er %d år", "barnet", 17), "barnet er 17 år");
	assert_string_equal(arena_printf(a, "%s", ""), "");
}

static void test_vec_grows_and_keeps(void **state)
{
	struct arena *a = *state;
	VEC(int) v = {0};
	for (int i = 0; i < 5000; i++)
		vec_push(a, &v, i * i);
	assert_int_equal(v.n, 5000);
	assert_int_equal(vec_last(&v), 4999 * 4999);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(v.at[i], i * i);
}

/* Out of memory: status 2 and one line, no crash. */
static void test_out_of_memory_ends_with_status_2(void **state)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct arena a;
		dup2(open("/dev/null", O_WRONLY), 2);
		arena_init(&a);
		arena_alloc(&a, SIZE_MAX / 2);
		_exit(0);
	}
	int status = 0;
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_memory_is_zeroed_and_aligned),
		TEST(test_reset_gives_back_and_zeroes_again),
		TEST(test_reset_to_empty),
		TEST(test_texts),
		TEST(test_out_of_memory_ends_with_status_2),
		TEST(test_vec_grows_and_keeps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
