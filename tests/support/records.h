/* Records for tests: what is not named is blank. */
#pragma once

#include "domain/kind.h"
#include "domain/plan.h"

/* Fills @texts (KIND_MAX_COLUMNS of them) from pairs of column and text that
 * end with NULL. */
void record_fill(ChaKind kind, const char **texts, ...) G_GNUC_NULL_TERMINATED;

/* A plan of SCJG that draws 5 % of all in 2027, but for what the pairs say. */
Plan *plan_with(const char *first_column, ...) G_GNUC_NULL_TERMINATED;
