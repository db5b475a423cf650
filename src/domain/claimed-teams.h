/* The teams that draw/teams.csv claims where withheld files leave open who had
 * to be chosen. */
#pragma once

#include "domain/draw.h"
#include "domain/recusal-index.h"
#include "domain/sealed-folder.h"
#include "domain/seed.h"

/* Reads draw/teams.csv (rules T1 to T10) and checks that whoever sits there
 * may, as far as can be known (D6). Returns the seats that there must be
 * (element-type DrawnSeat), each with who is claimed to sit on it, in the order
 * of the file; texts are kept in @texts. Seats of the commitment must be there,
 * and @visits (element-type DrawnVisit). */
GPtrArray *claimed_teams_read(SealedFolder *folder, const Commitment *commitment, const Seed *seed,
                              GPtrArray *visits, const RecusalIndex *recusals, GStringChunk *texts,
                              Trouble *trouble);

/* Without the seats: checks the tickets of draw/teams.csv and, when @visits
 * (nullable) are known, the names of its visits (rules T1 to T10, D6). */
gboolean claimed_teams_check(SealedFolder *folder, const Seed *seed, GPtrArray *visits, Trouble *trouble);
