/* SPDX-License-Identifier: MIT
 *
 * The DMN target: NAME.dmn, DMN 1.3 for complete cases (docs/dmn.md). One small decision for each `forudsat`, and for each service
 * three steps: can the case exist, whom does the service include, what do its headings say? Rows are disjoint because
 * they are read off diagrams, so every table is UNIQUE. A decision that others read has one output of its own name: some
 * engines know a result by the decision's name, others by the output's.
 */
#include "emit/dmn_part.h"

#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

#define OK "ok"
#define INSIDE "inside"
#define UNDETERMINED "undetermined"
#define UNCLEAR "unclear"
#define CONTRADICTION "contradiction"
#define SETTLED 2 /* outcomes of every scope: the case is undetermined, or cannot exist */

enum step { STEP_GIVEN, STEP_CASE, STEP_SCOPE, STEP_ANSWER };
enum out { OUT_STATUS, OUT_ANSWER, OUT_LOWER, OUT_UPPER, OUT_KIND, OUT_PROVISION, OUTS };

/* What a scope can say beside "inside": a text that the answers read. */
struct outcome {
	const char *key, *status;
	const struct leaf *leaf; /* NULL */
};

struct making {
	struct dmn *d;
	uint32_t service, kase, scope; /* scope: PLAN_BAD: left out */
	bool *asked;                   /* by number of dmn_input, what the service's tables read */
	VEC(struct outcome) outcomes;  /* of the scope */
	uint32_t slot_at;              /* of the table being made */
	enum step step;
};

/* ---- decisions ------------------------------------------------------------------------------------------ */

static uint32_t add_decision(struct dmn *d, enum step step, uint32_t service, const char *ascii)
{
	struct dmn_decision x = {.service = service, .step = step};
	x.name = dmn_name(d, ascii);
	x.id = arena_printf(d->a, "d_%s", x.name);
	x.label = x.name;
	vec_push(d->a, &d->decisions, x);
	return d->decisions.n - 1;
}

static void require(struct dmn *d, uint32_t decision, uint32_t other)
{
	vec_push(d->a, &d->decisions.at[decision].decisions, other);
}

static void require_input(struct dmn *d, uint32_t decision, uint32_t input)
{
	struct dmn_decision *x = &d->decisions.at[decision];
	for (uint32_t i = 0; i < x->inputs.n; i++)
		if (x->inputs.at[i] == input)
			return;
	vec_push(d->a, &x->inputs, input);
}

static void add_head(struct dmn *d, uint32_t decision, const char *text, const char *label,
                     enum dmn_type type)
{
	struct dmn_head h = {text, label, type};
	vec_push(d->a, &d->decisions.at[decision].table.in, h);
}

static void add_out(struct dmn *d, uint32_t decision, const char *name, const char *label,
                    enum dmn_type type)
{
	struct dmn_head h = {name, label, type};
	vec_push(d->a, &d->decisions.at[decision].table.out, h);
}

static struct dmn_row *add_row(struct dmn *d, uint32_t decision)
{
	struct dmn_table *t = &d->decisions.at[decision].table;
	struct dmn_row row = {arena_array(d->a, const char *, t->in.n + 1),
	                      arena_array(d->a, const char *, t->out.n),
	                      arena_array(d->a, const char *, DMN_NOTES)};
	vec_push(d->a, &t->rows, row);
	return &vec_last(&t->rows);
}

/* The decision's one output, of its own name. */
static void add_own_output(struct dmn *d, uint32_t decision)
{
	const struct dmn_decision *x = &d->decisions.at[decision];
	add_out(d, decision, x->name, x->label, DMN_STRING);
}

static void read_decision(struct dmn *d, uint32_t decision, uint32_t other)
{
	require(d, decision, other);
	add_head(d, decision, d->decisions.at[other].name, d->decisions.at[other].label, DMN_STRING);
}

/* ---- laws and notes ------------------------------------------------------------------------------------- */

static void add_law(struct dmn *d, uint32_t decision, const char *name)
{
	uint32_t law = 0;
	while (law < d->laws.n && strcmp(d->laws.at[law].name, name) != 0)
		law++;
	if (law == d->laws.n)
		vec_push(d->a, &d->laws, ((struct dmn_law){name}));
	struct dmn_decision *x = &d->decisions.at[decision];
	for (uint32_t i = 0; i < x->laws.n; i++)
		if (x->laws.at[i] == law)
			return;
	vec_push(d->a, &x->laws, law);
}

static const char *law_name(struct dmn *d, const struct ref_m *ref)
{
	return arena_printf(d->a, "%s%s%s", ref->law, *ref->law ? " " : "", ref->para);
}

static void add_service_laws(struct dmn *d, uint32_t decision, uint32_t service)
{
	const struct service *s = &d->m->services.at[service];
	for (uint32_t i = 0; i < s->basis.n; i++)
		add_law(d, decision, law_name(d, &s->basis.at[i]));
}

static const char *sources_of(struct dmn *d, const struct provision *ast)
{
	struct text t = {.a = d->a};
	for (uint32_t i = 0; ast && i < ast->sources.n; i++) {
		const struct citation *c = &ast->sources.at[i];
		text_printf(&t, "%s%s: %s", i ? "; " : "", str_c(d->a, c->heading.text),
		            str_c(d->a, c->phrase.text));
	}
	return t.n ? text_c(&t) : NULL;
}

/* Where a leaf's answer stands; returns the provision's identity, NULL for none. */
static const char *put_notes(struct making *k, uint32_t decision, const struct leaf *l,
                             struct dmn_row *row)
{
	struct dmn *d = k->d;
	if (!l || l->impossible)
		return NULL;
	if (l->p.n_rules) {
		const struct rule *r = &d->m->rules.at[l->p.rules[0]];
		const struct provision_m *pr = &d->m->provisions.at[r->provision];
		struct text law = {.a = d->a};
		for (uint32_t i = 0; i < pr->basis.n; i++) {
			text_printf(&law, "%s%s", i ? ", " : "", law_name(d, &pr->basis.at[i]));
			add_law(d, decision, law_name(d, &pr->basis.at[i]));
		}
		row->notes[DMN_NOTE_SOURCE] = sources_of(d, pr->ast);
		row->notes[DMN_NOTE_PLACE] = plan_place(d->p, r->at);
		row->notes[DMN_NOTE_LAW] = law.n ? text_c(&law) : words_basis(d->a, d->m, k->service);
		return pr->identity;
	}
	const struct service *s = &d->m->services.at[k->service];
	if (l->p.line == NONE || l->p.line >= s->scope.n)
		return NULL;
	static const char *const names[2][3] = {{"målgruppe", "betingelser", "udelukket"},
	                                        {"target", "conditions", "excluded"}};
	const struct scope_line *line = &s->scope.at[l->p.line];
	row->notes[DMN_NOTE_SOURCE] = sources_of(d, line->ast);
	row->notes[DMN_NOTE_PLACE] = plan_place(d->p, line->at);
	row->notes[DMN_NOTE_LAW] = words_basis(d->a, d->m, k->service);
	return arena_printf(d->a, "%s.%s", s->text, names[d->m->lang != LANG_DA][line->kind]);
}

/* ---- answers -------------------------------------------------------------------------------------------- */

static const char *status_of(const struct leaf *l)
{
	static const char *const kinds[] = {"value", "outside", "conflict", "silent", "absent"};
	return l->impossible ? CONTRADICTION : leaf_is_formula(l) ? "formula" : kinds[l->p.kind];
}

static const char *kind_of(const struct leaf *l)
{
	static const char *const statements[] = {"limit",    "index", "actors",   "text",
	                                         "deadline", "not",   "no_limit", "hole"};
	static const char *const silences[] = {"gap",  "hole",     "condition",
	                                       "rate", "overflow", "service"};
	static const char *const conflicts[] = {"values", "scope", "ring", "service"};
	if (l->impossible)
		return NULL;
	if (l->p.kind == PLAIN_VALUE)
		return statements[l->p.st];
	if (l->p.kind == PLAIN_SILENT)
		return silences[l->p.silence];
	return l->p.kind == PLAIN_CONFLICT ? conflicts[l->p.conflict] : NULL;
}

/* With what must be said beside every answer but a value. */
static const char *remarked(struct dmn *d, const char *words)
{
	const char *remark = plan_remark(d->p);
	return *remark ? arena_printf(d->a, "%s. %s", words, remark) : words;
}

static const char *status_words(const struct dmn *d, const char *status)
{
	if (strcmp(status, UNDETERMINED) == 0)
		return dmn_say(d, "ubestemt: noget er ikke oplyst", "undetermined: something is not told");
	if (strcmp(status, UNCLEAR) == 0)
		return dmn_say(d, "uklart: teksten kan læses på flere måder",
		               "unclear: the text can be read in several ways");
	return dmn_say(d, "sagen kan ikke forekomme", "the case cannot exist");
}

static const char *formula_words(struct making *k, const struct leaf *l)
{
	const struct leaf_limit *x = l->lower.n ? &l->lower.at[0] : &l->upper.at[0];
	return words_ex(k->d->a, k->d->m, x->ex);
}

static const char *answer_words(struct making *k, const struct leaf *l)
{
	if (leaf_is_formula(l))
		return formula_words(k, l);
	return words_plain(k->d->a, k->d->m, k->slot_at, &l->p);
}

static const char *number(struct dmn *d, bool has, struct num n)
{
	bool exact = has && num_ok(n) && num_is_int(n) && n.p <= DMN_EXACT && n.p >= -DMN_EXACT;
	return exact ? arena_printf(d->a, "%" PRId64, n.p) : NULL;
}

static void put_status(struct making *k, struct dmn_row *row, const char *status)
{
	row->out[OUT_STATUS] = dmn_quote(k->d, status);
	row->out[OUT_ANSWER] = dmn_quote(k->d, remarked(k->d, status_words(k->d, status)));
}

static void put_answer(struct making *k, uint32_t decision, struct dmn_row *row,
                       const struct leaf *l)
{
	struct dmn *d = k->d;
	if (l->impossible) {
		put_status(k, row, CONTRADICTION);
		return;
	}
	const struct plain *p = &l->p;
	const char *words = answer_words(k, l), *identity = put_notes(k, decision, l, row);
	bool shown = !leaf_is_formula(l) && (p->kind == PLAIN_VALUE ||
	                                     (p->kind == PLAIN_SILENT && p->silence == SILENCE_HOLE));
	bool is_index = p->kind == PLAIN_VALUE && p->st == ST_INDEX;
	bool plain = p->kind == PLAIN_VALUE || p->kind == PLAIN_ABSENT;
	row->out[OUT_STATUS] = dmn_quote(d, status_of(l));
	row->out[OUT_ANSWER] = dmn_quote(d, plain ? words : remarked(d, words));
	row->out[OUT_LOWER] = number(d, shown && (p->has_lower || is_index), p->lower);
	row->out[OUT_UPPER] = number(d, shown && p->has_upper, p->upper);
	const char *kind = kind_of(l);
	row->out[OUT_KIND] = kind ? dmn_quote(d, kind) : NULL;
	row->out[OUT_PROVISION] = identity ? dmn_quote(d, identity) : NULL;
}

/* ---- the scope's outcomes ------------------------------------------------------------------------------- */

static const char *outcome(struct making *k, const char *status, const struct leaf *l)
{
	struct dmn *d = k->d;
	const char *key = status;
	if (l)
		key = arena_printf(d->a, "%s: %s", status, words_plain(d->a, d->m, k->slot_at, &l->p));
	for (uint32_t i = 0; i < k->outcomes.n; i++)
		if (strcmp(k->outcomes.at[i].key, key) == 0)
			return key;
	vec_push(d->a, &k->outcomes, ((struct outcome){key, status, l}));
	return key;
}

/* 0 inside, else 1 + the leaf. */
static const char *scope_key(struct making *k, uint32_t value)
{
	if (!value)
		return INSIDE;
	const struct leaf *l = &k->d->s->leaves.at[value - 1];
	return outcome(k, status_of(l), l->impossible ? NULL : l);
}

/* ---- tables --------------------------------------------------------------------------------------------- */

static void put_leaf(struct making *k, uint32_t decision, struct dmn_row *row, uint32_t value)
{
	struct dmn *d = k->d;
	if (k->step == STEP_ANSWER) {
		put_answer(k, decision, row, &d->s->leaves.at[value]);
	} else if (k->step == STEP_SCOPE) {
		row->out[0] = dmn_quote(d, scope_key(k, value));
		if (value)
			put_notes(k, decision, &d->s->leaves.at[value - 1], row);
	} else {
		row->out[0] = dmn_quote(d, value ? OK : CONTRADICTION);
	}
}

static bool same_leaf(struct making *k, uint32_t x, uint32_t y)
{
	if (x == y)
		return true;
	if (k->step == STEP_SCOPE)
		return strcmp(scope_key(k, x), scope_key(k, y)) == 0;
	const struct leaf *l = &k->d->s->leaves.at[x], *o = &k->d->s->leaves.at[y];
	bool formula = leaf_is_formula(l) || leaf_is_formula(o);
	return k->step == STEP_ANSWER && !formula && !l->impossible && !o->impossible &&
	       plain_same(&l->p, &o->p);
}

static bool is_formula(const struct making *k, uint32_t value)
{
	return k->step == STEP_ANSWER && leaf_is_formula(&k->d->s->leaves.at[value]);
}

static bool same_cell(const struct row_cell *x, const struct row_cell *y)
{
	return x->column == y->column && x->n == y->n &&
	       memcmp(x->at, y->at, x->n * sizeof *x->at) == 0;
}

/* Rows that meet at one test: alike before their n-th cell, and both have one there. */
static bool meet(const struct plan_row *x, const struct plan_row *y, uint32_t n)
{
	if (x->n <= n || y->n <= n || x->cells[n].column != y->cells[n].column)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (!same_cell(&x->cells[i], &y->cells[i]))
			return false;
	return true;
}

/* By column of the space: its place among the table's, whose first is `first`; NONE. */
static uint32_t *add_columns(struct making *k, uint32_t decision, const struct rows *rows)
{
	struct dmn *d = k->d;
	uint32_t n = d->s->columns.n;
	bool *tested = arena_array(d->a, bool, n + 1);
	uint32_t *at = arena_array(d->a, uint32_t, n + 1);
	for (uint32_t i = 0; i < rows->n; i++)
		for (uint32_t c = 0; c < rows->at[i].n; c++)
			tested[rows->at[i].cells[c].column] = true;
	for (uint32_t level = 0; level < n; level++) {
		uint32_t column = d->s->column_at[level];
		at[column] = d->decisions.at[decision].table.in.n;
		if (!tested[column])
			continue;
		const struct dmn_column *x = dmn_column_of(d, column);
		add_head(d, decision, x->expression, x->label, x->type);
		for (uint32_t i = 0; i < x->inputs.n; i++)
			require_input(d, decision, x->inputs.at[i]);
	}
	return at;
}

static struct dmn_row *add_cells(struct making *k, uint32_t decision, const char *gate,
                                 const uint32_t *at, const struct plan_row *from, uint32_t n)
{
	struct dmn_row *row = add_row(k->d, decision);
	row->in[0] = gate; /* overwritten where the table has none */
	for (uint32_t i = 0; i < n; i++)
		row->in[at[from->cells[i].column]] = dmn_cell(k->d, &from->cells[i]);
	return row;
}

/* Nobody has chosen a reading: one more row where rows part by it. */
static void add_open(struct making *k, uint32_t decision, const char *gate, const uint32_t *at,
                     const struct rows *rows, uint32_t first, uint32_t cell)
{
	struct dmn *d = k->d;
	const struct plan_row *x = &rows->at[first];
	uint32_t value = x->value;
	bool same = true;
	for (uint32_t i = first; i < rows->n && meet(x, &rows->at[i], cell); i++) {
		same = same && same_leaf(k, x->value, rows->at[i].value);
		if (is_formula(k, rows->at[i].value))
			value = rows->at[i].value;
	}
	struct dmn_row *row = add_cells(k, decision, gate, at, x, cell);
	row->in[at[x->cells[cell].column]] = dmn_quote(d, dmn_open(d));
	if (same || is_formula(k, value)) /* two formulas may well give one number */
		put_leaf(k, decision, row, value);
	else if (k->step == STEP_ANSWER)
		put_status(k, row, UNCLEAR);
	else
		row->out[0] = dmn_quote(d, k->step == STEP_SCOPE ? outcome(k, UNCLEAR, NULL) : OK);
}

static void add_rows(struct making *k, uint32_t decision, const char *gate, dd f)
{
	struct dmn *d = k->d;
	struct rows rows = rows_list(d->s, f, d->a);
	uint32_t *at = add_columns(k, decision, &rows);
	for (uint32_t i = 0; i < rows.n; i++) {
		const struct plan_row *x = &rows.at[i];
		put_leaf(k, decision, add_cells(k, decision, gate, at, x, x->n), x->value);
		for (uint32_t c = 0; c < x->n; c++)
			if (d->s->columns.at[x->cells[c].column].reading && !(i && meet(&rows.at[i - 1], x, c)))
				add_open(k, decision, gate, at, &rows, i, c);
	}
}

/* False after saying that the table is left out. */
static bool fits(struct dmn *d, dd f, span at, const char *what)
{
	uint64_t n = f == DD_BAD ? UINT64_MAX : rows_count(d->s, f);
	if (n <= DMN_ROWS)
		return true;
	const char *rows = dmn_say(d, "for mange", "too many");
	if (n != UINT64_MAX)
		rows = arena_printf(d->a, "%" PRIu64, n);
	vec_push(d->a, &d->left_out, arena_printf(d->a, "%s (%s)", what, rows));
	diag_left_out_of_target(d->d, at, what, rows, DMN_ROWS);
	return false;
}

/* ---- what is given -------------------------------------------------------------------------------------- */

static void add_given(struct dmn *d, const struct invariant *v)
{
	dd_allow(d->s->dd, SPACE_BUDGET);
	dd f = space_for_some_hole(d->s, space_condition(d->s, v->expr));
	const char *what = v->title ? v->title : words_ex(d->a, d->m, v->expr);
	if (f == DD_TRUE || !fits(d, f, v->at, what))
		return;
	uint32_t x = add_decision(d, STEP_GIVEN, NONE, dmn_say(d, "forudsat", "given"));
	d->decisions.at[x].label = what;
	add_own_output(d, x);
	struct making k = {.d = d, .service = NONE, .step = STEP_GIVEN};
	add_rows(&k, x, NULL, f);
	vec_push(d->a, &d->given, ((struct dmn_given){f, x}));
}

/* The inputs of the model that a dmn_input stands for are marked. */
static void mark_input(const struct dmn *d, uint32_t input, bool *marked)
{
	const struct dmn_input *x = &d->inputs.at[input];
	if (x->input != NONE) {
		marked[x->input] = true;
		return;
	}
	const struct column *c = &d->s->columns.at[x->column];
	for (uint32_t i = 0; i < c->terms.n; i++)
		marked[c->terms.at[i].input] = true;
	if (c->kind != COL_SUM)
		marked[c->from] = marked[c->to] = true;
}

static bool is_about(const struct dmn *d, uint32_t decision, const bool *marked)
{
	const struct dmn_decision *x = &d->decisions.at[decision];
	bool *its = arena_array(d->a, bool, d->m->inputs.n + 1);
	for (uint32_t i = 0; i < x->inputs.n; i++)
		mark_input(d, x->inputs.at[i], its);
	for (uint32_t i = 0; i < d->m->inputs.n; i++)
		if (its[i] && marked[i])
			return true;
	return false;
}

/* What is given about these inputs, directly or through others; theirs are asked for, too. */
static bool *related(struct dmn *d, bool *asked)
{
	bool *taken = arena_array(d->a, bool, d->given.n + 1);
	bool *marked = arena_array(d->a, bool, d->m->inputs.n + 1);
	for (uint32_t i = 0; i < d->inputs.n; i++)
		if (asked[i])
			mark_input(d, i, marked);
	for (bool more = true; more;) {
		more = false;
		for (uint32_t g = 0; g < d->given.n; g++) {
			uint32_t decision = d->given.at[g].decision;
			if (taken[g] || !is_about(d, decision, marked))
				continue;
			more = taken[g] = true;
			for (uint32_t i = 0; i < d->decisions.at[decision].inputs.n; i++) {
				asked[d->decisions.at[decision].inputs.at[i]] = true;
				mark_input(d, d->decisions.at[decision].inputs.at[i], marked);
			}
		}
	}
	return taken;
}

/* Is everything told, and can that be? The first that fails says so, and the rows are disjoint. */
static void fill_case(struct dmn *d, uint32_t decision, const bool *asked, const bool *given)
{
	const struct catalogue *c = &d->m->catalogue;
	add_law(d, decision, c->title ? c->title : d->p->name);
	add_own_output(d, decision);
	for (uint32_t i = 0; i < d->inputs.n; i++)
		if (asked[i]) {
			const struct dmn_input *x = &d->inputs.at[i];
			require_input(d, decision, i);
			add_head(d, decision, arena_printf(d->a, "%s != null", x->name),
			         arena_printf(d->a, "%s: %s", x->label, dmn_say(d, "oplyst", "told")),
			         DMN_BOOLEAN);
		}
	uint32_t told = d->decisions.at[decision].table.in.n;
	for (uint32_t g = 0; g < d->given.n; g++)
		if (given[g])
			read_decision(d, decision, d->given.at[g].decision);
	uint32_t n = d->decisions.at[decision].table.in.n;
	for (uint32_t fails = 0; fails <= n; fails++) {
		struct dmn_row *row = add_row(d, decision);
		for (uint32_t i = 0; i < fails; i++)
			row->in[i] = i < told ? "true" : dmn_quote(d, OK);
		if (fails < n)
			row->in[fails] = fails < told ? "false" : dmn_quote(d, CONTRADICTION);
		row->out[0] = dmn_quote(d, fails == n ? OK : fails < told ? UNDETERMINED : CONTRADICTION);
	}
}

/* ---- services ------------------------------------------------------------------------------------------- */

static void note_asked(struct making *k, uint32_t decision)
{
	const struct dmn_decision *x = &k->d->decisions.at[decision];
	for (uint32_t i = 0; i < x->inputs.n; i++)
		k->asked[x->inputs.at[i]] = true;
}

static void make_scope(struct making *k)
{
	struct dmn *d = k->d;
	const struct service *s = &d->m->services.at[k->service];
	dd f = rows_scope(d->s, k->service);
	k->step = STEP_SCOPE;
	k->slot_at = s->first_slot;
	if (!fits(d, f, s->at, words_crumb(d->a, d->m, k->service, NONE))) {
		k->scope = PLAN_BAD;
		return;
	}
	const char *name = dmn_say(d, "omfattet", "covered");
	k->scope = add_decision(d, STEP_SCOPE, k->service, arena_printf(d->a, "%s_%s", name, s->ascii));
	struct dmn_decision *x = &d->decisions.at[k->scope];
	x->label = arena_printf(d->a, "%s: %s", s->title ? s->title : s->text, name);
	x->question = dmn_say(d, "Er sagen omfattet af ydelsen?", "Does the service include the case?");
	x->table.noted = true;
	add_own_output(d, k->scope);
	read_decision(d, k->scope, k->kase);
	add_service_laws(d, k->scope, k->service);
	add_rows(k, k->scope, dmn_quote(d, OK), f);
	for (uint32_t i = 0; i < SETTLED; i++) {
		struct dmn_row *row = add_row(d, k->scope);
		row->in[0] = row->out[0] = dmn_quote(d, k->outcomes.at[i].key);
	}
	note_asked(k, k->scope);
}

/* Cases that the steps before have settled. */
static void add_settled(struct making *k, uint32_t decision, const struct outcome *o)
{
	struct dmn_row *row = add_row(k->d, decision);
	row->in[0] = dmn_quote(k->d, o->key);
	if (o->leaf)
		put_answer(k, decision, row, o->leaf);
	else
		put_status(k, row, o->status);
}

static void add_outputs(struct dmn *d, uint32_t decision)
{
	add_out(d, decision, "status", "status", DMN_STRING);
	add_out(d, decision, "answer", dmn_say(d, "svar", "answer"), DMN_STRING);
	add_out(d, decision, "lower", dmn_say(d, "mindst", "at least"), DMN_NUMBER);
	add_out(d, decision, "upper", dmn_say(d, "højst", "at most"), DMN_NUMBER);
	add_out(d, decision, "kind", dmn_say(d, "art", "kind"), DMN_STRING);
	add_out(d, decision, "provision", dmn_say(d, "bestemmelse", "provision"), DMN_STRING);
}

/* Of the first rule that speaks in the slot. */
static span place_of(const struct dmn *d, uint32_t slot)
{
	for (uint32_t i = 0; i < d->m->rules.n; i++)
		for (uint32_t k = 0; k < d->m->rules.at[i].statements.n; k++)
			if (d->m->rules.at[i].statements.at[k].slot == slot)
				return d->m->rules.at[i].at;
	return SPAN_NONE;
}

static void make_answer(struct making *k, uint32_t slot)
{
	struct dmn *d = k->d;
	const struct slot *q = &d->m->slots.at[slot];
	bool about_case = d->m->headings.at[q->heading].about_case;
	if (!about_case && k->scope == PLAN_BAD)
		return; /* said of the service */
	const char *words = words_crumb(d->a, d->m, q->service, q->heading);
	dd f = rows_slot(d->s, slot);
	if (!fits(d, f, place_of(d, slot), words))
		return;
	k->step = STEP_ANSWER;
	k->slot_at = slot;
	uint32_t x = add_decision(d, STEP_ANSWER, k->service, q->id);
	d->decisions.at[x].label = words;
	d->decisions.at[x].table.noted = true;
	add_outputs(d, x);
	read_decision(d, x, about_case ? k->kase : k->scope);
	add_rows(k, x, dmn_quote(d, about_case ? OK : INSIDE), f);
	for (uint32_t i = 0; i < (about_case ? SETTLED : k->outcomes.n); i++)
		add_settled(k, x, &k->outcomes.at[i]);
	if (!d->decisions.at[x].laws.n)
		add_service_laws(d, x, k->service);
	note_asked(k, x);
}

static void add_service(struct dmn *d, uint32_t service)
{
	const struct service *s = &d->m->services.at[service];
	struct making k = {.d = d, .service = service};
	k.asked = arena_array(d->a, bool, d->m->inputs.n + d->s->columns.n + 1);
	const char *name = dmn_say(d, "sag", "case");
	k.kase = add_decision(d, STEP_CASE, service, arena_printf(d->a, "%s_%s", name, s->ascii));
	struct dmn_decision *x = &d->decisions.at[k.kase];
	x->label = arena_printf(d->a, "%s: %s", s->title ? s->title : s->text, name);
	x->question = dmn_say(d, "Er alt oplyst, og kan sagen forekomme?",
	                      "Is everything told, and can the case exist?");
	outcome(&k, UNDETERMINED, NULL);
	outcome(&k, CONTRADICTION, NULL);
	make_scope(&k);
	for (uint32_t i = s->first_slot; i < s->first_slot + s->slots; i++)
		make_answer(&k, i);
	fill_case(d, k.kase, k.asked, related(d, k.asked));
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

static void gather_given(struct dmn *d)
{
	for (uint32_t i = 0; i < d->m->invariants.n; i++)
		if (d->m->invariants.at[i].kind == RULE_GIVEN)
			add_given(d, &d->m->invariants.at[i]);
	if (!d->given.n)
		return;
	bool *asked = arena_array(d->a, bool, d->m->inputs.n + d->s->columns.n + 1);
	bool *all = arena_array(d->a, bool, d->given.n);
	for (uint32_t g = 0; g < d->given.n; g++) {
		const struct dmn_decision *x = &d->decisions.at[d->given.at[g].decision];
		all[g] = true;
		for (uint32_t i = 0; i < x->inputs.n; i++)
			asked[x->inputs.at[i]] = true;
	}
	uint32_t x = add_decision(d, STEP_CASE, NONE, dmn_say(d, "sagen", "the_case"));
	d->decisions.at[x].label = dmn_say(d, "Kan sagen forekomme?", "Can the case exist?");
	fill_case(d, x, asked, all);
}

bool emit_dmn(struct space *s, struct emit_out *out)
{
	struct dmn d = {.s = s, .m = s->m, .p = plan_make(s, out->a), .a = out->a, .d = out->d};
	d.names.a = out->a;
	d.danish = s->m->lang == LANG_DA;
	d.columns = arena_array(out->a, struct dmn_column, s->columns.n + 1);
	d.input_at = arena_array(out->a, uint32_t, s->m->inputs.n + 1);
	for (uint32_t i = 0; i < s->m->inputs.n; i++)
		d.input_at[i] = NONE;
	gather_given(&d);
	for (uint32_t i = 0; i < s->m->own_services; i++)
		add_service(&d, i);
	struct emit_file file = {arena_printf(out->a, "%s.dmn", d.p->name), {.a = out->a}};
	dmn_write(&d, &file.text);
	vec_push(out->a, &out->files, file);
	return true;
}
