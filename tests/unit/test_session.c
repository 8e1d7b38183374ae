/* SPDX-License-Identifier: MIT
 * What no command line can bring about: the last of the guards. Without main.c, there are no commands. */
#include "unit.h"

#include "tool/fmt.h"
#include "tool/load.h"

const struct command commands[COMMAND_COUNT] = {{.name = "none"}};

static struct session session_of(struct arena *a)
{
	struct session s = {.a = a, .names = intern_new(a)};
	s.d.a = s.sources.a = s.out.a = a;
	return s;
}

/* N0006: the number line of all texts is full. */
static void test_too_much_text(void **state)
{
	struct session s = session_of(*state);
	struct source *last = source_add(&s.sources, "last.niv", "", 0);
	last->base = UINT32_MAX - 8;
	assert_null(load_source(&s, "LICENSE", "more.niv"));
	assert_int_equal(s.d.list.n, 1);
	assert_int_equal(s.d.list.at[0]->code, DIAG_0006);
}

/* N0009: what is not its own standard form is never written. */
static void test_unsafe_format(void **state)
{
	static const char *const texts[] = {"brug   a\n", "brug a", "brug {\n"};
	struct session s = session_of(*state);
	assert_true(fmt_is_safe(&s, "a.niv", str_of("brug a\n"), LANG_DA));
	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_false(fmt_is_safe(&s, "a.niv", str_of(texts[i]), LANG_DA));
		assert_int_equal(s.d.list.n, i + 1);
		assert_int_equal(s.d.list.at[i]->code, DIAG_0009);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_too_much_text), TEST(test_unsafe_format)};
	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
