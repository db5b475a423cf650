#include "base/issue.h"

#include "base/i18n.h"

#include <inttypes.h>

ChaIssue *
issue_new(ChaSeverity severity, const char *path, char *rule, char *remedy)
{
    ChaIssue *issue = g_new0(ChaIssue, 1);

    issue->severity = severity;
    issue->path = g_strdup(path);
    issue->rule = rule;
    issue->remedy = remedy;
    return issue;
}

void
cha_issue_free(ChaIssue *issue)
{
    if (issue == NULL)
        return;
    g_free(issue->path);
    g_free(issue->sheet);
    g_free(issue->column);
    g_free(issue->value);
    g_free(issue->rule);
    g_free(issue->remedy);
    g_free(issue);
}

char *
cha_issue_text(const ChaIssue *issue)
{
    g_autoptr(GString) text = g_string_new(issue->path);

    if (issue->sheet != NULL)
        g_string_append_printf(text, "#%s", issue->sheet);
    g_string_append(text, _(": "));
    if (issue->row > 0 && issue->column != NULL)
        g_string_append_printf(text, _("row %" PRIu64 ", column %s: "), issue->row, issue->column);
    else if (issue->row > 0)
        g_string_append_printf(text, _("row %" PRIu64 ": "), issue->row);
    else if (issue->column != NULL)
        g_string_append_printf(text, _("column %s: "), issue->column);
    if (issue->value != NULL && *issue->value != '\0')
        g_string_append_printf(text, _("\"%s\": "), issue->value);
    g_string_append(text, issue->rule);
    if (issue->remedy != NULL)
        g_string_append_printf(text, _("; %s"), issue->remedy);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

GPtrArray *
issues_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)cha_issue_free);
}

gboolean
issues_have_errors(GPtrArray *issues)
{
    for (guint i = 0; i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);

        if (issue->severity == CHA_SEVERITY_ERROR)
            return TRUE;
    }
    return FALSE;
}
