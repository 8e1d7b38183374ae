/* SPDX-License-Identifier: MIT
 *
 * Accepting findings. A fingerprint is made of the code, the place's identity and the rules' own text at every place the
 * finding points to, never of line numbers or of the language of the messages: it survives moving text, and a different
 * finding at the same place is not accepted.
 */
#include "check/accept.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#define GUESSES 3
#define MEANT_MAX 3 /* findings that are shown */

static uint64_t hash_place(const struct check_ctx *c, uint64_t h, span at)
{
	struct str text = at.hi ? source_text(c->m->sources, at) : (struct str){NULL, 0};
	return hash_mix(str_hash_words(c->a, h, text), text.n > 0);
}

static const char *fingerprint_of(struct check_ctx *c, const struct diag *x)
{
	uint64_t h = hash_mix((uint64_t)x->code, hash_bytes(x->identity, strlen(x->identity)));
	h = hash_place(c, h, x->at);
	for (uint32_t i = 0; i < x->notes.n; i++)
		h = hash_place(c, h, x->notes.at[i].at);
	return arena_printf(c->a, "%06x", (unsigned)(h & 0xffffff));
}

/* "#a1b2c3 reason": the fingerprint at the start of the reason. */
static bool names(const struct decl *d, const struct diag *x)
{
	struct str r = d->u.accept.reason.text;
	return x->fingerprint && r.n > 6 && r.p[0] == '#' && strncmp(r.p + 1, x->fingerprint, 6) == 0;
}

static bool code_is(const struct check_ctx *c, const struct decl *d, const struct diag *x)
{
	const char *text = intern_text(c->m->names, d->u.accept.code.id);
	return (text[0] == 'N' || text[0] == 'n') &&
	       (unsigned long)x->code == strtoul(text + 1, NULL, 10);
}

static bool place_is(const struct check_ctx *c, const struct decl *d, const struct diag *x)
{
	struct text t = {.a = c->a};
	const struct path *p = &d->u.accept.place;
	for (uint32_t i = 0; i < p->names.n; i++)
		text_printf(&t, "%s%s", i ? "." : "", intern_text(c->m->names, p->names.at[i].id));
	size_t n = t.n;
	return n && x->identity && strncmp(x->identity, text_c(&t), n) == 0 &&
	       (x->identity[n] == 0 || x->identity[n] == '#');
}

/* What an acceptance that fits nothing may have meant, the best guess first. */
static bool may_mean(const struct check_ctx *c, const struct decl *d, const struct diag *x,
                     int guess)
{
	if (!code_is(c, d, x) || !x->fingerprint || strpbrk(x->identity, " \""))
		return false;
	return guess == 0 ? names(d, x) : guess == 1 ? place_is(c, d, x) : true;
}

static void tell_unused(struct check_ctx *c, const struct decl *d, const char *code,
                        uint32_t findings)
{
	struct diag *told = diag_accept_unused(c->d, d->head, code);
	uint32_t shown = 0;
	for (int guess = 0; guess < GUESSES && !shown; guess++)
		for (uint32_t i = 0; i < findings && shown < MEANT_MAX; i++) {
			const struct diag *x = c->d->list.at[i];
			if (!may_mean(c, d, x, guess))
				continue;
			const char *place = arena_printf(c->a, "%.*s", (int)strcspn(x->identity, "#"),
			                                 x->identity);
			note_accept_words(c->d, told, x->at, code, place, x->fingerprint);
			shown++;
		}
}

static void settle(struct check_ctx *c, const struct decl *d, uint32_t findings)
{
	const char *code = intern_text(c->m->names, d->u.accept.code.id);
	bool used = false;
	bool expired = d->u.accept.until.given && c->today > d->u.accept.until.day;
	for (uint32_t i = 0; i < findings; i++) {
		struct diag *x = c->d->list.at[i];
		if (!code_is(c, d, x) || !place_is(c, d, x) || !names(d, x))
			continue;
		used = true;
		x->accepted |= !expired;
	}
	if (!used)
		tell_unused(c, d, code, findings);
	else if (expired)
		diag_accept_expired(c->d, d->head, code, date_text(c->a, d->u.accept.until.day));
}

void accept_findings(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->d->list.n; i++) {
		struct diag *x = c->d->list.at[i];
		if (x->identity)
			x->fingerprint = fingerprint_of(c, x);
	}
	uint32_t findings = c->d->list.n;
	for (uint32_t i = 0; i < c->m->accepts.n; i++)
		settle(c, c->m->accepts.at[i], findings);
}
