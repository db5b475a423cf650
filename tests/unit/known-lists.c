/* Finding departments, items and object types by what people call them. */
#include "exchange/record/known-lists.h"

static KnownLists *
fixture(void)
{
    KnownLists *lists = known_lists_new();

    known_lists_add_department(lists, "SCJG", "新乡市市场监督管理局（新乡市知识产权局）");
    known_lists_add_department(lists, "JY", "新乡市教育局");
    known_lists_add_department(lists, "XF", "新乡市消防救援支队");
    known_lists_add_item(lists, "JY-1", "学校招生、办学情况的检查", "JY", "学校");
    known_lists_add_item(lists, "XF-1", "消防安全情况检查", "XF", "学校;宾馆、旅店");
    known_lists_add_item(lists, "JY-2", "消防安全情况检查", "JY", "");
    known_lists_add_item(lists, "SCJG-1", "消防 安全情况检查", "SCJG", "企业（法人）");
    return lists;
}

typedef struct {
    const char *text;
    const char *code; /* NULL: none */
} Case;

static const Case DEPARTMENTS[] = {
    {"JY", "JY"},
    {"ＪＹ", "JY"},
    {"新乡市教育局", "JY"},
    {"新乡市 教育局", "JY"},
    {"新乡市市场监督管理局(新乡市知识产权局)", "SCJG"},
    {"教育局", NULL},
    {"jy", NULL},
};

static void
test_departments(void)
{
    g_autoptr(KnownLists) lists = fixture();

    for (gsize i = 0; i < G_N_ELEMENTS(DEPARTMENTS); i++) {
        const char *code = NULL;
        Match match = known_lists_find_department(lists, DEPARTMENTS[i].text, &code);

        g_assert_cmpint(match, ==, DEPARTMENTS[i].code != NULL ? MATCH_ONE : MATCH_NONE);
        g_assert_cmpstr(code, ==, DEPARTMENTS[i].code);
    }
}

static void
assert_item(const char *text, const char *department, Match expected, const char *expected_code)
{
    g_autoptr(KnownLists) lists = fixture();
    g_autoptr(GHashTable) departments = g_hash_table_new(g_str_hash, g_str_equal);
    const char *code = NULL;

    if (department != NULL)
        g_hash_table_add(departments, (gpointer)department);
    g_assert_cmpint(known_lists_find_item(lists, text, department != NULL ? departments : NULL, &code), ==,
                    expected);
    g_assert_cmpstr(code, ==, expected_code);
}

static void
test_items(void)
{
    g_autoptr(KnownLists) lists = fixture();
    g_autofree char *named = known_lists_items_named(lists, "2、消防安全情况检查");

    assert_item("JY-1", NULL, MATCH_ONE, "JY-1");
    assert_item("学校招生、办学情况的检查", NULL, MATCH_ONE, "JY-1");
    assert_item("1.学校招生、办学情况的检查", NULL, MATCH_ONE, "JY-1");
    assert_item("12、学校招生、办学情况的检查", NULL, MATCH_ONE, "JY-1");
    /* Three bear the name; one of them writes it otherwise. */
    assert_item("消防安全情况检查", NULL, MATCH_SEVERAL, NULL);
    assert_item("消防 安全情况检查", NULL, MATCH_ONE, "SCJG-1");
    assert_item("消防安全情况检查", "XF", MATCH_ONE, "XF-1");
    assert_item("消防安全情况检查", "JY", MATCH_ONE, "JY-2");
    assert_item("消防安全情况检查", "GA", MATCH_SEVERAL, NULL);
    assert_item("卫生情况检查", "JY", MATCH_NONE, NULL);
    g_assert_cmpstr(named, ==, "XF-1, JY-2, SCJG-1");
    g_assert_cmpstr(known_lists_item_department(lists, "XF-1"), ==, "XF");
    g_assert_null(known_lists_item_department(lists, "XF-9"));
}

static void
test_object_types(void)
{
    g_autoptr(KnownLists) lists = fixture();
    g_autoptr(KnownLists) empty = known_lists_new();

    g_assert_true(known_lists_have_object_types(lists));
    g_assert_false(known_lists_have_object_types(empty));
    g_assert_cmpstr(known_lists_find_object_type(lists, "学校"), ==, "学校");
    g_assert_cmpstr(known_lists_find_object_type(lists, "宾馆、旅店"), ==, "宾馆、旅店");
    g_assert_cmpstr(known_lists_find_object_type(lists, "企业(法人)"), ==, "企业（法人）");
    g_assert_null(known_lists_find_object_type(lists, "旅店"));
}

static void
test_nearest(void)
{
    g_autoptr(KnownLists) lists = fixture();

    g_assert_cmpstr(known_lists_nearest_department(lists, "教育局"), ==, "新乡市教育局 (JY)");
    g_assert_cmpstr(known_lists_nearest_department(lists, "新乡市教育厅"), ==, "新乡市教育局 (JY)");
    g_assert_cmpstr(known_lists_nearest_department(lists, "jy"), ==, "新乡市教育局 (JY)");
    g_assert_cmpstr(known_lists_nearest_department(lists, "河南省发展和改革委员会"), ==, NULL);
    g_assert_cmpstr(known_lists_nearest_item(lists, "3.学校招生办学情况检查"), ==,
                    "学校招生、办学情况的检查 (JY-1)");
    g_assert_cmpstr(known_lists_nearest_item(lists, "测绘成果质量抽查"), ==, NULL);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/known-lists/departments", test_departments);
    g_test_add_func("/known-lists/items", test_items);
    g_test_add_func("/known-lists/object-types", test_object_types);
    g_test_add_func("/known-lists/nearest", test_nearest);
    return g_test_run();
}
