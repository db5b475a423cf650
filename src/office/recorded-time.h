/* Days and times as the store keeps them: always in canonical form. */
#pragma once

#include "domain/timetable.h"

#include <choucha/day.h>

/* 2027-03-20 */
ChaDay recorded_day(const char *text);
/* 09:30, in minutes since midnight */
guint recorded_minutes(const char *text);
TimeSpan recorded_span(const char *from, const char *to);
