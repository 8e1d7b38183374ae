/* SPDX-License-Identifier: MIT
 * Text and elements of the annex: see html.h. */
#include "diff/html.h"

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

void html_put_n(const struct show *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		switch (s[i]) {
		case '&':
			text_puts(p->t, "&amp;");
			break;
		case '<':
			text_puts(p->t, "&lt;");
			break;
		case '>':
			text_puts(p->t, "&gt;");
			break;
		case '"':
			text_puts(p->t, "&quot;");
			break;
		default:
			text_add(p->t, is_bound(s, i) ? "\xc2\xa0" : s + i, is_bound(s, i) ? 2 : 1);
		}
	}
}

void html_put(const struct show *p, const char *s)
{
	html_put_n(p, s, strlen(s));
}

void html_element(const struct show *p, const char *tag, const char *text)
{
	text_printf(p->t, "<%s>", tag);
	html_put(p, text);
	text_printf(p->t, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void html_head(const struct show *p, const char *const *head, size_t n)
{
	text_puts(p->t, "<thead><tr>");
	for (size_t i = 0; i < n; i++)
		html_element(p, "th scope=\"col\"", head[i]);
	text_puts(p->t, "</tr></thead>\n");
}

void html_cell(const struct show *p, const char *label, const char *text)
{
	text_puts(p->t, "<td data-label=\"");
	html_put(p, label);
	text_puts(p->t, "\">");
	html_put(p, text);
	text_puts(p->t, "</td>");
}

void html_item(const struct show *p, const char *label, const char *text)
{
	if (!text)
		return;
	text_puts(p->t, "<li>");
	html_element(p, "b", label);
	text_puts(p->t, " ");
	html_put(p, text);
	text_puts(p->t, "</li>\n");
}
