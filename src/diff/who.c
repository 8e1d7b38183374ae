/* SPDX-License-Identifier: MIT
 *
 * Whom a change meets: the cases in words, within the target group; the days; an example; and what goes or comes with
 * a service for them.
 */
#include "diff/part.h"

#include "space/region.h"

#define WHO_BOXES 4    /* regions shown of one change */
#define TARGET_BOXES 2 /* of a target group */
#define WORTH_LINES 6
#define OTHERS 2 /* answers of those whom a change does not meet */

/* ---- whom it meets -------------------------------------------------------------------------------------- */

/* f for some day looked at; the days on which somebody can be there. */
static dd on_some_day(struct work *w, dd f, int64_t *from, int64_t *to)
{
	struct space *s = w->j->s;
	const struct column *c = &s->columns.at[s->input_column[0]];
	dd any = DD_FALSE;
	*from = INT64_MAX;
	*to = INT64_MIN;
	for (uint32_t r = 0; r < c->cuts.n; r++) {
		int64_t first = c->cuts.at[r] > w->d->from ? c->cuts.at[r] : w->d->from;
		int64_t last = column_last(c, r) < w->d->to ? column_last(c, r) : w->d->to;
		if (first > last)
			continue;
		dd here = dd_restrict(s->dd, f, c->level, r, r);
		if (here == DD_FALSE || here == DD_BAD)
			continue;
		any = dd_or(s->dd, any, here);
		*from = first < *from ? first : *from;
		*to = last > *to ? last : *to;
	}
	return any;
}

/* Ends that nobody of f reaches are moved in: 18 years, not "at least 18" where older ones never had it. */
static void tighten(const struct space *s, dd f, struct dd_box *box)
{
	for (uint32_t level = 0; level < dd_columns(s->dd); level++) {
		uint32_t lo = box->lo[level], hi = box->hi[level];
		if (!dd_box_mentions(s->dd, box, level))
			continue;
		for (box->hi[level] = lo; lo < hi && dd_always(s->dd, f, box, 0);)
			box->lo[level] = box->hi[level] = ++lo;
		for (box->lo[level] = box->hi[level] = hi; hi > lo && dd_always(s->dd, f, box, 0);)
			box->lo[level] = box->hi[level] = --hi;
		box->lo[level] = lo;
		box->hi[level] = hi;
	}
}

static bool mentions_anything(const struct space *s, const struct dd_box *box)
{
	for (uint32_t level = 0; level < dd_columns(s->dd); level++)
		if (dd_box_mentions(s->dd, box, level))
			return true;
	return false;
}

static void describe_who(struct work *w, struct diff_change *c, dd who, dd wide)
{
	struct space *s = w->j->s;
	struct region r = region_describe(s->dd, who, wide, WHO_BOXES, w->a);
	for (uint32_t i = 0; i < r.n; i++) {
		if (space_possible(s, dd_and(s->dd, who, dd_of_box(s->dd, &r.box[i]))) == FEAS_NO)
			continue;
		struct dd_box box = dd_box_copy(s->dd, &r.box[i], w->a);
		tighten(s, who, &box);
		if (mentions_anything(s, &box))
			vec_push(w->a, &c->who, describe_box(w->a, s, &box));
	}
	c->more = r.more;
}

bool describe_change(struct work *w, const struct diff_service *of, struct diff_change *c, dd where,
                     dd known)
{
	c->law = of->law;
	c->old_service = of->old_service;
	c->new_service = of->new_service;
	struct space *s = w->j->s;
	c->where = dd_and(s->dd, where, s->domain);
	known = dd_and(s->dd, known, s->domain);
	struct witness p = space_witness_within(s, c->where, known, w->a);
	if (p.found == FEAS_NO)
		return false;
	int64_t none_from, none_to;
	dd who = on_some_day(w, c->where, &c->from, &c->to);
	dd all = on_some_day(w, known, &none_from, &none_to);
	if (c->to >= w->d->to)
		c->to = INT64_MAX;
	describe_who(w, c, who, dd_or(s->dd, who, dd_not(s->dd, all)));
	c->maybe_nobody = p.found != FEAS_YES;
	if (p.found == FEAS_YES) {
		bool *shown = arena_array(w->a, bool, s->m->inputs.n);
		for (uint32_t i = 1; i < s->m->inputs.n; i++)
			shown[i] = p.mentioned[i] && s->m->inputs.at[i].kind != INPUT_UNCLEAR;
		c->person = words_person(w->a, s->m, p.values, shown);
	}
	return true;
}

/* ---- in one case ---------------------------------------------------------------------------------------- */

bool ask_side(const struct work *w, uint32_t side, uint32_t slot, const int64_t *values,
              struct plain *out)
{
	const struct model *m = w->j->side[side]->m;
	int64_t *own = arena_array(w->a, int64_t, m->inputs.n);
	if (!joint_case(w->j, side, values, own))
		return false;
	eval_slot(m, own, slot, NULL, out);
	return true;
}

/* ---- target groups, and what they are worth -------------------------------------------------------------- */

const char *target_words(struct work *w, const struct diff_service *s)
{
	bool gone = s->new_service == NONE;
	uint32_t side = gone ? OLD_SIDE : w->last;
	struct space *js = w->j->s, *own = w->j->side[side];
	dd in = joint_import(w->j, side, space_inside(own, gone ? s->old_service : s->new_service));
	if (in == DD_BAD)
		return NULL;
	int64_t from, to;
	dd who = on_some_day(w, dd_and(js->dd, dd_where(js->dd, in, SCOPE_INSIDE), js->domain), &from,
	                     &to);
	dd all = on_some_day(w, js->domain, &from, &to);
	dd wide = dd_or(js->dd, who, dd_not(js->dd, all));
	struct region r = region_describe(js->dd, who, wide, TARGET_BOXES, w->a);
	struct text t = {.a = w->a};
	for (uint32_t i = 0; i < r.n && !r.is_bad; i++)
		text_printf(&t, "%s%s", i ? in_words(w, "; eller ", "; or ") : "",
		            describe_box(w->a, js, &r.box[i]));
	if (t.n && r.more)
		text_puts(&t, in_words(w, "; eller flere andre", "; or several others"));
	return t.n ? text_c(&t) : NULL;
}

/* The one amount that a slot gives in all cases of `where`; NULL. */
static const char *only_amount(struct work *w, uint32_t side, uint32_t slot, dd where)
{
	struct space *js = w->j->s;
	const struct space *own = w->j->side[side];
	dd f = joint_import(w->j, side, own->slot[slot]);
	f = f == DD_BAD ? f : dd_if(js->dd, where, f, dd_leaf(0));
	if (f == DD_BAD)
		return NULL;
	struct dd_values v = dd_possible(js->dd, f, NULL, w->a);
	const struct leaf *only = NULL;
	for (uint32_t i = 0; i < v.n; i++) {
		if (v.at[i] == 0)
			continue;
		if (only)
			return NULL;
		only = &own->leaves.at[v.at[i]];
	}
	bool amount = only && only->p.kind == PLAIN_VALUE && only->p.st == ST_LIMIT &&
	              !(only->p.has_upper && only->p.upper.p == 0);
	return amount ? said_words(w, (struct said){side, slot, only}) : NULL;
}

void add_worth(struct work *w, struct diff_change *c, uint32_t side, uint32_t service)
{
	const struct model *m = w->j->side[side]->m;
	const struct service *sv = &m->services.at[service];
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		const struct heading *h = &m->headings.at[m->slots.at[i].heading];
		if (m->slots.at[i].kind != ST_LIMIT || h->better != BETTER_HIGHEST ||
		    c->worth.n == WORTH_LINES)
			continue;
		const char *words = only_amount(w, side, i, c->where);
		if (words)
			vec_push(w->a, &c->worth, arena_printf(w->a, "%s: %s", h->text, words));
	}
}

void add_others(struct work *w, struct diff_change *c, uint32_t slot, dd where)
{
	struct space *js = w->j->s;
	const struct space *own = w->j->side[w->last];
	dd f = joint_import(w->j, w->last, own->slot[slot]);
	f = f == DD_BAD || where == DD_BAD ? DD_BAD : dd_if(js->dd, where, f, dd_leaf(0));
	if (f == DD_BAD)
		return;
	struct dd_values v = dd_possible(js->dd, f, NULL, w->a);
	for (uint32_t i = 0; i < v.n; i++) {
		const struct leaf *leaf = &own->leaves.at[v.at[i]];
		const char *words = v.at[i] ? said_words(w, (struct said){w->last, slot, leaf}) : NULL;
		if (v.at[i] == 0 || leaf->impossible)
			continue;
		if (!words || c->others.n == OTHERS) {
			c->others.n = 0;
			return;
		}
		vec_push(w->a, &c->others, words);
	}
}
