#include "exchange/table/table-sheet.h"

#include "exchange/workbook/workbook-writer.h"

struct TableSheet {
    const OutputColumn *columns;
    guint n_columns;
    WorkbookWriter *writer;
    SheetWriter *sheet;
    guint64 row;
};

static WorkbookStyle
style_of(const OutputColumn *column)
{
    switch (column->type) {
    case OUTPUT_NUMBER:
        return STYLE_NUMBER;
    case OUTPUT_RATIO:
        return STYLE_RATIO;
    case OUTPUT_DAY:
        return STYLE_DAY;
    case OUTPUT_TEXT:
    default:
        return STYLE_TEXT;
    }
}

TableSheet *
table_sheet_new(const OutputColumn *columns, guint n_columns, const char *name, const char *const *titles,
                GError **error)
{
    WorkbookWriter *writer = workbook_writer_new(error);
    TableSheet *sheet;

    if (writer == NULL)
        return NULL;
    sheet = g_new0(TableSheet, 1);
    sheet->columns = columns;
    sheet->n_columns = n_columns;
    sheet->writer = writer;
    sheet->sheet = workbook_writer_add_sheet(writer, name);
    sheet->row = 1;
    sheet_writer_set_header(sheet->sheet, 1, n_columns);
    for (guint c = 0; c < n_columns; c++) {
        sheet_writer_set_column(sheet->sheet, c, style_of(&columns[c]));
        if (!sheet_writer_text(sheet->sheet, 1, c, titles[c], STYLE_HEADER, error)) {
            table_sheet_free(sheet);
            return NULL;
        }
    }
    return sheet;
}

void
table_sheet_free(TableSheet *sheet)
{
    if (sheet == NULL)
        return;
    workbook_writer_free(sheet->writer);
    g_free(sheet);
}

static gboolean
add_cell(TableSheet *sheet, guint column, const char *text, GError **error)
{
    WorkbookStyle style = style_of(&sheet->columns[column]);

    if (style == STYLE_DAY)
        return sheet_writer_day(sheet->sheet, sheet->row, column, text, error);
    if (style == STYLE_TEXT)
        return sheet_writer_text(sheet->sheet, sheet->row, column, text, style, error);
    return sheet_writer_number(sheet->sheet, sheet->row, column, text, style, error);
}

gboolean
table_sheet_add(TableSheet *sheet, const char *const *texts, GError **error)
{
    sheet->row++;
    for (guint c = 0; c < sheet->n_columns; c++) {
        if (texts[c] != NULL && *texts[c] != '\0' && !add_cell(sheet, c, texts[c], error))
            return FALSE;
    }
    return TRUE;
}

gboolean
table_sheet_finish(TableSheet *sheet, ChaWriter write, gpointer data, GError **error)
{
    return workbook_writer_finish(sheet->writer, write, data, error);
}
