/* SPDX-License-Identifier: MIT
 *
 * The JavaScript target: NAME.js, the decision table and the evaluator in one script without dependencies, and NAME.mjs,
 * the same as an ES module. The evaluator stands in the two *.js.in files beside this one.
 */
#include "emit/json_part.h"

static const char evaluate_part[] =
#include "evaluate.js.inc"
	;
static const char answer_part[] =
#include "answer.js.inc"
	;

void js_put_program(struct text *t)
{
	text_puts(t, evaluate_part);
	text_putc(t, '\n');
	text_puts(t, answer_part);
}

void js_put_json(struct text *t, const struct text *json)
{
	for (size_t i = 0; i < json->n; i++) {
		if (json->p[i] == '<') /* "</script>", "<!--"; stands in strings alone */
			text_puts(t, "\\u003c");
		else
			text_putc(t, json->p[i]);
	}
}

bool emit_js(struct space *s, struct emit_out *out)
{
	struct plan *p = plan_make_main(s, out->a);
	if (!plan_prove(p, out->d))
		return false;
	struct emit_file script = {arena_printf(out->a, "%s.js", p->name), {.a = out->a}};
	struct emit_file module = {arena_printf(out->a, "%s.mjs", p->name), {.a = out->a}};
	struct text table = {.a = out->a};
	json_table(p, &table);
	text_printf(&script.text,
	            "// niveau_%s: const {answer} = require('./%s.js'), or as a <script>, or import "
	            "'./%s.mjs'\n(function () {\n'use strict';\n",
	            p->name, p->name, p->name);
	js_put_program(&script.text);
	text_puts(&script.text, "\nconst table = ");
	js_put_json(&script.text, &table);
	text_printf(
		&script.text,
		";\nconst ready = answering(table);\nglobalThis.niveau_%s = ready;\n"
		"if (typeof module === 'object' && module.exports) module.exports = ready;\n})();\n",
		p->name);
	text_printf(&module.text,
	            "import './%s.js';\n\nexport default globalThis.niveau_%s;\n"
	            "export const { answer, table } = globalThis.niveau_%s;\n",
	            p->name, p->name, p->name);
	vec_push(out->a, &out->files, script);
	vec_push(out->a, &out->files, module);
	return true;
}
