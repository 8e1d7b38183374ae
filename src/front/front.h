/* SPDX-License-Identifier: MIT
 *
 * Inside the front floor: the state of one parse and what scanner, word pass, driver and grammar say to each
 * other. The way of a text: scanner.l cuts it into raw tokens; lex.c knows the words (keywords, phrases, `efter`
 * before a reference, rows of tables, brackets that match); parse.c pushes the tokens into the bison parser and
 * repairs what can be repaired (repair.c); value.c reads a token's value when it is pushed; the grammar's
 * actions build the tree with tree.c.
 */
#ifndef FRONT_FRONT_H
#define FRONT_FRONT_H

#include "base/map.h"
#include "front/parse.h"

#define FRONT_FINDINGS_LIMIT 200
#define FRONT_LOOK_AHEAD 4 /* how far driver and repairs look */
#define FRONT_NO_MATCH UINT32_MAX

/* A list of provisions' referrals, a period, … collected before the node that gets it exists. */
struct tail {
	VEC(struct referral) referrals;
};

struct number {
	struct num value;
	struct str digits;
};

/* The semantic values of bison's stack. */
union value {
	struct name name;
	struct prose prose;
	struct number number;
	int64_t integer;
	const char *para;
	enum rel rel;
	enum strength strength;
	enum tie tie;
	enum better better;
	struct day day;
	struct path path;
	struct ref ref;
	struct head_ref head_ref;
	struct referral referral;
	struct period *period;
	struct citation citation;
	struct choice choice;
	struct cell cell;
	struct cond cond;
	struct expr *expr;
	struct type *type;
	struct unit_ref *unit;
	struct per *per;
	struct table *table;
	struct row *row;
	struct body *body;
	struct bullet *bullet;
	struct provision *provision;
	struct block *block;
	struct answer *answer;
	struct header_entry *entry;
	struct rate_row *step;
	struct decl *decl;
	struct tail *tail;
	name_list *names;
	ref_list *refs;
	expr_list *exprs;
	cond_list *conds;
	citation_list *sources;
};

enum token_flag {
	TOKEN_FIRST = 1,   /* first on its line */
	TOKEN_MARGIN = 2,  /* … and at its very beginning */
	TOKEN_MADE_UP = 4, /* `{` of a table that the text lacks */
	TOKEN_LONE = 8,    /* `-` that stands for `mangler` */
	TOKEN_AFTER_BLANK = 16,
	TOKEN_UNCLOSED = 32, /* a string */
};

struct token {
	uint16_t kind; /* enum yytokentype */
	uint16_t flags;
	uint32_t lo, hi; /* offsets in the text */
	uint32_t aux;    /* words: name_id; brackets: index of the partner or FRONT_NO_MATCH */
};

typedef VEC(struct token) token_list;

struct words;

struct front {
	struct arena *a;
	struct arena work; /* tokens and buffers: given back when the file is read */
	struct intern *names;
	struct diags *d;
	const struct source *src;
	struct ast_file *file;
	const struct words *words;
	token_list tokens;
	uint32_t findings;
	/* the scanner */
	uint32_t at, blank_end, string_open;
	char string_quote; /* '"', '>' for » «, '~' for “ ” */
	bool line_begins;
	/* the driver */
	uint32_t i;         /* the token being pushed */
	VEC(uint32_t) open; /* indices of the `{` and `(` that were pushed and not closed */
	uint32_t prefixes;  /* `ikke` and `-` in a row */
	uint32_t decl_at;   /* index of the declaration word last pushed; FRONT_NO_MATCH */
	uint32_t marked;    /* one more than the index of the declaration word that has its MARK */
	uint32_t stuck;     /* error tokens pushed for one MARK or end: a guard */
	bool poison;        /* the provision being completed has junk behind it: its value is bad */
	bool skipping;      /* after a finding, until a token fits again */
	bool outside;       /* a heading outside every block has been reported */
};

static inline span front_span(const struct front *f, uint32_t lo, uint32_t hi)
{
	return (span){f->src->base + lo, f->src->base + hi};
}

static inline span token_span(const struct front *f, const struct token *t)
{
	return front_span(f, t->lo, t->hi);
}

static inline struct str token_text(const struct front *f, const struct token *t)
{
	return (struct str){f->src->text + t->lo, t->hi - t->lo};
}

/* False when the file has had its share of findings: front_room(f, at) && diag_…(…). */
bool front_room(struct front *f, span at);
#define REPORT(f, at, call) ((void)(front_room((f), (at)) && (call)))

/* ---- words.c: keywords.def as tables -------------------------------------------------------------------- */

enum word_class { WORD_R, WORD_C, WORD_P };

struct keyword {
	int token;
	enum word_class class;
	const char *text[2]; /* by enum lang; NULL */
};
extern const struct keyword keywords[];
extern const unsigned keyword_count;

const struct words *words_new(struct arena *a, struct intern *names, enum lang lang);
/* The token of the phrase that begins with tokens[i] (raw words); *n = how many words it has. 0: no keyword. */
int words_match(const struct words *w, const struct token *t, uint32_t left, uint32_t *n);
/* The keyword as the formatter writes it. */
const char *word_text(int token, enum lang lang);
/* The token of a word in a column, compared without case; 0 where it is none. */
int word_token(enum lang lang, struct str word);
/* The nearest keyword for which fits() holds (NULL: any); NULL where none is near. */
const struct keyword *word_nearest(enum lang lang, struct str word, bool (*fits)(void *, int),
                                   void *context);
bool token_is_declaration(int token);
bool token_is_contextual(int token);

/* ---- lex.c ---------------------------------------------------------------------------------------------- */

/* The whole text as tokens of the grammar in f->tokens, ended by FRONT_LOOK_AHEAD tokens of kind 0. */
void lex_file(struct front *f);
/* Called by the scanner. */
void lex_token(struct front *f, int kind, uint32_t lo, uint32_t hi);
bool lex_string_ends(const struct front *f, uint32_t at);
void lex_string(struct front *f, uint32_t hi, bool closed);
void lex_stray(struct front *f, uint32_t lo);

/* ---- value.c -------------------------------------------------------------------------------------------- */

/* The value of a token; reports what cannot be read in it. */
union value value_of(struct front *f, const struct token *t);
struct prose value_prose(struct front *f, const struct token *t);
uint32_t value_para_length(const struct front *f, uint32_t lo, uint32_t hi);
/* ---- character.c ---------------------------------------------------------------------------------------- */

/* Reports characters that may not stand in a name and returns its id; 0 where nothing is left. */
name_id value_name(struct front *f, uint32_t lo, uint32_t hi);
const char *character_name(struct arena *a, int32_t cp);
bool character_is_invisible(int32_t cp);
/* False where the text is no UTF-8 text file at all: reported. */
bool text_is_readable(struct front *f);

#endif
