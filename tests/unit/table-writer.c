/* The three forms of a table, from the same rows. */
#include "exchange/table/table-writer.h"

#include "base/text.h"

#include <choucha/error.h>
#include <jansson.h>
#include <string.h>

static const OutputColumn COLUMNS[] = {
    {"name", "名称", OUTPUT_TEXT},
    {"count", NULL, OUTPUT_NUMBER},
    {"note", "备注", OUTPUT_TEXT},
};

static const char *const ROWS[][G_N_ELEMENTS(COLUMNS)] = {
    {"新乡", "12", "a,b"},
    {"Linden \"Gas\"", "3", ""},
    {"é\xcc\x81", "", "1\n2"}, /* a combining accent takes no room of its own */
};

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static GString *
write_table(ChaTableFormat format, guint n_rows)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TableWriter) writer = table_writer_new(format, COLUMNS, G_N_ELEMENTS(COLUMNS), collect, text);

    for (guint i = 0; i < n_rows; i++)
        g_assert_true(table_writer_add(writer, ROWS[i % G_N_ELEMENTS(ROWS)], &error));
    g_assert_true(table_writer_finish(writer, &error));
    g_assert_no_error(error);
    return text;
}

typedef struct {
    const char *name;
    ChaTableFormat format;
    guint n_rows;
    const char *expected;
} Case;

static const Case CASES[] = {
    {"csv", CHA_TABLE_CSV, 3,
     "name,count,note\n新乡,12,\"a,b\"\n\"Linden \"\"Gas\"\"\",3,\né\xcc\x81,,\"1\n2\"\n"},
    {"csv-without-rows", CHA_TABLE_CSV, 0, "name,count,note\n"},
    {"json", CHA_TABLE_JSON, 3,
     "[\n{\"name\": \"新乡\", \"count\": 12, \"note\": \"a,b\"},\n"
     "{\"name\": \"Linden \\\"Gas\\\"\", \"count\": 3, \"note\": \"\"},\n"
     "{\"name\": \"é\xcc\x81\", \"count\": null, \"note\": \"1\\u000a2\"}\n]\n"},
    {"json-without-rows", CHA_TABLE_JSON, 0, "[]\n"},
    {"spreadsheet", CHA_TABLE_SPREADSHEET, 2,
     "\xef\xbb\xbf名称,count,备注\r\n新乡,12,\"a,b\"\r\n\"Linden \"\"Gas\"\"\",3,\r\n"},
    {"spreadsheet-without-rows", CHA_TABLE_SPREADSHEET, 0, "\xef\xbb\xbf名称,count,备注\r\n"},
    {"terminal", CHA_TABLE_TERMINAL, 3,
     "名称          count  备注\n新乡             12  a,b\nLinden \"Gas\"      3\né\xcc\x81                  "
     " "
     " 1 2\n"},
    {"terminal-without-rows", CHA_TABLE_TERMINAL, 0, "名称  count  备注\n"},
};

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    g_autoptr(GString) text = write_table(wanted->format, wanted->n_rows);

    g_assert_cmpstr(text->str, ==, wanted->expected);
}

/* What begins like a formula is marked; a number is none, though it begins with
 * a sign. */
static void
test_formulas(void)
{
    static const char *const MARKED[][2] = {
        {"=1+1", "'=1+1"}, {"+86", "'+86"}, {"-", "'-"},  {"@name", "'@name"},
        {"\tx", "'\tx"},   {"a=b", "a=b"},  {"'a", "'a"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(MARKED); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(TableWriter) writer = table_writer_new(CHA_TABLE_SPREADSHEET, COLUMNS, 2, collect, text);
        const char *row[] = {MARKED[i][0], "-3"};
        g_autofree char *expected = g_strdup_printf("%s,-3\r\n", MARKED[i][1]);
        g_autofree char *read = g_strdup(MARKED[i][1]);

        g_assert_true(table_writer_add(writer, row, &error));
        g_assert_true(table_writer_finish(writer, &error));
        g_assert_cmpstr(strchr(text->str, '\n') + 1, ==, expected);
        g_assert_cmpstr(text_skip_formula_mark(read), ==, MARKED[i][0]);
    }
}

/* More rows than are measured, more bytes than one piece holds. */
static void
test_long(void)
{
    enum { ROWS_WRITTEN = 5000 };
    g_autoptr(GString) json = write_table(CHA_TABLE_JSON, ROWS_WRITTEN);
    g_autoptr(GString) lines = write_table(CHA_TABLE_TERMINAL, ROWS_WRITTEN);
    json_t *rows = json_loadb(json->str, json->len, 0, NULL);
    guint n_lines = 0;

    g_assert_cmpuint(json_array_size(rows), ==, ROWS_WRITTEN);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i);

        g_assert_cmpstr(json_string_value(json_object_get(row, "name")), ==, ROWS[i % G_N_ELEMENTS(ROWS)][0]);
        g_assert_cmpstr(json_string_value(json_object_get(row, "note")), ==, ROWS[i % G_N_ELEMENTS(ROWS)][2]);
    }
    json_decref(rows);
    for (const char *at = lines->str; (at = strchr(at, '\n')) != NULL; at++)
        n_lines++;
    g_assert_cmpuint(n_lines, ==, ROWS_WRITTEN + 1);
}

static gboolean
refuse(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)bytes;
    (void)length;
    (void)data;
    g_set_error_literal(error, CHA_ERROR, CHA_ERROR_OUTPUT, "no room");
    return FALSE;
}

static void
test_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TableWriter) writer =
        table_writer_new(CHA_TABLE_CSV, COLUMNS, G_N_ELEMENTS(COLUMNS), refuse, NULL);

    g_assert_true(table_writer_add(writer, ROWS[0], &error));
    g_assert_false(table_writer_finish(writer, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_OUTPUT);
}

static void
test_hidden(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TableWriter) writer = table_writer_new(CHA_TABLE_TERMINAL, COLUMNS, 1, collect, text);
    const char *row[] = {"a\x1b[31m\tb"};

    g_assert_true(table_writer_add(writer, row, &error));
    g_assert_true(table_writer_finish(writer, &error));
    g_assert_cmpstr(text->str, ==, "名称\na [31m b\n");
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/table-writer/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/table-writer/formulas", test_formulas);
    g_test_add_func("/table-writer/long", test_long);
    g_test_add_func("/table-writer/refused", test_refused);
    g_test_add_func("/table-writer/hidden", test_hidden);
    return g_test_run();
}
