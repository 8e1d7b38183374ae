/* SPDX-License-Identifier: MIT
 *
 * From the case space to tables that people read. See book.h.
 */
#include "emit/book.h"
#include "base/date.h"
#include "emit/rows.h"
#include "meaning/words.h"
#include "space/describe.h"

#include <inttypes.h>
#include <string.h>

struct making {
	struct space *s;
	const struct model *m;
	struct plan *p;
	struct arena *a;
	struct book *b;
};

static const char *say(const struct making *k, const char *danish, const char *english)
{
	return book_say(k->b, danish, english);
}

const char *book_mark_text(const struct book *b, enum book_mark mark)
{
	static const char *const words[][2] = {
		[MARK_NONE] = {"", ""},
		[MARK_OUTSIDE] = {"uden for", "outside"},
		[MARK_CONFLICT] = {"modstrid", "conflict"},
		[MARK_SILENT] = {"tier", "silent"},
	};
	return words[mark][!b->danish];
}

/* ---- tables --------------------------------------------------------------------------------------------- */

static struct book_table *add_table(struct making *k, enum book_kind kind, uint32_t service,
                                    uint32_t slot, const char *title)
{
	struct book_table t = {
		.kind = kind, .service = service, .slot = slot, .title = title, .law = ""};
	const char *law = service == NONE ? NULL : words_basis(k->a, k->m, service);
	if (law)
		t.law = law;
	vec_push(k->a, &k->b->tables, t);
	return &vec_last(&k->b->tables);
}

static void add_column(struct making *k, struct book_table *t, const char *danish,
                       const char *english)
{
	vec_push(k->a, &t->columns, ((struct book_column){say(k, danish, english), false}));
}

static struct book_cell *add_row(struct making *k, struct book_table *t, enum book_mark mark)
{
	struct book_cell *cells = arena_array(k->a, struct book_cell, t->columns.n);
	for (uint32_t i = 0; i < t->columns.n; i++)
		cells[i].text = "";
	vec_push(k->a, &t->rows, ((struct book_row){mark, cells}));
	return cells;
}

static void leave_out(struct making *k, struct book_table *t, const char *what, uint64_t rows)
{
	const char *own = arena_printf(k->a, "%s: %s", what, say(k, "ikke afgjort", "not decided"));
	if (rows)
		own = arena_printf(k->a, "%s: %" PRIu64 " %s", what, rows, say(k, "rækker", "rows"));
	t->left_out = t->left_out ? arena_printf(k->a, "%s; %s", t->left_out, own) : own;
}

/* ---- words ---------------------------------------------------------------------------------------------- */

/* A name as people write it: "betydelig og varig nedsættelse". */
static const char *spaced(struct making *k, const char *words)
{
	char *s = arena_text(k->a, words, strlen(words));
	for (char *p = s; *p; p++)
		if (*p == '_')
			*p = ' ';
	return s;
}

static const char *heading_of(struct making *k, uint32_t slot)
{
	return spaced(k, k->m->headings.at[k->m->slots.at[slot].heading].text);
}

/* "under 12 år eller mindst 18 år" without the column's name, which the head of the table says. */
static const char *values_of(struct making *k, const struct row_cell *cell)
{
	const struct column *c = &k->s->columns.at[cell->column];
	const char *name = describe_column(k->a, k->s, cell->column);
	struct text t = {.a = k->a};
	for (uint32_t i = 0; i < cell->n; i++) {
		int64_t lo = cell->at[i].lo < c->lo ? c->lo : cell->at[i].lo;
		int64_t hi = cell->at[i].hi > c->hi ? c->hi : cell->at[i].hi;
		const char *words = describe_cell(k->a, k->s, cell->column, lo, hi);
		size_t n = strlen(name);
		if (strncmp(words, name, n) == 0 && (words[n] == ' ' || words[n] == ':'))
			words += n + 1 + (words[n] == ':');
		text_printf(&t, "%s%s", i ? say(k, " eller ", " or ") : "", words);
	}
	return spaced(k, text_c(&t));
}

/* "alder under 12 år eller mindst 18 år, bor hjemme" */
static const char *condition_of(struct making *k, const struct plan_row *row)
{
	struct text t = {.a = k->a};
	for (uint32_t i = 0; i < row->n; i++) {
		const struct row_cell *cell = &row->cells[i];
		const struct column *c = &k->s->columns.at[cell->column];
		int64_t lo = cell->at[0].lo < c->lo ? c->lo : cell->at[0].lo;
		int64_t hi = cell->at[0].hi > c->hi ? c->hi : cell->at[0].hi;
		text_printf(&t, "%s%s", i ? ", " : "", describe_cell(k->a, k->s, cell->column, lo, hi));
		if (cell->n > 1) {
			struct row_cell rest = {cell->column, cell->n - 1, cell->at + 1};
			text_printf(&t, "%s%s", say(k, " eller ", " or "), values_of(k, &rest));
		}
	}
	return t.n ? spaced(k, text_c(&t)) : say(k, "alle", "everybody");
}

static const char *answer_words(struct making *k, uint32_t slot, const struct leaf *l)
{
	if (leaf_is_formula(l))
		return spaced(k, describe_formula(k->a, k->s, l));
	if (l->p.kind == PLAIN_VALUE && k->m->slots.at[slot].kind == ST_TEXT)
		return words_plain(k->a, k->m, slot, &l->p);
	return spaced(k, words_plain(k->a, k->m, slot, &l->p));
}

static enum book_mark mark_of(const struct leaf *l)
{
	if (leaf_is_formula(l) || l->impossible)
		return MARK_NONE;
	switch (l->p.kind) {
	case PLAIN_OUTSIDE:
		return MARK_OUTSIDE;
	case PLAIN_CONFLICT:
		return MARK_CONFLICT;
	case PLAIN_SILENT:
		return MARK_SILENT;
	case PLAIN_VALUE:
	case PLAIN_ABSENT:
		break;
	}
	return MARK_NONE;
}

static const struct rule *rule_of(struct making *k, const struct leaf *l)
{
	return l->p.n_rules ? &k->m->rules.at[l->p.rules[0]] : NULL;
}

/* Where it stands in the catalogue: "Omfang: »op til otte samtaler«". */
static const char *source_of(struct making *k, const struct provision *ast)
{
	if (!ast || !ast->sources.n)
		return "";
	const struct citation *c = &ast->sources.at[0];
	const char *heading = str_c(k->a, c->heading.text), *phrase = str_c(k->a, c->phrase.text);
	return *phrase ? arena_printf(k->a, "%s: »%s«", heading, phrase) : heading;
}

/* ---- one question --------------------------------------------------------------------------------------- */

static void add_answer_columns(struct making *k, struct book_table *t)
{
	add_column(k, t, "Svar", "Answer");
	add_column(k, t, "I kataloget", "In the catalogue");
	add_column(k, t, "I reglerne", "In the rules");
}

static void put_answer(struct making *k, struct book_cell *cells, uint32_t slot,
                       const struct leaf *l)
{
	const struct rule *r = rule_of(k, l);
	cells[0].text = answer_words(k, slot, l);
	cells[1].text = source_of(k, r ? k->m->provisions.at[r->provision].ast : NULL);
	cells[2].text = r ? plan_place(k->p, r->at) : "";
}

struct unsaid {
	const struct space *s;
	bool gaps; /* are to be seen */
};

static uint32_t said(void *ctx, uint32_t leaf)
{
	const struct unsaid *u = ctx;
	const struct plain *p = &u->s->leaves.at[leaf].p;
	bool gap = p->kind == PLAIN_SILENT && p->silence == SILENCE_GAP;
	return p->kind == PLAIN_OUTSIDE || (gap && !u->gaps) ? 0 : leaf;
}

/*
 * What a slot says on the catalogue's own days, as a table. A heading about the case repeats the whole scope to tell
 * "outside" from "nothing said": here both are nothing, unless the heading must be answered.
 */
static dd slot_table(struct making *k, uint32_t slot)
{
	const struct slot *q = &k->m->slots.at[slot];
	const struct heading *h = &k->m->headings.at[q->heading];
	struct unsaid u = {k->s, h->required};
	dd f = rows_slot(k->s, slot);
	if (h->about_case && f != DD_BAD)
		f = dd_map(k->s->dd, f, said, &u);
	return dd_within(k->s->dd, f, k->s->domain);
}

/* The rows of a slot; false after leaving it out. */
static bool slot_rows(struct making *k, struct book_table *t, uint32_t slot, struct rows *out)
{
	const char *heading = heading_of(k, slot);
	dd f = slot_table(k, slot);
	uint64_t n = f == DD_BAD ? 0 : rows_count(k->s, f);
	if (f == DD_BAD || n > BOOK_ROWS) {
		leave_out(k, t, heading, n);
		return false;
	}
	*out = rows_list(k->s, f, k->a);
	return true;
}

/* What is not about this person needs no row: a sentence that does not apply, a table's empty part. */
static bool is_worth_a_row(const struct leaf *l)
{
	return !l->impossible && l->p.kind != PLAIN_ABSENT;
}

static void add_service_rows(struct making *k, struct book_table *t, uint32_t slot)
{
	struct rows rows;
	if (!slot_rows(k, t, slot, &rows))
		return;
	for (uint32_t i = 0; i < rows.n; i++) {
		const struct leaf *l = &k->s->leaves.at[rows.at[i].value];
		if (!is_worth_a_row(l))
			continue;
		struct book_cell *cells = add_row(k, t, mark_of(l));
		cells[0].text = heading_of(k, slot);
		cells[1].text = condition_of(k, &rows.at[i]);
		put_answer(k, cells + 2, slot, l);
	}
}

/* ---- who -------------------------------------------------------------------------------------------------- */

/* The lines of the scope as they are written: every target group and condition must hold, no exclusion may. */
static void add_scope_rows(struct making *k, struct book_table *t, uint32_t service)
{
	static const char *const names[][2] = {
		[SCOPE_TARGET] = {"målgruppe", "target group"},
		[SCOPE_CONDITION] = {"betingelse", "condition"},
		[SCOPE_EXCLUSION] = {"udelukket", "excluded"},
	};
	const struct service *sv = &k->m->services.at[service];
	for (uint32_t i = 0; i < sv->scope.n; i++) {
		const struct scope_line *line = &sv->scope.at[i];
		bool excludes = line->kind == SCOPE_EXCLUSION;
		struct book_cell *cells = add_row(k, t, excludes ? MARK_OUTSIDE : MARK_NONE);
		struct text refer = {.a = k->a};
		for (uint32_t r = 0; r < line->refer.n; r++)
			text_printf(&refer, "%s%s", r ? ", " : say(k, "henvises til ", "referred to "),
			            line->refer.at[r].text);
		cells[0].text = names[line->kind][!k->b->danish];
		cells[1].text = line->when ? spaced(k, words_ex(k->a, k->m, line->when))
		                           : say(k, "alle", "everybody");
		cells[2].text = text_c(&refer);
		cells[3].text = source_of(k, line->ast);
		cells[4].text = plan_place(k->p, line->at);
	}
}

static void add_service(struct making *k, uint32_t service)
{
	const struct service *sv = &k->m->services.at[service];
	struct book_table *t = add_table(k, BOOK_SERVICE, service, NONE, sv->title);
	add_column(k, t, "Rubrik", "Heading");
	add_column(k, t, "For hvem", "For whom");
	add_answer_columns(k, t);
	add_scope_rows(k, t, service);
	for (uint32_t i = 0; i < sv->slots; i++)
		add_service_rows(k, t, sv->first_slot + i);
}

/* ---- decisions -------------------------------------------------------------------------------------------- */

/* Where it stands among the columns; n: nowhere. */
static uint32_t column_in(const uint32_t *columns, uint32_t n, uint32_t column)
{
	for (uint32_t i = 0; i < n; i++)
		if (columns[i] == column)
			return i;
	return n;
}

/* The columns that some row tests, in the order in which rows have them. */
static uint32_t tested_columns(struct making *k, const struct rows *rows, uint32_t *columns)
{
	uint32_t n = 0;
	for (uint32_t level = 0; level < k->s->columns.n; level++)
		for (uint32_t i = 0; i < rows->n; i++)
			for (uint32_t c = 0; c < rows->at[i].n; c++)
				if (rows->at[i].cells[c].column == k->s->column_at[level] &&
				    column_in(columns, n, k->s->column_at[level]) == n)
					columns[n++] = k->s->column_at[level];
	return n;
}

static const char *column_title(struct making *k, uint32_t column)
{
	const struct column *c = &k->s->columns.at[column];
	const char *question = c->kind == COL_INPUT ? k->m->inputs.at[c->input].question : NULL;
	return c->reading && question ? question : spaced(k, describe_column(k->a, k->s, column));
}

/* A heading that says one thing to everybody is no decision. */
static void add_decision(struct making *k, uint32_t slot)
{
	const struct slot *q = &k->m->slots.at[slot];
	dd f = slot_table(k, slot);
	if (f == DD_BAD || rows_count(k->s, f) > BOOK_ROWS)
		return; /* said at the service */
	struct rows rows = rows_list(k->s, f, k->a);
	if (rows.n < 2 || q->kind == ST_TEXT)
		return;
	struct book_table *t = add_table(k, BOOK_DECISION, q->service, slot, heading_of(k, slot));
	uint32_t *columns = arena_array(k->a, uint32_t, k->s->columns.n + 1);
	uint32_t n = tested_columns(k, &rows, columns);
	for (uint32_t i = 0; i < n; i++)
		vec_push(k->a, &t->columns, ((struct book_column){column_title(k, columns[i]), true}));
	add_answer_columns(k, t);
	for (uint32_t i = 0; i < rows.n; i++) {
		const struct leaf *l = &k->s->leaves.at[rows.at[i].value];
		if (l->impossible)
			continue;
		struct book_cell *cells = add_row(k, t, mark_of(l));
		for (uint32_t c = 0; c < n; c++)
			cells[c].text = say(k, "alle", "any");
		for (uint32_t c = 0; c < rows.at[i].n; c++)
			cells[column_in(columns, n, rows.at[i].cells[c].column)].text = values_of(
				k, &rows.at[i].cells[c]);
		put_answer(k, cells + n, slot, l);
	}
}

/* ---- deadlines and rates ---------------------------------------------------------------------------------- */

static void add_deadlines(struct making *k)
{
	struct book_table *t = add_table(k, BOOK_DEADLINES, NONE, NONE, say(k, "Frister", "Deadlines"));
	add_column(k, t, "Ydelse", "Service");
	add_column(k, t, "Paragraf", "Paragraph");
	add_column(k, t, "Rubrik", "Heading");
	add_column(k, t, "For hvem", "For whom");
	add_answer_columns(k, t);
	for (uint32_t i = 0; i < k->m->own_services; i++) {
		const struct service *sv = &k->m->services.at[i];
		for (uint32_t n = 0; n < sv->slots; n++) {
			uint32_t slot = sv->first_slot + n;
			struct rows rows;
			if (k->m->headings.at[k->m->slots.at[slot].heading].type.vt != VT_DEADLINE ||
			    !slot_rows(k, t, slot, &rows))
				continue;
			for (uint32_t r = 0; r < rows.n; r++) {
				const struct leaf *l = &k->s->leaves.at[rows.at[r].value];
				if (!is_worth_a_row(l))
					continue;
				struct book_cell *cells = add_row(k, t, mark_of(l));
				const char *law = words_basis(k->a, k->m, i);
				cells[0].text = sv->title;
				cells[1].text = law ? law : "";
				cells[2].text = heading_of(k, slot);
				cells[3].text = condition_of(k, &rows.at[r]);
				put_answer(k, cells + 4, slot, l);
			}
		}
	}
}

static void put_day(struct making *k, struct book_cell *cell, int64_t day)
{
	bool open = day <= DATE_MIN || day >= DATE_MAX;
	*cell = (struct book_cell){
		.text = open ? "" : date_text(k->a, day), .is_day = !open, .day = day};
}

/* In the rate's own unit; a formula in words. */
static void put_amount(struct making *k, struct book_cell *cell, const struct rate_m *rate,
                       const struct rate_row_m *row)
{
	if (!row->value)
		return;
	if (row->value->kind != EX_CONST || rate->type.vt != VT_QUANTITY) {
		cell->text = words_ex(k->a, k->m, row->value);
		return;
	}
	struct num grains = k->m->units.list.at[rate->type.measure.unit].grains;
	cell->is_number = true;
	cell->number = num_div(row->value->number, grains);
	cell->text = num_text(k->a, cell->number, k->m->style);
}

static void add_rates(struct making *k)
{
	struct book_table *t = add_table(k, BOOK_RATES, NONE, NONE, say(k, "Satser", "Rates"));
	add_column(k, t, "Sats", "Rate");
	add_column(k, t, "Fra", "From");
	add_column(k, t, "Til", "To");
	add_column(k, t, "Beløb", "Amount");
	add_column(k, t, "Enhed", "Unit");
	add_column(k, t, "Bekræftet", "Verified");
	add_column(k, t, "I reglerne", "In the rules");
	for (uint32_t i = 0; i < k->m->rates.n; i++) {
		const struct rate_m *rate = &k->m->rates.at[i];
		for (uint32_t n = 0; rate->used && n < rate->rows.n; n++) {
			const struct rate_row_m *row = &rate->rows.at[n];
			struct book_cell *cells = add_row(k, t, MARK_NONE);
			cells[0].text = spaced(k, rate->text);
			put_day(k, &cells[1], row->from);
			put_day(k, &cells[2], row->to);
			put_amount(k, &cells[3], rate, row);
			cells[4].text = measure_name(k->a, &k->m->units, &rate->type.measure, k->m->style);
			cells[5].text = row->unverified ? say(k, "nej", "no") : say(k, "ja", "yes");
			cells[6].text = plan_place(k->p, row->at);
		}
	}
}

struct book *book_make(struct space *s, struct arena *a)
{
	struct book *b = arena_new(a, struct book);
	struct making k = {s, s->m, plan_make(s, a), a, b};
	b->danish = s->m->lang == LANG_DA;
	b->title = s->m->catalogue.title ? s->m->catalogue.title : "";
	b->stamp = plan_stamp(k.p);
	b->remark = plan_remark(k.p);
	add_deadlines(&k);
	add_rates(&k);
	for (uint32_t i = 0; i < s->m->own_services; i++) {
		add_service(&k, i);
		for (uint32_t n = 0; n < s->m->services.at[i].slots; n++)
			add_decision(&k, s->m->services.at[i].first_slot + n);
	}
	return b;
}
