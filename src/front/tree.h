/* SPDX-License-Identifier: MIT
 *
 * The constructors behind the grammar's actions: one call builds or completes one node. All nodes live in f->a.
 * They judge nothing but what only the spelling shows (`5 - 10`, `fra` without `til`).
 */
#ifndef FRONT_TREE_H
#define FRONT_TREE_H

#include "front/front.h"

#define NO_NAME ((struct name){0, SPAN_NONE})
#define NO_PROSE ((struct prose){{NULL, 0}, SPAN_NONE})
#define NO_PATH ((struct path){.at = SPAN_NONE})
#define NO_REF ((struct ref){.at = SPAN_NONE})
#define NO_DAY ((struct day){.at = SPAN_NONE})
#define NO_NUMBER ((struct number){NUM_BAD, {NULL, 0}})

/* Move a vec into one of the same item type that was declared elsewhere. */
#define VEC_MOVE(to, from) ((to)->at = (from)->at, (to)->n = (from)->n, (to)->cap = (from)->cap)

/* ---- tree_decl.c ---------------------------------------------------------------------------------------- */

void tree_add(struct front *f, struct decl *d); /* NULL: it was broken */
void tree_broken(struct front *f); /* the declaration last begun, if it was not added */
struct decl *tree_bad(struct front *f, enum decl_kind kind, span at);
struct decl *tree_decl(struct front *f); /* an empty one, to collect a list in */
struct decl *tree_named(struct front *f, enum decl_kind kind, span at, struct name name,
                        struct prose title);
struct decl *tree_titled(struct front *f, enum decl_kind kind, span at, struct prose title);
struct decl *tree_rate_ends(struct decl *head, struct decl *steps, span at);
struct decl *tree_title(struct decl *x, struct prose title, span at);
struct decl *tree_paragraph(struct front *f, span at, const char *para, struct prose title,
                            struct block *block);
struct decl *tree_unit(struct front *f, span at, struct name one, struct name many,
                       struct number factor, struct name of);
struct decl *tree_concept(struct front *f, span at, struct name name, struct expr *formula);
struct decl *tree_clause(struct front *f, span at, struct name name, bool supplementary,
                         struct block *block);
struct decl *tree_service(struct front *f, span at, struct name name, struct prose title);
struct decl *tree_service_under(struct front *f, struct decl *x, struct head_ref ref);
struct decl *tree_service_block(struct decl *x, struct block *block, span at);
struct decl *tree_broken_clause(struct front *f, span at, struct block *block);
struct decl *tree_broken_service(struct front *f, span at, struct block *block);
struct decl *tree_rule(struct front *f, enum decl_kind kind, span at, struct prose title,
                       struct expr *expr);
struct decl *tree_rule_cond(struct front *f, struct decl *x, struct cond cond, span at);
struct decl *tree_accept(struct front *f, span at, struct name code, struct path place,
                         struct ref ref);
struct decl *tree_accept_ends(struct decl *x, struct prose reason, struct prose minute,
                              int64_t until, span at);

struct decl *tree_header(struct front *f, enum decl_kind kind, span at, struct name name,
                         struct prose title, struct decl *entries);
struct decl *tree_broken_header(struct front *f, enum decl_kind kind, span at,
                                struct decl *entries);
struct decl *tree_entry(struct front *f, struct decl *list, struct header_entry *e);
struct header_entry *tree_entry_label(struct header_entry *e, struct name label, span at);
struct header_entry *tree_entry_text(struct front *f, struct prose text);
struct header_entry *tree_entry_number(struct front *f, struct number number);
struct header_entry *tree_entry_day(struct front *f, int64_t day, span at);
struct header_entry *tree_entry_name(struct front *f, struct name name);
struct header_entry *tree_entry_missing(struct front *f, struct expr *missing);
struct header_entry *tree_entry_refs(struct front *f, ref_list *refs);
struct header_entry *tree_entry_period(struct front *f, struct period *period);

/* ---- tree_input.c: inputs, types, units, rates, outcomes, examples ---------------------------------------- */

struct decl *tree_input(struct front *f, enum decl_kind kind, span at, struct name name,
                        struct type *type, struct prose question);
struct decl *tree_assessment(struct front *f, span at, struct name name, struct type *type,
                             struct decl *judges);
struct decl *tree_judge(struct front *f, struct decl *x, struct name name); /* NO_NAME: mangler */
struct decl *tree_phrase(struct front *f, struct decl *x, struct prose phrase, span at);
struct decl *tree_input_source(struct front *f, struct decl *x, struct citation c, span at);
struct decl *tree_rate(struct front *f, span at, struct name name, struct type *type,
                       struct path event);
struct decl *tree_step_add(struct front *f, struct decl *x, struct rate_row *row);
struct rate_row *tree_year(struct front *f, span at, int64_t year);
struct rate_row *tree_dates(struct front *f, span at, struct day from, struct day to);
struct rate_row *tree_step_value(struct rate_row *row, struct expr *value, span at);
struct rate_row *tree_step_source(struct front *f, struct rate_row *row, struct citation c,
                                  span at);
struct rate_row *tree_step_unverified(struct rate_row *row, span at);
struct decl *tree_outcome(struct front *f, span at, struct name name, struct type *type,
                          struct prose title);
struct decl *tree_outcome_flag(struct decl *x, int token, struct expr *when, span at);

struct type *tree_type(struct front *f, enum type_kind kind, span at);
struct type *tree_type_unit(struct front *f, struct unit_ref *unit, struct expr *from,
                            struct expr *to, span at);
struct type *tree_type_ends(struct type *t, struct unit_ref *unit, span at);
struct type *tree_choice(struct front *f, struct type *t, struct choice c);
struct choice tree_choice_name(struct front *f, struct name name);
struct choice tree_choice_not(struct front *f, span at);
struct choice tree_choice_number(struct number number, span at);
struct unit_ref *tree_unit_ref(struct front *f, struct name unit);
struct unit_ref *tree_unit_per(struct front *f, struct unit_ref *u, struct name unit, span at);
struct name tree_percent(struct front *f, span at);

struct decl *tree_example(struct front *f, span at, struct prose title, struct decl *lines);
struct decl *tree_line(struct front *f, struct decl *x, enum example_kind kind, struct path path,
                       struct name label, struct answer *answer, span at);
struct answer *tree_answer_body(struct front *f, enum answer_kind kind, struct body *body, span at);
struct answer *tree_answer(struct front *f, enum answer_kind kind, name_list *names, span at);
struct answer *tree_bad_answer(struct front *f, span at);
struct answer *tree_referred(struct answer *x, struct tail *targets, span at);
struct answer *tree_unclear(struct front *f, struct name name, struct answer *readings, span at);
struct answer *tree_reading(struct front *f, struct answer *list, struct name reading,
                            struct answer *answer, span at);

/* ---- tree_provision.c ----------------------------------------------------------------------------------- */

struct block *tree_block(struct block *items, span open, span close);
struct block *tree_items(struct front *f);
struct block *tree_item(struct front *f, struct block *b, struct name label, struct provision *p);
struct block *tree_item_with(struct front *f, struct block *b, name_list *names, span at);
struct provision *tree_provision(struct front *f, struct body *body,
                                 span at); /* body NULL: none yet */
struct provision *tree_bad_provision(struct front *f, span at);
struct provision *tree_exception(struct front *f, struct provision *p, struct provision *dog,
                                 span at);
struct provision *tree_exceptions(struct provision *p, struct provision *dogs, span at);
struct provision *tree_spans(struct provision *p, span at);
struct provision *tree_clause_cond(struct front *f, struct provision *p, struct cond cond, span at);
struct provision *tree_clause_valid(struct front *f, struct provision *p, struct period *period,
                                    span at);
struct provision *tree_clause_under(struct front *f, struct provision *p, ref_list *refs, span at);
struct provision *tree_clause_referral(struct front *f, struct provision *p, struct tail *targets,
                                       span at);
struct provision *tree_clause_unverified(struct provision *p, span at);
struct provision *tree_clause_source(struct front *f, struct provision *p, struct citation c,
                                     span at);
struct body *tree_body(struct front *f, struct expr *value, struct table *table, span at);
struct body *tree_strength(struct body *b, enum strength strength, span at);
struct tail *tree_targets(struct front *f, struct tail *list, struct referral target);
ref_list *tree_refs(struct front *f, ref_list *list, struct ref ref);
struct period *tree_period(struct front *f, struct day from, struct day to, span at);
struct table *tree_table(struct front *f, struct path column, span at);
struct table *tree_column(struct front *f, struct table *t, struct path column);
struct table *tree_rows(struct front *f);
struct table *tree_table_rows(struct table *t, struct table *rows, span at);
struct table *tree_row_add(struct front *f, struct table *t, struct row *row);
struct row *tree_row(struct front *f, struct cell cell, span at);
struct row *tree_cell(struct front *f, struct row *row, struct cell cell, span at);
struct cell tree_cell_value(struct body *limit, span at);

/* ---- tree_expr.c ---------------------------------------------------------------------------------------- */

struct expr *tree_expr(struct front *f, enum expr_kind kind, span at);
struct expr *tree_bad_expr(struct front *f, span at);
struct expr *tree_quantity(struct front *f, span at, struct number number);
struct expr *tree_missing(struct front *f, struct prose vague, span at);
struct day tree_day_missing(const struct expr *missing);
struct expr *tree_with_unit(struct expr *e, struct name unit, span at);
struct expr *tree_quantity_per(struct front *f, struct expr *e, struct per *per, span at);
struct per *tree_per(struct front *f, struct expr *amount, struct name unit, bool rolling, span at);
struct expr *tree_date(struct front *f, enum expr_kind kind, span at, int64_t value);
struct expr *tree_string(struct front *f, struct prose text);
struct expr *tree_inner(struct front *f, enum expr_kind kind, span at, struct expr *inner);
struct expr *tree_binary(struct front *f, char op, struct expr *left, struct expr *right, span at);
struct expr *tree_share(struct front *f, struct expr *percent, span sign, struct expr *of, span at);
struct expr *tree_path_expr(struct front *f, struct path path, struct path at_event, span at);
struct expr *tree_path_at(struct front *f, struct path path, struct referral event, span at);
struct expr *tree_call(struct front *f, struct name name, expr_list *args, span at);
struct expr *tree_rate_use(struct front *f, struct name name, span at);
struct expr *tree_turns(struct front *f, struct expr *quantity, span at);
struct expr *tree_assessed(struct front *f, struct name by, struct expr *missing, span at);
struct expr *tree_moment(struct front *f, struct expr *length, bool before, struct referral event,
                         span at);
struct expr *tree_moment_assessed(struct front *f, struct expr *length, span phrase, span at);
struct expr *tree_compare(struct front *f, struct expr *left, enum rel rel, struct expr *right,
                          span at);
struct expr *tree_range(struct front *f, struct expr *from, struct expr *to,
                        span at);                                  /* to NULL: reported */
struct expr *tree_range_open(struct front *f, struct expr *range); /* reports the open one */
struct expr *tree_range_left(struct front *f, struct expr *left, struct expr *range, span at);
struct expr *tree_in(struct front *f, struct expr *left, enum rel rel, expr_list *items, span at);
struct expr *tree_covered(struct front *f, struct name name, span at);
struct expr *tree_chain(struct front *f, struct expr *left, bool is_or, struct expr *right,
                        span at);
struct expr *tree_round(struct front *f, struct expr *value, struct expr *step, enum tie tie,
                        span at);
struct expr *tree_convert(struct front *f, struct expr *value, struct unit_ref *unit, span at);
struct expr *tree_group_head(struct front *f, enum group_kind kind, span at);
struct expr *tree_group_count(struct front *f, enum rel rel, struct number count, span at);
struct expr *tree_bullets(struct front *f, struct expr *list, struct bullet *bullet);
struct expr *tree_group(struct front *f, struct expr *head, struct expr *bullets, span at);
struct bullet *tree_bullet(struct front *f, struct expr *expr, span at);
struct bullet *tree_bullet_cond(struct front *f, struct bullet *b, struct cond cond, span at);
struct bullet *tree_bullet_source(struct front *f, struct bullet *b, struct citation c, span at);
expr_list *tree_exprs(struct front *f, expr_list *list, struct expr *expr);
struct path tree_path(struct front *f, struct path *path, struct name name, span at);
name_list *tree_names(struct front *f, name_list *list, struct name name);
struct name tree_contextual(struct front *f, span at);

#endif
