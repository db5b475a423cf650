/* What becomes of a visit after it was told to people: each change is a revision
 * of its event. */
#include "support/published.h"

#include <string.h>

/* The event of a visit as A1's calendar has it now. */
static char *
event_now(ChaStore *store, const char *visit)
{
    g_autoptr(StorePlace) place = store_place_new();

    publish(store, place->folder, TRUE);
    return event_of(place->folder, "inspectors/A1.ics", visit);
}

static void
assert_revision(ChaStore *store, const char *visit, const char *sequence, const char *stamp)
{
    g_autofree char *event = event_now(store, visit);

    assert_line(event, sequence);
    assert_line(event, stamp);
}

static void
test_moved(void)
{
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    schedule(store, "2027Q1", "2027-01-07");
    set_last_change(store, "2027-01-05T04:00:00Z");
    event = event_now(store, "T1-1");
    assert_line(event, "SEQUENCE:1");
    assert_line(event, "DTSTAMP:20270105T040000Z");
    assert_line(event, "DTSTART;TZID=Asia/Shanghai:20270107T143000");
    g_assert_nonnull(strstr(event, "DESCRIPTION:Moved from 2027-01-06\\, 14:30–17:30\\n\\nTarget:"));
}

static void
test_elsewhere(void)
{
    static const char OTHER_NAME[] =
        "UPDATE target SET name = '餐厅', change = (SELECT max(id) FROM change) WHERE target = 'T1'";
    static const char OTHER_ADDRESS[] = "UPDATE target SET address = '和平大道 2 号', change = (SELECT "
                                        "max(id) FROM change) WHERE target = 'T1'";
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    drawn_store_change(store, "import", OTHER_NAME);
    assert_revision(store, "T1-1", "SEQUENCE:0", "DTSTAMP:20270105T030000Z");
    drawn_store_change(store, "import", OTHER_ADDRESS);
    set_last_change(store, "2027-01-05T05:00:00Z");
    assert_revision(store, "T1-1", "SEQUENCE:1", "DTSTAMP:20270105T050000Z");
    assert_revision(store, "T2-1", "SEQUENCE:0", "DTSTAMP:20270105T030000Z");
    event = event_now(store, "T1-1");
    assert_line(event, "LOCATION:和平大道 2 号");
    assert_absent(event, "Moved");
}

#define RESULT(visit, department)                                                                            \
    "INSERT INTO result (campaign, visit, department, date, codes, change) VALUES ('2027Q1', '" visit        \
    "', '" department "', '2027-01-06', '1', (SELECT max(id) FROM change))"

/* Done is what every department of the team has a result of. */
static void
test_done(void)
{
    static const char MOVE[] =
        "UPDATE target SET address = 'x', change = (SELECT max(id) FROM change) WHERE target = 'T1'";
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *done = NULL;
    g_autofree char *open = NULL;

    drawn_store_change(store, "import", RESULT("T1-1", "SCJG"));
    assert_revision(store, "T1-1", "SEQUENCE:0", "DTSTAMP:20270105T030000Z");
    drawn_store_change(store, "import", RESULT("T1-1", "XF"));
    set_last_change(store, "2027-01-06T10:00:00Z");
    drawn_store_change(store, "import", MOVE); /* too late to matter */
    done = event_now(store, "T1-1");
    assert_line(done, "SEQUENCE:1");
    assert_line(done, "DTSTAMP:20270106T100000Z");
    assert_line(done, "STATUS:CONFIRMED");
    assert_absent(done, "VALARM");
    g_assert_nonnull(strstr(done, "DESCRIPTION:Done: all results are recorded\\n\\nTarget:"));
    drawn_store_change(store, "remove", "DELETE FROM result WHERE visit = 'T1-1' AND department = 'XF'");
    set_last_change(store, "2027-01-06T11:00:00Z");
    open = event_now(store, "T1-1");
    assert_line(open, "SEQUENCE:2");
    assert_line(open, "DTSTAMP:20270106T110000Z");
    assert_absent(open, "Done");
}

/* What was secret is told once it is done, and so clients must look again. */
static void
test_no_longer_secret(void)
{
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *secret = event_now(store, "T2-1");
    g_autofree char *told = NULL;

    assert_line(secret, "SUMMARY:Inspection in 410703");
    drawn_store_change(store, "import", RESULT("T2-1", "SCJG"));
    set_last_change(store, "2027-01-06T10:00:00Z");
    told = event_now(store, "T2-1");
    assert_line(told, "SEQUENCE:1");
    assert_line(told, "DTSTAMP:20270106T100000Z");
    g_assert_nonnull(strstr(told, "DESCRIPTION:Done"));
}

/* A quarter that ends without another attempt: its calendars take back what
 * they told. */
static void
test_void_without_another_attempt(void)
{
    static const char END[] = "INSERT INTO campaign_void (campaign, reason, approved_by, change)"
                              " VALUES ('2027Q1', '计划调整', '王', (SELECT max(id) FROM change))";
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *event = NULL;

    drawn_store_change(store, "void", END);
    set_last_change(store, "2027-01-05T05:00:00Z");
    event = event_now(store, "T1-1");
    assert_line(event, "STATUS:CANCELLED");
    assert_line(event, "SEQUENCE:1");
    assert_line(event, "DTSTAMP:20270105T050000Z");
    assert_line(event, "DTSTART;TZID=Asia/Shanghai:20270106T143000");
    g_assert_nonnull(strstr(event, "DESCRIPTION:Cancelled: 计划调整\\n\\nTarget:"));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/visit-life/moved", test_moved);
    g_test_add_func("/visit-life/elsewhere", test_elsewhere);
    g_test_add_func("/visit-life/done", test_done);
    g_test_add_func("/visit-life/no-longer-secret", test_no_longer_secret);
    g_test_add_func("/visit-life/void-without-another-attempt", test_void_without_another_attempt);
    return g_test_run();
}
