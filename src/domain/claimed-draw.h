/* What draw/ claims where it cannot be recomputed, because files are withheld:
 * checked row by row as far as the seed and the plans go. */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"
#include "domain/seed.h"

/* Reads draw/selection.csv and checks it (rules T1 to T10, D2, and D4 for what
 * each row can be checked by: tickets, ranks, roles, sizes where they are
 * known). Returns the rows (element-type DrawnTarget) with texts in @texts and
 * without districts. */
GPtrArray *claimed_selection_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed,
                                  GStringChunk *texts, Trouble *trouble);

/* Reads draw/teams.csv and checks it (rules T1 to T10, D2, and D6 for tickets
 * and, when @visits (element-type DrawnVisit) (nullable) are known, the names
 * of visits). */
gboolean claimed_teams_check(SealedFolder *folder, const Seed *seed, GPtrArray *visits, Trouble *trouble);
