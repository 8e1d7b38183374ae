/* SPDX-License-Identifier: MIT
 *
 * niveau check: everything that can be said about a catalogue without a case. Each path is a catalogue of its own;
 * their findings are reported together.
 */
#include "base/date.h"
#include "base/out.h"
#include "check/check.h"
#include "check/coming.h"
#include "tool/load.h"
#include "tool/report.h"
#include "tool/until.h"

#include <inttypes.h>

/* ---- what was looked at --------------------------------------------------------------------------------- */

struct reading {
	const struct model *m;
	bool *input, *rate;
};

static void mark(struct reading *k, const struct ex *x)
{
	if (!x)
		return;
	for (uint32_t i = 0; i < x->kids.n; i++)
		mark(k, x->kids.at[i]);
	if (x->kind == EX_INPUT)
		k->input[x->index] = true;
	if (x->kind != EX_RATE || k->rate[x->index])
		return;
	const struct rate_m *rate = &k->m->rates.at[x->index];
	k->rate[x->index] = true;
	k->input[rate->at_input] = true;
	for (uint32_t i = 0; i < rate->rows.n; i++)
		mark(k, rate->rows.at[i].value);
}

static void mark_service(struct reading *k, const struct service *s)
{
	for (uint32_t i = 0; i < s->basis.n; i++)
		mark(k, s->basis.at[i].when);
	for (uint32_t i = 0; i < s->scope.n; i++)
		mark(k, s->scope.at[i].when);
}

static void mark_rule(struct reading *k, const struct rule *r)
{
	mark(k, r->when);
	for (uint32_t i = 0; i < r->statements.n; i++) {
		const struct statement *st = &r->statements.at[i];
		const struct slot *slot = &k->m->slots.at[st->slot];
		mark(k, st->lower);
		mark(k, st->upper);
		if (slot->kind == ST_DEADLINE && slot->end != NONE)
			k->input[slot->end] = true;
		if (slot->kind == ST_DEADLINE && slot->start != NONE)
			k->input[slot->start] = true;
	}
}

/* How many inputs the catalogue itself reads, not what its modules and statutes declare besides. */
static uint32_t inputs_read(const struct model *m)
{
	struct reading k = {m, arena_array(m->a, bool, m->inputs.n), NULL};
	k.rate = arena_array(m->a, bool, m->rates.n + 1);
	for (uint32_t i = 0; i < m->own_services; i++)
		mark_service(&k, &m->services.at[i]);
	for (uint32_t i = 0; i < m->provisions.n; i++)
		if (m->provisions.at[i].service < m->own_services)
			mark(&k, m->provisions.at[i].when);
	for (uint32_t i = 0; i < m->rules.n; i++)
		if (m->rules.at[i].service < m->own_services)
			mark_rule(&k, &m->rules.at[i]);
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->inputs.n; i++)
		n += k.input[i] && !m->inputs.at[i].tie;
	return n;
}

static void put_number(struct session *s, uint32_t n, const char *const words[4], const char *end)
{
	const char *word = say(s, words[n != 1], words[2 + (n != 1)]);
	text_printf(&s->out, "%" PRIu32 " %s%s", n, word, end);
}

/* What was looked at, in one line; and whether the questions were asked at all. */
static void put_summary(struct session *s, const struct model *m, const char *path, bool asked)
{
	static const char *const services[] = {"ydelse", "ydelser", "service", "services"};
	static const char *const provisions[] = {"bestemmelse", "bestemmelser", "provision",
	                                         "provisions"};
	static const char *const inputs[] = {"oplysning", "oplysninger", "input", "inputs"};
	uint32_t own = 0;
	for (uint32_t i = 0; i < m->provisions.n; i++)
		own += m->provisions.at[i].service < m->own_services;
	text_printf(&s->out, "%s: ", path);
	if (!asked)
		text_puts(&s->out, say(s, "ikke kontrolleret, før fejlene er rettet; læst: ",
		                       "not checked until the errors are corrected; read: "));
	else
		text_puts(&s->out, say(s, "kontrolleret: ", "checked: "));
	put_number(s, m->own_services, services, ", ");
	put_number(s, own, provisions, ", ");
	put_number(s, inputs_read(m), inputs, "\n");
}

/* ---- the coming year ------------------------------------------------------------------------------------ */

/* "2025", or the days that are left of it. */
static const char *row_label(struct session *s, const struct model *m, const struct coming *k,
                             const struct coming_row *row)
{
	bool da = m->lang == LANG_DA;
	if (row->whole_year)
		return arena_printf(s->a, "%d", k->year);
	return arena_printf(s->a, "%s %s %s %s", da ? "fra" : "from", date_text(s->a, row->from),
	                    da ? "til" : "to", date_text(s->a, row->to));
}

static struct place place_of(const struct session *s, const struct rate_m *rate)
{
	return source_place(&s->sources, rate->decl->head.lo);
}

/* The rate's own words up to its rows: "sats loft: kr pr. år". */
static const char *head_of(struct session *s, const struct rate_m *rate)
{
	struct str text = source_text(&s->sources, rate->decl->at);
	size_t n = 0;
	while (n < text.n && text.p[n] != '{' && text.p[n] != '\n')
		n++;
	while (n && text.p[n - 1] == ' ')
		n--;
	return arena_printf(s->a, "%.*s", (int)n, text.p);
}

/* Rows to be pasted into the rates where they stand: `mangler` is read as no amount until a number replaces it. */
static void put_coming(struct session *s, const struct model *m, const struct coming *k)
{
	const struct rate_m *rate = NULL;
	const char *hole = m->lang == LANG_DA ? "mangler" : "missing";
	if (!k->rows.n)
		return;
	text_printf(&s->out, "%d: %s %s:\n", k->year,
	            say(s,
	                "disse satser mangler et beløb. Sæt rækken ind i satsen, og skriv\n"
	                "tallet i stedet for",
	                "these rates have no amount. Insert the row into the rate, and write\n"
	                "the number in place of"),
	            hole);
	for (uint32_t i = 0; i < k->rows.n; i++) {
		const struct coming_row *row = &k->rows.at[i];
		struct place at = place_of(s, row->rate);
		if (row->rate != rate)
			text_printf(&s->out, "  %s\n  --> %s:%" PRIu32 "\n", head_of(s, row->rate),
			            at.file->path, at.line);
		text_printf(&s->out, "      %s: %s\n", row_label(s, m, k, row), hole);
		rate = row->rate;
	}
	text_puts(&s->out, "\n");
}

static void put_coming_json(struct session *s, struct json *j, const struct model *m,
                            const struct coming *k)
{
	for (uint32_t i = 0; i < k->rows.n; i++) {
		const struct coming_row *row = &k->rows.at[i];
		struct place at = place_of(s, row->rate);
		json_begin(j, '{');
		json_kstr(j, "rate", row->rate->text);
		json_kstr(j, "from", date_text(s->a, row->from));
		json_kstr(j, "to", date_text(s->a, row->to));
		json_kstr(j, "row",
		          arena_printf(s->a, "%s: %s", row_label(s, m, k, row),
		                       m->lang == LANG_DA ? "mangler" : "missing"));
		json_kstr(j, "path", at.file->path);
		json_kint(j, "line", at.line);
		json_end(j, '}');
	}
}

/* ---- the command ---------------------------------------------------------------------------------------- */

struct looked {
	const char *path;
	const struct model *m;
	bool asked;
	struct coming coming;
};

static void check(struct session *s, struct looked *x)
{
	struct check_options o = {.today = option_date(&s->options, OPTION_ON, world_today())};
	int64_t until;
	struct arena scratch;
	if (!until_of(s, x->m, &until))
		return;
	arena_init(&scratch);
	struct space *space = space_make(s->a, &scratch, x->m, until);
	check_all(space, &s->d, &o);
	/* without --on, the same answer every day */
	x->coming = coming_rates(s->a, x->m, space->to, option_date(&s->options, OPTION_ON, space->to));
	arena_free(&scratch);
}

/* A catalogue with errors is not asked further: what is broken would answer wrongly. */
static struct looked look(struct session *s, const char *path)
{
	uint32_t errors = s->d.count[SEV_ERROR];
	struct looked x = {.path = path, .m = load_model(s, path)};
	x.asked = x.m && s->d.count[SEV_ERROR] == errors && !x.m->cyclic;
	x.asked = x.asked && check_fits(x.m, &s->d);
	if (x.asked)
		check(s, &x);
	return x;
}

struct looks {
	VEC(struct looked) list;
};

/* {"findings": [...], "hidden": 0, "comingRates": [...]} */
static void put_json(struct session *s, const struct looks *all)
{
	struct json j = {.t = &s->out};
	json_begin(&j, '{');
	json_key(&j, "findings");
	report_json(s, &j);
	json_kint(&j, "hidden", s->d.hidden);
	json_key(&j, "comingRates");
	json_begin(&j, '[');
	for (uint32_t i = 0; i < all->list.n; i++)
		if (all->list.at[i].m)
			put_coming_json(s, &j, all->list.at[i].m, &all->list.at[i].coming);
	json_end(&j, ']');
	json_end(&j, '}');
	text_putc(&s->out, '\n');
}

static void put_text(struct session *s, const struct looks *all)
{
	bool some = s->options.value[OPTION_SELECT].n > 0; /* only these findings */
	for (uint32_t i = 0; i < all->list.n; i++) {
		const struct looked *x = &all->list.at[i];
		if (x->m && !some)
			put_coming(s, x->m, &x->coming);
		if (x->m)
			put_summary(s, x->m, x->path, x->asked);
	}
}

int command_check(struct session *s)
{
	struct looks all = {0};
	for (uint32_t i = 0; i < s->options.args.n; i++) {
		struct looked x = look(s, s->options.args.at[i]);
		vec_push(s->a, &all.list, x);
	}
	if (report_format(s) == FORMAT_JSON) {
		put_json(s, &all);
		return report_status(s);
	}
	report_findings(s);
	if (report_format(s) == FORMAT_TEXT)
		put_text(s, &all);
	return report_status(s);
}
