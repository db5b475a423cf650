/* Questions about appointments, asked for scheduling and for calendars. */
#pragma once

#include "store/registry-store.h"

/* The texts are valid during the call only. */
typedef void (*EngagementVisitor)(const char *inspector, const char *date, const char *from, const char *to,
                                  gpointer data);
/* What inspectors have to do for other campaigns that are not void, on the days
 * from @first to @last, both included. */
gboolean appointment_store_walk_engagements(ChaStore *store, const char *campaign, const char *first,
                                            const char *last, EngagementVisitor visit, gpointer data,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*FormerTimeVisitor)(const char *visit, const char *date, const char *from, const char *to,
                                  gpointer data);
/* The visits of a campaign that had another time before, whether or not they
 * have one now, and the last of those; in order of their names. */
gboolean appointment_store_walk_former_times(ChaStore *store, const char *campaign, FormerTimeVisitor visit,
                                             gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*TargetDayVisitor)(const char *target, const char *date, const char *campaign,
                                 const char *visit, gpointer data);
/* When the targets of a campaign are visited, by this and all other campaigns
 * that are not void; in order of target and time. */
gboolean appointment_store_walk_target_days(ChaStore *store, const char *campaign, TargetDayVisitor visit,
                                            gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The records of a campaign's targets, as registry_store_walk() gives them. */
gboolean appointment_store_walk_targets(ChaStore *store, const char *campaign, RecordVisitor visit,
                                        gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*EndedVisitor)(const char *campaign, const char *at, const char *reason, gpointer data);
/* The drawn campaigns of a quarter that are void, the UTC time since when, and
 * why. */
gboolean appointment_store_walk_ended(ChaStore *store, const char *quarter, EndedVisitor visit, gpointer data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The UTC time of the newest revision of any appointment, which the end of a
 * campaign is for its own; NULL when there is none. */
gboolean appointment_store_newest(ChaStore *store, char **ret_at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
