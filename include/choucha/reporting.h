/* What was covered: ratios with numerators and denominators. */
#pragma once

#include <choucha/output.h>
#include <choucha/store.h>

G_BEGIN_DECLS

/**
 * ChaCoverageGroup:
 * @CHA_COVERAGE_ALL: one table for everything
 * @CHA_COVERAGE_BY_DEPARTMENT: a table for each department
 * @CHA_COVERAGE_BY_DISTRICT: for each district of the registry
 * @CHA_COVERAGE_BY_RISK: for each risk class
 * @CHA_COVERAGE_BY_ITEM: for each item of the list
 */
typedef enum {
    CHA_COVERAGE_ALL,
    CHA_COVERAGE_BY_DEPARTMENT,
    CHA_COVERAGE_BY_DISTRICT,
    CHA_COVERAGE_BY_RISK,
    CHA_COVERAGE_BY_ITEM,
} ChaCoverageGroup;

/**
 * cha_coverage:
 * @store: the store
 * @year: the year to report on; ignored when @campaign is given
 * @campaign: (nullable): the campaign to report on
 * @group: by what to divide
 * @format: how to write the table
 * @write: takes the table
 * @data: for @write
 * @error: return location for an error
 *
 * Writes the ratios of a year or of a campaign. Percentages have two decimals,
 * half up, by integer arithmetic.
 *
 * Errors: %CHA_ERROR_NOT_FOUND when @campaign is no name of a campaign or
 * there is nothing due in it.
 */
gboolean cha_coverage(ChaStore *store, gint year, const char *campaign, ChaCoverageGroup group,
                      ChaTableFormat format, ChaWriter write, gpointer data,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
