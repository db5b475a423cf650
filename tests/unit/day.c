/* Days against known dates, and there and back over five centuries. */
#include <choucha/day.h>
#include <string.h>

typedef struct {
    const char *text;
    ChaDay day;
    guint weekday;
} Known;

static const Known KNOWN[] = {
    {"1970-01-01", 0, 4},     {"1969-12-31", -1, 3},    {"2000-02-29", 11016, 2},
    {"2022-01-01", 18993, 6}, {"2027-03-20", 20897, 6}, {"2400-02-29", 157113, 2},
};

static void
test_known_days(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(KNOWN); i++) {
        ChaDay day = 0;
        char text[CHA_DAY_TEXT_SIZE];

        g_assert_true(cha_day_from_text(KNOWN[i].text, &day));
        g_assert_cmpint(day, ==, KNOWN[i].day);
        g_assert_cmpuint(cha_day_weekday(day), ==, KNOWN[i].weekday);
        cha_day_to_text(day, text);
        g_assert_cmpstr(text, ==, KNOWN[i].text);
    }
}

static void
test_not_days(void)
{
    static const char *const TEXTS[] = {
        "",           "2027-3-20",   "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-10",  "2027-01-00",
        "2027-04-31", "2027-01-011", "2027/01/01", "x027-01-01", "1899-12-31", " 2027-01-01",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        ChaDay day = 77;

        g_assert_false(cha_day_from_text(TEXTS[i], &day));
        g_assert_cmpint(day, ==, 77);
    }
}

static void
test_there_and_back(void)
{
    ChaDay first = 0;
    ChaDay last = 0;
    gint previous_day_of_month = 31;

    g_assert_true(cha_day_from_parts(1900, 1, 1, &first));
    g_assert_true(cha_day_from_parts(2400, 12, 31, &last));
    for (ChaDay day = first; day <= last; day++) {
        gint year, month, day_of_month;
        ChaDay again = 0;

        cha_day_parts(day, &year, &month, &day_of_month);
        g_assert_true(day_of_month == previous_day_of_month + 1 || day_of_month == 1);
        previous_day_of_month = day_of_month;
        g_assert_true(cha_day_from_parts(year, month, day_of_month, &again));
        g_assert_cmpint(again, ==, day);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day/known", test_known_days);
    g_test_add_func("/day/not-days", test_not_days);
    g_test_add_func("/day/there-and-back", test_there_and_back);
    return g_test_run();
}
