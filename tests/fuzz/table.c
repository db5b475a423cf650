/* Any bytes as a table of any kind (the first byte chooses): rows are read or
 * refused with an issue, and what is read reads back as the same. */
#include "exchange/record/record-reader.h"
#include "exchange/table/table-writer.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static KnownLists *
make_lists(void)
{
    KnownLists *lists = known_lists_new();

    known_lists_add_department(lists, "JY", "教育局");
    known_lists_add_department(lists, "XF", "消防支队（总队）");
    known_lists_add_item(lists, "JY-1", "招生、办学检查", "JY", "学校");
    known_lists_add_item(lists, "XF-1", "消防检查", "XF", "宾馆、旅店;学校");
    known_lists_add_item(lists, "JY-2", "消防检查", "JY", "");
    return lists;
}

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

/* Made once: they only say what there is. */
static const ColumnNames *
names_of(const Kind *kind)
{
    static ColumnNames *names[CHA_N_KINDS];

    if (names[kind->kind] == NULL)
        names[kind->kind] = column_names_new(kind);
    return names[kind->kind];
}

/* Reads a table; good rows go to @ret_table as the library lists them, and how
 * many rows are wrong is the answer. */
static guint64
read_table(const Kind *kind, const char *bytes, gsize length, GString *ret_table)
{
    g_autoptr(GBytes) text = g_bytes_new(bytes, length);
    g_autoptr(GError) error = NULL;
    Decoder *decoder = decoder_new(text, &error);
    g_autoptr(KnownLists) lists = make_lists();
    g_autoptr(IssueLog) log = issue_log_new();
    RecordReaderSetup setup = {.kind = kind, .lists = lists, .log = log, .year = 2027};
    g_autoptr(RecordReader) reader = record_reader_new(&setup);
    g_autoptr(ImportTable) table = NULL;
    g_autoptr(TableWriter) writer = NULL;
    OutputColumn columns[KIND_MAX_COLUMNS];
    const char *texts[KIND_MAX_COLUMNS];
    const ImportRow *row = NULL;

    if (decoder == NULL)
        return 0;
    for (guint c = 0; c < kind->n_columns; c++)
        columns[c] = (OutputColumn){kind->columns[c].name, NULL, OUTPUT_TEXT};
    writer = table_writer_new(CHA_TABLE_CSV, columns, kind->n_columns, collect, ret_table);
    table = import_table_new(names_of(kind), kind, decoder, "table.csv", 0, log);
    record_reader_set_table(reader, table);
    while (table != NULL && import_table_next(table, &row) && row != NULL) {
        guint64 n_errors = issue_log_errors(log);
        gboolean is_right = record_reader_read(reader, row, texts);

        g_assert_true(is_right == (issue_log_errors(log) == n_errors));
        if (!is_right)
            continue;
        g_assert_true(*texts[0] != '\0');
        g_assert_true(table_writer_add(writer, texts, &error));
    }
    g_assert_true(table_writer_finish(writer, &error));
    return issue_log_errors(log);
}

/* A required column may be missing from a file, but not from a whole record:
 * its blank cells are refused when the table is read back. */
static gboolean
is_complete(const Kind *kind, const char *table)
{
    g_autoptr(GString) probe = g_string_new(NULL);

    return read_table(kind, table, strlen(table), probe) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);
    const Kind *kind;

    if (size == 0)
        return 0;
    kind = kind_get((ChaKind)(data[0] % CHA_N_KINDS));
    (void)read_table(kind, (const char *)data + 1, size - 1, once);
    if (!is_complete(kind, once->str))
        return 0;
    g_assert_cmpuint(read_table(kind, once->str, once->len, twice), ==, 0);
    g_assert_cmpstr(once->str, ==, twice->str);
    return 0;
}
