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
} Plan;

typedef struct {
    const char *name;
    guint64 line_number;
    guint64 population;
    guint64 sample;
    guint64 reserve_percent;
} Pool;

typedef struct {
    const char *name;
    guint64 line_number;
    guint pool; /* G_MAXUINT when pools.csv is withheld */
    guint64 population;
    guint64 sample; /* set by size_compute(), as the reserve is */
    guint64 reserve;
} Stratum;

typedef struct {
    const char *name;
    const char *department;
    GPtrArray *qualifications; /* (element-type utf8) byte order */
    GPtrArray *districts;      /* the same; none: everywhere */
} Inspector;

typedef struct {
    SealedFolder *folder;
    gboolean limits_visits;
    guint64 max_visits;
    GArray *sources;    /* (element-type SeedSource) */
    GArray *plans;      /* (element-type Plan) in order, as all that follow */
    GArray *pools;      /* (element-type Pool) (nullable): NULL when withheld */
    GArray *strata;     /* (element-type Stratum) (nullable) */
    GArray *seats;      /* (element-type SeatDemand) (nullable) */
    GArray *inspectors; /* (element-type Inspector) (nullable) */
    GStringChunk *texts;
    GPtrArray *lists; /* (element-type GPtrArray) of seats and inspectors */
} Commitment;

/* Reads the tables and checks them by the rules C3 to C13, as far as they are
 * there; params, sources and plans must be. The folder becomes the
 * commitment's. */
Commitment *commitment_load(SealedFolder *folder, Trouble *trouble);
void commitment_free(Commitment *commitment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Commitment, commitment_free)

Plan *commitment_plan(const Commitment *commitment, guint index);
Pool *commitment_pool(const Commitment *commitment, guint index);
Stratum *commitment_stratum(const Commitment *commitment, guint index);
SeatDemand *commitment_seats(const Commitment *commitment, guint index);
Inspector *commitment_inspector(const Commitment *commitment, guint index);

gboolean commitment_find_plan(const Commitment *commitment, const char *name, guint *ret_plan);
gboolean commitment_find_pool(const Commitment *commitment, const Plan *plan, const char *name,
                              guint *ret_pool);
gboolean commitment_find_stratum(const Commitment *commitment, const Plan *plan, const char *name,
                                 guint *ret_stratum);
gboolean commitment_find_inspector(const Commitment *commitment, const char *name, guint *ret_inspector);
/* The pointer that stands for a name; one is made when there is none yet. */
const char *commitment_name(Commitment *commitment, const char *name);

/* Finds a listed table; FALSE in trouble, when it is not listed. When it is
 * listed and not there, *ret_is_present is FALSE. */
gboolean commitment_find_table(const SealedFolder *folder, const TableForm *form, Rule rule, guint *ret_index,
                               gboolean *ret_is_present, Trouble *trouble);
