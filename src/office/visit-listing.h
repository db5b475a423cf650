/* What the calendars of a campaign are made from: its visits as they shall be
 * seen, in the order of time, and the records behind them. */
#pragma once

#include "domain/timetable.h"
#include "exchange/calendar.h"
#include "office/record-index.h"
#include "store/campaign-store.h"

/* A visit that calendars show. */
typedef struct {
    const CampaignVisit *visit;
    char uid[CALENDAR_UID_SIZE];
    ChaDay day;
    TimeSpan span; /* the half-day for a visit that is secret */
    gboolean is_secret;
    gboolean is_cancelled; /* had a day, and has none now */
    guint number;          /* of the target's visits in the year; 0 when cancelled */
} ListedVisit;

typedef struct {
    const Campaign *campaign;
    GPtrArray *visits;   /* (element-type CampaignVisit) all */
    GArray *listed;      /* (element-type ListedVisit) by time and UID */
    GPtrArray *drawings; /* (element-type FrozenDrawing) */
    GHashTable *by_name; /* name to FrozenDrawing */
    RecordIndex *departments;
    RecordIndex *items;
    RecordIndex *inspectors;
    RecordIndex *targets; /* those that are visited */
} VisitListing;

/* @campaign must live as long. CHA_ERROR_CONFLICT when a visit was never
 * scheduled. */
VisitListing *visit_listing_load(ChaStore *store, const Campaign *campaign,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void visit_listing_free(VisitListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VisitListing, visit_listing_free)

/* The drawings of a visit, in byte order of their names. */
const FrozenDrawing *visit_listing_drawing(const VisitListing *listing, const CampaignVisit *visit, guint n);
