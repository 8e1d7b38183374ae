/* SPDX-License-Identifier: MIT
 *
 * The references to the law: cases without a basis, paragraphs that are over, references that say too little.
 */
#include "check/scope.h"

#include <string.h>

void check_basis(struct check_ctx *c)
{
	for (uint32_t i = 0; i < c->m->own_services; i++) {
		const struct service *sv = &c->m->services.at[i];
		if (!sv->basis.n) {
			finding_at(c, diag_no_reference(c->d, sv->at, sv->title ? sv->title : sv->text), i,
			           NONE, NONE);
			continue;
		}
		dd any = DD_FALSE;
		for (uint32_t k = 0; k < sv->basis.n; k++) {
			const struct ex *when = sv->basis.at[k].when;
			any = dd_or(c->s->dd, any, when ? space_condition(c->s, when) : DD_TRUE);
		}
		struct witness w;
		dd none = dd_and(c->s->dd, inside_of_service(c, i), dd_not(c->s->dd, any));
		if (none == DD_BAD || none == DD_FALSE || !finding_witness(c, none, &w))
			continue;
		struct diag *x = diag_no_basis(c->d, sv->at, sv->title ? sv->title : sv->text);
		finding_at(c, x, i, NONE, NONE);
		finding_person(c, x, &w);
	}
}
