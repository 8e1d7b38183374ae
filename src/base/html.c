/* SPDX-License-Identifier: MIT
 * Text and elements of pages: see html.h. */
#include "base/html.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A small Danish or English letter, by its first byte. */
static bool is_small(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c == 0xc3;
}

/* A blank that does not end a line: in "§ 89", "stk. 1", "1. juli", "15 timer". */
static bool is_bound(const char *s, size_t i)
{
	if (s[i] != ' ' || !i)
		return false;
	bool ordinal = i > 1 && s[i - 1] == '.' && is_digit(s[i - 2]) && is_small(s[i + 1]);
	bool article = (unsigned char)s[i - 1] == 0xa7 || (s[i - 1] == '.' && is_digit(s[i + 1]));
	return ordinal || article || (is_digit(s[i - 1]) && is_small(s[i + 1]));
}

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* Bytes at p that XML cannot hold, or that turn the text around: controls, U+202A–E, U+2066–9, U+FFFE and U+FFFF. */
static size_t unfit(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	if (u[0] < 0x20 || u[0] == 0x7f)
		return u[0] != '\t' && u[0] != '\n';
	if (n > 1 && u[0] == 0xc2 && u[1] < 0xa0)
		return 2;
	if (n < 3)
		return 0;
	bool turns = u[0] == 0xe2 && ((u[1] == 0x80 && u[2] >= 0xaa && u[2] <= 0xae) ||
	                              (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9));
	return turns || (u[0] == 0xef && u[1] == 0xbf && u[2] >= 0xbe) ? 3 : 0;
}

static void put(struct text *t, const char *s, size_t n, bool binds)
{
	for (size_t i = 0; i < n; i++) {
		size_t skip = unfit(s + i, n - i);
		if (skip) {
			i += skip - 1;
		} else if (entity(s[i])) {
			text_puts(t, entity(s[i]));
		} else {
			bool bound = binds && is_bound(s, i);
			text_add(t, bound ? "\xc2\xa0" : s + i, bound ? 2 : 1);
		}
	}
}

void html_put_n(struct text *t, const char *s, size_t n)
{
	put(t, s, n, true);
}

void xml_put(struct text *t, const char *s)
{
	put(t, s, strlen(s), false);
}

void html_put(struct text *t, const char *s)
{
	html_put_n(t, s, strlen(s));
}

void html_element(struct text *t, const char *tag, const char *text)
{
	text_printf(t, "<%s>", tag);
	html_put(t, text);
	text_printf(t, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void html_head(struct text *t, const char *const *head, size_t n)
{
	text_puts(t, "<thead><tr>");
	for (size_t i = 0; i < n; i++)
		html_element(t, "th scope=\"col\"", head[i]);
	text_puts(t, "</tr></thead>\n");
}

void html_cell(struct text *t, const char *label, const char *text)
{
	text_puts(t, "<td data-label=\"");
	html_put(t, label);
	text_puts(t, "\">");
	html_put(t, text);
	text_puts(t, "</td>");
}

void html_item(struct text *t, const char *label, const char *text)
{
	if (!text)
		return;
	text_puts(t, "<li>");
	html_element(t, "b", label);
	text_puts(t, " ");
	html_put(t, text);
	text_puts(t, "</li>\n");
}
