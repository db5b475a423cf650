/* Tables as workbooks: what is written is read back. */
#include "exchange/table/row-source.h"
#include "exchange/table/table-writer.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-writer.h"

#include <choucha/error.h>
#include <string.h>

static const OutputColumn COLUMNS[] = {
    {"code", "编码", OUTPUT_TEXT},
    {"day", NULL, OUTPUT_DAY},
    {"count", NULL, OUTPUT_NUMBER},
    {"share", NULL, OUTPUT_RATIO},
};

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_byte_array_append(data, (const guint8 *)bytes, (guint)length);
    return TRUE;
}

static GBytes *
write_table(const char *const (*rows)[G_N_ELEMENTS(COLUMNS)], guint n_rows)
{
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(TableWriter) writer =
        table_writer_new(CHA_TABLE_WORKBOOK, COLUMNS, G_N_ELEMENTS(COLUMNS), collect, bytes);

    table_writer_set_title(writer, "表/一");
    for (guint i = 0; i < n_rows; i++)
        g_assert_true(table_writer_add(writer, rows[i], &error));
    g_assert_true(table_writer_finish(writer, &error));
    g_assert_no_error(error);
    return g_byte_array_free_to_bytes(bytes);
}

static RowSource *
read_table(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    Workbook *workbook = workbook_new(bytes, &error);
    RowSource *source;

    g_assert_no_error(error);
    source = row_source_from_workbook(workbook, NULL, &error);
    g_assert_no_error(error);
    return source;
}

static void
assert_row(RowSource *source, guint64 number, const char *const *texts)
{
    g_autoptr(GError) error = NULL;
    const SourceRow *row = NULL;

    g_assert_true(row_source_next(source, &row, &error));
    g_assert_no_error(error);
    g_assert_nonnull(row);
    g_assert_cmpuint(row->number, ==, number);
    for (guint c = 0; c < G_N_ELEMENTS(COLUMNS); c++)
        g_assert_cmpstr(c < row->n_cells ? row->cells[c] : "", ==, texts[c]);
}

static void
assert_end(RowSource *source)
{
    g_autoptr(GError) error = NULL;
    const SourceRow *row = NULL;

    g_assert_true(row_source_next(source, &row, &error));
    g_assert_no_error(error);
    g_assert_null(row);
}

static const char *const HEADER[] = {"编码", "day", "count", "share"};

/* Texts that a careless writer would change: codes, formulas, what XML cannot
 * hold, what looks like the escape of it. */
static void
test_read_back(void)
{
    static const char *const ROWS[][G_N_ELEMENTS(COLUMNS)] = {
        {"914107000000000012", "2027-03-20", "12", "12.5"},
        {"007", "2028-02-29", "0", "0.05"},
        {"=1+1", "", "-3", ""},
        {"a_x0041_b_x_", "not a day", "none", ""},
        {"\x01 <&> \"q\"\n2", "1850-01-01", "1000000000", "100"},
        {"\xf0\xa0\xae\xb7\xef\xbf\xbe", "", "", ""},
        {" blanks ", "1901-01-01", "", ""},
    };
    g_autoptr(GBytes) bytes = write_table(ROWS, G_N_ELEMENTS(ROWS));
    g_autoptr(RowSource) source = read_table(bytes);

    g_assert_cmpstr(row_source_sheet(source), ==, "表_一");
    assert_row(source, 1, HEADER);
    for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++)
        assert_row(source, i + 2, ROWS[i]);
    assert_end(source);
}

static void
test_same_bytes(void)
{
    static const char *const ROWS[][G_N_ELEMENTS(COLUMNS)] = {{"a", "2027-03-20", "1", "2"}};
    g_autoptr(GBytes) first = write_table(ROWS, 1);
    g_autoptr(GBytes) second = NULL;

    g_usleep(2100000); /* the times of an archive are in steps of two seconds */
    second = write_table(ROWS, 1);
    g_assert_true(g_bytes_equal(first, second));
}

static void
test_without_rows(void)
{
    g_autoptr(GBytes) bytes = write_table(NULL, 0);
    g_autoptr(RowSource) source = read_table(bytes);

    assert_row(source, 1, HEADER);
    assert_end(source);
}

static void
test_too_long(void)
{
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(TableWriter) writer =
        table_writer_new(CHA_TABLE_WORKBOOK, COLUMNS, G_N_ELEMENTS(COLUMNS), collect, bytes);
    g_autofree char *fits = g_strnfill(WORKBOOK_MAX_TEXT, 'x');
    g_autofree char *sticks_out = g_strnfill(WORKBOOK_MAX_TEXT + 1, 'x');
    const char *row[] = {fits, "", "", ""};

    g_assert_true(table_writer_add(writer, row, &error));
    row[0] = sticks_out;
    g_assert_false(table_writer_add(writer, row, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_INVALID);
    g_byte_array_unref(bytes);
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
        table_writer_new(CHA_TABLE_WORKBOOK, COLUMNS, G_N_ELEMENTS(COLUMNS), refuse, NULL);

    g_assert_false(table_writer_finish(writer, &error));
    g_assert_error(error, CHA_ERROR, CHA_ERROR_OUTPUT);
}

/* An error is read as one, and a number of too many digits as rounded. */
static void
test_wrong_on_purpose(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(WorkbookWriter) writer = workbook_writer_new(&error);
    SheetWriter *sheet = workbook_writer_add_sheet(writer, "x");
    GByteArray *array = g_byte_array_new();
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RowSource) source = NULL;
    const SourceRow *row = NULL;

    g_assert_true(sheet_writer_not_available(sheet, 1, 0, STYLE_WRONG, &error));
    sheet_writer_comment(sheet, 1, 0, "why");
    g_assert_true(sheet_writer_number(sheet, 1, 1, "410700123456789012", STYLE_WRONG, &error));
    g_assert_true(sheet_writer_text(sheet, 1, 2, "#N/A", STYLE_TEXT, &error));
    g_assert_true(workbook_writer_finish(writer, collect, array, &error));
    g_assert_no_error(error);
    bytes = g_byte_array_free_to_bytes(array);
    source = read_table(bytes);
    g_assert_true(row_source_next(source, &row, &error));
    g_assert_cmpuint(row->n_cells, ==, 3);
    g_assert_cmpint(CELL_MARK(row->marks[0]), ==, CELL_ERROR);
    g_assert_cmpint(CELL_MARK(row->marks[1]), ==, CELL_ROUNDED);
    g_assert_cmpint(CELL_MARK(row->marks[2]), ==, CELL_FINE);
}

/* Names that sheets cannot have, and names that are taken. */
static void
test_sheet_names(void)
{
    static const char *const NAMES[][2] = {
        {"plans", "plans"},
        {"PLANS", "PLANS~2"},
        {"plans", "plans~3"},
        {"a[b]:c*d?e/f\\g'h", "a_b__c_d_e_f_g_h"},
        {"", "Sheet"},
        {"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
         "一二三四五六七八九十一二三四五六七八九十一二三四五六"},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(WorkbookWriter) writer = workbook_writer_new(&error);

    g_assert_no_error(error);
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        g_assert_cmpstr(sheet_writer_name(workbook_writer_add_sheet(writer, NAMES[i][0])), ==, NAMES[i][1]);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table-sheet/read-back", test_read_back);
    g_test_add_func("/table-sheet/same-bytes", test_same_bytes);
    g_test_add_func("/table-sheet/without-rows", test_without_rows);
    g_test_add_func("/table-sheet/too-long", test_too_long);
    g_test_add_func("/table-sheet/refused", test_refused);
    g_test_add_func("/table-sheet/wrong-on-purpose", test_wrong_on_purpose);
    g_test_add_func("/table-sheet/sheet-names", test_sheet_names);
    return g_test_run();
}
