/* SPDX-License-Identifier: MIT
 * Numbers that leave somebody out: ages between two bands, amounts half-way between two steps.
 */
#include "check/ctx.h"

/* ---- ages between two bands ----------------------------------------------------------------------------- */

/* One heading of a service, age by age. */
struct bands {
	struct check_ctx *c;
	const struct heading_use *use;
	const struct column *ages;
	dd asked, answered;
};

static dd aged(const struct bands *b, dd f, uint32_t rank)
{
	dd here = space_range(b->c->s, b->ages->input, b->ages->cuts.at[rank],
	                      column_last(b->ages, rank));
	return dd_and(b->c->s->dd, f, here);
}

static bool is_band(const struct bands *b, uint32_t provision, uint32_t rank)
{
	dd f = dd_and(b->c->s->dd, b->asked, b->c->s->provision[provision]);
	return f != DD_BAD && is_possible(b->c, aged(b, f, rank));
}

/* A provision that speaks at one age and not at the other; NONE. */
static uint32_t band_at(const struct bands *b, uint32_t here, uint32_t not_here)
{
	for (uint32_t i = 0; i < b->use->provisions.n; i++) {
		uint32_t p = b->use->provisions.at[i];
		if (is_band(b, p, here) && !is_band(b, p, not_here))
			return p;
	}
	return NONE;
}

/* Ranks first..last are asked for and not answered; those beside them are answered, by different provisions. */
static void report_band(struct bands *b, uint32_t service, uint32_t first, uint32_t last)
{
	struct check_ctx *c = b->c;
	uint32_t below = band_at(b, first - 1, last + 1), above = band_at(b, last + 1, first - 1);
	struct witness w;
	dd where = DD_FALSE;
	for (uint32_t rank = first; rank <= last; rank++)
		where = dd_or(c->s->dd, where, aged(b, b->asked, rank));
	if (below == NONE || above == NONE || where == DD_BAD || !finding_witness(c, where, &w))
		return;
	uint32_t heading = b->use->heading;
	confirm(has_no_value(c, service, heading, w.values), "the reference evaluator sees no gap",
	        c->m->headings.at[heading].text);
	const char *ages = describe_cell(c->a, c->s, c->s->input_column[b->ages->input],
	                                 b->ages->cuts.at[first], column_last(b->ages, last));
	struct diag *x = diag_band_missing(c->d, c->m->provisions.at[above].at,
	                                   c->m->headings.at[heading].text, ages);
	note_band_below(c->d, x, c->m->provisions.at[below].at);
	finding_at(c, x, service, heading, above);
	finding_person(c, x, &w);
}

static void bands_in(struct check_ctx *c, uint32_t service, const struct heading_use *use)
{
	struct bands b = {.c = c, .use = use, .answered = DD_FALSE};
	b.asked = asked_for(c, service, use->heading);
	b.ages = &c->s->columns.at[c->s->input_column[c->m->age_input]];
	for (uint32_t i = 0; i < use->provisions.n; i++)
		b.answered = dd_or(c->s->dd, b.answered, c->s->provision[use->provisions.at[i]]);
	b.answered = dd_and(c->s->dd, b.asked, b.answered);
	if (b.asked == DD_BAD || b.answered == DD_BAD)
		return;
	uint32_t spoke = NONE, ranks = b.ages->cuts.n;
	for (uint32_t rank = 0; rank < ranks; rank++) {
		if (is_possible(c, aged(&b, b.answered, rank))) {
			if (spoke != NONE && spoke + 1 < rank)
				report_band(&b, service, spoke + 1, rank - 1);
			spoke = rank;
		} else if (!is_possible(c, aged(&b, b.asked, rank))) {
			spoke = NONE; /* nobody of that age asks: no hole across it */
		}
	}
}

/* Required headings and tables have findings of their own; sentences may be for some. */
void check_bands(struct check_ctx *c)
{
	const struct model *m = c->m;
	if (m->age_input == NONE || c->s->input_column[m->age_input] == NONE)
		return;
	for (uint32_t i = 0; i < m->own_services; i++) {
		const struct service *sv = &m->services.at[i];
		for (uint32_t k = 0; k < sv->uses.n; k++) {
			const struct heading_use *u = &sv->uses.at[k];
			const struct heading *h = &m->headings.at[u->heading];
			if (!h->required && !h->several && u->provisions.n > 1 && !has_table(c, u))
				bands_in(c, i, u);
		}
	}
}

/* ---- half-way between two steps ------------------------------------------------------------------------- */

/* The rounding in a formula whose direction nobody says; NULL. */
static const struct ex *open_rounding(const struct ex *x)
{
	if (!x)
		return NULL;
	if (x->kind == EX_ROUND && x->tie == TIE_OPEN)
		return x;
	const struct ex *found = NULL;
	for (uint32_t i = 0; i < x->kids.n && !found; i++)
		found = open_rounding(x->kids.at[i]);
	return found;
}

struct half_way {
	struct check_ctx *c;
	const struct rule *rule;
	uint32_t slot;
	const struct ex *round;
	struct witness w;
	struct plain up, down;
};

/* The person as it stands is inside and gets one of two answers: what the reference evaluator says. */
static bool matters(struct half_way *h)
{
	const struct model *m = h->c->m;
	bool conflict;
	if (!eval_given(m, h->w.values) ||
	    eval_scope(m, h->w.values, h->rule->service, &conflict) != TRUTH_YES)
		return false;
	h->w.values[h->round->index] = 0;
	eval_slot(m, h->w.values, h->slot, NULL, &h->up);
	h->w.values[h->round->index] = 1;
	eval_slot(m, h->w.values, h->slot, NULL, &h->down);
	return h->up.kind == PLAIN_VALUE && h->down.kind == PLAIN_VALUE &&
	       !plain_same(&h->up, &h->down);
}

static struct num inner_at(const struct half_way *h, uint32_t input, int64_t value)
{
	h->w.values[input] = value;
	return eval_number(h->c->m, h->w.values, h->round->kids.at[0]);
}

#define TIES_TRIED 2000 /* steps of the rounding, from the least amount upwards */

/* One input is moved until the amount lies half-way; the formula is linear in it, or the attempt fails. */
static bool move(struct half_way *h, uint32_t input)
{
	const struct type_m *t = &h->c->m->inputs.at[input].type;
	int64_t start = h->w.values[input], lo = t->lo;
	struct num step = h->round->number, from = inner_at(h, input, lo);
	struct num slope = lo < t->hi ? num_sub(inner_at(h, input, lo + 1), from) : NUM_BAD;
	bool known = num_ok(from) && num_ok(slope) && slope.p != 0;
	struct num first = known ? num_add(num_mul(step, num_int(num_floor(num_div(from, step)))),
	                                   num_div(step, num_int(2)))
	                         : NUM_BAD;
	if (slope.p < 0)
		step = num_neg(step);
	for (int i = 0; num_ok(first) && i < TIES_TRIED; i++, first = num_add(first, step)) {
		struct num moved = num_add(num_int(lo), num_div(num_sub(first, from), slope));
		if (!num_ok(moved) || num_cmp(moved, num_int(t->hi)) > 0)
			break;
		if (!num_is_int(moved) || moved.p < lo)
			continue;
		struct num inner = inner_at(h, input, moved.p);
		h->w.mentioned[input] = true;
		if (num_ok(inner) && num_is_tie(inner, h->round->number) && matters(h))
			return true;
	}
	h->w.values[input] = start;
	return false;
}

static bool find_half_way(struct half_way *h, const struct ex *x)
{
	if (x->kind == EX_INPUT && x->vt == VT_QUANTITY && move(h, x->index))
		return true;
	bool found = false;
	for (uint32_t i = 0; i < x->kids.n && !found; i++)
		found = find_half_way(h, x->kids.at[i]);
	return found;
}

static bool report_tie(struct check_ctx *c, const struct rule *r, uint32_t index, uint32_t slot,
                       const struct ex *round)
{
	struct half_way h = {.c = c, .rule = r, .slot = slot, .round = round};
	/* whatever a missing rate or condition would be */
	dd where = dd_and(c->s->dd, dd_where(c->s->dd, c->s->inside[r->service], 1),
	                  c->s->applies[index]);
	where = in_domain(c, where == DD_BAD ? where : space_for_all_holes(c->s, where));
	if (where == DD_BAD || where == DD_FALSE || !finding_witness(c, where, &h.w) ||
	    !find_half_way(&h, round->kids.at[0]))
		return false;
	const struct model *m = c->m;
	struct num half = eval_number(m, h.w.values, round->kids.at[0]);
	struct diag *x = diag_tie_open(
		c->d, round->at, measure_text(c->a, &m->units, half, &round->kids.at[0]->measure, m->style),
		words_value(c->a, m, slot, &h.up), words_value(c->a, m, slot, &h.down));
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, &h.w);
	return true;
}

/* Each rounding once, where it is met first. */
void check_ties(struct check_ctx *c)
{
	const struct model *m = c->m;
	bool *said = arena_array(c->a, bool, m->inputs.n + 1);
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		for (uint32_t k = 0; r->service < m->own_services && k < r->statements.n; k++) {
			const struct statement *st = &r->statements.at[k];
			const struct ex *x = open_rounding(st->upper);
			x = x ? x : open_rounding(st->lower);
			if (x && !said[x->index])
				said[x->index] = report_tie(c, r, i, st->slot, x);
		}
	}
}
