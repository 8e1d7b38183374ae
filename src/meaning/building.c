/* SPDX-License-Identifier: MIT
 *
 * From the gathered headings of one service to numbered slots; and the dependencies between services.
 */
#include "meaning/service.h"

#include <string.h>

struct use *use_of(struct building *b, uint32_t heading)
{
	for (uint32_t i = 0; i < b->uses.n; i++)
		if (b->uses.at[i].heading == heading)
			return &b->uses.at[i];
	vec_push(b->r->a, &b->uses, ((struct use){.heading = heading}));
	return &vec_last(&b->uses);
}

static void nearer(const char *text, const char *other, unsigned *best, const char **near)
{
	unsigned d = str_distance(str_of(text), str_of(other), *best);
	if (d < *best) {
		*best = d;
		*near = other;
	}
}

void unknown_heading(struct resolver *r, struct name label)
{
	const char *text = name_text(r, label.id), *near = NULL;
	struct diag *x = diag_unknown_heading(r->d, label.at, text);
	unsigned best = 3;
	for (int i = 0; structural_word(i, r->m->lang); i++)
		nearer(text, structural_word(i, r->m->lang), &best, &near);
	for (uint32_t i = 0; i < r->m->headings.n; i++)
		nearer(text, r->m->headings.at[i].text, &best, &near);
	if (near)
		note_did_you_mean(r->d, x, SPAN_NONE, near);
}

/* ---- statements about a whole heading ------------------------------------------------------------------- */

/* The slot of a heading that only says `mangler`, `ikke` or `efter vurdering`. */
static struct slot lone_slot(const struct heading *h, uint32_t heading, enum strength strength)
{
	struct slot s = {.heading = heading, .strength = strength, .end = NONE, .start = NONE};
	switch (h->type.vt) {
	case VT_QUANTITY:
	case VT_DATE:
	case VT_CLOCK:
		s.kind = ST_LIMIT;
		s.measure = h->type.measure;
		if (s.measure.dim == NONE)
			s.measure = (struct measure){0};
		break;
	case VT_DEADLINE:
		s.kind = ST_DEADLINE;
		break;
	case VT_ACTOR:
		s.kind = ST_ACTORS;
		break;
	case VT_TEXT:
		s.kind = ST_HOLE;
		break;
	case VT_BOOL:
	case VT_ENUM:
	case VT_SERVICE:
	case VT_BAD:
		s.kind = ST_INDEX;
		break;
	}
	return s;
}

/* One copy of the statement in each slot of its strength; in every slot where none has it; in a slot of its own. */
static void spread(struct building *b, struct rule *rule, struct statement st,
                   enum strength strength)
{
	struct use *u = use_of(b, rule->heading);
	bool any = false;
	for (uint32_t i = 0; i < u->slots.list.n; i++)
		any |= u->slots.list.at[i].strength == strength;
	if (!u->slots.list.n)
		vec_push(b->r->a, &u->slots.list,
		         lone_slot(&b->r->m->headings.at[rule->heading], rule->heading, strength));
	for (uint32_t i = 0; i < u->slots.list.n; i++) {
		if (any && u->slots.list.at[i].strength != strength)
			continue;
		st.slot = i;
		vec_push(b->r->a, &rule->statements, st);
	}
}

static void place_whole(struct building *b, struct rule *rule)
{
	enum strength strength = b->r->m->provisions.at[rule->provision].strength;
	uint32_t n = rule->statements.n, kept = 0;
	VEC(struct statement) whole = {0};
	for (uint32_t i = 0; i < n; i++) {
		if (rule->statements.at[i].slot == NONE)
			vec_push(b->r->a, &whole, rule->statements.at[i]);
		else
			rule->statements.at[kept++] = rule->statements.at[i];
	}
	rule->statements.n = kept;
	for (uint32_t i = 0; i < whole.n; i++)
		spread(b, rule, whole.at[i], strength);
}

/* ---- numbering ------------------------------------------------------------------------------------------ */

static void check_units(struct building *b, const struct use *u)
{
	const struct slot *first = NULL;
	for (uint32_t i = 0; i < u->slots.list.n; i++) {
		const struct slot *s = &u->slots.list.at[i];
		if (s->kind != ST_LIMIT)
			continue;
		if (!first)
			first = s;
		if (s->measure.dim == first->measure.dim)
			continue;
		struct model *m = b->r->m;
		span at = m->provisions.at[u->provisions.at[u->provisions.n - 1]].at;
		diag_unit_varies(b->r->d, at, m->headings.at[u->heading].text,
		                 measure_name(b->r->a, &m->units, &first->measure, m->style),
		                 measure_name(b->r->a, &m->units, &s->measure, m->style));
		return;
	}
}

static void number_use(struct building *b, struct use *u)
{
	struct model *m = b->r->m;
	struct service *s = &m->services.at[b->service];
	struct heading_use x = {
		.heading = u->heading, .first_slot = m->slots.n, .slots = u->slots.list.n};
	x.provisions.at = u->provisions.at;
	x.provisions.n = u->provisions.n;
	x.provisions.cap = u->provisions.cap;
	const char *heading = m->headings.at[u->heading].ascii;
	for (uint32_t i = 0; i < u->slots.list.n; i++) {
		struct slot slot = u->slots.list.at[i];
		slot.service = b->service;
		slot.id = i == 0 ? arena_printf(b->r->a, "%s_%s", s->ascii, heading)
		                 : arena_printf(b->r->a, "%s_%s_%u", s->ascii, heading, i + 1);
		vec_push(b->r->a, &m->slots, slot);
	}
	vec_push(b->r->a, &s->uses, x);
}

void building_finish(struct building *b)
{
	struct model *m = b->r->m;
	uint32_t first = b->first_provision < m->provisions.n
	                   ? m->provisions.at[b->first_provision].first_rule
	                   : m->rules.n;
	for (uint32_t i = first; i < m->rules.n; i++)
		place_whole(b, &m->rules.at[i]);
	uint32_t *base = arena_array(b->r->a, uint32_t, m->headings.n + 1);
	uint32_t first_slot = m->slots.n;
	for (uint32_t i = 0; i < b->uses.n; i++) {
		check_units(b, &b->uses.at[i]);
		base[b->uses.at[i].heading] = m->slots.n;
		number_use(b, &b->uses.at[i]);
	}
	m->services.at[b->service].first_slot = first_slot;
	m->services.at[b->service].slots = m->slots.n - first_slot;
	for (uint32_t i = first; i < m->rules.n; i++) {
		struct rule *rule = &m->rules.at[i];
		for (uint32_t k = 0; k < rule->statements.n; k++)
			rule->statements.at[k].slot += base[rule->heading];
	}
}

/* ---- dependencies between services ---------------------------------------------------------------------- */

void building_reads(struct building *b, uint32_t heading)
{
	struct resolver *r = b->r;
	for (uint32_t i = 0; i < r->reads.n; i++) {
		struct dependency d = {.service = b->service, .heading = heading};
		d.on_service = (uint32_t)(r->reads.at[i] >> 32);
		d.on_heading = (uint32_t)r->reads.at[i];
		vec_push(r->a, &r->m->dependencies, d);
	}
	r->reads.n = 0;
}

/* A heading on the path, and whether it leaves by a line of its service's scope. */
struct walk_step {
	uint32_t service, heading;
	bool by_scope;
};

struct walk {
	struct resolver *r;
	VEC(struct walk_step) path;
	uint8_t *state; /* 0 new, 1 on the path, 2 done; by service and heading, the scope last */
	uint32_t width;
	bool reported;
};

/* A ring of scopes has a finding of its own: the services yield to each other. */
static void report_cycle(struct walk *w, uint32_t service, uint32_t heading)
{
	struct model *m = w->r->m;
	struct text names = {.a = w->r->a};
	uint32_t first = w->path.n, last = NONE;
	bool scopes = true, closed = false;
	while (first > 0 && !closed) {
		const struct walk_step *x = &w->path.at[--first];
		closed = x->service == service && x->heading == heading;
		scopes &= x->by_scope;
	}
	for (uint32_t i = first; i < w->path.n; i++) {
		if (w->path.at[i].service != last)
			text_printf(&names, "%s → ", m->services.at[w->path.at[i].service].text);
		last = w->path.at[i].service;
	}
	const struct service *sv = &m->services.at[service];
	text_puts(&names, sv->text);
	if (scopes && last != service)
		diag_scope_cycle(w->r->d, sv->at, text_c(&names));
	else
		diag_cyclic(w->r->d, sv->at, sv->text);
}

static void visit(struct walk *w, uint32_t service, uint32_t heading)
{
	struct model *m = w->r->m;
	uint8_t *state = &w->state[service * w->width + (heading == NONE ? w->width - 1 : heading)];
	if (*state == 2)
		return;
	if (*state == 1) {
		if (!w->reported)
			report_cycle(w, service, heading);
		w->reported = true;
		return;
	}
	*state = 1;
	for (uint32_t i = 0; i < m->dependencies.n && !w->reported; i++) {
		const struct dependency *d = &m->dependencies.at[i];
		/* a heading also depends on what its service's scope reads */
		if (d->service != service || (d->heading != heading && d->heading != NONE))
			continue;
		struct walk_step step = {service, heading, d->heading == NONE};
		vec_push(w->r->a, &w->path, step);
		visit(w, d->on_service, d->on_heading);
		w->path.n--;
	}
	*state = 2;
}

static void check_exact(struct resolver *r)
{
	struct model *m = r->m;
	for (uint32_t i = 0; i < m->dependencies.n; i++) {
		const struct dependency *d = &m->dependencies.at[i];
		if (d->on_heading == NONE)
			continue;
		for (uint32_t k = 0; k < m->rules.n; k++) {
			const struct rule *rule = &m->rules.at[k];
			if (rule->service != d->on_service || rule->heading != d->on_heading)
				continue;
			for (uint32_t j = 0; j < rule->statements.n; j++) {
				const struct statement *st = &rule->statements.at[j];
				bool limit = st->kind == ST_DEADLINE || st->kind == ST_TEXT ||
				             (st->kind == ST_LIMIT && st->lower != st->upper);
				if (limit) {
					diag_heading_not_exact(r->d, st->at, m->headings.at[d->on_heading].text);
					return;
				}
			}
		}
	}
}

void check_dependencies(struct resolver *r)
{
	struct model *m = r->m;
	struct walk w = {.r = r, .width = m->headings.n + 1};
	w.state = arena_array(r->a, uint8_t, (size_t)m->services.n * w.width + 1);
	for (uint32_t i = 0; i < m->dependencies.n && !w.reported; i++)
		visit(&w, m->dependencies.at[i].service, m->dependencies.at[i].heading);
	m->cyclic = w.reported;
	check_exact(r);
}

/* ---- referrals ------------------------------------------------------------------------------------------ */

bool ex_reads(const struct ex *x, enum ex_kind kind, uint32_t index)
{
	bool reads = x && x->kind == kind && (index == NONE || x->index == index);
	for (uint32_t i = 0; x && i < x->kids.n && !reads; i++)
		reads = ex_reads(x->kids.at[i], kind, index);
	return reads;
}

enum para_relation para_relation(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), n = na < nb ? na : nb;
	if (strncmp(a, b, n) != 0)
		return PARA_APART;
	if (na == nb)
		return PARA_EQUAL;
	const char *longer = na > nb ? a : b;
	if (longer[n] != ',')
		return PARA_APART; /* § 3 and § 32 */
	return na < nb ? PARA_CONTAINS : PARA_WITHIN;
}

static bool stands_under(const struct service *s, const struct target_m *t)
{
	for (uint32_t i = 0; i < s->basis.n; i++) {
		enum para_relation p = para_relation(t->para, s->basis.at[i].para);
		bool same_law = strcmp(t->law, s->basis.at[i].law) == 0;
		if (same_law && (p == PARA_EQUAL || p == PARA_CONTAINS))
			return true;
	}
	return false;
}

void resolve_referrals(struct resolver *r)
{
	struct model *m = r->m;
	for (uint32_t i = 0; i < m->own_services; i++)
		for (uint32_t k = 0; k < m->services.at[i].scope.n; k++)
			for (uint32_t j = 0; j < m->services.at[i].scope.at[k].refer.n; j++) {
				const struct target_m *t = &m->services.at[i].scope.at[k].refer.at[j];
				for (uint32_t to = 0; to < m->own_services; to++)
					if (t->service == to || (t->para && stands_under(&m->services.at[to], t)))
						vec_push(r->a, &m->referrals, ((struct referral_m){i, k, to}));
			}
}
