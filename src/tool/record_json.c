/* SPDX-License-Identifier: MIT
 *
 * Answers for programs: one object a case, on one line. The fields are described in docs/answer.md.
 */
#include "base/date.h"
#include "base/out.h"
#include "meaning/words.h"
#include "tool/record.h"

#include <inttypes.h>

struct writer {
	struct asking *q;
	struct json j;
	struct arena *a;
};

static void put_place(struct writer *w, const struct speaker *x)
{
	json_kstr(&w->j, "path", x->path);
	json_key(&w->j, "line");
	if (x->path)
		json_int(&w->j, x->line);
	else
		json_null(&w->j);
}

static void put_speakers(struct writer *w, const struct slot_record *x)
{
	json_key(&w->j, "provisions");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < x->speakers.n; i++) {
		json_begin(&w->j, '{');
		json_kstr(&w->j, "id", x->speakers.at[i].id);
		put_place(w, &x->speakers.at[i]);
		json_kstr(&w->j, "source", x->speakers.at[i].source);
		json_kstr(&w->j, "reason", x->speakers.at[i].reason);
		json_end(&w->j, '}');
	}
	json_end(&w->j, ']');
}

/* A number in the unit of the measure, as text: exact. */
static void put_number(struct writer *w, const char *key, bool has, struct num n,
                       const struct plain *p)
{
	const char *text = NULL;
	if (has && p->vt == VT_DATE)
		text = date_text(w->a, n.p);
	else if (has && p->vt == VT_CLOCK)
		text = arena_printf(w->a, "%02" PRId64 ":%02" PRId64, n.p / 60, n.p % 60);
	else if (has)
		text = num_text(w->a, num_div(n, w->q->m->units.list.at[p->measure.unit].grains),
		                w->q->m->style);
	json_kstr(&w->j, key, text);
}

static const char *index_name(const struct model *m, uint32_t heading, int64_t i)
{
	const struct type_m *t = &m->headings.at[heading].type;
	if (t->vt == VT_BOOL)
		return i ? "true" : "false";
	if (t->vt == VT_ENUM && i >= 0 && i < (int64_t)t->choices.n)
		return t->choices.at[i].text;
	return t->vt == VT_SERVICE && i >= 0 && i < (int64_t)m->services.n ? m->services.at[i].text
	                                                                   : NULL;
}

static void put_actors(struct writer *w, const struct ex *actors)
{
	json_kstr(&w->j, "join", actors->is_and ? "and" : "or");
	json_key(&w->j, "actors");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < actors->actors.n; i++)
		json_str(&w->j, w->q->m->actors.at[actors->actors.at[i]].text);
	json_end(&w->j, ']');
}

static void put_value(struct writer *w, uint32_t slot, const struct plain *p)
{
	static const char *const kinds[] = {
		[ST_LIMIT] = "limit", [ST_INDEX] = "choice",         [ST_ACTORS] = "actors",
		[ST_TEXT] = "text",   [ST_DEADLINE] = "deadline",    [ST_NOT] = "does not apply",
		[ST_HOLE] = "hole",   [ST_NO_LIMIT] = "as assessed",
	};
	const struct model *m = w->q->m;
	json_key(&w->j, "value");
	json_begin(&w->j, '{');
	json_kstr(&w->j, "kind", kinds[p->st]);
	if (p->st == ST_LIMIT || p->st == ST_DEADLINE) {
		bool plain = p->vt != VT_DATE && p->vt != VT_CLOCK;
		put_number(w, "atLeast", p->has_lower, p->lower, p);
		put_number(w, "atMost", p->has_upper, p->upper, p);
		json_kstr(&w->j, "unit",
		          plain ? measure_name(w->a, &m->units, &p->measure, m->style) : NULL);
	} else if (p->st == ST_INDEX) {
		json_kstr(&w->j, "choice", index_name(m, m->slots.at[slot].heading, p->lower.p));
	} else if (p->st == ST_ACTORS && p->actors) {
		put_actors(w, p->actors);
	}
	json_end(&w->j, '}');
}

static const char *plain_name(enum plain_kind kind)
{
	static const char *const names[] = {
		[PLAIN_VALUE] = "value",   [PLAIN_OUTSIDE] = "outside", [PLAIN_CONFLICT] = "conflict",
		[PLAIN_SILENT] = "silent", [PLAIN_ABSENT] = "absent",
	};
	return names[kind];
}

static void put_questions(struct writer *w, const struct reply *r)
{
	const struct model *m = w->q->m;
	json_key(&w->j, "questions");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < r->questions.n; i++) {
		const struct input *in = &m->inputs.at[r->questions.at[i]];
		json_begin(&w->j, '{');
		json_kstr(&w->j, "input", in->text);
		json_kstr(&w->j, "question", in->question);
		json_kstr(&w->j, "kind",
		          in->kind == INPUT_ASSESSMENT ? "assessment"
		          : in->kind == INPUT_UNCLEAR  ? "reading"
		                                       : "fact");
		json_kstr(&w->j, "by", record_asked(w->q, r->questions.at[i], w->a));
		json_end(&w->j, '}');
	}
	json_end(&w->j, ']');
}

static void put_row(struct writer *w, const struct reply *r, const struct reply_row *row)
{
	json_begin(&w->j, '{');
	json_key(&w->j, "when");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < row->cells.n; i++)
		json_str(&w->j, asking_cell(w->q, &row->cells.at[i], w->a));
	json_end(&w->j, ']');
	json_kstr(&w->j, "answer", row->formula ? "formula" : plain_name(row->plain.kind));
	json_kstr(&w->j, "text", asking_row(w->q, r->slot, row, w->a));
	if (!row->formula && row->plain.kind == PLAIN_VALUE)
		put_value(w, r->slot, &row->plain);
	json_end(&w->j, '}');
}

static void put_open(struct writer *w, const struct reply *r)
{
	put_questions(w, r);
	json_key(&w->j, "rows");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < r->rows.n; i++)
		put_row(w, r, &r->rows.at[i]);
	json_end(&w->j, ']');
	json_kbool(&w->j, "moreRows", r->more_rows);
}

static void put_outside(struct writer *w, const struct slot_record *x)
{
	json_kstr(&w->j, "because", x->because);
	put_place(w, &x->at);
	json_key(&w->j, "referredTo");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < x->r.plain.n_targets; i++)
		json_str(&w->j, x->r.plain.targets[i]->text);
	json_end(&w->j, ']');
}

static void put_slot(struct writer *w, const struct slot_record *x)
{
	static const char *const strengths[] = {
		[STRENGTH_TYPICAL] = "typical",
		[STRENGTH_AS_A_RULE] = "as a rule",
		[STRENGTH_PLAIN] = "plain",
		[STRENGTH_MANDATORY] = "mandatory",
	};
	const struct slot *slot = &w->q->m->slots.at[x->r.slot];
	json_begin(&w->j, '{');
	json_kstr(&w->j, "slot", slot->id);
	json_kstr(&w->j, "answer", record_kind(x->r.kind));
	json_kstr(&w->j, "text", x->words);
	json_kstr(&w->j, "strength", strengths[slot->strength]);
	if (x->r.kind == REPLY_VALUE)
		put_value(w, x->r.slot, &x->r.plain);
	put_speakers(w, x);
	if (x->r.kind == REPLY_OUTSIDE)
		put_outside(w, x);
	if (x->r.kind == REPLY_UNDETERMINED || x->r.kind == REPLY_UNCLEAR)
		put_open(w, &x->r);
	if (x->r.has_main_rule)
		json_kstr(&w->j, "mainRule", words_plain(w->a, w->q->m, x->r.slot, &x->r.main_rule));
	json_key(&w->j, "remarks");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < x->remarks.n; i++)
		json_str(&w->j, x->remarks.at[i]);
	json_end(&w->j, ']');
	if (x->r.kind != REPLY_VALUE)
		json_kstr(&w->j, "assessment", record_assessment(w->q));
	json_end(&w->j, '}');
}

static void put_service(struct writer *w, const struct service_record *s)
{
	static const char *const truths[] = {
		[TRUTH_NO] = "no", [TRUTH_YES] = "yes", [TRUTH_UNDECIDED] = "undecided"};
	const struct service *service = &w->q->m->services.at[s->service];
	json_begin(&w->j, '{');
	json_kstr(&w->j, "service", service->text);
	json_kstr(&w->j, "ascii", service->ascii);
	json_kstr(&w->j, "title", service->title);
	json_kstr(&w->j, "inside", truths[s->inside]);
	json_kstr(&w->j, "basis", s->basis);
	json_key(&w->j, "headings");
	json_begin(&w->j, '[');
	for (uint32_t i = 0; i < s->headings.n; i++) {
		const struct heading_record *h = &s->headings.at[i];
		json_begin(&w->j, '{');
		json_kstr(&w->j, "heading", w->q->m->headings.at[h->heading].text);
		json_kstr(&w->j, "ascii", w->q->m->headings.at[h->heading].ascii);
		json_key(&w->j, "slots");
		json_begin(&w->j, '[');
		for (uint32_t k = 0; k < h->slots.n; k++)
			put_slot(w, &h->slots.at[k]);
		json_end(&w->j, ']');
		json_end(&w->j, '}');
	}
	json_end(&w->j, ']');
	json_end(&w->j, '}');
}

static void put_stamp(struct writer *w)
{
	const struct catalogue *c = &w->q->m->catalogue;
	json_key(&w->j, "stamp");
	json_begin(&w->j, '{');
	json_kstr(&w->j, "catalogue", c->name);
	json_kstr(&w->j, "title", c->title);
	json_kstr(&w->j, "adopted", c->has_adopted ? date_text(w->a, c->adopted) : NULL);
	json_kbool(&w->j, "guiding", c->guiding);
	json_kstr(&w->j, "source", arena_printf(w->a, "%016" PRIx64, w->q->m->source_hash));
	json_kstr(&w->j, "niveau", NIVEAU_VERSION);
	json_end(&w->j, '}');
}

static void put_case(struct writer *w, const struct case_m *c, span place)
{
	struct speaker at = record_place(w->q, place);
	json_key(&w->j, "case");
	json_begin(&w->j, '{');
	put_place(w, &at);
	json_key(&w->j, "inputs");
	json_begin(&w->j, '{');
	for (uint32_t i = 0; i < w->q->m->inputs.n; i++)
		if (c->known[i])
			json_kstr(&w->j, w->q->m->inputs.at[i].text,
			          words_input_value(w->a, w->q->m, i, c->values[i]));
	json_end(&w->j, '}');
	json_end(&w->j, '}');
}

void record_json(struct asking *q, const struct record *r, const struct case_m *c, span place)
{
	struct writer w = {.q = q, .j = {.t = &q->s->out, .compact = true}, .a = &q->passing};
	json_begin(&w.j, '{');
	put_stamp(&w);
	put_case(&w, c, place);
	json_kbool(&w.j, "possible", r->possible);
	json_key(&w.j, "services");
	json_begin(&w.j, '[');
	for (uint32_t i = 0; i < r->services.n; i++)
		put_service(&w, &r->services.at[i]);
	json_end(&w.j, ']');
	json_key(&w.j, "unmetDuties");
	json_begin(&w.j, '[');
	for (uint32_t i = 0; i < r->duties.n; i++)
		json_str(&w.j, r->duties.at[i]);
	json_end(&w.j, ']');
	json_end(&w.j, '}');
}
