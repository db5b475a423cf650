/* What each department must send to a visit (draw protocol, section 6). */
#pragma once

#include "domain/commitment.h"
#include "domain/draw.h"

/* The demands (element-type SeatDemand), owned, in the order of the
 * departments that the visit's plans ask. Seats must be there. */
GPtrArray *visit_demands(const Commitment *commitment, const DrawnVisit *visit);
