#include "exchange/calendar/calendar.h"

#include "base/digest.h"
#include "exchange/calendar/calendar-line.h"

#include <libical/ical.h>
#include <string.h>

const char CALENDAR_PRODUCT[] = "-//choucha//choucha " CHOUCHA_VERSION "//EN";

#define ZONE "Asia/Shanghai"

/* No client may have to guess: one zone, in full, without daylight saving. */
static const char TIME_ZONE[] = "BEGIN:VTIMEZONE\r\n"
                                "TZID:" ZONE "\r\n"
                                "BEGIN:STANDARD\r\n"
                                "DTSTART:19700101T000000\r\n"
                                "TZOFFSETFROM:+0800\r\n"
                                "TZOFFSETTO:+0800\r\n"
                                "TZNAME:CST\r\n"
                                "END:STANDARD\r\n"
                                "END:VTIMEZONE\r\n";
static const char HOW_OFTEN[] = "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
                                "X-PUBLISHED-TTL:PT1H\r\n";
static const char FOOT[] = "END:VCALENDAR\r\n";

static const char CANCELLED[] = "【已取消】";
/* PUBLISH needs an organizer; nobody can be written to at .invalid. */
static const char NO_ADDRESS[] = "mailto:organizer@choucha.invalid";

enum { MINUTES_PER_DAY = 24 * 60, EVENING = 18 * 60 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalcomponent, icalcomponent_free)

void
calendar_uid(const char *campaign, const char *visit, char ret_uid[CALENDAR_UID_SIZE])
{
    enum { UID_DIGITS = 32 };
    g_autofree char *named = g_strdup_printf("uid|%s|%s", campaign, visit);
    Digest digest = digest_of(named, strlen(named));
    char hex[DIGEST_HEX_SIZE];

    digest_to_hex(&digest, hex);
    g_snprintf(ret_uid, CALENDAR_UID_SIZE, "%.*s@choucha", UID_DIGITS, hex);
}

gint
calendar_event_compare(const CalendarEvent *left, const CalendarEvent *right)
{
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    if (left->span.begin != right->span.begin)
        return left->span.begin < right->span.begin ? -1 : 1;
    return strcmp(left->uid, right->uid);
}

static void
add_text(GString *output, const char *name, const char *text)
{
    g_autofree char *escaped = calendar_text_escape(text);
    g_autofree char *line = g_strconcat(name, ":", escaped, NULL);

    calendar_line_add(output, line);
}

/* What every calendar begins with. */
static void
add_beginning(GString *output)
{
    g_string_append_printf(output,
                           "BEGIN:VCALENDAR\r\n"
                           "VERSION:2.0\r\n"
                           "PRODID:%s\r\n"
                           "CALSCALE:GREGORIAN\r\n",
                           CALENDAR_PRODUCT);
}

void
calendar_add_head(GString *output, const char *name)
{
    add_beginning(output);
    g_string_append(output, "METHOD:PUBLISH\r\n");
    add_text(output, "NAME", name);
    add_text(output, "X-WR-CALNAME", name);
    g_string_append(output, HOW_OFTEN);
    g_string_append(output, TIME_ZONE);
}

void
calendar_add_foot(GString *output)
{
    g_string_append(output, FOOT);
}

/* Times are written as they are read on the wall; the zone is named beside
 * them. libical is never asked to convert one. */
static icaltimetype
wall_time(ChaDay day, guint minutes)
{
    icaltimetype time = icaltime_null_time();

    cha_day_parts(day, &time.year, &time.month, &time.day);
    time.hour = (int)minutes / 60;
    time.minute = (int)minutes % 60;
    return time;
}

static icalproperty *
with_zone(icalproperty *property)
{
    icalproperty_add_parameter(property, icalparameter_new_tzid(ZONE));
    return property;
}

/* "2027-01-05T02:00:00Z" without its marks is what iCalendar writes. */
static icaltimetype
utc_time(const char *text)
{
    g_autoptr(GString) digits = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++) {
        if (*at != '-' && *at != ':')
            g_string_append_c(digits, *at);
    }
    return icaltime_from_string(digits->str);
}

static icalproperty *
organizer_of(const CalendarEvent *event)
{
    icalproperty *organizer = NULL;

    if (event->organizer_email == NULL || *event->organizer_email == '\0') {
        organizer = icalproperty_new_organizer(NO_ADDRESS);
    } else {
        g_autofree char *address = g_uri_escape_string(event->organizer_email, "@!$&'*+=/?^`{|}", FALSE);
        g_autofree char *uri = g_strconcat("mailto:", address, NULL);

        organizer = icalproperty_new_organizer(uri);
    }
    if (event->organizer != NULL && *event->organizer != '\0') {
        g_autofree char *name = calendar_parameter_escape(event->organizer);

        icalproperty_add_parameter(organizer, icalparameter_new_cn(name));
    }
    return organizer;
}

/* Relative to the beginning: an absolute time is ignored by many clients. */
static icalcomponent *
alarm_of(const CalendarEvent *event, const char *summary)
{
    struct icaltriggertype trigger = {0};
    guint minutes_before = event->span.begin + MINUTES_PER_DAY - EVENING;

    trigger.time = icaltime_null_time();
    trigger.duration = icaldurationtype_from_int(-60 * (int)minutes_before);
    return icalcomponent_vanew(ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
                               icalproperty_new_trigger(trigger), icalproperty_new_description(summary),
                               NULL);
}

/* What libical writes right, in the order in which it shall stand. */
static icalcomponent *
component_of(const CalendarEvent *event, gboolean has_organizer)
{
    icaltimetype revised_at = utc_time(event->revised_at);
    g_autofree char *clean = calendar_text_clean(event->summary);
    g_autofree char *summary = g_strconcat(event->is_cancelled ? CANCELLED : "", clean, NULL);
    icalcomponent *component = icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(event->uid), icalproperty_new_dtstamp(revised_at),
        icalproperty_new_lastmodified(revised_at), icalproperty_new_sequence((int)event->revision),
        with_zone(icalproperty_new_dtstart(wall_time(event->day, event->span.begin))),
        with_zone(icalproperty_new_dtend(wall_time(event->day, event->span.end))),
        icalproperty_new_status(event->is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED),
        icalproperty_new_transp(event->is_cancelled ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE),
        icalproperty_new_class(event->is_private ? ICAL_CLASS_PRIVATE : ICAL_CLASS_PUBLIC), NULL);

    if (has_organizer)
        icalcomponent_add_property(component, organizer_of(event));
    icalcomponent_add_property(component, icalproperty_new_summary(summary));
    if (event->location != NULL && *event->location != '\0') {
        g_autofree char *location = calendar_text_clean(event->location);

        icalcomponent_add_property(component, icalproperty_new_location(location));
    }
    if (event->description != NULL && *event->description != '\0') {
        g_autofree char *description = calendar_text_clean(event->description);

        icalcomponent_add_property(component, icalproperty_new_description(description));
    }
    if (event->has_alarm && !event->is_cancelled)
        icalcomponent_add_component(component, alarm_of(event, summary));
    return component;
}

static void
add_libical(GString *output, char *lines)
{
    calendar_line_add_folded(output, lines);
    icalmemory_free_buffer(lines);
}

/* A comma in a category parts two for libical, and writing GEO it changes the
 * locale of the process. */
static void
add_by_hand(GString *output, const CalendarEvent *event)
{
    if (event->latitude != NULL && event->longitude != NULL && *event->latitude != '\0' &&
        *event->longitude != '\0')
        g_string_append_printf(output, "GEO:%s;%s\r\n", event->latitude, event->longitude);
    if (event->categories != NULL && event->categories->len > 0) {
        g_autoptr(GString) line = g_string_new("CATEGORIES");

        for (guint i = 0; i < event->categories->len; i++) {
            g_autofree char *category = calendar_text_escape(event->categories->pdata[i]);

            g_string_append_printf(line, "%c%s", i == 0 ? ':' : ',', category);
        }
        calendar_line_add(output, line->str);
    }
}

static void
add_event(GString *output, const CalendarEvent *event, gboolean has_organizer)
{
    g_autoptr(icalcomponent) component = component_of(event, has_organizer);
    icalcomponent *alarm = NULL;

    g_string_append(output, "BEGIN:VEVENT\r\n");
    for (icalproperty *property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
         property != NULL; property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY))
        add_libical(output, icalproperty_as_ical_string_r(property));
    add_by_hand(output, event);
    alarm = icalcomponent_get_first_component(component, ICAL_VALARM_COMPONENT);
    if (alarm != NULL)
        add_libical(output, icalcomponent_as_ical_string_r(alarm));
    g_string_append(output, "END:VEVENT\r\n");
}

void
calendar_add_event(GString *output, const CalendarEvent *event)
{
    add_event(output, event, TRUE);
}

void
calendar_add_object(GString *output, const CalendarEvent *event)
{
    add_beginning(output);
    g_string_append(output, TIME_ZONE);
    add_event(output, event, FALSE);
    calendar_add_foot(output);
}
