#include "support/workbook-reading.h"

#include <choucha/error.h>
#include <inttypes.h>
#include <string.h>

static void
append_cell(GString *text, const char *cell, gsize length, guint8 bits)
{
    static const char MARKS[] = {0, '~', '!', '^', '='};

    g_assert_cmpuint(strlen(cell), ==, length);
    g_assert_true(g_utf8_validate_len(cell, length, NULL));
    g_assert_cmpuint(CELL_MARK(bits), <, sizeof MARKS);
    if ((bits & CELL_REPEATS_LEFT) != 0)
        g_string_append_c(text, '<');
    if (CELL_MARK(bits) != CELL_FINE)
        g_string_append_c(text, MARKS[CELL_MARK(bits)]);
    g_string_append(text, cell);
}

static void
append_row(GString *text, const SourceRow *row, guint64 last)
{
    g_assert_cmpuint(row->number, >, last);
    g_assert_cmpuint(row->n_cells, >=, 1);
    g_assert_cmpuint(row->n_cells, <=, ROW_MAX_COLUMNS);
    g_string_append_printf(text, "%s%" PRIu64 ":", text->len > 0 ? "/" : "", row->number);
    for (guint c = 0; c < row->n_cells; c++) {
        if (c > 0)
            g_string_append_c(text, '|');
        append_cell(text, row->cells[c], row->lengths[c], row->marks[c]);
    }
}

char *
workbook_read_text(GBytes *bytes, const char *sheet)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Workbook *workbook = workbook_new(bytes, &error);
    g_autoptr(RowSource) source = workbook != NULL ? row_source_from_workbook(workbook, sheet, &error) : NULL;
    const SourceRow *row = NULL;
    guint64 last = 0;

    while (source != NULL && row_source_next(source, &row, &error) && row != NULL) {
        append_row(text, row, last);
        last = row->number;
    }
    g_assert_true(source != NULL || error != NULL);
    if (error != NULL) {
        g_assert_true(error->domain == CHA_ERROR);
        g_string_append_printf(text, "[%s]", error->message);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}
