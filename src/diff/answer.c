/* SPDX-License-Identifier: MIT
 *
 * Two answers of two catalogues: whether they are the same, what becomes of the one, and what that is for the citizen.
 * "Better" follows the heading's direction (semantics S5): on a limit, neither end may be worse and one must be better.
 */
#include "diff/part.h"

#include <string.h>

static const struct model *model_of(const struct work *w, struct said x)
{
	return w->j->side[x.side]->m;
}

static const struct slot *slot_of(const struct work *w, struct said x)
{
	return &model_of(w, x)->slots.at[x.slot];
}

/* A slot that says nothing, while others of its heading speak, is as good as none. */
static bool is_absent(struct said x)
{
	return !x.leaf || x.leaf->p.kind == PLAIN_ABSENT;
}

/* ---- the same? ------------------------------------------------------------------------------------------ */

static const char *index_text(const struct work *w, struct said x)
{
	return words_index(w->a, model_of(w, x),
	                   &model_of(w, x)->headings.at[slot_of(w, x)->heading].type,
	                   x.leaf->p.lower.p);
}

static bool has_actor(const struct model *m, const struct ex *set, name_id name)
{
	for (uint32_t i = 0; i < set->actors.n; i++)
		if (m->actors.at[set->actors.at[i]].name == name)
			return true;
	return false;
}

static bool same_actors(const struct model *m, const struct ex *a, const struct model *o,
                        const struct ex *b)
{
	bool same = a->actors.n == b->actors.n && (a->actors.n < 2 || a->is_and == b->is_and);
	for (uint32_t i = 0; same && i < a->actors.n; i++)
		same = has_actor(o, b, m->actors.at[a->actors.at[i]].name);
	return same;
}

static bool same_end(bool has_a, struct num a, bool has_b, struct num b)
{
	return has_a == has_b && (!has_a || num_eq(a, b));
}

static bool same_limits(const struct plain *p, const struct plain *q)
{
	return p->vt == q->vt && same_end(p->has_lower, p->lower, q->has_lower, q->lower) &&
	       same_end(p->has_upper, p->upper, q->has_upper, q->upper);
}

static bool same_formulas(const struct work *w, struct said x, struct said y)
{
	const struct leaf *a = x.leaf, *b = y.leaf;
	bool same = a->lower.n == b->lower.n && a->upper.n == b->upper.n;
	for (uint32_t i = 0; same && i < a->lower.n; i++)
		same = space_same_formula(w->j->s, joint_ex(w->j, x.side, a->lower.at[i].ex),
		                          joint_ex(w->j, y.side, b->lower.at[i].ex));
	for (uint32_t i = 0; same && i < a->upper.n; i++)
		same = space_same_formula(w->j->s, joint_ex(w->j, x.side, a->upper.at[i].ex),
		                          joint_ex(w->j, y.side, b->upper.at[i].ex));
	return same;
}

static bool same_value(const struct work *w, struct said x, struct said y)
{
	const struct plain *p = &x.leaf->p, *q = &y.leaf->p;
	if (p->st != q->st || slot_of(w, x)->strength != slot_of(w, y)->strength)
		return false;
	switch (p->st) {
	case ST_LIMIT:
	case ST_DEADLINE:
		if (!measure_alike(&model_of(w, x)->units, &p->measure, &model_of(w, y)->units,
		                   &q->measure))
			return false;
		return leaf_is_formula(x.leaf) || leaf_is_formula(y.leaf) ? same_formulas(w, x, y)
		                                                          : same_limits(p, q);
	case ST_INDEX:
		return same_text(index_text(w, x), index_text(w, y));
	case ST_ACTORS:
		return same_actors(model_of(w, x), p->actors, model_of(w, y), q->actors);
	case ST_TEXT:
		return same_text(slot_of(w, x)->text, slot_of(w, y)->text);
	case ST_NO_LIMIT:
		return same_text(said_words(w, x), said_words(w, y));
	case ST_NOT:
	case ST_HOLE:
		break;
	}
	return true;
}

/* Where a deadline begins and ends, and the question as such. */
static bool same_events(const struct work *w, struct said x, struct said y)
{
	const struct slot *a = slot_of(w, x), *b = slot_of(w, y);
	return a->kind != ST_DEADLINE || b->kind != ST_DEADLINE ||
	       (a->before == b->before && same_text(a->end_text, b->end_text) &&
	        same_text(a->start_text, b->start_text));
}

static bool hangs(const struct plain *p)
{
	return p->silence == SILENCE_CONDITION || p->silence == SILENCE_SERVICE;
}

/* Of several conditions that are missing another may be named: what hangs on one is silent either way. */
static bool same_silence(const struct plain *p, const struct plain *q)
{
	if (hangs(p) && hangs(q))
		return true;
	return p->silence == q->silence && same_text(p->what, q->what) && same_limits(p, q);
}

bool said_same(const struct work *w, struct said x, struct said y)
{
	if (is_absent(x) || is_absent(y))
		return is_absent(x) && is_absent(y);
	const struct plain *p = &x.leaf->p, *q = &y.leaf->p;
	if (p->kind != q->kind)
		return false;
	switch (p->kind) {
	case PLAIN_VALUE:
		return same_value(w, x, y) && same_events(w, x, y);
	case PLAIN_SILENT:
		return same_silence(p, q);
	case PLAIN_CONFLICT:
		return p->conflict == q->conflict && same_text(said_words(w, x), said_words(w, y));
	case PLAIN_OUTSIDE:
	case PLAIN_ABSENT:
		break;
	}
	return true;
}

const char *said_words(const struct work *w, struct said x)
{
	if (is_absent(x))
		return NULL;
	const struct model *m = model_of(w, x);
	if (x.leaf->p.kind == PLAIN_VALUE && leaf_is_formula(x.leaf))
		return arena_printf(w->a, "%s%s", words_strength(m, slot_of(w, x)->strength),
		                    describe_formula(w->a, w->j->side[x.side], x.leaf));
	if (x.leaf->p.kind == PLAIN_SILENT && x.leaf->p.silence == SILENCE_RATE)
		return arena_printf(w->a, "%s %s %s", in_words(w, "satsen", "the rate"),
		                    m->rates.at[x.leaf->p.rate].text, in_words(w, "mangler", "is missing"));
	return words_plain(w->a, m, x.slot, &x.leaf->p);
}

/* ---- better or worse? ----------------------------------------------------------------------------------- */

/* -1, 0, 1; 2 where it depends on the day that weeks and months are counted from (semantics D4). */
static int order_of(const struct plain *p, struct num a, const struct plain *q, struct num b)
{
	if (p->measure.dim == q->measure.dim) {
		int c = num_cmp(a, b);
		return c < 0 ? -1 : c > 0;
	}
	struct num a_lo, a_hi, b_lo, b_hi;
	plain_days(p, a, &a_lo, &a_hi);
	plain_days(q, b, &b_lo, &b_hi);
	return num_cmp(a_hi, b_lo) < 0 ? -1 : num_cmp(a_lo, b_hi) > 0 ? 1 : 2;
}

/* How an end moves upwards, an end that is not stated lying at infinity: at `open` (-1 below, 1 above). */
static int moves(const struct plain *p, bool has_p, struct num a, const struct plain *q, bool has_q,
                 struct num b, int open)
{
	if (!has_p || !has_q)
		return has_p == has_q ? 0 : has_p ? open : -open;
	int c = order_of(q, b, p, a);
	return c;
}

static enum diff_direction direction(enum better better, int up)
{
	bool high = better == BETTER_HIGHEST || better == BETTER_LATEST;
	if (better == BETTER_NONE)
		return DIRECTION_NEUTRAL;
	return (up > 0) == high ? DIRECTION_BETTER : DIRECTION_WORSE;
}

static enum better better_of(const struct work *w, struct said x)
{
	return model_of(w, x)->headings.at[slot_of(w, x)->heading].better;
}

static bool comparable(const struct work *w, struct said old, struct said new)
{
	const struct plain *p = &old.leaf->p, *q = &new.leaf->p;
	bool lengths = p->st == ST_DEADLINE && p->vt == q->vt;
	return same_events(w, old, new) && !leaf_is_formula(old.leaf) && !leaf_is_formula(new.leaf) &&
	       (lengths || measure_alike(&model_of(w, old)->units, &p->measure,
	                                 &model_of(w, new)->units, &q->measure));
}

const char *rise_text(const struct work *w, struct num from, struct num to)
{
	struct num by = num_sub(to, from);
	if (!num_ok(by) || from.p <= 0)
		return NULL;
	struct num share = num_div(num_mul(by, num_int(1000)), from);
	if (!num_ok(share))
		return NULL;
	struct num tenths = num_round(by.p < 0 ? num_neg(share) : share, num_int(1), NUM_TIE_UP);
	const char *n = num_text(w->a, num_div(tenths, num_int(10)), w->new->style);
	return arena_printf(w->a, "%s%s %%", by.p < 0 ? "−" : "+", n);
}

struct num said_distance(const struct plain *p, const struct plain *q)
{
	struct num low = p->has_lower && q->has_lower ? num_sub(q->lower, p->lower) : NUM_BAD;
	struct num high = p->has_upper && q->has_upper ? num_sub(q->upper, p->upper) : NUM_BAD;
	bool both = num_ok(low) && num_ok(high);
	if (p->has_lower != q->has_lower || p->has_upper != q->has_upper || p->vt == VT_DATE ||
	    p->vt == VT_CLOCK || p->measure.dim != q->measure.dim || (both && !num_eq(low, high)))
		return NUM_BAD;
	return num_ok(high) ? high : low;
}

static void distance(const struct work *w, const struct plain *p, const struct plain *q,
                     struct diff_change *c)
{
	c->by = said_distance(p, q);
	if (!num_ok(c->by) || c->by.p == 0) { /* the same number, with another strength */
		c->by = NUM_BAD;
		return;
	}
	c->measure = q->measure;
	bool less = c->by.p < 0, late = p->st == ST_DEADLINE;
	const char *n = measure_text(w->a, &w->new->units, less ? num_neg(c->by) : c->by, &c->measure,
	                             w->new->style);
	const char *way = late ? less ? in_words(w, "tidligere", "earlier")
	                              : in_words(w, "senere", "later")
	                : less ? in_words(w, "mindre", "less")
	                       : in_words(w, "mere", "more");
	c->difference = arena_printf(w->a, "%s %s", n, way);
	if (!late)
		c->percent = p->has_upper ? rise_text(w, p->upper, q->upper)
		                          : rise_text(w, p->lower, q->lower);
}

struct num said_by(const struct work *w, struct said old, struct said new)
{
	if (!old.leaf || !new.leaf || old.leaf->p.kind != PLAIN_VALUE ||
	    new.leaf->p.kind != PLAIN_VALUE || old.leaf->p.st != new.leaf->p.st ||
	    (new.leaf->p.st != ST_LIMIT &&new.leaf->p.st != ST_DEADLINE) || !comparable(w, old, new))
		return NUM_BAD;
	return said_distance(&old.leaf->p, &new.leaf->p);
}

/* Nobody gets less than nothing. */
static struct num least(const struct plain *p)
{
	return p->has_lower ? p->lower : num_int(0);
}

static void limits_change(const struct work *w, struct said old, struct said new,
                          struct diff_change *c)
{
	const struct plain *p = &old.leaf->p, *q = &new.leaf->p;
	if (!comparable(w, old, new))
		return;
	bool floor = p->st == ST_LIMIT && p->vt == VT_QUANTITY;
	int low = moves(p, p->has_lower || floor, least(p), q, q->has_lower || floor, least(q), -1);
	int high = moves(p, p->has_upper, p->upper, q, q->has_upper, q->upper, 1);
	bool down = low < 0 || high < 0, up = (low > 0) || (high > 0);
	if (low != 2 && high != 2 && up != down) {
		bool deadline = p->st == ST_DEADLINE;
		c->effect = deadline ? up ? EFFECT_LATER : EFFECT_EARLIER
		          : up       ? EFFECT_AMOUNT_UP
		                     : EFFECT_AMOUNT_DOWN;
		c->direction = direction(better_of(w, new), up ? 1 : -1);
	}
	distance(w, p, q, c);
}

static void index_change(const struct work *w, struct said old, struct said new,
                         struct diff_change *c)
{
	enum better better = better_of(w, new);
	const struct model *m = model_of(w, new);
	const struct type_m *t = &m->headings.at[slot_of(w, new)->heading].type;
	const char *was = index_text(w, old);
	c->direction = better == BETTER_NONE ? DIRECTION_NEUTRAL : DIRECTION_UNDETERMINED;
	for (int64_t v = t->lo; better != BETTER_NONE && v <= t->hi; v++)
		if (same_text(words_index(w->a, m, t, v), was))
			c->direction = direction(better, new.leaf->p.lower.p > v ? 1 : -1);
}

/* What it is to lose, or by `up` to gain, what the heading gives. */
static enum diff_direction of_having(enum better better, bool gain)
{
	switch (better) {
	case BETTER_HIGHEST:
	case BETTER_EARLIEST:
		return gain ? DIRECTION_BETTER : DIRECTION_WORSE;
	case BETTER_LOWEST:
		return gain ? DIRECTION_WORSE : DIRECTION_BETTER;
	case BETTER_LATEST:
		return DIRECTION_UNDETERMINED;
	case BETTER_NONE:
		break;
	}
	return DIRECTION_NEUTRAL;
}

static bool says(struct said x, enum plain_kind kind)
{
	return x.leaf && x.leaf->p.kind == kind;
}

static bool is_not(struct said x)
{
	return says(x, PLAIN_VALUE) && x.leaf->p.st == ST_NOT;
}

static void values_change(const struct work *w, struct said old, struct said new,
                          struct diff_change *c)
{
	enum statement_kind was = old.leaf->p.st, is = new.leaf->p.st;
	if (is_not(old) || is_not(new)) {
		c->effect = is_not(new) ? EFFECT_REMOVED : EFFECT_ADDED;
		c->direction = of_having(better_of(w, new), is_not(old));
	} else if (was == is && (is == ST_LIMIT || is == ST_DEADLINE)) {
		limits_change(w, old, new, c);
	} else if (was == is && is == ST_INDEX) {
		index_change(w, old, new, c);
	} else if (was == is) {
		c->direction = DIRECTION_NEUTRAL;
	}
}

/* Something instead of nothing, or nothing instead of something: only a heading without direction is neutral. */
static void silence_change(const struct work *w, struct said old, struct said new,
                           struct diff_change *c)
{
	bool gone = is_absent(new) || says(new, PLAIN_SILENT);
	bool came = is_absent(old) || says(old, PLAIN_SILENT);
	if (gone != came)
		c->effect = gone ? EFFECT_REMOVED : EFFECT_ADDED;
	enum better better = better_of(w, is_absent(new) ? old : new);
	c->direction = better == BETTER_NONE ? DIRECTION_NEUTRAL : DIRECTION_UNDETERMINED;
}

void said_change(const struct work *w, struct said old, struct said new, struct diff_change *c)
{
	c->effect = EFFECT_CHANGED;
	c->direction = DIRECTION_UNDETERMINED;
	c->by = NUM_BAD;
	if (says(old, PLAIN_CONFLICT) || says(new, PLAIN_CONFLICT)) {
		if (!says(old, PLAIN_CONFLICT))
			c->effect = EFFECT_CONFLICT;
		else if (!says(new, PLAIN_CONFLICT))
			c->effect = EFFECT_RESOLVED;
	} else if (says(old, PLAIN_VALUE) && says(new, PLAIN_VALUE)) {
		values_change(w, old, new, c);
	} else {
		silence_change(w, old, new, c);
	}
}

/* ---- why? ----------------------------------------------------------------------------------------------- */

static const struct rule *rule_of(const struct work *w, struct said x)
{
	if (is_absent(x) || !x.leaf->p.n_rules)
		return NULL;
	return &model_of(w, x)->rules.at[x.leaf->p.rules[0]];
}

static const char *statement_words(const struct work *w, const struct model *m, uint32_t rule,
                                   uint32_t slot)
{
	const struct rule *r = &m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].slot == slot)
			return words_statement(w->a, m, &r->statements.at[i], &m->slots.at[slot]);
	return NULL;
}

/* A rule of the other side's slot that says the same words; NULL. */
static const struct rule *rule_saying(const struct work *w, struct said x, struct said where)
{
	const struct model *m = model_of(w, where);
	const struct rule *own = rule_of(w, x);
	if (!own || where.slot == NONE)
		return NULL;
	const char *words = statement_words(w, model_of(w, x), x.leaf->p.rules[0], x.slot);
	for (uint32_t i = 0; i < m->rules.n; i++)
		if (m->rules.at[i].service == m->slots.at[where.slot].service &&
		    m->rules.at[i].heading == m->slots.at[where.slot].heading && words &&
		    same_text(statement_words(w, m, i, where.slot), words))
			return &m->rules.at[i];
	return NULL;
}

static bool same_validity(const struct model *m, const struct rule *a, const struct model *o,
                          const struct rule *b)
{
	const struct provision *x = m->provisions.at[a->provision].ast;
	const struct provision *y = o->provisions.at[b->provision].ast;
	if (!x || !y)
		return true;
	return x->valid.from.given == y->valid.from.given && x->valid.to.given == y->valid.to.given &&
	       (!x->valid.from.given || x->valid.from.day == y->valid.from.day) &&
	       (!x->valid.to.given || x->valid.to.day == y->valid.to.day);
}

static bool in_exception(const struct model *m, const struct rule *r)
{
	return r && m->provisions.at[r->provision].depth > 0;
}

enum diff_cause said_cause(const struct work *w, struct said old, struct said new)
{
	const struct model *m = model_of(w, old), *o = model_of(w, new);
	const struct rule *was = rule_of(w, old), *is = rule_of(w, new);
	const struct rule *kept = rule_saying(w, old, new), *known = rule_saying(w, new, old);
	if ((kept && !same_validity(m, was, o, kept)) || (known && !same_validity(o, is, m, known)))
		return CAUSE_VALIDITY;
	if (in_exception(m, was) != in_exception(o, is) || (kept && in_exception(o, kept)) ||
	    (known && in_exception(m, known)))
		return CAUSE_EXCEPTION;
	return kept || known ? CAUSE_CONDITION : CAUSE_VALUE;
}
