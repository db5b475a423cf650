/* Names for plans that have none, and the years that titles say. */
#include "exchange/plan/plan-number.h"

#include "exchange/plan/plan-year.h"

#include <string.h>

static char *
next(PlanNumbers *numbers, const char *initiator, gint year, const char *title, const char *items)
{
    const char *const contents[] = {title, items, NULL};

    return plan_numbers_next(numbers, initiator, year, contents);
}

static void
test_stable(void)
{
    g_autoptr(PlanNumbers) first = plan_numbers_new();
    g_autoptr(PlanNumbers) second = plan_numbers_new();
    g_autofree char *one = next(first, "SCJG", 2026, "甲", "乙");
    g_autofree char *same = next(second, "SCJG", 2026, " 甲 ", "乙");

    g_assert_cmpstr(one, ==, same);
    g_assert_true(g_str_has_prefix(one, "SCJG-2026-"));
    g_assert_cmpuint(strlen(one), ==, strlen("SCJG-2026-") + 8);
}

/* What makes one plan another; and the order of others is nothing to it. */
static void
test_distinct(void)
{
    g_autoptr(PlanNumbers) numbers = plan_numbers_new();
    g_autoptr(PlanNumbers) others = plan_numbers_new();
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *last = next(numbers, "SCJG", 2026, "丙", "丁");
    g_autofree char *alone = next(others, "SCJG", 2026, "丙", "丁");

    g_assert_true(g_hash_table_add(names, next(numbers, "SCJG", 2026, "甲", "乙")));
    g_assert_true(g_hash_table_add(names, next(numbers, "SCJG", 2026, "甲", "乙")));
    g_assert_true(g_hash_table_add(names, next(numbers, "SCJG", 2026, "甲乙", "")));
    g_assert_true(g_hash_table_add(names, next(numbers, "SCJG", 2027, "甲", "乙")));
    g_assert_true(g_hash_table_add(names, next(numbers, "GA", 2026, "甲", "乙")));
    g_assert_cmpstr(last, ==, alone);
}

static void
test_long_department(void)
{
    g_autoptr(PlanNumbers) numbers = plan_numbers_new();
    g_autofree char *code = g_strnfill(64, 'D');
    g_autofree char *name = next(numbers, code, 2026, "甲", "乙");

    g_assert_true(g_str_has_prefix(name, "2026-"));
    g_assert_cmpuint(strlen(name), <=, 60);
}

static const struct {
    const char *text;
    gint year;
} YEARS[] = {
    {"江台市2024年度部门联合抽查计划", 2024},
    {"（2025年度）", 2025},
    {"2024 年 度 计 划", 2024},
    {"２０２４年度", 2024},
    {"二〇二四年抽查计划", 2024},
    {"二零二四年度", 2024},
    {"江政办〔2023〕15号 2024年度抽查计划", 2024},
    {"2024年度抽查计划（2023年12月20日印发）", 2024},
    {"2024年抽查计划", 2024},
    {"plans-2022.csv", 2022},
    {"2024年度和2025年度抽查计划", 0},
    {"2024-2025", 0},
    {"20240315.csv", 0},
    {"抽查计划", 0},
    {"1998年度", 0},
    {"", 0},
};

static void
test_years(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(YEARS); i++) {
        g_test_message("%s", YEARS[i].text);
        g_assert_cmpint(plan_year_in(YEARS[i].text), ==, YEARS[i].year);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-number/stable", test_stable);
    g_test_add_func("/plan-number/distinct", test_distinct);
    g_test_add_func("/plan-number/long-department", test_long_department);
    g_test_add_func("/plan-number/years", test_years);
    return g_test_run();
}
