/* Working days against the notices of 2022 and 2026, and counting them. */
#include "domain/workday.h"

static ChaDay
day(const char *text)
{
    ChaDay result = 0;

    g_assert_true(cha_day_from_text(text, &result));
    return result;
}

typedef struct {
    const char *date;
    gboolean worked;
} Named;

static const Named NOTICE[] = {
    {"2022-01-03", FALSE}, /* Monday, New Year */
    {"2022-01-29", TRUE},  /* Saturday, worked before the Spring Festival */
    {"2022-10-08", TRUE},  /* Saturday, worked after the National Day */
    {"2023-10-02", TRUE},  /* a Monday that a notice makes a working day */
    {"2026-10-10", FALSE}, /* Saturday, named although free anyhow */
};

static Workdays *
notice(void)
{
    Workdays *workdays = workdays_new();

    for (gsize i = 0; i < G_N_ELEMENTS(NOTICE); i++)
        workdays_add(workdays, day(NOTICE[i].date), NOTICE[i].worked);
    return workdays;
}

static void
test_days(void)
{
    static const Named DAYS[] = {
        {"2022-01-03", FALSE}, {"2022-01-04", TRUE},  {"2022-01-08", FALSE}, {"2022-01-09", FALSE},
        {"2022-01-29", TRUE},  {"2022-10-08", TRUE},  {"2027-01-01", FALSE}, {"2027-01-04", TRUE},
        {"2027-10-01", FALSE}, {"2025-10-02", FALSE}, {"2025-10-03", FALSE}, {"2025-10-04", FALSE},
        {"2024-10-04", TRUE},  {"2023-10-02", TRUE},  {"2023-10-03", FALSE}, {"2026-10-10", FALSE},
    };
    g_autoptr(Workdays) workdays = notice();

    for (gsize i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        g_test_message("%s", DAYS[i].date);
        g_assert_cmpint(workdays_has(workdays, day(DAYS[i].date)), ==, DAYS[i].worked);
    }
}

static void
test_a_later_word_counts(void)
{
    g_autoptr(Workdays) workdays = notice();

    workdays_add(workdays, day("2022-01-29"), FALSE);
    g_assert_false(workdays_has(workdays, day("2022-01-29")));
}

static void
test_counting(void)
{
    static const struct {
        const char *from;
        guint number;
        const char *expected;
    } CASES[] = {
        {"2027-03-05", 0, "2027-03-05"},  /* itself */
        {"2027-03-05", 1, "2027-03-08"},  /* Friday to Monday */
        {"2027-03-06", 1, "2027-03-08"},  /* from a Saturday */
        {"2027-03-01", 20, "2027-03-29"}, /* four weeks */
        {"2022-01-28", 1, "2022-01-29"},  /* a worked Saturday */
        {"2021-12-31", 1, "2022-01-04"},  /* over New Year and its named Monday */
        {"2027-09-30", 2, "2027-10-05"},  /* Friday 1 October is free */
    };
    g_autoptr(Workdays) workdays = notice();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[CHA_DAY_TEXT_SIZE];

        cha_day_to_text(workdays_after(workdays, day(CASES[i].from), CASES[i].number), text);
        g_assert_cmpstr(text, ==, CASES[i].expected);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workday/days", test_days);
    g_test_add_func("/workday/a-later-word-counts", test_a_later_word_counts);
    g_test_add_func("/workday/counting", test_counting);
    return g_test_run();
}
