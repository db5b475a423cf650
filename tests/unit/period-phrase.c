/* Periods as plan tables write them, and what they are taken as. */
#include "exchange/plan/plan-phrase.h"

#include <string.h>

typedef struct {
    const char *text;
    const char *read; /* canonical, the year known being 2024; NULL: unreadable */
    PhraseReason reason;
} Case;

#define MARCH_TO_NOVEMBER "2026-03-01至2026-11-30"

static const Case CASES[] = {
    /* Full dates. */
    {"2026-03-01至2026-11-30", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3月1日 -2026年11月30日", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3月1日—2026年11月30日", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3月1日至11月30日", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026.3-2026.11", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026.3-11", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026.3.1-11.30", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026/3/1-2026/11/30", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026/3/1-11/30", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026-03-2026-11", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026-03~2026-11", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"20260301-20261130", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"202603-202611", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3月—2026年11月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3-11月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年3月-11月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"自2026年3月1日起至2026年11月30日止", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026年三月至十一月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"二〇二六年三月至十一月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"２０２６．３－２０２６．１１", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"3月-2026年11月", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"2026-03-01 00:00:00至2026-11-30 00:00:00", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"26年3月-11月", MARCH_TO_NOVEMBER, PHRASE_SHORT_YEAR},
    {"3月-2026.11", MARCH_TO_NOVEMBER, PHRASE_PLAIN},
    {"46082-46356", MARCH_TO_NOVEMBER, PHRASE_SERIAL_DAY},
    /* Months. */
    {"3月—12月", "2024-03-01至2024-12-31", PHRASE_PLAIN},
    {"3-11月", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3～11月", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3月——11月", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"三月至十一月", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3 月 — 11 月", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3月份至11月份", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"2024年5月", "2024-05-01至2024-05-31", PHRASE_PLAIN},
    {"5月份", "2024-05-01至2024-05-31", PHRASE_PLAIN},
    {"2月", "2024-02-01至2024-02-29", PHRASE_PLAIN},
    {"2023年2月", "2023-02-01至2023-02-28", PHRASE_PLAIN},
    {"2024年3月1日", "2024-03-01至2024-03-01", PHRASE_PLAIN},
    {"4、5月", "2024-04-01至2024-05-31", PHRASE_PLAIN},
    {"4月、5月、6月", "2024-04-01至2024-06-30", PHRASE_PLAIN},
    {"3-5月、6-8月", "2024-03-01至2024-08-31", PHRASE_PLAIN},
    {"5月、10月", "2024-05-01至2024-10-31; 2次", PHRASE_SEVERAL_PERIODS},
    {"3月，6月，9月", "2024-03-01至2024-09-30; 3次", PHRASE_SEVERAL_PERIODS},
    {"3-5月、9-11月", "2024-03-01至2024-11-30; 2次", PHRASE_SEVERAL_PERIODS},
    /* Days within months. */
    {"3月1日-11月30日", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"9月1日-30日", "2024-09-01至2024-09-30", PHRASE_PLAIN},
    {"9月1-30日", "2024-09-01至2024-09-30", PHRASE_PLAIN},
    {"9月1号至9月15号", "2024-09-01至2024-09-15", PHRASE_PLAIN},
    {"3月1日起至11月底", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3月1日起，至11月底", "2024-03-01至2024-11-30", PHRASE_PLAIN},
    {"3月底-5月", "2024-03-31至2024-05-31", PHRASE_PLAIN},
    {"4月上旬-6月下旬", "2024-04-01至2024-06-30", PHRASE_PLAIN},
    {"5月中旬至10月20日", "2024-05-11至2024-10-20", PHRASE_PLAIN},
    {"3月中旬", "2024-03-11至2024-03-20", PHRASE_PLAIN},
    {"3月初至11月底", "2024-03-01至2024-11-30", PHRASE_ABOUT_THEN},
    {"3月至11月左右", "2024-03-01至2024-11-30", PHRASE_ABOUT_THEN},
    {"3.1-11.30", "2024-03-01至2024-11-30", PHRASE_DOTTED_DAY},
    /* Quarters, halves, years. */
    {"第一季度", "2024-01-01至2024-03-31", PHRASE_PLAIN},
    {"二季度", "2024-04-01至2024-06-30", PHRASE_PLAIN},
    {"2025年第3季度", "2025-07-01至2025-09-30", PHRASE_PLAIN},
    {"Q4", "2024-10-01至2024-12-31", PHRASE_PLAIN},
    {"第二季度至第四季度", "2024-04-01至2024-12-31", PHRASE_PLAIN},
    {"二、三季度", "2024-04-01至2024-09-30", PHRASE_PLAIN},
    {"一至三季度", "2024-01-01至2024-09-30", PHRASE_PLAIN},
    {"第1-3季度", "2024-01-01至2024-09-30", PHRASE_PLAIN},
    {"前三季度", "2024-01-01至2024-09-30", PHRASE_PLAIN},
    {"上半年", "2024-01-01至2024-06-30", PHRASE_PLAIN},
    {"下半年", "2024-07-01至2024-12-31", PHRASE_PLAIN},
    {"2025年上半年", "2025-01-01至2025-06-30", PHRASE_PLAIN},
    {"全年", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"2025年", "2025-01-01至2025-12-31", PHRASE_PLAIN},
    {"2025年度", "2025-01-01至2025-12-31", PHRASE_PLAIN},
    {"2025年全年", "2025-01-01至2025-12-31", PHRASE_PLAIN},
    {"全年（常态化）", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"常年", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"年内", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"本年度", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"1-12月", "2024-01-01至2024-12-31", PHRASE_PLAIN},
    {"长期", "2024-01-01至2024-12-31", PHRASE_LONG_TERM},
    /* Across the new year. */
    {"10月-次年3月", "2024-10-01至2025-03-31", PHRASE_PLAIN},
    {"2025年11月—2026年2月", "2025-11-01至2026-02-28", PHRASE_PLAIN},
    {"2025年11月—翌年2月底", "2025-11-01至2026-02-28", PHRASE_PLAIN},
    {"11月-2月", "2024-11-01至2025-02-28", PHRASE_NEXT_YEAR},
    /* Drawings. */
    {"上半年、下半年各一次", "2024-01-01至2024-12-31; 2次", PHRASE_PLAIN},
    {"上半年1次，下半年1次", "2024-01-01至2024-12-31; 2次", PHRASE_PLAIN},
    {"每季度一次", "2024-01-01至2024-12-31; 4次", PHRASE_PLAIN},
    {"每半年1次", "2024-01-01至2024-12-31; 2次", PHRASE_PLAIN},
    {"每月1次", "2024-01-01至2024-12-31; 12次", PHRASE_PLAIN},
    {"1次/季度", "2024-01-01至2024-12-31; 4次", PHRASE_PLAIN},
    {"4-12月，每季度一次", "2024-04-01至2024-12-31; 3次", PHRASE_PLAIN},
    {"3-11月，每季度一次", "2024-03-01至2024-11-30; 4次", PHRASE_TIMES_OF_PERIOD},
    {"3-11月，每月1次", "2024-03-01至2024-11-30; 9次", PHRASE_PLAIN},
    {"10月-次年12月，每月1次", "2024-10-01至2025-12-31; 15次", PHRASE_PLAIN},
    {"全年，每月99次", NULL, PHRASE_TIMES_UNREADABLE},
    {"3-11月，2次", "2024-03-01至2024-11-30; 2次", PHRASE_PLAIN},
    {"每季度末", "2024-01-01至2024-12-31; 4次", PHRASE_TIMES_OF_PERIOD},
    {"分两批次；第一批2023年7月20日前完成，第二批2023年10月15日前完成。", "2023-01-01至2023-10-15; 2次",
     PHRASE_SEVERAL_PERIODS},
    /* Open at one end. */
    {"上、下半年各一次", "2024-01-01至2024-12-31; 2次", PHRASE_PLAIN},
    {"2024年上、下半年", "2024-01-01至2024-12-31; 2次", PHRASE_TIMES_OF_PERIOD},
    {"5月底", "2024-01-01至2024-05-31", PHRASE_DEADLINE},
    {"第三季度末", "2024-01-01至2024-09-30", PHRASE_DEADLINE},
    {"6月底前完成", "2024-01-01至2024-06-30", PHRASE_DEADLINE},
    {"2023年10月31日前", "2023-01-01至2023-10-31", PHRASE_DEADLINE},
    {"10月前", "2024-01-01至2024-09-30", PHRASE_DEADLINE},
    {"年底前完成", "2024-01-01至2024-12-31", PHRASE_DEADLINE},
    {"2025年底前", "2025-01-01至2025-12-31", PHRASE_DEADLINE},
    {"2024年11月30日之前完成", "2024-01-01至2024-11-30", PHRASE_DEADLINE},
    {"截至10月31日", "2024-01-01至2024-10-31", PHRASE_DEADLINE},
    {"至11月底", "2024-01-01至2024-11-30", PHRASE_DEADLINE},
    {"3月起", "2024-03-01至2024-12-31", PHRASE_OPEN_END},
    {"自4月1日起", "2024-04-01至2024-12-31", PHRASE_OPEN_END},
    {"4月以后", "2024-04-01至2024-12-31", PHRASE_OPEN_END},
    {"3月至10月底前", "2024-03-01至2024-10-31", PHRASE_PLAIN},
    {"3月-11月（具体以通知为准）", "2024-03-01至2024-11-30", PHRASE_WORDS_LEFT},
    /* What says nothing, or what cannot be. */
    {"", NULL, PHRASE_NO_PERIOD},
    {"根据工作安排", NULL, PHRASE_NO_PERIOD},
    {"待定", NULL, PHRASE_NO_PERIOD},
    {"适时", NULL, PHRASE_NO_PERIOD},
    {"春季、秋季", NULL, PHRASE_NO_PERIOD},
    {"即日起至12月底", NULL, PHRASE_NO_PERIOD},
    {"不定期", NULL, PHRASE_NO_PERIOD},
    {"除7、8月外", NULL, PHRASE_NO_PERIOD},
    {"3月至", NULL, PHRASE_NO_PERIOD},
    {"3月至今", NULL, PHRASE_NO_PERIOD},
    {"3-11", NULL, PHRASE_NO_PERIOD},
    {"5%", NULL, PHRASE_NO_PERIOD},
    {"3月-11月，5%", NULL, PHRASE_NO_PERIOD},
    {"3月-11月12345678901", NULL, PHRASE_NO_PERIOD},
    {"2023年2月29日至2023年11月30日", NULL, PHRASE_NO_SUCH_DAY},
    {"3月-13月", NULL, PHRASE_NO_SUCH_DAY},
    {"2023年11月31日", NULL, PHRASE_NO_SUCH_DAY},
    {"2024年11月-2024年3月", NULL, PHRASE_BACKWARDS},
    {"2024-11-30至2024-03-01", NULL, PHRASE_BACKWARDS},
    {"9月、3月", NULL, PHRASE_BACKWARDS},
    {"第五季度", NULL, PHRASE_NO_PERIOD},
};

static void
check(const Case *c, PeriodColumn column, gint year)
{
    PeriodPhrase phrase;
    g_autofree char *read = NULL;

    period_phrase_read(c->text, column, year, &phrase);
    read = period_phrase_to_text(&phrase);
    g_test_message("\"%s\" is read as %s, %u", c->text, read, (guint)phrase.reason);
    g_assert_cmpstr(read, ==, c->read);
    g_assert_cmpuint(phrase.reason, ==, c->reason);
    if (c->read == NULL)
        g_assert_cmpuint(phrase.certainty, ==, PHRASE_UNREADABLE);
    else
        g_assert_cmpuint(phrase.certainty, ==, c->reason == PHRASE_PLAIN ? PHRASE_CERTAIN : PHRASE_JUDGED);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++)
        check(&CASES[i], PERIOD_WHOLE, 2024);
}

/* Without a year known: what names its own reads the same, the others say so. */
static void
test_without_year(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        PeriodPhrase phrase;
        PeriodPhrase with_year;

        period_phrase_read(CASES[i].text, PERIOD_WHOLE, 2024, &with_year);
        period_phrase_read(CASES[i].text, PERIOD_WHOLE, 0, &phrase);
        g_test_message("\"%s\"", CASES[i].text);
        if (CASES[i].read == NULL) {
            g_assert_cmpuint(phrase.certainty, ==, PHRASE_UNREADABLE);
        } else if (with_year.names_year) {
            g_assert_cmpint(phrase.start, ==, with_year.start);
            g_assert_cmpint(phrase.end, ==, with_year.end);
        } else {
            g_assert_cmpuint(phrase.certainty, ==, PHRASE_WITHOUT_YEAR);
        }
    }
}

static void
test_round_trip(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (CASES[i].read != NULL) {
            Case again = {CASES[i].read, CASES[i].read, PHRASE_PLAIN};

            check(&again, PERIOD_WHOLE, 0);
        }
    }
}

static void
test_columns(void)
{
    static const struct {
        PeriodColumn column;
        Case c;
    } COLUMNS[] = {
        {PERIOD_DEADLINE, {"11月底", "2024-01-01至2024-11-30", PHRASE_DEADLINE}},
        {PERIOD_DEADLINE, {"11月", "2024-01-01至2024-11-30", PHRASE_DEADLINE}},
        {PERIOD_DEADLINE, {"2024-11-30", "2024-01-01至2024-11-30", PHRASE_DEADLINE}},
        {PERIOD_DEADLINE, {"3-11月", "2024-03-01至2024-11-30", PHRASE_PLAIN}},
        {PERIOD_START, {"3月", "2024-03-01至2024-03-01", PHRASE_PLAIN}},
        {PERIOD_START, {"2024-03-15", "2024-03-15至2024-03-15", PHRASE_PLAIN}},
        {PERIOD_START, {"3月15日起", "2024-03-15至2024-03-15", PHRASE_PLAIN}},
        {PERIOD_START, {"5月上旬", "2024-05-01至2024-05-01", PHRASE_PLAIN}},
        {PERIOD_START, {"45352", "2024-03-01至2024-03-01", PHRASE_SERIAL_DAY}},
        {PERIOD_START, {"3-11月", NULL, PHRASE_NO_PERIOD}},
        {PERIOD_START, {"3月底前", NULL, PHRASE_NO_PERIOD}},
        {PERIOD_END, {"11月", "2024-11-30至2024-11-30", PHRASE_PLAIN}},
        {PERIOD_END, {"11月底前", "2024-11-30至2024-11-30", PHRASE_PLAIN}},
        {PERIOD_END, {"2024年10月底", "2024-10-31至2024-10-31", PHRASE_PLAIN}},
        {PERIOD_END, {"6月下旬", "2024-06-30至2024-06-30", PHRASE_PLAIN}},
        {PERIOD_END, {"3月起", NULL, PHRASE_NO_PERIOD}},
        {PERIOD_END, {"每季度1次", NULL, PHRASE_NO_PERIOD}},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
        check(&COLUMNS[i].c, COLUMNS[i].column, 2024);
}

/* What choucha's own tables write. */
static void
test_own_tables(void)
{
    static const struct {
        const char *text;
        gint year;
        const char *expected;
    } OWN[] = {
        {"2022-03-01至2022-11-30", 0, "2022-03-01至2022-11-30"},
        {"2022年3月1日—2022年11月30日", 0, "2022-03-01至2022-11-30"},
        {"2022年3月1日——11月30日", 0, "2022-03-01至2022-11-30"},
        {"2026年1月1日 -2026年12月31日", 0, "2026-01-01至2026-12-31"},
        {"2026年2月24日 -2026年11月30日", 0, "2026-02-24至2026-11-30"},
        {"2022年3月-11月", 0, "2022-03-01至2022-11-30"},
        {"2026年1月—11月", 0, "2026-01-01至2026-11-30"},
        {"2026年1月- 2026年11月", 0, "2026-01-01至2026-11-30"},
        {"2023年6-12月", 0, "2023-06-01至2023-12-31"},
        {"2024年1-2月", 0, "2024-01-01至2024-02-29"},
        {"2023年1-2月", 0, "2023-01-01至2023-02-28"},
        {"3月—11月", 2022, "2022-03-01至2022-11-30"},
        {"3-11月", 2022, "2022-03-01至2022-11-30"},
        {"3月1日到30日", 2022, "2022-03-01至2022-03-30"},
        {"3月底-11月底", 2022, "2022-03-31至2022-11-30"},
        {"全年", 2022, "2022-01-01至2022-12-31"},
        {"2022年全年", 0, "2022-01-01至2022-12-31"},
        {"2022年", 0, "2022-01-01至2022-12-31"},
        {"2022年4月", 0, "2022-04-01至2022-04-30"},
        {"4月份", 2022, "2022-04-01至2022-04-30"},
        {"2022年4月5日", 0, "2022-04-05至2022-04-05"},
        {"2021年11月至2022年2月", 0, "2021-11-01至2022-02-28"},
        {"2022-03至2022-11", 0, "2022-03-01至2022-11-30"},
        {"2022-03-2022-11", 0, "2022-03-01至2022-11-30"},
        {"2022-03-01-2022-11-30", 0, "2022-03-01至2022-11-30"},
        {"2022.3-2022.11", 0, "2022-03-01至2022-11-30"},
        {"2022.3.1~2022.11.30", 0, "2022-03-01至2022-11-30"},
        {"2022/3/1 - 2022/11/30", 0, "2022-03-01至2022-11-30"},
        {"20220301-20221130", 0, "2022-03-01至2022-11-30"},
        {"2022年3月–11月", 2030, "2022-03-01至2022-11-30"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OWN); i++) {
        PeriodPhrase phrase;
        g_autofree char *found = NULL;

        period_phrase_read(OWN[i].text, PERIOD_WHOLE, OWN[i].year, &phrase);
        found = period_phrase_to_text(&phrase);
        g_test_message("\"%s\"", OWN[i].text);
        g_assert_cmpstr(found, ==, OWN[i].expected);
        g_assert_cmpint(phrase.certainty, ==, PHRASE_CERTAIN);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/period-phrase/cases", test_cases);
    g_test_add_func("/period-phrase/without-year", test_without_year);
    g_test_add_func("/period-phrase/round-trip", test_round_trip);
    g_test_add_func("/period-phrase/columns", test_columns);
    g_test_add_func("/period-phrase/own-tables", test_own_tables);
    return g_test_run();
}
