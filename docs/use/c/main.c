/* SPDX-License-Identifier: MIT
 *
 * Three ways to ask: a case that is not complete, a complete one, and many at once.
 */
#include <samtaler.h>

#include <stdio.h>

static void show(const char *who, const struct samtaler_result *x)
{
	printf("%s: %s", who, x->words);
	if (x->kind == SAMTALER_UNDETERMINED)
		printf(", ask: %s", samtaler_input_info(x->question)->question);
	if (x->provision != NULL)
		printf(" (%s, %s)", x->provision->place, x->provision->law);
	printf("%s%s\n", *x->remark ? ". " : "", x->remark);
}

int main(void)
{
	struct samtaler_case c = {.sagsdato = {true, 20600}, .alder = {true, 12}};
	struct samtaler_result x;
	samtaler_answer_forloeb_sted(&c, &x);
	show("12 years, where", &x);
	samtaler_answer_forloeb_antal(&c, &x);
	show("12 years, how many", &x);

	struct samtaler_values v = {.sagsdato = 20600, .alder = 12, .flere_noedvendige = 1};
	samtaler_explain(&v, samtaler_decide_forloeb_antal(&v), &x);
	show("12 years, more needed", &x);

	struct samtaler_values many[31];
	uint32_t answers[31 * SAMTALER_SLOTS], inside = 0;
	for (int age = 0; age < 31; age++)
		many[age] = (struct samtaler_values){.sagsdato = 20600, .alder = age};
	samtaler_batch(many, 31, answers);
	for (int age = 0; age < 31; age++) {
		samtaler_explain(&many[age], answers[age * (int)SAMTALER_SLOTS + SAMTALER_SLOT_FORLOEB_ANTAL], &x);
		inside += x.kind == SAMTALER_VALUE;
	}
	printf("%u of 31 ages are inside\n", (unsigned)inside);
	return 0;
}
