/* Targets that take no joint visits: the rows of declined.csv that matter to a
 * draw (draw protocol, section 11). */
#pragma once

#include "domain/commitment.h"

/* In version 2 reads the file, when it is there, to its end and checks it (rules
 * T1 to T10, C3, C16). What is kept are the names of @targets (element-type
 * DrawnTarget) (nullable: none), which must live as long; NULL in trouble. In
 * version 1 the set is empty. */
GHashTable *declined_set_new(Commitment *commitment, GPtrArray *targets, Trouble *trouble);
