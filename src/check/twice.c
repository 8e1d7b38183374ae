/* SPDX-License-Identifier: MIT
 *
 * The same said twice: provisions with the same words in one slot that can apply together. Only those with the same
 * words are held against each other, and of those only such whose boxes overlap.
 */
#include "check/ctx.h"
#include "space/rule_box.h"

#include <stdlib.h>
#include <string.h>

struct said {
	uint32_t rule;
	const char *words;
};

struct said_list {
	VEC(struct said) list;
};

/* NULL: a hole, which says nothing. */
static const char *words_said(struct check_ctx *c, uint32_t rule, uint32_t slot)
{
	const struct statement *st = statement_in(c->m, rule, slot);
	if (st->kind == ST_HOLE)
		return NULL;
	if (st->kind == ST_TEXT || st->kind == ST_NOT || st->kind == ST_NO_LIMIT)
		return arena_printf(c->a, "%d", (int)st->kind);
	const char *words = words_statement(c->a, c->m, st, &c->m->slots.at[slot]);
	return arena_printf(c->a, "%d %s", (int)st->kind, words);
}

static bool twice_in(struct check_ctx *c, uint32_t slot, uint32_t one, uint32_t other)
{
	const struct rule *a = &c->m->rules.at[one], *b = &c->m->rules.at[other];
	if (a->provision == b->provision)
		return false;
	dd both = dd_and(c->s->dd, c->s->applies[one], c->s->applies[other]);
	both = dd_and(c->s->dd, both, asked_for(c, a->service, a->heading));
	if (both == DD_BAD || !is_possible(c, both))
		return false;
	struct diag *x = diag_said_twice(c->d, b->at, c->m->headings.at[a->heading].text);
	note_said_here(c->d, x, a->at, rule_words(c, one, slot));
	finding_at(c, x, b->service, b->heading, b->provision);
	return true;
}

/* Those before member i that it may overlap: by their boxes, or by not being boxes. Rising. */
static uint32_t before(struct check_ctx *c, const struct rule_boxes *r, uint32_t i, bool *mark,
                       uint32_t *out)
{
	uint32_t n = 0, met = 0;
	if (r->plain[i])
		met = rule_boxes_before(r, i, mark, out, c->s->scratch);
	for (uint32_t k = 0; k < met; k++)
		mark[out[k]] = true;
	for (uint32_t k = 0; (met || !r->plain[i] || !r->all_plain) && k < i; k++) {
		if (mark[k] || !r->plain[i] || !r->plain[k])
			out[n++] = k;
		mark[k] = false;
	}
	return n;
}

/* Rules with the same words: each provision is reported once, beside the first that says the same. */
static void report_same(struct check_ctx *c, uint32_t slot, const struct said *same, uint32_t n,
                        bool *told)
{
	struct arena_mark start = arena_mark(c->s->scratch);
	dd *applies = arena_array(c->s->scratch, dd, n);
	for (uint32_t i = 0; i < n; i++)
		applies[i] = c->s->applies[same[i].rule];
	struct arena own;
	arena_init(&own);
	struct rule_boxes r = rule_boxes_of(c->s->dd, applies, NULL, n, &own);
	uint32_t *first = arena_array(&own, uint32_t, n);
	bool *mark = arena_array(&own, bool, n);
	dd_allow(c->s->dd, SPACE_BUDGET);
	for (uint32_t i = 1; i < n; i++) {
		uint32_t provision = c->m->rules.at[same[i].rule].provision;
		uint32_t met = told[provision] ? 0 : before(c, &r, i, mark, first);
		for (uint32_t k = 0; k < met && !told[provision]; k++)
			told[provision] = twice_in(c, slot, same[first[k]].rule, same[i].rule);
	}
	arena_free(&own);
	arena_reset(c->s->scratch, start);
}

static int by_words(const void *a, const void *b)
{
	const struct said *x = a, *y = b;
	int order = strcmp(x->words, y->words);
	return order ? order : x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* The rules of each slot that say something in it. */
static struct said_list *said_in_slots(struct check_ctx *c)
{
	const struct model *m = c->m;
	struct said_list *said = arena_array(c->a, struct said_list, m->slots.n + 1);
	for (uint32_t i = 0; i < m->rules.n; i++) {
		const struct rule *r = &m->rules.at[i];
		for (uint32_t k = 0; r->service < m->own_services && k < r->statements.n; k++) {
			uint32_t slot = r->statements.at[k].slot;
			struct said_list *l = &said[slot];
			bool again = l->list.n && vec_last(&l->list).rule == i;
			const char *words = again ? NULL : words_said(c, i, slot);
			if (words)
				vec_push(c->a, &l->list, ((struct said){i, words}));
		}
	}
	return said;
}

void check_said_twice(struct check_ctx *c)
{
	struct said_list *said = said_in_slots(c);
	bool *told = arena_array(c->a, bool, c->m->provisions.n + 1);
	for (uint32_t slot = 0; slot < c->m->slots.n; slot++) {
		struct said *at = said[slot].list.at;
		uint32_t n = said[slot].list.n;
		if (n > 1)
			qsort(at, n, sizeof *at, by_words);
		for (uint32_t i = 0, end; i < n; i = end) {
			for (end = i + 1; end < n && strcmp(at[i].words, at[end].words) == 0;)
				end++;
			if (end > i + 1)
				report_same(c, slot, at + i, end - i, told);
		}
	}
}
