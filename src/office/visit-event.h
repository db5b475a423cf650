/* The texts of a visit's event, in the user's language. */
#pragma once

#include "office/visit-listing.h"

/* Adds the event of a visit. Of a secret one it says the district and half of a
 * day, and nothing else. */
void visit_event_add(GString *output, const VisitListing *listing, const ListedVisit *listed,
                     gboolean has_alarm);
/* The same as a calendar of its own that a server keeps (calendar_add_object()). */
void visit_event_add_object(GString *output, const VisitListing *listing, const ListedVisit *listed,
                            gboolean has_alarm);
