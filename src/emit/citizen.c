/* SPDX-License-Identifier: MIT
 *
 * The HTML target: NAME.html, the catalogue for the citizens it is about, made from the rules. One page that stands
 * alone: no script, no network, well-formed XML as well as HTML, for screens, screen readers and paper.
 */
#include "emit/citizen_part.h"
#include "emit/plan.h"

#include <string.h>

static const char style[] =
#include "citizen.css.inc"
	;

const char *citizen_title(const struct citizen *c, uint32_t service)
{
	const struct service *s = &c->m->services.at[service];
	return s->title ? s->title : prose_capital(c->a, prose_plain(c->a, c->m, s->text));
}

const char *citizen_law(const struct citizen *c, const char *law, const char *para)
{
	return *law ? arena_printf(c->a, "%s %s", law, para) : para;
}

/* ---- what every service says ---------------------------------------------------------------------------- */

#define SHARED_FROM 3 /* services */

bool citizen_says(const struct points *list, const struct point *p)
{
	for (uint32_t i = 0; i < list->list.n; i++) {
		const struct point *q = &list->list.at[i];
		if (q->part == p->part && strcmp(q->label, p->label) == 0 && strcmp(q->html, p->html) == 0)
			return true;
	}
	return false;
}

static void find_shared(struct citizen *c)
{
	uint32_t n = c->m->own_services;
	if (n < SHARED_FROM)
		return;
	for (uint32_t i = 0; i < c->points[0].list.n; i++) {
		const struct point *p = &c->points[0].list.at[i];
		bool everywhere = p->part == PART_MORE || p->part == PART_RIGHTS;
		for (uint32_t k = 1; k < n && everywhere; k++)
			everywhere = citizen_says(&c->points[k], p);
		if (everywhere)
			vec_push(c->a, &c->shared.list, *p);
	}
}

/* ---- the page ------------------------------------------------------------------------------------------- */

static const char *catalogue_title(const struct citizen *c)
{
	const struct catalogue *k = &c->m->catalogue;
	return k->title ? k->title
	     : k->name  ? prose_capital(c->a, prose_plain(c->a, c->m, k->name))
	                : "";
}

static void put_head(const struct citizen *c, struct text *t)
{
	text_printf(t, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
	            SAY(c->m, "da", "en"));
	text_puts(
		t, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
		   "'unsafe-inline'\"/>\n");
	html_element(t, "title", catalogue_title(c));
	text_printf(t, "\n<style>\n%s</style>\n</head>\n<body>\n", style);
	html_element(t, "a class=\"skip\" href=\"#indhold\"",
	             SAY(c->m, "Gå til indholdet", "Skip to the content"));
	text_puts(t, "\n");
}

static void put_header(const struct citizen *c, struct text *t)
{
	const struct catalogue *k = &c->m->catalogue;
	text_puts(t, "<header>\n");
	if (k->authority)
		html_element(t, "p class=\"authority\"", k->authority);
	html_element(t, "h1", catalogue_title(c));
	struct text when = {.a = c->a};
	if (k->has_adopted)
		text_printf(&when, SAY(c->m, "Vedtaget %s.", "Adopted %s."),
		            prose_date(c->a, c->m, k->adopted));
	if (k->has_from)
		text_printf(&when, SAY(c->m, "%sGælder fra %s", "%sValid from %s"), when.n ? " " : "",
		            prose_date(c->a, c->m, k->from));
	if (k->has_from && k->to != INT64_MAX)
		text_printf(&when, SAY(c->m, " til %s", " to %s"), prose_date(c->a, c->m, k->to));
	text_puts(&when, k->has_from ? "." : "");
	if (when.n)
		html_element(t, "p", text_c(&when));
	text_puts(t, "\n</header>\n");
}

static void put_intro(const struct citizen *c, struct text *t)
{
	static const char *const lines[2][3] = {
		{"Her kan du læse, hvilken hjælp kommunen giver, hvem der kan få den, og hvor meget.",
	     "Siden er ikke en afgørelse. Er du i tvivl, så spørg kommunen.",
	     "Nogle spørgsmål skal et menneske vurdere. Der står, hvem der gør det."},
		{"Here you can read what help the municipality gives, who can get it, and how much.",
	     "This page is not a decision. If you are in doubt, ask the municipality.",
	     "Some questions have to be assessed by a person. The page says by whom."},
	};
	text_puts(t, "<section class=\"intro\" aria-labelledby=\"h-intro\">\n");
	html_element(t, "h2 id=\"h-intro\"",
	             SAY(c->m, "Sådan læser du siden", "How to read this page"));
	text_puts(t, "\n");
	for (int i = 0; i < 3; i++)
		html_element(t, "p", lines[c->m->words][i]);
	if (*c->remark)
		html_element(t, "p class=\"remark\"", c->remark);
	text_puts(t, "</section>\n");
}

static void put_shared(const struct citizen *c, struct text *t)
{
	if (!c->shared.list.n)
		return;
	text_puts(t, "<section aria-labelledby=\"h-shared\">\n");
	html_element(
		t, "h2 id=\"h-shared\"",
		SAY(c->m, "Det gælder for al hjælp på siden", "What holds for all help on this page"));
	text_puts(t, "\n");
	citizen_shared(c, t);
	text_puts(t, "</section>\n");
}

bool emit_html(struct space *s, struct emit_out *out)
{
	struct plan p = {.s = s, .m = s->m, .a = out->a};
	struct citizen c = {.s = s, .m = s->m, .a = out->a, .remark = plan_remark(&p)};
	c.points = arena_array(c.a, struct points, c.m->own_services + 1);
	for (uint32_t i = 0; i < c.m->own_services; i++)
		c.points[i] = citizen_points(&c, i);
	find_shared(&c);
	for (uint32_t i = 0; i < c.m->own_services; i++)
		citizen_rest(&c, &c.points[i], i);
	const char *name = c.m->catalogue.name ? c.m->catalogue.name : "katalog";
	struct emit_file file = {.name = arena_printf(c.a, "%s.html", str_ascii(c.a, str_of(name))),
	                         .text = {.a = c.a}};
	struct text *t = &file.text;
	put_head(&c, t);
	put_header(&c, t);
	text_puts(t, "<main id=\"indhold\">\n");
	put_intro(&c, t);
	citizen_index(&c, t);
	put_shared(&c, t);
	for (uint32_t i = 0; i < c.m->own_services; i++)
		citizen_service(&c, t, i);
	text_puts(t, "</main>\n<footer>\n");
	html_element(t, "p",
	             SAY(c.m,
	                 "Siden er lavet ud fra kommunens regler. Hvis den og reglerne ikke siger det "
	                 "samme, gælder reglerne.",
	                 "This page is made from the municipality's rules. Where the two differ, the "
	                 "rules hold."));
	html_element(t, "p", plan_stamp(&p));
	text_puts(t, "\n</footer>\n</body>\n</html>\n");
	vec_push(c.a, &out->files, file);
	return true;
}
