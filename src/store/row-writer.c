#include "store/row-writer.h"

/* For an index that the rows go all over, a statement keeps a copy of all of its
 * pages, so there should be few statements; of memory, some megabytes. */
enum { ROWS_A_STATEMENT = 32768 };

struct RowWriter {
    Statement *insert; /* of the rows in ?1 */
    guint n_columns;
    GArray *values; /* of HeldValue: the rows held back */
    GStringChunk *copies;
};

RowWriter *
row_writer_new(Database *database, const char *table, const char *columns, guint n_columns, GError **error)
{
    g_autoptr(RowWriter) writer = g_new0(RowWriter, 1);
    g_autoptr(GString) sql = g_string_new(NULL);

    g_assert(n_columns <= HELD_ROWS_MAX_COLUMNS);
    g_string_printf(sql, "INSERT INTO %s (%s) SELECT ", table, columns);
    for (guint i = 0; i < n_columns; i++)
        g_string_append_printf(sql, "%sc%u", i == 0 ? "" : ", ", i);
    g_string_append(sql, " FROM held_rows(?1)");
    writer->n_columns = n_columns;
    writer->values = g_array_new(FALSE, FALSE, sizeof(HeldValue));
    writer->copies = g_string_chunk_new(4096);
    writer->insert = statement_new(database, sql->str, error);
    return writer->insert != NULL ? g_steal_pointer(&writer) : NULL;
}

void
row_writer_free(RowWriter *writer)
{
    if (writer == NULL)
        return;
    statement_free(writer->insert);
    g_array_unref(writer->values);
    g_string_chunk_free(writer->copies);
    g_free(writer);
}

void
row_writer_text(RowWriter *writer, const char *value)
{
    HeldValue held = {value, 0};

    g_array_append_val(writer->values, held);
}

void
row_writer_copy(RowWriter *writer, const char *value)
{
    row_writer_text(writer, g_string_chunk_insert(writer->copies, value));
}

void
row_writer_int(RowWriter *writer, gint64 value)
{
    HeldValue held = {HELD_NUMBER, value};

    g_array_append_val(writer->values, held);
}

gboolean
row_writer_finish(RowWriter *writer, GError **error)
{
    HeldRows rows = {(const HeldValue *)(gpointer)writer->values->data, writer->n_columns,
                     writer->values->len / writer->n_columns};
    gboolean is_written;

    g_assert(writer->values->len % writer->n_columns == 0);
    statement_bind_rows(writer->insert, 1, &rows);
    is_written = statement_run(writer->insert, error);
    statement_bind_rows(writer->insert, 1, NULL);
    g_array_set_size(writer->values, 0);
    g_string_chunk_clear(writer->copies);
    return is_written;
}

gboolean
row_writer_end_row(RowWriter *writer, GError **error)
{
    return writer->values->len < ROWS_A_STATEMENT * writer->n_columns || row_writer_finish(writer, error);
}
