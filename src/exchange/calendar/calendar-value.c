#include "exchange/calendar/calendar-value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* @count digits at @at. */
static gboolean
read_digits(const char *at, guint count, gint *ret_number)
{
    gint number = 0;

    for (guint i = 0; i < count; i++) {
        if (!g_ascii_isdigit(at[i]))
            return FALSE;
        number = number * 10 + (at[i] - '0');
    }
    *ret_number = number;
    return TRUE;
}

static gboolean
read_day(const char *at, gint64 *ret_civil)
{
    gint year;
    gint month;
    gint day;

    if (!read_digits(at, 4, &year) || !read_digits(at + 4, 2, &month) || !read_digits(at + 6, 2, &day) ||
        year < 1 || month < 1 || month > 12 || day < 1 || day > civil_month_length(year, month))
        return FALSE;
    *ret_civil = civil_day(year, month, day) * CIVIL_SECONDS_PER_DAY;
    return TRUE;
}

static gboolean
read_second_of_day(const char *at, gint *ret_seconds)
{
    gint hour;
    gint minute;
    gint second;

    if (!read_digits(at, 2, &hour) || !read_digits(at + 2, 2, &minute) || !read_digits(at + 4, 2, &second) ||
        hour > 23 || minute > 59 || second > 60)
        return FALSE;
    *ret_seconds = hour * CIVIL_SECONDS_PER_HOUR + minute * CIVIL_SECONDS_PER_MINUTE + MIN(second, 59);
    return TRUE;
}

gboolean
calendar_time_read(Slice text, CalendarTime *ret_time)
{
    enum { DATE_LENGTH = 8, TIME_LENGTH = 15 };
    CalendarTime time = {.form = FORM_DATE};
    gint seconds;

    text = slice_strip(text);
    if (text.length < DATE_LENGTH || !read_day(text.bytes, &time.civil))
        return FALSE;
    if (text.length == DATE_LENGTH) {
        *ret_time = time;
        return TRUE;
    }
    if (text.length < TIME_LENGTH || text.length > TIME_LENGTH + 1 ||
        g_ascii_toupper(text.bytes[DATE_LENGTH]) != 'T' ||
        !read_second_of_day(text.bytes + DATE_LENGTH + 1, &seconds))
        return FALSE;
    if (text.length > TIME_LENGTH && g_ascii_toupper(text.bytes[TIME_LENGTH]) != 'Z')
        return FALSE;
    time.civil += seconds;
    time.form = text.length > TIME_LENGTH ? FORM_UTC : FORM_FLOATING;
    *ret_time = time;
    return TRUE;
}

/* Digits and the letter after them; the number is less than 10^9. */
static gboolean
read_part(const char **at, const char *end, gint64 *ret_number, char *ret_unit)
{
    enum { MOST_DIGITS = 9 };
    gint64 number = 0;
    guint digits = 0;

    for (; *at < end && g_ascii_isdigit(**at); (*at)++, digits++) {
        if (digits == MOST_DIGITS)
            return FALSE;
        number = number * 10 + (**at - '0');
    }
    if (digits == 0 || *at == end)
        return FALSE;
    *ret_number = number;
    *ret_unit = g_ascii_toupper(*(*at)++);
    return TRUE;
}

static gboolean
add_part(CalendarDuration *duration, gboolean is_time, gint64 number, char unit)
{
    if (!is_time && unit == 'W')
        duration->days += number * 7;
    else if (!is_time && unit == 'D')
        duration->days += number;
    else if (is_time && unit == 'H')
        duration->seconds += number * CIVIL_SECONDS_PER_HOUR;
    else if (is_time && unit == 'M')
        duration->seconds += number * CIVIL_SECONDS_PER_MINUTE;
    else if (is_time && unit == 'S')
        duration->seconds += number;
    else
        return FALSE;
    return TRUE;
}

/* Longer than all years together. */
static gboolean
is_too_long(const CalendarDuration *duration)
{
    const gint64 days = CIVIL_END / CIVIL_SECONDS_PER_DAY * 2;

    return duration->days > days || duration->seconds > days * CIVIL_SECONDS_PER_DAY;
}

gboolean
calendar_duration_read(Slice text, CalendarDuration *ret_duration)
{
    CalendarDuration duration = {0};
    gboolean is_time = FALSE;
    gint sign = 1;
    guint n_parts = 0;
    const char *at;
    const char *end;

    text = slice_strip(text);
    at = text.bytes;
    end = at + text.length;
    if (at < end && (*at == '-' || *at == '+'))
        sign = *at++ == '-' ? -1 : 1;
    if (at == end || g_ascii_toupper(*at++) != 'P')
        return FALSE;
    while (at < end) {
        gint64 number;
        char unit;

        if (!is_time && g_ascii_toupper(*at) == 'T') {
            is_time = TRUE;
            at++;
            continue;
        }
        if (!read_part(&at, end, &number, &unit) || !add_part(&duration, is_time, number, unit) ||
            is_too_long(&duration))
            return FALSE;
        n_parts++;
    }
    if (n_parts == 0)
        return FALSE;
    *ret_duration = (CalendarDuration){sign * duration.days, sign * duration.seconds};
    return TRUE;
}

gboolean
calendar_offset_read(Slice text, gint *ret_seconds)
{
    char digits[7] = "000000";
    gsize n_digits = 0;
    gint seconds;

    text = slice_strip(text);
    if (text.length < 3 || (text.bytes[0] != '+' && text.bytes[0] != '-'))
        return FALSE;
    for (gsize i = 1; i < text.length; i++) {
        if (text.bytes[i] == ':')
            continue;
        if (n_digits == 6)
            return FALSE;
        digits[n_digits++] = text.bytes[i];
    }
    if (n_digits % 2 != 0 || !read_second_of_day(digits, &seconds))
        return FALSE;
    *ret_seconds = text.bytes[0] == '-' ? -seconds : seconds;
    return TRUE;
}

gboolean
calendar_number_read(Slice text, gint64 least, gint64 most, gint64 *ret_number)
{
    enum { MOST_DIGITS = 18 };
    gint64 number = 0;
    gsize at = 0;
    gboolean is_negative;

    text = slice_strip(text);
    is_negative = text.length > 0 && text.bytes[0] == '-';
    if (text.length > 0 && (is_negative || text.bytes[0] == '+'))
        at++;
    if (at == text.length || text.length > MOST_DIGITS)
        return FALSE;
    for (; at < text.length; at++) {
        if (!g_ascii_isdigit(text.bytes[at]))
            return FALSE;
        number = number * 10 + (text.bytes[at] - '0');
    }
    number = is_negative ? -number : number;
    if (number < least || number > most)
        return FALSE;
    *ret_number = number;
    return TRUE;
}

/* By hand: a calendar is mostly times, and printf() would take half of the work. */
static void
append_digits(GString *output, gint number, guint count)
{
    char digits[8];

    for (guint i = count; i > 0; i--, number /= 10)
        digits[i - 1] = (char)('0' + number % 10);
    g_string_append_len(output, digits, (gssize)count);
}

void
calendar_time_append(GString *output, const CalendarTime *time)
{
    CivilDate date = civil_date(civil_day_of(time->civil));
    gint second = civil_second_of_day(time->civil);

    append_digits(output, date.year, 4);
    append_digits(output, date.month, 2);
    append_digits(output, date.day, 2);
    if (time->form == FORM_DATE)
        return;
    g_string_append_c(output, 'T');
    append_digits(output, second / CIVIL_SECONDS_PER_HOUR, 2);
    append_digits(output, second / CIVIL_SECONDS_PER_MINUTE % 60, 2);
    append_digits(output, second % 60, 2);
    if (time->form == FORM_UTC)
        g_string_append_c(output, 'Z');
}

void
calendar_duration_append(GString *output, const CalendarDuration *duration)
{
    gboolean is_negative = duration->days < 0 || duration->seconds < 0;

    g_string_append(output, is_negative ? "-P" : "P");
    if (duration->days != 0)
        g_string_append_printf(output, "%" PRId64 "D", (gint64)llabs(duration->days));
    if (duration->seconds != 0 || duration->days == 0)
        g_string_append_printf(output, "T%" PRId64 "S", (gint64)llabs(duration->seconds));
}

void
calendar_offset_append(GString *output, gint seconds)
{
    gint size = ABS(seconds);

    g_string_append_printf(output, "%c%02d%02d", seconds < 0 ? '-' : '+', size / CIVIL_SECONDS_PER_HOUR,
                           size / CIVIL_SECONDS_PER_MINUTE % 60);
    if (size % 60 != 0)
        g_string_append_printf(output, "%02d", size % 60);
}
