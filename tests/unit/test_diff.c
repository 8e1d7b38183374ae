/* SPDX-License-Identifier: MIT
 *
 * The comparison of two catalogues against the reference evaluator: a random catalogue and the same with some lines
 * changed. In complete cases the answers differ exactly where some change says so: nothing is left out, and nothing is
 * claimed that is not there.
 */
#include "meaning/words.h"
#include "versions.h"

#include "base/date.h"

/* The answers under a heading, as a reader sees them; *formula: one is computed from the case. */
static const char *answers(struct versions *x, int side, const struct service *sv, name_id heading,
                           const int64_t *v, bool *odd)
{
	const struct model *m = x->m[side];
	struct text t = {.a = &x->a};
	for (uint32_t i = sv->first_slot; i < sv->first_slot + sv->slots; i++) {
		struct plain p;
		if (m->headings.at[m->slots.at[i].heading].name != heading)
			continue;
		eval_slot(m, v, i, NULL, &p);
		*odd |= p.kind == PLAIN_CONFLICT || p.kind == PLAIN_SILENT;
		if (p.kind == PLAIN_ABSENT)
			continue;
		const char *words = p.kind == PLAIN_OUTSIDE ? "outside" : words_plain(&x->a, m, i, &p);
		text_printf(&t, "%s;", words);
	}
	return text_c(&t);
}

static bool is_covered(const struct versions *x, const struct diff_service *s, const char *heading,
                       const int64_t *v)
{
	for (uint32_t i = 0; i < s->changes.n; i++) {
		const struct diff_change *c = &s->changes.at[i];
		bool about = heading ? c->heading && strcmp(c->heading, heading) == 0 : !c->heading;
		if (about && holds(x->d->joint, c->where, v))
			return true;
	}
	return false;
}

static bool reads_input(const struct ex *x)
{
	bool reads = x && x->kind == EX_INPUT;
	for (uint32_t i = 0; x && i < x->kids.n && !reads; i++)
		reads = reads_input(x->kids.at[i]);
	return reads;
}

static bool has_formula(const struct model *m, const struct service *sv, name_id heading)
{
	for (uint32_t i = 0; i < m->rules.n; i++)
		for (uint32_t k = 0; k < m->rules.at[i].statements.n; k++) {
			const struct statement *st = &m->rules.at[i].statements.at[k];
			const struct slot *s = &m->slots.at[st->slot];
			if (&m->services.at[s->service] == sv && m->headings.at[s->heading].name == heading &&
			    (reads_input(st->lower) || reads_input(st->upper)))
				return true;
		}
	return false;
}

/* Where the case is sent; no targets where it is not shut out, or every question is one about the case. */
static struct plain sent(const struct model *m, const struct service *s, const int64_t *v)
{
	struct plain p = {.kind = PLAIN_VALUE};
	for (uint32_t i = s->first_slot; i < s->first_slot + s->slots; i++)
		if (!m->headings.at[m->slots.at[i].heading].about_case) {
			eval_slot(m, v, i, NULL, &p);
			break;
		}
	return p;
}

static bool sent_to(const struct plain *p, const char *target)
{
	for (uint32_t i = 0; i < p->n_targets; i++)
		if (strcmp(p->targets[i]->text, target) == 0)
			return true;
	return false;
}

static bool sent_elsewhere(struct plain was, struct plain is)
{
	bool same = true;
	for (uint32_t i = 0; i < was.n_targets; i++)
		same = same && sent_to(&is, was.targets[i]->text);
	for (uint32_t i = 0; i < is.n_targets; i++)
		same = same && sent_to(&was, is.targets[i]->text);
	return was.kind == PLAIN_OUTSIDE && is.kind == PLAIN_OUTSIDE && !same;
}

/* One service, one case. `odd` answers name their cause, of which another may be named; formulas may agree by chance. */
static bool agrees(struct versions *x, const struct diff_service *s, const int64_t *v,
                   const int64_t *own[2])
{
	const struct model *m[2] = {x->m[0], x->m[1]};
	const struct service *sv[2] = {&m[0]->services.at[s->old_service],
	                               &m[1]->services.at[s->new_service]};
	bool split[2] = {false, false};
	enum truth in[2];
	for (int k = 0; k < 2; k++)
		in[k] = eval_scope(m[k], own[k], (uint32_t)(sv[k] - m[k]->services.at), &split[k]);
	bool moved = in[0] != in[1] || split[0] != split[1] ||
	             sent_elsewhere(sent(m[0], sv[0], own[0]), sent(m[1], sv[1], own[1]));
	if (moved != is_covered(x, s, NULL, v) && in[0] != TRUTH_UNDECIDED &&
	    in[1] != TRUTH_UNDECIDED) {
		print_error("scope of %s: %d/%d %d/%d\n", s->title, in[0], split[0], in[1], split[1]);
		return false;
	}
	if (moved)
		return true;
	for (uint32_t h = 0; h < m[1]->headings.n; h++) {
		const struct heading *heading = &m[1]->headings.at[h];
		bool odd = false;
		if (heading->type.vt == VT_TEXT)
			continue;
		const char *was = answers(x, 0, sv[0], heading->name, own[0], &odd);
		const char *is = answers(x, 1, sv[1], heading->name, own[1], &odd);
		bool differ = strcmp(was, is) != 0, told = is_covered(x, s, heading->text, v);
		bool chance = odd || has_formula(m[0], sv[0], heading->name) ||
		              has_formula(m[1], sv[1], heading->name);
		if (differ == told || (chance && (told || odd)))
			continue;
		print_error("%s of %s: %s | %s, told %d\n", heading->text, s->title, was, is, told);
		return false;
	}
	return true;
}

static bool check_case(struct versions *x, uint64_t *r)
{
	const struct joint *j = x->d->joint;
	int64_t *v = arena_array(&x->a, int64_t, j->s->m->inputs.n);
	int64_t *own[2] = {arena_array(&x->a, int64_t, x->m[0]->inputs.n),
	                   arena_array(&x->a, int64_t, x->m[1]->inputs.n)};
	for (uint32_t i = 0; i < j->s->m->inputs.n; i++)
		v[i] = near_a_cut(j, i, r);
	if (!joint_case(j, 0, v, own[0]) || !joint_case(j, j->n - 1, v, own[1]) ||
	    !eval_given(x->m[0], own[0]) || !eval_given(x->m[1], own[1]))
		return true;
	for (uint32_t i = 0; i < x->d->services.n; i++) {
		const struct diff_service *s = &x->d->services.at[i];
		const int64_t *both[2] = {own[0], own[1]};
		if (s->old_service != NONE && s->new_service != NONE && !agrees(x, s, v, both))
			return false;
	}
	return true;
}

static void test_random_pairs(void **state)
{
	(void)state;
	uint64_t start = seed(), used = 0, changes = 0, models = number_from("MODELS", 300);
	for (uint64_t k = 0; k < models; k++) {
		struct versions x;
		struct arena a;
		arena_init(&a);
		struct gen g = {.r = start + k, .t = {.a = &a}};
		catalogue(&g);
		const char *old = text_c(&g.t), *new = changed(&g, old, &a);
		versions_open(&x, old, new);
		uint64_t r = start + k;
		bool good = true;
		used += x.d != NULL;
		for (uint32_t i = 0; x.d && i < x.d->services.n; i++)
			changes += x.d->services.at[i].changes.n;
		for (int i = 0; x.d && !x.d->joint->s->refused && good && i < 60; i++)
			good = check_case(&x, &r);
		if (!good)
			print_error("SEED=%llu\n%s\n=====\n%s\n", (unsigned long long)(start + k),
			            old + sizeof declarations - 1, new + sizeof declarations - 1);
		versions_close(&x);
		arena_free(&a);
		assert_true(good);
	}
	assert_true(used > models / 3 && changes > models / 3);
}

static void test_same(void **state)
{
	(void)state;
	uint64_t start = seed();
	for (uint64_t k = 0; k < 40; k++) {
		struct versions x;
		struct arena a;
		arena_init(&a);
		struct gen g = {.r = start + k, .t = {.a = &a}};
		catalogue(&g);
		versions_open(&x, text_c(&g.t), text_c(&g.t));
		if (x.d && !x.d->undecided.n)
			assert_true(diff_is_empty(x.d));
		versions_close(&x);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_random_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
