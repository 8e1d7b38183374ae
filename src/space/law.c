/* SPDX-License-Identifier: MIT
 *
 * Statutes as bounds (semantics L1 to L3). A block with a target group of its own bounds every service whose legal
 * basis equals, contains or lies within it; each pair of slots that ask the same question gets one Boolean diagram.
 * Only what is worse for the citizen breaks a bound; without a direction, every difference does.
 */
#include "base/date.h"
#include "space/build.h"

#include <string.h>

/* ---- what is comparable --------------------------------------------------------------------------------- */

static bool has_target(const struct service *block)
{
	for (uint32_t i = 0; i < block->scope.n; i++)
		if (block->scope.at[i].kind == SCOPE_TARGET)
			return true;
	return false;
}

static bool is_offer(const struct heading *h)
{
	return strcmp(h->ascii, "tilbydes") == 0 || strcmp(h->ascii, "offered") == 0;
}

/* Where the block belongs to the service's legal basis. */
static dd basis_of(struct space *s, const struct service *block, const struct service *sv)
{
	dd any = DD_FALSE;
	for (uint32_t i = 0; i < sv->basis.n; i++) {
		const struct ref_m *r = &sv->basis.at[i];
		bool related = strcmp(r->law, block->law) == 0 &&
		               para_relation(r->para, block->para) != PARA_APART;
		if (related)
			any = dd_or(s->dd, any, r->when ? lower_condition(s, r->when) : DD_TRUE);
	}
	return any;
}

static bool same_event(const char *a, const char *b)
{
	return (!a || !b) ? a == b : strcmp(a, b) == 0;
}

static bool same_question(const struct slot *a, const struct slot *b)
{
	if (a->heading != b->heading || a->kind != b->kind)
		return false;
	if (a->kind == ST_LIMIT)
		return measure_same(&a->measure, &b->measure);
	if (a->kind == ST_DEADLINE)
		return a->before == b->before && same_event(a->end_text, b->end_text) &&
		       same_event(a->start_text, b->start_text);
	return a->kind == ST_INDEX || a->kind == ST_ACTORS;
}

/* ---- one point ------------------------------------------------------------------------------------------ */

void plain_days(const struct plain *p, struct num n, struct num *least, struct num *most)
{
	*least = *most = n;
	if (p->vt == VT_DATE || p->measure.dim != DIM_MONTH || !num_is_int(n))
		return;
	int64_t lo = INT64_MAX, hi = INT64_MIN, from = date_day(2000, 1, 1);
	for (int64_t day = from; day < from + 1461;
	     day++) { /* four years hold every pattern but the century's */
		int64_t d = date_add_months(day, n.p, NULL) - day;
		lo = d < lo ? d : lo;
		hi = d > hi ? d : hi;
	}
	*least = num_int(lo);
	*most = num_int(hi);
}

/* Can a be later or larger than b, b smaller than a? Units may be days against months. */
static bool can_exceed(const struct plain *pa, struct num a, const struct plain *pb, struct num b)
{
	if (pa->measure.dim == pb->measure.dim)
		return num_cmp(a, b) > 0;
	struct num a_lo, a_hi, b_lo, b_hi;
	plain_days(pa, a, &a_lo, &a_hi);
	plain_days(pb, b, &b_lo, &b_hi);
	return num_cmp(a_hi, b_lo) > 0;
}

static bool too_low(const struct plain *law, const struct plain *own)
{
	if (!law->has_lower)
		return false;
	if (own->has_upper && can_exceed(law, law->lower, own, own->upper))
		return true;
	return own->has_lower && can_exceed(law, law->lower, own, own->lower);
}

static bool too_high(const struct plain *law, const struct plain *own)
{
	if (!law->has_upper)
		return false;
	if (own->has_lower && can_exceed(own, own->lower, law, law->upper))
		return true;
	return own->has_upper && can_exceed(own, own->upper, law, law->upper);
}

/* The citizen's own deadline, better late: the statute's last day is what they are entitled to. */
static bool ends_early(const struct plain *law, const struct plain *own)
{
	return law->st == ST_DEADLINE && law->has_upper && own->has_upper &&
	       can_exceed(law, law->upper, own, own->upper);
}

static bool index_broken(enum better better, struct num law, struct num own)
{
	int c = num_cmp(own, law);
	return better == BETTER_HIGHEST || better == BETTER_LATEST  ? c < 0
	     : better == BETTER_LOWEST || better == BETTER_EARLIEST ? c > 0
	                                                            : c != 0;
}

static bool is_broken(enum better better, const struct plain *law, const struct plain *own)
{
	if (law->st == ST_INDEX)
		return own->st == ST_INDEX && index_broken(better, law->lower, own->lower);
	if (law->st == ST_ACTORS)
		return own->st == ST_ACTORS && !plain_same(law, own);
	bool low = too_low(law, own), high = too_high(law, own);
	switch (better) {
	case BETTER_HIGHEST:
		return low;
	case BETTER_LATEST:
		return low || ends_early(law, own);
	case BETTER_LOWEST:
	case BETTER_EARLIEST:
		return high;
	case BETTER_NONE:
		break;
	}
	return low || high;
}

struct bound_ctx {
	struct space *s;
	enum better better;
	bool
		offer; /* the heading is `tilbydes`: only a duty bounds it, a `kan` leaves the matter to discretion */
	int64_t must; /* its highest value */
};

/* `tilbydes: ikke` without a departure in it: not `typisk`, not `som udgangspunkt`. */
static bool refuses(const struct model *m, const struct plain *p)
{
	enum strength s = m->provisions.at[m->rules.at[p->rules[0]].provision].strength;
	return s == STRENGTH_PLAIN || s == STRENGTH_MANDATORY;
}

enum { BOUND_KEPT, BOUND_BROKEN, BOUND_AS_MAXIMUM };

/* Parts: the block binds here; the block's slot; the service's slot. */
static uint32_t bound_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct bound_ctx *c = ctx;
	(void)n;
	if (!v[0])
		return BOUND_KEPT;
	const struct leaf *law = &c->s->leaves.at[v[1]], *own = &c->s->leaves.at[v[2]];
	bool both = !law->impossible && !own->impossible && law->p.kind == PLAIN_VALUE &&
	            own->p.kind == PLAIN_VALUE;
	if (!both || leaf_is_formula(law) || leaf_is_formula(own))
		return BOUND_KEPT;
	if (c->offer && !num_eq(law->p.lower, num_int(c->must)))
		return BOUND_KEPT;
	if (c->offer && own->p.st == ST_NOT)
		return refuses(c->s->m, &own->p) ? BOUND_BROKEN : BOUND_KEPT;
	if (is_broken(c->better, &law->p, &own->p))
		return BOUND_BROKEN;
	bool entitled = c->better == BETTER_HIGHEST && law->p.has_lower && law->p.st == ST_LIMIT;
	bool capped = own->p.has_upper && !own->p.has_lower;
	return entitled && capped && num_eq(law->p.lower, own->p.upper) ? BOUND_AS_MAXIMUM : BOUND_KEPT;
}

/* ---- bounds --------------------------------------------------------------------------------------------- */

static bool rests_on_unverified(const struct space *s, uint32_t block, uint32_t heading)
{
	const struct service *b = &s->m->services.at[block];
	for (uint32_t i = 0; i < b->uses.n; i++)
		for (uint32_t k = 0; b->uses.at[i].heading == heading && k < b->uses.at[i].provisions.n;
		     k++)
			if (s->m->provisions.at[b->uses.at[i].provisions.at[k]].unverified)
				return true;
	for (uint32_t i = 0; i < b->scope.n; i++)
		if (b->scope.at[i].ast->unverified)
			return true;
	return false;
}

static void add_bound(struct space *s, uint32_t block, uint32_t law_slot, uint32_t service,
                      uint32_t slot, dd binds)
{
	struct bound_m b = {
		.block = block, .block_slot = law_slot, .service = service, .slot = slot, .binds = binds};
	uint32_t heading = s->m->slots.at[slot].heading;
	dd parts[3] = {binds, s->slot[law_slot], s->slot[slot]};
	const struct heading *h = &s->m->headings.at[heading];
	struct bound_ctx c = {s, h->better, is_offer(h), h->type.hi};
	dd_allow(s->dd, SPACE_BUDGET);
	dd f = dd_combine(s->dd, parts, 3, &(struct dd_rule){.leaf = bound_leaf, .ctx = &c});
	b.broken = f == DD_BAD ? DD_BAD : dd_where(s->dd, f, BOUND_BROKEN);
	b.as_maximum = f == DD_BAD ? DD_BAD : dd_where(s->dd, f, BOUND_AS_MAXIMUM);
	b.unverified = rests_on_unverified(s, block, heading);
	vec_push(s->a, &s->bounds, b);
}

dd space_binds(struct space *s, uint32_t block, uint32_t service)
{
	const struct model *m = s->m;
	if (!has_target(&m->services.at[block]))
		return DD_FALSE;
	dd basis = basis_of(s, &m->services.at[block], &m->services.at[service]);
	if (basis == DD_FALSE)
		return DD_FALSE;
	return space_for_all_holes(s, dd_and(s->dd, basis, dd_where(s->dd, s->inside[block], 1)));
}

/* ---- provisions with a basis of their own: `efter REF` replaces the service's --------------------------- */

/* The nearest provision upwards that names a basis; NULL. */
static const struct provision_m *naming(const struct model *m, uint32_t provision)
{
	for (uint32_t i = provision; i != NONE; i = m->provisions.at[i].parent)
		if (m->provisions.at[i].basis.n)
			return &m->provisions.at[i];
	return NULL;
}

static bool names(const struct provision_m *p, const struct service *block)
{
	bool any = false;
	for (uint32_t i = 0; i < p->basis.n; i++)
		any |= p->basis.at[i].law && strcmp(p->basis.at[i].law, block->law) == 0 &&
		       para_relation(p->basis.at[i].para, block->para) != PARA_APART;
	return any;
}

struct stands_ctx {
	const struct space *s;
	const struct service *block;
};

/* Parts: the block binds the service; it includes the case; the service's slot. Does it bind what is said here? */
static uint32_t stands_leaf(void *ctx, const uint32_t *v, uint32_t n)
{
	const struct stands_ctx *c = ctx;
	(void)n;
	const struct plain *p = &c->s->leaves.at[v[2]].p;
	if (!p->n_rules)
		return v[0];
	bool any = false;
	for (uint32_t i = 0; i < p->n_rules && i < PLAIN_RULES; i++) {
		const struct provision_m *own = naming(c->s->m, c->s->m->rules.at[p->rules[i]].provision);
		any |= own ? v[1] && names(own, c->block) : v[0] != 0;
	}
	return any;
}

/* Where the block binds what the slot says. */
static dd binds_slot(struct space *s, uint32_t block, uint32_t slot, dd binds)
{
	dd in = space_for_all_holes(s, dd_where(s->dd, s->inside[block], 1));
	dd parts[3] = {binds, in, s->slot[slot]};
	struct stands_ctx c = {s, &s->m->services.at[block]};
	dd_allow(s->dd, SPACE_BUDGET);
	return dd_combine(s->dd, parts, 3, &(struct dd_rule){.leaf = stands_leaf, .ctx = &c});
}

/* The provision or one of its exceptions. */
static bool names_basis_below(const struct model *m, uint32_t provision)
{
	const struct provision_m *p = &m->provisions.at[provision];
	bool any = p->basis.n > 0;
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		any |= names_basis_below(m, p->exceptions.at[i]);
	return any;
}

static bool has_own_basis(const struct model *m, uint32_t service, uint32_t heading)
{
	const struct service *sv = &m->services.at[service];
	for (uint32_t i = 0; i < sv->uses.n; i++)
		for (uint32_t k = 0; sv->uses.at[i].heading == heading && k < sv->uses.at[i].provisions.n;
		     k++)
			if (names_basis_below(m, sv->uses.at[i].provisions.at[k]))
				return true;
	return false;
}

static void compare_block(struct space *s, uint32_t block, uint32_t service)
{
	const struct model *m = s->m;
	dd by_service = space_binds(s, block, service);
	const struct service *b = &m->services.at[block], *sv = &m->services.at[service];
	for (uint32_t i = b->first_slot; i < b->first_slot + b->slots; i++)
		for (uint32_t k = sv->first_slot; k < sv->first_slot + sv->slots; k++) {
			if (!same_question(&m->slots.at[i], &m->slots.at[k]))
				continue;
			bool own = has_own_basis(m, service, m->slots.at[k].heading);
			dd binds = own ? binds_slot(s, block, k, by_service) : by_service;
			if (binds != DD_FALSE)
				add_bound(s, block, i, service, k, binds);
		}
}

/* ---- duties --------------------------------------------------------------------------------------------- */

struct duty_ctx {
	struct space *s;
	int64_t must;
};

static uint32_t duty_leaf(void *ctx, uint32_t value)
{
	const struct duty_ctx *c = ctx;
	const struct leaf *l = &c->s->leaves.at[value];
	bool says = !l->impossible && l->p.kind == PLAIN_VALUE && l->p.st == ST_INDEX;
	return says && num_eq(l->p.lower, num_int(c->must));
}

/* Where the service includes the case, or refers it to one that does. */
static dd takes_care(struct space *s, uint32_t service)
{
	const struct model *m = s->m;
	dd in = space_for_some_hole(s, dd_where(s->dd, s->inside[service], 1));
	for (uint32_t i = 0; i < m->referrals.n; i++) {
		const struct referral_m *f = &m->referrals.at[i];
		if (f->from != service)
			continue;
		dd sent = lower_condition(s, m->services.at[service].scope.at[f->line].when);
		dd there = dd_and(s->dd, sent, dd_where(s->dd, s->inside[f->to], 1));
		in = dd_or(s->dd, in, space_for_some_hole(s, there));
	}
	return in;
}

/* `tilbydes: skal` is broken where the block includes the case and no service under that § takes care of it (semantics L2). */
static void add_duty(struct space *s, uint32_t block, uint32_t slot)
{
	const struct model *m = s->m;
	const struct type_m *t = &m->headings.at[m->slots.at[slot].heading].type;
	struct duty_ctx c = {s, t->hi};
	dd_allow(s->dd, SPACE_BUDGET);
	dd owed = dd_map(s->dd, s->slot[slot], duty_leaf, &c);
	bool any = false;
	for (uint32_t i = 0; i < m->own_services && owed != DD_BAD; i++) {
		dd basis = basis_of(s, &m->services.at[block], &m->services.at[i]);
		if (basis == DD_FALSE)
			continue;
		any = true;
		owed = dd_and(s->dd, owed, dd_not(s->dd, dd_and(s->dd, basis, takes_care(s, i))));
	}
	if (!any)
		return;
	struct bound_m b = {.block = block,
	                    .block_slot = slot,
	                    .service = NONE,
	                    .slot = NONE,
	                    .binds = DD_FALSE,
	                    .as_maximum = DD_FALSE};
	b.broken = owed;
	b.unverified = rests_on_unverified(s, block, m->slots.at[slot].heading);
	vec_push(s->a, &s->bounds, b);
}

void build_bounds(struct space *s)
{
	const struct model *m = s->m;
	for (uint32_t b = m->own_services; b < m->services.n; b++) {
		if (!has_target(&m->services.at[b]))
			continue;
		for (uint32_t i = 0; i < m->own_services; i++)
			compare_block(s, b, i);
		uint32_t end = m->services.at[b].first_slot + m->services.at[b].slots;
		for (uint32_t i = m->services.at[b].first_slot; i < end; i++)
			if (is_offer(&m->headings.at[m->slots.at[i].heading]))
				add_duty(s, b, i);
	}
}
