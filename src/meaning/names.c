/* SPDX-License-Identifier: MIT
 * Names in expressions: inputs, concepts, choices, actors, rates, and the headings of other services.
 */
#include "front/parse.h"
#include "meaning/ex_part.h"

#include <string.h>

/* ---- names ---------------------------------------------------------------------------------------------- */

/* What a concept reads of other services counts at every use, not only at the first. */
static void note_reads(struct resolver *r, uint32_t concept, uint32_t first)
{
	struct read_list *own = &r->concept_reads[concept];
	if (r->concept_state[concept] != CONCEPT_DONE)
		for (uint32_t i = first; i < r->reads.n; i++)
			vec_push(r->a, &own->list, r->reads.at[i]);
	r->reads.n = first;
	for (uint32_t i = 0; i < own->list.n; i++) {
		uint32_t k = 0;
		while (k < r->reads.n && r->reads.at[k] != own->list.at[i])
			k++;
		if (k == r->reads.n)
			vec_push(r->a, &r->reads, own->list.at[i]);
	}
}

/* Concepts inside each other are walked like one formula. */
static struct ex *resolve_body(struct resolver *r, uint32_t i)
{
	const struct expr *e = r->m->concepts.at[i].decl->u.concept;
	uint32_t outer = r->depth, own = e->depth + 1;
	struct ex *x = NULL;
	r->depth = 0;
	r->inside += own;
	if (r->inside <= PARSE_NESTING_LIMIT + 1)
		x = resolve_term(r, e, NULL);
	r->inside -= own;
	if (!x || r->depth + own > PARSE_NESTING_LIMIT + 1) {
		diag_nesting_too_deep(r->d, e->at, PARSE_NESTING_LIMIT);
		x = ex_bad(r, e->at);
		r->depth = own = 0;
	}
	r->concept_depth[i] = r->depth + own;
	r->depth = outer;
	return x;
}

static struct ex *resolve_concept(struct resolver *r, uint32_t i, span at)
{
	struct concept *c = &r->m->concepts.at[i];
	uint32_t first = r->reads.n;
	c->used = true;
	if (r->concept_state[i] == CONCEPT_BUSY) {
		diag_cyclic(r->d, at, name_text(r, c->name));
		return ex_bad(r, at);
	}
	if (r->concept_state[i] == CONCEPT_NEW) {
		r->concept_state[i] = CONCEPT_BUSY;
		c->ex = resolve_body(r, i);
	}
	if (r->depth < r->concept_depth[i])
		r->depth = r->concept_depth[i];
	note_reads(r, i, first);
	r->concept_state[i] = CONCEPT_DONE;
	if (c->ex->vt != VT_QUANTITY)
		return c->ex;
	struct ex *own = arena_new(r->a, struct ex);
	*own = *c->ex; /* each use may give it another unit */
	return own;
}

static int choice_find(const struct type_m *t, name_id name)
{
	for (uint32_t i = 0; t && name && i < t->choices.n; i++)
		if (t->choices.at[i].name == name)
			return (int)i;
	return -1;
}

/* `alder ved E`: whole years on the day of an event. */
static struct ex *age_at(struct resolver *r, const struct path *event, span at)
{
	struct path p = *event;
	const struct symbol *s = p.names.n == 1 ? symbol_find(r, p.names.at[0].id) : NULL;
	if (!s || s->kind != SYM_INPUT || r->m->inputs.at[s->index].type.vt != VT_DATE) {
		unknown_name(r, p.names.at[0], word(r, "hændelsen", "the event"));
		return ex_bad(r, at);
	}
	if (r->m->birth_input == NONE) {
		unknown_name(r, p.names.at[0], word(r, "fødselsdato for", "the birth date for"));
		return ex_bad(r, at);
	}
	struct ex *x = ex_pair(r, EX_AGE, VT_QUANTITY, ex_input(r, r->m->birth_input, at),
	                       ex_input(r, s->index, at));
	x->measure.dim = DIM_MONTH;
	x->measure.unit = (uint32_t)unit_find(&r->m->units, intern_find(r->names, "år", strlen("år")));
	return x;
}

struct ex *resolve_name(struct resolver *r, struct name n, const struct type_m *want)
{
	int choice = choice_find(want, n.id);
	if (choice < 0)
		choice = choice_find(want, name_alias(r, n.id));
	if (choice >= 0)
		return ex_const(r, VT_ENUM, num_int(choice), n.at);
	const struct symbol *s = symbol_find(r, n.id);
	if (!s) {
		if (want && want->vt == VT_ENUM)
			diag_unknown_choice(r->d, n.at, name_text(r, n.id),
			                    word(r, "oplysningen", "the input"));
		else
			unknown_name(r, n, word(r, "navnet", "the name"));
		return ex_bad(r, n.at);
	}
	switch (s->kind) {
	case SYM_INPUT:
		return ex_input(r, s->index, n.at);
	case SYM_CONCEPT:
		return resolve_concept(r, s->index, n.at);
	case SYM_ACTOR: {
		struct ex *x = ex_new(r, EX_ACTORS, VT_ACTOR, n.at);
		r->m->actors.at[s->index].used = true;
		vec_push(r->a, &x->actors, s->index);
		return x;
	}
	case SYM_SERVICE: {
		struct ex *x = ex_const(r, VT_SERVICE, num_int(s->index), n.at);
		return x;
	}
	case SYM_RATE: {
		struct ex *x = ex_new(r, EX_RATE, r->m->rates.at[s->index].type.vt, n.at);
		r->m->rates.at[s->index].used = true;
		r->m->inputs.at[r->m->rates.at[s->index].at_input].used = true;
		x->index = s->index;
		x->measure = r->m->rates.at[s->index].type.measure;
		return x;
	}
	case SYM_CLAUSE:
		break;
	}
	diag_wrong_type(r->d, n.at, word(r, "en værdi", "a value"), word(r, "en klausul", "a clause"));
	return ex_bad(r, n.at);
}

struct ex *resolve_path(struct resolver *r, const struct expr *e, const struct type_m *want)
{
	const struct path *p = &e->u.path.path;
	if (p->names.n > 1)
		return resolve_reading(r, p);
	if (e->u.path.at_event.names.n) {
		const struct symbol *s = symbol_find(r, p->names.at[0].id);
		if (s && s->kind == SYM_INPUT && s->index == r->m->age_input)
			return age_at(r, &e->u.path.at_event, e->at);
		unknown_name(r, p->names.at[0], word(r, "alder ved en hændelse:", "age at an event:"));
		return ex_bad(r, e->at);
	}
	return resolve_name(r, p->names.at[0], want);
}
