/* SPDX-License-Identifier: MIT
 *
 * Where the boxes stand: one diagram of the whole without the lines from what is asked, then one for each service
 * with them. Laws and what is asked above, then what is given, then a line of boxes for each service.
 */
#include "emit/dmn_part.h"

#include <inttypes.h>

#define WIDE 180
#define HIGH 60
#define STEP_X 220
#define STEP_Y 110
#define PER_LINE 10

struct spot {
	int x, y;
	bool shown;
};

struct drawing {
	const struct dmn *d;
	struct text *t;
	struct spot *inputs, *laws, *decisions, *left_out;
	const char *id;
	int x, y, margin; /* where the next box stands, in steps */
};

static void next_line(struct drawing *w, int margin)
{
	w->y += w->x > w->margin;
	w->x = w->margin = margin;
}

static void shape(struct drawing *w, struct spot *s, const char *ref)
{
	if (w->x == PER_LINE) {
		w->x = w->margin;
		w->y++;
	}
	*s = (struct spot){40 + w->x++ * STEP_X, 40 + w->y * STEP_Y, true};
	text_printf(w->t,
	            "      <dmndi:DMNShape id=\"s_%s_%s\" dmnElementRef=\"%s\">"
	            "<dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></dmndi:DMNShape>\n",
	            w->id, ref, ref, s->x, s->y, WIDE, HIGH);
}

static void edge(struct drawing *w, const struct spot *from, const struct spot *to, const char *ref)
{
	if (!from->shown || !to->shown)
		return;
	bool beside = from->y == to->y;
	int x1 = from->x + (beside ? WIDE : WIDE / 2), y1 = from->y + (beside ? HIGH / 2 : HIGH);
	int x2 = to->x + (beside ? 0 : WIDE / 2), y2 = to->y + (beside ? HIGH / 2 : 0);
	text_printf(
		w->t,
		"      <dmndi:DMNEdge id=\"e_%s_%s\" dmnElementRef=\"%s\">"
		"<di:waypoint x=\"%d\" y=\"%d\"/><di:waypoint x=\"%d\" y=\"%d\"/></dmndi:DMNEdge>\n",
		w->id, ref, ref, x1, y1, x2, y2);
}

/* The whole (NONE), or what a service's decisions read. */
static bool *shown_decisions(const struct dmn *d, uint32_t service)
{
	bool *shown = arena_array(d->a, bool, d->decisions.n + 1);
	for (uint32_t i = d->decisions.n; i-- > 0;) {
		const struct dmn_decision *x = &d->decisions.at[i];
		shown[i] |= service == NONE || x->service == service;
		for (uint32_t k = 0; shown[i] && k < x->decisions.n; k++)
			shown[x->decisions.at[k]] = true;
	}
	return shown;
}

static void mark(bool *marked, const uint32_t *at, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		marked[at[i]] = true;
}

static void place(struct drawing *w, const bool *shown)
{
	const struct dmn *d = w->d;
	bool *inputs = arena_array(d->a, bool, d->inputs.n + 1);
	bool *laws = arena_array(d->a, bool, d->laws.n + 1);
	for (uint32_t i = 0; i < d->decisions.n; i++)
		if (shown[i]) {
			mark(inputs, d->decisions.at[i].inputs.at, d->decisions.at[i].inputs.n);
			mark(laws, d->decisions.at[i].laws.at, d->decisions.at[i].laws.n);
		}
	for (uint32_t i = 0; i < d->laws.n; i++)
		if (laws[i])
			shape(w, &w->laws[i], arena_printf(d->a, "law_%" PRIu32, i));
	next_line(w, 0);
	for (uint32_t i = 0; i < d->inputs.n; i++)
		if (inputs[i])
			shape(w, &w->inputs[i], arena_printf(d->a, "i_%s", d->inputs.at[i].name));
	next_line(w, 0);
	for (uint32_t i = 0; i < d->decisions.n; i++) {
		const struct dmn_decision *x = &d->decisions.at[i];
		if (!shown[i])
			continue;
		if (i && x->service != d->decisions.at[i - 1].service)
			next_line(w, 0);
		if (x->step == 3 && !w->margin)
			w->margin = w->x; /* answers stand beside their case and scope */
		shape(w, &w->decisions[i], x->id);
	}
	next_line(w, 0);
}

static void join(struct drawing *w, bool inputs)
{
	const struct dmn *d = w->d;
	for (uint32_t i = 0; i < d->decisions.n; i++) {
		const struct dmn_decision *x = &d->decisions.at[i];
		const struct spot *to = &w->decisions[i];
		for (uint32_t k = 0; k < x->decisions.n; k++)
			edge(w, &w->decisions[x->decisions.at[k]], to, dmn_edge(d, i, "d", x->decisions.at[k]));
		for (uint32_t k = 0; inputs && k < x->inputs.n; k++)
			edge(w, &w->inputs[x->inputs.at[k]], to, dmn_edge(d, i, "i", x->inputs.at[k]));
		for (uint32_t k = 0; k < x->laws.n; k++)
			edge(w, &w->laws[x->laws.at[k]], to, dmn_edge(d, i, "l", x->laws.at[k]));
	}
}

static void diagram(const struct dmn *d, struct text *t, uint32_t service)
{
	bool *shown = shown_decisions(d, service);
	struct drawing w = {.d = d, .t = t};
	w.inputs = arena_array(d->a, struct spot, d->inputs.n + 1);
	w.laws = arena_array(d->a, struct spot, d->laws.n + 1);
	w.decisions = arena_array(d->a, struct spot, d->decisions.n + 1);
	w.left_out = arena_array(d->a, struct spot, d->left_out.n + 1);
	w.id = service == NONE ? "all" : arena_printf(d->a, "%" PRIu32, service);
	const char *name = service == NONE ? d->p->name : d->m->services.at[service].ascii;
	text_printf(t, "    <dmndi:DMNDiagram id=\"diagram_%s\" name=\"%s\">\n", w.id, name);
	place(&w, shown);
	for (uint32_t i = 0; service == NONE && i < d->left_out.n; i++)
		shape(&w, &w.left_out[i], arena_printf(d->a, "left_out_%" PRIu32, i));
	join(&w, service != NONE);
	text_puts(t, "    </dmndi:DMNDiagram>\n");
}

void dmn_draw(const struct dmn *d, struct text *t)
{
	text_puts(t, "  <dmndi:DMNDI>\n");
	diagram(d, t, NONE);
	for (uint32_t i = 0; i < d->m->own_services; i++)
		diagram(d, t, i);
	text_puts(t, "  </dmndi:DMNDI>\n");
}
