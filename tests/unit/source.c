/* What descriptions of sources promise and say. */
#include "domain/source.h"

/* printf %s VALUE | sha256sum */
#define VALUE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PROMISE "a8ae6e6ee929abea3afcfc5258c8ccd6f85273e0d4626d26c7279f3250f77c8e"

static void
test_promise(void)
{
    g_assert_cmpstr(source_promise("commit " PROMISE), ==, PROMISE);
    g_assert_cmpstr(source_promise("commit A8AE6e6ee929abea3afcfc5258c8ccd6f85273e0d4626d26c7279f3250f77c8e"),
                    !=, NULL);
    g_assert_null(source_promise("commit " PROMISE "0"));
    g_assert_null(source_promise("commit  " PROMISE));
    g_assert_null(source_promise("commit "));
    g_assert_null(source_promise("commit"));
    g_assert_null(source_promise(PROMISE));
    g_assert_null(source_promise("dice on 6 January"));
}

static void
test_keeping(void)
{
    g_autofree char *capitals = g_ascii_strup(VALUE, -1);
    g_autofree char *promise_in_capitals = g_ascii_strup(PROMISE, -1);

    g_assert_true(source_keeps(PROMISE, VALUE));
    g_assert_false(source_keeps(PROMISE, capitals));
    g_assert_false(source_keeps(promise_in_capitals, VALUE));
    g_assert_false(source_keeps(PROMISE, VALUE "0"));
    g_assert_false(source_keeps(PROMISE, ""));
    /* The hash of "x", which is no nonce. */
    g_assert_false(source_keeps("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "x"));
}

static const struct {
    const char *description;
    SourceLack lack;
} DESCRIPTIONS[] = {
    {"dice", SOURCE_LACKS_DAY},
    {"3D lottery", SOURCE_LACKS_DAY},
    {"thrown at the market at 9", SOURCE_LACKS_DAY},
    {"十次掷骰子", SOURCE_LACKS_DAY},
    {"thrown at the market at 9 on 6 January", SOURCE_LACKS_NOTHING},
    {"ten throws before the inspectors of discipline, January 6th, 9 am", SOURCE_LACKS_NOTHING},
    {"the 3rd of March in the town hall", SOURCE_LACKS_NOTHING},
    {"thrown at the meeting, 2027-01-06", SOURCE_LACKS_NOTHING},
    {"Double Colour Ball, draw 2027003", SOURCE_LACKS_NOTHING},
    {"1月5日上午9时，由驻局纪检组监督，掷骰子十次", SOURCE_LACKS_NOTHING},
    {"一月六日市政务大厅掷骰子", SOURCE_LACKS_NOTHING},
    {"福利彩票双色球第２０２７００３期", SOURCE_LACKS_NOTHING},
    {"2027-01-06", SOURCE_LACKS_PLACE},
    {"at 9 am on the 6th of January 2027", SOURCE_LACKS_PLACE},
    {"2027年1月6日上午9时", SOURCE_LACKS_PLACE},
    {"2027-01-06T09:00:00Z", SOURCE_LACKS_PLACE},
};

static void
test_lack(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(DESCRIPTIONS); i++) {
        g_test_message("%s", DESCRIPTIONS[i].description);
        g_assert_cmpint(source_lack(DESCRIPTIONS[i].description), ==, DESCRIPTIONS[i].lack);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/source/promise", test_promise);
    g_test_add_func("/source/keeping", test_keeping);
    g_test_add_func("/source/lack", test_lack);
    return g_test_run();
}
