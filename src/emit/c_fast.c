/* SPDX-License-Identifier: MIT
 *
 * Cases without unknown inputs. Each column is ranked without a branch; a slot is then a chain of loads from its levels,
 * or branches where its diagram is tiny. Slots of few columns are straight code; the others, and blocks of cases, go
 * through the levels in loops (c_entry.c.in), because compilers take half a minute for all of a catalogue unrolled.
 */
#include "emit/c_part.h"

#include <inttypes.h>

#define SHORT 8u   /* columns of a slot that becomes straight code */
#define TINY 16u   /* nodes of a diagram that becomes branches */
#define FEW 8u     /* thresholds that are compared with one after the other */
#define NEAR 4096u /* values of a column that are looked up */

static const struct input *input_at(const struct c_out *o, uint32_t i)
{
	return &o->p->m->inputs.at[o->p->inputs.at[i]];
}

static const char *name_at(const struct c_out *o, uint32_t i)
{
	return plan_input_name(o->p, o->p->inputs.at[i]);
}

static bool is_reading(const struct c_out *o, uint32_t i)
{
	return input_at(o, i)->kind == INPUT_UNCLEAR;
}

void c_values(struct c_out *o)
{
	c_puts(o, "/* A case whose inputs are all known, each within its bounds, as above. */\n"
	          "struct niv_values {\n");
	for (uint32_t i = 0; i < o->p->inputs.n; i++)
		if (!is_reading(o, i))
			text_printf(o->t, "\tint64_t %s;\n", name_at(o, i));
	c_puts(o, "};\n\n");
}

/* ---- ranks ---------------------------------------------------------------------------------------------- */

static const struct column *column(const struct c_out *o, uint32_t i)
{
	return &o->p->s->columns.at[o->p->columns.at[i]];
}

/* Of a column: its first value, the n thresholds behind it. */
struct scale {
	uint32_t column, n;
	const int64_t *at;
	int64_t lo, hi;
};

static struct scale scale_of(const struct c_out *o, uint32_t i)
{
	const struct plan_cuts *c = &o->p->cuts[i];
	return (struct scale){i, c->list.n - 1, c->list.at + 1, column(o, i)->lo, column(o, i)->hi};
}

static bool is_consecutive(const struct scale *s)
{
	for (uint32_t k = 1; k < s->n; k++)
		if (s->at[k] != s->at[0] + k)
			return false;
	return s->n > 2;
}

static bool is_near(const struct scale *s)
{
	return s->n > 3 && s->n <= UINT8_MAX && (uint64_t)s->hi - (uint64_t)s->lo < NEAR;
}

static void put_sum(struct c_out *o, const struct scale *s)
{
	text_puts(o->t, "\treturn (uint32_t)(");
	for (uint32_t k = 0; k < s->n; k++)
		text_printf(o->t, "%s(x >= %s)", k ? " + " : "", c_int(o->p->a, s->at[k]));
	text_puts(o->t, ");\n");
}

/* The thresholds are the values lo + 1, lo + 2 and so on, but for ranks at both ends. */
static void put_consecutive(struct c_out *o, const struct scale *s)
{
	const char *first = c_int(o->p->a, s->at[0] - 1);
	c_printf(o, "\tint64_t k = x - (%s);\n\tk = k > 0 ? k : 0;\n", first);
	c_printf(o, "\treturn (uint32_t)(k < %" PRIu32 " ? k : %" PRIu32 ");\n", s->n, s->n);
}

static void put_near(struct c_out *o, const struct scale *s)
{
	c_printf(o, "\tstatic const uint8_t rank[] = {");
	uint32_t r = 0, i = 0;
	for (int64_t v = s->lo; v <= s->hi; v++, i++) {
		while (r < s->n && s->at[r] <= v)
			r++;
		text_printf(o->t, "%s%" PRIu32 ",", i % 24 ? " " : "\n\t\t", r);
	}
	c_printf(o, "\n\t};\n\treturn rank[x - (%s)];\n", c_int(o->p->a, s->lo));
}

/* The number of steps depends on the column alone, so nothing is guessed. */
static void put_halving(struct c_out *o, const struct scale *s)
{
	text_puts(o->t, "\tstatic const int64_t cut[] = {");
	for (uint32_t k = 0; k < s->n; k++)
		text_printf(o->t, "%s%s,", k % 12 ? " " : "\n\t\t", c_int(o->p->a, s->at[k]));
	text_puts(o->t, "\n\t};\n\tuint32_t r = 0;\n");
	uint32_t n = s->n;
	for (; n > 1; n -= n / 2)
		text_printf(o->t, "\tr += (uint32_t)(x >= cut[r + %" PRIu32 "]) * %" PRIu32 ";\n",
		            n / 2 - 1, n / 2);
	text_puts(o->t, "\treturn r + (uint32_t)(x >= cut[r]);\n");
}

static void put_value(struct c_out *o, const struct column *c)
{
	const uint32_t *at = o->p->input_at;
	if (c->kind == COL_INPUT)
		text_printf(o->t, "v->%s", name_at(o, at[c->input]));
	for (uint32_t k = 0; c->kind == COL_SUM && k < c->terms.n; k++)
		text_printf(o->t, "%s%s * v->%s", k ? " + " : "", c_int(o->p->a, c->terms.at[k].factor),
		            name_at(o, at[c->terms.at[k].input]));
	if (c->kind == COL_MONTHS)
		text_printf(o->t, "v->%s - %s_months_later(v->%s, %" PRId64 ")", name_at(o, at[c->to]),
		            o->name, name_at(o, at[c->from]), c->months);
	if (c->kind == COL_AGE)
		text_printf(o->t, "%s_age(v->%s, v->%s)", o->name, name_at(o, at[c->from]),
		            name_at(o, at[c->to]));
}

static void put_rank(struct c_out *o, uint32_t i)
{
	struct scale s = scale_of(o, i);
	c_printf(o, "static inline uint32_t niv_rank_%" PRIu32 "(const struct niv_values *v)\n{\n", i);
	text_puts(o->t, "\tint64_t x = ");
	put_value(o, column(o, i));
	text_puts(o->t, ";\n");
	if (is_consecutive(&s))
		put_consecutive(o, &s);
	else if (is_near(&s))
		put_near(o, &s);
	else if (s.n <= FEW)
		put_sum(o, &s);
	else
		put_halving(o, &s);
	text_puts(o->t, "}\n\n");
}

/* ---- chains --------------------------------------------------------------------------------------------- */

static const char *slot_id(const struct c_out *o, uint32_t slot)
{
	return slot < o->p->n_slots ? o->p->m->slots.at[slot].id : NULL;
}

/* The chain of a slot as a symbol; that of what is given has a name that no slot can have. */
static void put_chain_name(struct c_out *o, uint32_t slot)
{
	const char *id = slot_id(o, slot);
	c_printf(o, id ? "niv_chain_%s" : "niv_given", id);
}

/* The rank of a level, from the column's. */
static void put_local(struct c_out *o, const struct c_level *l)
{
	const uint32_t *map = l->map == NONE ? NULL : o->levels->maps.at + l->map;
	uint32_t ranks = o->p->cuts[l->column].list.n;
	if (!map) {
		text_printf(o->t, "r%" PRIu32, l->column);
		return;
	}
	if (l->width > 4) {
		c_printf(o, "niv_maps[%" PRIu32 " + r%" PRIu32 "]", l->map, l->column);
		return;
	}
	text_puts(o->t, "(uint32_t)(");
	for (uint32_t k = 1, some = 0; k < ranks; k++)
		if (map[k] != map[k - 1])
			text_printf(o->t, "%s(r%" PRIu32 " >= %" PRIu32 ")", some++ ? " + " : "", l->column, k);
	text_putc(o->t, ')');
}

static void put_loads(struct c_out *o, const struct c_chain *c)
{
	text_puts(o->t, "\tuint32_t f = 0;\n");
	for (uint32_t i = c->first; i < c->first + c->n; i++) {
		const struct c_level *l = &o->levels->list.at[i];
		c_printf(o, "\tf = niv_%s %" PRIu32 " + ",
		         l->bytes == 1   ? "next8["
		         : l->bytes == 2 ? "next16["
		                         : "three(",
		         l->at);
		if (i > c->first)
			text_printf(o->t, "f * %" PRIu32 " + ", l->width);
		put_local(o, l);
		text_puts(o->t, l->bytes == 3 ? ");\n" : "];\n");
	}
	text_puts(o->t, "\treturn f;\n");
}

static void put_jump(struct c_out *o, const struct plan_slot *s, uint32_t f)
{
	if (f & PLAN_LEAF)
		text_printf(o->t, "return %" PRIu32 ";\n", c_local_leaf(s, f & ~PLAN_LEAF));
	else
		text_printf(o->t, "goto n%" PRIu32 ";\n", f - s->first_node);
}

static void put_branches(struct c_out *o, const struct plan_slot *s)
{
	for (uint32_t f = s->root + 1; f-- > s->first_node;) {
		const struct plan_node *n = &o->p->nodes.at[f];
		if (f != s->root)
			text_printf(o->t, "n%" PRIu32 ":\n", f - s->first_node);
		for (uint32_t k = 0; k + 1 < n->n; k++) {
			text_printf(o->t, "\tif (r%" PRIu32 " < %" PRIu32 ")\n\t\t", n->column,
			            n->start[k + 1]);
			put_jump(o, s, n->kid[k]);
		}
		text_putc(o->t, '\t');
		put_jump(o, s, n->kid[n->n - 1]);
	}
}

static bool is_short(const struct c_chain *c)
{
	return c->n > 0 && c->n <= SHORT && !c->reading;
}

static void put_chain(struct c_out *o, uint32_t slot)
{
	const struct c_chain *c = &o->levels->slot[slot];
	text_puts(o->t, "static inline uint32_t ");
	put_chain_name(o, slot);
	c_puts(o, "(const struct niv_values *v)\n{\n");
	for (uint32_t i = c->first; i < c->first + c->n; i++) {
		uint32_t k = o->levels->list.at[i].column;
		c_printf(o, "\tuint32_t r%" PRIu32 " = niv_rank_%" PRIu32 "(v);\n", k, k);
	}
	if (o->p->slots[slot].nodes <= TINY)
		put_branches(o, &o->p->slots[slot]);
	else
		put_loads(o, c);
	text_puts(o->t, "}\n\n");
}

/* ---- complete cases ------------------------------------------------------------------------------------- */

static void put_valid(struct c_out *o)
{
	const struct plan *p = o->p;
	c_puts(o, "/* Every value lies within its bounds, and the age is that of the day of birth. */\n"
	          "static bool niv_valid(const struct niv_values *v)\n{\n\tuint32_t bad = 0;\n");
	for (uint32_t i = 0; i < p->inputs.n; i++) {
		const struct type_m *t = &input_at(o, i)->type;
		if (is_reading(o, i))
			continue;
		text_printf(
			o->t, "\tbad |= (uint32_t)((uint64_t)v->%s - (uint64_t)%s > UINT64_C(%" PRIu64 "));\n",
			name_at(o, i), c_int(p->a, t->lo), (uint64_t)t->hi - (uint64_t)t->lo);
	}
	text_puts(o->t, "\treturn bad == 0");
	if (p->tied)
		text_printf(o->t, " && v->%s == %s_age(v->%s, v->%s)", plan_input_name(p, p->m->age_input),
		            o->name, plan_input_name(p, p->m->birth_input), plan_input_name(p, 0));
	text_puts(o->t, ";\n}\n\n");
}

/* Between ranges and values. */
static void put_exchange(struct c_out *o)
{
	const struct plan *p = o->p;
	c_puts(o, "static bool niv_take(const struct niv_range *r, struct niv_values *v)\n{\n"
	          "\tbool known = true;\n");
	for (uint32_t i = 0; i < p->inputs.n; i++)
		if (!is_reading(o, i))
			text_printf(o->t,
			            "\tknown = known && r[%" PRIu32 "].lo == r[%" PRIu32
			            "].hi;\n\tv->%s = r[%" PRIu32 "].lo;\n",
			            i, i, name_at(o, i), i);
	text_puts(o->t, "\treturn known;\n}\n\n");
	c_puts(o, "static void niv_points(const struct niv_values *v, struct niv_range *r)\n{\n");
	for (uint32_t i = 0; i < p->inputs.n; i++) {
		const struct type_m *t = &input_at(o, i)->type;
		const char *lo = is_reading(o, i) ? c_int(p->a, t->lo)
		                                  : arena_printf(p->a, "v->%s", name_at(o, i));
		const char *hi = is_reading(o, i) ? c_int(p->a, t->hi) : lo;
		text_printf(o->t, "\tr[%" PRIu32 "].lo = %s;\n\tr[%" PRIu32 "].hi = %s;\n", i, lo, i, hi);
	}
	text_puts(o->t, "}\n\n");
	c_puts(o, "#if NIV_READINGS\nstatic uint32_t niv_slow(uint32_t slot, const struct niv_values "
	          "*v);\n#endif\n\n");
}

/* The slot's own number of the answer to a case. */
static void put_local_answer(struct c_out *o, uint32_t slot)
{
	const struct c_chain *c = &o->levels->slot[slot];
	if (c->n == 0) {
		text_printf(o->t, "%" PRIu32, c->answer);
	} else if (is_short(c)) {
		put_chain_name(o, slot);
		text_puts(o->t, "(v)");
	} else {
		c_printf(o, "niv_find(%" PRIu32 ", v)", slot);
	}
}

static void put_decide(struct c_out *o, uint32_t slot)
{
	const struct c_chain *c = &o->levels->slot[slot], *given = &o->levels->slot[o->p->n_slots];
	c_printf(o, "uint32_t niv_decide_%s(const struct niv_values *v)\n{\n\tif (!niv_valid(v)",
	         slot_id(o, slot));
	if (given->n || given->answer == 0) {
		text_puts(o->t, " || ");
		put_local_answer(o, o->p->n_slots);
		text_puts(o->t, " == 0");
	}
	text_puts(o->t, ")\n\t\treturn 0;\n\treturn ");
	if (c->reading) {
		c_printf(o, "niv_slow(%" PRIu32 ", v)", slot);
	} else if (c->answer == NONE) {
		c_puts(o, "NIV_NONE");
	} else {
		c_printf(o, "niv_from(%" PRIu32 ", ", slot);
		put_local_answer(o, slot);
		text_putc(o->t, ')');
	}
	text_puts(o->t, ";\n}\n\n");
}

static void put_block(struct c_out *o, const bool *used)
{
	const struct plan *p = o->p;
	c_puts(o, "/* Harmless values in the place of a case that cannot exist. */\n"
	          "static const struct niv_values niv_least = {");
	for (uint32_t i = 0, some = 0; i < p->inputs.n; i++)
		if (!is_reading(o, i))
			text_printf(o->t, "%s%s", some++ ? ", " : "", c_int(p->a, input_at(o, i)->type.lo));
	c_puts(o, "};\n\n/* The ranks of a block of cases. */\n"
	          "static void niv_rank_block(const struct niv_values *const *at, size_t n, uint32_t "
	          "(*r)[NIV_BLOCK])\n{\n\tsize_t i;\n");
	bool some = false;
	for (uint32_t i = 0; i < p->columns.n; i++)
		if (used[i]) {
			some = true;
			text_printf(o->t, "\tfor (i = 0; i < n; i++)\n\t\tr[%" PRIu32 "][i] = ", i);
			c_printf(o, "niv_rank_%" PRIu32 "(at[i]);\n", i);
		}
	if (!some)
		text_puts(o->t, "\tfor (i = 0; i < n; i++)\n\t\tr[0][i] = at[i] == NULL;\n");
	text_puts(o->t, "}\n\n");
}

static void put_rankers(struct c_out *o, const bool *used)
{
	c_puts(o, "static uint32_t (*const niv_rankers[])(const struct niv_values *) = {\n");
	for (uint32_t i = 0; i < o->p->columns.n; i++)
		if (used[i])
			c_printf(o, "\tniv_rank_%" PRIu32 ",\n", i);
		else
			text_puts(o->t, "\tNULL, /* a reading */\n");
	c_puts(o, "};\n\n/* A slot of many columns. */\n"
	          "static uint32_t niv_find(uint32_t slot, const struct niv_values *v)\n{\n"
	          "\tconst struct niv_root *root = &niv_roots[slot];\n\tuint32_t f = 0, i;\n"
	          "\tfor (i = 0; i < root->n_levels; i++) {\n"
	          "\t\tconst struct niv_level *l = &niv_levels[root->level + i];\n"
	          "\t\tuint32_t rank = niv_rankers[l->column](v);\n"
	          "\t\tf = niv_entry(l, f, l->map == NIV_NONE ? rank : niv_maps[l->map + rank]);\n"
	          "\t}\n\treturn f;\n}\n\n");
}

void c_fast(struct c_out *o)
{
	const struct plan *p = o->p;
	bool *used = arena_array(p->a, bool, p->columns.n + 1), longer = false;
	for (uint32_t i = 0; i <= p->n_slots; i++) {
		const struct c_chain *c = &o->levels->slot[i];
		longer |= !c->reading && c->n > SHORT;
		for (uint32_t k = 0; !c->reading && k < c->n; k++)
			used[o->levels->list.at[c->first + k].column] = true;
	}
	c_puts(o, "\n/* ---- complete cases: a column is ranked without a branch "
	          "------------------------------------------------ "
	          "*/\n\n");
	for (uint32_t i = 0; i < p->columns.n; i++)
		if (used[i])
			put_rank(o, i);
	if (longer)
		put_rankers(o, used);
	for (uint32_t i = 0; i <= p->n_slots; i++)
		if (is_short(&o->levels->slot[i]) && (i < p->n_slots || p->n_slots))
			put_chain(o, i);
	put_valid(o);
	put_exchange(o);
	for (uint32_t i = 0; i < p->n_slots; i++)
		put_decide(o, i);
	c_puts(o, "static uint32_t (*const niv_deciders[])(const struct niv_values *) = {\n");
	for (uint32_t i = 0; i < p->n_slots; i++)
		c_printf(o, "\tniv_decide_%s,\n", slot_id(o, i));
	text_puts(o->t, p->n_slots ? "};\n\n" : "\tNULL};\n\n");
	put_block(o, used);
}
