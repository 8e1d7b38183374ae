/* SPDX-License-Identifier: MIT
 *
 * What the rules cite: every `kilde "heading": "phrase"` of a catalogue, once for each service that says it. Those of a
 * clause belong to each service that has it; those of a declaration (uklart, sats, fakta) to none. Modules and statute
 * packs cite other texts and are left out.
 */
#ifndef TEXT_CITATION_H
#define TEXT_CITATION_H

#include "meaning/model.h"
#include "text/phrase.h"

struct citation_use {
	const struct citation *ast;
	uint32_t service;   /* NONE: a declaration */
	uint32_t provision; /* of the model; NONE: none of its provisions */
	const char *label;  /* "omfang", "målgruppe", "uklart x" */
	const struct decl *decl;
	const struct provision *holder; /* the provision or exception; NULL */
	const struct rate_row *row;     /* of a rate; NULL */
	span rule;                      /* the provision, exception, row or declaration that cites */
	bool decides;                   /* its heading is no text */
	bool conditional;               /* it holds only in some cases */
	uint32_t phrase;                /* of `phrases`; NONE: it has none */
	struct phrase_answer found;     /* after citations_find() */
};

/* Where a service stands in the text. */
struct service_text {
	VEC(struct prose) titles;  /* its `afsnit`, as written */
	VEC(uint32_t) sections;    /* after citations_find(): in the order of the titles */
	VEC(struct prose) unknown; /* titles that the text does not have */
	bool has_purpose;
};

struct citations {
	struct arena *a;
	const struct model *m;
	VEC(struct citation_use) list;     /* by service, then the declarations; in source order */
	VEC(struct service_text) services; /* of the model's own services */
	str_list titles, headings;         /* what the rules know of the text: hints for it */
	struct phrases phrases;
};

/* The files of the catalogue and its modules, as they were read. */
struct citations *citations_collect(struct arena *a, const struct model *m,
                                    struct ast_file *const *files, uint32_t n);
/* Finds the sections of every service and every phrase. */
void citations_find(struct citations *c, const struct document *d);

#endif
