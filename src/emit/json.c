/* SPDX-License-Identifier: MIT
 *
 * The JSON target: NAME.json, a decision table that an evaluator in another language can walk (docs/decision-table.md
 * and the schema beside it), and schemas of its cases and answers (schema.c). Numbers that may not fit a double are strings; a reference is a node's number, or -1 minus
 * a leaf's. The rows of the large tables stand on one line each.
 */
#include "emit/json_part.h"

#include "base/date.h"
#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

#define FORMAT_VERSION 1

struct decision {
	struct json *j;
	const struct plan *p;
	const struct model *m;
};

/* ---- pieces --------------------------------------------------------------------------------------------- */

static void row_begin(struct json *j)
{
	json_begin(j, '{');
	j->compact = true;
}

static void row_end(struct json *j)
{
	json_end(j, '}');
	j->compact = false;
}

static void list(struct json *j, const char *key)
{
	json_key(j, key);
	json_begin(j, '[');
}

static const char *whole(const struct plan *p, int64_t i)
{
	return arena_printf(p->a, "%" PRId64, i);
}

const char *json_ratio(struct arena *a, struct num n)
{
	if (!num_ok(n))
		return "0/0";
	return n.q == 1 ? arena_printf(a, "%" PRId64, n.p)
	                : arena_printf(a, "%" PRId64 "/%" PRId64, n.p, n.q);
}

static const char *ratio(const struct plan *p, struct num n)
{
	return json_ratio(p->a, n);
}

static void key_index(struct json *j, const char *key, uint32_t i)
{
	json_key(j, key);
	if (i == NONE)
		json_null(j);
	else
		json_int(j, i);
}

static void put_reference(struct json *j, uint32_t f)
{
	if (f == PLAN_BAD)
		json_null(j);
	else
		json_int(j, f & PLAN_LEAF ? -1 - (int64_t)(f & ~PLAN_LEAF) : (int64_t)f);
}

static void put_actors(struct json *j, const struct model *m, const uint32_t *at, uint32_t n)
{
	json_begin(j, '[');
	for (uint32_t i = 0; i < n; i++) {
		const struct actor *who = &m->actors.at[at[i]];
		json_str(j, who->title ? who->title : who->text);
	}
	json_end(j, ']');
}

/* ---- head ----------------------------------------------------------------------------------------------- */

static void put_stamp(const struct decision *t)
{
	const struct catalogue *c = &t->m->catalogue;
	json_key(t->j, "stamp");
	json_begin(t->j, '{');
	json_kstr(t->j, "name", t->p->name);
	json_kstr(t->j, "original", c->name ? c->name : "");
	json_kstr(t->j, "title", c->title);
	json_kstr(t->j, "authority", c->authority);
	json_kstr(t->j, "adopted", c->has_adopted ? date_text(t->p->a, c->adopted) : NULL);
	json_kstr(t->j, "source", arena_printf(t->p->a, "%016" PRIx64, t->m->source_hash));
	json_kstr(t->j, "niveau", NIVEAU_VERSION);
	json_kstr(t->j, "text", plan_stamp(t->p));
	json_end(t->j, '}');
	json_kstr(t->j, "language", t->m->lang == LANG_DA ? "da" : "en");
	json_kbool(t->j, "guiding", c->guiding);
	json_kstr(t->j, "remark", plan_remark(t->p));
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

const char *json_type(const struct type_m *t)
{
	switch (t->vt) {
	case VT_BOOL:
		return "bool";
	case VT_QUANTITY:
		return "quantity";
	case VT_DATE:
		return "date";
	case VT_CLOCK:
		return "clock";
	case VT_ENUM:
		return "choice";
	case VT_ACTOR:
		return "actor";
	case VT_SERVICE:
		return "service";
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return "text";
}

static void put_choice(struct json *j, const struct plan *p, const char *text, const char *phrase)
{
	row_begin(j);
	json_kstr(j, "name", str_ascii(p->a, str_of(text)));
	json_kstr(j, "original", text);
	json_kstr(j, "phrase", phrase);
	row_end(j);
}

/* What the values 0, 1, … stand for; nothing for numbers and days. */
static void put_choices(const struct decision *t, const struct input *in)
{
	list(t->j, "choices");
	if (in->type.vt == VT_BOOL) {
		bool da = t->m->lang == LANG_DA;
		put_choice(t->j, t->p, da ? "nej" : "no", in->phrase_no);
		put_choice(t->j, t->p, da ? "ja" : "yes", in->phrase_yes);
	}
	for (uint32_t i = 0; in->type.vt == VT_ENUM && i < in->type.choices.n; i++)
		put_choice(t->j, t->p, in->type.choices.at[i].text, in->type.choices.at[i].phrase);
	for (uint32_t i = 0; in->type.vt == VT_ACTOR && i < t->m->actors.n; i++)
		put_choice(t->j, t->p, t->m->actors.at[i].text, t->m->actors.at[i].title);
	for (uint32_t i = 0; in->type.vt == VT_SERVICE && i < t->m->services.n; i++)
		put_choice(t->j, t->p, t->m->services.at[i].text, t->m->services.at[i].title);
	json_end(t->j, ']');
}

/* "timer pr. måned" and, of one, "time pr. måned"; null where there is none. */
static void put_unit(const struct decision *t, const struct measure *m)
{
	const struct units *units = &t->m->units;
	bool has = m && m->dim != NONE && m->dim != DIM_NUMBER;
	const char *one = has ? measure_text(t->p->a, units, units->list.at[m->unit].grains, m,
	                                     t->m->style)
	                      : NULL;
	json_kstr(t->j, "unit", has ? measure_name(t->p->a, units, m, t->m->style) : NULL);
	json_kstr(t->j, "one", has ? one + strcspn(one, " ") + (strchr(one, ' ') != NULL) : NULL);
}

/* One step in units. */
static const char *per_step(const struct decision *t, const struct type_m *type)
{
	return ratio(t->p, num_div(type->grain, t->m->units.list.at[type->measure.unit].grains));
}

/* The inputs that no answer depends on: a case may tell them, and they are not in the table. */
static void put_unread(const struct decision *t)
{
	list(t->j, "unread");
	for (uint32_t i = 0; i < t->m->inputs.n; i++)
		if (t->p->input_at[i] == NONE && !t->m->inputs.at[i].tie &&
		    t->m->inputs.at[i].kind != INPUT_UNCLEAR)
			put_choice(t->j, t->p, t->m->inputs.at[i].text, NULL);
	json_end(t->j, ']');
}

static void put_inputs(const struct decision *t)
{
	static const char *const kinds[] = {"fact", "assessment", "reading", "case_date"};
	list(t->j, "inputs");
	for (uint32_t i = 0; i < t->p->inputs.n; i++) {
		const struct input *in = &t->m->inputs.at[t->p->inputs.at[i]];
		bool quantity = in->type.vt == VT_QUANTITY;
		json_begin(t->j, '{');
		json_kstr(t->j, "name", plan_input_name(t->p, t->p->inputs.at[i]));
		json_kstr(t->j, "original", in->text);
		json_kstr(t->j, "kind", kinds[in->kind]);
		json_kstr(t->j, "type", json_type(&in->type));
		json_kstr(t->j, "step",
		          quantity ? measure_text(t->p->a, &t->m->units, in->type.grain, &in->type.measure,
		                                  t->m->style)
		                   : NULL);
		put_unit(t, quantity ? &in->type.measure : NULL);
		json_kstr(t->j, "perStep", quantity ? per_step(t, &in->type) : NULL);
		json_kstr(t->j, "least", whole(t->p, in->type.lo));
		json_kstr(t->j, "greatest", whole(t->p, in->type.hi));
		json_kstr(t->j, "question", in->question);
		json_key(t->j, "by");
		put_actors(t->j, t->m, in->by.at, in->by.n);
		json_kbool(t->j, "byMissing", in->by_missing);
		put_choices(t, in);
		json_end(t->j, '}');
	}
	json_end(t->j, ']');
	put_unread(t);
	json_key(t->j, "tied");
	if (t->p->tied) {
		row_begin(t->j);
		json_kint(t->j, "date", 0);
		json_kint(t->j, "birth", t->p->input_at[t->m->birth_input]);
		json_kint(t->j, "age", t->p->input_at[t->m->age_input]);
		row_end(t->j);
	} else {
		json_null(t->j);
	}
}

/* ---- columns and nodes ---------------------------------------------------------------------------------- */

static void put_column(const struct decision *t, uint32_t column)
{
	static const char *const kinds[] = {"input", "sum", "months", "age", "hole"};
	const struct column *c = &t->p->s->columns.at[t->p->columns.at[column]];
	struct json *j = t->j;
	row_begin(j);
	json_kstr(j, "kind", kinds[c->kind]);
	json_kbool(j, "reading", c->reading);
	if (c->kind == COL_INPUT) {
		json_kint(j, "input", t->p->input_at[c->input]);
	} else if (c->kind == COL_SUM) {
		list(j, "terms");
		for (uint32_t i = 0; i < c->terms.n; i++) {
			json_begin(j, '{');
			json_kint(j, "input", t->p->input_at[c->terms.at[i].input]);
			json_kstr(j, "factor", whole(t->p, c->terms.at[i].factor));
			json_end(j, '}');
		}
		json_end(j, ']');
	} else {
		json_kint(j, "from", t->p->input_at[c->from]);
		json_kint(j, "to", t->p->input_at[c->to]);
		if (c->kind == COL_MONTHS)
			json_kint(j, "months", c->months);
	}
	list(j, "cuts");
	for (uint32_t i = 0; i < t->p->cuts[column].list.n; i++)
		json_str(j, whole(t->p, t->p->cuts[column].list.at[i]));
	json_end(j, ']');
	row_end(j);
}

static void put_nodes(const struct decision *t)
{
	struct json *j = t->j;
	list(j, "columns");
	for (uint32_t i = 0; i < t->p->columns.n; i++)
		put_column(t, i);
	json_end(j, ']');
	list(j, "nodes");
	for (uint32_t i = 0; i < t->p->nodes.n; i++) {
		const struct plan_node *n = &t->p->nodes.at[i];
		row_begin(j);
		json_kint(j, "column", n->column);
		list(j, "starts");
		for (uint32_t k = 0; k < n->n; k++)
			json_int(j, n->start[k]);
		json_end(j, ']');
		list(j, "children");
		for (uint32_t k = 0; k < n->n; k++)
			put_reference(j, n->kid[k]);
		json_end(j, ']');
		row_end(j);
	}
	json_end(j, ']');
	json_key(j, "given");
	put_reference(j, t->p->slots[t->p->n_slots].root);
}

/* ---- formulas ------------------------------------------------------------------------------------------- */

static const char *op_of(enum ex_kind kind)
{
	static const struct {
		enum ex_kind kind;
		const char *name;
	} ops[] = {{EX_ADD, "add"},   {EX_SUB, "sub"},    {EX_MUL, "mul"}, {EX_DIV, "div"},
	           {EX_NEG, "neg"},   {EX_MIN, "min"},    {EX_MAX, "max"}, {EX_ROUND, "round"},
	           {EX_AGE, "years"}, {EX_SHIFT, "shift"}};
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (ops[i].kind == kind)
			return ops[i].name;
	return "bad"; /* plan_prove() has refused every other kind */
}

static void put_formula(const struct decision *t, const struct ex *x)
{
	struct json *j = t->j;
	json_begin(j, '{');
	if (x->kind == EX_CONST) {
		json_kstr(j, "op", "const");
		json_kstr(j, "value", ratio(t->p, x->number));
	} else if (x->kind == EX_INPUT) {
		json_kstr(j, "op", "input");
		json_kint(j, "input", t->p->input_at[x->index]);
		json_kstr(j, "grain", ratio(t->p, t->m->inputs.at[x->index].type.grain));
	} else {
		json_kstr(j, "op", op_of(x->kind));
		if (x->kind == EX_ROUND) {
			json_kstr(j, "step", ratio(t->p, x->number));
			json_kstr(j, "tie", x->tie == TIE_DOWN ? "down" : "up");
		} else if (x->kind == EX_SHIFT) {
			json_kint(j, "months", x->months);
			json_kint(j, "days", x->days);
		}
		list(j, "of");
		for (uint32_t i = 0; i < x->kids.n; i++)
			put_formula(t, x->kids.at[i]);
		json_end(j, ']');
	}
	json_end(j, '}');
}

static void put_limits(const struct decision *t, const char *key, uint32_t first, uint32_t n)
{
	list(t->j, key);
	for (uint32_t i = first; i < first + n; i++) {
		json_begin(t->j, '{');
		json_kint(t->j, "provision", t->p->limits.at[i].provision);
		json_kstr(t->j, "words", words_ex(t->p->a, t->m, t->p->limits.at[i].ex));
		json_key(t->j, "formula");
		put_formula(t, t->p->limits.at[i].ex);
		json_end(t->j, '}');
	}
	json_end(t->j, ']');
}

/* ---- leaves --------------------------------------------------------------------------------------------- */

/* Which of the values of the heading's type: its number, and its name. */
static void put_choice_of(const struct decision *t, uint32_t slot, struct num n)
{
	const struct type_m *type = &t->m->headings.at[t->m->slots.at[slot].heading].type;
	json_kstr(t->j, "index", ratio(t->p, n));
	const char *name = type->vt == VT_BOOL ? n.p ? "true" : "false" : NULL;
	if (type->vt == VT_ENUM && n.p >= 0 && n.p < (int64_t)type->choices.n)
		name = type->choices.at[n.p].text;
	if (type->vt == VT_SERVICE && n.p >= 0 && n.p < (int64_t)t->m->services.n)
		name = t->m->services.at[n.p].text;
	json_kstr(t->j, "choice", name);
}

static void put_value(const struct decision *t, const struct plan_leaf *l)
{
	static const char *const statements[] = {"limit",    "index", "actors",   "text",
	                                         "deadline", "not",   "no_limit", "hole"};
	const struct plain *p = &l->leaf->p;
	json_kstr(t->j, "statement", statements[p->st]);
	if (p->st == ST_INDEX)
		put_choice_of(t, l->slot, p->lower);
	if (p->st != ST_ACTORS || !p->actors)
		return;
	json_kstr(t->j, "join", p->actors->is_and ? "and" : "or");
	json_key(t->j, "actors");
	put_actors(t->j, t->m, p->actors->actors.at, p->actors->actors.n);
	list(t->j, "names");
	for (uint32_t i = 0; i < p->actors->actors.n; i++)
		json_str(t->j, t->m->actors.at[p->actors->actors.at[i]].text);
	json_end(t->j, ']');
}

static void put_silence(const struct decision *t, const struct plan_leaf *l)
{
	static const char *const silences[] = {"gap",  "hole",     "condition",
	                                       "rate", "overflow", "service"};
	const struct plain *p = &l->leaf->p;
	json_kstr(t->j, "silence", silences[p->silence]);
	json_kstr(t->j, "what", p->what);
	key_index(t->j, "rate", p->silence == SILENCE_RATE ? p->rate : NONE);
}

static void put_kind(const struct decision *t, const struct plan_leaf *l)
{
	static const char *const kinds[] = {"value", "outside", "conflict", "silent", "absent"};
	static const char *const conflicts[] = {"values", "scope", "ring", "service"};
	const struct plain *p = &l->leaf->p;
	json_kstr(t->j, "kind", l->leaf->impossible ? "contradiction" : kinds[p->kind]);
	if (p->kind == PLAIN_VALUE)
		put_value(t, l);
	if (p->kind == PLAIN_SILENT)
		put_silence(t, l);
	if (p->kind == PLAIN_CONFLICT)
		json_kstr(t->j, "conflict", conflicts[p->conflict]);
	if (p->kind == PLAIN_OUTSIDE) {
		list(t->j, "targets");
		for (uint32_t i = 0; i < p->n_targets; i++)
			json_str(t->j, p->targets[i]->text);
		json_end(t->j, ']');
	}
}

static void put_leaf(const struct decision *t, const struct plan_leaf *l)
{
	const struct plain *p = &l->leaf->p;
	row_begin(t->j);
	put_kind(t, l);
	bool formula = leaf_is_formula(l->leaf);
	json_kstr(t->j, "lower", l->has_lower ? ratio(t->p, p->lower) : NULL);
	json_kstr(t->j, "upper", l->has_upper ? ratio(t->p, p->upper) : NULL);
	json_kint(t->j, "measure", l->measure);
	key_index(t->j, "provision", l->provision);
	key_index(t->j, "other", l->other);
	const char *words = l->leaf->impossible ? ""
	                  : formula             ? ""
	                                        : words_plain(t->p->a, t->m, l->slot, p);
	if (formula && l->provision != NONE)
		words = t->p->provisions.at[l->provision].words;
	json_kstr(t->j, "words", words);
	if (formula) {
		put_limits(t, "lowerFormulas", l->first_lower, l->leaf->lower.n);
		put_limits(t, "upperFormulas", l->first_upper, l->leaf->upper.n);
	}
	row_end(t->j);
}

static void put_leaves(const struct decision *t)
{
	static const char *const scopes[] = {"target", "condition", "exclusion"};
	struct json *j = t->j;
	list(j, "leaves");
	for (uint32_t i = 0; i < t->p->leaves.n; i++)
		put_leaf(t, &t->p->leaves.at[i]);
	json_end(j, ']');
	list(j, "measures");
	for (uint32_t i = 0; i < t->p->measures.n; i++) {
		const struct measure *m = &t->p->measures.at[i];
		bool unit = i > 0 && m->dim != NONE;
		row_begin(j);
		json_kint(j, "dimension", unit ? m->dim : 0);
		json_kstr(j, "grains", unit ? ratio(t->p, t->m->units.list.at[m->unit].grains) : "1");
		put_unit(t, unit ? m : NULL);
		row_end(j);
	}
	json_end(j, ']');
	list(j, "provisions");
	for (uint32_t i = 0; i < t->p->provisions.n; i++) {
		const struct plan_provision *x = &t->p->provisions.at[i];
		row_begin(j);
		json_kstr(j, "identity", x->identity);
		json_kstr(j, "place", x->place);
		json_kstr(j, "words", x->words);
		json_kstr(j, "law", x->law);
		json_kstr(j, "kind", x->rule != NONE ? "provision" : scopes[x->scope]);
		json_kstr(j, "source", x->source);
		json_kstr(j, "reason", x->reason);
		row_end(j);
	}
	json_end(j, ']');
}

/* ---- services, headings, slots -------------------------------------------------------------------------- */

static void put_services(const struct decision *t)
{
	list(t->j, "services");
	for (uint32_t i = 0; i < t->m->own_services; i++) {
		const struct service *s = &t->m->services.at[i];
		row_begin(t->j);
		json_kstr(t->j, "name", s->ascii);
		json_kstr(t->j, "original", s->text);
		json_kstr(t->j, "title", s->title);
		json_kstr(t->j, "law", words_basis(t->p->a, t->m, i));
		row_end(t->j);
	}
	json_end(t->j, ']');
	list(t->j, "headings");
	for (uint32_t i = 0; i < t->m->headings.n; i++) {
		const struct heading *h = &t->m->headings.at[i];
		row_begin(t->j);
		json_kstr(t->j, "name", h->ascii);
		json_kstr(t->j, "original", h->text);
		json_kstr(t->j, "type", h->type.vt == VT_DEADLINE ? "deadline" : json_type(&h->type));
		json_kbool(t->j, "aboutCase", h->about_case);
		json_kbool(t->j, "several", h->several);
		row_end(t->j);
	}
	json_end(t->j, ']');
}

/* A root, and of each exception that it leaves out, the assessments on which that hangs; null where there is none. */
static void put_main(const struct decision *t, uint32_t slot)
{
	const struct plan_main *main = &t->p->mains[slot];
	json_key(t->j, "main");
	if (main->root == PLAN_BAD) {
		json_null(t->j);
		return;
	}
	json_begin(t->j, '{');
	json_key(t->j, "root");
	put_reference(t->j, main->root);
	list(t->j, "exceptions");
	for (uint32_t i = 0; i < main->exceptions.list.n; i++) {
		json_begin(t->j, '[');
		for (uint32_t k = 0; k < t->m->inputs.n; k++)
			if (main->exceptions.list.at[i][k] && t->p->input_at[k] != NONE)
				json_int(t->j, t->p->input_at[k]);
		json_end(t->j, ']');
	}
	json_end(t->j, ']');
	json_end(t->j, '}');
}

static void put_slots(const struct decision *t)
{
	static const char *const strengths[] = {"typical", "as_a_rule", "plain", "mandatory"};
	list(t->j, "slots");
	for (uint32_t i = 0; i < t->p->n_slots; i++) {
		const struct slot *s = &t->m->slots.at[i];
		row_begin(t->j);
		json_kstr(t->j, "id", s->id);
		json_kint(t->j, "service", s->service);
		json_kint(t->j, "heading", s->heading);
		json_kstr(t->j, "strength", strengths[s->strength]);
		json_kstr(t->j, "end", s->end_text);
		json_kstr(t->j, "start", s->start_text);
		key_index(t->j, "startInput",
		          s->kind == ST_DEADLINE && s->start != NONE ? t->p->input_at[s->start] : NONE);
		json_kbool(t->j, "before", s->before);
		json_kstr(t->j, "words", words_crumb(t->p->a, t->m, s->service, s->heading));
		json_key(t->j, "root");
		put_reference(t->j, t->p->slots[i].root);
		put_main(t, i);
		row_end(t->j);
	}
	json_end(t->j, ']');
}

void json_table(const struct plan *p, struct text *text)
{
	struct json j = {.t = text};
	struct decision t = {&j, p, p->m};
	json_begin(&j, '{');
	json_kstr(&j, "$schema", "decision-table.schema.json");
	json_kstr(&j, "format", "niveau-decision-table");
	json_kint(&j, "version", FORMAT_VERSION);
	put_stamp(&t);
	put_inputs(&t);
	put_services(&t);
	put_slots(&t);
	put_nodes(&t);
	put_leaves(&t);
	json_end(&j, '}');
	text_putc(j.t, '\n');
}

bool emit_json(struct space *s, struct emit_out *out)
{
	static const struct {
		const char *suffix;
		void (*put)(const struct plan *p, struct text *t);
	} files[] = {
		{"json", json_table},
		{"case.schema.json", json_case_schema},
		{"answer.schema.json", json_answer_schema},
	};
	struct plan *p = plan_make_main(s, out->a);
	if (!plan_prove(p, out->d))
		return false;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct emit_file file = {arena_printf(out->a, "%s.%s", p->name, files[i].suffix),
		                         {.a = out->a}};
		files[i].put(p, &file.text);
		vec_push(out->a, &out->files, file);
	}
	return true;
}
