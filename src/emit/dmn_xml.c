/* SPDX-License-Identifier: MIT
 *
 * The file itself: DMN 1.3, elements in the schema's order. Identifiers are letters, digits and _, because names are;
 * every other text is escaped.
 */
#include "base/html.h"
#include "emit/dmn_part.h"

#include <inttypes.h>

#define MODEL "https://www.omg.org/spec/DMN/20191111/MODEL/"

static const char *type_name(enum dmn_type type)
{
	static const char *const names[] = {"string", "boolean", "number"};
	return names[type];
}

static void attribute(struct text *t, const char *name, const char *value)
{
	text_printf(t, " %s=\"", name);
	xml_put(t, value);
	text_putc(t, '"');
}

static void element(struct text *t, const char *indent, const char *tag, const char *value)
{
	text_printf(t, "%s<%s>", indent, tag);
	xml_put(t, value);
	text_printf(t, "</%s>\n", tag);
}

/* An expression, unary tests or an entry: <tag><text>…</text></tag>. */
static void texted(struct text *t, const char *tag, const char *attributes, const char *value)
{
	text_printf(t, "<%s%s><text>", tag, attributes);
	xml_put(t, value);
	text_printf(t, "</text></%s>", tag);
}

const char *dmn_edge(const struct dmn *d, uint32_t decision, const char *kind, uint32_t other)
{
	return arena_printf(d->a, "r_%" PRIu32 "_%s_%" PRIu32, decision, kind, other);
}

/* ---- inputs and laws ------------------------------------------------------------------------------------ */

static void write_types(const struct dmn *d, struct text *t)
{
	for (uint32_t i = 0; i < d->inputs.n; i++) {
		const struct dmn_input *x = &d->inputs.at[i];
		if (!x->allowed)
			continue;
		text_printf(t, "  <itemDefinition name=\"t_%s\"><typeRef>%s</typeRef>", x->name,
		            type_name(x->type));
		texted(t, "allowedValues", "", x->allowed);
		text_puts(t, "</itemDefinition>\n");
	}
}

/* How the caller computes it, for programs: names of other inputs or of this file's inputs of the same meaning. */
static void write_derived(const struct dmn *d, struct text *t, const struct column *c)
{
	static const char *const kinds[] = {"input", "sum", "months", "age", "hole"};
	const struct input *in = d->m->inputs.at;
	text_printf(t, "    <extensionElements><niveau:derived kind=\"%s\"", kinds[c->kind]);
	if (c->kind == COL_MONTHS)
		text_printf(t, " months=\"%" PRId64 "\"", c->months);
	if (c->kind != COL_SUM)
		text_printf(t, " from=\"%s\" to=\"%s\"", in[c->from].ascii, in[c->to].ascii);
	text_puts(t, ">");
	for (uint32_t i = 0; i < c->terms.n; i++)
		text_printf(t, "<niveau:term factor=\"%" PRId64 "\" input=\"%s\"/>", c->terms.at[i].factor,
		            in[c->terms.at[i].input].ascii);
	text_puts(t, "</niveau:derived></extensionElements>\n");
}

static void write_input(const struct dmn *d, struct text *t, uint32_t i)
{
	const struct dmn_input *x = &d->inputs.at[i];
	text_printf(t, "  <inputData id=\"i_%s\" name=\"%s\"", x->name, x->name);
	attribute(t, "label", x->label);
	text_puts(t, ">\n");
	if (x->description)
		element(t, "    ", "description", x->description);
	if (x->column != NONE)
		write_derived(d, t, &d->s->columns.at[x->column]);
	text_printf(t, "    <variable name=\"%s\" typeRef=\"", x->name);
	if (x->allowed)
		text_printf(t, "t_%s\"/>\n  </inputData>\n", x->name);
	else
		text_printf(t, "%s\"/>\n  </inputData>\n", type_name(x->type));
}

/* ---- tables --------------------------------------------------------------------------------------------- */

static void write_heads(const struct dmn *d, struct text *t, const struct dmn_decision *x)
{
	const struct dmn_table *table = &x->table;
	for (uint32_t i = 0; i < table->in.n; i++) {
		const struct dmn_head *h = &table->in.at[i];
		text_puts(t, "      <input");
		attribute(t, "label", h->label);
		text_puts(t, ">");
		texted(t, "inputExpression", arena_printf(d->a, " typeRef=\"%s\"", type_name(h->type)),
		       h->text);
		text_puts(t, "</input>\n");
	}
	for (uint32_t i = 0; i < table->out.n; i++) {
		const struct dmn_head *h = &table->out.at[i];
		text_printf(t, "      <output name=\"%s\"", h->text);
		attribute(t, "label", h->label);
		text_printf(t, " typeRef=\"%s\"/>\n", type_name(h->type));
	}
	if (!table->noted)
		return;
	const char *const notes[DMN_NOTES] = {dmn_say(d, "Kilde", "Source"),
	                                      dmn_say(d, "Sted", "Place"), dmn_say(d, "Lov", "Law")};
	for (uint32_t i = 0; i < DMN_NOTES; i++)
		text_printf(t, "      <annotation name=\"%s\"/>\n", notes[i]);
}

static void write_rows(struct text *t, const struct dmn_table *table)
{
	for (uint32_t r = 0; r < table->rows.n; r++) {
		const struct dmn_row *row = &table->rows.at[r];
		text_puts(t, "      <rule>");
		for (uint32_t i = 0; i < table->in.n; i++)
			texted(t, "inputEntry", "", row->in[i] ? row->in[i] : "-");
		for (uint32_t i = 0; i < table->out.n; i++)
			texted(t, "outputEntry", "", row->out[i] ? row->out[i] : "null");
		for (uint32_t i = 0; table->noted && i < DMN_NOTES; i++)
			texted(t, "annotationEntry", "", row->notes[i] ? row->notes[i] : "");
		text_puts(t, "</rule>\n");
	}
}

static void write_requirement(struct text *t, const char *tag, const char *id, const char *what,
                              const char *href)
{
	text_printf(t, "    <%s id=\"%s\"><%s href=\"#%s\"/></%s>\n", tag, id, what, href, tag);
}

static void write_decision(const struct dmn *d, struct text *t, uint32_t at)
{
	const struct dmn_decision *x = &d->decisions.at[at];
	text_printf(t, "  <decision id=\"%s\" name=\"%s\"", x->id, x->name);
	attribute(t, "label", x->label);
	text_puts(t, ">\n");
	if (x->question)
		element(t, "    ", "question", x->question);
	text_printf(t, "    <variable name=\"%s\"%s/>\n", x->name,
	            x->table.out.n == 1 ? " typeRef=\"string\"" : "");
	for (uint32_t i = 0; i < x->decisions.n; i++)
		write_requirement(t, "informationRequirement", dmn_edge(d, at, "d", x->decisions.at[i]),
		                  "requiredDecision", d->decisions.at[x->decisions.at[i]].id);
	for (uint32_t i = 0; i < x->inputs.n; i++)
		write_requirement(t, "informationRequirement", dmn_edge(d, at, "i", x->inputs.at[i]),
		                  "requiredInput",
		                  arena_printf(d->a, "i_%s", d->inputs.at[x->inputs.at[i]].name));
	for (uint32_t i = 0; i < x->laws.n; i++)
		write_requirement(t, "authorityRequirement", dmn_edge(d, at, "l", x->laws.at[i]),
		                  "requiredAuthority", arena_printf(d->a, "law_%" PRIu32, x->laws.at[i]));
	text_printf(t, "    <decisionTable hitPolicy=\"UNIQUE\">\n");
	write_heads(d, t, x);
	write_rows(t, &x->table);
	text_puts(t, "    </decisionTable>\n  </decision>\n");
}

/* ---- the file ------------------------------------------------------------------------------------------- */

static const char *description(const struct dmn *d)
{
	struct text t = {.a = d->a};
	text_puts(&t, plan_stamp(d->p));
	if (*plan_remark(d->p))
		text_printf(&t, ". %s", plan_remark(d->p));
	for (uint32_t i = 0; i < d->left_out.n; i++)
		text_printf(&t, "%s%s", i ? "; " : dmn_say(d, " Udeladt: ", " Left out: "),
		            d->left_out.at[i]);
	return text_c(&t);
}

void dmn_write(const struct dmn *d, struct text *t)
{
	const struct catalogue *c = &d->m->catalogue;
	text_puts(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"" MODEL "\"\n"
	             "  xmlns:dmndi=\"https://www.omg.org/spec/DMN/20191111/DMNDI/\"\n"
	             "  xmlns:dc=\"http://www.omg.org/spec/DMN/20180521/DC/\"\n"
	             "  xmlns:di=\"http://www.omg.org/spec/DMN/20180521/DI/\"\n"
	             "  xmlns:niveau=\"urn:niveau:dmn:1\"\n ");
	text_printf(t, " id=\"definitions_%s\"", d->p->name);
	attribute(t, "name", c->title ? c->title : d->p->name);
	text_printf(t,
	            "\n  namespace=\"urn:niveau:catalogue:%s\" exporter=\"niveau\" "
	            "exporterVersion=\"" NIVEAU_VERSION "\">\n",
	            d->p->name);
	element(t, "  ", "description", description(d));
	write_types(d, t);
	for (uint32_t i = 0; i < d->inputs.n; i++)
		write_input(d, t, i);
	for (uint32_t i = 0; i < d->laws.n; i++) {
		text_printf(t, "  <knowledgeSource id=\"law_%" PRIu32 "\"", i);
		attribute(t, "name", d->laws.at[i].name);
		text_puts(t, "/>\n");
	}
	for (uint32_t i = 0; i < d->decisions.n; i++)
		write_decision(d, t, i);
	for (uint32_t i = 0; i < d->left_out.n; i++) {
		text_printf(t, "  <textAnnotation id=\"left_out_%" PRIu32 "\">", i);
		element(t, "", "text",
		        arena_printf(d->a, "%s: %s", dmn_say(d, "Udeladt", "Left out"), d->left_out.at[i]));
		text_puts(t, "  </textAnnotation>\n");
	}
	dmn_draw(d, t);
	text_puts(t, "</definitions>\n");
}
