/* What results refer to: drawn campaigns, their visits and teams. */
#include "base/i18n.h"
#include "office/enrolling-private.h"

#include <string.h>

struct ResultRules {
    ChaStore *store;
    GPtrArray *campaigns; /* (element-type Campaign) */
    /* campaign → visit → the departments of its team, as a set */
    GHashTable *visits;
};

enum { CAMPAIGN, VISIT, DEPARTMENT };

ResultRules *
result_rules_new(ChaStore *store, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);
    ResultRules *rules;

    if (campaigns == NULL)
        return NULL;
    rules = g_new0(ResultRules, 1);
    rules->store = store;
    rules->campaigns = g_steal_pointer(&campaigns);
    rules->visits =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    return rules;
}

void
result_rules_free(ResultRules *rules)
{
    if (rules == NULL)
        return;
    g_ptr_array_unref(rules->campaigns);
    g_hash_table_unref(rules->visits);
    g_free(rules);
}

/* A quarter alone means its attempt that is not void. */
static const Campaign *
find_campaign(const ResultRules *rules, const char *name)
{
    const Campaign *exact = NULL;

    for (guint i = 0; i < rules->campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(rules->campaigns, i);

        if (strcmp(campaign->quarter, name) == 0 && campaign->state != CAMPAIGN_VOID)
            return campaign;
        if (strcmp(campaign->campaign, name) == 0)
            exact = campaign;
    }
    return exact;
}

static GHashTable *
load_visits(ResultRules *rules, const char *campaign, GError **error)
{
    GHashTable *teams = g_hash_table_lookup(rules->visits, campaign);
    g_autoptr(GPtrArray) visits = NULL;

    if (teams != NULL)
        return teams;
    visits = campaign_store_load_visits(rules->store, campaign, error);
    if (visits == NULL)
        return NULL;
    teams = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < visits->len; i++) {
        const CampaignVisit *visit = g_ptr_array_index(visits, i);
        GHashTable *team = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

        for (guint k = 0; k < visit->departments->len; k++)
            g_hash_table_add(team, g_strdup(g_ptr_array_index(visit->departments, k)));
        g_hash_table_insert(teams, g_strdup(visit->visit), team);
    }
    g_hash_table_insert(rules->visits, g_strdup(campaign), teams);
    return teams;
}

static gboolean
fail(const Import *import, int column, const char *value, const char *rule, const char *remedy)
{
    record_reader_fail(import->reader, column, value, g_strdup(rule), g_strdup(remedy));
    return FALSE;
}

static gboolean
check_campaign(const Import *import, const char *name, const Campaign *campaign)
{
    if (campaign == NULL)
        return fail(import, CAMPAIGN, name, _("there is no such campaign"),
                    _("see \"choucha list campaigns\""));
    switch (campaign->state) {
    case CAMPAIGN_DRAWN:
        return TRUE;
    case CAMPAIGN_COMMITTED:
        return fail(import, CAMPAIGN, name, _("this campaign is not drawn yet"), _("draw it first"));
    case CAMPAIGN_VOID:
        return fail(import, CAMPAIGN, name, _("this campaign is void"),
                    _("name the attempt that took its place"));
    default:
        g_assert_not_reached();
    }
}

gboolean
result_rules_check_row(ResultRules *rules, Import *import, const char **texts, gboolean *ret_right,
                       GError **error)
{
    const Campaign *campaign = find_campaign(rules, texts[CAMPAIGN]);
    GHashTable *visits;
    GHashTable *team;

    *ret_right = check_campaign(import, texts[CAMPAIGN], campaign);
    if (!*ret_right)
        return TRUE;
    texts[CAMPAIGN] = campaign->campaign;
    visits = load_visits(rules, campaign->campaign, error);
    if (visits == NULL)
        return FALSE;
    team = g_hash_table_lookup(visits, texts[VISIT]);
    if (team == NULL)
        *ret_right = fail(import, VISIT, texts[VISIT], _("the campaign has no such visit"),
                          _("see visits.csv of its draw"));
    else if (!g_hash_table_contains(team, texts[DEPARTMENT]))
        *ret_right =
            fail(import, DEPARTMENT, texts[DEPARTMENT], _("the department is not on the team of this visit"),
                 _("see teams.csv of the draw"));
    return TRUE;
}

static void
check_day(Import *import, guint64 row, const char *const *texts, const char *column)
{
    int date = kind_find_column(import->kind, "date");
    int later = kind_find_column(import->kind, column);

    /* Canonical days compare as texts. */
    if (*texts[later] != '\0' && strcmp(texts[later], texts[date]) < 0)
        import_fail_row(import, row, later, texts[later],
                        g_strdup_printf(_("before the inspection on %s"), texts[date]),
                        g_strdup(_("correct one of the days")));
}

static void
check_days(guint64 row, const char *const *texts, const char *const *stored, gpointer data)
{
    (void)stored;
    check_day(data, row, texts, "published");
    check_day(data, row, texts, "closed");
}

gboolean
result_rules_check_days(Import *import, GError **error)
{
    return delivery_walk(import->delivery, check_days, import, error);
}
