/* A row of a sheet while it is put together. */
#pragma once

#include <glib.h>

enum { ROW_MAX_COLUMNS = 1000, ROW_MAX_BYTES = 4 << 20 };

/* A cell's text lies at @offset of the row's text, with a NUL behind it. */
typedef struct {
    gsize offset;
    gsize length; /* 0: blank */
    guint8 mark;  /* a CellMark, perhaps with CELL_REPEATS_LEFT */
} RowCell;

typedef struct {
    guint number; /* from 1 */
    GString *text;
    RowCell cells[ROW_MAX_COLUMNS];
    guint n_cells; /* up to the last one with content */
} WorkbookRow;

/* Begins row @number, without cells. */
void workbook_row_begin(WorkbookRow *row, guint number);
/* Makes what was appended to the row's text since it was @offset long the text
 * of cell @column. */
void workbook_row_take(WorkbookRow *row, guint column, gsize offset, guint8 mark);
/* Puts @text into cell @column, whatever was there. */
void workbook_row_put(WorkbookRow *row, guint column, const char *text, gsize length, guint8 mark);
