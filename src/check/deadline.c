/* SPDX-License-Identifier: MIT
 *
 * Deadlines: events that are not stated, exceptions without an end, chains that are longer than the statute's own
 * deadline, follow-ups after the measure has ended.
 */
#include "base/date.h"
#include "check/ctx.h"

#include <assert.h>
#include <string.h>

/* ---- events --------------------------------------------------------------------------------------------- */

static bool is_named(const char *ascii, const char *danish, const char *english)
{
	return strcmp(ascii, danish) == 0 || strcmp(ascii, english) == 0;
}

/* A length of time that is known at least to one side; a date needs no event to be counted from. */
static bool has_length(const struct model *m, const struct statement *st)
{
	const struct ex *x = st->upper ? st->upper : st->lower;
	return x && m->slots.at[st->slot].kind == ST_DEADLINE && x->vt != VT_DATE;
}

bool lacks_start(const struct model *m, const struct statement *st)
{
	return has_length(m, st) && m->slots.at[st->slot].start == NONE;
}

/* Under `frist` nothing else says what has to be done in time; `klagefrist` says it itself. */
static bool lacks_end(const struct model *m, const struct statement *st)
{
	const struct slot *sl = &m->slots.at[st->slot];
	bool plain = is_named(m->headings.at[sl->heading].ascii, "frist", "deadline");
	return plain && has_length(m, st) && sl->end == NONE;
}

static void report_open(struct check_ctx *c, uint32_t rule, const struct statement *st)
{
	static const char *const words[2][4] = {
		{NULL, "hvad den regnes fra", "hvad der skal være sket",
	     "hvad den regnes fra, og hvad der skal være sket"},
		{NULL, "what it is counted from", "what has to have happened",
	     "what it is counted from and what has to have happened"}};
	const struct rule *r = &c->m->rules.at[rule];
	int what = (lacks_start(c->m, st) ? 1 : 0) + (lacks_end(c->m, st) ? 2 : 0);
	if (!what)
		return;
	struct diag *x = diag_open_deadline(c->d, st->at, c->m->headings.at[r->heading].text,
	                                    words[c->m->words == LANG_EN][what]);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person_for(c, x, rule);
}

void check_events(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		for (uint32_t k = 0; r->service < c->m->own_services && k < r->statements.n; k++)
			if (!k || r->statements.at[k].at.lo != r->statements.at[k - 1].at.lo)
				report_open(c, i, &r->statements.at[k]);
	}
}

/* ---- exceptions without an end -------------------------------------------------------------------------- */

/* The first statement of a provision that sets a last day; NULL. */
static const struct statement *last_day_of(const struct model *m, const struct provision_m *p)
{
	for (uint32_t i = p->first_rule; i < p->first_rule + p->rules; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			if (st->upper && m->slots.at[st->slot].kind == ST_DEADLINE)
				return st;
		}
	return NULL;
}

static bool sets_last_day(const struct rule *r)
{
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].upper)
			return true;
	return false;
}

/* A deadline on the municipality: later is never better. */
static bool is_deadline(const struct heading *h)
{
	return h->type.vt == VT_DEADLINE && h->better != BETTER_LATEST && h->better != BETTER_HIGHEST;
}

/* Its value leaves the time open, where what it is an exception to does not. */
const struct statement *endless_exception(const struct model *m, uint32_t rule)
{
	const struct rule *r = &m->rules.at[rule];
	const struct provision_m *p = &m->provisions.at[r->provision];
	bool asked = p->parent != NONE && p->service < m->own_services && r->statements.n &&
	             is_deadline(&m->headings.at[p->heading]);
	if (!asked || sets_last_day(r) || !last_day_of(m, &m->provisions.at[p->parent]))
		return NULL;
	return &r->statements.at[0];
}

static void report_endless(struct check_ctx *c, uint32_t rule, const struct statement *st)
{
	const struct model *m = c->m;
	const struct rule *r = &m->rules.at[rule];
	const struct provision_m *base = &m->provisions.at[m->provisions.at[r->provision].parent];
	const struct statement *from = last_day_of(m, base);
	struct statement known = *from;
	known.kind = ST_DEADLINE; /* in the words of the part that is known */
	struct diag *x = diag_endless_exception(
		c->d, st->at, m->headings.at[r->heading].text,
		words_statement(c->a, m, &known, &m->slots.at[from->slot]),
		words_statement(c->a, m, st, &m->slots.at[st->slot]));
	note_base_here(c->d, x, base->at);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person_for(c, x, rule);
}

void check_endless(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct statement *st = endless_exception(c->m, i);
		if (st)
			report_endless(c, i, st);
	}
}

/* ---- lengths of time ------------------------------------------------------------------------------------ */

#define CHAIN_STEPS 4
#define LONGEST 40000 /* days or months: a century of days; longer is no deadline */

/* Steps after each other, held against one limit. */
struct lengths {
	const struct plain *step[CHAIN_STEPS], *limit;
	uint32_t n;
};

enum { LENGTH_KEPT, LENGTH_DEPENDS, LENGTH_LONGER };

static bool is_length(const struct plain *p)
{
	bool time = p->measure.dim == DIM_DAY || p->measure.dim == DIM_MONTH;
	return p->kind == PLAIN_VALUE && p->has_upper && time && p->vt != VT_DATE &&
	       num_is_int(p->upper) && p->upper.p >= 0 && p->upper.p <= LONGEST;
}

static int64_t later(int64_t day, const struct plain *p)
{
	return p->measure.dim == DIM_DAY ? day + p->upper.p : date_add_months(day, p->upper.p, NULL);
}

/* Can the steps together end after the limit? Months and days are held together over all days to begin on (semantics D4). */
static uint32_t compare_lengths(const struct lengths *l, int64_t *first)
{
	bool longer = false, kept = false;
	int64_t from = date_day(2024, 1, 1);
	for (int64_t day = from; day < from + 1461; day++) {
		int64_t end = day;
		for (uint32_t i = 0; i < l->n; i++)
			end = later(end, l->step[i]);
		bool late = end > later(day, l->limit);
		*first = late && !longer ? day : *first;
		longer |= late;
		kept |= !late;
	}
	return !longer ? LENGTH_KEPT : kept ? LENGTH_DEPENDS : LENGTH_LONGER;
}

static bool lengths_of(const struct plain *limit, const struct plain *const *step, uint32_t n,
                       struct lengths *out)
{
	*out = (struct lengths){.limit = limit, .n = n};
	bool known = is_length(limit);
	for (uint32_t i = 0; i < n && known; i++) {
		out->step[i] = step[i];
		known = is_length(step[i]);
	}
	return known;
}

/* Parts: the limit, then the steps. */
static uint32_t lengths_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct space *s = ctx;
	const struct plain *p[1 + CHAIN_STEPS];
	struct lengths l;
	int64_t first = 0;
	assert(n >= 2);
	for (uint32_t i = 0; i < n; i++) {
		const struct leaf *leaf = &s->leaves.at[v[i]];
		if (leaf->impossible || leaf_is_formula(leaf))
			return LENGTH_KEPT;
		p[i] = &leaf->p;
	}
	return lengths_of(p[0], p + 1, n - 1, &l) ? compare_lengths(&l, &first) : LENGTH_KEPT;
}

/* Somebody for whom the steps are longer than the limit: for every day to begin on, else for some. */
static bool find_longer(struct check_ctx *c, const uint32_t *slot, uint32_t n, dd where,
                        struct witness *w)
{
	dd parts[1 + CHAIN_STEPS];
	assert(n >= 2 && n <= 1 + CHAIN_STEPS);
	for (uint32_t i = 0; i < n; i++) {
		parts[i] = c->s->slot[slot[i]];
		if (parts[i] == DD_BAD)
			return false;
	}
	dd f = dd_combine(c->s->dd, parts, n, &(struct dd_rule){.leaf = lengths_leaf, .ctx = c->s});
	for (uint32_t value = LENGTH_LONGER; f != DD_BAD && value > LENGTH_KEPT; value--) {
		dd here = dd_and(c->s->dd, in_domain(c, where), dd_where(c->s->dd, f, value));
		if (here != DD_BAD && here != DD_FALSE && finding_witness(c, here, w))
			return true;
	}
	return false;
}

/* The plain answers of the person, the limit first; the reference evaluator must see the same. */
static void confirm_longer(struct check_ctx *c, const uint32_t *slot, uint32_t n,
                           const struct witness *w, struct plain *p, struct lengths *l)
{
	const struct plain *step[CHAIN_STEPS];
	int64_t first = 0;
	assert(n >= 2);
	for (uint32_t i = 0; i < n; i++)
		eval_slot(c->m, w->values, slot[i], NULL, &p[i]);
	for (uint32_t i = 1; i < n; i++)
		step[i - 1] = &p[i];
	bool longer = lengths_of(&p[0], step, n - 1, l) && compare_lengths(l, &first) != LENGTH_KEPT;
	confirm(longer, "the reference evaluator sees the time kept", c->m->slots.at[slot[0]].id);
}

static void note_day(struct check_ctx *c, struct diag *x, const struct lengths *l)
{
	int64_t first = 0;
	if (compare_lengths(l, &first) == LENGTH_DEPENDS)
		note_depends_on_day(c->d, x, SPAN_NONE, date_text(c->a, first));
}

/* ---- chains --------------------------------------------------------------------------------------------- */

#define CHAINS_TRIED 500 /* for one deadline of a statute */

struct chain {
	uint32_t slot[1 + CHAIN_STEPS]; /* the statute's, then the steps */
	uint32_t n, service, block, tried;
	dd binds;
};

static bool is_step(const struct model *m, uint32_t slot)
{
	const struct slot *sl = &m->slots.at[slot];
	return sl->kind == ST_DEADLINE && !sl->before && sl->start != NONE && sl->end != NONE &&
	       sl->strength > STRENGTH_TYPICAL && is_deadline(&m->headings.at[sl->heading]);
}

static void report_chain(struct check_ctx *c, const struct chain *k, const struct witness *w)
{
	const struct model *m = c->m;
	struct plain p[1 + CHAIN_STEPS];
	struct lengths l;
	struct text own = {.a = c->a};
	confirm_longer(c, k->slot, k->n, w, p, &l);
	for (uint32_t i = 1; i < k->n; i++)
		text_printf(&own, "%s%s", i > 1 ? " + " : "", rule_words(c, p[i].rules[0], k->slot[i]));
	const struct rule *last = &m->rules.at[p[k->n - 1].rules[0]];
	struct diag *x = diag_long_chain(c->d, last->at, m->services.at[k->block].text,
	                                 words_value(c->a, m, k->slot[0], &p[0]), text_c(&own));
	for (uint32_t i = 1; i + 1 < k->n; i++)
		note_stands_here(c->d, x, m->rules.at[p[i].rules[0]].at,
		                 rule_words(c, p[i].rules[0], k->slot[i]));
	note_statute_here(c->d, x, m->rules.at[p[0].rules[0]].at);
	note_day(c, x, &l);
	finding_at(c, x, last->service, last->heading, last->provision);
	finding_person(c, x, w);
}

/* One more step from `event`; true where a chain was reported. */
static bool lengthen(struct check_ctx *c, struct chain *k, uint32_t event)
{
	const struct model *m = c->m;
	const struct service *sv = &m->services.at[k->service];
	const struct slot *law = &m->slots.at[k->slot[0]];
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		const struct slot *sl = &m->slots.at[i];
		struct witness w;
		if (!is_step(m, i) || sl->start != event || sl->end == law->start ||
		    k->tried == CHAINS_TRIED)
			continue;
		k->slot[k->n++] = i;
		k->tried++;
		bool whole = sl->end == law->end;
		if (whole && k->n > 2 && find_longer(c, k->slot, k->n, k->binds, &w)) {
			report_chain(c, k, &w);
			return true;
		}
		if (!whole && k->n <= CHAIN_STEPS && lengthen(c, k, sl->end))
			return true;
		k->n--;
	}
	return false;
}

/* The service states the whole deadline itself: then that is held against the statute (N5101), not its parts. */
static bool states_whole(const struct model *m, const struct service *sv, const struct slot *law)
{
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		const struct slot *sl = &m->slots.at[i];
		if (sl->kind == ST_DEADLINE && sl->start == law->start && sl->end == law->end)
			return true;
	}
	return false;
}

static void chains_under(struct check_ctx *c, uint32_t block, uint32_t service)
{
	const struct service *b = &c->m->services.at[block], *sv = &c->m->services.at[service];
	dd binds = DD_BAD;
	for (uint32_t i = b->first_slot; i < b->first_slot + b->slots; i++) {
		const struct slot *law = &c->m->slots.at[i];
		if (!is_step(c->m, i) || states_whole(c->m, sv, law))
			continue;
		if (binds == DD_BAD)
			binds = space_binds(c->s, block, service);
		if (binds == DD_BAD || binds == DD_FALSE)
			return;
		struct chain k = {.n = 1, .service = service, .block = block, .binds = binds};
		k.slot[0] = i;
		lengthen(c, &k, law->start);
	}
}

/* Deadlines of which one begins where the other ends, against the statute's for the whole way. */
void check_chains(struct check_ctx *c)
{
	for (uint32_t b = c->m->own_services; b < c->m->services.n; b++)
		for (uint32_t i = 0; i < c->m->own_services; i++)
			chains_under(c, b, i);
}

/* ---- follow-up ------------------------------------------------------------------------------------------ */

static bool is_start(const struct model *m, uint32_t input)
{
	static const char *const names[] = {"igangsaettelse", "ivaerksaettelse", "opstart", "start",
	                                    "commencement"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (input != NONE && strcmp(m->inputs.at[input].ascii, names[i]) == 0)
			return true;
	return false;
}

/* How long the measure lasts at most, in time and not in time per something. */
static bool is_duration(const struct model *m, uint32_t slot)
{
	const struct slot *sl = &m->slots.at[slot];
	return sl->kind == ST_LIMIT && sl->measure.windows == 0 && sl->strength > STRENGTH_TYPICAL &&
	       is_named(m->headings.at[sl->heading].ascii, "varighed", "duration");
}

static bool is_follow_up(const struct model *m, uint32_t slot)
{
	const struct slot *sl = &m->slots.at[slot];
	return is_step(m, slot) && is_start(m, sl->start) &&
	       is_named(m->headings.at[sl->heading].ascii, "opfoelgning", "follow_up");
}

static void compare_follow_up(struct check_ctx *c, uint32_t duration, uint32_t follow_up)
{
	const struct model *m = c->m;
	const uint32_t slot[2] = {duration, follow_up};
	struct plain p[2];
	struct lengths l;
	struct witness w;
	if (!find_longer(c, slot, 2, DD_TRUE, &w))
		return;
	confirm_longer(c, slot, 2, &w, p, &l);
	const struct rule *r = &m->rules.at[p[1].rules[0]], *of = &m->rules.at[p[0].rules[0]];
	struct diag *x = diag_late_follow_up(c->d, r->at, rule_words(c, p[1].rules[0], follow_up),
	                                     rule_words(c, p[0].rules[0], duration));
	note_stands_here(c->d, x, of->at, m->headings.at[of->heading].text);
	note_day(c, x, &l);
	finding_at(c, x, r->service, r->heading, r->provision);
	finding_person(c, x, &w);
}

void check_follow_up(struct check_ctx *c)
{
	for (uint32_t s = 0; s < c->m->own_services; s++) {
		const struct service *sv = &c->m->services.at[s];
		uint32_t end = sv->first_slot + sv->slots;
		for (uint32_t i = sv->first_slot; i < end; i++)
			for (uint32_t k = sv->first_slot; is_follow_up(c->m, i) && k < end; k++)
				if (is_duration(c->m, k))
					compare_follow_up(c, k, i);
	}
}
