/* Visits: as few as can serve all plans that drew a target (draw protocol,
 * sections 5 and 11). */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"

/* The visits to everything that is drawn in @targets (element-type
 * DrawnTarget), in the order of draw/visits.csv; texts are kept in @texts.
 * @declined: the targets that take no joint visits. Where departments are
 * limited, seats must be there; NULL in trouble, when too many plans drew a
 * target for the limit to be kept (D5). */
GPtrArray *visit_merge(const Commitment *commitment, GPtrArray *targets, GHashTable *declined,
                       GStringChunk *texts, Trouble *trouble);

/* How many visits there would be if any number of departments came together: no way
 * of merging needs fewer. */
guint64 visit_count_without_limits(const Commitment *commitment, GPtrArray *targets);

/* The text of draw/visits.csv. */
GBytes *visit_text(GPtrArray *visits);
