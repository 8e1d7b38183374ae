/* SPDX-License-Identifier: MIT
 *
 * The model in words: values, answers, provisions, persons. One place, so that findings, answers and emitted texts
 * say the same thing the same way. Their language is model.words; names, texts and numbers stay as the catalogue writes
 * them. Results live in `a`.
 */
#ifndef MEANING_WORDS_H
#define MEANING_WORDS_H

#include "meaning/eval.h"

/* A stored value of an input: "17 år", "ja", "svær", "2024-01-24". */
const char *words_input_value(struct arena *a, const struct model *m, uint32_t input,
                              int64_t value);
/* A value of a listing type by its number: a choice, ja or nej, an actor, a service. */
const char *words_index(struct arena *a, const struct model *m, const struct type_m *t, int64_t i);
/* "17 år", "bor hjemme", "hjemmeboende: ja": one clause of a person (semantics E7). */
const char *words_input(struct arena *a, const struct model *m, uint32_t input, int64_t value);
/* "17 år, bor hjemme, …": the inputs that are mentioned, alder first. NULL where none is. */
const char *words_person(struct arena *a, const struct model *m, const int64_t *values,
                         const bool *mentioned);
/* "højst 15 timer pr. måned", "afgørelse senest 12 uger efter ansøgning", "Torvehuset eller …". */
const char *words_value(struct arena *a, const struct model *m, uint32_t slot,
                        const struct plain *p);
/* The whole plain answer: value, "udenfor", "konflikt", "mangler: …". */
const char *words_plain(struct arena *a, const struct model *m, uint32_t slot,
                        const struct plain *p);
/* What one statement says, from the model alone. */
const char *words_statement(struct arena *a, const struct model *m, const struct statement *st,
                            const struct slot *slot);
/* A formula with inputs by name. */
const char *words_ex(struct arena *a, const struct model *m, const struct ex *x);
/* The conditions of a rule, from its provision outwards: "a og b"; NULL where it has none. */
const char *words_reason(struct arena *a, const struct model *m, uint32_t rule);
/* The heading of the catalogue's text that a provision cites; NULL. */
const char *words_source(struct arena *a, const struct provision *ast);
/* "", "typisk ", "som udgangspunkt ", "ufravigeligt " */
const char *words_strength(const struct model *m, enum strength s);
/* "Katalog › ydelse › overskrift" ; heading NONE: only the service. */
const char *words_crumb(struct arena *a, const struct model *m, uint32_t service, uint32_t heading);
/* "barnets lov § 89"; several joined; NULL where the service has no basis. */
const char *words_basis(struct arena *a, const struct model *m, uint32_t service);
const char *words_actors(struct arena *a, const struct model *m, const struct ex *actors);

#endif
