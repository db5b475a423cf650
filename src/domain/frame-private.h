/* Inside of the building of frames. */
#pragma once

#include "domain/frame.h"

/* What the builder knows of one drawing. */
typedef struct {
    const Drawing *drawing;
    GString *rows;
    GPtrArray *exclusions; /* FrameExclusion */
    GArray *populations;   /* guint64 for district * RISK_CLASSES + class */
} Frame;

/* Targets with the same district and object types are in the same frames, but
 * for what excludes single ones. Looked up once a target. */
typedef struct {
    guint district;
    GArray *drawings;  /* guint, rising */
    FrameGroup *group; /* of those that nothing excludes */
} Cell;

struct FrameBuilder {
    GArray *frames; /* Frame */
    FrameSink sink;
    FrameVisits visits;
    gpointer data;
    GHashTable *district_ids; /* code to id + 1 */
    GPtrArray *districts;     /* id to code; owned by district_ids */
    GHashTable *cells;        /* "district LF object types" to Cell */
    GHashTable *groups;       /* bytes of district and drawings to FrameGroup */
    GPtrArray *group_list;
    GHashTable *watched; /* target to FrameGroup or NULL */
    guint64 distinct_targets;
    int column_target, column_district, column_types, column_risk, column_status;
    GString *key; /* scratch */
    GArray *members;
};

/* The name of a stratum: the pool's name, the district, or both. */
void frame_append_stratum(GString *text, const Plan *plan, const char *district, guint risk);
