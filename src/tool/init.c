/* SPDX-License-Identifier: MIT
 *
 * niveau init: the first files of a new catalogue, which can be read and checked as they are. Nothing that exists is
 * ever overwritten: where the folder holds rule files, nothing is written at all.
 */
#include "tool/init.h"
#include "front/parse.h"
#include "tool/fmt.h"
#include "tool/report.h"
#include "tool/text.h"
#include "tool/world.h"

#include <string.h>

static const char catalogue_da[] =
#include "init_catalogue_da.niv.inc"
	;
static const char catalogue_en[] =
#include "init_catalogue_en.niv.inc"
	;
static const char service_da[] =
#include "init_service_da.niv.inc"
	;
static const char service_en[] =
#include "init_service_en.niv.inc"
	;
static const char examples_da[] =
#include "init_examples_da.niv.inc"
	;
static const char examples_en[] =
#include "init_examples_en.niv.inc"
	;

static void add_file(struct draft *d, const char *name, struct str text)
{
	struct draft_file file = {name, fmt_text(d->s, name, text, d->lang)};
	d->broken |= !file.text.p;
	vec_push(d->s->a, &d->files, file);
}

void draft_add(struct draft *d, const char *module, struct str text)
{
	add_file(d, arena_printf(d->s->a, "%s.niv", module), text);
	text_printf(&d->uses, "%s %s\n", draft_say(d, "brug", "use"), module);
}

static const char *header_line(struct draft *d, const char *label, const char *value)
{
	return *value ? arena_printf(d->s->a, "%s: %s\n", label, value) : "";
}

/* The catalogue's file is the first that somebody opens, and the last that is made: it names the others. */
static void add_catalogue(struct draft *d)
{
	struct arena *a = d->s->a;
	const char *source = d->source ? arena_printf(a, "\"%s\"", d->source) : "";
	const struct {
		const char *mark, *text;
	} marks[] = {
		{"@NAME@", d->name},
		{"@SOURCE@", header_line(d, draft_say(d, "kilde", "source"), source)},
		{"@COVERS@", header_line(d, draft_say(d, "omfatter", "covers"), text_c(&d->covers))},
		{"@USES@", text_c(&d->uses)},
	};
	struct text t = {.a = a};
	const char *p = draft_say(d, catalogue_da, catalogue_en);
	for (const char *at; (at = strchr(p, '@')); p = strchr(at + 1, '@') + 1) {
		text_add(&t, p, (size_t)(at - p));
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (strncmp(at, marks[i].mark, strlen(marks[i].mark)) == 0)
				text_puts(&t, marks[i].text);
	}
	text_puts(&t, p);
	text_puts(&t, text_c(&d->rest));
	add_file(d, "katalog.niv", (struct str){text_c(&t), t.n});
}

/* The folder's own name as a name of the language; "katalog_1" for a folder "1", "kommune" where nothing is left. */
static const char *name_of(struct session *s, const char *folder)
{
	size_t n = strlen(folder);
	while (n && folder[n - 1] == '/')
		n--;
	size_t from = n;
	while (from && folder[from - 1] != '/')
		from--;
	struct text t = {.a = s->a};
	struct str last = str_fold(s->a, (struct str){folder + from, n - from});
	for (size_t i = 0, step; i < last.n; i += step) {
		int32_t cp = 0;
		step = utf8_step(last.p + i, last.n - i, &cp);
		if (step && utf8_is_name(cp))
			text_add(&t, last.p + i, step);
		else if (t.n && t.p[t.n - 1] != '_')
			text_putc(&t, '_');
		step += !step;
	}
	const char *name = text_c(&t);
	if (strspn(name, "_") == t.n)
		return "kommune";
	bool taken = (*name >= '0' && *name <= '9') || parse_is_reserved(name);
	return taken ? arena_printf(s->a, "katalog_%s", name) : name;
}

/* True where the folder can take the files: it is not there yet, or holds no rule file. */
static bool is_free(struct session *s, const char *folder)
{
	path_list found = {0};
	if (!world_is_folder(folder))
		return true; /* a file of that name is refused where the folder is made */
	if (!world_list(s, folder, ".niv", &found))
		return false;
	if (found.n)
		diag_folder_in_use(&s->d, SPAN_NONE, folder, found.at[0]);
	return !found.n;
}

static void write_all(struct draft *d, const char *folder)
{
	struct session *s = d->s;
	if (!world_make_folder(s, folder))
		return;
	for (uint32_t i = 0; i < d->files.n; i++) {
		const char *path = world_join(s->a, folder, d->files.at[i].name);
		if (!world_write(s, path, d->files.at[i].text))
			return;
		text_printf(&s->out, "%s\n", path);
	}
	text_printf(&s->out, "\n%s: niveau check %s\n", say(s, "Nu", "Now"), folder);
}

static void draft_first_service(struct draft *d)
{
	draft_add(d, "foerste_ydelse", str_of(draft_say(d, service_da, service_en)));
	draft_add(d, "eksempler", str_of(draft_say(d, examples_da, examples_en)));
	text_puts(&d->covers, "barnets_lov § 30");
}

/* False after a finding. */
static bool make_draft(struct draft *d, const char *text)
{
	if (text) {
		const struct document *document = text_load(d->s, text, NULL);
		if (!document)
			return false;
		const char *slash = strrchr(text, '/');
		d->source = slash ? slash + 1 : text;
		draft_text(d, document);
	} else {
		draft_first_service(d);
	}
	add_catalogue(d);
	return !d->broken;
}

int command_init(struct session *s)
{
	const char *folder = s->options.args.at[0];
	int language = option_choice(&s->options, OPTION_LANGUAGE);
	struct draft d = {.s = s, .covers.a = s->a, .uses.a = s->a, .rest.a = s->a};
	d.name = name_of(s, folder);
	d.lang = language < 0 ? s->d.lang : language ? LANG_EN : LANG_DA;
	if (is_free(s, folder) && make_draft(&d, option_value(&s->options, OPTION_TEXT)))
		write_all(&d, folder);
	report_findings(s);
	return report_status(s);
}
