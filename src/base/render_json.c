/* SPDX-License-Identifier: MIT
 *
 * Findings for programs: JSON of our own, SARIF 2.1.0, GitHub workflow commands. Line numbers are for reading; what
 * recognises a finding again is its fingerprint.
 */
#include "base/render.h"

#include "base/out.h"

#include <inttypes.h>
#include <string.h>

static const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"note", "warning", "error"};
	return names[severity];
}

static void put_place(struct json *j, const struct sources *s, span at)
{
	struct place from = source_place(s, at.lo), to = source_end(s, at);
	json_kstr(j, "path", from.file ? from.file->path : NULL);
	const struct {
		const char *key;
		uint32_t value;
	} rows[] = {
		{"line", from.line},      {"column", from.column}, {"endLine", to.line},
		{"endColumn", to.column}, {"byte", from.byte},     {"endByte", to.byte},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_key(j, rows[i].key);
		if (from.file)
			json_int(j, rows[i].value);
		else
			json_null(j);
	}
}

void render_json_list(struct json *j, const struct diags *d, const struct sources *s)
{
	json_begin(j, '[');
	for (uint32_t i = 0; i < d->list.n; i++) {
		const struct diag *x = d->list.at[i];
		json_begin(j, '{');
		json_kstr(j, "code", render_code(j->t->a, x->code));
		json_kstr(j, "name", diag_row(x->code)->slug);
		json_kstr(j, "severity", severity_name(x->severity));
		json_kstr(j, "message", x->text);
		json_kstr(j, "help", x->help);
		put_place(j, s, x->at);
		json_kstr(j, "crumb", x->crumb);
		json_kstr(j, "law", x->law);
		json_kstr(j, "witness", x->witness);
		json_kstr(j, "identity", x->identity);
		json_kstr(j, "fingerprint", x->fingerprint);
		json_kbool(j, "accepted", x->accepted);
		json_key(j, "notes");
		json_begin(j, '[');
		for (uint32_t k = 0; k < x->notes.n; k++) {
			json_begin(j, '{');
			json_kstr(j, "message", x->notes.at[k].text);
			put_place(j, s, x->notes.at[k].at);
			json_end(j, '}');
		}
		json_end(j, ']');
		json_end(j, '}');
	}
	json_end(j, ']');
}

void render_json(struct text *t, const struct diags *d, const struct sources *s)
{
	struct json j = {.t = t};
	render_json_list(&j, d, s);
	text_putc(t, '\n');
}

/* A path as a URI reference: what is not unreserved or '/' is percent-encoded. */
static const char *uri(struct arena *a, const char *path)
{
	struct text t = {.a = a};
	if (*path == '/')
		text_puts(&t, "file://");
	while (strncmp(path, "./", 2) == 0)
		path += 2;
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		             strchr("-._~/", c);
		if (plain)
			text_putc(&t, *path);
		else
			text_printf(&t, "%%%02X", (unsigned)c);
	}
	return text_c(&t);
}

static void put_physical(struct json *j, const struct sources *s, span at)
{
	struct place from = source_place(s, at.lo), to = source_end(s, at);
	json_key(j, "physicalLocation");
	json_begin(j, '{');
	json_key(j, "artifactLocation");
	json_begin(j, '{');
	json_kstr(j, "uri", uri(j->t->a, from.file->path));
	if (*from.file->path != '/')
		json_kstr(j, "uriBaseId", "SRCROOT");
	json_end(j, '}');
	json_key(j, "region");
	json_begin(j, '{');
	json_kint(j, "startLine", from.line);
	json_kint(j, "startColumn", from.column);
	json_kint(j, "endLine", to.line);
	json_kint(j, "endColumn", to.column);
	json_end(j, '}');
	json_end(j, '}');
}

static void put_message(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_begin(j, '{');
	json_kstr(j, "text", text);
	json_end(j, '}');
}

/* A row's text with an ellipsis where a finding has a value. */
static const char *without_values(struct arena *a, const char *format)
{
	struct text t = {.a = a};
	for (; *format; format++) {
		if (*format != '%') {
			text_putc(&t, *format);
		} else if (format[1] == '%') {
			text_putc(&t, *++format);
		} else {
			text_puts(&t, "…");
			format += strcspn(format, "diuxXcs");
		}
	}
	return text_c(&t);
}

static void put_rule(struct json *j, const struct diag_row *row, enum lang lang)
{
	struct arena *a = j->t->a;
	json_begin(j, '{');
	json_kstr(j, "id", render_code(a, row->code));
	json_kstr(j, "name", row->slug);
	put_message(j, "shortDescription", without_values(a, row->text[lang]));
	if (*row->help[lang])
		put_message(j, "help", without_values(a, row->help[lang]));
	json_key(j, "defaultConfiguration");
	json_begin(j, '{');
	json_kstr(j, "level", severity_name(row->severity));
	json_end(j, '}');
	json_end(j, '}');
}

/* The row's place among the rules of the run, which are the rows that were used, in order; UINT32_MAX: unused. */
static uint32_t *number_rules(struct arena *a, const struct diags *d)
{
	uint32_t *number = arena_array(a, uint32_t, diag_row_count), next = 0;
	for (uint32_t i = 0; i < d->list.n; i++)
		number[diag_row(d->list.at[i]->code) - diag_rows] = 1;
	for (unsigned r = 0; r < diag_row_count; r++)
		number[r] = number[r] ? next++ : UINT32_MAX;
	return number;
}

static void put_related(struct json *j, const struct diag *x, const struct sources *s)
{
	json_key(j, "relatedLocations");
	json_begin(j, '[');
	for (uint32_t i = 0; i < x->notes.n; i++) {
		if (!source_at(s, x->notes.at[i].at.lo))
			continue;
		json_begin(j, '{');
		json_kint(j, "id", i);
		put_physical(j, s, x->notes.at[i].at);
		put_message(j, "message", x->notes.at[i].text);
		json_end(j, '}');
	}
	json_end(j, ']');
}

static void put_properties(struct json *j, const struct diag *x)
{
	json_key(j, "properties");
	json_begin(j, '{');
	if (x->crumb)
		json_kstr(j, "crumb", x->crumb);
	if (x->law)
		json_kstr(j, "law", x->law);
	if (x->witness)
		json_kstr(j, "witness", x->witness);
	if (x->help)
		json_kstr(j, "help", x->help);
	json_end(j, '}');
}

static void put_result(struct json *j, const struct diag *x, const struct sources *s, uint32_t rule)
{
	struct arena *a = j->t->a;
	json_begin(j, '{');
	json_kstr(j, "ruleId", render_code(a, x->code));
	json_kint(j, "ruleIndex", rule);
	json_kstr(j, "level", severity_name(x->severity));
	put_message(j, "message",
	            x->witness ? arena_printf(a, "%s\n%s", x->text, x->witness) : x->text);
	json_key(j, "locations");
	json_begin(j, '[');
	if (source_at(s, x->at.lo)) {
		json_begin(j, '{');
		put_physical(j, s, x->at);
		json_end(j, '}');
	}
	json_end(j, ']');
	put_related(j, x, s);
	if (x->fingerprint) {
		json_key(j, "partialFingerprints");
		json_begin(j, '{');
		json_kstr(j, "niveau/v1", x->fingerprint);
		json_end(j, '}');
	}
	if (x->accepted) {
		json_key(j, "suppressions");
		json_begin(j, '[');
		json_begin(j, '{');
		json_kstr(j, "kind", "inSource");
		json_end(j, '}');
		json_end(j, ']');
	}
	put_properties(j, x);
	json_end(j, '}');
}

static void put_tool(struct json *j, const struct diags *d, const uint32_t *number,
                     const char *version)
{
	json_key(j, "tool");
	json_begin(j, '{');
	json_key(j, "driver");
	json_begin(j, '{');
	json_kstr(j, "name", "niveau");
	json_kstr(j, "semanticVersion", version);
	json_key(j, "rules");
	json_begin(j, '[');
	for (unsigned r = 0; r < diag_row_count; r++)
		if (number[r] != UINT32_MAX)
			put_rule(j, &diag_rows[r], d->lang);
	json_end(j, ']');
	json_end(j, '}');
	json_end(j, '}');
}

void render_sarif(struct text *t, const struct diags *d, const struct sources *s,
                  const char *version)
{
	struct json j = {.t = t};
	const uint32_t *number = number_rules(t->a, d);
	json_begin(&j, '{');
	json_kstr(&j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_kstr(&j, "version", "2.1.0");
	json_key(&j, "runs");
	json_begin(&j, '[');
	json_begin(&j, '{');
	put_tool(&j, d, number, version);
	json_kstr(&j, "language", d->lang == LANG_DA ? "da" : "en");
	json_kstr(&j, "columnKind", "unicodeCodePoints");
	json_key(&j, "results");
	json_begin(&j, '[');
	for (uint32_t i = 0; i < d->list.n; i++) {
		const struct diag *x = d->list.at[i];
		put_result(&j, x, s, number[diag_row(x->code) - diag_rows]);
	}
	json_end(&j, ']');
	json_end(&j, '}');
	json_end(&j, ']');
	json_end(&j, '}');
	text_putc(t, '\n');
}

/* Percent-encoding of the runner: always % and line ends, in properties also : and , */
static void put_command_text(struct text *t, const char *s, bool property)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool encode = c == '%' || c < 0x20 || c == 0x7f || (property && (c == ':' || c == ','));
		if (encode)
			text_printf(t, "%%%02X", (unsigned)c);
		else
			text_putc(t, *s);
	}
}

static void put_github(struct text *t, const struct diag *x, const struct sources *s)
{
	struct place from = source_place(s, x->at.lo), to = source_end(s, x->at);
	text_printf(t, "::%s ", x->severity == SEV_NOTE ? "notice" : severity_name(x->severity));
	if (from.file) {
		text_puts(t, "file=");
		put_command_text(t, from.file->path, true);
		text_printf(t, ",line=%" PRIu32 ",endLine=%" PRIu32, from.line, to.line);
		if (from.line == to.line)
			text_printf(t, ",col=%" PRIu32 ",endColumn=%" PRIu32, from.column, to.column);
		text_putc(t, ',');
	}
	text_puts(t, "title=");
	put_command_text(t, render_code(t->a, x->code), true);
	text_puts(t, "::");
	const char *const lines[] = {x->text, x->witness, x->help};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i] && i)
			text_puts(t, "%0A");
		if (lines[i])
			put_command_text(t, lines[i], false);
	}
	text_putc(t, '\n');
}

void render_github(struct text *t, const struct diags *d, const struct sources *s)
{
	for (uint32_t i = 0; i < d->list.n; i++)
		if (!d->list.at[i]->accepted)
			put_github(t, d->list.at[i], s);
}
