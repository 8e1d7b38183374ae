/* SPDX-License-Identifier: MIT
 * What in the old catalogue corresponds to what in the new one. Names decide; a service whose name changed is known by its
 * title. Both models share one name table. */
#include "diff/part.h"

#include <string.h>

static bool same_title(const struct service *a, const struct service *b)
{
	return a->title && b->title && strcmp(a->title, b->title) == 0;
}

static uint32_t service_like(const struct model *old, const struct service *s, const bool *taken,
                             bool by_title)
{
	for (uint32_t i = 0; i < old->own_services; i++) {
		const struct service *o = &old->services.at[i];
		if (!taken[i] && (by_title ? same_title(o, s) : o->name == s->name))
			return i;
	}
	return NONE;
}

struct pairs match_services(const struct work *w)
{
	struct pairs p = {0};
	bool *taken = arena_array(w->a, bool, w->old->own_services + 1);
	for (uint32_t i = 0; i < w->new->own_services; i++)
		vec_push(w->a, &p.list, ((struct pair){NONE, i}));
	for (int by_title = 0; by_title < 2; by_title++)
		for (uint32_t i = 0; i < p.list.n; i++) {
			struct pair *x = &p.list.at[i];
			if (x->old == NONE)
				x->old = service_like(w->old, &w->new->services.at[x->new], taken, by_title);
			if (x->old != NONE)
				taken[x->old] = true;
		}
	for (uint32_t i = 0; i < w->old->own_services; i++)
		if (!taken[i])
			vec_push(w->a, &p.list, ((struct pair){i, NONE}));
	return p;
}

/* ---- slots ---------------------------------------------------------------------------------------------- */

static bool same_question(const struct work *w, uint32_t old, uint32_t new)
{
	const struct slot *x = &w->old->slots.at[old], *y = &w->new->slots.at[new];
	if (x->strength != y->strength || x->kind != y->kind)
		return false;
	if (x->kind == ST_LIMIT)
		return measure_alike(&w->old->units, &x->measure, &w->new->units, &y->measure);
	if (x->kind == ST_DEADLINE)
		return x->before == y->before && same_text(x->end_text, y->end_text) &&
		       same_text(x->start_text, y->start_text);
	return x->kind != ST_TEXT || same_text(x->text, y->text);
}

static bool same_heading(const struct work *w, uint32_t old, uint32_t new)
{
	const struct slot *x = &w->old->slots.at[old], *y = &w->new->slots.at[new];
	return w->old->headings.at[x->heading].name == w->new->headings.at[y->heading].name;
}

static bool is_text(const struct model *m, uint32_t slot)
{
	return m->headings.at[m->slots.at[slot].heading].type.vt == VT_TEXT;
}

/* The first free slot of the old service that asks the same; or, once those are taken, any of the heading. */
static uint32_t slot_like(const struct work *w, uint32_t new, const struct service *old,
                          const bool *taken, bool exact)
{
	for (uint32_t i = 0; i < old->slots; i++) {
		uint32_t slot = old->first_slot + i;
		if (taken[i] || !same_heading(w, slot, new))
			continue;
		if (exact ? same_question(w, slot, new) : !is_text(w->new, new))
			return slot;
	}
	return NONE;
}

static void gone_below(const struct work *w, const struct service *old, bool *taken, uint32_t new,
                       struct pairs *p)
{
	for (uint32_t i = 0; i < old->slots; i++)
		if (!taken[i] && (new == NONE || same_heading(w, old->first_slot + i, new))) {
			taken[i] = true;
			vec_push(w->a, &p->list, ((struct pair){old->first_slot + i, NONE}));
		}
}

struct pairs match_slots(const struct work *w, struct pair services)
{
	const struct service none = {0};
	const struct service *old = services.old == NONE ? &none : &w->old->services.at[services.old];
	const struct service *new = services.new == NONE ? &none : &w->new->services.at[services.new];
	bool *taken = arena_array(w->a, bool, old->slots + 1);
	uint32_t *like = arena_array(w->a, uint32_t, new->slots + 1);
	struct pairs p = {0};
	for (uint32_t i = 0; i < new->slots; i++)
		like[i] = NONE;
	for (int exact = 1; exact >= 0; exact--)
		for (uint32_t i = 0; i < new->slots; i++) {
			if (like[i] == NONE)
				like[i] = slot_like(w, new->first_slot + i, old, taken, exact);
			if (like[i] != NONE)
				taken[like[i] - old->first_slot] = true;
		}
	for (uint32_t i = 0; i < new->slots; i++) {
		uint32_t slot = new->first_slot + i;
		vec_push(w->a, &p.list, ((struct pair){like[i], slot}));
		bool ends = i + 1 == new->slots ||
		            w->new->slots.at[slot + 1].heading != w->new->slots.at[slot].heading;
		if (ends)
			gone_below(w, old, taken, slot, &p);
	}
	gone_below(w, old, taken, NONE, &p);
	return p;
}
