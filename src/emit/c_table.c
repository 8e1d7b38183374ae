/* SPDX-License-Identifier: MIT
 *
 * The tables of the C target: static and const, one row a line, so that two versions of a catalogue can be compared.
 */
#include "base/date.h"
#include "emit/c_part.h"
#include "meaning/words.h"

#include <inttypes.h>

/* A table begins; a table without rows gets one, because C knows no empty array. */
static void open_table(struct c_out *o, const char *type, const char *name, uint32_t rows,
                       const char *none)
{
	c_printf(o, "static const %s niv_%s[] = {%s\n", type, name, rows ? "" : none);
}

static void close_table(struct c_out *o)
{
	text_puts(o->t, "};\n\n");
}

static const char *none_or(const struct plan *p, uint32_t i)
{
	return i == NONE ? "NIV_NONE" : arena_printf(p->a, "%" PRIu32, i);
}

static const char *number(const struct plan *p, struct num n)
{
	if (!num_ok(n))
		return "{0, 0}";
	return arena_printf(p->a, "{%s, %s}", c_int(p->a, n.p), c_int(p->a, n.q));
}

/* ---- columns and levels ---------------------------------------------------------------------------------- */

static const struct column *column(const struct plan *p, uint32_t i)
{
	return &p->s->columns.at[p->columns.at[i]];
}

static void table_columns(struct c_out *o)
{
	static const char *const kinds[] = {"INPUT", "SUM", "MONTHS", "AGE", "AGE"};
	const struct plan *p = o->p;
	uint32_t terms = 0, cuts = 0;
	open_table(o, "struct niv_column", "columns", p->columns.n, "{0, false, 0, 0, 0, 0, 0, 0, 1}");
	for (uint32_t i = 0; i < p->columns.n; i++) {
		const struct column *c = column(p, i);
		uint32_t from = c->kind == COL_INPUT ? c->input
		              : c->kind == COL_SUM   ? c->terms.at[0].input
		                                     : c->from;
		uint32_t to = c->kind == COL_MONTHS || c->kind == COL_AGE ? c->to : from;
		c_printf(o, "\t{NIV_COLUMN_%s, %s, %" PRIu32 ", %" PRIu32 ", %" PRId64 ", ", kinds[c->kind],
		         c->reading ? "true" : "false", p->input_at[from], p->input_at[to], c->months);
		c_printf(o, "%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 "},\n", terms, c->terms.n,
		         cuts, p->cuts[i].list.n);
		terms += c->terms.n;
		cuts += p->cuts[i].list.n;
	}
	close_table(o);
	open_table(o, "struct niv_term", "terms", terms, "{0, 0}");
	for (uint32_t i = 0; i < p->columns.n; i++)
		for (uint32_t k = 0; k < column(p, i)->terms.n; k++) {
			const struct sum_term *t = &column(p, i)->terms.at[k];
			c_printf(o, "\t{%" PRIu32 ", %s},\n", p->input_at[t->input], c_int(p->a, t->factor));
		}
	close_table(o);
	open_table(o, "int64_t", "cuts", cuts, "0");
	for (uint32_t i = 0; i < p->columns.n; i++) {
		for (uint32_t k = 0; k < p->cuts[i].list.n; k++)
			c_printf(o, "%s%s,", k ? " " : "\t", c_int(p->a, p->cuts[i].list.at[k]));
		text_putc(o->t, '\n');
	}
	close_table(o);
}

/* Entries of one size, a row of the table for each row of a level, so that two versions can be compared. */
static void table_next(struct c_out *o, uint32_t bytes)
{
	const struct c_levels *x = o->levels;
	open_table(o, bytes == 1 ? "uint8_t" : "uint16_t", bytes == 1 ? "next8" : "next16",
	           x->size[bytes], "0");
	for (uint32_t i = 0; i < x->list.n; i++) {
		const struct c_level *l = &x->list.at[i];
		for (uint32_t k = 0; l->bytes == bytes && k < l->nodes * l->width; k++)
			text_printf(o->t, "%s%" PRIu32 ",%s", k % l->width ? " " : "\t", l->next[k],
			            (k + 1) % l->width ? "" : "\n");
	}
	close_table(o);
}

#define ROW24 256u /* entries of a string: under the 4,095 characters that every compiler takes */

/* Compilers read strings ten times faster than numbers; only the largest diagrams have so many nodes. */
static void table_next24(struct c_out *o)
{
	const struct c_levels *x = o->levels;
	uint32_t at = 0;
	c_puts(o, "/* Three bytes an entry, the least first; one byte behind each string. */\n");
	c_printf(o, "static const unsigned char niv_next24[][%u] = {\n%s", 3 * ROW24 + 1,
	         x->size[3] ? "" : "\"\"\n");
	for (uint32_t i = 0; i < x->list.n; i++) {
		const struct c_level *l = &x->list.at[i];
		for (uint32_t k = 0; l->bytes == 3 && k < l->nodes * l->width; k++, at++) {
			uint32_t e = l->next[k];
			text_printf(o->t, "%s\\%03" PRIo32 "\\%03" PRIo32 "\\%03" PRIo32,
			            at % ROW24 ? ""
			            : at       ? "\",\n\t\""
			                       : "\t\"",
			            e & 255, e >> 8 & 255, e >> 16);
		}
	}
	text_puts(o->t, x->size[3] ? "\",\n" : "");
	close_table(o);
}

static void table_levels(struct c_out *o)
{
	const struct c_levels *x = o->levels;
	open_table(o, "struct niv_level", "levels", x->list.n, "{0, 0, 0, 0, 0, 0, 0}");
	for (uint32_t i = 0; i < x->list.n; i++) {
		const struct c_level *l = &x->list.at[i];
		c_printf(o,
		         "\t{%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %s, %" PRIu32 ", %" PRIu32 ", %" PRIu32
		         "},\n",
		         l->column, l->width, l->nodes, none_or(o->p, l->map), l->bytes, l->at, l->first);
	}
	close_table(o);
	open_table(o, "uint32_t", "maps", x->maps.n, "0");
	for (uint32_t i = 0; i < x->maps.n; i++)
		text_printf(o->t, "%s%" PRIu32 ",%s", i % 24 ? " " : "\t", x->maps.at[i],
		            i % 24 == 23 || i + 1 == x->maps.n ? "\n" : "");
	close_table(o);
	table_next(o, 1);
	table_next(o, 2);
	table_next24(o);
}

static void table_roots(struct c_out *o)
{
	const struct plan *p = o->p;
	open_table(o, "struct niv_root", "roots", 1, "");
	for (uint32_t i = 0; i <= p->n_slots; i++) {
		const struct c_chain *c = &o->levels->slot[i];
		c_printf(o, "\t{%s, %" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %s},\n",
		         none_or(p, c->answer), c->first, c->n, p->slots[i].first_leaf, p->slots[i].leaves,
		         c->reading ? "true" : "false");
	}
	close_table(o);
}

/* ---- formulas ------------------------------------------------------------------------------------------- */

/* Steps are kept, so that limits can say where theirs begin before any is written. */
struct step {
	const char *op;
	uint32_t a;
	int64_t months, days;
};

struct program {
	const struct plan *p;
	VEC(struct step) steps;
	VEC(struct num) numbers;
	uint32_t depth, most;
};

static uint32_t number_at(struct program *g, struct num n)
{
	for (uint32_t i = 0; i < g->numbers.n; i++)
		if (g->numbers.at[i].p == n.p && g->numbers.at[i].q == n.q)
			return i;
	vec_push(g->p->a, &g->numbers, n);
	return g->numbers.n - 1;
}

static void step(struct program *g, const char *op, uint32_t a, int grows)
{
	vec_push(g->p->a, &g->steps, ((struct step){.op = op, .a = a}));
	g->depth = (uint32_t)((int64_t)g->depth + grows);
	g->most = g->depth > g->most ? g->depth : g->most;
}

static const char *op_of(enum ex_kind kind)
{
	return kind == EX_ADD ? "ADD"
	     : kind == EX_SUB ? "SUB"
	     : kind == EX_MUL ? "MUL"
	     : kind == EX_DIV ? "DIV"
	     : kind == EX_MIN ? "MIN"
	     : kind == EX_MAX ? "MAX"
	                      : "YEARS";
}

/* plan_prove() has refused every kind that has no step. */
static void compile(struct program *g, const struct ex *x)
{
	if (x->kind == EX_CONST) {
		step(g, "PUSH", number_at(g, num_ok(x->number) ? x->number : NUM_BAD), 1);
		return;
	}
	if (x->kind == EX_INPUT) {
		struct num grain = g->p->m->inputs.at[x->index].type.grain;
		step(g, "READ", g->p->input_at[x->index], 1);
		if (!num_eq(grain, num_int(1))) {
			step(g, "PUSH", number_at(g, grain), 1);
			step(g, "MUL", 0, -1);
		}
		return;
	}
	compile(g, x->kids.at[0]);
	for (uint32_t i = 1; i < x->kids.n; i++) {
		compile(g, x->kids.at[i]);
		step(g, op_of(x->kind), 0, -1);
	}
	if (x->kind == EX_NEG) {
		step(g, "NEG", 0, 0);
	} else if (x->kind == EX_ROUND) {
		step(g, x->tie == TIE_DOWN ? "ROUND_DOWN" : "ROUND_UP", number_at(g, x->number), 0);
	} else if (x->kind == EX_SHIFT) {
		step(g, "SHIFT", 0, 0);
		vec_last(&g->steps).months = x->months;
		vec_last(&g->steps).days = x->days;
	}
}

static void table_formulas(struct c_out *o)
{
	const struct plan *p = o->p;
	struct program g = {.p = p, .most = 1};
	open_table(o, "struct niv_limit", "limits", p->limits.n, "{0, 0, 0}");
	for (uint32_t i = 0; i < p->limits.n; i++) {
		uint32_t first = g.steps.n;
		g.depth = 0;
		compile(&g, p->limits.at[i].ex);
		c_printf(o, "\t{%" PRIu32 ", %" PRIu32 ", %" PRIu32 "}, /* ", first, g.steps.n - first,
		         p->limits.at[i].provision);
		c_comment(o, words_ex(p->a, p->m, p->limits.at[i].ex));
		text_puts(o->t, " */\n");
	}
	close_table(o);
	open_table(o, "struct niv_step", "steps", g.steps.n, "{0, 0, 0, 0}");
	for (uint32_t i = 0; i < g.steps.n; i++)
		c_printf(o, "\t{NIV_OP_%s, %" PRIu32 ", %s, %s},\n", g.steps.at[i].op, g.steps.at[i].a,
		         c_int(p->a, g.steps.at[i].months), c_int(p->a, g.steps.at[i].days));
	close_table(o);
	open_table(o, "struct niv_number", "numbers", g.numbers.n, "{0, 1}");
	for (uint32_t i = 0; i < g.numbers.n; i++)
		c_printf(o, "\t%s,\n", number(p, g.numbers.at[i]));
	close_table(o);
	c_printf(o, "#define NIV_STACK %" PRIu32 "\n\n", g.most);
}

/* ---- answers -------------------------------------------------------------------------------------------- */

static void put_leaf(struct c_out *o, const struct plan_leaf *l, uint32_t actor, uint32_t target)
{
	static const char *const kinds[] = {"VALUE", "OUTSIDE", "CONFLICT", "SILENT", "ABSENT"};
	static const char *const statements[] = {"LIMIT",    "INDEX", "ACTORS",   "TEXT",
	                                         "DEADLINE", "NOT",   "NO_LIMIT", "LIMIT"};
	static const char *const silences[] = {"GAP",  "HOLE",     "CONDITION",
	                                       "RATE", "OVERFLOW", "SERVICE"};
	static const char *const conflicts[] = {"VALUES", "SCOPE", "RING", "OTHER_SERVICE"};
	const struct plan *p = o->p;
	const struct plain *a = &l->leaf->p;
	const struct ex *set = p->actor_sets.at[l->actor_set];
	bool index = a->kind == PLAIN_VALUE && a->st == ST_INDEX;
	c_printf(o, "\t{NIV_%s, NIV_%s, NIV_%s, NIV_%s, ", kinds[a->kind], statements[a->st],
	         silences[a->silence], conflicts[a->conflict]);
	c_printf(o, "%s, %s, %s, ", l->has_lower ? "true" : "false", l->has_upper ? "true" : "false",
	         set && set->is_and ? "true" : "false");
	c_printf(o, "%s, %s,\n\t ", l->has_lower || index ? number(p, a->lower) : "{0, 1}",
	         l->has_upper ? number(p, a->upper) : "{0, 1}");
	c_printf(o, "%" PRIu32 ", %s, %s, %" PRIu32 ", ", l->measure, none_or(p, l->provision),
	         none_or(p, l->other), a->rate);
	c_printf(o, "%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", ", l->actor_set, actor,
	         set ? set->actors.n : 0);
	c_printf(o, "%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", ", l->target_set, target,
	         p->target_sets.at[l->target_set].n);
	c_printf(o, "%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 ",\n\t ", l->first_lower,
	         l->leaf->lower.n, l->first_upper, l->leaf->upper.n);
}

/* The words of an answer; where it is a formula, the formula. */
static const char *leaf_words(const struct plan *p, const struct plan_leaf *l)
{
	if (!leaf_is_formula(l->leaf))
		return words_plain(p->a, p->m, l->slot, &l->leaf->p);
	return l->provision != NONE ? p->provisions.at[l->provision].words : "";
}

/* Where each set begins in the list of all names. */
static void table_leaves(struct c_out *o)
{
	const struct plan *p = o->p;
	uint32_t *actor = arena_array(p->a, uint32_t, p->actor_sets.n + 1);
	uint32_t *target = arena_array(p->a, uint32_t, p->target_sets.n + 1);
	for (uint32_t i = 1; i <= p->actor_sets.n; i++)
		actor[i] = actor[i - 1] + (p->actor_sets.at[i - 1] ? p->actor_sets.at[i - 1]->actors.n : 0);
	for (uint32_t i = 1; i <= p->target_sets.n; i++)
		target[i] = target[i - 1] + p->target_sets.at[i - 1].n;
	open_table(o, "struct niv_leaf", "leaves", p->leaves.n, "");
	for (uint32_t i = 0; i < p->leaves.n; i++) {
		const struct plan_leaf *l = &p->leaves.at[i];
		put_leaf(o, l, actor[l->actor_set], target[l->target_set]);
		c_string(o, i ? leaf_words(p, l) : "");
		text_puts(o->t, ", ");
		c_string(o, i ? l->leaf->p.what : "");
		text_puts(o->t, "},\n");
	}
	close_table(o);
	open_table(o, "char *const", "actors", actor[p->actor_sets.n], "\"\"");
	for (uint32_t i = 0; i < p->actor_sets.n; i++)
		for (uint32_t k = 0; p->actor_sets.at[i] && k < p->actor_sets.at[i]->actors.n; k++) {
			const struct actor *who = &p->m->actors.at[p->actor_sets.at[i]->actors.at[k]];
			text_putc(o->t, '\t');
			c_string(o, who->title ? who->title : who->text);
			text_puts(o->t, ",\n");
		}
	close_table(o);
	open_table(o, "char *const", "targets", target[p->target_sets.n], "\"\"");
	for (uint32_t i = 0; i < p->target_sets.n; i++)
		for (uint32_t k = 0; k < p->target_sets.at[i].n; k++) {
			text_putc(o->t, '\t');
			c_string(o, p->target_sets.at[i].at[k]->text);
			text_puts(o->t, ",\n");
		}
	close_table(o);
}

static void put_strings(struct c_out *o, const char *const *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		text_puts(o->t, i ? ", " : "");
		c_string(o, s[i]);
	}
}

static void table_provisions(struct c_out *o)
{
	const struct plan *p = o->p;
	open_table(o, "struct niv_provision", "provisions", p->provisions.n,
	           "{\"\", \"\", \"\", \"\"}");
	for (uint32_t i = 0; i < p->provisions.n; i++) {
		const struct plan_provision *x = &p->provisions.at[i];
		const char *s[] = {x->identity, x->place, x->words, x->law};
		text_puts(o->t, "\t{");
		put_strings(o, s, 4);
		text_puts(o->t, "},\n");
	}
	close_table(o);
	open_table(o, "struct niv_measure", "measures", 1, "");
	for (uint32_t i = 0; i < p->measures.n; i++) {
		const struct measure *m = &p->measures.at[i];
		c_printf(o, "\t{%" PRIu32 ", %s, ", i ? m->dim : 0,
		         number(p, i ? p->m->units.list.at[m->unit].grains : num_int(1)));
		c_string(o, i && m->dim != NONE ? measure_name(p->a, &p->m->units, m, p->m->style) : "");
		text_puts(o->t, "},\n");
	}
	close_table(o);
}

/* ---- what can be asked ---------------------------------------------------------------------------------- */

static const char *actors_words(const struct plan *p, const struct input *in)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < in->by.n; i++) {
		const struct actor *who = &p->m->actors.at[in->by.at[i]];
		text_printf(&t, "%s%s", i ? ", " : "", who->title ? who->title : who->text);
	}
	return text_c(&t);
}

static void table_inputs(struct c_out *o)
{
	static const char *const kinds[] = {"FACT", "ASSESSMENT", "READING", "CASE_DATE"};
	const struct plan *p = o->p;
	open_table(o, "struct niv_input_info", "inputs", 1, "");
	for (uint32_t i = 0; i < p->inputs.n; i++) {
		const struct input *in = &p->m->inputs.at[p->inputs.at[i]];
		const char *names[] = {plan_input_name(p, p->inputs.at[i]), in->text};
		const char *asks[] = {in->question, actors_words(p, in)};
		text_puts(o->t, "\t{");
		put_strings(o, names, 2);
		c_printf(o, ", NIV_%s, %s, %s, ", kinds[in->kind], c_int(p->a, in->type.lo),
		         c_int(p->a, in->type.hi));
		put_strings(o, asks, 2);
		c_puts(o, ", offsetof(struct niv_case, ");
		text_printf(o->t, "%s)},\n", names[0]);
	}
	close_table(o);
}

static void table_slots(struct c_out *o)
{
	const struct plan *p = o->p;
	open_table(o, "struct niv_slot_info", "slot_infos", p->n_slots,
	           "{\"\", \"\", \"\", \"\", \"\", \"\"}");
	for (uint32_t i = 0; i < p->n_slots; i++) {
		const struct slot *s = &p->m->slots.at[i];
		const struct service *sv = &p->m->services.at[s->service];
		const char *law = words_basis(p->a, p->m, s->service);
		const char *all[] = {s->id,
		                     sv->title ? sv->title : sv->text,
		                     p->m->headings.at[s->heading].text,
		                     words_crumb(p->a, p->m, s->service, s->heading),
		                     words_strength(p->m, s->strength),
		                     law};
		text_puts(o->t, "\t{");
		put_strings(o, all, 6);
		text_puts(o->t, "},\n");
	}
	close_table(o);
}

void c_tables(struct c_out *o)
{
	static const char *const kinds[2][9] = {
		{"værdi", "udenfor", "konflikt", "mangler", "(siger intet)", "ubestemt", "uklart",
	     "modstridende oplysninger", "ikke afgjort"},
		{"value", "outside", "conflict", "missing", "(says nothing)", "undetermined", "unclear",
	     "contradictory input", "not decided"},
	};
	table_inputs(o);
	table_slots(o);
	table_columns(o);
	table_levels(o);
	table_roots(o);
	table_formulas(o);
	table_leaves(o);
	table_provisions(o);
	c_puts(o, "static const char *const niv_kind_words[] = {\n\t");
	put_strings(o, kinds[o->p->m->lang != LANG_DA], 9);
	c_puts(o, "\n};\n\nstatic const char *const niv_remarks[] = {\n\t");
	c_string(o, plan_remark(o->p));
	text_puts(o->t, "\n};\n");
}
