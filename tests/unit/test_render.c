/* SPDX-License-Identifier: MIT
 *
 * The exact look of findings. The texts are set here, so that no row of diag.def can change a picture.
 */
#include "unit.h"

#include "base/render.h"

#define RING "\xcc\x8a"     /* the combining ring above */
#define ZERO "\xe2\x80\x8b" /* zero width space */

struct desk {
	struct arena *a;
	struct sources s;
	struct diags d;
	struct source *f;
};

static struct desk desk_with(struct arena *a, enum lang lang, const char *source)
{
	struct desk k = {.a = a, .s.a = a, .d = {.a = a, .lang = lang}};
	k.f = source_add(&k.s, "x.niv", source, strlen(source));
	return k;
}

static span find(const struct desk *k, const char *words)
{
	const char *at = strstr(k->f->text, words);
	assert_non_null(at);
	uint32_t lo = k->f->base + (uint32_t)(at - k->f->text);
	return (span){lo, lo + (uint32_t)strlen(words)};
}

static struct diag *raise(struct desk *k, span at, const char *text)
{
	struct diag *x = diag_bad_utf8(&k->d, at);
	x->text = text;
	x->help = NULL;
	return x;
}

static const char *rendered(struct desk *k, bool colour)
{
	struct text t = {.a = k->a};
	diags_sort(&k->d);
	render_text(&t, &k->d, &k->s, colour);
	return text_c(&t);
}

static void test_everything_at_once(void **state)
{
	struct desk k = desk_with(*state, LANG_DA, "ydelse æøå {\n    omfang: højst 15 timer\n}\n");
	struct source *other = source_add(&k.s, "y.niv", "\n\n\n\n\n\n\n\n\nomfang: 12", 19);
	struct diag *x = raise(
		&k, find(&k, "højst 15 timer"),
		"overskriften \"omfang\" har to forskellige værdier, og her er teksten så "
		"lang, at den ombrydes");
	x->help = "Skriv det ene tal om, eller skriv med dog, hvornår det andet gælder, fx\n"
			  "    dog højst 12 timer når x";
	x->crumb = "Katalog › ydelse › omfang";
	x->law = "barnets lov § 89";
	x->fingerprint = "1f2e";
	x->witness = "17 år, bor hjemme";
	note_declared_here(&k.d, x, (span){other->base + 9, other->base + 15}, "omfang");
	note_declared_here(&k.d, x, SPAN_NONE, "omfang");
	assert_string_equal(
		rendered(&k, false),
		"fejl N1001: overskriften \"omfang\" har to forskellige værdier, og her er teksten\n"
		"    så lang, at den ombrydes\n"
		"  --> x.niv:2:13\n"
		"   |\n"
		" 2 |     omfang: højst 15 timer\n"
		"   |             ^^^^^^^^^^^^^^\n"
		"   = andet sted (y.niv:10:1): \"omfang\" er erklæret her\n"
		"10 | omfang: 12\n"
		"   | ------\n"
		"   = bemærk: \"omfang\" er erklæret her\n"
		"   = sted: Katalog › ydelse › omfang · barnets lov § 89 · #1f2e\n"
		"   = fx: 17 år, bor hjemme\n"
		"   = gør: Skriv det ene tal om, eller skriv med dog, hvornår det andet gælder,\n"
		"          fx\n"
		"              dog højst 12 timer når x\n"
		"\n"
		"1 fejl\n");
}

static void test_english(void **state)
{
	struct desk k = desk_with(*state, LANG_EN, "a b c\n");
	raise(&k, find(&k, "a"), "one")->severity = SEV_WARNING;
	raise(&k, find(&k, "b"), "two")->severity = SEV_NOTE;
	raise(&k, find(&k, "c"), "three")->witness = "17 years";
	raise(&k, find(&k, "b c"), "four")->accepted = true;
	raise(&k, SPAN_NONE, "no such file")->help = "Name a file.";
	assert_string_equal(rendered(&k, false), "error N1001: no such file\n"
	                                         "  = do: Name a file.\n"
	                                         "\n"
	                                         "warning N1001: one\n"
	                                         " --> x.niv:1:1\n"
	                                         "  |\n"
	                                         "1 | a b c\n"
	                                         "  | ^\n"
	                                         "\n"
	                                         "note N1001: two\n"
	                                         " --> x.niv:1:3\n"
	                                         "  |\n"
	                                         "1 | a b c\n"
	                                         "  |   ^\n"
	                                         "\n"
	                                         "error N1001: three\n"
	                                         " --> x.niv:1:5\n"
	                                         "  |\n"
	                                         "1 | a b c\n"
	                                         "  |     ^\n"
	                                         "  = e.g.: 17 years\n"
	                                         "\n"
	                                         "accepted N1001 x.niv:1:3: four\n"
	                                         "2 errors, 1 warning, 1 note, 1 accepted\n");
}

/* The shown line and its underline, without gutter; the finding is on line 1 of the source. */
static const char *picture(void **state, const char *source, uint32_t lo, uint32_t hi)
{
	struct desk k = desk_with(*state, LANG_DA, source);
	raise(&k, (span){k.f->base + lo, k.f->base + hi}, "x");
	const char *all = rendered(&k, false), *from = strstr(all, "  |\n");
	assert_non_null(from);
	const char *to = strstr(from, "\n\n");
	assert_non_null(to);
	return arena_text(k.a, from + 4, (size_t)(to - from - 4));
}

static void test_underline_is_right_under_the_place(void **state)
{
	static const struct {
		const char *source;
		uint32_t lo, hi;
		const char *picture;
	} table[] = {
		{"æøå x", 7, 8, "1 | æøå x\n  |     ^"},
		{"æøå x", 2, 6, "1 | æøå x\n  |  ^^"},
		{"ma" RING "ned x", 8, 9, "1 | ma" RING "ned x\n  |       ^"},
		{"ma" RING "ned", 2, 4, "1 | ma" RING "ned\n  |  ^"}, /* only the ring: the whole letter */
		{"ma" RING "ned", 0, 2, "1 | ma" RING "ned\n  | ^^"}, /* up to before the ring: with it */
		{"\tx\ty", 1, 4, "1 |     x    y\n  |     ^^^^^^"},
		{"漢字 x", 3, 6, "1 | 漢字 x\n  |   ^^"},
		{"漢字 x", 7, 8, "1 | 漢字 x\n  |      ^"},
		{"a" ZERO "b", 1, 4, "1 | a<U+200B>b\n  |  ^^^^^^^^"},
		{"a" ZERO "b", 4, 5, "1 | a<U+200B>b\n  |          ^"},
		{"a\x1b[31mb\x7f\xc2\x9b", 7, 8,
	     "1 | a<U+001B>[31mb<U+007F><U+009B>\n  |               ^^^^^^^^"},
		{"a\xff"
	     "b",
	     1, 2, "1 | a<0xFF>b\n  |  ^^^^^^"},
		{"a\xe2\x80\xae"
	     "b",
	     4, 5, "1 | a<U+202E>b\n  |          ^"}, /* no turning of the line */
		{"ab\ncd", 1, 5, "1 | ab\n  |  ^"},       /* several lines: the first to its end */
		{"ab\r\ncd", 1, 5, "1 | ab\n  |  ^"},
		{"ab\ncd", 2, 3, "1 | ab\n  |   ^"}, /* a line end */
		{"ab", 2, 2, "1 | ab\n  |   ^"},     /* the end of the file */
		{"ab", 1, 900, "1 | ab\n  |  ^"},
		{"", 0, 0, "1 |\n  | ^"},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		assert_string_equal(picture(state, table[i].source, table[i].lo, table[i].hi),
		                    table[i].picture);
}

static void test_place_on_the_empty_last_line(void **state)
{
	struct desk k = desk_with(*state, LANG_DA, "ab\n");
	raise(&k, (span){k.f->base + 3, k.f->base + 3}, "x");
	assert_string_equal(rendered(&k, false),
	                    "fejl N1001: x\n --> x.niv:2:1\n  |\n2 |\n  | ^\n\n1 fejl\n");
}

/* However long the line, the picture keeps the place and 80 columns. */
static void test_long_lines_are_clipped(void **state)
{
	static const char *const unit[] = {"abcdefg ", "æøåabcd", "漢字漢", "a" RING "x", "\t.", ZERO};
	enum { UNITS = 2000 };
	uint64_t s = seed();
	for (size_t u = 0; u < COUNT(unit); u++) {
		uint32_t size = (uint32_t)strlen(unit[u]);
		char *line = arena_alloc(*state, (size_t)size * UNITS + 1);
		for (uint32_t i = 0; i < UNITS; i++)
			memcpy(line + (size_t)i * size, unit[u], size);
		for (int i = 0; i < 60; i++) {
			struct arena_mark mark = arena_mark(*state);
			uint32_t lo = (uint32_t)random_in(&s, 0, UNITS - 1) * size;
			uint32_t hi = lo + (uint32_t)random_in(&s, 0, i % 2 ? 3 : UNITS) * size;
			const char *shown = picture(state, line, lo, hi), *under = strchr(shown, '\n') + 1;
			size_t above = utf8_width(shown, (size_t)(under - shown) - 1);
			size_t below = utf8_width(under, strlen(under));
			if (above > 80 || below > 80 || !strchr(under, '^'))
				fail_msg("%s", shown);
			arena_reset(*state, mark);
		}
	}
	char *line = arena_alloc(*state, 201);
	memset(line, 'x', 200);
	memcpy(line + 100, "HERE", 4);
	assert_string_equal(picture(state, line, 100, 104),
	                    "1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxHERE"
	                    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\n"
	                    "  |                                     ^^^^");
}

static void test_nothing_steers_the_terminal(void **state)
{
	struct desk k = desk_with(*state, LANG_DA, "\x1b]0;x\a\x90\r\b\xc2\x9b\n");
	struct source *other = source_add(&k.s, "\x1b.niv", "\x1b", 1);
	struct diag *x = raise(&k, find(&k, "]0"), "\x1b[2J\r\ntext");
	x->help = x->crumb = x->law = x->witness = x->fingerprint = "\x1b[2J\xc2\x9b";
	note_declared_here(&k.d, x, (span){other->base, other->base + 1}, "\x1b");
	raise(&k, (span){other->base, other->base + 1}, "\x1b")->accepted = true;
	for (const char *p = rendered(&k, false); *p; p++) {
		assert_true((unsigned char)*p >= 0x20 || *p == '\n');
		assert_int_not_equal((unsigned char)*p, 0x7f);
		assert_false((unsigned char)*p == 0xc2 && (unsigned char)p[1] < 0xa0);
	}
}

static void test_colour(void **state)
{
	struct desk k = desk_with(*state, LANG_DA, "ab\n");
	raise(&k, find(&k, "b"), "x");
	assert_string_equal(
		rendered(&k, true),
		"\x1b[1;31mfejl N1001\x1b[0m: x\n --> x.niv:1:2\n\x1b[1;34m  |\x1b[0m\n"
		"\x1b[1;34m1 |\x1b[0m ab\n\x1b[1;34m  |\x1b[0m  \x1b[1;31m^\x1b[0m\n\n1 fejl\n");
}

static void test_nothing_to_say(void **state)
{
	struct desk k = desk_with(*state, LANG_DA, "");
	assert_string_equal(rendered(&k, false), "");
}

static void test_json(void **state)
{
	struct desk k = desk_with(*state, LANG_EN, "å b\n");
	struct diag *x = raise(&k, find(&k, "b"), "say \"b\"");
	note_declared_here(&k.d, x, SPAN_NONE, "b");
	struct text t = {.a = *state};
	render_json(&t, &k.d, &k.s);
	assert_string_equal(text_c(&t), "[\n"
	                                "  {\n"
	                                "    \"code\": \"N1001\",\n"
	                                "    \"name\": \"bad_utf8\",\n"
	                                "    \"severity\": \"error\",\n"
	                                "    \"message\": \"say \\\"b\\\"\",\n"
	                                "    \"help\": null,\n"
	                                "    \"path\": \"x.niv\",\n"
	                                "    \"line\": 1,\n"
	                                "    \"column\": 3,\n"
	                                "    \"endLine\": 1,\n"
	                                "    \"endColumn\": 4,\n"
	                                "    \"byte\": 3,\n"
	                                "    \"endByte\": 4,\n"
	                                "    \"crumb\": null,\n"
	                                "    \"law\": null,\n"
	                                "    \"witness\": null,\n"
	                                "    \"identity\": null,\n"
	                                "    \"fingerprint\": null,\n"
	                                "    \"accepted\": false,\n"
	                                "    \"notes\": [\n"
	                                "      {\n"
	                                "        \"message\": \"\\\"b\\\" is declared here\",\n"
	                                "        \"path\": null,\n"
	                                "        \"line\": null,\n"
	                                "        \"column\": null,\n"
	                                "        \"endLine\": null,\n"
	                                "        \"endColumn\": null,\n"
	                                "        \"byte\": null,\n"
	                                "        \"endByte\": null\n"
	                                "      }\n"
	                                "    ]\n"
	                                "  }\n"
	                                "]\n");
	t.n = 0;
	render_json(&t, &(struct diags){.a = *state}, &k.s);
	assert_string_equal(text_c(&t), "[]\n");
}

static void test_sarif(void **state)
{
	struct desk k = desk_with(*state, LANG_EN, "ab");
	k.f->path = "a b/æ.niv";
	struct diag *x = raise(&k, find(&k, "b"), "wrong");
	x->fingerprint = "1f2e";
	x->accepted = true;
	struct text t = {.a = *state};
	render_sarif(&t, &k.d, &k.s, "1.2.3");
	static const char *const parts[] = {
		"\"version\": \"2.1.0\"",
		"\"semanticVersion\": \"1.2.3\"",
		"\"id\": \"N1001\"",
		"\"ruleIndex\": 0",
		"\"uri\": \"a%20b/%C3%A6.niv\"",
		"\"startColumn\": 2",
		"\"endColumn\": 3",
		"\"niveau/v1\": \"1f2e\"",
		"\"kind\": \"inSource\"",
		"\"columnKind\": \"unicodeCodePoints\"",
	};
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!strstr(text_c(&t), parts[i]))
			fail_msg("no %s in %s", parts[i], text_c(&t));
}

static void test_github(void **state)
{
	struct desk k = desk_with(*state, LANG_EN, "ab\ncd");
	k.f->path = "a,b:c%.niv";
	raise(&k, find(&k, "b"), "100% wrong\n::error::x")->help = "Stop.";
	raise(&k, find(&k, "b\nc"), "two")->severity = SEV_NOTE;
	raise(&k, SPAN_NONE, "three")->severity = SEV_WARNING;
	raise(&k, SPAN_NONE, "four")->accepted = true;
	struct text t = {.a = *state};
	render_github(&t, &k.d, &k.s);
	assert_string_equal(
		text_c(&t), "::error file=a%2Cb%3Ac%25.niv,line=1,endLine=1,col=2,endColumn=3,title=N1001::"
					"100%25 wrong%0A::error::x%0AStop.\n"
					"::notice file=a%2Cb%3Ac%25.niv,line=1,endLine=2,title=N1001::two\n"
					"::warning title=N1001::three\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_everything_at_once),
		TEST(test_english),
		TEST(test_underline_is_right_under_the_place),
		TEST(test_place_on_the_empty_last_line),
		TEST(test_long_lines_are_clipped),
		TEST(test_nothing_steers_the_terminal),
		TEST(test_colour),
		TEST(test_nothing_to_say),
		TEST(test_json),
		TEST(test_sarif),
		TEST(test_github),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
