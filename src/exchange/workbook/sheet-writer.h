/* Sheets of workbooks that are being written, cell by cell. */
#pragma once

#include <glib.h>

/* The most that a sheet has. */
enum {
    WORKBOOK_MAX_ROWS = 1048576,
    WORKBOOK_MAX_COMMENTS = 5000 /* what spreadsheet programs open with ease */
};

/* How a cell looks, and what spreadsheets take it for. Texts are texts
 * whatever they look like: the digits of codes stay. */
typedef enum {
    STYLE_TEXT,
    STYLE_NUMBER, /* digits as they are */
    STYLE_RATIO,  /* two digits behind the point */
    STYLE_DAY,
    STYLE_TITLE, /* above a table */
    STYLE_HEADER,
    STYLE_REQUIRED, /* the header of a column that must be filled in */
    STYLE_EXAMPLE,  /* of what to write, not to be read */
    STYLE_PROSE,    /* a text that may need several lines */
    STYLE_WRONG,
    STYLE_QUESTION,
    STYLE_REASON, /* what is wrong with a row */
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
/* #N/A, as the formula that gives it. */
gboolean sheet_writer_not_available(SheetWriter *sheet, guint64 row, guint column, WorkbookStyle style,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A note at a cell of the last row; no more than WORKBOOK_MAX_COMMENTS of a
 * sheet are kept. */
void sheet_writer_comment(SheetWriter *sheet, guint64 row, guint column, const char *text);

/* How cells of a column look that are not written. */
void sheet_writer_set_column(SheetWriter *sheet, guint column, WorkbookStyle style);
/* Columns are as wide as their cells need, but no more than this. */
void sheet_writer_set_widest(SheetWriter *sheet, guint column, guint width);
/* The rows down to @row stay in sight, and @row heads each printed page; the
 * columns can be filtered by what stands below it, as far as rows are written. */
void sheet_writer_set_header(SheetWriter *sheet, guint64 row, guint n_columns);
void sheet_writer_hide(SheetWriter *sheet);

/* What cells offer to choose from: the first @n_rows rows of a column of
 * another sheet. */
typedef struct {
    const SheetWriter *sheet;
    guint column;
    guint n_rows;
    gboolean is_all; /* other texts are questioned (and not refused) */
} SheetChoices;

/* For the cells of a column from @row on. */
void sheet_writer_offer(SheetWriter *sheet, guint64 row, guint column, const SheetChoices *choices);
