/* Where lists in one cell are cut. */
#include "exchange/record/list-split.h"

typedef struct {
    const char *text;
    const char *pieces; /* joined with '|'; NULL: no such list */
} Case;

static void
assert_pieces(GPtrArray *pieces, const Case *expected)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    g_test_message("%s", expected->text);
    for (guint i = 0; pieces != NULL && i < pieces->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? "|" : "", (const char *)g_ptr_array_index(pieces, i));
    g_assert_cmpstr(pieces != NULL ? joined->str : NULL, ==, expected->pieces);
}

static const Case NUMBERED[] = {
    {"1、甲检查2、乙检查3、丙检查", "甲检查|乙检查|丙检查"},
    {"1.甲检查；2.乙检查。", "甲检查|乙检查"},
    {"１．甲检查\n２．乙检查", "甲检查|乙检查"},
    {"（1）甲检查（2）乙检查", "甲检查|乙检查"},
    {"(一)甲检查；(二)乙检查", "甲检查|乙检查"},
    {"①甲检查②乙检查", "甲检查|乙检查"},
    {"一、甲检查二、乙检查", "甲检查|乙检查"},
    {" 6.甲检查\n7.乙检查\n8.丙检查", "甲检查|乙检查|丙检查"},
    {"9、甲10、乙11、丙", "甲|乙|丙"},
    {"九、甲十、乙十一、丙", "甲|乙|丙"},
    {"1、容量2.5吨以上的检查2、乙检查", "容量2.5吨以上的检查|乙检查"},
    {"1、甲检查", NULL},
    {"1、甲检查3、乙检查", NULL},
    {"甲检查1、乙检查2、", NULL},
    {"甲、乙", NULL},
    {"3.5吨以上", NULL},
    {"2024年检查", NULL},
    {"", NULL},
};

static void
test_numbered(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERED); i++) {
        g_autoptr(GPtrArray) pieces = list_split_numbered(NUMBERED[i].text);

        assert_pieces(pieces, &NUMBERED[i]);
    }
}

static const Case NUMBERS[] = {
    {"3.甲", "甲"},           {"3、甲", "甲"},    {"3)甲", "甲"},
    {"（3）甲", "甲"},        {"③甲", "甲"},      {"三、甲", "甲"},
    {"十二、甲", "甲"},       {"３．甲", "甲"},   {"甲", "甲"},
    {"3甲", "3甲"},           {"3.5吨", "3.5吨"}, {"三甲", "三甲"},
    {"1234、甲", "1234、甲"}, {"", ""},           {"（三甲）", "（三甲）"},
};

static void
test_numbers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++)
        g_assert_cmpstr(list_skip_number(NUMBERS[i].text), ==, NUMBERS[i].pieces);
}

static const Case DEPARTMENTS[] = {
    {"教育局、公安局", "教育局|公安局"},
    {"教育局,公安局，税务局；财政局;民政局", "教育局|公安局|税务局|财政局|民政局"},
    {"卫生健康、市场监管部门 消防救援机构", "卫生健康|市场监管部门|消防救援机构"},
    {"教育局\r\n公安局\t税务局　民政局", "教育局|公安局|税务局|民政局"},
    {"人社局（劳动监察、仲裁）、公安局", "人社局（劳动监察、仲裁）|公安局"},
    {"各县（市、区）教育局", "各县（市、区）教育局"},
    {"市场监管局 （知识产权局）、公安局", "市场监管局 （知识产权局）|公安局"},
    {"", ""},
};

static void
test_departments(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(DEPARTMENTS); i++) {
        g_autoptr(GPtrArray) pieces = list_split_departments(DEPARTMENTS[i].text);

        assert_pieces(pieces, &DEPARTMENTS[i]);
    }
}

static void
test_and(void)
{
    g_autofree char *left = NULL;
    g_autofree char *right = NULL;

    g_assert_true(list_split_at_and("人力资源和社会保障局以及公安局", 1, &left, &right));
    g_assert_cmpstr(left, ==, "人力资源和社会保障局");
    g_assert_cmpstr(right, ==, "公安局");
    g_assert_false(list_split_at_and("公安局", 0, &left, &right));
    g_assert_false(list_split_at_and("", 0, &left, &right));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/list-split/numbered", test_numbered);
    g_test_add_func("/list-split/numbers", test_numbers);
    g_test_add_func("/list-split/departments", test_departments);
    g_test_add_func("/list-split/and", test_and);
    return g_test_run();
}
