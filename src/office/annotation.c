#include "office/annotation.h"

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/table/own-marks.h"

#include <choucha/error.h>
#include <string.h>

/* The column of plans that accepts the questions of a row. */
static const char ACCEPT[] = "accept";

void
annotation_clear(Annotation *annotation)
{
    g_clear_pointer(&annotation->file, g_free);
    g_clear_pointer(&annotation->source, row_source_free);
    g_clear_pointer(&annotation->titles, g_free);
    g_clear_pointer(&annotation->issues, g_hash_table_unref);
}

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
        if (g_strcmp0(use->column, ACCEPT) == 0) {
            annotation->had_accept = TRUE;
            annotation->accept_column = use->position;
        }
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

        if (issue->severity == CHA_SEVERITY_NOTE || issue->row == 0 ||
            !is_here(annotation, issue->path, issue->sheet))
            continue;
        annotation->has_questions = annotation->has_questions || issue->severity == CHA_SEVERITY_QUESTION;
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
        }
        annotation->n_header = c + 1;
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
        annotation->n_header = 0;
        if (!row_source_peek(annotation->source, *at, compare_header, &comparison, error))
            return FALSE;
        if (comparison.n_found != n_titles)
            continue;
        row_source_set_separator(annotation->source, *at);
        return TRUE;
    }
    return fail(annotation, _("has another header than a moment ago"), error);
}

guint
annotation_new_columns(const Annotation *annotation)
{
    return (annotation->had_reasons ? 0U : 1U) +
           (annotation->has_questions && !annotation->had_accept ? 1U : 0U);
}

/* New columns stand behind the header. */
static void
place_new_columns(Annotation *annotation)
{
    if (!annotation->had_reasons)
        annotation->reasons_column = annotation->n_header;
    if (annotation->has_questions && !annotation->had_accept)
        annotation->accept_column = annotation->n_header + annotation_new_columns(annotation) - 1;
}

guint
annotation_place(const Annotation *annotation, guint column)
{
    return column >= annotation->n_header ? column + annotation_new_columns(annotation) : column;
}

/* The column of the file in which an issue is shown: the first one that has a
 * meaning, if its title is not in the file. */
static guint
place_of_issue(const Annotation *annotation, const ChaIssue *issue)
{
    for (guint c = 0; issue->column != NULL && c < annotation->n_titles; c++) {
        if (g_strcmp0(annotation->titles[c], issue->column) == 0)
            return c;
    }
    return annotation->first_column;
}

const ChaIssue *
annotation_find(const Annotation *annotation, const GPtrArray *issues, guint column)
{
    const ChaIssue *found = NULL;

    for (guint i = 0; issues != NULL && i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);

        if (place_of_issue(annotation, issue) != column)
            continue;
        if (issue->severity == CHA_SEVERITY_ERROR)
            return issue;
        found = found != NULL ? found : issue;
    }
    return found;
}

const GPtrArray *
annotation_issues(const Annotation *annotation, guint64 row)
{
    return g_hash_table_lookup(annotation->issues, &row);
}

gboolean
annotation_open(Annotation *annotation, const char *path, const ChaImportReport *report, GError **error)
{
    annotation->report = report;
    annotation->source = row_source_open(path, error);
    if (annotation->source == NULL)
        return FALSE;
    annotation->file = row_source_file(path);
    annotation->sheet_name = row_source_sheet(annotation->source);
    if (!take_titles(annotation, error) || !find_header(annotation, error))
        return FALSE;
    take_issues(annotation);
    place_new_columns(annotation);
    return TRUE;
}
