/* From the name that a person gives to a campaign of the store. */
#pragma once

#include "domain/quarter.h"
#include "store/campaign-store.h"

/* The campaign of that name: of a quarter alone its attempt that is not void,
 * else the first; else exactly the one named. CHA_ERROR_NOT_FOUND when it is
 * no name of a campaign or was never committed. May be void: look at `state`. */
gboolean campaign_resolve(ChaStore *store, const char *name, Campaign **ret_campaign,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and CHA_ERROR_CONFLICT when it is void. */
gboolean campaign_resolve_live(ChaStore *store, const char *name, Campaign **ret_campaign,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and CHA_ERROR_CONFLICT when it is not drawn. */
gboolean campaign_resolve_drawn(ChaStore *store, const char *name, Campaign **ret_campaign,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, but a void one as well while its quarter has none that is not: its
 * calendars say that what they told is cancelled. */
gboolean campaign_resolve_told(ChaStore *store, const char *name, Campaign **ret_campaign,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a name means for a commit: the recorded campaign (*ret_campaign), or
 * NULL there and the quarter and attempt that a new one would have.
 * CHA_ERROR_NOT_FOUND for what is no name of a campaign, CHA_ERROR_CONFLICT
 * for an attempt whose turn it is not. */
gboolean campaign_resolve_for_commit(ChaStore *store, const char *name, Campaign **ret_campaign,
                                     Quarter *ret_quarter, guint *ret_attempt,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
