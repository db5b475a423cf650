/* Inside of reading and expanding calendars of busy times. */
#pragma once

#include "exchange/calendar/busy-calendar.h"

enum {
    BUSY_OFFSET_OF_BEIJING = 8 * CIVIL_SECONDS_PER_HOUR,
    BUSY_MAX_DEPTH = 16,
    BUSY_MAX_EVENTS = 100 * 1000,
    BUSY_MAX_SERIES = 10 * 1000, /* events with rules, of a file */
    BUSY_MAX_DATES = 100 * 1000, /* EXDATE, RDATE and FREEBUSY of a whole file */
    BUSY_MAX_RULES = 16,         /* of an event */
    BUSY_MAX_ZONES = 1000,       /* of a file */
    BUSY_MAX_OBSERVANCES = 1000, /* of a zone */
    BUSY_MAX_ZONE_RULES = 500,   /* of all zones of a file */
    BUSY_MAX_ZONE_STEPS = 20000, /* that a year of all those rules takes */
    BUSY_MAX_ISSUES = 100,       /* of a file; the others are counted */
};

/* Where the reading of a file stands. */
typedef struct {
    BusyCalendar *calendar;
    BusyOrigin origin;
    Place place; /* of the file */
    IssueLog *log;
    BusyReading reading;
    guint scope;              /* of the VCALENDAR that is open, or of bare components */
    gboolean is_cancellation; /* METHOD:CANCEL */
    guint n_dates;
    guint n_series;
    guint64 steps; /* for the trial of rules */
    guint n_notes;
    guint n_errors;
    BusyEvent *event; /* the one that is open */
    gboolean event_is_wrong;
    /* The VTIMEZONE that is open, and those of this VCALENDAR. */
    char *open_tzid;     /* (nullable) */
    GArray *observances; /* (element-type Observance) */
    gboolean zone_is_wrong;
    guint n_zone_rules;
    guint64 zone_steps; /* that a year of them takes */
    Observance observance;
    guint observance_parts;  /* bits of what it has */
    GHashTable *scope_zones; /* tzid (bytes as text) → CalendarZone */
} BusyReader;

/* An issue at a line; takes over @rule and @remedy (nullable). */
void busy_reader_tell(BusyReader *reader, ChaSeverity severity, const ContentLine *line, char *rule,
                      char *remedy);
/* The same for a property of the event that is open, which will be left out. */
void busy_reader_fail_event(BusyReader *reader, const ContentLine *line, char *rule, char *remedy);
/* The file as a whole cannot be read. */
void busy_reader_break(BusyReader *reader, const ContentLine *line, char *rule, char *remedy);

/* Properties of a VEVENT or VFREEBUSY. */
void busy_property_read(BusyReader *reader, ContentLine *line);
/* What must hold between them, once all are read; FALSE: the event is wrong. */
gboolean busy_event_check(BusyReader *reader);

/* VTIMEZONE and its parts. */
void busy_zone_begin(BusyReader *reader);
void busy_zone_property(BusyReader *reader, const ContentLine *line);
void busy_zone_end(BusyReader *reader, const ContentLine *end);
void busy_observance_begin(BusyReader *reader);
void busy_observance_property(BusyReader *reader, const ContentLine *line);
void busy_observance_end(BusyReader *reader);
/* The place in calendar->zones of a zone of this name; FALSE when there are too
 * many. */
gboolean busy_zone_place(BusyReader *reader, Slice tzid, guint *ret_place);
/* At the end of a VCALENDAR: finds the zones that its times name. */
void busy_zones_resolve(BusyReader *reader);

/* Keeps of each event the newest version, and what takes time. */
void busy_calendar_settle(BusyCalendar *calendar);

/* Between a clock on the wall that a time names and UTC. */
gint64 busy_to_utc(const BusyCalendar *calendar, const CalendarTime *wall, gint64 civil);
gint64 busy_to_civil(const BusyCalendar *calendar, const CalendarTime *wall, gint64 utc);
gint64 busy_utc_of(const BusyCalendar *calendar, const CalendarTime *time);
/* The day in Beijing. */
gint64 busy_local_day(const BusyCalendar *calendar, const CalendarTime *time);
/* Whether an event takes time. */
gboolean busy_event_counts(const BusyEvent *event);
/* The time it begins, that of the occurrence it changes if need be. */
const CalendarTime *busy_event_start(const BusyEvent *event);
/* Whether the work of a rule is within bounds, for which at most @steps are
 * taken. */
gboolean busy_rule_is_sound(const Recurrence *rule, const CalendarTime *start, guint64 *steps);
