/* SPDX-License-Identifier: MIT
 *
 * Contradictions between provisions: values that disagree, scopes that differ, referrals in a ring, rows of tables.
 * The leaves of the slots' diagrams already say where; here each pair of provisions becomes one finding.
 */
#include "check/scope.h"
#include "space/region.h"
#include "space/slot_box.h"

#include <string.h>

/* ---- what is given -------------------------------------------------------------------------------------- */

void check_given(struct check_ctx *c)
{
	if (c->s->given != DD_FALSE)
		return;
	for (uint32_t i = c->m->invariants.n; i > 0; i--)
		if (c->m->invariants.at[i - 1].kind == RULE_GIVEN) {
			diag_given_impossible(c->d, c->m->invariants.at[i - 1].at,
			                      c->m->invariants.at[i - 1].title);
			return;
		}
}

/* ---- conflicts ------------------------------------------------------------------------------------------ */

struct pair {
	uint32_t one, other, slot; /* rules */
	dd where;
	uint64_t more; /* further pairs of its slot, which are not listed */
};

struct pairs {
	VEC(struct pair) list;
	struct map seen; /* by provisions, or by rows of one table */
};

/* The same two provisions in another slot, or other rows of theirs, are the same conflict. */
static void add_pair(struct check_ctx *c, struct pairs *p, struct pair x)
{
	uint32_t a = c->m->rules.at[x.one].provision, b = c->m->rules.at[x.other].provision, known;
	uint64_t key = a == b ? hash_mix(hash_mix(1, x.one), x.other) : hash_mix(hash_mix(2, a), b);
	if (map_get(&p->seen, key, &known))
		return;
	map_put(&p->seen, key, p->list.n);
	vec_push(c->a, &p->list, x);
}

/* NULL: nobody can be there. */
static struct diag *report_pair(struct check_ctx *c, const struct pair *x)
{
	struct witness w;
	if (!finding_witness(c, x->where, &w))
		return NULL;
	struct plain seen;
	eval_slot(c->m, w.values, x->slot, NULL, &seen);
	confirm(seen.kind == PLAIN_CONFLICT, "the reference evaluator sees no conflict",
	        c->m->slots.at[x->slot].id);
	const struct rule *one = &c->m->rules.at[x->one], *other = &c->m->rules.at[x->other];
	const char *says_one = rule_words(c, x->one, x->slot),
			   *says_other = rule_words(c, x->other, x->slot);
	struct diag *f;
	if (one->provision == other->provision)
		f = diag_table_overlap(c->d, other->at, says_one, says_other);
	else
		f = diag_conflict(c->d, other->at, c->m->headings.at[one->heading].text, says_one,
		                  says_other);
	note_other_value(c->d, f, one->at, says_one);
	finding_at(c, f, one->service, one->heading, other->provision);
	finding_person(c, f, &w);
	return f;
}

/* A row that overlaps several others is one finding, at that row. */
static bool told_of_row(struct check_ctx *c, struct diag *told, const struct pair *before,
                        const struct pair *x)
{
	const struct rule *one = &c->m->rules.at[x->one], *other = &c->m->rules.at[x->other];
	struct witness w;
	if (!told || before->other != x->other || one->provision != other->provision ||
	    !finding_witness(c, x->where, &w))
		return false;
	note_other_value(c->d, told, one->at, rule_words(c, x->one, x->slot));
	return true;
}

#define PAIRS_SHOWN 6 /* under one heading of a service */

/* The pairs stand by slot, so those of one heading stand together. */
static void report_pairs(struct check_ctx *c, const struct pairs *p)
{
	for (uint32_t i = 0, end; i < p->list.n; i = end) {
		const struct slot *first = &c->m->slots.at[p->list.at[i].slot];
		struct diag *last = NULL;
		const struct pair *before = NULL;
		uint32_t shown = 0;
		uint64_t all = 0;
		for (end = i; end < p->list.n; end++) {
			const struct slot *sl = &c->m->slots.at[p->list.at[end].slot];
			if (sl->service != first->service || sl->heading != first->heading)
				break;
			const struct pair *pair = &p->list.at[end];
			struct diag *x = NULL;
			if (shown < PAIRS_SHOWN && !told_of_row(c, last, before, pair))
				x = report_pair(c, pair);
			shown += x != NULL;
			last = x ? x : last;
			before = x ? pair : before;
			all += 1 + pair->more;
		}
		if (last && all > PAIRS_SHOWN)
			note_more_pairs(c->d, last, SPAN_NONE, (unsigned)(all - PAIRS_SHOWN));
	}
}

#define PAIRS_LISTED 1000 /* of a slot without a diagram */

/* Over the diagram's budget: the rules held against each other as boxes. */
static void pairs_of_boxes(struct check_ctx *c, struct pairs *p, uint32_t slot)
{
	const struct slot *sl = &c->m->slots.at[slot];
	if (sl->service >= c->m->own_services)
		return;
	dd_allow(c->s->dd, SPACE_BUDGET);
	dd asked = asked_for(c, sl->service, sl->heading);
	struct slot_clashes all = slot_clashes_of(c->s, slot, asked, PAIRS_LISTED, c->a);
	for (uint32_t i = 0; i < all.n; i++)
		add_pair(c, p, (struct pair){all.at[i].one, all.at[i].other, slot, all.at[i].where, 0});
	if (all.count > all.n)
		vec_last(&p->list).more = all.count - all.n;
	c->open[slot] |= all.decided ? 0 : OPEN_CONFLICTS;
}

void check_conflicts(struct check_ctx *c)
{
	struct pairs p = {.seen = {.a = c->a}};
	for (uint32_t slot = 0; slot < c->m->slots.n; slot++) {
		dd f = c->s->slot[slot];
		if (f == DD_BAD) {
			pairs_of_boxes(c, &p, slot);
			continue;
		}
		struct dd_values v = dd_possible(c->s->dd, f, NULL, c->a);
		for (uint32_t i = 0; i < v.n; i++) {
			const struct leaf *l = &c->s->leaves.at[v.at[i]];
			if (l->impossible || l->p.kind != PLAIN_CONFLICT || l->p.conflict != CONFLICT_VALUES)
				continue;
			dd where = in_domain(c, dd_where(c->s->dd, f, v.at[i]));
			add_pair(c, &p, (struct pair){l->p.rules[0], l->p.other, slot, where, 0});
		}
	}
	report_pairs(c, &p);
}

/* ---- scopes --------------------------------------------------------------------------------------------- */

#define OTHERS_SHOWN 3 /* the lines may differ for several reasons */

/* Of those the lines disagree about, who fails this member of a line and no other. */
static dd fails_only(struct check_ctx *c, const struct parts *p, uint32_t part, dd where)
{
	dd lets = part_lets_in(c, &p->list.at[part]);
	dd fails = space_for_some_hole(c->s, dd_not(c->s->dd, lets));
	for (uint32_t i = 0; i < part; i++)
		if (part_lets_in(c, &p->list.at[i]) == lets)
			return DD_FALSE; /* the same member of another line */
	for (uint32_t i = 0; i < p->list.n && fails != DD_BAD; i++) {
		dd other = part_lets_in(c, &p->list.at[i]);
		if (p->list.at[i].target && other != lets)
			fails = dd_and(c->s->dd, fails, space_for_some_hole(c->s, other));
	}
	return dd_and(c->s->dd, where, fails);
}

/* The next reason why the lines disagree, from *part on, with its person. */
static bool next_reason(struct check_ctx *c, const struct parts *p, dd where, uint32_t *part,
                        struct witness *w)
{
	while (*part < p->list.n) {
		uint32_t i = (*part)++;
		dd f = p->list.at[i].target ? fails_only(c, p, i, where) : DD_FALSE;
		if (f != DD_BAD && f != DD_FALSE && finding_witness(c, f, w))
			return true;
	}
	return false;
}

static void report_split(struct check_ctx *c, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	struct witness w;
	dd where = in_domain(c,
	                     space_for_some_hole(c->s, dd_where(c->s->dd, c->s->inside[service], 2)));
	struct parts parts = scope_parts(c, service);
	uint32_t part = 0, shown = 0;
	if (where == DD_FALSE ||
	    (!next_reason(c, &parts, where, &part, &w) && !finding_witness(c, where, &w)))
		return;
	bool conflict;
	confirm(eval_scope(c->m, w.values, service, &conflict) == TRUTH_UNDECIDED,
	        "the reference evaluator sees one scope", sv->text);
	struct diag *x = NULL;
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		const struct scope_line *l = &sv->scope.at[i];
		if (l->kind != SCOPE_TARGET)
			continue;
		bool in = eval_condition(c->m, w.values, l->when) == TRUTH_YES;
		if (!x)
			x = diag_scope_conflict(c->d, l->at, sv->title ? sv->title : sv->text);
		else if (in)
			note_included_here(c->d, x, l->at);
		else
			note_not_included_here(c->d, x, l->at);
	}
	if (!x)
		return;
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, &w);
	while (shown++ < OTHERS_SHOWN && next_reason(c, &parts, where, &part, &w))
		finding_also(c, x, &w);
}

static bool refers(struct check_ctx *c, const int64_t *values, const struct referral_m *r)
{
	const struct scope_line *l = &c->m->services.at[r->from].scope.at[r->line];
	return eval_condition(c->m, values, l->when) == TRUTH_YES;
}

/* Is this person sent from the one to the other? */
static bool leads_to(struct check_ctx *c, const int64_t *values, uint32_t from, uint32_t to,
                     bool *seen)
{
	if (from == to)
		return true;
	seen[from] = true;
	for (uint32_t i = 0; i < c->m->referrals.n; i++) {
		const struct referral_m *r = &c->m->referrals.at[i];
		if (r->from == from && !seen[r->to] && refers(c, values, r) &&
		    leads_to(c, values, r->to, to, seen))
			return true;
	}
	return false;
}

/* A person of the ring may be referred elsewhere, too; that is none of it. */
static bool on_ring(struct check_ctx *c, const int64_t *values, const struct referral_m *r,
                    uint32_t service)
{
	bool *there = arena_array(c->a, bool, c->m->own_services);
	bool *back = arena_array(c->a, bool, c->m->own_services);
	return refers(c, values, r) && leads_to(c, values, service, r->from, there) &&
	       leads_to(c, values, r->to, service, back);
}

static void report_ring(struct check_ctx *c, uint32_t service)
{
	struct witness w;
	dd where = in_domain(c,
	                     space_for_some_hole(c->s, dd_where(c->s->dd, c->s->inside[service], 3)));
	if (where == DD_FALSE || !finding_witness(c, where, &w))
		return;
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		struct plain seen;
		if (c->m->headings.at[c->m->slots.at[i].heading].about_case)
			continue;
		eval_slot(c->m, w.values, i, NULL, &seen);
		confirm(seen.kind == PLAIN_CONFLICT, "the reference evaluator sees no ring", sv->text);
	}
	struct text names = {.a = c->a};
	struct diag *x = NULL;
	for (uint32_t i = 0; i < c->m->referrals.n; i++) {
		const struct referral_m *r = &c->m->referrals.at[i];
		if (!on_ring(c, w.values, r, service))
			continue;
		if (r->from < service)
			return; /* reported from its first service */
		text_printf(&names, "%s%s → %s", names.n ? ", " : "", c->m->services.at[r->from].text,
		            c->m->services.at[r->to].text);
	}
	for (uint32_t i = 0; i < c->m->referrals.n; i++) {
		const struct referral_m *r = &c->m->referrals.at[i];
		const struct scope_line *l = &c->m->services.at[r->from].scope.at[r->line];
		if (!on_ring(c, w.values, r, service))
			continue;
		if (!x)
			x = diag_ring(c->d, l->at, text_c(&names));
		else
			note_stands_here(c->d, x, l->at, c->m->services.at[r->from].text);
	}
	if (!x)
		check_bug("a ring without referrals", c->m->services.at[service].text);
	finding_at(c, x, service, NONE, NONE);
	finding_person(c, x, &w);
}

void check_scopes(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		if (c->s->inside[i] == DD_BAD)
			continue;
		report_split(c, i);
		report_ring(c, i);
	}
}

/* ---- tables --------------------------------------------------------------------------------------------- */

#define REGIONS_SHOWN 7
#define REGIONS_MADE 40 /* many of them are the same in the table's own columns */

/* The hole in the table's own columns: whoever is not asked needs no words. Each text once. */
static struct diag *describe_hole(struct check_ctx *c, span at, dd where, dd wide)
{
	struct region all = region_describe(c->s->dd, where, where, REGIONS_MADE, c->a), *r = &all;
	const char **told = arena_array(c->a, const char *, r->n + 1);
	struct diag *x = NULL;
	dd left = where;
	for (uint32_t i = 0, n = 0; i < r->n && n < REGIONS_SHOWN; i++) {
		struct dd_box box = dd_box_copy(c->s->dd, &r->box[i], c->a);
		space_widen(c->s, wide, &box);
		const char *who = describe_box(c->a, c->s, &box);
		bool again = false;
		for (uint32_t k = 0; k < n; k++)
			again |= strcmp(told[k], who) == 0;
		if (again)
			continue;
		told[n++] = who;
		left = dd_and(c->s->dd, left, dd_not(c->s->dd, dd_of_box(c->s->dd, &box)));
		if (!x)
			x = diag_table_hole(c->d, at, who);
		else
			note_region(c->d, x, SPAN_NONE, who);
	}
	x = x ? x : diag_table_hole(c->d, at, "?");
	if (left != DD_FALSE)
		note_more_regions(c->d, x, SPAN_NONE);
	return x;
}

static void report_hole(struct check_ctx *c, const struct provision_m *p, uint32_t index, dd where,
                        dd asked)
{
	struct witness w;
	if (!finding_witness(c, where, &w))
		return;
	dd wide = dd_or(c->s->dd, where, dd_not(c->s->dd, asked));
	for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++) {
		const struct ex *when = c->m->rules.at[k].when;
		confirm(when && eval_condition(c->m, w.values, when) != TRUTH_YES,
		        "the reference evaluator sees a row", c->m->headings.at[p->heading].text);
	}
	struct diag *x = describe_hole(c, p->ast->body.table->at, where, wide);
	finding_at(c, x, p->service, p->heading, index);
	finding_person(c, x, &w);
}

/* Where no row holds and no exception, somewhere in `asked`. */
static dd open_part(struct check_ctx *c, const struct provision_m *p, dd asked)
{
	struct dd_manager *m = c->s->dd;
	dd open = asked;
	for (uint32_t k = p->first_rule; k < p->first_rule + p->rules; k++)
		open = dd_and(m, open, dd_not(m, c->s->applies[k]));
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		open = dd_and(m, open, dd_not(m, c->s->provision[p->exceptions.at[k]]));
	if (open != DD_BAD)
		return space_for_all_holes(c->s, open);
	/* thousands of rows: as boxes */
	dd_allow(m, SPACE_BUDGET);
	dd *f = arena_array(c->a, dd, p->rules + p->exceptions.n);
	for (uint32_t k = 0; k < p->rules; k++)
		f[k] = space_for_some_hole(c->s, c->s->applies[p->first_rule + k]);
	for (uint32_t k = 0; k < p->exceptions.n; k++)
		f[p->rules + k] = space_for_some_hole(c->s, c->s->provision[p->exceptions.at[k]]);
	return hole_by_boxes(c, f, p->rules + p->exceptions.n, space_for_all_holes(c->s, asked));
}

static void leave_open(struct check_ctx *c, const struct provision_m *p)
{
	const struct service *sv = &c->m->services.at[p->service];
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++)
		if (c->m->slots.at[i].heading == p->heading)
			c->open[i] |= OPEN_GAPS;
}

void check_tables(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->provisions.n; i++) {
		const struct provision_m *p = &c->m->provisions.at[i];
		bool set =
			c->m->headings.at[p->heading].several; /* the empty set is a value (semantics P10) */
		if (!p->is_table || !p->rules || set || p->service >= c->m->own_services)
			continue;
		dd_allow(c->s->dd, SPACE_BUDGET);
		/* outside the scope nobody asks, not even where the heading is about the case */
		dd asked = dd_and(c->s->dd, inside_of_service(c, p->service), c->s->provision[i]);
		dd open = open_part(c, p, asked);
		if (open == DD_BAD)
			leave_open(c, p);
		else if (open != DD_FALSE)
			report_hole(c, p, i, open, asked);
	}
}
