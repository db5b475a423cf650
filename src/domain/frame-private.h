/* Inside of the building of frames. */
#pragma once

#include "domain/frame.h"
#include "domain/industry.h"

/* What the builder knows of one drawing. */
typedef struct {
    const Drawing *drawing;
    GString *rows;
    GPtrArray *exclusions; /* FrameExclusion */
    GArray *populations;   /* guint64 for district * RISK_CLASSES + class */
    FrameNarrowing narrowing;
    guint list_place;   /* in the plan's list: the first one not before the target being added */
    gboolean is_listed; /* that target is on it */
} Frame;

/* A drawing that a condition keeps all targets of a cell out of. */
typedef struct {
    guint drawing;
    FrameCondition unmet;
} CellNarrowing;

/* Targets with the same district and object types (and industry and risk class,
 * where a plan asks for these) are in the same frames, but for what keeps out
 * single ones. Looked up once a target. */
typedef struct {
    guint district;
    GArray *drawings;  /* guint, rising */
    GArray *narrowed;  /* CellNarrowing: other drawings with these districts and object types */
    FrameGroup *group; /* of those that nothing else keeps out */
    guint64 targets;   /* active ones */
} Cell;

struct FrameBuilder {
    GArray *frames; /* Frame */
    FrameSink sink;
    FrameVisits visits;
    gpointer data;
    GHashTable *district_ids; /* code to id + 1 */
    GPtrArray *districts;     /* id to code; owned by district_ids */
    GHashTable *cells;        /* "district LF object types LF industry LF risk class" to Cell */
    GHashTable *groups;       /* bytes of district and drawings to FrameGroup */
    GPtrArray *group_list;
    GHashTable *watched; /* target to FrameGroup or NULL */
    guint64 distinct_targets;
    GPtrArray *declined; /* names */
    int column_target, column_district, column_types, column_risk, column_industry, column_address,
        column_status, column_joint;
    gboolean asks_industries; /* a plan does */
    gboolean asks_risks;
    GArray *with_list; /* guint: the drawings whose plans have one */
    GString *key;      /* scratch */
    GArray *members;
};

/* The name of a stratum: the pool's name, the district, or both. */
void frame_append_stratum(GString *text, const Plan *plan, const char *district, guint risk);

/* Finds out on which plans' lists a target is (Frame.is_listed), and notes what
 * keeps it out all the same. @target needs neither types nor address. */
void frame_look_into_lists(FrameBuilder *builder, const char *const *texts, const FrameTarget *target,
                           gboolean is_active);
/* Adds what the conditions kept out of cells as a whole. */
void frame_settle_narrowing(FrameBuilder *builder);
