/* SPDX-License-Identifier: MIT
 *
 * What one service says, part by part. A part that everybody asks about is never left out: where the catalogue is
 * silent, that is said, and what is open stands together at the end in kind words.
 */
#include "emit/citizen_part.h"

#include "meaning/words.h"
#include "space/dd_read.h"

#include <string.h>

static void point(const struct citizen *c, struct points *out, enum part part, const char *label,
                  const char *html)
{
	if (!html || !*html)
		return;
	for (uint32_t i = 0; i < out->list.n; i++) {
		const struct point *p = &out->list.at[i];
		if (p->part == part && strcmp(p->label, label) == 0 && strcmp(p->html, html) == 0)
			return;
	}
	vec_push(c->a, &out->list, ((struct point){part, label, html}));
}

static const char *escaped(const struct citizen *c, const char *s)
{
	struct text t = {.a = c->a};
	html_put(&t, s);
	return text_c(&t);
}

/* ---- what is open --------------------------------------------------------------------------------------- */

static void open_point(const struct citizen *c, struct points *out, const char *label,
                       const char *text)
{
	point(c, out, PART_OPEN, label, escaped(c, text));
}

static void open_hole(const struct citizen *c, struct points *out, uint32_t heading,
                      const struct statement *st)
{
	const char *about = citizen_about(c, heading);
	if (st->text)
		about = arena_printf(c->a, SAY(c->m, "%s (der står kun »%s«)", "%s (it only says “%s”)"),
		                     about, st->text);
	open_point(c, out, SAY(c->m, "Det står ikke i kataloget", "Not in the catalogue"), about);
}

/* Which inputs an expression reads, its headings' services aside. */
static void mark(const struct ex *x, bool *reads)
{
	if (!x)
		return;
	if (x->kind == EX_INPUT)
		reads[x->index] = true;
	for (uint32_t i = 0; i < x->kids.n; i++)
		mark(x->kids.at[i], reads);
}

static void mark_provision(const struct citizen *c, const struct provision_m *p, bool *reads)
{
	mark(p->when, reads);
	for (uint32_t i = 0; i < p->rules; i++) {
		const struct rule *r = &c->m->rules.at[p->first_rule + i];
		mark(r->when, reads);
		for (uint32_t k = 0; k < r->statements.n; k++) {
			mark(r->statements.at[k].lower, reads);
			mark(r->statements.at[k].upper, reads);
		}
	}
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		mark_provision(c, &c->m->provisions.at[p->exceptions.at[i]], reads);
}

static void open_readings(const struct citizen *c, struct points *out, const bool *reads)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct input *in = &c->m->inputs.at[i];
		if (!reads[i] || in->kind != INPUT_UNCLEAR || in->tie)
			continue;
		struct text t = {.a = c->a};
		text_puts(&t, in->question ? in->question
		                           : prose_capital(c->a, prose_plain(c->a, c->m, in->text)));
		text_puts(&t, SAY(c->m, " Det har kommunen ikke afgjort. Svaret kan være ",
		                  " That is not settled. It can be "));
		for (uint32_t k = 0; k < in->type.choices.n; k++)
			text_printf(&t, "%s»%s«", !k ? "" : SAY(c->m, " eller ", " or "),
			            prose_plain(c->a, c->m, words_index(c->a, c->m, &in->type, k)));
		text_puts(&t, ".");
		open_point(c, out, SAY(c->m, "Åbent spørgsmål", "Open question"), text_c(&t));
	}
}

static const struct statement *statement_in(const struct model *m, uint32_t rule, uint32_t slot)
{
	const struct rule *r = &m->rules.at[rule];
	for (uint32_t i = 0; i < r->statements.n; i++)
		if (r->statements.at[i].slot == slot)
			return &r->statements.at[i];
	return NULL;
}

static void open_conflict(const struct citizen *c, struct points *out, uint32_t slot,
                          const struct plain *p)
{
	const struct slot *q = &c->m->slots.at[slot];
	const struct statement *one = p->n_rules ? statement_in(c->m, p->rules[0], slot) : NULL;
	const struct statement *two = p->other != NONE ? statement_in(c->m, p->other, slot) : NULL;
	if (!one || !two)
		return;
	open_point(c, out,
	           SAY(c->m, "Til nogle siger kataloget to ting på én gang",
	               "To some the catalogue says two things at once"),
	           arena_printf(c->a, SAY(c->m, "%s: »%s« og »%s«", "%s: “%s” and “%s”"),
	                        citizen_about(c, q->heading), citizen_value(c, one, q),
	                        citizen_value(c, two, q)));
}

/* Can anybody meet this leaf on the catalogue's days? */
static bool is_met(const struct citizen *c, uint32_t slot, uint32_t leaf)
{
	struct space *s = c->s;
	dd_allow(s->dd, SPACE_BUDGET);
	dd there = dd_and(s->dd, s->domain,
	                  space_for_all_holes(s, dd_where(s->dd, s->slot[slot], leaf)));
	return there != DD_BAD && there != DD_FALSE && space_possible(s, there) == FEAS_YES;
}

static void open_slot(const struct citizen *c, struct points *out, uint32_t slot, bool *gap)
{
	dd f = c->s->slot[slot];
	if (f == DD_BAD)
		return;
	struct dd_values leaves = dd_possible(c->s->dd, f, NULL, c->a);
	for (uint32_t i = 0; i < leaves.n; i++) {
		const struct leaf *l = &c->s->leaves.at[leaves.at[i]];
		bool conflict = l->p.kind == PLAIN_CONFLICT && l->p.conflict == CONFLICT_VALUES;
		bool silent = l->p.kind == PLAIN_SILENT && l->p.silence == SILENCE_GAP;
		if (l->impossible || !(conflict || (silent && !*gap)) || !is_met(c, slot, leaves.at[i]))
			continue;
		if (conflict) {
			open_conflict(c, out, slot, &l->p);
			continue;
		}
		*gap = true;
		open_point(c, out, SAY(c->m, "Det står der kun noget om for nogle", "Only said for some"),
		           citizen_about(c, c->m->slots.at[slot].heading));
	}
}

static void open_scope(const struct citizen *c, struct points *out, uint32_t service)
{
	dd f = c->s->inside[service];
	if (f == DD_BAD)
		return;
	struct dd_values values = dd_possible(c->s->dd, f, NULL, c->a);
	for (uint32_t i = 0; i < values.n; i++) {
		if (values.at[i] < 2)
			continue;
		dd_allow(c->s->dd, SPACE_BUDGET);
		dd there = dd_and(c->s->dd, c->s->domain,
		                  space_for_all_holes(c->s, dd_where(c->s->dd, f, values.at[i])));
		if (there == DD_BAD || there == DD_FALSE || space_possible(c->s, there) != FEAS_YES)
			continue;
		open_point(c, out, "",
		           values.at[i] == 2 ? SAY(c->m,
		                                   "Kataloget beskriver flere steder, hvem der kan få "
		                                   "hjælpen, og siger ikke det samme.",
		                                   "The catalogue says in several places who can get this "
		                                   "help, and not the same.")
		                             : SAY(c->m,
		                                   "For nogle henviser to slags hjælp til hinanden. Spørg "
		                                   "kommunen, hvilken du kan få.",
		                                   "For some, two kinds of help refer to each other. Ask "
		                                   "which one you can get."));
	}
}

/* Everybody asks about it. */
static bool is_asked(const struct citizen *c, uint32_t heading)
{
	const char *label;
	enum part part = citizen_place(c, heading, &label);
	return part == PART_MUCH || part == PART_DECIDES || part == PART_ANSWER || part == PART_COST ||
	       part == PART_APPEAL;
}

/* All that the service says under the heading is said of all help at the top of the page. */
static bool is_common(const struct citizen *c, const struct heading_use *u)
{
	const char *label;
	struct point p = {.part = citizen_place(c, u->heading, &label)};
	p.label = label;
	for (uint32_t k = 0; k < u->provisions.n; k++) {
		p.html = citizen_provision(c, u->provisions.at[k]);
		if (p.html && !citizen_says(&c->shared, &p))
			return false;
	}
	return true;
}

static void open_points(const struct citizen *c, struct points *out, uint32_t service,
                        const bool *reads)
{
	const struct service *s = &c->m->services.at[service];
	open_scope(c, out, service);
	for (uint32_t i = 0; i < s->uses.n; i++) {
		const struct heading_use *u = &s->uses.at[i];
		const struct heading *h = &c->m->headings.at[u->heading];
		bool several = h->several, gap = !h->required && !is_asked(c, u->heading);
		if (is_common(c, u))
			continue;
		for (uint32_t k = 0; k < u->slots && !several; k++)
			open_slot(c, out, u->first_slot + k, &gap);
	}
	open_readings(c, out, reads);
}

/* ---- assessments ---------------------------------------------------------------------------------------- */

static void judged_points(const struct citizen *c, struct points *out, const bool *reads)
{
	for (uint32_t i = 0; i < c->m->inputs.n; i++) {
		const struct input *in = &c->m->inputs.at[i];
		if (!reads[i] || in->kind != INPUT_ASSESSMENT)
			continue;
		const char *by = prose_by(c->a, c->m, in->by.at, in->by.n);
		const char *label = by ? arena_printf(c->a, SAY(c->m, "%s vurderer", "%s assesses"),
		                                      prose_capital(c->a, by))
		                       : SAY(c->m, "Kataloget siger ikke, hvem der vurderer",
		                             "It is not said who assesses");
		point(c, out, PART_JUDGED, label,
		      escaped(c, in->question ? in->question
		                              : prose_capital(c->a, prose_plain(c->a, c->m, in->text))));
	}
}

/* ---- headings ------------------------------------------------------------------------------------------- */

static void hole_points(const struct citizen *c, struct points *out, const struct provision_m *p)
{
	for (uint32_t i = 0; i < p->rules; i++) {
		const struct rule *r = &c->m->rules.at[p->first_rule + i];
		for (uint32_t k = 0; k < r->statements.n; k++)
			if (r->statements.at[k].kind == ST_HOLE) {
				open_hole(c, out, p->heading, &r->statements.at[k]);
				break;
			}
	}
	for (uint32_t i = 0; i < p->exceptions.n; i++)
		hole_points(c, out, &c->m->provisions.at[p->exceptions.at[i]]);
}

/* Every `afsnit` of the service; the model keeps the last one only. */
static void section_points(const struct citizen *c, struct points *out, const struct service *s)
{
	const struct block *b = &s->decl->u.service.block;
	name_id da = intern_find(c->m->names, "afsnit", 6), en = intern_find(c->m->names, "section", 7);
	for (uint32_t i = 0; i < b->items.n; i++) {
		const struct provision *p = b->items.at[i].provision;
		if (b->items.at[i].kind != ITEM_PROVISION || (p->label.id != da && p->label.id != en) ||
		    !p->body.value || p->body.value->kind != EXPR_STRING)
			continue;
		point(c, out, PART_LAW,
		      SAY(c->m, "I kataloget står det under", "In the catalogue it stands under"),
		      escaped(c, str_c(c->a, p->body.value->u.string.text)));
	}
}

static void law_points(struct citizen *c, struct points *out, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	for (uint32_t i = 0; i < s->basis.n; i++) {
		struct text t = {.a = c->a};
		struct clause *when = prose_clause(c->a, c->m, s->basis.at[i].when);
		const char *inside = when ? prose_inline(c->a, c->m, when) : NULL;
		html_put(&t, prose_capital(c->a, citizen_law(c, s->basis.at[i].law, s->basis.at[i].para)));
		if (inside)
			html_put(&t, arena_printf(c->a, SAY(c->m, ", hvis %s", " if %s"), inside));
		if (when && !inside) {
			html_put(&t, SAY(c->m, ", hvis:", " if:"));
			citizen_list(c, &t, when);
		}
		point(c, out, PART_LAW, SAY(c->m, "Hjælpen bygger på", "The help rests on"), text_c(&t));
	}
	section_points(c, out, s);
}

struct points citizen_points(struct citizen *c, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	struct points out = {0};
	for (uint32_t i = 0; i < s->uses.n; i++) {
		const struct heading_use *u = &s->uses.at[i];
		const char *label;
		enum part part = citizen_place(c, u->heading, &label);
		for (uint32_t k = 0; k < u->provisions.n; k++)
			point(c, &out, part, label, citizen_provision(c, u->provisions.at[k]));
	}
	return out;
}

void citizen_rest(struct citizen *c, struct points *out, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	bool *reads = arena_array(c->a, bool, c->m->inputs.n + 1);
	memset(reads, 0, (c->m->inputs.n + 1) * sizeof *reads);
	for (uint32_t i = 0; i < s->scope.n; i++)
		mark(s->scope.at[i].when, reads);
	for (uint32_t i = 0; i < s->uses.n; i++) {
		const struct heading_use *u = &s->uses.at[i];
		bool common = is_common(c, u);
		for (uint32_t k = 0; k < u->provisions.n && !common; k++) {
			hole_points(c, out, &c->m->provisions.at[u->provisions.at[k]]);
			mark_provision(c, &c->m->provisions.at[u->provisions.at[k]], reads);
		}
	}
	judged_points(c, out, reads);
	open_points(c, out, service, reads);
	law_points(c, out, service);
}

/* ---- the page of a service ------------------------------------------------------------------------------ */

static void put_target(const struct citizen *c, struct text *t, const struct target_m *to)
{
	if (to->missing) {
		html_put(t, SAY(c->m, "kataloget siger ikke hvor", "the catalogue does not say where"));
	} else if (to->service != NONE && to->service < c->m->own_services) {
		text_puts(t, "<a href=\"#y-");
		html_put(t, c->m->services.at[to->service].ascii);
		text_puts(t, "\">");
		html_put(t, citizen_title(c, to->service));
		text_puts(t, "</a>");
	} else {
		html_put(t, to->text);
	}
}

static void put_exclusion(const struct citizen *c, struct text *t, const struct scope_line *line)
{
	struct clause *x = prose_clause(c->a, c->m, line->when);
	if (!x)
		return;
	text_puts(t, "<li>");
	citizen_clause(c, t, x);
	for (uint32_t i = 0; i < line->refer.n; i++) {
		html_put(t, i ? ", " : SAY(c->m, " Så gælder i stedet: ", " Then this applies instead: "));
		put_target(c, t, &line->refer.at[i]);
	}
	text_puts(t, line->refer.n ? ".</li>\n" : "</li>\n");
}

/* Single conditions, each as finished HTML. */
struct asked {
	VEC(const char *) list;
};

static bool has(const struct asked *list, const char *html)
{
	for (uint32_t i = 0; i < list->list.n; i++)
		if (strcmp(list->list.at[i], html) == 0)
			return true;
	return false;
}

/* The conditions of a line, without those that `before` names. */
static struct asked conditions(const struct citizen *c, const struct clause *x,
                               const struct asked *before)
{
	struct asked out = {0};
	bool all = x->kind == CLAUSE_ALL;
	for (uint32_t i = 0; i < (all ? x->kids.n : 1); i++) {
		struct text t = {.a = c->a};
		citizen_clause(c, &t, all ? x->kids.at[i] : x);
		if (!before || !has(before, text_c(&t)))
			vec_push(c->a, &out.list, text_c(&t));
	}
	return out;
}

static bool same_asked(const struct asked *x, const struct asked *y)
{
	bool same = x->list.n == y->list.n;
	for (uint32_t i = 0; i < x->list.n && same; i++)
		same = has(y, x->list.at[i]);
	return same;
}

static void put_asked(struct text *t, const char *lead, const struct asked *list)
{
	html_element(t, "p", lead);
	text_puts(t, "\n<ul>\n");
	for (uint32_t i = 0; i < list->list.n; i++)
		text_printf(t, "<li>%s</li>\n", list->list.at[i]);
	text_puts(t, "</ul>\n");
}

static struct asked shared_by(const struct citizen *c, const struct asked *x, const struct asked *y)
{
	struct asked out = {0};
	for (uint32_t i = 0; i < x->list.n; i++)
		if (has(y, x->list.at[i]))
			vec_push(c->a, &out.list, x->list.at[i]);
	return out;
}

/* Target groups one by one: where there are several, each is shown whole. How many; and what all of them ask. */
static uint32_t put_targets(const struct citizen *c, struct text *t, const struct service *s,
                            struct asked *common)
{
	struct asked first = {0};
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->scope.n; i++) {
		if (s->scope.at[i].kind != SCOPE_TARGET || !s->scope.at[i].when)
			continue;
		struct asked list = conditions(c, prose_clause(c->a, c->m, s->scope.at[i].when), NULL);
		if (n && same_asked(&list, &first))
			continue;
		const char *lead = n ? SAY(c->m, "Et andet sted i kataloget er det beskrevet sådan:",
		                           "In another place the catalogue says:")
		                 : list.list.n > 1
		                     ? SAY(c->m, "Alt dette skal passe:", "All of these have to hold:")
		                     : SAY(c->m, "Dette skal passe:", "This has to hold:");
		put_asked(t, lead, &list);
		if (!n++)
			first = *common = list;
		else
			*common = shared_by(c, common, &list);
	}
	return n;
}

/* Conditions besides the target group; what every target group has said is not said again. */
static void put_besides(const struct citizen *c, struct text *t, const struct service *s,
                        uint32_t targets, const struct asked *common)
{
	struct asked more = {0};
	for (uint32_t i = 0; i < s->scope.n; i++) {
		if (s->scope.at[i].kind != SCOPE_CONDITION || !s->scope.at[i].when)
			continue;
		const struct clause *x = prose_clause(c->a, c->m, s->scope.at[i].when);
		struct asked list = conditions(c, x, common);
		for (uint32_t k = 0; k < list.list.n; k++)
			if (!has(&more, list.list.at[k]))
				vec_push(c->a, &more.list, list.list.at[k]);
	}
	if (more.list.n)
		put_asked(t,
		          targets ? SAY(c->m, "Desuden skal dette passe:", "Besides, this has to hold:")
		                  : SAY(c->m, "Dette skal passe:", "This has to hold:"),
		          &more);
	else if (!targets)
		html_element(t, "p",
		             SAY(c->m, "Alle. Kataloget sætter ingen betingelser.",
		                 "Everybody. The catalogue sets no conditions."));
}

static void put_who(const struct citizen *c, struct text *t, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	struct asked common = {0};
	uint32_t targets = put_targets(c, t, s, &common), excluded = 0;
	put_besides(c, t, s, targets, &common);
	for (uint32_t i = 0; i < s->scope.n; i++) {
		if (s->scope.at[i].kind != SCOPE_EXCLUSION)
			continue;
		if (!excluded++) {
			html_element(t, "p",
			             SAY(c->m, "Du kan ikke få denne hjælp, hvis noget af dette passer:",
			                 "You cannot get this help if any of this holds:"));
			text_puts(t, "<ul>\n");
		}
		put_exclusion(c, t, &s->scope.at[i]);
	}
	text_puts(t, excluded ? "</ul>\n" : "");
}

static bool is_shared(const struct citizen *c, const struct point *p)
{
	return citizen_says(&c->shared, p);
}

/* The points of one label in one list. */
static void put_label(const struct citizen *c, struct text *t, const struct points *list,
                      enum part part, const char *label, bool shared)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < list->list.n; i++) {
		const struct point *p = &list->list.at[i];
		n += p->part == part && strcmp(p->label, label) == 0 && (shared || !is_shared(c, p));
	}
	bool nested = *label && n > 1;
	if (nested) {
		text_puts(t, "<li>");
		html_element(t, "b", arena_printf(c->a, "%s:", label));
		text_puts(t, "\n<ul>\n");
	}
	for (uint32_t i = 0; i < list->list.n; i++) {
		const struct point *p = &list->list.at[i];
		if (p->part != part || strcmp(p->label, label) != 0 || (!shared && is_shared(c, p)))
			continue;
		bool table = !*label && strncmp(p->html, "\n<table", 7) == 0;
		text_puts(t, table ? "<li class=\"t\">" : "<li>");
		if (*label && !nested) {
			html_element(t, "b", arena_printf(c->a, "%s:", label));
			text_puts(t, " ");
		}
		text_printf(t, "%s</li>\n", p->html);
	}
	text_puts(t, nested ? "</ul>\n</li>\n" : "");
}

static bool put_points(const struct citizen *c, struct text *t, const struct points *list,
                       enum part part, bool shared)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < list->list.n; i++) {
		const struct point *p = &list->list.at[i];
		bool first = p->part == part && (shared || !is_shared(c, p));
		for (uint32_t k = 0; k < i && first; k++) {
			const struct point *q = &list->list.at[k];
			first = q->part != part || strcmp(q->label, p->label) != 0 ||
			        (!shared && is_shared(c, q));
		}
		if (!first)
			continue;
		if (!n++)
			text_puts(t, "<ul>\n");
		put_label(c, t, list, part, p->label, shared);
	}
	text_puts(t, n ? "</ul>\n" : "");
	return n > 0;
}

void citizen_shared(const struct citizen *c, struct text *t)
{
	for (int part = 0; part < PARTS; part++)
		put_points(c, t, &c->shared, (enum part)part, true);
}

/* What is said where the catalogue says nothing; NULL: the part is left out. */
static const char *silence(const struct citizen *c, enum part part)
{
	switch (part) {
	case PART_WHAT:
	case PART_MUCH:
	case PART_LONG:
	case PART_DECIDES:
	case PART_ANSWER:
	case PART_COST:
	case PART_APPEAL:
		return SAY(c->m, "Det siger kataloget ikke noget om. Spørg kommunen.",
		           "The catalogue says nothing about it. Ask the municipality.");
	case PART_WHO:
	case PART_RIGHTS:
	case PART_MORE:
	case PART_JUDGED:
	case PART_OPEN:
	case PART_LAW:
	case PARTS:
		break;
	}
	return NULL;
}

static const char *const titles[PARTS][2] = {
#define PART(id, da, en) [PART_##id] = {da, en},
#include "emit/citizen.def"
#undef PART
};

const char *citizen_part(const struct citizen *c, enum part part)
{
	return titles[part][c->m->words];
}

static void put_part(const struct citizen *c, struct text *t, uint32_t service, enum part part)
{
	struct text body = {.a = c->a};
	if (part == PART_WHO)
		put_who(c, &body, service);
	bool any = put_points(c, &body, &c->points[service], part, false);
	if (!any && part != PART_WHO) {
		if (!silence(c, part))
			return;
		html_element(&body, "p class=\"silent\"", silence(c, part));
	}
	text_printf(t, "<div class=\"part%s\">\n", part == PART_OPEN ? " open" : "");
	html_element(t, "h3", titles[part][c->m->words]);
	text_puts(t, "\n");
	if (part == PART_OPEN)
		html_element(t, "p",
		             SAY(c->m,
		                 "Her svarer kataloget ikke klart. Det er ikke et nej: Spørg kommunen, "
		                 "hvad der gælder for dig.",
		                 "Here the catalogue gives no clear answer. That is not a no: ask the "
		                 "municipality what holds for you."));
	text_puts(t, text_c(&body));
	if (part == PART_LONG && *c->remark)
		html_element(t, "p class=\"remark\"", c->remark);
	text_puts(t, "</div>\n");
}

void citizen_service(const struct citizen *c, struct text *t, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	text_puts(t, "<article id=\"y-");
	html_put(t, s->ascii);
	text_puts(t, "\" aria-labelledby=\"t-");
	html_put(t, s->ascii);
	text_puts(t, "\">\n<h2 id=\"t-");
	html_put(t, s->ascii);
	text_puts(t, "\">");
	html_put(t, citizen_title(c, service));
	text_puts(t, "</h2>\n");
	const char *basis = words_basis(c->a, c->m, service);
	if (basis)
		html_element(t, "p class=\"basis\"", prose_capital(c->a, basis));
	if (s->purpose)
		html_element(t, "p class=\"purpose\"", prose_plain(c->a, c->m, s->purpose));
	text_puts(t, "\n");
	for (int part = 0; part < PARTS; part++)
		put_part(c, t, service, (enum part)part);
	text_puts(t, "<p class=\"up\"><a href=\"#");
	text_puts(t, "oversigt\">");
	html_put(t, SAY(c->m, "Tilbage til oversigten", "Back to the overview"));
	text_puts(t, "</a></p>\n</article>\n");
}
