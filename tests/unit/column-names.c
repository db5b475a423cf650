/* Which titles name which columns. */
#include "exchange/table/column-names.h"
#include "base/words.h"

#include <string.h>

typedef struct {
    ChaKind kind;
    const char *title;
    const char *column; /* NULL: unknown */
} Case;

static const Case CASES[] = {
    {CHA_KIND_TARGETS, "target", "target"},
    {CHA_KIND_TARGETS, "Target", "target"},
    {CHA_KIND_TARGETS, "统一社会信用代码", "target"},
    {CHA_KIND_TARGETS, " 统一社会\n信用代码 *", "target"},
    {CHA_KIND_TARGETS, "统一社会信用代码（18位）", "target"},
    {CHA_KIND_TARGETS, "统一社会信用代码(必填)[文本]", "target"},
    {CHA_KIND_TARGETS, "企业名称", "name"},
    {CHA_KIND_TARGETS, "名称", "name"},
    {CHA_KIND_TARGETS, "住所（经营场所）", "address"},
    {CHA_KIND_TARGETS, "法定代表人", NULL},
    {CHA_KIND_TARGETS, "object types", "object_types"},
    {CHA_KIND_TARGETS, "2、企业名称：", "name"},
    {CHA_KIND_TARGETS, "【必填】名称", "name"},
    {CHA_KIND_TARGETS, "★名称", "name"},
    {CHA_KIND_TARGETS, "名称/企业名称", "name"},
    {CHA_KIND_TARGETS, "名称/地址", NULL},
    {CHA_KIND_TARGETS, "名称/电话", NULL},
    {CHA_KIND_TARGETS, "注册号", "target"},
    {CHA_KIND_TARGETS, "/", NULL},
    {CHA_KIND_TARGETS, "％", NULL},
    {CHA_KIND_TARGETS, "3、", NULL},
    {CHA_KIND_PLANS, "抽查户数/户", "sample"},
    {CHA_KIND_PLANS, "抽查比例%", "sample"},
    {CHA_KIND_PLANS, "抽查比例〔年〕", "sample"},
    {CHA_KIND_PLANS, "抽查比例/频次", "sample+times"},
    {CHA_KIND_TARGETS, "", NULL},
    {CHA_KIND_TARGETS, "(target)", NULL},
    {CHA_KIND_PLANS, "ｐｌａｎ", "plan"},
    {CHA_KIND_PLANS, "抽查 比例 (数量)", "sample"},
    {CHA_KIND_PLANS, "任务 名称", "title"},
    {CHA_KIND_PLANS, "年度计划名称", "title"},
    {CHA_KIND_PLANS, "抽查对象", "object_type"},
    {CHA_KIND_PLANS, "联查对象", "object_type"},
    {CHA_KIND_PLANS, "牵头部门", "initiator"},
    {CHA_KIND_PLANS, "检查主体", "initiator"},
    {CHA_KIND_PLANS, "联查部门", "participants"},
    {CHA_KIND_PLANS, "抽查户数", "sample"},
    {CHA_KIND_PLANS, "频次", "times"},
    {CHA_KIND_PLANS, "年度频次上限", "cap"},
    {CHA_KIND_PLANS, "行业", "industries"},
    {CHA_KIND_PLANS, "信用风险等级", "risks"},
    {CHA_KIND_ITEMS, "部门", "department"},
    {CHA_KIND_ITEMS, "抽查类别", "area"},
    {CHA_KIND_DEPARTMENTS, "部门名称", "name"},
    {CHA_KIND_RESULTS, "follow_up", "follow_up"},
    {CHA_KIND_RESULTS, "公示日期", "published"},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Kind *kind = kind_get(CASES[i].kind);
        g_autoptr(ColumnNames) names = column_names_new(kind);
        int column = column_names_find(names, CASES[i].title);

        g_test_message("%s", CASES[i].title);
        g_assert_cmpstr(file_column_name(kind, column), ==, CASES[i].column);
    }
}

typedef struct {
    const char *title;
    TitleFit fit;
} FitCase;

static const FitCase FIT_CASES[] = {
    {"名称", TITLE_EXACT},         {" 名\n称 *", TITLE_EXACT},    {"住所（经营场所）", TITLE_EXACT},
    {"名称（中文）", TITLE_LOOSE}, {"1.名称", TITLE_LOOSE},       {"名称/企业名称", TITLE_LOOSE},
    {"工商注册号", TITLE_LOOSE},   {"法定代表人", TITLE_UNKNOWN},
};

static void
test_fit(void)
{
    g_autoptr(ColumnNames) names = column_names_new(kind_get(CHA_KIND_TARGETS));

    for (gsize i = 0; i < G_N_ELEMENTS(FIT_CASES); i++) {
        TitleFit fit;
        int column = column_names_fit(names, FIT_CASES[i].title, &fit);

        g_test_message("%s", FIT_CASES[i].title);
        g_assert_cmpint(fit, ==, FIT_CASES[i].fit);
        g_assert_true((column < 0) == (fit == TITLE_UNKNOWN));
    }
}

static void
test_resemblance(void)
{
    g_autoptr(ColumnNames) names = column_names_new(kind_get(CHA_KIND_TARGETS));

    g_assert_true(column_names_resemble(names, "统一社会信用代号", 0));
    g_assert_true(column_names_resemble(names, "法人企业名称", 1));
    g_assert_false(column_names_resemble(names, "法定代表人", 0));
}

static void
test_two_in_one(void)
{
    g_autoptr(ColumnNames) names = column_names_new(kind_get(CHA_KIND_PLANS));

    g_assert_cmpint(column_names_find(names, "起止时间"), ==, FILE_COLUMN_PERIOD);
    g_assert_cmpint(column_names_find(names, "抽查检查起止时间"), ==, FILE_COLUMN_PERIOD);
    g_assert_cmpint(column_names_find(names, "抽查比例及频次"), ==, FILE_COLUMN_SAMPLE_AND_TIMES);
    g_assert_cmpstr(column_names_title(names, 0), ==, "计划编号");
}

/* Each line of the table says something about a column that there is. */
static void
test_table(void)
{
    static const char *const OTHERS[] = {"start+end", "sample+times", "number", "serial",
                                         "area",      "year",         "accept"};
    g_autoptr(GPtrArray) words = words_load("columns.csv");

    g_assert_cmpuint(words->len, >, 500);
    for (guint i = 0; i < words->len; i++) {
        char **word = g_ptr_array_index(words, i);
        ChaKind number = CHA_KIND_DEPARTMENTS;
        const Kind *kind = kind_frame();
        g_autoptr(ColumnNames) names = NULL;
        int column;

        g_test_message("%s,%s,%s", word[0], word[1], word[2]);
        if (strcmp(word[0], kind->name) != 0) {
            g_assert_true(cha_kind_from_name(word[0], &number));
            kind = kind_get(number);
        }
        names = column_names_new(kind);
        column = column_names_find(names, word[2]);
        if (column < FILE_COLUMN_PERIOD)
            g_assert_cmpstr(kind->columns[column].name, ==, word[1]);
        else
            g_assert_cmpstr(word[1], ==, OTHERS[column - FILE_COLUMN_PERIOD]);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/column-names/cases", test_cases);
    g_test_add_func("/column-names/fit", test_fit);
    g_test_add_func("/column-names/resemblance", test_resemblance);
    g_test_add_func("/column-names/two-in-one", test_two_in_one);
    g_test_add_func("/column-names/table", test_table);
    return g_test_run();
}
