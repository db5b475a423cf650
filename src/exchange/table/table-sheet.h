/* A table as the only sheet of a workbook: frozen header, filter, columns as
 * wide as what is in them. */
#pragma once

#include "exchange/table/table-writer.h"

typedef struct TableSheet TableSheet;

/* @columns must outlive the sheet; @titles are those of the columns. */
TableSheet *table_sheet_new(const OutputColumn *columns, guint n_columns, const char *name,
                            const char *const *titles, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void table_sheet_free(TableSheet *sheet);

gboolean table_sheet_add(TableSheet *sheet, const char *const *texts,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean table_sheet_finish(TableSheet *sheet, ChaWriter write, gpointer data,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
