/* Why a visit has no day: kept in the store in a form without language, shown
 * to people in theirs. */
#pragma once

#include "domain/schedule.h"

/* "busy|410700123|2027-01-06|2027-03-31": the reason, whom it is about (may be
 * blank), and the days considered; "" for a visit that is placed. */
char *schedule_reason_encode(const ScheduledVisit *scheduled);
/* A phrase in the user's language; @reason itself when it is in another form. */
char *schedule_reason_text(const char *reason);
