/* What draw/ claims where it cannot be recomputed, because files are withheld:
 * checked row by row as far as the seed and the plans go. */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"
#include "domain/seed.h"

/* Takes the strata and their sizes from draw/sizes.csv, because pools or strata
 * are withheld; checks it (rules T1 to T10, and D3 by what is there of them). */
gboolean claimed_sizes_read(SealedFolder *folder, Commitment *commitment, Trouble *trouble);

/* Reads draw/selection.csv and checks it (rules T1 to T10, and D4 for what each
 * row can be checked by: tickets, ranks, roles, sizes where they are known).
 * Returns the rows (element-type DrawnTarget) with texts in @texts and without
 * districts. */
GPtrArray *claimed_selection_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed,
                                  GStringChunk *texts, Trouble *trouble);
