/* Who goes to which visit (draw protocol, sections 6 and 11). */
#pragma once

#include "domain/draw.h"
#include "domain/recusal-index.h"
#include "domain/seed.h"

/* The seats of all visits (element-type DrawnVisit, each with its district), in
 * the order of draw/teams.csv; texts are kept in @texts. Seats and inspectors
 * of the commitment must be there. */
GPtrArray *team_fill(Commitment *commitment, const Seed *seed, GPtrArray *visits,
                     const RecusalIndex *recusals, GStringChunk *texts);

/* The text of draw/teams.csv. */
GBytes *team_text(GPtrArray *seats);
