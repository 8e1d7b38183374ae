/* SPDX-License-Identifier: MIT
 *
 * From trees to the model, in the order in which one thing needs another. model_make() is the table of contents.
 */
#include "base/date.h"
#include "meaning/service.h"

#include <assert.h>
#include <string.h>

/* ---- inputs and headings -------------------------------------------------------------------------------- */

static void resolve_phrases(struct resolver *r, struct input *in)
{
	for (uint32_t i = 0; i < in->type.choices.n && i < in->decl->u.input.phrases.n; i++)
		in->type.choices.at[i].phrase = str_c(r->a, in->decl->u.input.phrases.at[i].text);
	if (in->type.vt == VT_ENUM && in->type.choices.n == 2 && in->phrase_yes && in->phrase_no) {
		in->type.choices.at[0].phrase = in->phrase_yes;
		in->type.choices.at[1].phrase = in->phrase_no;
	}
}

static void resolve_inputs(struct resolver *r)
{
	for (uint32_t i = 1; i < r->m->inputs.n; i++) {
		struct type_m type = resolve_type(r, &r->m->inputs.at[i].decl->u.input.type, false);
		struct input *in = &r->m->inputs.at[i];
		in->type = type;
		resolve_phrases(r, in);
		for (uint32_t k = 0; k < in->decl->u.input.by.n; k++) {
			struct name n = in->decl->u.input.by.at[k];
			const struct symbol *s = symbol_find(r, n.id);
			if (s && s->kind == SYM_ACTOR) {
				r->m->actors.at[s->index].used = true;
				vec_push(r->a, &in->by, s->index);
			} else {
				unknown_name(r, n, word(r, "aktøren", "the actor"));
			}
		}
	}
}

static uint32_t input_named(const struct resolver *r, const char *da, const char *en,
                            enum value_type vt)
{
	const char *words[2] = {da, en};
	for (int k = 0; k < 2; k++) {
		const struct symbol *s = symbol_find(r, intern_find(r->names, words[k], strlen(words[k])));
		if (s && s->kind == SYM_INPUT && r->m->inputs.at[s->index].type.vt == vt)
			return s->index;
	}
	return NONE;
}

static void resolve_headings(struct resolver *r)
{
	for (uint32_t i = 0; i < r->m->headings.n; i++) {
		struct heading *h = &r->m->headings.at[i];
		h->type = resolve_type(r, &h->decl->u.outcome.type, true);
		if (h->decl->u.outcome.required_when) {
			struct ex *x = resolve_condition(r, h->decl->u.outcome.required_when, NULL);
			h = &r->m->headings.at[i];
			h->required_when = x->kind == EX_BAD ? NULL : x;
		}
	}
}

/* ---- rates ---------------------------------------------------------------------------------------------- */

static bool row_days(const struct rate_row *row, int64_t *from, int64_t *to)
{
	if (row->year) {
		*from = date_day(row->year, 1, 1);
		*to = date_day(row->year, 12, 31);
		return true;
	}
	*from = row->from.day;
	*to = row->to.given ? row->to.day : INT64_MAX;
	return row->from.given && !row->from.missing && !row->to.missing;
}

static void sort_rows(struct resolver *r, struct rate_m *rate)
{
	for (uint32_t i = 1; i < rate->rows.n; i++)
		for (uint32_t k = i; k > 0 && rate->rows.at[k - 1].from > rate->rows.at[k].from; k--) {
			struct rate_row_m t = rate->rows.at[k];
			rate->rows.at[k] = rate->rows.at[k - 1];
			rate->rows.at[k - 1] = t;
		}
	for (uint32_t i = 0; i + 1 < rate->rows.n; i++) {
		struct rate_row_m *a = &rate->rows.at[i], *b = &rate->rows.at[i + 1];
		/* `fra DATE:` without an end holds until the next row */
		if (a->to == INT64_MAX && a->from < b->from)
			a->to = b->from - 1;
		if (a->to >= b->from) {
			struct diag *x = diag_rate_rows_overlap(r->d, b->at, rate->text);
			note_declared_here(r->d, x, a->at, rate->text);
			a->to = b->from - 1;
		}
	}
}

/* Give a bare number the rate's unit; an amount may leave out the period, but not state another one. */
static bool fit_row(struct resolver *r, const struct rate_m *rate, struct ex *v, span at)
{
	const struct measure *want = &rate->type.measure;
	bool bare = v->vt == VT_QUANTITY && v->measure.windows == 0;
	if (v->vt != rate->type.vt) {
		diag_wrong_type(r->d, at, type_name(r, rate->type.vt), type_name(r, v->vt));
		return false;
	}
	if (v->kind == EX_CONST && bare && v->measure.dim == DIM_NUMBER && want->dim != DIM_NUMBER)
		v->number = num_mul(v->number, r->m->units.list.at[want->unit].grains);
	else if (v->vt == VT_QUANTITY && !measure_same(&v->measure, want) &&
	         !(bare && v->measure.dim == want->dim)) {
		diag_unit_mismatch(r->d, at, measure_name(r->a, &r->m->units, &v->measure, r->m->style),
		                   measure_name(r->a, &r->m->units, want, r->m->style));
		return false;
	}
	v->measure = *want;
	return true;
}

static void resolve_rate_rows(struct resolver *r, struct rate_m *rate)
{
	const struct decl *d = rate->decl;
	for (uint32_t i = 0; i < d->u.rate.rows.n; i++) {
		const struct rate_row *row = &d->u.rate.rows.at[i];
		struct rate_row_m x = {.at = row->at, .unverified = row->unverified};
		if (!row->value || !row_days(row, &x.from, &x.to))
			continue;
		if (x.to < x.from) {
			diag_range_reversed(r->d, row->at, date_text(r->a, x.from), date_text(r->a, x.to));
			continue;
		}
		struct ex *v = resolve_term(r, row->value, &rate->type);
		/* `mangler` is a row without an amount: where it is needed, the rate is missing */
		if (v->kind == EX_BAD || v->kind == EX_HOLE || !fit_row(r, rate, v, row->value->at))
			continue;
		x.value = v;
		vec_push(r->a, &rate->rows, x);
	}
	sort_rows(r, rate);
}

/* Mark every rate that an amount is computed from, directly or through others. */
static void mark_rates(const struct resolver *r, const struct ex *x, bool *seen)
{
	for (uint32_t i = 0; i < x->kids.n; i++)
		mark_rates(r, x->kids.at[i], seen);
	if (x->kind != EX_RATE || seen[x->index])
		return;
	seen[x->index] = true;
	const struct rate_m *rate = &r->m->rates.at[x->index];
	for (uint32_t i = 0; i < rate->rows.n; i++)
		mark_rates(r, rate->rows.at[i].value, seen);
}

/* A rate that is computed from itself has no amount; it is reported once and loses its rows. */
static void check_rate_circles(struct resolver *r)
{
	for (uint32_t i = 0; i < r->m->rates.n; i++) {
		struct rate_m *rate = &r->m->rates.at[i];
		bool *seen = arena_array(r->a, bool, r->m->rates.n);
		for (uint32_t k = 0; k < rate->rows.n; k++)
			mark_rates(r, rate->rows.at[k].value, seen);
		if (!seen[i])
			continue;
		diag_cyclic(r->d, rate->decl->name.at, rate->text);
		rate->rows.n = 0;
	}
}

static void resolve_rates(struct resolver *r)
{
	/* types first: one rate's row may be computed from another rate */
	for (uint32_t i = 0; i < r->m->rates.n; i++)
		r->m->rates.at[i].type = resolve_type(r, &r->m->rates.at[i].decl->u.rate.type, false);
	for (uint32_t i = 0; i < r->m->rates.n; i++) {
		struct rate_m *rate = &r->m->rates.at[i];
		const struct path *at = &rate->decl->u.rate.at_event;
		if (at->names.n) {
			const struct symbol *s = symbol_find(r, at->names.at[0].id);
			if (s && s->kind == SYM_INPUT && r->m->inputs.at[s->index].type.vt == VT_DATE)
				rate->at_input = s->index;
			else
				unknown_name(r, at->names.at[0], word(r, "hændelsen", "the event"));
		}
		resolve_rate_rows(r, rate);
	}
	check_rate_circles(r);
}

/* ---- the catalogue, invariants -------------------------------------------------------------------------- */

static bool label_is(const struct resolver *r, name_id label, const char *da, const char *en)
{
	return label == intern_find(r->names, da, strlen(da)) ||
	       label == intern_find(r->names, en, strlen(en));
}

static void catalogue_entry(struct resolver *r, struct catalogue *c, const struct header_entry *e)
{
	const char *text = e->text.text.p ? str_c(r->a, e->text.text) : NULL;
	if (label_is(r, e->label.id, "myndighed", "authority")) {
		c->authority = text;
	} else if (label_is(r, e->label.id, "vedtaget", "adopted")) {
		c->has_adopted = e->kind == HEADER_DAY && e->day.given;
		c->adopted = e->day.day;
	} else if (label_is(r, e->label.id, "gælder", "valid")) {
		c->has_from = e->kind == HEADER_PERIOD && e->period.from.given && !e->period.from.missing;
		if (c->has_from)
			c->from = e->period.from.day;
		if (e->kind == HEADER_PERIOD && e->period.to.given && !e->period.to.missing)
			c->to = e->period.to.day;
		if (c->to < c->from)
			diag_range_reversed(r->d, e->label.at, date_text(r->a, c->from),
			                    date_text(r->a, c->to));
	} else if (label_is(r, e->label.id, "kilde", "source")) {
		c->source = text;
	} else if (label_is(r, e->label.id, "begrundelse", "reason")) {
		c->revision.reason = text;
	} else if (label_is(r, e->label.id, "høring", "consultation")) {
		c->revision.consultation = text;
	} else if (label_is(r, e->label.id, "overgang", "transition")) {
		c->revision.transition = text;
	} else if (label_is(r, e->label.id, "karakter", "character")) {
		c->guiding = e->name.id && label_is(r, e->name.id, "vejledende", "guiding");
		if (e->name.id && !c->guiding && !label_is(r, e->name.id, "bindende", "binding"))
			diag_unknown_choice(r->d, e->name.at, name_text(r, e->name.id),
			                    name_text(r, e->label.id));
	} else if (label_is(r, e->label.id, "omfatter", "covers")) {
		for (uint32_t i = 0; i < e->refs.n; i++)
			vec_push(r->a, &c->covers, resolve_ref(r, &e->refs.at[i], NULL));
	} else {
		diag_header_entry(r->d, e->label.at, name_text(r, e->label.id),
		                  word(r,
		                       "myndighed, vedtaget, gælder, kilde, karakter, omfatter, "
		                       "begrundelse, høring, overgang",
		                       "authority, adopted, valid, source, character, covers, "
		                       "reason, consultation, transition"));
	}
}

/* What a law's header says is for readers: only its labels are checked. */
static void check_law_header(struct resolver *r, const struct decl *d)
{
	for (uint32_t i = 0; i < d->u.catalogue.header.n; i++) {
		struct name label = d->u.catalogue.header.at[i].label;
		if (!label_is(r, label.id, "konsolidering", "consolidation") &&
		    !label_is(r, label.id, "gælder", "valid") && !label_is(r, label.id, "kilde", "source"))
			diag_header_entry(
				r->d, label.at, name_text(r, label.id),
				word(r, "konsolidering, gælder, kilde", "consolidation, valid, source"));
	}
}

static void check_law_headers(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++)
			if (files[f]->decls.at[i]->kind == DECL_LAW)
				check_law_header(r, files[f]->decls.at[i]);
}

static void resolve_catalogue(struct resolver *r, struct ast_file *const *files, uint32_t own)
{
	struct catalogue *c = &r->m->catalogue;
	c->from = DATE_MIN;
	c->to = INT64_MAX;
	c->name = c->title = "";
	for (uint32_t f = 0; f < own; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++) {
			const struct decl *d = files[f]->decls.at[i];
			if (d->kind != DECL_CATALOGUE)
				continue;
			if (c->decl) {
				struct diag *x = diag_several_catalogues(r->d, d->head);
				note_declared_here(r->d, x, c->decl->head, c->name);
				continue;
			}
			c->decl = d;
			c->at = d->head;
			c->name = name_text(r, d->name.id);
			c->title = d->title.text.p ? str_c(r->a, d->title.text) : c->name;
			for (uint32_t k = 0; k < d->u.catalogue.header.n; k++)
				catalogue_entry(r, c, &d->u.catalogue.header.at[k]);
			if (!c->has_from && !c->has_adopted)
				diag_no_dates(r->d, d->head, CATALOGUE_YEAR);
		}
}

static void resolve_invariants(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++) {
			const struct decl *d = files[f]->decls.at[i];
			if (d->kind != DECL_GIVEN && d->kind != DECL_ALWAYS && d->kind != DECL_NEVER)
				continue;
			struct invariant x = {.at = d->head, .title = str_c(r->a, d->title.text)};
			x.kind = d->kind == DECL_GIVEN  ? RULE_GIVEN
			       : d->kind == DECL_ALWAYS ? RULE_ALWAYS
			                                : RULE_NEVER;
			if (!d->u.rule.expr)
				continue;
			struct ex *c = resolve_condition(r, d->u.rule.expr, NULL);
			struct ex *when = resolve_conds(r, &d->u.rule.conds);
			if (c->kind == EX_BAD || (when && when->kind == EX_BAD))
				continue;
			/* given/always: when ⇒ c; never: when ∧ c */
			if (when)
				c = x.kind == RULE_NEVER ? ex_and(r, when, c) : ex_or(r, ex_not(r, when), c);
			x.expr = c;
			vec_push(r->a, &r->m->invariants, x);
		}
}

/* ---- names for integrators ------------------------------------------------------------------------------ */

struct ascii_names {
	struct resolver *r;
	struct map seen;
	VEC(const char *) names;
};

static void claim(struct ascii_names *n, const char *ascii, const char *text, span at)
{
	uint32_t old;
	uint64_t key = hash_bytes(ascii, strlen(ascii));
	if (map_get(&n->seen, key, &old)) {
		assert(old < n->names.n);
		if (strcmp(n->names.at[old], text) == 0)
			return; /* declared twice, and reported as that */
		diag_ascii_collision(n->r->d, at, n->names.at[old], text);
		return;
	}
	map_put(&n->seen, key, n->names.n);
	vec_push(n->r->a, &n->names, text);
}

static void check_ascii(struct resolver *r)
{
	struct ascii_names inputs = {.r = r, .seen = {.a = r->a}},
					   services = {.r = r, .seen = {.a = r->a}};
	struct ascii_names headings = {.r = r, .seen = {.a = r->a}};
	for (uint32_t i = 0; i < r->m->inputs.n; i++)
		claim(&inputs, r->m->inputs.at[i].ascii, r->m->inputs.at[i].text, r->m->inputs.at[i].at);
	for (uint32_t i = 0; i < r->m->own_services; i++)
		claim(&services, r->m->services.at[i].ascii, r->m->services.at[i].text,
		      r->m->services.at[i].at);
	for (uint32_t i = 0; i < r->m->headings.n; i++)
		claim(&headings, r->m->headings.at[i].ascii, r->m->headings.at[i].text,
		      r->m->headings.at[i].decl->name.at);
}

static uint64_t hash_sources(struct ast_file *const *files, uint32_t n)
{
	uint64_t h = hash_bytes("niveau", 6);
	for (uint32_t i = 0; i < n; i++)
		h = hash_mix(h, hash_bytes(files[i]->source->text, files[i]->source->size));
	return h;
}

/* Concepts that nobody uses are checked all the same. */
static void resolve_concepts(struct resolver *r)
{
	for (uint32_t i = 0; i < r->m->concepts.n; i++) {
		bool used = r->m->concepts.at[i].used;
		struct expr e = {.kind = EXPR_PATH, .at = r->m->concepts.at[i].decl->name.at};
		vec_push(r->a, &e.u.path.path.names, r->m->concepts.at[i].decl->name);
		resolve_term(r, &e, NULL);
		r->m->concepts.at[i].used = used;
	}
}

static bool declares(const struct ast_file *f, enum decl_kind kind)
{
	for (uint32_t i = 0; i < f->decls.n; i++)
		if (f->decls.at[i]->kind == kind)
			return true;
	return false;
}

/* Services and examples stand beside a katalog, and a katalog in no module. */
static void check_places(struct resolver *r, struct ast_file *const *files, uint32_t own,
                         uint32_t n)
{
	bool catalogue = false, shared = false;
	for (uint32_t f = 0; f < own; f++) {
		catalogue |= declares(files[f], DECL_CATALOGUE);
		shared |= declares(files[f], DECL_MODULE) || declares(files[f], DECL_LAW);
	}
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++) {
			const struct decl *d = files[f]->decls.at[i];
			bool in_module = f >= own || (!catalogue && shared);
			bool case_of = d->kind == DECL_SERVICE || d->kind == DECL_EXAMPLE;
			if (in_module && (case_of || d->kind == DECL_CATALOGUE))
				diag_only_in_catalogue(r->d, d->head);
		}
	if (!catalogue && !shared && own && files[0]->decls.n)
		diag_no_catalogue(r->d, files[0]->decls.at[0]->head);
}

struct model *model_make(struct arena *a, struct intern *names, struct diags *d,
                         const struct sources *sources, struct ast_file *const *files, uint32_t n,
                         uint32_t own_files)
{
	struct model *m = arena_new(a, struct model);
	struct resolver r = {.m = m, .a = a, .d = d, .names = names, .service = NONE};
	r.by_name.a = r.by_heading.a = r.aliases.a = a;
	m->a = a;
	m->names = names;
	m->diags = d;
	m->sources = sources;
	m->lang = m->words = n ? files[0]->lang : LANG_DA;
	m->style = m->lang == LANG_DA ? NUM_DANISH : NUM_ENGLISH;
	m->source_hash = hash_sources(files, n);

	declare_all(&r, files, n);
	check_places(&r, files, own_files, n);
	m->own_services = m->services.n;
	r.concept_state = arena_array(a, enum concept_state, m->concepts.n + 1);
	r.concept_reads = arena_array(a, struct read_list, m->concepts.n + 1);
	r.concept_depth = arena_array(a, uint32_t, m->concepts.n + 1);
	resolve_inputs(&r);
	m->birth_input = input_named(&r, "fødselsdato", "birth_date", VT_DATE);
	m->age_input = input_named(&r, "alder", "age", VT_QUANTITY);
	resolve_headings(&r);
	resolve_rates(&r);
	resolve_catalogue(&r, files, own_files);
	check_law_headers(&r, files, n);
	resolve_services(&r, files, n);
	resolve_concepts(&r);
	resolve_invariants(&r, files, n);
	check_dependencies(&r);
	resolve_referrals(&r);
	resolve_examples(&r, files, own_files);
	check_ascii(&r);
	return m;
}
