#include "domain/coverage.h"

#include "base/i18n.h"

typedef struct {
    const char *name;
    const char *title;
    const char *unit;
    const char *unit_title;
} RatioWords;

static const RatioWords WORDS[N_RATIOS] = {
    [RATIO_DEPARTMENTS_WITH_PLANS] = {"departments_with_plans", N_("departments with plans"), "departments",
                                      N_("departments")},
    [RATIO_DEPARTMENTS_IN_JOINT] = {"departments_in_joint", N_("departments in joint inspection"),
                                    "departments", N_("departments")},
    [RATIO_JOINT_PLANS] = {"joint_plans", N_("joint plans"), "plans", N_("plans")},
    [RATIO_JOINT_DRAWINGS] = {"joint_drawings", N_("joint drawings"), "drawings", N_("drawings")},
    [RATIO_JOINT_VISITS] = {"joint_visits", N_("joint visits"), "visits", N_("visits")},
    [RATIO_ITEMS_COVERED] = {"items_covered", N_("items covered by a plan"), "items", N_("items")},
    [RATIO_MARKET_ITEMS_COVERED] = {"market_items_covered", N_("market items covered by a plan"), "items",
                                    N_("items")},
    [RATIO_TARGETS_DRAWN] = {"targets_drawn", N_("targets drawn"), "targets", N_("targets")},
    [RATIO_INSPECTORS_DRAWN] = {"inspectors_drawn", N_("inspectors drawn"), "inspectors", N_("inspectors")},
    [RATIO_VISITS_DONE] = {"visits_done", N_("visits done"), "visits", N_("visits")},
    [RATIO_PUBLISHED_IN_TIME] = {"published_in_time", N_("results published in time"), "results",
                                 N_("results")},
    [RATIO_PROBLEMS_FOUND] = {"problems_found", N_("visits that found a problem"), "visits", N_("visits")},
    [RATIO_VISITS_SAVED] = {"visits_saved", N_("visits saved by merging"), "checks", N_("checks")},
};

const char *
ratio_name(RatioName name)
{
    return WORDS[name].name;
}

const char *
ratio_unit(RatioName name)
{
    return WORDS[name].unit;
}

const char *
ratio_title(RatioName name)
{
    return WORDS[name].title;
}

const char *
ratio_unit_title(RatioName name)
{
    return WORDS[name].unit_title;
}

void
coverage_count(Coverage *coverage, RatioName name, gboolean holds)
{
    coverage->ratios[name].denominator++;
    if (holds)
        coverage->ratios[name].numerator++;
}

void
coverage_count_checks(Coverage *coverage, guint64 checks)
{
    Ratio *saved = &coverage->ratios[RATIO_VISITS_SAVED];

    saved->denominator += checks;
    saved->numerator += checks - 1; /* one visit is made, whatever it serves */
}

char *
ratio_percent(Ratio ratio)
{
    guint64 hundredths;

    if (ratio.denominator == 0)
        return g_strdup("");
    /* Half up: twice the remainder is at least the divisor. */
    hundredths = ratio.numerator * 10000 / ratio.denominator;
    if (ratio.numerator * 10000 % ratio.denominator * 2 >= ratio.denominator)
        hundredths++;
    return g_strdup_printf("%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT, hundredths / 100, hundredths % 100);
}
