#include "cli/annotation.h"

#include "cli/language.h"
#include "cli/table-output.h"

#include <string.h>
#include <sys/stat.h>

static gboolean
is_file(const char *path, const struct stat *status)
{
    struct stat other;

    return stat(path, &other) == 0 && other.st_dev == status->st_dev && other.st_ino == status->st_ino;
}

/* @input may be FILE#SHEET. */
static gboolean
is_input(const char *input, const struct stat *status)
{
    if (is_file(input, status))
        return TRUE;
    for (const char *at = strchr(input, '#'); at != NULL; at = strchr(at + 1, '#')) {
        g_autofree char *file = g_strndup(input, (gsize)(at - input));

        if (is_file(file, status))
            return TRUE;
    }
    return FALSE;
}

gboolean
annotation_check(const char *path, const char *const *inputs, GError **error)
{
    struct stat status;

    if (path == NULL)
        return TRUE;
    if (inputs == NULL) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("--annotate is for tables, and not for calendars"));
        return FALSE;
    }
    if (!table_check_workbook(path, error))
        return FALSE;
    for (guint i = 0; stat(path, &status) == 0 && S_ISREG(status.st_mode) && inputs[i] != NULL; i++) {
        if (!is_input(inputs[i], &status))
            continue;
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                    _("--annotate would write over \"%s\", which is read; give it another name"), path);
        return FALSE;
    }
    return TRUE;
}

static gboolean
has_issues(const ChaImportReport *report, ChaSeverity severity)
{
    for (guint i = 0; i < report->issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(report->issues, i);

        if (issue->severity == severity)
            return TRUE;
    }
    return FALSE;
}

static gboolean
write_workbook(const char *path, const char *const *inputs, const ChaImportReport *report, GError **error)
{
    g_autoptr(Output) output = output_new(path, error);

    return output != NULL && cha_annotate(inputs, report, output_write, output, error) &&
           output_finish(output, error);
}

void
annotation_write(Console *console, const char *path, const char *const *inputs, const ChaImportReport *report)
{
    g_autoptr(GError) error = NULL;
    const gboolean is_wrong = has_issues(report, CHA_SEVERITY_ERROR);

    if (!is_wrong && !has_issues(report, CHA_SEVERITY_QUESTION)) {
        if (path != NULL)
            console_say(console, _("nothing is wrong or in question; \"%s\" is not written"), path);
    } else if (path == NULL) {
        if (console->terminal && report->titles->len > 0)
            console_say(console, _("--annotate FILE.xlsx writes the table with all this marked in it, to be "
                                   "mended and imported again"));
    } else if (write_workbook(path, inputs, report, &error)) {
        console_say(console,
                    is_wrong ? _("\"%s\" shows what is wrong; mend it there, and import it")
                             : _("\"%s\" shows what is in question; accept it there, and import it"),
                    path);
    } else {
        console_warn(console, _("\"%s\" is not written: %s"), path, error->message);
    }
}
