/* Time zones: what a clock on a wall there shows, and when. */
#pragma once

#include "exchange/calendar/recurrence.h"

typedef struct CalendarZone CalendarZone;

/* One STANDARD or DAYLIGHT part of a VTIMEZONE. */
typedef struct {
    gint64 onset; /* on the wall, by the offset before it */
    gint from;    /* seconds east of UTC, before and after */
    gint to;
    GPtrArray *rules; /* (nullable) (element-type Recurrence) yearly ones */
    GArray *dates;    /* (nullable) (element-type CalendarTime) more onsets */
} Observance;

void observance_clear(Observance *observance);

CalendarZone *calendar_zone_new_fixed(gint offset);
/* The zone of a VTIMEZONE; @observances (element-type Observance), which must
 * not be empty, become the zone's. */
CalendarZone *calendar_zone_new(GArray *observances);
/* A zone of the system's tz database (IANA), or NULL when it has none of that
 * name. $TZDIR, else /usr/share/zoneinfo. */
CalendarZone *calendar_zone_load(const char *name);
void calendar_zone_free(CalendarZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CalendarZone, calendar_zone_free)

/* Where clocks are put forward, a time that no clock shows is taken by the
 * offset before; where they are put back, a time shown twice is the first one
 * (RFC 5545, section 3.3.5). */
gint64 calendar_zone_to_utc(CalendarZone *zone, gint64 civil);
gint64 calendar_zone_to_civil(CalendarZone *zone, gint64 utc);

/* Whether a VTIMEZONE's rules can be followed: yearly, with few onsets a year;
 * the steps that a year of them takes. */
gboolean observance_is_sound(const Observance *observance, guint64 *ret_steps);
/* The offset of a zone that has only one; FALSE when it has several. */
gboolean calendar_zone_is_fixed(const CalendarZone *zone, gint *ret_offset);
/* Writes a zone that was made of observances as a VTIMEZONE. */
void calendar_zone_append(GString *output, const CalendarZone *zone, const char *name);
