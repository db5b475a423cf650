/* What the tables of a commitment must have in common. */
#pragma once

#include "domain/bundle-table.h"
#include "domain/commitment.h"

/* Checks a table that was read against those before it: rules C5, C7 and C10.
 * With the plans, finds the frame of each. */
gboolean commitment_check(Commitment *commitment, BundleTable table, Trouble *trouble);
