#include <choucha/reporting.h>

#include "base/i18n.h"
#include "domain/coverage.h"
#include "domain/quarter.h"
#include "exchange/table/table-writer.h"
#include "office/coverage-scope.h"
#include "store/campaign-store.h"

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
write_row(const Report *report, const char *group, const char *title, Ratio ratio, const char *unit,
          GError **error)
{
    g_autofree char *numerator = g_strdup_printf("%" G_GUINT64_FORMAT, ratio.numerator);
    g_autofree char *denominator = g_strdup_printf("%" G_GUINT64_FORMAT, ratio.denominator);
    g_autofree char *percent = ratio_percent(ratio);
    g_autofree char *bar = report->for_people ? bar_of(ratio) : NULL;
    const char *const texts[G_N_ELEMENTS(GROUPED_COLUMNS)] = {
        group, title, numerator, denominator, percent, unit, bar,
    };

    return table_writer_add(report->writer, report->grouped ? texts : texts + 1, error);
}

static gboolean
write_ratio(const Report *report, const char *group, RatioName name, Ratio ratio, GError **error)
{
    return write_row(report, group, report->for_people ? _(ratio_title(name)) : ratio_name(name), ratio,
                     report->for_people ? _(ratio_unit_title(name)) : ratio_unit(name), error);
}

/* How often the campaigns were committed, and how often that came to nothing: no
 * ratio of the interface, but what people should see. */
static gboolean
write_attempts(const Report *report, ChaStore *store, gint year, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);
    Quarter meant = 0;
    Ratio ratio = {0, 0};
    guint attempt = 0;

    if (campaigns == NULL)
        return FALSE;
    if (campaign != NULL && !campaign_name_parse(campaign, &meant, &attempt))
        return TRUE;
    for (guint i = 0; i < campaigns->len; i++) {
        const Campaign *recorded = g_ptr_array_index(campaigns, i);
        Quarter quarter = 0;

        if (!quarter_from_text(recorded->quarter, &quarter) ||
            (campaign != NULL ? quarter != meant : quarter_year(quarter) != year))
            continue;
        ratio.denominator++;
        ratio.numerator += recorded->state == CAMPAIGN_VOID ? 1 : 0;
    }
    return write_row(report, "", _("attempts made void"), ratio, _("attempts"), error);
}

/* Joint plans that were accepted are counted plan by plan above. */
static gboolean
write_joined(const Report *report, const CoverageScope *scope, GError **error)
{
    guint joint = 0, single = 0;

    coverage_scope_count_joined(scope, &joint, &single);
    return single == 0 || write_row(report, "", _("joint plans made of single plans"), (Ratio){joint, single},
                                    _("plans"), error);
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
    return write_groups(&report, scope, error) &&
           (!has_bars || report.grouped ||
            (write_joined(&report, scope, error) && write_attempts(&report, store, year, campaign, error))) &&
           table_writer_finish(writer, error);
}
