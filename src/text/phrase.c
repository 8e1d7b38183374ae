/* SPDX-License-Identifier: MIT
 *
 * The letters of all phrases are a tree; each node knows the node of its longest proper suffix, and the nearest one on
 * that way at which a phrase ends. A phrase with enough places is taken off that way.
 */
#include "text/phrase.h"

#include "meaning/model.h" /* NONE */

#include <string.h>

uint32_t phrase_add(struct phrases *p, struct str words)
{
	struct str folded = fold_phrase(p->a, words);
	if (!folded.n && words.n)
		folded = words; /* a dash is folded to nothing */
	uint64_t hash = hash_bytes(folded.p, folded.n);
	uint32_t i = 0;
	while (map_get(&p->by_words, hash, &i) && !str_eq(p->list.at[i].words, folded))
		hash = hash_mix(hash, 1);
	if (map_get(&p->by_words, hash, &i))
		return i;
	map_put(&p->by_words, hash, p->list.n);
	vec_push(p->a, &p->list, ((struct phrase){.words = folded, .same = NONE}));
	return p->list.n - 1;
}

/* ---- the automaton -------------------------------------------------------------------------------------- */

struct node {
	uint32_t child, sibling; /* 0: none */
	uint32_t fail, link;     /* the longest suffix; the nearest one where a phrase ends, 0: none */
	uint32_t phrase;         /* that ends here; NONE */
	uint32_t depth;
	char byte;
};

struct automaton {
	struct arena *a;
	struct phrases *p;
	const struct document *d;
	VEC(struct node) nodes;
	uint32_t root[256];
	uint32_t *ring; /* where the last letters stand in the text */
	uint32_t ring_mask;
};

static bool is_letter(char c)
{
	return c != ' ' && c != '-' && c != FOLD_HYPHEN && c != FOLD_GAP;
}

static uint32_t child_of(const struct automaton *m, uint32_t node, char byte)
{
	if (node == 0)
		return m->root[(unsigned char)byte];
	uint32_t k = m->nodes.at[node].child;
	while (k && m->nodes.at[k].byte != byte)
		k = m->nodes.at[k].sibling;
	return k;
}

static uint32_t make_child(struct automaton *m, uint32_t node, char byte)
{
	struct node x = {.sibling = m->nodes.at[node].child, .phrase = NONE, .byte = byte};
	x.depth = m->nodes.at[node].depth + 1;
	m->nodes.at[node].child = m->nodes.n;
	if (node == 0)
		m->root[(unsigned char)byte] = m->nodes.n;
	vec_push(m->a, &m->nodes, x);
	return m->nodes.n - 1;
}

static void plant(struct automaton *m, uint32_t phrase)
{
	struct str words = m->p->list.at[phrase].words;
	uint32_t node = 0;
	for (size_t i = 0; i < words.n; i++) {
		if (!is_letter(words.p[i]))
			continue;
		char byte = fold_lower(words, i);
		uint32_t k = child_of(m, node, byte);
		node = k ? k : make_child(m, node, byte);
	}
	if (node) {
		m->p->list.at[phrase].same = m->nodes.at[node].phrase;
		m->nodes.at[node].phrase = phrase;
	}
}

static uint32_t step(const struct automaton *m, uint32_t node, char byte)
{
	for (;;) {
		uint32_t k = child_of(m, node, byte);
		if (k || !node)
			return k;
		node = m->nodes.at[node].fail;
	}
}

/* In order of depth, so that shorter suffixes are known. */
static void settle_fails(struct automaton *m)
{
	uint32_t *queue = arena_array(m->a, uint32_t, m->nodes.n), n = 0;
	for (uint32_t k = m->nodes.at[0].child; k; k = m->nodes.at[k].sibling)
		queue[n++] = k;
	for (uint32_t i = 0; i < n; i++) {
		struct node *x = &m->nodes.at[queue[i]];
		const struct node *fail = &m->nodes.at[x->fail];
		x->link = x->fail && fail->phrase != NONE ? x->fail : fail->link;
		for (uint32_t k = x->child; k; k = m->nodes.at[k].sibling) {
			m->nodes.at[k].fail = step(m, x->fail, m->nodes.at[k].byte);
			queue[n++] = k;
		}
	}
}

/* ---- the search ----------------------------------------------------------------------------------------- */

static bool is_whole(struct str t, uint32_t lo, uint32_t hi)
{
	bool before = lo > 0 && fold_is_word(t.p[lo - 1]) && fold_is_word(t.p[lo]);
	bool behind = hi < t.n && fold_is_word(t.p[hi]) && fold_is_word(t.p[hi - 1]);
	return !before && !behind;
}

/* True while the phrases that end at the node want more places. */
static bool note_places(struct automaton *m, const struct node *x, uint32_t count)
{
	uint32_t lo = m->ring[(count - x->depth) & m->ring_mask];
	bool open = false;
	for (uint32_t i = x->phrase; i != NONE; i = m->p->list.at[i].same) {
		struct phrase *phrase = &m->p->list.at[i];
		bool exact;
		uint32_t from = lo;
		/* what is no letter before the first one belongs to the phrase, too */
		for (size_t k = 0; k < phrase->words.n && !is_letter(phrase->words.p[k]) && from; k++)
			from--;
		uint32_t hi = fold_match(&m->d->folded, from, phrase->words, &exact);
		bool whole = hi && is_whole(m->d->folded.text, from, hi);
		if (hi && phrase->places.n < PHRASE_PLACES)
			vec_push(m->p->a, &phrase->places, ((struct phrase_place){from, hi, exact, whole}));
		open |= phrase->places.n < PHRASE_PLACES;
	}
	return open;
}

static void note_all(struct automaton *m, uint32_t node, uint32_t count)
{
	struct node *x = &m->nodes.at[node];
	if (x->phrase != NONE && !note_places(m, x, count))
		x->phrase = NONE;
	while (x->link) {
		struct node *end = &m->nodes.at[x->link];
		if (end->phrase != NONE && !note_places(m, end, count))
			end->phrase = NONE;
		if (end->phrase == NONE)
			x->link = end->link; /* nothing ends there any more */
		else
			x = end;
	}
}

static void search(struct automaton *m)
{
	struct str t = m->d->folded.text;
	uint32_t node = 0, count = 0;
	for (uint32_t i = 0; i < t.n; i++) {
		if (!is_letter(t.p[i]))
			continue;
		m->ring[count++ & m->ring_mask] = i;
		node = step(m, node, fold_lower(t, i));
		if (m->nodes.at[node].phrase != NONE || m->nodes.at[node].link)
			note_all(m, node, count);
	}
}

/* "-": what stands alone under a heading. */
static void find_signs(struct phrases *p, const struct document *d)
{
	for (uint32_t i = 0; i < p->list.n; i++) {
		struct phrase *phrase = &p->list.at[i];
		bool letters = false;
		for (size_t k = 0; k < phrase->words.n; k++)
			letters |= is_letter(phrase->words.p[k]);
		for (uint32_t k = 0; !letters && phrase->words.n && k < d->sentences.n; k++) {
			const struct doc_sentence *s = &d->sentences.at[k];
			struct str own = {d->folded.text.p + s->lo, s->hi - s->lo};
			if (str_eq(own, phrase->words) && phrase->places.n < PHRASE_PLACES)
				vec_push(p->a, &phrase->places, ((struct phrase_place){s->lo, s->hi, true, true}));
		}
	}
}

/* The same title, whatever its case. */
static uint64_t title_key(struct arena *a, struct str title)
{
	struct arena_mark mark = arena_mark(a);
	struct str folded = str_fold(a, title);
	uint64_t key = hash_bytes(folded.p, folded.n);
	arena_reset(a, mark);
	return key;
}

static void list_titles(struct phrases *p, const struct document *d)
{
	p->same_title = arena_array(p->a, uint32_t, d->sections.n + 1);
	p->titles.a = p->a;
	for (uint32_t i = d->sections.n; i-- > 0;) {
		uint64_t key = title_key(d->a, str_of(d->sections.at[i].title));
		if (!map_get(&p->titles, key, &p->same_title[i]))
			p->same_title[i] = NONE;
		if (*d->sections.at[i].title)
			map_put(&p->titles, key, i);
	}
}

void phrases_find(struct phrases *p, const struct document *d)
{
	list_titles(p, d);
	struct arena scratch;
	arena_init(&scratch);
	struct automaton *m = arena_new(&scratch, struct automaton);
	*m = (struct automaton){.a = &scratch, .p = p, .d = d};
	vec_push(m->a, &m->nodes, ((struct node){.phrase = NONE}));
	uint32_t deepest = 0;
	for (uint32_t i = 0; i < p->list.n; i++)
		plant(m, i);
	for (uint32_t i = 0; i < m->nodes.n; i++)
		deepest = m->nodes.at[i].depth > deepest ? m->nodes.at[i].depth : deepest;
	settle_fails(m);
	m->ring_mask = 1;
	while (m->ring_mask < deepest)
		m->ring_mask = m->ring_mask * 2 + 1;
	m->ring = arena_array(&scratch, uint32_t, (size_t)m->ring_mask + 1);
	search(m);
	find_signs(p, d);
	arena_free(&scratch);
}

/* ---- under a heading ------------------------------------------------------------------------------------ */

static int rank_of(const struct phrase_place *x)
{
	return x->whole * 2 + x->exact;
}

struct tally {
	int rank; /* of the best; -1: none */
	uint32_t count, lo, hi;
};

static void tally(struct tally *t, const struct phrase_place *x)
{
	int rank = rank_of(x);
	if (rank > t->rank)
		*t = (struct tally){rank, 0, x->lo, x->hi};
	t->count += rank == t->rank;
}

/* The heading that holds the place is the one stated, or its section is called so. */
static bool is_under(const struct document *d, uint32_t at, struct str heading)
{
	uint32_t h = document_heading_at(d, at);
	if (h != NONE && heading_agrees(d->a, heading, d->headings.at[h].words))
		return true;
	const struct doc_section *s = &d->sections.at[document_section_at(d, at)];
	return *s->title && heading_agrees(d->a, heading, s->title) &&
	       heading_agrees(d->a, str_of(s->title), str_c(d->a, heading));
}

/* In the section (NONE: anywhere), under the heading or not. */
static struct tally count_in(const struct document *d, const struct phrase *phrase,
                             uint32_t section, const struct str *heading)
{
	struct tally t = {.rank = -1};
	for (uint32_t i = 0; i < phrase->places.n; i++) {
		const struct phrase_place *x = &phrase->places.at[i];
		if (section != NONE &&
		    (x->lo < d->sections.at[section].lo || x->lo >= d->sections.at[section].hi))
			continue;
		if (!heading || is_under(d, x->lo, *heading))
			tally(&t, x);
	}
	return t;
}

#define NEAREST_WITHIN (1u << 16) /* bytes of a section: only a hint is sought */

/* The longest beginning of the phrase that the section has, in whole words. */
static void find_nearest(const struct document *d, struct str words, uint32_t section,
                         struct phrase_answer *out)
{
	uint32_t lo = section == NONE ? 0 : d->sections.at[section].lo;
	uint32_t hi = section == NONE ? (uint32_t)d->folded.text.n : d->sections.at[section].hi;
	size_t least = 4; /* bytes: less is chance */
	hi = hi - lo > NEAREST_WITHIN ? lo + NEAREST_WITHIN : hi;
	for (uint32_t at = lo; at < hi; at++) {
		if (at > lo && fold_is_word(d->folded.text.p[at - 1]))
			continue;
		size_t n = words.n;
		bool exact;
		uint32_t end = 0;
		if (fold_lower(d->folded.text, at) != fold_lower(words, 0))
			continue;
		while (n > least && !(end = fold_match(&d->folded, at, (struct str){words.p, n}, &exact)))
			do
				n--;
			while (n > least && (fold_is_word(words.p[n]) || !fold_is_word(words.p[n - 1])));
		if (end && n > least) {
			least = n;
			out->lo = at;
			out->hi = end;
		}
	}
}

uint32_t phrase_section(const struct phrases *p, const struct document *d, uint32_t phrase,
                        struct str heading)
{
	const struct phrase *x = &p->list.at[phrase];
	for (uint32_t i = 0; i < x->places.n; i++)
		if (is_under(d, x->places.at[i].lo, heading))
			return document_section_at(d, x->places.at[i].lo);
	return NONE;
}

static struct phrase_answer answer(enum phrase_status status, const struct tally *t)
{
	return (struct phrase_answer){status, t->count, t->lo, t->hi};
}

struct phrase_answer phrase_under(const struct phrases *p, const struct document *d,
                                  uint32_t phrase, struct str heading, const uint32_t *sections,
                                  uint32_t n)
{
	const struct phrase *x = &p->list.at[phrase];
	static const uint32_t anywhere[] = {NONE};
	struct tally t = {.rank = -1};
	const uint32_t *in = n ? sections : anywhere;
	for (uint32_t i = 0; i < (n ? n : 1) && t.rank < 0; i++)
		t = count_in(d, x, in[i], &heading);
	uint32_t titled = NONE;
	map_get(&p->titles, title_key(d->a, heading), &titled);
	for (; titled != NONE && t.rank < 0; titled = p->same_title[titled])
		t = count_in(d, x, titled, NULL);
	if (t.rank >= 0)
		return answer(t.count > 1 ? PHRASE_SEVERAL : PHRASE_FOUND, &t);
	for (uint32_t i = 0; i < (n ? n : 1) && t.rank < 0; i++)
		t = count_in(d, x, in[i], NULL);
	if (t.rank >= 0)
		return answer(PHRASE_OTHER_HEADING, &t);
	t = count_in(d, x, NONE, NULL);
	if (t.rank >= 0)
		return answer(PHRASE_OTHER_SECTION, &t);
	struct phrase_answer out = {.status = PHRASE_MISSING};
	if (x->words.n)
		find_nearest(d, x->words, n ? sections[0] : NONE, &out);
	return out;
}
