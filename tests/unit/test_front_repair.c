/* SPDX-License-Identifier: MIT
 *
 * Recovery, proved by breaking: in the file of the language page every token in turn is deleted, doubled, replaced or
 * beheaded. Nothing hangs or crashes, nearly every broken file loses at most one provision, and says it in one finding.
 */
#include "front.h"
#include "front/front.h"

enum edit { DELETED, DOUBLED, REPLACED, BEHEADED, EDIT_COUNT };

/* The tokens of a text, through the scanner and the word pass alone. */
/* The caller frees f->work. */
static struct front *scanned(struct arena *a, struct str s)
{
	struct front *f = arena_new(a, struct front);
	struct sources *sources = arena_new(a, struct sources);
	sources->a = a;
	f->a = a;
	f->names = intern_new(a);
	f->src = source_add(sources, "x", s.p, s.n);
	f->d = arena_new(a, struct diags);
	f->d->a = a;
	f->file = arena_new(a, struct ast_file);
	f->file->lang = parse_language(f->src);
	f->words = words_new(a, f->names, f->file->lang);
	lex_file(f);
	return f;
}

static struct str broken(struct arena *a, struct str s, const struct token *t, enum edit edit)
{
	struct text out = {.a = a};
	size_t n = t->hi - t->lo, first = (unsigned char)s.p[t->lo] >= 0xC0 ? 2 : 1;
	text_add(&out, s.p, t->lo);
	if (edit == REPLACED)
		text_puts(&out, "zzz");
	if (edit == DOUBLED)
		text_add(&out, s.p + t->lo, n);
	if (edit == DOUBLED)
		text_putc(&out, ' ');
	if (edit == DOUBLED || edit == BEHEADED)
		text_add(&out, s.p + t->lo + (edit == BEHEADED ? first : 0),
		         n - (edit == BEHEADED ? first : 0));
	text_add(&out, s.p + t->hi, s.n - t->hi);
	return (struct str){text_c(&out), out.n};
}

static void break_every_token(void **state)
{
	struct arena *a = *state;
	struct str s = read_whole(a, "tests/surface/language-page.niv");
	uint32_t whole = count_kept(parsed(a, s.p, s.n)), files = 0, kept = 0, terse = 0;
	struct front *f = scanned(a, s);
	assert_true(f->tokens.n > 300);
	for (uint32_t i = 0; i < f->tokens.n; i++)
		for (int edit = 0; edit < EDIT_COUNT; edit++) {
			const struct token *t = &f->tokens.at[i];
			struct arena_mark mark = arena_mark(a);
			if (t->hi == t->lo)
				continue;
			struct str x = broken(a, s, t, (enum edit)edit);
			const struct parsed *p = parsed(a, x.p, x.n);
			files++;
			kept += count_kept(p) + 1 >= whole;
			terse += p->d.list.n <= 1;
			assert_true(p->d.list.n < 8);
			arena_reset(a, mark);
		}
	arena_free(&f->work);
	print_message("%u files, %u kept, %u terse\n", files, kept, terse);
	assert_true(files > 1200);
	assert_true(kept * 1000 >= files * 995);
	assert_true(terse * 100 >= files * 93);
}

static const char ten_mistakes[] = "modul prøve\n"
								   "ydelse a \"A\" {\n"
								   "    omfang: højest 15 timer\n"
								   "    frist 3\n"
								   "    gange: 5-10\n"
								   "    tid: 9.00\n"
								   "    start: 24-01-2024\n"
								   "    beløb: 974,-\n"
								   "    samtaler: højst 8 ufravigeligt\n"
								   "    visitation: -\n"
								   "    hensyn: \"a\" \"b\"\n"
								   "    form: og\n"
								   "    afgørelse: ja\n"
								   "}\n"
								   "aktør b \"B\"\n";

static void ten_mistakes_give_ten_findings(void **state)
{
	const struct parsed *p = parsed(*state, ten_mistakes, sizeof ten_mistakes - 1);
	assert_int_equal(p->d.list.n, 10);
	assert_int_equal(p->file->decls.n, 3);
	assert_int_equal(decl_of(p, DECL_SERVICE)->u.service.block.items.n, 11);
}

/* begreb x: ((((…a…)))) and its like, `n` deep */
static const char *nested(struct arena *a, const char *open, const char *close, int n)
{
	struct text t = {.a = a};
	text_puts(&t, "klausul k { x: ");
	for (int i = 0; i < n; i++)
		text_puts(&t, open);
	text_puts(&t, "a");
	for (int i = 0; i < n; i++)
		text_puts(&t, close);
	text_puts(&t, "\n y: 5\n}\nbegreb z: 5\n");
	return text_c(&t);
}

static void nesting_has_a_limit(void **state)
{
	static const char *const pairs[][2] = {
		{"(", ")"},   {"(", ""}, {"ikke ", ""},       {"- ", ""},         {"alle {\n- ", "}"},
		{"a (", ")"}, {"", ")"}, {"er en af {", "}"}, {"5 dog 4 {", "}"}, {"{", ""}};
	for (size_t i = 0; i < COUNT(pairs); i++) {
		const char *text = nested(*state, pairs[i][0], pairs[i][1], 10000);
		const struct parsed *p = parsed(*state, text, strlen(text));
		assert_true(p->d.list.n > 0 && p->d.list.n < 10);
		text = nested(*state, pairs[i][0], pairs[i][1], 40);
		p = parsed(*state, text, strlen(text));
		assert_false(has_code(p, DIAG_1207));
	}
}

static void findings_have_a_limit(void **state)
{
	struct text t = {.a = *state};
	for (int i = 0; i < 5000; i++)
		text_puts(&t, "aktør ; b\n");
	const struct parsed *p = parsed(*state, text_c(&t), t.n);
	assert_int_equal(p->d.list.n, 201);
	assert_true(has_code(p, DIAG_1208));
}

static void long_lists_need_no_stack(void **state)
{
	struct text t = {.a = *state};
	text_puts(&t, "begreb x: a");
	for (int i = 0; i < 50000; i++)
		text_puts(&t, " og a");
	text_puts(&t, "\nfakta y: en af { a");
	for (int i = 0; i < 50000; i++)
		text_printf(&t, ", a%d", i);
	text_puts(&t, " }\n");
	const struct parsed *p = parsed(*state, text_c(&t), t.n);
	assert_int_equal(p->d.list.n, 0);
	assert_int_equal(decl_of(p, DECL_CONCEPT)->u.concept->u.chain.items.n, 50001);
}

static void names_of_broken_declarations_stay_known(void **state)
{
	static const char text[] = "fakta alderen: 17\nvurdering egnet: ja nej\naktør leder\n";
	const struct parsed *p = parsed(*state, text, sizeof text - 1);
	assert_int_equal(p->file->decls.n, 1);
	assert_int_equal(p->file->broken.n, 2);
	assert_string_equal(intern_text(p->names, p->file->broken.at[0].id), "alderen");
	assert_string_equal(intern_text(p->names, p->file->broken.at[1].id), "egnet");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(break_every_token),        TEST(ten_mistakes_give_ten_findings),
		TEST(nesting_has_a_limit),      TEST(findings_have_a_limit),
		TEST(long_lists_need_no_stack), TEST(names_of_broken_declarations_stay_known)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
