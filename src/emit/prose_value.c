/* SPDX-License-Identifier: MIT
 *
 * Numbers, days, formulas and what a provision says, for people.
 */
#include "base/date.h"
#include "emit/prose.h"
#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

/* ---- inputs and rates ----------------------------------------------------------------------------------- */

const char *prose_moment(struct arena *a, const struct model *m, uint32_t input)
{
	const struct input *in = &m->inputs.at[input];
	const char *says = question_moment(a, m, in->question);
	if (input == m->birth_input && !says)
		return SAY(m, "barnet er født", "the child is born");
	return says;
}

const char *prose_present(struct arena *a, const struct model *m, uint32_t input)
{
	const char *says = prose_moment(a, m, input), *question = m->inputs.at[input].question;
	if (!says || m->words != LANG_DA || strncmp(question, "Hvornår ", 9) != 0)
		return NULL;
	size_t end = 9 + strcspn(question + 9, " ?"); /* the verb */
	bool present = question[end - 1] == 'r' && strncmp(question + 9, "var ", 4) != 0;
	return present ? says : NULL;
}

const char *prose_input(struct arena *a, const struct model *m, uint32_t input)
{
	const struct input *in = &m->inputs.at[input];
	const char *subject = question_subject(a, m, in->question);
	if (in->kind == INPUT_CASE_DATE)
		return SAY(m, "dagen i dag", "today");
	if (input == m->age_input && subject)
		return arena_printf(a, SAY(m, "alderen (%s)", "the age (%s)"), subject);
	return subject ? subject : prose_plain(a, m, in->text);
}

/* "den dag, kommunen modtog ansøgningen" */
static const char *day_of(struct arena *a, const struct model *m, uint32_t input)
{
	const char *says = prose_moment(a, m, input);
	if (m->inputs.at[input].kind == INPUT_CASE_DATE)
		return SAY(m, "dagen i dag", "today");
	return says ? arena_printf(a, SAY(m, "den dag, %s", "the day on which %s"), says)
	            : prose_plain(a, m, m->inputs.at[input].text);
}

static const char *period_text(struct arena *a, const struct model *m, const struct rate_row_m *row)
{
	bool from = row->from >= DATE_MIN, to = row->to <= DATE_MAX;
	int year = from ? date_of(row->from).year : 0;
	if (from && to && row->from == date_day(year, 1, 1) && row->to == date_day(year, 12, 31))
		return arena_printf(a, "%d", year);
	if (!to)
		return from ? arena_printf(a, "%s %s", SAY(m, "fra", "from"), prose_date(a, m, row->from))
		            : SAY(m, "uden slutdato", "without an end");
	return arena_printf(a, "%s%s%s", from ? prose_date(a, m, row->from) : "",
	                    SAY(m, " til ", " to "), prose_date(a, m, row->to));
}

/* The amounts that the catalogue's days can meet, each with its time; else the last, which is said to be old. */
static const char *rate_text(struct arena *a, const struct model *m, uint32_t rate)
{
	const struct rate_m *r = &m->rates.at[rate];
	const struct catalogue *c = &m->catalogue;
	VEC(const struct rate_row_m *) rows = {0};
	for (uint32_t i = 0; i < r->rows.n; i++)
		if (!c->has_from || (r->rows.at[i].to >= c->from && r->rows.at[i].from <= c->to))
			vec_push(a, &rows, &r->rows.at[i]);
	if (!r->rows.n)
		return arena_printf(
			a, SAY(m, "en sats, som kataloget ikke nævner (%s)", "a rate that is not stated (%s)"),
			prose_plain(a, m, r->text));
	const struct rate_row_m *last = &r->rows.at[r->rows.n - 1];
	if (!rows.n)
		return arena_printf(a,
		                    SAY(m, "%s (sats for %s; en nyere står der ikke)",
		                        "%s (rate of %s; no later one is stated)"),
		                    prose_ex(a, m, last->value), period_text(a, m, last));
	if (rows.n == 1)
		return arena_printf(a, SAY(m, "%s (sats for %s)", "%s (rate of %s)"),
		                    prose_ex(a, m, rows.at[0]->value), period_text(a, m, rows.at[0]));
	struct text t = {.a = a};
	for (uint32_t i = 0; i < rows.n; i++)
		text_printf(&t, "%s%s (%s)", i ? SAY(m, " eller ", " or ") : "",
		            prose_ex(a, m, rows.at[i]->value), period_text(a, m, rows.at[i]));
	return text_c(&t);
}

/* ---- formulas ------------------------------------------------------------------------------------------- */

static const char *const_text(struct arena *a, const struct model *m, const struct ex *x)
{
	if (x->vt == VT_DATE && num_is_int(x->number))
		return prose_date(a, m, x->number.p);
	if (x->type && x->vt != VT_QUANTITY)
		return prose_plain(a, m, words_index(a, m, x->type, x->number.p));
	return prose_plain(a, m, words_ex(a, m, x));
}

/* How many steps somebody has to follow. */
static uint32_t steps(const struct ex *x)
{
	bool step = x->kind == EX_ADD || x->kind == EX_SUB || x->kind == EX_DIV || x->kind == EX_MIN ||
	            x->kind == EX_MAX || (x->kind == EX_MUL && !x->rescaled);
	uint32_t n = step;
	for (uint32_t i = 0; i < x->kids.n; i++)
		n += steps(x->kids.at[i]);
	return n;
}

#define FOLLOWED 2 /* steps; a longer formula is not read by anybody */

struct sources_of {
	VEC(const char *) list;
};

static void collect(struct arena *a, const struct model *m, const struct ex *x,
                    struct sources_of *out)
{
	const char *says = x->kind == EX_INPUT                         ? prose_input(a, m, x->index)
	                 : x->kind == EX_RATE || x->kind == EX_HEADING ? prose_ex(a, m, x)
	                                                               : NULL;
	for (uint32_t i = 0; says && i < out->list.n; i++)
		if (strcmp(out->list.at[i], says) == 0)
			says = NULL;
	if (says)
		vec_push(a, &out->list, says);
	for (uint32_t i = 0; i < x->kids.n; i++)
		collect(a, m, x->kids.at[i], out);
}

/* What a long formula is worked out from. */
static const char *outline(struct arena *a, const struct model *m, const struct ex *x)
{
	struct sources_of from = {0};
	struct text t = {.a = a};
	collect(a, m, x, &from);
	text_puts(&t, x->measure.dim == DIM_MONEY
	                  ? SAY(m, "et beløb, der regnes ud fra ", "an amount worked out from ")
	                  : SAY(m, "et antal, der regnes ud fra ", "a number worked out from "));
	for (uint32_t i = 0; i < from.list.n; i++)
		text_printf(&t, "%s%s",
		            !i                    ? ""
		            : i + 1 < from.list.n ? "; "
		                                  : SAY(m, " og ", " and "),
		            from.list.at[i]);
	return text_c(&t);
}

static bool is_sum(const struct ex *x)
{
	return x->kind == EX_ADD || x->kind == EX_SUB || (x->kind == EX_MUL && !x->rescaled) ||
	       x->kind == EX_DIV;
}

static const char *operand(struct arena *a, const struct model *m, const struct ex *x)
{
	return arena_printf(a, is_sum(x) ? "(%s)" : "%s", prose_ex(a, m, x));
}

static const char *joined(struct arena *a, const struct model *m, const struct ex *x,
                          const char *join)
{
	struct text t = {.a = a};
	for (uint32_t i = 0; i < x->kids.n; i++)
		text_printf(&t, "%s%s", i ? join : "", operand(a, m, x->kids.at[i]));
	return text_c(&t);
}

struct ends {
	VEC(const struct ex *) list;
};

/* The smallest of a and the smallest of b and c is the smallest of all. */
static void gather_ends(struct arena *a, const struct ex *x, enum ex_kind kind, struct ends *out)
{
	for (uint32_t i = 0; i < x->kids.n; i++)
		if (x->kids.at[i]->kind == kind)
			gather_ends(a, x->kids.at[i], kind, out);
		else
			vec_push(a, &out->list, x->kids.at[i]);
}

static const char *one_of(struct arena *a, const struct model *m, const struct ex *x)
{
	bool least = x->kind == EX_MIN, day = x->vt == VT_DATE;
	struct ends ends = {0};
	struct text t = {.a = a};
	gather_ends(a, x, x->kind, &ends);
	if (day)
		text_puts(&t, least ? SAY(m, "den første af disse dage: ", "the first of these days: ")
		                    : SAY(m, "den sidste af disse dage: ", "the last of these days: "));
	else
		text_puts(&t, least ? SAY(m, "det mindste af ", "the smaller of ")
		                    : SAY(m, "det største af ", "the larger of "));
	const char *last = day ? SAY(m, " eller ", " or ") : SAY(m, " og ", " and ");
	for (uint32_t i = 0; i < ends.list.n; i++)
		text_printf(&t, "%s%s",
		            !i                    ? ""
		            : i + 1 < ends.list.n ? ", "
		                                  : last,
		            operand(a, m, ends.list.at[i]));
	return text_c(&t);
}

/* "2 uger", "14 dage", "18 år", "1 måned" */
static const char *length_text(struct arena *a, const struct model *m, int64_t months, int64_t days)
{
	static const char *const names[2][4][2] = {
		{{"år", "år"}, {"måned", "måneder"}, {"uge", "uger"}, {"dag", "dage"}},
		{{"year", "years"}, {"month", "months"}, {"week", "weeks"}, {"day", "days"}},
	};
	struct text t = {.a = a};
	bool years = months % 12 == 0, weeks = days % 7 == 0;
	const int64_t n[2] = {years ? months / 12 : months, weeks ? days / 7 : days};
	const int which[2] = {years ? 0 : 1, weeks ? 2 : 3};
	for (int i = 0; i < 2; i++)
		if (n[i])
			text_printf(&t, "%s%" PRId64 " %s", t.n ? SAY(m, " og ", " and ") : "", n[i],
			            names[m->words][which[i]][n[i] != 1]);
	return text_c(&t);
}

static const char *shift_text(struct arena *a, const struct model *m, const struct ex *x)
{
	const struct ex *from = x->kids.at[0];
	bool back = x->months < 0 || x->days < 0;
	const char *length = length_text(a, m, back ? -x->months : x->months,
	                                 back ? -x->days : x->days);
	const char *side = back ? SAY(m, "før", "before") : SAY(m, "efter", "after");
	const char *moment = from->kind == EX_INPUT ? prose_moment(a, m, from->index) : NULL;
	if (from->kind == EX_INPUT && from->index == m->birth_input && !x->days && x->months > 0) {
		const char *who = m->age_input == NONE
		                    ? NULL
		                    : question_subject(a, m, m->inputs.at[m->age_input].question);
		return arena_printf(a, SAY(m, "den dag, %s fylder %s", "the day on which %s turns %s"),
		                    who ? who : SAY(m, "barnet", "the child"), length);
	}
	if (moment)
		return arena_printf(a, SAY(m, "%s %s, at %s", "%s %s %s"), length, side, moment);
	return arena_printf(a, "%s %s %s", length, side, prose_ex(a, m, from));
}

static const char *round_text(struct arena *a, const struct model *m, const struct ex *x)
{
	struct ex step = {.kind = EX_CONST, .vt = x->vt, .measure = x->measure, .number = x->number};
	return arena_printf(a, SAY(m, "%s, afrundet til nærmeste %s", "%s, rounded to the nearest %s"),
	                    prose_ex(a, m, x->kids.at[0]), prose_ex(a, m, &step));
}

static const char *heading_text(struct arena *a, const struct model *m, const struct ex *x)
{
	const struct service *s = &m->services.at[x->index];
	return arena_printf(a, SAY(m, "%s for »%s«", "%s of “%s”"),
	                    prose_plain(a, m, m->headings.at[x->heading].text),
	                    s->title ? s->title : prose_plain(a, m, s->text));
}

const char *prose_ex(struct arena *a, const struct model *m, const struct ex *x)
{
	if (x->vt == VT_QUANTITY && steps(x) > FOLLOWED)
		return outline(a, m, x);
	switch (x->kind) {
	case EX_CONST:
		return const_text(a, m, x);
	case EX_ACTORS:
		return prose_actors(a, m, x);
	case EX_INPUT:
		return x->vt == VT_DATE ? day_of(a, m, x->index) : prose_input(a, m, x->index);
	case EX_HEADING:
		return heading_text(a, m, x);
	case EX_RATE:
		return rate_text(a, m, x->index);
	case EX_ADD:
		return joined(a, m, x, " + ");
	case EX_SUB:
		return joined(a, m, x, SAY(m, " minus ", " minus "));
	case EX_MUL:
		if (x->rescaled)
			return prose_ex(a, m, x->kids.at[0]);
		return joined(a, m, x, SAY(m, " gange ", " times "));
	case EX_DIV:
		return joined(a, m, x, SAY(m, " delt med ", " divided by "));
	case EX_NEG:
		return arena_printf(a, "minus %s", operand(a, m, x->kids.at[0]));
	case EX_MIN:
	case EX_MAX:
		return one_of(a, m, x);
	case EX_ROUND:
		return round_text(a, m, x);
	case EX_SHIFT:
		return shift_text(a, m, x);
	case EX_AGE:
		return arena_printf(a, SAY(m, "alderen %s", "the age on %s"),
		                    prose_ex(a, m, x->kids.at[1]));
	case EX_BAD:
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
	case EX_HOLE:
		break;
	}
	return prose_plain(a, m, words_ex(a, m, x));
}

/* ---- statements ----------------------------------------------------------------------------------------- */

static const char *limits_text(struct arena *a, const struct model *m, const struct ex *lower,
                               const struct ex *upper, bool is_time)
{
	const char *lo = lower ? prose_ex(a, m, lower) : NULL,
			   *hi = upper ? prose_ex(a, m, upper) : NULL;
	if (lo && hi && (lower == upper || strcmp(lo, hi) == 0))
		return lo;
	if (lo && hi) { /* "fra 2 til 4 timer om ugen" */
		size_t n = strcspn(lo, " ");
		bool once = strcmp(lo + n, hi + strcspn(hi, " ")) == 0;
		return arena_printf(a, "%s %.*s %s %s", SAY(m, "fra", "from"), (int)(once ? n : strlen(lo)),
		                    lo, SAY(m, "til", "to"), hi);
	}
	const char *least = is_time ? SAY(m, "tidligst", "no earlier than")
	                            : SAY(m, "mindst", "at least");
	const char *most = is_time ? SAY(m, "senest", "no later than") : SAY(m, "højst", "at most");
	return lo ? arena_printf(a, "%s %s", least, lo) : hi ? arena_printf(a, "%s %s", most, hi) : "";
}

static const char *deadline_text(struct arena *a, const struct model *m, const struct statement *st,
                                 const struct slot *slot)
{
	const struct ex *any = st->lower ? st->lower : st->upper;
	const char *limits = limits_text(a, m, st->lower, st->upper, true);
	if (!any || any->vt == VT_DATE || (slot->start == NONE && !slot->start_text))
		return limits;
	const char *moment = slot->start != NONE ? prose_moment(a, m, slot->start) : NULL;
	const char *side = slot->before ? SAY(m, "før", "before") : SAY(m, "efter", "after");
	if (moment && any->kind == EX_CONST && any->number.p == 0)
		return arena_printf(a, SAY(m, "%s den dag, %s", "%s the day on which %s"),
		                    st->upper ? SAY(m, "senest", "no later than")
		                              : SAY(m, "tidligst", "no earlier than"),
		                    moment);
	if (moment)
		return arena_printf(a, SAY(m, "%s %s, at %s", "%s %s %s"), limits, side, moment);
	const char *start = slot->start_text ? prose_plain(a, m, slot->start_text) : NULL;
	if (!start)
		return limits;
	if (any->kind == EX_CONST && any->number.p == 0)
		return arena_printf(a, SAY(m, "samme dag som %s", "on the day of %s"), start);
	return arena_printf(a, "%s %s %s", limits, side, start);
}

static const char *assessed_text(struct arena *a, const struct model *m, const struct statement *st)
{
	const char *by = prose_by(a, m, st->by.at, st->by.n);
	return arena_printf(a, SAY(m, "%s vurderer det i hver sag", "%s assesses it in each case"),
	                    by ? by : SAY(m, "kommunen", "the municipality"));
}

static const char *hole_text(struct arena *a, const struct model *m, const struct statement *st,
                             const struct slot *slot)
{
	bool is_time = slot && slot->kind == ST_DEADLINE;
	const char *known = is_time ? deadline_text(a, m, st, slot)
	                            : limits_text(a, m, st->lower, st->upper, false);
	if (*known && st->text)
		return arena_printf(a, SAY(m, "%s; ellers står der kun »%s«", "%s; else it only says “%s”"),
		                    known, st->text);
	if (*known) /* a missing period says so itself */
		return strstr(known, SAY(m, "kataloget siger ikke", "(missing)"))
		         ? known
		         : arena_printf(
					   a, SAY(m, "%s (resten siger kataloget ikke)", "%s (the rest is not stated)"),
					   known);
	return st->text
	         ? arena_printf(a, SAY(m, "kataloget siger kun »%s«", "the catalogue only says “%s”"),
	                        st->text)
	         : SAY(m, "det siger kataloget ikke", "the catalogue does not say");
}

const char *prose_statement(struct arena *a, const struct model *m, const struct statement *st,
                            const struct slot *slot)
{
	const struct type_m *type = slot ? &m->headings.at[slot->heading].type : NULL;
	switch (st->kind) {
	case ST_LIMIT:
		return limits_text(a, m, st->lower, st->upper,
		                   type && (type->vt == VT_DATE || type->vt == VT_CLOCK));
	case ST_DEADLINE:
		return deadline_text(a, m, st, slot);
	case ST_INDEX:
		if (st->lower->kind == EX_CONST && type)
			return prose_plain(a, m, words_index(a, m, type, st->lower->number.p));
		return prose_ex(a, m, st->lower);
	case ST_ACTORS:
		return prose_actors(a, m, st->lower);
	case ST_TEXT:
		return prose_plain(a, m, st->text ? st->text : "");
	case ST_NOT:
		return SAY(m, "det gælder ikke", "does not apply");
	case ST_NO_LIMIT:
		return assessed_text(a, m, st);
	case ST_HOLE:
		return hole_text(a, m, st, slot);
	}
	return "";
}
