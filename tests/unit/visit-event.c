/* What the events of a campaign's visits say, and for how long. */
#include "support/published.h"

#include <string.h>

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

static const char NEXT_ATTEMPT[] =
    "INSERT INTO campaign_void (campaign, reason, approved_by, change)"
    " VALUES ('2027Q1', 'r', 'a', (SELECT max(id) FROM change));"
    "INSERT INTO drawing SELECT '2027Q1.2', drawing, plan, number, title, initiator, participants, items, "
    "start,"
    "  \"end\", disclosure, level, joint FROM drawing WHERE campaign = '2027Q1';"
    "INSERT INTO campaign SELECT '2027Q1.2', quarter, 2, commitment, short_teams, rehearsal, max_visits,"
    "  visits_per_day, change FROM campaign WHERE campaign = '2027Q1';"
    "INSERT INTO visit SELECT '2027Q1.2', visit, target, district, start, \"end\" FROM visit"
    "  WHERE campaign = '2027Q1' AND visit = 'T1-1';"
    "INSERT INTO visit_drawing VALUES ('2027Q1.2', 'T1-1', 'P1');"
    "INSERT INTO seat SELECT '2027Q1.2', visit, department, level, seat, inspector FROM seat"
    "  WHERE campaign = '2027Q1' AND visit = 'T1-1';"
    "INSERT INTO campaign_draw SELECT '2027Q1.2', seed, change FROM campaign_draw WHERE campaign = '2027Q1';"
    "INSERT INTO result (campaign, visit, department, date, codes, change) VALUES"
    "  ('2027Q1', 'T3-1', 'SCJG', '2027-01-06', 'x', (SELECT max(id) FROM change))";

/* The end of a campaign cancels what was still to come, for thirty days; the
 * calendars of the next attempt say so. */
static void
test_void_campaign(void)
{
    g_autoptr(StorePlace) place = store_place_new();
    g_autoptr(ChaStore) store = scheduled_store_new();
    g_autofree char *cancelled = NULL;
    g_autofree char *secret = NULL;
    g_autofree char *next = NULL;

    drawn_store_change(store, "void", NEXT_ATTEMPT);
    set_last_change(store, "2027-01-05T05:00:00Z");
    schedule(store, "2027Q1", "2027-01-11");
    set_last_change(store, "2027-01-05T06:00:00Z");
    publish(store, place->folder, TRUE);
    cancelled = event_of(place->folder, "inspectors/A1.ics", "T1-1");
    assert_line(cancelled, "STATUS:CANCELLED");
    assert_line(cancelled, "SEQUENCE:1");
    assert_line(cancelled, "DTSTAMP:20270105T050000Z");
    assert_line(cancelled, "DTSTART;TZID=Asia/Shanghai:20270106T143000");
    secret = event_of(place->folder, "inspectors/A3.ics", "T2-1");
    assert_line(secret, "SUMMARY:【已取消】Inspection in 410703");
    next = event_in(place->folder, "inspectors/A1.ics", "2027Q1.2", "T1-1");
    assert_line(next, "STATUS:CONFIRMED");
    assert_line(next, "DTSTART;TZID=Asia/Shanghai:20270111T090000");
    g_assert_nonnull(strstr(next, "Inspection number 1 of this target in 2027"));
    /* What has taken place was not cancelled, what had no day neither. */
    g_assert_false(has_event(place->folder, "all.ics", "T3-1"));
    g_assert_false(has_event(place->folder, "all.ics", "T4-1"));

    set_last_change(store, "2027-02-05T00:00:00Z");
    publish(store, place->folder, TRUE);
    g_assert_false(has_event(place->folder, "all.ics", "T1-1"));
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

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/visit-event/what-it-says", test_what_it_says);
    g_test_add_func("/visit-event/merged-visit", test_merged_visit);
    g_test_add_func("/visit-event/secret-visit", test_secret_visit);
    g_test_add_func("/visit-event/cancelled-visit", test_cancelled_visit);
    g_test_add_func("/visit-event/cancelled-for-thirty-days", test_cancelled_for_thirty_days);
    g_test_add_func("/visit-event/void-campaign", test_void_campaign);
    g_test_add_func("/visit-event/number-in-the-year", test_number_in_the_year);
    return g_test_run();
}
