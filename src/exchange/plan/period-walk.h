/* Going through the words of a phrase about a period. */
#pragma once

#include "exchange/plan/period-moment.h"

enum {
    PERIOD_SPANS_MAX = 16,
    PERIOD_TIMES_MAX = 366 /* what is more often is no frequency */
};

/* One period of those that a phrase names. */
typedef struct {
    Moment from;
    Moment to;
    gboolean has_to;
    gboolean has_year_to; /* its end says a year of its own */
    gboolean is_before;   /* 6月前 */
    gboolean is_deadline; /* 6月底前, 截至6月: only its end is said */
    gboolean is_open;     /* 3月起 */
    guint times;          /* said behind it */
    ChaDay start;
    ChaDay end;
} PeriodSpan;

typedef struct {
    const char *at;
    PeriodSpan spans[PERIOD_SPANS_MAX];
    guint n_spans;
    gboolean is_deadline_next; /* 截至 */
    gboolean is_each;          /* 各1次 */
    guint per;                 /* 每季度: 4 */
    guint times;
    guint times_before;    /* said before any period */
    gboolean has_bare_per; /* 每季度 without 次 */
    PhraseReason reason;
    PhraseReason fault;
} PeriodWalk;

/* Goes from `at` to the end of the text, which is as period_clean() gives it. */
void period_walk_through(PeriodWalk *walk);

/* The first fault, and the first judgement, count. */
void period_walk_fail(PeriodWalk *walk, PhraseReason reason);
void period_walk_judge(PeriodWalk *walk, PhraseReason reason);
