/* Inside of a time zone: its offsets in order of time, found as far into the
 * future as somebody asks. */
#pragma once

#include "exchange/calendar/calendar-zone.h"

typedef struct {
    gint64 utc;
    gint to; /* the offset from then on */
} Transition;

/* A day on which clocks change every year, as POSIX writes it (TZ). */
typedef enum {
    CHANGE_MONTH_WEEKDAY, /* Mm.w.d */
    CHANGE_YEAR_DAY,      /* n: from 0 */
    CHANGE_JULIAN_DAY,    /* Jn: from 1, without 29 February */
} ChangeForm;

typedef struct {
    ChangeForm form;
    gint month;
    gint week;    /* 5 is the last */
    gint weekday; /* 0 is Sunday */
    gint day;
    gint second; /* after midnight; may be negative, or of another day */
} YearlyChange;

/* What holds after the last transition of a zone file. */
typedef struct {
    gint standard;
    gint daylight;
    gboolean has_daylight;
    YearlyChange begin;
    YearlyChange end;
} ZoneTail;

struct CalendarZone {
    gint first; /* the offset before all transitions */
    GArray *transitions;
    gint64 horizon;      /* transitions before it (UTC) are known */
    GArray *observances; /* (nullable) of a VTIMEZONE */
    gboolean has_tail;
    ZoneTail tail;
};

/* "CST-8", "EST5EDT,M3.2.0,M11.1.0": FALSE for anything else. */
gboolean zone_tail_read(const char *text, gsize length, ZoneTail *ret_tail) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the changes of @year in order. */
void zone_tail_add_year(const ZoneTail *tail, gint year, GArray *transitions);
