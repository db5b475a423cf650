#include "exchange/workbook/cell-reference.h"

gboolean
cell_reference_read(const char *text, guint *ret_row, guint *ret_column, const char **ret_end)
{
    guint column = 0;
    guint row = 0;

    text += *text == '$' ? 1 : 0;
    for (; g_ascii_isalpha(*text) && column <= SHEET_MAX_COLUMNS; text++)
        column = column * 26 + (guint)(g_ascii_toupper(*text) - 'A') + 1;
    text += *text == '$' ? 1 : 0;
    for (; g_ascii_isdigit(*text) && row <= SHEET_MAX_ROWS; text++)
        row = row * 10 + (guint)(*text - '0');
    if (column == 0 || column > SHEET_MAX_COLUMNS || row == 0 || row > SHEET_MAX_ROWS)
        return FALSE;
    if (ret_end == NULL && *text != '\0')
        return FALSE;
    if (ret_end != NULL)
        *ret_end = text;
    *ret_row = row;
    *ret_column = column - 1;
    return TRUE;
}

gboolean
cell_range_read(const char *text, CellRange *ret_range)
{
    guint rows[2] = {0};
    guint columns[2] = {0};
    const char *at = text;

    if (!cell_reference_read(text, &rows[0], &columns[0], &at))
        return FALSE;
    rows[1] = rows[0];
    columns[1] = columns[0];
    if (*at != '\0' && (*at != ':' || !cell_reference_read(at + 1, &rows[1], &columns[1], NULL)))
        return FALSE;
    ret_range->first_row = MIN(rows[0], rows[1]);
    ret_range->last_row = MAX(rows[0], rows[1]);
    ret_range->first_column = MIN(columns[0], columns[1]);
    ret_range->last_column = MAX(columns[0], columns[1]);
    return TRUE;
}
