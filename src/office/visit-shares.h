/* Who takes part in which of the visits that calendars show. */
#pragma once

#include "office/visit-listing.h"

/* Inspector, or department, to the places of its visits in the listing (element-type utf8
 * GArray of guint), rising; the names are the listing's. Whoever sits twice in a visit
 * has it once. A visit belongs to the department for which a seat is taken, and to that
 * of the inspector who was sent for it from below. */
GHashTable *visit_shares_by_inspector(const VisitListing *listing);
GHashTable *visit_shares_by_department(const VisitListing *listing);
