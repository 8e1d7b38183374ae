/* SPDX-License-Identifier: MIT
 *
 * The first line names inputs of either catalogue; each further line is a row, an empty cell is unknown. Memory does
 * not grow with the file. Findings name the line and the column, never the value.
 */
#include "tool/population.h"

#include "base/date.h"
#include "tool/case.h"
#include "tool/csv.h"

#include <inttypes.h>
#include <string.h>

#define TOLD 10u /* rows that are named; the others are only counted */

/* A value by the words for it. */
struct spelling {
	struct str text;
	int64_t value;
};

struct csv_column {
	const struct input *in; /* NULL: passed over */
	uint32_t input;
	const char *name;
	int64_t up, down; /* a whole number of the unit is so many steps; 0: not that simple */
	VEC(struct spelling) spellings;
};

struct people {
	struct session *s;
	struct diags *to;
	struct diff *d;
	struct asking q; /* names and values of the joint model */
	struct csv csv;
	VEC(struct csv_column) columns;
	struct population *p;
	struct population_batch *batch;
	uint64_t unreadable;
	bool windows; /* some cell was Windows-1252 */
};

/* ---- the first line ------------------------------------------------------------------------------------- */

static bool is_utf8(struct str s)
{
	int32_t cp;
	for (size_t i = 0, step; i < s.n; i += step)
		if (!(step = utf8_step(s.p + i, s.n - i, &cp)))
			return false;
	return true;
}

/* As UTF-8, whichever of the two it is. */
static struct str as_text(struct people *t, struct str s)
{
	if (is_utf8(s))
		return s;
	t->windows = true;
	return case_windows(&t->q.passing, s);
}

static bool is_passed_over(struct str name)
{
	bool id = name.n == 2 && (name.p[0] | 0x20) == 'i' && (name.p[1] | 0x20) == 'd';
	return id || memchr(name.p, '.', name.n);
}

static uint32_t known_input(const struct people *t, struct str name)
{
	uint32_t input;
	name_id id = intern_find(t->s->names, name.p, name.n);
	return id && map_get(&t->q.inputs, id, &input) ? input : NONE;
}

static void add_spelling(struct people *t, struct csv_column *c, const char *text, int64_t value)
{
	vec_push(t->s->a, &c->spellings, ((struct spelling){str_of(text), value}));
}

/* The cell's words that are understood without further ado. */
static void learn_values(struct people *t, struct csv_column *c)
{
	const struct model *m = t->q.m;
	const struct type_m *type = &c->in->type;
	const char *name;
	if (type->vt == VT_BOOL) {
		add_spelling(t, c, "ja", 1);
		add_spelling(t, c, "nej", 0);
		add_spelling(t, c, "yes", 1);
		add_spelling(t, c, "no", 0);
		add_spelling(t, c, "1", 1);
		add_spelling(t, c, "0", 0);
	} else if (type->vt == VT_QUANTITY) {
		struct num step = num_div(m->units.list.at[type->measure.unit].grains, type->grain);
		c->up = num_ok(step) && step.p < INT32_MAX ? step.p : 0;
		c->down = step.q;
	} else if (type->vt == VT_ENUM || type->vt == VT_ACTOR || type->vt == VT_SERVICE) {
		for (uint32_t i = 0; (name = case_name(m, type, i)); i++)
			add_spelling(t, c, name, i);
		for (uint32_t i = 0; (name = case_name(m, type, i)); i++)
			add_spelling(t, c, str_ascii(t->s->a, str_of(name)), i);
	}
}

static bool add_column(struct people *t, struct str name)
{
	struct csv_column c = {.name = str_c(t->s->a, name)};
	if (!is_passed_over(name)) {
		c.input = case_input(&t->q, name, SPAN_NONE);
		if (c.input == NONE)
			return false;
		c.in = &t->q.m->inputs.at[c.input];
		for (uint32_t i = 0; i < t->columns.n; i++)
			if (t->columns.at[i].in == c.in) {
				diag_csv_header(&t->s->d, SPAN_NONE, c.name);
				return false;
			}
		if (c.in->kind == INPUT_UNCLEAR) {
			diag_case_reading(&t->s->d, SPAN_NONE, c.in->text);
			return false;
		}
		learn_values(t, &c);
	}
	vec_push(t->s->a, &t->columns, c);
	return true;
}

/* Names that are none are shown only where others are names: a table without a first line of names is all values. */
static bool read_names(struct people *t)
{
	bool known = false, good = true;
	enum csv_state state = csv_next(&t->csv);
	if (state == CSV_FAILED)
		return false;
	for (uint32_t i = 0; state == CSV_LINE && i < t->csv.cells; i++)
		known |= known_input(t, as_text(t, t->csv.cell[i])) != NONE;
	if (!known) {
		diag_population_header(&t->s->d, SPAN_NONE, t->csv.path);
		return false;
	}
	for (uint32_t i = 0; i < t->csv.cells; i++)
		good &= add_column(t, as_text(t, t->csv.cell[i]));
	return good;
}

/* ---- values --------------------------------------------------------------------------------------------- */

static bool is_spelled(const struct csv_column *c, struct str s, int64_t *out)
{
	for (uint32_t i = 0; i < c->spellings.n; i++) {
		const struct spelling *x = &c->spellings.at[i];
		if (x->text.n != s.n || memcmp(x->text.p, s.p, s.n) != 0)
			continue;
		*out = x->value;
		return true;
	}
	return false;
}

/* Up to nine digits. */
static bool is_whole(const struct csv_column *c, struct str s, int64_t *out)
{
	bool minus = s.p[0] == '-';
	size_t from = minus;
	int64_t n = 0;
	if (!c->up || s.n == from || s.n - from > 9)
		return false;
	for (size_t i = from; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	n *= c->up;
	*out = (minus ? -n : n) / c->down;
	return n % c->down == 0;
}

/* Another spelling of a name: in other letters, or in Windows-1252. */
static bool is_name(struct people *t, const struct csv_column *c, struct str s, int64_t *out)
{
	name_id id = intern_find(t->s->names, s.p, s.n);
	for (uint32_t i = 0; id && i < c->spellings.n; i++) {
		struct str text = c->spellings.at[i].text;
		if (intern_find(t->s->names, text.p, text.n) != id)
			continue;
		*out = c->spellings.at[i].value;
		return true;
	}
	return false;
}

static bool read_value(struct people *t, const struct csv_column *c, struct str s, int64_t *out)
{
	enum value_type vt = c->in->type.vt;
	bool named = vt == VT_ENUM || vt == VT_ACTOR || vt == VT_SERVICE, good;
	if (vt == VT_DATE) {
		good = date_parse(s.p, s.n, out);
	} else if (is_spelled(c, s, out) || (vt == VT_QUANTITY && is_whole(c, s, out))) {
		good = true;
	} else {
		struct arena_mark mark = arena_mark(&t->q.passing);
		struct str text = as_text(t, s);
		good = named ? is_name(t, c, text, out) : case_value(t->q.m, c->in, text, out);
		arena_reset(&t->q.passing, mark);
	}
	return good;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static const char *line_text(const struct people *t)
{
	return arena_printf(t->s->a, "%" PRIu64, t->csv.line);
}

static void bad_row(struct people *t, const char *danish, const char *english)
{
	if (t->unreadable++ < TOLD)
		diag_population_row(t->to, SPAN_NONE, t->csv.path, line_text(t),
		                    say(t->s, danish, english));
}

static void bad_cell(struct people *t, const struct csv_column *c)
{
	if (t->unreadable++ < TOLD)
		diag_population_cell(t->to, SPAN_NONE, t->csv.path, line_text(t), c->name,
		                     case_kind(&t->q, c->in));
}

static void read_row(struct people *t)
{
	const struct csv *csv = &t->csv;
	if (csv->cells == 1 && !csv->cell[0].n && t->columns.n > 1)
		return; /* a blank line */
	if (csv->cells != t->columns.n) {
		bad_row(t, "der er ikke lige så mange celler som i den første linje",
		        "it has not as many cells as the first line");
		return;
	}
	bool possible = true;
	for (uint32_t i = 0; i < t->columns.n; i++) {
		const struct csv_column *c = &t->columns.at[i];
		struct str s = csv->cell[i];
		int64_t value = 0;
		if (!c->in)
			continue;
		if (s.n && !read_value(t, c, s, &value)) {
			bad_cell(t, c);
			return;
		}
		possible &= !s.n || (value >= c->in->type.lo && value <= c->in->type.hi);
		population_put(t->d, t->batch, c->input, s.n > 0, value);
	}
	if (!possible)
		population_impossible(t->p);
	else if (++t->batch->n == POPULATION_ROWS)
		population_add(t->p);
}

/* False after a finding. */
static bool read_rows(struct people *t)
{
	for (;;) {
		switch (csv_next(&t->csv)) {
		case CSV_LINE:
			read_row(t);
			break;
		case CSV_QUOTE:
			bad_row(t, "en celle i anførselstegn er ikke afsluttet eller efterfølges af mere tekst",
			        "a quoted cell is not closed, or is followed by more text");
			break;
		case CSV_LONG:
			bad_row(t, "linjen er for lang", "the line is too long");
			break;
		case CSV_FAILED:
			return false;
		case CSV_END:
			population_add(t->p);
			return true;
		}
	}
}

static bool read_people(struct people *t, struct arena *scratch)
{
	if (!read_names(t))
		return false;
	bool *uses = arena_array(t->s->a, bool, t->q.m->inputs.n);
	for (uint32_t i = 0; i < t->columns.n; i++)
		if (t->columns.at[i].in)
			uses[t->columns.at[i].input] = true;
	t->p = population_make(t->s->a, scratch, t->d, uses);
	t->batch = population_batch(t->p);
	if (!read_rows(t))
		return false;
	population_end(t->p, t->unreadable);
	if (t->unreadable > TOLD)
		diag_population_more(t->to, SPAN_NONE, t->csv.path,
		                     num_text(t->s->a, num_int((int64_t)(t->unreadable - TOLD)),
		                              t->s->d.lang == LANG_DA ? NUM_DANISH : NUM_ENGLISH));
	if (t->windows)
		diag_csv_windows(t->to, SPAN_NONE);
	return true;
}

bool population_read(struct session *s, struct arena *scratch, struct diff *d, const char *path,
                     struct diags *to)
{
	struct people t = {.s = s, .to = to, .d = d};
	t.q = (struct asking){.s = s, .m = d->joint->s->m};
	if (!csv_open(&t.csv, s, s->a, path))
		return false;
	arena_init(&t.q.passing);
	asking_learn(&t.q);
	bool good = read_people(&t, scratch);
	arena_free(&t.q.passing);
	csv_close(&t.csv);
	return good;
}
