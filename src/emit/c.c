/* SPDX-License-Identifier: MIT
 *
 * The C target: NAME.h and NAME.c, portable C99 without dependencies, allocation or mutable data. The catalogue is in
 * constant tables; the program that walks them is the same for every catalogue and stands in the *.in files beside
 * this one, which the build turns into strings.
 */
#include "base/date.h"
#include "emit/c_part.h"
#include "meaning/words.h"

#include <inttypes.h>
#include <string.h>

static const char public_part[] =
#include "c_public.h.inc"
	;
static const char table_part[] =
#include "c_table.c.inc"
	;
static const char number_part[] =
#include "c_number.c.inc"
	;
static const char walk_part[] =
#include "c_walk.c.inc"
	;
static const char entry_part[] =
#include "c_entry.c.inc"
	;
static const char possible_part[] =
#include "c_possible.c.inc"
	;

static void head(struct c_out *o, const char *what)
{
	text_puts(o->t, "/*\n * ");
	c_comment(o, plan_stamp(o->p));
	text_printf(o->t, "\n *\n * %s Made by niveau; do not change it by hand.\n */\n", what);
}

/* ---- inputs --------------------------------------------------------------------------------------------- */

static uint32_t choices(const struct plan *p, const struct type_m *t)
{
	return t->vt == VT_ENUM    ? t->choices.n
	     : t->vt == VT_ACTOR   ? p->m->actors.n
	     : t->vt == VT_SERVICE ? p->m->services.n
	                           : 0;
}

static const char *choice_text(const struct plan *p, const struct type_m *t, uint32_t i)
{
	return t->vt == VT_ENUM  ? t->choices.at[i].text
	     : t->vt == VT_ACTOR ? p->m->actors.at[i].text
	                         : p->m->services.at[i].text;
}

/* INPUT__CHOICE; numbered where `r__x` has y and r has `x__y`, and where `å` meets `aa`. */
static const char *choice_name(const struct plan *p, uint32_t input, const char *of, uint32_t i)
{
	const struct type_m *t = &p->m->inputs.at[input].type;
	const char *name = c_upper(p->a, str_ascii(p->a, str_of(choice_text(p, t, i))));
	bool meets = strstr(of, "__") || strstr(name, "__");
	for (uint32_t k = 0; k < i; k++)
		meets |= strcmp(name, c_upper(p->a, str_ascii(p->a, str_of(choice_text(p, t, k))))) == 0;
	if (meets)
		return arena_printf(p->a, "%s__%s__%" PRIu32 "_%" PRIu32, of, name, input, i);
	return arena_printf(p->a, "%s__%s", of, name);
}

static void put_choices(struct c_out *o)
{
	const struct plan *p = o->p;
	for (uint32_t i = 0; i < p->inputs.n; i++) {
		const struct type_m *t = &p->m->inputs.at[p->inputs.at[i]].type;
		const char *name = c_upper(p->a, plan_input_name(p, p->inputs.at[i]));
		uint32_t n = choices(p, t);
		if (!n)
			continue;
		text_puts(o->t, "enum {\n");
		for (uint32_t k = 0; k < n; k++) {
			c_printf(o, "\tNIV_CHOICE_%s%s /* ", choice_name(p, p->inputs.at[i], name, k),
			         k + 1 < n ? "," : "");
			c_comment(o, choice_text(p, t, k));
			text_puts(o->t, " */\n");
		}
		text_puts(o->t, "};\n\n");
	}
}

static const char *unit_words(const struct plan *p, const struct input *in)
{
	const struct type_m *t = &in->type;
	bool da = p->m->lang == LANG_DA;
	switch (t->vt) {
	case VT_BOOL:
		return da ? "1 ja, 0 nej" : "1 yes, 0 no";
	case VT_DATE:
		return da ? "dage efter 1970-01-01" : "days after 1970-01-01";
	case VT_CLOCK:
		return da ? "minutter efter midnat" : "minutes after midnight";
	case VT_QUANTITY:
		return arena_printf(p->a, "1 = %s",
		                    measure_text(p->a, &p->m->units, t->grain, &t->measure, p->m->style));
	case VT_ENUM:
	case VT_ACTOR:
	case VT_SERVICE:
		return da ? "se valgene ovenfor" : "see the choices above";
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return "";
}

static void put_member(struct c_out *o, uint32_t input)
{
	const struct plan *p = o->p;
	const struct input *in = &p->m->inputs.at[input];
	text_puts(o->t, "\n\t/* ");
	c_comment(o, in->question ? in->question : in->text);
	text_puts(o->t, " (");
	c_comment(o, unit_words(p, in));
	c_printf(o, "; %" PRId64 " .. %" PRId64, in->type.lo, in->type.hi);
	for (uint32_t i = 0; i < in->by.n; i++) {
		const struct actor *who = &p->m->actors.at[in->by.at[i]];
		text_puts(o->t, i ? ", " : p->m->lang == LANG_DA ? "; vurderes af " : "; assessed by ");
		c_comment(o, who->title ? who->title : who->text);
	}
	if (in->kind == INPUT_UNCLEAR)
		text_puts(o->t, p->m->lang == LANG_DA ? "; en læsning af teksten: lad den være ukendt"
		                                      : "; a reading of the text: leave it unknown");
	c_puts(o, ") */\n\tstruct niv_input ");
	text_printf(o->t, "%s;\n", plan_input_name(p, input));
}

static void put_case(struct c_out *o)
{
	const struct plan *p = o->p;
	put_choices(o);
	c_puts(o, "/* An input of a case; `{false, 0}` is unknown. */\nstruct niv_input {\n\tbool "
	          "known;\n\tint64_t value;\n};\n\n");
	c_puts(o, "struct niv_case {");
	for (uint32_t i = 0; i < p->inputs.n; i++)
		put_member(o, p->inputs.at[i]);
	c_printf(o, "};\n\n#define NIV_INPUTS %" PRIu32 "u\n\n", p->inputs.n);
}

static void put_slots(struct c_out *o)
{
	const struct plan *p = o->p;
	c_puts(o, "enum niv_slots {");
	for (uint32_t i = 0; i < p->n_slots; i++) {
		const struct slot *s = &p->m->slots.at[i];
		c_printf(o, "\n\tNIV_SLOT_%s%s /* ", c_upper(p->a, s->id), i + 1 < p->n_slots ? "," : "");
		c_comment(o, words_crumb(p->a, p->m, s->service, s->heading));
		text_puts(o->t, " */");
	}
	if (!p->n_slots)
		c_puts(o, "\n\tNIV_SLOT_NONE");
	c_printf(o, "\n};\n\n#define NIV_SLOTS %" PRIu32 "u\n\n", p->n_slots);
	uint32_t nodes = 0, leaves = 1;
	for (uint32_t i = 0; i <= p->n_slots; i++) {
		nodes = o->levels->slot[i].nodes > nodes ? o->levels->slot[i].nodes : nodes;
		leaves = p->slots[i].leaves > leaves ? p->slots[i].leaves : leaves;
	}
	c_puts(o, "/* Words of scratch for niv_possible(). */\n");
	c_printf(o, "#define NIV_SCRATCH %" PRIu32 "u\n",
	         2 * (p->columns.n + 1) + 2 * leaves + nodes + 1);
}

static void put_header(struct c_out *o)
{
	const struct plan *p = o->p;
	head(o, "The answers of a catalogue of service levels.");
	c_puts(o, "#ifndef NIV_H\n#define NIV_H\n\n#include <stdbool.h>\n#include <stddef.h>\n#include "
	          "<stdint.h>\n\n");
	c_puts(o, "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n#define NIV_STAMP ");
	c_string(o, plan_stamp(p));
	text_puts(o->t, "\n\n");
	put_case(o);
	c_values(o);
	put_slots(o);
	c_puts(o, public_part);
	c_puts(o, "\n/* One function for each slot: as niv_slot(), and the number of a complete case's "
	          "answer. */\n");
	for (uint32_t i = 0; i < p->n_slots; i++) {
		const char *id = p->m->slots.at[i].id;
		c_printf(o, "void niv_answer_%s(const struct niv_case *c, struct niv_result *result);\n",
		         id);
		c_printf(o, "uint32_t niv_decide_%s(const struct niv_values *v);\n", id);
	}
	c_puts(o, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
}

/* ---- the program ---------------------------------------------------------------------------------------- */

static void put_constants(struct c_out *o)
{
	const struct plan *p = o->p;
	uint32_t leaves = 1;
	for (uint32_t i = 0; i < p->n_slots; i++)
		leaves = p->slots[i].leaves > leaves ? p->slots[i].leaves : leaves;
	c_puts(o, "\n#define NIV_NONE UINT32_MAX\n#define NIV_LEAF 0x80000000u\n");
	bool readings = false;
	for (uint32_t i = 0; i < p->n_slots; i++)
		readings |= o->levels->slot[i].reading;
	c_printf(o, "#define NIV_READINGS %d\n#define NIV_BLOCK 32u\n", readings);
	c_printf(o, "#define NIV_TIED %d\n", p->tied);
	c_printf(o, "#define NIV_BIRTH %" PRIu32 "u\n", p->tied ? p->input_at[p->m->birth_input] : 0);
	c_printf(o, "#define NIV_AGE %" PRIu32 "u\n", p->tied ? p->input_at[p->m->age_input] : 0);
	c_printf(o, "#define NIV_COLUMNS %" PRIu32 "u\n", p->columns.n ? p->columns.n : 1);
	c_printf(o, "#define NIV_LEAVES %" PRIu32 "u /* of one slot, at most */\n", leaves);
	c_printf(o, "#define NIV_FIRST_DAY (%d) /* 0001-01-01 */\n", DATE_MIN);
	c_printf(o, "#define NIV_LAST_DAY %d /* 9999-12-31 */\n", DATE_MAX);
}

static void put_program(struct c_out *o, const char *header)
{
	const struct plan *p = o->p;
	head(o, "Constant tables and the program that walks them.");
	text_printf(o->t, "#include \"%s\"\n", header);
	put_constants(o);
	c_puts(o, table_part);
	c_tables(o);
	c_printf(o, "\nstatic const uint32_t niv_slot_count = %" PRIu32 ";\n", p->n_slots);
	c_puts(o, number_part);
	c_puts(o, walk_part);
	c_fast(o);
	c_puts(o, entry_part);
	c_puts(o, possible_part);
	for (uint32_t i = 0; i < p->n_slots; i++) {
		c_printf(o,
		         "\nvoid niv_answer_%s(const struct niv_case *c, struct niv_result *result)\n{\n",
		         p->m->slots.at[i].id);
		c_printf(o, "\tniv_slot(NIV_SLOT_%s, c, result);\n}\n",
		         c_upper(p->a, p->m->slots.at[i].id));
	}
}

bool emit_c(struct space *s, struct emit_out *out)
{
	struct plan *p = plan_make(s, out->a);
	if (!plan_prove(p, out->d))
		return false;
	const char *header = arena_printf(out->a, "%s.h", p->name);
	struct emit_file files[2] = {{header, {.a = out->a}},
	                             {arena_printf(out->a, "%s.c", p->name), {.a = out->a}}};
	struct c_out o = {&files[0].text, p, p->name, c_upper(out->a, p->name), c_levels_make(p)};
	put_header(&o);
	o.t = &files[1].text;
	put_program(&o, header);
	vec_push(out->a, &out->files, files[0]);
	vec_push(out->a, &out->files, files[1]);
	return true;
}
