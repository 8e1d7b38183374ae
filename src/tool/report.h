/* SPDX-License-Identifier: MIT
 *
 * What was found becomes output and an exit status.
 */
#ifndef TOOL_REPORT_H
#define TOOL_REPORT_H

#include "base/out.h"
#include "tool/session.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB };

enum format report_format(const struct session *s);
/* Sorts the findings and writes them to s->out as --format says. */
void report_findings(struct session *s);
/* Their list in JSON, inside something larger. */
void report_json(struct session *s, struct json *j);
/* 2 where the world refused (codes below 1000), 1 where --fail-on is reached, else 0. Call after sorting. */
int report_status(const struct session *s);
/* The findings about the command line, to standard error: status 2. */
int report_usage(struct session *s);
/* Some findings to standard error, where the output is a document. */
void report_apart(struct session *s, struct diags *d);
/* --color, $NO_COLOR, $TERM, and whether the stream is a terminal. */
bool report_colour(const struct session *s, int stream);

#endif
