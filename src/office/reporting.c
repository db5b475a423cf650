#include <choucha/reporting.h>

#include "base/i18n.h"
#include "domain/coverage.h"
#include "exchange/table-writer.h"
#include "office/coverage-scope.h"

#include <string.h>

enum { BAR_CELLS = 20 };

static const OutputColumn GROUPED_COLUMNS[] = {
    {"group", N_("group"), OUTPUT_TEXT},
    {"ratio", N_("ratio"), OUTPUT_TEXT},
    {"numerator", N_("numerator"), OUTPUT_NUMBER},
    {"denominator", N_("denominator"), OUTPUT_NUMBER},
    {"percent", N_("per cent"), OUTPUT_RATIO},
    {"unit", N_("unit"), OUTPUT_TEXT},
    {"bar", "", OUTPUT_TEXT}, /* for people only */
};

/* A bar of eighths of a cell, so that small ratios can be told apart. */
static char *
bar_of(Ratio ratio)
{
    static const char *const EIGHTHS[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    GString *bar = g_string_new(NULL);
    guint64 eighths;

    if (ratio.denominator == 0)
        return g_string_free(bar, FALSE);
    eighths = MIN(ratio.numerator, ratio.denominator) * BAR_CELLS * 8 / ratio.denominator;
    for (guint64 i = 0; i < eighths / 8; i++)
        g_string_append(bar, "█");
    g_string_append(bar, EIGHTHS[eighths % 8]);
    return g_string_free(bar, FALSE);
}

/* Where the table's columns begin and end among all that there are. */
typedef struct {
    TableWriter *writer;
    gboolean grouped;
    gboolean for_people;
} Report;

static gboolean
write_ratio(const Report *report, const char *group, RatioName name, Ratio ratio, GError **error)
{
    g_autofree char *numerator = g_strdup_printf("%" G_GUINT64_FORMAT, ratio.numerator);
    g_autofree char *denominator = g_strdup_printf("%" G_GUINT64_FORMAT, ratio.denominator);
    g_autofree char *percent = ratio_percent(ratio);
    g_autofree char *bar = report->for_people ? bar_of(ratio) : NULL;
    const char *const texts[G_N_ELEMENTS(GROUPED_COLUMNS)] = {
        group,   report->for_people ? _(ratio_title(name)) : ratio_name(name),      numerator, denominator,
        percent, report->for_people ? _(ratio_unit_title(name)) : ratio_unit(name), bar,
    };

    return table_writer_add(report->writer, report->grouped ? texts : texts + 1, error);
}

static gboolean
write_groups(const Report *report, CoverageScope *scope, GError **error)
{
    for (guint i = 0; i < coverage_scope_n_groups(scope); i++) {
        const char *group = NULL;
        const Coverage *coverage = coverage_scope_group(scope, i, &group);

        for (guint name = 0; name < N_RATIOS; name++) {
            if (!write_ratio(report, group, (RatioName)name, coverage->ratios[name], error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
cha_coverage(ChaStore *store, gint year, const char *campaign, ChaCoverageGroup group, ChaTableFormat format,
             ChaWriter write, gpointer data, GError **error)
{
    g_autoptr(CoverageScope) scope = coverage_scope_new(store, year, campaign, group, error);
    g_autoptr(TableWriter) writer = NULL;
    Report report = {.grouped = group != CHA_COVERAGE_ALL, .for_people = table_format_is_for_people(format)};
    gboolean has_bars = format == CHA_TABLE_TERMINAL;
    const OutputColumn *columns = GROUPED_COLUMNS + (report.grouped ? 0 : 1);
    guint n_columns = (guint)G_N_ELEMENTS(GROUPED_COLUMNS) - (report.grouped ? 0 : 1) - (has_bars ? 0 : 1);

    if (scope == NULL)
        return FALSE;
    writer = table_writer_new(format, columns, n_columns, write, data);
    table_writer_set_title(writer, _("Coverage"));
    report.writer = writer;
    return write_groups(&report, scope, error) && table_writer_finish(writer, error);
}
