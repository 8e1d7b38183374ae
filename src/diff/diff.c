/* SPDX-License-Identifier: MIT
 * A diff from start to end, the words of its parts, and what it finds. */
#include "diff/diff.h"

#include "diff/part.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void diff_bug(const char *what, const char *where)
{
	fprintf(stderr, "niveau: internal error: %s (%s); please report it with the rule files\n", what,
	        where ? where : "?");
	abort();
}

static struct diff_side side_of(const struct model *m)
{
	const struct catalogue *k = &m->catalogue;
	return (struct diff_side){.title = k->title ? k->title : k->name,
	                          .authority = k->authority,
	                          .adopted = k->adopted,
	                          .from = k->from,
	                          .has_adopted = k->has_adopted,
	                          .has_from = k->has_from,
	                          .source_hash = m->source_hash};
}

static void count(struct diff *d)
{
	for (uint32_t i = 0; i < d->services.n; i++)
		for (uint32_t k = 0; k < d->services.at[i].changes.n; k++) {
			const struct diff_change *c = &d->services.at[i].changes.at[k];
			d->count[c->direction][c->kind]++;
		}
}

/* Values of one input that only a side knows, in words; "" where there are none. */
static const char *only_known(const struct work *w, uint32_t side, uint32_t other, uint32_t joint)
{
	const struct joint *j = w->j;
	const struct type_m *t = &j->s->m->inputs.at[joint].type;
	struct text words = {.a = w->a};
	for (int64_t v = t->lo; v <= t->hi && j->own_value[side][joint]; v++)
		if (j->own_value[side][joint][v] >= 0 && j->own_value[other][joint][v] < 0)
			text_printf(&words, "%s%s", words.n ? ", " : "",
			            words_input_value(w->a, j->s->m, joint, v));
	return text_c(&words);
}

/* Inputs whose values changed: a case that only one catalogue can hold has only one answer. */
static void compare_inputs(struct work *w)
{
	const struct joint *j = w->j;
	for (uint32_t i = 1; i < j->s->m->inputs.n; i++) {
		uint32_t o = j->own_input[OLD_SIDE][i], n = j->own_input[w->last][i];
		if (o == NONE || n == NONE || !w->old->inputs.at[o].used || !w->new->inputs.at[n].used)
			continue;
		const struct type_m *t = &w->old->inputs.at[o].type, *u = &w->new->inputs.at[n].type;
		const char *gone = only_known(w, OLD_SIDE, w->last, i);
		const char *came = only_known(w, w->last, OLD_SIDE, i);
		bool bounds = !j->own_value[OLD_SIDE][i] && (t->lo != u->lo || t->hi != u->hi);
		if (!*gone && !*came && !bounds)
			continue;
		vec_push(
			w->a, &w->d->undecided,
			arena_printf(
				w->a, "%s: %s%s%s%s%s", j->s->m->inputs.at[i].text,
				bounds
					? in_words(w, "grænserne er ændret; kun sager inden for begge er sammenlignet",
		                       "the bounds changed; only cases within both are compared")
					: in_words(w, "sager med disse værdier er ikke sammenlignet: ",
		                       "cases with these values are not compared: "),
				gone, *gone ? in_words(w, " (kun før)", " (only before)") : "",
				*gone && *came ? ", " : "",
				*came ? arena_printf(w->a, "%s%s", came, in_words(w, " (kun nu)", " (only now)"))
					  : ""));
	}
}

/* Cases that one catalogue rules out (forudsat) have only one answer: they are not compared, and that is said. */
static void compare_given(struct work *w)
{
	struct joint *j = w->j;
	dd old = joint_import(j, OLD_SIDE, j->side[OLD_SIDE]->given);
	dd new = joint_import(j, w->last, j->side[w->last]->given);
	if (old == new &&old != DD_BAD)
		return;
	vec_push(
		w->a, &w->d->undecided,
		in_words(w,
	             "sager, som kun det ene katalog anser for mulige (forudsat), er ikke sammenlignet",
	             "cases that only one of the catalogues holds possible (given) are not compared"));
}

struct diff *diff_make(struct arena *a, struct arena *scratch, const struct model *old,
                       const struct model *new, const struct model *mix, int64_t until)
{
	bool mixed = mix != new;
	const struct model *models[JOINT_SIDES] = {old, mixed ? mix : new, new};
	struct diff *d = arena_new(a, struct diff);
	struct work w = {.d = d, .a = a, .old = old, .new = new, .mixed = mixed};
	w.j = d->joint = joint_make(a, scratch, models, mixed ? 3 : 2, until);
	w.last = w.j->n - 1;
	d->model = new;
	d->old = side_of(old);
	d->new = side_of(new);
	d->from = w.j->s->from;
	d->to = w.j->s->to;
	if (w.j->s->refused)
		return d;
	compare_given(&w);
	compare_inputs(&w);
	compare_services(&w);
	compare_rates(&w);
	compare_texts(&w);
	count(d);
	return d;
}

bool diff_is_empty(const struct diff *d)
{
	bool empty = !d->rates.n && !d->undecided.n;
	for (uint32_t i = 0; i < d->texts.n; i++)
		empty = empty && d->texts.at[i].same;
	for (uint32_t i = 0; i < d->services.n; i++)
		empty = empty && (d->services.at[i].status == SERVICE_SAME ||
		                  d->services.at[i].status == SERVICE_REWRITTEN);
	return empty;
}

/* ---- findings ------------------------------------------------------------------------------------------- */

/* What of the three is not recorded, in words; NULL where all is. */
static const char *missing_records(const struct diff *d, const struct diff_service *s)
{
	bool da = d->model->words == LANG_DA;
	const char *const words[3] = {da ? "begrundelse" : "reason", da ? "høring" : "consultation",
	                              da ? "overgang" : "transition"};
	const char *const have[3] = {s->revision.reason, s->revision.consultation,
	                             s->revision.transition};
	struct text t = {.a = d->model->a};
	for (int i = 0; i < 3; i++)
		if (!have[i])
			text_printf(&t, "%s%s", t.n ? ", " : "", words[i]);
	return t.n ? text_c(&t) : NULL;
}

static const char *what_worsens(const struct diff *d, const struct diff_change *c)
{
	bool da = d->model->words == LANG_DA;
	if (c->heading)
		return c->heading;
	if (c->cause == CAUSE_SERVICE)
		return da ? "hele ydelsen" : "the whole service";
	return da ? "målgruppen" : "the target group";
}

void diff_findings(const struct diff *d, struct diags *out)
{
	for (uint32_t i = 0; i < d->services.n; i++) {
		const struct diff_service *s = &d->services.at[i];
		const char *missing = missing_records(d, s);
		for (uint32_t k = 0; missing && k < s->changes.n; k++) {
			const struct diff_change *c = &s->changes.at[k];
			if (c->direction != DIRECTION_WORSE || c->kind != KIND_LEVEL)
				continue;
			bool gone = c->new_at.lo == c->new_at.hi;
			struct diag *x = diag_worsening_unexplained(out, gone ? c->old_at : c->new_at, s->title,
			                                            what_worsens(d, c), missing);
			x->law = c->law;
			x->witness = c->person;
			break; /* the service lacks them once */
		}
	}
}
