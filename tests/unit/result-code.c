/* Findings: which are known, what they are called, which mean a problem. */
#include "domain/result-code.h"

typedef struct {
    const char *text;
    const char *code; /* NULL: unknown */
    gboolean is_problem;
} Case;

static const Case CASES[] = {
    {"未发现问题", "未发现问题", FALSE},
    {"未按规定公示应当公示的信息", "未按规定公示应当公示的信息", TRUE},
    {"公示信息隐瞒真实情况、弄虚作假", "公示信息隐瞒真实情况、弄虚作假", TRUE},
    {"通过登记的住所（经营场所）无法联系", "通过登记的住所（经营场所）无法联系", TRUE},
    {"通过登记的住所(经营场所)无法联系", "通过登记的住所（经营场所）无法联系", TRUE},
    {"发现问题已责令改正", "发现问题已责令改正", TRUE},
    {"不配合检查情节严重", "不配合检查情节严重", TRUE},
    {"未发现开展本次抽查涉及的经营活动", "未发现开展本次抽查涉及的经营活动", FALSE},
    {"已关闭停业或正在组织清算", "已关闭停业或正在组织清算", FALSE},
    {"发现问题待后续处理", "发现问题待后续处理", TRUE},
    {" 发现问题 待后续处理", "发现问题待后续处理", TRUE},
    {"正常", "正常", FALSE},
    {"注销", "注销", FALSE},
    {"被吊销", "被吊销", FALSE},
    {"被撤销", "被撤销", FALSE},
    {"迁出", "迁出", FALSE},
    {"ZJ2017:1", "ZJ2017:1", FALSE},
    {"ZJ2017:A", "ZJ2017:A", TRUE},
    {"zj2017：a", "ZJ2017:A", TRUE},
    {"ZJ2017:F", "ZJ2017:F", FALSE},
    {"ZJ2017:12", "ZJ2017:12", FALSE},
    {"GS2016(CD81):1", "GS2016(CD81):1", FALSE},
    {"GS2016（CD81）:8", "GS2016(CD81):8", FALSE},
    {"WANNING2021:0", "WANNING2021:0", TRUE},
    {"WANNING2021:3", "WANNING2021:3", TRUE},
    {"ZJ2017:G", NULL, FALSE},
    {"ZJ2017", NULL, FALSE},
    {"1", NULL, FALSE},
    {"没有问题", NULL, FALSE},
    {"", NULL, FALSE},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const char *code = result_code_find(CASES[i].text);

        g_assert_cmpstr(code, ==, CASES[i].code);
        if (code == NULL)
            continue;
        g_assert_cmpint(result_code_is_problem(code), ==, CASES[i].is_problem);
        g_assert_cmpstr(result_code_find(code), ==, code); /* canonical */
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/result-code/cases", test_cases);
    return g_test_run();
}
