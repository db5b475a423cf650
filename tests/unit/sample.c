/* Ratios and numbers as plans give them: what they mean, and their text. */
#include "domain/sample.h"

typedef struct {
    const char *text;
    const char *canonical; /* NULL: cannot be read */
    guint64 population;
    guint64 drawn;
} Case;

static const Case CASES[] = {
    {"5%", "5%", 100, 5},
    {"5%", "5%", 101, 6},
    {"7%", "7%", 100, 7},
    {"0.5%", "0.5%", 1000, 5},
    {"0.5%", "0.5%", 1001, 6},
    {"33.3333%", "33.3333%", 3, 1},
    {"100%", "100%", 17, 17},
    {"≥5%", "≥5%", 101, 6},
    {"不低于5%", "≥5%", 101, 6},
    {">= 0.50 %", "≥0.5%", 200, 1},
    {"≤10%", "≤10%", 19, 1},
    {"不超过10%", "≤10%", 9, 0},
    {"20户", "20户", 100, 20},
    {"20家", "20家", 10, 10},
    {" 20 ", "20", 100, 20},
    {"不少于 3 家", "≥3家", 100, 3},
    {"10% (20户)", "10% (20户)", 100, 20},
    {"10%(20户)", "10% (20户)", 1000, 100},
    {"20户(10%)", "10% (20户)", 1000, 100},
    {"7%", "7%", G_GUINT64_CONSTANT(1000000000000), G_GUINT64_CONSTANT(70000000000)},
    {"", NULL, 0, 0},
    {"5", "5", 3, 3},
    {"101%", NULL, 0, 0},
    {"-5%", NULL, 0, 0},
    {"5%5%", NULL, 0, 0},
    {"5% 20", NULL, 0, 0},
    {"5% (20%)", NULL, 0, 0},
    {"0.00001%", NULL, 0, 0},
    {"5.%", NULL, 0, 0},
    {"2.5户", NULL, 0, 0},
    {"10-20%", NULL, 0, 0},
    {"适量", NULL, 0, 0},
    {"1000000000000", NULL, 0, 0},
    {"E 5%", NULL, 0, 0},
    {"A 5%; A 6%", NULL, 0, 0},
    {"A 5% B 6%", NULL, 0, 0},
    {"A", NULL, 0, 0},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Sample sample;
        g_autofree char *canonical = NULL;
        gboolean is_short;

        g_test_message("\"%s\"", CASES[i].text);
        if (!sample_from_text(CASES[i].text, &sample)) {
            g_assert_null(CASES[i].canonical);
            continue;
        }
        canonical = sample_to_text(&sample);
        g_assert_cmpstr(canonical, ==, CASES[i].canonical);
        g_assert_false(sample.by_risk);
        g_assert_cmpuint(quota_of(&sample.quotas[0], CASES[i].population, &is_short), ==, CASES[i].drawn);
    }
}

static void
test_more_than_there_are(void)
{
    Sample sample;
    gboolean is_short = FALSE;

    g_assert_true(sample_from_text("20户", &sample));
    g_assert_cmpuint(quota_of(&sample.quotas[0], 19, &is_short), ==, 19);
    g_assert_true(is_short);
    g_assert_cmpuint(quota_of(&sample.quotas[0], 20, &is_short), ==, 20);
    g_assert_false(is_short);
}

static void
test_by_risk(void)
{
    static const char *const TEXTS[] = {
        "A 1%; B 2%; C 10%; D 30%",
        "D:30%;C:10%;B:2%;A:1%",
        "A类1%、B类2%、C类10%、D类30%",
        "a 1%\nb 2%\nc 10%\nd 30%",
    };
    static const guint64 DRAWN[RISK_CLASSES] = {2, 3, 11, 31};

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        Sample sample;
        g_autofree char *canonical = NULL;

        g_assert_true(sample_from_text(TEXTS[i], &sample));
        g_assert_true(sample.by_risk);
        canonical = sample_to_text(&sample);
        g_assert_cmpstr(canonical, ==, TEXTS[0]);
        for (guint class = 0; class < RISK_CLASSES; class ++) {
            gboolean is_short;

            g_assert_cmpuint(quota_of(&sample.quotas[class], 101, &is_short), ==, DRAWN[class]);
        }
    }
}

static void
test_unnamed_classes_draw_none(void)
{
    Sample sample;
    Sample again;
    gboolean is_short;
    g_autofree char *canonical = NULL;

    g_assert_true(sample_from_text("D ≥30%; C 5户", &sample));
    canonical = sample_to_text(&sample);
    g_assert_cmpstr(canonical, ==, "C 5户; D ≥30%");
    g_assert_true(sample_from_text(canonical, &again));
    g_assert_cmpuint(quota_of(&again.quotas[0], 1000, &is_short), ==, 0);
    g_assert_cmpuint(quota_of(&again.quotas[1], 1000, &is_short), ==, 0);
    g_assert_cmpuint(quota_of(&again.quotas[2], 1000, &is_short), ==, 5);
    g_assert_cmpuint(quota_of(&again.quotas[3], 1000, &is_short), ==, 300);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sample/cases", test_cases);
    g_test_add_func("/sample/more-than-there-are", test_more_than_there_are);
    g_test_add_func("/sample/by-risk", test_by_risk);
    g_test_add_func("/sample/unnamed-classes", test_unnamed_classes_draw_none);
    return g_test_run();
}
