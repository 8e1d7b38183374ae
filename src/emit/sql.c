/* SPDX-License-Identifier: MIT
 *
 * The SQL target: NAME.sqlite.sql and NAME.postgresql.sql (docs/sql.md). A table of cases that the user fills, tables of
 * what the catalogue says, and two views for each service: what it answers, and what is still possible where inputs are
 * unknown. Integers only.
 */
#include "emit/sql_part.h"

#include "meaning/words.h"

#include <inttypes.h>

/* ---- rows of a table ------------------------------------------------------------------------------------ */

#define ROWS_AT_ONCE 200

struct filling {
	struct sql *o;
	const char *table;
	uint32_t n;
};

static void row(struct filling *f, const char *values)
{
	if (f->n % ROWS_AT_ONCE == 0)
		text_printf(f->o->t, "%sINSERT INTO %s VALUES\n", f->n ? ";\n" : "", f->table);
	else
		text_puts(f->o->t, ",\n");
	text_printf(f->o->t, "(%s)", values);
	f->n++;
}

static void filled(struct filling *f)
{
	if (f->n)
		text_puts(f->o->t, ";\n");
	text_putc(f->o->t, '\n');
}

/* key: columns of the primary key. */
static void table(struct sql *o, const char *name, const char *columns, const char *key)
{
	text_printf(o->t, "CREATE TABLE %s (%s, PRIMARY KEY (%s))%s;\n", name, columns, key,
	            o->engine == SQLITE ? " STRICT, WITHOUT ROWID" : "");
}

static const char *whole_type(const struct sql *o)
{
	return o->engine == SQLITE ? "integer" : "bigint";
}

/* ---- the table of cases --------------------------------------------------------------------------------- */

static void put_stored(struct sql *o)
{
	for (uint32_t i = 0; i < o->steps.n; i++) {
		text_printf(o->t, ",\n%s %s", o->steps.at[i].name, whole_type(o));
		if (o->engine == SQLITE)
			text_printf(o->t, " GENERATED ALWAYS AS (%s) STORED", o->steps.at[i].text);
	}
}

static void put_cases(struct sql *o)
{
	text_printf(o->t, "CREATE TABLE %s (\nid %s NOT NULL PRIMARY KEY", o->cases, whole_type(o));
	for (uint32_t i = 0; i < o->p->inputs.n; i++)
		if (o->input[o->p->inputs.at[i]])
			text_printf(o->t, ",\n%s %s", o->input[o->p->inputs.at[i]], whole_type(o));
	put_stored(o);
	text_printf(o->t, "\n)%s;\n\n", o->engine == SQLITE ? " STRICT" : "");
}

/* A step's text as a trigger says it: every name is a column of the new row. */
static const char *of_new_row(const struct sql *o, const char *text)
{
	struct text t = {.a = o->a};
	bool inside = false;
	for (const char *p = text; *p; p++) {
		if (*p == '"' && !inside)
			text_puts(&t, "NEW.");
		inside ^= *p == '"';
		text_putc(&t, *p);
	}
	return text_c(&t);
}

/* PostgreSQL's generated columns may not read each other, so a trigger fills them. */
static void put_trigger(struct sql *o)
{
	text_printf(o->t, "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $niveau$\nBEGIN\n",
	            o->prepare);
	for (uint32_t i = 0; i < o->steps.n; i++)
		text_printf(o->t, "NEW.%s := %s;\n", o->steps.at[i].name,
		            of_new_row(o, o->steps.at[i].text));
	text_puts(o->t, "RETURN NEW;\nEND\n$niveau$;\n");
	text_printf(
		o->t,
		"CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION %s();\n\n",
		o->prepare, o->cases, o->prepare);
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

static const char *type_of(const struct type_m *t)
{
	static const char *const names[] = {
		[VT_BOOL] = "bool",      [VT_QUANTITY] = "quantity", [VT_DATE] = "date",
		[VT_CLOCK] = "clock",    [VT_ENUM] = "choice",       [VT_ACTOR] = "actor",
		[VT_SERVICE] = "service"};
	bool named = (size_t)t->vt < sizeof names / sizeof *names && names[t->vt];
	return named ? names[t->vt] : "text";
}

/* A name as it stands in a table, without the quotes. */
static const char *bare(const struct sql *o, const char *quoted)
{
	struct text t = {.a = o->a};
	for (const char *p = quoted; *p; p++)
		if (*p != '"')
			text_putc(&t, *p);
	return sql_text(o, text_c(&t));
}

static void put_input(struct filling *f, uint32_t i)
{
	static const char *const kinds[] = {"fact", "assessment", "reading", "case date"};
	struct sql *o = f->o;
	const struct input *in = &o->m->inputs.at[i];
	const struct type_m *t = &in->type;
	const char *step = t->vt != VT_QUANTITY
	                     ? NULL
	                     : measure_text(o->a, &o->m->units, t->grain, &t->measure, o->m->style);
	row(f, sql_f(o, "%s, %s, %s, %s, %s, %s, %s, %s", bare(o, o->input[i]), sql_text(o, in->text),
	             sql_text(o, kinds[in->kind]), sql_text(o, type_of(t)), sql_text(o, step),
	             sql_int(o, t->lo), sql_int(o, t->hi), sql_text(o, in->question)));
}

static void put_inputs(struct sql *o)
{
	struct filling f = {.o = o, .table = o->inputs};
	table(o, o->inputs,
	      sql_f(o,
	            "name text, original text, kind text, type text, step text, least %s, greatest %s, "
	            "question text",
	            whole_type(o), whole_type(o)),
	      "name");
	for (uint32_t i = 0; i < o->p->inputs.n; i++)
		if (o->input[o->p->inputs.at[i]])
			put_input(&f, o->p->inputs.at[i]);
	filled(&f);
}

static void put_choices_of(struct filling *f, uint32_t i)
{
	struct sql *o = f->o;
	const struct type_m *t = &o->m->inputs.at[i].type;
	int64_t n = t->vt == VT_BOOL    ? 2
	          : t->vt == VT_ENUM    ? t->choices.n
	          : t->vt == VT_ACTOR   ? o->m->actors.n
	          : t->vt == VT_SERVICE ? o->m->services.n
	                                : 0;
	for (int64_t k = 0; k < n; k++)
		row(f, sql_f(o, "%s, %" PRId64 ", %s, %s", bare(o, o->input[i]), k,
		             sql_text(o, words_index(o->a, o->m, t, k)),
		             sql_text(o, words_input(o->a, o->m, i, k))));
}

static void put_choices(struct sql *o)
{
	struct filling f = {.o = o, .table = o->choices};
	table(o, o->choices, sql_f(o, "input text, value %s, name text, words text", whole_type(o)),
	      "input, value");
	for (uint32_t i = 0; i < o->p->inputs.n; i++)
		if (o->input[o->p->inputs.at[i]])
			put_choices_of(&f, o->p->inputs.at[i]);
	filled(&f);
}

/* ---- services, headings, edges -------------------------------------------------------------------------- */

/* Nodes are 1, 2, …; leaf n is -1 - n. */
static const char *reference(const struct sql *o, uint32_t f)
{
	if (f == PLAN_BAD)
		return "NULL";
	if (!(f & PLAN_LEAF))
		return sql_f(o, "%" PRIu32, f + 1);
	return sql_f(o, "%" PRId64, -1 - (int64_t)sql_leaf_number(o, f & ~PLAN_LEAF));
}

/* Where readings begin below other columns: the node, else 0. */
static uint32_t entry(const struct sql *o, uint32_t f)
{
	if (f & PLAN_LEAF)
		return 0;
	return o->s->columns.at[o->p->columns.at[o->p->nodes.at[f].column]].reading ? f + 1 : 0;
}

static void put_edges(struct sql *o)
{
	struct filling f = {.o = o, .table = o->edges};
	const char *w = whole_type(o);
	table(o, o->edges,
	      sql_f(o,
	            "node %s, least %s, most %s NOT NULL, col %s NOT NULL, kid %s NOT NULL, entry %s "
	            "NOT NULL",
	            w, w, w, w, w, w),
	      "node, least");
	const struct plan_slot *given = &o->p->slots[o->p->n_slots];
	for (uint32_t i = 0; i < o->p->nodes.n; i++) {
		const struct plan_node *x = &o->p->nodes.at[i];
		if (i >= given->first_node && i < given->first_node + given->nodes)
			continue;
		const struct plan_cuts *cuts = &o->p->cuts[x->column];
		for (uint32_t k = 0; k < x->n; k++) {
			int64_t lo = k ? cuts->list.at[x->start[k]] : -INT64_MAX;
			int64_t hi = k + 1 < x->n ? cuts->list.at[x->start[k + 1]] - 1 : INT64_MAX;
			row(&f, sql_f(o, "%" PRIu32 ", %" PRId64 ", %" PRId64 ", %" PRIu32 ", %s, %" PRIu32,
			              i + 1, lo, hi, x->column, reference(o, x->kid[k]),
			              entry(o, i) ? 0 : entry(o, x->kid[k])));
		}
	}
	filled(&f);
}

static void put_services(struct sql *o, const char *const *answers, const char *const *possible)
{
	struct filling f = {.o = o, .table = o->services};
	table(o, o->services,
	      sql_f(o, "service %s, name text, title text, law text, answers text, possible text",
	            whole_type(o)),
	      "service");
	for (uint32_t i = 0; i < o->m->own_services; i++) {
		const struct service *s = &o->m->services.at[i];
		row(&f, sql_f(o, "%" PRIu32 ", %s, %s, %s, %s, %s", i, sql_text(o, s->text),
		              sql_text(o, s->title), sql_text(o, words_basis(o->a, o->m, i)),
		              bare(o, answers[i]), bare(o, possible[i])));
	}
	filled(&f);
}

static void put_slots(struct sql *o)
{
	static const char *const strengths[] = {"typical", "as a rule", "plain", "mandatory"};
	struct filling f = {.o = o, .table = o->slots};
	const char *w = whole_type(o);
	table(o, o->slots,
	      sql_f(o,
	            "slot %s, service %s NOT NULL, about_case %s NOT NULL, root %s, entry %s NOT NULL, "
	            "id text, "
	            "heading text, strength text, end_event text, start_event text",
	            w, w, w, w, w),
	      "slot");
	for (uint32_t i = 0; i < o->p->n_slots; i++) {
		const struct slot *s = &o->m->slots.at[i];
		const struct heading *h = &o->m->headings.at[s->heading];
		uint32_t root = o->p->slots[i].root;
		row(&f, sql_f(o, "%" PRIu32 ", %" PRIu32 ", %d, %s, %" PRIu32 ", %s, %s, %s, %s, %s", i,
		              s->service, h->about_case, reference(o, root), entry(o, root),
		              sql_text(o, s->id), sql_text(o, h->text), sql_text(o, strengths[s->strength]),
		              sql_text(o, s->end_text), sql_text(o, s->start_text)));
	}
	filled(&f);
}

/* ---- leaves --------------------------------------------------------------------------------------------- */

static const char *number_or_dash(const struct sql *o, uint32_t i)
{
	return i == NONE ? "-" : sql_f(o, "%" PRIu32, i);
}

static const char *index_or_null(const struct sql *o, uint32_t i)
{
	return i == NONE ? "NULL" : sql_f(o, "%" PRIu32, i);
}

static const char *conflict_key(const struct sql *o, uint32_t one, uint32_t other)
{
	return sql_f(o, "conflict %s %s", number_or_dash(o, one), number_or_dash(o, other));
}

static const char *silence_key(const struct sql *o, enum silence silence, uint32_t provision,
                               uint32_t rate)
{
	if (silence == SILENCE_CONDITION || silence == SILENCE_SERVICE)
		return sql_f(o, "silent %d", (int)silence);
	return sql_f(o, "silent %d %s %s", (int)silence, number_or_dash(o, provision),
	             number_or_dash(o, rate));
}

/* What is the same answer has the same text here; without the numbers of limits. */
static const char *key_head(const struct sql *o, const struct plan_leaf *l)
{
	const struct plain *p = &l->leaf->p;
	switch (p->kind) {
	case PLAIN_VALUE:
		if (p->st == ST_INDEX)
			return sql_f(o, "index %" PRId64 "/%" PRId64, p->lower.p, p->lower.q);
		if (p->st == ST_ACTORS)
			return sql_f(o, "actors %" PRIu32, l->actor_set);
		return sql_f(o, "value %d", (int)p->st);
	case PLAIN_OUTSIDE:
		return sql_f(o, "outside %" PRIu32, l->target_set);
	case PLAIN_CONFLICT:
		return p->conflict == CONFLICT_VALUES ? conflict_key(o, l->provision, l->other)
		                                      : sql_f(o, "conflict %d", (int)p->conflict);
	case PLAIN_SILENT:
		return silence_key(o, p->silence, l->provision,
		                   p->silence == SILENCE_RATE ? p->rate : NONE);
	case PLAIN_ABSENT:
		break;
	}
	return "absent";
}

/* Which leaves have numbers in their key. */
static bool counts(const struct plan_leaf *l)
{
	const struct plain *p = &l->leaf->p;
	return (p->kind == PLAIN_VALUE && (p->st == ST_LIMIT || p->st == ST_DEADLINE)) ||
	       (p->kind == PLAIN_SILENT && p->silence == SILENCE_HOLE);
}

static const char *side_key(struct sql *o, uint32_t leaf, bool upper)
{
	const struct plan_leaf *l = &o->p->leaves.at[leaf];
	struct num n = upper ? l->leaf->p.upper : l->leaf->p.lower;
	if (!leaf_is_formula(l->leaf))
		return (upper ? l->has_upper : l->has_lower)
		         ? sql_text(o, sql_f(o, " %" PRId64 "/%" PRId64, n.p, n.q))
		         : "' -'";
	if (!(upper ? l->leaf->upper.n : l->leaf->lower.n))
		return "' -'";
	return sql_f(o, "' ' || CAST(%s AS text) || '/' || CAST(%s AS text)",
	             sql_numerator(o, leaf, upper), sql_denominator(o, leaf, upper));
}

const char *sql_key(struct sql *o, uint32_t leaf)
{
	const struct plan_leaf *l = &o->p->leaves.at[leaf];
	const char *head = key_head(o, l);
	if (!counts(l))
		return sql_text(o, head);
	bool any = l->has_lower || l->has_upper || leaf_is_formula(l->leaf);
	uint32_t dim = any && l->measure ? o->p->measures.at[l->measure].dim : 0;
	return sql_f(o, "%s || %s || %s", sql_text(o, sql_f(o, "%s (%" PRIu32 ")", head, dim)),
	             side_key(o, leaf, false), side_key(o, leaf, true));
}

const char *sql_turn_key(const struct sql *o, uint32_t turn)
{
	const struct sql_turn *x = &o->turns.at[turn];
	return sql_text(o, x->kind == PLAIN_CONFLICT ? conflict_key(o, x->provision, x->other)
	                   : x->kind == PLAIN_SILENT
	                       ? silence_key(o, SILENCE_OVERFLOW, x->provision, NONE)
	                       : sql_f(o, "open %" PRIu32, x->leaf));
}

static const char *const kind_names[] = {"value", "outside", "conflict", "silent", "absent"};
static const char *const conflict_names[] = {"values", "scope", "ring", "service"};
static const char *const silence_names[] = {"gap",  "hole",     "condition",
                                            "rate", "overflow", "service"};

/* What stands behind the kind: the actors, the choice, where the case is sent, which conflict, which silence. */
static const char *detail_of(const struct sql *o, const struct plan_leaf *l)
{
	const struct plain *p = &l->leaf->p;
	struct text t = {.a = o->a};
	if (p->kind == PLAIN_CONFLICT)
		return conflict_names[p->conflict];
	if (p->kind == PLAIN_SILENT)
		return silence_names[p->silence];
	if (p->kind == PLAIN_VALUE && p->st == ST_INDEX)
		return sql_f(o, "%" PRId64, p->lower.p);
	for (uint32_t i = 0; p->kind == PLAIN_OUTSIDE && i < p->n_targets; i++)
		text_printf(&t, "%s%s", i ? ", " : "", p->targets[i]->text);
	for (uint32_t i = 0; p->kind == PLAIN_VALUE && p->st == ST_ACTORS && i < p->actors->actors.n;
	     i++) {
		const struct actor *who = &o->m->actors.at[p->actors->actors.at[i]];
		text_printf(&t, "%s%s", i ? p->actors->is_and ? " and " : " or " : "",
		            who->title ? who->title : who->text);
	}
	return text_c(&t);
}

static const char *ratio(const struct sql *o, bool has, struct num n)
{
	return has ? sql_f(o, "%s, %s", sql_int(o, n.p), sql_int(o, n.q)) : "NULL, NULL";
}

static const char *unit_of(const struct sql *o, const struct plan_leaf *l)
{
	const struct measure *m = &o->p->measures.at[l->measure];
	return l->measure && m->dim != NONE ? measure_name(o->a, &o->m->units, m, o->m->style) : NULL;
}

static void put_leaf(struct filling *f, uint32_t i)
{
	static const char *const statements[] = {"limit",    "index", "actors",   "text",
	                                         "deadline", "not",   "no_limit", "hole"};
	struct sql *o = f->o;
	const struct plan_leaf *l = &o->p->leaves.at[i];
	const struct plain *p = &l->leaf->p;
	bool formula = leaf_is_formula(l->leaf);
	const char *words = !formula             ? words_plain(o->a, o->m, l->slot, p)
	                  : l->provision != NONE ? o->p->provisions.at[l->provision].words
	                                         : "";
	const char *statement = p->kind == PLAIN_VALUE ? statements[p->st] : NULL;
	row(f,
	    sql_f(o,
	          "%" PRIu32 ", %" PRIu32 ", 1, %" PRIu32
	          ", %s, '%s', %s, %s, %s, %s, %s, %s, %s, %s, %s",
	          l->slot, sql_leaf_number(o, i), formula ? i : 0, formula ? "NULL" : sql_key(o, i),
	          kind_names[p->kind], sql_text(o, statement), sql_text(o, detail_of(o, l)),
	          ratio(o, l->has_lower, p->lower), ratio(o, l->has_upper, p->upper),
	          sql_text(o, unit_of(o, l)), sql_text(o, words), index_or_null(o, l->provision),
	          index_or_null(o, l->other),
	          p->kind == PLAIN_VALUE || p->kind == PLAIN_ABSENT ? "''"
	                                                            : sql_text(o, plan_remark(o->p))));
}

static void put_turn(struct filling *f, uint32_t i)
{
	struct sql *o = f->o;
	const struct sql_turn *x = &o->turns.at[i];
	const struct plan_leaf *l = &o->p->leaves.at[x->leaf];
	const char *kind = x->kind == PLAIN_ABSENT ? "open" : kind_names[x->kind];
	const char *detail = x->kind == PLAIN_CONFLICT ? "values"
	                   : x->kind == PLAIN_SILENT   ? "overflow"
	                                               : "";
	const char *words = l->provision != NONE ? o->p->provisions.at[l->provision].words : "";
	row(f, sql_f(o,
	             "%" PRIu32 ", %" PRIu32
	             ", 0, 0, %s, '%s', NULL, '%s', NULL, NULL, NULL, NULL, NULL, %s, %s, %s, %s",
	             l->slot, sql_turn_number(o, i), sql_turn_key(o, i), kind, detail,
	             sql_text(o, words), index_or_null(o, x->provision), index_or_null(o, x->other),
	             sql_text(o, plan_remark(o->p))));
}

/* What no leaf says: the same in every slot. */
static void put_others(struct filling *f, uint32_t slot)
{
	static const struct {
		int number;
		const char *kind, *words[2];
	} others[] = {
		{0,
	     "impossible",
	     {[LANG_DA] = "sådan en sag findes ikke", [LANG_EN] = "no such case exists"}},
		{SQL_UNDETERMINED, "undetermined", {[LANG_DA] = "uafklaret", [LANG_EN] = "undetermined"}},
		{SQL_UNCLEAR, "unclear", {[LANG_DA] = "uklart", [LANG_EN] = "unclear"}},
		{SQL_NOT_DECIDED, "not_decided", {[LANG_DA] = "ikke afgjort", [LANG_EN] = "not decided"}},
	};
	struct sql *o = f->o;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		row(f,
		    sql_f(o,
		          "%" PRIu32 ", %d, 0, 0, NULL, '%s', NULL, '', NULL, NULL, NULL, NULL, NULL, %s, "
		          "NULL, NULL, %s",
		          slot, others[i].number, others[i].kind, sql_text(o, others[i].words[o->m->lang]),
		          others[i].number ? sql_text(o, plan_remark(o->p)) : "''"));
}

static void put_leaves(struct sql *o)
{
	struct filling f = {.o = o, .table = o->leaves};
	const char *w = whole_type(o), *binary = o->engine == POSTGRESQL ? " COLLATE \"C\"" : "";
	table(o, o->leaves,
	      sql_f(o,
	            "slot %s, leaf %s, candidate %s NOT NULL, formula %s NOT NULL, same text%s, kind "
	            "text, statement "
	            "text, detail text, lower_num %s, lower_den %s, upper_num %s, upper_den %s, unit "
	            "text, words text, "
	            "provision %s, other %s, remark text",
	            w, w, w, w, binary, w, w, w, w, w, w),
	      "slot, leaf");
	for (uint32_t i = 1; i < o->p->leaves.n; i++)
		put_leaf(&f, i);
	for (uint32_t i = 0; i < o->turns.n; i++)
		put_turn(&f, i);
	for (uint32_t i = 0; i < o->p->n_slots; i++)
		put_others(&f, i);
	filled(&f);
}

static void put_provisions(struct sql *o)
{
	struct filling f = {.o = o, .table = o->provisions};
	table(o, o->provisions,
	      sql_f(o, "provision %s, identity text, place text, words text, law text", whole_type(o)),
	      "provision");
	for (uint32_t i = 0; i < o->p->provisions.n; i++) {
		const struct plan_provision *x = &o->p->provisions.at[i];
		row(&f, sql_f(o, "%" PRIu32 ", %s, %s, %s, %s", i, sql_text(o, x->identity),
		              sql_text(o, x->place), sql_text(o, x->words), sql_text(o, x->law)));
	}
	filled(&f);
}

/* ---- the file ------------------------------------------------------------------------------------------- */

/* Its name, and the one PostgreSQL gives the index of its primary key. */
static const char *own_name(struct sql *o, const char *what)
{
	const char *name = sql_name(o, sql_f(o, "%s_%s", o->p->name, what));
	sql_name(o, sql_f(o, "%s_%s_pkey", o->p->name, what));
	return name;
}

static void make_names(struct sql *o)
{
	const struct model *m = o->m;
	o->cases = own_name(o, "case");
	o->prepare = own_name(o, "prepare");
	o->inputs = own_name(o, "input");
	o->choices = own_name(o, "choice");
	o->services = own_name(o, "service");
	o->slots = own_name(o, "slot");
	o->leaves = own_name(o, "leaf");
	o->edges = own_name(o, "edge");
	o->provisions = own_name(o, "provision");
	o->input = arena_array(o->a, const char *, m->inputs.n + 1);
	o->least = arena_array(o->a, const char *, m->inputs.n + 1);
	o->most = arena_array(o->a, const char *, m->inputs.n + 1);
	o->column_least = arena_array(o->a, const char *, o->s->columns.n + 1);
	o->column_most = arena_array(o->a, const char *, o->s->columns.n + 1);
	o->leaf = arena_array(o->a, const char *, o->p->leaves.n + 1);
}

/* Columns are a world of their own. */
static void make_columns(struct sql *o)
{
	o->used.n = 0;
	sql_name(o, "id");
	for (uint32_t i = 0; i < o->p->inputs.n; i++) {
		uint32_t input = o->p->inputs.at[i];
		if (o->m->inputs.at[input].kind != INPUT_UNCLEAR)
			o->input[input] = sql_name(o, plan_input_name(o->p, input));
	}
}

static void put_head(struct sql *o)
{
	sql_comment(o, plan_stamp(o->p));
	sql_comment(o, plan_remark(o->p));
	sql_comment(o, o->engine == SQLITE
	                   ? "SQLite 3.37 or later: sqlite3 -bail FILE.db < this file"
	                   : "PostgreSQL 12 or later: psql -v ON_ERROR_STOP=1 -f this file");
	text_puts(o->t, "\nBEGIN;\n");
	if (o->engine == POSTGRESQL)
		text_puts(
			o->t,
			"SET LOCAL standard_conforming_strings = on;\nSET LOCAL client_encoding = 'UTF8';\n");
	text_putc(o->t, '\n');
}

static bool write_for(const struct plan *p, struct emit_out *out, enum sql_engine engine)
{
	const char *suffix = engine == SQLITE ? "sqlite" : "postgresql";
	struct emit_file file = {arena_printf(out->a, "%s.%s.sql", p->name, suffix), {.a = out->a}};
	struct sql o = {.engine = engine, .p = p, .m = p->m, .s = p->s, .a = out->a, .d = out->d};
	o.t = &file.text;
	o.alias = "";
	make_names(&o);
	const char **answers = arena_array(o.a, const char *, o.m->own_services + 1);
	const char **possible = arena_array(o.a, const char *, o.m->own_services + 1);
	for (uint32_t i = 0; i < o.m->own_services; i++)
		answers[i] = own_name(&o, o.m->services.at[i].ascii);
	for (uint32_t i = 0; i < o.m->own_services; i++)
		possible[i] = own_name(&o, sql_f(&o, "%s_possible", o.m->services.at[i].ascii));
	make_columns(&o);
	sql_make_steps(&o);
	if (!sql_make_formulas(&o))
		return false;
	put_head(&o);
	put_cases(&o);
	if (engine == POSTGRESQL)
		put_trigger(&o);
	put_inputs(&o);
	put_choices(&o);
	put_services(&o, answers, possible);
	put_slots(&o);
	put_provisions(&o);
	o.alias = "c.";
	put_leaves(&o);
	put_edges(&o);
	for (uint32_t i = 0; i < o.m->own_services; i++)
		sql_views(&o, i, answers[i], possible[i]);
	if (engine == POSTGRESQL)
		text_printf(o.t, "ANALYZE %s, %s, %s, %s;\n", o.slots, o.leaves, o.edges, o.provisions);
	text_puts(o.t, "COMMIT;\n");
	vec_push(out->a, &out->files, file);
	return true;
}

bool emit_sql(struct space *s, struct emit_out *out)
{
	struct plan *p = plan_make(s, out->a);
	return plan_prove(p, out->d) && write_for(p, out, SQLITE) && write_for(p, out, POSTGRESQL);
}
