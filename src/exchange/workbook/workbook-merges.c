#include "exchange/workbook/workbook-merges.h"

#include "base/i18n.h"
#include "exchange/table/cell-mark.h"
#include "exchange/workbook/cell-reference.h"
#include "exchange/workbook/workbook-xml.h"

#include <choucha/error.h>
#include <string.h>

enum { MAX_RANGES = 1000000 };

/* A column of a range that the rows have come to. */
typedef struct {
    guint first_row;
    guint last_row; /* 0: none */
    guint8 mark;
    GBytes *text; /* (nullable): of the first cell; owned */
} OpenColumn;

struct Merges {
    GArray *ranges; /* of CellRange, by first row and first column */
    guint next;     /* range to come */
    guint n_columns;
    OpenColumn columns[ROW_MAX_COLUMNS];
};

static int
compare_ranges(gconstpointer a, gconstpointer b)
{
    const CellRange *left = a;
    const CellRange *right = b;

    if (left->first_row != right->first_row)
        return left->first_row < right->first_row ? -1 : 1;
    if (left->first_column != right->first_column)
        return left->first_column < right->first_column ? -1 : 1;
    return 0;
}

static void
start(XmlReader *reader, const char *name, const char **attributes, gpointer data)
{
    GArray *ranges = data;
    const char *text;
    CellRange range;

    if (strcmp(name, "mergeCell") != 0)
        return;
    text = xml_attribute(attributes, "ref");
    if (text == NULL || !cell_range_read(text, &range)) {
        xml_reader_fail(reader,
                        g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                            _("the workbook is damaged: merged cells without a place")));
        return;
    }
    if (ranges->len == MAX_RANGES) {
        xml_reader_fail(reader, g_error_new_literal(CHA_ERROR, CHA_ERROR_INVALID,
                                                    _("the sheet has more than a million merged ranges")));
        return;
    }
    if (range.first_column >= ROW_MAX_COLUMNS ||
        (range.first_row == range.last_row && range.first_column == range.last_column))
        return;
    range.last_column = MIN(range.last_column, ROW_MAX_COLUMNS - 1);
    g_array_append_val(ranges, range);
}

static void
end(XmlReader *reader, const char *name, gpointer data)
{
    (void)data;
    if (strcmp(name, "mergeCells") == 0)
        xml_reader_finish(reader);
}

Merges *
merges_new(void)
{
    Merges *merges = g_new0(Merges, 1);

    merges->ranges = g_array_new(FALSE, FALSE, sizeof(CellRange));
    return merges;
}

Merges *
merges_read(Package *package, const char *part, GError **error)
{
    static const XmlHandlers HANDLERS = {start, end, NULL, NULL};
    g_autoptr(Merges) merges = merges_new();

    if (!xml_read_part(package, part, PACKAGE_MAX_TABLE, &HANDLERS, merges->ranges, error))
        return NULL;
    g_array_sort(merges->ranges, compare_ranges);
    return g_steal_pointer(&merges);
}

void
merges_rewind(Merges *merges)
{
    merges->next = 0;
    for (guint c = 0; c < merges->n_columns; c++)
        g_clear_pointer(&merges->columns[c].text, g_bytes_unref);
    memset(merges->columns, 0, sizeof merges->columns);
    merges->n_columns = 0;
}

void
merges_free(Merges *merges)
{
    if (merges == NULL)
        return;
    merges_rewind(merges);
    g_array_unref(merges->ranges);
    g_free(merges);
}

/* Begins with @range; @row (nullable) is its first row, and NULL a blank one. */
static gboolean
open_range(Merges *merges, const CellRange *range, const WorkbookRow *row, GError **error)
{
    const RowCell *first =
        row != NULL && range->first_column < row->n_cells ? &row->cells[range->first_column] : NULL;
    g_autoptr(GBytes) text = first != NULL && first->length > 0
                                 ? g_bytes_new(row->text->str + first->offset, first->length)
                                 : NULL;

    for (guint c = range->first_column; c <= range->last_column; c++) {
        OpenColumn *column = &merges->columns[c];

        if (column->last_row >= range->first_row) {
            g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                        _("row %u: the workbook is damaged: merged cells overlap"), range->first_row);
            return FALSE;
        }
        g_clear_pointer(&column->text, g_bytes_unref);
        column->first_row = range->first_row;
        column->last_row = range->last_row;
        column->text = text != NULL ? g_bytes_ref(text) : NULL;
        column->mark = first != NULL ? first->mark : CELL_FINE;
        if (c > range->first_column)
            column->mark |= CELL_REPEATS_LEFT;
    }
    merges->n_columns = MAX(merges->n_columns, range->last_column + 1);
    return TRUE;
}

/* Whether a cell has content that is not that of a row above. */
static gboolean
has_content_of_its_own(const Merges *merges, const WorkbookRow *row)
{
    for (guint c = 0; c < row->n_cells; c++) {
        if (row->cells[c].length > 0 && (c >= merges->n_columns || merges->columns[c].last_row < row->number))
            return TRUE;
    }
    return FALSE;
}

/* FALSE when the row becomes too long. */
static gboolean
fill_columns(Merges *merges, WorkbookRow *row)
{
    guint n_open = 0;

    for (guint c = 0; c < merges->n_columns; c++) {
        OpenColumn *column = &merges->columns[c];
        gsize length = 0;
        const char *text = column->text != NULL ? g_bytes_get_data(column->text, &length) : "";

        if (column->last_row < row->number)
            continue;
        n_open = c + 1;
        if (row->text->len + length > ROW_MAX_BYTES)
            return FALSE;
        if (length > 0 || (c < row->n_cells && row->cells[c].length > 0))
            workbook_row_put(row, c, text, length,
                             column->mark | (column->first_row < row->number ? CELL_REPEATS_ABOVE : 0));
    }
    /* What is past need not be looked at again. */
    for (guint c = n_open; c < merges->n_columns; c++)
        g_clear_pointer(&merges->columns[c].text, g_bytes_unref);
    merges->n_columns = n_open;
    return TRUE;
}

gboolean
merges_apply(Merges *merges, WorkbookRow *row, GError **error)
{
    gboolean has_content = has_content_of_its_own(merges, row);

    for (; merges->next < merges->ranges->len; merges->next++) {
        const CellRange *range = &g_array_index(merges->ranges, CellRange, merges->next);

        if (range->first_row > row->number)
            break;
        if (range->last_row < row->number)
            continue; /* over before there is a row */
        if (!open_range(merges, range, range->first_row == row->number ? row : NULL, error))
            return FALSE;
    }
    if (!has_content)
        workbook_row_begin(row, row->number);
    else if (merges->n_columns > 0 && !fill_columns(merges, row)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("row %u: more than 4 MiB of text"), row->number);
        return FALSE;
    }
    return TRUE;
}
