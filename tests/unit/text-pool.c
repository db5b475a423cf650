/* Texts by number, in memory and beyond it. */
#include "exchange/workbook/text-pool.h"

#include <string.h>

/* The text of a number: of a length and content that the number decides. */
static void
make_text(guint number, GString *text)
{
    gsize length = number % 997 == 0 ? 40000 : number % 61;

    g_string_printf(text, "%u:", number);
    while (text->len < length)
        g_string_append_printf(text, "%u", number * 2654435761U);
}

static void
check_text(TextPool *pool, guint number, GString *found, GString *expected)
{
    g_autoptr(GError) error = NULL;
    guint mark = 0;

    make_text(number, expected);
    g_string_assign(found, "<");
    g_assert_true(text_pool_append(pool, number, found, &mark, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(mark, ==, number % 5);
    g_assert_cmpstr(found->str + 1, ==, expected->str);
}

static void
test_many(void)
{
    enum { N_TEXTS = 800000 }; /* some 60 MB: more than is kept in memory */
    g_autoptr(TextPool) pool = text_pool_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);

    for (guint i = 0; i < N_TEXTS; i++) {
        g_autoptr(GError) error = NULL;

        make_text(i, text);
        g_assert_true(text_pool_add(pool, text->str, text->len, i % 5, &error));
        g_assert_no_error(error);
    }
    g_assert_cmpuint(text_pool_size(pool), ==, N_TEXTS);
    for (guint i = 0; i < N_TEXTS; i++)
        check_text(pool, i, text, expected);
    for (guint i = 0; i < N_TEXTS / 8; i++)
        check_text(pool, (guint)g_test_rand_int_range(0, N_TEXTS), text, expected);
    for (guint i = N_TEXTS; i-- > N_TEXTS - 5000;)
        check_text(pool, i, text, expected);
}

static void
test_few(void)
{
    g_autoptr(TextPool) pool = text_pool_new();
    g_autoptr(GString) text = g_string_new(NULL);
    guint mark = 9;

    g_assert_cmpuint(text_pool_size(pool), ==, 0);
    g_assert_true(text_pool_add(pool, "", 0, 0, NULL));
    g_assert_true(text_pool_add(pool, "新乡", strlen("新乡"), 7, NULL));
    g_assert_true(text_pool_append(pool, 1, text, &mark, NULL));
    g_assert_cmpstr(text->str, ==, "新乡");
    g_assert_cmpuint(mark, ==, 7);
    g_assert_true(text_pool_append(pool, 0, text, &mark, NULL));
    g_assert_cmpstr(text->str, ==, "新乡");
    g_assert_cmpuint(mark, ==, 0);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-pool/few", test_few);
    g_test_add_func("/text-pool/many", test_many);
    return g_test_run();
}
