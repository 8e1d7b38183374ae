/* SPDX-License-Identifier: MIT
 *
 * What a changed service keeps: its headings without a change, with the answer where one answer holds for everybody.
 */
#include "diff/show.h"

#include "meaning/words.h"

#include <string.h>

#define LONGEST 50 /* columns of an answer that is said along; no formulas */

/* heading NULL: the target group. */
static bool is_changed(const struct show *p, const struct diff_service *service,
                       const char *heading)
{
	for (uint32_t i = 0; heading && i < p->d->texts.n; i++) {
		const struct diff_text *x = &p->d->texts.at[i];
		if (x->where && strcmp(x->where, service->title) == 0 && strcmp(x->what, heading) == 0)
			return true;
	}
	for (uint32_t i = 0; i < service->changes.n; i++) {
		const char *x = service->changes.at[i].heading;
		if (x && heading ? strcmp(x, heading) == 0 : x == heading)
			return true;
	}
	return false;
}

/* The one statement of a provision that holds for everybody; NULL: there is none. */
static const struct statement *only_statement(const struct model *m, uint32_t provision)
{
	const struct provision_m *x = &m->provisions.at[provision];
	if (x->when || x->exceptions.n || x->rules != 1)
		return NULL;
	const struct rule *rule = &m->rules.at[x->first_rule];
	return !rule->when && rule->statements.n == 1 ? &rule->statements.at[0] : NULL;
}

/* The answer under a heading where every provision says just this; NULL. */
static const char *only_answer(const struct show *p, const struct heading_use *use)
{
	const struct model *m = p->d->model;
	const char *answer = NULL;
	for (uint32_t i = 0; i < use->provisions.n; i++) {
		const struct statement *x = only_statement(m, use->provisions.at[i]);
		if (!x || x->kind == ST_TEXT || x->kind == ST_HOLE)
			return NULL;
		const struct slot *slot = &m->slots.at[x->slot];
		const char *says = arena_printf(p->a, "%s%s", words_strength(m, slot->strength),
		                                words_statement(p->a, m, x, slot));
		if (answer && strcmp(answer, says) != 0)
			return NULL;
		answer = says;
	}
	bool brief = answer && utf8_width(answer, strlen(answer)) <= LONGEST;
	return brief && !strchr(answer, '(') ? answer : NULL;
}

/* What people ask about first: amounts, deadlines, payment, complaint; then the rest. */
enum rank { RANK_AMOUNT, RANK_DEADLINE, RANK_PAYMENT, RANK_COMPLAINT, RANK_REST, RANKS };

static enum rank rank_of(const struct heading *h)
{
	if (h->type.vt == VT_DEADLINE)
		return RANK_DEADLINE;
	if (h->type.vt == VT_QUANTITY && h->better == BETTER_HIGHEST)
		return RANK_AMOUNT;
	if (h->type.vt == VT_QUANTITY && h->better == BETTER_LOWEST)
		return RANK_PAYMENT;
	return strncmp(h->ascii, "klage", 5) == 0 ? RANK_COMPLAINT : RANK_REST;
}

/* The one statement of an exception with a condition; NULL. */
static const struct statement *exception_says(const struct model *m, const struct provision_m *e)
{
	const struct rule *rule = &m->rules.at[e->first_rule];
	return e->rules == 1 && rule->statements.n == 1 && e->when ? &rule->statements.at[0] : NULL;
}

/* No formula. */
static bool is_plain_limit(const struct statement *x)
{
	return x->kind == ST_LIMIT && (!x->lower || x->lower->kind == EX_CONST) &&
	       (!x->upper || x->upper->kind == EX_CONST);
}

static const char *says(const struct show *p, const struct statement *x)
{
	const struct model *m = p->d->model;
	return show_name(p, words_statement(p->a, m, x, &m->slots.at[x->slot]));
}

/* "fra 1 til 60 døgn pr. år, dog højst 14 døgn pr. måned, når helt ekstraordinært"; NULL where it is not that simple. */
static const char *amount_answer(const struct show *p, const struct heading_use *use)
{
	const struct model *m = p->d->model;
	struct text t = {.a = p->a};
	if (rank_of(&m->headings.at[use->heading]) != RANK_AMOUNT || use->provisions.n != 1)
		return NULL;
	const struct provision_m *x = &m->provisions.at[use->provisions.at[0]];
	const struct rule *rule = &m->rules.at[x->first_rule];
	if (x->when || x->rules != 1 || rule->when || rule->statements.n != 1 ||
	    !is_plain_limit(&rule->statements.at[0]))
		return NULL;
	text_puts(&t, says(p, &rule->statements.at[0]));
	for (uint32_t i = 0; i < x->exceptions.n; i++) {
		const struct provision_m *e = &m->provisions.at[x->exceptions.at[i]];
		if (!exception_says(m, e) || e->exceptions.n)
			return NULL;
		text_printf(&t, ", %s %s, %s %s", show_say(p, "dog", "but"), says(p, exception_says(m, e)),
		            show_say(p, "når", "where"), show_name(p, words_ex(p->a, m, e->when)));
	}
	return text_c(&t);
}

/* What a heading answers, where that can be said shortly; NULL. */
static const char *answer_of(const struct show *p, const struct heading_use *use)
{
	const char *answer = only_answer(p, use);
	return answer ? answer : amount_answer(p, use);
}

static void put_answer(const struct show *p, struct text *t, const struct heading_use *use)
{
	const char *answer = p->terminal ? NULL : answer_of(p, use);
	const char *name = show_name(p, p->d->model->headings.at[use->heading].text);
	text_printf(t, "%s%s", t->n ? "; " : "", name);
	if (answer)
		text_printf(t, ": %s", show_name(p, answer));
}

/* The question of a statement is one that a change is about. */
static bool slot_changes(const struct diff_service *service, uint32_t slot)
{
	for (uint32_t i = 0; i < service->changes.n; i++)
		if (service->changes.at[i].new_slot == slot)
			return true;
	return false;
}

/* Beside a change, the exceptions that answer another question: "højst 14 døgn pr. mangler (når helt ekstraordinært)". */
static void put_exceptions(const struct show *p, const struct diff_service *service, struct text *t,
                           const struct heading_use *use)
{
	const struct model *m = p->d->model;
	for (uint32_t i = 0; i < use->provisions.n && !p->terminal; i++) {
		const struct provision_m *x = &m->provisions.at[use->provisions.at[i]];
		for (uint32_t k = 0; k < x->exceptions.n; k++) {
			const struct provision_m *e = &m->provisions.at[x->exceptions.at[k]];
			const struct statement *st = exception_says(m, e);
			if (!st || slot_changes(service, st->slot))
				continue;
			text_printf(t, "%s%s, %s %s: %s", t->n ? "; " : "",
			            show_name(p, m->headings.at[use->heading].text),
			            show_say(p, "når", "where"), show_name(p, words_ex(p->a, m, e->when)),
			            says(p, st));
		}
	}
}

const char *show_kept(const struct show *p, const struct diff_service *service)
{
	const struct model *m = p->d->model;
	struct text t = {.a = p->a};
	if (service->status != SERVICE_CHANGED || p->d->undecided.n ||
	    service->new_service >= m->services.n)
		return NULL;
	const struct service *x = &m->services.at[service->new_service];
	if (!is_changed(p, service, NULL))
		text_puts(&t, show_say(p, "målgruppen", "target group"));
	for (int rank = 0; rank < RANKS; rank++)
		for (uint32_t i = 0; i < x->uses.n; i++) {
			const struct heading *h = &m->headings.at[x->uses.at[i].heading];
			if ((int)rank_of(h) == rank && is_changed(p, service, h->text))
				put_exceptions(p, service, &t, &x->uses.at[i]);
			else if ((int)rank_of(h) == rank)
				put_answer(p, &t, &x->uses.at[i]);
		}
	return t.n ? text_c(&t) : NULL;
}

const char *show_amounts(const struct show *p, const struct diff_service *service)
{
	const struct model *m = p->d->model;
	struct text t = {.a = p->a};
	if (service->new_service >= m->services.n)
		return NULL;
	const struct service *x = &m->services.at[service->new_service];
	for (uint32_t i = 0; i < x->uses.n; i++) {
		const struct heading_use *use = &x->uses.at[i];
		enum rank rank = rank_of(&m->headings.at[use->heading]);
		if ((rank == RANK_AMOUNT || rank == RANK_DEADLINE) && answer_of(p, use))
			put_answer(p, &t, use);
	}
	return t.n ? text_c(&t) : NULL;
}

const char *show_terms_of(const struct show *p, const struct diff_service *service)
{
	const struct model *m = p->d->model;
	struct text t = {.a = p->a};
	if (service->new_service >= m->services.n)
		return NULL;
	const struct service *x = &m->services.at[service->new_service];
	for (uint32_t i = 0; i < x->uses.n; i++) {
		const struct heading *h = &m->headings.at[x->uses.at[i].heading];
		bool offered = strcmp(h->ascii, "tilbydes") == 0 || rank_of(h) == RANK_COMPLAINT;
		bool said = offered && !is_changed(p, service, h->text);
		const char *answer = said ? only_answer(p, &x->uses.at[i]) : NULL;
		if (answer)
			text_printf(&t, "%s%s: %s", t.n ? "; " : "", show_name(p, h->text),
			            show_name(p, answer));
	}
	return t.n ? text_c(&t) : NULL;
}

/* ---- what no change touches ----------------------------------------------------------------------------- */

static bool is_used(const struct model *m, uint32_t heading)
{
	for (uint32_t i = 0; i < m->own_services; i++)
		for (uint32_t k = 0; k < m->services.at[i].uses.n; k++)
			if (m->services.at[i].uses.at[k].heading == heading)
				return true;
	return false;
}

/* A change under a heading of the rank, or under one that the new catalogue does not know. */
static bool is_touched(const struct show *p, enum rank rank)
{
	const struct model *m = p->d->model;
	for (uint32_t i = 0; i < p->d->services.n; i++) {
		const struct diff_service *s = &p->d->services.at[i];
		if (s->status == SERVICE_ADDED || s->status == SERVICE_REMOVED)
			return true;
		for (uint32_t k = 0; k < s->changes.n; k++) {
			const char *name = s->changes.at[k].heading;
			bool other = !name;
			for (uint32_t h = 0; h < m->headings.n && !other; h++)
				other = strcmp(m->headings.at[h].text, name) == 0 &&
				        rank_of(&m->headings.at[h]) != rank;
			if (!other)
				return true;
		}
	}
	return false;
}

show_rows show_untouched(const struct show *p)
{
	static const struct {
		enum rank rank;
		struct diff_word label;
	} asked[] = {
		{RANK_DEADLINE, {.da = "Ingen frister er ændret", .en = "No deadline is changed"}},
		{RANK_PAYMENT, {.da = "Ingen betaling er ændret", .en = "No payment is changed"}},
		{RANK_COMPLAINT,
	     {.da = "Ingen klageadgang er ændret", .en = "No right to complain is changed"}},
	};
	const struct model *m = p->d->model;
	show_rows rows = {0};
	for (size_t i = 0; i < sizeof asked / sizeof *asked && !p->d->undecided.n; i++) {
		struct text t = {.a = p->a};
		for (uint32_t h = 0; h < m->headings.n; h++)
			if (rank_of(&m->headings.at[h]) == asked[i].rank && is_used(m, h))
				text_printf(&t, "%s%s", t.n ? ", " : "", show_name(p, m->headings.at[h].text));
		if (t.n && !is_touched(p, asked[i].rank))
			vec_push(p->a, &rows,
			         ((struct show_row){.label = show_word(p, &asked[i].label),
			                            .text = arena_printf(p->a, "(%s).", text_c(&t))}));
	}
	return rows;
}
