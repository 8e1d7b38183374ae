/* SPDX-License-Identifier: MIT
 *
 * The ways into the page: by age, by paragraph, by name. The ages are those at which somebody can be in the target group,
 * read off its diagram.
 */
#include "emit/citizen_part.h"

#include "space/dd_read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- ages ----------------------------------------------------------------------------------------------- */

static const struct column *age_column(const struct citizen *c)
{
	uint32_t input = c->m->age_input;
	if (input == NONE || c->s->input_column[input] == NONE)
		return NULL;
	return &c->s->columns.at[c->s->input_column[input]];
}

/* Somebody of this rank of age can be in the target group. */
static bool is_for(struct citizen *c, uint32_t service, uint32_t rank)
{
	struct space *s = c->s;
	dd f = s->inside[service];
	if (f == DD_BAD)
		return true;
	dd_allow(s->dd, SPACE_BUDGET);
	dd in = dd_not(s->dd, dd_where(s->dd, f, 0));
	dd at = dd_and(s->dd, dd_interval(s->dd, age_column(c)->level, rank, rank),
	               dd_and(s->dd, s->domain, in));
	return at == DD_BAD || (at != DD_FALSE && space_possible(s, at) != FEAS_NO);
}

static const char *age_text(const struct citizen *c, int64_t lo, int64_t hi)
{
	const struct column *k = age_column(c);
	if (hi >= k->hi)
		return lo <= k->lo
		         ? SAY(c->m, "Alle aldre", "All ages")
		         : arena_printf(c->a,
		                        SAY(c->m, "%" PRId64 " år og derover", "%" PRId64 " and over"), lo);
	if (lo == hi)
		return arena_printf(c->a, SAY(c->m, "%" PRId64 " år", "%" PRId64), lo);
	return arena_printf(c->a, SAY(c->m, "%" PRId64 "–%" PRId64 " år", "%" PRId64 "–%" PRId64), lo,
	                    hi);
}

const char *citizen_ages(struct citizen *c, uint32_t service)
{
	const struct column *k = age_column(c);
	struct text t = {.a = c->a};
	if (!k)
		return NULL;
	for (uint32_t r = 0, to; r < k->cuts.n; r = to) {
		to = r + 1;
		if (!is_for(c, service, r))
			continue;
		while (to < k->cuts.n && is_for(c, service, to))
			to++;
		text_printf(&t, "%s%s", t.n ? SAY(c->m, " og ", " and ") : "",
		            age_text(c, k->cuts.at[r], column_last(k, to - 1)));
	}
	return t.n ? text_c(&t) : NULL;
}

static void put_link(const struct citizen *c, struct text *t, uint32_t service)
{
	text_puts(t, "<a href=\"#y-");
	html_put(t, c->m->services.at[service].ascii);
	text_puts(t, "\">");
	html_put(t, citizen_title(c, service));
	text_puts(t, "</a>");
}

static void begin_way(const struct citizen *c, struct text *t, const char *id, const char *title)
{
	(void)c;
	text_printf(t, "<section aria-labelledby=\"%s\">\n<h3 id=\"%s\">", id, id);
	html_put(t, title);
	text_puts(t, "</h3>\n");
}

/* For whom is a service the same at every age? */
static bool ageless(const struct column *k, const bool *is)
{
	for (uint32_t r = 0; r < k->cuts.n; r++)
		if (!is[r])
			return false;
	return true;
}

static bool same_rank(const bool *const *is, uint32_t n, uint32_t r, uint32_t q)
{
	for (uint32_t i = 0; i < n; i++)
		if (is[i][r] != is[i][q])
			return false;
	return true;
}

static void put_band(const struct citizen *c, struct text *t, const char *name,
                     const bool *const *is, const uint32_t *order, uint32_t rank, bool all)
{
	const struct column *k = age_column(c);
	uint32_t n = 0;
	for (uint32_t q = 0; q < c->m->own_services; q++) {
		uint32_t i = order[q];
		if (all ? !ageless(k, is[i]) : !is[i][rank] || ageless(k, is[i]))
			continue;
		if (!n++) {
			text_puts(t, "<tr>");
			html_element(t, "th scope=\"row\"", name);
			text_puts(t, "<td><ul>");
		}
		text_puts(t, "<li>");
		put_link(c, t, i);
		text_puts(t, "</li>");
	}
	text_puts(t, n ? "</ul></td></tr>\n" : "");
}

static void by_age(struct citizen *c, struct text *t, const uint32_t *order)
{
	const struct column *k = age_column(c);
	if (!k)
		return;
	const bool **is = arena_array(c->a, const bool *, c->m->own_services + 1);
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		bool *row = arena_array(c->a, bool, k->cuts.n);
		for (uint32_t r = 0; r < k->cuts.n; r++)
			row[r] = is_for(c, i, r);
		is[i] = row;
	}
	begin_way(c, t, "alder", SAY(c->m, "Efter alder", "By age"));
	text_puts(t, "<table class=\"ages\">\n");
	html_element(t, "caption",
	             SAY(c->m, "Hvilken hjælp kan komme på tale ved hvilken alder?",
	                 "Which help can be meant at which age?"));
	text_puts(t, "<thead><tr>");
	html_element(t, "th scope=\"col\"", SAY(c->m, "Alder", "Age"));
	html_element(t, "th scope=\"col\"", SAY(c->m, "Hjælp", "Help"));
	text_puts(t, "</tr></thead>\n<tbody>\n");
	for (uint32_t r = 0, to; r < k->cuts.n; r = to) {
		to = r + 1;
		while (to < k->cuts.n && same_rank(is, c->m->own_services, r, to))
			to++;
		put_band(c, t, age_text(c, k->cuts.at[r], column_last(k, to - 1)), is, order, r, false);
	}
	put_band(c, t, SAY(c->m, "Alle aldre", "All ages"), is, order, 0, true);
	text_puts(t, "</tbody>\n</table>\n</section>\n");
}

/* ---- names and paragraphs ------------------------------------------------------------------------------- */

struct entry {
	const char *key, *text; /* sorted by key, then number */
	uint32_t service;
};
typedef VEC(struct entry) entries;

static int compare(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	int by = strcmp(a->key, b->key);
	return by ? by : a->service < b->service ? -1 : a->service > b->service;
}

/* Danish order: æ, ø, å last, å after ø; numbers by size; capitals as small letters. */
static const char *sort_key(const struct citizen *c, const char *s)
{
	struct str low = str_fold(c->a, str_of(s));
	struct text t = {.a = c->a};
	for (size_t i = 0; i < low.n; i++) {
		unsigned char u = (unsigned char)low.p[i],
					  v = i + 1 < low.n ? (unsigned char)low.p[i + 1] : 0;
		size_t digits = 0;
		while (i + digits < low.n && low.p[i + digits] >= '0' && low.p[i + digits] <= '9')
			digits++;
		if (digits && digits < 10) {
			for (size_t pad = digits; pad < 10; pad++)
				text_putc(&t, '0');
			text_add(&t, low.p + i, digits);
			i += digits - 1;
		} else if (u == 0xc3 && v == 0xa5) {
			text_puts(&t, "\xc3\xbf");
			i++;
		} else {
			text_putc(&t, (char)u);
		}
	}
	return text_c(&t);
}

static void sort(entries *list)
{
	if (list->n)
		qsort(list->at, list->n, sizeof *list->at, compare);
}

/* Services by name. */
static const uint32_t *by_title(const struct citizen *c)
{
	entries list = {0};
	uint32_t *order = arena_array(c->a, uint32_t, c->m->own_services + 1);
	for (uint32_t i = 0; i < c->m->own_services; i++)
		vec_push(c->a, &list, ((struct entry){sort_key(c, citizen_title(c, i)), "", i}));
	sort(&list);
	for (uint32_t i = 0; i < list.n; i++)
		order[i] = list.at[i].service;
	return order;
}

static void by_name(const struct citizen *c, struct text *t, const uint32_t *order)
{
	begin_way(c, t, "navn", SAY(c->m, "Efter navn", "By name"));
	text_puts(t, "<ul class=\"columns\">\n");
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		text_puts(t, "<li>");
		put_link(c, t, order[i]);
		text_puts(t, "</li>\n");
	}
	text_puts(t, "</ul>\n</section>\n");
}

static void by_law(const struct citizen *c, struct text *t)
{
	entries list = {0};
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *s = &c->m->services.at[i];
		for (uint32_t k = 0; k < s->basis.n; k++) {
			const char *law = citizen_law(c, s->basis.at[k].law, s->basis.at[k].para);
			vec_push(c->a, &list, ((struct entry){sort_key(c, law), law, i}));
		}
	}
	sort(&list);
	if (!list.n)
		return;
	begin_way(c, t, "paragraf", SAY(c->m, "Efter paragraf", "By paragraph"));
	text_puts(t, "<ul>\n");
	for (uint32_t i = 0, to; i < list.n; i = to) {
		text_puts(t, "<li>");
		html_put(t, prose_capital(c->a, list.at[i].text));
		text_puts(t, ": ");
		uint32_t last = NONE;
		for (to = i; to < list.n && strcmp(list.at[to].key, list.at[i].key) == 0; to++) {
			if (list.at[to].service == last)
				continue;
			text_puts(t, last == NONE ? "" : ", ");
			last = list.at[to].service;
			put_link(c, t, last);
		}
		text_puts(t, "</li>\n");
	}
	text_puts(t, "</ul>\n</section>\n");
}

void citizen_index(struct citizen *c, struct text *t)
{
	text_puts(t, "<nav id=\"oversigt\" aria-labelledby=\"h-oversigt\">\n");
	html_element(t, "h2 id=\"h-oversigt\"", SAY(c->m, "Find hjælpen", "Find the help"));
	text_puts(t, "\n");
	const uint32_t *order = by_title(c);
	by_name(c, t, order);
	by_age(c, t, order);
	by_law(c, t);
	text_puts(t, "</nav>\n");
}
