/* Tables as text: separators, quotes, line ends, numbers of rows, limits. */
#include "base/csv.h"

#include <choucha/error.h>
#include <string.h>

typedef struct {
    const char *name;
    char separator;
    const char *text;
    const char *expected; /* number:cells joined by '|', rows by '/'; stray text marked with '!' */
    const char *message;  /* what the reading ends with, NULL: all is well */
} Case;

static const Case CASES[] = {
    {"empty", ',', "", "", NULL},
    {"plain", ',', "a,b\nc,d\n", "1:a|b/2:c|d", NULL},
    {"crlf", ',', "a,b\r\nc,d\r\n", "1:a|b/2:c|d", NULL},
    {"cr", ',', "a,b\rc,d\r", "1:a|b/2:c|d", NULL},
    {"mixed-ends", ',', "a\r\rb\n\nc\r\n", "1:a/2:/3:b/4:/5:c", NULL},
    {"no-final-newline", ',', "a,b", "1:a|b", NULL},
    {"no-final-newline-quoted", ',', "a,\"b\"", "1:a|b", NULL},
    {"empty-cells", ',', ",\n", "1:|", NULL},
    {"empty-quoted", ',', "\"\",\"\"\n", "1:|", NULL},
    {"semicolon", ';', "a,b;c\n", "1:a,b|c", NULL},
    {"tab", '\t', "a;b\tc\n", "1:a;b|c", NULL},
    {"quoted-comma", ',', "\"a,b\",c\n", "1:a,b|c", NULL},
    {"quoted-quote", ',', "\"say \"\"hi\"\"\"\n", "1:say \"hi\"", NULL},
    {"quoted-line-end", ',', "\"a\nb\",c\nd,e\n", "1:a\nb|c/2:d|e", NULL},
    {"quoted-crlf", ',', "\"a\r\n\r\nb\"\r\nd\r\n", "1:a\r\n\r\nb/2:d", NULL},
    {"quote-inside", ',', "汽车\"双随机\"抽查,b\n", "1:汽车\"双随机\"抽查|b", NULL},
    {"quote-inside-with-comma", ',', "a\"b,c\"d\n", "1:a\"b|c\"d", NULL},
    {"blank-before-quote", ',', " \"a\",b\n", "1: \"a\"|b", NULL},
    {"blank-after-quote", ',', "\"a\" ,b\n", "1:a |b", NULL},
    {"text-after-quote", ',', "\"a\"b,c\nd,e\n", "1!:ab|c/2:d|e", NULL},
    {"quote-after-quote", ',', "\"a\"b\"\"c\"\n", "1!:ab\"\"c\"", NULL},
    {"unclosed", ',', "a\n\"b\nc\n", "1:a", "row 2: a quote is opened and never closed"},
    {"unclosed-at-once", ',', "\"", "", "row 1: a quote is opened and never closed"},
    {"chinese", ',', "企业名称,地址\n新乡市,红旗区\n", "1:企业名称|地址/2:新乡市|红旗区", NULL},
    {"broken-text", ',', "\xd0\xc2\n\xff\n", "1:新",
     "line 2, byte 1: neither UTF-8 nor GB18030 text; "
     "save the file again as CSV UTF-8"},
};

static CsvReader *
reader_of(const char *text, gsize length, char separator)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_autoptr(GError) error = NULL;
    Decoder *decoder = decoder_new(bytes, &error);
    CsvReader *reader;

    g_assert_no_error(error);
    reader = csv_reader_new(decoder);
    csv_reader_set_separator(reader, separator);
    return reader;
}

static void
append_row(GString *text, const CsvRow *row)
{
    g_string_append_printf(text, "%s%" G_GUINT64_FORMAT "%s:", text->len > 0 ? "/" : "", row->number,
                           row->has_stray_text ? "!" : "");
    for (guint c = 0; c < row->n_cells; c++) {
        g_assert_cmpuint(row->lengths[c], ==, strlen(row->cells[c]));
        g_string_append_printf(text, "%s%s", c > 0 ? "|" : "", row->cells[c]);
    }
}

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    g_autoptr(CsvReader) reader = reader_of(wanted->text, strlen(wanted->text), wanted->separator);
    g_autoptr(GString) found = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const CsvRow *row = NULL;

    while (csv_reader_next(reader, &row, &error) && row != NULL)
        append_row(found, row);
    g_assert_cmpstr(found->str, ==, wanted->expected);
    if (wanted->message == NULL) {
        g_assert_no_error(error);
        return;
    }
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_assert_cmpstr(error->message, ==, wanted->message);
}

/* A reader that is handed its text in pieces must not see where they end. */
static void
test_pieces(void)
{
    static const char *const LINES[] = {"a,b\n", "\"x\"\"y\",\"p\nq\"\r\n", "新乡,\"红,旗\"\r", ",\n"};
    static const char *const ROWS[] = {"a|b", "x\"y|p\nq", "新乡|红,旗", "|"};
    enum { N_ROWS = 150000 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = NULL;
    const CsvRow *row = NULL;
    guint n_rows = 0;

    for (guint i = 0; i < N_ROWS; i++)
        g_string_append(text, LINES[i % G_N_ELEMENTS(LINES)]);
    reader = reader_of(text->str, text->len, ',');
    for (; csv_reader_next(reader, &row, &error) && row != NULL; n_rows++) {
        g_assert_cmpuint(row->number, ==, n_rows + 1);
        g_assert_cmpuint(row->n_cells, ==, 2);
        if (n_rows % 97 == 0) {
            g_autofree char *joined = g_strdup_printf("%s|%s", row->cells[0], row->cells[1]);

            g_assert_cmpstr(joined, ==, ROWS[n_rows % G_N_ELEMENTS(ROWS)]);
        }
    }
    g_assert_no_error(error);
    g_assert_cmpuint(n_rows, ==, N_ROWS);
}

/* Only CR, and a lot of it: nothing may look through the whole text again for
 * each row. */
static void
test_carriage_returns(void)
{
    enum { N_ROWS = 400000 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = NULL;
    const CsvRow *row = NULL;
    guint n_rows = 0;

    for (guint i = 0; i < N_ROWS; i++)
        g_string_append(text, "914107,a\r");
    reader = reader_of(text->str, text->len, ',');
    while (csv_reader_next(reader, &row, &error) && row != NULL)
        n_rows++;
    g_assert_no_error(error);
    g_assert_cmpuint(n_rows, ==, N_ROWS);
}

static void
test_limit(const char *first, char filler, gsize n_filler, const char *last, const char *message)
{
    g_autoptr(GString) text = g_string_new(first);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = NULL;
    const CsvRow *row = NULL;

    for (gsize i = 0; i < n_filler; i++)
        g_string_append_c(text, filler);
    g_string_append(text, last);
    reader = reader_of(text->str, text->len, ',');
    while (csv_reader_next(reader, &row, &error) && row != NULL)
        continue;
    g_assert_cmpstr(error != NULL ? error->message : NULL, ==, message);
}

static void
test_limits(void)
{
    static const char TOO_LONG[] = "row 2: a cell of more than 1 MiB; is a quote opened and never closed?";

    test_limit("a\n", 'b', CSV_MAX_CELL, "\nc\n", NULL);
    test_limit("a\n", 'b', CSV_MAX_CELL + 1, "\nc\n", TOO_LONG);
    test_limit("a\n\"", 'b', 8 * CSV_MAX_CELL, "", TOO_LONG);
    test_limit("a\n", ',', CSV_MAX_COLUMNS - 1, "\nc\n", NULL);
    test_limit("a\n", ',', CSV_MAX_COLUMNS, "\nc\n", "row 2: more than 1000 columns");
    test_limit("a\n\"\"", ',', CSV_MAX_COLUMNS, "\nc\n", "row 2: more than 1000 columns");
}

static gboolean
collect_three(const CsvRow *row, gpointer data)
{
    append_row(data, row);
    return row->number < 3;
}

static void
test_peek(void)
{
    static const char TEXT[] = "a;\"b;c\"\nd,e\n\nf\n";
    g_autoptr(CsvReader) reader = reader_of(TEXT, strlen(TEXT), ',');
    g_autoptr(GString) commas = g_string_new(NULL);
    g_autoptr(GString) semicolons = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const CsvRow *row = NULL;

    g_assert_true(csv_reader_peek(reader, ',', collect_three, commas, &error));
    g_assert_true(csv_reader_peek(reader, ';', collect_three, semicolons, &error));
    g_assert_cmpstr(commas->str, ==, "1:a;\"b;c\"/2:d|e/3:");
    g_assert_cmpstr(semicolons->str, ==, "1:a|b;c/2:d,e/3:");
    csv_reader_set_separator(reader, ';');
    g_assert_true(csv_reader_next(reader, &row, &error));
    g_assert_cmpuint(row->number, ==, 1);
    g_assert_cmpstr(row->cells[1], ==, "b;c");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/csv/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/csv/pieces", test_pieces);
    g_test_add_func("/csv/carriage-returns", test_carriage_returns);
    g_test_add_func("/csv/limits", test_limits);
    g_test_add_func("/csv/peek", test_peek);
    return g_test_run();
}
