#include "exchange/calendar/calendar-zone.h"

#include "exchange/calendar/zone-private.h"

/* 400 years; 1 January 1890, before which nobody asks; and 1 January 2400. */
#define CYCLE (G_GINT64_CONSTANT(146097) * CIVIL_SECONDS_PER_DAY)
#define FIRST_TIME (G_GINT64_CONSTANT(-29219) * CIVIL_SECONDS_PER_DAY)
#define LAST_TIME (G_GINT64_CONSTANT(157054) * CIVIL_SECONDS_PER_DAY)

void
observance_clear(Observance *observance)
{
    g_clear_pointer(&observance->rules, g_ptr_array_unref);
    g_clear_pointer(&observance->dates, g_array_unref);
}

CalendarZone *
calendar_zone_new_fixed(gint offset)
{
    CalendarZone *zone = g_new0(CalendarZone, 1);

    zone->first = offset;
    zone->transitions = g_array_new(FALSE, FALSE, sizeof(Transition));
    zone->horizon = G_MAXINT64;
    return zone;
}

/* Before its first onset a zone has the offset that this one ends. */
CalendarZone *
calendar_zone_new(GArray *observances)
{
    const Observance *earliest = &g_array_index(observances, Observance, 0);
    CalendarZone *zone;

    for (guint i = 1; i < observances->len; i++) {
        const Observance *observance = &g_array_index(observances, Observance, i);

        if (observance->onset - observance->from < earliest->onset - earliest->from)
            earliest = observance;
    }
    zone = calendar_zone_new_fixed(earliest->from);
    zone->observances = observances;
    zone->horizon = CIVIL_MIN;
    return zone;
}

void
calendar_zone_free(CalendarZone *zone)
{
    if (zone == NULL)
        return;
    g_clear_pointer(&zone->transitions, g_array_unref);
    g_clear_pointer(&zone->observances, g_array_unref);
    g_free(zone);
}

/* The onsets of one observance that are before `end` (UTC). */
typedef struct {
    const Observance *observance;
    const Recurrence *rule;
    GArray *transitions;
    gint64 end;
} Onsets;

static gboolean
add_onset(gint64 civil, gpointer data)
{
    Onsets *onsets = data;
    Transition transition = {civil - onsets->observance->from, onsets->observance->to};
    const Recurrence *rule = onsets->rule;

    if (rule != NULL && rule->has_until) {
        gint64 time = rule->until.form == FORM_UTC ? transition.utc : civil;

        if (time > rule->until.civil + (rule->until.form == FORM_DATE ? CIVIL_SECONDS_PER_DAY - 1 : 0))
            return FALSE;
    }
    if (transition.utc < onsets->end)
        g_array_append_val(onsets->transitions, transition);
    return TRUE;
}

/* What was sound at import takes few steps a year. */
static void
add_onsets(const Observance *observance, GArray *transitions, gint64 end)
{
    Onsets onsets = {observance, NULL, transitions, end};
    RecurrenceSpan span = {observance->onset, FALSE, FIRST_TIME, end + CIVIL_SECONDS_PER_DAY};

    (void)add_onset(observance->onset, &onsets);
    for (guint i = 0; observance->rules != NULL && i < observance->rules->len; i++) {
        guint64 steps = G_MAXUINT64;

        onsets.rule = g_ptr_array_index(observance->rules, i);
        if (!recurrence_walk(onsets.rule, &span, &steps, add_onset, &onsets))
            g_assert_not_reached();
    }
    onsets.rule = NULL;
    for (guint i = 0; observance->dates != NULL && i < observance->dates->len; i++) {
        const CalendarTime *date = &g_array_index(observance->dates, CalendarTime, i);

        (void)add_onset(date->civil + (date->form == FORM_UTC ? observance->from : 0), &onsets);
    }
}

static gint
compare_transitions(gconstpointer left, gconstpointer right)
{
    const Transition *a = left;
    const Transition *b = right;

    return a->utc != b->utc ? (a->utc < b->utc ? -1 : 1) : (a->to < b->to ? -1 : a->to > b->to);
}

/* The offset before transition @place. */
static gint
offset_before(const CalendarZone *zone, guint place)
{
    return place == 0 ? zone->first : g_array_index(zone->transitions, Transition, place - 1).to;
}

/* Leaves out what changes nothing, above all what two rules give alike: the
 * search relies on times that rise on the wall, too. */
static void
drop_repetitions(CalendarZone *zone)
{
    guint n_kept = 0;

    for (guint i = 0; i < zone->transitions->len; i++) {
        Transition transition = g_array_index(zone->transitions, Transition, i);

        if (n_kept > 0 && g_array_index(zone->transitions, Transition, n_kept - 1).utc == transition.utc)
            n_kept--;
        if (transition.to != offset_before(zone, n_kept))
            g_array_index(zone->transitions, Transition, n_kept++) = transition;
    }
    g_array_set_size(zone->transitions, n_kept);
}

static void
follow_observances(CalendarZone *zone, gint64 end)
{
    g_array_set_size(zone->transitions, 0);
    for (guint i = 0; i < zone->observances->len; i++)
        add_onsets(&g_array_index(zone->observances, Observance, i), zone->transitions, end);
    g_array_sort(zone->transitions, compare_transitions);
    drop_repetitions(zone);
}

static gint
year_of(gint64 civil)
{
    return civil_date(civil_day_of(civil)).year;
}

/* Years of which the file itself says something are complete there but for the
 * last, whose remaining changes come after its transitions. */
static void
follow_tail(CalendarZone *zone, gint64 end)
{
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Transition));

    for (gint year = year_of(zone->horizon); year <= year_of(end); year++)
        zone_tail_add_year(&zone->tail, year, changes);
    for (guint i = 0; i < changes->len; i++) {
        Transition change = g_array_index(changes, Transition, i);

        if (change.utc >= zone->horizon && change.utc < end)
            g_array_append_val(zone->transitions, change);
    }
}

/* Makes all transitions up to @utc known: those of a life, or all that are ever
 * looked at. */
static void
look_ahead(CalendarZone *zone, gint64 utc)
{
    const gint64 of_a_life = civil_day(2100, 1, 1) * CIVIL_SECONDS_PER_DAY;
    gint64 end;

    if (utc < zone->horizon)
        return;
    end = utc < of_a_life ? of_a_life : LAST_TIME + CIVIL_SECONDS_PER_DAY * G_GINT64_CONSTANT(10);
    if (zone->observances != NULL)
        follow_observances(zone, end);
    else if (zone->has_tail)
        follow_tail(zone, end);
    zone->horizon = MAX(end, zone->horizon);
}

/* When it holds: UTC, or on the wall from when the new offset alone is right. */
static gint64
time_of(const CalendarZone *zone, guint place, gboolean on_wall)
{
    const Transition *transition = &g_array_index(zone->transitions, Transition, place);

    return transition->utc + (on_wall ? MAX(offset_before(zone, place), transition->to) : 0);
}

static gint
find_offset(const CalendarZone *zone, gint64 time, gboolean on_wall)
{
    guint low = 0;
    guint high = zone->transitions->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (time_of(zone, middle, on_wall) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return offset_before(zone, low);
}

/* The calendar repeats itself every 400 years, and yearly rules with it: later
 * years are looked up in those before LAST_TIME. */
static gint64
cycles_of(gint64 time)
{
    return time < LAST_TIME ? 0 : ((time - LAST_TIME) / CYCLE + 1) * CYCLE;
}

gint64
calendar_zone_to_utc(CalendarZone *zone, gint64 civil)
{
    gint64 shift = cycles_of(civil);

    look_ahead(zone, civil - shift + 2 * CIVIL_SECONDS_PER_DAY);
    return civil - find_offset(zone, civil - shift, TRUE);
}

gint64
calendar_zone_to_civil(CalendarZone *zone, gint64 utc)
{
    gint64 shift = cycles_of(utc);

    look_ahead(zone, utc - shift + CIVIL_SECONDS_PER_DAY);
    return utc + find_offset(zone, utc - shift, FALSE);
}

/* Counts down; FALSE when there are too many. */
static gboolean
accept_onset(gint64 civil, gpointer data)
{
    guint *left = data;

    (void)civil;
    return (*left)-- > 0;
}

gboolean
observance_is_sound(const Observance *observance, guint64 *ret_steps)
{
    enum { YEARS = 8, STEPS = YEARS * 500, MOST_A_YEAR = 2 };
    RecurrenceSpan span = {observance->onset, FALSE, observance->onset,
                           observance->onset + G_GINT64_CONSTANT(366) * YEARS * CIVIL_SECONDS_PER_DAY};
    guint64 n_steps = 0;

    for (guint i = 0; observance->rules != NULL && i < observance->rules->len; i++) {
        const Recurrence *rule = g_ptr_array_index(observance->rules, i);
        guint64 steps = STEPS;
        guint left = YEARS * MOST_A_YEAR + 1;

        if (rule->frequency != FREQUENCY_YEARLY ||
            !recurrence_walk(rule, &span, &steps, accept_onset, &left) || left == G_MAXUINT)
            return FALSE;
        n_steps += STEPS - steps;
    }
    *ret_steps = n_steps / YEARS;
    return TRUE;
}

gboolean
calendar_zone_is_fixed(const CalendarZone *zone, gint *ret_offset)
{
    if (zone->has_tail || zone->transitions->len > 0)
        return FALSE;
    for (guint i = 0; zone->observances != NULL && i < zone->observances->len; i++) {
        const Observance *observance = &g_array_index(zone->observances, Observance, i);

        if (observance->from != zone->first || observance->to != zone->first)
            return FALSE;
    }
    *ret_offset = zone->first;
    return TRUE;
}

static void
append_time(GString *output, const char *name, gint64 civil, TimeForm form)
{
    CalendarTime time = {.civil = civil, .form = form};

    g_string_append_printf(output, "%s:", name);
    calendar_time_append(output, &time);
    g_string_append_c(output, '\n');
}

static void
append_observance(GString *output, const Observance *observance)
{
    g_string_append(output, "BEGIN:STANDARD\n");
    append_time(output, "DTSTART", observance->onset, FORM_FLOATING);
    g_string_append(output, "TZOFFSETFROM:");
    calendar_offset_append(output, observance->from);
    g_string_append(output, "\nTZOFFSETTO:");
    calendar_offset_append(output, observance->to);
    g_string_append_c(output, '\n');
    for (guint i = 0; observance->rules != NULL && i < observance->rules->len; i++) {
        g_string_append(output, "RRULE:");
        recurrence_append(output, g_ptr_array_index(observance->rules, i));
        g_string_append_c(output, '\n');
    }
    for (guint i = 0; observance->dates != NULL && i < observance->dates->len; i++) {
        const CalendarTime *date = &g_array_index(observance->dates, CalendarTime, i);

        append_time(output, "RDATE", date->civil, date->form);
    }
    g_string_append(output, "END:STANDARD\n");
}

void
calendar_zone_append(GString *output, const CalendarZone *zone, const char *name)
{
    g_string_append_printf(output, "BEGIN:VTIMEZONE\nTZID:%s\n", name);
    for (guint i = 0; i < zone->observances->len; i++)
        append_observance(output, &g_array_index(zone->observances, Observance, i));
    g_string_append(output, "END:VTIMEZONE\n");
}
