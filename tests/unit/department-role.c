/* What cells say of the part that a department takes. */
#include "exchange/plan/department-role.h"

static const struct {
    const char *text;
    const char *rest;
    DepartmentRole role;
} CASES[] = {
    {"公安局", "公安局", ROLE_NOT_SAID},
    {"公安局牵头", "公安局", ROLE_LEADS},
    {"公安局（牵头）", "公安局", ROLE_LEADS},
    {"公安局(牵头单位)", "公安局", ROLE_LEADS},
    {"公安局 【牵头部门】", "公安局", ROLE_LEADS},
    {"牵头部门：公安局", "公安局", ROLE_LEADS},
    {"牵头: 公安局", "公安局", ROLE_LEADS},
    {"发起单位：公安局", "公安局", ROLE_LEADS},
    {" 商务局配合 ", "商务局", ROLE_HELPS},
    {"商务局（协办）", "商务局", ROLE_HELPS},
    {"配合部门：商务局", "商务局", ROLE_HELPS},
    {"参与：商务局", "商务局", ROLE_HELPS},
    /* Nothing but the word says nothing of a department. */
    {"牵头", "牵头", ROLE_NOT_SAID},
    {"牵头部门：", "牵头部门：", ROLE_NOT_SAID},
    {"牵头部门", "牵头部门", ROLE_NOT_SAID},
    {"（牵头）公安局", "（牵头）公安局", ROLE_NOT_SAID},
    {"市场监管局（知识产权局）", "市场监管局（知识产权局）", ROLE_NOT_SAID},
    {"", "", ROLE_NOT_SAID},
};

static void
test_strip(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        DepartmentRole role = ROLE_HELPS;
        g_autofree char *rest = department_role_strip(CASES[i].text, &role);

        g_test_message("\"%s\"", CASES[i].text);
        g_assert_cmpstr(rest, ==, CASES[i].rest);
        g_assert_cmpint(role, ==, CASES[i].role);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/department-role/strip", test_strip);
    return g_test_run();
}
