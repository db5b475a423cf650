/* When somebody is busy, according to a calendar file: only what says when, and
 * never what for. */
#pragma once

#include "exchange/calendar/zone-name.h"
#include "exchange/table/issue-log.h"

/* A period of its own, from RDATE or FREEBUSY. */
typedef struct {
    CalendarTime start;
    gboolean has_end; /* else `duration`, when there is one */
    CalendarTime end;
    gboolean has_duration;
    CalendarDuration duration;
} BusyPeriod;

/* A VEVENT, or a VFREEBUSY with the periods that are not free. */
typedef struct {
    char *uid; /* (nullable) not the file's own, but a digest of it */
    guint64 line;
    guint scope; /* the VCALENDAR it is in */
    gboolean is_freebusy;
    gboolean has_start; /* FALSE: that of the occurrence it changes, if any */
    CalendarTime start;
    gboolean has_end;
    CalendarTime end;
    gboolean has_duration;
    CalendarDuration duration;
    gboolean is_override; /* changes the occurrence `occurrence` (RECURRENCE-ID) */
    CalendarTime occurrence;
    gboolean and_future; /* and all after it (RANGE=THISANDFUTURE) */
    GPtrArray *rules;    /* (nullable) (element-type Recurrence) */
    GPtrArray *exclusion_rules;
    GArray *periods;    /* (nullable) (element-type BusyPeriod) */
    GArray *exclusions; /* (nullable) (element-type CalendarTime) */
    gint64 sequence;
    gint64 stamp;
    gboolean is_cancelled;
    gboolean is_free; /* takes no time */
} BusyEvent;

void busy_event_free(BusyEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BusyEvent, busy_event_free)

/* A zone as one VCALENDAR calls it. */
typedef struct {
    char *tzid;
    guint scope;
    CalendarZone *zone; /* borrowed; of Beijing when nobody knows the name */
    char *name;         /* (nullable) by which it is found again; NULL for a zone of the file's own */
} BusyZone;

void busy_zone_free(BusyZone *zone);

typedef struct {
    GPtrArray *events;    /* (element-type BusyEvent) */
    GPtrArray *zones;     /* (element-type BusyZone): CalendarTime.zone is a place in it */
    GPtrArray *own_zones; /* (element-type CalendarZone) the VTIMEZONEs */
    ZoneNames *names;
} BusyCalendar;

void busy_calendar_free(BusyCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BusyCalendar, busy_calendar_free)

enum { BUSY_MAX_FILE_SIZE = 64 * 1024 * 1024 };

typedef enum {
    BUSY_FROM_OUTSIDE, /* anything */
    BUSY_FROM_STORE,   /* what busy_calendar_write() wrote */
} BusyOrigin;

/* What became of a file. */
typedef struct {
    gboolean is_broken; /* the file as a whole cannot be used: no calendar is returned */
    guint64 n_events;   /* events and free-busy components in it */
    guint64 n_wrong;    /* those that were left out, as errors in the log */
} BusyReading;

/* Reads a calendar: of several versions of an event the newest (SEQUENCE,
 * DTSTAMP), without those that take no time. @file says which file it is in the
 * log; rows there are lines. Sizes, depths and the work of every rule are
 * limited, and what is beyond is an error in the log.
 *
 * Returns: (nullable): the calendar */
BusyCalendar *busy_calendar_read(const char *bytes, gsize length, BusyOrigin origin, const Place *file,
                                 IssueLog *log, BusyReading *ret_reading);
/* All that is needed to know when somebody is busy, in one form for calendars
 * that mean the same: iCalendar without titles, names and UIDs. */
char *busy_calendar_write(const BusyCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;

/* A time span in seconds since 1970 (UTC), the end excluded. */
typedef struct {
    gint64 begin;
    gint64 end;
} BusySpan;

/* Steps that suffice for a calendar of people and a few hundred years. */
enum { BUSY_STEPS = 20 * 1000 * 1000 };

/* Appends the spans (BusySpan) in which the calendar's owner is busy from @begin
 * to @end, cut off there; in any order. FALSE when @steps do not suffice. */
gboolean busy_calendar_add_spans(const BusyCalendar *calendar, gint64 begin, gint64 end, guint64 *steps,
                                 GArray *spans) G_GNUC_WARN_UNUSED_RESULT;
/* Sorts spans and joins those that overlap or meet. */
void busy_spans_merge(GArray *spans);
