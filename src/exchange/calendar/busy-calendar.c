#include "exchange/calendar/busy-calendar.h"

#include "exchange/calendar/busy-private.h"

#include <string.h>

void
busy_event_free(BusyEvent *event)
{
    if (event == NULL)
        return;
    g_clear_pointer(&event->rules, g_ptr_array_unref);
    g_clear_pointer(&event->exclusion_rules, g_ptr_array_unref);
    g_clear_pointer(&event->periods, g_array_unref);
    g_clear_pointer(&event->exclusions, g_array_unref);
    g_free(event->uid);
    g_free(event);
}

void
busy_zone_free(BusyZone *zone)
{
    g_free(zone->tzid);
    g_free(zone->name);
    g_free(zone);
}

void
busy_calendar_free(BusyCalendar *calendar)
{
    if (calendar == NULL)
        return;
    g_clear_pointer(&calendar->events, g_ptr_array_unref);
    g_clear_pointer(&calendar->zones, g_ptr_array_unref);
    g_clear_pointer(&calendar->own_zones, g_ptr_array_unref);
    g_clear_pointer(&calendar->names, zone_names_free);
    g_free(calendar);
}

static CalendarZone *
zone_of(const BusyCalendar *calendar, const CalendarTime *wall)
{
    const BusyZone *zone = g_ptr_array_index(calendar->zones, wall->zone);

    return zone->zone;
}

/* Whole days and floating times are those of Beijing. */
gint64
busy_to_utc(const BusyCalendar *calendar, const CalendarTime *wall, gint64 civil)
{
    if (wall->form == FORM_UTC)
        return civil;
    if (wall->form == FORM_ZONED)
        return calendar_zone_to_utc(zone_of(calendar, wall), civil);
    return civil - BUSY_OFFSET_OF_BEIJING;
}

gint64
busy_to_civil(const BusyCalendar *calendar, const CalendarTime *wall, gint64 utc)
{
    if (wall->form == FORM_UTC)
        return utc;
    if (wall->form == FORM_ZONED)
        return calendar_zone_to_civil(zone_of(calendar, wall), utc);
    return utc + BUSY_OFFSET_OF_BEIJING;
}

gint64
busy_utc_of(const BusyCalendar *calendar, const CalendarTime *time)
{
    return busy_to_utc(calendar, time, time->civil);
}

gint64
busy_local_day(const BusyCalendar *calendar, const CalendarTime *time)
{
    return civil_day_of(busy_utc_of(calendar, time) + BUSY_OFFSET_OF_BEIJING);
}

gboolean
busy_event_counts(const BusyEvent *event)
{
    return !event->is_cancelled && !event->is_free;
}

const CalendarTime *
busy_event_start(const BusyEvent *event)
{
    return event->has_start ? &event->start : &event->occurrence;
}

static gboolean
accept(gint64 civil, gpointer data)
{
    (void)civil;
    (void)data;
    return TRUE;
}

/* Occurrences at a time of the day that is one are few enough whatever the days,
 * and their days can be at most all. */
static gboolean
is_once_a_day(const Recurrence *rule)
{
    return rule->frequency >= FREQUENCY_DAILY && (rule->hours & (rule->hours - 1)) == 0 &&
           (rule->minutes & (rule->minutes - 1)) == 0 && (rule->seconds & (rule->seconds - 1)) == 0;
}

/* One year of a rule is as good as any. */
gboolean
busy_rule_is_sound(const Recurrence *rule, const CalendarTime *start, guint64 *steps)
{
    enum { STEPS_A_YEAR = 200 * 1000 };
    const RecurrenceSpan span = {start->civil, start->form == FORM_DATE, start->civil,
                                 start->civil + G_GINT64_CONSTANT(366) * CIVIL_SECONDS_PER_DAY};
    const guint64 most = MIN(*steps, STEPS_A_YEAR);
    guint64 left = most;
    gboolean is_sound;

    if (is_once_a_day(rule))
        return TRUE;
    is_sound = recurrence_walk(rule, &span, &left, accept, NULL);
    *steps -= most - left;
    return is_sound;
}

static gint
compare_times(const BusyCalendar *calendar, const CalendarTime *left, const CalendarTime *right)
{
    gint64 a = busy_utc_of(calendar, left);
    gint64 b = busy_utc_of(calendar, right);

    return a != b ? (a < b ? -1 : 1) : 0;
}

static gint
compare_flags(gboolean left, gboolean right)
{
    return left != right ? (left ? 1 : -1) : 0;
}

/* What tells the versions of one thing from other things. */
static gint
compare_things(const BusyCalendar *calendar, const BusyEvent *left, const BusyEvent *right)
{
    gint order;

    if (left->uid == NULL || right->uid == NULL)
        return compare_flags(left->uid == NULL, right->uid == NULL);
    order = strcmp(left->uid, right->uid);
    if (order == 0)
        order = compare_flags(left->is_freebusy, right->is_freebusy);
    if (order == 0)
        order = compare_flags(left->is_override, right->is_override);
    if (order == 0 && left->is_override)
        return compare_times(calendar, &left->occurrence, &right->occurrence);
    /* One person's free-busy times may come month by month. */
    if (order == 0 && left->is_freebusy && left->has_start && right->has_start)
        return compare_times(calendar, &left->start, &right->start);
    return order;
}

static gint
compare_events(gconstpointer left, gconstpointer right, gpointer data)
{
    const BusyEvent *a = *(BusyEvent *const *)left;
    const BusyEvent *b = *(BusyEvent *const *)right;
    gint order = compare_things(data, a, b);

    if (order != 0)
        return order;
    if (a->uid != NULL && a->sequence != b->sequence)
        return a->sequence < b->sequence ? -1 : 1;
    if (a->uid != NULL && a->stamp != b->stamp)
        return a->stamp < b->stamp ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* Events of one UID: the series, and what changes occurrences of it. */
typedef struct {
    BusyCalendar *calendar;
    guint begin;
    guint end;
} Family;

static BusyEvent *
member(const Family *family, guint place)
{
    return g_ptr_array_index(family->calendar->events, place);
}

static BusyEvent *
find_series(const Family *family)
{
    BusyEvent *first = member(family, family->begin);

    return !first->is_override && !first->is_freebusy ? first : NULL;
}

static void
drop(const Family *family, guint place)
{
    g_clear_pointer(&family->calendar->events->pdata[place], busy_event_free);
}

/* Whoever cancels a series cancels what was changed in it before. */
static gboolean
is_cancelled_with(const BusyEvent *series, const BusyEvent *event)
{
    return series != NULL && series->is_cancelled && event->is_override &&
           event->sequence <= series->sequence;
}

/* A series that takes no time is needed only where a change lets the rest of it
 * take time; an occurrence that takes none, only to leave it out of a series. */
static void
settle_family(const Family *family)
{
    BusyEvent *series = find_series(family);
    gboolean is_needed = series != NULL && !series->is_cancelled && !series->is_free;

    for (guint i = family->begin; i < family->end; i++) {
        BusyEvent *event = member(family, i);

        if (is_cancelled_with(series, event))
            event->is_cancelled = TRUE;
        if (series != NULL && !series->is_cancelled && event->and_future && busy_event_counts(event))
            is_needed = TRUE;
    }
    for (guint i = family->begin; i < family->end; i++) {
        if (!is_needed && !busy_event_counts(member(family, i)))
            drop(family, i);
    }
}

static void
keep_newest(BusyCalendar *calendar)
{
    GPtrArray *events = calendar->events;

    g_ptr_array_sort_with_data(events, compare_events, calendar);
    for (guint i = 0; i + 1 < events->len; i++) {
        const BusyEvent *event = events->pdata[i];

        if (event->uid != NULL && compare_things(calendar, event, events->pdata[i + 1]) == 0)
            g_clear_pointer(&events->pdata[i], busy_event_free);
    }
}

static void
close_gaps(GPtrArray *events)
{
    guint n_kept = 0;

    for (guint i = 0; i < events->len; i++) {
        gpointer event = g_steal_pointer(&events->pdata[i]);

        if (event != NULL)
            events->pdata[n_kept++] = event;
    }
    g_ptr_array_set_size(events, (gint)n_kept);
}

void
busy_calendar_settle(BusyCalendar *calendar)
{
    Family family = {calendar, 0, 0};

    keep_newest(calendar);
    close_gaps(calendar->events);
    while (family.begin < calendar->events->len) {
        const char *uid = member(&family, family.begin)->uid;

        family.end = family.begin + 1;
        while (uid != NULL && family.end < calendar->events->len &&
               g_strcmp0(member(&family, family.end)->uid, uid) == 0)
            family.end++;
        settle_family(&family);
        family.begin = family.end;
    }
    close_gaps(calendar->events);
}

static gint
compare_spans(gconstpointer left, gconstpointer right)
{
    const BusySpan *a = left;
    const BusySpan *b = right;

    return a->begin != b->begin ? (a->begin < b->begin ? -1 : 1) : (a->end < b->end ? -1 : a->end > b->end);
}

void
busy_spans_merge(GArray *spans)
{
    guint n_kept = 0;

    g_array_sort(spans, compare_spans);
    for (guint i = 0; i < spans->len; i++) {
        BusySpan span = g_array_index(spans, BusySpan, i);
        BusySpan *last = n_kept > 0 ? &g_array_index(spans, BusySpan, n_kept - 1) : NULL;

        if (last != NULL && span.begin <= last->end)
            last->end = MAX(last->end, span.end);
        else
            g_array_index(spans, BusySpan, n_kept++) = span;
    }
    g_array_set_size(spans, n_kept);
}
