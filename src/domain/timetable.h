/* The times of a day at which visits begin and end. */
#pragma once

#include <glib.h>

enum {
    TIMETABLE_MAX_VISITS = 12, /* most visits a day */
    TIMETABLE_TIME_SIZE = 6,   /* bytes of "09:00" and its NUL */
};

/* A time between two times of one day, in minutes after midnight; the end is
 * not part of it. */
typedef struct {
    guint begin;
    guint end;
} TimeSpan;

/* The two halves of a working day, 09:00 to 12:00 and 14:30 to 17:30. */
extern const TimeSpan TIMETABLE_MORNING;
extern const TimeSpan TIMETABLE_AFTERNOON;

/* The spans of @visits_per_day visits (1 to %TIMETABLE_MAX_VISITS), in order:
 * the morning in equal parts for half of them, rounded up, and the afternoon
 * for the others. Parts begin at whole minutes, rounded down. */
void timetable_divide(guint visits_per_day, TimeSpan ret_spans[TIMETABLE_MAX_VISITS]);
/* The half of the day that @span is in. */
TimeSpan timetable_half_day(TimeSpan span);
gboolean timetable_overlaps(TimeSpan left, TimeSpan right);

/* "09:00". */
void timetable_time_to_text(guint minutes, char ret_text[TIMETABLE_TIME_SIZE]);
/* "09:00", from "00:00" to "24:00", and nothing else; untouched on failure. */
gboolean timetable_time_from_text(const char *text, guint *ret_minutes) G_GNUC_WARN_UNUSED_RESULT;
