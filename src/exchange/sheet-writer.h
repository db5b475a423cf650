/* Sheets of workbooks that are being written, cell by cell. */
#pragma once

#include <glib.h>

enum { WORKBOOK_MAX_ROWS = 1048576 /* of a sheet */ };

/* How a cell looks, and what spreadsheets take it for. Texts are texts
 * whatever they look like: the digits of codes stay. */
typedef enum {
    STYLE_TEXT,
    STYLE_NUMBER, /* digits as they are */
    STYLE_RATIO,  /* two digits behind the point */
    STYLE_DAY,
    STYLE_HEADER,
    N_WORKBOOK_STYLES
} WorkbookStyle;

typedef struct SheetWriter SheetWriter;

const char *sheet_writer_name(const SheetWriter *sheet);

/* Cells, from top to bottom: what lies above the last row cannot be written any
 * more. Rows count from 1, columns from 0. CHA_ERROR_INVALID: more than a sheet
 * or a cell takes. */
gboolean sheet_writer_text(SheetWriter *sheet, guint64 row, guint column, const char *text,
                           WorkbookStyle style, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A decimal number; what is none is written as text. */
gboolean sheet_writer_number(SheetWriter *sheet, guint64 row, guint column, const char *text,
                             WorkbookStyle style, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A day such as 2027-03-20; what is none is written as text. */
gboolean sheet_writer_day(SheetWriter *sheet, guint64 row, guint column, const char *text,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How cells of a column look that are not written. */
void sheet_writer_set_column(SheetWriter *sheet, guint column, WorkbookStyle style);
/* The rows down to @row stay in sight; the columns can be filtered by what
 * stands below it, as far as rows are written. */
void sheet_writer_set_header(SheetWriter *sheet, guint64 row, guint n_columns);
