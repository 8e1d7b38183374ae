/* SPDX-License-Identifier: MIT
 * --until against the days of a catalogue. */
#include "tool/until.h"

#include "base/date.h"
#include "space/space.h"

bool until_of(struct session *s, const struct model *m, int64_t *until)
{
	*until = option_date(&s->options, OPTION_UNTIL, 0);
	int64_t from = space_days(m, 0).from;
	if (!*until || *until >= from)
		return true;
	diag_bad_option_value(
		&s->d, SPAN_NONE, "--until", date_text(s->a, *until),
		arena_printf(s->a, "%s %s",
	                 say(s, "den dag, kataloget gælder fra, eller en senere:",
	                     "the day from which the catalogue is in force, or later:"),
	                 date_text(s->a, from)));
	return false;
}
