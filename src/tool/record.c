/* SPDX-License-Identifier: MIT
 *
 * One pass over the services: every heading that is mentioned, every slot that says something.
 */
#include "tool/record.h"
#include "base/date.h"
#include "meaning/words.h"

#include <inttypes.h>

struct making {
	struct asking *q;
	const struct case_m *c;
	struct arena *a;
	const struct session *s;
	const struct model *m;
};

/* ---- who speaks ----------------------------------------------------------------------------------------- */

struct speaker record_place(const struct asking *q, span at)
{
	struct place p = source_place(&q->s->sources, at.lo);
	return (struct speaker){.path = p.file ? p.file->path : NULL, .line = p.line};
}

static void add_speaker(const struct making *k, struct slot_record *x, uint32_t index)
{
	const struct rule *rule = &k->m->rules.at[index];
	const struct provision_m *p = &k->m->provisions.at[rule->provision];
	struct speaker speaker = record_place(k->q, rule->at);
	speaker.id = p->identity;
	speaker.reason = words_reason(k->a, k->m, index);
	speaker.source = words_source(k->a, p->ast);
	vec_push(k->a, &x->speakers, speaker);
}

static void add_speakers(const struct making *k, struct slot_record *x, const struct plain *p)
{
	bool values = p->kind == PLAIN_CONFLICT && p->conflict == CONFLICT_VALUES;
	uint32_t n = values && p->n_rules ? 1 : p->n_rules;
	for (uint32_t i = 0; i < n; i++)
		add_speaker(k, x, p->rules[i]);
	if (values && p->other != NONE)
		add_speaker(k, x, p->other);
}

static void shut_out(const struct making *k, struct slot_record *x, uint32_t service)
{
	static const char *const kinds[][2] = {
		[SCOPE_TARGET] = {"målgruppe, ikke opfyldt", "target group, not met"},
		[SCOPE_CONDITION] = {"betingelse, ikke opfyldt", "condition, not met"},
		[SCOPE_EXCLUSION] = {"udelukket", "excluded"},
	};
	if (x->r.plain.line == NONE || x->r.plain.line >= k->m->services.at[service].scope.n)
		return;
	const struct scope_line *line = &k->m->services.at[service].scope.at[x->r.plain.line];
	const char *kind = kinds[line->kind][k->s->d.lang == LANG_EN];
	x->because = kind;
	if (line->when)
		x->because = arena_printf(k->a, "%s: %s", kind, words_ex(k->a, k->m, line->when));
	x->at = record_place(k->q, line->at);
}

/* ---- remarks -------------------------------------------------------------------------------------------- */

static void remark(const struct making *k, struct slot_record *x, const char *text)
{
	vec_push(k->a, &x->remarks, text);
}

static void remark_weekend(const struct making *k, struct slot_record *x, int64_t day)
{
	static const char *const names[][2] = {{"lørdag", "Saturday"}, {"søndag", "Sunday"}};
	int weekday = date_weekday(day);
	if (weekday >= 6)
		remark(
			k, x,
			arena_printf(k->a, "%s %s %s", date_text(k->a, day), say(k->s, "er en", "is a"),
		                 arena_printf(k->a, "%s; %s", names[weekday - 6][k->s->d.lang == LANG_EN],
		                              say(k->s, "teksten har ingen regel om det",
		                                  "the text has no rule for that"))));
}

/* The last day of a deadline whose first day is known. */
static void remark_last_day(const struct making *k, struct slot_record *x)
{
	const struct slot *slot = &k->m->slots.at[x->r.slot];
	const struct plain *p = &x->r.plain;
	if (x->r.kind != REPLY_VALUE || slot->kind != ST_DEADLINE || !p->has_upper)
		return;
	if (p->vt == VT_DATE) {
		remark_weekend(k, x, p->upper.p);
		return;
	}
	int64_t day;
	bool clipped;
	if (!asking_last_day(k->m, k->c, x->r.slot, p, &day, &clipped))
		return;
	remark(
		k, x,
		arena_printf(k->a, "%s %s", say(k->s, "sidste dag:", "last day:"), date_text(k->a, day)));
	if (clipped)
		remark(k, x,
		       say(k->s, "måneden har ikke den dag; teksten har ingen regel om det",
		           "the month has no such day; the text has no rule for that"));
	remark_weekend(k, x, day);
}

/* What the statute says in the slot: the first of its statements. */
static const char *statute_words(const struct making *k, uint32_t slot)
{
	for (uint32_t i = 0; i < k->m->rules.n; i++)
		for (uint32_t j = 0; j < k->m->rules.at[i].statements.n; j++)
			if (k->m->rules.at[i].statements.at[j].slot == slot)
				return words_statement(k->a, k->m, &k->m->rules.at[i].statements.at[j],
				                       &k->m->slots.at[slot]);
	return "";
}

/* "strid med barnets lov § 86, tilbydes: skal"; NULL where the bound holds. */
static const char *breach_words(const struct making *k, uint32_t bound, bool only_certain)
{
	const struct bound_m *b = &k->q->space->bounds.at[bound];
	enum breach_kind kind = b->broken == DD_BAD ? BREACH_NONE
	                                            : answer_breach(k->q->space, k->c, bound);
	if (kind == BREACH_NONE || (only_certain && kind != BREACH_CERTAIN))
		return NULL;
	const struct service *law = &k->m->services.at[b->block];
	const char *sure = kind == BREACH_CERTAIN ? say(k->s, "strid med", "contrary to")
	                                          : say(k->s, "måske strid med", "perhaps contrary to");
	return arena_printf(k->a, "%s %s %s, %s: %s%s", sure, law->law, law->para,
	                    k->m->headings.at[k->m->slots.at[b->block_slot].heading].text,
	                    statute_words(k, b->block_slot),
	                    b->unverified ? say(k->s, " (ubekræftet)", " (unverified)") : "");
}

static void remark_breaches(const struct making *k, struct slot_record *x)
{
	for (uint32_t i = 0; i < k->q->space->bounds.n; i++) {
		bool here = k->q->space->bounds.at[i].slot == x->r.slot;
		const char *words = here ? breach_words(k, i, false) : NULL;
		if (words)
			remark(k, x, words);
	}
}

static void remark_left(const struct making *k, struct slot_record *x)
{
	if (!x->r.has_left)
		return;
	const char *left = measure_text(k->a, &k->m->units, x->r.left, &x->r.plain.measure,
	                                k->m->style);
	if (num_eq(x->r.left, num_int(0)))
		remark(k, x,
		       say(k->s, "serviceniveauet er brugt op; mere kræver en individuel vurdering",
		           "the service level is used up; more takes an individual assessment"));
	else
		remark(k, x, arena_printf(k->a, "%s %s", say(k->s, "tilbage:", "left:"), left));
}

/* ---- slots ---------------------------------------------------------------------------------------------- */

/* The answer inside, where all that is open is whether the case is inside. */
static const char *inside_only(const struct making *k, const struct reply *r)
{
	const char *inside = NULL;
	bool outside = false;
	for (uint32_t i = 0; i < r->rows.n; i++) {
		const struct reply_row *row = &r->rows.at[i];
		if (!row->formula && row->plain.kind == PLAIN_OUTSIDE) {
			outside = true;
			continue;
		}
		const char *words = asking_row(k->q, r->slot, row, k->a);
		if (inside && !str_eq(str_of(inside), str_of(words)))
			return NULL;
		inside = words;
	}
	return outside && !r->more_rows ? inside : NULL;
}

static bool is_open(enum reply_kind kind)
{
	return kind != REPLY_VALUE && kind != REPLY_ABSENT;
}

static struct slot_record slot_make(const struct making *k, uint32_t slot)
{
	struct slot_record x = {.r = answer_slot(k->q->space, k->c, slot, k->a)};
	if (x.r.kind == REPLY_ABSENT)
		return x;
	x.words = asking_words(k->q, &x.r, k->a);
	if (x.r.kind == REPLY_OUTSIDE)
		shut_out(k, &x, k->m->slots.at[slot].service);
	else if (x.r.kind == REPLY_VALUE || x.r.kind == REPLY_CONFLICT || x.r.kind == REPLY_SILENT)
		add_speakers(k, &x, &x.r.plain);
	else if (x.r.kind == REPLY_UNDETERMINED)
		x.if_inside = inside_only(k, &x.r);
	remark_last_day(k, &x);
	remark_left(k, &x);
	remark_breaches(k, &x);
	return x;
}

static const char *basis_of(const struct making *k, const struct service *s)
{
	struct text t = {.a = k->a};
	for (uint32_t i = 0; i < s->basis.n; i++) {
		const struct ref_m *r = &s->basis.at[i];
		enum truth holds = r->when ? answer_condition(k->q->space, k->c, r->when) : TRUTH_YES;
		if (holds == TRUTH_NO)
			continue;
		text_printf(&t, "%s%s%s%s%s", t.n ? ", " : "", r->law ? r->law : "",
		            r->law && *r->law ? " " : "", r->para,
		            holds == TRUTH_YES ? "" : say(k->s, " (måske)", " (perhaps)"));
	}
	return t.n ? text_c(&t) : NULL;
}

static struct service_record service_make(const struct making *k, uint32_t index)
{
	const struct service *s = &k->m->services.at[index];
	struct service_record x = {.service = index, .inside = answer_inside(k->q->space, k->c, index)};
	x.basis = basis_of(k, s);
	for (uint32_t i = 0; i < s->uses.n; i++) {
		struct heading_record h = {.heading = s->uses.at[i].heading};
		for (uint32_t j = 0; j < s->uses.at[i].slots; j++) {
			struct slot_record slot = slot_make(k, s->uses.at[i].first_slot + j);
			x.open |= is_open(slot.r.kind);
			if (slot.r.kind != REPLY_ABSENT)
				vec_push(k->a, &h.slots, slot);
		}
		if (h.slots.n)
			vec_push(k->a, &x.headings, h);
	}
	return x;
}

static const char *person_of(const struct making *k)
{
	struct text t = {.a = k->a};
	for (uint32_t i = 0; i < k->m->inputs.n; i++)
		if (k->c->known[i])
			text_printf(&t, "%s%s", t.n ? ", " : "", words_input(k->a, k->m, i, k->c->values[i]));
	return t.n ? text_c(&t) : say(k->s, "intet er oplyst", "nothing is known");
}

struct record record_make(struct asking *q, const struct case_m *c)
{
	struct making k = {q, c, &q->passing, q->s, q->m};
	struct record r = {.possible = case_possible(q->space, c), .person = person_of(&k)};
	for (uint32_t i = 0; r.possible && i < q->m->own_services; i++) {
		struct service_record x = service_make(&k, i);
		vec_push(k.a, &r.services, x);
	}
	for (uint32_t i = 0; r.possible && i < q->space->bounds.n; i++) {
		bool nobody = q->space->bounds.at[i].slot == NONE;
		const char *words = nobody ? breach_words(&k, i, true) : NULL;
		if (words)
			vec_push(k.a, &r.duties, words);
	}
	return r;
}

/* ---- words that belong to every answer ------------------------------------------------------------------ */

const char *record_assessment(const struct asking *q)
{
	if (!q->m->catalogue.guiding)
		return NULL;
	return say(
		q->s,
		"Serviceniveauet er vejledende: der skal altid foretages en konkret, individuel vurdering.",
		"The service level guides: an individual assessment of the case is always required.");
}

const char *record_stamp(struct asking *q)
{
	const struct catalogue *c = &q->m->catalogue;
	struct text t = {.a = &q->passing};
	text_puts(&t, c->title ? c->title : c->name ? c->name : "");
	if (c->has_adopted)
		text_printf(&t, ", %s %s", say(q->s, "vedtaget", "adopted"),
		            date_text(&q->passing, c->adopted));
	text_printf(&t, " · %s %016" PRIx64 " · niveau %s", say(q->s, "kilde", "source"),
	            q->m->source_hash, NIVEAU_VERSION);
	return text_c(&t);
}

const char *record_asked(const struct asking *q, uint32_t input, struct arena *a)
{
	const struct input *in = &q->m->inputs.at[input];
	struct text t = {.a = a};
	if (in->kind == INPUT_UNCLEAR)
		return say(q->s, "kun kommunalbestyrelsen", "only the council");
	if (in->kind != INPUT_ASSESSMENT)
		return NULL;
	text_puts(&t, say(q->s, "vurdering", "assessment"));
	for (uint32_t i = 0; i < in->by.n; i++) {
		const struct actor *who = &q->m->actors.at[in->by.at[i]];
		text_printf(&t, "%s%s", i ? say(q->s, " eller ", " or ") : say(q->s, " af ", " by "),
		            who->title ? who->title : who->text);
	}
	return text_c(&t);
}

const char *record_kind(enum reply_kind kind)
{
	static const char *const names[] = {
		[REPLY_VALUE] = "value",
		[REPLY_OUTSIDE] = "outside",
		[REPLY_UNDETERMINED] = "undetermined",
		[REPLY_UNCLEAR] = "unclear",
		[REPLY_CONFLICT] = "conflict",
		[REPLY_SILENT] = "silent",
		[REPLY_ABSENT] = "absent",
		[REPLY_CONTRADICTION] = "contradiction",
		[REPLY_NOT_DECIDED] = "not decided",
	};
	return names[kind];
}
