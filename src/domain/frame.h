/* Frames (抽样框): which targets each drawing may draw. One pass over the
 * registry serves all drawings of a campaign; rows leave as they are found. */
#pragma once

#include "domain/due.h"
#include "domain/frame-condition.h"

#define FRAME_HEADER "target,stratum,district\n"

/* Takes rows of frames/PLAN.csv of the @drawing-th drawing. */
typedef gboolean (*FrameSink)(guint drawing, const char *rows, gsize length, gpointer data, GError **error);
/* How often teams of @department were drawn for @target this year. */
typedef guint (*FrameVisits)(const char *department, const char *target, gpointer data);

typedef struct FrameBuilder FrameBuilder;

/* @drawings: (element-type Drawing) in the order of the bundle, borrowed. */
FrameBuilder *frame_builder_new(GPtrArray *drawings, FrameSink sink, FrameVisits visits, gpointer data);
void frame_builder_free(FrameBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FrameBuilder, frame_builder_free)

/* Targets whose drawings are wanted afterwards, because somebody is recused
 * from them; before the first frame_builder_add(). */
void frame_builder_watch(FrameBuilder *builder, const char *target);

/* Targets in byte order of their names; @texts as stored. */
gboolean frame_builder_add(FrameBuilder *builder, const char *const *texts,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hands the last rows to the sink. */
gboolean frame_builder_finish(FrameBuilder *builder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A part of a frame over which a sample is spread. */
typedef struct {
    char *stratum;
    char *pool;
    guint64 population;
} FrameStratum;

/* A target left out of a frame, and by which rule: "cap" or "risk". */
typedef struct {
    char *target;
    const char *rule;
} FrameExclusion;

/* Strata of a drawing in byte order (element-type FrameStratum), owned by the
 * caller; those left out, in order of targets (element-type FrameExclusion),
 * owned by the builder. */
GPtrArray *frame_builder_strata(FrameBuilder *builder, guint drawing);
GPtrArray *frame_builder_exclusions(FrameBuilder *builder, guint drawing);
/* What the plan's conditions left; once finished. */
const FrameNarrowing *frame_builder_narrowing(FrameBuilder *builder, guint drawing);
/* The districts in which a drawing has targets, in byte order. */
GPtrArray *frame_builder_districts(FrameBuilder *builder, guint drawing);

/* All districts that the registry's targets have, in byte order. */
GPtrArray *frame_builder_registry_districts(FrameBuilder *builder);
guint64 frame_builder_distinct_targets(FrameBuilder *builder);

/* Targets that are in the same frames and the same district. */
typedef struct {
    const char *district;
    const guint *drawings; /* rising */
    guint n_drawings;
    guint64 targets;
    guint64 declined; /* those of them that take no joint visits */
} FrameGroup;

/* The targets of all frames that take no joint visits (element-type utf8), in byte
 * order; owned by the builder. */
GPtrArray *frame_builder_declined(FrameBuilder *builder);

/* Owned by the builder (element-type FrameGroup), in a fixed order. */
GPtrArray *frame_builder_groups(FrameBuilder *builder);
/* The group of a watched target; NULL when it is in no frame. */
const FrameGroup *frame_builder_group_of(FrameBuilder *builder, const char *target);
