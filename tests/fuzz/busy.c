/* Any bytes as a calendar: what is read is kept in one form that says the same
 * and stays as it is, and is expanded within its steps. */
#include "exchange/calendar/busy-calendar.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static BusyCalendar *
read_calendar(const char *bytes, gsize length, BusyOrigin origin, guint *ret_n_issues)
{
    g_autoptr(IssueLog) log = issue_log_new();
    const Place place = {.path = "busy.ics"};
    BusyReading reading = {0};
    BusyCalendar *calendar = busy_calendar_read(bytes, length, origin, &place, log, &reading);
    guint64 n_errors = issue_log_errors(log);
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    g_assert_true((calendar == NULL) == reading.is_broken);
    g_assert_true((n_errors > 0) == (reading.is_broken || reading.n_wrong > 0));
    for (guint i = 0; i < issues->len; i++) {
        g_autofree char *text = cha_issue_text(g_ptr_array_index(issues, i));

        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
    *ret_n_issues = issues->len;
    return calendar;
}

/* Sorted, apart from each other, and within the bounds. */
static GArray *
spans_of(const BusyCalendar *calendar, gint64 begin, gint64 end)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(BusySpan));
    guint64 steps = 5000;

    if (!busy_calendar_add_spans(calendar, begin, end, &steps, spans))
        g_array_set_size(spans, 0);
    busy_spans_merge(spans);
    for (guint i = 0; i < spans->len; i++) {
        const BusySpan *span = &g_array_index(spans, BusySpan, i);

        g_assert_cmpint(span->begin, >=, i == 0 ? begin : (span - 1)->end + 1);
        g_assert_cmpint(span->begin, <, span->end);
        g_assert_cmpint(span->end, <=, end);
    }
    return spans;
}

static void
compare_spans(const BusyCalendar *left, const BusyCalendar *right, gint64 begin, gint64 end)
{
    g_autoptr(GArray) a = spans_of(left, begin, end);
    g_autoptr(GArray) b = spans_of(right, begin, end);

    g_assert_cmpuint(a->len, ==, b->len);
    g_assert_true(a->len == 0 || memcmp(a->data, b->data, a->len * sizeof(BusySpan)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const gint64 day = CIVIL_SECONDS_PER_DAY;
    const gint64 autumn = civil_day(2026, 10, 20) * day;
    guint n_issues;
    g_autoptr(BusyCalendar) calendar = read_calendar((const char *)data, size, BUSY_FROM_OUTSIDE, &n_issues);
    g_autoptr(BusyCalendar) again = NULL;
    g_autofree char *kept = NULL;
    g_autofree char *kept_again = NULL;

    if (calendar == NULL)
        return 0;
    kept = busy_calendar_write(calendar);
    g_assert_true(g_str_is_ascii(kept));
    again = read_calendar(kept, strlen(kept), BUSY_FROM_STORE, &n_issues);
    g_assert_true(again != NULL);
    g_assert_cmpuint(n_issues, ==, 0);
    kept_again = busy_calendar_write(again);
    g_assert_cmpstr(kept, ==, kept_again);
    compare_spans(calendar, again, autumn, autumn + 40 * day);
    compare_spans(calendar, again, civil_day(1900, 1, 1) * day, civil_day(2200, 1, 1) * day);
    return 0;
}
