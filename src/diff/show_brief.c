/* SPDX-License-Identifier: MIT
 *
 * What a reader wants first and last: every change in a line, what the case lacks, and why the comparison ends where it
 * does.
 */
#include "diff/show.h"

#include "base/date.h"

#include <inttypes.h>
#include <string.h>

#define LONG_WHO 110 /* columns of cases that a line of the summary still says */
#define FEW_RATES 4

static void add(const struct show *p, show_rows *rows, const char *label, const char *text)
{
	vec_push(p->a, rows, ((struct show_row){.label = label, .text = text}));
}

static bool is_danish(const struct show *p)
{
	return p->d->model->words == LANG_DA;
}

/* ---- every change in a line ----------------------------------------------------------------------------- */

static void put_who(const struct show *p, struct text *t, const struct diff_change *x)
{
	const char *who = show_name(p, show_who(p, x));
	if (utf8_width(who, strlen(who)) > LONG_WHO)
		who = show_say(p, "for nogle, se nedenfor", "for some, see below");
	text_printf(t, "; %s", who);
}

static void add_change(const struct show *p, show_rows *rows, const struct diff_service *service,
                       const struct diff_change *x)
{
	const char *law = x->law ? x->law : service->law;
	struct text label = {.a = p->a}, t = {.a = p->a};
	text_printf(&label, "%s %s", show_sign(x->direction), show_line(p, service->title));
	if (law && *law)
		text_printf(&label, " (%s)", show_line(p, law));
	text_puts(&label, ":");
	text_puts(&t, show_subject(p, service, x));
	if (x->before || x->after)
		text_printf(&t, ": %s → %s", show_name(p, show_before(p, x)),
		            show_name(p, show_after(p, x)));
	if (show_difference(p, x))
		text_printf(&t, ", %s", show_name(p, show_difference(p, x)));
	put_who(p, &t, x);
	if (show_worth(p, x))
		text_printf(&t, "; %s %s", show_worth_label(p, x), show_name(p, show_worth(p, x)));
	text_printf(&t, "; %s.", show_period(p, x->from, x->to));
	add(p, rows, text_c(&label), text_c(&t));
}

static void add_changes(const struct show *p, show_rows *rows, enum diff_direction direction)
{
	for (uint32_t i = 0; i < p->d->services.n; i++) {
		const struct diff_service *s = &p->d->services.at[i];
		for (uint32_t k = 0; k < s->changes.n; k++)
			if (show_is(&s->changes.at[k], direction, KIND_LEVEL))
				add_change(p, rows, s, &s->changes.at[k]);
	}
}

static const char *counted(const struct show *p, uint32_t n, const char *one, const char *many)
{
	return arena_printf(p->a, "%" PRIu32 " %s", n, n == 1 ? one : many);
}

static uint32_t rate_changes(const struct show *p)
{
	uint32_t n = 0;
	for (int i = 0; i < DIRECTIONS; i++)
		n += p->d->count[i][KIND_RATE];
	return n;
}

/* " 974 kr (2023) → 1.005 kr (2024), +31 kr (+3,2 %)" */
static void put_rate(const struct show *p, struct text *t, const struct diff_rate *x)
{
	if (x->before || !x->last || !x->after)
		text_printf(t, " %s → %s", show_rate_before(p, x), show_rate_after(p, x));
	else
		text_printf(t, " %s (%s) → %s (%s)", show_line(p, x->last),
		            show_period(p, x->last_from, x->last_to), show_line(p, x->after),
		            show_period(p, x->from, x->to));
	if (x->difference || x->percent)
		text_printf(t, ", %s", show_rate_rise(p, x));
}

static void add_rates(const struct show *p, show_rows *rows)
{
	struct text t = {.a = p->a};
	uint32_t n = p->d->rates.n, changes = rate_changes(p);
	if (!n && !changes)
		return;
	text_puts(&t, counted(p, n, show_say(p, "beløb", "amount"), show_say(p, "beløb", "amounts")));
	if (changes)
		text_printf(&t, "%s%s", show_say(p, ", som giver ", ", which make "),
		            counted(p, changes, show_say(p, "ændring i svar", "change of an answer"),
		                    show_say(p, "ændringer i svar", "changes of answers")));
	for (uint32_t i = 0; i < n && n <= FEW_RATES; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		text_printf(&t, "%s %s", i ? ";" : ":", show_name(p, x->rate));
		put_rate(p, &t, x);
	}
	text_puts(&t, ".");
	add(p, rows, show_say(p, "Satser (administrativt):", "Rates (administrative):"), text_c(&t));
}

uint32_t show_texts(const struct show *p, bool same)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < p->d->texts.n; i++)
		n += p->d->texts.at[i].same == same;
	return n;
}

static void add_texts(const struct show *p, show_rows *rows)
{
	uint32_t texts = show_texts(p, false), rules = show_texts(p, true);
	const char *parts[2];
	uint32_t n = 0;
	if (rules)
		parts[n++] = counted(p, rules,
		                     show_say(p, "regel er skrevet om med samme svar (bevist)",
		                              "rule is rewritten with the same answers (proved)"),
		                     show_say(p, "regler er skrevet om med samme svar (bevist)",
		                              "rules are rewritten with the same answers (proved)"));
	if (texts)
		parts[n++] = counted(p, texts,
		                     show_say(p, "tekst er ændret, uden at noget svar er det",
		                              "text is changed, and no answer with it"),
		                     show_say(p, "tekster er ændret, uden at noget svar er det",
		                              "texts are changed, and no answer with them"));
	if (n)
		add(p, rows, show_say(p, "Kun ordlyd:", "Wording only:"),
		    arena_printf(p->a, "%s%s%s.", parts[0], n > 1 ? "; " : "", n > 1 ? parts[1] : ""));
}

static const char *rest(const struct show *p)
{
	if (p->d->undecided.n)
		return show_say(
			p, "noget kunne ikke sammenlignes, se »Uændret«; alt andet er uændret (bevist).",
			"something could not be compared, see \"Unchanged\"; all else is identical (proved).");
	return show_say(p, "uændret, og det er bevist; se »Uændret«.",
	                "identical, and that is proved; see \"Unchanged\".");
}

static void add_missing(const struct show *p, show_rows *rows)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < p->d->services.n; i++) {
		const struct diff_service *x = &p->d->services.at[i];
		if (show_missing(p, x))
			text_printf(&t, "%s%s (%s)", t.n ? "; " : "", show_line(p, x->title),
			            show_missing(p, x));
	}
	if (t.n)
		add(p, rows, show_say(p, "Mangler i sagen:", "Missing in the case:"),
		    arena_printf(p->a, "%s.", text_c(&t)));
}

show_rows show_summary(const struct show *p)
{
	show_rows rows = {0};
	for (int i = 0; i < DIRECTIONS; i++)
		add_changes(p, &rows, show_order[i]);
	add_rates(p, &rows);
	add_texts(p, &rows);
	add(p, &rows, show_say(p, "Resten:", "The rest:"), rest(p));
	add_missing(p, &rows);
	if (p->d->model->catalogue.guiding)
		add(p, &rows, show_say(p, "Vejledende:", "A guide:"),
		    show_say(p,
		             "serviceniveauet er et udgangspunkt; hver sag vurderes konkret og "
		             "individuelt.",
		             "the service level is where one begins; every case is assessed "
		             "individually."));
	return rows;
}

/* ---- the days ------------------------------------------------------------------------------------------- */

const char *show_days(const struct show *p)
{
	const struct catalogue *new = &p->d->model->catalogue;
	const char *why;
	if (p->d->to == INT64_MAX)
		why = show_say(p, "uden slutdato", "without end");
	else if (new->to == p->d->to)
		why = show_say(p, "den sidste dag er det nye katalogs egen",
		               "the last day is the new catalogue's own");
	else if (new->to == INT64_MAX && p->d->to == date_day(date_of(p->d->from).year, 12, 31))
		why = show_say(p, "til årets udgang; det nye katalog har ingen slutdato",
		               "to the end of the year; the new catalogue has no last day");
	else
		why = show_say(p, "den sidste dag er valgt med --until",
		               "the last day was chosen by --until");
	return arena_printf(p->a, "%s (%s)", show_period(p, p->d->from, p->d->to), why);
}

/* ---- what the case lacks -------------------------------------------------------------------------------- */

static const char *day_of(const struct show *p, const struct diff_change *x)
{
	return x->from < DATE_MIN || x->from > DATE_MAX ? show_say(p, "ændringen", "the change")
	                                                : show_date(p, x->from);
}

/* "45 døgn pr. år" of "som udgangspunkt højst 45 døgn pr. år"; NULL where the answer is no upper limit. */
static const char *cap(const struct show *p, const char *answer)
{
	const char *at_most = show_say(p, "højst ", "at most ");
	const char *found = answer ? strstr(answer, at_most) : NULL;
	return found ? show_name(p, found + strlen(at_most)) : NULL;
}

/* What a transition would have to say of this change. */
static const char *transition_question(const struct show *p, const struct diff_change *x)
{
	const char *day = day_of(p, x), *limit = cap(p, x->after);
	const char *before = show_name(p, x->before), *after = show_name(p, x->after);
	bool da = is_danish(p);
	if (!x->heading)
		return arena_printf(p->a, "%s %s%s",
		                    da ? "Hvad gælder for dem, der får hjælpen i dag, men fra"
		                       : "What holds for those who receive the help today, but from",
		                    day, da ? " ikke er omfattet?" : " are not included?");
	if (!before || !after)
		return show_say(p, "Hvad gælder for dem, der allerede får hjælpen?",
		                "What holds for those who receive the help already?");
	if (x->effect == EFFECT_LATER)
		return arena_printf(p->a, "%s %s?",
		                    da ? "Hvilken frist gælder for sager, der er begyndt før"
		                       : "Which deadline holds for cases that began before",
		                    day);
	const char *whom = da ? "Hvad gælder for dem, der før" : "What holds for those who before";
	if (x->effect == EFFECT_AMOUNT_DOWN && limit)
		return arena_printf(p->a, "%s %s %s %s?", whom, day,
		                    da ? "har fået bevilget eller brugt mere end"
		                       : "were granted or have used more than",
		                    limit);
	return arena_printf(p->a, "%s %s %s »%s« %s »%s«?", whom, day,
	                    da ? "har fået svaret" : "were answered", before,
	                    da ? "og nu får" : "and now are answered", after);
}

static void add_questions(const struct show *p, show_rows *rows, const struct diff_service *s)
{
	struct text t = {.a = p->a};
	if (!s->revision.reason)
		text_puts(&t, show_say(p, "Begrundelse: Hvorfor ændres det? ", "Reason: Why? "));
	if (!s->revision.consultation)
		text_puts(&t, show_say(p, "Høring: Hvem er hørt, og hvad svarede de? ",
		                       "Consultation: Who was heard, and what did they say? "));
	if (!s->revision.transition)
		text_puts(&t, show_say(p, "Overgang: ", "Transition: "));
	for (uint32_t k = 0; k < s->changes.n && !s->revision.transition; k++)
		if (show_is(&s->changes.at[k], DIRECTION_WORSE, KIND_LEVEL))
			text_printf(&t, "%s ", transition_question(p, &s->changes.at[k]));
	const char *says = str_c(p->a, str_prose(p->a, str_of(text_c(&t))));
	add(p, rows,
	    arena_printf(p->a, "%s, %s:", show_service(p, s),
	                 show_say(p, "ikke oplyst", "not recorded")),
	    says);
}

show_rows show_gaps(const struct show *p)
{
	show_rows rows = {0};
	for (uint32_t i = 0; i < p->d->services.n; i++)
		if (show_missing(p, &p->d->services.at[i]))
			add_questions(p, &rows, &p->d->services.at[i]);
	return rows;
}

const char *show_gaps_closed(const struct show *p)
{
	bool recorded = false;
	for (uint32_t i = 0; i < p->d->services.n; i++) {
		const struct diff_service *x = &p->d->services.at[i];
		const struct revision_m *r = &x->revision;
		recorded = recorded || (show_asks(x) && (r->reason || r->consultation || r->transition));
	}
	if (recorded)
		return show_say(p,
		                "Begrundelse, høring og overgang er ellers oplyst, hvor noget bliver "
		                "ringere.",
		                "Reason, consultation and transition are else recorded wherever something "
		                "becomes worse.");
	if (p->d->count[DIRECTION_WORSE][KIND_LEVEL])
		return show_say(p, "Intet af det er oplyst.", "Nothing of this is recorded.");
	return show_say(p, "Ingen politisk ændring stiller nogen ringere.",
	                "No political change makes anybody worse off.");
}

const char *show_unexamined(const struct show *p)
{
	return arena_printf(
		p->a, "%s %s%s",
		show_say(p, "Bilaget undersøger ikke, hvad ændringerne koster eller sparer,",
	             "This annex does not examine what the changes cost or save,"),
		p->d->population ? ""
						 : show_say(p, "hvor mange de rammer, ", "how many people they concern, "),
		show_say(
			p,
			"hvad der står i høringssvarene, eller hvad der allerede er bevilget eller brugt i "
			"den enkelte sag. Om loven tillader dem, viser »niveau check«.",
			"what was answered in the consultation, or what was granted or used already in "
			"any one case. Whether the law allows them is shown by \"niveau check\"."));
}
