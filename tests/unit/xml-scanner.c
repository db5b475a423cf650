/* The plain part of XML, and what is none. */
#include "exchange/workbook/xml-scanner.h"

#include <string.h>

enum { ANY = 1000000 };

typedef struct {
    GString *text;
    guint n_left; /* of things to be told before it stops */
} Listener;

static gboolean
go_on(Listener *listener)
{
    return listener->n_left > 0 && --listener->n_left > 0;
}

static gboolean
on_start(const char *name, const char **attributes, gpointer data)
{
    Listener *listener = data;

    g_string_append_printf(listener->text, "(%s", name);
    for (; *attributes != NULL; attributes += 2)
        g_string_append_printf(listener->text, " %s=%s", attributes[0], attributes[1]);
    return go_on(listener);
}

static gboolean
on_end(const char *name, gpointer data)
{
    Listener *listener = data;

    g_string_append_printf(listener->text, ")%s", name);
    return go_on(listener);
}

static gboolean
on_text(const char *text, gsize length, gpointer data)
{
    Listener *listener = data;

    g_string_append_printf(listener->text, "[%.*s]", (int)length, text);
    return go_on(listener);
}

static const ScanHandlers HANDLERS = {on_start, on_end, on_text};

static void
add(XmlScanner *scanner, const char *bytes, gsize length)
{
    char *room = xml_scanner_room(scanner, length);

    g_assert_nonnull(room);
    memcpy(room, bytes, length);
    xml_scanner_add(scanner, length);
}

/* What is told of @input, in pieces of @piece bytes, and how it ends: . more to
 * come, $ the end, ? strange. */
static char *
scan(const char *input, gsize piece)
{
    Listener listener = {g_string_new(NULL), ANY};
    g_autoptr(XmlScanner) scanner = xml_scanner_new("a", 0, &HANDLERS, &listener);
    gsize length = strlen(input);
    ScanState state = SCAN_MORE;

    for (gsize at = 0; at < length && (state == SCAN_MORE || state == SCAN_ENDED); at += piece) {
        add(scanner, input + at, MIN(piece, length - at));
        state = xml_scanner_run(scanner);
    }
    g_assert_cmpint(state, !=, SCAN_STOPPED);
    g_string_append_c(listener.text, state == SCAN_MORE ? '.' : state == SCAN_ENDED ? '$' : '?');
    return g_string_free(listener.text, FALSE);
}

static const struct {
    const char *input;
    const char *expected;
} CASES[] = {
    {"</a>", ")a$"},
    {"<b/></a>\n\t ", "(b)b)a$"},
    {"<b>x</b></a>", "(b[x])b)a$"},
    {"<b c=\"1\" x:d=\"甲\"><e9 f=\"\"/></b ></a>", "(b c=1 x:d=甲(e9 f=)e9?"},
    {"<b c=\"1\"\n d=\"a'b\" >甲 乙\n</b></a>", "(b c=1 d=a'b[甲 乙\n])b)a$"},
    {"&lt;&gt;&amp;&quot;&apos;&amp;lt;</a>", "[<>&\"'&lt;])a$"},
    {"<b", "."},
    {"<b>x", "(b."},
    {"</a></a>", ")a?"},
    {"</a>x", ")a?"},
    {"</a><b/>", ")a?"},
    {"</b>", "?"},
    {"<b></a>", "(b?"},
    {"<b><c></b></c></a>", "(b(c?"},
    {"x&#65;</a>", "?"},
    {"x&amp</a>", "?"},
    {"x&ampx;</a>", "?"},
    {"x>y</a>", "?"},
    {"x]]>y</a>", "?"},
    {"x\r\n</a>", "?"},
    {"x\001</a>", "?"},
    {"x\xff</a>", "?"},
    {"x\xef\xbf\xbf</a>", "?"},
    {"x\xed\xa0\x80</a>", "?"},
    {"<x:b/></a>", "?"},
    {"<b xmlns=\"x\"/></a>", "?"},
    {"<b xmlns:c=\"x\"/></a>", "?"},
    {"<b c=\"1\" c=\"2\"/></a>", "?"},
    {"<b c=\"1\"d=\"2\"/></a>", "?"},
    {"<b c='1'/></a>", "?"},
    {"<b c=1/></a>", "?"},
    {"<b c/></a>", "?"},
    {"<b c=\"&amp;\"/></a>", "?"},
    {"<b c=\"<\"/></a>", "?"},
    {"<b c=\">\"/></a>", "?"},
    {"<b c=\"1\n\"/></a>", "?"},
    {"<b c = \"1\"/></a>", "?"},
    {"<b 1=\"1\"/></a>", "?"},
    {"<1/></a>", "?"},
    {"< b/></a>", "?"},
    {"<>", "?"},
    {"</>", "?"},
    {"<!-- x --></a>", "?"},
    {"<![CDATA[x]]></a>", "?"},
    {"<?x?></a>", "?"},
    {"<!DOCTYPE a></a>", "?"},
    {"<abcdefghijklmno/></a>", "(abcdefghijklmno)abcdefghijklmno)a$"},
    {"<abcdefghijklmnop/></a>", "?"},
};

/* However the pieces are cut. */
static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        for (gsize piece = 1; piece <= strlen(CASES[i].input); piece++) {
            g_autofree char *found = scan(CASES[i].input, piece);

            g_assert_cmpstr(found, ==, CASES[i].expected);
        }
    }
}

static void
test_limits(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autoptr(GString) wide = g_string_new("<b");
    g_autofree char *deep_found = NULL;
    g_autofree char *wide_found = NULL;

    for (guint i = 0; i < 16; i++) {
        g_string_append(deep, "<b>");
        g_string_append_printf(wide, " a%u=\"\"", i);
    }
    deep_found = scan(deep->str, 7);
    g_assert_true(g_str_has_suffix(deep_found, "(b?"));
    g_string_append(wide, "/></a>");
    wide_found = scan(wide->str, 100);
    g_assert_true(g_str_has_suffix(wide_found, ")a$"));
    g_string_insert(wide, 2, " x=\"\"");
    g_free(wide_found);
    wide_found = scan(wide->str, 100);
    g_assert_cmpstr(wide_found, ==, "?");
}

/* A text without end is not kept without end. */
static void
test_long_token(void)
{
    Listener listener = {g_string_new(NULL), ANY};
    g_autoptr(XmlScanner) scanner = xml_scanner_new("a", 0, &HANDLERS, &listener);
    g_autofree char *piece = g_strnfill(65536, 'x');
    guint n_pieces = 0;

    while (xml_scanner_room(scanner, 65536) != NULL) {
        g_assert_cmpuint(n_pieces++, <, 100);
        add(scanner, piece, 65536);
        g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_MORE);
    }
    g_assert_cmpuint(n_pieces, >=, 16); /* a cell of 1 MiB is one still */
    g_string_free(listener.text, TRUE);
}

/* It stops behind what told it to, knows where it is, and goes on from there. */
static void
test_stops(void)
{
    static const char INPUT[] = "<b>x</b><c/></a>";
    static const guint64 POSITIONS[] = {100, 103, 104, 108, 112};
    Listener listener = {g_string_new(NULL), 1};
    g_autoptr(XmlScanner) scanner = xml_scanner_new("a", 100, &HANDLERS, &listener);

    add(scanner, INPUT, strlen(INPUT));
    g_assert_cmpuint(xml_scanner_position(scanner), ==, POSITIONS[0]);
    g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_STOPPED);
    g_assert_cmpstr(listener.text->str, ==, "(b");
    g_assert_cmpuint(xml_scanner_position(scanner), ==, POSITIONS[1]);
    listener.n_left = 1;
    g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_STOPPED);
    g_assert_cmpuint(xml_scanner_position(scanner), ==, POSITIONS[2]);
    listener.n_left = 1;
    g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_STOPPED);
    g_assert_cmpuint(xml_scanner_position(scanner), ==, POSITIONS[3]);
    listener.n_left = 2;
    g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_STOPPED);
    g_assert_cmpuint(xml_scanner_position(scanner), ==, POSITIONS[4]);
    listener.n_left = ANY;
    g_assert_cmpint(xml_scanner_run(scanner), ==, SCAN_ENDED);
    g_assert_cmpstr(listener.text->str, ==, "(b[x])b(c)c)a");
    g_string_free(listener.text, TRUE);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xml-scanner/cases", test_cases);
    g_test_add_func("/xml-scanner/limits", test_limits);
    g_test_add_func("/xml-scanner/long-token", test_long_token);
    g_test_add_func("/xml-scanner/stops", test_stops);
    return g_test_run();
}
