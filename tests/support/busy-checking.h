/* Calendars, and what they must say about when somebody is busy. */
#pragma once

#include "exchange/calendar/busy-calendar.h"

/* Nothing in November 2026, and an hour on a day of it, 09:00 in Beijing. */
#define BUSY_NEVER ""
#define BUSY_AT(day) "202611" day "T010000Z,202611" day "T020000Z"

/* A time as iCalendar writes it. */
gint64 busy_test_time(const char *text);
/* NULL when the file is refused or an event of it is wrong; *ret_issues has a
 * line for each issue. */
BusyCalendar *busy_test_read(const char *bytes, gsize length, BusyOrigin origin, char **ret_issues);
/* Asserts that a file yields "START,END START,END" (UTC) from @begin to @end, or
 * is refused when @expected is NULL; that @issue is part of what is told, or
 * nothing is told when it is NULL; and that what is kept says the same. */
void busy_test_check(const char *bytes, gsize length, const char *begin, const char *end,
                     const char *expected, const char *issue);
