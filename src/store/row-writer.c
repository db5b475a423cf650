#include "store/row-writer.h"

enum { ROWS_A_STATEMENT = 250 };

struct RowWriter {
    Statement *insert; /* ?1 is the number of rows, their values follow */
    guint n_columns;
    guint n_values; /* bound so far */
};

RowWriter *
row_writer_new(Database *database, const char *table, const char *columns, guint n_columns, GError **error)
{
    g_autoptr(RowWriter) writer = g_new0(RowWriter, 1);
    g_autoptr(GString) sql = g_string_new(NULL);

    g_string_printf(sql, "INSERT INTO %s (%s) SELECT * FROM (VALUES ", table, columns);
    for (guint i = 0; i < ROWS_A_STATEMENT * n_columns; i++) {
        gboolean begins_row = i % n_columns == 0;

        g_string_append_printf(sql, "%s?%u", i == 0 ? "(" : begins_row ? "), (" : ", ", i + 2);
    }
    g_string_append(sql, ")) LIMIT ?1");
    writer->n_columns = n_columns;
    writer->insert = statement_new(database, sql->str, error);
    return writer->insert != NULL ? g_steal_pointer(&writer) : NULL;
}

void
row_writer_free(RowWriter *writer)
{
    if (writer == NULL)
        return;
    statement_free(writer->insert);
    g_free(writer);
}

static int
next_parameter(RowWriter *writer)
{
    return (int)(2 + writer->n_values++);
}

void
row_writer_text(RowWriter *writer, const char *value)
{
    statement_bind_text(writer->insert, next_parameter(writer), value);
}

void
row_writer_copy(RowWriter *writer, const char *value)
{
    statement_bind_copy(writer->insert, next_parameter(writer), value);
}

void
row_writer_int(RowWriter *writer, gint64 value)
{
    statement_bind_int(writer->insert, next_parameter(writer), value);
}

gboolean
row_writer_finish(RowWriter *writer, GError **error)
{
    g_assert(writer->n_values % writer->n_columns == 0);
    statement_bind_int(writer->insert, 1, writer->n_values / writer->n_columns);
    writer->n_values = 0;
    return statement_run(writer->insert, error);
}

gboolean
row_writer_end_row(RowWriter *writer, GError **error)
{
    return writer->n_values < ROWS_A_STATEMENT * writer->n_columns || row_writer_finish(writer, error);
}
