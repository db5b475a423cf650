/* Ratios: percentages half up by integers. */
#include "domain/coverage.h"

typedef struct {
    Ratio ratio;
    const char *percent;
} Case;

static void
test_percent(void)
{
    static const Case CASES[] = {
        {{54, 157}, "34.39"},
        {{29, 29}, "100.00"},
        {{24, 29}, "82.76"},
        {{0, 7}, "0.00"},
        {{0, 0}, ""},
        {{1, 8}, "12.50"},
        {{1, 3}, "33.33"},
        {{2, 3}, "66.67"},
        {{1, 80000}, "0.00"},
        {{1, 20000}, "0.01"}, /* exactly half: up */
        {{1, 20001}, "0.00"},
        {{3, 2}, "150.00"},
        {{1005, 100000}, "1.01"},
        {{G_GUINT64_CONSTANT(999999999999999), G_GUINT64_CONSTANT(1000000000000000)}, "100.00"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *percent = ratio_percent(CASES[i].ratio);

        g_assert_cmpstr(percent, ==, CASES[i].percent);
    }
}

/* Two visits that serve plans with three departments and one: two of four
 * checks need no visit of their own. */
static void
test_visits_saved(void)
{
    Coverage coverage = {0};

    coverage_count_checks(&coverage, 3);
    coverage_count_checks(&coverage, 1);
    g_assert_cmpuint(coverage.ratios[RATIO_VISITS_SAVED].numerator, ==, 2);
    g_assert_cmpuint(coverage.ratios[RATIO_VISITS_SAVED].denominator, ==, 4);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/coverage/percent", test_percent);
    g_test_add_func("/coverage/visits-saved", test_visits_saved);
    return g_test_run();
}
