/* Quarters and the names of campaigns. */
#include "domain/quarter.h"

static void
test_quarters(void)
{
    Quarter quarter = 0;
    char text[QUARTER_TEXT_SIZE];
    char day[CHA_DAY_TEXT_SIZE];

    g_assert_true(quarter_from_text("2027Q4", &quarter));
    g_assert_cmpint(quarter_year(quarter), ==, 2027);
    cha_day_to_text(quarter_first_day(quarter), day);
    g_assert_cmpstr(day, ==, "2027-10-01");
    cha_day_to_text(quarter_last_day(quarter), day);
    g_assert_cmpstr(day, ==, "2027-12-31");
    g_assert_cmpint(quarter_of_day(quarter_last_day(quarter)), ==, quarter);
    g_assert_cmpint(quarter_of_day(quarter_last_day(quarter) + 1), ==, quarter + 1);
    quarter_to_text(quarter + 1, text);
    g_assert_cmpstr(text, ==, "2028Q1");
}

static void
test_days_of_quarters(void)
{
    Quarter quarter = 0;

    g_assert_true(quarter_from_text("1999Q1", &quarter));
    for (guint i = 0; i < 8; i++, quarter++)
        g_assert_cmpint(quarter_last_day(quarter) + 1, ==, quarter_first_day(quarter + 1));
}

typedef struct {
    const char *name;
    guint attempt; /* 0: no name of a campaign */
} Name;

static void
test_campaign_names(void)
{
    static const Name NAMES[] = {
        {"2027Q1", 1},    {"2027Q1.2", 2}, {"2027Q1.13", 13}, {"2027Q1.1", 0},       {"2027Q1.0", 0},
        {"2027Q1.02", 0}, {"2027Q1.", 0},  {"2027Q0", 0},     {"2027Q5", 0},         {"2027q1", 0},
        {"27Q1", 0},      {"", 0},         {"2027Q1.x", 0},   {"2027Q1.9999999", 0}, {"2027Q1 ", 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        Quarter quarter = 0;
        guint attempt = 0;
        g_autofree char *name = NULL;

        g_test_message("\"%s\"", NAMES[i].name);
        if (!campaign_name_parse(NAMES[i].name, &quarter, &attempt)) {
            g_assert_cmpuint(NAMES[i].attempt, ==, 0);
            continue;
        }
        g_assert_cmpuint(attempt, ==, NAMES[i].attempt);
        name = campaign_name_make(quarter, attempt);
        g_assert_cmpstr(name, ==, NAMES[i].name);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quarter/quarters", test_quarters);
    g_test_add_func("/quarter/days", test_days_of_quarters);
    g_test_add_func("/quarter/campaign-names", test_campaign_names);
    return g_test_run();
}
