/* SPDX-License-Identifier: MIT
 *
 * A diff in words. A change is a list of labelled lines; the showings only lay them out.
 */
#include "diff/show.h"

#include "base/date.h"
#include "base/render.h"

#include <inttypes.h>
#include <string.h>

#define LONG_TARGET 280 /* columns of a target group said in full */

const enum diff_direction show_order[DIRECTIONS] = {
	DIRECTION_WORSE,
	DIRECTION_BETTER,
	DIRECTION_NEUTRAL,
	DIRECTION_UNDETERMINED,
};

struct show show_make(struct text *t, const struct diff *d, const struct sources *sources)
{
	return (struct show){.t = t, .a = t->a, .d = d, .sources = sources};
}

const char *show_say(const struct show *p, const char *danish, const char *english)
{
	return p->d->model->words == LANG_DA ? danish : english;
}

const char *show_word(const struct show *p, const struct diff_word *w)
{
	return show_say(p, w->da, w->en);
}

const char *show_line(const struct show *p, const char *s)
{
	if (!s)
		return NULL;
	struct str safe = render_safe(p->a, str_prose(p->a, str_of(s)));
	return str_c(p->a, safe);
}

const char *show_sign(enum diff_direction direction)
{
	static const char *const signs[DIRECTIONS] = {
		[DIRECTION_BETTER] = "▲",
		[DIRECTION_WORSE] = "▼",
		[DIRECTION_NEUTRAL] = "◆",
		[DIRECTION_UNDETERMINED] = "?",
	};
	return signs[direction];
}

const char *show_direction_title(const struct show *p, enum diff_direction direction)
{
	static const struct diff_word titles[DIRECTIONS] = {
		[DIRECTION_BETTER] = {.da = "Bedre for borgeren", .en = "Better for the citizen"},
		[DIRECTION_WORSE] = {.da = "Ringere for borgeren", .en = "Worse for the citizen"},
		[DIRECTION_NEUTRAL] = {.da = "Hverken bedre eller ringere",
	                           .en = "Neither better nor worse"},
		[DIRECTION_UNDETERMINED] = {.da = "Kan ikke afgøres, om det er bedre eller ringere",
	                                .en = "Better or worse: undetermined"},
	};
	return show_word(p, &titles[direction]);
}

/* ---- dates and places ----------------------------------------------------------------------------------- */

const char *show_date(const struct show *p, int64_t day)
{
	return date_words(p->a, day, p->d->model->words == LANG_DA);
}

static bool is_open(int64_t day)
{
	return day < DATE_MIN || day > DATE_MAX;
}

static bool is_whole_year(int64_t from, int64_t to)
{
	int year = date_of(from).year;
	return from == date_day(year, 1, 1) && to == date_day(year, 12, 31);
}

const char *show_period(const struct show *p, int64_t from, int64_t to)
{
	if (is_open(from) && is_open(to))
		return show_say(p, "altid", "always");
	if (is_open(to))
		return arena_printf(p->a, "%s %s", show_say(p, "fra", "from"), show_date(p, from));
	if (is_open(from))
		return arena_printf(p->a, "%s %s", show_say(p, "til og med", "until"), show_date(p, to));
	if (is_whole_year(from, to))
		return arena_printf(p->a, "%d", date_of(from).year);
	return arena_printf(p->a, "%s – %s", show_date(p, from), show_date(p, to));
}

/* Names as words, and days in words. */
const char *show_name(const struct show *p, const char *s)
{
	const char *line = show_line(p, s);
	struct text t = {.a = p->a};
	for (const char *c = line; c && *c;) {
		int64_t day;
		bool begins = c == line || c[-1] == ' ';
		if (begins && date_parse(c, strnlen(c, 10), &day)) {
			text_puts(&t, show_date(p, day));
			c += 10;
		} else {
			bool inside = *c == '_' && !begins && c[1] && c[1] != ' ';
			text_putc(&t, inside ? ' ' : *c);
			c++;
		}
	}
	return line ? text_c(&t) : NULL;
}

/* "x.niv:12"; NULL where there is no place */
static const char *place_text(const struct show *p, span at)
{
	struct place place = source_place(p->sources, at.lo);
	if (!place.file)
		return NULL;
	const char *folder = strrchr(place.file->path, '/');
	const char *name = folder && !p->terminal ? folder + 1 : place.file->path;
	return show_line(p, arena_printf(p->a, "%s:%" PRIu32, name, place.line));
}

const char *show_places(const struct show *p, span old_at, span new_at)
{
	const char *old = place_text(p, old_at), *new = place_text(p, new_at);
	const char *before = show_say(p, "før", "before"), *now = show_say(p, "nu", "now");
	if (old && new)
		return arena_printf(p->a, "%s %s, %s %s", before, old, now, new);
	if (old || new)
		return arena_printf(p->a, "%s %s", old ? before : now, old ? old : new);
	return NULL;
}

/* ---- a catalogue ---------------------------------------------------------------------------------------- */

static void add(const struct show *p, show_rows *rows, const char *label, const char *text)
{
	struct show_row row = {.label = label, .text = show_name(p, text)};
	if (row.text && *row.text)
		vec_push(p->a, rows, row);
}

static void add_as(const struct show *p, show_rows *rows, enum show_weight weight,
                   const char *label, const char *text)
{
	uint32_t n = rows->n;
	add(p, rows, label, text);
	if (rows->n > n)
		vec_last(rows).weight = weight;
	if (rows->n > n && weight == SHOW_FINE)
		vec_last(rows).text = show_line(p, text);
}

const char *show_side_title(const struct show *p, const struct diff_side *side)
{
	const char *title = show_line(p, side->title);
	return title && *title ? title : show_say(p, "katalog uden navn", "catalogue without a name");
}

show_rows show_side(const struct show *p, const struct diff_side *side)
{
	const struct show_row all[] = {
		{.label = show_say(p, "myndighed", "authority"), .text = show_line(p, side->authority)},
		{.label = show_say(p, "vedtaget", "adopted"),
	     .text = side->has_adopted ? show_date(p, side->adopted) : NULL},
		{.label = show_say(p, "gælder fra", "in force from"),
	     .text = side->has_from ? show_date(p, side->from) : NULL},
		{.label = show_say(p, "kildestempel", "source stamp"),
	     .text = side->source_hash ? arena_printf(p->a, "%016" PRIx64, side->source_hash) : NULL,
	     .weight = SHOW_FINE},
	};
	show_rows rows = {0};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		vec_push(p->a, &rows, all[i]);
	return rows;
}

/* ---- services ------------------------------------------------------------------------------------------- */

const char *show_service(const struct show *p, const struct diff_service *service)
{
	const char *title = show_line(p, service->title), *law = show_line(p, service->law);
	return law && *law ? arena_printf(p->a, "%s (%s)", title, law) : title;
}

bool show_is(const struct diff_change *change, enum diff_direction direction, enum diff_kind kind)
{
	return change->direction == direction && change->kind == kind;
}

uint32_t show_count(const struct diff_service *service, enum diff_direction direction,
                    enum diff_kind kind)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < service->changes.n; i++)
		n += show_is(&service->changes.at[i], direction, kind);
	return n;
}

bool show_has_changes(const struct show *p)
{
	return show_has_kind(p, KIND_LEVEL) || show_has_kind(p, KIND_RATE);
}

bool show_has_kind(const struct show *p, enum diff_kind kind)
{
	uint32_t n = 0;
	for (int i = 0; i < DIRECTIONS; i++)
		n += p->d->count[i][kind];
	return n > 0;
}

enum diff_direction show_first(const struct diff_service *service)
{
	for (int i = 0; i < DIRECTIONS; i++)
		if (show_count(service, show_order[i], KIND_LEVEL))
			return show_order[i];
	return DIRECTIONS;
}

bool show_leads(const struct diff_service *service, enum diff_direction direction,
                enum diff_kind kind)
{
	if (kind == KIND_LEVEL || show_first(service) != DIRECTIONS)
		return kind == KIND_LEVEL && direction == show_first(service);
	for (int i = 0; i < DIRECTIONS; i++)
		if (show_count(service, show_order[i], KIND_RATE))
			return direction == show_order[i];
	return false;
}

bool show_asks(const struct diff_service *service)
{
	return show_count(service, DIRECTION_WORSE, KIND_LEVEL) > 0;
}

const char *show_missing(const struct show *p, const struct diff_service *service)
{
	const struct revision_m *x = &service->revision;
	const char *missing[3];
	uint32_t n = 0;
	if (!show_asks(service))
		return NULL;
	if (!x->reason)
		missing[n++] = show_say(p, "begrundelse", "reason");
	if (!x->consultation)
		missing[n++] = show_say(p, "høring", "consultation");
	if (!x->transition)
		missing[n++] = show_say(p, "overgang", "transition");
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < n; i++)
		text_printf(&t, "%s%s",
		            i == 0      ? ""
		            : i + 1 < n ? ", "
		                        : show_say(p, " og ", " and "),
		            missing[i]);
	return n ? text_c(&t) : NULL;
}

show_rows show_revision(const struct show *p, const struct diff_service *service)
{
	const struct revision_m *x = &service->revision;
	show_rows rows = {0};
	if (show_first(service) == DIRECTIONS)
		return rows;
	add_as(p, &rows, SHOW_LONG, show_say(p, "begrundelse", "reason"), x->reason);
	add_as(p, &rows, SHOW_LONG, show_say(p, "høring", "consultation"), x->consultation);
	add_as(p, &rows, SHOW_LONG, show_say(p, "overgang", "transition"), x->transition);
	add_as(p, &rows, SHOW_STRONG, show_say(p, "ikke oplyst", "not recorded"),
	       show_missing(p, service));
	return rows;
}

static void join_title(const struct show *p, struct text *t, const struct diff_service *service)
{
	text_printf(t, "%s%s", t->n ? "; " : "", show_line(p, service->title));
}

const char *show_titles(const struct show *p, enum diff_status status)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < p->d->services.n; i++)
		if (p->d->services.at[i].status == status)
			join_title(p, &t, &p->d->services.at[i]);
	return t.n ? text_c(&t) : NULL;
}

const char *show_concerned(const struct show *p, enum diff_direction direction)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < p->d->services.n; i++) {
		const struct diff_service *x = &p->d->services.at[i];
		if (show_count(x, direction, KIND_LEVEL) + show_count(x, direction, KIND_RATE))
			join_title(p, &t, x);
	}
	return t.n ? text_c(&t) : NULL;
}

/* ---- a change ------------------------------------------------------------------------------------------- */

static bool is_whole_service(const struct diff_service *service)
{
	return service->status == SERVICE_ADDED || service->status == SERVICE_REMOVED;
}

const char *show_subject(const struct show *p, const struct diff_service *service,
                         const struct diff_change *change)
{
	if (change->heading)
		return show_name(p, change->heading);
	return is_whole_service(service) ? show_say(p, "hele ydelsen", "the whole service")
	                                 : show_say(p, "målgruppen", "target group");
}

/* An amount where the old catalogue had none for the period. */
static bool is_new_amount(const struct show *p, const struct diff_service *service,
                          const struct diff_change *change)
{
	if (change->kind != KIND_RATE ||
	    (change->effect != EFFECT_ADDED && change->effect != EFFECT_CHANGED))
		return false;
	for (uint32_t i = 0; i < p->d->rates.n; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		for (uint32_t k = 0; !x->before && x->after && k < x->used_in.n; k++)
			if (strcmp(x->used_in.at[k], service->title) == 0)
				return true;
	}
	return false;
}

const char *show_headline(const struct show *p, const struct diff_service *service,
                          const struct diff_change *change)
{
	const char *effect = show_word(p, &diff_effects[change->effect]);
	if (is_new_amount(p, service, change))
		effect = show_say(p, "beløbet for perioden er indsat", "an amount for the period is given");
	return arena_printf(p->a, "%s: %s", show_subject(p, service, change), effect);
}

/* Who, where no case is singled out. */
static const char *everybody(const struct show *p, const struct diff_change *change)
{
	if (change->heading)
		return show_say(p, "alle i målgruppen", "everybody in the target group");
	if (change->effect == EFFECT_ADDED || change->effect == EFFECT_WIDENED)
		return show_say(p, "alle, der nu er omfattet", "everybody who is now included");
	if (change->effect == EFFECT_REMOVED || change->effect == EFFECT_NARROWED)
		return show_say(p, "alle, der før var omfattet", "everybody who was included before");
	return show_say(p, "alle", "everybody");
}

const char *show_who(const struct show *p, const struct diff_change *change)
{
	struct text t = {.a = p->a};
	bool several = change->who.n > 1 || change->more;
	if (!change->who.n)
		return everybody(p, change);
	if (change->heading)
		text_puts(&t, several ? show_say(p, "alle i målgruppen, når enten: ",
		                                 "everybody in the target group, where either: ")
		                      : show_say(p, "alle i målgruppen, når: ",
		                                 "everybody in the target group, where: "));
	for (uint32_t i = 0; i < change->who.n; i++)
		text_printf(&t, "%s%s", i ? show_say(p, "; eller: ", "; or: ") : "", change->who.at[i]);
	if (change->more)
		text_puts(&t, show_say(p, "; og flere tilfælde", "; and further cases"));
	return text_c(&t);
}

static bool alike(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool goes_with(const struct diff_change *x, const struct diff_change *y)
{
	return x->kind == KIND_RATE && y->kind == KIND_RATE && !x->heading && !y->heading &&
	       x->direction == y->direction && x->effect == y->effect && x->from == y->from &&
	       x->to == y->to && alike(x->before, y->before) && x->after && y->after && x->who.n == 1 &&
	       y->who.n == 1 && !x->more && !y->more;
}

const struct diff_change *show_joined(const struct diff_service *service,
                                      const struct diff_change *change)
{
	for (uint32_t i = 0; i < service->changes.n; i++)
		if (goes_with(&service->changes.at[i], change))
			return &service->changes.at[i];
	return change;
}

/* The person, unless that is what was said of everybody already. */
static const char *example(const struct diff_change *change)
{
	bool same = change->person && change->who.n == 1 && !change->more &&
	            strcmp(change->person, change->who.at[0]) == 0;
	return same ? NULL : change->person;
}

const char *show_difference(const struct show *p, const struct diff_change *change)
{
	if (change->difference && change->percent)
		return arena_printf(p->a, "%s (%s)", change->difference, change->percent);
	return change->difference ? change->difference : change->percent;
}

static const char *nothing(const struct show *p)
{
	return show_say(p, "kataloget siger intet", "the catalogue says nothing");
}

const char *show_before(const struct show *p, const struct diff_change *change)
{
	return change->before ? change->before : nothing(p);
}

const char *show_after(const struct show *p, const struct diff_change *change)
{
	return change->after ? change->after : nothing(p);
}

const char *show_worth_label(const struct show *p, const struct diff_change *change)
{
	bool loses = change->effect == EFFECT_NARROWED || change->effect == EFFECT_REMOVED;
	return loses ? show_say(p, "mister", "lose") : show_say(p, "får", "gain");
}

/* NULL where there are none */
static const char *joined(const struct show *p, const char *const *list, uint32_t n,
                          const char *between)
{
	struct text t = {.a = p->a};
	for (uint32_t i = 0; i < n; i++)
		text_printf(&t, "%s%s", i ? between : "", list[i]);
	return n ? text_c(&t) : NULL;
}

const char *show_worth(const struct show *p, const struct diff_change *change)
{
	return joined(p, change->worth.at, change->worth.n, "; ");
}

const char *show_target(const struct show *p, const struct diff_service *service,
                        enum diff_kind kind)
{
	const char * or = show_say(p, "; eller ", "; or ");
	if (!service->target)
		return NULL;
	for (uint32_t i = 0; kind == KIND_RATE && i < service->changes.n; i++)
		if (service->changes.at[i].kind == KIND_RATE && !service->changes.at[i].heading)
			return NULL; /* the cards say it better */
	const char *all = show_name(p, service->target), *end = strstr(all, or);
	if (!end || utf8_width(all, strlen(all)) <= LONG_TARGET)
		return all;
	return arena_printf(p->a, "%.*s%s%s", (int)(end - all), all, or,
	                    show_say(p, "andre tilfælde", "other cases"));
}

static const char *in_the_rules(const struct show *p, const struct diff_change *change)
{
	const char *cause = show_word(p, &diff_causes[change->cause]);
	const char *places = show_places(p, change->old_at, change->new_at);
	return places ? arena_printf(p->a, "%s; %s", cause, places) : cause;
}

/* The answers on one card: "omfattet: over 5.519 kr; ikke omfattet: højst 5.519 kr". */
static const char *all_answers(const struct show *p, const struct diff_service *service,
                               const struct diff_change *change)
{
	struct text t = {.a = p->a};
	uint32_t n = 0;
	for (uint32_t i = 0; i < service->changes.n; i++) {
		const struct diff_change *x = &service->changes.at[i];
		if (show_joined(service, x) == change && goes_with(x, x)) {
			text_printf(&t, "%s%s: %s", n ? "; " : "", x->after, x->who.at[0]);
			n++;
		}
	}
	return n > 1 ? text_c(&t) : NULL;
}

static void add_answers(const struct show *p, show_rows *rows, const struct diff_service *service,
                        const struct diff_change *change)
{
	const char *all = all_answers(p, service, change);
	const char *after = show_say(p, "efter", "after");
	if (!change->before && !change->after)
		return;
	add_as(p, rows, all ? SHOW_LONG : SHOW_STRONG, show_say(p, "før", "before"),
	       show_before(p, change));
	if (all)
		add_as(p, rows, SHOW_CASES, after, all);
	else
		add_as(p, rows, SHOW_STRONG, after, show_after(p, change));
	add(p, rows, show_say(p, "forskel", "difference"), show_difference(p, change));
}

/* A cap that got worse, in a catalogue that guides. */
static const char *departure(const struct show *p, const struct diff_change *change)
{
	const struct model *m = p->d->model;
	bool binding = change->new_slot < m->slots.n &&
	               m->slots.at[change->new_slot].strength == STRENGTH_MANDATORY;
	bool amount = change->effect == EFFECT_AMOUNT_DOWN || change->effect == EFFECT_AMOUNT_UP;
	if (!m->catalogue.guiding || binding || !amount ||
	    !show_is(change, DIRECTION_WORSE, KIND_LEVEL))
		return NULL;
	return show_say(p, "kan fraviges efter en konkret vurdering",
	                "may be departed from after an individual assessment");
}

static void add_people(const struct show *p, show_rows *rows, const struct diff_service *service,
                       const struct diff_change *change)
{
	const char *others = change->who.n ? joined(p, change->others.at, change->others.n,
	                                            show_say(p, " eller ", " or "))
	                                   : NULL;
	if (!all_answers(p, service, change))
		add_as(p, rows, SHOW_CASES, show_say(p, "hvem", "who"), show_who(p, change));
	add_as(p, rows, SHOW_LONG, show_worth_label(p, change), show_worth(p, change));
	add(p, rows, show_say(p, "alle andre", "all others"),
	    others ? arena_printf(p->a, "%s%s", others, show_say(p, ", som før", ", as before"))
	           : NULL);
	if (change->maybe_nobody)
		add(p, rows, show_say(p, "måske ingen", "perhaps nobody"),
		    show_say(p, "der blev ikke fundet et eksempel på nogen, ændringen rammer",
		             "no example was found of anybody whom the change concerns"));
	add(p, rows, show_say(p, "i filen", "in the file"), show_met(p, change));
	add_as(p, rows, SHOW_LONG, show_say(p, "eksempel", "example"), example(change));
	add_as(p, rows, SHOW_LONG, show_say(p, "henvises til", "referred to"), change->referred);
}

show_rows show_change(const struct show *p, const struct diff_service *service,
                      const struct diff_change *change)
{
	show_rows rows = {0};
	const char *law = change->law ? change->law : service->law;
	add_answers(p, &rows, service, change);
	add(p, &rows, show_say(p, "gælder", "holds"), show_period(p, change->from, change->to));
	add(p, &rows, show_say(p, "vejledende", "a guide"), departure(p, change));
	add_people(p, &rows, service, change);
	add(p, &rows, show_say(p, "paragraf", "paragraph"), law);
	add_as(p, &rows, SHOW_FINE, show_say(p, "i reglerne", "in the rules"), in_the_rules(p, change));
	return rows;
}

/* ---- rates and words ------------------------------------------------------------------------------------ */

/* "2024: 5.519 kr", "intet beløb for 2024" */
static const char *amount_of(const struct show *p, int64_t from, int64_t to, const char *amount)
{
	const char *period = show_period(p, from, to), *none = show_say(p, "intet beløb", "no amount");
	if (!amount && !is_open(from) && !is_open(to) && is_whole_year(from, to))
		return arena_printf(p->a, "%s %s %s", none, "for", period);
	return arena_printf(p->a, "%s: %s", period, amount ? show_line(p, amount) : none);
}

const char *show_rate_before(const struct show *p, const struct diff_rate *rate)
{
	const char *here = amount_of(p, rate->from, rate->to, rate->before);
	if (rate->before || !rate->last)
		return here;
	return arena_printf(p->a, "%s; %s", amount_of(p, rate->last_from, rate->last_to, rate->last),
	                    here);
}

const char *show_rate_after(const struct show *p, const struct diff_rate *rate)
{
	return amount_of(p, rate->from, rate->to, rate->after);
}

const char *show_rate_rise(const struct show *p, const struct diff_rate *rate)
{
	if (rate->difference && rate->percent)
		return show_line(p, arena_printf(p->a, "%s (%s)", rate->difference, rate->percent));
	const char *one = rate->difference ? rate->difference : rate->percent;
	return one ? show_line(p, one) : "–";
}

const char *show_rate_users(const struct show *p, const struct diff_rate *rate)
{
	const char *users = joined(p, rate->used_in.at, rate->used_in.n, "; ");
	return users ? show_line(p, users) : "–";
}

const char *show_rate_note(const struct show *p)
{
	bool missing = false;
	for (uint32_t i = 0; i < p->d->rates.n; i++) {
		const struct diff_rate *x = &p->d->rates.at[i];
		missing = missing || (!x->is_new && !x->before && x->after);
	}
	if (!missing)
		return NULL;
	return show_say(
		p,
		"Uden et beløb for perioden har det gamle katalog intet svar; et ældre beløb bruges aldrig "
		"i stedet. Satsen tager derfor ikke et ja fra nogen. Hvem der ville have været med efter "
		"det ældre beløb, kan læses af de to beløb.",
		"Without an amount for the period the old catalogue has no answer; an older amount is "
		"never used in its place. So the rate takes a yes from nobody. Who would have been "
		"included by the older amount can be read from the two amounts.");
}

static bool ends_word(const char *s, size_t i)
{
	return !s[i] || s[i] == ' ';
}

void show_differing(const char *before, const char *after, size_t *lo, size_t *hi)
{
	size_t n = strlen(before), m = strlen(after), least = n < m ? n : m;
	*lo = *hi = 0;
	for (size_t i = 0; i <= least; i++) {
		if (ends_word(before, i) && ends_word(after, i))
			*lo = i + (before[i] == ' ' && after[i] == ' ');
		if (i == least || before[i] != after[i])
			break;
	}
	for (size_t i = 1; i <= least - *lo && before[n - i] == after[m - i]; i++)
		if (before[n - i] == ' ')
			*hi = i;
}

const char *show_text_what(const struct show *p, const struct diff_text *text)
{
	if (!text->where)
		return show_name(p, text->what);
	return arena_printf(p->a, "%s: %s", show_name(p, text->where), show_name(p, text->what));
}
