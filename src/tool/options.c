/* SPDX-License-Identifier: MIT
 *
 * Our own parser, because getopt_long takes abbreviations silently (a later option would make a script ambiguous)
 * and knows neither "did you mean" nor Danish.
 */
#include "tool/options.h"
#include "base/date.h"
#include "tool/codes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FAR 2 /* letters by which a word may differ from the one that is suggested */

struct option_row {
	uint32_t commands; /* bits by enum command_id */
	const char *name, *value;
	const char *help[2];
};

static const struct option_row rows[OPTION_COUNT] = {
#define OPTION(ID, on, name, value, en, da) {on, name, value, {[LANG_DA] = da, [LANG_EN] = en}},
#include "tool/options.def"
#undef OPTION
};

static bool is_on(const struct option_row *row, const struct command *c)
{
	return row->commands >> (c - commands) & 1u;
}

static bool is_list(const char *value)
{
	return value && strchr(value, '|');
}

/* The place of the word among "a|b|c"; -1. */
static int place_in(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (int i = 0;; i++) {
		size_t length = strcspn(list, "|");
		if (length == n && memcmp(list, word, n) == 0)
			return i;
		if (!list[length])
			return -1;
		list += length + 1;
	}
}

bool options_language(int argc, char **argv, enum lang *lang)
{
	const char *given = getenv("NIVEAU_LANG");
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			given = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			given = argv[i + 1];
	}
	int place = given ? place_in("da|en", given) : -1;
	if (place >= 0)
		*lang = place ? LANG_EN : LANG_DA;
	return place >= 0;
}

/* Keeps the nearest of several words. */
static void consider(const char **best, unsigned *distance, const char *meant, const char *word)
{
	unsigned d = str_distance(str_of(meant), str_of(word), FAR);
	if (d < *distance) {
		*distance = d;
		*best = word;
	}
}

static void suggest(struct diags *d, struct diag *x, const char *best)
{
	if (best)
		note_did_you_mean(d, x, SPAN_NONE, best);
}

const struct command *options_command(struct diags *d, const char *name)
{
	const char *best = NULL;
	unsigned distance = FAR + 1;
	for (unsigned i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
		consider(&best, &distance, name, commands[i].name);
	}
	suggest(d, diag_unknown_command(d, SPAN_NONE, name), best);
	return NULL;
}

static int find_option(struct diags *d, const struct command *c, struct str name)
{
	const char *best = NULL, *given = arena_text(d->a, name.p, name.n);
	unsigned distance = FAR + 1;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!is_on(&rows[i], c))
			continue;
		if (strcmp(rows[i].name, given) == 0)
			return i;
		consider(&best, &distance, given, rows[i].name);
	}
	suggest(d, diag_unknown_option(d, SPAN_NONE, given, c->name), best);
	return -1;
}

static bool value_fits(struct diags *d, const struct option_row *row, const char *value)
{
	int64_t day;
	if (strcmp(row->value, "CODES") == 0)
		return codes_fit(d, value);
	if (is_list(row->value)
	        ? place_in(row->value, value) >= 0
	        : strcmp(row->value, "DATE") != 0 || date_parse(value, strlen(value), &day))
		return true;
	diag_bad_option_value(d, SPAN_NONE, row->name, value,
	                      is_list(row->value) ? row->value : "2026-12-31");
	return false;
}

/* One option; *i is moved past its value. */
static bool read_option(struct arena *a, struct options *o, struct diags *d, int argc, char **argv,
                        int *i)
{
	const char *word = argv[*i], *equals = strchr(word, '='), *value = equals ? equals + 1 : NULL;
	struct str name = {word, equals ? (size_t)(equals - word) : strlen(word)};
	if (strcmp(word, "-o") == 0) /* as every compiler has it */
		name = STR("--out");
	int id = strcmp(word, "-h") == 0 ? (int)OPTION_HELP : find_option(d, o->command, name);
	if (id < 0)
		return false;
	const struct option_row *row = &rows[id];
	if (!row->value && value) {
		diag_option_takes_no_value(d, SPAN_NONE, row->name);
		return false;
	}
	if (row->value && !value) {
		if (*i + 1 >= argc) {
			diag_option_needs_value(d, SPAN_NONE, row->name, row->value);
			return false;
		}
		value = argv[++*i];
	}
	if (row->value && !value_fits(d, row, value))
		return false;
	vec_push(a, &o->value[id], row->value ? value : "");
	return true;
}

static bool count_fits(struct diags *d, const struct options *o)
{
	const struct command *c = o->command;
	if (option_value(o, OPTION_HELP))
		return true;
	if (o->args.n < c->least)
		diag_argument_missing(d, SPAN_NONE, c->name, c->usage[d->lang]);
	else if (o->args.n > c->most)
		diag_argument_unexpected(d, SPAN_NONE, o->args.at[c->most], c->name);
	return o->args.n >= c->least && o->args.n <= c->most;
}

/* `niveau --version` and `niveau --help` are commands. */
static const char *command_word(const char *word)
{
	if (strcmp(word, "--version") == 0)
		return commands[COMMAND_version].name;
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return commands[COMMAND_help].name;
	return word;
}

bool options_parse(struct arena *a, struct options *o, struct diags *d, int argc, char **argv)
{
	bool good = true, only_args = false;
	if (argc < 2)
		return true;
	o->command = options_command(d, command_word(argv[1]));
	if (!o->command)
		return false;
	for (int i = 2; i < argc; i++) {
		const char *word = argv[i];
		if (!only_args && strcmp(word, "--") == 0)
			only_args = true;
		else if (!only_args && word[0] == '-' && word[1])
			good = read_option(a, o, d, argc, argv, &i) && good;
		else
			vec_push(a, &o->args, word);
	}
	return good && count_fits(d, o);
}

const char *option_value(const struct options *o, enum option_id id)
{
	return o->value[id].n ? vec_last(&o->value[id]) : NULL;
}

int option_choice(const struct options *o, enum option_id id)
{
	const char *value = option_value(o, id);
	assert(is_list(rows[id].value));
	return value ? place_in(rows[id].value, value) : -1;
}

int64_t option_date(const struct options *o, enum option_id id, int64_t otherwise)
{
	const char *value = option_value(o, id);
	int64_t day;
	return value && date_parse(value, strlen(value), &day) ? day : otherwise;
}

/* One row of a list: a word, then what it means, in 80 columns. */
static void put_row(struct text *t, const char *word, size_t column, const char *help)
{
	size_t at = column + 4, width = utf8_width(word, strlen(word));
	text_printf(t, "  %s%*s", word, width < column ? (int)(column - width) : 0, "");
	text_puts(t, "  ");
	for (bool first = true; *help; first = false) {
		size_t n = utf8_word(help), columns = utf8_width(help, n);
		if (!first && at + 1 + columns > 80) {
			text_printf(t, "\n%*s", (int)column + 4, "");
			at = column + 4;
		} else if (!first) {
			text_putc(t, ' ');
			at++;
		}
		text_add(t, help, n);
		at += columns;
		help += n;
		help += strspn(help, " ");
	}
	text_putc(t, '\n');
}

/* What stands for a value, in the language of the help; a list of words is the same in both. */
static const char *value_word(const char *value, enum lang lang)
{
	static const char *const words[][2] = {
		{"CODES", "KODER"}, {"DATE", "DATO"}, {"FILE", "FIL"},
		{"TARGET", "MÅL"},  {"DIR", "MAPPE"}, {"NAME=CHOICE", "NAVN=VALG"},
	};
	for (size_t i = 0; lang == LANG_DA && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], value) == 0)
			return words[i][1];
	return value;
}

void options_overview(struct text *t, enum lang lang)
{
	text_puts(t, lang == LANG_DA
	                 ? "niveau: kommunale serviceniveauer som regler, der kan kontrolleres\n\n"
	                 : "niveau: municipal service levels as rules that can be checked\n\n");
	for (unsigned i = 0; i < COMMAND_COUNT; i++)
		put_row(t, commands[i].name, 8, commands[i].help[lang]);
	text_puts(
		t,
		lang == LANG_DA
			? "\nniveau help KOMMANDO viser kommandoens tilvalg. English: niveau help --lang=en\n"
			: "\nniveau help COMMAND shows the options of a command.\n");
	text_puts(t,
	          lang == LANG_DA
	              ? "Afslutter med 0 uden fund, 1 med fund, 2 hvis arbejdet ikke kunne udføres.\n"
	              : "Exits with 0 without findings, 1 with findings, 2 where the work could not be "
	                "done.\n");
}

void options_help(struct text *t, const struct command *c, enum lang lang)
{
	text_printf(t, "niveau %s%s%s\n\n", c->name, *c->usage[lang] ? " " : "", c->usage[lang]);
	text_printf(t, "  %s\n\n", c->help[lang]);
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!is_on(&rows[i], c))
			continue;
		const char *word = rows[i].name;
		if (rows[i].value)
			word = arena_printf(t->a, "%s=%s", word, value_word(rows[i].value, lang));
		if (utf8_width(word, strlen(word)) > 20) {
			text_printf(t, "  %s\n", word);
			word = "";
		}
		put_row(t, word, 20, rows[i].help[lang]);
	}
}
