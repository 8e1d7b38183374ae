/* SPDX-License-Identifier: MIT
 * Private to the three showings: what is said of a report, in words. */
#ifndef TEXT_SHOW_H
#define TEXT_SHOW_H

#include "text/text.h"

/* The phrase in the language of the findings. */
const char *text_say(const struct text_report *r, const char *danish, const char *english);
/* "found", "severalTimes": for JSON. */
const char *text_status(enum phrase_status status);
/* The titles of the services of a section, "; " between them; NULL: none. */
const char *text_owners(const struct text_report *r, uint32_t section);
/* Whole percent, rounded down: 100 is all of them; of none 100. */
uint32_t text_percent(uint32_t part, uint32_t of);

#endif
