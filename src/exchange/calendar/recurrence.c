#include "exchange/calendar/recurrence.h"

#include "exchange/calendar/recurrence-day.h"

typedef struct {
    Recurrence rule; /* completed */
    const RecurrenceSpan *span;
    guint64 *steps;
    RecurrenceVisitor visit;
    gpointer data;
    gint64 stop;      /* nothing at or after it is wanted */
    gint64 n_counted; /* occurrences so far, for COUNT */
    /* What one period gives: each of these days at each of these times. */
    gint64 days[MAX_YEAR_DAY];
    guint n_days;
    gint hours[24];
    guint n_hours;
    gint minutes[60];
    guint n_minutes;
    gint seconds[60];
    guint n_seconds;
    gboolean is_over;
    gboolean is_spent; /* over, since there are no steps left */
} Walk;

static guint
list_bits(guint64 bits, gint *ret_numbers)
{
    guint n = 0;

    for (gint bit = 0; bit < 60; bit++) {
        if ((bits >> bit & 1) != 0)
            ret_numbers[n++] = bit;
    }
    return n;
}

static void
spend(Walk *walk)
{
    if (*walk->steps > 0) {
        (*walk->steps)--;
        return;
    }
    walk->is_spent = walk->is_over = TRUE;
}

static void
give(Walk *walk, gint64 civil)
{
    if (walk->rule.count > 0 && walk->n_counted == walk->rule.count)
        walk->is_over = TRUE;
    spend(walk);
    if (civil >= walk->stop || walk->is_over) {
        walk->is_over = TRUE;
        return;
    }
    walk->n_counted++;
    if (civil >= walk->span->from && !walk->visit(civil, walk->data))
        walk->is_over = TRUE;
}

/* The start was given before. */
static void
give_later(Walk *walk, gint64 civil)
{
    if (civil > walk->span->start)
        give(walk, civil);
}

static guint
times_per_day(const Walk *walk)
{
    return walk->n_hours * walk->n_minutes * walk->n_seconds;
}

static gint64
time_of(const Walk *walk, guint place)
{
    guint time = place % times_per_day(walk);
    gint64 day = walk->days[place / times_per_day(walk)];
    gint hour = walk->hours[time / walk->n_seconds / walk->n_minutes];
    gint minute = walk->minutes[time / walk->n_seconds % walk->n_minutes];

    return day * CIVIL_SECONDS_PER_DAY + hour * CIVIL_SECONDS_PER_HOUR + minute * CIVIL_SECONDS_PER_MINUTE +
           walk->seconds[time % walk->n_seconds];
}

static gint
compare_places(gconstpointer left, gconstpointer right)
{
    guint a = *(const guint *)left;
    guint b = *(const guint *)right;

    return a < b ? -1 : a > b;
}

/* BYSETPOS: some of the period's occurrences, by their places. */
static void
give_positions(Walk *walk, guint n_all)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < walk->rule.positions->len && !walk->is_over; i++) {
        gint position = g_array_index(walk->rule.positions, gint, i);
        guint from_end = position < 0 ? (guint)-position : 0;
        guint place = position < 0 ? n_all - from_end : (guint)position - 1;

        spend(walk);
        if (position < 0 ? from_end <= n_all : place < n_all)
            g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len && !walk->is_over; i++) {
        guint place = g_array_index(places, guint, i);

        if (i == 0 || place != g_array_index(places, guint, i - 1))
            give_later(walk, time_of(walk, place));
    }
}

static void
give_period(Walk *walk)
{
    guint n_all = walk->n_days * times_per_day(walk);

    if (walk->rule.positions != NULL) {
        give_positions(walk, n_all);
        return;
    }
    for (guint place = 0; place < n_all && !walk->is_over; place++)
        give_later(walk, time_of(walk, place));
}

static void
look_at_days(Walk *walk, gint64 first, gint length)
{
    for (gint64 day = first; day < first + length && !walk->is_over; day++) {
        spend(walk);
        if (recurrence_has_day(&walk->rule, day))
            walk->days[walk->n_days++] = day;
    }
}

/* Periods of a day and more are numbered: years by their own number, months
 * through all years, weeks and days from 1970 on. */
static gint64
period_of(const Recurrence *rule, gint64 civil)
{
    gint64 day = civil_day_of(civil);
    CivilDate date = civil_date(day);

    if (rule->frequency == FREQUENCY_YEARLY)
        return date.year;
    if (rule->frequency == FREQUENCY_MONTHLY)
        return (gint64)date.year * 12 + date.month - 1;
    return rule->frequency == FREQUENCY_WEEKLY ? civil_divide(day + 4 - rule->week_start, 7) : day;
}

static gint64
first_day_of(const Recurrence *rule, gint64 period)
{
    if (rule->frequency == FREQUENCY_YEARLY)
        return civil_day((gint)period, 1, 1);
    if (rule->frequency == FREQUENCY_MONTHLY)
        return civil_day((gint)(period / 12), (gint)(period % 12) + 1, 1);
    return rule->frequency == FREQUENCY_WEEKLY ? period * 7 - 4 + rule->week_start : period;
}

static void
look_at_period(Walk *walk, gint64 period)
{
    gint64 first = first_day_of(&walk->rule, period);
    CivilDate date = civil_date(first);

    walk->n_days = 0;
    spend(walk);
    switch (walk->rule.frequency) {
    case FREQUENCY_YEARLY:
        for (gint month = 1; month <= 12; month++) {
            if (walk->rule.months == 0 || (walk->rule.months >> month & 1) != 0)
                look_at_days(walk, civil_day(date.year, month, 1), civil_month_length(date.year, month));
        }
        break;
    case FREQUENCY_MONTHLY:
        if (walk->rule.months == 0 || (walk->rule.months >> date.month & 1) != 0)
            look_at_days(walk, first, civil_month_length(date.year, date.month));
        break;
    case FREQUENCY_WEEKLY:
        look_at_days(walk, first, 7);
        break;
    case FREQUENCY_DAILY:
    case FREQUENCY_HOURLY:
    case FREQUENCY_MINUTELY:
    case FREQUENCY_SECONDLY:
    default:
        look_at_days(walk, first, 1);
        break;
    }
}

/* The periods in which something is wanted; with COUNT all before them matter,
 * too. The rule's period must be no later than the year 9999 to be looked at. */
static void
walk_long_periods(Walk *walk)
{
    const Recurrence *rule = &walk->rule;
    gint64 period = period_of(rule, walk->span->start);
    gint64 last = period_of(rule, walk->stop - 1);
    gint64 wanted = period_of(rule, MIN(walk->span->from, walk->stop - 1));

    if (rule->count == 0 && wanted > period)
        period += (wanted - period) / rule->interval * rule->interval;
    for (; period <= last && !walk->is_over; period += rule->interval) {
        look_at_period(walk, period);
        give_period(walk);
    }
}

/* The first period from @period on that the interval meets. */
static gint64
meet(const Recurrence *rule, gint64 first, gint64 period)
{
    return first + civil_divide(period - first + rule->interval - 1, rule->interval) * rule->interval;
}

/* Past what the rule leaves out of a day, an hour or a minute: @second itself
 * when it is not left out. */
static gint64
pass_over(const Recurrence *rule, gint64 second)
{
    gint64 of_day = civil_second_of_day(second);
    gint64 hour = of_day / CIVIL_SECONDS_PER_HOUR;
    gint64 minute = of_day / CIVIL_SECONDS_PER_MINUTE % 60;

    if (rule->hours != 0 && (rule->hours >> hour & 1) == 0)
        return second - of_day + (hour + 1) * CIVIL_SECONDS_PER_HOUR;
    if (rule->frequency == FREQUENCY_HOURLY)
        return second;
    if (rule->minutes != 0 && (rule->minutes >> minute & 1) == 0)
        return second - of_day % CIVIL_SECONDS_PER_MINUTE + CIVIL_SECONDS_PER_MINUTE;
    if (rule->frequency == FREQUENCY_MINUTELY)
        return second;
    return rule->seconds != 0 && (rule->seconds >> of_day % 60 & 1) == 0 ? second + 1 : second;
}

static void
fill_short_period(Walk *walk, gint64 second)
{
    gint of_day = civil_second_of_day(second);

    walk->n_days = 1;
    walk->days[0] = civil_day_of(second);
    walk->n_hours = 1;
    walk->hours[0] = of_day / CIVIL_SECONDS_PER_HOUR;
    if (walk->rule.frequency == FREQUENCY_HOURLY)
        return;
    walk->n_minutes = 1;
    walk->minutes[0] = of_day / CIVIL_SECONDS_PER_MINUTE % 60;
    if (walk->rule.frequency == FREQUENCY_MINUTELY)
        return;
    walk->n_seconds = 1;
    walk->seconds[0] = of_day % 60;
}

/* Periods of an hour, a minute or a second are numbered from 1970 on. */
static void
walk_short_periods(Walk *walk)
{
    const Recurrence *rule = &walk->rule;
    const gint64 length = rule->frequency == FREQUENCY_HOURLY     ? CIVIL_SECONDS_PER_HOUR
                          : rule->frequency == FREQUENCY_MINUTELY ? CIVIL_SECONDS_PER_MINUTE
                                                                  : 1;
    gint64 first = civil_divide(walk->span->start, length);
    gint64 wanted = civil_divide(walk->span->from, length);
    gint64 period = rule->count == 0 && wanted > first ? meet(rule, first, wanted) : first;
    gint64 known_day = G_MININT64;

    while (period * length < walk->stop && !walk->is_over) {
        gint64 second = period * length;
        gint64 day = civil_day_of(second);
        gint64 next;

        spend(walk);
        if (day != known_day && !recurrence_has_day(rule, day)) {
            period = meet(rule, first, (day + 1) * CIVIL_SECONDS_PER_DAY / length);
            continue;
        }
        known_day = day;
        next = pass_over(rule, second);
        if (next > second) {
            period = meet(rule, first, (next + length - 1) / length);
            continue;
        }
        fill_short_period(walk, second);
        give_period(walk);
        period += rule->interval;
    }
}

gboolean
recurrence_walk(const Recurrence *rule, const RecurrenceSpan *span, guint64 *steps, RecurrenceVisitor visit,
                gpointer data)
{
    enum { DAYS_PAST_UNTIL = 3 };
    Walk walk = {.span = span, .steps = steps, .visit = visit, .data = data};

    walk.rule = recurrence_complete(rule, span);
    walk.stop = MIN(span->to, CIVIL_END);
    if (rule->has_until)
        walk.stop = MIN(walk.stop, rule->until.civil + DAYS_PAST_UNTIL * CIVIL_SECONDS_PER_DAY);
    if (span->start >= walk.stop)
        return TRUE;
    walk.n_hours = list_bits(walk.rule.hours, walk.hours);
    walk.n_minutes = list_bits(walk.rule.minutes, walk.minutes);
    walk.n_seconds = list_bits(walk.rule.seconds, walk.seconds);
    give(&walk, span->start);
    if (walk.rule.frequency >= FREQUENCY_DAILY)
        walk_long_periods(&walk);
    else
        walk_short_periods(&walk);
    return !walk.is_spent;
}
