/* SPDX-License-Identifier: MIT
 *
 * Deadlines: an end event, a length and a start event, or a date; slots are kept apart by their events (semantics S1).
 */
#include "meaning/value_part.h"

/* An event by its name; *input NONE and *text NULL where none is written. */
static bool event_of(struct saying *s, const struct path *p, uint32_t *input, const char **text)
{
	*input = NONE;
	*text = NULL;
	if (!p || !p->names.n)
		return true;
	const struct symbol *y = p->names.n == 1 ? symbol_find(s->r, p->names.at[0].id) : NULL;
	if (!y || y->kind != SYM_INPUT || s->r->m->inputs.at[y->index].type.vt != VT_DATE) {
		unknown_name(s->r, p->names.at[0], word(s->r, "hændelsen", "the event"));
		return false;
	}
	s->r->m->inputs.at[y->index].used = true;
	*input = y->index;
	*text = s->r->m->inputs.at[y->index].text;
	return true;
}

/* A length `12 uger`, or a hole; NULL where it was bad. */
static struct ex *length_of(struct saying *s, const struct expr *e)
{
	struct ex *x = resolve_term(s->r, e, NULL);
	bool time = x->vt == VT_QUANTITY && (x->measure.dim == DIM_DAY || x->measure.dim == DIM_MONTH);
	if (x->kind == EX_HOLE || (time && x->measure.windows == 0))
		return x;
	if (x->kind != EX_BAD)
		no_length(s->r, x, e->at);
	return NULL;
}

/* [END] rel LENGTH efter|før START; or [END] rel a date. */
static void say_deadline(struct saying *s, const struct expr *e, const struct path *end,
                         enum rel rel, const struct expr *right)
{
	struct slot key = {.kind = ST_DEADLINE, .start = NONE};
	struct ex *lower = NULL, *upper = NULL;
	if (!event_of(s, end, &key.end, &key.end_text))
		return;
	struct statement st = {.kind = ST_DEADLINE, .at = e->at};
	if (right->kind == EXPR_MOMENT) {
		struct ex *len = length_of(s, right->u.moment.length);
		if (!len || !event_of(s, right->u.moment.event_missing ? NULL : &right->u.moment.event,
		                      &key.start, &key.start_text))
			return;
		key.before = right->u.moment.before;
		if (len->kind == EX_HOLE || right->u.moment.event_missing) {
			st.kind = ST_HOLE;
			st.text = len->kind == EX_HOLE ? len->vague : say_vague(s, right->u.moment.vague);
		}
		if (len->kind != EX_HOLE)
			say_bound(s, rel, len, &lower, &upper);
		st.measure = len->measure;
	} else {
		struct ex *day = resolve_term(s->r, right, NULL);
		if (day->kind == EX_HOLE) {
			say_hole(s, e->at, day->vague, NONE, NULL, NULL, NULL);
			return;
		}
		if (day->kind == EX_BAD)
			return;
		if (day->vt != VT_DATE) {
			say_refused(s, e->at);
			return;
		}
		say_bound(s, rel, day, &lower, &upper);
	}
	st.lower = lower;
	st.upper = upper;
	st.slot = say_slot(s, key);
	say_statement(s, st);
}

static void say_deadline_range(struct saying *s, const struct expr *e, const struct path *end)
{
	/* `fra 2 til 4 uger efter E`: unit and event of the last end hold for both */
	const struct expr *to = e->u.range.to, *from = e->u.range.from;
	if (to->kind == EXPR_MOMENT && from->kind != EXPR_MOMENT) {
		struct expr *m = expr_copy(s->r->a, to);
		struct expr *len = expr_copy(s->r->a, from);
		if (len->kind == EXPR_QUANTITY && !len->u.quantity.unit.unit.id &&
		    to->u.moment.length->kind == EXPR_QUANTITY)
			len->u.quantity.unit = to->u.moment.length->u.quantity.unit;
		m->u.moment.length = len;
		from = m;
	}
	say_deadline(s, e, end, REL_EARLIEST, from);
	say_deadline(s, e, end, REL_LATEST, to);
}

static const struct path *end_path(const struct expr *left)
{
	return left && left->kind == EXPR_PATH ? &left->u.path.path : NULL;
}

void say_deadlines(struct saying *s, const struct expr *e)
{
	if (e->kind == EXPR_COMPARE)
		say_deadline(s, e, end_path(e->u.compare.left), e->u.compare.rel, e->u.compare.right);
	else if (e->kind == EXPR_RANGE)
		say_deadline_range(s, e, end_path(e->u.range.left));
	else if (say_hole_in(e))
		say_limit_hole(s, say_hole_in(e), REL_EXACTLY);
	else
		say_deadline(s, e, NULL, REL_EXACTLY, e);
}
