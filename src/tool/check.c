/* SPDX-License-Identifier: MIT
 *
 * niveau check: everything that can be said about a catalogue without a case. Each path is a catalogue of its own;
 * their findings are reported together.
 */
#include "check/check.h"
#include "tool/load.h"
#include "tool/report.h"

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

static void check(struct session *s, const struct model *m)
{
	struct check_options o = {.today = option_date(&s->options, OPTION_ON, world_today())};
	int64_t until = option_date(&s->options, OPTION_UNTIL, 0);
	struct arena scratch;
	arena_init(&scratch);
	check_all(space_make(s->a, &scratch, m, until), &s->d, &o);
	arena_free(&scratch);
}

struct looked {
	const char *path;
	const struct model *m;
	bool asked;
};

/* A catalogue with errors is not asked further: what is broken would answer wrongly. */
static struct looked look(struct session *s, const char *path)
{
	uint32_t errors = s->d.count[SEV_ERROR];
	struct looked x = {.path = path, .m = load_model(s, path)};
	x.asked = x.m && s->d.count[SEV_ERROR] == errors && !x.m->cyclic;
	x.asked = x.asked && check_fits(x.m, &s->d);
	if (x.asked)
		check(s, x.m);
	return x;
}

int command_check(struct session *s)
{
	VEC(struct looked) list = {0};
	for (uint32_t i = 0; i < s->options.args.n; i++) {
		struct looked x = look(s, s->options.args.at[i]);
		vec_push(s->a, &list, x);
	}
	report_findings(s);
	for (uint32_t i = 0; i < list.n && report_format(s) == FORMAT_TEXT; i++)
		if (list.at[i].m)
			put_summary(s, list.at[i].m, list.at[i].path, list.at[i].asked);
	return report_status(s);
}
