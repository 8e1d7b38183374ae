/* SPDX-License-Identifier: MIT
 *
 * The four showings of a diff, from diffs made by hand. With SHOW=FOLDER what they write is kept there for other judges
 * (tests/diff.sh).
 */
#include "unit.h"

#include "base/date.h"
#include "base/html.h"
#include "diff/show.h"
#include "front/parse.h"

#include <jansson.h>
#include <stdio.h>

#define NASTY "<script>alert(\"x\")</script> | *b* [l](http://x)\nny\tlinje \xe2\x80\xae&amp;"

#define BOUND "\xc2\xa0" /* a blank that does not end a line */

struct desk {
	struct arena *a;
	struct sources sources;
	const struct source *old, *new;
	struct model m;
	struct diff d;
};

static void put_file(const char *folder, const char *name, struct str s)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.n, f), s.n);
	fclose(f);
}

enum showing { TEXT, COLOUR, JSON, MARKDOWN, HTML };

/* What one showing writes; kept as NAME.SUFFIX where SHOW says so. */
static const char *shown(struct desk *k, enum showing how, const char *name)
{
	static const char *const suffix[] = {"txt", "colour", "json", "md", "html"};
	struct text t = {.a = k->a};
	char file[64];
	if (how == JSON)
		diff_json(&t, &k->d, &k->sources);
	else if (how == MARKDOWN)
		diff_markdown(&t, &k->d, &k->sources);
	else if (how == HTML)
		diff_html(&t, &k->d, &k->sources);
	else
		diff_text(&t, &k->d, &k->sources, how == COLOUR);
	snprintf(file, sizeof file, "%s.%s", name, suffix[how]);
	if (getenv("SHOW"))
		put_file(getenv("SHOW"), file, (struct str){text_c(&t), t.n});
	return text_c(&t);
}

static void shown_all(struct desk *k, const char *name)
{
	for (int how = TEXT; how <= HTML; how++)
		assert_non_null(shown(k, (enum showing)how, name));
}

static void has(const char *shown, const char *words)
{
	if (!strstr(shown, words))
		fail_msg("\"%s\" is missing in\n%s", words, shown);
}

static void has_not(const char *shown, const char *words)
{
	if (strstr(shown, words))
		fail_msg("\"%s\" stands in\n%s", words, shown);
}

/* Line n of a file, as a place. */
static span line(const struct source *f, uint32_t n)
{
	uint32_t at = f->base + (n - 1) * 2;
	return (span){at, at + 1};
}

static struct desk *desk(struct arena *a, enum lang words)
{
	struct desk *k = arena_new(a, struct desk);
	char text[80];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? '\n' : 'x';
	k->a = a;
	k->sources.a = a;
	k->old = source_add(&k->sources, "gammel/ledsagelse.niv", text, sizeof text);
	k->new = source_add(&k->sources, "ny/ledsagelse.niv", text, sizeof text);
	k->m.words = words;
	k->m.catalogue.guiding = true;
	units_builtin(a, &k->m.units, intern_new(a));
	k->d.model = &k->m;
	k->d.from = date_day(2026, 7, 1);
	k->d.to = date_day(2027, 12, 31);
	k->d.old = (struct diff_side){.title = "Kvalitetsstandarder 2024",
	                              .authority = "Prøvekøbing Kommune",
	                              .adopted = date_day(2024, 1, 24),
	                              .has_adopted = true,
	                              .source_hash = 0xabc};
	k->d.new = (struct diff_side){.title = "Kvalitetsstandarder 2026",
	                              .authority = "Prøvekøbing Kommune",
	                              .adopted = date_day(2026, 6, 24),
	                              .from = date_day(2026, 7, 1),
	                              .has_adopted = true,
	                              .has_from = true,
	                              .source_hash = 0x123456789abcdef0};
	return k;
}

static struct diff_service *add_service(struct desk *k, enum diff_status status, const char *title)
{
	struct diff_service x = {.status = status,
	                         .title = title,
	                         .law = "barnets lov § 89",
	                         .old_service = NONE,
	                         .new_service = NONE};
	vec_push(k->a, &k->d.services, x);
	return &vec_last(&k->d.services);
}

static struct diff_change *add_change(struct desk *k, struct diff_service *service,
                                      struct diff_change x)
{
	if (!x.from)
		x.from = k->d.from;
	if (!x.to)
		x.to = INT64_MAX;
	x.new_slot = x.old_slot = x.old_service = x.new_service = NONE;
	vec_push(k->a, &service->changes, x);
	k->d.count[x.direction][x.kind]++;
	return &vec_last(&service->changes);
}

static struct diff_change fewer_hours(const struct desk *k)
{
	return (struct diff_change){.effect = EFFECT_AMOUNT_DOWN,
	                            .direction = DIRECTION_WORSE,
	                            .heading = "omfang",
	                            .before = "15 timer pr. måned",
	                            .after = "12 timer pr. måned",
	                            .difference = "3 timer pr. måned mindre",
	                            .percent = "−20 %",
	                            .law = "barnets lov § 89, stk. 1",
	                            .person = "14 år, bor hjemme",
	                            .old_at = line(k->old, 7),
	                            .new_at = line(k->new, 9)};
}

/* ---- a revision as it may be ---------------------------------------------------------------------------- */

static void add_losses(struct desk *k)
{
	struct diff_service *s = add_service(k, SERVICE_CHANGED, "Ledsagelse til børn og unge");
	s->revision.reason = "Budgetaftalen for 2026.";
	struct diff_change *x = add_change(k, s, fewer_hours(k));
	vec_push(k->a, &x->who, "alder fra 12 til 14 år");
	vec_push(k->a, &x->who, "bor ikke hjemme, alder fra 15 til 17 år");
	x->more = true;
	struct diff_change out = {.effect = EFFECT_NARROWED,
	                          .direction = DIRECTION_WORSE,
	                          .cause = CAUSE_SCOPE,
	                          .before = "omfattet",
	                          .after = "udenfor",
	                          .person = "17 år, i aflastning",
	                          .referred = "ungdomsguide",
	                          .from = date_day(2027, 1, 1),
	                          .to = date_day(2027, 6, 30)};
	vec_push(k->a, &out.who, "alder over 16 år");
	add_change(k, s, out);
	s = add_service(k, SERVICE_REMOVED, "Åben rådgivning");
	s->revision = (struct revision_m){"Få bruger den.", "Handicaprådet, 3. marts 2026.",
	                                  "Igangværende forløb afsluttes."};
	struct diff_change gone = {.effect = EFFECT_REMOVED,
	                           .direction = DIRECTION_WORSE,
	                           .cause = CAUSE_SERVICE,
	                           .old_at = line(k->old, 20)};
	add_change(k, s, gone);
}

static void add_gains(struct desk *k)
{
	struct diff_service *s = add_service(k, SERVICE_CHANGED, "Aflastning i og uden for hjemmet");
	struct diff_change more = {.effect = EFFECT_AMOUNT_UP,
	                           .direction = DIRECTION_BETTER,
	                           .cause = CAUSE_EXCEPTION,
	                           .heading = "omfang",
	                           .before = "30 døgn pr. år",
	                           .after = "45 døgn pr. år",
	                           .difference = "15 døgn pr. år mere",
	                           .percent = "+50 %"};
	add_change(k, s, more);
	struct diff_change sooner = {.effect = EFFECT_EARLIER,
	                             .direction = DIRECTION_BETTER,
	                             .heading = "frist",
	                             .before = "afgørelse senest 12 uger efter ansøgning",
	                             .after = "afgørelse senest 8 uger efter ansøgning",
	                             .difference = "4 uger tidligere"};
	add_change(k, s, sooner);
	struct diff_change other = {.effect = EFFECT_CHANGED,
	                            .direction = DIRECTION_NEUTRAL,
	                            .heading = "udfører",
	                            .before = "Torvehuset",
	                            .after = "eksterne leverandører"};
	add_change(k, s, other);
	struct diff_change torn = {.effect = EFFECT_CONFLICT,
	                           .direction = DIRECTION_UNDETERMINED,
	                           .heading = "opfølgning",
	                           .before = "senest 3 måneder efter start",
	                           .after = "konflikt"};
	add_change(k, s, torn);
}

static void add_rates(struct desk *k)
{
	struct diff_service *s = add_service(k, SERVICE_CHANGED, "Dækning af merudgifter");
	struct diff_change up = {.effect = EFFECT_AMOUNT_UP,
	                         .direction = DIRECTION_WORSE,
	                         .kind = KIND_RATE,
	                         .heading = "tærskel",
	                         .before = "mindst 5.348 kr pr. år",
	                         .after = "mindst 5.519 kr pr. år",
	                         .difference = "171 kr pr. år mere",
	                         .percent = "+3,2 %"};
	add_change(k, s, up);
	struct diff_rate rate = {.rate = "merudgifter_tærskel",
	                         .from = date_day(2024, 1, 1),
	                         .to = date_day(2024, 12, 31),
	                         .after = "5.519 kr",
	                         .last = "5.348 kr",
	                         .last_from = date_day(2023, 1, 1),
	                         .last_to = date_day(2023, 12, 31),
	                         .difference = "+171 kr",
	                         .percent = "+3,2 %"};
	vec_push(k->a, &rate.used_in, "Dækning af merudgifter");
	vec_push(k->a, &k->d.rates, rate);
	rate.from = date_day(2025, 1, 1);
	rate.to = INT64_MAX;
	rate.before = "5.000 kr";
	rate.after = NULL;
	rate.difference = rate.percent = NULL;
	vec_push(k->a, &k->d.rates, rate);
}

static struct desk *revision(struct arena *a, enum lang words)
{
	struct desk *k = desk(a, words);
	add_losses(k);
	add_gains(k);
	add_rates(k);
	struct diff_text text = {.what = "formål",
	                         .where = "Ledsagelse til børn og unge",
	                         .before = "At unge mellem 12 og 18 år kan deltage.",
	                         .after = "At unge fra 12 til og med 17 år kan deltage.",
	                         .old_at = line(k->old, 3),
	                         .new_at = line(k->new, 3)};
	vec_push(k->a, &k->d.texts, text);
	add_service(k, SERVICE_SAME, "Støtteophold");
	add_service(k, SERVICE_SAME, "Tabt arbejdsfortjeneste");
	add_service(k, SERVICE_REWRITTEN, "Tidlig indsats");
	return k;
}

static void test_text_says_everything(void **state)
{
	struct desk *k = revision(*state, LANG_DA);
	const char *s = shown(k, TEXT, "da");
	has(s, "efter         Kvalitetsstandarder 2026\n");
	has(s, "sammenlignet  1. juli 2026 – 31. december 2027");
	has(s, "▼ ringere");
	has(s, "Ledsagelse til børn og unge (barnets lov § 89)\n");
	has(s, "  ▼ ringere  omfang: lavere\n    før           15 timer pr. måned\n");
	has(s, "3 timer pr. måned mindre (−20 %)");
	has(s, "alle i målgruppen, når enten: alder fra 12 til 14 år;");
	has(s, "og flere");
	has(s, "gælder        1. januar 2027 – 30. juni 2027\n");
	has(s, "før gammel/ledsagelse.niv:7, nu ny/ledsagelse.niv:9");
	has(s, "henvises til  ungdomsguide");
	has(s, "! ikke oplyst: høring og overgang\n");
	has(s, "hele ydelsen: bortfalder");
	has(s, "alle, der før var omfattet");
	has(s, "tærskel: højere [sats (administrativ)]");
	has(s, "før           2023: 5.348 kr; intet beløb for 2024\n");
	has(s, "efter         2024: 5.519 kr\n");
	has(s, "før           fra 1. januar 2025: 5.000 kr\n");
	has(s, "efter         fra 1. januar 2025: intet beløb\n");
	has(s, "forskel       +171 kr (+3,2 %)\n");
	has(s, "bruges i      Dækning af merudgifter\n");
	has(s, "et ældre");
	has(s,
	    "Mangler i sagen\n  Ledsagelse til børn og unge (barnets lov § 89), ikke oplyst: Høring:");
	has(s, "har fået svaret »15 timer");
	has(s, "Uændret (bevist): Støtteophold; Tabt arbejdsfortjeneste\n");
	has(s, "Omskrevet uden virkning (bevist): Tidlig indsats\n");
	has(s, "I øvrigt uændret (bevist): i alle andre sager");
	has_not(s, "\x1b");
	has(shown(k, COLOUR, "da"), "\x1b[31m▼ ringere\x1b[0m");
}

static void test_no_line_is_longer_than_the_terminal(void **state)
{
	struct desk *k = revision(*state, LANG_EN);
	const char *s = shown(k, TEXT, "en");
	while (*s) {
		size_t n = strcspn(s, "\n");
		if (utf8_width(s, n) > 80)
			fail_msg("too long: %.*s", (int)n, s);
		s += n + (s[n] == '\n');
	}
}

static void test_words_are_english_where_the_catalogue_is(void **state)
{
	struct desk *k = revision(*state, LANG_EN);
	shown_all(k, "en");
	has(shown(k, TEXT, "en"), "1 July 2026");
	has(shown(k, TEXT, "en"), "! not recorded: consultation and transition\n");
	has(shown(k, HTML, "en"), "<html lang=\"en\">");
	has(shown(k, HTML, "en"),
	    "Worse for the citizen <small>service level (political)</small></h2>");
	has(shown(k, MARKDOWN, "en"), "Elsewhere identical (proved)");
}

/* ---- JSON ----------------------------------------------------------------------------------------------- */

static json_t *parsed(struct desk *k, const char *name)
{
	json_error_t e;
	json_t *j = json_loads(shown(k, JSON, name), JSON_REJECT_DUPLICATES, &e);
	if (!j)
		fail_msg("%d: %s", e.line, e.text);
	return j;
}

static const char *string_at(json_t *j, const char *key)
{
	return json_string_value(json_object_get(j, key));
}

static void test_json_is_exact(void **state)
{
	struct desk *k = revision(*state, LANG_DA);
	struct diff_change *c = &k->d.services.at[0].changes.at[0];
	k->m.style = NUM_DANISH;
	while (strcmp(k->m.units.list.at[c->measure.unit].text, "kr") != 0)
		c->measure.unit++;
	c->by = num_ratio(-501, 2); /* øre */
	json_t *j = parsed(k, "da"), *service, *change;
	assert_string_equal(string_at(j, "format"), "niveau-diff");
	assert_string_equal(string_at(json_object_get(j, "new"), "from"), "2026-07-01");
	assert_string_equal(string_at(json_object_get(j, "new"), "source"), "123456789abcdef0");
	assert_true(json_is_null(json_object_get(json_object_get(j, "old"), "from")));
	service = json_array_get(json_object_get(j, "services"), 0);
	assert_true(json_is_true(json_object_get(service, "incomplete")));
	change = json_array_get(json_object_get(service, "changes"), 0);
	assert_string_equal(string_at(change, "effect"), "amount_down");
	assert_string_equal(string_at(change, "direction"), "worse");
	assert_string_equal(string_at(change, "kind"), "level");
	assert_string_equal(string_at(json_object_get(change, "by"), "amount"), "-501/200");
	assert_string_equal(string_at(json_object_get(change, "by"), "unit"), "kr");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(change, "new"), "line")),
	                 9);
	assert_true(json_is_null(json_object_get(change, "to")));
	change = json_array_get(json_object_get(service, "changes"), 1);
	assert_string_equal(string_at(change, "to"), "2027-06-30");
	assert_true(json_is_null(json_object_get(change, "by")));
	assert_true(json_is_true(json_object_get(j, "proved")));
	json_decref(j);
}

/* ---- every word, nothing, and bad texts ----------------------------------------------------------------- */

static void test_every_word_is_shown(void **state)
{
	struct desk *k = desk(*state, LANG_DA);
	struct diff_service *s = add_service(k, SERVICE_CHANGED, "Alt");
	for (int effect = 0; effect <= EFFECT_RESOLVED; effect++) {
		struct diff_change x = {.effect = (enum diff_effect)effect,
		                        .cause = (enum diff_cause)(effect % (CAUSE_SERVICE + 1)),
		                        .direction = (enum diff_direction)(effect % DIRECTIONS),
		                        .kind = (enum diff_kind)(effect / 2 % KINDS),
		                        .heading = "omfang",
		                        .after = "noget"};
		add_change(k, s, x);
	}
	shown_all(k, "words");
	const char *text = shown(k, TEXT, "words"), *html = shown(k, HTML, "words");
	const char *markdown = shown(k, MARKDOWN, "words");
	for (int i = 0; i <= EFFECT_RESOLVED; i++) {
		const char *says = arena_printf(k->a, "omfang: %s", diff_effects[i].da);
		has(text, says);
		has(html, says);
		has(markdown, says);
	}
	for (int i = 0; i < DIRECTIONS; i++) {
		has(text, diff_directions[i].da);
		has(html, diff_directions[i].da);
	}
	for (int i = 0; i <= CAUSE_SERVICE; i++)
		has(text, diff_causes[i].da);
	has(html, "Modstrid</dt>");
	has(text, "kataloget siger intet");
}

static void test_nothing_changed(void **state)
{
	struct desk *k = desk(*state, LANG_DA);
	add_service(k, SERVICE_SAME, "Støtteophold");
	k->d.to = INT64_MAX;
	shown_all(k, "same");
	has(shown(k, TEXT, "same"), "\nUændret (bevist): i alle sager");
	has(shown(k, TEXT, "same"), "samme svar (fra 1. juli 2026).\n");
	has_not(shown(k, TEXT, "same"), "ringere");
	has_not(shown(k, HTML, "same"), "Ringere for borgeren");
	has_not(shown(k, HTML, "same"), "Kun ordlyd</h2>");
}

static void test_what_is_undecided_is_not_called_proved(void **state)
{
	struct desk *k = revision(*state, LANG_DA);
	vec_push(k->a, &k->d.undecided, "omfang i »Støtteophold«: over budget");
	k->d.services.at[0].undecided = true;
	shown_all(k, "undecided");
	has(shown(k, TEXT, "undecided"), "bortset fra det, der ikke kunne");
	has(shown(k, TEXT, "undecided"), "  ? omfang i »Støtteophold«: over budget\n");
	has(shown(k, HTML, "undecided"), "<b>Ikke sammenlignet:</b> omfang i »Støtteophold«");
	json_t *j = parsed(k, "undecided");
	assert_true(json_is_false(json_object_get(j, "proved")));
	json_decref(j);
}

static void test_texts_are_escaped(void **state)
{
	struct desk *k = revision(*state, LANG_DA);
	struct diff_service *s = add_service(k, SERVICE_CHANGED, NASTY);
	struct diff_change x = fewer_hours(k);
	s->law = x.heading = x.before = x.after = x.person = x.law = x.referred = NASTY;
	vec_push(k->a, &x.who, NASTY);
	add_change(k, s, x);
	struct diff_text text = {.what = NASTY, .where = NASTY, .before = NASTY "a b", .after = NASTY};
	vec_push(k->a, &k->d.texts, text);
	vec_push(k->a, &k->d.undecided, NASTY);
	struct diff_rate rate = {.rate = NASTY, .after = NASTY, .last = NASTY, .percent = NASTY};
	vec_push(k->a, &k->d.rates, rate);
	k->d.old.title = k->d.new.authority = NASTY;
	shown_all(k, "nasty");
	has_not(shown(k, HTML, "nasty"), "<script");
	has(shown(k, HTML, "nasty"), "&lt;script&gt;alert(&quot;x&quot;)");
	has(shown(k, HTML, "nasty"), "ny linje &lt;U+202E&gt;&amp;amp;");
	has_not(shown(k, MARKDOWN, "nasty"), "<script");
	has_not(shown(k, MARKDOWN, "nasty"), "[l]");
	has(shown(k, MARKDOWN, "nasty"), "\\| \\*b\\* \\[l\\](http\\://x) ny linje");
	has(shown(k, TEXT, "nasty"), "<U+202E>");
	has_not(shown(k, TEXT, "nasty"), "\xe2\x80\xae");
	json_t *j = parsed(k, "nasty");
	json_t *last = json_array_get(json_object_get(j, "services"), k->d.services.n - 1);
	assert_string_equal(string_at(last, "title"), NASTY);
	json_decref(j);
}

static void test_only_the_differing_words_are_marked(void **state)
{
	struct desk *k = revision(*state, LANG_DA);
	const char *s = shown(k, HTML, "da");
	has(s, "At unge <del>mellem 12" BOUND "og 18</del> år kan deltage.");
	has(s, "At unge <ins>fra 12" BOUND "til og med 17</ins> år kan deltage.");
	static const struct {
		const char *a, *b;
		size_t lo, hi;
	} rows[] = {
		{"", "", 0, 0},           {"a", "a", 1, 0},     {"a b", "a c", 2, 0},
		{"a b", "c b", 0, 2},     {"a", "a a", 0, 0},   {"a a", "a a a", 2, 0},
		{"ab c", "ab d c", 3, 0}, {"x a b", "b", 0, 0}, {"a b c", "a x c", 2, 2},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t lo, hi, n = strlen(rows[i].a), m = strlen(rows[i].b);
		show_differing(rows[i].a, rows[i].b, &lo, &hi);
		assert_true(lo + hi <= n && lo + hi <= m);
		assert_memory_equal(rows[i].a, rows[i].b, lo);
		assert_memory_equal(rows[i].a + n - hi, rows[i].b + m - hi, hi);
	}
}

static void test_what_a_changed_service_keeps(void **state)
{
	struct desk *k = desk(*state, LANG_DA);
	static const char text[] = "katalog k \"K\" { gælder: fra 2026-07-01 }\n"
							   "fakta alder: år fra 0 til 30\n"
							   "udfald omfang: time bedst højest\n"
							   "udfald opsparing: time bedst højest\n"
							   "udfald egen_betaling: kr bedst lavest\n"
							   "udfald indhold: tekst flere\n"
							   "ydelse a \"A\" efter § 5 {\n"
							   "    målgruppe: alder under 18 år\n"
							   "    omfang: 15 timer pr. måned\n"
							   "    opsparing: som udgangspunkt højst 90 timer\n"
							   "    egen_betaling: 100 kr når alder under 3 år\n"
							   "    indhold: \"Tale.\"\n"
							   "}\n";
	struct diags diags = {.a = k->a};
	struct intern *names = intern_new(k->a);
	const struct source *f = source_add(&k->sources, "k.niv", text, strlen(text));
	struct ast_file *file = parse_file(k->a, names, &diags, f);
	k->d.model = model_make(k->a, names, &diags, &k->sources, &file, 1, 1);
	for (uint32_t i = 0; i < diags.list.n; i++)
		print_message("N%d %s\n", (int)diags.list.at[i]->code, diags.list.at[i]->text);
	struct diff_service *s = add_service(k, SERVICE_CHANGED, "A");
	s->new_service = 0;
	add_change(k, s, fewer_hours(k));
	has(shown(k, TEXT, "kept"),
	    "  ellers uændret: målgruppen; opsparing; egen betaling; indhold\n");
	has(shown(k, MARKDOWN, "kept"),
	    "opsparing: som udgangspunkt højst 90 timer; egen betaling; indhold");
	has(shown(k, HTML, "kept"), "<b>Ingen betaling er ændret</b> (egen betaling).");
	vec_push(k->a, &k->d.undecided, "noget");
	has_not(shown(k, TEXT, "kept"), "ellers uændret");
}

static void test_names_and_blanks(void **state)
{
	struct desk *k = desk(*state, LANG_DA);
	struct text t = {.a = k->a};
	struct show p = {.t = &t, .a = k->a, .d = &k->d, .sources = &k->sources};
	assert_string_equal(show_name(&p, "nedsat_evne _x x_ y_"), "nedsat evne _x x_ y_");
	assert_string_equal(show_name(&p, "2024-07-01 og 2024-08-31, ikke x2024-07-01"),
	                    "1. juli 2024 og 31. august 2024, ikke x2024-07-01");
	html_put(&t, "efter § 89, stk. 1, den 1. juli i 15 timer; 3 A, a 4. Og b. c");
	assert_string_equal(text_c(&t), "efter §" BOUND "89, stk." BOUND "1, den 1." BOUND
	                                "juli i 15" BOUND "timer; 3 A, a 4. Og b. c");
	t = (struct text){.a = k->a};
	html_put(&t, "<b a=\"x\">&\x01\xc2\x85\xe2\x80\xae\xef\xbf\xbf!");
	assert_string_equal(text_c(&t), "&lt;b a=&quot;x&quot;&gt;&amp;!");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_text_says_everything),
		TEST(test_no_line_is_longer_than_the_terminal),
		TEST(test_words_are_english_where_the_catalogue_is),
		TEST(test_json_is_exact),
		TEST(test_every_word_is_shown),
		TEST(test_nothing_changed),
		TEST(test_what_is_undecided_is_not_called_proved),
		TEST(test_texts_are_escaped),
		TEST(test_what_a_changed_service_keeps),
		TEST(test_names_and_blanks),
		TEST(test_only_the_differing_words_are_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
