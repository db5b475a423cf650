/* Which days a recurrence rule is about. */
#pragma once

#include "exchange/calendar/recurrence.h"

/* Parts that a rule leaves out, taken from its start, and those that mean
 * nothing for its frequency, left out. The copy borrows the positions. */
Recurrence recurrence_complete(const Recurrence *rule, const RecurrenceSpan *span);
/* Whether a completed rule has @day among the days of its periods. */
gboolean recurrence_has_day(const Recurrence *rule, gint64 day);
