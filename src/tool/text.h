/* SPDX-License-Identifier: MIT
 *
 * The text of a catalogue, read from a file that somebody saved from a word processor.
 */
#ifndef TOOL_TEXT_H
#define TOOL_TEXT_H

#include "text/document.h"
#include "tool/session.h"

/* NULL after a finding that says why the file is no text, with the line. hints may be NULL. */
struct document *text_load(struct session *s, const char *path, const struct document_hints *hints);

#endif
