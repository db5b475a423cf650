/* What the calendars of a campaign are made from: its visits as they shall be
 * seen, in the order of time, and the records behind them. */
#pragma once

#include "domain/timetable.h"
#include "exchange/calendar/calendar.h"
#include "office/record-index.h"
#include "store/campaign-store.h"

/* The visits of a campaign and the drawings they come from. */
typedef struct {
    char *campaign;
    char *ended_at;      /* (nullable) UTC: void since then, which cancels its visits */
    char *end_reason;    /* (nullable) why it is void */
    GPtrArray *visits;   /* (element-type CampaignVisit) all */
    GPtrArray *drawings; /* (element-type FrozenDrawing) */
    GHashTable *by_name; /* name to FrozenDrawing */
} ListedCampaign;

/* The last time that a visit had before the present one. */
typedef struct {
    ChaDay day;
    TimeSpan span;
} FormerTime;

/* A visit that calendars show. */
typedef struct {
    const ListedCampaign *campaign;
    const CampaignVisit *visit;
    char uid[CALENDAR_UID_SIZE];
    const char *revised_at; /* UTC */
    guint revision;
    ChaDay day;
    TimeSpan span; /* the half-day for a visit that is secret */
    gboolean is_secret;
    gboolean is_cancelled; /* had a day, and will not take place on it */
    guint number;          /* of the target's visits in the year; 0 when cancelled */
    gboolean is_moved;     /* had another time before, which was: */
    FormerTime before;
} ListedVisit;

typedef struct {
    const Campaign *campaign;
    GPtrArray *campaigns; /* (element-type ListedCampaign) it, and void attempts of its quarter */
    GArray *listed;       /* (element-type ListedVisit) by time and UID */
    RecordIndex *departments;
    RecordIndex *items;
    RecordIndex *inspectors;
    RecordIndex *targets; /* those that are visited */
} VisitListing;

/* @campaign must live as long; void, it is one of the attempts that only cancel
 * what they told before. CHA_ERROR_CONFLICT when a visit was never scheduled, or
 * all attempts are void and none was drawn. */
VisitListing *visit_listing_load(ChaStore *store, const Campaign *campaign,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void visit_listing_free(VisitListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VisitListing, visit_listing_free)

/* The visits of the campaign itself. */
const GPtrArray *visit_listing_visits(const VisitListing *listing);
/* The n-th drawing of a visit, from 0, in byte order of their names. */
const FrozenDrawing *listed_drawing(const ListedVisit *listed, guint n);
/* Whether a drawing of the visit is disclosed in this way ("secret"), and it has
 * not taken place yet. */
gboolean listed_is_disclosed(const ListedVisit *listed, const char *disclosure);
