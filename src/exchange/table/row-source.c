#include "exchange/table/row-source.h"

#include "base/i18n.h"
#include "exchange/table/file-signature.h"

#include <choucha/error.h>
#include <string.h>

/* A text has a CsvReader, a workbook all the others. */
struct RowSource {
    CsvReader *csv;
    Workbook *workbook;
    SheetReader *sheet; /* NULL: nothing was read yet */
    char **cells;
    gsize *lengths;
    guint8 *marks;
    SourceRow row;
};

/* Where the name of a sheet begins in @path, or NULL. Names of files may have
 * a # as well: what is a file is one. */
static const char *
find_sheet_name(const char *path)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return NULL;
    for (const char *at = strchr(path, '#'); at != NULL; at = strchr(at + 1, '#')) {
        g_autofree char *file = g_strndup(path, (gsize)(at - path));

        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return at + 1;
    }
    return NULL;
}

char *
row_source_file(const char *path)
{
    const char *sheet = find_sheet_name(path);

    return sheet != NULL ? g_strndup(path, (gsize)(sheet - 1 - path)) : g_strdup(path);
}

RowSource *
row_source_from_text(Decoder *decoder)
{
    RowSource *source = g_new0(RowSource, 1);

    source->csv = csv_reader_new(decoder);
    return source;
}

RowSource *
row_source_from_workbook(Workbook *workbook, const char *sheet, GError **error)
{
    g_autoptr(RowSource) source = g_new0(RowSource, 1);

    source->workbook = workbook;
    source->cells = g_new0(char *, ROW_MAX_COLUMNS);
    source->lengths = g_new0(gsize, ROW_MAX_COLUMNS);
    source->marks = g_new0(guint8, ROW_MAX_COLUMNS);
    return workbook_choose(workbook, sheet, error) ? g_steal_pointer(&source) : NULL;
}

RowSource *
row_source_open(const char *path, GError **error)
{
    const char *sheet = find_sheet_name(path);
    g_autofree char *file = row_source_file(path);
    FileKind kind = FILE_TEXT;
    Workbook *workbook;
    Decoder *decoder;

    if (!file_signature_look(file, &kind, error))
        return NULL;
    if (kind == FILE_WORKBOOK) {
        workbook = workbook_open(file, error);
        return workbook != NULL ? row_source_from_workbook(workbook, sheet, error) : NULL;
    }
    if (sheet != NULL) {
        g_set_error_literal(error, CHA_ERROR, CHA_ERROR_INVALID, _("no workbook, and so without sheets"));
        return NULL;
    }
    decoder = decoder_open(file, error);
    return decoder != NULL ? row_source_from_text(decoder) : NULL;
}

void
row_source_free(RowSource *source)
{
    if (source == NULL)
        return;
    csv_reader_free(source->csv);
    sheet_reader_free(source->sheet);
    workbook_free(source->workbook);
    g_free(source->cells);
    g_free(source->lengths);
    g_free(source->marks);
    g_free(source);
}

const char *
row_source_sheet(const RowSource *source)
{
    return source->workbook != NULL ? workbook_sheet(source->workbook) : NULL;
}

const GPtrArray *
row_source_other_sheets(const RowSource *source)
{
    return source->workbook != NULL ? workbook_other_sheets(source->workbook) : NULL;
}

const char *
row_source_separators(const RowSource *source)
{
    return source->csv != NULL ? ",\t;" : ",";
}

void
row_source_set_separator(RowSource *source, char separator)
{
    if (source->csv != NULL)
        csv_reader_set_separator(source->csv, separator);
}

static SourceRow
row_of_text(const CsvRow *row)
{
    return (SourceRow){
        .number = row->number,
        .n_cells = row->n_cells,
        .cells = row->cells,
        .lengths = row->lengths,
        .has_stray_text = row->has_stray_text,
    };
}

static SourceRow
row_of_sheet(RowSource *source, const WorkbookRow *row)
{
    static char blank[1];

    for (guint c = 0; c < row->n_cells; c++) {
        const RowCell *cell = &row->cells[c];

        source->cells[c] = cell->length > 0 ? row->text->str + cell->offset : blank;
        source->lengths[c] = cell->length;
        source->marks[c] = cell->mark;
    }
    return (SourceRow){
        .number = row->number,
        .n_cells = row->n_cells,
        .cells = source->cells,
        .lengths = source->lengths,
        .marks = source->marks,
    };
}

/* What a text's reader needs to know to tell a visitor of rows. */
typedef struct {
    RowVisitor visit;
    gpointer data;
} Visit;

static gboolean
visit_text_row(const CsvRow *row, gpointer data)
{
    const Visit *visit = data;
    const SourceRow source_row = row_of_text(row);

    return visit->visit(&source_row, visit->data);
}

static gboolean
peek_at_sheet(RowSource *source, RowVisitor visit, gpointer data, GError **error)
{
    g_autoptr(SheetReader) reader = workbook_read(source->workbook, error);
    const WorkbookRow *row = NULL;

    if (reader == NULL)
        return FALSE;
    do {
        if (!sheet_reader_next(reader, &row, error))
            return FALSE;
        if (row != NULL)
            source->row = row_of_sheet(source, row);
    } while (row != NULL && visit(&source->row, data));
    return TRUE;
}

gboolean
row_source_peek(RowSource *source, char separator, RowVisitor visit, gpointer data, GError **error)
{
    Visit text_visit = {visit, data};

    if (source->csv != NULL)
        return csv_reader_peek(source->csv, separator, visit_text_row, &text_visit, error);
    return peek_at_sheet(source, visit, data, error);
}

gboolean
row_source_next(RowSource *source, const SourceRow **ret_row, GError **error)
{
    const CsvRow *csv_row = NULL;
    const WorkbookRow *sheet_row = NULL;

    if (source->csv != NULL) {
        if (!csv_reader_next(source->csv, &csv_row, error))
            return FALSE;
        if (csv_row != NULL)
            source->row = row_of_text(csv_row);
    } else {
        if (source->sheet == NULL)
            source->sheet = workbook_read(source->workbook, error);
        if (source->sheet == NULL || !sheet_reader_next(source->sheet, &sheet_row, error))
            return FALSE;
        if (sheet_row != NULL)
            source->row = row_of_sheet(source, sheet_row);
    }
    *ret_row = csv_row != NULL || sheet_row != NULL ? &source->row : NULL;
    return TRUE;
}

guint64
row_source_position(const RowSource *source)
{
    if (source->csv != NULL)
        return csv_reader_position(source->csv);
    return source->sheet != NULL ? part_position(sheet_reader_part(source->sheet)) : 0;
}

guint64
row_source_size(const RowSource *source)
{
    if (source->csv != NULL)
        return csv_reader_size(source->csv);
    return source->sheet != NULL ? part_size(sheet_reader_part(source->sheet)) : 0;
}
