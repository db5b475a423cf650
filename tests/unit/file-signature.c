/* What files are, by their bytes. */
#include "exchange/table/file-signature.h"

#include <choucha/error.h>
#include <glib/gstdio.h>
#include <string.h>

#define OLD "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *name;
    const char *bytes;
    gsize length;
    const char *message; /* how it begins; NULL: text; "": a workbook */
} CASES[] = {
    {"empty", BYTES(""), NULL},
    {"csv", BYTES("统一社会信用代码,名称\n"), NULL},
    {"csv-with-mark",
     BYTES("\xef\xbb\xbf"
           "a,b\n"),
     NULL},
    {"csv-with-bracket", BYTES("<a>,b\n"), NULL},
    {"tabs", BYTES("\ta\tb\n"), NULL},
    {"utf-16",
     BYTES("\xff\xfe"
           "a\0"),
     NULL}, /* reading it as text says what to do */
    {"archive", BYTES("PK\x03\x04rest"), ""},
    {"empty-archive", BYTES("PK\x05\x06"), ""},
    {"old", BYTES(OLD "anything"), "an old workbook (.xls or .et)"},
    {"older", BYTES("\x09\x08\x10\x00\x00\x06\x05\x00"), "an old workbook (.xls or .et)"},
    {"page", BYTES("<html><body><table>"), "a web page (HTML)"},
    {"page-with-mark", BYTES("\xef\xbb\xbf\r\n  <HTML xmlns:x=\"urn:\">"), "a web page (HTML)"},
    {"page-of-table", BYTES("<table border=1><tr>"), "a web page (HTML)"},
    {"page-with-type", BYTES("<!DOCTYPE html PUBLIC>"), "a web page (HTML)"},
    {"page-with-comment", BYTES("<!-- made by -->\n<html>"), "a web page (HTML)"},
    {"page-of-rows", BYTES("<TR><TD>"), "a web page (HTML)"},
    {"other-type", BYTES("<!DOCTYPE office:document>"), "an XML document"},
    {"archived-page", BYTES("MIME-Version: 1.0\r\n"), "a web page (HTML)"},
    {"xml", BYTES("<?xml version=\"1.0\"?><Workbook"), "an XML document"},
};

static void
check(gboolean is_known, FileKind kind, const GError *error, const char *message)
{
    if (message == NULL || *message == '\0') {
        g_assert_no_error(error);
        g_assert_true(is_known);
        g_assert_cmpint(kind, ==, message == NULL ? FILE_TEXT : FILE_WORKBOOK);
        return;
    }
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_false(is_known);
    g_assert_true(g_str_has_prefix(error->message, message));
    g_assert_nonnull(strstr(error->message, ".xlsx"));
}

/* Once from memory, once from a file whose name says nothing. */
static void
check_both(const char *bytes, gsize length, const char *message)
{
    g_autofree char *name = NULL;
    g_autoptr(GError) error = NULL;
    FileKind kind = FILE_TEXT;
    gboolean is_known = file_signature_examine(bytes, length, &kind, &error);
    int file;

    check(is_known, kind, error, message);
    g_clear_error(&error);
    file = g_file_open_tmp("choucha-XXXXXX", &name, &error);
    g_assert_no_error(error);
    g_assert_true(g_close(file, NULL));
    g_assert_true(g_file_set_contents(name, bytes, (gssize)length, NULL));
    is_known = file_signature_look(name, &kind, &error);
    check(is_known, kind, error, message);
    (void)g_unlink(name);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%s", CASES[i].name);
        check_both(CASES[i].bytes, CASES[i].length, CASES[i].message);
    }
}

/* The folder of a compound file may lie anywhere; its entries are aligned. */
static void
test_encrypted(void)
{
    static const char NAME[] = "EncryptedPackage";
    enum { LENGTH = 400000 };

    for (gsize at = 1024; at < LENGTH; at = at * 7 / 128 * 128) {
        g_autofree char *bytes = g_malloc0(LENGTH);

        memcpy(bytes, OLD, sizeof OLD);
        for (gsize i = 0; i < strlen(NAME); i++)
            bytes[at + 2 * i] = NAME[i];
        check_both(bytes, LENGTH, "the workbook is protected by a password");
        bytes[at + 2 * strlen(NAME)] = '2'; /* another name that begins like it */
        check_both(bytes, LENGTH, "an old workbook");
    }
}

/* What cannot be opened is left for the reading of it. */
static void
test_missing(void)
{
    FileKind kind = FILE_WORKBOOK;

    g_assert_true(file_signature_look("/nowhere/at/all", &kind, NULL));
    g_assert_cmpint(kind, ==, FILE_TEXT);
    kind = FILE_WORKBOOK;
    g_assert_true(file_signature_look(g_get_tmp_dir(), &kind, NULL));
    g_assert_cmpint(kind, ==, FILE_TEXT);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-signature/cases", test_cases);
    g_test_add_func("/file-signature/encrypted", test_encrypted);
    g_test_add_func("/file-signature/missing", test_missing);
    return g_test_run();
}
