/* Times on a wall: seconds since midnight of 1 January 1970 as a clock there
 * shows them, without zones, in the Gregorian calendar of all years from 1 to
 * 9999. Calendars name days that no inspection has (ChaDay begins in 1900). */
#pragma once

#include <glib.h>

enum {
    CIVIL_SECONDS_PER_MINUTE = 60,
    CIVIL_SECONDS_PER_HOUR = 3600,
    CIVIL_SECONDS_PER_DAY = 86400,
    CIVIL_MAX_YEAR = 9999,
};

/* The first second of the year 1, and the one after the last of the year 9999. */
#define CIVIL_MIN G_GINT64_CONSTANT(-62135596800)
#define CIVIL_END G_GINT64_CONSTANT(253402300800)

typedef struct {
    gint year;
    gint month; /* 1 to 12 */
    gint day;   /* 1 to 31 */
} CivilDate;

gboolean civil_is_leap(gint year);
gint civil_month_length(gint year, gint month);
/* The number of a day, which must exist; 1970-01-01 is 0. */
gint64 civil_day(gint year, gint month, gint day);
CivilDate civil_date(gint64 day);
/* 1 (Monday) to 7 (Sunday). */
gint civil_weekday(gint64 day);

/* The day that a time is on, and its seconds after midnight; both are right
 * before 1970, too. */
gint64 civil_day_of(gint64 time);
gint civil_second_of_day(gint64 time);
/* Division and its rest, rounded down; @divisor is positive. */
gint64 civil_divide(gint64 number, gint64 divisor);
gint64 civil_rest(gint64 number, gint64 divisor);
