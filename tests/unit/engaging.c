/* Busy times of inspectors in a store: in, out, withdrawn, and avoided. */
#include "support/drawn-store.h"

#include <choucha/engaging.h>
#include <choucha/scheduling.h>
#include <glib/gstdio.h>
#include <string.h>

/* A file of this name at the place, with these events. */
static char *
write_calendar(const StorePlace *place, const char *name, const char *events)
{
    g_autofree char *text = g_strconcat("BEGIN:VCALENDAR\n", events, "END:VCALENDAR\n", NULL);
    char *path = g_build_filename(place->folder, name, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, &error));
    g_assert_no_error(error);
    return path;
}

static ChaBusyReport *
import_with(ChaStore *store, const char *inspector, const char *path, ChaBusyOptions options, GError **error)
{
    const char *paths[] = {path, NULL};
    ChaBusyReport *report = NULL;
    gboolean done = cha_import_busy(store, inspector, paths, &options, NULL, NULL, &report, error);

    g_assert_nonnull(report);
    g_assert_true(done == (error == NULL || *error == NULL));
    return report;
}

static void
import(ChaStore *store, const char *inspector, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaBusyReport) report = import_with(store, inspector, path, (ChaBusyOptions){0}, &error);

    g_assert_no_error(error);
    g_assert_true(report->stored);
}

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static void
assert_busy(ChaStore *store, const char *inspector, const char *from, const char *to, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    ChaDay first = 0;
    ChaDay last = 0;

    g_assert_true(cha_day_from_text(from, &first) && cha_day_from_text(to, &last));
    g_assert_true(cha_list_busy(store, inspector, first, last, CHA_TABLE_CSV, collect, text, &error));
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(text->str, "start,end\n"));
    g_assert_cmpstr(text->str + strlen("start,end\n"), ==, expected);
}

static ChaScheduleReport *
schedule(ChaStore *store, const StorePlace *place)
{
    g_autoptr(GError) error = NULL;
    ChaScheduleReport *report = NULL;

    g_assert_true(cha_schedule(store, "2027Q1", place->folder, CHA_DAY_NONE, NULL, NULL, &report, &error));
    g_assert_no_error(error);
    return report;
}

#define DAY_OF(day) "BEGIN:VEVENT\nUID:d" day "\nSUMMARY:secret\nDTSTART;VALUE=DATE:" day "\nEND:VEVENT\n"

static void
test_in_and_out(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autofree char *a =
        write_calendar(place, "a.ics",
                       "BEGIN:VEVENT\nUID:x\nSUMMARY:secret\nDTSTART;TZID=Asia/Shanghai:20270104T220000\n"
                       "DTEND;TZID=Asia/Shanghai:20270105T020000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n");
    g_autofree char *b = write_calendar(place, "b.ics", DAY_OF("20270105"));

    import(store, "A1", a);
    import(store, "A1", b);
    /* Both days are those of Beijing, and all of both; the two files are one. */
    assert_busy(store, "A1", "2027-01-05", "2027-01-05", "20270104T160000Z,20270105T160000Z\n");
    assert_busy(store, "A1", "2027-01-04", "2027-01-06", "20270104T140000Z,20270105T160000Z\n");
    /* A series is kept as such, for any days. */
    assert_busy(store, "A1", "2099-01-05", "2099-01-05", "20990105T140000Z,20990105T160000Z\n");
    assert_busy(store, "A1", "1999-01-05", "1999-01-31", "");
    assert_busy(store, "A2", "2027-01-04", "2027-01-06", "");
    store_assert(store, "SELECT count(*) FROM busy_file WHERE content LIKE '%secret%'", "0\n");
}

static void
test_again_and_otherwise(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaBusyReport) again = NULL;
    g_autoptr(ChaBusyReport) trial = NULL;
    g_autoptr(ChaBusyReport) changed = NULL;
    g_autofree char *path = write_calendar(place, "a.ics", DAY_OF("20270105"));
    gint64 changes;

    import(store, "A1", path);
    changes = store_number(store, "SELECT count(*) FROM change");
    again = import_with(store, "A1", path, (ChaBusyOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_true(again->stored);
    g_assert_cmpuint(again->unchanged, ==, 1);
    g_assert_cmpuint(again->events, ==, 1);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);

    g_free(write_calendar(place, "a.ics", DAY_OF("20270106") DAY_OF("20270107")));
    trial = import_with(store, "A1", path, (ChaBusyOptions){.dry_run = TRUE}, &error);
    g_assert_no_error(error);
    g_assert_false(trial->stored);
    g_assert_cmpuint(trial->changed, ==, 1);
    assert_busy(store, "A1", "2027-01-01", "2027-01-31", "20270104T160000Z,20270105T160000Z\n");
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);

    changed = import_with(store, "A1", path, (ChaBusyOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(changed->changed, ==, 1);
    assert_busy(store, "A1", "2027-01-01", "2027-01-31", "20270105T160000Z,20270107T160000Z\n");
    store_assert(store, "SELECT c.action, c.subject, c.source FROM change AS c ORDER BY c.id DESC LIMIT 1",
                 "import|busy|a.ics\n");
    store_assert(store,
                 "SELECT kind, key, json_extract(record, '$.content') LIKE '%20270105%' FROM history"
                 " ORDER BY id DESC LIMIT 1",
                 "busy|[\"A1\",\"a.ics\"]|1\n");
}

static void
assert_refused(ChaStore *store, const char *inspector, const char *path, ChaError code, const char *issue)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaBusyReport) report = import_with(store, inspector, path, (ChaBusyOptions){0}, &error);

    g_assert_error(error, CHA_ERROR, (gint)code);
    g_assert_false(report->stored);
    if (issue == NULL) {
        g_assert_cmpuint(report->issues->len, ==, 0);
    } else {
        g_autofree char *text = cha_issue_text(g_ptr_array_index(report->issues, 0));

        g_assert_nonnull(strstr(text, issue));
    }
}

static void
test_what_is_wrong(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaBusyReport) report = NULL;
    g_autofree char *path = write_calendar(place, "a.ics", DAY_OF("20270105"));
    g_autofree char *missing = g_build_filename(place->folder, "none.ics", NULL);
    g_autofree char *folder = g_build_filename(place->folder, "folder", NULL);
    g_autofree char *same_name = g_build_filename(folder, "a.ics", NULL);
    const char *two[] = {path, same_name, NULL};
    const ChaBusyOptions options = {.good_events = TRUE};

    import(store, "A1", path);
    assert_refused(store, "nobody", path, CHA_ERROR_NOT_FOUND, NULL);
    assert_refused(store, "A1", missing, CHA_ERROR_INVALID, "cannot be read: No such file");
    /* What is cut off keeps the last good copy. */
    g_free(write_calendar(place, "a.ics", DAY_OF("20270106") "BEGIN:VEVENT\n"));
    assert_refused(store, "A1", path, CHA_ERROR_INVALID, "does not end the VEVENT");
    assert_busy(store, "A1", "2027-01-01", "2027-01-31", "20270104T160000Z,20270105T160000Z\n");
    /* The events that are right can be had. */
    g_free(write_calendar(place, "a.ics", DAY_OF("20270106") DAY_OF("20270132")));
    assert_refused(store, "A1", path, CHA_ERROR_INVALID, "a.ics: row 10, column DTSTART: \"20270132\"");
    report = import_with(store, "A1", path, options, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->left_out, ==, 1);
    assert_busy(store, "A1", "2027-01-01", "2027-01-31", "20270105T160000Z,20270106T160000Z\n");
    g_clear_pointer(&report, cha_busy_report_free);
    /* Two files of one name cannot both replace what was there. */
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    g_free(write_calendar(place, "folder/a.ics", DAY_OF("20270107")));
    g_assert_false(cha_import_busy(store, "A1", two, &options, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(cha_list_busy(store, "nobody", 0, 0, CHA_TABLE_CSV, collect, NULL, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_false(cha_list_busy(store, "A1", 1, 0, CHA_TABLE_CSV, collect, NULL, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
}

static void
test_withdrawing(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_calendar(place, "a.ics", DAY_OF("20270105"));
    g_autofree char *other = write_calendar(place, "b.ics", DAY_OF("20270106"));
    const char *const both[] = {"a.ics", "c.ics", NULL};
    const char *const by_path[] = {path, NULL};

    import(store, "A8", path);
    import(store, "A8", other);
    g_assert_false(cha_remove_busy(store, "A8", both, "left", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND);
    g_assert_cmpstr(error->message, ==,
                    "inspector A8 has no busy times from c.ics; there are those from b.ics");
    g_clear_error(&error);
    assert_busy(store, "A8", "2027-01-01", "2027-01-31", "20270104T160000Z,20270106T160000Z\n");
    g_assert_false(cha_remove_busy(store, "A8", by_path, " ", &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(cha_remove_busy(store, "A8", by_path, "left", &error));
    g_assert_no_error(error);
    assert_busy(store, "A8", "2027-01-01", "2027-01-31", "20270105T160000Z,20270106T160000Z\n");
    store_assert(store, "SELECT key FROM history ORDER BY id DESC LIMIT 1", "[\"A8\",\"a.ics\"]\n");
}

static void
test_schedule_avoids_them(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) report = NULL;
    g_autofree char *text = NULL;
    /* A minute of the morning of 6 January, and of the afternoon of the 7th. */
    g_autofree char *path =
        write_calendar(place, "a.ics",
                       "BEGIN:VEVENT\nDTSTART:20270106T015959Z\nDURATION:PT1S\nEND:VEVENT\n"
                       "BEGIN:VEVENT\nDTSTART:20270107T092959Z\nDURATION:PT1S\nEND:VEVENT\n"
                       "BEGIN:VEVENT\nDTSTART:20270107T093000Z\nDURATION:PT1H\nEND:VEVENT\n");

    import(store, "A3", path);
    report = schedule(store, place);
    text = read_output(place->folder, "schedule.csv");
    g_assert_cmpstr(text, ==,
                    "visit,date,start,end\n"
                    "T1-1,2027-01-06,09:00,12:00\n"
                    "T2-1,2027-01-07,09:00,12:00\n"
                    "T3-1,2027-01-06,14:30,17:30\n");
    g_assert_cmpuint(report->placed, ==, 3);
}

static void
test_conflicts_are_told(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) first = schedule(store, place);
    g_autoptr(ChaScheduleReport) second = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaBusyReport) report = NULL;
    g_autoptr(ChaBusyReport) trial = NULL;
    const ChaBusyConflict *conflict;
    /* T2-1 is on 7 January from 9 to 12; half past 8 to 9 is no conflict. */
    g_autofree char *path = write_calendar(
        place, "a.ics",
        "BEGIN:VEVENT\nDTSTART:20270107T003000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=9\nEND:VEVENT\n");
    g_autofree char *all_day = write_calendar(place, "b.ics", DAY_OF("20270107"));

    g_assert_cmpuint(first->placed, ==, 3);
    report = import_with(store, "A3", path, (ChaBusyOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->conflicts->len, ==, 0);
    g_clear_pointer(&report, cha_busy_report_free);

    trial = import_with(store, "A3", all_day, (ChaBusyOptions){.dry_run = TRUE}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(trial->conflicts->len, ==, 1);
    report = import_with(store, "A3", all_day, (ChaBusyOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->conflicts->len, ==, 1);
    conflict = g_ptr_array_index(report->conflicts, 0);
    g_assert_cmpstr(conflict->campaign, ==, "2027Q1");
    g_assert_cmpstr(conflict->visit, ==, "T2-1");
    g_assert_cmpstr(conflict->date, ==, "2027-01-07");
    g_assert_cmpstr(conflict->from, ==, "09:00");
    g_assert_cmpuint(conflict->free_times->len, ==, 3);
    g_assert_cmpstr(conflict->free_times->pdata[0], ==, "2027-01-08 09:00–12:00");
    g_assert_cmpstr(conflict->free_times->pdata[1], ==, "2027-01-08 14:30–17:30");
    g_assert_cmpstr(conflict->free_times->pdata[2], ==, "2027-01-11 09:00–12:00");

    second = schedule(store, place);
    g_assert_cmpuint(second->changed, >, 0);
    g_clear_pointer(&report, cha_busy_report_free);
    report = import_with(store, "A3", all_day, (ChaBusyOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->conflicts->len, ==, 0);
}

/* What another system does not know it must not take for something else. */
static void
test_zone_that_is_gone(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = write_calendar(
        place, "a.ics", "BEGIN:VEVENT\nDTSTART;TZID=Asia/Tokyo:20270105T100000\nDURATION:PT1H\nEND:VEVENT\n");

    import(store, "A1", path);
    g_setenv("TZDIR", place->folder, TRUE);
    g_assert_false(cha_list_busy(store, "A1", 20800, 20900, CHA_TABLE_CSV, collect, NULL, &error));
    g_unsetenv("TZDIR");
    g_assert_error(error, CHA_ERROR, CHA_ERROR_STORE);
    g_assert_nonnull(strstr(error->message, "Asia/Tokyo"));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/engaging/in-and-out", test_in_and_out);
    g_test_add_func("/engaging/again-and-otherwise", test_again_and_otherwise);
    g_test_add_func("/engaging/what-is-wrong", test_what_is_wrong);
    g_test_add_func("/engaging/withdrawing", test_withdrawing);
    g_test_add_func("/engaging/schedule-avoids-them", test_schedule_avoids_them);
    g_test_add_func("/engaging/conflicts-are-told", test_conflicts_are_told);
    g_test_add_func("/engaging/zone-that-is-gone", test_zone_that_is_gone);
    return g_test_run();
}
