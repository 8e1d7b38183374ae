/* SPDX-License-Identifier: MIT
 *
 * The guide target: NAME.guide.html, the caseworker's page: one file with the decision table, the evaluator of the JavaScript
 * target and guide.js.in, which asks and answers. It needs no network, may not use any (its policy says so), and keeps
 * nothing. What comes from the catalogue reaches the page as escaped HTML or as JSON that cannot end the script.
 */
#include "base/html.h"
#include "emit/json_part.h"

static const char style[] =
#include "guide.css.inc"
	;
static const char program[] =
#include "guide.js.inc"
	;

static void put_head(struct text *t, const struct plan *p, const char *title)
{
	text_printf(t, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
	            p->m->lang == LANG_DA ? "da" : "en");
	html_put(t, title);
	text_puts(t,
	          "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	          "<meta name=\"referrer\" content=\"no-referrer\">\n"
	          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	          "style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
	          "form-action 'none'\">\n<style>\n");
	text_puts(t, style);
	text_puts(t, "</style>\n</head>\n");
}

static void put_body(struct text *t, const struct plan *p, const char *title)
{
	const struct catalogue *c = &p->m->catalogue;
	bool da = p->m->lang == LANG_DA;
	text_puts(t, "<body>\n<header>\n<p class=\"kind\">");
	html_put(t, da ? "Vejleder til sagsbehandleren" : "The caseworker's guide");
	text_puts(t, "</p>\n<h1>");
	html_put(t, title);
	text_puts(t, "</h1>\n<p class=\"stamp\">");
	html_put(t, c->authority ? c->authority : "");
	text_puts(t, c->authority ? " · " : "");
	html_put(t, plan_stamp(p));
	text_puts(t, "</p>\n</header>\n<main id=\"guide\"><noscript><p>");
	html_put(t, da ? "Siden beregner svarene i browseren og kræver JavaScript. Den sender intet."
	               : "The page computes its answers in the browser and takes JavaScript. It sends "
	                 "nothing.");
	text_puts(t, "</p></noscript></main>\n");
}

bool emit_guide(struct space *s, struct emit_out *out)
{
	struct plan *p = plan_make_main(s, out->a);
	if (!plan_prove(p, out->d))
		return false;
	struct emit_file file = {arena_printf(out->a, "%s.guide.html", p->name), {.a = out->a}};
	const struct catalogue *c = &p->m->catalogue;
	const char *title = c->title ? c->title : c->name ? c->name : "";
	struct text *t = &file.text, table = {.a = out->a};
	json_table(p, &table);
	put_head(t, p, title);
	put_body(t, p, title);
	text_puts(t, "<script type=\"application/json\" id=\"table\">\n");
	js_put_json(t, &table);
	text_puts(t, "</script>\n<script>\n'use strict';\n(function () {\n");
	js_put_program(t);
	text_putc(t, '\n');
	text_puts(t, program);
	text_puts(t, "})();\n</script>\n</body>\n</html>\n");
	vec_push(out->a, &out->files, file);
	return true;
}
