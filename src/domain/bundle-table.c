#include "domain/bundle-table.h"

static const TableForm FORMS[] = {
    [BUNDLE_PARAMS] =
        {
            .name = "params.csv",
            .columns = {{"name", CELL_IDENTIFIER}, {"value", CELL_TEXT}},
            .n_columns = 2,
            .n_keys = 1,
            .is_sorted = TRUE,
        },
    /* In the order in which seed.txt has them. */
    [BUNDLE_SOURCES] =
        {
            .name = "sources.csv",
            .columns = {{"source", CELL_IDENTIFIER}, {"description", CELL_TEXT}},
            .n_columns = 2,
            .n_keys = 1,
        },
    [BUNDLE_PLANS] =
        {
            .name = "plans.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"title", CELL_TEXT},
                        {"start", CELL_DAY},
                        {"end", CELL_DAY},
                        {"merge", CELL_TEXT},
                        {"tickets", CELL_TEXT}},
            .n_columns = 6,
            .n_keys = 1,
            .is_sorted = TRUE,
        },
    [BUNDLE_POOLS] =
        {
            .name = "pools.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"pool", CELL_IDENTIFIER},
                        {"population", CELL_NUMBER},
                        {"sample", CELL_NUMBER},
                        {"reserve", CELL_NUMBER}},
            .n_columns = 5,
            .n_keys = 2,
            .is_sorted = TRUE,
        },
    [BUNDLE_STRATA] =
        {
            .name = "strata.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"stratum", CELL_STRATUM},
                        {"pool", CELL_IDENTIFIER},
                        {"population", CELL_NUMBER}},
            .n_columns = 4,
            .n_keys = 2,
            .is_sorted = TRUE,
        },
    [BUNDLE_FRAME] =
        {
            .name = "frames/",
            .columns = {{"target", CELL_IDENTIFIER},
                        {"stratum", CELL_STRATUM},
                        {"district", CELL_IDENTIFIER_OR_EMPTY}},
            .n_columns = 3,
            .n_keys = 1,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_SEATS] =
        {
            .name = "seats.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"department", CELL_IDENTIFIER},
                        {"seats", CELL_NUMBER},
                        {"qualifications", CELL_LIST}},
            .n_columns = 4,
            .n_keys = 2,
            .is_sorted = TRUE,
        },
    [BUNDLE_INSPECTORS] =
        {
            .name = "inspectors.csv",
            .columns = {{"inspector", CELL_IDENTIFIER},
                        {"department", CELL_IDENTIFIER},
                        {"qualifications", CELL_LIST},
                        {"districts", CELL_LIST}},
            .n_columns = 4,
            .n_keys = 1,
            .is_sorted = TRUE,
        },
    [BUNDLE_RECUSALS] =
        {
            .name = "recusals.csv",
            .columns = {{"inspector", CELL_IDENTIFIER}, {"target", CELL_IDENTIFIER}},
            .n_columns = 2,
            .n_keys = 2,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_EXCLUSIONS] =
        {
            .name = "exclusions.csv",
            .columns = {{"plan", CELL_IDENTIFIER}, {"target", CELL_IDENTIFIER}, {"rule", CELL_TEXT}},
            .n_columns = 3,
            .n_keys = 3,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_DECLINED] =
        {
            .name = "declined.csv",
            .columns = {{"target", CELL_IDENTIFIER}},
            .n_columns = 1,
            .n_keys = 1,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_SIZES] =
        {
            .name = "sizes.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"stratum", CELL_STRATUM},
                        {"population", CELL_NUMBER},
                        {"sample", CELL_NUMBER},
                        {"reserve", CELL_NUMBER}},
            .n_columns = 5,
            .n_keys = 2,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_SELECTION] =
        {
            .name = "selection.csv",
            .columns = {{"plan", CELL_IDENTIFIER},
                        {"stratum", CELL_STRATUM},
                        {"rank", CELL_NUMBER},
                        {"role", CELL_TEXT},
                        {"target", CELL_IDENTIFIER},
                        {"ticket", CELL_TEXT}},
            .n_columns = 6,
            .n_keys = 3,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_VISITS] =
        {
            .name = "visits.csv",
            .columns = {{"visit", CELL_TEXT},
                        {"target", CELL_IDENTIFIER},
                        {"start", CELL_DAY},
                        {"end", CELL_DAY},
                        {"plans", CELL_LIST}},
            .n_columns = 5,
            .n_keys = 1,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
    [BUNDLE_TEAMS] =
        {
            .name = "teams.csv",
            .columns = {{"visit", CELL_TEXT},
                        {"department", CELL_IDENTIFIER},
                        {"seat", CELL_NUMBER},
                        {"inspector", CELL_TEXT},
                        {"ticket", CELL_TEXT}},
            .n_columns = 5,
            .n_keys = 3,
            .is_sorted = TRUE,
            .is_streamed = TRUE,
        },
};

const TableForm *
bundle_table(BundleTable table)
{
    return &FORMS[table];
}

void
bundle_table_append_header(GString *text, BundleTable table)
{
    const TableForm *form = &FORMS[table];

    for (guint i = 0; i < form->n_columns; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : ",", form->columns[i].title);
    g_string_append_c(text, '\n');
}
