/* From events to the spans in which their owner is busy. */
#include "exchange/calendar/busy-private.h"

/* A change of all occurrences from a time on. */
typedef struct {
    gint64 utc;
    const BusyEvent *change;
} Turn;

/* Events of one UID while their spans are found. */
typedef struct {
    const BusyCalendar *calendar;
    const BusyEvent *series;
    GPtrArray *changes; /* (element-type BusyEvent) borrowed: single occurrences, in order of time */
    GArray *turns;      /* (element-type Turn) those of them that change the rest, too */
    gint64 begin;
    gint64 end;
    guint64 *steps;
    GArray *spans;
    /* Occurrences of the series that are left out or changed: UTC times, and
     * days on the wall of the series. */
    GHashTable *excluded_times;
    GHashTable *excluded_days;
    const Recurrence *rule; /* that is being followed, for its UNTIL */
} Expansion;

static void
expansion_clear(Expansion *expansion)
{
    g_clear_pointer(&expansion->changes, g_ptr_array_unref);
    g_clear_pointer(&expansion->turns, g_array_unref);
    g_clear_pointer(&expansion->excluded_times, g_hash_table_unref);
    g_clear_pointer(&expansion->excluded_days, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Expansion, expansion_clear)

static void
add_span(Expansion *expansion, gint64 begin, gint64 end)
{
    BusySpan span = {MAX(begin, expansion->begin), MIN(end, expansion->end)};

    if (span.begin < span.end)
        g_array_append_val(expansion->spans, span);
}

/* How long something is: exactly as long as its first occurrence when an end is
 * given, else by the clock of each (RFC 5545, section 3.8.5.3). */
typedef struct {
    gboolean is_exact;
    gint64 seconds;            /* when exact */
    CalendarDuration duration; /* else */
} Length;

static Length
length_of(const BusyCalendar *calendar, const CalendarTime *start, const CalendarTime *end,
          const CalendarDuration *duration)
{
    Length length = {.is_exact = TRUE};

    if (end != NULL)
        length.seconds = busy_utc_of(calendar, end) - busy_utc_of(calendar, start);
    else if (duration != NULL)
        length = (Length){.is_exact = FALSE, .duration = *duration};
    /* Without an end, and with the end that some programs give it, a day lasts
     * a day. */
    if (start->form == FORM_DATE && length.is_exact && length.seconds == 0)
        length.seconds = CIVIL_SECONDS_PER_DAY;
    return length;
}

static Length
length_of_event(const BusyCalendar *calendar, const BusyEvent *event)
{
    return length_of(calendar, busy_event_start(event), event->has_end ? &event->end : NULL,
                     event->has_duration ? &event->duration : NULL);
}

static gint64
longest(const Length *length)
{
    return length->is_exact ? length->seconds
                            : (length->duration.days + 1) * CIVIL_SECONDS_PER_DAY + length->duration.seconds;
}

/* Adds an occurrence that begins at @civil on the wall of @wall. */
static void
add_occurrence(Expansion *expansion, const CalendarTime *wall, gint64 civil, const Length *length)
{
    const BusyCalendar *calendar = expansion->calendar;
    gint64 begin = busy_to_utc(calendar, wall, civil);
    gint64 end = begin + length->seconds;

    if (!length->is_exact)
        end = busy_to_utc(calendar, wall, civil + length->duration.days * CIVIL_SECONDS_PER_DAY) +
              length->duration.seconds;
    add_span(expansion, begin, end);
}

static void
add_change(Expansion *expansion, const BusyEvent *change)
{
    const CalendarTime *start = busy_event_start(change);
    Length length = length_of_event(expansion->calendar, change);

    if (busy_event_counts(change))
        add_occurrence(expansion, start, start->civil, &length);
}

static gpointer
key_of(gint64 number)
{
    return g_memdup2(&number, sizeof number);
}

static gboolean
has_number(GHashTable *table, gint64 number)
{
    return g_hash_table_contains(table, &number);
}

/* Leaves out the occurrence that @time means. A day means all that begin on it;
 * a time without zone is one on the wall of the series, or, where that shows
 * UTC, perhaps on one in Beijing. */
static void
exclude(Expansion *expansion, const CalendarTime *time)
{
    const CalendarTime *start = busy_event_start(expansion->series);
    gint64 utc = busy_utc_of(expansion->calendar, time);

    if (start->form == FORM_DATE)
        g_hash_table_add(expansion->excluded_days, key_of(busy_local_day(expansion->calendar, time)));
    else if (time->form == FORM_DATE)
        g_hash_table_add(expansion->excluded_days, key_of(civil_day_of(time->civil)));
    else
        g_hash_table_add(expansion->excluded_times, key_of(utc));
    if (time->form == FORM_FLOATING && (start->form == FORM_ZONED || start->form == FORM_UTC))
        g_hash_table_add(expansion->excluded_times,
                         key_of(busy_to_utc(expansion->calendar, start, time->civil)));
}

static gboolean
is_past_until(const Expansion *expansion, gint64 civil)
{
    const CalendarTime *start = busy_event_start(expansion->series);
    const CalendarTime *until = &expansion->rule->until;

    if (!expansion->rule->has_until)
        return FALSE;
    if (start->form == FORM_DATE)
        return civil_day_of(civil) > busy_local_day(expansion->calendar, until);
    if (until->form == FORM_DATE)
        return civil_day_of(civil) > civil_day_of(until->civil);
    if (until->form == FORM_FLOATING)
        return civil > until->civil;
    return busy_to_utc(expansion->calendar, start, civil) > until->civil;
}

/* The last change of the rest of a series that concerns an occurrence. */
static const BusyEvent *
find_turn(const Expansion *expansion, gint64 utc)
{
    guint low = 0;
    guint high = expansion->turns->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(expansion->turns, Turn, middle).utc <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? g_array_index(expansion->turns, Turn, low - 1).change : NULL;
}

/* A change of the rest of the series moves every occurrence by as much, on the
 * wall, as the first. */
static void
add_turned(Expansion *expansion, const BusyEvent *turn, gint64 utc)
{
    const BusyCalendar *calendar = expansion->calendar;
    const CalendarTime *start = busy_event_start(turn);
    Length length = length_of_event(calendar, turn);
    gint64 shift = start->civil - busy_to_civil(calendar, start, busy_utc_of(calendar, &turn->occurrence));

    if (busy_event_counts(turn))
        add_occurrence(expansion, start, busy_to_civil(calendar, start, utc) + shift, &length);
}

static void
add_unless_excluded(Expansion *expansion, gint64 civil, const Length *length)
{
    const CalendarTime *start = busy_event_start(expansion->series);
    gint64 utc = busy_to_utc(expansion->calendar, start, civil);
    const BusyEvent *turn;

    if (has_number(expansion->excluded_times, utc) ||
        has_number(expansion->excluded_days, civil_day_of(civil)))
        return;
    turn = find_turn(expansion, utc);
    if (turn != NULL)
        add_turned(expansion, turn, utc);
    else if (busy_event_counts(expansion->series))
        add_occurrence(expansion, start, civil, length);
}

static gboolean
add_by_rule(gint64 civil, gpointer data)
{
    Expansion *expansion = data;
    Length length = length_of_event(expansion->calendar, expansion->series);

    if (is_past_until(expansion, civil))
        return FALSE;
    add_unless_excluded(expansion, civil, &length);
    return TRUE;
}

/* What is left out is remembered, and so costs more than what is only found. */
static gboolean
exclude_by_rule(gint64 civil, gpointer data)
{
    enum { STEPS_TO_REMEMBER = 10 };
    Expansion *expansion = data;
    const CalendarTime *start = busy_event_start(expansion->series);

    if (is_past_until(expansion, civil))
        return FALSE;
    *expansion->steps -= MIN(*expansion->steps, STEPS_TO_REMEMBER);
    if (start->form == FORM_DATE)
        g_hash_table_add(expansion->excluded_days, key_of(civil_day_of(civil)));
    else
        g_hash_table_add(expansion->excluded_times, key_of(busy_to_utc(expansion->calendar, start, civil)));
    return TRUE;
}

/* A single day more (RDATE) begins when the series does; a single time in a
 * series of days means its day. */
static gint64
civil_of_period(const Expansion *expansion, const BusyPeriod *period)
{
    const BusyCalendar *calendar = expansion->calendar;
    const CalendarTime *start = busy_event_start(expansion->series);

    if (start->form == FORM_DATE)
        return busy_local_day(calendar, &period->start) * CIVIL_SECONDS_PER_DAY;
    if (period->start.form == FORM_DATE)
        return period->start.civil + civil_second_of_day(start->civil);
    if (period->start.form == FORM_FLOATING && start->form == FORM_ZONED)
        return period->start.civil;
    return busy_to_civil(calendar, start, busy_utc_of(calendar, &period->start));
}

static void
add_periods(Expansion *expansion)
{
    const BusyEvent *series = expansion->series;

    for (guint i = 0; series->periods != NULL && i < series->periods->len; i++) {
        const BusyPeriod *period = &g_array_index(series->periods, BusyPeriod, i);
        Length length = length_of_event(expansion->calendar, series);

        if (period->has_end || period->has_duration)
            length = length_of(expansion->calendar, &period->start, period->has_end ? &period->end : NULL,
                               period->has_duration ? &period->duration : NULL);
        add_unless_excluded(expansion, civil_of_period(expansion, period), &length);
    }
}

/* How far occurrences may lie outside of what is asked for and still reach into
 * it: their length, what changes move them, and the offsets of zones. */
static gint64
reach_of(const Expansion *expansion)
{
    Length length = length_of_event(expansion->calendar, expansion->series);
    gint64 reach = MAX(longest(&length), 0);

    for (guint i = 0; i < expansion->changes->len; i++) {
        const BusyEvent *change = g_ptr_array_index(expansion->changes, i);
        const CalendarTime *start = busy_event_start(change);
        gint64 shift =
            busy_utc_of(expansion->calendar, start) - busy_utc_of(expansion->calendar, &change->occurrence);

        if (!change->and_future)
            continue;
        length = length_of_event(expansion->calendar, change);
        reach = MAX(reach, MAX(longest(&length), 0) + ABS(shift));
    }
    return reach + 3 * CIVIL_SECONDS_PER_DAY;
}

static gboolean
follow(Expansion *expansion, const GPtrArray *rules, RecurrenceVisitor visit, gint64 reach)
{
    const CalendarTime *start = busy_event_start(expansion->series);
    RecurrenceSpan span = {start->civil, start->form == FORM_DATE, expansion->begin - reach,
                           expansion->end + reach};

    for (guint i = 0; rules != NULL && i < rules->len; i++) {
        expansion->rule = g_ptr_array_index(rules, i);
        if (!recurrence_walk(expansion->rule, &span, expansion->steps, visit, expansion))
            return FALSE;
    }
    return TRUE;
}

static gboolean
expand_series(Expansion *expansion)
{
    const BusyEvent *series = expansion->series;
    Length length = length_of_event(expansion->calendar, series);
    gint64 reach = reach_of(expansion);

    for (guint i = 0; series->exclusions != NULL && i < series->exclusions->len; i++)
        exclude(expansion, &g_array_index(series->exclusions, CalendarTime, i));
    for (guint i = 0; i < expansion->changes->len; i++)
        exclude(expansion, &((const BusyEvent *)expansion->changes->pdata[i])->occurrence);
    if (!follow(expansion, series->exclusion_rules, exclude_by_rule, reach))
        return FALSE;
    add_periods(expansion);
    if (series->rules == NULL)
        add_unless_excluded(expansion, busy_event_start(series)->civil, &length);
    return follow(expansion, series->rules, add_by_rule, reach);
}

static void
add_freebusy(Expansion *expansion, const BusyEvent *event)
{
    for (guint i = 0; event->periods != NULL && i < event->periods->len; i++) {
        const BusyPeriod *period = &g_array_index(event->periods, BusyPeriod, i);
        Length length = length_of(expansion->calendar, &period->start, period->has_end ? &period->end : NULL,
                                  period->has_duration ? &period->duration : NULL);

        add_occurrence(expansion, &period->start, period->start.civil, &length);
    }
}

static void
add_to_changes(Expansion *expansion, const BusyEvent *event)
{
    Turn turn = {busy_utc_of(expansion->calendar, &event->occurrence), event};

    g_ptr_array_add(expansion->changes, (gpointer)event);
    if (event->and_future)
        g_array_append_val(expansion->turns, turn);
}

/* The events from @first on that have its UID. */
static guint
expand_family(const BusyCalendar *calendar, guint first, Expansion *expansion, gboolean *ret_is_spent)
{
    const BusyEvent *head = g_ptr_array_index(calendar->events, first);
    guint next = first;

    g_ptr_array_set_size(expansion->changes, 0);
    g_array_set_size(expansion->turns, 0);
    expansion->series = NULL;
    do {
        const BusyEvent *event = g_ptr_array_index(calendar->events, next);

        if (event->is_freebusy)
            add_freebusy(expansion, event);
        else if (event->is_override)
            add_to_changes(expansion, event);
        else
            expansion->series = event;
        next++;
    } while (next < calendar->events->len && head->uid != NULL &&
             g_strcmp0(((const BusyEvent *)calendar->events->pdata[next])->uid, head->uid) == 0);
    for (guint i = 0; i < expansion->changes->len; i++)
        add_change(expansion, g_ptr_array_index(expansion->changes, i));
    if (expansion->series != NULL) {
        g_hash_table_remove_all(expansion->excluded_times);
        g_hash_table_remove_all(expansion->excluded_days);
        *ret_is_spent = !expand_series(expansion);
    }
    return next;
}

gboolean
busy_calendar_add_spans(const BusyCalendar *calendar, gint64 begin, gint64 end, guint64 *steps, GArray *spans)
{
    g_auto(Expansion) expansion = {
        .calendar = calendar, .begin = begin, .end = end, .steps = steps, .spans = spans};
    gboolean is_spent = FALSE;

    expansion.changes = g_ptr_array_new();
    expansion.turns = g_array_new(FALSE, FALSE, sizeof(Turn));
    expansion.excluded_times = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    expansion.excluded_days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint first = 0; first < calendar->events->len && !is_spent;)
        first = expand_family(calendar, first, &expansion, &is_spent);
    return !is_spent;
}
