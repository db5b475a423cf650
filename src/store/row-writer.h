/* Adding many rows to one table.
 *
 * A statement that triggers or foreign keys may still refuse keeps a journal
 * of its own, so that it can be undone alone; with a statement for each row
 * that costs several times as much as the rows. So rows are held back, and one
 * statement adds many of them. */
#pragma once

#include "store/sql.h"

typedef struct RowWriter RowWriter;

/* @columns names the @n_columns columns as SQL lists them: "visit, \"end\"". */
RowWriter *row_writer_new(Database *database, const char *table, const char *columns, guint n_columns,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void row_writer_free(RowWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowWriter, row_writer_free)

/* The values of a row, column by column. Texts are lent: they must stay until
 * row_writer_finish(), unless they are added as copies. */
void row_writer_text(RowWriter *writer, const char *value);
void row_writer_copy(RowWriter *writer, const char *value);
void row_writer_int(RowWriter *writer, gint64 value);
/* Ends a row; a failure may be that of an earlier one. */
gboolean row_writer_end_row(RowWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the rows still held back. */
gboolean row_writer_finish(RowWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
