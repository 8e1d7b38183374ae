/* SPDX-License-Identifier: MIT
 *
 * Gathering what targets write: one sweep over the slots numbers nodes and leaves, and on the way everything they
 * name. See plan.h.
 */
#include "emit/plan.h"

#include "base/date.h"
#include "meaning/words.h"
#include "space/dd_read.h"

#include <inttypes.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------------------------------------- */

/* What neither C nor C++ lets a member be called, of today or of their next editions. */
static const char *const keywords[] = {
	"alignas",
	"alignof",
	"and",
	"and_eq",
	"asm",
	"auto",
	"bitand",
	"bitor",
	"bool",
	"break",
	"case",
	"catch",
	"char",
	"char16_t",
	"char32_t",
	"char8_t",
	"class",
	"co_await",
	"co_return",
	"co_yield",
	"compl",
	"concept",
	"const",
	"const_cast",
	"consteval",
	"constexpr",
	"constinit",
	"continue",
	"decltype",
	"default",
	"delete",
	"do",
	"double",
	"dynamic_cast",
	"else",
	"enum",
	"explicit",
	"export",
	"extern",
	"false",
	"float",
	"for",
	"friend",
	"goto",
	"i386",
	"if",
	"inline",
	"int",
	"known",
	"linux",
	"long",
	"mutable",
	"namespace",
	"new",
	"noexcept",
	"not",
	"not_eq",
	"nullptr",
	"offsetof",
	"operator",
	"or",
	"or_eq",
	"private",
	"protected",
	"public",
	"register",
	"reinterpret_cast",
	"requires",
	"restrict",
	"return",
	"short",
	"signed",
	"sizeof",
	"static",
	"static_assert",
	"static_cast",
	"struct",
	"switch",
	"template",
	"this",
	"thread_local",
	"throw",
	"true",
	"try",
	"typedef",
	"typeid",
	"typename",
	"typeof",
	"typeof_unqual",
	"union",
	"unix",
	"unsigned",
	"using",
	"virtual",
	"void",
	"volatile",
	"wchar_t",
	"while",
	"xor",
	"xor_eq",
	"NULL",
};

static bool ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);
	return n > k && strcmp(s + n - k, end) == 0;
}

/* Keywords, and macros such as SIZE_MAX and INT64_C. */
static bool is_taken(const char *name)
{
	static const char *const ends[] = {"_MAX", "_MIN", "_C", "_WIDTH"};
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (strcmp(keywords[i], name) == 0)
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_in(name, ends[i]))
			return true;
	return false;
}

static const char *identifier(struct arena *a, const char *ascii)
{
	if (is_taken(ascii))
		return arena_printf(a, "%s_", ascii);
	bool digit = *ascii >= '0' && *ascii <= '9';
	return digit || !*ascii ? arena_printf(a, "n%s", ascii) : ascii;
}

static bool is_input(const struct model *m, const char *ascii)
{
	for (uint32_t i = 0; i < m->inputs.n; i++)
		if (strcmp(m->inputs.at[i].ascii, ascii) == 0)
			return true;
	return false;
}

const char *plan_input_name(const struct plan *p, uint32_t input)
{
	const char *ascii = p->m->inputs.at[input].ascii, *name = identifier(p->a, ascii);
	while (name != ascii && is_input(p->m, name)) /* `int` beside `int_` */
		name = arena_printf(p->a, "%s_", name);
	return name;
}

const char *plan_place(const struct plan *p, span at)
{
	struct place where = source_place(p->m->sources, at.lo);
	if (!where.file)
		return "";
	const char *slash = strrchr(where.file->path, '/');
	return arena_printf(p->a, "%s:%" PRIu32, slash ? slash + 1 : where.file->path, where.line);
}

const char *plan_stamp(const struct plan *p)
{
	const struct catalogue *c = &p->m->catalogue;
	bool da = p->m->lang == LANG_DA;
	struct text t = {.a = p->a};
	text_printf(&t, "%s: ", c->title ? c->title : c->name ? c->name : "");
	if (c->has_adopted)
		text_printf(&t, "%s %s, ", da ? "vedtaget" : "adopted", date_text(p->a, c->adopted));
	text_printf(&t, "%s %016" PRIx64 ", niveau %s", da ? "kilde" : "source", p->m->source_hash,
	            NIVEAU_VERSION);
	return text_c(&t);
}

const char *plan_remark(const struct plan *p)
{
	if (!p->m->catalogue.guiding)
		return "";
	return p->m->lang == LANG_DA
	         ? "Serviceniveauet er vejledende; der skal altid foretages en individuel vurdering."
	         : "The service level is a guide; an individual assessment is always required.";
}

/* ---- what leaves name ----------------------------------------------------------------------------------- */

static const struct statement *statement_in(const struct model *m, uint32_t rule, uint32_t slot)
{
	const struct rule *r = &m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].slot == slot)
			return &r->statements.at[i];
	return r->statements.n ? &r->statements.at[0] : NULL;
}

static const char *law_of(struct plan *p, uint32_t rule)
{
	const struct rule *r = &p->m->rules.at[rule];
	const struct provision_m *pr = &p->m->provisions.at[r->provision];
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < pr->basis.n; i++)
		text_printf(&t, "%s%s%s%s", i ? ", " : "", pr->basis.at[i].law,
		            *pr->basis.at[i].law ? " " : "", pr->basis.at[i].para);
	const char *own = words_basis(p->a, p->m, r->service);
	return t.n ? text_c(&t) : own ? own : "";
}

static uint32_t provision_of(struct plan *p, uint32_t rule, uint32_t slot)
{
	for (uint32_t i = p->provisions.n; i-- > 0;)
		if (p->provisions.at[i].rule == rule && p->provisions.at[i].slot == slot)
			return i;
	const struct rule *r = &p->m->rules.at[rule];
	const struct statement *st = statement_in(p->m, rule, slot);
	struct plan_provision x = {.rule = rule, .slot = slot, .service = NONE, .line = NONE};
	x.identity = p->m->provisions.at[r->provision].identity;
	x.place = plan_place(p, r->at);
	x.words = st ? words_statement(p->a, p->m, st, &p->m->slots.at[slot]) : "";
	x.law = law_of(p, rule);
	x.reason = words_reason(p->a, p->m, rule);
	x.source = words_source(p->a, p->m->provisions.at[r->provision].ast);
	vec_push(p->a, &p->provisions, x);
	return p->provisions.n - 1;
}

static uint32_t line_of(struct plan *p, uint32_t service, uint32_t line)
{
	for (uint32_t i = 0; i < p->provisions.n; i++)
		if (p->provisions.at[i].rule == NONE && p->provisions.at[i].service == service &&
		    p->provisions.at[i].line == line)
			return i;
	static const char *const names[2][3] = {
		{"målgruppe", "betingelser", "udelukket"},
		{"target", "conditions", "excluded"},
	};
	const struct service *s = &p->m->services.at[service];
	const struct scope_line *l = &s->scope.at[line];
	struct plan_provision x = {.rule = NONE, .slot = NONE, .service = service, .line = line};
	x.identity = arena_printf(p->a, "%s.%s", s->text, names[p->m->lang != LANG_DA][l->kind]);
	x.place = plan_place(p, l->at);
	x.words = l->when ? words_ex(p->a, p->m, l->when) : "";
	x.law = words_basis(p->a, p->m, service);
	x.law = x.law ? x.law : "";
	x.scope = l->kind;
	x.source = words_source(p->a, l->ast);
	vec_push(p->a, &p->provisions, x);
	return p->provisions.n - 1;
}

static uint32_t measure_at(struct plan *p, const struct measure *m)
{
	for (uint32_t i = 1; i < p->measures.n; i++)
		if (measure_same(&p->measures.at[i], m) && p->measures.at[i].unit == m->unit)
			return i;
	vec_push(p->a, &p->measures, *m);
	return p->measures.n - 1;
}

static bool same_set(const struct ex *a, const struct ex *b)
{
	if (a->actors.n != b->actors.n || (a->actors.n > 1 && a->is_and != b->is_and))
		return false;
	for (uint32_t i = 0; i < a->actors.n; i++)
		if (a->actors.at[i] != b->actors.at[i])
			return false;
	return true;
}

static uint32_t actors_at(struct plan *p, const struct ex *x)
{
	for (uint32_t i = 1; i < p->actor_sets.n; i++)
		if (same_set(p->actor_sets.at[i], x))
			return i;
	vec_push(p->a, &p->actor_sets, x);
	return p->actor_sets.n - 1;
}

static bool same_targets(const struct plan_targets *t, const struct plain *p)
{
	if (t->n != p->n_targets)
		return false;
	for (uint32_t i = 0; i < t->n; i++)
		if (strcmp(t->at[i]->text, p->targets[i]->text) != 0)
			return false;
	return true;
}

static uint32_t targets_at(struct plan *p, const struct plain *x)
{
	for (uint32_t i = 0; i < p->target_sets.n; i++)
		if (same_targets(&p->target_sets.at[i], x))
			return i;
	vec_push(p->a, &p->target_sets, ((struct plan_targets){x->n_targets, x->targets}));
	return p->target_sets.n - 1;
}

/* ---- slots ---------------------------------------------------------------------------------------------- */

static void add_limits(struct plan *p, const struct leaf *l, uint32_t slot, struct plan_leaf *x)
{
	x->first_lower = p->limits.n;
	for (uint32_t i = 0; i < l->lower.n; i++) {
		struct plan_limit k = {l->lower.at[i].ex, provision_of(p, l->lower.at[i].rule, slot)};
		vec_push(p->a, &p->limits, k);
	}
	x->first_upper = p->limits.n;
	for (uint32_t i = 0; i < l->upper.n; i++) {
		struct plan_limit k = {l->upper.at[i].ex, provision_of(p, l->upper.at[i].rule, slot)};
		vec_push(p->a, &p->limits, k);
	}
}

static uint32_t add_leaf(struct plan *p, uint32_t leaf, uint32_t slot)
{
	const struct leaf *l = &p->s->leaves.at[leaf];
	for (uint32_t i = p->slots[slot].first_leaf; i < p->leaves.n; i++)
		if (p->leaves.at[i].leaf == l)
			return PLAN_LEAF | i;
	if (l->impossible)
		return PLAN_LEAF;
	struct plan_leaf x = {.leaf = l, .slot = slot, .provision = NONE, .other = NONE};
	uint32_t service = p->m->slots.at[slot].service;
	if (l->p.n_rules)
		x.provision = provision_of(p, l->p.rules[0], slot);
	else if (l->p.line != NONE && l->p.line < p->m->services.at[service].scope.n)
		x.provision = line_of(p, service, l->p.line);
	if (l->p.kind == PLAIN_CONFLICT && l->p.conflict == CONFLICT_VALUES && l->p.other != NONE)
		x.other = provision_of(p, l->p.other, slot);
	bool shown = l->p.kind == PLAIN_VALUE ||
	             (l->p.kind == PLAIN_SILENT && l->p.silence == SILENCE_HOLE);
	shown = shown && !leaf_is_formula(l);
	x.has_lower = shown && l->p.has_lower && num_ok(l->p.lower);
	x.has_upper = shown && l->p.has_upper && num_ok(l->p.upper);
	bool counts = x.has_lower || x.has_upper || leaf_is_formula(l);
	x.measure = counts ? measure_at(p, &l->p.measure) : 0;
	x.actor_set = l->p.actors ? actors_at(p, l->p.actors) : 0;
	x.target_set = targets_at(p, &l->p);
	add_limits(p, l, slot, &x);
	vec_push(p->a, &p->leaves, x);
	return PLAN_LEAF | (p->leaves.n - 1);
}

static uint32_t column_here(struct plan *p, uint32_t level)
{
	return p->column_at[p->s->column_at[level]];
}

/* The leaves of slots are answers; those of what is given are 0, impossible, and 1. */
static uint32_t reference(struct plan *p, struct dd_list list, dd f, uint32_t slot)
{
	if (!dd_is_leaf(f))
		return p->slots[slot].first_node + dd_place(list, f);
	return slot == p->n_slots ? PLAN_LEAF | dd_value(f) : add_leaf(p, dd_value(f), slot);
}

static void add_slot(struct plan *p, uint32_t slot, dd f)
{
	struct plan_slot *x = &p->slots[slot];
	bool given = slot == p->n_slots;
	*x = (struct plan_slot){.first_node = p->nodes.n, .first_leaf = p->leaves.n, .root = PLAN_BAD};
	if (f == DD_BAD)
		return;
	struct dd_list list = {0};
	if (!dd_is_leaf(f))
		list = dd_topo(p->s->dd, f, p->a);
	for (uint32_t i = 0; i < list.n; i++) {
		struct dd_node n = dd_node(p->s->dd, list.at[i]);
		struct plan_node y = {column_here(p, n.col), n.n, arena_array(p->a, uint32_t, n.n),
		                      arena_array(p->a, uint32_t, n.n)};
		memcpy(y.start, n.start, n.n * sizeof *y.start);
		for (uint32_t k = 0; k < n.n; k++)
			y.kid[k] = reference(p, list, n.kid[k], slot);
		vec_push(p->a, &p->nodes, y);
	}
	x->root = reference(p, list, f, slot);
	x->nodes = p->nodes.n - x->first_node;
	x->leaves = p->leaves.n - x->first_leaf;
	if (given) {
		x->first_leaf = 1;
		x->leaves = 1;
	}
}

/* ---- inputs and columns --------------------------------------------------------------------------------- */

void plan_mark_inputs(const struct ex *x, bool *marked)
{
	if (x->kind == EX_INPUT)
		marked[x->index] = true;
	for (uint32_t i = 0; i < x->kids.n; i++)
		plan_mark_inputs(x->kids.at[i], marked);
}

static void mark_column(const struct column *c, bool *marked)
{
	if (c->kind == COL_INPUT)
		marked[c->input] = true;
	for (uint32_t i = 0; i < c->terms.n; i++)
		marked[c->terms.at[i].input] = true;
	if (c->kind == COL_MONTHS || c->kind == COL_AGE)
		marked[c->from] = marked[c->to] = true;
}

/* The columns that some slot tests, in the order of the diagrams. */
static void find_columns(struct plan *p)
{
	uint32_t n = p->s->columns.n;
	bool *tested = arena_array(p->a, bool, n + 1);
	p->column_at = arena_array(p->a, uint32_t, n + 1);
	for (uint32_t i = 0; i < p->n_slots; i++)
		if (p->s->slot[i] != DD_BAD)
			dd_support(p->s->dd, p->s->slot[i], tested);
	if (p->s->given != DD_BAD)
		dd_support(p->s->dd, p->s->given, tested);
	for (uint32_t i = 0; p->mains && i < p->n_slots; i++)
		if (p->mains[i].f != DD_BAD)
			dd_support(p->s->dd, p->mains[i].f, tested);
	for (uint32_t level = 0; level < n; level++) {
		uint32_t c = p->s->column_at[level];
		p->column_at[c] = tested[level] ? p->columns.n : NONE;
		if (tested[level])
			vec_push(p->a, &p->columns, c);
	}
}

/* The case date, what the columns and formulas read, where deadlines start, and what is tied to them. */
static void find_inputs(struct plan *p)
{
	const struct model *m = p->m;
	bool *marked = arena_array(p->a, bool, m->inputs.n + 1);
	marked[0] = true;
	for (uint32_t i = 0; i < p->columns.n; i++)
		mark_column(&p->s->columns.at[p->columns.at[i]], marked);
	for (uint32_t i = 0; i < p->n_slots; i++) /* the day from which a deadline runs */
		if (m->slots.at[i].kind == ST_DEADLINE && m->slots.at[i].start != NONE)
			marked[m->slots.at[i].start] = true;
	for (uint32_t i = 0; i < p->limits.n; i++)
		plan_mark_inputs(p->limits.at[i].ex, marked);
	bool known = m->birth_input != NONE && m->age_input != NONE;
	p->tied = p->s->tied && known && (marked[m->birth_input] || marked[m->age_input]);
	if (p->tied)
		marked[m->birth_input] = marked[m->age_input] = true;
	p->input_at = arena_array(p->a, uint32_t, m->inputs.n + 1);
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		p->input_at[i] = marked[i] ? p->inputs.n : NONE;
		if (marked[i])
			vec_push(p->a, &p->inputs, i);
	}
}

/* Cuts that no node tests serve the checks alone: they are left out, and the ranks close up. */
static void keep_cuts(struct plan *p)
{
	uint32_t **rank = arena_array(p->a, uint32_t *, p->columns.n + 1);
	p->cuts = arena_array(p->a, struct plan_cuts, p->columns.n + 1);
	for (uint32_t i = 0; i < p->columns.n; i++)
		rank[i] = arena_array(p->a, uint32_t, p->s->columns.at[p->columns.at[i]].cuts.n);
	for (uint32_t i = 0; i < p->nodes.n; i++)
		for (uint32_t k = 0; k < p->nodes.at[i].n; k++)
			rank[p->nodes.at[i].column][p->nodes.at[i].start[k]] = 1;
	for (uint32_t i = 0; i < p->columns.n; i++) {
		const struct column *c = &p->s->columns.at[p->columns.at[i]];
		for (uint32_t k = 0; k < c->cuts.n; k++)
			if (rank[i][k]) {
				rank[i][k] = p->cuts[i].list.n;
				vec_push(p->a, &p->cuts[i].list, c->cuts.at[k]);
			}
	}
	for (uint32_t i = 0; i < p->nodes.n; i++)
		for (uint32_t k = 0; k < p->nodes.at[i].n; k++)
			p->nodes.at[i].start[k] = rank[p->nodes.at[i].column][p->nodes.at[i].start[k]];
}

/* The slot's own stretch of nodes and leaves stays what it is. */
static void add_main(struct plan *p, uint32_t slot)
{
	struct plan_slot own = p->slots[slot];
	add_slot(p, slot, p->mains[slot].f);
	p->mains[slot].root = p->slots[slot].root;
	p->slots[slot] = own;
}

static void find_mains(struct plan *p)
{
	p->mains = arena_array(p->a, struct plan_main, p->n_slots + 1);
	for (uint32_t i = 0; i < p->n_slots; i++)
		p->mains[i].f = plan_main_rule(p, i, &p->mains[i].exceptions);
}

static struct plan *make(struct space *s, struct arena *a, bool mains)
{
	struct plan *p = arena_new(a, struct plan);
	p->s = s;
	p->m = s->m;
	p->a = a;
	const char *name = p->m->catalogue.name ? p->m->catalogue.name : "";
	p->name = identifier(a, str_ascii(a, str_of(name)));
	vec_push(a, &p->measures, ((struct measure){0}));
	vec_push(a, &p->actor_sets, NULL);
	vec_push(a, &p->target_sets, ((struct plan_targets){0}));
	vec_push(a, &p->leaves,
	         ((struct plan_leaf){.leaf = &s->leaves.at[0], .provision = NONE, .other = NONE}));
	while (p->n_slots < p->m->slots.n && p->m->slots.at[p->n_slots].service < p->m->own_services)
		p->n_slots++;
	p->slots = arena_array(a, struct plan_slot, p->n_slots + 1);
	if (mains)
		find_mains(p);
	find_columns(p);
	for (uint32_t i = 0; i < p->n_slots; i++)
		add_slot(p, i, s->slot[i]);
	add_slot(p, p->n_slots, s->given == DD_BAD ? DD_TRUE : s->given);
	for (uint32_t i = 0; mains && i < p->n_slots; i++)
		add_main(p, i);
	keep_cuts(p);
	find_inputs(p);
	return p;
}

struct plan *plan_make(struct space *s, struct arena *a)
{
	return make(s, a, false);
}

struct plan *plan_make_main(struct space *s, struct arena *a)
{
	return make(s, a, true);
}
