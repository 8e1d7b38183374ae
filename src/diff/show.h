/* SPDX-License-Identifier: MIT
 *
 * Private to the four showings: what is said of a diff, in words, so that terminal, JSON, Markdown and HTML say the
 * same. Every text that comes from here is one line without characters that cannot be seen; each showing escapes it for
 * its own format. The language is the new model's.
 */
#ifndef DIFF_SHOW_H
#define DIFF_SHOW_H

#include "diff/diff.h"

struct show {
	struct text *t;
	struct arena *a;
	const struct diff *d;
	const struct sources *sources;
	bool terminal; /* where a file has its whole path */
	bool colour;
};

/* A line of two parts: "før", "15 timer pr. måned". */
/* Its weight: an answer, what takes room, cases with "; " between them, what only those need who look it up. */
enum show_weight { SHOW_PLAIN, SHOW_STRONG, SHOW_LONG, SHOW_CASES, SHOW_FINE };
struct show_row {
	const char *label, *text;
	enum show_weight weight;
};

typedef VEC(struct show_row) show_rows;

struct show show_make(struct text *t, const struct diff *d, const struct sources *sources);
const char *show_say(const struct show *p, const char *danish, const char *english);
const char *show_word(const struct show *p, const struct diff_word *w);
/* White space folded, nothing unseen; NULL stays NULL. */
const char *show_line(const struct show *p, const char *s);
/* Likewise, and names and days of the rules are read as words: "ret i udlandet", "1. juli 2024". */
const char *show_name(const struct show *p, const char *s);
/* "1. juli 2024" */
const char *show_date(const struct show *p, int64_t day);
/* "2024", "fra 1. juli 2024", "1. juli 2024 – 31. maj 2025" */
const char *show_period(const struct show *p, int64_t from, int64_t to);

/* The directions in the order in which they matter to a reader, and a sign that needs no colour. */
extern const enum diff_direction show_order[DIRECTIONS];
const char *show_sign(enum diff_direction direction);
/* "Ringere for borgeren" */
const char *show_direction_title(const struct show *p, enum diff_direction direction);

/* ---- a catalogue, a service, a change ---- */

/* "Kvalitetsstandarder for børn og unge" */
const char *show_side_title(const struct show *p, const struct diff_side *side);
/* Authority, adoption, start, stamp; texts are NULL where nothing is known. */
show_rows show_side(const struct show *p, const struct diff_side *side);
/* "ledsagelse til børn og unge (barnets lov § 89)" */
const char *show_service(const struct show *p, const struct diff_service *service);
/* "Målgruppe: …", in the words of the cases; NULL where it is not said. */
const char *show_target(const struct show *p, const struct diff_service *service,
                        enum diff_kind kind);
/* "tilbydes: kan; klageadgang: nej": what holds for everybody and says what the rest is worth; NULL. */
const char *show_terms_of(const struct show *p, const struct diff_service *service);
/* The change that is shown with it, on one card: two answers where there was one before; else itself. */
const struct diff_change *show_joined(const struct diff_service *service,
                                      const struct diff_change *change);
/* "omfang", "målgruppen", "hele ydelsen" */
const char *show_subject(const struct show *p, const struct diff_service *service,
                         const struct diff_change *change);
const char *show_before(const struct show *p, const struct diff_change *change);
const char *show_after(const struct show *p, const struct diff_change *change);
const char *show_difference(const struct show *p, const struct diff_change *change);
const char *show_who(const struct show *p, const struct diff_change *change);
/* "mister", and the amounts; NULL */
const char *show_worth_label(const struct show *p, const struct diff_change *change);
const char *show_worth(const struct show *p, const struct diff_change *change);
/* "omfang: lavere" */
const char *show_headline(const struct show *p, const struct diff_service *service,
                          const struct diff_change *change);
/* Before, after, difference, from, who, example, referral, paragraph, places. */
show_rows show_change(const struct show *p, const struct diff_service *service,
                      const struct diff_change *change);
bool show_is(const struct diff_change *change, enum diff_direction direction, enum diff_kind kind);
uint32_t show_count(const struct diff_service *service, enum diff_direction direction,
                    enum diff_kind kind);
/* The first part of the page in which a service stands: what it is, is said there. */
bool show_leads(const struct diff_service *service, enum diff_direction direction,
                enum diff_kind kind);
/* Somebody is worse off by a political change: then reason, consultation and transition are asked for. */
bool show_asks(const struct diff_service *service);
/* What is recorded of a service with political changes, and what is asked for and is not. */
show_rows show_revision(const struct show *p, const struct diff_service *service);
/* "begrundelse og høring": what is asked for and not recorded; NULL: nothing */
const char *show_missing(const struct show *p, const struct diff_service *service);
/* Titles of the services of a status, or with changes of a direction; "; " between them. NULL: none */
const char *show_titles(const struct show *p, enum diff_status status);
const char *show_concerned(const struct show *p, enum diff_direction direction);

/*
 * What a changed service says as before: "frist (afgørelse senest 12 uger efter ansøgning); udfører"; names only in the
 * terminal. NULL: nothing.
 */
const char *show_kept(const struct show *p, const struct diff_service *service);
/* The amounts and deadlines of an unchanged service, likewise; NULL. */
const char *show_amounts(const struct show *p, const struct diff_service *service);
/* "Ingen frister er ændret.", and so on: what people ask about and no change touches. */
show_rows show_untouched(const struct show *p);

/* ---- in short, and what is missing (show_brief.c) ---- */

/* A line for each change, then rates, words, the rest, and what is missing. */
show_rows show_summary(const struct show *p);
/* The days compared, and why they end where they do. */
const char *show_days(const struct show *p);
/* By service: what is asked for and not recorded, as questions. */
show_rows show_gaps(const struct show *p);
const char *show_gaps_closed(const struct show *p);
const char *show_unexamined(const struct show *p);

/* The direction under which a service with political changes is shown first; DIRECTIONS: it has none. */
enum diff_direction show_first(const struct diff_service *service);

/* ---- rows counted (show_population.c); NULL: none were ---- */

/* "berører 1.234 rækker; i alt −18.510 døgn pr. år"; small numbers are hidden in what leaves the house */
const char *show_met(const struct show *p, const struct diff_change *change);
/* What rows there were, and what the numbers are. */
const char *show_population(const struct show *p);

/* ---- rates, words, the proof ---- */

const char *show_rate_before(const struct show *p, const struct diff_rate *rate);
const char *show_rate_after(const struct show *p, const struct diff_rate *rate);
const char *show_rate_rise(const struct show *p, const struct diff_rate *rate);
const char *show_rate_users(const struct show *p, const struct diff_rate *rate);
/* What a missing amount means; NULL where none was missing. */
const char *show_rate_note(const struct show *p);
/* Texts by whether they are rules in other words. */
uint32_t show_texts(const struct show *p, bool same);
/* "titel: Ledsagelse" */
const char *show_text_what(const struct show *p, const struct diff_text *text);
/* "før x.niv:12, nu x.niv:14"; NULL where neither place is known */
const char *show_places(const struct show *p, span old_at, span new_at);
/* Any change of a kind. */
bool show_has_kind(const struct show *p, enum diff_kind kind);
bool show_has_changes(const struct show *p);
/*
 * The middle that two wordings do not share, in whole words: the bytes before.p[*lo..n - *hi) and after alike.
 * *lo and *hi are the same in both.
 */
void show_differing(const char *before, const char *after, size_t *lo, size_t *hi);
/* What was not compared, or that the rest is proved to be the same. */
const char *show_proof(const struct show *p);
/* Technical words explained, for somebody who has seen nothing else. */
show_rows show_terms(const struct show *p);

#endif
