/* Workbooks (.xlsx) written row by row; these files alone know
 * libxlsxwriter. Memory does not grow with the rows, and the same content gives
 * the same bytes. */
#pragma once

#include "exchange/workbook/sheet-writer.h"

#include <choucha/output.h>

typedef struct WorkbookWriter WorkbookWriter;

/* CHA_ERROR_OUTPUT: no room for temporary files. */
WorkbookWriter *workbook_writer_new(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hands out the bytes; nothing can be written afterwards. */
gboolean workbook_writer_finish(WorkbookWriter *writer, ChaWriter write, gpointer data,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void workbook_writer_free(WorkbookWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WorkbookWriter, workbook_writer_free)

/* A sheet called @name, as far as names of sheets can be like that and no other
 * sheet has it. The writer's. */
SheetWriter *workbook_writer_add_sheet(WorkbookWriter *writer, const char *name);
