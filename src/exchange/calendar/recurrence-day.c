#include "exchange/calendar/recurrence-day.h"

#define BIT(n) (G_GUINT64_CONSTANT(1) << (n))

static gboolean
names_days(const Recurrence *rule)
{
    return rule->weekdays != 0 || rule->has_nth_weekdays || rule->month_days != 0 ||
           rule->month_days_from_end != 0 || rule->has_year_days;
}

static void
complete_days(Recurrence *rule, gint64 start)
{
    gint64 day = civil_day_of(start);
    CivilDate date = civil_date(day);

    if (names_days(rule))
        return;
    if (rule->frequency == FREQUENCY_WEEKLY ||
        (rule->frequency == FREQUENCY_YEARLY && (rule->weeks | rule->weeks_from_end) != 0))
        rule->weekdays = 1U << civil_weekday(day);
    else if (rule->frequency >= FREQUENCY_MONTHLY)
        rule->month_days = BIT(date.day);
    if (rule->frequency == FREQUENCY_YEARLY && rule->months == 0 && rule->month_days != 0)
        rule->months = 1U << date.month;
}

static void
complete_times(Recurrence *rule, const RecurrenceSpan *span)
{
    gint second = civil_second_of_day(span->start);

    if (span->is_date) {
        rule->hours = 1;
        rule->minutes = rule->seconds = 1;
        return;
    }
    if (rule->frequency > FREQUENCY_HOURLY && rule->hours == 0)
        rule->hours = 1U << second / CIVIL_SECONDS_PER_HOUR;
    if (rule->frequency > FREQUENCY_MINUTELY && rule->minutes == 0)
        rule->minutes = BIT(second / CIVIL_SECONDS_PER_MINUTE % 60);
    if (rule->frequency > FREQUENCY_SECONDLY && rule->seconds == 0)
        rule->seconds = BIT(second % 60);
}

/* "The second Monday" is one of a month or a year; in shorter periods and in
 * weeks that are named any Monday is meant. */
static void
drop_ordinals(Recurrence *rule)
{
    if (!rule->has_nth_weekdays ||
        (rule->frequency >= FREQUENCY_MONTHLY && (rule->weeks | rule->weeks_from_end) == 0))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(rule->nth_weekdays); i++)
        rule->weekdays |= rule->nth_weekdays[i];
    rule->has_nth_weekdays = FALSE;
}

Recurrence
recurrence_complete(const Recurrence *rule, const RecurrenceSpan *span)
{
    Recurrence complete = *rule;

    complete_days(&complete, span->start);
    complete_times(&complete, span);
    drop_ordinals(&complete);
    return complete;
}

/* The week of a year that a day is in, of those that begin on @week_start: the
 * fourth day of a week tells its year. */
static gint
week_number(gint64 day, gint week_start, gint *ret_year)
{
    gint64 fourth = day - (civil_weekday(day) - week_start + 7) % 7 + 3;

    *ret_year = civil_date(fourth).year;
    return (gint)(fourth - civil_day(*ret_year, 1, 1)) / 7 + 1;
}

static gboolean
is_in_weeks(const Recurrence *rule, gint64 day)
{
    gint year;
    gint same_year;
    gint week = week_number(day, rule->week_start, &year);
    gint last = week_number(civil_day(year, 12, 28), rule->week_start, &same_year);

    return (rule->weeks & BIT(week)) != 0 || (rule->weeks_from_end & BIT(last - week + 1)) != 0;
}

/* Day @n from the beginning, of @length. */
static gboolean
is_weekday(const Recurrence *rule, gint weekday, gint n, gint length)
{
    gint ordinal = (n - 1) / 7 + 1;
    gint from_end = (length - n) / 7 + 1;

    return (rule->weekdays >> weekday & 1) != 0 ||
           (rule->has_nth_weekdays && ((rule->nth_weekdays[MAX_ORDINAL + ordinal] >> weekday & 1) != 0 ||
                                       (rule->nth_weekdays[MAX_ORDINAL - from_end] >> weekday & 1) != 0));
}

static gboolean
has_bit(const guint64 *bits, gint n)
{
    return (bits[n / 64] & BIT(n % 64)) != 0;
}

static gboolean
is_in_year_days(const Recurrence *rule, gint n, gint length)
{
    return has_bit(rule->year_days, n) || has_bit(rule->year_days_from_end, length - n + 1);
}

static gboolean
is_in_month_days(const Recurrence *rule, gint n, gint length)
{
    return (rule->month_days & BIT(n)) != 0 || (rule->month_days_from_end & BIT(length - n + 1)) != 0;
}

gboolean
recurrence_has_day(const Recurrence *rule, gint64 day)
{
    CivilDate date = civil_date(day);
    gint month_length = civil_month_length(date.year, date.month);
    gint year_length = civil_is_leap(date.year) ? 366 : 365;
    gint of_year = (gint)(day - civil_day(date.year, 1, 1)) + 1;
    gboolean in_month = rule->frequency == FREQUENCY_MONTHLY || rule->months != 0;

    if (rule->months != 0 && (rule->months >> date.month & 1) == 0)
        return FALSE;
    if ((rule->month_days | rule->month_days_from_end) != 0 &&
        !is_in_month_days(rule, date.day, month_length))
        return FALSE;
    if ((rule->weekdays != 0 || rule->has_nth_weekdays) &&
        !is_weekday(rule, civil_weekday(day), in_month ? date.day : of_year,
                    in_month ? month_length : year_length))
        return FALSE;
    if (rule->has_year_days && !is_in_year_days(rule, of_year, year_length))
        return FALSE;
    return (rule->weeks | rule->weeks_from_end) == 0 || is_in_weeks(rule, day);
}
