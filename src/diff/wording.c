/* SPDX-License-Identifier: MIT
 *
 * Words: prose that decides nothing, and rules that are written otherwise and answer the same.
 */
#include "diff/part.h"

#include <string.h>

/* ---- words ---------------------------------------------------------------------------------------------- */

static void add_text(struct work *w, const char *what, const char *where, const char *before,
                     const char *after, span old_at, span new_at)
{
	if (same_text(before, after))
		return;
	vec_push(w->a, &w->d->texts,
	         ((struct diff_text){what, where, before, after, false, old_at, new_at}));
}

/* A sentence of the new service stands in the old one, word for word. */
static bool has_sentence(const struct model *m, const struct service *s, const struct model *o,
                         const struct slot *sentence)
{
	for (uint32_t i = 0; i < s->slots; i++) {
		const struct slot *x = &m->slots.at[s->first_slot + i];
		if (x->text && strcmp(x->text, sentence->text) == 0 &&
		    m->headings.at[x->heading].name == o->headings.at[sentence->heading].name)
			return true;
	}
	return false;
}

static span sentence_at(const struct model *m, uint32_t slot)
{
	const struct slot *s = &m->slots.at[slot];
	for (uint32_t i = 0; i < m->rules.n; i++)
		for (uint32_t k = 0;
		     m->rules.at[i].service == s->service && k < m->rules.at[i].statements.n; k++)
			if (m->rules.at[i].statements.at[k].slot == slot)
				return m->rules.at[i].at;
	return SPAN_NONE;
}

static bool is_sentence(const struct model *m, uint32_t slot)
{
	return m->slots.at[slot].text && m->headings.at[m->slots.at[slot].heading].type.vt == VT_TEXT;
}

/* The next old sentence of the heading that the new service no longer has, from *at on; NONE. */
static uint32_t next_gone(const struct work *w, struct pair p, name_id heading, uint32_t *at)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	for (; *at < old->slots; (*at)++) {
		uint32_t slot = old->first_slot + *at;
		const struct slot *s = &w->old->slots.at[slot];
		if (is_sentence(w->old, slot) && w->old->headings.at[s->heading].name == heading &&
		    !has_sentence(w->new, new, w->old, s)) {
			(*at)++;
			return slot;
		}
	}
	return NONE;
}

/* Under each heading, the sentences that are gone and those that are new, in order, side by side. */
static void compare_sentences(struct work *w, struct pair p)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	bool *met = arena_array(w->a, bool, w->old->slots.n + 1);
	uint32_t at = 0;
	name_id heading = 0;
	for (uint32_t i = 0; i < new->slots; i++) {
		uint32_t slot = new->first_slot + i;
		const struct slot *s = &w->new->slots.at[slot];
		if (!is_sentence(w->new, slot) || has_sentence(w->old, old, w->new, s))
			continue;
		if (w->new->headings.at[s->heading].name != heading)
			at = 0;
		heading = w->new->headings.at[s->heading].name;
		uint32_t was = next_gone(w, p, heading, &at);
		if (was != NONE)
			met[was] = true;
		add_text(w, w->new->headings.at[s->heading].text, new->title ? new->title : new->text,
		         was == NONE ? NULL : w->old->slots.at[was].text, s->text,
		         was == NONE ? SPAN_NONE : sentence_at(w->old, was), sentence_at(w->new, slot));
	}
	for (uint32_t i = 0; i < old->slots; i++) {
		uint32_t slot = old->first_slot + i;
		const struct slot *s = &w->old->slots.at[slot];
		if (is_sentence(w->old, slot) && !met[slot] && !has_sentence(w->new, new, w->old, s))
			add_text(w, w->old->headings.at[s->heading].text, new->title ? new->title : new->text,
			         s->text, NULL, sentence_at(w->old, slot), SPAN_NONE);
	}
}

static bool same_words_when(const struct work *w, const struct ex *old, const struct ex *new)
{
	if (!old || !new || w->old->lang != w->new->lang)
		return !old == !new;
	return same_text(words_ex(w->a, w->old, old), words_ex(w->a, w->new, new));
}

/* The same paragraphs in any order, each with its condition; the names of laws have no language. */
static bool same_basis(const struct work *w, const struct service *old, const struct service *new)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < old->basis.n; i++) {
		bool found = false;
		for (uint32_t k = 0; k < new->basis.n && !found; k++) {
			const struct ref_m *x = &old->basis.at[i], *y = &new->basis.at[k];
			found = x->law_name == y->law_name && strcmp(x->para, y->para) == 0 &&
			        same_words_when(w, x->when, y->when);
		}
		kept += found;
	}
	return kept == old->basis.n && kept == new->basis.n;
}

/* The paragraphs of a service, in a row. */
static const char *basis_text(const struct work *w, const struct model *m, const struct service *s)
{
	struct text t = {.a = w->a};
	for (uint32_t i = 0; i < s->basis.n; i++) {
		const struct ref_m *r = &s->basis.at[i];
		text_printf(&t, "%s%s%s%s", i ? ", " : "", r->law, *r->law ? " " : "", r->para);
		if (r->when)
			text_printf(&t, " %s %s", in_words(w, "når", "when"), words_ex(w->a, m, r->when));
	}
	return t.n ? text_c(&t) : NULL;
}

static void compare_service_texts(struct work *w, struct pair p)
{
	const struct service *old = &w->old->services.at[p.old], *new = &w->new->services.at[p.new];
	const char *title = new->title ? new->title : new->text;
	add_text(w, in_words(w, "titel", "title"), title, old->title, new->title, old->at, new->at);
	add_text(w, in_words(w, "afsnit", "section"), title, old->section, new->section, old->at,
	         new->at);
	add_text(w, in_words(w, "formål", "purpose"), title, old->purpose, new->purpose, old->at,
	         new->at);
	if (!same_basis(w, old, new))
		add_text(w, in_words(w, "lovgrundlag", "legal basis"), title, basis_text(w, w->old, old),
		         basis_text(w, w->new, new), old->at, new->at);
	compare_sentences(w, p);
}

/* ---- rules in other words -------------------------------------------------------------------------------- */

static size_t word_length(const char *p, const char *end)
{
	size_t n = 0;
	while (p + n < end && ((p[n] | 32) >= 'a' && (p[n] | 32) <= 'z'))
		n++;
	return n;
}

/* Past a string and the white space before it; p where there is none. */
static const char *skip_string(const char *p, const char *end)
{
	const char *q = p;
	while (q < end && (*q == ' ' || *q == '\t' || *q == '\n' || *q == '\r'))
		q++;
	if (q == end || *q != '"')
		return p;
	for (q++; q < end && *q != '"';)
		q++;
	return q < end ? q + 1 : end;
}

/* `kilde "…"`, `kilde "…": "…"`: past it; p where there is none. */
static const char *skip_source(const char *p, const char *end)
{
	size_t n = word_length(p, end);
	bool source = (n == 5 && memcmp(p, "kilde", 5) == 0) || (n == 6 && memcmp(p, "source", 6) == 0);
	const char *q = source ? skip_string(p + n, end) : p;
	if (!source || q == p + n)
		return p;
	return q < end && *q == ':' ? skip_string(q + 1, end) : q;
}

/* A rule as written, without comments and sources. */
static void add_rule_text(struct text *t, struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	while (p < end) {
		const char *q = skip_source(p, end);
		if (*p == '#') {
			while (p < end && *p != '\n')
				p++;
		} else if (q != p) {
			p = q;
		} else {
			q = *p == '"' ? skip_string(p, end) : p + 1;
			size_t n = word_length(p, end);
			text_add(t, p, n ? n : (size_t)(q - p));
			p += n ? n : (size_t)(q - p);
		}
	}
	text_putc(t, ' ');
}

static const char *line_text(const struct work *w, const struct model *m,
                             const struct scope_line *l)
{
	struct text t = {.a = w->a};
	if (!l->ast)
		return NULL;
	add_rule_text(&t, source_text(m->sources, l->ast->at));
	return str_c(w->a, str_prose(w->a, str_of(text_c(&t))));
}

/* The provisions of a heading as written; NULL where there are none. */
static const char *heading_text(const struct work *w, const struct model *m, uint32_t service,
                                name_id heading, span *at)
{
	const struct service *s = &m->services.at[service];
	struct text t = {.a = w->a};
	*at = SPAN_NONE;
	for (uint32_t i = 0; i < s->uses.n; i++) {
		const struct heading_use *u = &s->uses.at[i];
		for (uint32_t k = 0; m->headings.at[u->heading].name == heading && k < u->provisions.n;
		     k++) {
			const struct provision_m *p = &m->provisions.at[u->provisions.at[k]];
			if (p->ast)
				add_rule_text(&t, source_text(m->sources, p->ast->at));
			*at = p->at;
		}
	}
	return t.n ? str_c(w->a, str_prose(w->a, str_of(text_c(&t)))) : NULL;
}

static bool is_changed(const struct diff_service *s, const char *heading)
{
	for (uint32_t i = 0; i < s->changes.n; i++) {
		const char *h = s->changes.at[i].heading;
		if (heading && h ? strcmp(h, heading) == 0 : heading == h)
			return true;
	}
	return s->undecided;
}

#define CONTEXT 24 /* bytes kept on either side of what differs, to the next word */

/* How much of both is the same from the front, up to the word that is kept before the first difference. */
static size_t same_front(const char *a, const char *b)
{
	size_t n = 0;
	while (a[n] && a[n] == b[n])
		n++;
	n = n > CONTEXT ? n - CONTEXT : 0;
	while (n > 0 && a[n] != ' ')
		n--;
	return n;
}

static size_t same_back(const char *a, size_t na, const char *b, size_t nb, size_t front)
{
	size_t n = 0;
	while (n < na - front && n < nb - front && a[na - 1 - n] == b[nb - 1 - n])
		n++;
	n = n > CONTEXT ? n - CONTEXT : 0;
	while (n > 0 && a[na - n] != ' ')
		n--;
	return n;
}

static const char *cut_out(const struct work *w, const char *s, size_t front, size_t back)
{
	size_t n = strlen(s);
	return arena_printf(w->a, "%s%.*s%s", front ? "…" : "", (int)(n - front - back), s + front,
	                    back ? " …" : "");
}

/* Only what differs, with some words around it. */
static void add_rewritten(struct work *w, const struct diff_service *s, const char *what,
                          const char *before, const char *after, span old_at, span new_at)
{
	if (!before || !after || strcmp(before, after) == 0)
		return;
	size_t front = same_front(before, after);
	size_t back = same_back(before, strlen(before), after, strlen(after), front);
	vec_push(w->a, &w->d->texts,
	         ((struct diff_text){what, s->title, cut_out(w, before, front, back),
	                             cut_out(w, after, front, back), true, old_at, new_at}));
}

static void compare_scope_lines(struct work *w, const struct diff_service *s)
{
	const struct service *old = &w->old->services.at[s->old_service];
	const struct service *new = &w->new->services.at[s->new_service];
	for (uint32_t i = 0; i < new->scope.n &&i < old->scope.n; i++) {
		const struct scope_line *x = &old->scope.at[i], *y = &new->scope.at[i];
		add_rewritten(w, s, in_words(w, "målgruppe", "target group"), line_text(w, w->old, x),
		              line_text(w, w->new, y), x->at, y->at);
	}
}

/* What is written otherwise and answers the same: a reader who sees the new words asks. */
static void compare_rules(struct work *w, const struct diff_service *s)
{
	const struct service *new = &w->new->services.at[s->new_service];
	if (w->old->lang != w->new->lang)
		return;
	if (!is_changed(s, NULL))
		compare_scope_lines(w, s);
	for (uint32_t i = 0; i < new->uses.n; i++) {
		const struct heading *h = &w->new->headings.at[new->uses.at[i].heading];
		span was, is;
		if (h->type.vt == VT_TEXT || is_changed(s, h->text))
			continue;
		const char *before = heading_text(w, w->old, s->old_service, h->name, &was);
		const char *after = heading_text(w, w->new, s->new_service, h->name, &is);
		add_rewritten(w, s, h->text, before, after, was, is);
	}
}

static void compare_input_texts(struct work *w)
{
	for (uint32_t i = 0; i < w->new->inputs.n; i++) {
		const struct input *new = &w->new->inputs.at[i];
		for (uint32_t k = 0; k < w->old->inputs.n && !new->tie; k++) {
			const struct input *old = &w->old->inputs.at[k];
			if (old->name != new->name || old->tie)
				continue;
			add_text(w, in_words(w, "spørgsmål", "question"), new->text, old->question,
			         new->question, old->at, new->at);
		}
	}
}

static void compare_actor_texts(struct work *w)
{
	for (uint32_t i = 0; i < w->new->actors.n; i++) {
		const struct actor *new = &w->new->actors.at[i];
		for (uint32_t k = 0; k < w->old->actors.n; k++) {
			const struct actor *old = &w->old->actors.at[k];
			if (old->name == new->name)
				add_text(w, in_words(w, "aktør", "actor"), new->text, old->title, new->title,
				         old->decl ? old->decl->at : SPAN_NONE,
				         new->decl ? new->decl->at : SPAN_NONE);
		}
	}
}

static const char *character_word(const struct work *w, const struct model *m)
{
	return m->catalogue.guiding ? in_words(w, "vejledende", "guiding")
	                            : in_words(w, "ikke vejledende", "not guiding");
}

void compare_texts(struct work *w)
{
	struct pairs p = match_services(w);
	add_text(w, in_words(w, "titel", "title"), in_words(w, "kataloget", "the catalogue"),
	         w->old->catalogue.title, w->new->catalogue.title, w->old->catalogue.at,
	         w->new->catalogue.at);
	add_text(w, in_words(w, "karakter", "character"), in_words(w, "kataloget", "the catalogue"),
	         character_word(w, w->old), character_word(w, w->new), w->old->catalogue.at,
	         w->new->catalogue.at);
	for (uint32_t i = 0; i < p.list.n; i++)
		if (p.list.at[i].old != NONE && p.list.at[i].new != NONE)
			compare_service_texts(w, p.list.at[i]);
	for (uint32_t i = 0; i < w->d->services.n; i++) {
		const struct diff_service *s = &w->d->services.at[i];
		if (s->old_service != NONE && s->new_service != NONE)
			compare_rules(w, s);
	}
	compare_input_texts(w);
	compare_actor_texts(w);
}
