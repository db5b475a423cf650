#include <choucha/day.h>

#include <string.h>

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 9999,
    DAYS_PER_ERA = 146097,      /* 400 years */
    EPOCH_FROM_MARCH_0 = 719468 /* days from 0000-03-01 to 1970-01-01 */
};

static gint
month_length(gint year, gint month)
{
    static const gint8 LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : LENGTHS[month - 1];
}

/* Years begin in March here, so that the leap day is a year's last. */
gboolean
cha_day_from_parts(gint year, gint month, gint day_of_month, ChaDay *ret_day)
{
    gint shifted_year, era, year_of_era, day_of_year, day_of_era;

    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day_of_month < 1 ||
        day_of_month > month_length(year, month))
        return FALSE;
    shifted_year = month <= 2 ? year - 1 : year;
    era = shifted_year / 400;
    year_of_era = shifted_year - era * 400;
    day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
    day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    *ret_day = era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_MARCH_0;
    return TRUE;
}

void
cha_day_parts(ChaDay day, gint *ret_year, gint *ret_month, gint *ret_day_of_month)
{
    gint shifted = day + EPOCH_FROM_MARCH_0;
    gint era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    gint day_of_era = shifted - era * DAYS_PER_ERA;
    gint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    gint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    gint month_from_march = (5 * day_of_year + 2) / 153;

    *ret_day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *ret_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

static gboolean
read_number(const char *text, gsize n_digits, gint *ret_number)
{
    gint number = 0;

    for (gsize i = 0; i < n_digits; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        number = number * 10 + (text[i] - '0');
    }
    *ret_number = number;
    return TRUE;
}

gboolean
cha_day_from_text(const char *text, ChaDay *ret_day)
{
    gint year, month, day_of_month;

    if (strlen(text) != CHA_DAY_TEXT_SIZE - 1 || text[4] != '-' || text[7] != '-' ||
        !read_number(text, 4, &year) || !read_number(text + 5, 2, &month) ||
        !read_number(text + 8, 2, &day_of_month))
        return FALSE;
    return cha_day_from_parts(year, month, day_of_month, ret_day);
}

static void
write_number(char *text, gsize n_digits, gint number)
{
    for (gsize i = n_digits; i > 0; i--) {
        text[i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
}

void
cha_day_to_text(ChaDay day, char ret_text[CHA_DAY_TEXT_SIZE])
{
    gint year, month, day_of_month;

    cha_day_parts(day, &year, &month, &day_of_month);
    write_number(ret_text, 4, year);
    ret_text[4] = '-';
    write_number(ret_text + 5, 2, month);
    ret_text[7] = '-';
    write_number(ret_text + 8, 2, day_of_month);
    ret_text[CHA_DAY_TEXT_SIZE - 1] = '\0';
}

guint
cha_day_weekday(ChaDay day)
{
    gint from_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

    return (guint)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}
