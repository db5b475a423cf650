#include "office/recorded-time.h"

ChaDay
recorded_day(const char *text)
{
    ChaDay day = 0;

    if (!cha_day_from_text(text, &day))
        g_assert_not_reached();
    return day;
}

guint
recorded_minutes(const char *text)
{
    guint minutes = 0;

    if (!timetable_time_from_text(text, &minutes))
        g_assert_not_reached();
    return minutes;
}

TimeSpan
recorded_span(const char *from, const char *to)
{
    return (TimeSpan){recorded_minutes(from), recorded_minutes(to)};
}
