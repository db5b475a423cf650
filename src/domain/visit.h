/* Visits: as few as can serve all plans that drew a target (draw protocol,
 * section 5). */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"

/* The visits to everything that is drawn in @targets (element-type
 * DrawnTarget), in the order of draw/visits.csv; texts are kept in @texts. */
GPtrArray *visit_merge(const Commitment *commitment, GPtrArray *targets, GStringChunk *texts);

/* The text of draw/visits.csv. */
GBytes *visit_text(GPtrArray *visits);
