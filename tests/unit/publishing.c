/* Calendars of a campaign in the store: who gets which, and what they say. */
#include "base/text.h"
#include "exchange/calendar.h"
#include "support/drawn-store.h"

#include <choucha/scheduling.h>
#include <glib/gstdio.h>
#include <string.h>

static void
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

/* The last change took place at @at. */
static void
set_last_change(ChaStore *store, const char *at)
{
    g_autofree char *sql = g_strdup_printf("DROP TRIGGER IF EXISTS change_is_final;"
                                           "UPDATE change SET at = '%s' WHERE id ="
                                           " (SELECT max(id) FROM change)",
                                           at);

    drawn_store_run(store, sql);
}

/* Drawn and scheduled, on 5 January 2027 at 03:00 UTC. */
static ChaStore *
scheduled_store_new(void)
{
    ChaStore *store = drawn_store_new();

    schedule(store, "2027Q1", NULL);
    set_last_change(store, "2027-01-05T03:00:00Z");
    return store;
}

static ChaCalendarReport
publish(ChaStore *store, const char *folder, gboolean alarms)
{
    g_autoptr(GError) error = NULL;
    ChaCalendarReport report = {0};
    gboolean done = cha_calendar(store, "2027Q1", folder, alarms, NULL, NULL, &report, &error);

    g_assert_no_error(error);
    g_assert_true(done);
    return report;
}

/* The names in a folder, sorted, joined by blanks. */
static char *
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

/* The event of a visit in a calendar, unfolded, or NULL. */
static char *
event_of(const char *folder, const char *path, const char *visit)
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
    calendar_uid("2027Q1", visit, uid);
    begin = g_strdup_printf("BEGIN:VEVENT\r\nUID:%s\r\n", uid);
    found = strstr(unfolded, begin);
    return found == NULL ? NULL : g_strndup(found, (gsize)(strstr(found, "END:VEVENT\r\n") - found));
}

static gboolean
has_event(const char *folder, const char *path, const char *visit)
{
    g_autofree char *event = event_of(folder, path, visit);

    return event != NULL;
}

static void
assert_line(const char *event, const char *line)
{
    g_autofree char *whole = g_strdup_printf("\r\n%s\r\n", line);

    if (strstr(event, whole) == NULL)
        g_error("no line %s in\n%s", line, event);
}

static void
assert_absent(const char *event, const char *text)
{
    if (strstr(event, text) != NULL)
        g_error("%s in\n%s", text, event);
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
test_what_it_says(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "departments/XF.ics", "T1-1");
    assert_line(event, "DTSTAMP:20270105T030000Z");
    assert_line(event, "LAST-MODIFIED:20270105T030000Z");
    assert_line(event, "SEQUENCE:0");
    assert_line(event, "DTSTART;TZID=Asia/Shanghai:20270106T143000");
    assert_line(event, "DTEND;TZID=Asia/Shanghai:20270106T173000");
    assert_line(event, "STATUS:CONFIRMED");
    assert_line(event, "CLASS:PUBLIC");
    assert_line(event, "SUMMARY:餐饮联合检查 · 红旗区第一餐厅");
    assert_line(event, "LOCATION:和平大道 1 号");
    assert_line(event, "GEO:35.302616;113.883991");
    assert_line(event, "CATEGORIES:企业登记,消防");
    assert_line(event, "ORGANIZER;CN=市场监督管理局:mailto:zhifa@scjg.example.gov.cn");
    assert_line(event, "TRIGGER:-PT20H30M");
    assert_line(event, "DESCRIPTION:Target: 红旗区第一餐厅 (T1)\\n"
                       "Plan: 餐饮联合检查 (P1)\\n\\n"
                       "Items of 市场监督管理局:\\n"
                       "- SC-01 登记事项检查\\, on the basis of 《市场主体登记管理条例》第三十八条\\n\\n"
                       "Items of 消防救援支队:\\n"
                       "- XF-01 消防安全检查\\, on the basis of 《消防法》第五十三条\\; \"双随机\"\\n\\n"
                       "Team from 市场监督管理局:\\n- 张一 A1 13800000001\\n- 李二 A2\\n\\n"
                       "Team from 消防救援支队:\\n- 孙一 B1\\n- 周二 B2\\n\\n"
                       "Contact: 市场监督管理局 0373-1234567 zhifa@scjg.example.gov.cn\\n"
                       "Inspection number 1 of this target in 2027\\n"
                       "Visit T1-1 of campaign 2027Q1");
}

static void
test_merged_visit(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "all.ics", "T3-1");
    assert_line(event, "SUMMARY:餐饮联合检查 and 1 more plan · 红旗区第三超市");
    assert_line(event, "CATEGORIES:价格\\, 收费,企业登记,消防");
    assert_line(event, "CLASS:PRIVATE"); /* one of the plans is for notice only */
    assert_absent(event, "LOCATION");
    assert_absent(event, "GEO");
}

/* Every word that would tell more than the district, half of a day apart. */
static void
test_secret_visit(void)
{
    static const char *const SECRETS[] = {"秘密", "商行", "胜利",    "价格",         "SC-",
                                          "P2",   "T2",   "张",      "A1",           "市场监管",
                                          "scjg", "GEO",  "CATEGOR", "DESCRIPTION:T"};
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autofree char *event = NULL;
    g_autofree char *known = NULL;

    drawn_store_run(store, "DROP TRIGGER campaign_is_final; UPDATE campaign SET visits_per_day = 12");
    schedule(store, "2027Q1", "2027-01-08");
    set_last_change(store, "2027-01-05T03:00:00Z");
    store_assert(store, "SELECT date, start FROM appointment WHERE visit = 'T2-1'", "2027-01-08|10:00\n");
    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "inspectors/A3.ics", "T2-1");
    assert_line(event, "DTSTART;TZID=Asia/Shanghai:20270108T090000");
    assert_line(event, "DTEND;TZID=Asia/Shanghai:20270108T120000");
    assert_line(event, "SUMMARY:Inspection in 410703");
    assert_line(event, "LOCATION:410703");
    assert_line(event, "CLASS:PRIVATE");
    assert_line(event, "ORGANIZER:mailto:organizer@choucha.invalid");
    for (gsize i = 0; i < G_N_ELEMENTS(SECRETS); i++)
        assert_absent(event, SECRETS[i]);

    drawn_store_change(store, "import",
                       "INSERT INTO result (campaign, visit, department, date, codes, change) VALUES"
                       " ('2027Q1', 'T2-1', 'SCJG', '2027-01-08', 'x', (SELECT max(id) FROM change))");
    publish(store, place->folder, TRUE);
    known = event_of(place->folder, "inspectors/A3.ics", "T2-1");
    assert_line(known, "DTSTART;TZID=Asia/Shanghai:20270108T100000");
    assert_line(known, "SUMMARY:价格专项检查 · 卫滨区秘密商行");
    assert_line(known, "CLASS:PUBLIC");
}

static void
test_cancelled_visit(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    schedule(store, "2027Q1", "2027-01-07");
    schedule(store, "2027Q1", "2027-02-01"); /* T3-1 ends in January */
    set_last_change(store, "2027-01-06T05:00:00Z");
    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "inspectors/A2.ics", "T3-1");
    assert_line(event, "STATUS:CANCELLED");
    assert_line(event, "TRANSP:TRANSPARENT");
    assert_line(event, "SEQUENCE:2");
    assert_line(event, "DTSTAMP:20270106T050000Z");
    assert_line(event, "DTSTART;TZID=Asia/Shanghai:20270107T090000"); /* the last it had */
    assert_line(event, "SUMMARY:【已取消】餐饮联合检查 and 1 more plan · 红旗区第三超市");
    assert_absent(event, "VALARM");
    assert_absent(event, "Inspection number");
    /* What never had a day is not cancelled. */
    g_assert_false(has_event(place->folder, "all.ics", "T4-1"));
}

/* Thirty days counted to the newest revision of the store. */
static void
test_cancelled_for_thirty_days(void)
{
    static const struct {
        const char *newest;
        gboolean shown;
    } CASES[] = {{"2027-02-05T23:59:59Z", TRUE}, {"2027-02-06T00:00:00Z", FALSE}};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(StorePlace) place = store_place_new();
        g_autoptr(ChaStore) store = scheduled_store_new();

        schedule(store, "2027Q1", "2027-02-01");
        set_last_change(store, "2027-01-06T05:00:00Z");
        schedule(store, "2026Q3", NULL);
        set_last_change(store, CASES[i].newest);
        publish(store, place->folder, TRUE);
        g_assert_cmpint(has_event(place->folder, "all.ics", "T3-1"), ==, CASES[i].shown);
    }
}

static void
test_number_in_the_year(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autofree char *event = NULL;

    drawn_store_run(store,
                    "DROP TRIGGER visit_is_final;"
                    "UPDATE visit SET target = 'T1', \"end\" = '2027-03-31' WHERE campaign = '2026Q3'");
    schedule(store, "2026Q3", "2027-01-06");
    schedule(store, "2027Q1", "2027-01-07");
    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "all.ics", "T1-1");
    g_assert_nonnull(strstr(event, "Inspection number 2 of this target in 2027"));
    g_free(g_steal_pointer(&event));
    schedule(store, "2026Q3", NULL); /* now in the year before */
    publish(store, place->folder, TRUE);
    event = event_of(place->folder, "all.ics", "T1-1");
    g_assert_nonnull(strstr(event, "Inspection number 1 of this target in 2027"));
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
    g_test_add_func("/publishing/what-it-says", test_what_it_says);
    g_test_add_func("/publishing/merged-visit", test_merged_visit);
    g_test_add_func("/publishing/secret-visit", test_secret_visit);
    g_test_add_func("/publishing/cancelled-visit", test_cancelled_visit);
    g_test_add_func("/publishing/cancelled-for-thirty-days", test_cancelled_for_thirty_days);
    g_test_add_func("/publishing/number-in-the-year", test_number_in_the_year);
    g_test_add_func("/publishing/without-alarms", test_without_alarms);
    g_test_add_func("/publishing/by-time", test_by_time);
    g_test_add_func("/publishing/again", test_again);
    g_test_add_func("/publishing/refusals", test_refusals);
    return g_test_run();
}
