/* Recorded campaigns: written anew, ended for good, listed. */
#include <choucha/drawing.h>

#include "base/i18n.h"
#include "exchange/table/table-writer.h"
#include "office/bundle-folder.h"
#include "office/naming.h"

#include <inttypes.h>

gboolean
cha_bundle(ChaStore *store, const char *campaign, const char *folder, GError **error)
{
    g_autoptr(Campaign) recorded = NULL;

    return campaign_resolve(store, campaign, &recorded, error) &&
           bundle_folder_check(folder, store, recorded->campaign, error) &&
           bundle_folder_complete(folder, store, recorded->campaign, error);
}

static gboolean
is_said(const char *text)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));

    return *trimmed != '\0';
}

static gboolean
count_attempts(ChaStore *store, const char *quarter, guint *ret_attempts, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);

    if (campaigns == NULL)
        return FALSE;
    *ret_attempts = 0;
    for (guint i = 0; i < campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(campaigns, i);

        if (g_str_equal(campaign->quarter, quarter))
            (*ret_attempts)++;
    }
    return TRUE;
}

gboolean
cha_void(ChaStore *store, const char *campaign, const char *reason, const char *approved_by, char **ret_next,
         GError **error)
{
    g_autoptr(Transaction) transaction = NULL;
    g_autoptr(Campaign) recorded = NULL;
    guint attempts;

    if (!is_said(reason) || !is_said(approved_by)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("ending a campaign needs a reason and the name of who approved it"));
        return FALSE;
    }
    transaction = store_begin(store, error);
    if (transaction == NULL || !campaign_resolve_live(store, campaign, &recorded, error) ||
        !count_attempts(store, recorded->quarter, &attempts, error) ||
        !campaign_store_record_void(store, recorded->campaign, reason, approved_by, error) ||
        !transaction_commit(transaction, error))
        return FALSE;
    *ret_next = g_strdup_printf("%s.%u", recorded->quarter, attempts + 1);
    return TRUE;
}

static const OutputColumn CAMPAIGN_COLUMNS[] = {
    {"campaign", N_("campaign"), OUTPUT_TEXT},
    {"attempt", N_("attempt"), OUTPUT_NUMBER},
    {"state", N_("state"), OUTPUT_TEXT},
    {"commitment", N_("commitment"), OUTPUT_TEXT},
    {"committed_at", N_("committed at"), OUTPUT_TEXT},
    {"committed_by", N_("committed by"), OUTPUT_TEXT},
    {"rehearsal", N_("rehearsal"), OUTPUT_TEXT},
    {"drawn_at", N_("drawn at"), OUTPUT_TEXT},
    {"void_reason", N_("void for"), OUTPUT_TEXT},
    {"approved_by", N_("approved by"), OUTPUT_TEXT},
    {"records_change", N_("records as of change"), OUTPUT_NUMBER},
};

static const char *
state_name(CampaignState state)
{
    switch (state) {
    case CAMPAIGN_COMMITTED:
        return "committed";
    case CAMPAIGN_DRAWN:
        return "drawn";
    case CAMPAIGN_VOID:
    default:
        return "void";
    }
}

static gboolean
list_campaign(TableWriter *writer, const Campaign *campaign, GError **error)
{
    g_autofree char *attempt = g_strdup_printf("%u", campaign->attempt);
    g_autofree char *records_change = g_strdup_printf("%" PRId64, campaign->records_change);
    const char *const texts[G_N_ELEMENTS(CAMPAIGN_COLUMNS)] = {
        campaign->campaign,
        attempt,
        state_name(campaign->state),
        campaign->commitment,
        campaign->committed_at,
        campaign->committed_by,
        campaign->rehearsal ? "yes" : "no",
        campaign->drawn_at,
        campaign->void_reason,
        campaign->approved_by,
        records_change,
    };

    return table_writer_add(writer, texts, error);
}

gboolean
cha_list_campaigns(ChaStore *store, ChaTableFormat format, ChaWriter write, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);
    g_autoptr(TableWriter) writer = NULL;

    if (campaigns == NULL)
        return FALSE;
    writer = table_writer_new(format, CAMPAIGN_COLUMNS, G_N_ELEMENTS(CAMPAIGN_COLUMNS), write, data);
    table_writer_set_title(writer, _("Campaigns"));
    for (guint i = 0; i < campaigns->len; i++) {
        if (!list_campaign(writer, g_ptr_array_index(campaigns, i), error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
