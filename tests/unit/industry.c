/* Codes of industries as plans and registries write them. */
#include "domain/industry.h"

typedef struct {
    const char *text;
    IndustryVerdict verdict;
    const char *industry; /* NULL: untouched */
} Case;

static const Case CASES[] = {
    {"C", INDUSTRY_READ, "C"},
    {"c", INDUSTRY_READ, "C"},
    {"F52", INDUSTRY_READ, "F52"},
    {"f5213", INDUSTRY_READ, "F5213"},
    {"52", INDUSTRY_READ, "F52"},
    {"01", INDUSTRY_READ, "A01"},
    {"05", INDUSTRY_READ, "A05"},
    {"06", INDUSTRY_READ, "B06"},
    {"1310", INDUSTRY_READ, "C1310"},
    {"43", INDUSTRY_READ, "C43"},
    {"44", INDUSTRY_READ, "D44"},
    {"97", INDUSTRY_READ, "T97"},
    {"制造业", INDUSTRY_READ, "C"},
    {"农、林、牧、渔业", INDUSTRY_READ, "A"},
    {"C52", INDUSTRY_OTHER_SECTION, "F52"},
    {"98", INDUSTRY_UNREADABLE, NULL},
    {"00", INDUSTRY_UNREADABLE, NULL},
    {"F5", INDUSTRY_UNREADABLE, NULL},
    {"F52133", INDUSTRY_UNREADABLE, NULL},
    {"U", INDUSTRY_UNREADABLE, NULL},
    {"", INDUSTRY_UNREADABLE, NULL},
    {"零售", INDUSTRY_UNREADABLE, NULL},
    {"F52 零售", INDUSTRY_UNREADABLE, NULL},
    {"FF", INDUSTRY_UNREADABLE, NULL},
};

static void
test_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char industry[INDUSTRY_TEXT_SIZE] = "-";

        g_test_message("%s", CASES[i].text);
        g_assert_cmpuint(industry_from_text(CASES[i].text, industry), ==, CASES[i].verdict);
        g_assert_cmpstr(industry, ==, CASES[i].industry != NULL ? CASES[i].industry : "-");
    }
}

static void
assert_target(const char *text, const char *expected)
{
    char industry[INDUSTRY_TEXT_SIZE];

    industry_of_target(text, industry);
    g_assert_cmpstr(industry, ==, expected);
}

static void
test_targets(void)
{
    assert_target("F5213", "F5213");
    assert_target("5213 日用家电零售", "F5213");
    assert_target("C5213", "F5213");
    assert_target("F", "F");
    assert_target("住宿和餐饮业", "H");
    assert_target("Food", "");
    assert_target("餐饮", "");
    assert_target("", "");
    assert_target("52134", "");
}

static void
test_covers(void)
{
    g_assert_true(industry_covers("F", "F5213"));
    g_assert_true(industry_covers("F52", "F5213"));
    g_assert_true(industry_covers("F5213", "F5213"));
    g_assert_false(industry_covers("F5213", "F52"));
    g_assert_false(industry_covers("C", "F52"));
    g_assert_false(industry_covers("F", ""));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/industry/texts", test_texts);
    g_test_add_func("/industry/targets", test_targets);
    g_test_add_func("/industry/covers", test_covers);
    return g_test_run();
}
