/* What a plan asks of its targets (定向): which condition keeps one out. */
#pragma once

#include "domain/plan.h"

/* In the order in which they are looked at. */
typedef enum {
    CONDITION_DISTRICTS,
    CONDITION_OBJECT_TYPES,
    CONDITION_INDUSTRIES,
    CONDITION_RISKS,
    CONDITION_ADDRESS,
    CONDITION_LISTED,
    CONDITION_NONE, /* nothing keeps it out */
} FrameCondition;

enum { N_CONDITIONS = CONDITION_NONE };

/* What the registry says of a target, ready to be compared. */
typedef struct {
    const char *district;
    GPtrArray *types;
    const char *industry; /* canonical; "" for none */
    const char *risk;     /* "" for none */
    const char *address;  /* as text_fold() makes it */
} FrameTarget;

/* The first condition that keeps a target out, the list apart; those from
 * CONDITION_ADDRESS on are not looked at when @target has no address (NULL). */
FrameCondition frame_condition_unmet(const Plan *plan, const FrameTarget *target);
gboolean frame_condition_meets_address(const Plan *plan, const char *address);

/* The column of a plan that holds a condition; NULL for its list. */
const char *frame_condition_column(FrameCondition condition);
/* What the plan says there, joined with ';', for people. */
char *frame_condition_text(const Plan *plan, FrameCondition condition);

/* What the conditions left of the active targets, and of the plan's list. */
typedef struct {
    guint64 unmet[N_CONDITIONS]; /* active targets kept out by each, from the industries on */
    guint64 listed_ended;        /* on its list and no longer active */
    char *ended_example;         /* (nullable): the first of them */
    guint64 listed_unmet;        /* on its list and kept out by another condition */
    char *unmet_example;         /* (nullable) */
    FrameCondition unmet_by;     /* what keeps that one out */
} FrameNarrowing;

void frame_narrowing_clear(FrameNarrowing *narrowing);
