/* Names of targets as they are compared. */
#include "domain/target-name.h"

#include <string.h>

static void
assert_folded(const char *name, const char *expected)
{
    g_autoptr(GString) folded = g_string_new("left over");

    target_name_fold(name, folded);
    g_assert_cmpstr(folded->str, ==, expected);
    g_assert_cmpuint(folded->len, ==, strlen(expected));
}

static void
test_ornaments(void)
{
    assert_folded("", "");
    assert_folded("（）", "");
    assert_folded("ＡＢＣ　Ｃａｆｅ", "abccafe");
    assert_folded("大华 餐饮（中国）店", "大华餐饮中国店");
    assert_folded("大华·餐饮【一】店", "大华餐饮一店");
    assert_folded("二〇二六超市", "二〇二六超市");
    assert_folded("𠮷野家餐饮店", "𠮷野家餐饮店");
}

static void
test_companies(void)
{
    assert_folded("大华餐饮有限责任公司", "大华餐饮有限公司");
    assert_folded("大华餐饮有限公司", "大华餐饮有限公司");
    assert_folded("大华餐饮有限责任公司一分店", "大华餐饮有限公司一分店");
    assert_folded("大华责任田合作社", "大华责任田合作社");
}

static void
test_places(void)
{
    assert_folded("河南省新乡市红旗区大华餐饮店", "大华餐饮店");
    assert_folded("新乡市大华餐饮店", "大华餐饮店");
    assert_folded("红旗区大华餐饮店", "大华餐饮店");
    assert_folded("新乡县大华餐饮店", "大华餐饮店");
    /* No place, or nothing would remain. */
    assert_folded("好又多超市连锁店", "好又多超市连锁店");
    assert_folded("阳光小区物业公司", "阳光小区物业公司");
    assert_folded("胜利路市场便民店", "胜利路市场便民店");
    assert_folded("新乡市大华", "新乡市大华");
    assert_folded("市大华餐饮店", "市大华餐饮店");
    assert_folded("ab市大华餐饮店", "大华餐饮店");
    assert_folded("名字很长的地方市大华餐饮店", "名字很长的地方市大华餐饮店");
}

static void
assert_alike(const char *name, const char *district, const char *other_name, const char *other_district,
             gboolean alike)
{
    g_autoptr(GString) likeness = g_string_new(NULL);
    g_autoptr(GString) other = g_string_new("left over");

    target_name_likeness(name, district, likeness);
    target_name_likeness(other_name, other_district, other);
    g_assert_cmpint(g_string_equal(likeness, other), ==, alike);
}

static void
test_likeness(void)
{
    g_autoptr(GString) likeness = g_string_new(NULL);

    assert_alike("大华食品有限公司", "410702", "大华食品有限责任公司", "410702", TRUE);
    assert_alike("新乡市大华食品有限公司", "410702", "大华食品有限公司", "410711", TRUE);
    assert_alike("大华食品有限公司", "410702", "大华食品有限公司", "410102", FALSE);
    assert_alike("便民超市", "410702", "便民 超市", "410702", TRUE);
    assert_alike("便民超市", "410702", "便民超市", "410711", FALSE);
    assert_alike("大华食品有限公司", "410702", "大华食品股份有限公司", "410702", FALSE);
    target_name_likeness("（）", "410702", likeness);
    g_assert_cmpstr(likeness->str, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/target-name/ornaments", test_ornaments);
    g_test_add_func("/target-name/companies", test_companies);
    g_test_add_func("/target-name/places", test_places);
    g_test_add_func("/target-name/likeness", test_likeness);
    return g_test_run();
}
