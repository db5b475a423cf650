#include "office/busy-file.h"

#include "base/i18n.h"

#include <string.h>

enum { OFFSET_OF_BEIJING = 8 * CIVIL_SECONDS_PER_HOUR };

gint64
busy_begin_of_day(ChaDay day)
{
    return (gint64)day * CIVIL_SECONDS_PER_DAY - OFFSET_OF_BEIJING;
}

gboolean
busy_file_expand(const char *inspector, const char *file, const BusyCalendar *calendar, ChaDay first,
                 ChaDay last, GArray *spans, GError **error)
{
    guint64 steps = BUSY_STEPS;
    char from[CHA_DAY_TEXT_SIZE];
    char to[CHA_DAY_TEXT_SIZE];

    if (busy_calendar_add_spans(calendar, busy_begin_of_day(first), busy_begin_of_day(last + 1), &steps,
                                spans))
        return TRUE;
    cha_day_to_text(first, from);
    cha_day_to_text(last, to);
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                _("the events of %s, a calendar of inspector %s, repeat too often to be followed from %s to "
                  "%s; ask for fewer days, or withdraw it with `remove busy`"),
                file, inspector, from, to);
    return FALSE;
}

/* What was right when it was imported is read again in full; a time zone that
 * this system does not know would be taken for another. */
static BusyCalendar *
read_stored(const char *inspector, const char *file, const char *content, GError **error)
{
    g_autoptr(IssueLog) log = issue_log_new();
    const Place place = {.path = file};
    BusyReading reading = {0};
    g_autoptr(BusyCalendar) calendar =
        busy_calendar_read(content, strlen(content), BUSY_FROM_STORE, &place, log, &reading);
    g_autoptr(GPtrArray) issues = issue_log_steal(log);
    g_autofree char *text = NULL;

    if (issues->len == 0)
        return g_steal_pointer(&calendar);
    text = cha_issue_text(g_ptr_array_index(issues, 0));
    g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, _("the busy times of inspector %s cannot be used: %s"),
                inspector, text);
    return NULL;
}

gboolean
busy_file_add_spans(const char *inspector, const char *file, const char *content, ChaDay first, ChaDay last,
                    GArray *spans, GError **error)
{
    g_autoptr(BusyCalendar) calendar = read_stored(inspector, file, content, error);

    return calendar != NULL && busy_file_expand(inspector, file, calendar, first, last, spans, error);
}

void
busy_span_walk_days(BusySpan span, BusyPartVisitor visit, gpointer data)
{
    enum { MINUTES_PER_DAY = CIVIL_SECONDS_PER_DAY / CIVIL_SECONDS_PER_MINUTE };
    gint64 begin = civil_divide(span.begin + OFFSET_OF_BEIJING, CIVIL_SECONDS_PER_MINUTE);
    gint64 end = -civil_divide(-(span.end + OFFSET_OF_BEIJING), CIVIL_SECONDS_PER_MINUTE);

    while (begin < end) {
        gint64 day = civil_divide(begin, MINUTES_PER_DAY);
        gint64 midnight = day * MINUTES_PER_DAY;
        TimeSpan part = {(guint)(begin - midnight), (guint)(MIN(end - midnight, MINUTES_PER_DAY))};

        visit((ChaDay)day, part, data);
        begin = midnight + MINUTES_PER_DAY;
    }
}
