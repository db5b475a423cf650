/* Who gets which calendar of a campaign, and how the files are written. */
#include "support/published.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_who_gets_one(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    ChaCalendarReport report = publish(store, place->folder, TRUE);
    g_autofree char *top = list_folder(place->folder, "");
    g_autofree char *inspectors = list_folder(place->folder, "inspectors");
    g_autofree char *departments = list_folder(place->folder, "departments");

    g_assert_cmpstr(top, ==, "all.ics departments inspectors");
    g_assert_cmpstr(inspectors, ==, "A1.ics A2.ics A3.ics A8.ics B1.ics B2.ics");
    g_assert_cmpstr(departments, ==, "HB.ics SCJG.ics XF.ics");
    g_assert_cmpuint(report.inspectors, ==, 6);
    g_assert_cmpuint(report.departments, ==, 3);
    g_assert_cmpuint(report.events, ==, 3);
}

static void
test_who_sees_which(void)
{
    static const struct {
        const char *path;
        const char *visits;
    } CASES[] = {
        {"all.ics", "T1 T2 T3"},
        {"inspectors/A1.ics", "T1 T2"},
        {"inspectors/A2.ics", "T1 T3"},
        {"inspectors/A3.ics", "T2 T3"},
        {"inspectors/A8.ics", ""},
        {"inspectors/B1.ics", "T1"},
        {"departments/SCJG.ics", "T1 T2 T3"},
        {"departments/XF.ics", "T1"},
        {"departments/HB.ics", ""},
    };
    static const char *const VISITS[] = {"T1-1", "T2-1", "T3-1", "T4-1"};
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();

    publish(store, place->folder, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = read_output(place->folder, CASES[i].path);

        g_assert_true(g_str_has_prefix(text, "BEGIN:VCALENDAR\r\n"));
        g_assert_true(g_str_has_suffix(text, "END:VCALENDAR\r\n"));
        for (gsize v = 0; v < G_N_ELEMENTS(VISITS); v++) {
            g_autofree char *target = g_strndup(VISITS[v], 2);

            g_assert_cmpint(has_event(place->folder, CASES[i].path, VISITS[v]), ==,
                            strstr(CASES[i].visits, target) != NULL);
        }
    }
}

static void
test_names(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *all = NULL;
    g_autofree char *inspector = NULL;
    g_autofree char *department = NULL;

    publish(store, place->folder, TRUE);
    all = read_output(place->folder, "all.ics");
    inspector = read_output(place->folder, "inspectors/A1.ics");
    department = read_output(place->folder, "departments/XF.ics");
    assert_line(all, "X-WR-CALNAME:Inspections of 2027Q1");
    assert_line(inspector, "NAME:Inspections of 2027Q1: 张一");
    assert_line(department, "X-WR-CALNAME:Inspections of 2027Q1: 消防救援支队");
}

static void
test_without_alarms(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *with = NULL;
    g_autofree char *without = NULL;

    publish(store, place->folder, TRUE);
    with = read_output(place->folder, "all.ics");
    publish(store, place->folder, FALSE);
    without = read_output(place->folder, "all.ics");
    g_assert_nonnull(strstr(with, "BEGIN:VALARM"));
    g_assert_null(strstr(without, "VALARM"));
}

static void
test_by_time(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *text = NULL;
    const char *previous = NULL;

    publish(store, place->folder, TRUE);
    text = read_output(place->folder, "all.ics");
    for (const char *at = text; (at = strstr(at, "DTSTART;")) != NULL; at++) {
        g_assert_true(previous == NULL ||
                      strncmp(previous, at, strlen("DTSTART;TZID=Asia/Shanghai:20270106T143000")) < 0);
        previous = at;
    }
    g_assert_nonnull(previous);
}

/* The second run replaces what is there, and clears what a killed one left. */
static void
test_again(void)
{
    static const char *const PATHS[] = {"all.ics", "inspectors/A1.ics", "inspectors/A8.ics",
                                        "departments/SCJG.ics"};
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *left_over = g_build_filename(place->folder, ".choucha-partial", NULL);
    g_autofree char *half = g_build_filename(left_over, "abcdef", NULL);
    char *before[G_N_ELEMENTS(PATHS)] = {NULL};
    g_autofree char *top = NULL;

    publish(store, place->folder, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++)
        before[i] = read_output(place->folder, PATHS[i]);
    g_assert_cmpint(g_mkdir(left_over, 0777), ==, 0);
    g_assert_true(g_file_set_contents(half, "BEGIN:VCALENDAR", -1, NULL));
    publish(store, place->folder, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        g_autofree char *after = read_output(place->folder, PATHS[i]);

        g_assert_cmpstr(before[i], ==, after);
        g_free(before[i]);
    }
    top = list_folder(place->folder, "");
    g_assert_cmpstr(top, ==, "all.ics departments inspectors");
}

static void
test_refusals(void)
{
    static const struct {
        const char *campaign;
        ChaError code;
    } CASES[] = {{"2027Q1", CHA_ERROR_CONFLICT},
                 {"2027Q2", CHA_ERROR_CONFLICT},
                 {"2026Q4", CHA_ERROR_CONFLICT},
                 {"2028Q1", CHA_ERROR_NOT_FOUND}};
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autofree char *folder = g_build_filename(place->folder, "out", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        ChaCalendarReport report = {0};

        g_assert_false(cha_calendar(store, CASES[i].campaign, folder, TRUE, NULL, NULL, &report, &error));
        g_assert_error(error, CHA_ERROR, (gint)CASES[i].code);
        g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publishing/who-gets-one", test_who_gets_one);
    g_test_add_func("/publishing/who-sees-which", test_who_sees_which);
    g_test_add_func("/publishing/names", test_names);
    g_test_add_func("/publishing/without-alarms", test_without_alarms);
    g_test_add_func("/publishing/by-time", test_by_time);
    g_test_add_func("/publishing/again", test_again);
    g_test_add_func("/publishing/refusals", test_refusals);
    return g_test_run();
}
