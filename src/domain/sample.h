/* How many to draw: the ratios and numbers of a plan, in exact integers
 * (domain terms: 抽查比例). */
#pragma once

#include <glib.h>

/* The risk classes A (low) to D (high). */
#define RISK_CLASSES 4

/* How many of a population: a share, a number, or the larger of both. */
typedef struct {
    gboolean has_share;
    guint64 share; /* in millionths: 5 % is 50 000 */
    gboolean at_least;
    gboolean at_most; /* rounds down; everything else rounds up */
    gboolean has_number;
    guint64 number;
    const char *unit; /* of the number, as a static string: "户", "家", "" */
} Quota;

typedef struct {
    gboolean by_risk;
    Quota quotas[RISK_CLASSES]; /* by risk: A to D; else only the first */
} Sample;

/* Reads `5%`, `≥5%`, `不低于5%`, `≤10%`, `不超过10%`, `20户`, `20家`, `20`,
 * `10% (20户)`, `A 1%; B 2%; C 10%; D 30%` (classes that are not named: none).
 * Half-width text. */
gboolean sample_from_text(const char *text, Sample *ret_sample) G_GNUC_WARN_UNUSED_RESULT;
/* Steps over the unit that stands at *@at (户, 家, 批次, …): it, as a static string,
 * or NULL. */
const char *sample_skip_unit(const char **at);
/* The canonical text, which reads back as the same. */
char *sample_to_text(const Sample *sample);

/* How many of @population; @ret_short tells whether the quota asks for more
 * than there are (then it is all of them). */
guint64 quota_of(const Quota *quota, guint64 population, gboolean *ret_short);
