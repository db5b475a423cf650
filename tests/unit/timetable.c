/* The times of a day, for every number of visits. */
#include "domain/timetable.h"

static const char *const TIMETABLES[TIMETABLE_MAX_VISITS] = {
    "09:00-12:00",
    "09:00-12:00 14:30-17:30",
    "09:00-10:30 10:30-12:00 14:30-17:30",
    "09:00-10:30 10:30-12:00 14:30-16:00 16:00-17:30",
    "09:00-10:00 10:00-11:00 11:00-12:00 14:30-16:00 16:00-17:30",
    "09:00-10:00 10:00-11:00 11:00-12:00 14:30-15:30 15:30-16:30 16:30-17:30",
    "09:00-09:45 09:45-10:30 10:30-11:15 11:15-12:00 14:30-15:30 15:30-16:30 16:30-17:30",
    "09:00-09:45 09:45-10:30 10:30-11:15 11:15-12:00 14:30-15:15 15:15-16:00 16:00-16:45 16:45-17:30",
    "09:00-09:36 09:36-10:12 10:12-10:48 10:48-11:24 11:24-12:00 "
    "14:30-15:15 15:15-16:00 16:00-16:45 16:45-17:30",
    "09:00-09:36 09:36-10:12 10:12-10:48 10:48-11:24 11:24-12:00 "
    "14:30-15:06 15:06-15:42 15:42-16:18 16:18-16:54 16:54-17:30",
    "09:00-09:30 09:30-10:00 10:00-10:30 10:30-11:00 11:00-11:30 11:30-12:00 "
    "14:30-15:06 15:06-15:42 15:42-16:18 16:18-16:54 16:54-17:30",
    "09:00-09:30 09:30-10:00 10:00-10:30 10:30-11:00 11:00-11:30 11:30-12:00 "
    "14:30-15:00 15:00-15:30 15:30-16:00 16:00-16:30 16:30-17:00 17:00-17:30",
};

static void
test_every_number_of_visits(void)
{
    for (guint n = 1; n <= TIMETABLE_MAX_VISITS; n++) {
        g_autoptr(GString) text = g_string_new(NULL);
        TimeSpan spans[TIMETABLE_MAX_VISITS];

        timetable_divide(n, spans);
        for (guint i = 0; i < n; i++) {
            char begin[TIMETABLE_TIME_SIZE];
            char end[TIMETABLE_TIME_SIZE];

            timetable_time_to_text(spans[i].begin, begin);
            timetable_time_to_text(spans[i].end, end);
            g_string_append_printf(text, "%s%s-%s", i == 0 ? "" : " ", begin, end);
            g_assert_true(i == 0 || !timetable_overlaps(spans[i - 1], spans[i]));
        }
        g_assert_cmpstr(text->str, ==, TIMETABLES[n - 1]);
    }
}

static void
test_half_days(void)
{
    for (guint n = 1; n <= TIMETABLE_MAX_VISITS; n++) {
        TimeSpan spans[TIMETABLE_MAX_VISITS];

        timetable_divide(n, spans);
        for (guint i = 0; i < n; i++) {
            TimeSpan half = timetable_half_day(spans[i]);

            g_assert_cmpuint(half.begin, ==, i < (n + 1) / 2 ? 9 * 60 : 14 * 60 + 30);
            g_assert_cmpuint(half.begin, <=, spans[i].begin);
            g_assert_cmpuint(half.end, >=, spans[i].end);
        }
    }
}

static void
test_overlaps(void)
{
    TimeSpan span = {540, 600};
    TimeSpan after = {600, 660};
    TimeSpan inside = {550, 551};
    TimeSpan around = {0, 1440};

    g_assert_false(timetable_overlaps(span, after));
    g_assert_false(timetable_overlaps(after, span));
    g_assert_true(timetable_overlaps(span, inside));
    g_assert_true(timetable_overlaps(inside, span));
    g_assert_true(timetable_overlaps(span, around));
    g_assert_true(timetable_overlaps(span, span));
}

static void
test_times_as_text(void)
{
    static const char *const NO_TIMES[] = {"", "9:00", "09.00", "24:01", "12:60", "0900", "09:000", "ab:cd"};

    for (guint minutes = 0; minutes <= 24 * 60; minutes++) {
        char text[TIMETABLE_TIME_SIZE];
        guint again = 7777;

        timetable_time_to_text(minutes, text);
        g_assert_true(timetable_time_from_text(text, &again));
        g_assert_cmpuint(again, ==, minutes);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NO_TIMES); i++) {
        guint minutes = 77;

        g_assert_false(timetable_time_from_text(NO_TIMES[i], &minutes));
        g_assert_cmpuint(minutes, ==, 77);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/timetable/every-number-of-visits", test_every_number_of_visits);
    g_test_add_func("/timetable/half-days", test_half_days);
    g_test_add_func("/timetable/overlaps", test_overlaps);
    g_test_add_func("/timetable/times-as-text", test_times_as_text);
    return g_test_run();
}
