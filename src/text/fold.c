/* SPDX-License-Identifier: MIT
 *
 * One pass over the lines that are text. What stands between two words is held back until the next word is seen: then it
 * is one blank, a joint, or nothing.
 */
#include "text/fold.h"

#include "text/page.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#define BULLET_SIGN "\3" /* stands for a bullet until it is seen where it stands */

struct sign {
	int32_t cp;
	const char *plain;
};

static const struct sign signs[] = {
#define SIGN(cp, plain) {cp, plain},
#include "text/residue.def"
#undef SIGN
#define BULLET(cp) {cp, BULLET_SIGN},
#include "text/residue.def"
#undef BULLET
};

static const struct {
	const char *name, *plain;
} entities[] = {
#define ENTITY(name, plain) {name, plain},
#include "text/residue.def"
#undef ENTITY
};

static const char *const blocks[] = {
#define BLOCK(name) name,
#include "text/residue.def"
#undef BLOCK
};

#define TAG_MOST 200 /* bytes of a tag with its attributes */
#define ENTITY_MOST 10

struct folding {
	struct arena *a;
	struct folded out;
	struct text t;
	struct str from;
	uint32_t blank_from; /* where the held-back blank begins */
	uint32_t begin;      /* held back, too: how the next thing begins */
	bool blank, hidden;  /* a blank is held back; a soft hyphen stood last */
	bool wide;           /* it is a tab or several blanks */
	bool line_end;       /* it holds a line end */
	bool plain;          /* a phrase: nothing belongs to a page */
	uint32_t point;      /* the number of the last point of a list: "2." */
};

/* ---- output --------------------------------------------------------------------------------------------- */

static void add_run(struct folding *f, uint32_t from, uint32_t to, bool copied)
{
	struct fold_run run = {(uint32_t)f->t.n, from, to, copied};
	assert(f->out.runs.at || f->out.runs.n == f->out.runs.cap);
	vec_push(f->a, &f->out.runs, run);
}

static char last_byte(const struct folding *f, size_t back)
{
	return f->t.n > back ? f->t.p[f->t.n - 1 - back] : 0;
}

/* The held-back blank, now that a word follows at `to`. */
static void settle_blank(struct folding *f, uint32_t to, bool word)
{
	bool joint = word && f->line_end && !(f->begin & FOLD_BULLET);
	if (!f->t.n || !f->blank)
		return;
	if (f->hidden && f->line_end)
		return;
	if (joint && last_byte(f, 0) == '-' && fold_is_word(last_byte(f, 1))) {
		f->t.p[f->t.n - 1] = FOLD_HYPHEN;
		return;
	}
	add_run(f, f->blank_from, to, false);
	text_putc(&f->t, joint && last_byte(f, 0) == '/' ? FOLD_GAP : ' ');
}

static void settle_marks(struct folding *f)
{
	uint32_t begin = f->begin | (f->wide ? FOLD_CELL : 0);
	if (begin)
		vec_push(f->a, &f->out.marks, ((struct fold_mark){(uint32_t)f->t.n, begin}));
	f->begin = 0;
	f->blank = f->wide = f->line_end = f->hidden = false;
}

/* The original from..to becomes n bytes. */
static void put(struct folding *f, uint32_t from, uint32_t to, const char *p, size_t n, bool copied)
{
	settle_blank(f, from, fold_is_word(p[0]));
	settle_marks(f);
	const struct fold_run *last = f->out.runs.n ? &vec_last(&f->out.runs) : NULL;
	if (copied && last && last->copied && last->to == from)
		vec_last(&f->out.runs).to = to;
	else
		add_run(f, from, to, copied);
	text_add(&f->t, p, n);
}

static void hold_blank(struct folding *f, uint32_t at)
{
	f->blank_from = f->blank ? f->blank_from : at;
	f->blank = true;
}

static void put_plain(struct folding *f, uint32_t from, uint32_t to, const char *plain)
{
	bool bullet = *plain == *BULLET_SIGN;
	f->begin |= bullet ? FOLD_BULLET : 0;
	if (bullet || strcmp(plain, " ") == 0)
		hold_blank(f, from);
	else if (*plain)
		put(f, from, to, plain, strlen(plain), false);
}

/* ---- signs ---------------------------------------------------------------------------------------------- */

static bool is_space(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);
	return c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP ||
	       cp == 0x85;
}

static bool is_mark(int32_t cp)
{
	return cp >= 0x300 && cp <= 0x36f;
}

/* The letter at p with the marks that follow it. */
static size_t cluster(const char *p, size_t n, int32_t first)
{
	size_t k = 0;
	int32_t cp = first;
	do
		k += utf8_step(p + k, n - k, &cp);
	while (k < n && utf8_step(p + k, n - k, &cp) && is_mark(cp));
	return k;
}

/* A letter beyond ASCII, or one with marks. */
static void put_letter(struct folding *f, uint32_t i, size_t n)
{
	struct str own = {f->from.p + i, n};
	utf8proc_int32_t wide[32];
	utf8proc_ssize_t count = n <= sizeof wide / sizeof *wide / 2
	                           ? utf8proc_decompose((const utf8proc_uint8_t *)own.p,
	                                                (utf8proc_ssize_t)n, wide, 30,
	                                                UTF8PROC_STABLE | UTF8PROC_COMPOSE)
	                           : -1;
	if (count >= 0 && count <= 30)
		count = utf8proc_reencode(wide, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (count <= 0 || count > 60 || ((size_t)count == n && memcmp(wide, own.p, n) == 0)) {
		put(f, i, i + (uint32_t)n, own.p, n, true);
		return;
	}
	char text[64];
	memcpy(text, wide, (size_t)count);
	put(f, i, i + (uint32_t)n, text, (size_t)count, false);
}

/* Beyond ASCII; bytes read. */
static size_t fold_wide(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	int32_t cp = 0;
	size_t step = utf8_step(p, n, &cp);
	if (!step) {
		put(f, i, i + 1, p, 1, true);
		return 1;
	}
	uint32_t to = i + (uint32_t)step;
	if (cp == 0x00AD)
		f->hidden = true;
	for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
		if (signs[k].cp == cp) {
			put_plain(f, i, to, signs[k].plain);
			return step;
		}
	if (is_space(cp)) {
		hold_blank(f, i);
	} else if (cp >= 0xE000 && cp <= 0xF8FF) {
		put_plain(f, i, to, BULLET_SIGN);
	} else {
		step = cluster(p, n, cp);
		put_letter(f, i, step);
	}
	return step;
}

/* ---- markup --------------------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_block(struct str name)
{
	for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++)
		if (str_eq(name, str_of(blocks[k])))
			return true;
	return false;
}

/* `<p>`, `</li>`, `<br/>`: bytes; 0: no tag. */
static size_t fold_tag(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	size_t k = n > 1 && p[1] == '/' ? 2 : 1, name = k;
	while (k < n && (is_letter(p[k]) || (k > name && p[k] >= '1' && p[k] <= '6')))
		k++;
	struct str tag = {p + name, k - name};
	bool ends = k < n && (p[k] == '>' || p[k] == '/' || p[k] == ' ' || p[k] == '\t');
	while (k < n && k < TAG_MOST && p[k] != '>' && p[k] != '<')
		k++;
	if (!tag.n || !ends || k >= n || p[k] != '>')
		return 0;
	if (is_block(tag)) {
		hold_blank(f, i);
		f->begin |= FOLD_BLANK | (str_eq(tag, STR("li")) && name == 1 ? FOLD_BULLET : 0);
	}
	return k + 1;
}

/* &#160; and &#xA0; */
static size_t fold_number(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	bool hex = n > 3 && (p[2] | 0x20) == 'x';
	size_t k = hex ? 3 : 2, from = k;
	int32_t cp = 0;
	for (; k < n && k < ENTITY_MOST; k++) {
		char c = (char)(p[k] | 0x20);
		int digit = p[k] >= '0' && p[k] <= '9' ? p[k] - '0'
		          : c >= 'a' && c <= 'f'       ? c - 'a' + 10
		                                       : 99;
		if (digit >= (hex ? 16 : 10))
			break;
		cp = cp * (hex ? 16 : 10) + digit;
	}
	utf8proc_uint8_t text[4];
	if (k == from || k >= n || p[k] != ';' || !utf8proc_codepoint_valid(cp) || cp < ' ')
		return 0;
	size_t own = (size_t)utf8proc_encode_char(cp, text);
	uint32_t to = i + (uint32_t)k + 1;
	for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
		if (signs[s].cp == cp) {
			put_plain(f, i, to, signs[s].plain);
			return k + 1;
		}
	if (cp == ' ' || is_space(cp))
		hold_blank(f, i);
	else
		put(f, i, to, (const char *)text, own, false);
	return k + 1;
}

static size_t fold_entity(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	if (n > 2 && p[1] == '#')
		return fold_number(f, i, n);
	size_t k = 1;
	while (k < n && k < ENTITY_MOST && is_letter(p[k]))
		k++;
	if (k >= n || p[k] != ';')
		return 0;
	for (size_t e = 0; e < sizeof entities / sizeof *entities; e++)
		if (str_eq((struct str){p + 1, k - 1}, str_of(entities[e].name))) {
			put_plain(f, i, i + (uint32_t)k + 1, entities[e].plain);
			return k + 1;
		}
	return 0;
}

/* ---- lines ---------------------------------------------------------------------------------------------- */

static size_t skip_blanks(struct str s)
{
	size_t n = 0;
	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
		n++;
	return n;
}

/* Bytes of "- ", "* ", "o " or of the #s of a heading before the words of a line. */
static size_t leading_sign(struct str line, bool *bullet)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == '#')
		n++;
	*bullet = false;
	if (n && n < line.n && line.p[n] == ' ')
		return n;
	if (!line.n || !strchr("-*o", line.p[0]))
		return 0;
	*bullet = line.n > 1 && (line.p[1] == ' ' || line.p[1] == '\t') &&
	          skip_blanks((struct str){line.p + 1, line.n - 1}) < line.n - 1;
	return *bullet ? 1 : 0; /* a dash alone is what stands there */
}

/* A tag, an entity, the stars of bold letters; 0: none of them. */
static size_t fold_markup(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	if (*p == '<')
		return fold_tag(f, i, n);
	if (*p == '&')
		return fold_entity(f, i, n);
	return n > 1 && p[0] == '*' && p[1] == '*' ? 2 : 0;
}

/* Whatever stands at the place; bytes read. */
static size_t fold_one(struct folding *f, uint32_t i, size_t n)
{
	const char *p = f->from.p + i;
	size_t used = fold_markup(f, i, n);
	if (used)
		return used;
	if ((unsigned char)*p >= 0x80)
		return fold_wide(f, i, n);
	if ((unsigned char)*p <= ' ' || *p == 0x7F) {
		f->wide |= *p == '\t' || (*p == ' ' && f->blank);
		hold_blank(f, i);
		return 1;
	}
	if (n > 1 && (unsigned char)p[1] >= 0xCC) {
		used = cluster(p, n, *p);
		put_letter(f, i, used);
		return used;
	}
	put(f, i, i + 1, p, 1, true);
	return 1;
}

static void fold_line(struct folding *f, struct str line)
{
	uint32_t at = (uint32_t)(line.p - f->from.p);
	for (size_t i = 0; i < line.n;)
		i += fold_one(f, at + (uint32_t)i, line.n - i);
}

/* "2. Next" behind "1. First", or a first one: a point of a list, whose number is text. */
static bool is_point(struct folding *f, struct str line)
{
	uint32_t number = 0;
	size_t n = 0;
	for (; n < line.n && n < 2 && line.p[n] >= '0' && line.p[n] <= '9'; n++)
		number = number * 10 + (uint32_t)(line.p[n] - '0');
	bool point = n && n + 2 < line.n && (line.p[n] == '.' || line.p[n] == ')') &&
	             line.p[n + 1] == ' ' && fold_is_capital(line, n + 2) &&
	             (number == 1 || number == f->point + 1);
	f->point = point ? number : f->point;
	return point;
}

/* A line with its leading signs; false where it is blank. */
static bool begin_line(struct folding *f, struct str *line)
{
	size_t blanks = skip_blanks(*line);
	uint32_t at = (uint32_t)(line->p - f->from.p);
	bool bullet;
	if (blanks == line->n)
		return false;
	hold_blank(f, at);
	f->wide = false;
	f->line_end = true;
	f->begin |= FOLD_LINE | (blanks ? FOLD_PAGE : 0);
	*line = (struct str){line->p + blanks, line->n - blanks};
	size_t sign = leading_sign(*line, &bullet);
	f->begin |= bullet || is_point(f, *line) ? FOLD_BULLET : 0;
	*line = (struct str){line->p + sign, line->n - sign};
	return true;
}

static void fold_lines(struct folding *f)
{
	struct arena scratch;
	arena_init(&scratch);
	const bool *skip = f->plain ? NULL : page_residue(&scratch, f->from);
	struct page_line line;
	uint32_t i = 0;
	for (size_t at = 0; page_next(f->from, &at, &line); i++) {
		f->begin |= line.breaks ? FOLD_PAGE : 0;
		if (skip && skip[i])
			f->begin |= FOLD_PAGE;
		else if (begin_line(f, &line.text))
			fold_line(f, line.text);
		else
			f->begin |= FOLD_BLANK;
	}
	arena_free(&scratch);
}

static struct folded fold(struct arena *a, struct str text, bool plain)
{
	struct folding f = {.a = a, .t = {.a = a}, .from = text, .plain = plain};
	f.begin = FOLD_BLANK | FOLD_PAGE;
	fold_lines(&f);
	f.out.text = (struct str){f.t.n ? f.t.p : "", f.t.n};
	return f.out;
}

struct folded fold_text(struct arena *a, struct str text)
{
	return fold(a, text, false);
}

struct str fold_phrase(struct arena *a, struct str phrase)
{
	return fold(a, phrase, true).text;
}
