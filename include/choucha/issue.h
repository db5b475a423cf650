/* What is wrong inside an input file, at a place that a person can find. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ChaSeverity:
 * @CHA_SEVERITY_NOTE: worth knowing; the row is stored
 * @CHA_SEVERITY_ERROR: the row cannot be stored as it is
 * @CHA_SEVERITY_QUESTION: it was read in one of several ways, and is stored so;
 *   a plan cannot be committed before somebody accepts it
 */
typedef enum {
    CHA_SEVERITY_NOTE,
    CHA_SEVERITY_ERROR,
    CHA_SEVERITY_QUESTION,
} ChaSeverity;

/**
 * ChaIssue:
 * @severity: whether the row can be stored
 * @path: the file, as the caller named it
 * @sheet: (nullable): the sheet of a workbook
 * @row: row as a spreadsheet counts it, the first being 1; 0 for the whole file
 * @column: (nullable): title of the column as the file has it, or %NULL when
 *   the whole row is meant
 * @value: (nullable): the text of the cell as it stands in the file
 * @rule: what is not as it should be, a phrase in the user's language
 * @remedy: (nullable): what to do about it, a phrase in the user's language
 *
 * One thing wrong, or worth knowing, in an input file.
 */
typedef struct {
    ChaSeverity severity;
    char *path;
    char *sheet;
    guint64 row;
    char *column;
    char *value;
    char *rule;
    char *remedy;
} ChaIssue;

/**
 * cha_issue_free:
 * @issue: (transfer full) (nullable): an issue
 */
void cha_issue_free(ChaIssue *issue);

/**
 * cha_issue_text:
 * @issue: an issue
 *
 * Returns: (transfer full): one line for people: file, sheet, row, column,
 *   value, rule and remedy, as far as the issue has them
 */
char *cha_issue_text(const ChaIssue *issue) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChaIssue, cha_issue_free)

G_END_DECLS
