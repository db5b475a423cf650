/* The store held against its log. */
#include <choucha/log.h>

#include "base/i18n.h"
#include "domain/canonical.h"
#include "domain/quarter.h"
#include "exchange/table/table-writer.h"
#include "office/nonce-audit.h"
#include "store/campaign-store.h"
#include "store/log-store.h"
#include "store/registry-store.h"

#include <inttypes.h>
#include <string.h>

static void
finding_free(gpointer data)
{
    ChaLogFinding *finding = data;

    g_free(finding->rule);
    g_free(finding->place);
    g_free(finding->text);
    g_free(finding);
}

void
cha_log_report_free(ChaLogReport *report)
{
    if (report == NULL)
        return;
    g_free(report->head);
    g_clear_pointer(&report->findings, g_ptr_array_unref);
    g_free(report);
}

/* Collects findings; each is about the entry that was marked last. */
typedef struct {
    ChaLogReport *report;
    guint64 entry;
} Collection;

static void
mark(guint64 entry, gpointer data)
{
    ((Collection *)data)->entry = entry;
}

static void
collect(const char *rule, const char *place, const char *text, gpointer data)
{
    const Collection *collection = data;
    ChaLogFinding *finding = g_new0(ChaLogFinding, 1);

    finding->entry = collection->entry;
    finding->rule = g_strdup(rule);
    finding->place = g_strdup(place);
    finding->text = g_strdup(text);
    g_ptr_array_add(collection->report->findings, finding);
}

/* What a column must be by the entry, and what it is; L8. */
static void
expect(const Audit *audit, const LogEntry *entry, const char *table, const char *fact, const char *found)
{
    const char *bound = log_facts_find(entry->facts, fact);

    if (g_strcmp0(bound, found) != 0)
        audit_add(audit, "L8", table, _("campaign %s: %s is \"%s\"; the entry says \"%s\""), entry->campaign,
                  fact, found != NULL ? found : "", bound != NULL ? bound : "");
}

static void
expect_number(const Audit *audit, const LogEntry *entry, const char *table, const char *fact, guint found)
{
    g_autofree char *text = g_strdup_printf("%u", found);

    expect(audit, entry, table, fact, text);
}

static void
check_campaign_row(const Audit *audit, const LogEntry *entry, const Campaign *campaign)
{
    g_autofree char *name = NULL;
    Quarter quarter = 0;

    expect(audit, entry, "campaign", "commitment", campaign->commitment);
    expect_number(audit, entry, "campaign", "attempt", campaign->attempt);
    expect(audit, entry, "campaign", "short_teams", campaign->short_teams ? "yes" : "no");
    expect(audit, entry, "campaign", "rehearsal", campaign->rehearsal ? "yes" : "no");
    expect(audit, entry, "campaign", "max_visits", campaign->max_visits);
    expect_number(audit, entry, "campaign", "visits_per_day", campaign->visits_per_day);
    if (quarter_from_text(campaign->quarter, &quarter))
        name = campaign_name_make(quarter, campaign->attempt);
    if (g_strcmp0(name, entry->campaign) != 0)
        audit_add(audit, "L8", "campaign", _("campaign %s is recorded with another quarter or attempt"),
                  entry->campaign);
}

static void
report_absent(const Audit *audit, const char *table, const char *campaign)
{
    audit_add(audit, "L8", table, _("campaign %s has an entry and no row here"), campaign);
}

static gboolean
check_commit(Audit *audit, const LogEntry *entry, const Campaign *campaign, GError **error)
{
    mark(entry->number, audit->data);
    if (campaign == NULL)
        report_absent(audit, "campaign", entry->campaign);
    else
        check_campaign_row(audit, entry, campaign);
    return audit_folder(audit, entry->campaign, "commit", log_facts_find(entry->facts, "commitment"),
                        error) &&
           audit_rows(audit, entry->campaign, LOG_SQL_DRAWINGS, NULL,
                      log_facts_find(entry->facts, "drawings"), "L10", "drawing", error);
}

static gboolean
check_draw(Audit *audit, const LogEntry *entry, const Campaign *campaign, GError **error)
{
    const char *seed = log_facts_find(entry->facts, "seed");

    mark(entry->number, audit->data);
    if (campaign == NULL || campaign->seed == NULL)
        report_absent(audit, "campaign_draw", entry->campaign);
    else
        expect(audit, entry, "campaign_draw", "seed", campaign->seed);
    return audit_seed(audit, entry->campaign, log_facts_find(entry->facts, "seed_text"), seed, error) &&
           audit_folder(audit, entry->campaign, "draw", log_facts_find(entry->facts, "draw"), error) &&
           audit_drawn(audit, entry->campaign, error) &&
           audit_rows(audit, entry->campaign, LOG_SQL_DISTRICTS, NULL,
                      log_facts_find(entry->facts, "districts"), "L11", "visit", error);
}

static void
check_void(const Audit *audit, const LogEntry *entry, const Campaign *campaign)
{
    mark(entry->number, audit->data);
    if (campaign == NULL || campaign->void_reason == NULL) {
        report_absent(audit, "campaign_void", entry->campaign);
        return;
    }
    expect(audit, entry, "campaign_void", "reason", campaign->void_reason);
    expect(audit, entry, "campaign_void", "approved_by", campaign->approved_by);
}

static gboolean
check_schedule(Audit *audit, const LogEntry *entry, GError **error)
{
    mark(entry->number, audit->data);
    return audit_rows(audit, entry->campaign, LOG_SQL_SCHEDULE, LOG_SCHEDULE_HEADER,
                      log_facts_find(entry->facts, "schedule"), "L12", "appointment", error) &&
           audit_rows(audit, entry->campaign, LOG_SQL_UNPLACED, NULL,
                      log_facts_find(entry->facts, "unplaced"), "L12", "appointment", error);
}

static gboolean
check_campaign(Audit *audit, const ReplayedCampaign *replayed, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;

    if (!campaign_store_find(audit->store, replayed->campaign, &campaign, error))
        return FALSE;
    if (replayed->committed != NULL && !check_commit(audit, replayed->committed, campaign, error))
        return FALSE;
    if (!nonce_audit(audit, replayed, mark, error))
        return FALSE;
    if (replayed->drawn != NULL && !check_draw(audit, replayed->drawn, campaign, error))
        return FALSE;
    if (replayed->ended != NULL)
        check_void(audit, replayed->ended, campaign);
    return replayed->scheduled == NULL || check_schedule(audit, replayed->scheduled, error);
}

static gboolean
check_settings(Audit *audit, const Replay *replay, GError **error)
{
    g_autoptr(GList) logged = g_list_sort(g_hash_table_get_keys(replay->settings), (GCompareFunc)strcmp);

    for (GList *name = logged; name != NULL; name = name->next) {
        const LogEntry *entry = g_hash_table_lookup(replay->settings, name->data);
        const char *bound = log_facts_find(entry->facts, "new");
        g_autofree char *value = NULL;

        mark(entry->number, audit->data);
        if (!setting_store_get(audit->store, name->data, &value, error))
            return FALSE;
        if (g_strcmp0(value, bound) != 0)
            audit_add(audit, "L8", "setting", _("setting %s is \"%s\"; the entry says \"%s\""),
                      (const char *)name->data, value != NULL ? value : "", bound != NULL ? bound : "");
    }
    return TRUE;
}

static gboolean
check_store(Audit *audit, const Replay *replay, ChaProgress progress, gpointer data, GError **error)
{
    for (guint i = 0; i < replay->campaigns->len; i++) {
        if (progress != NULL)
            progress(_("holding the store against its log"), i, replay->campaigns->len, data);
        if (!check_campaign(audit, g_ptr_array_index(replay->campaigns, i), error))
            return FALSE;
    }
    if (!check_settings(audit, replay, error))
        return FALSE;
    mark(0, audit->data);
    return audit_belonging(audit, error);
}

static gboolean
verify(Audit *audit, const char *head, ChaProgress progress, gpointer data, ChaLogReport *report,
       GError **error)
{
    g_autoptr(Replay) replay = NULL;
    gboolean readable = FALSE;

    if (!audit_schema(audit, &readable, error))
        return FALSE;
    if (!readable)
        return TRUE; /* the rest has nothing to stand on */
    replay = replay_new(audit, head, mark, error);
    if (replay == NULL)
        return FALSE;
    report->entries = replay->entries;
    report->head = g_strdup(replay->head);
    report->head_entry = replay->head_entry;
    report->campaigns = replay->campaigns->len;
    mark(0, audit->data);
    if (head != NULL && replay->head_entry == CHA_LOG_NO_ENTRY)
        audit_add(audit, "L13", "log",
                  _("the published head is not in the chain: an entry before it was changed, left out or "
                    "added"));
    return check_store(audit, replay, progress, data, error);
}

gboolean
cha_log_verify(ChaStore *store, const char *head, ChaProgress progress, gpointer data,
               ChaLogReport **ret_report, GError **error)
{
    g_autoptr(ChaLogReport) report = g_new0(ChaLogReport, 1);
    Collection collection = {.report = report};
    Audit audit = {.store = store, .report = collect, .data = &collection};
    g_autoptr(Transaction) view = NULL;

    if (head != NULL && !canonical_is_digest(head, strlen(head))) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("\"%s\" is not the head of a log, which has 64 hexadecimal digits"), head);
        return FALSE;
    }
    report->findings = g_ptr_array_new_with_free_func(finding_free);
    report->head_entry = CHA_LOG_NO_ENTRY;
    view = store_begin_reading(store, error);
    if (view == NULL || !verify(&audit, head, progress, data, report, error))
        return FALSE;
    report->files = audit.files;
    report->rows = audit.rows;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}

static const OutputColumn FINDING_COLUMNS[] = {
    {"entry", N_("entry"), OUTPUT_TEXT},
    {"rule", N_("rule"), OUTPUT_TEXT},
    {"place", N_("place"), OUTPUT_TEXT},
    {"finding", N_("finding"), OUTPUT_TEXT},
};

gboolean
cha_log_write_findings(const ChaLogReport *report, ChaTableFormat format, ChaWriter write, gpointer data,
                       GError **error)
{
    g_autoptr(TableWriter) writer =
        table_writer_new(format, FINDING_COLUMNS, G_N_ELEMENTS(FINDING_COLUMNS), write, data);

    table_writer_set_title(writer, _("Findings"));
    for (guint i = 0; i < report->findings->len; i++) {
        const ChaLogFinding *finding = g_ptr_array_index(report->findings, i);
        g_autofree char *entry =
            finding->entry == 0 ? g_strdup("") : g_strdup_printf("%" PRIu64, finding->entry);
        const char *const texts[] = {entry, finding->rule, finding->place, finding->text};

        if (!table_writer_add(writer, texts, error))
            return FALSE;
    }
    return table_writer_finish(writer, error);
}
