/* SPDX-License-Identifier: MIT
 *
 * A diff for programs: docs/diff.md, docs/diff.schema.json. Dates are ISO, numbers exact, and words of diff.def are
 * those of its first column, whatever the language.
 */
#include "diff/show.h"

#include "base/date.h"
#include "base/out.h"

#include <inttypes.h>

struct sheet {
	struct show p;
	struct json j;
};

static void put_day(struct sheet *s, const char *key, int64_t day)
{
	bool open = day < DATE_MIN || day > DATE_MAX;
	json_kstr(&s->j, key, open ? NULL : date_text(s->p.a, day));
}

static void put_place(struct sheet *s, const char *key, span at)
{
	struct place place = source_place(s->p.sources, at.lo);
	json_key(&s->j, key);
	if (!place.file) {
		json_null(&s->j);
		return;
	}
	json_begin(&s->j, '{');
	json_kstr(&s->j, "path", place.file->path);
	json_kint(&s->j, "line", place.line);
	json_kint(&s->j, "column", place.column);
	json_end(&s->j, '}');
}

static void put_side(struct sheet *s, const char *key, const struct diff_side *side)
{
	json_key(&s->j, key);
	json_begin(&s->j, '{');
	json_kstr(&s->j, "title", side->title);
	json_kstr(&s->j, "authority", side->authority);
	put_day(s, "adopted", side->has_adopted ? side->adopted : INT64_MAX);
	put_day(s, "from", side->has_from ? side->from : INT64_MAX);
	json_kstr(&s->j, "source", arena_printf(s->p.a, "%016" PRIx64, side->source_hash));
	json_end(&s->j, '}');
}

/* "-3", "5/2" */
static const char *fraction(struct arena *a, struct num n)
{
	return n.q == 1 ? arena_printf(a, "%" PRId64, n.p)
	                : arena_printf(a, "%" PRId64 "/%" PRId64, n.p, n.q);
}

/* One number of its unit. */
static void put_number(struct sheet *s, const char *key, struct num n,
                       const struct measure *measure)
{
	const struct units *units = &s->p.d->model->units;
	json_key(&s->j, key);
	if (!num_ok(n)) {
		json_null(&s->j);
		return;
	}
	struct num of_unit = num_div(n, units->list.at[measure->unit].grains);
	json_begin(&s->j, '{');
	json_kstr(&s->j, "amount", num_ok(of_unit) ? fraction(s->p.a, of_unit) : NULL);
	json_kstr(&s->j, "unit", measure_name(s->p.a, units, measure, s->p.d->model->style));
	json_kstr(&s->j, "grains", fraction(s->p.a, n));
	json_end(&s->j, '}');
}

static void put_met(struct sheet *s, const struct diff_met *met)
{
	json_key(&s->j, "met");
	if (!met) {
		json_null(&s->j);
		return;
	}
	json_begin(&s->j, '{');
	json_kint(&s->j, "certain", (int64_t)met->certain);
	json_kint(&s->j, "possible", (int64_t)met->possible);
	json_kint(&s->j, "summed", (int64_t)met->summed);
	put_number(s, "sum", met->summed ? met->sum : NUM_BAD, &met->measure);
	json_end(&s->j, '}');
}

static void put_population(struct sheet *s)
{
	const struct diff_population *x = s->p.d->population;
	json_key(&s->j, "population");
	if (!x) {
		json_null(&s->j);
		return;
	}
	json_begin(&s->j, '{');
	json_kint(&s->j, "rows", (int64_t)x->rows);
	json_kint(&s->j, "met", (int64_t)x->met);
	json_kint(&s->j, "contradictory", (int64_t)x->contradictory);
	json_kint(&s->j, "notComparable", (int64_t)x->not_comparable);
	json_kint(&s->j, "unreadable", (int64_t)x->unreadable);
	json_end(&s->j, '}');
}

static void put_strings(struct sheet *s, const char *key, const char *const *list, uint32_t n)
{
	json_key(&s->j, key);
	json_begin(&s->j, '[');
	for (uint32_t i = 0; i < n; i++)
		json_str(&s->j, list[i]);
	json_end(&s->j, ']');
}

static void put_who(struct sheet *s, const struct diff_change *x)
{
	put_strings(s, "who", x->who.at, x->who.n);
	json_kbool(&s->j, "more", x->more);
	json_kbool(&s->j, "maybeNobody", x->maybe_nobody);
	put_strings(s, "others", x->others.at, x->others.n);
	put_strings(s, "worth", x->worth.at, x->worth.n);
}

static void put_change(struct sheet *s, const struct diff_change *x)
{
	const struct model *m = s->p.d->model;
	json_begin(&s->j, '{');
	json_kstr(&s->j, "effect", diff_effects[x->effect].json);
	json_kstr(&s->j, "cause", diff_causes[x->cause].json);
	json_kstr(&s->j, "direction", diff_directions[x->direction].json);
	json_kstr(&s->j, "kind", diff_kinds[x->kind].json);
	json_kstr(&s->j, "heading", x->heading);
	json_kstr(&s->j, "slot", x->new_slot < m->slots.n ? m->slots.at[x->new_slot].id : NULL);
	json_kstr(&s->j, "before", x->before);
	json_kstr(&s->j, "after", x->after);
	json_kstr(&s->j, "difference", x->difference);
	json_kstr(&s->j, "percent", x->percent);
	put_number(s, "by", x->by, &x->measure);
	put_who(s, x);
	put_met(s, x->met);
	json_kstr(&s->j, "person", x->person);
	json_kstr(&s->j, "referred", x->referred);
	put_day(s, "from", x->from);
	put_day(s, "to", x->to);
	json_kstr(&s->j, "law", x->law);
	put_place(s, "old", x->old_at);
	put_place(s, "new", x->new_at);
	json_end(&s->j, '}');
}

static void put_revision(struct sheet *s, const struct diff_service *x)
{
	json_key(&s->j, "revision");
	json_begin(&s->j, '{');
	json_kstr(&s->j, "reason", x->revision.reason);
	json_kstr(&s->j, "consultation", x->revision.consultation);
	json_kstr(&s->j, "transition", x->revision.transition);
	json_end(&s->j, '}');
	json_kbool(&s->j, "incomplete", show_missing(&s->p, x) != NULL);
}

static void put_service(struct sheet *s, const struct diff_service *x)
{
	static const char *const status[] = {
		[SERVICE_SAME] = "same",   [SERVICE_REWRITTEN] = "rewritten", [SERVICE_CHANGED] = "changed",
		[SERVICE_ADDED] = "added", [SERVICE_REMOVED] = "removed",
	};
	const struct model *m = s->p.d->model;
	json_begin(&s->j, '{');
	json_kstr(&s->j, "status", status[x->status]);
	json_kstr(&s->j, "name",
	          x->new_service < m->services.n ? m->services.at[x->new_service].ascii : NULL);
	json_kstr(&s->j, "title", x->title);
	json_kstr(&s->j, "law", x->law);
	json_kstr(&s->j, "target", x->target);
	json_kbool(&s->j, "undecided", x->undecided);
	put_revision(s, x);
	json_key(&s->j, "changes");
	json_begin(&s->j, '[');
	for (uint32_t i = 0; i < x->changes.n; i++)
		put_change(s, &x->changes.at[i]);
	json_end(&s->j, ']');
	json_end(&s->j, '}');
}

static void put_rate(struct sheet *s, const struct diff_rate *x)
{
	json_begin(&s->j, '{');
	json_kstr(&s->j, "rate", x->rate);
	put_day(s, "from", x->from);
	put_day(s, "to", x->to);
	json_kstr(&s->j, "before", x->before);
	json_kstr(&s->j, "after", x->after);
	json_kstr(&s->j, "last", x->last);
	json_kstr(&s->j, "difference", x->difference);
	json_kstr(&s->j, "percent", x->percent);
	put_strings(s, "usedIn", x->used_in.at, x->used_in.n);
	json_end(&s->j, '}');
}

static void put_text(struct sheet *s, const struct diff_text *x)
{
	json_begin(&s->j, '{');
	json_kstr(&s->j, "what", x->what);
	json_kstr(&s->j, "where", x->where);
	json_kstr(&s->j, "before", x->before);
	json_kstr(&s->j, "after", x->after);
	json_kbool(&s->j, "same", x->same);
	put_place(s, "old", x->old_at);
	put_place(s, "new", x->new_at);
	json_end(&s->j, '}');
}

static void put_counts(struct sheet *s)
{
	json_key(&s->j, "counts");
	json_begin(&s->j, '{');
	for (int i = 0; i < DIRECTIONS; i++) {
		json_key(&s->j, diff_directions[i].json);
		json_begin(&s->j, '{');
		for (int k = 0; k < KINDS; k++)
			json_kint(&s->j, diff_kinds[k].json, s->p.d->count[i][k]);
		json_end(&s->j, '}');
	}
	json_end(&s->j, '}');
}

static void put_lists(struct sheet *s)
{
	const struct diff *d = s->p.d;
	json_key(&s->j, "services");
	json_begin(&s->j, '[');
	for (uint32_t i = 0; i < d->services.n; i++)
		put_service(s, &d->services.at[i]);
	json_end(&s->j, ']');
	json_key(&s->j, "rates");
	json_begin(&s->j, '[');
	for (uint32_t i = 0; i < d->rates.n; i++)
		put_rate(s, &d->rates.at[i]);
	json_end(&s->j, ']');
	json_key(&s->j, "texts");
	json_begin(&s->j, '[');
	for (uint32_t i = 0; i < d->texts.n; i++)
		put_text(s, &d->texts.at[i]);
	json_end(&s->j, ']');
	put_strings(s, "undecided", d->undecided.at, d->undecided.n);
}

void diff_json(struct text *t, const struct diff *d, const struct sources *sources)
{
	struct sheet s = {.p = show_make(t, d, sources), .j = {.t = t}};
	json_begin(&s.j, '{');
	json_kstr(&s.j, "$schema", "diff.schema.json");
	json_kstr(&s.j, "format", "niveau-diff");
	json_kint(&s.j, "version", 1);
	json_kstr(&s.j, "language", d->model->words == LANG_DA ? "da" : "en");
	put_side(&s, "old", &d->old);
	put_side(&s, "new", &d->new);
	json_key(&s.j, "compared");
	json_begin(&s.j, '{');
	put_day(&s, "from", d->from);
	put_day(&s, "to", d->to);
	json_end(&s.j, '}');
	put_counts(&s);
	put_lists(&s);
	put_population(&s);
	json_kbool(&s.j, "proved", d->undecided.n == 0);
	json_end(&s.j, '}');
	text_putc(t, '\n');
}
