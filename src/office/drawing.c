#include <choucha/drawing.h>

#include "base/i18n.h"
#include "base/text.h"
#include "domain/coverage.h"
#include "office/bundle-folder.h"
#include "office/naming.h"
#include "office/seeding.h"
#include "store/log-store.h"
#include "store/nonce-store.h"

#include <string.h>

void
cha_draw_report_free(ChaDrawReport *report)
{
    if (report == NULL)
        return;
    g_free(report->campaign);
    g_free(report->commitment);
    g_free(report->seed);
    g_free(report->log_head);
    g_free(report->reached);
    if (report->empty_seats != NULL)
        g_ptr_array_unref(report->empty_seats);
    g_free(report);
}

/* A drawn campaign is drawn: only the same values again are no conflict. */
static gboolean
check_repetition(ChaStore *store, const Campaign *campaign, GBytes *seed, GError **error)
{
    g_autoptr(GPtrArray) files = campaign_store_list_files(store, campaign->campaign, error);
    gsize length = 0;
    gconstpointer bytes = g_bytes_get_data(seed, &length);
    Digest digest = digest_of(bytes, length);
    char hex[DIGEST_HEX_SIZE];

    if (files == NULL)
        return FALSE;
    digest_to_hex(&digest, hex);
    for (guint i = 0; i < files->len; i++) {
        const BundleFile *file = g_ptr_array_index(files, i);

        if (strcmp(file->path, "seed.txt") == 0 && strcmp(file->digest, hex) == 0)
            return TRUE;
    }
    g_set_error(error, CHA_ERROR, CHA_ERROR_CONFLICT,
                _("campaign %s was drawn already, at %s, with other values; a campaign is drawn once"),
                campaign->campaign, campaign->drawn_at);
    return FALSE;
}

static Draw *
compute(ChaStore *store, const char *campaign, GBytes *seed, GError **error)
{
    BundleSource *source = campaign_source_new(store, campaign);
    g_autoptr(RuleFault) fault = NULL;
    Draw *draw = NULL;
    gboolean computed = draw_compute(source, seed, &draw, &fault, error);

    campaign_source_free(source);
    if (computed)
        return draw;
    if (fault != NULL && fault->rule[0] == 'S')
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID, _("a value of the seed breaks rule %s: %s"),
                    fault->rule, fault->text);
    else if (fault != NULL)
        g_set_error(error, CHA_ERROR, CHA_ERROR_STORE, _("the recorded commitment breaks rule %s in %s: %s"),
                    fault->rule, fault->path, fault->text);
    return NULL;
}

/* Departments of each drawing, by its name. */
static GHashTable *
count_departments(ChaStore *store, const char *campaign, guint *ret_drawings, GError **error)
{
    g_autoptr(GPtrArray) drawings = campaign_store_load_drawings(store, campaign, error);
    GHashTable *departments;

    if (drawings == NULL)
        return NULL;
    departments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < drawings->len; i++) {
        const FrozenDrawing *drawing = g_ptr_array_index(drawings, i);
        g_autoptr(GPtrArray) participants = text_split(drawing->participants);

        g_hash_table_insert(departments, g_strdup(drawing->drawing), GUINT_TO_POINTER(participants->len + 1));
    }
    *ret_drawings = drawings->len;
    return departments;
}

static void
report_targets(ChaDrawReport *report, const Draw *draw)
{
    g_autoptr(GHashTable) targets = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < draw->targets->len; i++) {
        const DrawnTarget *drawn = g_ptr_array_index(draw->targets, i);

        if (drawn->reserve)
            continue;
        report->selected++;
        g_hash_table_add(targets, drawn->target);
    }
    report->targets = g_hash_table_size(targets);
}

static void
report_visits(ChaDrawReport *report, const Draw *draw, GHashTable *departments)
{
    report->visits = draw->drawn_visits->len;
    for (guint i = 0; i < draw->drawn_visits->len; i++) {
        const DrawnVisit *visit = g_ptr_array_index(draw->drawn_visits, i);

        for (guint k = 0; k < visit->plans->len; k++)
            report->checks +=
                GPOINTER_TO_UINT(g_hash_table_lookup(departments, g_ptr_array_index(visit->plans, k)));
    }
}

static void
report_limits(ChaDrawReport *report, const Draw *draw)
{
    report->limited = draw->protocol == 2;
    report->fewest_visits = draw->fewest_visits;
    report->reached = ratio_percent((Ratio){.numerator = report->checks - report->visits,
                                            .denominator = report->checks - report->fewest_visits});
}

static void
report_seats(ChaDrawReport *report, const Draw *draw, GHashTable *staffs)
{
    report->seats = draw->seats->len;
    report->empty_seats = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < draw->seats->len; i++) {
        const DrawnSeat *seat = g_ptr_array_index(draw->seats, i);
        const char *above = g_hash_table_lookup(staffs, seat->department);
        g_autofree char *sender =
            above != NULL ? level_text(above, LEVEL_SUBORDINATES) : level_text(seat->department, LEVEL_OWN);

        if (seat->inspector == NULL)
            g_ptr_array_add(report->empty_seats,
                            g_strdup_printf(_("visit %s: nobody of department %s can take seat %u"),
                                            seat->visit, sender, seat->seat));
    }
}

static ChaDrawReport *
report_on(ChaStore *store, const Campaign *campaign, const Draw *draw, GError **error)
{
    g_autoptr(ChaDrawReport) report = g_new0(ChaDrawReport, 1);
    g_autoptr(GHashTable) departments = NULL;
    g_autoptr(GHashTable) staffs = campaign_store_load_staffs(store, campaign->campaign, error);

    if (staffs == NULL)
        return NULL;
    report->campaign = g_strdup(campaign->campaign);
    report->commitment = g_strdup(campaign->commitment);
    report->seed = g_strdup(draw->seed);
    report->rehearsal = campaign->rehearsal;
    report->repeated = campaign->state == CAMPAIGN_DRAWN;
    departments = count_departments(store, campaign->campaign, &report->plans, error);
    if (departments == NULL)
        return NULL;
    report_targets(report, draw);
    report_visits(report, draw, departments);
    report_limits(report, draw);
    report_seats(report, draw, staffs);
    return g_steal_pointer(&report);
}

static gboolean
report_entry(ChaStore *store, ChaDrawReport *report, GError **error)
{
    char hash[DIGEST_HEX_SIZE];

    if (!log_store_find(store, LOG_DRAW, report->campaign, &report->log_entry, hash, error))
        return FALSE;
    report->log_head = g_strdup(hash);
    return TRUE;
}

static GBytes *
make_seed_text(const GArray *sources, const ChaSeedValue *values, gsize n_values, const GPtrArray *nonces,
               GError **error)
{
    g_autoptr(GArray) all = seed_values_with(values, n_values, nonces);

    return seed_text_make(sources, (const ChaSeedValue *)(gpointer)all->data, all->len, error);
}

/* What the log says of the nonces; NULL when there are none. */
static const char *
order_of(const ChaDrawReport *report)
{
    if (report->nonces == 0)
        return NULL;
    return report->late_nonces == 0 ? LOG_NONCES_BEFORE : LOG_NONCES_WITH_DRAW;
}

gboolean
cha_draw(ChaStore *store, const char *campaign, const char *folder, const ChaSeedValue *values,
         gsize n_values, ChaProgress progress, gpointer data, ChaDrawReport **ret_report, GError **error)
{
    g_autoptr(Transaction) transaction = store_begin(store, error);
    g_autoptr(ChaDrawReport) report = NULL;
    g_autoptr(Campaign) recorded = NULL;
    g_autoptr(GArray) sources = NULL;
    g_autoptr(GPtrArray) nonces = NULL;
    g_autoptr(GBytes) seed = NULL;
    g_autoptr(Draw) draw = NULL;

    if (transaction == NULL || !campaign_resolve_live(store, campaign, &recorded, error))
        return FALSE;
    sources = seed_sources_load(store, recorded->campaign, error);
    nonces = sources == NULL ? NULL : nonce_store_load(store, recorded->campaign, error);
    seed = nonces == NULL ? NULL : make_seed_text(sources, values, n_values, nonces, error);
    if (seed == NULL ||
        (recorded->state == CAMPAIGN_DRAWN && !check_repetition(store, recorded, seed, error)))
        return FALSE;
    if (progress != NULL)
        progress(_("drawing"), 0, 0, data);
    draw = compute(store, recorded->campaign, seed, error);
    report = draw == NULL ? NULL : report_on(store, recorded, draw, error);
    if (report == NULL)
        return FALSE;
    report->nonces = seed_sources_promises(sources);
    report->late_nonces = report->nonces - nonces->len;
    if (recorded->state != CAMPAIGN_DRAWN &&
        !campaign_store_record_draw(store, recorded->campaign, seed, draw, order_of(report), error))
        return FALSE;
    if (!report_entry(store, report, error) ||
        !bundle_folder_check(folder, store, recorded->campaign, error) ||
        !transaction_commit(transaction, error))
        return FALSE;
    g_clear_pointer(&transaction, transaction_end);
    if (!bundle_folder_complete(folder, store, recorded->campaign, error))
        return FALSE;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}
