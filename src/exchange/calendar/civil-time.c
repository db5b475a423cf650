#include "exchange/calendar/civil-time.h"

gint64
civil_divide(gint64 number, gint64 divisor)
{
    gint64 quotient = number / divisor;

    return number % divisor < 0 ? quotient - 1 : quotient;
}

gint64
civil_rest(gint64 number, gint64 divisor)
{
    return number - civil_divide(number, divisor) * divisor;
}

gboolean
civil_is_leap(gint year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

gint
civil_month_length(gint year, gint month)
{
    static const gint LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && civil_is_leap(year) ? 29 : LENGTHS[month - 1];
}

/* Years are counted from March, so that the leap day is the last of its year;
 * 400 of them have 146097 days, and the first of March of the year 0 lies
 * 719468 days before 1970. */
gint64
civil_day(gint year, gint month, gint day)
{
    gint64 from_march = month > 2 ? month - 3 : month + 9;
    gint64 shifted = month > 2 ? year : year - 1;
    gint64 era = civil_divide(shifted, 400);
    gint64 year_of_era = shifted - era * 400;
    gint64 day_of_year = (153 * from_march + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

CivilDate
civil_date(gint64 day)
{
    gint64 shifted = day + 719468;
    gint64 era = civil_divide(shifted, 146097);
    gint64 day_of_era = shifted - era * 146097;
    gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    gint64 from_march = (5 * day_of_year + 2) / 153;
    gint month = (gint)(from_march < 10 ? from_march + 3 : from_march - 9);
    CivilDate date = {(gint)(era * 400 + year_of_era) + (month <= 2 ? 1 : 0), month,
                      (gint)(day_of_year - (153 * from_march + 2) / 5 + 1)};

    return date;
}

/* 1 January 1970 was a Thursday. */
gint
civil_weekday(gint64 day)
{
    return (gint)civil_rest(day + 3, 7) + 1;
}

gint64
civil_day_of(gint64 time)
{
    return civil_divide(time, CIVIL_SECONDS_PER_DAY);
}

gint
civil_second_of_day(gint64 time)
{
    return (gint)civil_rest(time, CIVIL_SECONDS_PER_DAY);
}
