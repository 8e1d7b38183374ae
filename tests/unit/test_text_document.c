/* SPDX-License-Identifier: MIT
 * The text of a catalogue as a tree, and the way back to its bytes.
 */
#include "text/document.h"

#include "unit.h"

static struct document *read_text(struct arena *a, const char *text)
{
	struct sources *sources = arena_new(a, struct sources);
	sources->a = a;
	return document_make(a, source_add(sources, "x", text, strlen(text)), NULL);
}

/* ---- folding -------------------------------------------------------------------------------------------- */

static const struct {
	const char *text, *folded;
} foldings[] = {
	{"to  ord\n\tog tre", "to ord og tre"},
	{"Lyngby-\nTaarbæk", "Lyngby\1Taarbæk"},
	{"barnets/\nden unges", "barnets/\2den unges"},
	{"vej\xC2\xAD\nleder", "vejleder"},
	{"en \xE2\x80\x93 to", "en - to"},
	{"<p>F\xC3\xB8rst.</p> <p>S\xC3\xA5</p>", "F\xC3\xB8rst. S\xC3\xA5"},
	{"under <18 \xC3\xA5r, a<b", "under <18 \xC3\xA5r, a<b"},
	{"15&nbsp;timer &amp; &oslash;l&#248;", "15 timer & \xC3\xB8l\xC3\xB8"},
	{"\xE2\x80\x9D"
     "ja\xE2\x80\x9D, \xC2\xBBnej\xC2\xAB",
     "\"ja\", \"nej\""},
	{"af\xEF\xAC\x81nde", "affinde"},
	{"A\xCC\x8Aret", "\xC3\x85ret"},
	{"**Fed** tekst", "Fed tekst"},
	{"\xE2\x80\xA2 en\n\xEF\x82\xB7 to\n- tre", "en to tre"},
	{"## Titel\r\nmere\rog\fmere", "Titel mere og mere"},
	{"f\xC3\xB8r\n\n\f\n12\n\nefter", "f\xC3\xB8r efter"},
	{"f\xC3\xB8r\nSide 3 af 40\nefter", "f\xC3\xB8r efter"},
	{"er 12\n12\ner", "er 12 12 er"},
	{"Frist\n-\n", "Frist -"},
	{"", ""},
};

static void test_folding(void **state)
{
	for (size_t i = 0; i < COUNT(foldings); i++) {
		struct folded f = fold_text(*state, str_of(foldings[i].text));
		assert_string_equal(str_c(*state, f.text), foldings[i].folded);
	}
}

static void test_way_back(void **state)
{
	const char *text = "  A\xCC\x8Aret er\n\n 2 &nbsp; om-\nt\xC3\xA6nkt.";
	struct folded f = fold_text(*state, str_of(text));
	assert_string_equal(str_c(*state, f.text), "\xC3\x85ret er 2 om\1t\xC3\xA6nkt.");
	assert_int_equal(fold_from(&f, 0), 2);
	assert_int_equal(fold_to(&f, 2), 5); /* Å is three bytes there */
	const char *two = strchr(text, '2');
	assert_int_equal(fold_from(&f, 9), two - text);
	assert_int_equal(fold_to(&f, 10), two - text + 1);
	assert_int_equal(fold_to(&f, (uint32_t)f.text.n), strlen(text));
	assert_string_equal(fold_words(*state, &f, 11, 21), "om-t\xC3\xA6nkt.");
}

static void test_running_heads(void **state)
{
	const char *text = "Indledning\n\fKatalog for By, side 1\nen\n\fKatalog for By, side 2\nto\n"
					   "\fKatalog for By, side 3\ntre";
	struct folded f = fold_text(*state, str_of(text));
	assert_string_equal(str_c(*state, f.text), "Indledning en to tre");
	/* a heading of the catalogue stands on each page, too */
	f = fold_text(*state, str_of("a\n\fFrist: 1\nen\n\fFrist: 2\nto\n\fFrist: 3\ntre"));
	assert_string_equal(str_c(*state, f.text), "a Frist: 1 en Frist: 2 to Frist: 3 tre");
}

static void test_joints(void **state)
{
	static const char *const ways[] = {"uu-vejleder", "uuvejleder", "uu- vejleder", "UU-vejleder"};
	struct folded f = fold_text(*state, STR("en uu-\nvejleder nu"));
	bool exact;
	for (size_t i = 0; i < COUNT(ways); i++) {
		assert_int_equal(fold_match(&f, 3, fold_phrase(*state, str_of(ways[i])), &exact), 14);
		assert_int_equal(exact, i < 3);
	}
	assert_int_equal(fold_match(&f, 3, STR("uu vejlederne"), &exact), 0);
	assert_string_equal(fold_words(*state, &f, 0, (uint32_t)f.text.n), "en uu-vejleder nu");
	f = fold_text(*state, STR("bade-\nog svømmehal"));
	assert_string_equal(fold_words(*state, &f, 0, (uint32_t)f.text.n), "bade- og svømmehal");
}

/* ---- sections, headings, sentences ---------------------------------------------------------------------- */

/* "[title § law] heading: sentence | sentence; heading: …" */
static const char *outline(const struct document *d)
{
	struct text t = {.a = d->a};
	for (uint32_t i = 0; i < d->sections.n; i++) {
		const struct doc_section *s = &d->sections.at[i];
		uint32_t heading = UINT32_MAX - 1;
		text_printf(&t, "[%s%s%s]", s->title, s->para ? " = " : "", s->para ? s->para : "");
		for (uint32_t k = 0; k < s->headings; k++)
			text_printf(&t, " %s;", d->headings.at[s->first_heading + k].words);
		for (uint32_t k = 0; k < s->sentences; k++) {
			const struct doc_sentence *x = &d->sentences.at[s->first_sentence + k];
			bool first = x->heading != heading;
			text_printf(&t, "%s%s%s", first ? "\n" : " | ", x->point ? "* " : "",
			            document_words(d, x->lo, x->hi));
			heading = x->heading;
		}
		text_putc(&t, '\n');
	}
	return text_c(&t);
}

static void test_table(void **state)
{
	const char *text =
		" Forord \n\nDette er vejledende.\n\n Om bus og tog \nLovbestemmelse Kystloven § 5, stk. 2 "
		"nr. 3 \n\n"
		"Hvem kan få indsatsen? \n\n \n\nAlle i Ny-\nBy, jf. § 5. Ikke andre. \n Omfang og "
		"varighed af\nindsatsen \n\n"
		"Op til 3 ture:\n\n\xE2\x80\xA2 bus\n\n\xE2\x80\xA2 tog og\nskib\n\nEgenbetaling - "
		"\n\nSenest ændret Den 1. maj 2025\n"
		" Om cykler\nLovbestemmelse Kystloven § 6 a\n\nFormål med indsatsen At cykle.\n";
	assert_string_equal(
		outline(read_text(*state, text)),
		"[Forord]\nDette er vejledende.\n"
		"[Om bus og tog = § 5, stk. 2, nr. 3] Lovbestemmelse; Hvem kan få indsatsen?; "
		"Omfang og varighed af indsatsen; Egenbetaling; Senest ændret;\n"
		"Kystloven § 5, stk. 2 nr. 3\nAlle i Ny-By, jf. § 5. | Ikke andre.\n"
		"Op til 3 ture: | * bus | * tog og skib\n-\nDen 1. maj 2025\n"
		"[Om cykler = § 6 a] Lovbestemmelse; Formål med indsatsen;\nKystloven § 6 a\nAt cykle.\n");
}

static void test_contents(void **state)
{
	const char *text =
		"Katalog\n\nIndhold\n\nOm bus, § 5\t2\nOm tog § 6.....\t3\nKlage.....4\n\n\n"
		"Om bus § 5\n\nFormål\t<p>At køre. At nå det.</p> <p>Til tiden</p>\nOmfang\t<p>2 "
		"gange</p>\n\n"
		"Om tog § 6\n\nFormål Som i afsnittet Om bus.\n\nKlage\n\n1. Skriv.\n2. Ring\n3. Mød op\n";
	assert_string_equal(
		outline(read_text(*state, text)),
		"[Katalog]\nIndhold\n"
		"[Om bus § 5 = § 5] Formål; Omfang;\nAt køre. | At nå det. | Til tiden\n2 gange\n"
		"[Om tog § 6 = § 6] Formål;\nSom i afsnittet Om bus.\n"
		"[Klage]\n* 1. Skriv. | * 2. Ring | * 3. Mød op\n");
}

static void test_hints(void **state)
{
	const char *text = "En indledning.\n\nBusser\n\nTider: Kl. 9.\n\nTog\n\nTider Kl. 10.\nBusser "
					   "er der ingen af.\n";
	struct arena *a = *state;
	str_list titles = {0}, headings = {0};
	vec_push(a, &titles, STR("Busser"));
	vec_push(a, &titles, STR("Tog"));
	vec_push(a, &titles, STR("Fly"));
	vec_push(a, &headings, STR("Tider"));
	struct document_hints hints = {&titles, &headings};
	struct sources sources = {.a = a};
	struct document *d = document_make(a, source_add(&sources, "x", text, strlen(text)), &hints);
	assert_string_equal(outline(d), "[]\nEn indledning.\n[Busser] Tider:;\nKl. 9.\n"
	                                "[Tog] Tider;\nKl. 10. | Busser er der ingen af.\n");
	assert_int_equal(document_line(d, d->sections.at[2].lo), 7);
	assert_int_equal(document_section_at(d, d->sections.at[1].hi - 1), 1);
	assert_int_equal(document_heading_at(d, d->sections.at[1].lo), UINT32_MAX);
	assert_int_equal(document_sentence_at(d, d->sentences.at[1].lo + 2), 1);
}

static void test_no_headings(void **state)
{
	/* the same words inside a sentence, a list, and beside a small letter */
	const char *text = "Lov\n\nFormål med at skrive.\nVisitation sker her, og\nOmfang Det "
					   "vi\nvil\n\n- Visitation\n";
	assert_string_equal(outline(read_text(*state, text)),
	                    "[Lov]\nFormål med at skrive. | Visitation sker her, og Omfang Det vi vil "
	                    "| * Visitation\n");
}

static void test_paragraphs(void **state)
{
	struct arena *a = *state;
	assert_string_equal(document_paragraph(a, "Loven §§ 28-31"), "§ 28");
	assert_string_equal(document_paragraph(a, "§ 126 a, sundhedsloven"), "§ 126 a");
	assert_string_equal(document_paragraph(a, "BL §46 i loven"), "§ 46");
	assert_string_equal(document_paragraph(a, "§ 90, nr. 2 "), "§ 90, nr. 2");
	assert_null(document_paragraph(a, "loven"));
	assert_null(document_paragraph(a, "§"));
}

/* ---- what is no text ------------------------------------------------------------------------------------ */

static void test_flaws(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		enum document_flaw flaw;
		uint32_t line;
	} cases[] = {
		{"", 0, DOCUMENT_EMPTY, 0},
		{" \n\xC2\xA0\n", 5, DOCUMENT_EMPTY, 0},
		{"%PDF-1.7", 8, DOCUMENT_PDF, 0},
		{"PK\3\4....", 8, DOCUMENT_ARCHIVE, 0},
		{"\xD0\xCF\x11\xE0", 4, DOCUMENT_OFFICE, 0},
		{"{\\rtf1", 6, DOCUMENT_RTF, 0},
		{"\xFF\xFEK\0a\0", 6, DOCUMENT_WIDE, 0},
		{"a\nb\1c", 5, DOCUMENT_BINARY, 2},
		{"a\0c", 3, DOCUMENT_BINARY, 1},
		{"a\nb\nbl\xE5t\n", 9, DOCUMENT_LATIN, 3},
		{"a\nbl\xC3", 5, DOCUMENT_CUT, 2},
		{"a\tb\f", 4, DOCUMENT_GOOD, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t line = 99;
		assert_int_equal(document_flaw((struct str){cases[i].text, cases[i].n}, &line),
		                 cases[i].flaw);
		assert_int_equal(line, cases[i].line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_folding), TEST(test_way_back),    TEST(test_running_heads),
		TEST(test_joints),  TEST(test_table),       TEST(test_contents),
		TEST(test_hints),   TEST(test_no_headings), TEST(test_paragraphs),
		TEST(test_flaws),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
