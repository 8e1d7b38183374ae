/* SPDX-License-Identifier: MIT
 *
 * CSV (RFC 4180) of any size through one buffer: line by line, cells as pieces of the buffer. The separator is ; or ,
 * whichever the first line has more of. Lines end in LF or CRLF; a quoted cell may hold them.
 * A line that is broken is one broken line: what follows its line feed is read on.
 */
#ifndef TOOL_CSV_H
#define TOOL_CSV_H

#include "tool/world.h"

enum csv_state { CSV_LINE, CSV_QUOTE, CSV_LONG, CSV_END, CSV_FAILED };

struct csv {
	struct session *s;
	const char *path;
	int file;
	char separator;   /* 0: not known yet */
	uint64_t line;    /* the first line of the present row, from 1 */
	struct str *cell; /* of the present row, blanks at the ends of unquoted ones left out */
	uint32_t cells, room;
	/* private */
	char *buffer;
	size_t from, to; /* what is read and not used yet */
	uint64_t next_line;
	bool ended;
};

/* In `a`; false after a finding. csv_close is due only where it is true. */
bool csv_open(struct csv *t, struct session *s, struct arena *a, const char *path);
/*
 * The next row. QUOTE: a quoted cell has no end or is followed by text; LONG: too long or too many cells: its cells
 * are not to be used. FAILED: a finding says why; there is no more. Cells live until the next call.
 */
enum csv_state csv_next(struct csv *t);
void csv_close(struct csv *t);

#endif
