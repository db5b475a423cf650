/* What an inspection found (检查结果): the wordings of the field, and the codes
 * that sets of different years give them (data/result-codes.csv). */
#pragma once

#include <glib.h>

/* The canonical text of one finding, given as a wording or as SET:CODE; full or
 * half width, blanks and the case of A–Z do not matter. NULL when unknown. */
const char *result_code_find(const char *text);
/* Whether a canonical text means that a problem was found. */
gboolean result_code_is_problem(const char *code);
/* (element-type utf8): the wordings that are in use, without a set of their own. */
GPtrArray *result_code_wordings(void);
