/* SPDX-License-Identifier: MIT
 *
 * What a revision changes: two catalogues compared answer by answer, over all cases that can exist on the days the new
 * one is in force (the old one read as if it had gone on). A change is one difference of one answer, with all who meet
 * it, the direction for the citizen, and an example person whom the reference evaluator has confirmed on both sides.
 * What is not listed is the same: that is proved, but for what stands in `undecided`.
 *
 * Rate or level: a difference is a rate change exactly where it vanishes when the new catalogue is read with the old
 * one's rates.
 *
 * Texts are in the words of the new model (model.words); everything lives in the arena given.
 */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "space/joint.h"

#define EFFECT(id, ...) EFFECT_##id,
enum diff_effect {
#include "diff/diff.def"
};
#define CAUSE(id, ...) CAUSE_##id,
enum diff_cause {
#include "diff/diff.def"
};
#define DIRECTION(id, ...) DIRECTION_##id,
enum diff_direction {
#include "diff/diff.def"
	DIRECTIONS
};
#define CHANGE_KIND(id, ...) KIND_##id,
enum diff_kind {
#include "diff/diff.def"
	KINDS
};

/* The word of diff.def: for JSON, or in a language. */
struct diff_word {
	const char *json, *da, *en;
};
extern const struct diff_word diff_effects[], diff_causes[], diff_directions[], diff_kinds[];

/* The rows of a population that a change meets (population.h). */
struct diff_met {
	uint64_t certain;       /* whatever their unknown inputs are */
	uint64_t possible;      /* for some values of their unknown inputs, not for all */
	uint64_t summed;        /* of the certain ones, those in `sum` */
	struct num sum;         /* of after - before, in grains; NUM_BAD: too large */
	struct measure measure; /* of `sum` */
};

/* All rows of a population. */
struct diff_population {
	uint64_t rows;          /* read: those below, too */
	uint64_t met;           /* certainly by some change */
	uint64_t contradictory; /* nobody can be like that */
	/* only one of the catalogues, or neither on that day, knows such a case */
	uint64_t not_comparable;
	uint64_t unreadable;
};

struct diff_change {
	enum diff_effect effect;
	enum diff_cause cause;
	enum diff_direction direction;
	enum diff_kind kind;
	const char *heading;        /* NULL: the target group, or the service as a whole */
	const char *before, *after; /* the answers in words; NULL: nothing was or is said */
	const char *difference;     /* "15 døgn pr. år mindre"; NULL where it is no number */
	const char *percent;        /* "−25 %"; NULL */
	/* the cases, within the target group, in words; overlapping, widest first; none: everybody */
	VEC(const char *) who;
	bool more;               /* there are further cases, not listed */
	const char *person;      /* an example; NULL where it could be anybody */
	bool maybe_nobody;       /* no example was found within the budget */
	VEC(const char *) worth; /* a target group, a service: the amounts that come or go with it */
	/* an answer: those of the others in the target group, as before; none: not few */
	VEC(const char *) others;
	const char *referred; /* NARROWED: where those who lose it are sent, in words; NULL */
	int64_t from, to; /* first and last day; to is INT64_MAX where the days looked at end first */
	const char *law;  /* "barnets lov § 90, nr. 2"; NULL */
	span old_at, new_at; /* the provisions that say so; SPAN_NONE */
	/* for counting people: of the models; NONE */
	uint32_t old_service, new_service, old_slot, new_slot;
	dd where;                   /* in the joint space: Boolean */
	struct num by;              /* after - before, in grains; NUM_BAD where it is no one number */
	struct measure measure;     /* of `by`, of the new model's units */
	const struct diff_met *met; /* NULL: no rows were counted */
};

/* A part of a change. Where an answer is a formula, whether it differs, and by how much, is seen in the case. */
struct diff_part {
	uint32_t change;              /* of the service; NONE: nobody can be there */
	const struct leaf *old, *new; /* of the sides; NULL: no formula */
};

/* Where the changes of one question lie. */
struct diff_region {
	dd f; /* in the joint space: 0, or 1 + the part; not only on the days compared, nor only where cases can be */
	VEC(struct diff_part) parts;
};

enum diff_status {
	SERVICE_SAME,      /* as written, and in every answer */
	SERVICE_REWRITTEN, /* other text, every answer the same */
	SERVICE_CHANGED,
	SERVICE_ADDED,
	SERVICE_REMOVED,
};

struct diff_service {
	enum diff_status status;
	const char *title, *law; /* the new one's, or the removed one's */
	const char *target; /* the target group in words, the new one's or the removed one's; NULL */
	uint32_t old_service, new_service; /* NONE */
	/* the target group's first, then by heading as the new catalogue orders them */
	VEC(struct diff_change) changes;
	VEC(struct diff_region) regions; /* for counting people */
	struct revision_m revision;      /* what is recorded: the service's own, else the catalogue's */
	bool undecided;
};

/* A rate's amount for a period that differs; NULL: it has none. */
struct diff_rate {
	const char *rate;
	bool is_new;      /* the old catalogue does not know it */
	int64_t from, to; /* days; ends open as INT64_MIN, INT64_MAX */
	const char *before, *after;
	/* before NULL: the amount of the period before, and the rise from it; NULL */
	const char *last, *percent;
	const char *difference;     /* "+31 kr pr. år", from where the percent are; NULL */
	int64_t last_from, last_to; /* the period of `last` */
	VEC(const char *) used_in;  /* titles of the services that read it */
};

/* Words that changed and decide nothing. */
struct diff_text {
	const char *what;           /* "titel", "formål", "indhold", "spørgsmål", … */
	const char *where;          /* the service or the input */
	const char *before, *after; /* NULL: none */
	bool same;                  /* a rule in other words: every answer is proved to be the same */
	span old_at, new_at;
};

struct diff_side {
	const char *title, *authority;
	int64_t adopted, from; /* has_…: as in struct catalogue */
	bool has_adopted, has_from;
	uint64_t source_hash; /* of its texts: model.source_hash */
};

struct diff {
	const struct model *model; /* the new one: language and numbers */
	struct diff_side old, new;
	int64_t from, to;                  /* the days compared */
	VEC(struct diff_service) services; /* in the new catalogue's order, removed ones last */
	VEC(struct diff_rate) rates;
	VEC(struct diff_text) texts;
	VEC(const char *) undecided; /* what could not be compared, each with its reason, in words */
	uint32_t count[DIRECTIONS][KINDS]; /* changes */
	struct joint *joint;
	const struct diff_population *population; /* NULL: no rows were counted */
};

/*
 * Compare. mix: the new catalogue with the old one's rates (diff_mix), or the new one itself where no rate differs. The
 * models have no errors and are not cyclic. Never NULL; nothing is compared where joint->s refused a condition. O(|old| * |new|) of each slot's diagrams, within budgets.
 */
struct diff *diff_make(struct arena *a, struct arena *scratch, const struct model *old,
                       const struct model *new, const struct model *mix, int64_t until);

/*
 * Gives `mix`, made from the new catalogue's trees, the old one's rows for every rate that both have. False where that
 * changes nothing.
 */
bool diff_mix(struct model *mix, const struct model *old);

/* Nothing differs, neither in answers nor in prose; rules in other words that answer the same are no difference. */
bool diff_is_empty(const struct diff *d);

/* N9101 for every worsening of the level without a recorded reason, consultation and transition. */
void diff_findings(const struct diff *d, struct diags *out);

/* Shown: each appends to t. */
void diff_text(struct text *t, const struct diff *d, const struct sources *sources, bool colour);
void diff_json(struct text *t, const struct diff *d, const struct sources *sources);
void diff_markdown(struct text *t, const struct diff *d, const struct sources *sources);
/* One self-contained page for an agenda: A4, no scripts, no network. */
void diff_html(struct text *t, const struct diff *d, const struct sources *sources);

#endif
