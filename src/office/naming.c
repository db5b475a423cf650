#include "office/naming.h"

#include "base/i18n.h"

#include <choucha/error.h>
#include <string.h>

static gboolean
parse(const char *name, Quarter *ret_quarter, guint *ret_attempt, GError **error)
{
    if (campaign_name_parse(name, ret_quarter, ret_attempt))
        return TRUE;
    g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
                _("\"%s\" is not the name of a campaign; write a quarter such as 2027Q1, or 2027Q1.2 for its "
                  "second attempt"),
                name);
    return FALSE;
}

/* The attempts of a quarter: how many there are, whether one is not void, and
 * the one meant: the live one for a quarter alone, else exactly the one named. */
static gboolean
find_attempt(ChaStore *store, Quarter quarter, guint attempt, Campaign **ret_campaign, guint *ret_attempts,
             gboolean *ret_has_live, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);
    char text[QUARTER_TEXT_SIZE];
    Campaign *meant = NULL;

    if (campaigns == NULL)
        return FALSE;
    quarter_to_text(quarter, text);
    *ret_attempts = 0;
    *ret_has_live = FALSE;
    for (guint i = 0; i < campaigns->len; i++) {
        Campaign *campaign = g_ptr_array_index(campaigns, i);

        if (strcmp(campaign->quarter, text) != 0)
            continue;
        (*ret_attempts)++;
        *ret_has_live = *ret_has_live || campaign->state != CAMPAIGN_VOID;
        if (campaign->attempt == attempt || (attempt == 1 && campaign->state != CAMPAIGN_VOID))
            meant = campaign;
    }
    *ret_campaign = NULL;
    for (guint i = 0; meant != NULL && i < campaigns->len; i++) {
        if (g_ptr_array_index(campaigns, i) == meant) {
            *ret_campaign = g_ptr_array_steal_index(campaigns, i);
            break;
        }
    }
    return TRUE;
}

gboolean
campaign_resolve(ChaStore *store, const char *name, Campaign **ret_campaign, GError **error)
{
    Quarter quarter;
    guint attempt, attempts;
    gboolean has_live;

    if (!parse(name, &quarter, &attempt, error) ||
        !find_attempt(store, quarter, attempt, ret_campaign, &attempts, &has_live, error))
        return FALSE;
    if (*ret_campaign == NULL)
        g_set_error(error, CHA_ERROR, CHA_ERROR_NOT_FOUND,
                    _("campaign %s was never committed in this store; `choucha commit` does that"), name);
    return *ret_campaign != NULL;
}

gboolean
campaign_resolve_live(ChaStore *store, const char *name, Campaign **ret_campaign, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;

    if (!campaign_resolve(store, name, &campaign, error))
        return FALSE;
    if (campaign->state == CAMPAIGN_VOID) {
        g_set_error(
            error, CHA_ERROR, CHA_ERROR_CONFLICT,
            _("campaign %s is void (%s, approved by %s); its record stays, and a new attempt is a new "
              "commitment"),
            campaign->campaign, campaign->void_reason, campaign->approved_by);
        return FALSE;
    }
    *ret_campaign = g_steal_pointer(&campaign);
    return TRUE;
}

gboolean
campaign_resolve_drawn(ChaStore *store, const char *name, Campaign **ret_campaign, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;

    if (!campaign_resolve_live(store, name, &campaign, error))
        return FALSE;
    if (campaign->state != CAMPAIGN_DRAWN) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is committed but not drawn yet; `choucha draw` does that"),
                    campaign->campaign);
        return FALSE;
    }
    *ret_campaign = g_steal_pointer(&campaign);
    return TRUE;
}

gboolean
campaign_resolve_told(ChaStore *store, const char *name, Campaign **ret_campaign, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;
    g_autoptr(Campaign) of_quarter = NULL;

    if (!campaign_resolve(store, name, &campaign, error) ||
        !campaign_resolve(store, campaign->quarter, &of_quarter, error))
        return FALSE;
    if (campaign->state != CAMPAIGN_VOID || of_quarter->state != CAMPAIGN_VOID)
        return campaign_resolve_drawn(store, name, ret_campaign, error);
    *ret_campaign = g_steal_pointer(&campaign);
    return TRUE;
}

gboolean
campaign_resolve_for_commit(ChaStore *store, const char *name, Campaign **ret_campaign, Quarter *ret_quarter,
                            guint *ret_attempt, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;
    Quarter quarter;
    guint attempt, attempts;
    gboolean has_live;
    g_autofree char *next = NULL;

    if (!parse(name, &quarter, &attempt, error) ||
        !find_attempt(store, quarter, attempt, &campaign, &attempts, &has_live, error))
        return FALSE;
    *ret_quarter = quarter;
    *ret_attempt = attempt;
    if (campaign != NULL && campaign->state != CAMPAIGN_VOID) {
        *ret_campaign = g_steal_pointer(&campaign);
        return TRUE;
    }
    next = campaign_name_make(quarter, attempts + 1);
    if (campaign != NULL) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is void for good; the next attempt is %s"), campaign->campaign, next);
        return FALSE;
    }
    if (attempt != attempts + 1 || has_live) {
        g_set_error(
            error, CHA_ERROR, CHA_ERROR_CONFLICT,
            _("%s is not the next attempt of its quarter; that would be %s, after the one before is void"),
            name, next);
        return FALSE;
    }
    *ret_campaign = NULL;
    return TRUE;
}
