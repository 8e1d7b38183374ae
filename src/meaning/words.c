/* SPDX-License-Identifier: MIT
 *
 * Values, answers and persons in words. A value does not name its strength, a whole plain answer does; statements
 * and formulas, which know no case, are in words_ex.c.
 */
#include "base/date.h"
#include "meaning/words.h"
#include "meaning/words_part.h"

#include <inttypes.h>

const char *word_of(const struct model *m, const char *da, const char *en)
{
	return m->words == LANG_DA ? da : en;
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

const char *words_index(struct arena *a, const struct model *m, const struct type_m *t, int64_t i)
{
	switch (t->vt) {
	case VT_BOOL:
		return i ? word_of(m, "ja", "yes") : word_of(m, "nej", "no");
	case VT_ENUM:
		if (i < 0 || i >= (int64_t)t->choices.n)
			break;
		if (t->numeric)
			return measure_text(a, &m->units, t->choices.at[i].number, &t->measure, m->style);
		return t->choices.at[i].text;
	case VT_DATE:
		return i >= DATE_MIN && i <= DATE_MAX ? date_text(a, i) : arena_printf(a, "%" PRId64, i);
	case VT_CLOCK:
		if (m->words == LANG_DA)
			return arena_printf(a, "kl. %" PRId64 ".%02" PRId64, i / 60, i % 60);
		return arena_printf(a, "%" PRId64 ":%02" PRId64, i / 60, i % 60);
	case VT_ACTOR:
		if (i < 0 || i >= (int64_t)m->actors.n)
			break;
		return m->actors.at[i].title ? m->actors.at[i].title : m->actors.at[i].text;
	case VT_SERVICE:
		if (i < 0 || i >= (int64_t)m->services.n)
			break;
		return m->services.at[i].title ? m->services.at[i].title : m->services.at[i].text;
	case VT_QUANTITY:
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return arena_printf(a, "%" PRId64, i);
}

const char *words_input_value(struct arena *a, const struct model *m, uint32_t input, int64_t value)
{
	const struct type_m *t = &m->inputs.at[input].type;
	if (t->vt != VT_QUANTITY)
		return words_index(a, m, t, value);
	return measure_text(a, &m->units, num_mul(num_int(value), t->grain), &t->measure, m->style);
}

/* The words given for a value with `som`; NULL. */
static const char *phrase_of(const struct input *in, int64_t value)
{
	if (in->type.vt == VT_BOOL)
		return value ? in->phrase_yes : in->phrase_no;
	if (in->type.vt == VT_ENUM && value >= 0 && value < (int64_t)in->type.choices.n)
		return in->type.choices.at[value].phrase;
	return NULL;
}

const char *words_input(struct arena *a, const struct model *m, uint32_t input, int64_t value)
{
	const struct input *in = &m->inputs.at[input];
	const char *phrase = phrase_of(in, value);
	const char *text = words_input_value(a, m, input, value);
	if (phrase || input == m->age_input)
		return phrase ? phrase : text;
	return arena_printf(a, "%s: %s", in->text, text);
}

const char *words_person(struct arena *a, const struct model *m, const int64_t *values,
                         const bool *mentioned)
{
	struct text t = {.a = a};
	uint32_t age = m->age_input;
	if (age != NONE && mentioned[age])
		text_puts(&t, words_input(a, m, age, values[age]));
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		if (!mentioned[i] || i == age)
			continue;
		text_printf(&t, "%s%s", t.n ? ", " : "", words_input(a, m, i, values[i]));
	}
	if (!t.n)
		return NULL;
	return text_c(&t);
}

/* ---- values --------------------------------------------------------------------------------------------- */

const char *words_actors(struct arena *a, const struct model *m, const struct ex *actors)
{
	struct text t = {.a = a};
	if (!actors || !actors->actors.n)
		return word_of(m, "ingen", "none");
	const char *join = actors->is_and ? word_of(m, " og ", " and ") : word_of(m, " eller ", " or ");
	for (uint32_t i = 0; i < actors->actors.n; i++) {
		const struct actor *who = &m->actors.at[actors->actors.at[i]];
		text_printf(&t, "%s%s", i ? join : "", who->title ? who->title : who->text);
	}
	return text_c(&t);
}

const char *words_assessed(struct arena *a, const struct model *m, const struct statement *st)
{
	struct text t = {.a = a};
	text_puts(&t, word_of(m, "efter vurdering", "as assessed"));
	if (st && st->by_missing)
		text_puts(&t, word_of(m, " af (mangler)", " by (missing)"));
	for (uint32_t i = 0; st && i < st->by.n; i++) {
		const struct actor *who = &m->actors.at[st->by.at[i]];
		text_printf(&t, "%s%s", i ? word_of(m, " eller ", " or ") : word_of(m, " af ", " by "),
		            who->title ? who->title : who->text);
	}
	return text_c(&t);
}

const char *words_limits(struct arena *a, const struct model *m, const char *lower,
                         const char *upper, bool is_time)
{
	if (lower && upper && lower != upper)
		return arena_printf(a, "%s %s %s %s", word_of(m, "fra", "from"), lower,
		                    word_of(m, "til", "to"), upper);
	if (lower && upper)
		return lower;
	const char *least = is_time ? word_of(m, "tidligst", "no earlier than")
	                            : word_of(m, "mindst", "at least");
	const char *most = is_time ? word_of(m, "senest", "no later than")
	                           : word_of(m, "højst", "at most");
	return lower ? arena_printf(a, "%s %s", least, lower)
	     : upper ? arena_printf(a, "%s %s", most, upper)
	             : "";
}

const char *words_deadline(struct arena *a, const struct model *m, const struct slot *s,
                           const char *limits, bool is_day)
{
	struct text t = {.a = a};
	if (s->end_text)
		text_printf(&t, "%s ", s->end_text);
	text_puts(&t, limits);
	if (!is_day && s->start_text)
		text_printf(&t, " %s %s",
		            s->before ? word_of(m, "før", "before") : word_of(m, "efter", "after"),
		            s->start_text);
	return text_c(&t);
}

const char *words_number(struct arena *a, const struct model *m, enum value_type vt,
                         const struct measure *measure, struct num n)
{
	if ((vt == VT_DATE || vt == VT_CLOCK) && num_is_int(n)) {
		struct type_m t = {.vt = vt};
		return words_index(a, m, &t, n.p);
	}
	return measure_text(a, &m->units, n, measure, m->style);
}

/* The numbers of a value or of the known part of a silence; "" where none are known. */
static const char *limits_of(struct arena *a, const struct model *m, const struct slot *s,
                             const struct plain *p)
{
	bool is_day = p->vt == VT_DATE,
		 exact = p->has_lower && p->has_upper && num_eq(p->lower, p->upper);
	const char *lower = p->has_lower ? words_number(a, m, p->vt, &p->measure, p->lower) : NULL;
	const char *upper = exact        ? lower
	                  : p->has_upper ? words_number(a, m, p->vt, &p->measure, p->upper)
	                                 : NULL;
	bool is_time = s->kind == ST_DEADLINE || is_day || p->vt == VT_CLOCK;
	const char *text = words_limits(a, m, lower, upper, is_time);
	return s->kind == ST_DEADLINE && *text ? words_deadline(a, m, s, text, is_day) : text;
}

/* The statement of a rule in a slot; NULL. */
static const struct statement *statement_of(const struct model *m, uint32_t rule, uint32_t slot)
{
	const struct rule *r = &m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].slot == slot)
			return &r->statements.at[i];
	return NULL;
}

const char *words_value(struct arena *a, const struct model *m, uint32_t slot,
                        const struct plain *p)
{
	const struct slot *s = &m->slots.at[slot];
	switch (p->st) {
	case ST_LIMIT:
	case ST_DEADLINE:
		return limits_of(a, m, s, p);
	case ST_INDEX:
		return words_index(a, m, &m->headings.at[s->heading].type, p->lower.p);
	case ST_ACTORS:
		return words_actors(a, m, p->actors);
	case ST_TEXT:
		return s->text ? s->text : "";
	case ST_NOT:
		return word_of(m, "ikke", "not");
	case ST_NO_LIMIT:
		return words_assessed(a, m, p->n_rules ? statement_of(m, p->rules[0], slot) : NULL);
	case ST_HOLE:
		return word_of(m, "mangler", "missing");
	}
	return "";
}

/* ---- plain answers -------------------------------------------------------------------------------------- */

static const char *conflict_text(struct arena *a, const struct model *m, uint32_t slot,
                                 const struct plain *p)
{
	const struct slot *s = &m->slots.at[slot];
	switch (p->conflict) {
	case CONFLICT_VALUES: {
		const struct statement *one = p->n_rules ? statement_of(m, p->rules[0], slot) : NULL;
		const struct statement *two = p->other != NONE ? statement_of(m, p->other, slot) : NULL;
		if (!one || !two)
			return word_of(m, "konflikt", "conflict");
		return arena_printf(a, "%s %s / %s", word_of(m, "konflikt:", "conflict:"),
		                    words_statement(a, m, one, s), words_statement(a, m, two, s));
	}
	case CONFLICT_SCOPE:
		return word_of(m, "konflikt: linjerne om målgruppen er uenige",
		               "conflict: the lines on the target group disagree");
	case CONFLICT_RING:
		return word_of(m, "konflikt: ydelserne henviser til hinanden i ring",
		               "conflict: the services refer to each other in a circle");
	case CONFLICT_SERVICE:
		return arena_printf(a, "%s %s", word_of(m, "konflikt: afhænger af", "conflict: depends on"),
		                    p->what ? p->what : "");
	}
	return "";
}

static const char *silence_text(struct arena *a, const struct model *m, uint32_t slot,
                                const struct plain *p)
{
	const char *missing = word_of(m, "mangler", "missing");
	switch (p->silence) {
	case SILENCE_GAP:
		return arena_printf(a, "%s: %s", missing,
		                    word_of(m, "ingen bestemmelse gælder", "no provision applies"));
	case SILENCE_HOLE: {
		const char *known = limits_of(a, m, &m->slots.at[slot], p);
		struct text t = {.a = a};
		text_puts(&t, missing);
		if (p->what)
			text_printf(&t, ": \"%s\"", p->what);
		if (*known)
			text_printf(&t, " (%s)", known);
		return text_c(&t);
	}
	case SILENCE_CONDITION:
		return arena_printf(a, "%s: %s%s%s", missing,
		                    word_of(m, "afhænger af en betingelse, som teksten ikke angiver",
		                            "depends on a condition that the text does not state"),
		                    p->what ? ": " : "", p->what ? p->what : "");
	case SILENCE_RATE:
		return arena_printf(a, "%s: %s %s%s%s", missing, word_of(m, "satsen", "the rate"),
		                    p->what ? p->what : "", p->day == NO_DAY ? "" : ", ",
		                    p->day == NO_DAY ? "" : date_text(a, p->day));
	case SILENCE_OVERFLOW:
		return arena_printf(a, "%s: %s", missing,
		                    word_of(m, "tallet er for stort", "the number is too large"));
	case SILENCE_SERVICE:
		return arena_printf(a, "%s: %s %s", missing, word_of(m, "afhænger af", "depends on"),
		                    p->what ? p->what : "");
	}
	return missing;
}

const char *words_plain(struct arena *a, const struct model *m, uint32_t slot,
                        const struct plain *p)
{
	struct text t = {.a = a};
	switch (p->kind) {
	case PLAIN_VALUE:
		return arena_printf(a, "%s%s", words_strength(m, m->slots.at[slot].strength),
		                    words_value(a, m, slot, p));
	case PLAIN_OUTSIDE:
		text_puts(&t, word_of(m, "udenfor", "outside"));
		for (uint32_t i = 0; i < p->n_targets; i++)
			text_printf(&t, "%s%s",
			            i ? word_of(m, ", ", ", ")
			              : word_of(m, ", henvises til ", ", referred to "),
			            p->targets[i]->text);
		return text_c(&t);
	case PLAIN_CONFLICT:
		return conflict_text(a, m, slot, p);
	case PLAIN_SILENT:
		return silence_text(a, m, slot, p);
	case PLAIN_ABSENT:
		return word_of(m, "(siger intet)", "(says nothing)");
	}
	return "";
}

/* ---- reasons -------------------------------------------------------------------------------------------- */

static void add_reason(struct text *t, const struct model *m, const struct ex *when)
{
	if (when)
		text_printf(t, "%s%s", t->n ? word_of(m, " og ", " and ") : "", words_ex(t->a, m, when));
}

const char *words_reason(struct arena *a, const struct model *m, uint32_t rule)
{
	struct text t = {.a = a};
	add_reason(&t, m, m->rules.at[rule].when);
	for (uint32_t i = m->rules.at[rule].provision; i != NONE; i = m->provisions.at[i].parent)
		add_reason(&t, m, m->provisions.at[i].when);
	return t.n ? text_c(&t) : NULL;
}

const char *words_source(struct arena *a, const struct provision *ast)
{
	bool cited = ast && ast->sources.n && ast->sources.at[0].heading.text.p;
	return cited ? str_c(a, ast->sources.at[0].heading.text) : NULL;
}

/* ---- places --------------------------------------------------------------------------------------------- */

const char *words_strength(const struct model *m, enum strength s)
{
	switch (s) {
	case STRENGTH_TYPICAL:
		return word_of(m, "typisk ", "typically ");
	case STRENGTH_AS_A_RULE:
		return word_of(m, "som udgangspunkt ", "as a rule ");
	case STRENGTH_PLAIN:
		return "";
	case STRENGTH_MANDATORY:
		return word_of(m, "ufravigeligt ", "mandatory ");
	}
	return "";
}

const char *words_crumb(struct arena *a, const struct model *m, uint32_t service, uint32_t heading)
{
	const struct service *s = &m->services.at[service];
	const char *top = s->is_block        ? s->law
	                : m->catalogue.title ? m->catalogue.title
	                                     : m->catalogue.name;
	const char *mid = s->is_block && s->para ? s->para : s->title ? s->title : s->text;
	const char *low = heading == NONE ? NULL : m->headings.at[heading].text;
	return arena_printf(a, "%s%s%s%s%s", top ? top : "", top ? " › " : "", mid, low ? " › " : "",
	                    low ? low : "");
}

const char *words_basis(struct arena *a, const struct model *m, uint32_t service)
{
	const struct service *s = &m->services.at[service];
	struct text t = {.a = a};
	if (s->is_block)
		return arena_printf(a, "%s %s", s->law, s->para);
	for (uint32_t i = 0; i < s->basis.n; i++) {
		const struct ref_m *r = &s->basis.at[i];
		bool again = i > 0 && str_eq(str_of(r->law), str_of(s->basis.at[i - 1].law));
		text_printf(&t, "%s%s%s%s", i ? ", " : "", again ? "" : r->law,
		            again || !*r->law ? "" : " ", r->para);
	}
	return t.n ? text_c(&t) : NULL;
}
