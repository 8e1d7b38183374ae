/* SPDX-License-Identifier: MIT
 *
 * Statements and formulas in words: what the text says, before any case.
 */
#include "meaning/words.h"
#include "meaning/words_part.h"

#include <inttypes.h>
#include <string.h>

/* How tightly an expression holds together; what holds less tightly than its place asks for gets parentheses. */
enum { TIGHT_OR, TIGHT_AND, TIGHT_NOT, TIGHT_CMP, TIGHT_SUM, TIGHT_PRODUCT, TIGHT_NEG, TIGHT_ATOM };

static bool same_term(const struct ex *a, const struct ex *b)
{
	bool plain = a->kind == EX_INPUT || a->kind == EX_HEADING || a->kind == EX_AGE ||
	             a->kind == EX_ADD || a->kind == EX_SUB;
	if (a == b)
		return true;
	if (!plain || a->kind != b->kind || a->index != b->index || a->heading != b->heading ||
	    a->kids.n != b->kids.n)
		return false;
	for (uint32_t i = 0; i < a->kids.n; i++)
		if (!same_term(a->kids.at[i], b->kids.at[i]))
			return false;
	return true;
}

/* Kids i and i + 1 are the ends of a range: `alder mindst 15 år og højst 17 år`. */
static bool is_range(const struct ex *x, uint32_t i)
{
	const struct ex *a = x->kids.at[i], *b = i + 1 < x->kids.n ? x->kids.at[i + 1] : NULL;
	bool ends = x->kind == EX_AND && b && a->kind == EX_CMP && b->kind == EX_CMP &&
	            ((a->cmp == CMP_GE && b->cmp == CMP_LE) || (a->cmp == CMP_LE && b->cmp == CMP_GE));
	return ends && a->kids.at[1]->kind == EX_CONST && b->kids.at[1]->kind == EX_CONST &&
	       same_term(a->kids.at[0], b->kids.at[0]);
}

static int tightness(const struct ex *x)
{
	switch (x->kind) {
	case EX_OR:
		return TIGHT_OR;
	case EX_AND:
		return x->kids.n == 2 && is_range(x, 0) ? TIGHT_CMP : TIGHT_AND;
	case EX_NOT:
		return TIGHT_NOT;
	case EX_CMP:
		return TIGHT_CMP;
	case EX_ADD:
	case EX_SUB:
	case EX_SHIFT:
	case EX_ROUND:
		return TIGHT_SUM;
	case EX_MUL:
	case EX_DIV:
		return TIGHT_PRODUCT;
	case EX_NEG:
		return TIGHT_NEG;
	case EX_BAD:
	case EX_CONST:
	case EX_ACTORS:
	case EX_INPUT:
	case EX_HEADING:
	case EX_RATE:
	case EX_MIN:
	case EX_MAX:
	case EX_AGE:
	case EX_COUNT:
	case EX_COVERED:
	case EX_HOLE:
		return TIGHT_ATOM;
	}
	return TIGHT_ATOM;
}

static void put_ex(struct text *t, const struct model *m, const struct ex *x, int place);
static void put_range(struct text *t, const struct model *m, const struct ex *x, uint32_t i);

static void put_list(struct text *t, const struct model *m, const struct ex *x, const char *join,
                     int place)
{
	for (uint32_t i = 0; i < x->kids.n; i++) {
		text_puts(t, i ? join : "");
		if (is_range(x, i)) {
			put_range(t, m, x, i++);
			continue;
		}
		const struct ex *kid = x->kids.at[i];
		bool same = kid->kind == x->kind &&
		            place == TIGHT_NOT; /* `og` in `og` needs no parentheses */
		put_ex(t, m, kid, same ? TIGHT_OR : place + (i > 0 && place >= TIGHT_SUM));
	}
}

static void put_call(struct text *t, const struct model *m, const struct ex *x, const char *name)
{
	text_printf(t, "%s(", name);
	put_list(t, m, x, ", ", TIGHT_OR);
	text_putc(t, ')');
}

static void put_const(struct text *t, const struct model *m, const struct ex *x,
                      const struct type_m *type)
{
	struct type_m plain = {.vt = x->vt};
	const struct type_m *known = x->type ? x->type : type ? type : &plain;
	if (x->vt == VT_QUANTITY || x->vt == VT_BAD || known->vt != x->vt)
		text_puts(t, words_number(t->a, m, x->vt, &x->measure, x->number));
	else
		text_puts(t, words_index(t->a, m, known, x->number.p));
}

static const char *relation(const struct model *m, enum cmp cmp)
{
	switch (cmp) {
	case CMP_LT:
		return word_of(m, "under", "below");
	case CMP_LE:
		return word_of(m, "højst", "at most");
	case CMP_EQ:
		return word_of(m, "er", "is");
	case CMP_NE:
		return word_of(m, "er ikke", "is not");
	case CMP_GE:
		return word_of(m, "mindst", "at least");
	case CMP_GT:
		return word_of(m, "over", "above");
	}
	return "";
}

static void put_side(struct text *t, const struct model *m, const struct ex *x,
                     const struct ex *other)
{
	if (x->kind == EX_CONST)
		put_const(t, m, x, other->type);
	else
		put_ex(t, m, x, TIGHT_SUM);
}

static void put_cmp(struct text *t, const struct model *m, const struct ex *x)
{
	const struct ex *l = x->kids.at[0], *r = x->kids.at[1];
	put_side(t, m, l, r);
	text_printf(t, " %s ", relation(m, x->cmp));
	put_side(t, m, r, l);
}

/* "alder fra 15 til 17 år": the unit once, where both ends have the same. */
static void put_range(struct text *t, const struct model *m, const struct ex *x, uint32_t i)
{
	const struct ex *lower = x->kids.at[i], *upper = x->kids.at[i + 1];
	if (lower->cmp == CMP_LE) {
		lower = x->kids.at[i + 1];
		upper = x->kids.at[i];
	}
	const struct ex *term = lower->kids.at[0];
	struct text ends[2] = {{.a = t->a}, {.a = t->a}};
	put_side(&ends[0], m, lower->kids.at[1], term);
	put_side(&ends[1], m, upper->kids.at[1], term);
	const char *from = text_c(&ends[0]), *to = text_c(&ends[1]);
	size_t n = strcspn(from, " ");
	bool once = term->vt == VT_QUANTITY && strcmp(from + n, to + strcspn(to, " ")) == 0;
	put_side(t, m, term, lower->kids.at[1]);
	text_printf(t, " %s %.*s %s %s", word_of(m, "fra", "from"), (int)(once ? n : strlen(from)),
	            from, word_of(m, "til", "to"), to);
}

static void put_shift(struct text *t, const struct model *m, const struct ex *x)
{
	const int64_t parts[2] = {x->months, x->days};
	const char *names[2] = {word_of(m, "måneder", "months"), word_of(m, "dage", "days")};
	put_ex(t, m, x->kids.at[0], TIGHT_SUM);
	for (int i = 0; i < 2; i++)
		if (parts[i])
			text_printf(t, " %s %" PRId64 " %s", parts[i] < 0 ? "-" : "+",
			            parts[i] < 0 ? -parts[i] : parts[i], names[i]);
}

static void put_round(struct text *t, const struct model *m, const struct ex *x)
{
	put_ex(t, m, x->kids.at[0], TIGHT_PRODUCT);
	text_printf(t, " %s %s", word_of(m, "afrundet til nærmeste", "rounded to nearest"),
	            words_number(t->a, m, x->vt, &x->measure, x->number));
	if (x->tie != TIE_OPEN)
		text_puts(t, x->tie == TIE_UP ? word_of(m, " halve op", " half up")
		                              : word_of(m, " halve ned", " half down"));
}

static void put_count(struct text *t, const struct model *m, const struct ex *x)
{
	text_printf(t, "%s %s %s { ", relation(m, x->cmp), num_text(t->a, x->number, m->style),
	            word_of(m, "af", "of"));
	put_list(t, m, x, "; ", TIGHT_OR);
	text_puts(t, " }");
}

static void put_condition(struct text *t, const struct model *m, const struct ex *x)
{
	if (x->kind == EX_AND)
		put_list(t, m, x, word_of(m, " og ", " and "), TIGHT_NOT);
	else if (x->kind == EX_OR)
		put_list(t, m, x, word_of(m, " eller ", " or "), TIGHT_NOT);
	else if (x->kind == EX_COUNT)
		put_count(t, m, x);
	else if (x->kind == EX_CMP)
		put_cmp(t, m, x);
	else if (x->kind == EX_COVERED)
		text_printf(t, "%s %s", word_of(m, "omfattet", "covered"), m->services.at[x->index].text);
	else {
		text_puts(t, word_of(m, "ikke ", "not "));
		put_ex(t, m, x->kids.at[0], TIGHT_NOT);
	}
}

static void put_bare(struct text *t, const struct model *m, const struct ex *x)
{
	switch (x->kind) {
	case EX_CONST:
		put_const(t, m, x, NULL);
		return;
	case EX_ACTORS:
		text_puts(t, words_actors(t->a, m, x));
		return;
	case EX_INPUT:
		text_puts(t, m->inputs.at[x->index].text);
		return;
	case EX_HEADING:
		text_printf(t, "%s.%s", m->services.at[x->index].text, m->headings.at[x->heading].text);
		return;
	case EX_RATE:
		text_printf(t, "%s %s", word_of(m, "sats", "rate"), m->rates.at[x->index].text);
		return;
	case EX_ADD:
	case EX_SUB:
		put_list(t, m, x, x->kind == EX_ADD ? " + " : " - ", TIGHT_SUM);
		return;
	case EX_MUL:
	case EX_DIV:
		put_list(t, m, x, x->kind == EX_MUL ? " * " : " / ", TIGHT_PRODUCT);
		return;
	case EX_NEG:
		text_putc(t, '-');
		put_ex(t, m, x->kids.at[0], TIGHT_ATOM);
		return;
	case EX_MIN:
	case EX_MAX:
		put_call(t, m, x,
		         x->kind == EX_MIN ? word_of(m, "mindste", "smallest")
		                           : word_of(m, "største", "largest"));
		return;
	case EX_ROUND:
		put_round(t, m, x);
		return;
	case EX_SHIFT:
		put_shift(t, m, x);
		return;
	case EX_AGE:
		put_call(t, m, x, word_of(m, "alder", "age"));
		return;
	case EX_HOLE:
		text_puts(t, word_of(m, "mangler", "missing"));
		text_puts(t, x->vague ? arena_printf(t->a, " \"%s\"", x->vague) : "");
		return;
	case EX_NOT:
	case EX_AND:
	case EX_OR:
	case EX_COUNT:
	case EX_CMP:
	case EX_COVERED:
		put_condition(t, m, x);
		return;
	case EX_BAD:
		text_putc(t, '?');
	}
}

static void put_ex(struct text *t, const struct model *m, const struct ex *x, int place)
{
	if (x->kind == EX_MUL && x->rescaled) {
		put_ex(t, m, x->kids.at[0], place);
		return;
	}
	bool loose = tightness(x) < place;
	text_puts(t, loose ? "(" : "");
	put_bare(t, m, x);
	text_puts(t, loose ? ")" : "");
}

const char *words_ex(struct arena *a, const struct model *m, const struct ex *x)
{
	struct text t = {.a = a};
	put_ex(&t, m, x, TIGHT_OR);
	return text_c(&t);
}

static const char *limits_text(struct arena *a, const struct model *m, const struct statement *st,
                               const struct slot *slot)
{
	const struct ex *any = st->lower ? st->lower : st->upper;
	const char *lower = st->lower ? words_ex(a, m, st->lower) : NULL;
	const char *upper = st->upper == st->lower ? lower
	                  : st->upper              ? words_ex(a, m, st->upper)
	                                           : NULL;
	bool is_day = any && any->vt == VT_DATE;
	bool deadline = slot && slot->kind == ST_DEADLINE;
	bool is_time = deadline || is_day || (any && any->vt == VT_CLOCK);
	const char *text = words_limits(a, m, lower, upper, is_time);
	return deadline && any ? words_deadline(a, m, slot, text, is_day) : text;
}

static const char *hole_text(struct arena *a, const struct model *m, const struct statement *st,
                             const struct slot *slot)
{
	const char *known = limits_text(a, m, st, slot);
	struct text t = {.a = a};
	text_puts(&t, word_of(m, "mangler", "missing"));
	if (st->text)
		text_printf(&t, " \"%s\"", st->text);
	if (*known)
		text_printf(&t, " (%s)", known);
	return text_c(&t);
}

const char *words_statement(struct arena *a, const struct model *m, const struct statement *st,
                            const struct slot *slot)
{
	const struct type_m *type = slot ? &m->headings.at[slot->heading].type : NULL;
	switch (st->kind) {
	case ST_LIMIT:
	case ST_DEADLINE:
		return limits_text(a, m, st, slot);
	case ST_INDEX:
		if (st->lower->kind == EX_CONST && type)
			return words_index(a, m, type, st->lower->number.p);
		return words_ex(a, m, st->lower);
	case ST_ACTORS:
		return words_actors(a, m, st->lower);
	case ST_TEXT:
		return st->text ? st->text : "";
	case ST_NOT:
		return word_of(m, "ikke", "not");
	case ST_NO_LIMIT:
		return words_assessed(a, m, st);
	case ST_HOLE:
		return hole_text(a, m, st, slot);
	}
	return "";
}
