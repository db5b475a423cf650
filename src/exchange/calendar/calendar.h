/* Writing calendars (RFC 5545, 7986) to be fed and downloaded, so that phones,
 * mail programs and chat groups show the same. One event is written at a time;
 * the same events give the same bytes. */
#pragma once

#include "domain/timetable.h"

#include <choucha/day.h>

/* Bytes of a UID: 32 hexadecimal digits, "@choucha" and the NUL. */
#define CALENDAR_UID_SIZE 42

/* Who writes the calendars (PRODID); the same for a whole release, since to a
 * client an event from another product is another event. */
extern const char CALENDAR_PRODUCT[];

/* One visit, as it shall be seen. Texts are UTF-8 and may hold anything. */
typedef struct {
    const char *uid;
    const char *revised_at; /* UTC, 2027-01-05T02:00:00Z: of the last revision */
    guint revision;         /* from 0, rises when people must look again */
    ChaDay day;             /* local to China */
    TimeSpan span;
    const char *summary;
    const char *location;        /* (nullable) */
    const char *description;     /* (nullable) */
    const GPtrArray *categories; /* (nullable) (element-type utf8) */
    const char *latitude;        /* (nullable) WGS-84, decimal degrees; with the longitude only */
    const char *longitude;       /* (nullable) */
    const char *organizer;       /* (nullable) name of who organizes it */
    const char *organizer_email; /* (nullable) */
    gboolean is_private;         /* for those invited alone */
    gboolean is_cancelled;       /* will not take place */
    gboolean has_alarm;          /* remind the evening before; not when cancelled */
} CalendarEvent;

/* The UID of a visit for life. It tells nobody who is inspected. */
void calendar_uid(const char *campaign, const char *visit, char ret_uid[CALENDAR_UID_SIZE]);

/* The order of events in a calendar: by time, then by UID. */
gint calendar_event_compare(const CalendarEvent *left, const CalendarEvent *right);

/* A calendar of one event that a server keeps as an object (RFC 4791): no METHOD, and no
 * organizer, since a server would write to whoever else is in it (RFC 6638). */
void calendar_add_object(GString *output, const CalendarEvent *event);

/* A calendar is its head, its events in order, and its foot; it may have no
 * event. */
void calendar_add_head(GString *output, const char *name);
void calendar_add_event(GString *output, const CalendarEvent *event);
void calendar_add_foot(GString *output);
