/* What was committed before the seed: the tables of commit/, but for the
 * frames and the lists of recusals and exclusions, which may be larger than
 * memory (draw protocol, section 2). */
#pragma once

#include "domain/sealed-folder.h"
#include "domain/seat-demand.h"

#include <choucha/day.h>

/* Some rows of a table, one after the other. */
typedef struct {
    guint first;
    guint count;
} Span;

typedef struct {
    const char *name;
    const char *description;
    guint64 line_number;
} SeedSource;

typedef struct {
    const char *name;
    guint64 line_number;
    ChaDay start;
    ChaDay end;
    gboolean may_merge;
    gboolean shares_tickets;
    Span pools;
    Span strata;
    Span seats;
    guint frame; /* its place in the list of files */
    gboolean has_frame;
} CommittedPlan;

typedef struct {
    const char *name;
    guint64 line_number;
    guint64 population;
    guint64 sample;
    guint64 reserve_percent;
} CommittedPool;

typedef struct {
    const char *name;
    guint64 line_number;
    guint pool; /* G_MAXUINT when pools.csv is withheld */
    guint64 population;
    guint64 sample; /* set by size_compute(), as the reserve is */
    guint64 reserve;
} CommittedStratum;

typedef struct {
    const char *name;
    const char *department;
    GPtrArray *qualifications; /* (element-type utf8) byte order */
    GPtrArray *districts;      /* the same; none: everywhere */
} CommittedInspector;

/* What is withheld, in a public copy, is NULL or not known. */
typedef struct {
    SealedFolder *folder;
    guint protocol; /* 1 or 2; when params.csv is withheld, by whether declined.csv is listed */
    gboolean knows_params;
    gboolean limits_visits;
    guint64 max_visits;
    guint64 max_departments; /* in one visit; 0 is no limit, as ever in version 1 */
    gboolean balances_teams;
    GArray *sources; /* (element-type SeedSource) (nullable) */
    gboolean knows_plans;
    GArray *plans;        /* (element-type CommittedPlan) in order, as all that follow; none when not known */
    GArray *pools;        /* (element-type CommittedPool) (nullable) */
    GArray *strata;       /* (element-type CommittedStratum) (nullable) */
    gboolean knows_sizes; /* sample and reserve of the strata are set */
    gboolean are_strata_claimed; /* they are those of draw/sizes.csv */
    GArray *seats;               /* (element-type SeatDemand) (nullable) */
    GArray *inspectors;          /* (element-type CommittedInspector) (nullable) */
    GStringChunk *texts;
    GPtrArray *lists; /* (element-type GPtrArray) of seats and inspectors */
} Commitment;

/* Reads the tables and checks them by the rules C3 to C13, as far as they are
 * there. Without plans.csv the rest is checked for texts and digests only. The
 * folder becomes the commitment's. */
Commitment *commitment_load(SealedFolder *folder, Trouble *trouble);
void commitment_free(Commitment *commitment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Commitment, commitment_free)

CommittedPlan *commitment_plan(const Commitment *commitment, guint index);
CommittedPool *commitment_pool(const Commitment *commitment, guint index);
CommittedStratum *commitment_stratum(const Commitment *commitment, guint index);
SeatDemand *commitment_seats(const Commitment *commitment, guint index);
CommittedInspector *commitment_inspector(const Commitment *commitment, guint index);

gboolean commitment_find_plan(const Commitment *commitment, const char *name, guint *ret_plan);
gboolean commitment_find_pool(const Commitment *commitment, const CommittedPlan *plan, const char *name,
                              guint *ret_pool);
gboolean commitment_find_stratum(const Commitment *commitment, const CommittedPlan *plan, const char *name,
                                 guint *ret_stratum);
gboolean commitment_find_inspector(const Commitment *commitment, const char *name, guint *ret_inspector);
/* The pointer that stands for a name; one is made when there is none yet. */
const char *commitment_name(Commitment *commitment, const char *name);

/* Whether a path within commit/ is that of a frame, frames/PLAN.csv. */
gboolean commitment_is_frame(const char *path);
/* Finds a listed table; FALSE in trouble, when it is not listed (@rule).
 * When it is listed and not there, *ret_is_present is FALSE. */
gboolean commitment_find_table(const SealedFolder *folder, const TableForm *form, Rule rule, guint *ret_index,
                               gboolean *ret_is_present, Trouble *trouble);
