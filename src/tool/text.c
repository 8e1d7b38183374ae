/* SPDX-License-Identifier: MIT
 *
 * See text.h.
 */
#include "tool/text.h"
#include "tool/world.h"

#include <inttypes.h>

static const char *flaw_words(const struct session *s, enum document_flaw flaw)
{
	static const char *const words[][2] = {
		[DOCUMENT_GOOD] = {"", ""},
		[DOCUMENT_EMPTY] = {"der er ingen ord i den", "there are no words in it"},
		[DOCUMENT_TOO_LONG] = {"den er for lang", "it is too long"},
		[DOCUMENT_PDF] = {"det er en PDF", "it is a PDF"},
		[DOCUMENT_ARCHIVE] = {"det er et dokument fra et skriveprogram (.docx, .odt)",
	                          "it is a word processor's document (.docx, .odt)"},
		[DOCUMENT_OFFICE] = {"det er et dokument fra et skriveprogram (.doc)",
	                         "it is a word processor's document (.doc)"},
		[DOCUMENT_RTF] = {"det er et RTF-dokument", "it is an RTF document"},
		[DOCUMENT_WIDE] = {"den er gemt som UTF-16", "it is saved as UTF-16"},
		[DOCUMENT_BINARY] = {"den indeholder tegn, som ingen tekst har",
	                         "it holds characters that no text has"},
		[DOCUMENT_LATIN] = {"den er gemt som Windows-1252 og ikke som UTF-8",
	                        "it is saved as Windows-1252 and not as UTF-8"},
		[DOCUMENT_CUT] = {"det sidste tegn er skåret over", "the last letter is cut off"},
	};
	return words[flaw][s->d.lang == LANG_EN];
}

/* A carriage return alone ends a line, too: every byte stays where it is. */
static const char *end_lines(struct arena *a, struct str text)
{
	char *p = arena_text(a, text.p, text.n);
	for (size_t i = 0; i < text.n; i++)
		if (p[i] == '\r' && (i + 1 == text.n || p[i + 1] != '\n'))
			p[i] = '\n';
	return p;
}

struct document *text_load(struct session *s, const char *path, const struct document_hints *hints)
{
	struct str text;
	if (!world_read(s, s->a, path, &text))
		return NULL;
	struct source *source = source_add(&s->sources, path, end_lines(s->a, text), text.n);
	if (!source) {
		diag_too_much_text(&s->d, SPAN_NONE, path);
		return NULL;
	}
	uint32_t line = 0;
	enum document_flaw flaw = document_flaw((struct str){source->text, source->size}, &line);
	if (flaw == DOCUMENT_GOOD)
		return document_make(s->a, source, hints);
	const char *why = flaw_words(s, flaw);
	if (line)
		why = arena_printf(s->a, "%s (%s %" PRIu32 ")", why, say(s, "linje", "line"), line);
	diag_no_text(&s->d, SPAN_NONE, path, why);
	return NULL;
}
