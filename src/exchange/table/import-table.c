#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/import-table-private.h"
#include "exchange/table/own-marks.h"

void
import_table_report(ImportTable *reader, ChaSeverity severity, guint64 row, char *rule, char *remedy)
{
    Place place = import_table_place(reader, row, -1, NULL);

    issue_log_add(reader->log, severity, &place, rule, remedy);
}

/* What the reading of bytes and rows refuses, as an issue of the file. */
static void
report_error(ImportTable *reader, const GError *error)
{
    import_table_report(reader, CHA_SEVERITY_ERROR, 0, g_strdup(error->message), NULL);
}

static void
note_other_sheets(ImportTable *reader)
{
    const GPtrArray *others = row_source_other_sheets(reader->source);
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; others != NULL && i < others->len; i++) {
        const char *name = g_ptr_array_index(others, i);

        if (!own_marks_is_own_sheet(name))
            g_string_append_printf(names, "%s\"%s\"", names->len > 0 ? _(", ") : "", name);
    }
    if (names->len == 0)
        return;
    import_table_report(reader, CHA_SEVERITY_NOTE, 0,
                        g_strdup_printf(_("other sheets have content, and are left out: %s"), names->str),
                        g_strdup(_("to read one of them, write FILE#SHEET")));
}

ImportTable *
import_table_from_source(const TitleKnowledge *knowledge, RowSource *source, const char *path, guint file,
                         IssueLog *log)
{
    g_autoptr(ImportTable) reader = g_new0(ImportTable, 1);
    g_autoptr(GError) error = NULL;

    reader->knowledge = *knowledge;
    reader->kind = knowledge->kind;
    reader->path = g_strdup(path);
    reader->file = file;
    reader->log = log;
    reader->source = source;
    for (guint c = 0; c < N_FILE_COLUMNS; c++)
        reader->indices[c] = -1;
    note_other_sheets(reader);
    if (import_table_find_header(reader, &error) && import_table_read_header(reader, &error))
        return g_steal_pointer(&reader);
    if (error != NULL)
        report_error(reader, error);
    return NULL;
}

ImportTable *
import_table_new(const ColumnNames *names, const Kind *kind, Decoder *decoder, const char *path, guint file,
                 IssueLog *log)
{
    TitleKnowledge knowledge = {.kind = kind, .names = names};

    return import_table_from_source(&knowledge, row_source_from_text(decoder), path, file, log);
}

ImportTable *
import_table_open(const TitleKnowledge *knowledge, const char *path, guint file, IssueLog *log)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file_path = row_source_file(path);
    RowSource *source = row_source_open(path, &error);
    Place place = {.file = file, .path = path};

    if (source != NULL)
        return import_table_from_source(knowledge, source, file_path, file, log);
    issue_log_add(log, CHA_SEVERITY_ERROR, &place, g_strdup(error->message), NULL);
    return NULL;
}

void
import_table_free(ImportTable *reader)
{
    if (reader == NULL)
        return;
    row_source_free(reader->source);
    table_header_clear(&reader->header);
    g_free(reader->path);
    g_free(reader);
}

const TableHeader *
import_table_header(const ImportTable *reader)
{
    return &reader->header;
}

char *
import_table_remedy(const ImportTable *reader, guint column)
{
    return table_header_remedy(&reader->header, column);
}

gboolean
import_table_is_header(const ImportTable *reader, const ImportRow *row)
{
    guint n_titles = 0;

    for (guint c = 0; c < N_FILE_COLUMNS; c++) {
        if (row->cells[c] == NULL || text_is_blank(row->cells[c]))
            continue;
        if (column_names_find(reader->knowledge.names, row->cells[c]) != (int)c)
            return FALSE;
        n_titles++;
    }
    return n_titles > 1;
}

gboolean
import_table_has(const ImportTable *reader, guint column)
{
    return reader->indices[import_table_giver(reader, column)] >= 0;
}

static const char *
find_fault(const ImportTable *reader, const SourceRow *row)
{
    if (row->has_stray_text)
        return _("text stands behind a closing quote");
    if (row->marks != NULL)
        return NULL; /* in a sheet no separator is missing: it is a column without a title */
    for (guint i = reader->header.n_titles; i < row->n_cells; i++) {
        if (!text_is_blank(row->cells[i]))
            return _("the row has more cells than the header");
    }
    return NULL;
}

/* What files for spreadsheets have in front of texts that look like formulas. */
static void
skip_formula_mark(ImportRow *row, guint column)
{
    char *cell = row->cells[column];
    char *behind = *cell == '\'' ? text_skip_formula_mark(cell) : cell;

    row->cells[column] = behind;
    row->lengths[column] -= (gsize)(behind - cell);
}

/* A template's example is no record. */
static gboolean
is_example(ImportTable *reader, const SourceRow *row)
{
    if (row->n_cells == 0 || !own_marks_is_example(row->cells[0]))
        return FALSE;
    import_table_report(reader, CHA_SEVERITY_NOTE, row->number,
                        g_strdup(_("an example, and no record; it is left out")), NULL);
    return TRUE;
}

gboolean
import_table_next(ImportTable *reader, const ImportRow **ret_row)
{
    g_autoptr(GError) error = NULL;
    ImportRow *row = &reader->row;
    const SourceRow *source_row = NULL;

    do {
        if (!row_source_next(reader->source, &source_row, &error)) {
            report_error(reader, error);
            return FALSE;
        }
        if (source_row == NULL) {
            *ret_row = NULL;
            return TRUE;
        }
    } while (source_row_is_blank(source_row) || is_example(reader, source_row));

    row->number = source_row->number;
    row->fault = source_row->n_cells > reader->header.n_titles || source_row->has_stray_text
                     ? find_fault(reader, source_row)
                     : NULL;
    for (guint c = 0; c < N_FILE_COLUMNS; c++) {
        static char blank[1];
        int index = reader->indices[c];

        if (index < 0)
            continue; /* stays NULL */
        row->cells[c] = (guint)index < source_row->n_cells ? source_row->cells[index] : blank;
        row->lengths[c] = (guint)index < source_row->n_cells ? source_row->lengths[index] : 0;
        row->marks[c] = CELL_FINE;
        skip_formula_mark(row, c);
        row->repeats_above[c] = FALSE;
        if (source_row->marks != NULL && (guint)index < source_row->n_cells) {
            row->marks[c] = (guint8)CELL_MARK(source_row->marks[index]);
            row->repeats_above[c] = (source_row->marks[index] & CELL_REPEATS_ABOVE) != 0;
        }
    }
    *ret_row = row;
    return TRUE;
}

Place
import_table_place(const ImportTable *reader, guint64 row, int column, const char *value)
{
    Place place = {.file = reader->file,
                   .path = reader->path,
                   .sheet = row_source_sheet(reader->source),
                   .row = row,
                   .value = value};

    if (column >= 0) {
        int in_file = import_table_giver(reader, (guint)column);

        place.position = (guint)MAX(reader->indices[in_file], 0);
        place.title = reader->indices[in_file] >= 0 ? import_table_title(reader, in_file)
                                                    : reader->kind->columns[column].name;
    }
    return place;
}

guint64
import_table_position(const ImportTable *reader)
{
    return row_source_position(reader->source);
}

guint64
import_table_size(const ImportTable *reader)
{
    return row_source_size(reader->source);
}
