/* Coverage (覆盖率): ratios with numerator, denominator and unit, for one group
 * of a year's or a campaign's plans, visits and registry. Whoever counts adds
 * facts one by one; each fact says how it bears on the ratios. */
#pragma once

#include <glib.h>

typedef enum {
    RATIO_DEPARTMENTS_WITH_PLANS,
    RATIO_DEPARTMENTS_IN_JOINT,
    RATIO_JOINT_PLANS,
    RATIO_JOINT_DRAWINGS,
    RATIO_JOINT_VISITS,
    RATIO_ITEMS_COVERED,
    RATIO_MARKET_ITEMS_COVERED,
    RATIO_TARGETS_DRAWN,
    RATIO_INSPECTORS_DRAWN,
    RATIO_VISITS_DONE,
    RATIO_PUBLISHED_IN_TIME,
    RATIO_PROBLEMS_FOUND,
    RATIO_VISITS_SAVED,
} RatioName;

#define N_RATIOS 13

typedef struct {
    guint64 numerator;
    guint64 denominator;
} Ratio;

typedef struct {
    Ratio ratios[N_RATIOS];
} Coverage;

/* The names of a ratio and its unit in files, never translated. */
const char *ratio_name(RatioName name);
const char *ratio_unit(RatioName name);
/* What a ratio is called for people, to be translated. */
const char *ratio_title(RatioName name);
/* What its unit is called for people, to be translated. */
const char *ratio_unit_title(RatioName name);

/* Counts one more thing: in the denominator, and when it @holds in the
 * numerator too. */
void coverage_count(Coverage *coverage, RatioName name, gboolean holds);
/* A visit that serves plans with @checks departments in all. */
void coverage_count_checks(Coverage *coverage, guint64 checks);

/* The percentage with two decimals, half up, "34.39"; empty when the
 * denominator is 0. Exact for all numbers up to 10^15. */
char *ratio_percent(Ratio ratio);
