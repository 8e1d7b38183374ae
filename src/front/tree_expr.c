/* SPDX-License-Identifier: MIT
 *
 * Constructors of expressions. A node with a bad part stays where it is; only a number that could not be read
 * makes its whole quantity EXPR_BAD.
 */
#include "front/tree.h"

#include <stddef.h>
#include <string.h>

size_t expr_size(enum expr_kind kind)
{
	static const size_t size[] = {
#define EXPR(KIND, member)                                                                         \
	[EXPR_##KIND] = offsetof(struct expr, u) + sizeof(((struct expr *)0)->u.member),
#include "front/ast.def"
#undef EXPR
	};
	return size[kind];
}

struct expr *expr_copy(struct arena *a, const struct expr *e)
{
	struct expr *copy = arena_new(a, struct expr);
	memcpy(copy, e, expr_size(e->kind));
	return copy;
}

struct expr *tree_expr(struct front *f, enum expr_kind kind, span at)
{
	struct expr *e = arena_alloc(f->a, expr_size(kind));
	e->kind = kind;
	e->at = at;
	return e;
}

struct expr *tree_bad_expr(struct front *f, span at)
{
	return tree_expr(f, EXPR_BAD, at);
}

struct expr *tree_quantity(struct front *f, span at, struct number number)
{
	if (!num_ok(number.value))
		return tree_bad_expr(f, at);
	struct expr *e = tree_expr(f, EXPR_QUANTITY, at);
	e->u.quantity.amount = number.value;
	e->u.quantity.digits = number.digits;
	return e;
}

struct expr *tree_missing(struct front *f, struct prose vague, span at)
{
	struct expr *e = tree_expr(f, EXPR_QUANTITY, at);
	e->u.quantity.missing = true;
	e->u.quantity.vague = vague;
	return e;
}

struct day tree_day_missing(const struct expr *missing)
{
	return (struct day){
		.at = missing->at, .given = true, .missing = true, .vague = missing->u.quantity.vague};
}

struct expr *tree_with_unit(struct expr *e, struct name unit, span at)
{
	e->at = at;
	if (e->kind == EXPR_QUANTITY) {
		e->u.quantity.unit.unit = unit;
		e->u.quantity.unit.at = unit.at;
	}
	return e;
}

struct expr *tree_quantity_per(struct front *f, struct expr *e, struct per *per, span at)
{
	e->at = at;
	if (e->kind != EXPR_QUANTITY)
		return e;
	struct unit_ref *u = &e->u.quantity.unit;
	u->at = (span){u->at.lo ? u->at.lo : per->at.lo, per->at.hi};
	vec_push(f->a, &u->per, *per);
	return e;
}

/* amount: NULL for one; missing without a unit for `pr. mangler` */
struct per *tree_per(struct front *f, struct expr *amount, struct name unit, bool rolling, span at)
{
	struct per *p = arena_new(f->a, struct per);
	p->at = at;
	p->rolling = rolling;
	p->unit = unit;
	p->amount = num_int(1);
	if (amount && amount->kind == EXPR_QUANTITY) {
		if (amount->u.quantity.missing) {
			p->kind = PER_MISSING;
			p->vague = amount->u.quantity.vague;
		} else {
			p->amount = amount->u.quantity.amount;
		}
	}
	return p;
}

struct expr *tree_date(struct front *f, enum expr_kind kind, span at, int64_t value)
{
	if (value == INT64_MIN)
		return tree_bad_expr(f, at);
	struct expr *e = tree_expr(f, kind, at);
	if (kind == EXPR_DATE)
		e->u.day = value;
	else
		e->u.minute = value;
	return e;
}

struct expr *tree_string(struct front *f, struct prose text)
{
	struct expr *e = tree_expr(f, EXPR_STRING, text.at);
	e->u.string = text;
	return e;
}

/* A list is as deep as its deepest part. */
static void hold(struct expr *list, const struct expr *part)
{
	if (list->depth < part->depth)
		list->depth = part->depth;
}

/* Later floors walk a formula recursively: `x + x + …` is as deep as it is long. */
static struct expr *deepen(struct front *f, struct expr *e, const struct expr *inside)
{
	if (e->kind != EXPR_BAD && e->depth <= inside->depth)
		e->depth = inside->depth + 1;
	if (e->depth <= PARSE_NESTING_LIMIT)
		return e;
	REPORT(f, e->at, diag_nesting_too_deep(f->d, e->at, PARSE_NESTING_LIMIT));
	return tree_bad_expr(f, e->at);
}

struct expr *tree_inner(struct front *f, enum expr_kind kind, span at, struct expr *inner)
{
	struct expr *e = tree_expr(f, kind, at);
	e->u.inner = inner;
	return deepen(f, e, inner);
}

static bool is_bare_literal(const struct expr *e)
{
	return e->kind == EXPR_QUANTITY && !e->u.quantity.missing && !e->u.quantity.unit.unit.id;
}

static bool is_literal(const struct expr *e)
{
	return e->kind == EXPR_QUANTITY && !e->u.quantity.missing;
}

struct expr *tree_binary(struct front *f, char op, struct expr *left, struct expr *right, span at)
{
	if (op == '-' && is_bare_literal(left) && is_literal(right)) {
		const char *a = str_c(f->a, left->u.quantity.digits);
		const char *b = str_c(f->a, right->u.quantity.digits);
		REPORT(f, at, diag_range_with_dash(f->d, at, a, b));
		return tree_bad_expr(f, at);
	}
	struct expr *e = tree_expr(f, EXPR_BINARY, at);
	e->u.binary.op = op;
	e->u.binary.left = left;
	e->u.binary.right = right;
	return deepen(f, deepen(f, e, left), right);
}

struct expr *tree_share(struct front *f, struct expr *percent, span sign, struct expr *of, span at)
{
	struct expr *e = tree_expr(f, EXPR_SHARE, at);
	e->u.share.percent = tree_with_unit(percent, tree_percent(f, sign),
	                                    span_join(percent->at, sign));
	e->u.share.of = of;
	return e;
}

struct expr *tree_path_expr(struct front *f, struct path path, struct path at_event, span at)
{
	struct expr *e = tree_expr(f, EXPR_PATH, at);
	e->u.path.path = path;
	e->u.path.at_event = at_event;
	return e;
}

struct expr *tree_path_at(struct front *f, struct path path, struct referral event, span at)
{
	struct expr *e = tree_path_expr(f, path, event.path, at);
	if (event.missing) {
		e->u.path.event_missing = true;
		e->u.path.at_event.at = event.at;
		e->u.path.vague = event.vague;
	}
	return e;
}

struct expr *tree_call(struct front *f, struct name name, expr_list *args, span at)
{
	struct expr *e = tree_expr(f, EXPR_CALL, at);
	e->u.call.name = name;
	e->u.call.args = *args;
	return e;
}

struct expr *tree_rate_use(struct front *f, struct name name, span at)
{
	struct expr *e = tree_expr(f, EXPR_RATE, at);
	e->u.rate = name;
	return e;
}

struct expr *tree_turns(struct front *f, struct expr *quantity, span at)
{
	struct expr *e = tree_expr(f, EXPR_TURNS, at);
	e->u.turns = quantity;
	return e;
}

struct expr *tree_assessed(struct front *f, struct name by, struct expr *missing, span at)
{
	struct expr *e = tree_expr(f, EXPR_ASSESSED, at);
	e->u.assessed.by = by;
	if (missing) {
		e->u.assessed.by_missing = true;
		e->u.assessed.vague = missing->u.quantity.vague;
	}
	return e;
}

struct expr *tree_moment(struct front *f, struct expr *length, bool before, struct referral event,
                         span at)
{
	struct expr *e = tree_expr(f, EXPR_MOMENT, at);
	e->u.moment.length = length;
	e->u.moment.before = before;
	e->u.moment.event_missing = event.missing;
	e->u.moment.vague = event.vague;
	e->u.moment.event = event.path;
	return e;
}

/* `2 uger efter vurdering`: an event called vurdering; the phrase is one token, its last word is the event. */
struct expr *tree_moment_assessed(struct front *f, struct expr *length, span phrase, span at)
{
	const char *text = f->src->text;
	uint32_t hi = phrase.hi - f->src->base, lo = hi, least = phrase.lo - f->src->base;
	while (lo > least && (unsigned char)text[lo - 1] > ' ')
		lo--;
	struct name name = {intern_name(f->names, text + lo, hi - lo), front_span(f, lo, hi)};
	struct referral event = {.at = name.at, .path = tree_path(f, NULL, name, name.at)};
	return tree_moment(f, length, false, event, at);
}

struct expr *tree_compare(struct front *f, struct expr *left, enum rel rel, struct expr *right,
                          span at)
{
	struct expr *e = tree_expr(f, EXPR_COMPARE, at);
	e->u.compare.left = left;
	e->u.compare.rel = rel;
	e->u.compare.right = right;
	return e;
}

/* `fra A` alone is bad, but keeps A: `fra` after an amount was meant as `efter`, else as `mindst`. */
struct expr *tree_range(struct front *f, struct expr *from, struct expr *to, span at)
{
	struct expr *e = tree_expr(f, to ? EXPR_RANGE : EXPR_PAREN, at);
	if (!to) {
		e->u.inner = from;
		e->kind = EXPR_BAD;
		return e;
	}
	e->u.range.from = from;
	e->u.range.to = to;
	return e;
}

struct expr *tree_range_left(struct front *f, struct expr *left, struct expr *range, span at)
{
	if (range->kind == EXPR_RANGE) {
		range->u.range.left = left;
		range->at = at;
		return range;
	}
	if (range->u.inner->kind == EXPR_PATH && left->kind == EXPR_QUANTITY)
		REPORT(f, range->at, diag_event_from(f->d, range->at));
	else
		tree_range_open(f, range);
	return tree_bad_expr(f, at);
}

struct expr *tree_range_open(struct front *f, struct expr *range)
{
	if (range->kind == EXPR_BAD)
		REPORT(f, range->at, diag_range_open(f->d, range->at));
	return range;
}

struct expr *tree_in(struct front *f, struct expr *left, enum rel rel, expr_list *items, span at)
{
	if (rel != REL_IS && rel != REL_IS_NOT && rel != REL_EXACTLY) {
		REPORT(f, at, diag_set_needs_is(f->d, at));
		return tree_bad_expr(f, at);
	}
	struct expr *e = tree_expr(f, EXPR_IN, at);
	e->u.in.left = left;
	e->u.in.negated = rel == REL_IS_NOT;
	e->u.in.items = *items;
	return e;
}

struct expr *tree_covered(struct front *f, struct name name, span at)
{
	struct expr *e = tree_expr(f, EXPR_COVERED, at);
	e->u.covered = name;
	return e;
}

struct expr *tree_chain(struct front *f, struct expr *left, bool is_or, struct expr *right, span at)
{
	if (left->kind != EXPR_CHAIN) {
		struct expr *e = tree_expr(f, EXPR_CHAIN, at);
		vec_push(f->a, &e->u.chain.items, left);
		left = e;
	}
	left->at = at;
	vec_push(f->a, &left->u.chain.items, right);
	vec_push(f->a, &left->u.chain.is_or, is_or);
	for (uint32_t i = 0, n = left->u.chain.items.n; i < n && i < 2; i++)
		hold(left, left->u.chain.items.at[n - 1 - i]);
	return left;
}

struct expr *tree_round(struct front *f, struct expr *value, struct expr *step, enum tie tie,
                        span at)
{
	struct expr *e = tree_expr(f, EXPR_ROUND, at);
	e->u.round.value = value;
	e->u.round.step = step;
	e->u.round.tie = tie;
	return deepen(f, e, value);
}

struct expr *tree_convert(struct front *f, struct expr *value, struct unit_ref *unit, span at)
{
	struct expr *e = tree_expr(f, EXPR_CONVERT, at);
	e->u.convert.value = value;
	e->u.convert.unit = *unit;
	return deepen(f, e, value);
}

struct expr *tree_group_head(struct front *f, enum group_kind kind, span at)
{
	struct expr *e = tree_expr(f, EXPR_GROUP, at);
	e->u.group.kind = kind;
	return e;
}

struct expr *tree_group_count(struct front *f, enum rel rel, struct number count, span at)
{
	struct expr *e = tree_group_head(f, GROUP_COUNT, at);
	e->u.group.rel = rel;
	e->u.group.count = count.value;
	if (!num_ok(count.value))
		e->kind = EXPR_BAD;
	return e;
}

struct expr *tree_bullets(struct front *f, struct expr *list, struct bullet *bullet)
{
	if (!list)
		list = tree_expr(f, EXPR_GROUP, bullet->at);
	vec_push(f->a, &list->u.group.bullets, *bullet);
	return list;
}

static bool on_one_line(const struct front *f, span at)
{
	const char *p = f->src->text + (at.lo - f->src->base);
	for (uint32_t n = at.hi - at.lo; n; n--, p++)
		if (*p == '\n' || *p == '\r')
			return false;
	return true;
}

/* `alle { - a - b }` on one line reads as one bullet with a subtraction. */
struct expr *tree_group(struct front *f, struct expr *head, struct expr *bullets, span at)
{
	const struct bullet *first = bullets->u.group.bullets.at;
	head->at = at;
	if (head->kind != EXPR_GROUP)
		return head;
	if (bullets->u.group.bullets.n == 1 && first->expr->kind == EXPR_BINARY &&
	    first->expr->u.binary.op == '-' && on_one_line(f, at)) {
		REPORT(f, first->at, diag_bullets_on_one_line(f->d, first->at));
		return tree_bad_expr(f, at);
	}
	VEC_MOVE(&head->u.group.bullets, &bullets->u.group.bullets);
	for (uint32_t i = 0; i < head->u.group.bullets.n; i++)
		hold(head, head->u.group.bullets.at[i].expr);
	return head;
}

struct bullet *tree_bullet(struct front *f, struct expr *expr, span at)
{
	struct bullet *b = arena_new(f->a, struct bullet);
	b->at = at;
	b->expr = expr;
	return b;
}

struct bullet *tree_bullet_cond(struct front *f, struct bullet *b, struct cond cond, span at)
{
	b->at = at;
	vec_push(f->a, &b->conds, cond);
	return b;
}

struct bullet *tree_bullet_source(struct front *f, struct bullet *b, struct citation c, span at)
{
	b->at = at;
	vec_push(f->a, &b->sources, c);
	return b;
}

expr_list *tree_exprs(struct front *f, expr_list *list, struct expr *expr)
{
	if (!list)
		list = arena_new(f->a, expr_list);
	vec_push(f->a, list, expr);
	return list;
}

struct path tree_path(struct front *f, struct path *path, struct name name, span at)
{
	struct path p = path ? *path : (struct path){.at = at};
	p.at = at;
	vec_push(f->a, &p.names, name);
	return p;
}

name_list *tree_names(struct front *f, name_list *list, struct name name)
{
	if (!list)
		list = arena_new(f->a, name_list);
	vec_push(f->a, list, name);
	return list;
}

/* A contextual keyword where a name is wanted. */
struct name tree_contextual(struct front *f, span at)
{
	return (struct name){
		intern_name(f->names, f->src->text + (at.lo - f->src->base), at.hi - at.lo), at};
}
