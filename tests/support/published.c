#include "support/published.h"

#include "base/text.h"
#include "exchange/calendar/calendar.h"

#include <string.h>

void
schedule(ChaStore *store, const char *campaign, const char *from)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaScheduleReport) report = NULL;
    ChaDay day = CHA_DAY_NONE;
    gboolean done;

    g_assert_true(from == NULL || cha_day_from_text(from, &day));
    done = cha_schedule(store, campaign, place->folder, day, NULL, NULL, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

void
set_last_change(ChaStore *store, const char *at)
{
    g_autofree char *sql = g_strdup_printf("DROP TRIGGER IF EXISTS change_is_final;"
                                           "UPDATE change SET at = '%s' WHERE id ="
                                           " (SELECT max(id) FROM change)",
                                           at);

    drawn_store_run(store, sql);
}

ChaStore *
scheduled_store_new(void)
{
    ChaStore *store = drawn_store_new();

    schedule(store, "2027Q1", NULL);
    set_last_change(store, "2027-01-05T03:00:00Z");
    return store;
}

ChaCalendarReport
publish(ChaStore *store, const char *folder, gboolean alarms)
{
    g_autoptr(GError) error = NULL;
    ChaCalendarReport report = {0};
    gboolean done = cha_calendar(store, "2027Q1", folder, alarms, NULL, NULL, &report, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    return report;
}

char *
list_folder(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *entry = NULL;

    g_assert_nonnull(directory);
    while ((entry = g_dir_read_name(directory)) != NULL)
        g_ptr_array_add(names, g_strdup(entry));
    g_ptr_array_sort(names, text_compare_pointers);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

char *
event_in(const char *folder, const char *path, const char *campaign, const char *visit)
{
    g_autofree char *text = read_output(folder, path);
    g_auto(GStrv) pieces = NULL;
    g_autofree char *unfolded = NULL;
    g_autofree char *begin = NULL;
    char uid[CALENDAR_UID_SIZE];
    const char *found = NULL;

    g_assert_nonnull(text);
    pieces = g_strsplit(text, "\r\n ", -1);
    unfolded = g_strjoinv("", pieces);
    calendar_uid(campaign, visit, uid);
    begin = g_strdup_printf("BEGIN:VEVENT\r\nUID:%s\r\n", uid);
    found = strstr(unfolded, begin);
    return found == NULL ? NULL : g_strndup(found, (gsize)(strstr(found, "END:VEVENT\r\n") - found));
}

char *
event_of(const char *folder, const char *path, const char *visit)
{
    return event_in(folder, path, "2027Q1", visit);
}

gboolean
has_event(const char *folder, const char *path, const char *visit)
{
    g_autofree char *event = event_of(folder, path, visit);

    return event != NULL;
}

void
assert_line(const char *event, const char *line)
{
    g_autofree char *whole = g_strdup_printf("\r\n%s\r\n", line);

    if (strstr(event, whole) == NULL)
        g_error("no line %s in\n%s", line, event);
}

void
assert_absent(const char *event, const char *text)
{
    if (strstr(event, text) != NULL)
        g_error("%s in\n%s", text, event);
}
