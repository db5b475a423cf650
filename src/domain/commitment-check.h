/* What the tables of a commitment must have in common. */
#pragma once

#include "domain/commitment.h"

/* Checks rules C5, C7 and C10 across the tables, as far as they are there, and
 * finds the frame of each plan. */
gboolean commitment_check(Commitment *commitment, Trouble *trouble);
