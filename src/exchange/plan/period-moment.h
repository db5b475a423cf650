/* Days, months, quarters and years as people write them into periods. */
#pragma once

#include "exchange/plan/plan-phrase.h"

/* What a moment is exact to. */
typedef enum {
    MOMENT_YEAR,
    MOMENT_HALF,
    MOMENT_QUARTER,
    MOMENT_MONTH,
    MOMENT_PART, /* of a month: 上旬 */
    MOMENT_DAY,
    MOMENT_DAY_ALONE, /* 30日: the month is that of the moment before */
    MOMENT_BARE,      /* 3 in 3-11月: what it counts is said later */
} MomentKind;

/* From the first to the last day that are meant; 0 for a year that is not said. */
typedef struct {
    MomentKind kind;
    gint year;
    gint years_later; /* 次年: 1 */
    gint first_month; /* of a bare moment: the number */
    gint first_day;   /* 0: the first of the month */
    gint last_month;
    gint last_day;      /* 0: the last of the month */
    gboolean is_edge;   /* 3月底: about that day rather than on it */
    gboolean is_parted; /* 2024.3.1: written with signs instead of words */
    PhraseReason reason;
} Moment;

/* The text as period_moment_read() wants it: cleaned, Chinese numerals as digits,
 * blanks only between digits. */
char *period_clean(const char *text);

/* Reads the moment at *@at. @before (nullable): the moment that a range begins
 * with, which tells what numbers with signs between them are. */
gboolean period_moment_read(const char **at, const Moment *before, Moment *ret_moment);
/* Gives a bare moment the kind of @model, a month or a quarter. */
gboolean period_moment_settle(Moment *moment, const Moment *model);
/* The first and the last day; FALSE when there are no such days. */
gboolean period_moment_days(const Moment *moment, ChaDay *ret_first, ChaDay *ret_last);
