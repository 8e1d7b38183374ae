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
	for (uint32_t i = 0; i < x->uses.n; i++) {
		const char *heading = m->headings.at[x->uses.at[i].heading].text;
		if (is_changed(p, service, heading))
			continue;
		const char *answer = p->terminal ? NULL : only_answer(p, &x->uses.at[i]);
		text_printf(&t, "%s%s", t.n ? "; " : "", show_name(p, heading));
		if (answer)
			text_printf(&t, " (%s)", show_name(p, answer));
	}
	return t.n ? text_c(&t) : NULL;
}
