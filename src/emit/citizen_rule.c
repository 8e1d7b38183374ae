/* SPDX-License-Identifier: MIT
 *
 * One provision for a citizen: what it says, "hvis" when, its exceptions as "Dog …", a table as a table.
 */
#include "emit/citizen_part.h"

#include <stdlib.h>
#include <string.h>

struct known {
	const char *name;
	enum part part;
	const char *text[2][2]; /* by language: of a boolean no, yes; else the label first */
	bool is_boolean;
};

static const struct known known[] = {
#define HEADING(name, part, da, en) {#name, PART_##part, {{da}, {en}}, false},
#include "emit/citizen.def"
#undef HEADING
#define BOOLEAN(name, part, da_yes, da_no, en_yes, en_no)                                          \
	{#name, PART_##part, {{da_no, da_yes}, {en_no, en_yes}}, true},
#include "emit/citizen.def"
#undef BOOLEAN
};

static const struct known *find(const struct citizen *c, uint32_t heading)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, c->m->headings.at[heading].ascii) == 0)
			return &known[i];
	return NULL;
}

const char *citizen_about(const struct citizen *c, uint32_t heading)
{
	static const struct {
		const char *name, *text[2];
	} about[] = {
#define ABOUT(name, da, en) {#name, {da, en}},
#include "emit/citizen.def"
#undef ABOUT
	};
	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		if (strcmp(about[i].name, c->m->headings.at[heading].ascii) == 0)
			return about[i].text[c->m->words];
	return prose_plain(c->a, c->m, c->m->headings.at[heading].text);
}

/* What is said where no actor is named on purpose; NULL. */
static const char *nobody(const struct citizen *c, uint32_t heading)
{
	static const struct {
		const char *name, *text[2];
	} list[] = {
#define ACTORLESS(name, da, en) {#name, {da, en}},
#include "emit/citizen.def"
#undef ACTORLESS
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i].name, c->m->headings.at[heading].ascii) == 0)
			return list[i].text[c->m->words];
	return NULL;
}

static enum part part_of_quantity(const struct heading *h)
{
	uint32_t dim = h->type.measure.dim;
	if (dim == DIM_MONEY)
		return h->better == BETTER_LOWEST ? PART_COST : PART_MUCH;
	return dim == DIM_DAY || dim == DIM_MONTH ? PART_LONG : h->about_case ? PART_MORE : PART_MUCH;
}

enum part citizen_place(const struct citizen *c, uint32_t heading, const char **label)
{
	const struct heading *h = &c->m->headings.at[heading];
	const struct known *k = find(c, heading);
	bool same = k && (!k->is_boolean || h->type.vt == VT_BOOL || h->type.vt == VT_ENUM);
	*label = same && (!k->is_boolean || k->text[c->m->words][0]) && !k->is_boolean
	           ? k->text[c->m->words][0]
	       : same && k->is_boolean ? ""
	                               : prose_capital(c->a, prose_plain(c->a, c->m, h->text));
	if (same)
		return k->part;
	switch (h->type.vt) {
	case VT_QUANTITY:
		return part_of_quantity(h);
	case VT_DEADLINE:
	case VT_DATE:
		return PART_LONG;
	case VT_BOOL:
	case VT_CLOCK:
	case VT_ENUM:
	case VT_ACTOR:
	case VT_SERVICE:
	case VT_TEXT:
	case VT_BAD:
		break;
	}
	return PART_MORE;
}

/* ---- conditions ----------------------------------------------------------------------------------------- */

static void put_sentence(const struct citizen *c, struct text *t, const char *s)
{
	const char *text = prose_capital(c->a, s);
	size_t n = strlen(text);
	html_put(t, text);
	bool closed = n && strchr(".!?:", text[n - 1]);
	text_puts(t, closed ? "" : ".");
}

void citizen_clause(const struct citizen *c, struct text *t, const struct clause *x)
{
	static const char *const any[2] = {"Mindst ét af dette:", "At least one of these:"};
	static const char *const all[2] = {"Alt dette på én gang:", "All of these together:"};
	switch (x->kind) {
	case CLAUSE_SAID:
		put_sentence(c, t, x->said.main);
		if (x->by) {
			text_puts(t, " ");
			html_element(
				t, "small",
				arena_printf(c->a, SAY(c->m, "Det vurderer %s.", "Assessed by %s."), x->by));
		}
		return;
	case CLAUSE_ALL:
		html_put(t, all[c->m->words]);
		break;
	case CLAUSE_ANY:
		html_put(t, any[c->m->words]);
		break;
	case CLAUSE_NOT:
		html_put(t, SAY(c->m, "Dette passer ikke:", "This does not hold:"));
		break;
	case CLAUSE_COUNT:
		html_put(t, prose_capital(c->a, x->how));
		html_put(t, SAY(c->m, " af disse:", " of these:"));
		break;
	case CLAUSE_IF: {
		const char *when = prose_inline(c->a, c->m, x->kids.at[0]);
		const struct clause *then = x->kids.at[1];
		if (when) {
			html_put(t, arena_printf(c->a, SAY(c->m, "Hvis %s: ", "If %s: "), when));
			if (then->kind == CLAUSE_SAID)
				html_put(t, arena_printf(c->a, "%s.", then->said.main));
			else
				citizen_clause(c, t, then);
			return;
		}
		html_put(t, SAY(c->m, "Når det første passer, skal også det sidste passe:",
		                "Where the first holds, the last must hold, too:"));
		break;
	}
	}
	citizen_list(c, t, x);
}

void citizen_list(const struct citizen *c, struct text *t, const struct clause *x)
{
	text_puts(t, "\n<ul>\n");
	bool single = x->kind == CLAUSE_SAID || (x->kind == CLAUSE_IF);
	if (x->kind == CLAUSE_SAID) {
		text_puts(t, "<li>");
		citizen_clause(c, t, x);
		text_puts(t, "</li>\n");
	}
	for (uint32_t i = 0; i < x->kids.n && (!single || x->kind == CLAUSE_IF); i++) {
		text_puts(t, "<li>");
		citizen_clause(c, t, x->kids.at[i]);
		text_puts(t, "</li>\n");
	}
	text_puts(t, "</ul>\n");
}

/* ---- values --------------------------------------------------------------------------------------------- */

static const char *strength_word(const struct citizen *c, enum strength s)
{
	switch (s) {
	case STRENGTH_TYPICAL:
		return SAY(c->m, "som regel ", "typically ");
	case STRENGTH_AS_A_RULE:
		return SAY(c->m, "som udgangspunkt ", "as a rule ");
	case STRENGTH_PLAIN:
		return "";
	case STRENGTH_MANDATORY:
		return SAY(c->m, "altid ", "always ");
	}
	return "";
}

/* Of the heading `tilbydes`: ikke < kan < skal. */
static const char *offer(const struct citizen *c, const char *choice)
{
	static const struct {
		const char *names[2], *text[2];
	} offers[] = {
		{{"skal", "must"}, {"Du har ret til hjælpen.", "You have a right to this help."}},
		{{"kan", "may"},
	     {"Kommunen kan give dig hjælpen efter en konkret vurdering.",
	      "The municipality may give you this help after an assessment."}},
		{{"ikke", "not"},
	     {"Kommunen giver ikke hjælpen.", "The municipality does not give this help."}},
	};
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
		for (int k = 0; k < 2; k++)
			if (strcmp(choice, offers[i].names[k]) == 0)
				return offers[i].text[c->m->words];
	return NULL;
}

static bool is_zero(const struct statement *st)
{
	return st->kind == ST_LIMIT && st->lower && st->lower == st->upper &&
	       st->lower->kind == EX_CONST && num_ok(st->lower->number) && st->lower->number.p == 0;
}

/* "naturalydelse" is a word of the law. */
static const char *form(const char *choice, const struct model *m)
{
	if (strcmp(choice, "naturalydelse") == 0)
		return SAY(m, "Du får selve hjælpen, ikke penge til den.",
		           "You get the help itself, not money for it.");
	if (strcmp(choice, "kontantydelse") == 0)
		return SAY(m, "Du får penge.", "You get money.");
	return NULL;
}

/* A sentence that says the whole; NULL: a phrase has to do. */
static const char *sentence_of(const struct citizen *c, const struct statement *st,
                               const struct slot *slot)
{
	const struct heading *h = &c->m->headings.at[slot->heading];
	const struct known *k = find(c, slot->heading);
	bool index = st->kind == ST_INDEX && st->lower->kind == EX_CONST;
	if (k && k->is_boolean && index && h->type.vt == VT_BOOL)
		return k->text[c->m->words][st->lower->number.p != 0];
	if (k && k->is_boolean && index && h->type.vt == VT_ENUM)
		return offer(c, h->type.choices.at[st->lower->number.p].text);
	if (k && k->part == PART_WHAT && k->is_boolean && st->kind == ST_NOT)
		return offer(c, "ikke");
	if (k && k->part == PART_COST && is_zero(st))
		return SAY(c->m, "Det koster dig ikke noget.", "It costs you nothing.");
	if (is_zero(st))
		return SAY(c->m, "Ingen.", "None.");
	if (st->kind == ST_ACTORS && !st->lower->actors.n)
		return nobody(c, slot->heading);
	if (strcmp(h->ascii, "form") == 0 && index && h->type.vt == VT_ENUM)
		return form(h->type.choices.at[st->lower->number.p].text, c->m);
	return NULL;
}

/* What happens by the deadline: "du får en afgørelse ", "samtale: "; nothing where the label has said it. */
static const char *end_of(const struct citizen *c, const struct statement *st,
                          const struct slot *slot)
{
	static const char *const ends[][2] = {{"afgørelse", "du får en afgørelse "},
	                                      {"tilbud", "du får et tilbud "}};
	if (slot->kind != ST_DEADLINE || st->kind != ST_DEADLINE || !slot->end_text)
		return "";
	const char *end = prose_plain(c->a, c->m, slot->end_text), *label;
	citizen_place(c, slot->heading, &label);
	const char *low = str_c(c->a, str_fold(c->a, str_of(label)));
	if (strstr(low, end) || (*label && strstr(end, low)))
		return "";
	for (size_t i = 0; i < 2 && c->m->words == LANG_DA; i++)
		if (strcmp(end, ends[i][0]) == 0)
			return ends[i][1];
	const char *moment = slot->end == NONE ? NULL : prose_present(c->a, c->m, slot->end);
	return moment ? arena_printf(c->a, "%s ", moment) : arena_printf(c->a, "%s: ", end);
}

/* What nothing definite is said of, where no label says it: "Behandlinger: ". */
static const char *subject_of(const struct citizen *c, const struct statement *st, uint32_t heading)
{
	const char *label;
	enum part part = citizen_place(c, heading, &label);
	bool vague = (st->kind == ST_HOLE && !st->lower && !st->upper) || st->kind == ST_NO_LIMIT;
	if (!vague || *label || (part != PART_MUCH && part != PART_LONG))
		return "";
	return arena_printf(
		c->a,
		"%s: ", prose_capital(c->a, prose_plain(c->a, c->m, c->m->headings.at[heading].text)));
}

static const char *value_of(const struct citizen *c, const struct statement *st,
                            enum strength strength, uint32_t heading, bool *whole)
{
	const struct slot *slot = st->slot == NONE ? NULL : &c->m->slots.at[st->slot];
	const char *sentence = slot ? sentence_of(c, st, slot) : NULL;
	const char *word = strength_word(c, strength);
	*whole = sentence != NULL;
	if (sentence)
		return *word ? arena_printf(c->a, "%.*s: %s", (int)strlen(word) - 1,
		                            prose_capital(c->a, word), sentence)
		             : sentence;
	const char *says = prose_statement(c->a, c->m, st, slot);
	const char *subject = subject_of(c, st, heading);
	says = *subject ? arena_printf(c->a, "%s%s", subject, prose_capital(c->a, says)) : says;
	return arena_printf(c->a, "%s%s%s", slot ? end_of(c, st, slot) : "",
	                    st->kind == ST_TEXT ? "" : word, says);
}

/* Text without its full stop: a condition follows. */
static const char *unstopped(const struct citizen *c, const char *s)
{
	size_t n = strlen(s);
	bool abbreviation = n > 3 && s[n - 3] == '.'; /* m.v. */
	return n && s[n - 1] == '.' && !abbreviation ? str_c(c->a, (struct str){s, n - 1}) : s;
}

const char *citizen_value(const struct citizen *c, const struct statement *st,
                          const struct slot *slot)
{
	const char *sentence = sentence_of(c, st, slot);
	return sentence ? unstopped(c, sentence) : prose_statement(c->a, c->m, st, slot);
}

/* All that a rule says, joined; NULL: nothing. */
static const char *rule_text(const struct citizen *c, const struct rule *r, enum strength strength,
                             bool *whole)
{
	struct text t = {.a = c->a};
	bool one = false;
	*whole = false;
	for (uint32_t i = 0; i < r->statements.n; i++) {
		const char *says = value_of(c, &r->statements.at[i], strength, r->heading, &one);
		*whole |= one;
		if (t.n &&
		    strstr(text_c(&t), says)) /* `ikke` and the like speak of every slot of the heading */
			continue;
		text_printf(&t, "%s%s", t.n ? SAY(c->m, " og ", " and ") : "", says);
	}
	return t.n ? text_c(&t) : NULL;
}

/* ". " and a capital */
static bool has_sentences(const char *s)
{
	for (const char *at = s; (at = strstr(at, ". ")); at++)
		if (at[2] >= 'A' && at[2] <= 'Z')
			return true;
	return false;
}

static void put_value(const struct citizen *c, struct text *t, const char *lead, const char *says,
                      const struct ex *when)
{
	struct clause *x = prose_clause(c->a, c->m, when);
	const char *inside = x ? prose_inline(c->a, c->m, x) : NULL;
	const char *text = *lead ? arena_printf(c->a, "%s%s", lead, says) : prose_capital(c->a, says);
	if (!x) {
		put_sentence(c, t, text);
		return;
	}
	/* a text of several sentences is not continued */
	bool several = has_sentences(text);
	if (inside && several) {
		put_sentence(c, t, arena_printf(c->a, SAY(c->m, "Hvis %s: %s", "If %s: %s"), inside, text));
		return;
	}
	if (inside) {
		put_sentence(
			c, t,
			arena_printf(c->a, SAY(c->m, "%s, hvis %s", "%s if %s"), unstopped(c, text), inside));
		return;
	}
	bool any = x->kind == CLAUSE_ANY, count = x->kind == CLAUSE_COUNT;
	const char *how = count ? arena_printf(
								  c->a, SAY(c->m, "%s af disse passer", "%s of these hold"), x->how)
	                : any ? SAY(c->m, "mindst ét af dette passer", "at least one of these holds")
	                      : SAY(c->m, "alt dette passer", "all of these hold");
	html_put(t,
	         arena_printf(c->a, SAY(c->m, "%s, hvis %s:", "%s if %s:"), unstopped(c, text), how));
	citizen_list(c, t, x);
}

/* ---- tables --------------------------------------------------------------------------------------------- */

#define TABLE_INPUTS 4

struct grid {
	uint32_t input[TABLE_INPUTS], n;
	const char *head[TABLE_INPUTS + 2]; /* the columns, the last is what the rows say */
	bool fits;                          /* every row is a cell for each input */
};

static const struct clause *cell_at(const struct clause *row, uint32_t input)
{
	if (row->kind == CLAUSE_SAID)
		return row->input == input ? row : NULL;
	for (uint32_t i = 0; i < row->kids.n; i++)
		if (row->kids.at[i]->input == input)
			return row->kids.at[i];
	return NULL;
}

static void see_cell(struct grid *g, const struct clause *x)
{
	bool old = false;
	g->fits &= x->kind == CLAUSE_SAID && x->input != NONE && x->cell;
	for (uint32_t i = 0; i < g->n; i++)
		old |= g->input[i] == x->input;
	if (old || !g->fits)
		return;
	g->fits = g->n < TABLE_INPUTS;
	if (g->fits)
		g->input[g->n++] = x->input;
}

static struct grid grid_of(const struct citizen *c, const struct provision_m *p)
{
	struct grid g = {.fits = true};
	for (uint32_t i = 0; i < p->rules; i++) {
		const struct clause *x = prose_clause(c->a, c->m, c->m->rules.at[p->first_rule + i].when);
		bool list = x && x->kind == CLAUSE_ALL;
		g.fits &= !x || list || x->kind == CLAUSE_SAID;
		for (uint32_t k = 0; list && k < x->kids.n; k++)
			see_cell(&g, x->kids.at[k]);
		if (x && x->kind == CLAUSE_SAID)
			see_cell(&g, x);
	}
	return g;
}

/* A cell that opens with its column's name, for screens where the table is folded into lines. */
static void open_cell(struct text *t, bool first, const char *head)
{
	text_puts(t, first ? "<th scope=\"row\" data-label=\"" : "<td data-label=\"");
	html_put(t, head);
	text_puts(t, "\">");
}

static void put_row(const struct citizen *c, struct text *t, const struct grid *g,
                    const struct rule *r, const char *says)
{
	const struct clause *x = prose_clause(c->a, c->m, r->when);
	text_puts(t, "<tr>");
	for (uint32_t i = 0; g->fits && i < g->n; i++) {
		const struct clause *cell = x ? cell_at(x, g->input[i]) : NULL;
		open_cell(t, !i, g->head[i]);
		html_put(t, cell ? prose_capital(c->a, cell->cell) : SAY(c->m, "Alle", "All"));
		text_puts(t, i ? "</td>" : "</th>");
	}
	if (!g->fits) {
		open_cell(t, true, g->head[0]);
		if (x)
			citizen_clause(c, t, x);
		else
			html_put(t, SAY(c->m, "Alle", "All"));
		text_puts(t, "</th>");
	}
	html_cell(t, g->head[g->fits ? g->n : 1], prose_capital(c->a, says));
	text_puts(t, "</tr>\n");
}

/* The strength of every row, if it is the same; else plain. */
static enum strength table_strength(const struct citizen *c, const struct provision_m *p,
                                    bool *same)
{
	enum strength all = STRENGTH_PLAIN;
	*same = true;
	for (uint32_t i = 0; i < p->rules; i++) {
		const struct rule *r = &c->m->rules.at[p->first_rule + i];
		uint32_t slot = r->statements.n ? r->statements.at[0].slot : NONE;
		enum strength one = slot == NONE ? p->strength : c->m->slots.at[slot].strength;
		*same &= !i || one == all;
		all = one;
	}
	return *same ? all : STRENGTH_PLAIN;
}

static void put_table(const struct citizen *c, struct text *t, const struct provision_m *p)
{
	struct grid g = grid_of(c, p);
	const char *label;
	enum part part = citizen_place(c, p->heading, &label);
	const char *name = *label ? label : citizen_part(c, part);
	text_puts(t, "\n<table class=\"rows\">\n");
	bool same;
	enum strength all = table_strength(c, p, &same);
	const char *word = strength_word(c, all);
	html_element(t, "caption",
	             *word ? arena_printf(c->a, SAY(c->m, "%safhænger det af:", "%sit depends on:"),
	                                  prose_capital(c->a, word))
	                   : SAY(c->m, "Det afhænger af:", "It depends on:"));
	for (uint32_t i = 0; g.fits && i < g.n; i++) {
		const struct input *in = &c->m->inputs.at[g.input[i]];
		g.head[i] = in->question ? in->question
		                         : prose_capital(c->a, prose_input(c->a, c->m, g.input[i]));
	}
	if (!g.fits)
		g.head[0] = SAY(c->m, "Hvis", "If");
	g.head[g.fits ? g.n : 1] = name;
	html_head(t, g.head, g.fits ? g.n + 1 : 2);
	text_puts(t, "<tbody>\n");
	for (uint32_t i = 0; i < p->rules; i++) {
		const struct rule *r = &c->m->rules.at[p->first_rule + i];
		bool whole;
		enum strength own = r->statements.n && r->statements.at[0].slot != NONE
		                      ? c->m->slots.at[r->statements.at[0].slot].strength
		                      : p->strength;
		const char *says = rule_text(c, r, same ? STRENGTH_PLAIN : own, &whole);
		if (says)
			put_row(c, t, &g, r, says);
	}
	text_puts(t, "</tbody>\n</table>\n");
}

/* ---- provisions ----------------------------------------------------------------------------------------- */

static bool put_provision(const struct citizen *c, struct text *t, const struct provision_m *p,
                          bool except)
{
	bool whole = false;
	const char *says = NULL;
	for (uint32_t i = 0; i < p->rules && !p->is_table; i++)
		says = rule_text(c, &c->m->rules.at[p->first_rule + i], p->strength, &whole);
	if (p->is_table) {
		if (p->when)
			put_value(c, t, "", SAY(c->m, "Tabellen gælder", "The table applies"), p->when);
		put_table(c, t, p);
	} else if (says) {
		enum statement_kind kind = c->m->rules.at[p->first_rule].statements.at[0].kind;
		bool apart = whole || kind == ST_HOLE || kind == ST_NO_LIMIT || kind == ST_TEXT ||
		             kind == ST_DEADLINE;
		const char *lead = !except ? ""
		                 : apart   ? SAY(c->m, "Dog: ", "But: ")
		                           : SAY(c->m, "Dog ", "But ");
		if (except && kind == ST_NOT && !whole)
			says = arena_printf(c->a, SAY(c->m, "gælder det %sikke", "it %sdoes not apply"),
			                    strength_word(c, p->strength));
		if (except && apart)
			says = prose_capital(c->a, says);
		put_value(c, t, lead, says, p->when);
	}
	VEC(const char *) more = {0};
	for (uint32_t i = 0; i < p->exceptions.n; i++) {
		struct text one = {.a = c->a};
		if (put_provision(c, &one, &c->m->provisions.at[p->exceptions.at[i]], true))
			vec_push(c->a, &more, text_c(&one));
	}
	if (more.n) {
		text_puts(t, "\n<ul class=\"dog\">\n");
		for (uint32_t i = 0; i < more.n; i++)
			text_printf(t, "<li>%s</li>\n", more.at[i]);
		text_puts(t, "</ul>\n");
	}
	return says || p->is_table || more.n;
}

const char *citizen_provision(const struct citizen *c, uint32_t provision)
{
	struct text t = {.a = c->a};
	return put_provision(c, &t, &c->m->provisions.at[provision], false) ? text_c(&t) : NULL;
}
