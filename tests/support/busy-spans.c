/* busy-spans BEGIN END FILE…: the times of calendar files in which their owner
 * is busy, "FILE<TAB>START,END" with times in UTC; "FILE<TAB>refused" for one
 * that cannot be used. What is kept of a file must say the same as the file. */
#include "exchange/calendar/busy-calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gint64
utc_of(const char *text)
{
    CalendarTime time;

    if (!calendar_time_read((Slice){text, strlen(text)}, &time) || time.form != FORM_UTC)
        g_error("%s is not a time such as 20261109T010000Z", text);
    return time.civil;
}

static GArray *
spans_of(const BusyCalendar *calendar, gint64 begin, gint64 end)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    guint64 steps = BUSY_STEPS;

    if (!busy_calendar_add_spans(calendar, begin, end, &steps, spans))
        g_error("more than %d steps", BUSY_STEPS);
    busy_spans_merge(spans);
    return spans;
}

static BusyCalendar *
read_calendar(const char *path, const char *bytes, gsize length, BusyOrigin origin, BusyReading *ret_reading)
{
    g_autoptr(IssueLog) log = issue_log_new();
    Place place = {.path = path};
    BusyCalendar *calendar = busy_calendar_read(bytes, length, origin, &place, log, ret_reading);
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    for (guint i = 0; i < issues->len; i++) {
        g_autofree char *text = cha_issue_text(issues->pdata[i]);

        fprintf(stderr, "%s\n", text);
    }
    return calendar;
}

static void
print_spans(const char *path, const GArray *spans)
{
    for (guint i = 0; i < spans->len; i++) {
        const BusySpan *span = &g_array_index(spans, BusySpan, i);
        g_autoptr(GString) line = g_string_new(NULL);

        calendar_time_append(line, &(CalendarTime){.civil = span->begin, .form = FORM_UTC});
        g_string_append_c(line, ',');
        calendar_time_append(line, &(CalendarTime){.civil = span->end, .form = FORM_UTC});
        printf("%s\t%s\n", path, line->str);
    }
}

static void
tell_file(const char *path, gint64 begin, gint64 end)
{
    g_autofree char *bytes = NULL;
    g_autofree char *kept = NULL;
    g_autofree char *kept_again = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(BusyCalendar) calendar = NULL;
    g_autoptr(BusyCalendar) again = NULL;
    g_autoptr(GArray) spans = NULL;
    g_autoptr(GArray) spans_again = NULL;
    BusyReading reading;
    gsize length;

    if (!g_file_get_contents(path, &bytes, &length, &error))
        g_error("%s", error->message);
    calendar = read_calendar(path, bytes, length, BUSY_FROM_OUTSIDE, &reading);
    if (calendar == NULL || reading.n_wrong > 0) {
        printf("%s\trefused\n", path);
        return;
    }
    spans = spans_of(calendar, begin, end);
    kept = busy_calendar_write(calendar);
    again = read_calendar("what is kept", kept, strlen(kept), BUSY_FROM_STORE, &reading);
    g_assert_true(again != NULL && reading.n_wrong == 0);
    spans_again = spans_of(again, begin, end);
    kept_again = busy_calendar_write(again);
    g_assert_cmpstr(kept, ==, kept_again);
    g_assert_cmpuint(spans->len, ==, spans_again->len);
    g_assert_true(memcmp(spans->data, spans_again->data, spans->len * sizeof(BusySpan)) == 0);
    if (g_getenv("SHOW_KEPT") != NULL)
        fputs(kept, stderr);
    print_spans(path, spans);
}

int
main(int argc, char *argv[])
{
    for (int i = 3; i < argc; i++)
        tell_file(argv[i], utc_of(argv[1]), utc_of(argv[2]));
    return argc > 3 ? EXIT_SUCCESS : EXIT_FAILURE;
}
