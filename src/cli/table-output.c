#include "cli/table-output.h"

#include "cli/language.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *const TABLE_FORMATS[] = {"auto", "table", "csv", "json", "excel-csv", "xlsx", NULL};
const char *const TABLE_ENCODINGS[] = {"utf-8", "gb18030", NULL};

/* How files end that a table is written to. */
static const struct {
    const char *ending;
    ChaTableFormat format;
} ENDINGS[] = {
    {".csv", CHA_TABLE_SPREADSHEET},
    {".json", CHA_TABLE_JSON},
    {".xlsx", CHA_TABLE_WORKBOOK},
};

/* What people may expect and would open in vain. */
static const char *const OTHER_ENDINGS[] = {".xls", ".xlsb", ".xlsm", ".et", ".ods"};

static gboolean
ends(const char *path, const char *ending)
{
    gsize length = strlen(path);
    gsize ending_length = strlen(ending);

    return length > ending_length && g_ascii_strcasecmp(path + length - ending_length, ending) == 0;
}

static gboolean
fail(GError **error, const char *text)
{
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED, text);
    return FALSE;
}

static gboolean
format_of_path(const char *path, ChaTableFormat *ret_format, GError **error)
{
    *ret_format = CHA_TABLE_TERMINAL;
    for (gsize i = 0; i < G_N_ELEMENTS(OTHER_ENDINGS); i++) {
        if (ends(path, OTHER_ENDINGS[i]))
            return fail(error, _("workbooks are written as .xlsx; give FILE that ending"));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        if (ends(path, ENDINGS[i].ending))
            *ret_format = ENDINGS[i].format;
    }
    return TRUE;
}

static gboolean
is_stdout(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static gboolean
check_terminal(const char *path, GError **error)
{
    if (!is_stdout(path) || !isatty(STDOUT_FILENO))
        return TRUE;
    return fail(error, _("a workbook is nothing for a terminal; give -o FILE.xlsx"));
}

gboolean
table_check_workbook(const char *path, GError **error)
{
    if (!is_stdout(path) && !ends(path, ".xlsx"))
        return fail(error, _("workbooks are written as .xlsx; give FILE that ending"));
    return check_terminal(path, error);
}

gboolean
table_options_read(const TableOptions *options, ChaTableFormat *ret_format, GError **error)
{
    ChaTableFormat format = CHA_TABLE_TERMINAL;

    if (options->format > 0)
        format = (ChaTableFormat)(options->format - 1);
    else if (!is_stdout(options->path) && !format_of_path(options->path, &format, error))
        return FALSE;
    if (options->encoding > 0 && format != CHA_TABLE_CSV && format != CHA_TABLE_SPREADSHEET)
        return fail(error, _("--encoding is for CSV"));
    if (format == CHA_TABLE_WORKBOOK && !check_terminal(options->path, error))
        return FALSE;
    *ret_format = format;
    return TRUE;
}

Output *
table_options_open(const TableOptions *options, GError **error)
{
    g_autoptr(Output) output = output_new(options->path, error);

    if (output == NULL)
        return NULL;
    if (options->encoding > 0 && !output_set_encoding(output, "GB18030", error))
        return NULL;
    return g_steal_pointer(&output);
}
