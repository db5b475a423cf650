/* Identifiers and the tolerance for how people type. */
#include "base/text.h"

#include <string.h>

typedef struct {
    const char *text;
    gboolean is_identifier;
} Identifier;

static const Identifier IDENTIFIERS[] = {
    {"91410702MA9X0K1T16", TRUE},
    {"2027-004.1", TRUE},
    {"价格", TRUE},
    {"校 服", TRUE},
    {"", FALSE},
    {" a", FALSE},
    {"a ", FALSE},
    {"a\xe3\x80\x80", FALSE},
    {".a", FALSE},
    {"-a", FALSE},
    {"a|b", FALSE},
    {"a/b", FALSE},
    {"a=b", FALSE},
    {"a\tb", FALSE},
    {"a\xe2\x80\x8b", FALSE}, /* zero width space: Cf */
    {"a\xe2\x80\xa8", FALSE}, /* line separator */
    {"a\xff", FALSE},         /* not UTF-8 */
    {"1234567890123456789012345678901234567890123456789012345678901234", TRUE},
    {"12345678901234567890123456789012345678901234567890123456789012345", FALSE},
};

static void
test_identifiers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(IDENTIFIERS); i++) {
        g_assert_cmpint(text_is_identifier(IDENTIFIERS[i].text, strlen(IDENTIFIERS[i].text)), ==,
                        IDENTIFIERS[i].is_identifier);
    }
}

/* What GLib's version of Unicode knows of must be on the list; what is on the
 * list is of these kinds, or not known to it. */
static void
test_hidden_characters(void)
{
    for (gunichar character = 1; character <= 0x10FFFF; character++) {
        GUnicodeType type = g_unichar_type(character);
        gboolean is_hidden = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                             type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
        char text[7] = "";
        gint length;

        if (!g_unichar_validate(character))
            continue;
        length = g_unichar_to_utf8(character, text);
        if (type != G_UNICODE_UNASSIGNED)
            g_assert_cmpint(text_has_hidden_characters(text, (gsize)length), ==, is_hidden);
    }
}

static void
test_half_width(void)
{
    g_autofree char *code = text_half_width("\xe3\x80\x80９１４１０７０２ＭＡ％；（） ");
    g_autofree char *name = text_trim(" 新乡市（红旗区）\r\n分公司\xc2\xa0");

    g_assert_cmpstr(code, ==, "91410702MA%;()");
    g_assert_cmpstr(name, ==, "新乡市（红旗区） 分公司");
}

static void
test_sets(void)
{
    g_autoptr(GPtrArray) elements = text_split("b;;a;b;");
    g_autofree char *joined = NULL;

    g_assert_cmpuint(elements->len, ==, 3);
    joined = text_join_set(elements);
    g_assert_cmpstr(joined, ==, "a;b");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/identifiers", test_identifiers);
    g_test_add_func("/text/hidden-characters", test_hidden_characters);
    g_test_add_func("/text/half-width", test_half_width);
    g_test_add_func("/text/sets", test_sets);
    return g_test_run();
}
