/* SPDX-License-Identifier: MIT
 *
 * The formatter: printing again changes nothing, the printed text says the same, the other column and back is the
 * same, and comments stay where they stood.
 */
#include "front.h"

#include <glob.h>

static const char *again(struct arena *a, const char *text, enum lang lang)
{
	const struct parsed *p = parsed(a, text, strlen(text));
	assert_int_equal(p->d.count[SEV_ERROR], 0);
	return printed(a, p, lang);
}

/* The tree is equal exactly if its canonical text is. */
static void assert_round_trip(struct arena *a, struct str s)
{
	const struct parsed *p = parsed(a, s.p, s.n);
	enum lang own = p->file->lang, other = own == LANG_DA ? LANG_EN : LANG_DA;
	assert_int_equal(p->d.count[SEV_ERROR], 0);
	const char *once = printed(a, p, own);
	assert_string_equal(again(a, once, own), once);
	assert_string_equal(again(a, printed(a, p, other), own), once);
}

static void round_trips(void **state)
{
	static const char *const patterns[] = {"tests/surface/*.niv", "stdlib/*.niv",
	                                       "examples/*/*.niv"};
	glob_t found = {0};
	for (size_t i = 0; i < COUNT(patterns); i++)
		glob(patterns[i], i ? GLOB_APPEND : 0, NULL, &found);
	assert_true(found.gl_pathc > 4);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		print_message("%s\n", found.gl_pathv[i]);
		assert_round_trip(*state, read_whole(*state, found.gl_pathv[i]));
	}
	globfree(&found);
}

struct pair {
	const char *in, *out;
};

static void assert_pairs(struct arena *a, const struct pair *pairs, size_t n, enum lang lang)
{
	for (size_t i = 0; i < n; i++)
		assert_string_equal(again(a, pairs[i].in, lang), pairs[i].out);
}

static void canonical(void **state)
{
	static const struct pair pairs[] = {
		{"", ""},
		{"# kun en kommentar", "# kun en kommentar\n"},
		{"AKTØR leder “Lederen”", "aktør leder \"Lederen\"\n"},
		{"aktør a »siger \"ja\"«", "aktør a »siger \"ja\"«\n"},
		{"aktør a “siger \"ja\" og «nej»”", "aktør a “siger \"ja\" og «nej»”\n"},
		{"fakta x : ja / nej", "fakta x: ja/nej\n"},
		{"begreb x: a >= 5 KR. pr 2 år", "begreb x: a mindst 5 KR pr. 2 år\n"},
		{"begreb x: 10 % af a + b", "begreb x: (10 % af a) + b\n"},
		{"begreb x: a er en af (-5, 3)", "begreb x: a er en af (-5, 3)\n"},
		{"begreb x: a er en af (5, 3)", "begreb x: a er en af { 5, 3 }\n"},
		{"klausul k { x: alle {\n– a\n• b } }",
	     "klausul k {\n    x: alle {\n        - a\n        - b\n    }\n}\n"},
		{"klausul k { x: tabel a {\n| -5 | ja |\n mindst 100 | nej\n} }",
	     "klausul k {\n    x: tabel a {\n        | -5         | ja\n        | mindst 100 | nej\n   "
	     " }\n}\n"},
		{"klausul k { x: ja efter § 32 stk 1,nr. 7 }",
	     "klausul k {\n    x: ja efter § 32, stk. 1, nr. 7\n}\n"},
	};
	assert_pairs(*state, pairs, COUNT(pairs), LANG_DA);
}

static void comments_stay(void **state)
{
	static const char text[] = "# først\n"
							   "\n"
							   "modul a  # navnet\n"
							   "\n"
							   "# om lederen\n"
							   "aktør leder \"L\"\n"
							   "klausul k {  # åbner\n"
							   "    # før\n"
							   "    x: alle {\n"
							   "        - a  # et\n"
							   "        # mellem\n"
							   "        - b\n"
							   "        # sidst\n"
							   "    }\n"
							   "\n"
							   "    y: tabel a {  # tabel\n"
							   "        1 | ja  # række\n"
							   "    }\n"
							   "}\n"
							   "# slut\n";
	assert_string_equal(again(*state, text, LANG_DA), text);
}

/* What is joined on one line keeps every comment, in order. */
static void no_comment_is_lost(void **state)
{
	static const char text[] = "modul a\n"
							   "klausul k { x: 5 # en\n"
							   "  kilde \"a\" # to\n"
							   "  : \"b\" # tre\n"
							   "  dog 6 # fire\n"
							   "  når # fem\n"
							   "  c } # seks\n";
	const char *once = again(*state, text, LANG_DA);
	static const char *const words[] = {"# en", "# to", "# tre", "# fire", "# fem", "# seks"};
	const char *at = once;
	for (size_t i = 0; i < COUNT(words); i++) {
		at = strstr(at, words[i]);
		assert_non_null(at);
	}
	assert_string_equal(again(*state, once, LANG_DA), once);
}

static void columns(void **state)
{
	static const struct pair pairs[] = {
		{"fakta alder: år fra 0 til 1.000", "fact age: years from 0 to 1,000\n"},
		{"begreb x: alder mindst 1,5 år og under 18 år",
	     "concept x: age at least 1.5 years and below 18 years\n"},
		{"begreb x: a senest kl. 9.05", "concept x: a no later than at 9:05\n"},
		{"begreb x: højst 5 timer pr. rullende 6 måneder",
	     "concept x: at most 5 hours per rolling 6 months\n"},
		{"begreb x: 10 % af y", "concept x: 10 % of y\n"},
		{"vurdering x: ja/nej af leder eller mangler",
	     "assessment x: yes/no by leder or missing\n"},
		{"udfald x: en af { ikke < kan < skal } påkrævet",
	     "outcome x: one of { not < may < must } required\n"},
		{"ydelse s efter l § 3 {\n}", "service s under l § 3 {\n}\n"},
		{"begreb x: 2 uger efter vurdering", "concept x: 2 weeks after vurdering\n"},
		{"begreb x: en af {\n- a\n- b\n}", "concept x: any of {\n    - a\n    - b\n}\n"},
	};
	assert_pairs(*state, pairs, COUNT(pairs), LANG_EN);
}

static void one_expression(void **state)
{
	static const char text[] = "begreb x: (a eller b) og alle {\n- c\n- d\n}\n";
	const struct parsed *p = parsed(*state, text, sizeof text - 1);
	struct text out = {.a = *state};
	print_expr(&out, decl_of(p, DECL_CONCEPT)->u.concept, p->names, LANG_DA);
	assert_string_equal(text_c(&out), "(a eller b) og alle { - c - d }");
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(round_trips),   TEST(canonical),
	                                   TEST(comments_stay), TEST(no_comment_is_lost),
	                                   TEST(columns),       TEST(one_expression)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
