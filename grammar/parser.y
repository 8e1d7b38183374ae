/* SPDX-License-Identifier: MIT
 *
 * The surface of niveau (docs/language.md), one grammar for both columns. Value, condition, table cell and formula are one
 * nonterminal: a comparison may lack its left side. No conflict, no precedence, no mid-rule action; every list is
 * left-recursive. Each action is one call into front/tree.c. What is wrong is repaired around the parser
 * (front/repair.c); the `error` rules here are where it picks up again after the driver has pushed an error token. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.location.type {span}
%define api.value.type {union value}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.header.include {"parser.h"}
%define lr.type ielr
%define lr.default-reduction accepting
%define parse.lac full
%define parse.error custom
%define parse.trace
%locations
%expect 0
%parse-param { struct front *f }

%code requires {
#include "front/front.h"
}

%code {
#include "front/push.h"
#include "front/tree.h"

/* The first part that is not empty begins the whole; an empty whole stands behind what is before it. */
static span span_over(const span *rhs, int n)
{
	int k = 1;
	while (k < n && rhs[k].lo == rhs[k].hi)
		k++;
	return n ? (span){rhs[k].lo, rhs[n].hi} : (span){rhs[0].hi, rhs[0].hi};
}
#define YYLLOC_DEFAULT(current, rhs, n) ((current) = span_over((rhs), (n)))
#define YYINITDEPTH 1000
#define YYMAXDEPTH 20000

static void yyerror(span *at, struct front *f, const char *text);
}

/* contextual words */
%token CATALOGUE LAW MODULE USE UNIT ACTOR FACT ASSESSMENT UNCLEAR CONCEPT OUTCOME CLAUSE SERVICE GIVEN ALWAYS NEVER
%token EXAMPLE ACCEPT SEVERAL REQUIRED ROLLING SUPPLEMENTARY AS
/* reserved words and phrases */
%token RATE ABOUT_CASE BEST_HIGHEST BEST_LOWEST BEST_EARLIEST BEST_LATEST
%token AND OR NOT IS AT_LEAST AT_MOST ABOVE BELOW REACHED EXACTLY LATEST EARLIEST TURNS TYPICALLY AS_A_RULE MANDATORY
%token FROM TO PER BY AT AFTER UNDER BEFORE WHEN UNLESS VALID EXCEPT SOURCE WITH GIVES USED ALL ONLY_ALL ANY_OF TABLE
%token OTHERWISE YES NO MISSING COVERED ASSESSED REFERRED UNVERIFIED UNDETERMINED OUTSIDE CONFLICT MAIN_RULE LEFT
%token ROUNDED CONVERTED HALF_UP HALF_DOWN LESS_EQUAL GREATER_EQUAL
%token LBRACE "{" RBRACE "}" LPAREN "(" RPAREN ")" COMMA "," DOT "." COLON ":" BAR "|" STAR "*"
%token SLASH "/" PLUS "+" MINUS "-" PERCENT "%" LESS "<" GREATER ">" EQUAL "="
/* From the driver: MARK, a declaration begins here; END, what stands before is complete; ROW, a line of a table ends;
 * BROKEN, to be skipped. PARA stays the last of all (see front/push.h). */
%token MARK END ROW BROKEN BULLET
%token <name> NAME LABEL
%token <number> NUMBER
%token <integer> YEAR DATE CLOCK
%token <prose> STRING
%token <para> PARA

%type <name> name new uname judge
%type <prose> title
%type <path> path
%type <referral> target event
%type <ref> ref
%type <head_ref> head_ref
%type <day> day
%type <period> period
%type <citation> source
%type <choice> choice
%type <cell> cell
%type <cond> cond
%type <rel> rel
%type <expr> num missing amount quantity atom factor product term moment range group group_head bullets test unary expr
%type <expr> formula value
%type <exprs> exprs set
%type <type> type choices unordered ordered
%type <unit> unit
%type <per> per
%type <table> table table_head rows
%type <row> row cells
%type <body> body content limit
%type <bullet> bullet
%type <provision> provision clauses dog dogs
%type <block> block items
%type <answer> answer readings
%type <entry> entry header_value
%type <decl> decl header entries input input_head phrased assessed judges rate_head steps outcome service_head rule examples
%type <step> step step_head
%type <tail> targets
%type <names> names
%type <refs> refs

%%

file
	: %empty
	| file MARK
	| file decl { tree_add(f, $decl); }
	| file error { tree_broken(f); }
	;

/* ---- declarations ---------------------------------------------------------------------------------------- */

decl
	: header
	| PARA title block { $$ = tree_paragraph(f, @$, $PARA, $title, $block); }
	| MODULE name title { $$ = tree_named(f, DECL_MODULE, @$, $name, $title); }
	| USE name { $$ = tree_named(f, DECL_USE, @$, $name, NO_PROSE); }
	| UNIT NAME { $$ = tree_unit(f, @$, $NAME, NO_NAME, NO_NUMBER, NO_NAME); }
	| UNIT NAME[one] "/" NAME[many] { $$ = tree_unit(f, @$, $one, $many, NO_NUMBER, NO_NAME); }
	| UNIT NAME[one] "=" NUMBER uname[of] { $$ = tree_unit(f, @$, $one, NO_NAME, $NUMBER, $of); }
	| UNIT NAME[one] "/" NAME[many] "=" NUMBER uname[of] { $$ = tree_unit(f, @$, $one, $many, $NUMBER, $of); }
	| ACTOR name title { $$ = tree_named(f, DECL_ACTOR, @$, $name, $title); }
	| input
	| CONCEPT new formula { $$ = tree_concept(f, @$, $new, $formula); }
	| rate_head "{" steps "}" { $$ = tree_rate_ends($rate_head, $steps, @$); }
	| rate_head error "{" steps "}" { $$ = tree_rate_ends($rate_head, $steps, @$); }
	| rate_head error { $$ = tree_bad(f, DECL_RATE, @$); }
	| outcome
	| CLAUSE name block { $$ = tree_clause(f, @$, $name, false, $block); }
	| CLAUSE name SUPPLEMENTARY block { $$ = tree_clause(f, @$, $name, true, $block); }
	| service_head block { $$ = tree_service_block($service_head, $block, @$); }
	| service_head error block { $$ = tree_service_block($service_head, $block, @$); }
	| service_head error { $$ = tree_bad(f, DECL_SERVICE, @$); }
	| rule
	| ALWAYS STRING ":" expr { $$ = tree_rule(f, DECL_ALWAYS, @$, $STRING, $expr); }
	| NEVER STRING ":" expr { $$ = tree_rule(f, DECL_NEVER, @$, $STRING, $expr); }
	| EXAMPLE STRING "{" examples "}" { $$ = tree_example(f, @$, $STRING, $examples); }
	| ACCEPT name AT path STRING[why] BY STRING[minute] TO DATE
		{ $$ = tree_accept_ends(tree_accept(f, @$, $name, $path, NO_REF), $why, $minute, $DATE, @DATE); }
	| ACCEPT name AT ref STRING[why] BY STRING[minute] TO DATE
		{ $$ = tree_accept_ends(tree_accept(f, @$, $name, NO_PATH, $ref), $why, $minute, $DATE, @DATE); }
	| CATALOGUE error "{" entries "}" { $$ = tree_broken_header(f, DECL_CATALOGUE, @$, $entries); }
	| LAW error "{" entries "}" { $$ = tree_broken_header(f, DECL_LAW, @$, $entries); }
	| CATALOGUE error { $$ = tree_bad(f, DECL_CATALOGUE, @$); }
	| LAW error { $$ = tree_bad(f, DECL_LAW, @$); }
	| PARA error { $$ = tree_bad(f, DECL_PARAGRAPH, @$); }
	| PARA error block { $$ = tree_paragraph(f, @$, $PARA, NO_PROSE, $block); }
	| MODULE error { $$ = tree_bad(f, DECL_MODULE, @$); }
	| USE error { $$ = tree_bad(f, DECL_USE, @$); }
	| UNIT error { $$ = tree_bad(f, DECL_UNIT, @$); }
	| ACTOR error { $$ = tree_bad(f, DECL_ACTOR, @$); }
	| FACT error { $$ = tree_bad(f, DECL_FACT, @$); }
	| ASSESSMENT error { $$ = tree_bad(f, DECL_ASSESSMENT, @$); }
	| UNCLEAR error { $$ = tree_bad(f, DECL_UNCLEAR, @$); }
	| CONCEPT error { $$ = tree_bad(f, DECL_CONCEPT, @$); }
	| RATE error { $$ = tree_bad(f, DECL_RATE, @$); }
	| OUTCOME error { $$ = tree_bad(f, DECL_OUTCOME, @$); }
	| CLAUSE error { $$ = tree_bad(f, DECL_CLAUSE, @$); }
	| CLAUSE error block { $$ = tree_broken_clause(f, @$, $block); }
	| SERVICE error { $$ = tree_bad(f, DECL_SERVICE, @$); }
	| SERVICE error block { $$ = tree_broken_service(f, @$, $block); }
	| GIVEN error { $$ = tree_bad(f, DECL_GIVEN, @$); }
	| ALWAYS error { $$ = tree_bad(f, DECL_ALWAYS, @$); }
	| NEVER error { $$ = tree_bad(f, DECL_NEVER, @$); }
	| EXAMPLE error { $$ = tree_bad(f, DECL_EXAMPLE, @$); }
	| EXAMPLE error "{" examples "}" { $$ = tree_example(f, @$, NO_PROSE, $examples); }
	| ACCEPT error { $$ = tree_bad(f, DECL_ACCEPT, @$); }
	;

new
	: LABEL
	| name ":"
	;

title
	: %empty { $$ = NO_PROSE; }
	| STRING
	;

header
	: CATALOGUE name title "{" entries "}" { $$ = tree_header(f, DECL_CATALOGUE, @$, $name, $title, $entries); }
	| LAW name title "{" entries "}" { $$ = tree_header(f, DECL_LAW, @$, $name, $title, $entries); }
	;

entries
	: %empty { $$ = tree_decl(f); }
	| entries entry { $$ = tree_entry(f, $1, $entry); }
	| entries END
	| entries error
	;

entry
	: LABEL header_value { $$ = tree_entry_label($header_value, $LABEL, @$); }
	| LABEL error { $$ = tree_entry_label(tree_entry_missing(f, tree_missing(f, NO_PROSE, @error)), $LABEL, @$); }
	;

header_value
	: STRING { $$ = tree_entry_text(f, $STRING); }
	| NUMBER { $$ = tree_entry_number(f, $NUMBER); }
	| DATE { $$ = tree_entry_day(f, $DATE, @$); }
	| name { $$ = tree_entry_name(f, $name); }
	| missing { $$ = tree_entry_missing(f, $missing); }
	| refs { $$ = tree_entry_refs(f, $refs); }
	| period { $$ = tree_entry_period(f, $period); }
	;

input
	: input_head
	| phrased
	| input source { $$ = tree_input_source(f, $1, $source, @$); }
	;

input_head
	: FACT new type title { $$ = tree_input(f, DECL_FACT, @$, $new, $type, $title); }
	| assessed title { $$ = tree_title($assessed, $title, @$); }
	| UNCLEAR new type title { $$ = tree_input(f, DECL_UNCLEAR, @$, $new, $type, $title); }
	;

phrased
	: input_head AS STRING { $$ = tree_phrase(f, $1, $STRING, @$); }
	| phrased "/" STRING { $$ = tree_phrase(f, $1, $STRING, @$); }
	;

assessed
	: ASSESSMENT new type { $$ = tree_input(f, DECL_ASSESSMENT, @$, $new, $type, NO_PROSE); }
	| ASSESSMENT new type BY judges { $$ = tree_assessment(f, @$, $new, $type, $judges); }
	;

judges
	: judge { $$ = tree_judge(f, tree_decl(f), $judge); }
	| judges OR judge { $$ = tree_judge(f, $1, $judge); }
	;

/* The string after `mangler` is the question here. */
judge
	: name
	| MISSING { $$ = NO_NAME; }
	;

rate_head
	: RATE new type { $$ = tree_rate(f, @$, $new, $type, NO_PATH); }
	| RATE new type AT path { $$ = tree_rate(f, @$, $new, $type, $path); }
	;

steps
	: %empty { $$ = tree_decl(f); }
	| steps step { $$ = tree_step_add(f, $1, $step); }
	| steps END
	| steps error
	;

step
	: step_head term { $$ = tree_step_value($step_head, $term, @$); }
	| step source { $$ = tree_step_source(f, $1, $source, @$); }
	| step UNVERIFIED { $$ = tree_step_unverified($1, @$); }
	| YEAR error { $$ = tree_step_value(tree_year(f, @$, $YEAR), tree_bad_expr(f, @error), @$); }
	| FROM error { $$ = NULL; }
	;

step_head
	: YEAR { $$ = tree_year(f, @$, $YEAR); }
	| FROM day ":" { $$ = tree_dates(f, @$, $day, NO_DAY); }
	| FROM day[from] TO day[to] ":" { $$ = tree_dates(f, @$, $from, $to); }
	;

outcome
	: OUTCOME new type title { $$ = tree_outcome(f, @$, $new, $type, $title); }
	| outcome ABOUT_CASE { $$ = tree_outcome_flag($1, TOK_ABOUT_CASE, NULL, @$); }
	| outcome SEVERAL { $$ = tree_outcome_flag($1, TOK_SEVERAL, NULL, @$); }
	| outcome BEST_HIGHEST { $$ = tree_outcome_flag($1, TOK_BEST_HIGHEST, NULL, @$); }
	| outcome BEST_LOWEST { $$ = tree_outcome_flag($1, TOK_BEST_LOWEST, NULL, @$); }
	| outcome BEST_EARLIEST { $$ = tree_outcome_flag($1, TOK_BEST_EARLIEST, NULL, @$); }
	| outcome BEST_LATEST { $$ = tree_outcome_flag($1, TOK_BEST_LATEST, NULL, @$); }
	| outcome REQUIRED { $$ = tree_outcome_flag($1, TOK_REQUIRED, NULL, @$); }
	| outcome REQUIRED WHEN expr { $$ = tree_outcome_flag($1, TOK_REQUIRED, $expr, @$); }
	;

service_head
	: SERVICE name title { $$ = tree_service(f, @$, $name, $title); }
	| service_head UNDER head_ref { $$ = tree_service_under(f, $1, $head_ref); }
	| service_head "," head_ref { $$ = tree_service_under(f, $1, $head_ref); }
	;

head_ref
	: ref { $$ = (struct head_ref){$ref, NULL}; }
	| ref WHEN expr { $$ = (struct head_ref){$ref, $expr}; }
	;

rule
	: GIVEN STRING ":" expr { $$ = tree_rule(f, DECL_GIVEN, @$, $STRING, $expr); }
	| rule cond { $$ = tree_rule_cond(f, $1, $cond, @$); }
	;

/* ---- types and units ------------------------------------------------------------------------------------- */

type
	: YES "/" NO { $$ = tree_type(f, TYPE_YES_NO, @$); }
	| ACTOR { $$ = tree_type(f, TYPE_ACTOR, @$); }
	| SERVICE { $$ = tree_type(f, TYPE_SERVICE, @$); }
	| unit { $$ = tree_type_unit(f, $unit, NULL, NULL, @$); }
	| unit FROM num[from] TO num[to] { $$ = tree_type_unit(f, $unit, $from, $to, @$); }
	| ANY_OF "{" choices "}" { $$ = tree_type_ends($choices, NULL, @$); }
	| ANY_OF "{" choices "}" unit { $$ = tree_type_ends($choices, $unit, @$); }
	;

choices
	: choice { $$ = tree_choice(f, tree_type(f, TYPE_ONE_OF, @$), $choice); }
	| unordered "," choice { $$ = tree_choice(f, $1, $choice); }
	| ordered "<" choice { $$ = tree_choice(f, $1, $choice); $$->ordered = true; }
	;

unordered
	: choice { $$ = tree_choice(f, tree_type(f, TYPE_ONE_OF, @$), $choice); }
	| unordered "," choice { $$ = tree_choice(f, $1, $choice); }
	;

ordered
	: choice { $$ = tree_choice(f, tree_type(f, TYPE_ONE_OF, @$), $choice); }
	| ordered "<" choice { $$ = tree_choice(f, $1, $choice); }
	;

choice
	: name { $$ = tree_choice_name(f, $name); }
	| NOT { $$ = tree_choice_not(f, @$); }
	| NUMBER { $$ = tree_choice_number($NUMBER, @$); }
	;

num
	: NUMBER { $$ = tree_quantity(f, @$, $NUMBER); }
	| "-" NUMBER { $$ = tree_inner(f, EXPR_NEG, @$, tree_quantity(f, @NUMBER, $NUMBER)); }
	| DATE { $$ = tree_date(f, EXPR_DATE, @$, $DATE); }
	| CLOCK { $$ = tree_date(f, EXPR_CLOCK, @$, $CLOCK); }
	;

unit
	: uname { $$ = tree_unit_ref(f, $uname); }
	| unit PER uname { $$ = tree_unit_per(f, $1, $uname, @$); }
	;

/* A unit is never a keyword. */
uname
	: NAME
	| "%" { $$ = tree_percent(f, @$); }
	;

/* ---- provisions ------------------------------------------------------------------------------------------ */

block
	: "{" items "}" { $$ = tree_block($items, @1, @3); }
	;

items
	: %empty { $$ = tree_items(f); }
	| items LABEL provision { $$ = tree_item(f, $1, $LABEL, $provision); }
	| items LABEL error { $$ = tree_item(f, $1, $LABEL, tree_bad_provision(f, @error)); }
	| items WITH names { $$ = tree_item_with(f, $1, $names, @WITH); }
	| items END
	| items error
	;

provision
	: clauses
	| provision dog { $$ = tree_exception(f, $1, $dog, @$); }
	;

clauses
	: body { $$ = tree_provision(f, $body, @$); }
	| clauses cond { $$ = tree_clause_cond(f, $1, $cond, @$); }
	| clauses VALID period { $$ = tree_clause_valid(f, $1, $period, @$); }
	| clauses UNDER refs { $$ = tree_clause_under(f, $1, $refs, @$); }
	| clauses REFERRED targets { $$ = tree_clause_referral(f, $1, $targets, @$); }
	| clauses UNVERIFIED { $$ = tree_clause_unverified($1, @$); }
	| clauses source { $$ = tree_clause_source(f, $1, $source, @$); }
	;

dog
	: EXCEPT clauses { $$ = tree_spans($clauses, @$); }
	| EXCEPT clauses "{" dogs "}" { $$ = tree_exceptions($clauses, $dogs, @$); }
	| EXCEPT error { $$ = tree_bad_provision(f, @$); }
	;

dogs
	: dog { $$ = tree_exception(f, tree_provision(f, NULL, @$), $dog, @$); }
	| dogs dog { $$ = tree_exception(f, $1, $dog, @$); }
	;

body
	: content
	| TYPICALLY content { $$ = tree_strength($content, STRENGTH_TYPICAL, @$); }
	| AS_A_RULE content { $$ = tree_strength($content, STRENGTH_AS_A_RULE, @$); }
	| MANDATORY content { $$ = tree_strength($content, STRENGTH_MANDATORY, @$); }
	;

content
	: value { $$ = tree_body(f, $value, NULL, @$); }
	| table { $$ = tree_body(f, NULL, $table, @$); }
	;

limit
	: value { $$ = tree_body(f, $value, NULL, @$); }
	| TYPICALLY value { $$ = tree_strength(tree_body(f, $value, NULL, @$), STRENGTH_TYPICAL, @$); }
	| AS_A_RULE value { $$ = tree_strength(tree_body(f, $value, NULL, @$), STRENGTH_AS_A_RULE, @$); }
	| MANDATORY value { $$ = tree_strength(tree_body(f, $value, NULL, @$), STRENGTH_MANDATORY, @$); }
	;

value
	: formula
	| NOT { $$ = tree_expr(f, EXPR_NOT_APPLY, @$); }
	;

cond
	: WHEN expr { $$ = (struct cond){@$, false, $expr}; }
	| UNLESS expr { $$ = (struct cond){@$, true, $expr}; }
	;

source
	: SOURCE STRING { $$ = (struct citation){@$, $STRING, NO_PROSE}; }
	| SOURCE STRING[heading] ":" STRING[phrase] { $$ = (struct citation){@$, $heading, $phrase}; }
	;

targets
	: target { $$ = tree_targets(f, NULL, $target); }
	| targets "," target { $$ = tree_targets(f, $1, $target); }
	;

target
	: path { $$ = (struct referral){.at = @$, .path = $path}; }
	| ref { $$ = (struct referral){.at = @$, .ref = $ref}; }
	| missing { $$ = (struct referral){.at = @$, .missing = true, .vague = $missing->u.quantity.vague}; }
	;

ref
	: PARA { $$ = (struct ref){@$, NO_NAME, $PARA}; }
	| name PARA { $$ = (struct ref){@$, $name, $PARA}; }
	;

refs
	: ref { $$ = tree_refs(f, NULL, $ref); }
	| refs "," ref { $$ = tree_refs(f, $1, $ref); }
	;

period
	: FROM day { $$ = tree_period(f, $day, NO_DAY, @$); }
	| FROM day[from] TO day[to] { $$ = tree_period(f, $from, $to, @$); }
	| TO day { $$ = tree_period(f, NO_DAY, $day, @$); }
	;

day
	: DATE { $$ = (struct day){.at = @$, .given = true, .day = $DATE}; }
	| missing { $$ = tree_day_missing($missing); }
	;

table
	: table_head "{" rows "}" { $$ = tree_table_rows($table_head, $rows, @$); }
	;

table_head
	: TABLE path { $$ = tree_table(f, $path, @$); }
	| table_head "," path { $$ = tree_column(f, $1, $path); }
	;

rows
	: %empty { $$ = tree_rows(f); }
	| rows row ROW { $$ = tree_row_add(f, $1, $row); }
	| rows ROW
	| rows error ROW
	;

row
	: cells
	| cells "|"
	;

cells
	: cell { $$ = tree_row(f, $cell, @$); }
	| "|" cell { $$ = tree_row(f, $cell, @$); }
	| cells "|" cell { $$ = tree_cell(f, $1, $cell, @$); }
	;

cell
	: "*" { $$ = (struct cell){.kind = CELL_ANY, .at = @$}; }
	| OTHERWISE { $$ = (struct cell){.kind = CELL_OTHERWISE, .at = @$}; }
	| limit { $$ = tree_cell_value($limit, @$); }
	;

/* ---- examples -------------------------------------------------------------------------------------------- */

examples
	: %empty { $$ = tree_decl(f); }
	| examples LABEL answer { $$ = tree_line(f, $1, EXAMPLE_INPUT, NO_PATH, $LABEL, $answer, @LABEL); }
	| examples GIVES path "." LABEL answer { $$ = tree_line(f, $1, EXAMPLE_GIVES, $path, $LABEL, $answer, @GIVES); }
	| examples USED path "." LABEL answer { $$ = tree_line(f, $1, EXAMPLE_USED, $path, $LABEL, $answer, @USED); }
	| examples LABEL error { $$ = tree_line(f, $1, EXAMPLE_INPUT, NO_PATH, $LABEL, tree_bad_answer(f, @error), @LABEL); }
	| examples GIVES error
	| examples USED error
	| examples END
	| examples error
	;

answer
	: limit { $$ = tree_answer_body(f, ANSWER_VALUE, $limit, @$); }
	| LEFT limit { $$ = tree_answer_body(f, ANSWER_LEFT, $limit, @$); }
	| MAIN_RULE limit { $$ = tree_answer_body(f, ANSWER_MAIN_RULE, $limit, @$); }
	| UNDETERMINED names { $$ = tree_answer(f, ANSWER_UNDETERMINED, $names, @$); }
	| CONFLICT { $$ = tree_answer(f, ANSWER_CONFLICT, NULL, @$); }
	| OUTSIDE { $$ = tree_answer(f, ANSWER_OUTSIDE, NULL, @$); }
	| OUTSIDE names { $$ = tree_answer(f, ANSWER_OUTSIDE, $names, @$); }
	| OUTSIDE REFERRED targets { $$ = tree_referred(tree_answer(f, ANSWER_OUTSIDE, NULL, @$), $targets, @$); }
	| OUTSIDE names REFERRED targets { $$ = tree_referred(tree_answer(f, ANSWER_OUTSIDE, $names, @$), $targets, @$); }
	| UNCLEAR name "{" readings "}" { $$ = tree_unclear(f, $name, $readings, @$); }
	;

readings
	: LABEL answer { $$ = tree_reading(f, NULL, $LABEL, $answer, @$); }
	| LABEL error { $$ = tree_reading(f, NULL, $LABEL, tree_bad_answer(f, @error), @$); }
	| readings LABEL answer { $$ = tree_reading(f, $1, $LABEL, $answer, @LABEL); }
	| readings LABEL error { $$ = tree_reading(f, $1, $LABEL, tree_bad_answer(f, @error), @LABEL); }
	;

/* ---- expressions ----------------------------------------------------------------------------------------- */

formula
	: expr
	| formula ROUNDED quantity { $$ = tree_round(f, $1, $quantity, TIE_OPEN, @$); }
	| formula ROUNDED quantity HALF_UP { $$ = tree_round(f, $1, $quantity, TIE_UP, @$); }
	| formula ROUNDED quantity HALF_DOWN { $$ = tree_round(f, $1, $quantity, TIE_DOWN, @$); }
	| formula CONVERTED unit { $$ = tree_convert(f, $1, $unit, @$); }
	;

expr
	: unary
	| expr AND unary { $$ = tree_chain(f, $1, false, $unary, @$); }
	| expr OR unary { $$ = tree_chain(f, $1, true, $unary, @$); }
	;

unary
	: test
	| NOT unary[inner] { $$ = tree_inner(f, EXPR_NOT, @$, $inner); }
	;

test
	: moment
	| rel moment { $$ = tree_compare(f, NULL, $rel, $moment, @$); }
	| moment[left] rel moment[right] { $$ = tree_compare(f, $left, $rel, $right, @$); }
	| range { $$ = tree_range_open(f, $range); }
	| moment range { $$ = tree_range_left(f, $moment, $range, @$); }
	| rel set { $$ = tree_in(f, NULL, $rel, $set, @$); }
	| moment rel set { $$ = tree_in(f, $moment, $rel, $set, @$); }
	| COVERED name { $$ = tree_covered(f, $name, @$); }
	| group
	;

moment
	: term
	| term AFTER event { $$ = tree_moment(f, $term, false, $event, @$); }
	| term BEFORE event { $$ = tree_moment(f, $term, true, $event, @$); }
	| term ASSESSED { $$ = tree_moment_assessed(f, $term, @ASSESSED, @$); }
	;

event
	: path { $$ = (struct referral){.at = @$, .path = $path}; }
	| missing { $$ = (struct referral){.at = @$, .missing = true, .vague = $missing->u.quantity.vague}; }
	;

range
	: FROM moment[from] TO moment[to] { $$ = tree_range(f, $from, $to, @$); }
	| FROM moment { $$ = tree_range(f, $moment, NULL, @$); }
	;

rel
	: AT_LEAST { $$ = REL_AT_LEAST; }
	| GREATER_EQUAL { $$ = REL_AT_LEAST; }
	| AT_MOST { $$ = REL_AT_MOST; }
	| LESS_EQUAL { $$ = REL_AT_MOST; }
	| ABOVE { $$ = REL_ABOVE; }
	| ">" { $$ = REL_ABOVE; }
	| BELOW { $$ = REL_BELOW; }
	| "<" { $$ = REL_BELOW; }
	| REACHED { $$ = REL_REACHED; }
	| EXACTLY { $$ = REL_EXACTLY; }
	| LATEST { $$ = REL_LATEST; }
	| EARLIEST { $$ = REL_EARLIEST; }
	| IS { $$ = REL_IS; }
	| "=" { $$ = REL_IS; }
	| IS NOT { $$ = REL_IS_NOT; }
	;

set
	: ANY_OF "{" exprs "}" { $$ = $exprs; }
	| ANY_OF "(" exprs ")" { $$ = $exprs; }
	;

exprs
	: expr { $$ = tree_exprs(f, NULL, $expr); }
	| exprs "," expr { $$ = tree_exprs(f, $1, $expr); }
	;

group
	: group_head "{" bullets "}" { $$ = tree_group(f, $group_head, $bullets, @$); }
	;

group_head
	: ALL { $$ = tree_group_head(f, GROUP_ALL, @$); }
	| ONLY_ALL { $$ = tree_group_head(f, GROUP_ONLY_ALL, @$); }
	| ANY_OF { $$ = tree_group_head(f, GROUP_ANY, @$); }
	| rel NUMBER BY { $$ = tree_group_count(f, $rel, $NUMBER, @$); }
	;

bullets
	: bullet { $$ = tree_bullets(f, NULL, $bullet); }
	| bullets bullet { $$ = tree_bullets(f, $1, $bullet); }
	;

bullet
	: BULLET expr { $$ = tree_bullet(f, $expr, @$); }
	| BULLET error { $$ = tree_bullet(f, tree_bad_expr(f, @$), @$); }
	| bullet cond { $$ = tree_bullet_cond(f, $1, $cond, @$); }
	| bullet source { $$ = tree_bullet_source(f, $1, $source, @$); }
	;

term
	: product
	| term "+" product { $$ = tree_binary(f, '+', $1, $product, @$); }
	| term "-" product { $$ = tree_binary(f, '-', $1, $product, @$); }
	;

product
	: factor
	| product "*" factor { $$ = tree_binary(f, '*', $1, $factor, @$); }
	| product "/" factor { $$ = tree_binary(f, '/', $1, $factor, @$); }
	;

factor
	: atom
	| "-" factor[inner] { $$ = tree_inner(f, EXPR_NEG, @$, $inner); }
	| amount "%" BY factor[of] { $$ = tree_share(f, $amount, @2, $of, @$); }
	;

atom
	: quantity
	| DATE { $$ = tree_date(f, EXPR_DATE, @$, $DATE); }
	| CLOCK { $$ = tree_date(f, EXPR_CLOCK, @$, $CLOCK); }
	| STRING { $$ = tree_string(f, $STRING); }
	| YES { $$ = tree_expr(f, EXPR_YES, @$); }
	| NO { $$ = tree_expr(f, EXPR_NO, @$); }
	| path { $$ = tree_path_expr(f, $path, NO_PATH, @$); }
	| path AT event { $$ = tree_path_at(f, $path, $event, @$); }
	| name "(" exprs ")" { $$ = tree_call(f, $name, $exprs, @$); }
	| RATE name { $$ = tree_rate_use(f, $name, @$); }
	| "(" formula ")" { $$ = tree_inner(f, EXPR_PAREN, @$, $formula); }
	| TURNS quantity { $$ = tree_turns(f, $quantity, @$); }
	| ASSESSED { $$ = tree_assessed(f, NO_NAME, NULL, @$); }
	| ASSESSED BY name { $$ = tree_assessed(f, $name, NULL, @$); }
	| ASSESSED BY missing { $$ = tree_assessed(f, NO_NAME, $missing, @$); }
	;

quantity
	: amount
	| amount uname { $$ = tree_with_unit($amount, $uname, @$); }
	| quantity PER per { $$ = tree_quantity_per(f, $1, $per, @$); }
	;

amount
	: NUMBER { $$ = tree_quantity(f, @$, $NUMBER); }
	| missing
	;

missing
	: MISSING { $$ = tree_missing(f, NO_PROSE, @$); }
	| MISSING STRING { $$ = tree_missing(f, $STRING, @$); }
	;

per
	: uname { $$ = tree_per(f, NULL, $uname, false, @$); }
	| missing { $$ = tree_per(f, $missing, NO_NAME, false, @$); }
	| amount uname { $$ = tree_per(f, $amount, $uname, false, @$); }
	| ROLLING amount uname { $$ = tree_per(f, $amount, $uname, true, @$); }
	;

path
	: name { $$ = tree_path(f, NULL, $name, @$); }
	| path "." NAME { $$ = tree_path(f, &$1, $NAME, @$); }
	;

names
	: name { $$ = tree_names(f, NULL, $name); }
	| names "," name { $$ = tree_names(f, $1, $name); }
	;

name
	: NAME
	| contextual { $$ = tree_contextual(f, @$); }
	;

contextual
	: CATALOGUE | LAW | MODULE | USE | UNIT | ACTOR | FACT | ASSESSMENT | UNCLEAR | CONCEPT | OUTCOME | CLAUSE
	| SERVICE | GIVEN | ALWAYS | NEVER | EXAMPLE | ACCEPT | SEVERAL | REQUIRED | ROLLING | SUPPLEMENTARY | AS
	;

%%

bool parser_accepts(yypstate *ps, int token)
{
	return yy_lac(ps->yyesa, &ps->yyes, &ps->yyes_capacity, ps->yyssp, YYTRANSLATE(token)) == 0;
}

uint32_t parser_depth(const yypstate *ps)
{
	uint32_t n = 0;
	for (const yy_state_t *s = ps->yyss; s <= ps->yyssp; s++) {
		yysymbol_kind_t symbol = YY_ACCESSING_SYMBOL(*s);
		n += symbol == YYTRANSLATE(TOK_LBRACE) || symbol == YYTRANSLATE(TOK_LPAREN);
	}
	return n;
}

/* The driver asks before it pushes, so that neither of these is reached but when the stack is full. */

static int yyreport_syntax_error(const yypcontext_t *context, struct front *f)
{
	(void)context;
	(void)f;
	(void)yypcontext_expected_tokens;
	return 0;
}

static void yyerror(span *at, struct front *f, const char *text)
{
	(void)text;
	REPORT(f, *at, diag_nesting_too_deep(f->d, *at, PARSE_NESTING_LIMIT));
}
