/* A calendar of busy times in the one form in which it is kept. */
#include "exchange/calendar/busy-private.h"

/* The file's own zones, in the order in which events name them. */
typedef struct {
    const BusyCalendar *calendar;
    GString *output; /* the events */
    GString *zones;  /* their VTIMEZONEs */
    GHashTable *own; /* CalendarZone → its new name */
} Writer;

static const char *
name_of_zone(Writer *writer, const BusyZone *zone)
{
    char *name = g_hash_table_lookup(writer->own, zone->zone);

    if (zone->name != NULL || name != NULL)
        return zone->name != NULL ? zone->name : name;
    name = g_strdup_printf("Z%u", g_hash_table_size(writer->own) + 1);
    g_hash_table_insert(writer->own, zone->zone, name);
    calendar_zone_append(writer->zones, zone->zone, name);
    return name;
}

static void
begin_line(Writer *writer, const char *name, const CalendarTime *time, const char *parameter)
{
    g_string_append_printf(writer->output, "%s%s", name, parameter);
    if (time->form == FORM_DATE)
        g_string_append(writer->output, ";VALUE=DATE");
    if (time->form == FORM_ZONED) {
        const BusyZone *zone = g_ptr_array_index(writer->calendar->zones, time->zone);

        g_string_append_printf(writer->output, ";TZID=%s", name_of_zone(writer, zone));
    }
    g_string_append_c(writer->output, ':');
}

static void
append_time(Writer *writer, const char *name, const CalendarTime *time, const char *parameter)
{
    begin_line(writer, name, time, parameter);
    calendar_time_append(writer->output, time);
    g_string_append_c(writer->output, '\n');
}

static void
append_duration(Writer *writer, const CalendarDuration *duration)
{
    g_string_append(writer->output, "DURATION:");
    calendar_duration_append(writer->output, duration);
    g_string_append_c(writer->output, '\n');
}

/* A period has one zone for both of its ends: an end in another is written in
 * UTC. */
static void
append_period(Writer *writer, const char *name, const BusyPeriod *period)
{
    begin_line(writer, name, &period->start, period->has_end || period->has_duration ? ";VALUE=PERIOD" : "");
    calendar_time_append(writer->output, &period->start);
    if (period->has_end || period->has_duration)
        g_string_append_c(writer->output, '/');
    if (period->has_end) {
        CalendarTime end = period->end;

        if (end.form == FORM_ZONED && (period->start.form != end.form || period->start.zone != end.zone)) {
            end.civil = busy_utc_of(writer->calendar, &end);
            end.form = FORM_UTC;
        }
        calendar_time_append(writer->output, &end);
    } else if (period->has_duration) {
        calendar_duration_append(writer->output, &period->duration);
    }
    g_string_append_c(writer->output, '\n');
}

static void
append_rules(Writer *writer, const char *name, const GPtrArray *rules)
{
    for (guint i = 0; rules != NULL && i < rules->len; i++) {
        g_string_append_printf(writer->output, "%s:", name);
        recurrence_append(writer->output, g_ptr_array_index(rules, i));
        g_string_append_c(writer->output, '\n');
    }
}

static void
append_event(Writer *writer, const BusyEvent *event)
{
    const char *component = event->is_freebusy ? "VFREEBUSY" : "VEVENT";

    g_string_append_printf(writer->output, "BEGIN:%s\n", component);
    if (event->uid != NULL)
        g_string_append_printf(writer->output, "UID:%s\n", event->uid);
    if (event->is_override)
        append_time(writer, "RECURRENCE-ID", &event->occurrence,
                    event->and_future ? ";RANGE=THISANDFUTURE" : "");
    if (event->has_start)
        append_time(writer, "DTSTART", &event->start, "");
    if (event->has_end)
        append_time(writer, "DTEND", &event->end, "");
    if (event->has_duration)
        append_duration(writer, &event->duration);
    append_rules(writer, "RRULE", event->rules);
    append_rules(writer, "EXRULE", event->exclusion_rules);
    for (guint i = 0; event->periods != NULL && i < event->periods->len; i++)
        append_period(writer, event->is_freebusy ? "FREEBUSY" : "RDATE",
                      &g_array_index(event->periods, BusyPeriod, i));
    for (guint i = 0; event->exclusions != NULL && i < event->exclusions->len; i++)
        append_time(writer, "EXDATE", &g_array_index(event->exclusions, CalendarTime, i), "");
    if (!event->is_freebusy && !busy_event_counts(event))
        g_string_append(writer->output, "TRANSP:TRANSPARENT\n");
    g_string_append_printf(writer->output, "END:%s\n", component);
}

char *
busy_calendar_write(const BusyCalendar *calendar)
{
    g_autoptr(GString) events = g_string_new(NULL);
    g_autoptr(GHashTable) own = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GString *text = g_string_new("BEGIN:VCALENDAR\n");
    Writer writer = {calendar, events, text, own};

    for (guint i = 0; i < calendar->events->len; i++)
        append_event(&writer, g_ptr_array_index(calendar->events, i));
    g_string_append_len(text, events->str, (gssize)events->len);
    g_string_append(text, "END:VCALENDAR\n");
    return g_string_free(text, FALSE);
}
