/* SPDX-License-Identifier: MIT
 *
 * Words come from meaning/words.h; what is added here is the vocabulary of open answers: ubestemt, uklart, hovedregel.
 */
#include "tool/asking.h"
#include "base/date.h"
#include "meaning/words.h"
#include "tool/load.h"

#include <inttypes.h>
#include <string.h>

void asking_learn(struct asking *q)
{
	const struct model *m = q->m;
	q->inputs.a = q->s->a;
	for (uint32_t pass = 0; pass < 2; pass++) {
		for (uint32_t i = m->inputs.n; i-- > 0;) {
			const struct input *in = &m->inputs.at[i];
			const char *ascii = in->ascii ? in->ascii : "";
			name_id id = pass ? in->name : intern_name(q->s->names, ascii, strlen(ascii));
			if (id && !in->tie)
				map_put(&q->inputs, id,
				        i); /* the name itself last, and the first input of it: it wins */
		}
	}
}

bool asking_begin(struct asking *q, struct session *s, const char *path)
{
	uint32_t errors = s->d.count[SEV_ERROR];
	*q = (struct asking){.s = s};
	arena_init(&q->scratch);
	arena_init(&q->passing);
	q->m = load_model(s, path);
	if (!q->m || q->m->cyclic || s->d.count[SEV_ERROR] > errors)
		return false;
	asking_learn(q);
	q->space = space_make(s->a, &q->scratch, q->m, 0);
	return !q->space->refused;
}

void asking_end(struct asking *q)
{
	arena_free(&q->scratch);
	arena_free(&q->passing);
}

const struct heading_use *asking_use(const struct model *m, uint32_t service, uint32_t heading)
{
	const struct service *s = &m->services.at[service];
	for (uint32_t i = 0; i < s->uses.n; i++)
		if (s->uses.at[i].heading == heading)
			return &s->uses.at[i];
	return NULL;
}

const char *asking_questions(const struct model *m, const struct reply *r, struct arena *a)
{
	struct text t = {.a = a};
	for (uint32_t i = 0; i < r->questions.n; i++)
		text_printf(&t, "%s%s", i ? ", " : "", m->inputs.at[r->questions.at[i]].text);
	return text_c(&t);
}

/* ---- tables --------------------------------------------------------------------------------------------- */

/* What the values of a column are called: an input, a sum of inputs, an age, a time between two dates. */
static const char *column_name(const struct asking *q, const struct column *c, struct arena *a)
{
	const struct model *m = q->m;
	struct text t = {.a = a};
	switch (c->kind) {
	case COL_INPUT:
		return m->inputs.at[c->input].text;
	case COL_SUM:
		for (uint32_t i = 0; i < c->terms.n; i++) {
			int64_t f = c->terms.at[i].factor;
			const char *sign = f < 0 ? (i ? " - " : "-") : i ? " + " : "";
			text_puts(&t, sign);
			if (f != 1 && f != -1)
				text_printf(&t, "%s * ", num_text(a, num_int(f < 0 ? -f : f), m->style));
			text_puts(&t, m->inputs.at[c->terms.at[i].input].text);
		}
		return text_c(&t);
	case COL_MONTHS:
		return arena_printf(a, "%s %s + %" PRId64 " %s %s %s", say(q->s, "dage fra", "days from"),
		                    m->inputs.at[c->from].text, c->months, say(q->s, "måneder", "months"),
		                    say(q->s, "til", "to"), m->inputs.at[c->to].text);
	case COL_AGE:
		return arena_printf(a, "%s %s %s %s", say(q->s, "år fra", "years from"),
		                    m->inputs.at[c->from].text, say(q->s, "til", "to"),
		                    m->inputs.at[c->to].text);
	case COL_HOLE:
		break;
	}
	return say(q->s, "det, som teksten ikke angiver", "what the text does not state");
}

/* The input whose type tells how values of the column are written; NONE: plain numbers. */
static uint32_t column_unit(const struct column *c)
{
	if (c->kind == COL_INPUT)
		return c->input;
	return c->kind == COL_SUM ? c->terms.at[0].input : NONE;
}

static const char *column_value_text(const struct asking *q, const struct column *c, int64_t v,
                                     struct arena *a)
{
	uint32_t input = column_unit(c);
	return input == NONE ? num_text(a, num_int(v), q->m->style)
	                     : words_input_value(a, q->m, input, v);
}

static bool is_scale(const struct asking *q, const struct column *c)
{
	if (c->kind != COL_INPUT)
		return c->kind != COL_HOLE;
	enum value_type vt = q->m->inputs.at[c->input].type.vt;
	return vt == VT_QUANTITY || vt == VT_DATE || vt == VT_CLOCK;
}

/* An unordered choice: its values joined by "eller". */
static const char *choices_text(const struct asking *q, const struct column *c,
                                const struct reply_cell *cell, struct arena *a)
{
	struct text t = {.a = a};
	for (int64_t v = cell->lo; v <= cell->hi; v++) {
		if (v - cell->lo == 6) {
			text_puts(&t, " ...");
			break;
		}
		text_printf(&t, "%s%s", v > cell->lo ? say(q->s, " eller ", " or ") : "",
		            column_value_text(q, c, v, a));
	}
	return text_c(&t);
}

const char *asking_cell(const struct asking *q, const struct reply_cell *cell, struct arena *a)
{
	const struct column *c = &q->space->columns.at[cell->column];
	const char *name = column_name(q, c, a);
	if (c->kind == COL_HOLE)
		return arena_printf(a, "%s: %s", name,
		                    cell->lo ? say(q->s, "ja", "yes") : say(q->s, "nej", "no"));
	const char *lo = column_value_text(q, c, cell->lo, a);
	const char *hi = column_value_text(q, c, cell->hi, a);
	if (!is_scale(q, c))
		return arena_printf(a, "%s: %s", name, choices_text(q, c, cell, a));
	if (cell->lo == cell->hi)
		return arena_printf(a, "%s: %s", name, lo);
	if (cell->from_least)
		return arena_printf(a, "%s: %s %s", name, say(q->s, "højst", "at most"), hi);
	if (cell->to_greatest)
		return arena_printf(a, "%s: %s %s", name, say(q->s, "mindst", "at least"), lo);
	return arena_printf(a, "%s: %s %s %s %s", name, say(q->s, "fra", "from"), lo,
	                    say(q->s, "til", "to"), hi);
}

const char *asking_row(const struct asking *q, uint32_t slot, const struct reply_row *row,
                       struct arena *a)
{
	if (row->formula)
		return describe_formula(a, q->space, row->formula);
	return words_plain(a, q->m, slot, &row->plain);
}

/* ---- a reply in one line -------------------------------------------------------------------------------- */

static const char *open_words(const struct asking *q, const struct reply *r, struct arena *a)
{
	struct text t = {.a = a};
	bool unclear = r->kind == REPLY_UNCLEAR;
	text_puts(&t, unclear ? say(q->s, "uklart", "unclear") : say(q->s, "ubestemt", "undetermined"));
	const char *asked = r->questions.n ? asking_questions(q->m, r, a) : "";
	const char *formula = r->formula ? describe_formula(a, q->space, r->formula) : "";
	if (*asked)
		text_printf(&t, "%s%s", say(q->s, ": afhænger af ", ": depends on "), asked);
	if (*formula && strcmp(formula, asked) != 0) /* one input alone is no formula to show */
		text_printf(&t, "; %s", formula);
	if (r->has_main_rule)
		text_printf(&t, "; %s %s", say(q->s, "hovedregel", "main rule"),
		            words_plain(a, q->m, r->slot, &r->main_rule));
	return text_c(&t);
}

const char *asking_words(const struct asking *q, const struct reply *r, struct arena *a)
{
	switch (r->kind) {
	case REPLY_VALUE:
	case REPLY_OUTSIDE:
	case REPLY_CONFLICT:
	case REPLY_SILENT:
	case REPLY_ABSENT:
		return words_plain(a, q->m, r->slot, &r->plain);
	case REPLY_UNDETERMINED:
	case REPLY_UNCLEAR:
		return open_words(q, r, a);
	case REPLY_CONTRADICTION:
		return say(q->s, "sagen modsiger sig selv", "the case contradicts itself");
	case REPLY_NOT_DECIDED:
		break;
	}
	return say(q->s, "ikke afgjort", "not decided");
}

bool asking_last_day(const struct model *m, const struct case_m *c, uint32_t slot,
                     const struct plain *p, int64_t *day, bool *clipped)
{
	const struct slot *s = &m->slots.at[slot];
	bool in_days = p->measure.dim == DIM_DAY, in_months = p->measure.dim == DIM_MONTH;
	if (s->kind != ST_DEADLINE || p->vt == VT_DATE || !p->has_upper || s->start == NONE ||
	    !c->known[s->start] || !num_is_int(p->upper) || (!in_days && !in_months))
		return false;
	int64_t from = c->values[s->start], n = s->before ? -p->upper.p : p->upper.p;
	*clipped = false;
	*day = in_days ? from + n : date_add_months(from, n, clipped);
	return *day >= DATE_MIN && *day <= DATE_MAX;
}
