/* What each department must send to a visit (draw protocol, section 6). */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"

/* The most seats that all visits of a campaign together may have: a small bundle
 * can ask for more than any memory holds (draw protocol, section 10). */
#define VISIT_DEMAND_SEATS_MAX G_GUINT64_CONSTANT(10000000)

/* The demands (element-type SeatDemand), owned, in the order of the
 * departments that the visit's plans ask. Seats must be there. */
GPtrArray *visit_demands(const Commitment *commitment, const DrawnVisit *visit);
/* Whether all visits together keep to that; else a fault (C12). */
gboolean visit_demands_check(const Commitment *commitment, const GPtrArray *visits, Trouble *trouble);
