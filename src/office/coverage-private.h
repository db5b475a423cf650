/* Inside of coverage: what was loaded, and where facts are counted. */
#pragma once

#include "domain/quarter.h"
#include "domain/workday.h"
#include "office/coverage-scope.h"
#include "store/campaign-store.h"

/* A drawing in scope, as it was frozen, or as its plan stands. */
typedef struct {
    char *drawing;
    char *plan;
    GPtrArray *departments;
    GPtrArray *items;
    gboolean is_joint;
    char *joint; /* (nullable): the joint plan that its plan was accepted into */
} ScopeDrawing;

void scope_drawing_free(gpointer data);

/* What the registry says of a target that was drawn. */
typedef struct {
    char *district;
    char *risk;
} ScopeTarget;

struct CoverageScope {
    ChaStore *store;
    ChaCoverageGroup group;
    gint year;
    gboolean of_campaign;
    Quarter quarter;
    GHashTable *groups; /* name to Coverage */
    GPtrArray *names;   /* of the groups, in byte order */
    GPtrArray *drawings;
    GHashTable *drawing_by_name; /* "campaign/drawing", recorded ones */
    GPtrArray *campaigns;        /* Campaign, drawn and in scope */
    GPtrArray *visits;           /* CampaignVisit of these */
    GPtrArray *visit_campaigns;  /* the name of each visit's campaign */
    GHashTable *targets;         /* of the visits, to ScopeTarget */
    guint64 n_targets;           /* active, or drawn */
    GHashTable *results;         /* "campaign/visit" to GPtrArray of records */
    Workdays *workdays;
};

/* The coverage of a group, made when it is met first. */
Coverage *scope_group(CoverageScope *scope, const char *name);
/* Counts everything that is loaded. */
gboolean scope_count(CoverageScope *scope, GError **error) G_GNUC_WARN_UNUSED_RESULT;
