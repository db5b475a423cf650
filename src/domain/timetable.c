#include "domain/timetable.h"

#include <string.h>

enum { MINUTES_PER_HOUR = 60, MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR };

const TimeSpan TIMETABLE_MORNING = {9 * MINUTES_PER_HOUR, 12 * MINUTES_PER_HOUR};
const TimeSpan TIMETABLE_AFTERNOON = {14 * MINUTES_PER_HOUR + 30, 17 * MINUTES_PER_HOUR + 30};

static void
divide(TimeSpan whole, guint n_parts, TimeSpan *ret_parts)
{
    guint length = whole.end - whole.begin;

    for (guint i = 0; i < n_parts; i++) {
        ret_parts[i].begin = whole.begin + length * i / n_parts;
        ret_parts[i].end = whole.begin + length * (i + 1) / n_parts;
    }
}

void
timetable_divide(guint visits_per_day, TimeSpan ret_spans[TIMETABLE_MAX_VISITS])
{
    guint in_the_morning = (visits_per_day + 1) / 2;

    g_assert(visits_per_day >= 1 && visits_per_day <= TIMETABLE_MAX_VISITS);
    divide(TIMETABLE_MORNING, in_the_morning, ret_spans);
    divide(TIMETABLE_AFTERNOON, visits_per_day - in_the_morning, ret_spans + in_the_morning);
}

TimeSpan
timetable_half_day(TimeSpan span)
{
    return span.begin < TIMETABLE_AFTERNOON.begin ? TIMETABLE_MORNING : TIMETABLE_AFTERNOON;
}

gboolean
timetable_overlaps(TimeSpan left, TimeSpan right)
{
    return left.begin < right.end && right.begin < left.end;
}

void
timetable_time_to_text(guint minutes, char ret_text[TIMETABLE_TIME_SIZE])
{
    g_assert(minutes <= MINUTES_PER_DAY);
    ret_text[0] = (char)('0' + minutes / MINUTES_PER_HOUR / 10);
    ret_text[1] = (char)('0' + minutes / MINUTES_PER_HOUR % 10);
    ret_text[2] = ':';
    ret_text[3] = (char)('0' + minutes % MINUTES_PER_HOUR / 10);
    ret_text[4] = (char)('0' + minutes % 10);
    ret_text[5] = '\0';
}

gboolean
timetable_time_from_text(const char *text, guint *ret_minutes)
{
    guint hours, minutes;

    if (strlen(text) != TIMETABLE_TIME_SIZE - 1 || text[2] != ':' || !g_ascii_isdigit(text[0]) ||
        !g_ascii_isdigit(text[1]) || !g_ascii_isdigit(text[3]) || !g_ascii_isdigit(text[4]))
        return FALSE;
    hours = (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');
    minutes = (guint)(text[3] - '0') * 10 + (guint)(text[4] - '0');
    if (minutes >= MINUTES_PER_HOUR || hours * MINUTES_PER_HOUR + minutes > MINUTES_PER_DAY)
        return FALSE;
    *ret_minutes = hours * MINUTES_PER_HOUR + minutes;
    return TRUE;
}
