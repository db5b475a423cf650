/* Everything that scheduling a campaign needs, out of the store. */
#pragma once

#include "domain/schedule.h"
#include "store/campaign-store.h"

typedef struct {
    GPtrArray *visits;   /* (element-type CampaignVisit) all of the campaign */
    GPtrArray *pending;  /* (element-type CampaignVisit) borrowed: those to be placed */
    GPtrArray *absences; /* (element-type GStrv) records */
    GStringChunk *texts;
    Workdays *workdays;
    ScheduleProblem problem; /* its visits are the pending ones; `from` is left to the caller */
} Desk;

/* Inside an open transaction. Visits that took place and what inspectors have to
 * do for other campaigns are engagements, and so are their busy times. */
Desk *desk_load(ChaStore *store, const Campaign *campaign, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_free(Desk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

/* Everybody who has a seat in a visit has to be there at its appointment. */
void desk_add_engagements(Desk *desk, const CampaignVisit *visit);
/* The first day that is considered unless somebody names another: the day (of
 * Beijing) after the draw, but for a quarter that ended before it its first. */
ChaDay desk_first_day(const Campaign *campaign);
