/* SPDX-License-Identifier: MIT
 *
 * Rows counted, in words. What leaves the house (not the terminal, nor JSON) does not tell small numbers: fewer than
 * SMALL rows can point at somebody, and a sum over them tells how many they are.
 */
#include "diff/show.h"

#define SMALL 5

static bool is_small(const struct show *p, uint64_t n)
{
	return !p->terminal && n > 0 && n < SMALL;
}

/* "1.234", "under 5", "ingen" */
static const char *number(const struct show *p, uint64_t n)
{
	if (!n)
		return show_say(p, "ingen", "no");
	if (is_small(p, n))
		return show_say(p, "under 5", "under 5");
	return num_text(p->a, num_int(n > INT64_MAX ? INT64_MAX : (int64_t)n), p->d->model->style);
}

static const char *rows_word(const struct show *p, uint64_t n)
{
	return n == 1 && !is_small(p, n) ? show_say(p, "række", "row") : show_say(p, "rækker", "rows");
}

/* "; i alt −18.510 døgn pr. år" */
static void put_sum(const struct show *p, struct text *t, const struct diff_met *met)
{
	if (!met->summed || is_small(p, met->certain) || is_small(p, met->summed))
		return;
	if (!num_ok(met->sum)) {
		text_puts(t, show_say(p, "; summen er for stor", "; the sum is too large"));
		return;
	}
	const struct model *m = p->d->model;
	bool less = met->sum.p < 0;
	text_printf(t, "; %s %s%s", show_say(p, "i alt", "in all"), less ? "−" : "+",
	            measure_text(p->a, &m->units, less ? num_neg(met->sum) : met->sum, &met->measure,
	                         m->style));
	if (met->summed < met->certain)
		text_printf(t, " (%s %s)", show_say(p, "for", "for"), number(p, met->summed));
}

const char *show_met(const struct show *p, const struct diff_change *change)
{
	const struct diff_met *met = change->met;
	struct text t = {.a = p->a};
	if (!p->d->population)
		return NULL;
	if (!met)
		return show_say(p, "kunne ikke tælles", "could not be counted");
	text_printf(&t, "%s %s %s", show_say(p, "berører", "meets"), number(p, met->certain),
	            rows_word(p, met->certain));
	if (met->possible)
		text_printf(&t, "%s %s%s", show_say(p, "; måske", "; perhaps"), number(p, met->possible),
		            met->certain ? show_say(p, " til", " more") : "");
	put_sum(p, &t, met);
	return text_c(&t);
}

/* "; 12 er modstridende" */
static void put_apart(const struct show *p, struct text *t, uint64_t n, const char *danish,
                      const char *english)
{
	if (n)
		text_printf(t, "; %s %s", number(p, n), show_say(p, danish, english));
}

const char *show_population(const struct show *p)
{
	const struct diff_population *x = p->d->population;
	struct text t = {.a = p->a};
	if (!x)
		return NULL;
	text_printf(&t, "%s %s %s: %s %s", show_say(p, "Filen har", "The file has"), number(p, x->rows),
	            rows_word(p, x->rows), number(p, x->met),
	            show_say(p, "berøres med sikkerhed af en ændring", "certainly met by some change"));
	put_apart(p, &t, x->contradictory, "modsiger sig selv og er ikke talt med",
	          "contradict themselves and are not counted");
	put_apart(
		p, &t, x->not_comparable,
		"kan ikke sammenlignes, fordi kun det ene katalog kender sådan en sag, og er ikke talt med",
		"cannot be compared, because only one of the catalogues knows such a case, and are not "
		"counted");
	put_apart(p, &t, x->unreadable, "kunne ikke læses og er ikke talt med",
	          "could not be read and are not counted");
	text_puts(&t,
	          show_say(p,
	                   ". Tallene er rækker i filen og intet andet; »måske« er rækker, hvor det "
	                   "afhænger af noget, rækken ikke oplyser.",
	                   ". The numbers are rows of the file and nothing else; \"perhaps\" are rows "
	                   "where it hangs on something that the row does not tell."));
	return text_c(&t);
}
