/* SPDX-License-Identifier: MIT
 * `accepter`: findings that a named decision has accepted until a date (semantics L5). */
#ifndef CHECK_ACCEPT_H
#define CHECK_ACCEPT_H

#include "check/ctx.h"

/* Fingerprint every finding that has a place of its own, mark the accepted ones, report expired and unused lines. */
void accept_findings(struct check_ctx *c);

#endif
