/* SPDX-License-Identifier: MIT
 *
 * What is never answered, and what is said without need: gaps, declared silences, invariants, idle readings.
 */
#include "check/scope.h"
#include "space/slot_box.h"

/* ---- gaps ----------------------------------------------------------------------------------------------- */

bool has_table(const struct check_ctx *c, const struct heading_use *u)
{
	for (uint32_t i = 0; i < u->provisions.n; i++)
		if (c->m->provisions.at[u->provisions.at[i]].is_table)
			return true;
	return false;
}

bool has_no_value(const struct check_ctx *c, uint32_t service, uint32_t heading,
                  const int64_t *values)
{
	const struct service *sv = &c->m->services.at[service];
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		struct plain p;
		if (c->m->slots.at[i].heading != heading)
			continue;
		eval_slot(c->m, values, i, NULL, &p);
		if (p.kind == PLAIN_VALUE)
			return false;
	}
	return true;
}

#define STATUTES_SHOWN 3

/* What the statutes under the service say under the heading that it leaves open. */
static void note_statutes(struct check_ctx *c, struct diag *x, uint32_t service, uint32_t heading)
{
	const struct model *m = c->m;
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->rules.n && n < STATUTES_SHOWN; i++) {
		const struct rule *r = &m->rules.at[i];
		if (r->service < m->own_services || r->heading != heading || !r->statements.n ||
		    stands_where(c, service, r->service) == DD_FALSE)
			continue;
		const char *law = m->services.at[r->service].text;
		const char *what = rule_words(c, i, r->statements.at[0].slot);
		if (m->provisions.at[r->provision].unverified)
			note_statute_seems_to_say(c->d, x, r->at, law, what);
		else
			note_statute_says(c->d, x, r->at, law, what);
		n++;
	}
}

static void report_gap(struct check_ctx *c, uint32_t service, uint32_t heading, span at, dd where)
{
	struct witness w;
	if (!finding_witness(c, where, &w))
		return;
	confirm(has_no_value(c, service, heading, w.values), "the reference evaluator sees no gap",
	        c->m->headings.at[heading].text);
	const char *name = arena_printf(c->a, "\"%s\"", c->m->headings.at[heading].text);
	bool da = c->m->words == LANG_DA;
	struct diag *x = diag_gap(c->d, at, da ? " for nogle" : " for some", name);
	note_statutes(c, x, service, heading);
	finding_at(c, x, service, heading, NONE);
	finding_person(c, x, &w);
}

static const struct heading_use *use_in(const struct service *sv, uint32_t heading)
{
	for (uint32_t i = 0; i < sv->uses.n; i++)
		if (sv->uses.at[i].heading == heading)
			return &sv->uses.at[i];
	return NULL;
}

/* Where no decision is made: the service says so, or a statute that it stands under. */
static dd without_decision(struct check_ctx *c, uint32_t service)
{
	uint32_t decision = heading_named(c, "afgoerelse", "decision");
	dd none = decision == NONE ? DD_FALSE : answered(c, service, decision, 0);
	for (uint32_t i = c->m->own_services; decision != NONE && i < c->m->services.n; i++) {
		dd under = stands_where(c, service, i);
		if (under == DD_FALSE)
			continue;
		under = dd_and(c->s->dd, under, dd_where(c->s->dd, c->s->inside[i], 1));
		none = dd_or(c->s->dd, none, dd_and(c->s->dd, under, answered(c, i, decision, 0)));
	}
	return space_for_some_hole(c->s, none);
}

/* Where the service has to say something under the heading. A deadline is owed for decisions (retssikkerhedsloven § 3). */
static dd required_where(struct check_ctx *c, uint32_t service, uint32_t heading)
{
	const struct heading *h = &c->m->headings.at[heading];
	dd where = inside_of_service(c, service);
	if (h->type.vt == VT_DEADLINE)
		where = dd_and(c->s->dd, where, dd_not(c->s->dd, without_decision(c, service)));
	return h->required_when ? dd_and(c->s->dd, where, space_condition(c->s, h->required_when))
	                        : where;
}

/* Where a mentioned heading is silent because no provision applies; DD_BAD: none of its slots has a diagram. */
static dd silent_where(struct check_ctx *c, const struct heading_use *u)
{
	dd any = DD_BAD;
	for (uint32_t k = 0; k < u->slots; k++) {
		dd f = c->s->slot[u->first_slot + k];
		if (f == DD_BAD)
			continue; /* the heading's gap is seen in each of its slots */
		any = any == DD_BAD ? DD_FALSE : any;
		struct dd_values v = dd_possible(c->s->dd, f, NULL, c->a);
		for (uint32_t i = 0; i < v.n; i++) {
			const struct leaf *l = &c->s->leaves.at[v.at[i]];
			if (!l->impossible && l->p.kind == PLAIN_SILENT && l->p.silence == SILENCE_GAP)
				any = dd_or(c->s->dd, any, dd_where(c->s->dd, f, v.at[i]));
		}
	}
	return any;
}

dd hole_by_boxes(struct check_ctx *c, const dd *f, uint32_t n, dd asked)
{
	struct arena own;
	struct witness w;
	arena_init(&own);
	dd_allow(c->s->dd, SPACE_BUDGET);
	struct uncovered u = uncovered_open(c->s, f, n, asked, &own);
	dd hole = DD_BAD;
	enum cover is = uncovered_next(&u, &hole);
	while (is == COVER_NO && !finding_witness(c, hole, &w))
		is = uncovered_next(&u, &hole);
	arena_free(&own);
	return is == COVER_NO ? hole : is == COVER_YES ? DD_FALSE : DD_BAD;
}

/* Over the diagrams' budget: the rules as boxes. */
static dd silent_by_boxes(struct check_ctx *c, uint32_t service, uint32_t heading, dd asked)
{
	dd *f = arena_array(c->a, dd, c->m->rules.n);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->m->rules.n; i++)
		if (c->m->rules.at[i].service == service && c->m->rules.at[i].heading == heading)
			f[n++] = space_for_some_hole(c->s, c->s->applies[i]);
	return hole_by_boxes(c, f, n, asked);
}

static void gap_in(struct check_ctx *c, uint32_t service, uint32_t heading)
{
	const struct heading_use *u = use_in(&c->m->services.at[service], heading);
	if (!u || has_table(c, u) || !u->provisions.n)
		return; /* said for the whole service, or by the hole of the table */
	span at = c->m->provisions.at[u->provisions.at[0]].ast->label.at;
	dd where = required_where(c, service, heading), silent = silent_where(c, u);
	if (silent == DD_BAD && !c->m->headings.at[heading].several) {
		silent = silent_by_boxes(c, service, heading, where);
		for (uint32_t k = 0; k < u->slots && silent == DD_BAD; k++)
			c->open[u->first_slot + k] |= OPEN_GAPS;
	}
	if (silent != DD_BAD)
		report_gap(c, service, heading, at, dd_and(c->s->dd, where, silent));
}

/* The headings that the service does not mention at all are one finding. */
static void unmentioned_in(struct check_ctx *c, uint32_t service)
{
	const struct service *sv = &c->m->services.at[service];
	struct text t = {.a = c->a};
	struct witness person = {0}, w;
	uint32_t n = 0, only = NONE;
	bool *open = arena_array(c->a, bool, c->m->headings.n + 1);
	for (uint32_t h = 0; h < c->m->headings.n; h++) {
		if (!c->m->headings.at[h].required || use_in(sv, h) ||
		    !finding_witness(c, required_where(c, service, h), &w))
			continue;
		text_printf(&t, "%s\"%s\"", n ? ", " : "", c->m->headings.at[h].text);
		open[h] = true;
		only = n ? NONE : h;
		person = n ? person : w;
		n++;
	}
	if (!n)
		return;
	struct diag *x = diag_gap(c->d, sv->at, "", text_c(&t));
	for (uint32_t h = 0; h < c->m->headings.n; h++)
		if (open[h])
			note_statutes(c, x, service, h);
	finding_at(c, x, service, only, NONE);
	finding_person(c, x, &person);
}

void check_gaps(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		unmentioned_in(c, i);
		for (uint32_t h = 0; h < c->m->headings.n; h++)
			if (c->m->headings.at[h].required)
				gap_in(c, i, h);
	}
}

/* ---- silences ------------------------------------------------------------------------------------------- */

/* Its own words, or what of it is missing. */
static const char *vague_words(struct check_ctx *c, const struct statement *st)
{
	bool da = c->m->words == LANG_DA;
	if (st->text)
		return arena_printf(c->a, ": \"%s\"", st->text);
	if (misses_window(&st->measure))
		return da ? ": tidsrummet mangler" : ": the period is missing";
	return "";
}

static bool stands_in(span at, const struct provision *p)
{
	return p->at.lo <= at.lo && at.hi <= p->at.hi;
}

/* A finding about a place in the text belongs to the innermost provision around it, or to a scope line. */
static void finding_where(struct check_ctx *c, struct diag *x)
{
	const struct model *m = c->m;
	const struct provision_m *in = NULL;
	for (uint32_t i = 0; i < m->provisions.n; i++) {
		const struct provision_m *p = &m->provisions.at[i];
		if (p->service >= m->own_services || !stands_in(x->at, p->ast))
			continue;
		if (!in || p->depth > in->depth)
			in = p;
	}
	if (in)
		finding_at(c, x, in->service, in->heading, (uint32_t)(in - m->provisions.at));
	for (uint32_t i = 0; !in && i < m->own_services; i++)
		for (uint32_t k = 0; k < m->services.at[i].scope.n; k++)
			if (stands_in(x->at, m->services.at[i].scope.at[k].ast))
				finding_at(c, x, i, NONE, NONE);
}

#define SILENCES_TOLD 6 /* of one service, one by one */

/* The hole that the rule says and nothing else: `frist: mangler`. NULL: it says something. */
static const struct statement *bare_hole(struct check_ctx *c, const struct rule *r)
{
	const struct provision_m *p = &c->m->provisions.at[r->provision];
	const struct statement *st = r->statements.n ? &r->statements.at[0] : NULL;
	bool bare = st && st->kind == ST_HOLE && !r->when && p->depth == 0 && !p->exceptions.n;
	return bare && !*vague_words(c, st) && !lacks_start(c->m, st) ? st : NULL;
}

/* A service that is hardly begun: one finding names its silent headings. True where it was told. */
static bool told_together(struct check_ctx *c, uint32_t service)
{
	struct text names = {.a = c->a};
	uint32_t n = 0, first = NONE;
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		if (r->service != service || !bare_hole(c, r))
			continue;
		text_printf(&names, "%s%s", n ? ", " : "", c->m->headings.at[r->heading].text);
		first = n++ ? first : i;
	}
	if (n <= SILENCES_TOLD)
		return false;
	const struct rule *r = &c->m->rules.at[first];
	struct diag *x = diag_silences(c->d, bare_hole(c, r)->at, c->m->services.at[service].title, n,
	                               text_c(&names));
	finding_at(c, x, service, NONE, NONE);
	return true;
}

/* One finding for each statement with a hole, however many slots it leaves open. */
void check_silences(struct check_ctx *c)
{
	bool *together = arena_array(c->a, bool, c->m->own_services + 1);
	for (uint32_t i = 0; i < c->m->own_services; i++)
		together[i] = told_together(c, i);
	for (uint32_t i = 0; i < c->m->rules.n; i++) {
		const struct rule *r = &c->m->rules.at[i];
		if (r->service >= c->m->own_services || (together[r->service] && bare_hole(c, r)))
			continue;
		for (uint32_t k = 0; k < r->statements.n; k++) {
			const struct statement *st = &r->statements.at[k];
			if (st->kind != ST_HOLE || (k && st->at.lo == r->statements.at[k - 1].at.lo))
				continue;
			if (weaker_exception(c->m, r->provision) == st || lacks_start(c->m, st) ||
			    endless_exception(c->m, i))
				continue; /* said better there */
			struct diag *x = diag_silence(c->d, st->at, c->m->headings.at[r->heading].text,
			                              vague_words(c, st));
			if (st->text && c->m->slots.at[st->slot].kind == ST_LIMIT)
				note_number_due(c->d, x, SPAN_NONE);
			finding_at(c, x, r->service, r->heading, r->provision);
			finding_person_for(c, x, i);
		}
	}
	for (uint32_t i = 0; i < c->s->columns.n; i++) {
		const struct column *col = &c->s->columns.at[i];
		if (col->kind == COL_HOLE && col->atom->kind == EX_HOLE)
			finding_where(c, diag_condition_missing(c->d, col->atom->at));
	}
}

/* ---- invariants and readings ---------------------------------------------------------------------------- */

void check_invariants(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->invariants.n; i++) {
		const struct invariant *v = &c->m->invariants.at[i];
		if (v->kind == RULE_GIVEN)
			continue;
		dd f = space_condition(c->s, v->expr);
		dd broken = in_domain(c, v->kind == RULE_ALWAYS ? dd_not(c->s->dd, f) : f);
		struct witness w;
		broken = broken == DD_BAD ? broken : space_for_all_holes(c->s, broken);
		if (broken == DD_BAD || broken == DD_FALSE || !finding_witness(c, broken, &w))
			continue;
		enum truth kept = v->kind == RULE_ALWAYS ? TRUTH_YES : TRUTH_NO;
		confirm(eval_condition(c->m, w.values, v->expr) != kept,
		        "the reference evaluator sees no broken invariant", v->title);
		struct diag *x = diag_invariant_broken(c->d, v->at, v->title);
		x->crumb = c->m->catalogue.title;
		x->identity = v->title;
		finding_person(c, x, &w);
	}
}

/* Leaves that give the same answer, whichever provision gives it. */
static uint32_t same_answer(void *ctx, uint32_t leaf)
{
	const struct space *s = ctx;
	const struct leaf *l = &s->leaves.at[leaf];
	if (leaf_is_formula(l))
		return leaf;
	for (uint32_t i = 0; i < leaf; i++) {
		const struct leaf *o = &s->leaves.at[i];
		if (!leaf_is_formula(o) && o->impossible == l->impossible && plain_same(&o->p, &l->p))
			return i;
	}
	return leaf;
}

/* Which paragraph a case belongs to is an answer, too. */
static void test_bases(struct check_ctx *c, bool *tested)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		for (uint32_t k = 0; k < sv->basis.n; k++) {
			dd f = sv->basis.at[k].when ? space_condition(c->s, sv->basis.at[k].when) : DD_BAD;
			if (f != DD_BAD)
				dd_support(c->s->dd, f, tested);
		}
	}
}

void check_readings(struct check_ctx *c)
{
	bool *tested = arena_array(c->a, bool, c->s->columns.n + 1), any = false;
	for (uint32_t i = 0; i < c->m->inputs.n; i++)
		any |= c->m->inputs.at[i].kind == INPUT_UNCLEAR && !c->m->inputs.at[i].tie;
	for (uint32_t i = 0; any && i < c->m->slots.n; i++) {
		dd f = c->s->slot[i];
		if (f == DD_BAD)
			return; /* who knows what it hangs on */
		f = dd_map(c->s->dd, f, same_answer, c->s);
		if (f != DD_BAD)
			dd_support(c->s->dd, f, tested);
	}
	if (any)
		test_bases(c, tested);
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct input *in = &c->m->inputs.at[i];
		if (in->kind != INPUT_UNCLEAR || in->tie)
			continue;
		uint32_t col = c->s->input_column[i];
		if (col == NONE || !tested[c->s->columns.at[col].level])
			diag_idle_reading(c->d, in->at, in->text);
	}
}

/* ---- budgets -------------------------------------------------------------------------------------------- */

static void support(const struct check_ctx *c, dd f, bool *tested)
{
	if (f != DD_BAD)
		dd_support(c->s->dd, f, tested);
}

/* Of those tested, the three columns with the most cuts; NULL: there are none. */
static const char *name_columns(struct check_ctx *c, bool *tested)
{
	struct text t = {.a = c->a};
	for (uint32_t n = 0; n < 3; n++) {
		const struct column *most = NULL;
		for (uint32_t level = 0; level < c->s->columns.n; level++) {
			const struct column *k = &c->s->columns.at[c->s->column_at[level]];
			if (tested[level] && (!most || k->cuts.n > most->cuts.n))
				most = k;
		}
		if (!most)
			break;
		tested[most->level] = false;
		text_printf(&t, "%s%s", n ? ", " : "",
		            describe_column(c->a, c->s, c->s->column_at[most->level]));
	}
	return t.n ? text_c(&t) : NULL;
}

/* What the slot's provisions and its scope test. */
static const char *columns_of(struct check_ctx *c, const struct slot *sl)
{
	const struct model *m = c->m;
	bool *tested = arena_array(c->a, bool, c->s->columns.n + 1);
	support(c, c->s->inside[sl->service], tested);
	for (uint32_t i = 0; i < m->rules.n; i++)
		if (m->rules.at[i].service == sl->service && m->rules.at[i].heading == sl->heading)
			support(c, c->s->applies[i], tested);
	const char *named = name_columns(c, tested);
	return named ? named : m->headings.at[sl->heading].text;
}

/* Without a diagram nothing is answered and nothing compared; conflicts and gaps may be decided all the same. */
static const char *what_is_open(struct check_ctx *c, uint32_t slot)
{
	static const char *const words[3][2] = {{"svar og sammenligninger", "answers and comparisons"},
	                                        {"strid", "conflicts"},
	                                        {"huller", "gaps"}};
	bool open[3] = {c->s->slot[slot] == DD_BAD, (c->open[slot] & OPEN_CONFLICTS) != 0,
	                (c->open[slot] & OPEN_GAPS) != 0};
	struct text t = {.a = c->a};
	for (uint32_t i = 0; i < 3; i++)
		if (open[i])
			text_printf(&t, "%s%s", t.n ? ", " : "", words[i][c->m->words == LANG_EN]);
	return text_c(&t);
}

void check_budgets(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->slots.n; i++) {
		const struct slot *sl = &c->m->slots.at[i];
		if (c->s->slot[i] != DD_BAD && !c->open[i])
			continue;
		const struct service *sv = &c->m->services.at[sl->service];
		const char *what = arena_printf(c->a, "%s.%s: %s", sv->text,
		                                c->m->headings.at[sl->heading].text, what_is_open(c, i));
		struct diag *x = diag_not_decided(c->d, sv->at, what, columns_of(c, sl));
		finding_at(c, x, sl->service, sl->heading, NONE);
	}
}
