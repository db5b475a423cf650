/* Values of iCalendar that say when (RFC 5545, section 3.3), read strictly: what
 * is no real day or time is none. */
#pragma once

#include "exchange/calendar/civil-time.h"
#include "exchange/calendar/content-line.h"

typedef enum {
    FORM_DATE,     /* a whole day */
    FORM_FLOATING, /* on whatever wall the reader looks at */
    FORM_UTC,
    FORM_ZONED, /* only once a zone is known: none is written in the value */
} TimeForm;

/* A day or a time as it is written. */
typedef struct {
    gint64 civil; /* seconds as on a wall there, midnight for a day */
    TimeForm form;
    guint zone; /* of FORM_ZONED; its meaning is the reader's */
} CalendarTime;

/* "P1W", "-PT15M". Days are days of a wall, 23 to 25 hours long; the rest is
 * exact. */
typedef struct {
    gint64 days;
    gint64 seconds;
} CalendarDuration;

/* "20261109", "20261109T090000", "20261109T090000Z"; a 60th second is the 59th,
 * and nothing is before the year 1. Untouched on failure. */
gboolean calendar_time_read(Slice text, CalendarTime *ret_time) G_GNUC_WARN_UNUSED_RESULT;
gboolean calendar_duration_read(Slice text, CalendarDuration *ret_duration) G_GNUC_WARN_UNUSED_RESULT;
/* "+0800", "-053000", and "+08:00" as some write it: seconds east of UTC, less
 * than a day. */
gboolean calendar_offset_read(Slice text, gint *ret_seconds) G_GNUC_WARN_UNUSED_RESULT;
/* A whole number from @least to @most, in decimal digits with an optional sign. */
gboolean calendar_number_read(Slice text, gint64 least, gint64 most,
                              gint64 *ret_number) G_GNUC_WARN_UNUSED_RESULT;

/* As they are read; a zone stands elsewhere. */
void calendar_time_append(GString *output, const CalendarTime *time);
void calendar_duration_append(GString *output, const CalendarDuration *duration);
void calendar_offset_append(GString *output, gint seconds);
