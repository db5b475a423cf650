#include <choucha/committing.h>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/commit-text.h"
#include "domain/source.h"
#include "office/bundle-folder.h"
#include "office/checking.h"
#include "office/freezing.h"
#include "office/naming.h"
#include "office/seeding.h"
#include "store/log-store.h"
#include "store/nonce-store.h"

#include <string.h>

void
cha_commit_report_free(ChaCommitReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_free(report->commitment);
    g_free(report->log_head);
    cha_check_report_free(report->check);
    g_free(report);
}

static gboolean
invalid_source(GError **error, const char *name, const char *rule)
{
    g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("source \"%s\": %s"), name, rule);
    return FALSE;
}

static gboolean
is_lower_case(const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);

    return strcmp(lower, text) == 0;
}

/* The rules of sources.csv (draw protocol, sections 1, 2 and 7). */
static gboolean
check_sources(const ChaSource *sources, gsize n_sources, GError **error)
{
    for (gsize i = 0; i < n_sources; i++) {
        const char *name = sources[i].name;
        const char *description = sources[i].description;

        if (!text_is_identifier(name, strlen(name)))
            return invalid_source(error, name,
                                  _("the name is not an identifier; use letters, digits and hyphens"));
        if (*description == '\0' || !g_utf8_validate(description, -1, NULL) ||
            text_has_control_characters(description, strlen(description)))
            return invalid_source(
                error, name,
                _("the description must be one line of text that says when and where it will be "
                  "read"));
        if (source_promise(description) != NULL && !is_lower_case(description))
            return invalid_source(
                error, name,
                _("the promise can never be kept: hashes are written in lower-case hexadecimal digits"));
        for (gsize k = 0; k < i; k++) {
            if (strcmp(sources[k].name, name) == 0)
                return invalid_source(error, name, _("it is given twice"));
            if (source_promise(description) != NULL && strcmp(sources[k].description, description) == 0)
                return invalid_source(
                    error, name, _("another source promises the same nonce, so it has no say of its own"));
        }
    }
    return TRUE;
}

static void
add_finding(ChaCheckReport *report, ChaWeight weight, const char *format, const char *source)
{
    ChaFinding *finding = g_new0(ChaFinding, 1);

    finding->weight = weight;
    finding->text = g_strdup_printf(format, source);
    g_ptr_array_add(report->findings, finding);
}

/* What a reader of the announcement would miss. Nobody wrote the description of the
 * default source, so it is only noted. */
static void
find_lacks(const ChaSource *source, ChaWeight weight, ChaCheckReport *report)
{
    if (g_str_has_prefix(source->description, "commit ")) {
        add_finding(report, weight,
                    _("source \"%s\" promises no nonce: what follows `commit ` is not 64 hexadecimal digits"),
                    source->name);
        return;
    }
    switch (source_lack(source->description)) {
    case SOURCE_LACKS_DAY:
        add_finding(report, weight,
                    _("source \"%s\": its description names no day; say when and where it will be read, or "
                      "whoever reads it could choose"),
                    source->name);
        return;
    case SOURCE_LACKS_PLACE:
        add_finding(report, weight,
                    _("source \"%s\": its description says no more than a day; say as well where and how it "
                      "will be read"),
                    source->name);
        return;
    case SOURCE_LACKS_NOTHING:
    default:
        return;
    }
}

static gboolean
is_kept_by(const char *promise, const GPtrArray *nonces)
{
    for (guint i = 0; i < nonces->len; i++) {
        if (source_keeps(promise, ((const RevealedNonce *)g_ptr_array_index(nonces, i))->value))
            return TRUE;
    }
    return FALSE;
}

/* Findings about the sources follow the others, at most warnings among them. */
static gboolean
find_about_sources(ChaStore *store, const ChaCommitOptions *options, ChaCheckReport *report, GError **error)
{
    g_autoptr(GPtrArray) known = nonce_store_load(store, NULL, error);
    gsize n_sources;
    const ChaSource *sources = freeze_sources(options, &n_sources);
    ChaWeight weight = options->n_sources > 0 ? CHA_WEIGHT_WARNING : CHA_WEIGHT_NOTE;
    gsize n_promises = 0;

    if (known == NULL)
        return FALSE;
    if (options->n_seed > 0)
        return TRUE; /* a rehearsal: everything is known */
    for (gsize i = 0; i < n_sources; i++) {
        const char *promise = source_promise(sources[i].description);

        if (promise == NULL)
            find_lacks(&sources[i], weight, report);
        else if (is_kept_by(promise, known))
            add_finding(report, weight,
                        _("source \"%s\" promises a nonce that was revealed for an earlier campaign, so "
                          "everyone knows it; make another one"),
                        sources[i].name);
        n_promises += promise != NULL ? 1 : 0;
    }
    if (n_promises == n_sources)
        add_finding(report, CHA_WEIGHT_WARNING, "%s",
                    _("every source is a nonce, so whoever reveals last could know what will be drawn; add "
                      "one that nobody controls"));
    return TRUE;
}

/* Caps count what the year's campaigns drew, so campaigns follow each other. */
static gboolean
check_order(ChaStore *store, Quarter quarter, GError **error)
{
    g_autoptr(GPtrArray) campaigns = campaign_store_list(store, error);

    if (campaigns == NULL)
        return FALSE;
    for (guint i = 0; i < campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(campaigns, i);
        Quarter other;

        if (campaign->state == CAMPAIGN_VOID || !quarter_from_text(campaign->quarter, &other) ||
            quarter_year(other) != quarter_year(quarter))
            continue;
        if (other < quarter && campaign->state == CAMPAIGN_COMMITTED) {
            g_set_error(
                error, CHA_ERROR, CHA_ERROR_CONFLICT,
                _("campaign %s of the same year is committed and not drawn yet; draw it or make it void "
                  "first, since it counts for frequency caps"),
                campaign->campaign);
            return FALSE;
        }
        if (other > quarter) {
            g_set_error(
                error, CHA_ERROR, CHA_ERROR_CONFLICT,
                _("campaign %s, later in the same year, is committed already; place the plans in a later "
                  "campaign with their column `campaigns`"),
                campaign->campaign);
            return FALSE;
        }
    }
    return TRUE;
}

/* A rehearsal's values, before anything is recorded. */
static gboolean
check_seed(const ChaCommitOptions *options, GError **error)
{
    g_autoptr(GArray) sources = NULL;
    g_autoptr(GBytes) text = NULL;
    gsize n_sources;
    const ChaSource *given = freeze_sources(options, &n_sources);

    if (options->n_seed == 0)
        return TRUE;
    for (gsize i = 0; i < n_sources; i++)
        sources = seed_sources_add(sources, given[i].name, given[i].description);
    text = seed_text_make(sources, options->seed, options->n_seed, error);
    return text != NULL;
}

static gboolean
commit_anew(ChaStore *store, Quarter quarter, guint attempt, const char *folder,
            const ChaCommitOptions *options, ChaProgress progress, gpointer data, ChaCommitReport *report,
            GError **error)
{
    g_autoptr(Draft) draft = NULL;

    if (!check_sources(options->sources, options->n_sources, error) || !check_seed(options, error) ||
        !check_order(store, quarter, error))
        return FALSE;
    draft = draft_new(store, quarter, attempt, error);
    if (draft == NULL || !freeze_draft(store, draft, attempt, options, progress, data, report, error))
        return FALSE;
    return find_about_sources(store, options, report->check, error) &&
           bundle_folder_check(folder, store, report->campaign, error);
}

/* The same input as recorded? The sources are compared as they were written. */
static gboolean
check_repetition(ChaStore *store, const Campaign *recorded, const ChaCommitOptions *options, GError **error)
{
    gsize n_sources;
    const ChaSource *sources = freeze_sources(options, &n_sources);
    g_autofree char *text = commit_text_sources(sources, n_sources);
    Digest digest = digest_of(text, strlen(text));
    g_autoptr(GPtrArray) files = campaign_store_list_files(store, recorded->campaign, error);
    char hex[DIGEST_HEX_SIZE];
    gboolean same = options->short_teams == recorded->short_teams;

    if (files == NULL)
        return FALSE;
    digest_to_hex(&digest, hex);
    for (guint i = 0; i < files->len; i++) {
        const BundleFile *file = g_ptr_array_index(files, i);

        if (strcmp(file->path, "commit/sources.csv") == 0)
            same = same && strcmp(file->digest, hex) == 0;
    }
    if (!same)
        g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                    _("campaign %s is committed already, with other sources or another --short-teams; its "
                      "commitment is %s"),
                    recorded->campaign, recorded->commitment);
    return same;
}

static gboolean
report_recorded(ChaStore *store, const Campaign *recorded, ChaCommitReport *report, GError **error)
{
    g_autoptr(GPtrArray) drawings = campaign_store_load_drawings(store, recorded->campaign, error);
    g_autoptr(GHashTable) departments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (drawings == NULL)
        return FALSE;
    report->repeated = TRUE;
    report->commitment = g_strdup(recorded->commitment);
    report->check = check_report_new(recorded->campaign);
    report->check->plans = drawings->len;
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);
        g_autoptr(GPtrArray) participants = text_split(drawing->participants);

        report->check->joint_plans += participants->len > 0 ? 1 : 0;
        g_hash_table_add(departments, g_strdup(drawing->initiator));
        for (guint k = 0; k < participants->len; k++)
            g_hash_table_add(departments, g_strdup(g_ptr_array_index(participants, k)));
    }
    report->departments = g_hash_table_size(departments);
    return campaign_store_registry_changed(store, recorded->campaign, &report->registry_changed, error);
}

static gboolean
commit_again(ChaStore *store, const Campaign *recorded, const char *folder, const ChaCommitOptions *options,
             ChaCommitReport *report, GError **error)
{
    if (!options->go_on && !check_repetition(store, recorded, options, error))
        return FALSE;
    return bundle_folder_check(folder, store, recorded->campaign, error) &&
           report_recorded(store, recorded, report, error);
}

static gboolean
report_entry(ChaStore *store, ChaCommitReport *report, GError **error)
{
    char hash[DIGEST_HEX_SIZE];

    if (!log_store_find(store, LOG_COMMIT, report->campaign, &report->log_entry, hash, error))
        return FALSE;
    report->log_head = g_strdup(hash);
    return TRUE;
}

static gboolean
report_records(ChaStore *store, ChaCommitReport *report, GError **error)
{
    g_autoptr(Campaign) campaign = NULL;

    if (!campaign_store_find(store, report->campaign, &campaign, error))
        return FALSE;
    g_assert(campaign != NULL);
    report->records_change = campaign->records_change;
    return TRUE;
}

gboolean
cha_commit(ChaStore *store, const char *campaign, const char *folder, const ChaCommitOptions *options,
           ChaProgress progress, gpointer data, ChaCommitReport **ret_report, GError **error)
{
    g_autoptr(ChaCommitReport) report = g_new0(ChaCommitReport, 1);
    g_autoptr(Campaign) recorded = NULL;
    g_autoptr(Transaction) transaction = store_begin(store, error);
    Quarter quarter;
    guint attempt;
    gboolean done;

    if (transaction == NULL ||
        !campaign_resolve_for_commit(store, campaign, &recorded, &quarter, &attempt, error))
        return FALSE;
    report->campaign = recorded != NULL ? g_strdup(recorded->campaign) : campaign_name_make(quarter, attempt);
    done = recorded != NULL
               ? commit_again(store, recorded, folder, options, report, error)
               : commit_anew(store, quarter, attempt, folder, options, progress, data, report, error);
    if (!done) {
        if (report->check != NULL && report->commitment == NULL)
            *ret_report = g_steal_pointer(&report); /* it tells why */
        return FALSE;
    }
    if (!report_entry(store, report, error) || !report_records(store, report, error) ||
        !transaction_commit(transaction, error))
        return FALSE;
    g_clear_pointer(&transaction, transaction_end);
    if (!bundle_folder_complete(folder, store, report->campaign, error))
        return FALSE;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}
