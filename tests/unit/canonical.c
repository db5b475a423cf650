/* The one form of texts: lines, numbers, rows that are written. */
#include "domain/canonical.h"

#include <string.h>

typedef struct {
    guint64 line_number;
    const char *line;
    gsize length;     /* 0: up to the NUL */
    const char *rule; /* NULL: right */
} Line;

static const Line LINES[] = {
    {1, "plan,title", 0, NULL},
    {2, "P1,餐饮服务食品安全抽查", 0, NULL},
    {2, "P1,\U0001F600", 0, NULL},
    {2, "x", 0, NULL},
    {2, "", 0, "T2"},
    {2, "P1,a\r", 0, "T2"},
    {1, "\xef\xbb\xbfplan", 0, "T1"},
    {2, "\xef\xbb\xbfplan", 0, NULL}, /* elsewhere it is a character like others */
    {2, "0123456\xff", 0, "T1"},
    {2, "\xc0\xaf", 0, "T1"},     /* a slash, too long */
    {2, "\xed\xa0\x80", 0, "T1"}, /* a surrogate */
    {2, "\xf4\x90\x80\x80", 0, "T1"},
    {2, "abc\xe4\xbb", 0, "T1"}, /* cut short */
    {2, "a\tb", 0, "T3"},
    {2, "a\rb", 0, "T3"},
    {2, "0123456789\x1f", 0, "T3"},
    {2, "0123456789\x7f", 0, "T3"},
    {2, "12345678\x7f", 0, "T3"},
    {2, "a\xc2\x85", 0, "T3"}, /* U+0085 */
    {2, "a\xc2\x9f", 0, "T3"},
    {2, "a\xc2\xa0", 0, NULL},
    {2, "a\0b", 3, "T3"},
    {2, "a\0b\xff", 4, "T1"},
    {2, "\0", 1, "T3"},
};

static void
test_lines(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
        const Line *line = &LINES[i];
        g_auto(Trouble) trouble = {NULL, NULL};
        gsize length = line->length > 0 ? line->length : strlen(line->line);
        gboolean is_right = canonical_check_line("a.csv", line->line_number, line->line, length, &trouble);

        g_assert_cmpint(is_right, ==, line->rule == NULL);
        g_assert_cmpint(trouble.fault != NULL, ==, line->rule != NULL);
        if (line->rule == NULL)
            continue;
        g_assert_cmpstr(trouble.fault->rule, ==, line->rule);
        g_assert_cmpstr(trouble.fault->path, ==, "a.csv");
        g_assert_cmpuint(trouble.fault->line, ==, line->line_number);
    }
}

/* Every character at every place within the eight bytes that are looked at at
 * once. */
static void
test_every_byte_at_every_place(void)
{
    for (gsize place = 0; place < 20; place++) {
        for (guint byte = 0; byte < 256; byte++) {
            char line[21] = "aaaaaaaaaaaaaaaaaaaa";
            g_auto(Trouble) trouble = {NULL, NULL};
            gboolean is_printable = byte >= ' ' && byte < 0x7f;

            line[place] = (char)byte;
            g_assert_cmpint(canonical_check_line("a", 2, line, 20, &trouble), ==, is_printable);
        }
    }
}

typedef struct {
    const char *text;
    gint64 number; /* -1: none */
} Number;

static const Number NUMBERS[] = {
    {"0", 0},
    {"7", 7},
    {"10", 10},
    {"1000000000000", 1000000000000},
    {"1000000000001", -1},
    {"", -1},
    {"00", -1},
    {"01", -1},
    {"+1", -1},
    {"-1", -1},
    {" 1", -1},
    {"1 ", -1},
    {"1.0", -1},
    {"９", -1},
    {"18446744073709551617", -1},
    {"x", -1},
};

static void
test_numbers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        guint64 number = 77;
        gboolean is_number = canonical_read_number(NUMBERS[i].text, strlen(NUMBERS[i].text), &number);

        g_assert_cmpint(is_number, ==, NUMBERS[i].number >= 0);
        g_assert_cmpint((gint64)number, ==, NUMBERS[i].number >= 0 ? NUMBERS[i].number : 77);
    }
}

static void
test_rows(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    canonical_append_row(text, "P1", "餐饮,\"明厨亮灶\"", "", "a b", NULL);
    canonical_append_row(text, "\"", NULL);
    g_assert_cmpstr(text->str, ==, "P1,\"餐饮,\"\"明厨亮灶\"\"\",,a b\n\"\"\"\"\n");
}

static void
test_shortened_texts_are_whole_characters(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 60; i++) {
        g_autofree char *shown = NULL;

        g_string_append(text, i % 7 == 0 ? "a" : "检");
        shown = canonical_shorten(text->str);
        g_assert_true(g_utf8_validate(shown, -1, NULL));
        g_assert_cmpuint(strlen(shown), <=, 80 + strlen("…"));
        if (text->len <= 80)
            g_assert_cmpstr(shown, ==, text->str);
    }
}

static void
test_reports_are_one_line(void)
{
    g_auto(Trouble) trouble = {NULL, NULL};

    trouble_add_fault(&trouble, RULE_C2, "commit/a\nb\xff", 3, "\"%s\" is wrong", "x\ty\x1b[2J\xe2\x80\xae");
    trouble_add_fault(&trouble, RULE_T1, "commit/other", 1, "the first one stays");
    g_assert_cmpstr(trouble.fault->path, ==, "commit/a\\x0ab\\xff");
    g_assert_cmpstr(trouble.fault->text, ==, "\"x\\x09y\\x1b[2J\\xe2\\x80\\xae\" is wrong");
    g_assert_cmpstr(trouble.fault->rule, ==, "C2");
    g_assert_cmpuint(trouble.fault->line, ==, 3);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canonical/lines", test_lines);
    g_test_add_func("/canonical/every-byte-at-every-place", test_every_byte_at_every_place);
    g_test_add_func("/canonical/numbers", test_numbers);
    g_test_add_func("/canonical/rows", test_rows);
    g_test_add_func("/canonical/shortened", test_shortened_texts_are_whole_characters);
    g_test_add_func("/canonical/reports", test_reports_are_one_line);
    return g_test_run();
}
