/* SPDX-License-Identifier: MIT
 *
 * niveau init --text: from the sections and headings of a catalogue's text to services that say `mangler` everywhere.
 * What the text says is for a person to write; only where it says it is copied here.
 */
#include "front/parse.h"
#include "tool/init.h"
#include "tool/load.h"
#include "tool/world.h"

#include <inttypes.h>
#include <string.h>

#define NAME_BYTES 40 /* of a service's name, about */

struct section_draft {
	struct draft *d;
	const struct document *text;
	const struct doc_section *section;
	struct text *t;
	bool asks_law; /* the text says § and no law */
};

/* The first word of the file: everything else is Danish, whatever language it will be printed in. */
#define SERVICE "ydelse"

/* ---- names ---------------------------------------------------------------------------------------------- */

static void learn_file(struct draft *d, const char *path)
{
	struct diags unheard = {.a = d->s->a};
	struct sources sources = {.a = d->s->a};
	struct str text;
	if (!world_read(d->s, d->s->a, path, &text))
		return;
	struct source *source = source_add(&sources, path, text.p, text.n);
	struct ast_file *file = source ? parse_file(d->s->a, d->s->names, &unheard, source) : NULL;
	for (uint32_t i = 0; file && i < file->decls.n; i++)
		vec_push(d->s->a, &d->taken, file->decls.at[i]->name.id);
}

/* What the standard library declares cannot be a service's name, too. */
static void learn_names(struct draft *d)
{
	const char *folder = world_shared(d->s, "NIVEAU_STDLIB", "../stdlib", "stdlib");
	path_list found = {0};
	if (!folder || !world_list(d->s, folder, ".niv", &found))
		return;
	for (uint32_t i = 0; i < found.n; i++)
		learn_file(d, found.at[i]);
}

static bool is_taken(const struct draft *d, const char *name)
{
	name_id id = intern_name(d->s->names, name, strlen(name));
	for (uint32_t i = 0; i < d->taken.n; i++)
		if (d->taken.at[i] == id)
			return true;
	return parse_is_reserved(name);
}

/* A name does not end in "og" or "til". */
static void drop_last_words(struct text *t)
{
	static const char *const words[] = {"_og",    "_af",  "_til", "_for", "_i",
	                                    "_efter", "_med", "_en",  "_et"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (t->n > n && memcmp(t->p + t->n - n, words[i], n) == 0) {
			t->n -= n;
			i = (size_t)-1; /* and what stood before it */
		}
	}
}

/* "om_støtteophold" without the "om", and not much longer than NAME_BYTES: whole words of the title. */
static const char *words_as_name(struct draft *d, const char *title)
{
	struct text t = {.a = d->s->a};
	struct str s = str_fold(d->s->a, str_of(title));
	const char *paragraph = strstr(title, "§");
	size_t end = paragraph ? (size_t)(paragraph - title) : SIZE_MAX;
	size_t i = s.n > 3 && memcmp(s.p, "om ", 3) == 0 ? 3 : 0;
	for (size_t step; i < s.n && i < end; i += step) {
		int32_t cp = 0;
		step = utf8_step(s.p + i, s.n - i, &cp);
		if (step && utf8_is_name(cp))
			text_add(&t, s.p + i, step);
		else if (t.n && t.p[t.n - 1] != '_' && t.n >= NAME_BYTES)
			break;
		else if (t.n && t.p[t.n - 1] != '_')
			text_putc(&t, '_');
		step += !step;
	}
	while (t.n && t.p[t.n - 1] == '_')
		t.n--;
	drop_last_words(&t);
	return text_c(&t);
}

/* A name that is still free, for the service as for its file. */
static const char *name_of(struct section_draft *x)
{
	struct draft *d = x->d;
	struct arena *a = d->s->a;
	const char *name = words_as_name(d, x->section->title);
	if (!*name || (*name >= '0' && *name <= '9'))
		name = arena_printf(a, SERVICE "%s%s", *name ? "_" : "", name);
	const char *free = name;
	for (unsigned n = 2; is_taken(d, free) || is_taken(d, str_ascii(a, str_of(free))); n++)
		free = arena_printf(a, "%s_%u", name, n);
	vec_push(a, &d->taken, intern_name(d->s->names, free, strlen(free)));
	return free;
}

/* ---- paragraphs ----------------------------------------------------------------------------------------- */

/* The law that the words name, as the pack of stdlib is called; NULL: none, or one without a pack. */
static const char *law_in(struct draft *d, const char *words)
{
	static const struct {
		const char *words, *pack;
	} laws[] = {
		{"barnets lov", "barnets_lov"},
		{"sundhedsloven", "sundhedsloven"},
		{"serviceloven", "serviceloven"},
	};
	const char *folded = str_c(d->s->a, str_fold(d->s->a, str_of(words)));
	for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
		if (strstr(folded, laws[i].words))
			return laws[i].pack;
	return NULL;
}

static void use_pack(struct draft *d, const char *pack)
{
	const char *line = arena_printf(d->s->a, "%s %s\n", draft_say(d, "brug", "use"), pack);
	if (strcmp(pack, "barnets_lov") != 0 && !strstr(text_c(&d->uses), line))
		text_puts(&d->uses, line);
}

/* The reference as one more of a list, unless it is there. */
static void add_reference(struct text *list, struct arena *a, const char *reference)
{
	const char *known = arena_printf(a, ", %s,", text_c(list)),
			   *new = arena_printf(a, ", %s,", reference);
	if (!strstr(known, new))
		text_printf(list, "%s%s", list->n ? ", " : "", reference);
}

/* Every § of the words: " efter barnets_lov § 30, barnets_lov § 35, stk. 1". Without its law where the words name none. */
static void put_law(struct section_draft *x)
{
	struct draft *d = x->d;
	struct arena *a = d->s->a;
	struct text own = {.a = a};
	const char *words = x->section->law ? x->section->law : "", *pack = law_in(d, words);
	for (const char *p = words; (p = strstr(p, "§")); p += strlen("§")) {
		const char *para = document_paragraph(a, p);
		if (!para)
			continue;
		const char *reference = pack ? arena_printf(a, "%s %s", pack, para) : para;
		add_reference(&own, a, reference);
		add_reference(&d->covers, a, reference);
	}
	if (own.n)
		text_printf(x->t, " efter %s", text_c(&own));
	if (own.n && pack)
		use_pack(d, pack);
	if (own.n && !pack)
		x->asks_law = true;
}

/* ---- headings ------------------------------------------------------------------------------------------- */

/* A string of the rule language: it has no way to write a quotation mark. */
static const char *quoted(struct draft *d, const char *words)
{
	char *s = arena_printf(d->s->a, "%s", words);
	for (char *p = s; *p; p++)
		if (*p == '"')
			*p = '\'';
	return s;
}

/* Headings of which no provision can be made without reading: what is said of them instead. */
static const struct {
	enum heading_kind kind;
	const char *danish, *english;
} to_be_read[] = {
	{HEADING_PURPOSE, "skriv det kort under formål:", "write it in short under purpose:"},
	{HEADING_REMARKS, "hver sætning hører til i den rubrik, den handler om",
     "each sentence belongs under the heading it is about"},
	{HEADING_OTHER, "vælg en rubrik", "choose a heading"},
};

static void put_heading(struct section_draft *x, const struct doc_heading *h)
{
	const char *line = draft_say(x->d, "linje", "line");
	uint32_t at = document_line(x->text, h->lo);
	if (h->kind == HEADING_LAW || h->kind == HEADING_CHANGED)
		return; /* the reference of the service; the day is the catalogue's */
	for (size_t i = 0; i < sizeof to_be_read / sizeof *to_be_read; i++)
		if (to_be_read[i].kind == h->kind) {
			text_printf(x->t, "# %s, %s %" PRIu32 ": %s\n", h->words, line, at,
			            draft_say(x->d, to_be_read[i].danish, to_be_read[i].english));
			return;
		}
	text_printf(x->t, "%s: mangler kilde \"%s\"  # %s %" PRIu32 "\n", heading_labels[h->kind],
	            quoted(x->d, h->words), line, at);
}

/* What every service must say, where the text has no heading for it. */
static void put_required(struct section_draft *x)
{
	static const struct {
		enum heading_kind kind;
		const char *label;
	} required[] = {
		{HEADING_TARGET, "målgruppe"},      {HEADING_OTHER, "tilbydes"},
		{HEADING_ALLOCATION, "visitation"}, {HEADING_DEADLINE, "frist"},
		{HEADING_OTHER, "afgørelse"},
	};
	const struct doc_section *s = x->section;
	for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
		bool has = false;
		for (uint32_t k = s->first_heading; k < s->first_heading + s->headings; k++)
			has |= required[i].kind != HEADING_OTHER &&
			       x->text->headings.at[k].kind == required[i].kind;
		if (!has)
			text_printf(x->t, "%s: mangler\n", required[i].label);
	}
}

/* ---- sections ------------------------------------------------------------------------------------------- */

static void put_service(struct section_draft *x, const char *name)
{
	const struct doc_section *s = x->section;
	const char *title = quoted(x->d, s->title);
	struct str law = str_prose(x->d->s->a, str_of(s->law ? s->law : ""));
	text_printf(x->t, "# %s, %s %" PRIu32 "%s%.*s\n\n", x->d->source,
	            draft_say(x->d, "linje", "line"), document_line(x->text, s->lo), law.n ? ": " : "",
	            (int)law.n, law.p);
	text_printf(x->t, SERVICE " %s \"%s\"", name, title);
	put_law(x);
	text_printf(x->t, " {\nafsnit: \"%s\"\n\n", title);
	if (x->asks_law)
		text_printf(
			x->t, "# %s\n",
			draft_say(x->d, "Hvilken lov? Skriv dens navn før paragraffen, fx barnets_lov.",
		              "Which law? Write its name before the paragraph, as in barnets_lov."));
	for (uint32_t i = s->first_heading; i < s->first_heading + s->headings; i++)
		put_heading(x, &x->text->headings.at[i]);
	text_puts(x->t, "\n");
	text_printf(x->t, "# %s\n",
	            draft_say(x->d, "Det, enhver ydelse skal svare på, uden en rubrik i teksten:",
	                      "What every service has to answer, without a heading in the text:"));
	put_required(x);
	text_puts(x->t, "}\n");
}

void draft_text(struct draft *d, const struct document *text)
{
	learn_names(d);
	for (uint32_t i = 0; i < text->sections.n; i++) {
		struct text t = {.a = d->s->a};
		struct section_draft x = {d, text, &text->sections.at[i], &t, false};
		if (x.section->headings) {
			const char *name = name_of(&x);
			put_service(&x, name);
			draft_add(d, str_ascii(d->s->a, str_of(name)), (struct str){text_c(&t), t.n});
			continue;
		}
		if (!d->rest.n)
			text_printf(&d->rest, "\n# %s\n",
			            draft_say(d, "Afsnit uden rubrikker, som ingen ydelse er lavet af:",
			                      "Sections without headings, of which no service was made:"));
		text_printf(&d->rest, "#   %s, %s %" PRIu32 "\n", x.section->title,
		            draft_say(d, "linje", "line"), document_line(text, x.section->lo));
	}
}
