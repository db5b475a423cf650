/* The properties of an event that say when it is. */
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/calendar/busy-private.h"

#include <string.h>

static void
fail(BusyReader *reader, const ContentLine *line, const char *rule, const char *remedy)
{
    busy_reader_fail_event(reader, line, g_strdup(rule), g_strdup(remedy));
}

static void
fail_as_no_time(BusyReader *reader, const ContentLine *line)
{
    fail(reader, line, _("not a day or a time of any calendar"),
         _("correct the event in the calendar it comes from"));
}

/* One time, in the zone that the line names. */
static gboolean
read_time(BusyReader *reader, const ContentLine *line, Slice text, CalendarTime *ret_time)
{
    CalendarTime time;
    Slice tzid;

    if (!calendar_time_read(text, &time)) {
        fail_as_no_time(reader, line);
        return FALSE;
    }
    if (time.form == FORM_FLOATING && content_line_parameter(line, "TZID", &tzid) && tzid.length > 0) {
        time.form = FORM_ZONED;
        if (!busy_zone_place(reader, tzid, &time.zone)) {
            fail(reader, line, _("too many time zones in one file"),
                 _("export a shorter time, or several files"));
            return FALSE;
        }
    }
    *ret_time = time;
    return TRUE;
}

static void
read_start(BusyReader *reader, const ContentLine *line)
{
    reader->event->has_start = read_time(reader, line, line->value, &reader->event->start);
}

static void
read_end(BusyReader *reader, const ContentLine *line)
{
    reader->event->has_end = read_time(reader, line, line->value, &reader->event->end);
}

static void
read_duration(BusyReader *reader, const ContentLine *line)
{
    reader->event->has_duration = calendar_duration_read(line->value, &reader->event->duration);
    if (!reader->event->has_duration)
        fail(reader, line, _("not a duration such as PT1H30M"),
             _("correct the event in the calendar it comes from"));
}

static void
read_occurrence(BusyReader *reader, const ContentLine *line)
{
    BusyEvent *event = reader->event;
    Slice range;

    event->is_override = read_time(reader, line, line->value, &event->occurrence);
    if (!content_line_parameter(line, "RANGE", &range))
        return;
    event->and_future = slice_is(range, "THISANDFUTURE");
    if (!event->and_future)
        fail(reader, line, _("only THISANDFUTURE is understood as a range"),
             _("correct the event in the calendar it comes from"));
}

/* What a rule is wrong in stands in the message: it may be long. */
static void
add_rule(BusyReader *reader, const ContentLine *line, GPtrArray **rules)
{
    g_autoptr(Recurrence) rule = NULL;
    Slice part;
    RecurrenceReading reading = recurrence_read(line->value, &rule, &part);

    if (reading == RECURRENCE_FOREIGN) {
        busy_reader_tell(
            reader, CHA_SEVERITY_NOTE, line,
            g_strdup(_("repeats by another calendar than the Gregorian; only its first time counts")),
            g_strdup(_("add the other days as events of their own")));
        return;
    }
    if (reading == RECURRENCE_WRONG) {
        g_autofree char *shown = slice_show(part);

        busy_reader_fail_event(reader, line,
                               g_strdup_printf(_("\"%s\" is not a part of a recurrence rule"), shown),
                               g_strdup(_("correct the event in the calendar it comes from")));
        return;
    }
    if (*rules == NULL)
        *rules = g_ptr_array_new_with_free_func((GDestroyNotify)recurrence_free);
    if ((*rules)->len == BUSY_MAX_RULES) {
        fail(reader, line, _("too many recurrence rules in one event"),
             _("correct the event in the calendar it comes from"));
        return;
    }
    g_ptr_array_add(*rules, g_steal_pointer(&rule));
}

static void
read_rule(BusyReader *reader, const ContentLine *line)
{
    add_rule(reader, line, &reader->event->rules);
}

static void
read_exclusion_rule(BusyReader *reader, const ContentLine *line)
{
    add_rule(reader, line, &reader->event->exclusion_rules);
}

static gboolean
count_date(BusyReader *reader, const ContentLine *line)
{
    if (reader->n_dates++ < BUSY_MAX_DATES)
        return TRUE;
    if (!reader->reading.is_broken)
        busy_reader_break(
            reader, line,
            g_strdup_printf(_("more than %d single days and times in one file"), BUSY_MAX_DATES),
            g_strdup(_("export a shorter time, or several files")));
    return FALSE;
}

static void
read_exclusions(BusyReader *reader, const ContentLine *line)
{
    BusyEvent *event = reader->event;
    Slice rest = line->value;
    Slice piece;

    if (event->exclusions == NULL)
        event->exclusions = g_array_new(FALSE, FALSE, sizeof(CalendarTime));
    while (slice_split(&rest, ',', &piece)) {
        CalendarTime time;

        if (slice_strip(piece).length == 0)
            continue;
        if (!count_date(reader, line) || !read_time(reader, line, piece, &time))
            return;
        g_array_append_val(event->exclusions, time);
    }
}

/* "start", "start/end" or "start/duration". */
static gboolean
read_period(BusyReader *reader, const ContentLine *line, Slice text, BusyPeriod *ret_period)
{
    BusyPeriod period = {0};
    Slice start;

    if (!slice_split(&text, '/', &start) || !read_time(reader, line, start, &period.start))
        return FALSE;
    if (text.bytes != NULL) {
        period.has_duration = calendar_duration_read(text, &period.duration);
        period.has_end = !period.has_duration;
        if (period.has_end && !read_time(reader, line, text, &period.end))
            return FALSE;
    }
    *ret_period = period;
    return TRUE;
}

static void
read_periods(BusyReader *reader, const ContentLine *line)
{
    BusyEvent *event = reader->event;
    Slice rest = line->value;
    Slice piece;

    if (event->periods == NULL)
        event->periods = g_array_new(FALSE, FALSE, sizeof(BusyPeriod));
    while (slice_split(&rest, ',', &piece)) {
        BusyPeriod period;

        if (slice_strip(piece).length == 0)
            continue;
        if (!count_date(reader, line) || !read_period(reader, line, piece, &period))
            return;
        g_array_append_val(event->periods, period);
    }
}

/* Everything but FREE is busy, also what no standard knows. */
static void
read_freebusy(BusyReader *reader, const ContentLine *line)
{
    Slice type;

    if (!content_line_parameter(line, "FBTYPE", &type) || !slice_is(type, "FREE"))
        read_periods(reader, line);
}

/* UIDs may tell who meets whom; a digest tells events apart as well. */
static void
read_uid(BusyReader *reader, const ContentLine *line)
{
    enum { UID_DIGITS = 32 };
    BusyEvent *event = reader->event;
    Slice uid = slice_strip(line->value);
    char hex[DIGEST_HEX_SIZE];
    Digest digest;

    g_clear_pointer(&event->uid, g_free);
    if (uid.length == 0)
        return;
    if (reader->origin == BUSY_FROM_STORE) {
        event->uid = g_strndup(uid.bytes, uid.length);
        return;
    }
    digest = digest_of(uid.bytes, uid.length);
    digest_to_hex(&digest, hex);
    event->uid = g_strndup(hex, UID_DIGITS);
}

static void
read_sequence(BusyReader *reader, const ContentLine *line)
{
    (void)!calendar_number_read(line->value, 0, G_MAXINT64, &reader->event->sequence);
}

static void
read_stamp(BusyReader *reader, const ContentLine *line)
{
    CalendarTime stamp;

    if (calendar_time_read(line->value, &stamp))
        reader->event->stamp = stamp.civil;
}

static void
read_status(BusyReader *reader, const ContentLine *line)
{
    reader->event->is_cancelled = slice_is(slice_strip(line->value), "CANCELLED");
}

/* "TRANSPARENT-NOCONFLICT" was in the first standard. */
static void
read_transparency(BusyReader *reader, const ContentLine *line)
{
    static const char TRANSPARENT[] = "TRANSPARENT";
    Slice value = slice_strip(line->value);

    value.length = MIN(value.length, strlen(TRANSPARENT));
    reader->event->is_free = reader->event->is_free || slice_is(value, TRANSPARENT);
}

static void
read_busy_status(BusyReader *reader, const ContentLine *line)
{
    reader->event->is_free = reader->event->is_free || slice_is(slice_strip(line->value), "FREE");
}

enum { IN_EVENT = 1, IN_FREEBUSY = 2, SAYS_WHEN = 4 };

typedef struct {
    const char *name;
    guint flags;
    void (*read)(BusyReader *reader, const ContentLine *line);
} Property;

static const Property PROPERTIES[] = {
    {"DTSTART", IN_EVENT | IN_FREEBUSY | SAYS_WHEN, read_start},
    {"DTEND", IN_EVENT | SAYS_WHEN, read_end},
    {"DURATION", IN_EVENT, read_duration},
    {"RECURRENCE-ID", IN_EVENT | SAYS_WHEN, read_occurrence},
    {"RRULE", IN_EVENT, read_rule},
    {"EXRULE", IN_EVENT, read_exclusion_rule},
    {"RDATE", IN_EVENT | SAYS_WHEN, read_periods},
    {"EXDATE", IN_EVENT | SAYS_WHEN, read_exclusions},
    {"FREEBUSY", IN_FREEBUSY | SAYS_WHEN, read_freebusy},
    {"UID", IN_EVENT | IN_FREEBUSY, read_uid},
    {"SEQUENCE", IN_EVENT | IN_FREEBUSY, read_sequence},
    {"DTSTAMP", IN_EVENT | IN_FREEBUSY, read_stamp},
    {"STATUS", IN_EVENT, read_status},
    {"TRANSP", IN_EVENT, read_transparency},
    {"X-MICROSOFT-CDO-BUSYSTATUS", IN_EVENT, read_busy_status},
};

void
busy_property_read(BusyReader *reader, ContentLine *line)
{
    const guint place = reader->event->is_freebusy ? IN_FREEBUSY : IN_EVENT;

    for (gsize i = 0; i < G_N_ELEMENTS(PROPERTIES); i++) {
        const Property *property = &PROPERTIES[i];

        if (!slice_is(line->name, property->name))
            continue;
        if ((property->flags & place) == 0)
            return;
        if ((property->flags & SAYS_WHEN) != 0)
            content_line_part_late(line);
        if (line->is_cut)
            fail(reader, line, _("longer than a line may be, 1 MiB"),
                 _("correct the event in the calendar it comes from"));
        else
            property->read(reader, line);
        return;
    }
}

static gboolean
check_rules(BusyReader *reader, const ContentLine *begin, const GPtrArray *rules)
{
    const CalendarTime *start = busy_event_start(reader->event);

    for (guint i = 0; rules != NULL && i < rules->len; i++) {
        const Recurrence *rule = g_ptr_array_index(rules, i);

        if (start->form == FORM_DATE && rule->frequency < FREQUENCY_DAILY) {
            fail(reader, begin, _("a whole day cannot repeat within the day"),
                 _("correct the event in the calendar it comes from"));
            return FALSE;
        }
        if (!busy_rule_is_sound(rule, start, &reader->steps)) {
            fail(reader, begin, _("the event repeats too often to be followed"),
                 _("replace it by one that lasts from the first to the last time of a day"));
            return FALSE;
        }
    }
    return TRUE;
}

/* Whether it ends before it begins, as they are written. */
static gboolean
is_backward(const BusyEvent *event)
{
    if (event->has_end)
        return event->end.form == event->start.form && event->end.zone == event->start.zone &&
               event->end.civil < event->start.civil;
    return event->has_duration && (event->duration.days < 0 || event->duration.seconds < 0);
}

gboolean
busy_event_check(BusyReader *reader)
{
    const BusyEvent *event = reader->event;
    ContentLine begin = {.number = event->line};

    if (reader->event_is_wrong || reader->reading.is_broken)
        return FALSE;
    if (event->is_freebusy)
        return TRUE;
    if (!event->has_start && !event->is_override && busy_event_counts(event)) {
        fail(reader, &begin, _("the event has no beginning (DTSTART)"),
             _("correct the event in the calendar it comes from"));
        return FALSE;
    }
    if (reader->origin == BUSY_FROM_OUTSIDE && busy_event_counts(event) && event->has_start &&
        is_backward(event))
        busy_reader_tell(reader, CHA_SEVERITY_NOTE, &begin,
                         g_strdup(_("the event ends before it begins, so it takes no time")), NULL);
    if (event->rules != NULL && ++reader->n_series > BUSY_MAX_SERIES) {
        busy_reader_break(reader, &begin,
                          g_strdup_printf(_("more than %d events that repeat in one file"), BUSY_MAX_SERIES),
                          g_strdup(_("export a shorter time, or several files")));
        return FALSE;
    }
    return check_rules(reader, &begin, event->rules) && check_rules(reader, &begin, event->exclusion_rules);
}
