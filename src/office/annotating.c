/* What is wrong with tables, written into copies of them. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/own-marks.h"
#include "exchange/row-source.h"
#include "exchange/workbook-text.h"
#include "exchange/workbook-writer.h"

#include <choucha/enrolling.h>
#include <choucha/error.h>
#include <string.h>

enum { REASONS_WIDTH = 80 };

/* One table, and what was found in it. */
typedef struct {
    char *file;
    const char *sheet_name; /* (nullable): of a workbook */
    RowSource *source;
    SheetWriter *sheet;
    guint64 header_row;
    guint n_titles;       /* cells of the header, up to the last that was understood or not */
    const char **titles;  /* of each of these; NULL: none */
    guint first_column;   /* the first that has a meaning: it shows what is wrong with a whole row */
    guint reasons_column; /* where what is wrong is written */
    gboolean had_reasons; /* it was there already, from another time */
    GHashTable *issues;   /* row to GPtrArray of ChaIssue, all borrowed */
    const ChaImportReport *report;
} Annotation;

static void
annotation_clear(Annotation *annotation)
{
    g_clear_pointer(&annotation->file, g_free);
    g_clear_pointer(&annotation->source, row_source_free);
    g_clear_pointer(&annotation->titles, g_free);
    g_clear_pointer(&annotation->issues, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Annotation, annotation_clear)

static gboolean
fail(const Annotation *annotation, const char *rule, GError **error)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, "%s: %s", annotation->file, rule);
    return FALSE;
}

static gboolean
is_here(const Annotation *annotation, const char *file, const char *sheet)
{
    return strcmp(annotation->file, file) == 0 && g_strcmp0(annotation->sheet_name, sheet) == 0;
}

static gboolean
take_titles(Annotation *annotation, GError **error)
{
    const GPtrArray *uses = annotation->report->titles;
    gboolean has_meaning = FALSE;

    for (guint i = 0; i < uses->len; i++) {
        const ChaTitleUse *use = g_ptr_array_index(uses, i);

        if (is_here(annotation, use->path, use->sheet))
            annotation->n_titles = MAX(annotation->n_titles, use->position + 1);
    }
    if (annotation->n_titles == 0)
        return fail(annotation, _("is no table that could be read, and so cannot be annotated"), error);
    annotation->titles = g_new0(const char *, annotation->n_titles);
    for (guint i = 0; i < uses->len; i++) {
        const ChaTitleUse *use = g_ptr_array_index(uses, i);

        if (!is_here(annotation, use->path, use->sheet))
            continue;
        annotation->header_row = use->row;
        annotation->titles[use->position] = use->title;
        if (use->column != NULL && !has_meaning) {
            annotation->first_column = use->position;
            has_meaning = TRUE;
        }
    }
    return TRUE;
}

static void
take_issues(Annotation *annotation)
{
    annotation->issues =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < annotation->report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(annotation->report->issues, i);
        GPtrArray *issues;

        if (issue->severity != CHA_SEVERITY_ERROR || issue->row == 0 ||
            !is_here(annotation, issue->path, issue->sheet))
            continue;
        issues = g_hash_table_lookup(annotation->issues, &issue->row);
        if (issues == NULL) {
            issues = g_ptr_array_new();
            g_hash_table_insert(annotation->issues, (gpointer)&issue->row, issues);
        }
        g_ptr_array_add(issues, (gpointer)issue);
    }
}

/* How many titles are where they were found, with a separator. */
typedef struct {
    Annotation *annotation;
    guint n_found;
    gboolean was_seen;
} Comparison;

static gboolean
compare_header(const SourceRow *row, gpointer data)
{
    Comparison *comparison = data;
    Annotation *annotation = comparison->annotation;

    if (row->number < annotation->header_row)
        return TRUE;
    for (guint c = 0; row->number == annotation->header_row && c < row->n_cells; c++) {
        g_autofree char *title = text_trim(row->cells[c]);

        if (c < annotation->n_titles && g_strcmp0(title, annotation->titles[c]) == 0)
            comparison->n_found++;
        if (own_marks_is_reasons(title)) {
            annotation->had_reasons = TRUE;
            annotation->reasons_column = c;
        } else if (!annotation->had_reasons) {
            annotation->reasons_column = MAX(annotation->reasons_column, c + 1);
        }
    }
    return FALSE;
}

/* The separator with which the header reads as it did. */
static gboolean
find_header(Annotation *annotation, GError **error)
{
    guint n_titles = 0;

    for (guint c = 0; c < annotation->n_titles; c++)
        n_titles += annotation->titles[c] != NULL ? 1 : 0;
    for (const char *at = row_source_separators(annotation->source); *at != '\0'; at++) {
        Comparison comparison = {.annotation = annotation};

        annotation->had_reasons = FALSE;
        annotation->reasons_column = 0;
        if (!row_source_peek(annotation->source, *at, compare_header, &comparison, error))
            return FALSE;
        if (comparison.n_found != n_titles)
            continue;
        row_source_set_separator(annotation->source, *at);
        return TRUE;
    }
    return fail(annotation, _("has another header than a moment ago"), error);
}

/* A new column of reasons stands behind the header; what has no title moves. */
static guint
place_of(const Annotation *annotation, guint column)
{
    return !annotation->had_reasons && column >= annotation->reasons_column ? column + 1 : column;
}

static const ChaIssue *
find_issue(const Annotation *annotation, const GPtrArray *issues, guint column)
{
    for (guint i = 0; issues != NULL && i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);
        const char *title = column < annotation->n_titles ? annotation->titles[column] : NULL;
        guint place = annotation->n_titles; /* where it is shown, if its title is not in the file */

        for (guint c = 0; issue->column != NULL && c < annotation->n_titles && place == annotation->n_titles;
             c++)
            place = g_strcmp0(annotation->titles[c], issue->column) == 0 ? c : place;
        if (place == annotation->n_titles)
            place = annotation->first_column;
        if (place == column && (title != NULL || column == annotation->first_column))
            return issue;
    }
    return NULL;
}

static void
append_reason(GString *text, const ChaIssue *issue)
{
    g_string_append(text, issue->rule);
    if (issue->remedy != NULL)
        g_string_append_printf(text, _("; %s"), issue->remedy);
}

static void
comment_on(Annotation *annotation, guint64 row, guint place, const ChaIssue *issue, const char *cell)
{
    g_autoptr(GString) comment = g_string_new(NULL);

    append_reason(comment, issue);
    if (cell != NULL)
        g_string_append_printf(comment, "\n%s", cell);
    sheet_writer_comment(annotation->sheet, row, place, comment->str);
}

/* What a cell of the copy cannot hold so that it is as wrong as before, it must
 * not hold at all: it becomes #N/A. */
static gboolean
is_beyond_copying(const Annotation *annotation, const SourceRow *row, guint column)
{
    CellMark mark = row->marks != NULL && column < row->n_cells ? CELL_MARK(row->marks[column]) : CELL_FINE;
    gboolean has_surplus = FALSE;

    if ((mark != CELL_FINE && mark != CELL_ROUNDED) ||
        (column < row->n_cells && !workbook_text_fits(row->cells[column])))
        return TRUE;
    if (row->marks != NULL || column != annotation->first_column)
        return FALSE;
    /* Text with a separator too many or a quote too few: its cells are shifted. */
    for (guint c = annotation->reasons_column; !annotation->had_reasons && c < row->n_cells; c++)
        has_surplus = has_surplus || !text_is_blank(row->cells[c]);
    return row->has_stray_text || has_surplus;
}

static gboolean
write_cell(Annotation *annotation, const SourceRow *row, guint column, const ChaIssue *issue, GError **error)
{
    char *cell = column < row->n_cells ? text_skip_formula_mark(row->cells[column]) : NULL;
    const char *text = cell != NULL ? cell : "";
    guint place = place_of(annotation, column);
    gboolean is_lost = is_beyond_copying(annotation, row, column);
    gboolean is_rounded = row->marks != NULL && cell != NULL && CELL_MARK(row->marks[column]) == CELL_ROUNDED;
    WorkbookStyle style = issue != NULL ? STYLE_WRONG : STYLE_PROSE;
    gboolean done;

    if (issue == NULL && *text == '\0')
        return TRUE;
    if (is_lost)
        done = sheet_writer_not_available(annotation->sheet, row->number, place, style, error);
    else if (is_rounded)
        done = sheet_writer_number(annotation->sheet, row->number, place, text, style, error);
    else
        done = sheet_writer_text(annotation->sheet, row->number, place, text, style, error);
    if (done && issue != NULL)
        comment_on(annotation, row->number, place, issue, is_lost ? text : NULL);
    return done;
}

static gboolean
write_reasons(Annotation *annotation, guint64 row, const GPtrArray *issues, GError **error)
{
    g_autoptr(GString) reasons = g_string_new(NULL);

    for (guint i = 0; i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);

        if (i > 0)
            g_string_append_c(reasons, '\n');
        if (issue->column != NULL)
            g_string_append_printf(reasons, _("%s: "), issue->column);
        append_reason(reasons, issue);
    }
    return sheet_writer_text(annotation->sheet, row, annotation->reasons_column, reasons->str, STYLE_REASON,
                             error);
}

static gboolean
write_row(Annotation *annotation, const SourceRow *row, GError **error)
{
    const GPtrArray *issues = g_hash_table_lookup(annotation->issues, &row->number);

    for (guint c = 0; c < MAX(row->n_cells, annotation->n_titles); c++) {
        if (annotation->had_reasons && c == annotation->reasons_column)
            continue;
        if (!write_cell(annotation, row, c, find_issue(annotation, issues, c), error))
            return FALSE;
    }
    return issues == NULL || write_reasons(annotation, row->number, issues, error);
}

/* The header and what stands above it. Of merged cells the first has the text. */
static gboolean
write_titles(Annotation *annotation, const SourceRow *row, GError **error)
{
    gboolean is_header = row->number == annotation->header_row;
    WorkbookStyle style = is_header ? STYLE_HEADER : STYLE_TITLE;

    if (is_header)
        sheet_writer_set_header(annotation->sheet, row->number,
                                MAX(row->n_cells, annotation->reasons_column + 1));
    for (guint c = 0; c < row->n_cells; c++) {
        gboolean repeats = row->marks != NULL && (row->marks[c] & CELL_REPEATS_LEFT) != 0;

        if (*row->cells[c] == '\0' || repeats || (annotation->had_reasons && c == annotation->reasons_column))
            continue;
        if (!sheet_writer_text(annotation->sheet, row->number, place_of(annotation, c), row->cells[c], style,
                               error))
            return FALSE;
    }
    return !is_header || sheet_writer_text(annotation->sheet, row->number, annotation->reasons_column,
                                           own_marks_reasons(), style, error);
}

static gboolean
copy_rows(Annotation *annotation, GError **error)
{
    const SourceRow *row = NULL;

    for (;;) {
        if (!row_source_next(annotation->source, &row, error))
            return FALSE;
        if (row == NULL)
            return TRUE;
        if (row->number <= annotation->header_row ? !write_titles(annotation, row, error)
                                                  : !write_row(annotation, row, error))
            return FALSE;
    }
}

static char *
sheet_name(const Annotation *annotation)
{
    g_autofree char *name = NULL;
    char *ending;

    if (annotation->sheet_name != NULL)
        return g_strdup(annotation->sheet_name);
    name = g_path_get_basename(annotation->file);
    ending = strrchr(name, '.');
    if (ending != NULL && ending != name)
        *ending = '\0';
    return g_utf8_make_valid(name, -1);
}

static gboolean
annotate(const char *path, const ChaImportReport *report, WorkbookWriter *writer, GError **error)
{
    g_auto(Annotation) annotation = {.report = report};
    g_autofree char *name = NULL;

    annotation.source = row_source_open(path, error);
    if (annotation.source == NULL)
        return FALSE;
    annotation.file = row_source_file(path);
    annotation.sheet_name = row_source_sheet(annotation.source);
    if (!take_titles(&annotation, error) || !find_header(&annotation, error))
        return FALSE;
    take_issues(&annotation);
    name = sheet_name(&annotation);
    annotation.sheet = workbook_writer_add_sheet(writer, name);
    sheet_writer_set_widest(annotation.sheet, annotation.reasons_column, REASONS_WIDTH);
    for (guint c = 0; c < annotation.n_titles; c++)
        sheet_writer_set_column(annotation.sheet, place_of(&annotation, c), STYLE_PROSE);
    return copy_rows(&annotation, error);
}

gboolean
cha_annotate(const char *const *paths, const ChaImportReport *report, ChaWriter write, gpointer data,
             GError **error)
{
    g_autoptr(WorkbookWriter) writer = NULL;

    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    g_return_val_if_fail(report != NULL && write != NULL, FALSE);
    g_return_val_if_fail(error == NULL || *error == NULL, FALSE);

    writer = workbook_writer_new(error);
    if (writer == NULL)
        return FALSE;
    for (guint i = 0; paths[i] != NULL; i++) {
        if (!annotate(paths[i], report, writer, error))
            return FALSE;
    }
    return workbook_writer_finish(writer, write, data, error);
}
