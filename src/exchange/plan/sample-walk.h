/* Going through the words of a phrase about ratios and numbers. */
#pragma once

#include "exchange/plan/sample-amount.h"

/* A walk over the words of a phrase. */
typedef struct {
    const Token *first;
    const Token *at;
    const char *unit;      /* of bare numbers; nullable */
    gboolean counts_times; /* bare numbers are times */
    GArray *amounts;       /* (element-type Amount) */
    ReasonSet reasons;
    PhraseReason fault;
    /* What was said and waits for its number. */
    gboolean has_bound;
    gint bound;
    gboolean is_strict;
    guint classes;
    gboolean has_per;
    guint64 per;
    gboolean is_base;
    gboolean is_yearly;
    TokenType joined;
    /* Where we are. */
    guint clause;
    gint depth;
    gboolean was_opened; /* a bracket stands before the number at hand */
    gboolean is_apart;
    gboolean is_part;
    gboolean has_words;
    gboolean is_of_year; /* an amount is of the whole year, or a sum */
    guint times;
    Amount base; /* a base that may turn out to be all there is */
    gboolean has_base;
} SampleWalk;

/* Goes from @at, where `at`, `unit`, `counts_times` and `amounts` are set, to the
 * end of the words, and fills in `amounts`, `times`, `reasons` and `fault`. */
void sample_walk_through(SampleWalk *walk);
