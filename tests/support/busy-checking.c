#include "support/busy-checking.h"

#include <string.h>

gint64
busy_test_time(const char *text)
{
    CalendarTime time;

    g_assert_true(calendar_time_read((Slice){text, strlen(text)}, &time));
    return time.civil;
}

BusyCalendar *
busy_test_read(const char *bytes, gsize length, BusyOrigin origin, char **ret_issues)
{
    g_autoptr(IssueLog) log = issue_log_new();
    const Place place = {.path = "a.ics"};
    g_autoptr(GString) texts = g_string_new(NULL);
    BusyReading reading;
    g_autoptr(BusyCalendar) calendar = busy_calendar_read(bytes, length, origin, &place, log, &reading);
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    for (guint i = 0; i < issues->len; i++) {
        g_autofree char *text = cha_issue_text(g_ptr_array_index(issues, i));

        g_string_append_printf(texts, "%s\n", text);
    }
    *ret_issues = g_strdup(texts->str);
    return calendar != NULL && reading.n_wrong == 0 ? g_steal_pointer(&calendar) : NULL;
}

static char *
spans_text(const BusyCalendar *calendar, const char *begin, const char *end)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    GString *text = g_string_new(NULL);
    guint64 steps = BUSY_STEPS;

    g_assert_true(
        busy_calendar_add_spans(calendar, busy_test_time(begin), busy_test_time(end), &steps, spans));
    busy_spans_merge(spans);
    for (guint i = 0; i < spans->len; i++) {
        const BusySpan *span = &g_array_index(spans, BusySpan, i);

        g_string_append(text, i > 0 ? " " : "");
        calendar_time_append(text, &(CalendarTime){.civil = span->begin, .form = FORM_UTC});
        g_string_append_c(text, ',');
        calendar_time_append(text, &(CalendarTime){.civil = span->end, .form = FORM_UTC});
    }
    return g_string_free(text, FALSE);
}

/* What is kept says the same, and nothing else. */
static char *
keep_and_read(const BusyCalendar *calendar, const char *begin, const char *end)
{
    g_autofree char *kept = busy_calendar_write(calendar);
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) again = busy_test_read(kept, strlen(kept), BUSY_FROM_STORE, &issues);
    g_autofree char *kept_again = NULL;

    g_assert_cmpstr(issues, ==, "");
    g_assert_nonnull(again);
    kept_again = busy_calendar_write(again);
    g_assert_cmpstr(kept, ==, kept_again);
    g_assert_null(strstr(kept, "SUMMARY"));
    g_assert_null(strstr(kept, "secret"));
    return spans_text(again, begin, end);
}

void
busy_test_check(const char *bytes, gsize length, const char *begin, const char *end, const char *expected,
                const char *issue)
{
    g_autofree char *issues = NULL;
    g_autoptr(BusyCalendar) calendar = busy_test_read(bytes, length, BUSY_FROM_OUTSIDE, &issues);
    g_autofree char *found = NULL;
    g_autofree char *again = NULL;

    if (issue == NULL)
        g_assert_cmpstr(issues, ==, "");
    else if (strstr(issues, issue) == NULL)
        g_error("\"%s\" is not in \"%s\"", issue, issues);
    g_assert_true((calendar == NULL) == (expected == NULL));
    if (calendar == NULL)
        return;
    found = spans_text(calendar, begin, end);
    g_assert_cmpstr(found, ==, expected);
    again = keep_and_read(calendar, begin, end);
    g_assert_cmpstr(again, ==, expected);
}
