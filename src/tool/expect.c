/* SPDX-License-Identifier: MIT
 *
 * An expectation names a heading; the heading's slots are asked, and the expected statements are looked for among
 * the replies. Where the text leaves out the strength, any strength will do.
 */
#include "tool/expect.h"
#include "base/date.h"

#include <string.h>

typedef VEC(struct reply) reply_list;

static reply_list ask(struct asking *q, const struct case_m *c, const struct example_answer *x,
                      struct arena *a)
{
	reply_list list = {0};
	const struct heading_use *u = asking_use(q->m, x->service, x->heading);
	for (uint32_t i = 0; u && i < u->slots; i++) {
		struct reply r = answer_slot(q->space, c, u->first_slot + i, a);
		vec_push(a, &list, r);
	}
	return list;
}

static bool same_text(const char *a, const char *b)
{
	return (!a || !b) ? a == b : strcmp(a, b) == 0;
}

static bool same_slot(const struct slot *want, const struct slot *got, bool any_strength)
{
	if (want->kind != got->kind || (!any_strength && want->strength != got->strength))
		return false;
	switch (want->kind) {
	case ST_LIMIT:
		return measure_same(&want->measure, &got->measure);
	case ST_DEADLINE:
		return want->end == got->end && want->start == got->start && want->before == got->before &&
		       same_text(want->start_text, got->start_text) &&
		       same_text(want->end_text, got->end_text);
	case ST_TEXT:
		return same_text(want->text, got->text);
	case ST_INDEX:
	case ST_ACTORS:
	case ST_NOT:
	case ST_NO_LIMIT:
	case ST_HOLE:
		break;
	}
	return true;
}

/* What the statement would be as an answer. */
static struct plain plain_of(const struct model *m, const int64_t *values,
                             const struct statement *st)
{
	struct plain p = {.kind = PLAIN_VALUE, .st = st->kind, .measure = st->measure};
	const struct ex *side = st->lower ? st->lower : st->upper;
	if (st->kind == ST_ACTORS) {
		p.actors = st->lower;
		return p;
	}
	p.has_lower = st->lower;
	p.has_upper = st->upper;
	p.lower = st->lower ? eval_number(m, values, st->lower) : NUM_BAD;
	p.upper = st->upper ? eval_number(m, values, st->upper) : NUM_BAD;
	if (side) {
		p.vt = side->vt;
		p.measure = side->measure;
	}
	return p;
}

static bool same_side(bool has_a, struct num a, bool has_b, struct num b)
{
	return has_a == has_b && (!has_a || (num_ok(a) && num_ok(b) && num_eq(a, b)));
}

static bool same_known_part(const struct plain *a, const struct plain *b)
{
	return same_side(a->has_lower, a->lower, b->has_lower, b->lower) &&
	       same_side(a->has_upper, a->upper, b->has_upper, b->upper);
}

/* Where the reply's answer is the statement; p: its plain answer, or its hovedregel. */
static bool is_met(const struct asking *q, const struct case_m *c, const struct statement *st,
                   enum reply_kind kind, const struct plain *p)
{
	struct plain want = plain_of(q->m, c->values, st);
	if (st->kind == ST_HOLE) {
		bool partly = want.has_lower || want.has_upper;
		return kind == REPLY_SILENT &&
		       (!partly || (p->silence == SILENCE_HOLE && same_known_part(&want, p)));
	}
	if (kind != REPLY_VALUE)
		return false;
	if (st->kind == ST_LIMIT || st->kind == ST_DEADLINE)
		return p->st == st->kind && want.measure.dim == p->measure.dim && same_known_part(&want, p);
	return plain_same(&want, p);
}

/* `giver S.frist: 2024-05-10`, or `senest 2024-05-10`: the last day of a deadline that the text counts from an event. */
static bool day_met(const struct asking *q, const struct case_m *c, const struct statement *st,
                    const struct reply *r)
{
	int64_t day;
	bool clipped;
	struct plain want = plain_of(q->m, c->values, st);
	return r->kind == REPLY_VALUE && want.vt == VT_DATE && want.has_upper && num_ok(want.upper) &&
	       (!want.has_lower || num_eq(want.lower, want.upper)) &&
	       asking_last_day(q->m, c, r->slot, &r->plain, &day, &clipped) && want.upper.p == day;
}

static bool statement_met(const struct asking *q, const struct case_m *c,
                          const struct example_answer *x, const struct statement *st,
                          const reply_list *list)
{
	const struct body *body = &x->answer->body;
	bool main_rule = x->answer->kind == ANSWER_MAIN_RULE;
	for (uint32_t i = 0; i < list->n; i++) {
		const struct reply *r = &list->at[i];
		const struct slot *got = &q->m->slots.at[r->slot];
		if (!main_rule && day_met(q, c, st, r))
			return true;
		bool here = st->slot == NONE || same_slot(&x->slots.at[st->slot], got, !body->has_strength);
		if (!here || (main_rule && !r->has_main_rule))
			continue;
		if (is_met(q, c, st, main_rule ? REPLY_VALUE : r->kind,
		           main_rule ? &r->main_rule : &r->plain))
			return true;
	}
	return false;
}

/* What is left of an allowance, whatever its window: an amount without one. */
static bool left_met(const struct asking *q, const struct case_m *c, const struct example_answer *x,
                     const reply_list *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		const struct reply *r = &list->at[i];
		struct plain want = plain_of(q->m, c->values, &x->expected.at[0]);
		if (r->kind == REPLY_VALUE && r->has_left && want.measure.dim == r->plain.measure.dim &&
		    same_side(true, r->left, want.has_lower, want.lower) &&
		    same_side(true, r->left, want.has_upper, want.upper))
			return true;
	}
	return false;
}

static bool statements_met(const struct asking *q, const struct case_m *c,
                           const struct example_answer *x, const reply_list *list)
{
	for (uint32_t i = 0; i < x->expected.n; i++)
		if (!statement_met(q, c, x, &x->expected.at[i], list))
			return false;
	return x->expected.n > 0;
}

static bool has_input(const struct example_answer *x, uint32_t input)
{
	for (uint32_t i = 0; i < x->inputs.n; i++)
		if (x->inputs.at[i] == input)
			return true;
	return false;
}

/* The questions that remain are those that the example names; naming none accepts any. */
static bool questions_met(const struct example_answer *x, const struct reply *r)
{
	bool good = x->inputs.n == 0 || x->inputs.n == r->questions.n;
	for (uint32_t i = 0; good && x->inputs.n && i < r->questions.n; i++)
		good = has_input(x, r->questions.at[i]);
	return good;
}

static bool targets_met(const struct example_answer *x, const struct reply *r)
{
	if (!x->refer.n)
		return true;
	if (x->refer.n != r->plain.n_targets)
		return false;
	for (uint32_t i = 0; i < x->refer.n; i++) {
		bool found = false;
		for (uint32_t k = 0; k < r->plain.n_targets; k++)
			found |= same_text(x->refer.at[i].text, r->plain.targets[k]->text);
		if (!found)
			return false;
	}
	return true;
}

/* Unclear, and under each reading named the answer expected there. */
static bool readings_met(struct asking *q, const struct case_m *c, const struct example_answer *x,
                         struct arena *a)
{
	int64_t *reading = arena_array(a, int64_t, q->m->inputs.n);
	for (uint32_t i = 0; i < q->m->inputs.n; i++)
		reading[i] = c->reading ? c->reading[i] : -1;
	struct case_m one = *c;
	one.reading = reading;
	bool good = true;
	const char *other;
	for (uint32_t i = 0; good && i < x->readings.n; i++) {
		reading[x->inputs.at[0]] = x->reading_choice.at[i];
		good = expect_met(q, &one, x->readings.at[i], a, &other);
	}
	return good;
}

/* A reply of that kind to which the rest of the expectation fits. */
static bool kind_met(const reply_list *list, enum reply_kind kind, const struct example_answer *x,
                     bool (*fits)(const struct example_answer *x, const struct reply *r))
{
	for (uint32_t i = 0; i < list->n; i++)
		if (list->at[i].kind == kind && (!fits || fits(x, &list->at[i])))
			return true;
	return false;
}

static bool depends_on_reading(const struct example_answer *x, const struct reply *r)
{
	for (uint32_t i = 0; i < r->questions.n; i++)
		if (r->questions.at[i] == x->inputs.at[0])
			return true;
	return false;
}

/* " (sidste dag: 2024-05-10)", " (tilbage: 3 samtaler)" */
static void put_reckoned(const struct asking *q, const struct case_m *c, const struct reply *r,
                         struct text *t)
{
	int64_t day;
	bool clipped;
	if (r->kind != REPLY_VALUE)
		return;
	if (asking_last_day(q->m, c, r->slot, &r->plain, &day, &clipped))
		text_printf(t, " (%s %s)", say(q->s, "sidste dag:", "last day:"), date_text(t->a, day));
	if (r->has_left)
		text_printf(t, " (%s %s)", say(q->s, "tilbage:", "left:"),
		            measure_text(t->a, &q->m->units, r->left, &r->plain.measure, q->m->style));
}

static const char *words_of(const struct asking *q, const struct case_m *c, const reply_list *list,
                            struct arena *a)
{
	struct text t = {.a = a};
	for (uint32_t i = 0; i < list->n; i++)
		if (list->at[i].kind != REPLY_ABSENT) {
			text_printf(&t, "%s%s", t.n ? "; " : "", asking_words(q, &list->at[i], a));
			put_reckoned(q, c, &list->at[i], &t);
		}
	return t.n ? text_c(&t) : say(q->s, "intet", "nothing");
}

static bool is_expected(struct asking *q, const struct case_m *c, const struct example_answer *x,
                        const reply_list *list, struct arena *a)
{
	switch (x->answer->kind) {
	case ANSWER_VALUE:
	case ANSWER_MAIN_RULE:
		return statements_met(q, c, x, list);
	case ANSWER_LEFT:
		return x->expected.n == 1 && left_met(q, c, x, list);
	case ANSWER_UNDETERMINED:
		return kind_met(list, REPLY_UNDETERMINED, x, questions_met);
	case ANSWER_CONFLICT:
		return kind_met(list, REPLY_CONFLICT, x, NULL);
	case ANSWER_OUTSIDE:
		return kind_met(list, REPLY_OUTSIDE, x, targets_met);
	case ANSWER_UNCLEAR:
		return kind_met(list, REPLY_UNCLEAR, x, depends_on_reading) && readings_met(q, c, x, a);
	}
	return false;
}

bool expect_met(struct asking *q, const struct case_m *c, const struct example_answer *x,
                struct arena *a, const char **actual)
{
	reply_list list = ask(q, c, x, a);
	bool met = is_expected(q, c, x, &list, a);
	if (!met)
		*actual = words_of(q, c, &list, a);
	return met;
}
