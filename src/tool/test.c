/* SPDX-License-Identifier: MIT
 *
 * niveau test: every `eksempel` of a catalogue, line by line. A line that gets another answer is a finding at that
 * line, with both answers.
 */
#include "meaning/words.h"
#include "tool/expect.h"
#include "tool/report.h"

#include <inttypes.h>
#include <string.h>

struct tally {
	uint32_t examples, met, differences;
};

/* The expected answer as it stands in the file, on one line. */
static const char *expected_text(struct session *s, const struct example_answer *x)
{
	return str_c(s->a, str_prose(s->a, source_text(&s->sources, x->answer->at)));
}

static bool test_line(struct asking *q, const struct case_m *c, const struct example_answer *x,
                      struct arena *a)
{
	const char *actual = NULL;
	if (x->broken || !x->answer)
		return true; /* reported where it was read */
	if (expect_met(q, c, x, a, &actual))
		return true;
	struct session *s = q->s;
	struct diag *d = diag_example_differs(&s->d, x->answer->at, expected_text(s, x),
	                                      arena_text(s->a, actual, strlen(actual)));
	d->crumb = words_crumb(s->a, q->m, x->service, x->heading);
	return false;
}

static void test_example(struct asking *q, const struct example *x, struct tally *t)
{
	struct case_m c = {
		.values = x->value, .known = x->known, .used = x->used.at, .n_used = x->used.n};
	struct arena a;
	uint32_t differences = 0;
	arena_init(&a);
	if (!case_possible(q->space, &c)) {
		diag_example_impossible(&q->s->d, x->at, x->title);
		differences = 1;
	} else {
		for (uint32_t i = 0; i < x->gives.n; i++)
			differences += !test_line(q, &c, &x->gives.at[i], &a);
	}
	t->examples++;
	t->differences += differences;
	t->met += !differences;
	arena_free(&a);
}

static void put_tally(struct session *s, const struct tally *t)
{
	text_printf(&s->out, "%" PRIu32 " %s: %" PRIu32 " %s, %" PRIu32 " %s\n", t->examples,
	            t->examples == 1 ? say(s, "eksempel", "example") : say(s, "eksempler", "examples"),
	            t->met, say(s, "som ventet", "as expected"), t->differences,
	            t->differences == 1 ? say(s, "afvigelse", "deviation")
	                                : say(s, "afvigelser", "deviations"));
}

int command_test(struct session *s)
{
	struct tally t = {0};
	for (uint32_t i = 0; i < s->options.args.n; i++) {
		struct asking q;
		if (asking_begin(&q, s, s->options.args.at[i]))
			for (uint32_t k = 0; k < q.m->examples.n; k++)
				test_example(&q, &q.m->examples.at[k], &t);
		asking_end(&q);
	}
	report_findings(s);
	if (report_format(s) == FORMAT_TEXT)
		put_tally(s, &t);
	return report_status(s);
}
