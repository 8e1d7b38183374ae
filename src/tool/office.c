/* SPDX-License-Identifier: MIT
 * See office.h. */
#include "tool/office.h"

#ifdef HAVE_XLSXWRITER
const struct target office[] = {
	{"xlsx",
     {[LANG_EN] = "the same tables as a workbook for spreadsheets",
      [LANG_DA] = "de samme tabeller som en projektmappe til regneark"},
     emit_xlsx},
};
const unsigned office_count = sizeof office / sizeof *office;
#else
const struct target office[1];
const unsigned office_count = 0;
#endif
