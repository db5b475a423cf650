#include "cli/commands.h"
#include "cli/language.h"
#include "cli/table-output.h"

#include <choucha/reporting.h>

typedef struct {
    gint year;
    char *campaign;
    guint group;
    TableOptions table;
} CoverageValues;

/* In the order of ChaCoverageGroup. */
static const char *const GROUPS[] = {"all", "department", "district", "risk", "item", NULL};

static const Option COVERAGE_OPTIONS[] = {
    {"year", '\0', OPTION_YEAR, offsetof(CoverageValues, year), FALSE, "YYYY", N_("report on a year"), NULL},
    {"campaign", '\0', OPTION_TEXT, offsetof(CoverageValues, campaign), FALSE, "CAMPAIGN",
     N_("report on a campaign"), NULL},
    {"by-group", '\0', OPTION_CHOICE, offsetof(CoverageValues, group), FALSE, "department|district|risk|item",
     N_("a table for each of these"), GROUPS},
    TABLE_FORMAT_OPTION(CoverageValues, table),
    TABLE_ENCODING_OPTION(CoverageValues, table),
    TABLE_PATH_OPTION(CoverageValues, table),
    {.name = NULL},
};

static Answer
run_coverage(Session *session, gconstpointer data, char **operands, GError **error)
{
    const CoverageValues *values = data;
    g_autoptr(ChaStore) store = NULL;
    g_autoptr(Output) output = NULL;
    ChaTableFormat format = CHA_TABLE_TERMINAL;

    (void)operands;
    if ((values->year != 0) == (values->campaign != NULL)) {
        g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                            _("give either --year YYYY or --campaign CAMPAIGN"));
        return ANSWER_FAILED;
    }
    if (!table_options_read(&values->table, &format, error))
        return ANSWER_FAILED;
    store = session_open(session, SESSION_READ, error);
    if (store == NULL)
        return ANSWER_FAILED;
    output = table_options_open(&values->table, error);
    if (output == NULL ||
        !cha_coverage(store, values->year, values->campaign, (ChaCoverageGroup)values->group, format,
                      output_write, output, error) ||
        !output_finish(output, error))
        return ANSWER_FAILED;
    return ANSWER_GOOD;
}

const Command coverage_command = {
    .name = "coverage",
    .group = GROUP_REPORT,
    .summary = N_("report what a year or a campaign covered"),
    .description = N_("Writes ratios with numerator, denominator and unit: departments with plans and\n"
                      "in joint inspection, joint plans, items, targets and inspectors, visits done,\n"
                      "results published in time, visits saved by merging. Either --year or --campaign\n"
                      "is needed."),
    .example = "coverage --year 2027 --by-group department --format csv",
    .options = COVERAGE_OPTIONS,
    .values_size = sizeof(CoverageValues),
    .run = run_coverage,
};
