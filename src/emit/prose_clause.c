/* SPDX-License-Identifier: MIT
 *
 * Conditions as sentences. `ikke` is carried down to the single conditions, neighbours that speak of the same input are
 * said together ("fra 12 til 17 år", "forælder eller barn eller ung"), and what remains is a tree of sentences.
 */
#include "emit/prose.h"
#include "meaning/words.h"

#include <string.h>

struct maker {
	struct arena *a;
	const struct model *m;
};

/* A condition and whether it is denied. */
struct part {
	const struct ex *x;
	bool no;
};
typedef VEC(struct part) parts;

static struct clause *make(const struct maker *k, const struct ex *x, bool no);
static bool is_long(const struct ex *x);

#define CARRIED 4 /* conditions into which `ikke` is carried down */

static struct clause *clause_new(const struct maker *k, enum clause_kind kind)
{
	struct clause *c = arena_array(k->a, struct clause, 1);
	*c = (struct clause){.kind = kind, .input = NONE};
	return c;
}

static struct clause *said(const struct maker *k, const char *main, const char *sub)
{
	struct clause *c = clause_new(k, CLAUSE_SAID);
	c->said = (struct said){main, sub};
	return c;
}

/* ---- one input ------------------------------------------------------------------------------------------ */

static const char *judge(const struct maker *k, const struct input *in)
{
	if (in->kind != INPUT_ASSESSMENT)
		return NULL;
	const char *by = prose_by(k->a, k->m, in->by.at, in->by.n);
	return by ? by : SAY(k->m, "kommunen", "the municipality");
}

static const char *open_answer(const struct maker *k, const char *answer)
{
	return arena_printf(k->a,
	                    SAY(k->m, "svaret på det åbne spørgsmål nedenfor er »%s«",
	                        "the open question below is answered “%s”"),
	                    answer);
}

/* The question with its answer, where no sentence can be made of it. */
static struct clause *quoted(const struct maker *k, uint32_t input, const char *answer)
{
	const struct input *in = &k->m->inputs.at[input];
	const char *question = question_bare(k->a, in->question);
	const char *name = prose_plain(k->a, k->m, in->text);
	struct clause *c;
	if (in->kind == INPUT_UNCLEAR)
		c = said(k, open_answer(k, answer), open_answer(k, answer));
	else if (!question)
		c = said(k, arena_printf(k->a, "%s: %s", name, answer),
		         arena_printf(k->a, "%s: %s", name, answer));
	else if (in->type.vt == VT_BOOL)
		c = said(k, arena_printf(k->a, "%s %s", question, prose_capital(k->a, answer)),
		         arena_printf(k->a, SAY(k->m, "svaret er %s på »%s«", "the answer is %s to “%s”"),
		                      answer, question));
	else
		c = said(k, arena_printf(k->a, "%s %s", question, prose_capital(k->a, answer)),
		         arena_printf(k->a,
		                      SAY(k->m, "svaret på »%s« er »%s«", "the answer to “%s” is “%s”"),
		                      question, answer));
	c->quotes = true;
	c->is_reading = in->kind == INPUT_UNCLEAR;
	c->by = judge(k, in);
	c->input = input;
	c->cell = answer;
	return c;
}

/* A phrase that is a sentence of its own: "målet er nået". */
static bool is_clause(const struct maker *k, const char *phrase)
{
	return k->m->words == LANG_DA && strstr(phrase, " er ") && strncmp(phrase, "er ", 3) != 0;
}

/* "målet er ikke nået" as it stands after "hvis": "målet ikke er nået". */
static const char *denied_clause(const struct maker *k, const char *phrase)
{
	const char *at = strstr(phrase, " er ikke ");
	return at ? arena_printf(k->a, "%.*s ikke er %s", (int)(at - phrase), phrase, at + 9) : phrase;
}

static struct clause *yes_no(const struct maker *k, uint32_t input, bool no)
{
	const struct input *in = &k->m->inputs.at[input];
	const char *answer = no ? SAY(k->m, "nej", "no") : SAY(k->m, "ja", "yes");
	const char *phrase = no ? in->phrase_no : in->phrase_yes;
	struct said s;
	if (in->question && phrase && is_clause(k, phrase) &&
	    !question_yes(k->a, k->m, in->question, no, &s)) {
		s = (struct said){phrase, denied_clause(k, phrase)};
	} else if (!question_yes(k->a, k->m, in->question, no, &s)) {
		if (in->question || !phrase)
			return quoted(k, input, answer);
		s = (struct said){phrase, phrase};
	}
	struct clause *c = said(k, s.main, s.sub);
	c->by = judge(k, in);
	c->input = input;
	c->cell = answer;
	return c;
}

/* ---- choices -------------------------------------------------------------------------------------------- */

static bool compares(enum cmp cmp, int64_t a, int64_t b)
{
	switch (cmp) {
	case CMP_LT:
		return a < b;
	case CMP_LE:
		return a <= b;
	case CMP_EQ:
		return a == b;
	case CMP_NE:
		return a != b;
	case CMP_GE:
		return a >= b;
	case CMP_GT:
		return a > b;
	}
	return false;
}

static bool is_choice(const struct part *p)
{
	const struct ex *x = p->x;
	return x->kind == EX_CMP && x->kids.at[0]->kind == EX_INPUT && x->kids.at[0]->vt == VT_ENUM &&
	       x->kids.at[1]->kind == EX_CONST;
}

/* "a, b eller c"; of an ordered type "a til c". */
static const char *list_text(const struct maker *k, const struct type_m *t, const bool *holds,
                             bool yes)
{
	struct text out = {.a = k->a};
	int64_t first = -1, last = -1, n = 0, done = 0;
	for (int64_t v = 0; v < (int64_t)t->choices.n; v++) {
		if (holds[v] != yes)
			continue;
		first = first < 0 ? v : first;
		last = v;
		n++;
	}
	bool run = t->ordered && n > 2 && last - first + 1 == n;
	for (int64_t v = 0; v < (int64_t)t->choices.n; v++) {
		if (holds[v] != yes || (run && v != first && v != last))
			continue;
		done++;
		text_printf(&out, "%s%s",
		            done == 1   ? ""
		            : run       ? SAY(k->m, " til ", " to ")
		            : done == n ? SAY(k->m, " eller ", " or ")
		                        : ", ",
		            prose_plain(k->a, k->m, words_index(k->a, k->m, t, v)));
	}
	return text_c(&out);
}

/* The values that parts [from, to) leave, all or any of them. */
static struct clause *choices(const struct maker *k, const parts *list, uint32_t from, uint32_t to,
                              bool all)
{
	uint32_t input = list->at[from].x->kids.at[0]->index, n = 0;
	const struct input *in = &k->m->inputs.at[input];
	const struct type_m *t = &in->type;
	bool *holds = arena_array(k->a, bool, 2 * t->choices.n + 2), *every = holds + t->choices.n + 1;
	for (uint32_t v = 0; v < t->choices.n; v++) {
		holds[v] = all;
		every[v] = true;
		for (uint32_t i = from; i < to; i++) {
			const struct ex *x = list->at[i].x;
			bool one = compares(x->cmp, v, x->kids.at[1]->number.p) != list->at[i].no;
			holds[v] = all ? holds[v] && one : holds[v] || one;
		}
		n += holds[v];
	}
	bool deny = n > 2 && n + 1 == t->choices.n;
	const char *cell = list_text(k, t, holds, !deny);
	if (deny)
		cell = arena_printf(k->a,
		                    in->question && strncmp(in->question, "Hvem ", 5) == 0
		                        ? "en anden end %s"
		                        : SAY(k->m, "alt andet end %s", "anything but %s"),
		                    cell);
	const char *before = in->kind == INPUT_UNCLEAR ? NULL
	                                               : question_answer(k->a, k->m, in->question,
	                                                                 list_text(k, t, every, true));
	struct clause *c = quoted(k, input, cell);
	if (!before)
		return c;
	c->said.main = c->said.sub = arena_printf(k->a, "%s %s", before, cell);
	c->quotes = false;
	return c;
}

/* ---- ranges --------------------------------------------------------------------------------------------- */

struct range {
	const struct ex *term, *lo, *hi;
	bool over, below, differs; /* strict ends; "er ikke" */
};

static enum cmp denied(enum cmp cmp)
{
	static const enum cmp opposite[] = {[CMP_LT] = CMP_GE, [CMP_LE] = CMP_GT, [CMP_EQ] = CMP_NE,
	                                    [CMP_NE] = CMP_EQ, [CMP_GE] = CMP_LT, [CMP_GT] = CMP_LE};
	return opposite[cmp];
}

static enum cmp cmp_of(const struct part *p)
{
	return p->no ? denied(p->x->cmp) : p->x->cmp;
}

static bool is_least(enum cmp cmp)
{
	return cmp == CMP_GE || cmp == CMP_GT;
}

static bool is_most(enum cmp cmp)
{
	return cmp == CMP_LE || cmp == CMP_LT;
}

static bool is_measured(const struct part *p)
{
	return p->x->kind == EX_CMP && p->x->kids.at[0]->kind == EX_INPUT &&
	       p->x->kids.at[0]->vt == VT_QUANTITY && p->x->kids.at[1]->kind == EX_CONST;
}

/* -1: no value of the input meets it; 1: every one does; else 0. */
static int bound_by_type(const struct maker *k, const struct part *p)
{
	if (!is_measured(p))
		return 0;
	const struct type_m *t = &k->m->inputs.at[p->x->kids.at[0]->index].type;
	struct num lo = num_mul(num_int(t->lo), t->grain), hi = num_mul(num_int(t->hi), t->grain);
	struct num n = p->x->kids.at[1]->number;
	if (!num_ok(lo) || !num_ok(hi) || !num_ok(n))
		return 0;
	int low = num_cmp(n, lo), high = num_cmp(n, hi);
	switch (cmp_of(p)) {
	case CMP_LT:
		return low <= 0 ? -1 : high > 0;
	case CMP_LE:
		return low < 0 ? -1 : high >= 0;
	case CMP_GE:
		return high > 0 ? -1 : low <= 0;
	case CMP_GT:
		return high >= 0 ? -1 : low < 0;
	case CMP_EQ:
	case CMP_NE:
		break;
	}
	return 0;
}

/* An end of a range of whole things moved inside: "under 18 år" is "til 17 år". */
static const struct ex *inner(const struct maker *k, const struct ex *x, const struct ex *term,
                              int step)
{
	if (term->kind != EX_INPUT || x->kind != EX_CONST)
		return NULL;
	const struct type_m *t = &k->m->inputs.at[term->index].type;
	if (x->measure.dim == DIM_MONEY || x->measure.dim == DIM_MINUTE || !num_ok(t->grain))
		return NULL;
	struct ex *y = arena_array(k->a, struct ex, 1);
	*y = *x;
	y->number = num_add(x->number, num_mul(num_int(step), t->grain));
	return y;
}

static const char *both_ends(const struct maker *k, const struct range *r)
{
	const struct ex *lo = r->over ? inner(k, r->lo, r->term, 1) : r->lo;
	const struct ex *hi = r->below ? inner(k, r->hi, r->term, -1) : r->hi;
	if (!lo || !hi)
		return arena_printf(k->a, SAY(k->m, "%s %s og %s %s", "%s %s and %s %s"),
		                    r->over ? SAY(k->m, "over", "above") : SAY(k->m, "mindst", "at least"),
		                    prose_ex(k->a, k->m, r->lo),
		                    r->below ? SAY(k->m, "under", "below") : SAY(k->m, "højst", "at most"),
		                    prose_ex(k->a, k->m, r->hi));
	const char *from = prose_ex(k->a, k->m, lo), *to = prose_ex(k->a, k->m, hi);
	size_t n = strcspn(from, " ");
	bool once = strcmp(from + n, to + strcspn(to, " ")) == 0;
	if (strcmp(from, to) == 0)
		return from;
	return arena_printf(k->a, SAY(k->m, "fra %.*s til %s", "from %.*s to %s"),
	                    (int)(once ? n : strlen(from)), from, to);
}

static const char *day_end(const struct maker *k, const struct ex *x)
{
	const char *day = prose_ex(k->a, k->m, x);
	return x->kind == EX_CONST && x->vt == VT_DATE && k->m->words == LANG_DA
	         ? arena_printf(k->a, "den %s", day)
	         : day;
}

static const char *range_cell(const struct maker *k, const struct range *r)
{
	bool day = r->term->vt == VT_DATE || r->term->vt == VT_CLOCK;
	const char *least = r->over ? day ? SAY(k->m, "efter", "after") : SAY(k->m, "over", "above")
	                  : day ? SAY(k->m, "tidligst", "no earlier than")
	                            : SAY(k->m, "mindst", "at least");
	const char *most = r->below ? day ? SAY(k->m, "før", "before") : SAY(k->m, "under", "below")
	                 : day ? SAY(k->m, "senest", "no later than")
	                            : SAY(k->m, "højst", "at most");
	if (r->differs)
		return arena_printf(k->a, SAY(k->m, "ikke %s", "not %s"), prose_ex(k->a, k->m, r->lo));
	if (r->lo == r->hi)
		return day ? day_end(k, r->lo) : prose_ex(k->a, k->m, r->lo);
	if (r->lo && r->hi && !day)
		return both_ends(k, r);
	const char *lo = r->lo ? arena_printf(k->a, "%s %s", least, day_end(k, r->lo)) : NULL;
	const char *hi = r->hi ? arena_printf(k->a, "%s %s", most, day_end(k, r->hi)) : NULL;
	return lo && hi ? arena_printf(k->a, SAY(k->m, "%s og %s", "%s and %s"), lo, hi) : lo ? lo : hi;
}

/* Who the age is of. */
static const char *person(const struct maker *k)
{
	const char *who = k->m->age_input == NONE
	                    ? NULL
	                    : question_subject(k->a, k->m, k->m->inputs.at[k->m->age_input].question);
	return who ? who : SAY(k->m, "barnet eller den unge", "the child or young person");
}

static struct clause *ranged(const struct maker *k, const struct range *r)
{
	const struct ex *t = r->term;
	const char *cell = range_cell(k, r), *says = NULL;
	bool input = t->kind == EX_INPUT;
	const char *question = input ? k->m->inputs.at[t->index].question : NULL;
	const char *subject = question_subject(k->a, k->m, question);
	if (t->kind == EX_AGE) {
		const struct ex *on = t->kids.at[1];
		says = arena_printf(k->a, SAY(k->m, "%s er %s %s", "%s is %s %s"), person(k), cell,
		                    prose_ex(k->a, k->m, on));
	} else if (input && t->vt == VT_DATE) {
		const char *moment = prose_moment(k->a, k->m, t->index);
		says = k->m->inputs.at[t->index].kind == INPUT_CASE_DATE
		         ? arena_printf(k->a, SAY(k->m, "datoen er %s", "the date is %s"), cell)
		     : moment ? arena_printf(k->a, "%s %s", moment, cell)
		              : arena_printf(k->a, SAY(k->m, "%s er %s", "%s is %s"),
		                             prose_input(k->a, k->m, t->index), cell);
	} else if (input && !subject && question) {
		return quoted(k, t->index, cell);
	} else {
		says = arena_printf(k->a, SAY(k->m, "%s er %s", "%s is %s"),
		                    subject ? subject : prose_ex(k->a, k->m, t), cell);
	}
	struct clause *c = said(k, says, says);
	c->by = input ? judge(k, &k->m->inputs.at[t->index]) : NULL;
	c->input = input ? t->index : NONE;
	c->cell = input ? cell : NULL;
	return c;
}

static struct clause *compared(const struct maker *k, const struct part *p,
                               const struct part *second)
{
	struct range r = {.term = p->x->kids.at[0]};
	const struct part *both[2] = {p, second};
	for (int i = 0; i < 2 && both[i]; i++) {
		enum cmp cmp = cmp_of(both[i]);
		const struct ex *end = both[i]->x->kids.at[1];
		if (cmp != CMP_LT && cmp != CMP_LE)
			r.lo = end;
		if (cmp != CMP_GT && cmp != CMP_GE)
			r.hi = end;
		r.over |= cmp == CMP_GT;
		r.below |= cmp == CMP_LT;
		r.differs |= cmp == CMP_NE;
	}
	return ranged(k, &r);
}

/* ---- one condition -------------------------------------------------------------------------------------- */

static const char *service_name(const struct maker *k, uint32_t service)
{
	const struct service *s = &k->m->services.at[service];
	return s->title ? s->title : prose_plain(k->a, k->m, s->text);
}

static struct clause *covered(const struct maker *k, uint32_t service, bool no)
{
	const char *says = arena_printf(
		k->a,
		no ? SAY(k->m, "målgruppen for »%s« ikke passer", "the target group of “%s” does not fit")
		   : SAY(k->m, "målgruppen for »%s« passer", "the target group of “%s” fits"),
		service_name(k, service));
	const char *main = !no || k->m->words == LANG_EN
	                     ? says
	                     : arena_printf(k->a, "målgruppen for »%s« passer ikke",
	                                    service_name(k, service));
	return said(k, main, says);
}

static struct clause *hole(const struct maker *k, const struct ex *x)
{
	const char *says = x->vague
	                     ? arena_printf(k->a,
	                                    SAY(k->m, "en betingelse, som kataloget kun kalder »%s«",
	                                        "a condition that the catalogue only calls “%s”"),
	                                    x->vague)
	                     : SAY(k->m, "en betingelse, som kataloget ikke nævner",
	                           "a condition that the catalogue does not state");
	struct clause *c = said(k, says,
	                        arena_printf(k->a, SAY(k->m, "%s, er opfyldt", "%s is met"), says));
	return c;
}

static struct clause *alone(const struct maker *k, const struct part *p)
{
	const struct ex *x = p->x;
	if (x->kind == EX_CMP && is_choice(p)) {
		parts one = {0};
		vec_push(k->a, &one, *p);
		return choices(k, &one, 0, 1, true);
	}
	if (x->kind == EX_CMP &&
	    (x->kids.at[0]->vt == VT_QUANTITY || x->kids.at[0]->vt == VT_DATE ||
	     x->kids.at[0]->vt == VT_CLOCK || cmp_of(p) == CMP_EQ || cmp_of(p) == CMP_NE))
		return compared(k, p, NULL);
	if (x->kind == EX_INPUT && x->vt == VT_BOOL)
		return yes_no(k, x->index, p->no);
	if (x->kind == EX_COVERED)
		return covered(k, x->index, p->no);
	if (x->kind == EX_HOLE)
		return hole(k, x);
	const char *says = arena_printf(k->a, "%s%s", p->no ? SAY(k->m, "ikke: ", "not: ") : "",
	                                prose_ex(k->a, k->m, x));
	return said(k, says, says);
}

/* ---- several -------------------------------------------------------------------------------------------- */

/* The parts that all, or any, must hold, with `ikke` carried down. */
static void gather(const struct maker *k, const struct ex *x, bool no, bool all, parts *out)
{
	while (x->kind == EX_NOT) {
		x = x->kids.at[0];
		no = !no;
	}
	bool list = ((x->kind == EX_AND && all != no) || (x->kind == EX_OR && all == no)) &&
	            !(no && is_long(x));
	for (uint32_t i = 0; list && i < x->kids.n; i++)
		gather(k, x->kids.at[i], no, all, out);
	if (!list)
		vec_push(k->a, out, ((struct part){x, no}));
}

static bool same_term(const struct ex *a, const struct ex *b)
{
	return a == b || (a->kind == EX_INPUT && b->kind == EX_INPUT && a->index == b->index);
}

/* Parts i and i + 1 are the two ends of a range. */
static bool is_range(const parts *list, uint32_t i)
{
	const struct part *p = &list->at[i], *q = p + 1;
	if (i + 1 >= list->n || p->x->kind != EX_CMP || q->x->kind != EX_CMP ||
	    !same_term(p->x->kids.at[0], q->x->kids.at[0]) || p->x->kids.at[0]->vt == VT_ENUM)
		return false;
	enum cmp x = cmp_of(p), y = cmp_of(q);
	return (is_least(x) && is_most(y)) || (is_most(x) && is_least(y));
}

static bool same_choice(const parts *list, uint32_t i, uint32_t to)
{
	return to < list->n && is_choice(&list->at[i]) && is_choice(&list->at[to]) &&
	       list->at[i].x->kids.at[0]->index == list->at[to].x->kids.at[0]->index;
}

static bool already(const struct clause *into, const struct clause *c)
{
	for (uint32_t i = 0; i < into->kids.n; i++) {
		const struct clause *k = into->kids.at[i];
		if (k->kind == CLAUSE_SAID && c->kind == CLAUSE_SAID &&
		    strcmp(k->said.main, c->said.main) == 0)
			return true;
	}
	return false;
}

static void add(const struct maker *k, struct clause *into, struct clause *c)
{
	if (c->kind == into->kind)
		for (uint32_t i = 0; i < c->kids.n; i++)
			add(k, into, c->kids.at[i]);
	else if (!already(into, c))
		vec_push(k->a, &into->kids, c);
}

static struct clause *several(const struct maker *k, const struct ex *x, bool no)
{
	bool all = (x->kind == EX_AND) != no;
	struct clause *c = clause_new(k, all ? CLAUSE_ALL : CLAUSE_ANY);
	parts list = {0};
	gather(k, x, no, all, &list);
	for (uint32_t i = 0, to; i < list.n; i = to) {
		to = i + 1;
		if (bound_by_type(k, &list.at[i]) == (all ? 1 : -1) && list.n > 1)
			continue;
		while (same_choice(&list, i, to))
			to++;
		if (to > i + 1) {
			add(k, c, choices(k, &list, i, to, all));
		} else if (all && is_range(&list, i)) {
			add(k, c, compared(k, &list.at[i], &list.at[i + 1]));
			to = i + 2;
		} else {
			add(k, c, make(k, list.at[i].x, list.at[i].no));
		}
	}
	return c->kids.n == 1 ? c->kids.at[0] : c;
}

/* `x når y` in a list of which all must hold. */
static struct clause *where(const struct maker *k, const struct ex *x)
{
	struct clause *c = clause_new(k, CLAUSE_IF);
	vec_push(k->a, &c->kids, make(k, x->kids.at[0]->kids.at[0], false));
	vec_push(k->a, &c->kids, make(k, x->kids.at[1], false));
	return c;
}

static struct clause *counted(const struct maker *k, const struct ex *x, bool no)
{
	static const char *const words[2][6] = {
		{"færre end", "højst", "netop", "ikke netop", "mindst", "flere end"},
		{"fewer than", "at most", "exactly", "not exactly", "at least", "more than"},
	};
	struct clause *c = clause_new(k, CLAUSE_COUNT);
	c->how = arena_printf(k->a, "%s %s", words[k->m->words][no ? denied(x->cmp) : x->cmp],
	                      num_text(k->a, x->number, k->m->style));
	for (uint32_t i = 0; i < x->kids.n; i++)
		vec_push(k->a, &c->kids, make(k, x->kids.at[i], false));
	return c;
}

/* How many single conditions it has. */
static uint32_t leaves(const struct ex *x)
{
	bool list = x->kind == EX_AND || x->kind == EX_OR || x->kind == EX_NOT;
	uint32_t n = !list;
	for (uint32_t i = 0; list && i < x->kids.n; i++)
		n += leaves(x->kids.at[i]);
	return n;
}

/* A long condition is denied as a whole: turned inside out, nobody would know it again. */
static bool is_long(const struct ex *x)
{
	return leaves(x) > CARRIED && (x->kind == EX_AND || x->kind == EX_OR);
}

static struct clause *none_of(const struct maker *k, const struct ex *x)
{
	struct clause *c = clause_new(k, CLAUSE_NOT);
	vec_push(k->a, &c->kids, make(k, x, false));
	return c;
}

static struct clause *make(const struct maker *k, const struct ex *x, bool no)
{
	while (x->kind == EX_NOT) {
		x = x->kids.at[0];
		no = !no;
	}
	if (x->kind == EX_COUNT)
		return counted(k, x, no);
	if (no && is_long(x))
		return none_of(k, x);
	bool pair = x->kind == EX_OR && !no && x->kids.n == 2;
	if (pair && x->kids.at[0]->kind == EX_NOT && x->kids.at[0]->kids.at[0]->kind != EX_NOT &&
	    x->kids.at[1]->kind != EX_NOT)
		return where(k, x);
	if (x->kind == EX_AND || x->kind == EX_OR)
		return several(k, x, no);
	return alone(k, &(struct part){x, no});
}

struct clause *prose_clause(struct arena *a, const struct model *m, const struct ex *x)
{
	struct maker k = {a, m};
	return x ? make(&k, x, false) : NULL;
}

/* ---- after "hvis" --------------------------------------------------------------------------------------- */

#define INLINE_KIDS 3
#define INLINE_BYTES 220

/* "rådgiveren vurderer, at …"; whoever assessed the one before is not named again. */
static void put_sub(struct text *t, const struct model *m, const struct clause *c,
                    const struct clause *before)
{
	bool judged = c->by && !c->quotes;
	bool again = judged && before && before->by && !before->quotes &&
	             strcmp(before->by, c->by) == 0;
	if (again)
		text_puts(t, SAY(m, "at ", "that "));
	else if (judged)
		text_printf(t, SAY(m, "%s vurderer, at ", "%s finds that "), c->by);
	text_puts(t, c->said.sub);
}

const char *prose_inline(struct arena *a, const struct model *m, const struct clause *c)
{
	struct text t = {.a = a};
	if (c->kind == CLAUSE_SAID) {
		put_sub(&t, m, c, NULL);
		return text_c(&t);
	}
	if ((c->kind != CLAUSE_ALL && c->kind != CLAUSE_ANY) || c->kids.n > INLINE_KIDS)
		return NULL;
	bool all = c->kind == CLAUSE_ALL;
	for (uint32_t i = 0; i < c->kids.n; i++) {
		if (c->kids.at[i]->kind != CLAUSE_SAID)
			return NULL;
		text_puts(&t, !i ? "" : all ? SAY(m, ", og ", ", and ") : SAY(m, ", eller ", ", or "));
		put_sub(&t, m, c->kids.at[i], i ? c->kids.at[i - 1] : NULL);
	}
	return t.n <= INLINE_BYTES ? text_c(&t) : NULL;
}
