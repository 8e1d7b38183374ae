/* SPDX-License-Identifier: MIT
 *
 * A datum becomes the stored value of an input: by the input's type, on its grain, within its bounds.
 */
#include "tool/case.h"
#include "base/date.h"
#include "meaning/words.h"

#include <string.h>

#define FAR 2

struct str case_trim(struct str s)
{
	while (s.n && strchr(" \t\r\n", s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && strchr(" \t\r\n", s.p[s.n - 1]))
		s.n--;
	return s;
}

struct case_file case_new(struct asking *q, span at)
{
	uint32_t n = q->m->inputs.n;
	struct case_file c = {.at = at};
	c.values = arena_array(&q->passing, int64_t, n);
	c.known = arena_array(&q->passing, bool, n);
	for (uint32_t i = 0; i < n; i++)
		c.values[i] = q->m->inputs.at[i].type.lo;
	return c;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

struct nearest {
	const char *name;
	unsigned distance;
};

static void consider(struct nearest *best, struct str meant, const char *name)
{
	unsigned d = name ? str_distance(meant, str_of(name), FAR) : FAR + 1;
	if (d < best->distance)
		*best = (struct nearest){name, d};
}

static void suggest(struct asking *q, struct diag *x, const struct nearest *best)
{
	if (best->name)
		note_did_you_mean(&q->s->d, x, SPAN_NONE, best->name);
}

uint32_t case_input(struct asking *q, struct str name, span at)
{
	const struct model *m = q->m;
	struct nearest best = {NULL, FAR + 1};
	name_id id = intern_find(q->s->names, name.p, name.n);
	uint32_t found;
	if (id && map_get(&q->inputs, id, &found))
		return found;
	for (uint32_t i = 0; i < m->inputs.n; i++) {
		consider(&best, name, m->inputs.at[i].tie ? NULL : m->inputs.at[i].text);
		consider(&best, name, m->inputs.at[i].tie ? NULL : m->inputs.at[i].ascii);
	}
	suggest(q, diag_case_unknown_input(&q->s->d, at, str_c(q->s->a, name)), &best);
	return NONE;
}

/* ---- values --------------------------------------------------------------------------------------------- */

/* "5.348,50" in a Danish catalogue. */
static bool read_number(const struct model *m, struct str s, struct num *out)
{
	s = case_trim(s);
	bool minus = s.n && s.p[0] == '-';
	if (minus) {
		s.p++;
		s.n--;
	}
	if (num_parse(s, m->style, out) != NUM_READ_OK)
		return false;
	if (minus)
		*out = num_neg(*out);
	return num_ok(*out);
}

static bool is_word(struct str s, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; s.n == n && i < n; i++)
		if ((s.p[i] | 0x20) != (word[i] | 0x20))
			return false;
	return s.n == n;
}

static bool read_bool(const struct datum *d, int64_t *out)
{
	static const char *const words[] = {"nej", "ja", "no", "yes", "false", "true", "0", "1"};
	if (d->kind == DATUM_BOOL) {
		*out = d->yes;
		return true;
	}
	for (int i = 0; d->kind == DATUM_TEXT && i < 8; i++) {
		if (!is_word(d->text, words[i]))
			continue;
		*out = i % 2;
		return true;
	}
	return false;
}

/* "9:30", "9.30", "kl. 9.30" */
static bool read_clock(struct str s, int64_t *out)
{
	int64_t part[2] = {0, 0};
	int n = 0, digits = 0;
	if (s.n > 3 && memcmp(s.p, "kl.", 3) == 0)
		s = case_trim((struct str){s.p + 3, s.n - 3});
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9' && digits < 2) {
			part[n] = part[n] * 10 + (s.p[i] - '0');
			digits++;
		} else if ((s.p[i] == ':' || s.p[i] == '.') && n == 0 && digits) {
			n = 1;
			digits = 0;
		} else {
			return false;
		}
	}
	*out = part[0] * 60 + part[1];
	return n == 1 && digits == 2 && part[0] < 24 && part[1] < 60;
}

const char *case_name(const struct model *m, const struct type_m *t, uint32_t i)
{
	if (t->vt == VT_ENUM)
		return i < t->choices.n ? t->choices.at[i].text : NULL;
	if (t->vt == VT_ACTOR)
		return i < m->actors.n ? m->actors.at[i].text : NULL;
	return i < m->own_services ? m->services.at[i].text : NULL;
}

/* A name among the choices, the actors or the services; a finding with what was perhaps meant. */
static bool read_name(struct asking *q, const struct input *in, const struct datum *d, int64_t *out)
{
	struct nearest best = {NULL, FAR + 1};
	name_id id = intern_find(q->s->names, d->text.p, d->text.n);
	struct str meant = str_fold(&q->passing, d->text); /* ASCII forms are no names of the files */
	const char *name;
	for (int ascii = 0; ascii < 2; ascii++) {
		for (uint32_t i = 0; (name = case_name(q->m, &in->type, i)); i++) {
			name = ascii ? str_ascii(&q->passing, str_of(name)) : name;
			consider(&best, d->text, name);
			bool same = ascii ? str_eq(meant, str_fold(&q->passing, str_of(name)))
			                  : id && intern_find(q->s->names, name, strlen(name)) == id;
			if (!same)
				continue;
			*out = i;
			return true;
		}
	}
	suggest(q, diag_case_unknown_choice(&q->s->d, d->at, str_c(q->s->a, d->text), in->text), &best);
	return false;
}

const char *case_kind(const struct asking *q, const struct input *in)
{
	const struct session *s = q->s;
	switch (in->type.vt) {
	case VT_BOOL:
		return say(s, "ja eller nej (true, false)", "yes or no (true, false)");
	case VT_DATE:
		return say(s, "en dato som 2024-01-24", "a date such as 2024-01-24");
	case VT_CLOCK:
		return say(s, "et klokkeslæt som 9:30", "a time such as 9:30");
	case VT_QUANTITY:
		return arena_printf(s->a, "%s %s", say(s, "et antal", "a number of"),
		                    measure_name(s->a, &q->m->units, &in->type.measure, q->m->style));
	case VT_ENUM:
		return say(s, "et af valgene", "one of the choices");
	case VT_ACTOR:
		return say(s, "en aktør", "an actor");
	case VT_SERVICE:
		return say(s, "en ydelse", "a service");
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return say(s, "en værdi", "a value");
}

/* From the unit of the declaration to steps of the grain. */
static bool whole_steps(const struct model *m, const struct type_m *t, struct num n, int64_t *out)
{
	n = num_div(num_mul(n, m->units.list.at[t->measure.unit].grains), t->grain);
	*out = n.p;
	return num_ok(n) && num_is_int(n);
}

bool case_value(const struct model *m, const struct input *in, struct str text, int64_t *out)
{
	const struct datum d = {.kind = DATUM_TEXT, .text = text};
	struct num n;
	switch (in->type.vt) {
	case VT_QUANTITY:
		return read_number(m, text, &n) && whole_steps(m, &in->type, n, out);
	case VT_BOOL:
		return read_bool(&d, out);
	case VT_DATE:
		return date_parse(text.p, text.n, out);
	case VT_CLOCK:
		return read_clock(text, out);
	case VT_ENUM:
	case VT_ACTOR:
	case VT_SERVICE:
	case VT_TEXT:
	case VT_DEADLINE:
	case VT_BAD:
		break;
	}
	return false;
}

/* In the unit of the declaration, on the grain. */
static bool read_quantity(struct asking *q, const struct input *in, const struct datum *d,
                          int64_t *out)
{
	const struct type_m *t = &in->type;
	struct num n = d->number;
	if (d->kind == DATUM_BOOL || (d->kind == DATUM_TEXT && !read_number(q->m, d->text, &n))) {
		diag_case_wrong_type(&q->s->d, d->at, in->text, case_kind(q, in));
		return false;
	}
	if (!whole_steps(q->m, t, n, out)) {
		const char *step = measure_text(q->s->a, &q->m->units, t->grain, &t->measure, q->m->style);
		diag_case_not_whole(&q->s->d, d->at, in->text, step);
		return false;
	}
	return true;
}

static bool read_value(struct asking *q, const struct input *in, uint32_t index,
                       const struct datum *d, int64_t *out)
{
	enum value_type vt = in->type.vt;
	bool text = d->kind == DATUM_TEXT, good = false;
	struct str s = case_trim(d->text);
	if (vt == VT_QUANTITY)
		good = read_quantity(q, in, d, out);
	else if (text && (vt == VT_ENUM || vt == VT_ACTOR || vt == VT_SERVICE))
		good = read_name(q, in, d, out);
	else if ((vt == VT_BOOL && read_bool(d, out)) ||
	         (text && vt == VT_DATE && date_parse(s.p, s.n, out)) ||
	         (text && vt == VT_CLOCK && read_clock(s, out)))
		good = true;
	else
		diag_case_wrong_type(&q->s->d, d->at, in->text, case_kind(q, in));
	if (!good || (*out >= in->type.lo && *out <= in->type.hi))
		return good;
	diag_case_out_of_bounds(&q->s->d, d->at, in->text,
	                        words_input_value(q->s->a, q->m, index, in->type.lo),
	                        words_input_value(q->s->a, q->m, index, in->type.hi));
	return false;
}

void case_set(struct asking *q, struct case_file *c, struct str name, span at,
              const struct datum *d)
{
	uint32_t i = case_input(q, name, at);
	if (i == NONE) {
		c->broken = true;
		return;
	}
	const struct input *in = &q->m->inputs.at[i];
	if (d->kind == DATUM_UNKNOWN)
		return;
	if (in->kind == INPUT_UNCLEAR) {
		diag_case_reading(&q->s->d, at, in->text);
		c->broken = true;
	} else if (c->known[i]) {
		diag_case_twice(&q->s->d, at, in->text);
		c->broken = true;
	} else if (read_value(q, in, i, d, &c->values[i])) {
		c->known[i] = true;
	} else {
		c->broken = true;
	}
}

/* ---- what is used already ------------------------------------------------------------------------------- */

static bool is_named(struct asking *q, struct str s, const char *name, const char *ascii)
{
	struct str folded = str_fold(&q->passing, s);
	return str_eq(folded, str_fold(&q->passing, str_of(name))) ||
	       (ascii && str_eq(folded, str_fold(&q->passing, str_of(ascii))));
}

/* The heading of "service.heading"; NULL. */
static const struct heading_use *find_place(struct asking *q, struct str place, uint32_t *service)
{
	const struct model *m = q->m;
	const char *dot = memchr(place.p, '.', place.n);
	if (!dot)
		return NULL;
	struct str left = {place.p, (size_t)(dot - place.p)};
	struct str right = {dot + 1, place.n - left.n - 1};
	for (*service = 0; *service < m->own_services; ++*service) {
		const struct service *s = &m->services.at[*service];
		if (!is_named(q, left, s->text, s->ascii))
			continue;
		for (uint32_t i = 0; i < s->uses.n; i++) {
			const struct heading *h = &m->headings.at[s->uses.at[i].heading];
			if (is_named(q, right, h->text, h->ascii))
				return &s->uses.at[i];
		}
	}
	return NULL;
}

/* The words after the number: the unit and windows of the slot, or nothing. *unit: the one written. */
static bool read_measure(struct asking *q, const struct slot *slot, struct str s, uint32_t *unit)
{
	const struct units *units = &q->m->units;
	size_t word = 0;
	while (word < s.n && s.p[word] != ' ')
		word++;
	*unit = slot->measure.unit;
	if (!s.n)
		return true;
	int found = unit_find(units, intern_find(q->s->names, s.p, word));
	if (found < 0 || units->list.at[found].dim != slot->measure.dim)
		return false;
	struct measure written = slot->measure;
	written.unit = *unit = (uint32_t)found;
	const char *name = measure_name(&q->passing, units, &written, q->m->style);
	const char *windows = name + strlen(units->list.at[found].texts);
	return is_named(q, (struct str){s.p + word, s.n - word}, windows, NULL);
}

/* "40 døgn pr. år" in the measure of a slot; a bare number is in the slot's own unit. */
static bool read_amount(struct asking *q, const struct slot *slot, const struct datum *d,
                        struct used_m *u)
{
	struct str s = case_trim(d->text);
	struct num n = d->number;
	size_t digits = 0;
	uint32_t unit = slot->measure.unit;
	u->measure = slot->measure;
	if (d->kind == DATUM_TEXT) {
		while (digits < s.n && strchr("0123456789.,-", s.p[digits]))
			digits++;
		struct str rest = case_trim((struct str){s.p + digits, s.n - digits});
		if (!read_number(q->m, (struct str){s.p, digits}, &n) ||
		    !read_measure(q, slot, rest, &unit))
			return false;
	} else if (d->kind != DATUM_NUMBER) {
		return false;
	}
	u->amount = num_mul(n, q->m->units.list.at[unit].grains);
	return num_ok(u->amount) && num_cmp(u->amount, num_int(0)) >= 0;
}

void case_use(struct asking *q, struct case_file *c, struct str place, span at,
              const struct datum *d)
{
	struct used_m u = {.at = at};
	const struct heading_use *use = find_place(q, place, &u.service);
	const struct slot *limit = NULL;
	for (uint32_t i = 0; use && i < use->slots; i++) {
		const struct slot *slot = &q->m->slots.at[use->first_slot + i];
		if (slot->kind != ST_LIMIT)
			continue;
		limit = slot;
		u.heading = use->heading;
		if (!read_amount(q, slot, d, &u))
			continue;
		vec_push(&q->passing, &c->used, u);
		return;
	}
	c->broken = true;
	if (!limit)
		diag_case_used_place(&q->s->d, at, str_c(q->s->a, place));
	else
		diag_case_used_amount(&q->s->d, d->at, str_c(q->s->a, place),
		                      measure_name(q->s->a, &q->m->units, &limit->measure, q->m->style));
}
