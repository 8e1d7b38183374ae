/* SPDX-License-Identifier: MIT
 *
 * JSON Schemas (2020-12) of one catalogue: of a case as `niveau run --case` reads it, and of an answer as
 * `niveau run --format=json` and the JavaScript evaluator give it. Names are in the catalogue's own spelling or in ASCII.
 */
#include "emit/json_part.h"
#include "meaning/words.h"

#include <inttypes.h>

struct schema {
	struct json j;
	const struct plan *p;
	const struct model *m;
	struct arena *a;
	bool da;
};

static const char *either(const struct schema *x, const char *da, const char *en)
{
	return x->da ? da : en;
}

/* ---- pieces --------------------------------------------------------------------------------------------- */

static void begin(struct schema *x, const char *key, char bracket)
{
	if (key)
		json_key(&x->j, key);
	json_begin(&x->j, bracket);
}

static void strings(struct schema *x, const char *key, const char *const *at, size_t n)
{
	begin(x, key, '[');
	for (size_t i = 0; i < n; i++)
		json_str(&x->j, at[i]);
	json_end(&x->j, ']');
}

/* "type": t, or t or null */
static void type(struct schema *x, const char *t, bool null)
{
	const char *const both[] = {t, "null"};
	if (null)
		strings(x, "type", both, 2);
	else
		json_kstr(&x->j, "type", t);
}

static void member(struct schema *x, const char *key, const char *t, bool null)
{
	begin(x, key, '{');
	type(x, t, null);
	json_end(&x->j, '}');
}

static void member_ref(struct schema *x, const char *key, const char *definition)
{
	begin(x, key, '{');
	json_kstr(&x->j, "$ref", arena_printf(x->a, "#/$defs/%s", definition));
	json_end(&x->j, '}');
}

static void list_of(struct schema *x, const char *key, const char *definition)
{
	begin(x, key, '{');
	type(x, "array", false);
	member_ref(x, "items", definition);
	json_end(&x->j, '}');
}

static void choice(struct schema *x, const char *key, const char *const *at, size_t n)
{
	begin(x, key, '{');
	strings(x, "enum", at, n);
	json_end(&x->j, '}');
}

static void constant(struct schema *x, const char *key, const char *value)
{
	begin(x, key, '{');
	json_kstr(&x->j, "const", value);
	json_end(&x->j, '}');
}

static void close(struct schema *x)
{
	json_kbool(&x->j, "additionalProperties", false);
	json_end(&x->j, '}');
}

static void head(struct schema *x, const char *what)
{
	const struct catalogue *c = &x->m->catalogue;
	json_begin(&x->j, '{');
	json_kstr(&x->j, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_kstr(&x->j, "title",
	          arena_printf(x->a, "%s: %s",
	                       c->title  ? c->title
	                       : c->name ? c->name
	                                 : "",
	                       what));
	json_kstr(&x->j, "description", plan_stamp(x->p));
}

/* ---- a case --------------------------------------------------------------------------------------------- */

/* What a caseworker has to know beside the question: who answers, and in what. */
static const char *about(struct schema *x, const struct input *in)
{
	struct text t = {.a = x->a};
	if (in->kind == INPUT_ASSESSMENT) {
		text_puts(&t, either(x, "vurdering", "assessment"));
		for (uint32_t i = 0; i < in->by.n; i++) {
			const struct actor *who = &x->m->actors.at[in->by.at[i]];
			text_printf(&t, "%s%s", i ? either(x, " eller ", " or ") : either(x, " af ", " by "),
			            who->title ? who->title : who->text);
		}
	}
	if (in->type.vt == VT_QUANTITY && in->type.measure.dim != DIM_NUMBER)
		text_printf(&t, "%s%s %s", t.n ? "; " : "", either(x, "i", "in"),
		            measure_name(x->a, &x->m->units, &in->type.measure, x->m->style));
	return t.n ? text_c(&t) : NULL;
}

static void bound(struct schema *x, const char *key, const struct type_m *t, int64_t steps)
{
	struct num unit = x->m->units.list.at[t->measure.unit].grains;
	struct num n = num_div(num_mul(num_int(steps), t->grain), unit);
	if (num_ok(n) && num_is_int(n) && n.p < ((int64_t)1 << 53) && n.p > -((int64_t)1 << 53))
		json_kint(&x->j, key, n.p);
}

static void quantity(struct schema *x, const struct type_m *t)
{
	struct num unit = x->m->units.list.at[t->measure.unit].grains;
	const char *const types[] = {num_eq(t->grain, unit) ? "integer" : "number", "string", "null"};
	bool danish = x->m->style == NUM_DANISH;
	strings(x, "type", types, 3);
	bound(x, "minimum", t, t->lo);
	bound(x, "maximum", t, t->hi);
	json_kstr(&x->j, "pattern",
	          danish ? "^-?([0-9]{1,3}(\\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$"
	                 : "^-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?$");
}

static void alternative(struct schema *x, const char *value, const char *phrase)
{
	json_begin(&x->j, '{');
	json_kstr(&x->j, "const", value);
	if (phrase)
		json_kstr(&x->j, "title", phrase);
	json_end(&x->j, '}');
}

/* Names of values, as the catalogue writes them and in ASCII. */
static void names(struct schema *x, const struct type_m *t)
{
	uint32_t n = t->vt == VT_ENUM  ? t->choices.n
	           : t->vt == VT_ACTOR ? x->m->actors.n
	                               : x->m->own_services;
	begin(x, "anyOf", '[');
	for (uint32_t i = 0; i < n; i++) {
		const char *text = t->vt == VT_ENUM  ? t->choices.at[i].text
		                 : t->vt == VT_ACTOR ? x->m->actors.at[i].text
		                                     : x->m->services.at[i].text;
		const char *phrase = t->vt == VT_ENUM  ? t->choices.at[i].phrase
		                   : t->vt == VT_ACTOR ? x->m->actors.at[i].title
		                                       : x->m->services.at[i].title;
		const char *ascii = str_ascii(x->a, str_of(text));
		alternative(x, text, phrase);
		if (!str_eq(str_of(ascii), str_of(text)))
			alternative(x, ascii, phrase);
	}
	json_begin(&x->j, '{');
	type(x, "null", false);
	json_end(&x->j, '}');
	json_end(&x->j, ']');
}

static void yes_no(struct schema *x)
{
	begin(x, "enum", '[');
	json_bool(&x->j, true);
	json_bool(&x->j, false);
	json_str(&x->j, either(x, "ja", "yes"));
	json_str(&x->j, either(x, "nej", "no"));
	json_null(&x->j);
	json_end(&x->j, ']');
}

static void put_input(struct schema *x, const struct input *in)
{
	begin(x, in->ascii, '{');
	json_kstr(&x->j, "title", in->question ? in->question : in->text);
	if (about(x, in))
		json_kstr(&x->j, "description", about(x, in));
	if (in->type.vt == VT_QUANTITY) {
		quantity(x, &in->type);
	} else if (in->type.vt == VT_BOOL) {
		yes_no(x);
	} else if (in->type.vt == VT_DATE || in->type.vt == VT_CLOCK) {
		type(x, "string", true);
		if (in->type.vt == VT_DATE)
			json_kstr(&x->j, "format", "date");
		json_kstr(&x->j, "pattern",
		          in->type.vt == VT_DATE ? "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
		                                 : "^(kl\\. ?)?([01]?[0-9]|2[0-3])[.:][0-5][0-9]$");
	} else {
		names(x, &in->type);
	}
	json_end(&x->j, '}');
}

static bool can_be_told(const struct input *in)
{
	return in->kind != INPUT_UNCLEAR && !in->tie && in->ascii;
}

/* Limits of which something may be used already. */
static void put_used(struct schema *x)
{
	begin(x, "used", '{');
	type(x, "object", false);
	begin(x, "properties", '{');
	for (uint32_t i = 0; i < x->m->own_services; i++) {
		const struct service *s = &x->m->services.at[i];
		for (uint32_t k = 0; k < s->uses.n; k++) {
			const struct heading_use *use = &s->uses.at[k];
			bool limit = false;
			for (uint32_t n = use->first_slot; n < use->first_slot + use->slots; n++)
				limit |= x->m->slots.at[n].kind == ST_LIMIT;
			if (!limit)
				continue;
			const char *const types[] = {"number", "string"};
			begin(x, arena_printf(x->a, "%s.%s", s->text, x->m->headings.at[use->heading].text),
			      '{');
			strings(x, "type", types, 2);
			json_kint(&x->j, "minimum", 0);
			json_end(&x->j, '}');
		}
	}
	json_end(&x->j, '}');
	close(x);
}

static void put_long_form(struct schema *x)
{
	json_begin(&x->j, '{');
	type(x, "object", false);
	begin(x, "required", '[');
	json_str(&x->j, "inputs");
	json_end(&x->j, ']');
	begin(x, "properties", '{');
	begin(x, "id", '{');
	json_end(&x->j, '}');
	member_ref(x, "date", x->m->inputs.at[0].ascii);
	member_ref(x, "inputs", "inputs");
	put_used(x);
	json_end(&x->j, '}');
	close(x);
}

static void put_inputs(struct schema *x)
{
	begin(x, "inputs", '{');
	type(x, "object", false);
	begin(x, "properties", '{');
	for (uint32_t i = 0; i < x->m->inputs.n; i++) {
		const struct input *in = &x->m->inputs.at[i];
		if (!can_be_told(in))
			continue;
		member_ref(x, in->text, in->ascii);
		if (!str_eq(str_of(in->text), str_of(in->ascii)))
			member_ref(x, in->ascii, in->ascii);
	}
	json_end(&x->j, '}');
	close(x);
}

void json_case_schema(const struct plan *p, struct text *t)
{
	struct schema x = {{.t = t}, p, p->m, p->a, p->m->lang == LANG_DA};
	head(&x, either(&x, "en sag", "a case"));
	begin(&x, "anyOf", '[');
	json_begin(&x.j, '{');
	json_kstr(&x.j, "$ref", "#/$defs/inputs");
	json_end(&x.j, '}');
	put_long_form(&x);
	json_end(&x.j, ']');
	begin(&x, "$defs", '{');
	put_inputs(&x);
	for (uint32_t i = 0; i < p->m->inputs.n; i++)
		if (can_be_told(&p->m->inputs.at[i]))
			put_input(&x, &p->m->inputs.at[i]);
	json_end(&x.j, '}');
	json_end(&x.j, '}');
	text_putc(t, '\n');
}

/* ---- an answer ------------------------------------------------------------------------------------------ */

#define COUNT(x) (sizeof(x) / sizeof *(x))

static void object(struct schema *x, const char *key, const char *const *required, size_t n)
{
	begin(x, key, '{');
	type(x, "object", false);
	strings(x, "required", required, n);
	begin(x, "properties", '{');
}

static void object_end(struct schema *x)
{
	json_end(&x->j, '}');
	close(x);
}

static void put_value(struct schema *x)
{
	static const char *const kinds[] = {"limit",    "choice",         "actors",     "text",
	                                    "deadline", "does not apply", "as assessed"};
	static const char *const required[] = {"kind"}, *const joins[] = {"and", "or"};
	object(x, "value", required, 1);
	choice(x, "kind", kinds, COUNT(kinds));
	member(x, "atLeast", "string", true);
	member(x, "atMost", "string", true);
	member(x, "unit", "string", true);
	member(x, "choice", "string", true);
	choice(x, "join", joins, COUNT(joins));
	list_of(x, "actors", "text");
	object_end(x);
}

static void put_provision(struct schema *x)
{
	static const char *const required[] = {"id", "path", "line", "source", "reason"};
	object(x, "provision", required, COUNT(required));
	member(x, "id", "string", false);
	member(x, "path", "string", true);
	member(x, "line", "integer", true);
	member(x, "source", "string", true);
	member(x, "reason", "string", true);
	object_end(x);
}

static void put_question(struct schema *x)
{
	static const char *const required[] = {"input", "question", "kind", "by"}, *const kinds[] = {
																				   "fact",
																				   "assessment",
																				   "reading"};
	object(x, "question", required, COUNT(required));
	begin(x, "input", '{');
	begin(x, "enum", '[');
	for (uint32_t i = 0; i < x->m->inputs.n; i++)
		json_str(&x->j, x->m->inputs.at[i].text);
	json_end(&x->j, ']');
	json_end(&x->j, '}');
	member(x, "question", "string", true);
	choice(x, "kind", kinds, COUNT(kinds));
	member(x, "by", "string", true);
	object_end(x);
}

static void put_row(struct schema *x)
{
	static const char *const required[] = {"when", "answer", "text"}, *const answers[] = {
																		  "value",    "outside",
																		  "conflict", "silent",
																		  "absent",   "formula"};
	object(x, "row", required, COUNT(required));
	list_of(x, "when", "text");
	choice(x, "answer", answers, COUNT(answers));
	member(x, "text", "string", false);
	member_ref(x, "value", "value");
	object_end(x);
}

static void put_slot(struct schema *x)
{
	static const char *const required[] = {"slot",     "answer",     "text",
	                                       "strength", "provisions", "remarks"},
							 *const answers[] = {"value",    "outside", "undetermined", "unclear",
	                                             "conflict", "silent",  "not decided"},
							 *const strengths[] = {"typical", "as a rule", "plain", "mandatory"};
	object(x, "slot", required, COUNT(required));
	member(x, "slot", "string", false);
	choice(x, "answer", answers, COUNT(answers));
	member(x, "text", "string", false);
	choice(x, "strength", strengths, COUNT(strengths));
	member_ref(x, "value", "value");
	list_of(x, "provisions", "provision");
	member(x, "because", "string", true);
	member(x, "path", "string", true);
	member(x, "line", "integer", true);
	list_of(x, "referredTo", "text");
	list_of(x, "questions", "question");
	list_of(x, "rows", "row");
	member(x, "moreRows", "boolean", false);
	member(x, "mainRule", "string", false);
	list_of(x, "remarks", "text");
	member(x, "assessment", "string", true);
	object_end(x);
}

/* One of the names of all services, of all headings. */
static void put_names(struct schema *x, const char *key, bool services, bool ascii)
{
	begin(x, key, '{');
	begin(x, "enum", '[');
	for (uint32_t i = 0; services && i < x->m->own_services; i++)
		json_str(&x->j, ascii ? x->m->services.at[i].ascii : x->m->services.at[i].text);
	for (uint32_t i = 0; !services && i < x->m->headings.n; i++)
		json_str(&x->j, ascii ? x->m->headings.at[i].ascii : x->m->headings.at[i].text);
	json_end(&x->j, ']');
	json_end(&x->j, '}');
}

static void put_heading(struct schema *x)
{
	static const char *const required[] = {"heading", "ascii", "slots"};
	object(x, "heading", required, COUNT(required));
	put_names(x, "heading", false, false);
	put_names(x, "ascii", false, true);
	list_of(x, "slots", "slot");
	object_end(x);
}

/* "key": {"properties": { ... closed by three ends */
static void within(struct schema *x, const char *key)
{
	begin(x, key, '{');
	begin(x, "properties", '{');
}

/* Where it is this service, its headings and slots are the ones that it has. */
static void put_own_names(struct schema *x, const struct service *s)
{
	json_begin(&x->j, '{');
	within(x, "if");
	constant(x, "service", s->text);
	json_end(&x->j, '}');
	json_end(&x->j, '}');
	within(x, "then");
	constant(x, "ascii", s->ascii);
	begin(x, "headings", '{');
	within(x, "items");
	begin(x, "heading", '{');
	begin(x, "enum", '[');
	for (uint32_t i = 0; i < s->uses.n; i++)
		json_str(&x->j, x->m->headings.at[s->uses.at[i].heading].text);
	json_end(&x->j, ']');
	json_end(&x->j, '}');
	begin(x, "slots", '{');
	within(x, "items");
	begin(x, "slot", '{');
	begin(x, "enum", '[');
	for (uint32_t k = s->first_slot; k < s->first_slot + s->slots; k++)
		json_str(&x->j, x->m->slots.at[k].id);
	json_end(&x->j, ']');
	for (int i = 0; i < 9;
	     i++) /* slot, items, slots, items, headings, then: with their properties */
		json_end(&x->j, '}');
	json_end(&x->j, '}');
}

static void put_service(struct schema *x)
{
	static const char *const required[] = {"service", "ascii", "title",
	                                       "inside",  "basis", "headings"},
							 *const truths[] = {"yes", "no", "undecided"};
	object(x, "service", required, COUNT(required));
	put_names(x, "service", true, false);
	put_names(x, "ascii", true, true);
	member(x, "title", "string", true);
	choice(x, "inside", truths, COUNT(truths));
	member(x, "basis", "string", true);
	list_of(x, "headings", "heading");
	json_end(&x->j, '}');
	begin(x, "allOf", '[');
	x->j.compact = true;
	for (uint32_t i = 0; i < x->m->own_services; i++)
		put_own_names(x, &x->m->services.at[i]);
	json_end(&x->j, ']');
	x->j.compact = false;
	close(x);
}

static void put_stamp(struct schema *x)
{
	static const char *const required[] = {"catalogue", "title",  "adopted",
	                                       "guiding",   "source", "niveau"};
	object(x, "stamp", required, COUNT(required));
	constant(x, "catalogue", x->m->catalogue.name);
	member(x, "title", "string", true);
	member(x, "adopted", "string", true);
	member(x, "guiding", "boolean", false);
	constant(x, "source", arena_printf(x->a, "%016" PRIx64, x->m->source_hash));
	member(x, "niveau", "string", false);
	object_end(x);
}

static void put_case(struct schema *x)
{
	static const char *const required[] = {"inputs"};
	object(x, "case", required, COUNT(required));
	member(x, "path", "string", true);
	member(x, "line", "integer", true);
	begin(x, "inputs", '{');
	type(x, "object", false);
	member(x, "additionalProperties", "string", false);
	json_end(&x->j, '}');
	object_end(x);
}

static void put_answer(struct schema *x)
{
	static const char *const required[] = {"stamp", "case", "possible", "services"};
	object(x, "answer", required, COUNT(required));
	put_stamp(x);
	put_case(x);
	member(x, "possible", "boolean", false);
	list_of(x, "services", "service");
	list_of(x, "unmetDuties", "text");
	object_end(x);
}

/* One answer, or all that a run says. */
void json_answer_schema(const struct plan *p, struct text *t)
{
	static const char *const required[] = {"answers", "findings"};
	struct schema x = {{.t = t}, p, p->m, p->a, p->m->lang == LANG_DA};
	head(&x, either(&x, "et svar", "an answer"));
	begin(&x, "anyOf", '[');
	json_begin(&x.j, '{');
	json_kstr(&x.j, "$ref", "#/$defs/answer");
	json_end(&x.j, '}');
	object(&x, NULL, required, COUNT(required));
	list_of(&x, "answers", "answer");
	begin(&x, "findings", '{');
	json_end(&x.j, '}');
	object_end(&x);
	json_end(&x.j, ']');
	begin(&x, "$defs", '{');
	put_answer(&x);
	put_service(&x);
	put_heading(&x);
	put_slot(&x);
	put_row(&x);
	put_question(&x);
	put_provision(&x);
	put_value(&x);
	member(&x, "text", "string", false);
	json_end(&x.j, '}');
	json_end(&x.j, '}');
	text_putc(t, '\n');
}
