/* SPDX-License-Identifier: MIT
 *
 * What the text becomes: tokens by the rules of language.md section 2, trees by those of sections 4 to 6.
 */
#include "front.h"
#include "front/front.h"

static const struct expr *concept_of(struct arena *a, const char *text)
{
	const struct parsed *p = parsed(a, text, strlen(text));
	assert_int_equal(p->d.list.n, 0);
	assert_non_null(decl_of(p, DECL_CONCEPT));
	return decl_of(p, DECL_CONCEPT)->u.concept;
}

static void language_page(void **state)
{
	struct str s = read_whole(*state, "tests/surface/language-page.niv");
	const struct parsed *p = parsed(*state, s.p, s.n);
	assert_int_equal(p->d.list.n, 0);
	assert_int_equal(p->file->decls.n, 17);
	const struct decl *service = decl_of(p, DECL_SERVICE);
	assert_string_equal(intern_text(p->names, service->name.id), "ledsagelse");
	assert_string_equal(service->u.service.under.at[0].ref.para, "§ 89");
	assert_int_equal(service->u.service.block.items.n, 13);
	const struct provision *target = service->u.service.block.items.at[2].provision;
	assert_int_equal(target->body.value->kind, EXPR_GROUP);
	assert_int_equal(target->body.value->u.group.bullets.n, 4);
	assert_int_equal(target->sources.n, 1);
	assert_int_equal(decl_of(p, DECL_RATE)->u.rate.rows.n, 2);
	assert_int_equal(decl_of(p, DECL_RATE)->u.rate.rows.at[1].value->u.quantity.amount.p, 1005);
	assert_int_equal(decl_of(p, DECL_EXAMPLE)->u.example.lines.n, 12);
}

struct literal {
	const char *text;
	int64_t p, q;
};

static void numbers_follow_the_column(void **state)
{
	static const struct literal literals[] = {
		{"begreb x: 5.348", 5348, 1},
		{"begreb x: 1,5", 3, 2},
		{"begreb x: 5.348,50", 10697, 2},
		{"concept x: 5,348", 5348, 1},
		{"concept x: 1.5", 3, 2},
		{"begreb x: 0,1", 1, 10},
		{"begreb x: 1.000.000", 1000000, 1},
		{"concept x: 1,000.25", 4001, 4},
	};
	for (size_t i = 0; i < COUNT(literals); i++) {
		const struct expr *e = concept_of(*state, literals[i].text);
		assert_int_equal(e->kind, EXPR_QUANTITY);
		assert_int_equal(e->u.quantity.amount.p, literals[i].p);
		assert_int_equal(e->u.quantity.amount.q, literals[i].q);
	}
}

struct reference {
	const char *text, *law, *para;
};

static void references_are_one_token(void **state)
{
	static const struct reference references[] = {
		{"klausul k { x: ja efter § 32, stk. 1, nr. 7 }", "", "§ 32, stk. 1, nr. 7"},
		{"klausul k { x: ja efter §32 Stk.1 nr 7 }", "", "§ 32, stk. 1, nr. 7"},
		{"klausul k { x: ja efter l § 126 a }", "l", "§ 126 a"},
		{"klausul k { x: ja efter l § 126a, stk. 2, 2. pkt. }", "l", "§ 126 a, stk. 2, 2. pkt."},
		{"klausul k { x: ja efter l § 5, litra b }", "l", "§ 5, litra b"},
		{"klausul k { x: ja efter l § 30 i_døgn: ja }", "l", "§ 30"},
		{"klausul k { x: ja efter l § 30 når a }", "l", "§ 30"},
		{"clause k { x: yes under l § 126 i }", "l", "§ 126 i"},
	};
	for (size_t i = 0; i < COUNT(references); i++) {
		const struct reference *r = &references[i];
		const struct parsed *p = parsed(*state, r->text, strlen(r->text));
		const struct provision *x = decl_of(p, DECL_CLAUSE)->u.clause.block.items.at[0].provision;
		assert_int_equal(p->d.list.n, 0);
		assert_int_equal(x->under.n, 1);
		assert_string_equal(x->under.at[0].para, r->para);
		assert_string_equal(intern_text(p->names, x->under.at[0].law.id), r->law);
	}
}

static void after_is_two_tokens(void **state)
{
	const struct expr *e = concept_of(*state, "begreb x: 2 uger efter ansøgning\n§ 3 { }");
	assert_int_equal(e->kind, EXPR_MOMENT);
	e = concept_of(*state, "begreb x: 2 uger efter vurdering");
	assert_int_equal(e->kind, EXPR_MOMENT);
	e = concept_of(*state, "begreb x: efter vurdering af leder");
	assert_int_equal(e->kind, EXPR_ASSESSED);
}

static void contextual_words_are_names(void **state)
{
	for (unsigned i = 0; i < keyword_count; i++)
		for (int lang = LANG_DA; lang <= LANG_EN; lang++) {
			const char *word = keywords[i].text[lang];
			if (keywords[i].class != WORD_C)
				continue;
			const char *text = arena_printf(
				*state, "%s %s : %s\n%s y: %s og.%s", lang ? "fact" : "fakta", word,
				lang ? "yes/no" : "ja/nej", lang ? "concept" : "begreb", word, word);
			text = arena_printf(*state, lang ? "%.*s and a.%s\n" : "%.*s og a.%s\n",
			                    (int)(strstr(text, " og.") - text), text, word);
			assert_int_equal(concept_of(*state, text)->kind, EXPR_CHAIN);
		}
}

static void words_after_a_dot_and_labels_are_free(void **state)
{
	for (unsigned i = 0; i < keyword_count; i++) {
		const char *word = keywords[i].text[LANG_DA];
		if (!word || strchr(word, ' ') || strchr(word, '.'))
			continue;
		const char *text = arena_printf(
			*state, "begreb x: a.%s mindst 5\nklausul k {\n %s: ja\n}\n", word, word);
		assert_int_equal(concept_of(*state, text)->kind, EXPR_COMPARE);
	}
}

static void keywords_are_distinct(void **state)
{
	(void)state;
	for (unsigned i = 0; i < keyword_count; i++)
		for (unsigned k = i + 1; k < keyword_count; k++)
			for (int lang = LANG_DA; lang <= LANG_EN; lang++)
				if (keywords[i].text[lang] && keywords[k].text[lang])
					assert_string_not_equal(keywords[i].text[lang], keywords[k].text[lang]);
	assert_true(parse_is_reserved("og"));
	assert_true(parse_is_reserved("Højst"));
	assert_true(parse_is_reserved("rate"));
	assert_false(parse_is_reserved("ydelse"));
	assert_false(parse_is_reserved("om"));
	assert_string_equal(parse_nearest_keyword(LANG_DA, STR("højest")), "højst");
	assert_string_equal(parse_nearest_keyword(LANG_EN, STR("servise")), "service");
	assert_null(parse_nearest_keyword(LANG_DA, STR("kommunen")));
}

static void first_declaration_word_decides(void **state)
{
	static const struct {
		const char *text;
		enum lang lang;
	} texts[] = {
		{"", LANG_DA},
		{"service x \"X\" {}", LANG_EN},
		{"# service\nydelse x \"X\" {}", LANG_DA},
		{"servis x {\n  use: y\n}\n  USE z\n", LANG_EN},
		{"zzz x {\n}\nbrug y\nuse z\n", LANG_DA},
	};
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_int_equal(parsed(*state, texts[i].text, strlen(texts[i].text))->file->lang,
		                 texts[i].lang);
}

/* Line ends, a byte order mark, capitals, Word's signs: the same tree. */
static void spellings_of_the_same(void **state)
{
	static const char plain[] =
		"modul m\nklausul k {\n    x: alle {\n        - a\n        - b\n    }\n    y: \"t u\"\n}\n";
	static const char *const others[] = {
		"modul m\r\nklausul k {\r\n x: alle {\r\n - a\r\n - b\r\n }\r\n y: \"t\r\n u\"\r\n}\r\n",
		"modul m\rklausul k {\r x: alle {\r - a\r - b\r }\r y: \"t\r u\"\r}\r",
		"\xEF\xBB\xBFmodul m\nklausul k { x: alle {\n- a\n- b\n} y: “t u” }",
		"MODUL m\nKlausul k { x: ALLE {\n– a\n• b\n} y: »t\xC2\xA0 u« }",
	};
	for (size_t i = 0; i < COUNT(others); i++) {
		const struct parsed *p = parsed(*state, others[i], strlen(others[i]));
		assert_int_equal(p->d.list.n, 0);
		if (i != 3)
			assert_string_equal(printed(*state, p, LANG_DA), plain);
	}
}

static void table_lines_are_rows(void **state)
{
	static const char text[] = "klausul k {\n"
							   "    x: tabel a, b.c {\n"
							   "        1 | er en af { u,\n"
							   "               v } | ja\n"
							   "\n"
							   "        | 2 | * | nej |\n"
							   "        ellers | mangler } # på samme linje\n"
							   "}\n";
	const struct parsed *p = parsed(*state, text, sizeof text - 1);
	const struct table *t =
		decl_of(p, DECL_CLAUSE)->u.clause.block.items.at[0].provision->body.table;
	assert_int_equal(p->d.list.n, 0);
	assert_int_equal(t->columns.n, 2);
	assert_int_equal(t->rows.n, 3);
	assert_int_equal(t->rows.at[0].cells.n, 3);
	assert_int_equal(t->rows.at[1].cells.at[1].kind, CELL_ANY);
	assert_int_equal(t->rows.at[2].cells.at[0].kind, CELL_OTHERWISE);
}

static void exceptions_are_siblings(void **state)
{
	static const char text[] = "klausul k { x: 5 dog 6 når a { dog 7 når b } dog 8 når c }";
	const struct parsed *p = parsed(*state, text, sizeof text - 1);
	const struct provision *x = decl_of(p, DECL_CLAUSE)->u.clause.block.items.at[0].provision;
	assert_int_equal(x->exceptions.n, 2);
	assert_int_equal(x->exceptions.at[0]->exceptions.n, 1);
}

static void places_are_exact(void **state)
{
	static const char text[] = "modul m\nbegreb æble: sten mindst 5 kr # slut\n";
	const struct parsed *p = parsed(*state, text, sizeof text - 1);
	const struct decl *x = decl_of(p, DECL_CONCEPT);
	struct str s = source_text(&p->sources, x->u.concept->at);
	assert_int_equal(s.n, strlen("sten mindst 5 kr"));
	assert_memory_equal(s.p, "sten mindst 5 kr", s.n);
	s = source_text(&p->sources, x->name.at);
	assert_memory_equal(s.p, "æble", s.n);
	s = source_text(&p->sources, x->head);
	assert_int_equal(s.n, strlen("begreb æble"));
	s = source_text(&p->sources, p->file->comments.at[0]);
	assert_memory_equal(s.p, "# slut", s.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(language_page),
	                                   TEST(numbers_follow_the_column),
	                                   TEST(references_are_one_token),
	                                   TEST(after_is_two_tokens),
	                                   TEST(contextual_words_are_names),
	                                   TEST(words_after_a_dot_and_labels_are_free),
	                                   TEST(keywords_are_distinct),
	                                   TEST(first_declaration_word_decides),
	                                   TEST(spellings_of_the_same),
	                                   TEST(table_lines_are_rows),
	                                   TEST(exceptions_are_siblings),
	                                   TEST(places_are_exact)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
