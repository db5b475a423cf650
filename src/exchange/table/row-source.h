/* Rows of a table, from a text file or from a sheet of a workbook. */
#pragma once

#include "base/csv.h"
#include "exchange/table/cell-mark.h"
#include "exchange/workbook/workbook.h"

/* A row. The cells end with a NUL and may be written to up to there; they stay
 * until the next row is read. */
typedef struct {
    guint64 number; /* as a spreadsheet counts, from 1 */
    guint n_cells;
    char **cells;
    const gsize *lengths;
    const guint8 *marks; /* (nullable): of workbooks, CellMarks with CELL_REPEATS_LEFT */
    gboolean has_stray_text;
} SourceRow;

typedef struct RowSource RowSource;

/* @path is a file, or a workbook and the name of its sheet: FILE#SHEET.
 * CHA_ERROR_INVALID, CHA_ERROR_NOT_FOUND: it cannot be read, or is no table. */
RowSource *row_source_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a text that is open already, and for a workbook; takes it over. */
RowSource *row_source_from_text(Decoder *decoder);
RowSource *row_source_from_workbook(Workbook *workbook, const char *sheet,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void row_source_free(RowSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowSource, row_source_free)

/* The file of @path (FILE or FILE#SHEET). */
char *row_source_file(const char *path);
/* (nullable): the sheet of a workbook. */
const char *row_source_sheet(const RowSource *source);
/* (nullable) (element-type utf8): other sheets of the workbook with content. */
const GPtrArray *row_source_other_sheets(const RowSource *source);

/* The characters that may stand between cells, to be tried; one for a sheet,
 * where they make no difference. */
const char *row_source_separators(const RowSource *source);
void row_source_set_separator(RowSource *source, char separator);

/* How the first rows would read with @separator, until @visit returns FALSE.
 * Before anything is read. */
typedef gboolean (*RowVisitor)(const SourceRow *row, gpointer data);
gboolean row_source_peek(RowSource *source, char separator, RowVisitor visit, gpointer data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next row, or NULL at the end. Blank rows may be left out. */
gboolean row_source_next(RowSource *source, const SourceRow **ret_row,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How much has been read, and how much there is, in bytes of the file or of
 * what is packed in it. */
guint64 row_source_position(const RowSource *source);
guint64 row_source_size(const RowSource *source);
