/* UTF-8, GB18030, and what is neither. */
#include "base/encoding.h"

#include <choucha/error.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BYTES(text) text, sizeof text - 1

typedef struct {
    const char *name;
    const char *bytes;
    gsize length;
    const char *encoding; /* NULL: refused at once */
    const char *expected; /* the text; NULL: refused on the way */
    const char *message;  /* how the refusal begins */
} Case;

static const Case CASES[] = {
    {"empty", BYTES(""), "UTF-8", "", NULL},
    {"ascii", BYTES("a,b\n"), "UTF-8", "a,b\n", NULL},
    {"utf8", BYTES("新乡\n"), "UTF-8", "新乡\n", NULL},
    {"utf8-mark", BYTES("\xef\xbb\xbf新乡\n"), "UTF-8", "新乡\n", NULL},
    {"utf8-mark-only", BYTES("\xef\xbb\xbf"), "UTF-8", "", NULL},
    {"utf8-four-bytes", BYTES("\xf0\xa0\xae\xb7\n"), "UTF-8", "\xf0\xa0\xae\xb7\n", NULL},
    {"gb18030", BYTES("\xd0\xc2\xcf\xe7,a\n"), "GB18030", "新乡,a\n", NULL},
    {"gb18030-mark", BYTES("\x84\x31\x95\x33\xd0\xc2\xcf\xe7"), "GB18030", "新乡", NULL},
    /* What GBK does not have: four bytes, U+3400, U+20BB7 */
    {"gb18030-four-bytes", BYTES("\x81\x39\xee\x39\x95\x34\xb2\x35\n"), "GB18030",
     "\xe3\x90\x80\xf0\xa0\xae\xb7\n", NULL},
    /* A few GB18030 texts also begin like UTF-8 */
    {"gb18030-like-utf8", BYTES("\xcd\xa8,\xd0\xc2\xcf\xe7\n"), "GB18030", "通,新乡\n", NULL},
    {"damaged-utf8", BYTES("企业名称\n新乡\xe5\xb8,a\n"), NULL, NULL, "line 2, byte 7: damaged UTF-8 text"},
    {"damaged-with-mark",
     BYTES("\xef\xbb\xbf"
           "a\nb\xff"),
     NULL, NULL, "line 2, byte 2: damaged UTF-8 text"},
    {"cut-off-utf8", BYTES("企业名称\r\n新乡\xe5\xb8"), NULL, NULL, "line 2, byte 7: damaged UTF-8 text"},
    {"neither", BYTES("a\r\rb\xd0\xc2\xff\n"), "GB18030", NULL, "line 3, byte 4: neither UTF-8 nor GB18030"},
    {"cut-off-gb18030", BYTES("\xd0\xc2\n\xcf"), "GB18030", NULL, "line 2, byte 1: neither UTF-8"},
    {"nul", BYTES("a\nb\0c"), NULL, NULL, "line 2, byte 2: a NUL byte"},
    {"nul-in-gb18030", BYTES("\xd0\xc2\0\n"), "GB18030", NULL, "line 1, byte 3: a NUL byte"},
    {"utf16", BYTES("\xff\xfe\x61\0"), NULL, NULL, "Unicode text (UTF-16)"},
    {"workbook", BYTES("PK\x03\x04xyz"), NULL, NULL, "a workbook or an archive"},
    {"old-workbook", BYTES("\xd0\xcf\x11\xe0\xa1\xb1"), NULL, NULL, "an old workbook"},
};

/* NULL and @error as decoder_read() gives them. */
static char *
read_all(Decoder *decoder, gsize piece, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *buffer = g_malloc(piece);

    for (;;) {
        gssize n = decoder_read(decoder, buffer, piece, error);

        if (n < 0)
            return NULL;
        if (n == 0)
            return g_string_free(g_steal_pointer(&text), FALSE);
        g_assert_true(g_utf8_validate_len(buffer, (gsize)n, NULL));
        g_string_append_len(text, buffer, n);
    }
}

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    g_autoptr(GBytes) bytes = g_bytes_new(wanted->bytes, wanted->length);
    g_autoptr(GError) error = NULL;
    g_autoptr(Decoder) decoder = decoder_new(bytes, &error);
    g_autofree char *text = NULL;

    g_assert_cmpstr(decoder != NULL ? decoder_encoding(decoder) : NULL, ==, wanted->encoding);
    if (decoder != NULL)
        text = read_all(decoder, 64, &error);
    g_assert_cmpstr(text, ==, wanted->expected);
    if (wanted->message == NULL) {
        g_assert_no_error(error);
        g_assert_cmpuint(decoder_position(decoder), ==, decoder_size(decoder));
        return;
    }
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_true(g_str_has_prefix(error->message, wanted->message));
}

/* Longer than any piece, with characters across every border of pieces. */
static void
test_pieces(const char *encoding)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(Decoder) decoder = NULL;
    g_autofree char *encoded = NULL;
    gsize length = 0;

    for (guint i = 0; i < 30000; i++)
        g_string_append_printf(text, "%u,新乡市\xf0\xa0\xae\xb7\xe3\x90\x80公司\n", i);
    encoded = g_convert(text->str, (gssize)text->len, encoding, "UTF-8", NULL, &length, &error);
    g_assert_no_error(error);
    bytes = g_bytes_new(encoded, length);
    for (gsize piece = DECODER_LEAST_SIZE; piece < 200000; piece = piece * 7 + 1) {
        g_autofree char *back = NULL;

        g_clear_pointer(&decoder, decoder_free);
        decoder = decoder_new(bytes, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(decoder_encoding(decoder), ==, encoding);
        back = read_all(decoder, piece, &error);
        g_assert_no_error(error);
        g_assert_true(strcmp(back, text->str) == 0);
    }
}

static void
test_pieces_utf8(void)
{
    test_pieces("UTF-8");
}

static void
test_pieces_gb18030(void)
{
    test_pieces("GB18030");
}

static void
test_files(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    g_autofree char *text = NULL;
    g_autoptr(Decoder) decoder = NULL;
    int file = g_file_open_tmp("choucha-XXXXXX", &name, &error);

    g_assert_no_error(error);
    g_assert_true(g_close(file, &error));
    g_assert_true(g_file_set_contents(name, "\xd0\xc2\n", -1, &error));
    decoder = decoder_open(name, &error);
    g_assert_no_error(error);
    text = read_all(decoder, 64, &error);
    g_assert_cmpstr(text, ==, "新\n");
    g_assert_cmpint(g_unlink(name), ==, 0);

    g_assert_null(decoder_open(name, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_true(g_str_has_prefix(error->message, "cannot be opened: "));
    g_clear_error(&error);
    g_assert_null(decoder_open(g_get_tmp_dir(), &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
}

/* A pipe gives its bytes only once. */
static void
test_pipe(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Decoder) decoder = NULL;
    g_autofree char *name = NULL;
    g_autofree char *text = NULL;
    int ends[2];

    g_assert_true(g_unix_open_pipe(ends, FD_CLOEXEC, &error));
    g_assert_cmpint(write(ends[1], "\xd0\xc2\n", 3), ==, 3);
    g_assert_true(g_close(ends[1], &error));
    name = g_strdup_printf("/dev/fd/%d", ends[0]);
    decoder = decoder_open(name, &error);
    g_assert_no_error(error);
    text = read_all(decoder, 64, &error);
    g_assert_cmpstr(text, ==, "新\n");
    g_assert_true(g_close(ends[0], &error));
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/encoding/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/encoding/pieces-utf8", test_pieces_utf8);
    g_test_add_func("/encoding/pieces-gb18030", test_pieces_gb18030);
    g_test_add_func("/encoding/files", test_files);
    g_test_add_func("/encoding/pipe", test_pipe);
    return g_test_run();
}
