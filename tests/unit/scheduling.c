/* Scheduling a campaign of the store, again and again. */
#include "support/drawn-store.h"

#include <choucha/scheduling.h>
#include <glib/gstdio.h>
#include <string.h>

static ChaScheduleReport *
schedule(ChaStore *store, const char *campaign, const char *folder, const char *from)
{
    g_autoptr(GError) error = NULL;
    ChaScheduleReport *report = NULL;
    ChaDay day = CHA_DAY_NONE;
    gboolean done;

    g_assert_true(from == NULL || cha_day_from_text(from, &day));
    done = cha_schedule(store, campaign, folder, day, NULL, NULL, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return report;
}

static void
assert_schedule(const char *folder, const char *expected)
{
    g_autofree char *text = read_output(folder, "schedule.csv");

    g_assert_cmpstr(text, ==, expected);
}

static void
test_default_days(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) report = schedule(store, "2027Q1", place->folder, NULL);
    const ChaUnplaced *unplaced = NULL;
    char from[CHA_DAY_TEXT_SIZE];

    cha_day_to_text(report->from, from);
    g_assert_cmpstr(from, ==, "2027-01-06");
    g_assert_cmpstr(report->campaign, ==, "2027Q1");
    g_assert_cmpuint(report->visits, ==, 4);
    g_assert_cmpuint(report->placed, ==, 3);
    g_assert_cmpuint(report->changed, ==, 4);
    g_assert_cmpuint(report->unplaced->len, ==, 1);
    unplaced = report->unplaced->pdata[0];
    g_assert_cmpstr(unplaced->visit, ==, "T4-1");
    g_assert_cmpstr(unplaced->reason, ==, "its team has fewer than two inspectors");
    assert_schedule(place->folder, "visit,date,start,end\n"
                                   "T1-1,2027-01-06,14:30,17:30\n"
                                   "T2-1,2027-01-07,09:00,12:00\n"
                                   "T3-1,2027-01-06,09:00,12:00\n");
}

/* The evening of 5 January in London is 6 January in Beijing. */
static void
test_day_of_beijing(void)
{
    static const struct {
        const char *drawn_at;
        const char *from;
    } CASES[] = {{"2027-01-05T15:59:59Z", "2027-01-06"},
                 {"2027-01-05T16:00:00Z", "2027-01-07"},
                 {"2026-12-31T16:00:00Z", "2027-01-02"},
                 {"2027-03-31T15:59:59Z", "2027-04-01"},
                 {"2027-03-31T16:00:00Z", "2027-01-01"}};
    g_autoptr(StorePlace) place = store_place_new();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(ChaStore) store = drawn_store_new();
        g_autoptr(ChaScheduleReport) report = NULL;
        g_autofree char *sql = g_strdup_printf(
            "DROP TRIGGER change_is_final; UPDATE change SET at = '%s' WHERE id = 3", CASES[i].drawn_at);
        char from[CHA_DAY_TEXT_SIZE];

        drawn_store_run(store, sql);
        report = schedule(store, "2027Q1", place->folder, NULL);
        cha_day_to_text(report->from, from);
        g_assert_cmpstr(from, ==, CASES[i].from);
    }
}

static void
test_past_quarter(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) report = schedule(store, "2026Q3", place->folder, NULL);

    g_assert_cmpuint(report->placed, ==, 1);
    assert_schedule(place->folder, "visit,date,start,end\nT5-1,2026-07-01,09:00,10:30\n");
}

static void
test_again(void)
{
    static const char REVISIONS[] = "SELECT visit, revision FROM appointment ORDER BY visit";
    static const char UNCHANGED[] = "T1-1|0\nT2-1|0\nT3-1|0\nT4-1|0\n";
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) first = schedule(store, "2027Q1", place->folder, NULL);
    g_autoptr(ChaScheduleReport) second = NULL;
    g_autoptr(ChaScheduleReport) third = NULL;
    g_autoptr(ChaScheduleReport) fourth = NULL;
    g_autofree char *text = read_output(place->folder, "schedule.csv");
    gint64 changes = store_number(store, "SELECT count(*) FROM change");

    g_assert_cmpuint(first->changed, ==, 4);
    second = schedule(store, "2027Q1", place->folder, NULL);
    g_assert_cmpuint(second->changed, ==, 0);
    assert_schedule(place->folder, text);
    store_assert(store, REVISIONS, UNCHANGED);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM change"), ==, changes);

    third = schedule(store, "2027Q1", place->folder, "2027-02-01");
    g_assert_cmpuint(third->placed, ==, 2);
    assert_schedule(place->folder, "visit,date,start,end\n"
                                   "T1-1,2027-02-01,09:00,12:00\n"
                                   "T2-1,2027-02-01,14:30,17:30\n");
    store_assert(store, REVISIONS, "T1-1|1\nT2-1|1\nT3-1|1\nT4-1|1\n");
    fourth = schedule(store, "2027Q1", place->folder, NULL);
    g_assert_cmpuint(fourth->placed, ==, 3);
    assert_schedule(place->folder, text);
}

static void
test_absences_and_holidays(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) report = NULL;

    drawn_store_change(store, "import",
                       "INSERT INTO holiday (date, kind, change) VALUES"
                       " ('2027-01-06', 'holiday', (SELECT max(id) FROM change)),"
                       " ('2027-01-10', 'workday', (SELECT max(id) FROM change));"
                       "INSERT INTO absence (inspector, \"from\", \"to\", change) VALUES"
                       " ('A2', '2027-01-07', '2027-01-08', (SELECT max(id) FROM change)),"
                       " ('A3', '2027-01-01', '2027-03-31', (SELECT max(id) FROM change))");
    report = schedule(store, "2027Q1", place->folder, NULL);
    assert_schedule(place->folder, "visit,date,start,end\nT1-1,2027-01-10,09:00,12:00\n");
    g_assert_cmpuint(report->unplaced->len, ==, 3);
    g_assert_cmpstr(((ChaUnplaced *)report->unplaced->pdata[1])->reason, ==,
                    "inspector A3 is absent on every working day from 2027-01-06 to 2027-01-31");
}

/* Nobody is in two places, be it for two campaigns. */
static void
test_other_campaigns(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) first = NULL;
    g_autoptr(ChaScheduleReport) second = NULL;

    drawn_store_run(store, "DROP TRIGGER visit_is_final;"
                           "UPDATE visit SET \"end\" = '2027-03-31' WHERE campaign = '2026Q3'");
    first = schedule(store, "2026Q3", place->folder, "2027-01-06");
    assert_schedule(place->folder, "visit,date,start,end\nT5-1,2027-01-06,09:00,10:30\n");
    second = schedule(store, "2027Q1", place->folder, NULL);
    assert_schedule(place->folder, "visit,date,start,end\n"
                                   "T1-1,2027-01-07,09:00,12:00\n"
                                   "T2-1,2027-01-07,14:30,17:30\n"
                                   "T3-1,2027-01-06,14:30,17:30\n");
}

/* What has taken place stays where it was, and its people were there. */
static void
test_done_visits_stay(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(ChaScheduleReport) first = schedule(store, "2027Q1", place->folder, NULL);
    g_autoptr(ChaScheduleReport) second = NULL;
    g_autoptr(ChaScheduleReport) third = NULL;

    drawn_store_change(store, "import",
                       "INSERT INTO result (campaign, visit, department, date, codes, change) VALUES"
                       " ('2027Q1', 'T3-1', 'SCJG', '2027-01-06', 'x', (SELECT max(id) FROM change)),"
                       " ('2027Q1', 'T1-1', 'SCJG', '2027-01-06', 'x', (SELECT max(id) FROM change))");
    g_assert_cmpuint(first->placed, ==, 3);
    second = schedule(store, "2027Q1", place->folder, "2027-01-11");
    assert_schedule(place->folder, "visit,date,start,end\n"
                                   "T1-1,2027-01-11,09:00,12:00\n"
                                   "T2-1,2027-01-11,14:30,17:30\n"
                                   "T3-1,2027-01-06,09:00,12:00\n");
    third = schedule(store, "2027Q1", place->folder, "2027-01-06");
    assert_schedule(place->folder, "visit,date,start,end\n"
                                   "T1-1,2027-01-06,14:30,17:30\n"
                                   "T2-1,2027-01-07,09:00,12:00\n"
                                   "T3-1,2027-01-06,09:00,12:00\n");
}

static void
assert_refused(ChaStore *store, const char *campaign, const char *folder, ChaError code)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    ChaScheduleReport *report = NULL;

    g_assert_false(cha_schedule(store, campaign, path, CHA_DAY_NONE, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, (gint)code);
    g_assert_null(report);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_refusals(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();

    assert_refused(store, "2028Q1", place->folder, CHA_ERROR_NOT_FOUND);
    assert_refused(store, "spring", place->folder, CHA_ERROR_NOT_FOUND);
    assert_refused(store, "2027Q2", place->folder, CHA_ERROR_CONFLICT);
    assert_refused(store, "2026Q4", place->folder, CHA_ERROR_CONFLICT);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM appointment"), ==, 0);
}

/* The folder of another bundle is left alone, and nothing is recorded. */
static void
test_foreign_folder(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *seed = g_build_filename(place->folder, "seed.txt", NULL);
    ChaScheduleReport *report = NULL;

    g_assert_true(g_file_set_contents(seed, "dice=6\n", -1, NULL));
    g_assert_false(cha_schedule(store, "2027Q1", place->folder, CHA_DAY_NONE, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_CONFLICT);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM appointment"), ==, 0);
}

/* What is recorded stands; the same call completes it. */
static void
test_no_place_to_write(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = drawn_store_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *in_the_way = g_build_filename(place->folder, "schedule.csv", NULL);
    ChaScheduleReport *report = NULL;
    g_autoptr(ChaScheduleReport) again = NULL;

    g_assert_cmpint(g_mkdir(in_the_way, 0777), ==, 0);
    g_assert_false(cha_schedule(store, "2027Q1", place->folder, CHA_DAY_NONE, NULL, NULL, &report, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_OUTPUT);
    g_assert_cmpint(store_number(store, "SELECT count(*) FROM appointment"), ==, 4);
    g_assert_cmpint(g_rmdir(in_the_way), ==, 0);
    again = schedule(store, "2027Q1", place->folder, NULL);
    g_assert_cmpuint(again->changed, ==, 0);
    g_assert_cmpuint(again->placed, ==, 3);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scheduling/default-days", test_default_days);
    g_test_add_func("/scheduling/day-of-beijing", test_day_of_beijing);
    g_test_add_func("/scheduling/past-quarter", test_past_quarter);
    g_test_add_func("/scheduling/again", test_again);
    g_test_add_func("/scheduling/absences-and-holidays", test_absences_and_holidays);
    g_test_add_func("/scheduling/other-campaigns", test_other_campaigns);
    g_test_add_func("/scheduling/done-visits-stay", test_done_visits_stay);
    g_test_add_func("/scheduling/refusals", test_refusals);
    g_test_add_func("/scheduling/foreign-folder", test_foreign_folder);
    g_test_add_func("/scheduling/no-place-to-write", test_no_place_to_write);
    return g_test_run();
}
