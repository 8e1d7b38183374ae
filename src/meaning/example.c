/* SPDX-License-Identifier: MIT
 *
 * `eksempel` blocks: the inputs of a case, what is used already, and the expected answers, stated as a provision
 * would state them.
 */
#include "meaning/service.h"

#include <assert.h>
#include <string.h>

static struct num step_of(const struct type_m *t, struct num n)
{
	return num_div(n, t->grain);
}

/* The stored value of an input from the text of an example; false where it was reported. */
static bool input_value(struct resolver *r, const struct input *in, const struct expr *e,
                        int64_t *out)
{
	const struct type_m *t = &in->type;
	struct num n;
	if (t->vt == VT_ACTOR) {
		struct ex *x = resolve_term(r, e, t);
		if (x->kind == EX_ACTORS && x->actors.n == 1) {
			*out = x->actors.at[0];
			return true;
		}
		if (x->kind != EX_BAD)
			diag_wrong_type(r->d, e->at, type_name(r, t->vt), type_name(r, x->vt));
		return false;
	}
	if (t->vt == VT_BAD || !constant_of(r, e, t, &n))
		return false;
	n = step_of(t, n);
	if (!num_is_int(n) || n.p < t->lo || n.p > t->hi) {
		diag_out_of_bounds(r->d, e->at, in->text);
		return false;
	}
	*out = n.p;
	return true;
}

static void example_input(struct resolver *r, struct example *x, const struct example_line *line)
{
	struct name n = line->path.names.at[0];
	const struct symbol *s = symbol_find(r, n.id);
	if (!s || s->kind != SYM_INPUT) {
		unknown_name(r, n, word(r, "oplysningen", "the input"));
		return;
	}
	const struct input *in = &r->m->inputs.at[s->index];
	if (in->kind == INPUT_UNCLEAR) {
		diag_unknown_reading(r->d, n.at, in->text);
		return;
	}
	if (!line->answer || line->answer->kind != ANSWER_VALUE || !line->answer->body.value)
		return;
	if (x->known[s->index])
		diag_case_twice(r->d, n.at, in->text);
	if (input_value(r, in, line->answer->body.value, &x->value[s->index]))
		x->known[s->index] = true;
}

/* S.heading of a `giver` or `brugt` line. */
static bool example_place(struct resolver *r, const struct path *p, uint32_t *service,
                          uint32_t *heading)
{
	const struct symbol *s = symbol_find(r, p->names.at[0].id);
	if (!s || s->kind != SYM_SERVICE) {
		unknown_name(r, p->names.at[0], word(r, "ydelsen", "the service"));
		return false;
	}
	*service = s->index;
	*heading = p->names.n > 1 ? heading_find(r, p->names.at[1].id) : NONE;
	if (*heading == NONE) {
		if (p->names.n > 1)
			unknown_heading(r, p->names.at[1]);
		return false;
	}
	const struct service *sv = &r->m->services.at[*service];
	for (uint32_t i = 0; i < sv->uses.n; i++)
		if (sv->uses.at[i].heading == *heading)
			return true;
	diag_not_mentioned(r->d, p->at, sv->text, r->m->headings.at[*heading].text);
	return false;
}

static void expected_value(struct resolver *r, struct example_answer *x, const struct body *b)
{
	struct slot_list slots = {0};
	struct statements out = {0};
	if (!b->value || b->value->kind == EXPR_BAD) {
		x->broken = true;
		return;
	}
	uint32_t errors = r->d->count[SEV_ERROR];
	resolve_value(r, x->heading, b->value, b->has_strength ? b->strength : STRENGTH_PLAIN, &slots,
	              &out);
	x->broken = r->d->count[SEV_ERROR] > errors;
	x->expected.at = out.list.at;
	x->expected.n = out.list.n;
	x->slots.at = slots.list.at;
	x->slots.n = slots.list.n;
}

static void expect_answer(struct resolver *r, struct example_answer *x, const struct answer *a);

/* The anonymous readings of an expression, rates included: *tie the last one, *others how often another came before. */
static void find_ties(const struct model *m, const struct ex *x, uint32_t depth, uint32_t *tie,
                      uint32_t *others)
{
	if (!x || depth > m->rates.n)
		return;
	for (uint32_t i = 0; i < x->kids.n; i++)
		find_ties(m, x->kids.at[i], depth, tie, others);
	if (x->kind == EX_ROUND && x->tie == TIE_OPEN) {
		*others += *tie != NONE && *tie != x->index;
		*tie = x->index;
	}
	for (uint32_t i = 0; x->kind == EX_RATE && i < m->rates.at[x->index].rows.n; i++)
		find_ties(m, m->rates.at[x->index].rows.at[i].value, depth + 1, tie, others);
}

/* `afrunding`: the only anonymous reading under the heading; NONE. */
static uint32_t only_tie(const struct resolver *r, const struct example_answer *x, name_id name)
{
	const struct model *m = r->m;
	uint32_t tie = NONE, others = 0;
	if (name != intern_find(r->names, "afrunding", 9) &&
	    name != intern_find(r->names, "rounding", 8))
		return NONE;
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *rule = &m->rules.at[i];
		if (rule->service != x->service || rule->heading != x->heading)
			continue;
		for (uint32_t k = 0; k < rule->statements.n; k++) {
			find_ties(m, rule->statements.at[k].lower, 0, &tie, &others);
			find_ties(m, rule->statements.at[k].upper, 0, &tie, &others);
		}
	}
	return others ? NONE : tie;
}

/* The words of an anonymous reading are no declared names: either column's will do. */
static bool is_tie_choice(const struct resolver *r, uint32_t choice, name_id name)
{
	static const char *const words[2][2] = {{"op", "up"}, {"ned", "down"}};
	assert(choice < 2);
	for (uint32_t i = 0; i < 2; i++)
		if (name && name == intern_find(r->names, words[choice][i], strlen(words[choice][i])))
			return true;
	return false;
}

/* The input whose readings are named; NONE. */
static uint32_t unclear_input(const struct resolver *r, const struct example_answer *x,
                              name_id name)
{
	const struct symbol *s = symbol_find(r, name);
	if (!s)
		return only_tie(r, x, name);
	return s->kind == SYM_INPUT && r->m->inputs.at[s->index].kind == INPUT_UNCLEAR ? s->index
	                                                                               : NONE;
}

static void expected_readings(struct resolver *r, struct example_answer *x, const struct answer *a)
{
	uint32_t input = unclear_input(r, x, a->names.at[0].id);
	if (input == NONE) {
		unknown_name(r, a->names.at[0], word(r, "det uklare", "the unclear"));
		x->broken = true;
		return;
	}
	vec_push(r->a, &x->inputs, input);
	const struct type_m *t = &r->m->inputs.at[input].type;
	for (uint32_t i = 0; i < a->readings.n; i++) {
		const struct reading_answer *ra = &a->readings.at[i];
		uint32_t choice = NONE;
		for (uint32_t k = 0; k < t->choices.n; k++)
			if (t->choices.at[k].name == ra->reading.id ||
			    (r->m->inputs.at[input].tie && is_tie_choice(r, k, ra->reading.id)))
				choice = k;
		if (choice == NONE) {
			diag_unknown_choice(r->d, ra->at, name_text(r, ra->reading.id),
			                    r->m->inputs.at[input].text);
			x->broken = true;
			continue;
		}
		struct example_answer *sub = arena_new(r->a, struct example_answer);
		sub->service = x->service;
		sub->heading = x->heading;
		sub->ast = x->ast;
		expect_answer(r, sub, ra->answer);
		x->broken |= sub->broken;
		vec_push(r->a, &x->readings, sub);
		vec_push(r->a, &x->reading_choice, choice);
	}
}

static void expect_answer(struct resolver *r, struct example_answer *x, const struct answer *a)
{
	x->answer = a;
	x->at = a->at;
	switch (a->kind) {
	case ANSWER_VALUE:
	case ANSWER_MAIN_RULE:
	case ANSWER_LEFT:
		expected_value(r, x, &a->body);
		return;
	case ANSWER_UNDETERMINED:
		for (uint32_t i = 0; i < a->names.n; i++) {
			const struct symbol *s = symbol_find(r, a->names.at[i].id);
			if (s && s->kind == SYM_INPUT) {
				vec_push(r->a, &x->inputs, s->index);
			} else {
				unknown_name(r, a->names.at[i], word(r, "oplysningen", "the input"));
				x->broken = true;
			}
		}
		return;
	case ANSWER_CONFLICT:
		return;
	case ANSWER_OUTSIDE:
		for (uint32_t i = 0; i < a->referrals.n; i++)
			vec_push(r->a, &x->refer, resolve_target(r, &a->referrals.at[i]));
		return;
	case ANSWER_UNCLEAR:
		expected_readings(r, x, a);
		return;
	}
}

/* The slot whose window is named; a bare number is in the unit of the heading's only slot (semantics P13). */
static bool used_window(struct resolver *r, struct used_m *u, const struct ex *e)
{
	const struct model *m = r->m;
	const struct slot *limit = NULL;
	for (uint32_t i = 0; i < m->slots.n; i++) {
		const struct slot *s = &m->slots.at[i];
		if (s->service != u->service || s->heading != u->heading || s->kind != ST_LIMIT)
			continue;
		if (measure_same(&s->measure, &u->measure))
			return true;
		limit = s;
	}
	if (!limit)
		return true;
	const char *unit = measure_name(r->a, &m->units, &limit->measure, m->style);
	if (u->measure.dim == limit->measure.dim && !u->measure.windows)
		diag_period_needed(r->d, e->at, unit);
	else if (u->measure.dim == DIM_NUMBER && !u->measure.windows)
		diag_unit_missing(r->d, e->at, unit);
	else
		diag_unit_mismatch(r->d, e->at, measure_name(r->a, &m->units, &u->measure, m->style), unit);
	return false;
}

static void example_used(struct resolver *r, struct example *x, const struct example_line *line)
{
	struct used_m u = {.at = line->at};
	if (!line->answer->body.value || !example_place(r, &line->path, &u.service, &u.heading))
		return;
	struct ex *e = resolve_term(r, line->answer->body.value, &r->m->headings.at[u.heading].type);
	if (e->kind != EX_CONST || e->vt != VT_QUANTITY) {
		if (e->kind != EX_BAD)
			diag_wrong_type(r->d, line->at, type_name(r, VT_QUANTITY), type_name(r, e->vt));
		return;
	}
	u.amount = e->number;
	u.measure = e->measure;
	if (!used_window(r, &u, e))
		return;
	vec_push(r->a, &x->used, u);
}

static void resolve_example(struct resolver *r, const struct decl *d)
{
	struct example x = {
		.decl = d, .title = d->title.text.p ? str_c(r->a, d->title.text) : "", .at = d->head};
	x.value = arena_array(r->a, int64_t, r->m->inputs.n);
	x.known = arena_array(r->a, bool, r->m->inputs.n);
	for (uint32_t i = 0; i < d->u.example.lines.n; i++) {
		const struct example_line *line = &d->u.example.lines.at[i];
		switch (line->kind) {
		case EXAMPLE_INPUT:
			example_input(r, &x, line);
			break;
		case EXAMPLE_USED:
			example_used(r, &x, line);
			break;
		case EXAMPLE_GIVES: {
			struct example_answer a = {.ast = line};
			if (!example_place(r, &line->path, &a.service, &a.heading))
				break;
			if (line->answer)
				expect_answer(r, &a, line->answer);
			vec_push(r->a, &x.gives, a);
			break;
		}
		}
	}
	vec_push(r->a, &r->m->examples, x);
}

/* A rounding in an expected value may have declared a reading (semantics P8), which no example states. */
static void make_room(struct resolver *r, struct example *x, uint32_t declared)
{
	int64_t *value = arena_array(r->a, int64_t, r->m->inputs.n);
	bool *known = arena_array(r->a, bool, r->m->inputs.n);
	for (uint32_t i = 0; i < declared; i++) {
		value[i] = x->value[i];
		known[i] = x->known[i];
	}
	x->value = value;
	x->known = known;
}

void resolve_examples(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	uint32_t declared = r->m->inputs.n;
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++)
			if (files[f]->decls.at[i]->kind == DECL_EXAMPLE)
				resolve_example(r, files[f]->decls.at[i]);
	if (r->m->inputs.n > declared)
		for (uint32_t i = 0; i < r->m->examples.n; i++)
			make_room(r, &r->m->examples.at[i], declared);
}
