/* SPDX-License-Identifier: MIT
 *
 * First pass over the trees: every declared name gets its number, so that the order of declarations and files does
 * not matter. Types, rates and expressions are settled afterwards.
 */
#include "base/date.h"
#include "meaning/resolve.h"

#include "front/parse.h"

#include <string.h>

const char *word(const struct resolver *r, const char *da, const char *en)
{
	return r->d->lang == LANG_DA ? da : en;
}

const char *name_text(const struct resolver *r, name_id name)
{
	return intern_text(r->names, name);
}

name_id name_alias(const struct resolver *r, name_id name)
{
	uint32_t other;
	return map_get(&r->aliases, name, &other) ? other : 0;
}

/* The number of a name, or of its standard word in the other column. */
static bool known(const struct resolver *r, const struct map *names, name_id name, uint32_t *i)
{
	if (!name)
		return false;
	return map_get(names, name, i) || map_get(names, name_alias(r, name), i);
}

const struct symbol *symbol_find(const struct resolver *r, name_id name)
{
	uint32_t i;
	return known(r, &r->by_name, name, &i) ? &r->symbols.at[i] : NULL;
}

uint32_t heading_find(const struct resolver *r, name_id name)
{
	uint32_t i;
	return known(r, &r->by_heading, name, &i) ? i : NONE;
}

/* The declared name nearest to a misspelt one; NULL where none is near. */
static const char *nearest(const struct resolver *r, const char *name)
{
	struct str s = str_of(name);
	unsigned best = s.n < 5 ? 2 : 3;
	const char *found = NULL;
	for (uint32_t i = 0; i < r->symbols.n; i++) {
		const char *other = name_text(r, r->symbols.at[i].name);
		unsigned d = str_distance(s, str_of(other), best);
		if (d < best) {
			best = d;
			found = other;
		}
	}
	return found;
}

void unknown_name(struct resolver *r, struct name n, const char *kind)
{
	const char *text = name_text(r, n.id);
	const struct symbol *other = symbol_find(r, n.id);
	if (other && other->twice)
		return; /* said there */
	struct diag *x = diag_unknown_name(r->d, n.at, kind, text);
	const char *near = other ? NULL : nearest(r, text);
	if (other)
		note_declared_here(r->d, x, other->at, text);
	if (near)
		note_did_you_mean(r->d, x, SPAN_NONE, near);
}

/* Enter a name once; the second time it is reported and the first keeps it. */
static void enter(struct resolver *r, enum symbol_kind kind, uint32_t index, struct name name)
{
	uint32_t i;
	if (known(r, &r->by_name, name.id, &i)) {
		struct symbol *old = &r->symbols.at[i];
		old->twice = true;
		struct diag *x = diag_declared_twice(r->d, name.at, name_text(r, name.id));
		note_declared_here(r->d, x, old->at, name_text(r, name.id));
		return;
	}
	if (parse_is_reserved(name_text(r, name.id)))
		diag_reserved_name(r->d, name.at, name_text(r, name.id));
	map_put(&r->by_name, name.id, r->symbols.n);
	vec_push(r->a, &r->symbols, ((struct symbol){kind, index, name.id, name.at, false}));
}

static const char *ascii_of(struct resolver *r, name_id name)
{
	return str_ascii(r->a, str_of(name_text(r, name)));
}

static const char *prose_c(struct resolver *r, struct prose p)
{
	return p.text.p ? str_c(r->a, p.text) : NULL;
}

/* Dimension and grains of a unit; false where the unit it converts to is not declared (yet). */
static bool unit_of(struct resolver *r, const struct decl *d, struct unit *x)
{
	struct units *u = &r->m->units;
	int of = d->u.unit.converts ? unit_find(u, d->u.unit.of.id) : -1;
	x->grains = num_int(1);
	x->dim = u->dims;
	if (of < 0)
		return !d->u.unit.converts;
	x->dim = u->list.at[of].dim;
	x->grains = num_mul(d->u.unit.factor, u->list.at[of].grains);
	if (!num_ok(x->grains) || x->grains.p <= 0) {
		diag_overflow(r->d, d->at, x->text);
		x->grains = num_int(1);
	}
	return true;
}

/* A unit may be said again as it is, `enhed uge = 7 dage`, and never otherwise. */
static bool unit_known(struct resolver *r, const struct decl *d, const struct unit *x)
{
	const struct units *u = &r->m->units;
	int old = unit_find(u, x->name), plural = unit_find(u, x->plural);
	if (old < 0 && plural < 0)
		return false;
	const struct unit *o = old < 0 ? NULL : &u->list.at[old];
	bool same = o && o->builtin && (plural == old || x->plural == x->name) &&
	            (!d->u.unit.converts || (o->dim == x->dim && num_eq(o->grains, x->grains)));
	if (!same) {
		struct name n = old < 0 ? d->u.unit.plural : d->name;
		diag_declared_twice(r->d, n.at, name_text(r, n.id));
	}
	return true;
}

/* False where it has to wait for another unit. */
static bool declare_unit(struct resolver *r, const struct decl *d)
{
	struct units *u = &r->m->units;
	struct unit x = {.name = d->name.id,
	                 .plural = d->u.unit.plural.id ? d->u.unit.plural.id : d->name.id};
	x.text = name_text(r, x.name);
	x.texts = name_text(r, x.plural);
	if (!unit_of(r, d, &x))
		return false;
	if (unit_known(r, d, &x))
		return true;
	if (x.dim == u->dims)
		u->dims++;
	vec_push(r->a, &u->list, x);
	return true;
}

static void declare_input(struct resolver *r, const struct decl *d)
{
	struct input in = {
		.name = d->name.id, .text = name_text(r, d->name.id), .ascii = ascii_of(r, d->name.id)};
	in.question = prose_c(r, d->title);
	in.kind = d->kind == DECL_FACT       ? INPUT_FACT
	        : d->kind == DECL_ASSESSMENT ? INPUT_ASSESSMENT
	                                     : INPUT_UNCLEAR;
	in.by_missing = d->u.input.by_missing;
	in.phrase_yes = prose_c(r, d->u.input.phrase_yes);
	in.phrase_no = prose_c(r, d->u.input.phrase_no);
	in.decl = d;
	in.at = d->name.at;
	enter(r, SYM_INPUT, r->m->inputs.n, d->name);
	vec_push(r->a, &r->m->inputs, in);
}

static void declare_heading(struct resolver *r, const struct decl *d)
{
	struct heading h = {
		.name = d->name.id, .text = name_text(r, d->name.id), .ascii = ascii_of(r, d->name.id)};
	h.about_case = d->u.outcome.about_case;
	h.several = d->u.outcome.several;
	h.required = d->u.outcome.required;
	h.better = d->u.outcome.better;
	h.decl = d;
	uint32_t old = heading_find(r, d->name.id);
	if (old != NONE) {
		struct diag *x = diag_declared_twice(r->d, d->name.at, h.text);
		note_declared_here(r->d, x, r->m->headings.at[old].decl->name.at, h.text);
		return;
	}
	map_put(&r->by_heading, d->name.id, r->m->headings.n);
	vec_push(r->a, &r->m->headings, h);
}

static void declare_law(struct resolver *r, const struct decl *d)
{
	struct law_m law = {
		.name = d->name.id, .text = name_text(r, d->name.id), .title = prose_c(r, d->title)};
	for (uint32_t i = 0; i < r->laws.n; i++)
		if (r->laws.at[i].name == law.name)
			diag_declared_twice(r->d, d->name.at, law.text);
	vec_push(r->a, &r->laws, law);
}

static void declare_one(struct resolver *r, struct decl *d)
{
	switch (d->kind) {
	case DECL_ACTOR: {
		struct actor x = {.name = d->name.id,
		                  .text = name_text(r, d->name.id),
		                  .title = prose_c(r, d->title),
		                  .ascii = ascii_of(r, d->name.id),
		                  .decl = d};
		enter(r, SYM_ACTOR, r->m->actors.n, d->name);
		vec_push(r->a, &r->m->actors, x);
		break;
	}
	case DECL_FACT:
	case DECL_ASSESSMENT:
	case DECL_UNCLEAR:
		declare_input(r, d);
		break;
	case DECL_CONCEPT:
		enter(r, SYM_CONCEPT, r->m->concepts.n, d->name);
		vec_push(r->a, &r->m->concepts, ((struct concept){.name = d->name.id, .decl = d}));
		break;
	case DECL_RATE:
		enter(r, SYM_RATE, r->m->rates.n, d->name);
		vec_push(
			r->a, &r->m->rates,
			((struct rate_m){.name = d->name.id, .text = name_text(r, d->name.id), .decl = d}));
		break;
	case DECL_OUTCOME:
		declare_heading(r, d);
		break;
	case DECL_CLAUSE:
		enter(r, SYM_CLAUSE, r->clauses.n, d->name);
		vec_push(r->a, &r->clauses, d);
		break;
	case DECL_SERVICE: {
		struct service s = {.name = d->name.id,
		                    .text = name_text(r, d->name.id),
		                    .title = prose_c(r, d->title),
		                    .ascii = ascii_of(r, d->name.id),
		                    .decl = d,
		                    .at = d->head};
		enter(r, SYM_SERVICE, r->m->services.n, d->name);
		vec_push(r->a, &r->m->services, s);
		break;
	}
	case DECL_LAW:
		declare_law(r, d);
		break;
	case DECL_ACCEPT:
		vec_push(r->a, &r->m->accepts, d);
		break;
	case DECL_UNIT: /* before all others */
	case DECL_CATALOGUE:
	case DECL_PARAGRAPH:
	case DECL_MODULE:
	case DECL_USE:
	case DECL_GIVEN:
	case DECL_ALWAYS:
	case DECL_NEVER:
	case DECL_EXAMPLE:
	case DECL_KIND_COUNT:
		break;
	}
}

/* Input 0 is sagsdato, known to every catalogue. */
static void declare_case_date(struct resolver *r)
{
	bool da = r->m->lang == LANG_DA;
	const char *text = da ? "sagsdato" : "case_date";
	struct input in = {.text = text, .ascii = text, .kind = INPUT_CASE_DATE};
	in.name = intern_name(r->names, text, strlen(text));
	in.question = da ? "Hvilken dag afgøres sagen?" : "On which day is the case decided?";
	in.type = (struct type_m){.vt = VT_DATE, .lo = DATE_MIN, .hi = DATE_MAX, .grain = num_int(1)};
	in.phrase_yes = in.phrase_no = NULL;
	enter(r, SYM_INPUT, 0, (struct name){in.name, SPAN_NONE});
	vec_push(r->a, &r->m->inputs, in);
	name_id other = intern_name(r->names, da ? "case_date" : "sagsdato", da ? 9 : 8);
	map_put(&r->by_name, other, 0);
}

/* Units first, those that others are defined by before those: the order of declarations is free. */
static void declare_units(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	VEC(const struct decl *) left = {0};
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++)
			if (files[f]->decls.at[i]->kind == DECL_UNIT)
				vec_push(r->a, &left, files[f]->decls.at[i]);
	for (uint32_t before = left.n + 1; left.n < before;) {
		uint32_t kept = 0;
		before = left.n;
		for (uint32_t i = 0; i < before; i++)
			if (!declare_unit(r, left.at[i]))
				left.at[kept++] = left.at[i];
		left.n = kept;
	}
	for (uint32_t i = 0; i < left.n; i++) {
		struct name of = left.at[i]->u.unit.of;
		diag_unknown_unit(r->d, of.at, name_text(r, of.id));
	}
}

/* Each standard word leads to its partner; the first row wins where one column has two forms. */
static void learn_aliases(struct resolver *r)
{
	static const char *const words[][2] = {
#define STANDARD(da, en) {da, en},
#include "grammar/standard.def"
#undef STANDARD
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		name_id da = intern_name(r->names, words[i][0], strlen(words[i][0]));
		name_id en = intern_name(r->names, words[i][1], strlen(words[i][1]));
		if (!name_alias(r, da))
			map_put(&r->aliases, da, en);
		if (!name_alias(r, en))
			map_put(&r->aliases, en, da);
	}
}

void declare_all(struct resolver *r, struct ast_file *const *files, uint32_t n)
{
	learn_aliases(r);
	units_builtin(r->a, &r->m->units, r->names);
	declare_case_date(r);
	declare_units(r, files, n);
	for (uint32_t f = 0; f < n; f++)
		for (uint32_t i = 0; i < files[f]->decls.n; i++)
			if (files[f]->decls.at[i]->kind != DECL_UNIT)
				declare_one(r, files[f]->decls.at[i]);
}
