#include "exchange/import-table.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/own-marks.h"

#include <inttypes.h>
#include <string.h>

struct ImportTable {
    TitleKnowledge knowledge;
    const Kind *kind;
    char *path;
    guint file;
    IssueLog *log;
    RowSource *source;
    TableHeader header;
    int indices[N_FILE_COLUMNS]; /* where in the row; -1: not in the file */
    ImportRow row;
};

/* An issue of the whole file, or of one of its rows. */
static void
report(ImportTable *reader, ChaSeverity severity, guint64 row, char *rule, char *remedy)
{
    Place place = import_table_place(reader, row, -1, NULL);

    issue_log_add(reader->log, severity, &place, rule, remedy);
}

static gboolean
find_header(ImportTable *reader, GError **error)
{
    const ColumnNames *names = reader->knowledge.names;

    if (!table_header_find(&reader->header, reader->source, &reader->knowledge, error))
        return FALSE;
    if (reader->header.row > 0)
        return TRUE;
    if (reader->header.n_seen == 0)
        report(reader, CHA_SEVERITY_ERROR, 0, g_strdup(_("the file is empty")), NULL);
    else
        report(reader, CHA_SEVERITY_ERROR, 0,
               g_strdup_printf(_("none of the first %u rows names a column of \"%s\""), reader->header.n_seen,
                               reader->kind->name),
               g_strdup_printf(_("begin the table with a header, such as \"%s\", \"%s\""),
                               column_names_title(names, 0), column_names_title(names, 1)));
    return FALSE;
}

/* The columns of the kind that @column of the file gives. */
static gboolean
gives(int column, const char *name)
{
    if (column == FILE_COLUMN_PERIOD)
        return strcmp(name, "start") == 0 || strcmp(name, "end") == 0;
    if (column == FILE_COLUMN_SAMPLE_AND_TIMES)
        return strcmp(name, "sample") == 0 || strcmp(name, "times") == 0;
    return FALSE;
}

/* The column of the file that gives @column: itself, or one of two in one. */
static int
giver(const ImportTable *reader, guint column)
{
    if (reader->indices[column] >= 0 || column >= reader->kind->n_columns)
        return (int)column;
    for (int other = FILE_COLUMN_PERIOD; other < N_FILE_COLUMNS; other++) {
        if (reader->indices[other] >= 0 && gives(other, reader->kind->columns[column].name))
            return other;
    }
    return (int)column;
}

/* The title in the file of a column that it has. */
static const char *
title_of(const ImportTable *reader, int column)
{
    return reader->header.titles[reader->indices[column]].title;
}

/* Whether the file has @column by two titles; else @index has it. */
static gboolean
take_column(ImportTable *reader, guint index, int column, const Place *place)
{
    if (reader->indices[column] >= 0) {
        issue_log_add(reader->log, CHA_SEVERITY_ERROR, place,
                      g_strdup_printf(_("means the same as column \"%s\""), title_of(reader, column)),
                      g_strdup(_("keep one of them, give the other a different title, or leave it out with "
                                 "--map TITLE=-")));
        return FALSE;
    }
    reader->indices[column] = (int)index;
    return TRUE;
}

static gboolean
take_title(ImportTable *reader, guint index)
{
    const HeaderTitle *title = &reader->header.titles[index];
    Place place = import_table_place(reader, reader->header.row, -1, NULL);
    const char *name = file_column_name(reader->kind, title->column);
    char *rule = NULL;

    if (title->title == NULL || title->column == COLUMN_LEFT_OUT)
        return TRUE;
    place.position = index;
    place.title = title->title;
    if (title->meaning == TITLE_NOT_NAMED)
        rule = g_strdup_printf(_("\"%s\" has no such column; it is left out"), reader->kind->name);
    else if (title->meaning == TITLE_YIELDS)
        rule = g_strdup_printf(
            _("left out: another title means \"%s\" as well, and more exactly or before it"), name);
    else if (title->meaning == TITLE_NAMED_LOOSELY)
        rule = g_strdup_printf(_("understood as \"%s\""), name);
    if (rule != NULL)
        issue_log_add(reader->log, CHA_SEVERITY_NOTE, &place, rule, NULL);
    if (title->meaning == TITLE_NOT_NAMED || title->meaning == TITLE_YIELDS)
        return TRUE;
    return take_column(reader, index, title->column, &place);
}

/* A column may not also be given by one that holds two. */
static gboolean
check_giver(ImportTable *reader, int both)
{
    for (guint c = 0; c < reader->kind->n_columns && reader->indices[both] >= 0; c++) {
        if (reader->indices[c] < 0 || !gives(both, reader->kind->columns[c].name))
            continue;
        report(reader, CHA_SEVERITY_ERROR, reader->header.row,
               g_strdup_printf(_("columns \"%s\" and \"%s\" mean the same"), title_of(reader, both),
                               title_of(reader, (int)c)),
               g_strdup(_("keep one of them, or give the other a different title")));
        return FALSE;
    }
    return TRUE;
}

/* The columns without which no row is of use. Plans without names get some, but
 * must then have what names are made of. */
static gboolean
is_needed(const ImportTable *reader, guint column)
{
    const char *name = reader->kind->columns[column].name;

    if (reader->kind->kind != CHA_KIND_PLANS || reader->indices[0] >= 0)
        return column < reader->kind->n_keys;
    return (strcmp(name, "initiator") == 0 && reader->header.captions->len == 0) ||
           strcmp(name, "sample") == 0;
}

/* Whether a plan table without names is one at all: it says what is inspected. */
static gboolean
is_plan_table(const ImportTable *reader)
{
    return reader->kind->kind == CHA_KIND_PLANS &&
           (import_table_has(reader, (guint)kind_find_column(reader->kind, "items")) ||
            import_table_has(reader, (guint)kind_find_column(reader->kind, "title")));
}

static gboolean
check_keys(ImportTable *reader)
{
    gboolean needs_key = !is_plan_table(reader);

    for (guint c = 0; c < reader->kind->n_columns; c++) {
        g_autoptr(GString) there = g_string_new(NULL);

        if (import_table_has(reader, c) || !(needs_key ? c < reader->kind->n_keys : is_needed(reader, c)))
            continue;
        for (guint i = 0; i < reader->header.n_titles; i++) {
            if (reader->header.titles[i].title != NULL)
                g_string_append_printf(there, "%s\"%s\"", there->len > 0 ? ", " : "",
                                       reader->header.titles[i].title);
        }
        report(reader, CHA_SEVERITY_ERROR, reader->header.row,
               g_strdup_printf(_("column \"%s\" (%s) is missing; there is %s"), reader->kind->columns[c].name,
                               column_names_title(reader->knowledge.names, c), there->str),
               import_table_remedy(reader, c));
        return FALSE;
    }
    return TRUE;
}

/* That a mapping was taken from an earlier import is said, once. */
static void
note_remembered(ImportTable *reader)
{
    g_autoptr(GString) said = g_string_new(NULL);

    for (guint i = 0; i < reader->header.n_titles; i++) {
        const HeaderTitle *title = &reader->header.titles[i];
        const char *name =
            title->column == COLUMN_LEFT_OUT ? "-" : file_column_name(reader->kind, title->column);

        if (title->meaning == TITLE_REMEMBERED)
            g_string_append_printf(said, "%s%s=%s", said->len > 0 ? ", " : "", title->title, name);
    }
    if (said->len > 0)
        report(reader, CHA_SEVERITY_NOTE, reader->header.row,
               g_strdup_printf(_("columns are named as they were with --map before: %s"), said->str),
               g_strdup(_("--no-map leaves that aside")));
}

static gboolean
read_header(ImportTable *reader, GError **error)
{
    const SourceRow *header = NULL;
    gboolean is_right = TRUE;

    do {
        if (!row_source_next(reader->source, &header, error))
            return FALSE;
    } while (header != NULL && header->number < reader->header.last_row);
    g_assert(header != NULL); /* it was seen before */
    for (guint i = 0; i < reader->header.n_titles; i++)
        is_right = take_title(reader, i) && is_right;
    for (int both = FILE_COLUMN_PERIOD; both < N_FILE_COLUMNS; both++)
        is_right = check_giver(reader, both) && is_right;
    note_remembered(reader);
    return check_keys(reader) && is_right;
}

/* What the reading of bytes and rows refuses, as an issue of the file. */
static void
report_error(ImportTable *reader, const GError *error)
{
    report(reader, CHA_SEVERITY_ERROR, 0, g_strdup(error->message), NULL);
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
    report(reader, CHA_SEVERITY_NOTE, 0,
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
    if (find_header(reader, &error) && read_header(reader, &error))
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
    return reader->indices[giver(reader, column)] >= 0;
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
    report(reader, CHA_SEVERITY_NOTE, row->number, g_strdup(_("an example, and no record; it is left out")),
           NULL);
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
        int in_file = giver(reader, (guint)column);

        place.position = (guint)MAX(reader->indices[in_file], 0);
        place.title =
            reader->indices[in_file] >= 0 ? title_of(reader, in_file) : reader->kind->columns[column].name;
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
