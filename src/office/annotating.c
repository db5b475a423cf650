/* What is wrong with tables or a judgement, written into copies of them. */
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/own-marks.h"
#include "exchange/workbook/workbook-text.h"
#include "exchange/workbook/workbook-writer.h"
#include "office/annotation.h"

#include <string.h>

enum { REASONS_WIDTH = 80 };

static gboolean
has_question(const GPtrArray *issues)
{
    for (guint i = 0; i < issues->len; i++) {
        if (((const ChaIssue *)g_ptr_array_index(issues, i))->severity == CHA_SEVERITY_QUESTION)
            return TRUE;
    }
    return FALSE;
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
    for (guint c = annotation->n_header; !annotation->had_reasons && c < row->n_cells; c++)
        has_surplus = has_surplus || !text_is_blank(row->cells[c]);
    return row->has_stray_text || has_surplus;
}

static WorkbookStyle
style_of(const ChaIssue *issue)
{
    if (issue == NULL)
        return STYLE_PROSE;
    return issue->severity == CHA_SEVERITY_QUESTION ? STYLE_QUESTION : STYLE_WRONG;
}

static gboolean
write_cell(Annotation *annotation, const SourceRow *row, guint column, const ChaIssue *issue, GError **error)
{
    char *cell = column < row->n_cells ? text_skip_formula_mark(row->cells[column]) : NULL;
    const char *text = cell != NULL ? cell : "";
    guint place = annotation_place(annotation, column);
    gboolean is_lost = is_beyond_copying(annotation, row, column);
    gboolean is_rounded = row->marks != NULL && cell != NULL && CELL_MARK(row->marks[column]) == CELL_ROUNDED;
    WorkbookStyle style = style_of(issue);
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

/* The cell in which somebody accepts what was asked; what stands there, stays. */
static gboolean
write_accept(Annotation *annotation, const SourceRow *row, const GPtrArray *issues, GError **error)
{
    const char *text = "";

    if (!has_question(issues))
        return TRUE;
    if (annotation->had_accept && annotation->accept_column < row->n_cells)
        text = row->cells[annotation->accept_column];
    return sheet_writer_text(annotation->sheet, row->number, annotation->accept_column, text, STYLE_QUESTION,
                             error);
}

/* Reasons are written anew, and so is the cell that accepts a question. */
static gboolean
is_written_apart(const Annotation *annotation, const GPtrArray *issues, guint column)
{
    return (annotation->had_reasons && column == annotation->reasons_column) ||
           (annotation->had_accept && column == annotation->accept_column && issues != NULL &&
            has_question(issues));
}

static gboolean
write_row(Annotation *annotation, const SourceRow *row, GError **error)
{
    const GPtrArray *issues = annotation_issues(annotation, row->number);

    for (guint c = 0; c < MAX(row->n_cells, annotation->n_titles); c++) {
        if (is_written_apart(annotation, issues, c))
            continue;
        if (!write_cell(annotation, row, c, annotation_find(annotation, issues, c), error))
            return FALSE;
    }
    return issues == NULL || (write_accept(annotation, row, issues, error) &&
                              write_reasons(annotation, row->number, issues, error));
}

static gboolean
write_own_titles(Annotation *annotation, guint64 row, GError **error)
{
    if (!sheet_writer_text(annotation->sheet, row, annotation->reasons_column, own_marks_reasons(),
                           STYLE_HEADER, error))
        return FALSE;
    if (!annotation->has_questions)
        return TRUE;
    if (!annotation->had_accept && !sheet_writer_text(annotation->sheet, row, annotation->accept_column,
                                                      own_marks_accept(), STYLE_HEADER, error))
        return FALSE;
    sheet_writer_comment(annotation->sheet, row, annotation->accept_column,
                         _("yes accepts how the row was read where it is yellow"));
    return TRUE;
}

/* The header and what stands above it. Of merged cells the first has the text. */
static gboolean
write_titles(Annotation *annotation, const SourceRow *row, GError **error)
{
    gboolean is_header = row->number == annotation->header_row;
    WorkbookStyle style = is_header ? STYLE_HEADER : STYLE_TITLE;

    if (is_header)
        sheet_writer_set_header(annotation->sheet, row->number,
                                annotation->n_header + annotation_new_columns(annotation));
    for (guint c = 0; c < row->n_cells; c++) {
        gboolean repeats = row->marks != NULL && (row->marks[c] & CELL_REPEATS_LEFT) != 0;

        if (*row->cells[c] == '\0' || repeats || (annotation->had_reasons && c == annotation->reasons_column))
            continue;
        if (!sheet_writer_text(annotation->sheet, row->number, annotation_place(annotation, c), row->cells[c],
                               style, error))
            return FALSE;
    }
    return !is_header || write_own_titles(annotation, row->number, error);
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
    g_auto(Annotation) annotation = {NULL};
    g_autofree char *name = NULL;

    if (!annotation_open(&annotation, path, report, error))
        return FALSE;
    name = sheet_name(&annotation);
    annotation.sheet = workbook_writer_add_sheet(writer, name);
    sheet_writer_set_widest(annotation.sheet, annotation.reasons_column, REASONS_WIDTH);
    for (guint c = 0; c < annotation.n_titles; c++)
        sheet_writer_set_column(annotation.sheet, annotation_place(&annotation, c), STYLE_PROSE);
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
