/* Campaigns in the store: what was frozen, drawn, scheduled. What is written
 * here stays; the schema's triggers refuse every change. */
#pragma once

#include "domain/bundle-source.h"
#include "domain/draw.h"
#include "domain/level.h"
#include "store/store.h"

typedef enum {
    CAMPAIGN_COMMITTED,
    CAMPAIGN_DRAWN,
    CAMPAIGN_VOID,
} CampaignState;

typedef struct {
    char *campaign; /* 2027Q1, 2027Q1.2 */
    char *quarter;  /* 2027Q1 */
    guint attempt;  /* from 1 */
    CampaignState state;
    char *commitment;
    gboolean short_teams;
    gboolean rehearsal; /* the commitment was not public before the seed */
    char *max_visits;   /* the settings as frozen; "" for no limit */
    guint visits_per_day;
    char *committed_at; /* UTC, 2027-01-05T02:00:00Z */
    char *committed_by;
    char *drawn_at;        /* (nullable) */
    char *seed;            /* (nullable): S */
    char *void_reason;     /* (nullable) */
    char *approved_by;     /* (nullable): who approved its end */
    gint64 records_change; /* the last change of what it is made of; 0 for none */
} Campaign;

void campaign_free(Campaign *campaign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Campaign, campaign_free)

/* All, in order of quarter and attempt. */
GPtrArray *campaign_store_list(ChaStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one of exactly this name; *ret_campaign is NULL when there is none. */
gboolean campaign_store_find(ChaStore *store, const char *campaign, Campaign **ret_campaign,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether records or settings that a commitment is made of were changed since
 * the campaign was committed. */
gboolean campaign_store_registry_changed(ChaStore *store, const char *campaign, gboolean *ret_changed,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a plan said when one of its drawings was committed (table `drawing`). */
typedef struct {
    char *campaign;
    char *drawing; /* the plan's name in the bundle: P or P.k */
    char *plan;
    guint number; /* k, from 1 */
    char *title;
    char *initiator;
    char *participants; /* joined with ';' */
    char *items;        /* joined with ';' */
    char *start;
    char *end;
    char *disclosure; /* open, notice, secret */
    Level level;
    char *joint; /* the joint plan that its plan had been accepted into; "" for none */
} FrozenDrawing;

void frozen_drawing_free(FrozenDrawing *drawing);

/* The drawings of all campaigns that are not void, or of one campaign. */
GPtrArray *campaign_store_load_drawings(ChaStore *store, const char *campaign,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The staffs of a campaign that are subordinates: their names in its bundle, to
 * the departments for which they go (text to text). */
GHashTable *campaign_store_load_staffs(ChaStore *store, const char *campaign,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writing a file of the bundle piece by piece, inside an open transaction. */
typedef struct FileWriter FileWriter;
FileWriter *file_writer_new(ChaStore *store, const char *campaign, const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean file_writer_add(FileWriter *writer, gconstpointer bytes, gsize length,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the file; its digest, 64 hexadecimal digits, goes to @ret_hex. */
gboolean file_writer_finish(FileWriter *writer, char ret_hex[DIGEST_HEX_SIZE],
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void file_writer_free(FileWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileWriter, file_writer_free)

/* Seals what was written for it: the campaign itself (its fields up to
 * `visits_per_day` count) and its drawings. The log's entry holds @more
 * (nullable) (element-type LogFact) as well. Inside an open transaction. */
gboolean campaign_store_seal(ChaStore *store, const Campaign *campaign, GPtrArray *drawings,
                             const GPtrArray *more, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records a draw: seed.txt, draw/ and its records. @order says whether nonces were
 * revealed before (log-entry.h), NULL when there are none. Inside an open transaction. */
gboolean campaign_store_record_draw(ChaStore *store, const char *campaign, GBytes *seed_text,
                                    const Draw *draw, const char *order,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean campaign_store_record_void(ChaStore *store, const char *campaign, const char *reason,
                                    const char *approved_by, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The recorded bundle of a campaign as a source of bytes; lists "commit",
 * "draw" and "" (all). */
BundleSource *campaign_source_new(ChaStore *store, const char *campaign);
void campaign_source_free(BundleSource *source);
/* The files of the recorded bundle with sizes and digests, by path. */
typedef struct {
    char *path;
    guint64 size;
    char *digest;
} BundleFile;
void bundle_file_free(BundleFile *file);
GPtrArray *campaign_store_list_files(ChaStore *store, const char *campaign,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How often a target was visited by teams of a department in campaigns of
 * @year that were drawn and are not void; calls @visit once for each pair of
 * department and target, in byte order of both. */
typedef void (*VisitCounter)(const char *department, const char *target, guint visits, gpointer data);
gboolean campaign_store_count_visits(ChaStore *store, gint year, VisitCounter visit, gpointer data,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Visits of a drawn campaign with everything that scheduling and calendars
 * need, in order of the visit's name. */
typedef struct {
    char *visit;
    char *target;
    char *district;
    char *start; /* the days it may take place on */
    char *end;
    GPtrArray *drawings;    /* (element-type utf8), owned */
    GPtrArray *departments; /* (element-type utf8) one entry a seat, in the order of seats */
    GArray *levels;         /* (element-type Level) same length */
    GPtrArray *inspectors;  /* (element-type utf8) same length; "" for a seat nobody takes */
    /* The appointment; blank when there is none. */
    char *date;
    char *from; /* HH:MM */
    char *to;
    char *reason; /* why it has no day */
    guint revision;
    char *revised_at; /* (nullable) UTC, of the last revision */
    gboolean done;    /* every department of the team has a result */
} CampaignVisit;

void campaign_visit_free(CampaignVisit *visit);
GPtrArray *campaign_store_load_visits(ChaStore *store, const char *campaign,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records appointments (visit, date, from, to, reason of each are read) for
 * all visits of a campaign, in one transaction of its own; a visit whose
 * appointment is as before keeps its revision. How many changed goes to
 * @ret_changed. */
gboolean campaign_store_record_schedule(ChaStore *store, const char *campaign, GPtrArray *visits,
                                        guint *ret_changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
