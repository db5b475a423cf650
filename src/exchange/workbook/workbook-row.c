#include "exchange/workbook/workbook-row.h"

#include <string.h>

void
workbook_row_begin(WorkbookRow *row, guint number)
{
    memset(row->cells, 0, row->n_cells * sizeof *row->cells);
    g_string_truncate(row->text, 0);
    row->n_cells = 0;
    row->number = number;
}

void
workbook_row_take(WorkbookRow *row, guint column, gsize offset, guint8 mark)
{
    gsize length = row->text->len - offset;

    row->cells[column] = (RowCell){.offset = offset, .length = length, .mark = mark};
    g_string_append_c(row->text, '\0');
    row->n_cells = MAX(row->n_cells, column + 1);
}

void
workbook_row_put(WorkbookRow *row, guint column, const char *text, gsize length, guint8 mark)
{
    gsize offset = row->text->len;

    g_string_append_len(row->text, text, (gssize)length);
    workbook_row_take(row, column, offset, mark);
}
