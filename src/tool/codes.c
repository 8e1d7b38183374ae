/* SPDX-License-Identifier: MIT
 *
 * Which findings are shown. An error of text, grammar or names is always shown, because what is broken was not checked;
 * "not decided" is hidden only by name, because silence would look like an answer.
 */
#include "tool/codes.h"

#include <string.h>

#define FAR 2             /* digits by which a code may differ from the one that is suggested */
#define FIRST_CHECK 3000u /* below: files, text, names */

static const char *code_digits(struct arena *a, enum diag_code code)
{
	return arena_printf(a, "%04u", (unsigned)code);
}

/* The digits of the word at p, which ends at a comma or the end: "N31" is "31". */
static struct str word_at(const char *p, const char **next)
{
	size_t n = strcspn(p, ",");
	*next = p + n + (p[n] == ',');
	while (n && *p == ' ') {
		p++;
		n--;
	}
	while (n && p[n - 1] == ' ')
		n--;
	bool letter = n && (*p == 'N' || *p == 'n');
	return (struct str){p + letter, n - letter};
}

static bool begins(const char *code, struct str word)
{
	return word.n && word.n <= 4 && strncmp(code, word.p, word.n) == 0;
}

static bool is_known(struct arena *a, struct str word)
{
	bool known = false;
	for (unsigned i = 0; i < diag_row_count && !known; i++)
		known = begins(code_digits(a, diag_rows[i].code), word);
	return known;
}

static void report_unknown(struct diags *d, struct str word)
{
	const char *best = NULL;
	unsigned distance = FAR + 1;
	for (unsigned i = 0; i < diag_row_count; i++) {
		const char *code = code_digits(d->a, diag_rows[i].code);
		unsigned far = str_distance(word, str_of(code), FAR);
		if (far < distance) {
			distance = far;
			best = code;
		}
	}
	struct diag *x = diag_unknown_code(d, SPAN_NONE, arena_printf(d->a, "N%s", str_c(d->a, word)));
	if (best)
		note_did_you_mean(d, x, SPAN_NONE, arena_printf(d->a, "N%s", best));
}

bool codes_fit(struct diags *d, const char *list)
{
	const char *next;
	do {
		struct str word = word_at(list, &next);
		if (!is_known(d->a, word)) {
			report_unknown(d, word);
			return false;
		}
		list = next;
	} while (*list);
	return true;
}

/* Named by one of the lists of the option, which may be repeated. */
static bool is_named(const struct session *s, enum option_id id, const struct diag *x)
{
	const char *code = code_digits(s->a, x->code);
	for (uint32_t i = 0; i < s->options.value[id].n; i++)
		for (const char *p = s->options.value[id].at[i], *next; *p; p = next)
			if (begins(code, word_at(p, &next)))
				return true;
	return false;
}

static bool is_hidden(const struct session *s, const struct diag *x)
{
	if (x->severity == SEV_ERROR && (unsigned)x->code < FIRST_CHECK)
		return false;
	if (is_named(s, OPTION_IGNORE, x))
		return true;
	return s->options.value[OPTION_SELECT].n && x->code != DIAG_3190 &&
	       !is_named(s, OPTION_SELECT, x);
}

void codes_hide(struct session *s)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < s->d.list.n; i++) {
		struct diag *x = s->d.list.at[i];
		if (is_hidden(s, x)) {
			s->d.count[x->severity] -= !x->accepted;
			s->d.hidden++;
		} else {
			s->d.list.at[kept++] = x;
		}
	}
	s->d.list.n = kept;
}
