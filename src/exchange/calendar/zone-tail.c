/* The rule at the end of a zone file (RFC 8536, section 3.3; POSIX, TZ). */
#include "exchange/calendar/zone-private.h"

#include <string.h>

typedef struct {
    const char *at;
    const char *end;
} Cursor;

static gboolean
accept(Cursor *cursor, char byte)
{
    if (cursor->at == cursor->end || *cursor->at != byte)
        return FALSE;
    cursor->at++;
    return TRUE;
}

/* "CST", "<+08>": the name does not matter. */
static gboolean
skip_name(Cursor *cursor)
{
    const char *begin = cursor->at;

    if (accept(cursor, '<')) {
        while (cursor->at < cursor->end && *cursor->at != '>')
            cursor->at++;
        return accept(cursor, '>');
    }
    while (cursor->at < cursor->end && g_ascii_isalpha(*cursor->at))
        cursor->at++;
    return cursor->at > begin;
}

static gboolean
read_number(Cursor *cursor, gint most, gint *ret_number)
{
    const char *begin = cursor->at;
    gint number = 0;

    while (cursor->at < cursor->end && g_ascii_isdigit(*cursor->at) && number <= most)
        number = number * 10 + (*cursor->at++ - '0');
    if (cursor->at == begin || number > most)
        return FALSE;
    *ret_number = number;
    return TRUE;
}

/* "8", "-5:30", "167:00:00". */
static gboolean
read_seconds(Cursor *cursor, gint *ret_seconds)
{
    enum { MOST_HOURS = 167 };
    gboolean is_negative = accept(cursor, '-');
    gint hours;
    gint minutes = 0;
    gint seconds = 0;

    if (!is_negative)
        (void)accept(cursor, '+');
    if (!read_number(cursor, MOST_HOURS, &hours) ||
        (accept(cursor, ':') &&
         (!read_number(cursor, 59, &minutes) || (accept(cursor, ':') && !read_number(cursor, 59, &seconds)))))
        return FALSE;
    seconds += hours * CIVIL_SECONDS_PER_HOUR + minutes * CIVIL_SECONDS_PER_MINUTE;
    *ret_seconds = is_negative ? -seconds : seconds;
    return TRUE;
}

static gboolean
read_change_day(Cursor *cursor, YearlyChange *change)
{
    if (accept(cursor, 'M')) {
        change->form = CHANGE_MONTH_WEEKDAY;
        return read_number(cursor, 12, &change->month) && change->month > 0 && accept(cursor, '.') &&
               read_number(cursor, 5, &change->week) && change->week > 0 && accept(cursor, '.') &&
               read_number(cursor, 6, &change->weekday);
    }
    change->form = accept(cursor, 'J') ? CHANGE_JULIAN_DAY : CHANGE_YEAR_DAY;
    return read_number(cursor, 365, &change->day) && (change->form == CHANGE_YEAR_DAY || change->day > 0);
}

static gboolean
read_change(Cursor *cursor, YearlyChange *change)
{
    change->second = 2 * CIVIL_SECONDS_PER_HOUR;
    return accept(cursor, ',') && read_change_day(cursor, change) &&
           (!accept(cursor, '/') || read_seconds(cursor, &change->second));
}

/* POSIX counts offsets to the west. */
gboolean
zone_tail_read(const char *text, gsize length, ZoneTail *ret_tail)
{
    Cursor cursor = {text, text + length};
    ZoneTail tail = {0};
    gint west;

    if (!skip_name(&cursor) || !read_seconds(&cursor, &west))
        return FALSE;
    tail.standard = -west;
    if (cursor.at < cursor.end) {
        tail.has_daylight = TRUE;
        tail.daylight = tail.standard + CIVIL_SECONDS_PER_HOUR;
        if (!skip_name(&cursor))
            return FALSE;
        if (cursor.at < cursor.end && *cursor.at != ',') {
            if (!read_seconds(&cursor, &west))
                return FALSE;
            tail.daylight = -west;
        }
        if (!read_change(&cursor, &tail.begin) || !read_change(&cursor, &tail.end))
            return FALSE;
    }
    if (cursor.at < cursor.end)
        return FALSE;
    *ret_tail = tail;
    return TRUE;
}

static gint64
day_of_change(const YearlyChange *change, gint year)
{
    gint64 first = civil_day(year, 1, 1);
    gint64 day;

    if (change->form == CHANGE_YEAR_DAY)
        return first + change->day;
    if (change->form == CHANGE_JULIAN_DAY)
        return first + change->day - (civil_is_leap(year) && change->day > 59 ? 0 : 1);
    first = civil_day(year, change->month, 1);
    day = first + (change->weekday - civil_weekday(first) % 7 + 7) % 7 + 7 * (change->week - 1);
    return day >= first + civil_month_length(year, change->month) ? day - 7 : day;
}

static Transition
transition_of(const YearlyChange *change, gint year, gint before, gint after)
{
    gint64 civil = day_of_change(change, year) * CIVIL_SECONDS_PER_DAY + change->second;
    Transition transition = {civil - before, after};

    return transition;
}

void
zone_tail_add_year(const ZoneTail *tail, gint year, GArray *transitions)
{
    Transition begin;
    Transition end;

    if (!tail->has_daylight)
        return;
    begin = transition_of(&tail->begin, year, tail->standard, tail->daylight);
    end = transition_of(&tail->end, year, tail->daylight, tail->standard);
    g_array_append_val(transitions, *(begin.utc < end.utc ? &begin : &end));
    g_array_append_val(transitions, *(begin.utc < end.utc ? &end : &begin));
}
